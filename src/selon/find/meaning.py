"""What an attribution means: evidence, source, uncued conditionals, nesting, settled in this order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.find.carry import carry_conditionals
from selon.find.citations import CitationRules, compile_citations, find_citations, press_in
from selon.find.evidence import EvidenceRules, compile_evidence, find_conditionals, settle_evidence
from selon.find.mastheads import told_to
from selon.find.nesting import nest
from selon.find.resolution import resolve_sources
from selon.find.sources import SourceRules, compile_sources
from selon.find.via import ViaRules, compile_via, find_via
from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Attribution, Mention


@dataclass(frozen=True, slots=True)
class MeaningRules:
    """The tables behind evidence, source class, resolution and chains, compiled once."""

    evidence: EvidenceRules
    sources: SourceRules
    via: ViaRules
    citations: CitationRules


def meaning_rules(pack: LanguagePack, world: LanguagePack) -> MeaningRules:
    """Compile ``evidence.tsv``, ``sources.tsv``, ``via.tsv``, ``chains.tsv`` and the names of the world tables."""
    sources = compile_sources(pack, world)
    return MeaningRules(compile_evidence(pack), sources, compile_via(pack), compile_citations(pack, sources))


def settle_attributions(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: MeaningRules,
) -> tuple[Attribution, ...]:
    """The attributions with evidence, class, resolved source, via, inside and repeats; uncued conditionals
    added."""
    conditionals = find_conditionals(article, rules.evidence)
    cut = [(a, told_to(article, a.source, actors, mentions)) for a in attributions]
    attributions = [replace(a, source=(*a.source[:-1], span)) if span else a for a, span in cut]
    presented = settle_evidence(article, attributions, conditionals, rules.evidence)
    resolved = resolve_sources(article, presented, actors, mentions, rules.sources)
    spoken = [span for a in resolved for span in a.source]
    press = [p.span for p in press_in(actors, mentions)]
    resolved = tuple(find_via(article, a, rules.via, rules.sources, spoken, press) for a in resolved)
    cited = find_citations(article, resolved, press_in(actors, mentions), rules.citations)
    carried = carry_conditionals(article, resolved, cited, conditionals, rules.evidence)
    return nest(article, carried)
