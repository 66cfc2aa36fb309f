"""Who has it from whom among the outlets of a sentence («A, citant B», «B, cité par A»); its own voice from them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from selon.find.citations import CitationRules, Press, relation
from selon.find.claims import sentence_at
from selon.ids import evidence_of
from selon.model import Article, Hop, Span


def relayed(article: Article, press: Sequence[Press], rules: CitationRules) -> Mapping[int, tuple[Press, ...]]:
    """For each outlet (by the start of its name) that stands in a chain of them, that chain, outermost first."""
    onward: dict[int, int] = {}
    for n, (one, two) in enumerate(pairwise(press)):
        if found := relation(article, one, two, rules):
            onward[n if found > 0 else n + 1] = n + (found > 0)
    chains: dict[int, tuple[Press, ...]] = {}
    for start in set(onward) - set(onward.values()):
        chain = [start]
        while chain[-1] in onward:
            chain.append(onward[chain[-1]])
        chains |= {press[n].span.start: tuple(press[m] for m in chain) for n in chain}
    return chains


def press_hop(article: Article, press: Press, span: Span | None = None, beside: bool = False) -> Hop:
    """The hop of an outlet, shown by its name or by ``span``."""
    shown = (evidence_of(article.document, span or press.span),)
    return Hop(press.name, "outlet", press.actor, evidence=shown, beside=beside)


def find_heard(
    article: Article, told: Sequence[Press], chains: Mapping[int, tuple[Press, ...]], rules: CitationRules
) -> Mapping[int, tuple[Hop, ...]]:
    """What the article's own voice has from whom: by the start of a sentence the outlets that it, or one beside it
    that takes it up («L'information a été révélée par A»), cites (``told``: all that are cited)."""
    heard: dict[int, tuple[Hop, ...]] = {}
    for sentence in article.sentences:
        cited = [p for p in told if sentence.start <= p.span.start < sentence.end]
        ordered = dict.fromkeys(q for p in cited for q in chains.get(p.span.start, (p,)))
        hops = (press_hop(article, p, beside=n > 0 and p.span.start not in chains) for n, p in enumerate(ordered))
        heard |= {sentence.start: tuple(hops)} if ordered else {}
    for before, after in pairwise(article.sentences):
        first, again = heard.get(before.start), heard.get(after.start)
        taken_up = before.block == after.block and rules.words["announces"].match(article.text, after.start)
        if again and not first and taken_up:
            heard[before.start] = again
        if first and not again and rules.words["goes_on"].match(article.text, after.start):
            heard[after.start] = first
    return heard


def heard_at(heard: Mapping[int, tuple[Hop, ...]], article: Article, offset: int) -> tuple[Hop, ...]:
    """The outlets from which the own voice has the sentence at ``offset``, else those of the credit."""
    return heard.get(sentence_at(article, offset).start, heard.get(-1, ()))


def in_order(hops: Sequence[Hop], chains: Mapping[int, tuple[Press, ...]], article: Article) -> list[Hop]:
    """The hops with the chains of outlets to which they belong, outermost first, in the place of the first of them."""
    out: list[Hop] = []
    for hop in hops:
        starts = (n for e in hop.evidence for n in range(e.start, e.end) if hop.cls == "outlet" and n in chains)
        chain = chains.get(next(starts, -1), ())
        out += [press_hop(article, p) for p in chain] or [hop]
    return out
