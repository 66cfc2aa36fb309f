"""Chains of citation: the article, the outlets it has a statement from, the source, outermost first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from selon.find.citations import CitationRules, Press, cited_press, credited
from selon.find.claims import one_matter, sentence_at
from selon.find.evidence import in_quotation
from selon.find.lookups import overlaps
from selon.find.relays import find_heard, heard_at, in_order, press_hop, relayed
from selon.find.sources import is_human, read_phrase
from selon.find.spans import all_spans, bounds, covers, places, said
from selon.ids import evidence_of
from selon.model import Access, Article, Attribution, Hop, Span

_LINE_REACH = 1200  # code points over which an outlet's line covers an unnamed source
_AFTER_SOURCE = 90
_US = 16  # code points around the words of saying in which «nous» stands for the outlet itself
_ACCESSES: tuple[Access, ...] = ("participant", "briefed", "observer")
_RELATIVE = re.compile(r",?\s(?:qui|who|ayant|having|informée?s?|briefed|familiar)\b[^.;:«“\"]*")
_PRONOUN = re.compile(r"\W*(?:il|elle|ils|elles|he|she|they)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """What all the chains of one article draw on."""

    article: Article
    attributions: Mapping[str, Attribution]
    press: Sequence[Press]
    rules: CitationRules
    relayed: Mapping[int, tuple[Press, ...]]
    heard: Mapping[int, tuple[Hop, ...]]


def find_chains(
    article: Article, attributions: Sequence[Attribution], press: Sequence[Press], rules: CitationRules
) -> tuple[tuple[tuple[str, tuple[Hop, ...]], ...], Mapping[int, tuple[Hop, ...]]]:
    """For each attribution id its hops, outermost first: the document's outlet (name "" when unknown), the outlets
    cited, then the source with its count and access; and what the article's own voice has from whom (by the start of a
    sentence; at -1 from the agency that the article is credited to).  Outlets named side by side are hops side by side.

    Outlets come from the attributions around it, from ``via``, from the source's own words («des sources de
    NBC»), and for an unnamed source from where the article first has it, or from the outlet whose line is being
    told.
    """
    chains, told = relayed(article, press, rules), cited_press(article, attributions, press, rules)
    heard = {-1: tuple(press_hop(article, p, beside=n > 0) for n, p in enumerate(credited(article, press)))}
    heard |= find_heard(article, told, chains, rules)
    line = _Line(article, {a.id: a for a in attributions}, press, rules, chains, heard)
    return tuple((a.id, _chain(line, a)) for a in attributions), heard


def _chain(line: _Line, attribution: Attribution) -> tuple[Hop, ...]:
    outer = line.attributions.get(attribution.inside or "") or _cut_in(line, attribution)
    hops = list(_chain(line, outer)) if outer else [Hop(line.article.document.outlet, "outlet")]
    if us := _told_us(line, attribution):
        hops[0] = replace(hops[0], evidence=(evidence_of(line.article.document, us),))
    hops += _outlets(line, attribution)
    papers: list[Hop] = []
    if not any(hop.cls == "outlet" for hop in hops[1:]):
        hops += _quoted_along(line, attribution) or _line_of_source(line, attribution)
        papers = _behind_papers(line, attribution)
    ours = us is not None and any(covers(span, us.start) for span in attribution.source)  # «selon nos informations»
    told = not ours and attribution.source_class != "unstated" and not (papers and _is_paper(line, attribution))
    hops += papers + ((_side_by_side(line, attribution) or [_source_hop(line, attribution)]) if told else [])
    return _merged(in_order(hops, line.relayed, line.article))


def _told_us(line: _Line, attribution: Attribution) -> Span | None:
    """«nous», "this newspaper" beside the words of saying: it was told to the article's own outlet."""
    beside = bounds([*attribution.source, *attribution.cue] or attribution.content)
    sentence = sentence_at(line.article, beside.start)
    reach = (max(beside.start - _US, sentence.start), min(beside.end + _US, sentence.end))
    found = (Span(*m.span()) for m in line.rules.words["us"].finditer(line.article.text, *reach))
    outside = (us for us in found if not any(covers(s, us.start) for s in attribution.content))
    return next((us for us in outside if not in_quotation(line.article, us.start)), None)


def _is_paper(line: _Line, attribution: Attribution) -> bool:
    """«des informations», «une enquête»: what an outlet publishes, not people whom it quotes."""
    words, sources = said(line.article.text, attribution.source), line.rules.sources
    if attribution.source_class not in ("group", "document", "outlet"):
        return words.lower() == "ce"  # «selon ce que rapporte A»
    return not is_human(read_phrase(words, sources), sources)


def _behind_papers(line: _Line, attribution: Attribution) -> list[Hop]:
    """The outlet behind «selon une enquête publiée par A», and that of a conditional without a source of its own."""
    place = bounds(attribution.source or attribution.content)
    if attribution.source_class == "unstated" or _is_paper(line, attribution):
        return list(heard_at(line.heard, line.article, place.start))
    near = [p for p in line.press if p.span.start >= place.end][:1]
    carried = line.rules.words["carried"].fullmatch  # «deux diplomates», «interrogés par» A
    return [press_hop(line.article, p) for p in near if carried(line.article.text, place.end, p.span.start)]


def _cut_in(line: _Line, attribution: Attribution) -> Attribution | None:
    """The outlet named between a verb of saying and what is said («les négociateurs ont soutenu, selon X, que …»)."""
    cue, content = attribution.cue[:1], bounds(attribution.content)
    for other in line.attributions.values() if cue else ():
        between = other.source_class == "outlet" and other.source and other.source[0].end <= content.start
        if between and cue[0].end <= other.source[0].start and any(covers(s, cue[0].start) for s in other.content):
            return other
    return None


def _named_in(line: _Line, spans: Sequence[Span]) -> list[Hop]:
    """A hop for each outlet named in the spans, with its own span."""
    return [press_hop(line.article, p) for span in spans for p in line.press if covers(span, p.span.start)]


def _side_by_side(line: _Line, attribution: Attribution) -> list[Hop]:
    """«selon A et B»: a hop for each outlet when the source names several; else none."""
    named = _named_in(line, attribution.source) if attribution.source_class == "outlet" else []
    return [replace(h, beside=n > 0) for n, h in enumerate(named)] if len(named) > 1 else []


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
    return a.cls == b.cls and a.actor == b.actor and (bool(a.actor) or a.name == b.name)


def _source_hop(line: _Line, attribution: Attribution) -> Hop:
    cls, article = attribution.source_class, line.article
    counts = [line.rules.words["count"].match(article.text, *span) for span in attribution.source]
    count = next((m.group().strip() for m in counts if m), "") if cls in ("anonymous", "group", "outlet") else ""
    named = _named_in(line, attribution.source)
    outlet = next((p.name for p in line.press if p.actor == attribution.actor), "")
    if cls == "outlet" and not outlet and named:
        return named[0]  # «a report in A»
    name = outlet or attribution.resolved or said(article.text, attribution.source)
    if cls == "outlet" and not outlet and name[1:] == name[1:].lower():
        cls, count = "group", ""  # «plusieurs médias», «la presse»: nobody who can be asked
    elif cls == "group" and is_human(phrase := read_phrase(name, line.rules.sources), line.rules.sources):
        cls = "group" if phrase.definite else "anonymous"  # «des responsables tarsiens affirment»
    evidence = tuple(evidence_of(article.document, span) for span in attribution.source)
    return Hop(name, cls, attribution.actor, count, _access(line, attribution), evidence)


def _outlets(line: _Line, attribution: Attribution) -> list[Hop]:
    """The outlets addressed («à l'AFP») or named in the source's own words («des sources de NBC»)."""
    via = attribution.via_span
    found = [press_hop(line.article, p, via) for p in _press_at(line, via)] if via else []
    if attribution.source_class != "outlet":
        found += _named_in(line, attribution.source)
    return list({hop.name: hop for hop in reversed(found)}.values())[::-1]


def _press_at(line: _Line, span: Span) -> list[Press]:
    """The outlet that a span names, or describes («au journal»): then the one named last before it."""
    named = [p for p in line.press if overlaps(p.span, span)]
    if named:
        return named
    words = line.article.text[span.start : span.end].lower().split()
    described = any(line.rules.sources.has("outlet", word.split("'")[-1].strip(",")) for word in words[:3])
    return [p for p in line.press if p.span.end <= span.start][-1:] if described else []


def _quoted_along(line: _Line, attribution: Attribution) -> list[Hop]:
    """«…, A reported, citing two officials»: what they said stands in A."""
    others = [a for a in line.attributions.values() if a.id != attribution.id and a.content == attribution.content]
    return [_source_hop(line, a) for a in others if a.source_class == "outlet"][:1]


def _line_of_source(line: _Line, attribution: Attribution) -> list[Hop]:
    """The outlet from which the article has a source: where it first says so, else (unnamed) the line being told."""
    if attribution.source_class not in ("anonymous", "person", "office", "group"):
        return []
    every = sorted(line.attributions.values(), key=lambda a: bounds(a.content).start)
    for other in every:
        if other.id == attribution.id or not _same_source(other, attribution):
            continue
        holder = line.attributions.get(other.inside or "")
        outlets = [_source_hop(line, holder)] if holder and holder.source_class == "outlet" else []
        if outlets or _outlets(line, other):
            return outlets + _outlets(line, other)
    if attribution.source_class != "anonymous":
        return []
    start = bounds(attribution.content).start
    told = [a for a in every if a.source_class == "outlet" and start - _LINE_REACH < bounds(a.content).start < start]
    near = told and one_matter(line.article, bounds(told[-1].content).start, start, places(told[-1]))
    return [_source_hop(line, told[-1])] if near else []


def _same_source(a: Attribution, b: Attribution) -> bool:
    return bool(a.resolved) and (a.actor, a.resolved) == (b.actor, b.resolved)


def _access(line: _Line, attribution: Attribution) -> Access:
    """How the source knows, from its phrase, the relative clause after it, or a sentence on it («Il y participe»)."""
    if attribution.source_class not in ("anonymous", "group", "person", "office"):
        return "unknown"
    same = [attribution, *(a for a in line.attributions.values() if _same_source(a, attribution))]
    told = [text for a in same for text in _about(line.article, a)]
    return next((access for access in _ACCESSES if any(map(line.rules.words[access].search, told))), "unknown")


def _about(article: Article, attribution: Attribution) -> Iterator[str]:
    """The stretches that say something of the source itself."""
    for span in attribution.source:
        yield article.text[span.start : span.end]
        relative = _RELATIVE.match(article.text[span.end : span.end + _AFTER_SOURCE])
        if relative:
            yield relative.group()
    end = bounds(all_spans(attribution)).end
    following = next((s for s in article.sentences if s.start >= end), None)
    if following and attribution.source_class == "anonymous" and _PRONOUN.match(article.text, following.start):
        yield article.text[following.start : following.end]
