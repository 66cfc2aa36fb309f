"""The two recipes in plain sight: one document → a Reading; readings → a Ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from selon.find.actors import ActorRules, actor_rules, find_actors
from selon.find.attribution import AttributionRules, attribution_rules, find_attributions, still_missed
from selon.find.chain import find_chains
from selon.find.citations import find_citations, press_in
from selon.find.claims import find_claims
from selon.find.confirmations import find_confirmations
from selon.find.diplomacy import DiplomacyRules, diplomacy_rules, find_diplomacy
from selon.find.headline import check_headline
from selon.find.mastheads import with_mastheads, with_nations
from selon.find.meaning import MeaningRules, meaning_rules, settle_attributions
from selon.find.positions import PositionRules, find_positions, position_rules
from selon.find.proposals import ProposalRules, find_proposals, proposal_rules
from selon.find.responses import ResponseRules, find_responses, response_rules
from selon.lang.pack import LanguagePack
from selon.ledger import assemble
from selon.link.atlas import read_atlas
from selon.link.identity import identity_rules, link_actors
from selon.link.rename import rename
from selon.model import Article, Document, Ledger, Reading, Scene, TimeRef
from selon.text.dates import find_times
from selon.text.layout import LayoutRules, TaggerLike, lay_out, layout_rules, with_head_date
from selon.text.quotes import quoted_spans
from selon.text.shingles import find_shingles
from selon.text.tagger import load_tagger
from selon.text.time_rules import TimeRules, time_rules


@dataclass(frozen=True, slots=True)
class Toolkit:
    """What reading one language takes, prepared once: the packs and whatever the stages compile from them."""

    pack: LanguagePack
    world: LanguagePack
    tagger: TaggerLike
    layout: LayoutRules
    times: TimeRules
    actors: ActorRules
    attributions: AttributionRules
    meaning: MeaningRules
    positions: PositionRules
    proposals: ProposalRules
    responses: ResponseRules
    diplomacy: DiplomacyRules


def prepare(pack: LanguagePack, world: LanguagePack) -> Toolkit:
    """Compile the packs for reading."""
    diplomacy = diplomacy_rules(pack, world)
    return Toolkit(
        pack, world, load_tagger(pack), layout_rules(pack, world), time_rules(pack), actor_rules(pack, world),
        attribution_rules(pack), meaning_rules(pack, world), position_rules(pack, diplomacy.topics),
        proposal_rules(pack, diplomacy.topics, diplomacy.contacts.places), response_rules(pack), diplomacy,
    )  # fmt: skip


def read_attributions(document: Document, kit: Toolkit) -> tuple[Article, Reading]:
    """Read who says what in one document, and no more: the article laid out, and a reading without the later stages."""
    document = with_head_date(document, kit.layout)
    tagged = lay_out(document, kit.layout, kit.tagger)
    article = with_nations(tagged, kit.actors)
    actors, mentions = find_actors(article, kit.actors)
    # The attribution model was trained on the tagger's own tags: «with_nations» cost it 0.3 to 0.6 points.
    tagged, article = (with_mastheads(a, actors, mentions) for a in (tagged, article))
    found, missed = find_attributions(tagged, kit.attributions)
    attributions = settle_attributions(tagged, found, actors, mentions, kit.meaning)
    return article, Reading(
        document,
        article.blocks,
        article.noise,
        actors=actors,
        mentions=mentions,
        attributions=attributions,
        missed=still_missed(missed, attributions),
    )


def read_times(document: Document, kit: Toolkit) -> tuple[TimeRef, ...]:
    """The time expressions of one document, and no more."""
    document = with_head_date(document, kit.layout)
    return find_times(lay_out(document, kit.layout, kit.tagger), kit.times)


def read_document(document: Document, kit: Toolkit) -> Reading:
    """Read one document.  Pure: same document and packs, same reading."""
    article, reading = read_attributions(document, kit)
    times = find_times(article, kit.times)
    actors, mentions, attributions = reading.actors, reading.mentions, reading.attributions
    rules = kit.meaning.citations
    press = press_in(actors, mentions)
    chains, heard = find_chains(article, attributions, press, rules)
    scene = Scene(article, times, actors, mentions, attributions, chains, heard=tuple(heard.items()))
    told = find_claims(scene)
    scene = replace(scene, claims=(*told, *find_confirmations(article, told, press, rules)))
    claims, meetings, channels = find_diplomacy(scene, kit.diplomacy)
    responses = find_responses(scene, claims, meetings, channels, kit.responses)
    return replace(
        reading,
        times=times,
        citations=find_citations(article, attributions, press, rules),
        claims=claims,
        meetings=meetings,
        channels=channels,
        positions=find_positions(scene, kit.positions),
        proposals=find_proposals(scene, kit.proposals),
        responses=responses,
        shingles=find_shingles(article),
        quotations=quoted_spans(article.quotations),
        problems=check_headline(scene, responses),
    )


def build_ledger(readings: Sequence[Reading], world: LanguagePack, labels: Mapping[str, str]) -> Ledger:
    """Link the readings.  The order in which they come does not matter; ``labels`` word its sentences."""
    actors, ids, links = link_actors(readings, identity_rules(world))
    renamed = [rename(r, ids) for r in readings]  # a million readings need not be held twice
    del readings, ids
    return assemble(renamed, actors, links, read_atlas(world, labels["lang"]), labels)
