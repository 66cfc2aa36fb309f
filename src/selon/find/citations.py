"""Cited outlets: every named outlet or agency from which the text says it has something.

A name that only stands in the text (owned by, the building of) is no citation, an unnamed medium never, and a
social network carries what others say.
"""

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
_CREDIT = re.compile(
    r"(?:[\s()\[\]/,;:.–—-]|\b(?:avec|with|et|and|sources?|par|by|inputs? from|the|la|(?-i:[A-Z]{2,4}))\b|\bl')*", re.I
)
_HEAD = re.compile(r"(?<![^\n])[^()\n.!?]{0,60}\(([^()\n]{2,60})\)\s?[-–—:]")
_FOOT = re.compile(r"(?:\(|(?<=[.!?»”\"]\s)(?=(?:Avec|With)\b))([^()\n]{2,80}?)\)?[\s.]*$")
_SIGNED = re.compile(r"\b(?:avec|with)\b([^\n]+)", re.IGNORECASE)
# «Citing A, B»; «A says, attributing the information to B»; where «, it emerged in A on Monday» begins and ends.
_NEXT = re.compile(r",\s(?:[a-zà-ÿ'-]+\s){0,3}(?:[lL]')?")
_FROM = re.compile(
    r"[\s,]*(?:[a-zà-ÿ][\w-]*(?:,?\s|'))+(?:à|au|de|du|sur|from|to|on|upon|of)\s(?:[a-zà-ÿ-]+(?:\s|')){0,3}(?:[lL]')?"
)
_MARK = re.compile(r"[,.;:!?()«»“”\"–—]|\b(?:that|que|qu')")
_NEAR = 8  # words on either side of a name in which it is said that something is from there
_LONGEST_CREDIT = 80


@dataclass(frozen=True, slots=True)
class CitationRules:
    """``chains.tsv``, compiled, by kind; and the source rules.

    ``citing`` and ``carried`` match what stands between the names of two outlets of which the first has it from the
    second, or the second from the first; ``late`` the end of what does («…, citing»), ``early`` what stands before the
    first («Citing A, B reported»); ``report`` words by which something is from the outlet named beside them;
    ``announces`` and ``goes_on`` a sentence that takes up the one before; ``confirms`` and ``unconfirmed`` words of
    confirming and of not, ``us`` the article's own outlet, ``parts`` what parts the people behind it from the rest;
    ``count``, and how a source knows, as in the table.
    """

    words: Mapping[str, re.Pattern[str]]
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
    kinds = ("to", "citing", "carried", "glue", "announces", "goes_on", "parts", "confirms", "breaks")
    to, citing, carried, glue, announces, goes_on, parts, confirms, breaks = (words[kind].pattern for kind in kinds)
    told = "|".join(words[kind].pattern for kind in ("report", "lead", "follow"))
    lower = r"(?:[a-zà-ÿ][\w'-]*(?:\W+|(?<=')))"  # small words: a kind, an article, an adjective
    link = rf"[\s,«»“”\"]*(?:{glue}\W+)*"
    quoting = rf"{citing}\W+(?:[\w-]+(?:[\s«“\"]+|')){{0,7}}[«“\"]?"
    made = {
        "report": rf"{told}|{words['told'].pattern}.*{to}\W",
        "citing": rf"{link}{lower}{{0,5}}{quoting}",
        "carried": rf"{link}{lower}{{0,3}}{carried}\W+{lower}{{0,5}}\W*",
        "late": rf"[,–—]\s(?:\w+\s)?{quoting}$",
        "early": rf"\W*(?:\w+\s)?{quoting}",
        "parts": rf"[,;:.!?()«»“”\"]+|{parts}|{confirms}",
        "announces": rf"\W*{announces}|.{{,60}}{breaks}",
        "goes_on": rf"\W*{goes_on}",
    }
    words |= {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in made.items()}
    return CitationRules(words, sources)


def press_in(actors: Sequence[Actor], mentions: Sequence[Mention]) -> tuple[Press, ...]:
    """The outlets and agencies named in the article, in text order."""
    outlets = {a.id: a.name for a in actors if a.kind == "outlet"}
    named = sorted((m for m in mentions if m.actor in outlets and m.how == "name"), key=lambda m: m.start)
    return tuple(Press(Span(m.start, m.end), m.actor, outlets[m.actor]) for m in named)


def find_citations(
    article: Article, attributions: Sequence[Attribution], named: Sequence[Press], rules: CitationRules
) -> tuple[Citation, ...]:
    """One Citation for each outlet cited, in the order of its first citation, with all its places as evidence."""
    cited: dict[tuple[str, str], list[Evidence]] = {}
    credits = credited(article, named)
    for press in dict.fromkeys((*cited_press(article, attributions, named, rules), *credits)):
        cited.setdefault((press.name, press.actor), []).append(evidence_of(article.document, press.span))
    signed = {p.actor for p in credits}
    return tuple(Citation(*key, tuple(evidence), key[1] in signed) for key, evidence in cited.items())


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
    pairs = [
        (p, q)
        for p, q in pairwise(listed)
        if relation(article, p, q, rules) or _PAIR.fullmatch(article.text, p.span.end, q.span.start)
    ]
    for one, two in (*pairs, *reversed(pairs)):
        if one in cited or two in cited:
            cited |= {one, two}
    return tuple(p for p in listed if p in cited)


def credited(article: Article, named: Sequence[Press]) -> tuple[Press, ...]:
    """Those of the outlets ``named`` to whom the article is credited, in text order.

    Nothing but names, «avec» and marks stands on a line («Avec Reuters et AFP»), in brackets at the head («LORME
    (Reuters) - …») or the foot («(avec AFP)»), or behind the «avec» of a signature or of the last sentence.
    """
    own, text, found = article.document.outlet, article.text, set()
    body = [b for b in article.blocks if b.kind == "body"]
    zones = [(b.start, b.end) for b in article.blocks if b.end - b.start < _LONGEST_CREDIT]
    places = [(_HEAD, b) for b in body[:1]] + [(_FOOT, b) for b in body[-1:]]
    places += [(_SIGNED, b) for b in article.blocks if b.kind == "credit"]
    zones += [m.span(1) for pattern, block in places for m in [pattern.search(text, block.start, block.end)] if m]
    for start, end in zones:
        inside = [p for p in named if start <= p.span.start < end]
        rest = text[start:end]
        for name in (*(text[slice(*p.span)] for p in inside), *([own] if own else ())):
            rest = rest.replace(name, "", 1)
        found |= {p for p in inside if p.name != own and _CREDIT.fullmatch(rest)}
    return tuple(sorted(found, key=lambda p: p.span))


def relation(article: Article, one: Press, two: Press, rules: CitationRules) -> int:
    """1 when the first of two outlets has it from the second, -1 when the second has it from the first, else 0."""
    sentence = sentence_at(article, one.span.start)
    if two.span.start >= sentence.end:
        return 0
    between, head = article.text[one.span.end : two.span.start], article.text[sentence.start : one.span.start]
    cites = rules.words["citing"].fullmatch(between) or rules.words["late"].search(between)
    first = not cites and _NEXT.fullmatch(between) and rules.words["early"].fullmatch(head)
    if first or rules.words["carried"].fullmatch(between):
        return -1
    return int(bool(cites or (_FROM.fullmatch(between) and rules.words["report"].search(between))))


def _by_words(article: Article, span: Span, rules: CitationRules) -> bool:
    """Do the words around the name say that something is from it?"""
    sentence = sentence_at(article, span.start)
    left = _MARK.split(article.text[sentence.start : span.start])[-1].split()[-_NEAR:]
    right = _MARK.split(article.text[span.end : sentence.end])[0].split()[:_NEAR]
    return any(rules.words["report"].search(" ".join(near) + " ") for near in (left, right))
