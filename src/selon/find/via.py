"""Through whom or what a statement was made: the outlet, agency or medium addressed («à l'AFP», «dans un
communiqué»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.find.claims import sentence_at
from selon.find.evidence import in_quotation
from selon.find.lookups import overlaps
from selon.find.sources import SourceRules, read_phrase
from selon.find.spans import bounds, covers
from selon.lang.pack import LanguagePack
from selon.model import Article, Attribution, Span

_DAY = re.compile(r"\s(?:ce |cette |le |on )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)\b.*$")
_KIND = re.compile(r"(?:l'|(?:[a-zà-ÿ'-]+\s){0,3})[\s«“\"]*")  # «au quotidien», "the daily" before a name
_AFTER = 130  # code points from cue and source in which a preposition may stand
_BEFORE = 160
_CLOSE = 200  # code points over which cue and source stand together
_LONGEST = 90


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
    # An elided preposition («auprès d'») needs no space after it.
    longest_first = sorted(forms["preposition"], key=len, reverse=True)
    lead = "|".join(re.escape(f) + ("" if f.endswith("'") else r"\s+") for f in longest_first) or r"(?!)"
    stop = "|".join(map(re.escape, forms["stop"])) or r"(?!)"
    return ViaRules(
        re.compile(rf"(?<![\w'])(?:{lead})", re.IGNORECASE),
        frozenset(forms["medium"]),
        re.compile(rf"[,.;:!?()«»“”\"\n–—]| - |\s(?:{stop})\b|$", re.IGNORECASE),
    )


def find_via(
    article: Article,
    attribution: Attribution,
    rules: ViaRules,
    sources: SourceRules,
    taken: Sequence[Span] = (),
    press: Sequence[Span] = (),
) -> Attribution:
    """The attribution with ``via`` and ``via_span`` when its sentence gives one outside the content.

    ``taken`` are sources of attributions: an outlet that speaks for itself is no medium of somebody else.  ``press``
    are the names of outlets in the text.
    """
    for lead in _leads(article, attribution, rules):
        named = next(
            (p for p in press if lead.end() <= p.start and _KIND.fullmatch(article.text, lead.end(), p.start)), None
        )
        if named and not any(overlaps(s, named) for s in taken):
            whole = Span(lead.end(), named.end)
            return replace(attribution, via=article.document.raw[whole.start : whole.end], via_span=whole)
        stop = rules.stop.search(article.text, lead.end())
        ends = [s.start for s in (*attribution.content, *attribution.source) if s.start > lead.start()]
        end = min([stop.start() if stop else lead.end(), lead.end() + _LONGEST, *ends])
        span = Span(lead.end(), lead.end() + len(article.text[lead.end() : end].rstrip()))
        medium = _medium(article.text, span, rules, sources) if span.end > span.start else None
        if medium and not any(overlaps(s, medium) for s in taken):
            return replace(attribution, via=article.document.raw[medium.start : medium.end], via_span=medium)
    return attribution


def _leads(article: Article, attribution: Attribution, rules: ViaRules) -> list[re.Match[str]]:
    """The prepositions to try: after the cue and source first, then before them in the sentence."""
    anchors = [*attribution.cue, *attribution.source]
    if not anchors or (not attribution.cue and attribution.form == "floating"):
        return []
    place = bounds(anchors)
    if place.end - place.start >= _CLOSE:
        place = bounds(attribution.cue or attribution.source)
    sentence = sentence_at(article, place.start)
    low, high = max(sentence.start, place.start - _BEFORE), min(max(sentence.end, place.end), place.end + _AFTER)
    found = rules.lead.finditer(article.text, low, high)
    held = (*attribution.content, *attribution.source)
    outside = [m for m in found if not any(covers(s, m.start()) for s in held) and not in_quotation(article, m.start())]
    return sorted(outside, key=lambda m: (m.start() < place.start, abs(m.start() - place.start)))


def _medium(text: str, span: Span, rules: ViaRules, sources: SourceRules) -> Span | None:
    """The part of ``span`` that names a medium: an outlet with what leads to it, or a phrase with such a head."""
    words = text[span.start : span.end]
    phrase = read_phrase(words, sources)
    head = words.lower().find(phrase.head)
    media = phrase.head in rules.media or any(words.lower().startswith(m, head) for m in rules.media if " " in m)
    masthead = any(sources.has("masthead", part) for part in phrase.name.lower().split())
    if not media and phrase.name and (phrase.names == "outlet" or masthead):
        last = phrase.name.split()[-1]
        at = words.find(last)
        if at >= 0 and len(words[:at].split()) < 6:
            return Span(span.start, span.start + at + len(last))
    if media or (phrase.names != "outlet" and sources.has("outlet", phrase.head)):
        return Span(span.start, span.start + len(_DAY.sub("", words)))  # without «un communiqué lundi»'s day
    return None
