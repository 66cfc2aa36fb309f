"""Small questions about spans of text."""

import re
from collections.abc import Sequence

from selon.model import Attribution, Span
from selon.text.fold import fold

_WORD = re.compile(r"[^\W_][\w-]*'?")


def covers(span: Span | tuple[int, int], offset: int) -> bool:
    """Does ``offset`` stand in the span?"""
    return span[0] <= offset < span[1]


def bounds(spans: Sequence[Span]) -> Span:
    """From the first start to the last end; Span(-1, -1) for no spans."""
    if not spans:
        return Span(-1, -1)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def all_spans(attribution: Attribution) -> tuple[Span, ...]:
    """The spans of source, cue and content."""
    return (*attribution.source, *attribution.cue, *attribution.content)


def places(attribution: Attribution) -> tuple[Span, ...]:
    """Where an attribution names those from whom it is: its source and what it was said through."""
    return (*attribution.source, attribution.via_span) if attribution.via_span else attribution.source


def head_words(text: str, span: Span | tuple[int, int], limit: int = 4) -> tuple[str, ...]:
    """The first words of a span, lower case."""
    return tuple(m.group().lower() for m, _ in zip(_WORD.finditer(text, *span), range(limit), strict=False))


def said(text: str, spans: Sequence[Span]) -> str:
    """The words of the spans, joined by a space, white space made single."""
    return " ".join(" ".join(text[s.start : s.end] for s in spans).split())


def trimmed(text: str, span: Span) -> Span:
    """The span without space and closing punctuation at its ends."""
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip(" \t\n\r,;:–—-"))
    return Span(start, max(start, span.start + len(inner.rstrip(" \t\n\r,;:.!?…–—-"))))


def content_words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """The folded stems (six letters) of the longer words of the spans."""
    return frozenset(fold(m.group())[:6] for s in spans for m in _WORD.finditer(text, *s) if len(m.group()) > 3)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the other one holds; 0.0 for an empty one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
