"""Cited outlets: every named outlet or agency from which the text says it has something.

A name that only stands in the text (owned by, the building of) is no citation, an unnamed medium never, and a
social network carries what others say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from selon.find.claims import sentence_at
from selon.find.lookups import overlaps
from selon.find.phrases import phrase_pattern
from selon.find.sources import SourceRules, bare
from selon.find.spans import places
from selon.ids import evidence_of
from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Attribution, Citation, Evidence, Mention, Span

_PAIR = re.compile(
    r"\W*(?:et|ou|and|or|,)\W+(?:d'après |selon )?(?:[lL]'|(?:[a-zà-ÿ-]+|The|Les?|La) ){0,4}\W?(?:[lL]')?"
)
_CREDIT = re.compile(r"[\s()\[\]/,;:–—-]*(?:(?:avec|with|et|and|sources?|par|by)\b[\s()\[\]/,;:–—-]*)*", re.IGNORECASE)
_LEAD_REACH = 90
_LONGEST_CREDIT = 80
_FOLLOW_REACH = 50


@dataclass(frozen=True, slots=True)
class CitationRules:
    """``chains.tsv``, compiled: words before and after an outlet's name, counts, ways to know; and the source rules.

    ``citing`` and ``carried`` match what stands between the names of two outlets of which the first has it from the
    second, or the second from the first; ``announces`` and ``goes_on`` a sentence that takes up the one before.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    citing: re.Pattern[str]
    carried: re.Pattern[str]
    announces: re.Pattern[str]
    goes_on: re.Pattern[str]
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
    citing, carried, glue = (words.get(kind, never).pattern for kind in ("citing", "carried", "glue"))
    lower = r"(?:[a-zà-ÿ][\w'-]*(?:\W+|(?<=')))"  # small words: a kind, an article, an adjective
    link = rf"[\s,«»“”\"]*(?:{glue}\W+)*"
    announces, goes_on = words.get("announces", never), words.get("goes_on", never)
    return CitationRules(
        re.compile(before, re.IGNORECASE),
        re.compile(after, re.IGNORECASE),
        re.compile(rf"{link}{lower}{{0,3}}{citing}\W+{lower}{{0,7}}\W*"),
        re.compile(rf"{link}{lower}{{0,3}}{carried}\W+{lower}{{0,5}}\W*"),
        re.compile(rf"\W*{announces.pattern}", re.IGNORECASE),
        re.compile(rf"\W*{goes_on.pattern}", re.IGNORECASE),
        words.get("count", never),
        {kind: words[kind] for kind in ("participant", "briefed", "observer") if kind in words},
        sources,
    )


def press_in(actors: Sequence[Actor], mentions: Sequence[Mention]) -> tuple[Press, ...]:
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
    named = press_in(actors, mentions)
    credit = credited(article, named)
    for press in (*cited_press(article, attributions, named, rules), *([credit] if credit else [])):
        cited.setdefault((press.name, press.actor), []).append(evidence_of(article.document, press.span))
    return tuple(Citation(name, actor, tuple(evidence)) for (name, actor), evidence in cited.items())


def cited_press(
    article: Article, attributions: Sequence[Attribution], named: Sequence[Press], rules: CitationRules
) -> tuple[Press, ...]:
    """Those of the outlets ``named`` from whom the text says that it has something, in text order.

    They are a source, were told something, stand between words of citing, or beside or in a chain with one that is.
    """
    spans = [span for a in attributions for span in places(a)]
    leftovers = [b for b in article.blocks if b.kind == "leftover"]
    listed = [
        p
        for p in named
        if rules.sources.press.get(bare(p.name)) != "network"
        and not any(b.start <= p.span.start < b.end for b in leftovers)
    ]
    cited = {p for p in listed if any(overlaps(s, p.span) for s in spans) or _by_words(article, p.span, rules)}
    pairs = [(p, q) for p, q in pairwise(listed) if _linked(article, p, q, rules)]
    for one, two in (*pairs, *reversed(pairs)):
        if one in cited or two in cited:
            cited |= {one, two}
    return tuple(p for p in listed if p in cited)


def credited(article: Article, press: Sequence[Press]) -> Press | None:
    """The outlet of a line such as «(avec AFP)»: nothing but names, «avec» and marks stands there."""
    own = article.document.outlet
    for block in article.blocks:
        inside = [p for p in press if block.start <= p.span.start < block.end]
        rest = article.text[block.start : block.end]
        for name in (*(article.text[p.span.start : p.span.end] for p in inside), *([own] if own else ())):
            rest = rest.replace(name, "", 1)
        foreign = [p for p in inside if p.name != own]
        if foreign and block.end - block.start < _LONGEST_CREDIT and _CREDIT.fullmatch(rest):
            return foreign[0]
    return None


def _linked(article: Article, one: Press, two: Press, rules: CitationRules) -> bool:
    """Named side by side, or one has it from the other."""
    between = article.text[one.span.end : two.span.start]
    return any(p.fullmatch(between) for p in (_PAIR, rules.citing, rules.carried))


def _by_words(article: Article, span: Span, rules: CitationRules) -> bool:
    """Do the words around the name say that something is from it?"""
    sentence = sentence_at(article, span.start)
    low, high = (sentence.start, sentence.end) if sentence else (0, len(article.text))
    before = article.text[max(low, span.start - _LEAD_REACH) : span.start]
    after = article.text[span.end : min(high, span.end + _FOLLOW_REACH)]
    return bool(rules.before.search(before) or rules.after.search(after))
