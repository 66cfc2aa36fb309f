"""Sentences inside blocks: glued ones («…Michel.Selon»), abbreviations, initials, quotations."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from selon.lang.pack import LanguagePack
from selon.model import Block, Quotation, Span
from selon.text.fold import trimmed

_STOP = re.compile(r"[.!?…؟。]+(?:[ ]?[.!?…]+)*")
_CLOSING = re.compile(r"(?:\s{0,2}[»›”]|[\"“’'‘)\]}»”›])")
_LAST_WORD = re.compile(r"(?<![^\W_])(?:[^\W_](?:[\w.'-]*[^\W_])?)$")
_NEXT_WORD = re.compile(r"[^\W\d_]+'?")
_GLUED = re.compile(r"(?:(?<=[^\W\d_A-ZÀ-Þ]{3})|(?<=[A-ZÀ-Þ]{4})|(?<=[)»”]))(?=[A-ZÀ-Þ]['a-zà-ÿ]*[ '’])")
_LEAST_WORDS = 4  # before a glued crosshead
_LETTER = re.compile(r"[^\W_]")
_OPENING = "«‹“„\"‘'([—–-¿¡ "


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """Shortened words by what a full stop after them means, and the words that open sentences (lower case)."""

    never: frozenset[str]
    maybe: frozenset[str]
    openers: frozenset[str]


def sentence_rules(pack: LanguagePack) -> SentenceRules:
    """Compile ``abbreviations.tsv`` and ``stopwords.tsv``."""
    rows = pack.rows("abbreviations")
    return SentenceRules(
        frozenset(row["word"] for row in rows if row["ends"] == "never"),
        frozenset(row["word"] for row in rows if row["ends"] == "maybe"),
        frozenset(row["word"] for row in pack.rows("stopwords") if row["opens"] == "yes"),
    )


def split_sentences(text: str, block: Block, quotations: tuple[Quotation, ...], rules: SentenceRules) -> list[Span]:
    """The sentences of one block of uniform ``text``, trimmed, in order; together they hold all that is not blank.

    ``quotations`` (of this block) tell a mark that closes from one that opens.
    """
    opening = frozenset(q.start for q in quotations)
    closing = frozenset(q.end - 1 for q in quotations if q.closed)
    cuts = []
    for stop in _STOP.finditer(text, block.start, block.end):
        end = stop.end()
        while (m := _CLOSING.match(text, end, block.end)) and m.end() - 1 not in opening:
            end = m.end()
        after = _after(text, stop.end(), Span(end, block.end), opening, rules)
        if not after.letter:
            continue
        if stop.group() == ".":
            before = _LAST_WORD.search(text, max(block.start, stop.start() - 30), stop.start())
            word = before.group() if before else ""
            breaks = _full_stop_breaks(word, after, stop.start() - 1 in closing, rules)
        else:
            breaks = _mark_breaks(text[max(0, stop.start() - 1) : stop.end()], after)
        if breaks:
            cuts.append(end)
    # «…mises à exécutionDans le passé»: a crosshead run into the text.  Three words are no sentence.
    for at in [m.end() for m in _GLUED.finditer(text, block.start, block.end)]:
        piece = text[max([block.start, *(c for c in cuts if c < at)]) : at]
        if _opens(text, at, block.end, rules) and len(piece.split()) >= _LEAST_WORDS:
            cuts.append(at)
    cuts.sort()
    spans: list[Span] = []
    for start, end in zip([block.start, *cuts], [*cuts, block.end], strict=True):
        span = trimmed(text, start, end)
        if spans and not _LETTER.search(text, *span):
            spans[-1] = Span(spans[-1].start, span.end) if span.start < span.end else spans[-1]
        elif span.start < span.end:
            spans.append(span)
    return spans


class _After(NamedTuple):
    """What follows a stop and the marks that close behind it: its first mark, the mark before the first letter, that
    letter ("" at the end) and word, whether there is a space, a quotation opens, the word opens sentences."""

    first: str
    before: str
    letter: str
    word: str
    spaced: bool
    quoted: bool
    opener: bool


def _after(text: str, stop: int, rest: Span, opening: frozenset[int], rules: SentenceRules) -> _After:
    at = rest.start
    while at < rest.end and text[at] in " \n":
        at += 1
    spaced = at > stop
    first = text[at : min(at + 1, rest.end)]
    quoted = first != "" and first in _OPENING and (at in opening or first not in "\"'")
    while at < rest.end and text[at] in _OPENING:
        at += 1
    letter = text[at : min(at + 1, rest.end)]
    follower = _NEXT_WORD.match(text, at, rest.end)
    word = follower.group() if follower else letter
    return _After(first, text[at - 1], letter, word, spaced, quoted, word.lower() in rules.openers)


def _mark_breaks(stop: str, after: _After) -> bool:
    """Whether a sentence ends with this mark (and the character before it), «!», «?», «…» or several stops."""
    if stop[-1] in ".…" and stop[0] in "([":
        return after.letter.isupper() and after.opener
    if after.first in ",;:/":
        return False
    letter, quoted = after.letter, after.quoted and after.spaced and after.first in '«“"'
    return letter.isupper() or letter.isdigit() or quoted or not (letter.isalpha() or letter in ")]")


def _full_stop_breaks(word: str, after: _After, closed: bool, rules: SentenceRules) -> bool:
    """Whether a sentence ends with the full stop after ``word``; ``closed``: a quotation ends right before it."""
    letter = after.letter
    if letter in ",;:/@" or after.before in ",;:":
        return False
    if letter.isalpha() and not letter.isupper():
        uncased = letter.lower() == letter.upper()
        return after.spaced and (uncased or (after.quoted and after.before not in "—–-("))
    apart = after.spaced or after.quoted
    if letter.isdigit() and not apart:
        return False
    short = word if word in rules.maybe else word.rsplit(".", 1)[-1]  # «…Michel.M. Dubois»
    if short and (short in rules.never or (short.lower() in rules.never and len(short) > 3)):
        return False
    if word in rules.maybe or _is_initials(word):
        return after.opener
    if apart or closed or not word or after.opener:
        return True
    # «Michel.Selon»: a plain word or a number before, a capitalised word after; not «U.S.A».
    if word[-1].isdigit():
        return len(word) > 1
    return "." not in word and len(word) > 1 and (len(after.word) > 1 or word.isalpha())


def _opens(text: str, at: int, end: int, rules: SentenceRules) -> bool:
    """Whether a word that opens sentences stands at ``at``, and no other letter in capitals behind it."""
    found = _NEXT_WORD.match(text, at, end)
    word = found.group() if found else ""
    return word.lower() in rules.openers and word[1:].islower() != (len(word) < 2)


def _is_initials(word: str) -> bool:
    last = re.split(r"[.-]", word)[-1]
    return len(last) == 1 and last.isupper() and (len(word) == 1 or not word[0].islower())
