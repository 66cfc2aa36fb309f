"""Who has it from whom among the outlets of a sentence («A, citant B», «B, cité par A»); its own voice from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from selon.find.citations import CitationRules, Press, cited_press, credited, press_in
from selon.find.claims import sentence_at
from selon.ids import evidence_of
from selon.model import Actor, Article, Attribution, Hop, Mention, Span


def relayed(article: Article, press: Sequence[Press], rules: CitationRules) -> Mapping[int, tuple[Press, ...]]:
    """For each outlet (by the start of its name) that stands in a chain of them, that chain, outermost first."""
    onward: dict[int, int] = {}
    for n, (one, two) in enumerate(pairwise(press)):
        between = article.text[one.span.end : two.span.start]
        if rules.carried.fullmatch(between):
            onward[n + 1] = n
        elif rules.citing.fullmatch(between):
            onward[n] = n + 1
    chains: dict[int, tuple[Press, ...]] = {}
    for start in set(onward) - set(onward.values()):
        chain = [start]
        while chain[-1] in onward:
            chain.append(onward[chain[-1]])
        chains |= {press[n].span.start: tuple(press[m] for m in chain) for n in chain}
    return chains


def press_hop(article: Article, press: Press, span: Span | None = None) -> Hop:
    """The hop of an outlet, shown by its name or by ``span``."""
    return Hop(press.name, "outlet", press.actor, evidence=(evidence_of(article.document, span or press.span),))


def find_heard(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: CitationRules,
) -> Mapping[int, tuple[Hop, ...]]:
    """What the article's own voice has from whom: by the start of a sentence the outlets that it, or one beside it
    that takes it up («L'information a été révélée par A»), cites; at -1 the agency that the article is credited to.
    """
    press = press_in(actors, mentions)
    chains = relayed(article, press, rules)
    told = cited_press(article, attributions, press, rules)
    heard: dict[int, tuple[Hop, ...]] = {}
    for sentence in article.sentences:
        cited = [p for p in told if sentence.start <= p.span.start < sentence.end]
        ordered = dict.fromkeys(q for p in cited for q in chains.get(p.span.start, (p,)))
        if ordered:
            held = list(zip([None, *ordered], ordered, strict=False))
            heard[sentence.start] = tuple(
                replace(press_hop(article, p), beside=bool(q) and p.span.start not in chains) for q, p in held
            )
    for before, after in pairwise(article.sentences):
        first, again = heard.get(before.start), heard.get(after.start)
        if again and not first and rules.announces.match(article.text, after.start) and before.block == after.block:
            heard[before.start] = again
        if first and not again and rules.goes_on.match(article.text, after.start):
            heard[after.start] = first
    credit = credited(article, press)
    return heard | ({-1: (press_hop(article, credit),)} if credit else {})


def heard_at(heard: Mapping[int, tuple[Hop, ...]], article: Article, offset: int) -> tuple[Hop, ...]:
    """The outlets from which the own voice has the sentence at ``offset``, else those of the credit."""
    sentence = sentence_at(article, offset)
    return heard.get(sentence.start if sentence else -1, heard.get(-1, ()))


def in_order(hops: Sequence[Hop], chains: Mapping[int, tuple[Press, ...]], article: Article) -> list[Hop]:
    """The hops with the chains of outlets to which they belong, outermost first, in the place of the first of them."""
    out: list[Hop] = []
    for hop in hops:
        chain = next(
            (chains[e.start + n] for e in hop.evidence for n in range(e.end - e.start) if e.start + n in chains), ()
        )
        out += [press_hop(article, p) for p in chain] if hop.cls == "outlet" and chain else [hop]
    return out
