"""Cited outlets: every named outlet or agency from which the text says it has something.

A name that only stands in the text (owned by, the building of) is no citation, an unnamed medium never, and a
social network carries what others say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.find.claims import sentence_at
from selon.find.lookups import overlaps
from selon.find.phrases import phrase_pattern
from selon.find.sources import SourceRules, bare
from selon.find.spans import places
from selon.ids import evidence_of
from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Attribution, Citation, Evidence, Mention, Span

_PAIR = re.compile(r"\W*(?:et|ou|and|or|,)\W+(?:[lL]es? |[lL]a |[lL]'|[tT]he |d'après |selon )?\W?")
_LEAD_REACH = 90
_FOLLOW_REACH = 50


@dataclass(frozen=True, slots=True)
class CitationRules:
    """``chains.tsv``, compiled: words before and after an outlet's name, counts, ways to know; and the source rules."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    count: re.Pattern[str]
    accesses: Mapping[str, re.Pattern[str]]
    sources: SourceRules


@dataclass(frozen=True, slots=True)
class Press:
    """An outlet or agency named in the text: where, its actor and that actor's name."""

    span: Span
    actor: str
    name: str


def compile_citations(pack: LanguagePack, sources: SourceRules) -> CitationRules:
    """Compile ``chains.tsv``."""
    forms: dict[str, list[str]] = {}
    for row in pack.rows("chains"):
        forms.setdefault(row["kind"], []).append(row["form"])
    words = {kind: phrase_pattern(listed) for kind, listed in forms.items()}
    never = re.compile(r"(?!)")
    lead, told, to, follow = (words.get(kind, never).pattern for kind in ("lead", "told", "to", "follow"))
    # Between the lead and the name: an article, a kind («le quotidien américain»), quotation marks.
    before = rf"{lead}\W+(?:[\w'-]+\W+){{0,4}}$|{told}[^.;:«»“”]*{to}\W+(?:[\w'-]+\W+){{0,3}}$"
    after = rf"^\W*(?:[\w'-]+\W+){{0,2}}?{follow}"
    return CitationRules(
        re.compile(before, re.IGNORECASE),
        re.compile(after, re.IGNORECASE),
        words.get("count", never),
        {kind: words[kind] for kind in ("participant", "briefed", "observer") if kind in words},
        sources,
    )


def press_in(article: Article, actors: Sequence[Actor], mentions: Sequence[Mention]) -> tuple[Press, ...]:
    """The outlets and agencies named in the article, in text order."""
    outlets = {a.id: a.name for a in actors if a.kind == "outlet"}
    named = sorted((m for m in mentions if m.actor in outlets and m.how == "name"), key=lambda m: m.start)
    return tuple(Press(Span(m.start, m.end), m.actor, outlets[m.actor]) for m in named)


def find_citations(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: CitationRules,
) -> tuple[Citation, ...]:
    """One Citation for each outlet cited, in the order of its first citation, with all its places as evidence."""
    cited: dict[tuple[str, str], list[Evidence]] = {}
    spans = [span for a in attributions for span in places(a)]
    leftovers = [b for b in article.blocks if b.kind == "leftover"]
    last = -1
    for press in press_in(article, actors, mentions):
        start, end = press.span
        network = rules.sources.press.get(bare(press.name)) == "network"
        if network or any(b.start <= start < b.end for b in leftovers):
            continue
        paired = last >= 0 and _PAIR.fullmatch(article.text, last, start)
        if paired or any(overlaps(s, press.span) for s in spans) or _by_words(article, press.span, rules):
            last = end
            cited.setdefault((press.name, press.actor), []).append(evidence_of(article.document, press.span))
    return tuple(Citation(name, actor, tuple(evidence)) for (name, actor), evidence in cited.items())


def _by_words(article: Article, span: Span, rules: CitationRules) -> bool:
    """Do the words around the name say that something is from it?"""
    sentence = sentence_at(article, span.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(article.text))
    before = article.text[max(low, span.start - _LEAD_REACH) : span.start]
    after = article.text[span.end : min(high, span.end + _FOLLOW_REACH)]
    return bool(rules.before.search(before) or rules.after.search(after))
