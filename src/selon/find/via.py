"""Through whom or what a statement was made: the outlet, agency or medium addressed («à l'AFP», «dans un
communiqué»)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.find.sources import SourceRules, read_phrase
from selon.find.spans import bounds, covers
from selon.lang.pack import LanguagePack
from selon.model import Article, Attribution, Span

_DAY = re.compile(r"\s(?:ce |cette |le |on )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)\b.*$")
_AFTER = 130
_BEFORE = 160


@dataclass(frozen=True, slots=True)
class ViaRules:
    """``via.tsv``: prepositions as one pattern, nouns of media, and the words that end the noun phrase."""

    lead: re.Pattern[str]
    media: frozenset[str]
    stop: re.Pattern[str]


def compile_via(pack: LanguagePack) -> ViaRules:
    """Compile ``via.tsv``."""
    forms: dict[str, list[str]] = {"preposition": [], "medium": [], "stop": []}
    for row in pack.rows("via"):
        forms[row["kind"]].append(row["form"])
    leads = sorted(forms["preposition"], key=lambda f: (-len(f), f))
    # An elided preposition («auprès d'») needs no space after it.
    lead = "|".join(re.escape(f) + ("" if f.endswith("'") else r"\s+") for f in leads) or r"(?!)"
    stop = "|".join(map(re.escape, forms["stop"])) or r"(?!)"
    return ViaRules(
        re.compile(rf"(?<![\w'])(?:{lead})", re.IGNORECASE),
        frozenset(forms["medium"]),
        re.compile(rf"[,.;:!?()«»“”\"\n–—]| - |\s(?:{stop})\b", re.IGNORECASE),
    )


def find_via(
    article: Article, attribution: Attribution, rules: ViaRules, sources: SourceRules, taken: Sequence[Span] = ()
) -> Attribution:
    """The attribution with ``via`` and ``via_span`` when its sentence gives one outside the content.

    ``taken`` are sources of attributions: an outlet that speaks for itself is no medium of somebody else.
    """
    for lead in _leads(article, attribution, rules):
        stop = rules.stop.search(article.text, lead.end())
        end = min([stop.start() if stop else len(article.text), lead.end() + 90])
        end = min([end, *(s.start for s in (*attribution.content, *attribution.source) if s.start > lead.start())])
        span = Span(lead.end(), lead.end() + len(article.text[lead.end() : end].rstrip()))
        medium = _medium(article.text, span, rules, sources) if span.end > span.start else None
        if medium and not any(s.start < medium.end and medium.start < s.end for s in taken):
            return replace(attribution, via=article.document.raw[medium.start : medium.end], via_span=medium)
    return attribution


def _leads(article: Article, attribution: Attribution, rules: ViaRules) -> list[re.Match[str]]:
    """The prepositions to try: after the cue and source first, then before them in the sentence."""
    anchors = [*attribution.cue, *attribution.source]
    if not anchors or (not attribution.cue and attribution.form == "floating"):
        return []
    place = bounds(anchors) if _close(anchors) else bounds(attribution.cue or attribution.source)
    sentence = next((s for s in article.sentences if s.start <= place.start < s.end), None)
    low, high = (sentence.start, max(sentence.end, place.end)) if sentence else (place.start, place.end + _AFTER)
    outside = [
        m
        for m in rules.lead.finditer(article.text, max(low, place.start - _BEFORE), min(high, place.end + _AFTER))
        if not any(covers(s, m.start()) for s in attribution.content)
        and not any(covers(s, m.start()) for s in attribution.source)
        and not any(q.start < m.start() < q.end for q in article.quotations)
    ]
    return sorted(outside, key=lambda m: (m.start() < place.start, abs(m.start() - place.start)))


def _close(anchors: list[Span]) -> bool:
    return bounds(anchors).end - bounds(anchors).start < 200


def _medium(text: str, span: Span, rules: ViaRules, sources: SourceRules) -> Span | None:
    """The part of ``span`` that names a medium: an outlet with what leads to it, or a phrase with such a head."""
    words = text[span.start : span.end]
    phrase = read_phrase(words, sources)
    head = words.lower().find(phrase.head) if phrase.head else 0
    if phrase.head in rules.media or any(words.lower().startswith(m, head) for m in rules.media if " " in m):
        return _trim(text, span)
    masthead = any(sources.has("masthead", part) for part in phrase.name.lower().split())
    if phrase.name and (phrase.names == "outlet" or masthead):
        last = phrase.name.split()[-1]
        at = words.find(last)
        if at >= 0 and len(words[:at].split()) < 6:
            return Span(span.start, span.start + at + len(last))
    described = phrase.names != "outlet" and sources.has("outlet", phrase.head)
    return _trim(text, span) if described else None


def _trim(text: str, span: Span) -> Span:
    """Without a day that follows («un communiqué lundi»)."""
    words = text[span.start : span.end]
    tail = re.search(
        r"\s(?:ce |cette |le |on )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)\b.*$", words
    )
    return Span(span.start, span.start + (tail.start() if tail else len(words)))
