"""Which attribution stands inside which, and which tells again what an earlier one told."""

from collections.abc import Sequence
from dataclasses import replace

from selon.find.spans import bounds, content_words, likeness
from selon.model import Article, Attribution, Span

# How much of the smaller statement the other must share, and how many words: less where articles sum up.
_SUMMARY, _ELSEWHERE = (0.5, 1), (0.65, 3)


def nest(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with ``inside`` and ``repeats`` filled, same order.

    Inside: its cue and content stand in the other's content («Selon Reuters, un responsable affirme que …»).
    Repeats: the same source said nearly the same words earlier; a quotation in a title takes its speaker from
    the body.
    """
    nested = [replace(a, inside=holder_of(a, attributions)) for a in attributions]
    return tuple(_repeating(article, nested))


def holder_of(attribution: Attribution, attributions: Sequence[Attribution]) -> str | None:
    """The id of the smallest attribution whose content holds this one."""
    spans = [*attribution.cue, *attribution.content, *(() if attribution.cue else attribution.source[:1])]
    holders = [
        (size, other.id)
        for other in attributions
        if (size := _size(other.content)) > _size(attribution.content)
        and all(any(s.start <= span.start and span.end <= s.end for s in other.content) for span in spans)
    ]
    return min(holders)[1] if holders else None


def _size(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _repeating(article: Article, attributions: Sequence[Attribution]) -> list[Attribution]:
    words = [content_words(article.text, a.content) for a in attributions]
    # Title and lead end with the first paragraph after the title.
    summary = next((b.end for b in article.blocks if b.kind == "body"), 0)
    out: list[Attribution] = []
    for i, attribution in enumerate(attributions):
        earlier = [
            (likeness(words[j], words[i]), -j)
            for j, told in enumerate(out)
            if _same_source(article, told, attribution)
            and attribution.inside != told.id
            and told.inside != attribution.id
            and _alike(words[j], words[i], not told.source or bounds(told.content).start < summary)
        ]
        if earlier:
            j = -max(earlier)[1]
            attribution = replace(attribution, repeats=out[j].repeats or out[j].id)
            if not out[j].source and out[j].source_class == "unstated":
                cls, resolved, actor = attribution.source_class, attribution.resolved, attribution.actor
                out[j] = replace(out[j], source_class=cls, resolved=resolved, actor=actor)
        out.append(attribution)
    return out


def _alike(a: frozenset[str], b: frozenset[str], in_summary: bool) -> bool:
    share, words = _SUMMARY if in_summary else _ELSEWHERE
    return len(a & b) >= words and likeness(a, b) >= share


def _same_source(article: Article, earlier: Attribution, later: Attribution) -> bool:
    if later.source_class == "unstated":
        return False
    if not earlier.source and earlier.source_class == "unstated":
        own = bounds(earlier.content)
        return not earlier.cue and _may_announce(article, earlier) and own.end <= bounds(later.content).start
    if earlier.actor or later.actor:
        return earlier.actor == later.actor
    named = bool(earlier.resolved) and earlier.resolved == later.resolved
    return named and (earlier.act == "deny") == (later.act == "deny")


def _may_announce(article: Article, attribution: Attribution) -> bool:
    """Words in quotation marks, or a title: what the body may tell again with its source."""
    start = bounds(attribution.content).start
    kind = next((b.kind for b in article.blocks if b.start <= start < b.end), "body")
    return attribution.evidence == "verbatim" or kind in ("title", "heading", "pull_quote")
