"""Cited outlets: every named outlet or agency from which the text says it has something.

A name that only stands in the text (owned by, the building of) is no citation, an unnamed medium never, and a
social network carries what others say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from selon.find.sources import SourceRules, bare
from selon.ids import evidence_of
from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Attribution, Citation, Evidence, Mention, Span

_PAIR = re.compile(r"\W*(?:et|ou|and|or|,)\W+(?:[lL]es? |[lL]a |[lL]'|[tT]he |d'après |selon )?\W?")
_LEAD_REACH = 90
_FOLLOW_REACH = 50


@dataclass(frozen=True, slots=True)
class CitationRules:
    """``chains.tsv``, compiled: words before and after an outlet's name, counts, ways to know; and the source
    rules."""

    lead: re.Pattern[str] | None
    told: re.Pattern[str] | None
    follow: re.Pattern[str] | None
    count: re.Pattern[str] | None
    accesses: Mapping[str, re.Pattern[str]]
    sources: SourceRules


@dataclass(frozen=True, slots=True)
class Press:
    """An outlet or agency named in the text: where, its actor and that actor's name."""

    start: int
    end: int
    actor: str
    name: str


def compile_citations(pack: LanguagePack, sources: SourceRules) -> CitationRules:
    """Compile ``chains.tsv``."""
    forms: dict[str, list[str]] = {}
    for row in pack.rows("chains"):
        forms.setdefault(row["kind"], []).append(row["form"])
    # Between the lead and the name: an article, a kind («le quotidien américain»), quotation marks.
    lead = _any_of(forms.get("lead", []))
    told, to = _any_of(forms.get("told", [])), _any_of(forms.get("to", []))
    follow = _any_of(forms.get("follow", []))
    return CitationRules(
        re.compile(rf"\b(?:{lead})\W+(?:[\w'-]+\W+){{0,4}}$", re.IGNORECASE) if lead else None,
        re.compile(rf"\b(?:{told})\b[^.;:«»“”]*\b(?:{to})\W+(?:[\w'-]+\W+){{0,3}}$", re.IGNORECASE) if told else None,
        re.compile(rf"^\W*(?:[\w'-]+\W+){{0,2}}?(?:{follow})\b", re.IGNORECASE) if follow else None,
        re.compile(rf"(?:{_any_of(forms.get('count', []))})\b", re.IGNORECASE) if forms.get("count") else None,
        MappingProxyType(
            {
                kind: re.compile(rf"\b(?:{_any_of(forms[kind])})\b", re.IGNORECASE)
                for kind in ("participant", "briefed", "observer")
                if kind in forms
            }
        ),
        sources,
    )


def _any_of(forms: Sequence[str]) -> str:
    return "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))


def press_in(article: Article, actors: Sequence[Actor], mentions: Sequence[Mention]) -> tuple[Press, ...]:
    """The outlets and agencies named in the article, in text order."""
    outlets = {a.id: a for a in actors if a.kind == "outlet"}
    named = [m for m in mentions if m.actor in outlets and m.how == "name"]
    return tuple(Press(m.start, m.end, m.actor, outlets[m.actor].name) for m in sorted(named, key=lambda m: m.start))


def find_citations(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: CitationRules,
) -> tuple[Citation, ...]:
    """One Citation for each outlet cited, in the order of its first citation, with all its places as evidence."""
    cited: dict[str, list[Evidence]] = {}
    names: dict[str, str] = {}
    spans = [span for a in attributions for span in _places(a)]
    last = -1
    for press in press_in(article, actors, mentions):
        if rules.sources.press.get(bare(press.name)) == "network" or _is_leftover(article, press):
            continue
        place = next((s for s in spans if s.start < press.end and press.start < s.end), None)
        paired = bool(_PAIR.fullmatch(article.text, last, press.start)) if last >= 0 else False
        if place is None and not paired and not _by_words(article, press, rules):
            continue
        last = press.end
        names[press.actor] = press.name
        cited.setdefault(press.actor, []).append(evidence_of(article.document, (press.start, press.end)))
    return tuple(Citation(names[actor], actor, tuple(evidence)) for actor, evidence in cited.items())


def _places(attribution: Attribution) -> tuple[Span, ...]:
    """Where an attribution names those from whom it is: its source and what it was said through."""
    via = (attribution.via_span,) if attribution.via_span else ()
    return (*attribution.source, *via)


def _is_leftover(article: Article, press: Press) -> bool:
    return any(b.kind == "leftover" and b.start <= press.start < b.end for b in article.blocks)


def _by_words(article: Article, press: Press, rules: CitationRules) -> bool:
    """Do the words around the name say that something is from it?"""
    sentence = next((s for s in article.sentences if s.start <= press.start < s.end), None)
    low = max(sentence.start if sentence else 0, press.start - _LEAD_REACH)
    high = min(sentence.end if sentence else len(article.text), press.end + _FOLLOW_REACH)
    before, after = article.text[low : press.start], article.text[press.end : high]
    if any(pattern and pattern.search(before) for pattern in (rules.lead, rules.told)):
        return True
    return bool(rules.follow and rules.follow.search(after))
