"""The two recipes in plain sight: one document → a Reading; readings → a Ledger."""

from __future__ import annotations

from dataclasses import dataclass

from selon.find.actors import find_actors
from selon.find.attribution import find_attributions
from selon.lang.pack import LanguagePack
from selon.model import Document, Ledger, Reading
from selon.options import Options
from selon.text.dates import find_times
from selon.text.layout import LayoutRules, NoTagger, TaggerLike, lay_out, layout_rules, with_head_date


@dataclass(frozen=True, slots=True)
class Toolkit:
    """What reading one language takes, prepared once: the packs and whatever the stages compile from them."""

    pack: LanguagePack
    world: LanguagePack
    tagger: TaggerLike
    layout: LayoutRules


def prepare(pack: LanguagePack, world: LanguagePack) -> Toolkit:
    """Compile the packs for reading."""
    return Toolkit(pack, world, NoTagger(), layout_rules(pack, world))


def read_document(document: Document, kit: Toolkit) -> Reading:
    """Read one document.  Pure: same document and packs, same reading."""
    document = with_head_date(document, kit.layout)
    article = lay_out(document, kit.layout, kit.tagger)
    times = find_times(article, kit.pack)
    actors, mentions = find_actors(article, kit.pack, kit.world)
    attributions, missed = find_attributions(article, actors, mentions, kit.pack)
    return Reading(
        document, article.blocks, article.noise, times, actors, mentions, attributions, missed=missed
    )


def build_ledger(readings: tuple[Reading, ...], world: LanguagePack, options: Options) -> Ledger:
    """Link the readings.  The order in which they come does not matter."""
    return Ledger(tuple(sorted(readings, key=lambda r: r.document.id)))
