"""Blocks: titles, headings, pull quotes with their signature, credits, leftovers and body paragraphs."""

import re
from itertools import pairwise
from typing import NamedTuple

from selon.model import Block, BlockKind, Span
from selon.text.clean import Mark, lines_of
from selon.text.fold import fold

TITLE_LENGTH = 200
HEADING_LENGTH = 110
HEADING_WORDS = 16
SIGNATURE_LENGTH = 90

_STOPPED = re.compile(r"[.!?…:;,][»”\"’'“)\]]*\s*$")
_FULL_STOP = re.compile(r"[.…;:,][»”\"’'“)\]]*\s*$")
_COLON = re.compile(r":\s*$")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3,}[.…] +[(«“\"]?[A-ZÀ-Ý]")
_BULLET = re.compile(r"[-–—•*·▪►>]|\d+[.)] ")
_QUOTED = re.compile(
    r"(?:«\s*(?P<a>[^«»]*(?:«[^«»]*»[^«»]*)*)»|[“„](?P<b>[^“”]*(?:“[^“”]*”[^“”]*)*)[”“]|\"(?P<c>[^\"]*)\")"
)
_SIGNATURE = re.compile(r"[\s,]*(?:[—–-]\s*)?(?P<name>[^\W\d_a-zà-ÿ][^.!?:;«»“”\"\n]{1,90})")
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Ý][A-ZÀ-Ý.'-]+ ?){1,4}(?:,[^.;\n]{2,30}\.?(?:,? \d{1,2})?)? ?(?:\([^)\n]{2,30}\) ?)?[—–―-] "
)


class _Paragraph(NamedTuple):
    start: int
    end: int
    text: str

    def short(self, length: int) -> bool:
        return len(self.text) <= length and len(self.text.split()) <= max(HEADING_WORDS, length // 6)


def find_blocks(text: str, marks: tuple[Mark, ...], title: str = "") -> tuple[Block, ...]:
    """The blocks of uniform ``text`` in which leftovers are blank already; with these they hold all that is not
    blank.  ``title`` is the headline if it is known from elsewhere (metadata)."""
    blocks = [Block(m.start, m.end, "credit" if m.kind == "credit" else "leftover", m.reason) for m in marks]
    credits = [m for m in marks if m.kind == "credit"]
    lines = [s for s in lines_of(text) if not any(c.start <= s.start < c.end for c in credits)]
    paragraphs = [_Paragraph(s.start, s.end, text[s.start : s.end]) for s in _unwrap(text, lines)]
    titles = _titles(paragraphs, fold(title))
    for i, paragraph in enumerate(paragraphs):
        if i < titles:
            blocks.append(Block(paragraph.start, paragraph.end, "title", "headline"))
        else:
            blocks += _classify(paragraphs, i, titles)
    return tuple(sorted(blocks, key=lambda b: (b.start, b.end)))


# --- paragraphs -----------------------------------------------------------------------------------------------


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """Lines joined where a paragraph was broken at a width, by hand or by a mail program."""
    adjacent = [(a, b) for a, b in pairwise(lines) if text.count("\n", a.end, b.start) == 1]
    unstopped = {b for a, b in adjacent if not _STOPPED.search(text, max(a.start, a.end - 6), a.end)}
    continued = {line for line in unstopped if text[line.start].islower()}
    if len(adjacent) > 3 and len(continued) >= 0.4 * len(adjacent):
        width = max(line.end - line.start for line in lines)
        continued = unstopped | {b for a, b in adjacent if a.end - a.start >= 0.7 * width}
    joined: list[Span] = []
    for line in lines:
        if line in continued:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


# --- kinds ----------------------------------------------------------------------------------------------------


def _titles(paragraphs: list[_Paragraph], title: str) -> int:
    """How many paragraphs at the head are titles: a headline, or one for search engines and a headline."""
    if len(paragraphs) < 2 or not paragraphs[0].short(TITLE_LENGTH) or _BULLET.match(paragraphs[0].text):
        return 0
    first, second = paragraphs[0], paragraphs[1]
    known = bool(title) and fold(first.text) == title
    follows = len(paragraphs) > 2 and second.short(TITLE_LENGTH) and not _FULL_STOP.search(second.text)
    alike = follows and bool(_content_words(first.text) & _content_words(second.text))
    if _FULL_STOP.search(first.text) and not (known or _looks_headline(first.text, second.text)):
        return 2 if alike and _COLON.search(first.text) is None else 0
    return 2 if alike and not _whole_quote(second.text) else 1


def _looks_headline(text: str, below: str) -> bool:
    """A line with a full stop is a headline all the same: in capitals, in title case, above a dateline, or said
    again by the paragraph below."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    one = not re.search(r"[.!?…] ", text)
    if one and len(text) <= HEADING_LENGTH and len(_content_words(text) & _content_words(below)) >= 2:
        return True
    capitals = sum(word[0].isupper() for word in words)
    return text.isupper() or (len(words) > 3 and capitals >= 0.75 * len(words)) or bool(_DATELINE.match(below))


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"\w{5,}", fold(text)))


def _classify(paragraphs: list[_Paragraph], i: int, titles: int) -> list[Block]:
    here = paragraphs[i]
    kind: BlockKind
    quoted = _whole_quote(here.text)
    if quoted and i and _COLON.search(paragraphs[i - 1].text):
        kind, reason = "pull_quote", "quotation after a colon"
    elif signed := _signed(here):
        return signed
    elif _is_heading(paragraphs, i, titles):
        kind, reason = "heading", "short line between paragraphs"
    elif quoted:
        kind, reason = "pull_quote", "quotation alone"
    else:
        kind, reason = "body", ""
    return [Block(here.start, here.end, kind, reason)]


def _whole_quote(text: str) -> bool:
    m = _QUOTED.match(text)
    return bool(m and not text[m.end() :].strip(" .!?…*"))


def _is_heading(paragraphs: list[_Paragraph], i: int, titles: int) -> bool:
    """A short line above a paragraph.  Two may be a heading and its sub-heading; three are a list."""
    around = [_heading_like(p) for p in paragraphs[i : i + 3]]
    before = [_heading_like(p) for p in paragraphs[max(titles, i - 2) : i]]
    if not around[0] or len(around) == 1 or before == [True, True]:
        return False
    if around[1] and (around[2:] != [False] or before[-1:] == [True]):
        return False
    return not (i and _COLON.search(paragraphs[i - 1].text))


def _heading_like(paragraph: _Paragraph) -> bool:
    text = paragraph.text
    if not paragraph.short(HEADING_LENGTH) or _BULLET.match(text) or "\n" in text:
        return False
    if text[0].islower() or not any(c.isalpha() for c in text) or _TWO_SENTENCES.search(text):
        return False
    inner = text.rstrip("»”\"“’' ")
    return not _FULL_STOP.search(text) and not inner.endswith(("!", ".", "?") if inner != text else (".",))


def _signed(paragraph: _Paragraph) -> list[Block]:
    """«…» Somebody, somewhere: a quotation and its bare signature."""
    quotation = _QUOTED.match(paragraph.text)
    if not quotation or len(quotation.group().split()) < 4:
        return []
    rest = paragraph.text[quotation.end() :]
    signature = _SIGNATURE.fullmatch(rest)
    if not signature or len(rest) > SIGNATURE_LENGTH or len(rest.split()) > 12 or rest.lstrip().startswith(","):
        return []
    start = paragraph.start + quotation.end() + signature.start("name")
    end = paragraph.start + len(paragraph.text[: start - paragraph.start].rstrip(" ,"))
    return [
        Block(paragraph.start, end, "pull_quote", "quotation with a signature"),
        Block(start, paragraph.end, "credit", "signature"),
    ]
