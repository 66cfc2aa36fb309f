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
        heading = article.blocks[line.block].kind in ("title", "heading")
        following = lines[at + 1] if at + 1 < len(lines) else None
        for number, quotation in enumerate(line.quotations):
            tokens = [i for i, q in enumerate(line.quote) if q == number]
            if not tokens or any(s.start < quotation.end and quotation.start < s.end for s in covered):
                continue
            span = Span(quotation.start, quotation.end)
            long = len(tokens) > 5 and not heading
            signature = _signature(article, line, following, tokens)
            whole = span if long and _stands_alone(line, tokens) else None
            if whole is None and long and at:
                whole = _in_a_sentence(line, lines[at - 1], ordered)
            if signature is not None:
                extra.append(Found((signature,), (), (span,), "assert", "signature"))
            elif len(tokens) > 3 and _crosshead(line, tokens, heading):
                extra.append(Found((), (), (span,), "assert", "crosshead"))
            elif whole is not None:
                extra.append(Found(_speaker(ordered + extra, quotation.start), (), (whole,), "assert", "floating"))
    return extra


def _signature(article: Article, line: Line, following: Line | None, tokens: list[int]) -> Span | None:
    """«…» Anna X, sur Twitter: a noun phrase behind a quotation that fills its line, up to the end of the block."""
    if tokens[0] > 0 or len(tokens) < 7:
        return None
    if tokens[-1] + 1 < len(line.parts) or following is None:
        return _signed(line, tokens[-1] + 1)
    block = article.blocks[following.block]
    ends = following.block == line.block and block.end - following.tokens[-1].end < 3
    return _signed(following, 0) if block.kind == "credit" or ends else None


def _signed(line: Line, at: int) -> Span | None:
    while at < len(line.parts) and line.parts[at] in "-,":
        at += 1
    end = phrase_end(line, at, len(line.parts)) if at < len(line.parts) else at
    if end == at or "V" in line.parts[at:] or (end < len(line.parts) and line.parts[end] not in ",.("):
        return None
    return line.span(at, end - 1) if line.tokens[at].text[:1].isupper() and len(line.parts) - end < 8 else None


def _crosshead(line: Line, tokens: list[int], heading: bool) -> bool:
    """A quotation that is a heading, or one run into the text without a mark behind it."""
    if heading and len(tokens) == len(line.parts):
        return True
    return (tokens[0] == 0 or line.parts[tokens[0] - 1] in ".»-") and heading_ends(line, tokens[-1])


def _stands_alone(line: Line, tokens: list[int]) -> bool:
    """Whether a quotation with a verb is the whole sentence: nothing but marks before and behind it."""
    before = line.parts[: tokens[0]].rstrip(",-:")
    behind = line.parts[tokens[-1] + 1 :].lstrip(",-")
    verb = any(line.parts[i] == "V" for i in tokens)
    return verb and (not before or before[-1] in ".»") and (not behind or behind[0] in ".«")


def _in_a_sentence(line: Line, before: Line, found: list[Found]) -> Span | None:
    """A sentence without cue that quotes at length, right behind one that ends with an ascribed quotation."""
    start, end = line.tokens[0].start, line.tokens[-1].end
    if before.block != line.block or "V" not in line.parts or "»" not in before.parts:
        return None
    if any(s.start < end and start < s.end for f in found for s in f.content + f.cue):
        return None
    low, high = before.tokens[0].start, before.tokens[-1].end
    ascribed = any(low <= s.start < high for f in found if f.source for s in f.content)
    return line.span(0, max(1, len(line.parts.rstrip(".,:"))) - 1) if ascribed else None


def _speaker(found: list[Found], start: int) -> tuple[Span, ...]:
    """The source of the nearest attribution before, if it is near; () when nobody spoke just before."""
    before = [f for f in found if f.content[0].start < start and f.source and start - _end(f) < _NEAR]
    last = max(before, key=_end, default=None)
    return last.source if last is not None else ()


def _end(found: Found) -> int:
    return max(s.end for s in found.content + found.cue + found.source)
