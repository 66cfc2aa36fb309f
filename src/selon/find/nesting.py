"""Which attribution stands inside which, and which tells again what an earlier one told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.find.spans import bounds, content_words, likeness
from selon.model import Article, Attribution, Span

# How much of the smaller statement the other must share, and how many words: less where articles sum up.
_SUMMARY, _UNSOURCED, _ELSEWHERE = (0.5, 1), (0.5, 1), (0.65, 3)


def nest(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with ``inside`` and ``repeats`` filled, same order.

    Inside: its cue and content stand in the other's content («Selon Reuters, un responsable affirme que …»).
    Repeats: the same source said nearly the same words earlier; a quotation in a title takes its speaker from
    the body.
    """
    nested = [replace(a, inside=holder_of(a, attributions)) for a in attributions]
    return tuple(_repeating(article, nested))


def _size(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def holder_of(attribution: Attribution, attributions: Sequence[Attribution]) -> str | None:
    """The id of the smallest attribution whose content holds this one."""
    spans = [*attribution.cue, *attribution.content]
    holders = [
        other
        for other in attributions
        if other.id != attribution.id
        and _size(other.content) > _size(attribution.content)
        and all(_within(span, other.content) for span in spans)
        and not (attribution.cue == () and attribution.source and not _within(attribution.source[0], other.content))
    ]
    return min(holders, key=lambda a: (_size(a.content), a.id)).id if holders else None


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def _repeating(article: Article, attributions: Sequence[Attribution]) -> list[Attribution]:
    words = [content_words(article.text, a.content) for a in attributions]
    summary = _end_of_summary(article)
    out: list[Attribution] = []
    for i, attribution in enumerate(attributions):
        earlier = [
            j
            for j in range(i)
            if _same_source(article, out[j], attribution)
            and attribution.inside != out[j].id
            and out[j].inside != attribution.id
            and _alike(words[j], words[i], _measure(out[j], summary))
        ]
        if earlier:
            j = max(earlier, key=lambda k: (likeness(words[k], words[i]), -k))
            attribution = replace(attribution, repeats=out[j].repeats or out[j].id)
            if not out[j].source and out[j].source_class == "unstated":
                out[j] = replace(
                    out[j],
                    source_class=attribution.source_class,
                    resolved=attribution.resolved,
                    actor=attribution.actor,
                )
        out.append(attribution)
    return out


def _end_of_summary(article: Article) -> int:
    """Where title and lead end: with the first paragraph after the title."""
    body = [b for b in article.blocks if b.kind == "body"]
    return body[0].end if body else 0


def _measure(earlier: Attribution, summary: int) -> tuple[float, int]:
    if not earlier.source:
        return _UNSOURCED
    return _SUMMARY if bounds(earlier.content).start < summary else _ELSEWHERE


def _alike(a: frozenset[str], b: frozenset[str], measure: tuple[float, int]) -> bool:
    return len(a & b) >= measure[1] and likeness(a, b) >= measure[0]


def _may_announce(article: Article, attribution: Attribution) -> bool:
    """Words in quotation marks, or a title: what the body may tell again with its source."""
    start = bounds(attribution.content).start
    return attribution.evidence == "verbatim" or any(
        b.start <= start < b.end and b.kind in ("title", "heading", "pull_quote") for b in article.blocks
    )


def _same_source(article: Article, earlier: Attribution, later: Attribution) -> bool:
    if later.source_class == "unstated":
        return False
    if not earlier.source and earlier.source_class == "unstated":
        return (
            not earlier.cue
            and _may_announce(article, earlier)
            and bounds(earlier.content).end <= bounds(later.content).start
        )
    if earlier.actor or later.actor:
        return earlier.actor == later.actor
    return (
        bool(earlier.resolved)
        and earlier.resolved == later.resolved
        and (earlier.act == "deny") == (later.act == "deny")
    )
