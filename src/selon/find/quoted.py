"""Quotations that no cue introduces: those that go on with the same speaker, crossheads, signed pull quotes."""

from __future__ import annotations

from selon.find.contents import heading_ends
from selon.find.found import Found
from selon.find.grammar import Line
from selon.find.groups import phrase_end
from selon.model import Article, Span

# A quotation goes on with a speaker only if he was quoted this near (code points): two long sentences.
_NEAR = 600


def floating(article: Article, lines: tuple[Line, ...], found: list[Found]) -> list[Found]:
    """The quotations that no attribution covers and that stand as sentences of their own."""
    covered = [span for f in found for span in f.content]
    ordered = sorted(found, key=lambda f: f.content[0])
    extra: list[Found] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        for number, quotation in enumerate(line.quotations):
            tokens = [i for i, q in enumerate(line.quote) if q == number]
            if not tokens or any(s.start < quotation.end and quotation.start < s.end for s in covered):
                continue
            span = Span(quotation.start, quotation.end)
            signature = _signature(article, line, following, tokens[0], tokens[-1])
            if signature is not None:
                extra.append(Found((signature,), (), (span,), "assert", "signature"))
            elif _crosshead(article, line, tokens[0], tokens[-1]):
                extra.append(Found((), (), (span,), "assert", "crosshead"))
            elif _goes_on(article, line, tokens):
                extra.append(Found(_speaker(ordered + extra, quotation.start), (), (span,), "assert", "floating"))
            elif at and (whole := _in_a_sentence(article, line, lines[at - 1], tokens, ordered)):
                extra.append(Found(_speaker(ordered + extra, quotation.start), (), (whole,), "assert", "floating"))
    return extra


def _signature(article: Article, line: Line, following: Line | None, first: int, last: int) -> Span | None:
    """«…» Anna X, sur Twitter: a noun phrase behind a quotation that fills its line, up to the end of the block."""
    if first > 0 or last - first < 6:
        return None
    if last + 1 < len(line.parts):
        return _signed(line, last + 1)
    if following is None:
        return None
    credit = article.blocks[following.block].kind == "credit"
    ends = article.blocks[following.block].end - following.tokens[-1].end < 3
    return _signed(following, 0) if credit or (following.block == line.block and ends) else None


def _signed(line: Line, at: int) -> Span | None:
    while at < len(line.parts) and line.parts[at] in "-,":
        at += 1
    end = phrase_end(line, at, len(line.parts)) if at < len(line.parts) else at
    if end == at or "V" in line.parts[at:] or (end < len(line.parts) and line.parts[end] not in ",.("):
        return None
    return line.span(at, end - 1) if line.tokens[at].text[:1].isupper() and len(line.parts) - end < 8 else None


def _crosshead(article: Article, line: Line, first: int, last: int) -> bool:
    """A quotation that is a heading, or one run into the text without a mark behind it."""
    alone = first == 0 and last == len(line.parts) - 1
    if alone and article.blocks[line.block].kind in ("title", "heading"):
        return last - first > 2
    starts = first == 0 or line.parts[first - 1] in ".»-"
    return starts and heading_ends(line, last) and last - first > 2


def _goes_on(article: Article, line: Line, tokens: list[int]) -> bool:
    if article.blocks[line.block].kind in ("title", "heading") or len(tokens) < 6:
        return False
    return "V" in "".join(line.parts[i] for i in tokens) and _stands_alone(line, tokens[0], tokens[-1])


def _stands_alone(line: Line, first: int, last: int) -> bool:
    """Whether a quotation is the whole sentence: nothing but marks before and behind it."""
    before = line.parts[:first].rstrip(",-:")
    behind = line.parts[last + 1 :].lstrip(",-")
    return (not before or before[-1] in ".»") and (not behind or behind[0] in ".«")


def _in_a_sentence(article: Article, line: Line, before: Line, tokens: list[int], found: list[Found]) -> Span | None:
    """A sentence without cue that quotes at length, right behind one that ends with an ascribed quotation."""
    start, end = line.tokens[0].start, line.tokens[-1].end
    if article.blocks[line.block].kind in ("title", "heading") or before.block != line.block or len(tokens) < 6:
        return None
    if "V" not in line.parts or any(s.start < end and start < s.end for f in found for s in f.content + f.cue):
        return None
    low, high = before.tokens[0].start, before.tokens[-1].end
    if "»" not in before.parts or not any(low <= s.start < high for f in found if f.source for s in f.content):
        return None
    last = len(line.parts) - 1
    while last > 0 and line.parts[last] in ".,:":
        last -= 1
    return line.span(0, last)


def _speaker(found: list[Found], start: int) -> tuple[Span, ...]:
    """The source of the nearest attribution before, if it is near; () when nobody spoke just before."""
    before = [f for f in found if f.content[0].start < start and f.source and start - _end(f) < _NEAR]
    last = max(before, key=_end, default=None)
    return last.source if last is not None else ()


def _end(found: Found) -> int:
    return max(s.end for s in found.content + found.cue + found.source)
