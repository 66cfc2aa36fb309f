"""Sentences inside blocks: glued ones («…Michel.Selon»), abbreviations, initials, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.lang.pack import LanguagePack
from selon.model import Block, Quotation, Span

_STOP = re.compile(r"[.!?…؟。]+(?:[ ]?[.!?…]+)*")
_CLOSING = re.compile(r"(?:\s{0,2}[»›”]|[\"“’'‘)\]}»”›])")
_LAST_WORD = re.compile(r"(?<![^\W_])(?:[^\W_](?:[\w.'-]*[^\W_])?)$")
_NEXT_WORD = re.compile(r"[^\W\d_]+'?")
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


def split_sentences(
    text: str, block: Block, quotations: tuple[Quotation, ...], rules: SentenceRules
) -> list[Span]:
    """The sentences of one block of uniform ``text``, trimmed, in order; together they hold all that is not blank.

    ``quotations`` (of this block) tell a mark that closes from one that opens.
    """
    opening = frozenset(q.start for q in quotations)
    closing = frozenset(q.end - 1 for q in quotations if q.closed)
    cuts = []
    for stop in _STOP.finditer(text, block.start, block.end):
        end = _after_closing(text, stop.end(), block.end, opening)
        if _breaks(text, block, stop, (end, opening, closing), rules):
            cuts.append(end)
    spans: list[Span] = []
    for start, end in zip([block.start, *cuts], [*cuts, block.end], strict=True):
        words = text[start:end]
        if not words.strip():
            continue
        left, right = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if spans and not _LETTER.search(words):
            spans[-1] = Span(spans[-1].start, right)
        else:
            spans.append(Span(left, right))
    return spans


def _after_closing(text: str, at: int, limit: int, opening: frozenset[int]) -> int:
    while (m := _CLOSING.match(text, at, limit)) and m.end() - 1 not in opening:
        at = m.end()
    return at


def _breaks(
    text: str,
    block: Block,
    stop: re.Match[str],
    place: tuple[int, frozenset[int], frozenset[int]],
    rules: SentenceRules,
) -> bool:
    end, opening, closing = place
    rest = end
    while rest < block.end and text[rest] in " \n":
        rest += 1
    if rest >= block.end:
        return False
    spaced = rest > end or end > stop.end()
    first = text[rest]
    quoted = first in _OPENING and (rest in opening or first not in "\"'")
    while rest < block.end and text[rest] in _OPENING:
        rest += 1
    letter = text[rest] if rest < block.end else ""
    if stop.group() == ".":
        return _full_stop_breaks(text, block, stop.start(), (spaced, quoted, rest, letter), closing, rules)
    if stop.group()[-1] in ".…" and text[stop.start() - 1 : stop.start()] in ("(", "["):
        follower = _NEXT_WORD.match(text, rest, block.end)
        return letter.isupper() and bool(follower) and follower.group().lower() in rules.openers  # type: ignore[union-attr]
    return _opens(letter, quoted and spaced and first in '—–-«“"', first)


def _opens(letter: str, quoted: bool, first: str) -> bool:
    """Can what follows a stop begin a sentence?"""
    if not letter or first in ",;:/":
        return False
    return (
        letter.isupper()
        or letter.isdigit()
        or (quoted and first not in "—–-")
        or not (letter.isalpha() or letter in ")]")
    )


def _full_stop_breaks(
    text: str,
    block: Block,
    at: int,
    follows: tuple[bool, bool, int, str],
    closing: frozenset[int],
    rules: SentenceRules,
) -> bool:
    spaced, quoted, rest, letter = follows
    if not letter or letter in ",;:/@" or text[rest - 1] in ",;:":
        return False
    if letter.isalpha() and not letter.isupper():
        uncased = letter.lower() == letter.upper()
        return (uncased and spaced) or (quoted and spaced and text[rest - 1] not in "—–-(")
    before = _LAST_WORD.search(text, max(block.start, at - 30), at)
    word = before.group() if before else ""
    if letter.isdigit() and not spaced and not quoted:
        return False
    follower = _NEXT_WORD.match(text, rest, block.end)
    opener = bool(follower) and follower.group().lower() in rules.openers  # type: ignore[union-attr]
    short = word if word in rules.maybe else word.rsplit(".", 1)[-1]  # «…Michel.M. Dubois»
    if short and (short in rules.never or (short.lower() in rules.never and len(short) > 3)):
        return False
    if word in rules.maybe or _is_initials(word, text, at):
        return opener
    if not spaced and not quoted:
        return _glued_break(word, follower.group() if follower else letter, opener, at - 1 in closing)
    return True


def _is_initials(word: str, text: str, at: int) -> bool:
    last = re.split(r"[.-]", word)[-1]
    return len(last) == 1 and last.isupper() and (len(word) == 1 or not word[0].islower())


def _glued_break(word: str, follower: str, opener: bool, after_quote: bool) -> bool:
    """«Michel.Selon»: a plain word, a number or a closing mark before, a capitalised word after; not «U.S.A»."""
    if "." in word and not word[-1:].isdigit() and not opener:
        return False
    return (
        after_quote
        or not word
        or opener
        or (len(word) > 1 and (word[-1].isdigit() or len(follower) > 1 or word.isalpha()))
    )
