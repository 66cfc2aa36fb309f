"""Chains of citation: the article, the outlets it has a statement from, the source, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from selon.find.citations import CitationRules, Press, press_in
from selon.find.spans import bounds, said
from selon.ids import evidence_of
from selon.model import Access, Actor, Article, Attribution, Hop, Mention, Span

_LINE_REACH = 1200  # code points over which an outlet's line covers an unnamed source
_AFTER_SOURCE = 90
_DEEPEST = 6
_ACCESSES: tuple[Access, ...] = ("participant", "briefed", "observer")


@dataclass(frozen=True, slots=True)
class _Line:
    """What all the chains of one article draw on."""

    article: Article
    attributions: Mapping[str, Attribution]
    press: tuple[Press, ...]
    outlets: Mapping[str, str]
    rules: CitationRules


def find_chains(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: CitationRules,
) -> tuple[tuple[str, tuple[Hop, ...]], ...]:
    """For each attribution id its hops, outermost first: the document's outlet (name "" when unknown), the outlets
    cited, then the source with its count and access.  Outlets named side by side are hops side by side.

    Outlets come from the attributions around it, from ``via``, from the source's own words («des sources de
    NBC»), and for an unnamed source from where the article first has it, or from the outlet whose line is being
    told.
    """
    press = press_in(article, actors, mentions)
    line = _Line(article, {a.id: a for a in attributions}, press, {p.actor: p.name for p in press}, rules)
    return tuple((a.id, _chain(line, a)) for a in attributions)


def _chain(line: _Line, attribution: Attribution, depth: int = 0) -> tuple[Hop, ...]:
    outer = line.attributions.get(attribution.inside or "")
    if outer and depth < _DEEPEST:
        hops = list(_chain(line, outer, depth + 1))
    else:
        hops = [Hop(line.article.document.outlet, "outlet")]
    if attribution.source or not outer:
        hops += _outlets(line, attribution)
    if attribution.source_class == "anonymous" and not any(hop.cls == "outlet" for hop in hops[1:]):
        hops += _line_of_unnamed(line, attribution)
    if attribution.source_class != "unstated":
        hops += _side_by_side(line, attribution) or [_source_hop(line, attribution)]
    return _merged(hops)


def _side_by_side(line: _Line, attribution: Attribution) -> list[Hop]:
    """«selon A et B»: a hop for each outlet, with its own span, when the source names several; else none."""
    if attribution.source_class != "outlet":
        return []
    named = [p for p in line.press for s in attribution.source if s.start <= p.start < s.end]
    return [_press_hop(line, p, Span(p.start, p.end)) for p in named] if len(named) > 1 else []


def _merged(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Each outlet, and each source after itself, once: the first hop keeps its place, the last its evidence."""
    out = list(hops[:1])
    for hop in hops[1:]:
        last = len(out) - 1
        alike = (i for i, held in enumerate(out) if i and _alike(held, hop) and (hop.cls == "outlet" or i == last))
        same = next(alike, 0)
        if same:
            out[same] = replace(out[same], evidence=tuple(dict.fromkeys((*out[same].evidence, *hop.evidence))))
        else:
            out.append(hop)
    return tuple(out)


def _alike(a: Hop, b: Hop) -> bool:
    return a.cls == b.cls and ((a.actor, a.name) == (b.actor, b.name) or (bool(a.actor) and a.actor == b.actor))


def _source_hop(line: _Line, attribution: Attribution) -> Hop:
    text = said(line.article.text, attribution.source)
    unnamed = attribution.source_class in ("anonymous", "group")
    press = line.outlets.get(attribution.actor)
    return Hop(
        press or attribution.resolved or text,
        attribution.source_class,
        attribution.actor,
        _count(line, attribution) if unnamed or attribution.source_class == "outlet" else "",
        _access(line, attribution) if attribution.source_class not in ("outlet", "document", "rumour") else "unknown",
        tuple(evidence_of(line.article.document, span) for span in attribution.source),
    )


def _outlets(line: _Line, attribution: Attribution) -> list[Hop]:
    """The outlets addressed («à l'AFP») or named in the source's own words («des sources de NBC»)."""
    found = []
    if attribution.via_span:
        found += [_press_hop(line, p, attribution.via_span) for p in _press_at(line, attribution.via_span)]
    if attribution.source_class != "outlet":
        for span in attribution.source:
            found += [_press_hop(line, p, Span(p.start, p.end)) for p in line.press if span.start <= p.start < span.end]
    return list({hop.name: hop for hop in reversed(found)}.values())[::-1]


def _press_at(line: _Line, span: Span) -> list[Press]:
    """The outlet that a span names, or describes («au journal»): then the one named last before it."""
    named = [p for p in line.press if p.start < span.end and span.start < p.end]
    if named:
        return named
    words = line.article.text[span.start : span.end].lower().split()
    described = any(line.rules.sources.has("outlet", word.split("'")[-1].strip(",")) for word in words[:3])
    before = [p for p in line.press if p.end <= span.start]
    return before[-1:] if described else []


def _press_hop(line: _Line, press: Press, span: Span) -> Hop:
    return Hop(press.name, "outlet", press.actor, evidence=(evidence_of(line.article.document, span),))


def _line_of_unnamed(line: _Line, attribution: Attribution) -> list[Hop]:
    """The outlet from which the article has an unnamed source: where it first says so, else the line being
    told."""
    same = [a for a in line.attributions.values() if a.id != attribution.id and _same_source(a, attribution)]
    for other in sorted(same, key=lambda a: bounds(a.content).start):
        holders = [line.attributions.get(other.inside or "")]
        outlets = [_source_hop(line, a) for a in holders if a and a.source_class == "outlet"]
        outlets += _outlets(line, other)
        if outlets:
            return outlets
    start = bounds(attribution.content).start
    told = [
        a
        for a in line.attributions.values()
        if a.source_class == "outlet" and start - _LINE_REACH < bounds(a.content).start < start
    ]
    return [_source_hop(line, max(told, key=lambda a: bounds(a.content).start))] if told else []


def _same_source(a: Attribution, b: Attribution) -> bool:
    return bool(a.resolved) and (a.actor, a.resolved) == (b.actor, b.resolved)


def _count(line: _Line, attribution: Attribution) -> str:
    """How many the source is, as written («plusieurs»), "" when the text does not say."""
    for span in attribution.source:
        match = line.rules.count.match(line.article.text, span.start, span.end) if line.rules.count else None
        if match:
            return match.group().strip()
    return ""


def _access(line: _Line, attribution: Attribution) -> Access:
    """How the source knows, from its phrase, the relative clause after it, or a sentence on it («Il y
    participe»)."""
    if attribution.source_class not in ("anonymous", "group", "person", "office"):
        return "unknown"
    same = [attribution, *(a for a in line.attributions.values() if _same_source(a, attribution))]
    for access in _ACCESSES:
        pattern = line.rules.accesses.get(access)
        if pattern and any(pattern.search(text) for a in same for text in _about(line.article, a)):
            return access
    return "unknown"


def _about(article: Article, attribution: Attribution) -> Iterator[str]:
    """The stretches that say something of the source itself."""
    for span in attribution.source:
        yield article.text[span.start : span.end]
        after = article.text[span.end : span.end + _AFTER_SOURCE]
        relative = re.match(r",?\s(?:qui|who|ayant|having|informée?s?|briefed|familiar)\b[^.;:«“\"]*", after)
        if relative:
            yield relative.group()
    end = bounds([*attribution.content, *attribution.cue, *attribution.source]).end
    following = next((s for s in article.sentences if s.start >= end), None)
    if following and attribution.source_class == "anonymous":
        text = article.text[following.start : following.end]
        if re.match(r"\W*(?:il|elle|ils|elles|he|she|they)\b", text, re.IGNORECASE) and len(text) < _AFTER_SOURCE:
            yield text
