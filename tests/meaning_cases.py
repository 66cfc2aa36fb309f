"""Run the stages that say what an attribution means on case files, with an invented world.

A line with ``content`` is an attribution as the finder would give it (source, cue, content, act; several
pieces of a span between `` … ``, the third occurrence written ``il#3``); its other keys are expected.
``added`` is the content of a conditional that must be found without a cue. ``inside`` and ``repeats`` name
attributions by their number in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from selon.find.actor_rules import ActorRules, actor_rules
from selon.find.actors import find_actors
from selon.find.mastheads import with_mastheads
from selon.find.meaning import MeaningRules, meaning_rules, settle_attributions
from selon.lang.pack import LanguagePack, parse_table
from selon.model import Act, Actor, Article, Attribution, Document, Mention, Span
from selon.packs import load_pack
from selon.text.layout import LayoutRules, TaggerLike, lay_out, layout_rules
from selon.text.tagger import load_tagger
from tests.casefiles import Case

COUNTRIES = """code\tfr\ten\tadj_fr\tadj_en\tcapital_fr\tcapital_en
VD\tValdénie\tValdenia\tvaldénien\tValdenian\tMorvane\tMorvane
KV\tKarsovie\tKarsovia\tkarsovien\tKarsovian\tZorvek\tZorvek
"""
INSTITUTIONS = """fr\ten\tcountry\tsector\tflag
Palais d'Ambre\tAmber Palace\tVD\tGOV\tmetonym
"""
OUTLETS = """fr\ten\tcountry\tlanguage\tkind
Le Courrier du Nord|Courrier du Nord\tNorthern Courier\tVD\tfr\tnewspaper
Canal Ambre\tAmber One\tVD\tfr\ttv
Agence Meridia|Meridia\tMeridia\tKV\tfr\tagency
Piaf\tPiaf\t\t\tnetwork
"""


@dataclass(frozen=True)
class Kit:
    """What reading the cases of one language takes."""

    layout: LayoutRules
    tagger: TaggerLike
    actors: ActorRules
    meaning: MeaningRules


@dataclass(frozen=True)
class Read:
    """A case after the stages: ``given`` are its attributions in the order of the case, ``added`` the others."""

    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    all: tuple[Attribution, ...]
    given: tuple[Attribution, ...]
    added: tuple[Attribution, ...]

    def words(self, spans: tuple[Span, ...]) -> str:
        """The text of spans, pieces joined by `` … ``."""
        return " … ".join(self.article.text[s.start : s.end] for s in spans)


@cache
def kit(language: str) -> Kit:
    """The kit of a language, with the invented world."""
    pack = load_pack(language)
    tables = {"countries": COUNTRIES, "institutions": INSTITUTIONS, "outlets": OUTLETS}
    world = LanguagePack(
        "world",
        {name: parse_table(text, f"world/{name}") for name, text in tables.items()}
        | {name: load_pack("world").rows(name) for name in ("given_names", "mastheads")},
    )
    return Kit(layout_rules(pack, world), load_tagger(pack), actor_rules(pack, world), meaning_rules(pack, world))


def read(case: Case) -> Read:
    """Lay the case out, take its attributions as found, and settle them."""
    tools = kit(case.language)
    document = Document("d", "d", case.text, language=case.language, outlet=case.settings.get("outlet", ""))
    article = lay_out(document, tools.layout, tools.tagger)
    actors, mentions = find_actors(article, tools.actors)
    article = with_mastheads(article, actors, mentions)
    found = [_attribution(case.text, f"g{n}", e) for n, e in enumerate(given_of(case), 1)]
    settled = settle_attributions(article, found, actors, mentions, tools.meaning)
    by_id = {a.id: a for a in settled}
    given = tuple(by_id[a.id] for a in found)
    return Read(article, actors, mentions, settled, given, tuple(a for a in settled if a not in given))


def given_of(case: Case) -> list[dict[str, str]]:
    """The expected lines that are attributions."""
    return [e for e in case.expected if "content" in e]


def _attribution(text: str, name: str, line: dict[str, str]) -> Attribution:
    source, cue, content = (_spans(text, line.get(part, "")) for part in ("source", "cue", "content"))
    act = _act(line.get("act", "assert"))
    return Attribution(name, source, cue, content, "indirect", act, "plain", "unstated")


def _act(word: str) -> Act:
    return next(act for act in get_args(Act) if act == word)


def _spans(text: str, words: str) -> tuple[Span, ...]:
    out = []
    for piece in filter(None, words.split(" … ")):
        phrase, _, number = piece.partition("#")
        start = -1
        for _ in range(int(number or 1)):
            start = text.index(phrase, start + 1)
        out.append(Span(start, start + len(phrase)))
    return tuple(out)
