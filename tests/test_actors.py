"""Who is named or described in an article.  The states, seats and outlets of the cases are invented: see ``WORLD``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.find.actor_rules import actor_rules
from selon.find.actors import find_actors
from selon.lang.pack import LanguagePack, parse_table
from selon.model import Actor, Document, Mention
from selon.packs import load_pack
from selon.text.layout import lay_out, layout_rules
from selon.text.tagger import load_tagger
from tests.casefiles import Case, read_cases

CASES = read_cases("fr/actors-persons", "fr/actors-others", "en/actors")

COUNTRIES = """code\tfr\ten\tadj_fr\tadj_en\tcapital_fr\tcapital_en
VD\tValdénie\tValdenia\tvaldénien\tValdenian\tMorvane\tMorvane
KV\tKarsovie\tKarsovia\tkarsovien\tKarsovian\tZorvek\tZorvek
"""
INSTITUTIONS = """fr\ten\tcountry\tsector\tflag
Palais d'Ambre\tAmber Palace\tVD\tGOV\tmetonym
"""
OUTLETS = """fr\ten\tcountry\tlanguage\tkind
Le Courrier du Nord|Courrier du Nord\tNorthern Courier\tVD\tfr\tnewspaper
Agence Meridia|Meridia\tMeridia\tKV\tfr\tagency
Piaf\tPiaf\t\t\tnetwork
"""


def invented_world() -> LanguagePack:
    """The world of the cases: two states, a seat, two outlets, a network; the given names are the real table."""
    return LanguagePack(
        "world",
        {
            "countries": parse_table(COUNTRIES, "world/countries"),
            "institutions": parse_table(INSTITUTIONS, "world/institutions"),
            "outlets": parse_table(OUTLETS, "world/outlets"),
            "given_names": load_pack("world").rows("given_names"),
        },
    )


@pytest.fixture(scope="module")
def kits() -> dict[str, tuple]:  # type: ignore[type-arg]
    world = invented_world()
    kits = {}
    for code in ("fr", "en"):
        pack = load_pack(code)
        kits[code] = (load_tagger(pack), layout_rules(pack, world), actor_rules(pack, world))
    return kits


def read(text: str, kit: tuple, language: str) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:  # type: ignore[type-arg]
    tagger, layout, rules = kit
    article = lay_out(Document("d", "d", text, language=language), layout, tagger)
    return find_actors(article, rules)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_case(case: Case, kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    actors, mentions = read(case.text, kits[case.language], case.language)
    kinds = case.settings["kinds"].split(",")
    found = [a for a in actors if a.kind in kinds]
    wanted = [e["name"] for e in case.expected]
    assert sorted(a.name for a in found) == sorted(wanted)
    for expected in case.expected:
        fitting = [a for a in found if a.name == expected["name"] and expected.get("kind", a.kind) == a.kind]
        assert len(fitting) == 1
        check(fitting[0], mentions, expected, case.text)


def check(actor: Actor, mentions: tuple[Mention, ...], expected: dict[str, str], text: str) -> None:
    own = [m for m in mentions if m.actor == actor.id]
    described = [text[m.start : m.end] for m in own if m.how == "description"]
    seen = {
        "country": {actor.country},
        "sector": {actor.sector},
        "former": {"yes" if actor.former else "no"},
        "role": {r.title for r in actor.roles},
        "capacity": {r.capacity for r in actor.roles},
        "since": {r.since for r in actor.roles},
        "until": {r.until for r in actor.roles},
        "mentions": {str(len(own))},
        "descriptions": set(described),
    }
    for key, value in expected.items():
        if key in seen:
            assert value in seen[key], (key, seen[key])


def test_ids_are_local_and_quotes_are_spans(kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    text = "😀 Le président valdénien Marc Orlane a vu Elena Dorn à Zorvek.\r\nOrlane a souri."
    actors, mentions = read(text, kits["fr"], "fr")
    assert [a.id for a in actors] == [f"d/a{n}" for n in range(1, len(actors) + 1)]
    assert {m.actor for m in mentions} == {a.id for a in actors}
    for actor in actors:
        assert actor.reason
        assert all(text[e.start : e.end] == e.quote for e in actor.evidence)
        assert all(text[e.start : e.end] == e.quote for r in actor.roles for e in r.evidence)


def test_glued_title_is_cut_off_in_a_garbled_text(kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    tagger, layout, rules = kits["fr"]
    article = lay_out(Document("d", "d", "On y a vu Richard Oskprésident du conseil."), layout, tagger)
    actors, _ = find_actors(replace(article, noise=("glued_words",)), rules)
    assert "Richard Osk" in [a.name for a in actors]


def test_who_stands_in_a_title_is_embedded_in_it(kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    text = "Boris Talvek, conseiller du président Marc Orlane, a vu Elena Dorn."
    _, mentions = read(text, kits["fr"], "fr")
    assert [text[m.start : m.end] for m in mentions if m.embedded] == ["Marc Orlane"]


def test_the_one_office_of_a_state(kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    def office(text: str) -> str:
        return read(text, kits["fr"], "fr")[0][0].office

    assert office("Le président valdénien a parlé.") == office("Le président valdénien, Marc Orlane, a parlé.") != ""
    assert office("L'ancien président valdénien Marc Orlane a parlé.") == ""
    assert office("Le président du parlement valdénien, Marc Orlane, a parlé.") == ""
    assert office("Un président valdénien ne dit rien.") == ""


def test_empty_text_has_no_actor(kits: dict[str, tuple]) -> None:  # type: ignore[type-arg]
    assert read("", kits["fr"], "fr") == ((), ())
