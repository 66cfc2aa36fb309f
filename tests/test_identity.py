"""Who is who across documents: joined by rule, kept apart when in doubt, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.link.identity import identity_rules, link_actors
from selon.link.rename import rename
from selon.model import Actor, Attribution, Claim, Document, Evidence, Hop, Mention, Reading, Role, Span
from selon.packs import load_pack
from selon.text.spelling import sounds_like, spelling_key

RULES = identity_rules(load_pack("world"))


def person(name: str, country: str = "", title: str = "", former: bool = False) -> Actor:
    roles = (Role(title),) if title else ()
    return Actor("", "person", name, roles=roles, country=country, former=former, reason="person name")


def reading(doc: str, *actors: Actor, noise: tuple[str, ...] = ()) -> Reading:
    numbered = tuple(
        replace(a, id=f"{doc}/a{n}", evidence=(Evidence(doc, n, n + 1, "x"),)) for n, a in enumerate(actors, 1)
    )
    return Reading(Document(doc, doc, "x" * 50), noise=noise, actors=numbered)


def names(*readings: Reading) -> list[str]:
    return [a.name for a in link_actors(readings, RULES)[0]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ouchanine", "Ushanin"), ("Schakow", "Chakov"), ("Sergueï", "Sergey"), ("Sergei", "Sergueï"),
        ("Tarovsky", "Tarovskyy"), ("Tarovski", "Tarovskiy"), ("Kaas", "Kass"), ("Khalimov", "Halimov"),
        ("Tchernov", "Chernov"), ("Jdanine", "Zhdanin"), ("Evgueni", "Yevgeny"), ("Boulak", "Bulak"),
        ("Wolkow", "Volkov"), ("Gueorgui", "Georgy"), ("Kouznine", "Kuznin"), ("Mérel", "Merel"), ("Salmane", "Salman"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert sounds_like(a, b), (spelling_key(a), spelling_key(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Boris", "Naina"), ("Orlane", "Orlov"), ("Merrik", "Merkel"), ("Paul", "Pavel"), ("Kim", "Kam"),
        ("Durand", "Durant"), ("Simone", "Simon"), ("Ivanov", "Ivanova"), ("Martin", "Marvin"), ("Petrov", "Petrenko"),
    ],
)  # fmt: skip
def test_names_that_differ(a: str, b: str) -> None:
    assert not sounds_like(a, b)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèïAZ-' ", max_size=20))
def test_a_key_is_stable(word: str) -> None:
    assert spelling_key(word) == spelling_key(word.upper())


def test_transliterations_are_one_person() -> None:
    one = reading("d1", person("Iouri Ouchanine", "KV"))
    two = reading("d2", person("Yuri Ushanin"))
    actors, ids, links = link_actors([one, two], RULES)
    assert len(actors) == 1 and ids["d1/a1"] == ids["d2/a1"] == actors[0].id
    assert actors[0].country == "KV"
    assert links == ()


def test_a_surname_joins_the_one_full_name_of_the_pile() -> None:
    assert names(reading("d1", person("Anton Merrik")), reading("d2", person("Merrik"))) == ["Anton Merrik"]


def test_a_surname_with_another_state_stays_apart() -> None:
    found = names(reading("d1", person("Anton Merrik", "VD")), reading("d2", person("Merrik", "KV")))
    assert found == ["Anton Merrik", "Merrik"]


def test_two_full_names_leave_the_surname_apart_and_say_so() -> None:
    pile = [reading("d1", person("Paul Vestri")), reading("d2", person("Hugo Vestri")), reading("d3", person("Vestri"))]
    actors, ids, links = link_actors(pile, RULES)
    assert [a.name for a in actors] == ["Hugo Vestri", "Paul Vestri", "Vestri"]
    assert {k.kind for k in links} == {"maybe_same"} and len(links) == 2
    assert all(ids["d3/a1"] in (k.a, k.b) and k.note for k in links)


def test_different_first_names_never_join() -> None:
    assert len(names(reading("d1", person("Boris Talvek")), reading("d2", person("Naina Talvek")))) == 2


def test_forms_of_one_given_name_join_only_with_a_second_sign() -> None:
    plain = [reading("d1", person("William Osk")), reading("d2", person("Bill Osk"))]
    actors, _, links = link_actors(plain, RULES)
    assert len(actors) == 2 and [k.kind for k in links] == ["maybe_same"]
    backed = [reading("d1", person("William Osk", "VD")), reading("d2", person("Bill Osk", "VD"))]
    actors, _, links = link_actors(backed, RULES)
    assert len(actors) == 1 and [k.kind for k in links] == ["same_as"]
    titles = ("crown prince", "crown prince of Valden")
    office = [reading(f"d{n}", person(f"{n} Osk", title=t)) for n, t in zip(("William", "Bill"), titles, strict=True)]
    assert len(link_actors(office, RULES)[0]) == 1


def test_a_name_garbled_by_a_machine_joins_by_its_office() -> None:
    clean = reading("d1", person("William Thorne", "VD", "directeur de l'agence valdénienne"))
    garbled = reading(
        "d2", person("Guillaume Épine", "VD", "directeur de l'agence valdénienne"), noise=("machine_translated",)
    )
    actors, _, links = link_actors([clean, garbled], RULES)
    assert [a.name for a in actors] == ["William Thorne"]
    assert actors[0].aliases == ("Guillaume Épine",)
    assert [k.kind for k in links] == ["same_as"] and "machine" in links[0].note


def test_the_same_garbled_name_in_a_clean_text_stays_apart() -> None:
    office = "directeur de l'agence valdénienne"
    pile = [
        reading("d1", person("William Thorne", "VD", office)),
        reading("d2", person("Guillaume Épine", "VD", office)),
    ]
    assert len(names(*pile)) == 2


def test_tables_join_and_unnamed_sources_do_not() -> None:
    state = Actor("", "state", "Valdénie", country="VD", reason="world/countries.tsv:2")
    other = replace(state, name="Valdenia", aliases=("Morvane",))
    source = Actor("", "unnamed", "ancien responsable valdénien", country="VD", reason="fr/titles.tsv:3")
    actors, _, _ = link_actors([reading("d1", state, source), reading("d2", other, source)], RULES)
    assert [a.kind for a in actors] == ["state", "unnamed", "unnamed"]
    assert len({a.id for a in actors}) == 3


def test_bodies_of_one_state_join_over_languages() -> None:
    french = Actor("", "institution", "gouvernement valdénien", country="VD", reason="fr/bodies.tsv:3#government")
    english = replace(french, name="Valdenian government", reason="en/bodies.tsv:3#government")
    karsovian = replace(french, name="gouvernement karsovien", country="KV")
    actors, _, _ = link_actors([reading("d1", french), reading("d2", english), reading("d3", karsovian)], RULES)
    assert len(actors) == 2


def test_roles_are_kept_with_their_evidence() -> None:
    title = "président de l'institut"
    one, two = person("Richard Kaas", title=title), person("Richard Kass", title=title)
    two = replace(two, roles=(Role(title, until="2019"),))
    actors, _, _ = link_actors([reading("d1", one), reading("d2", two)], RULES)
    assert [(r.title, r.until) for r in actors[0].roles] == [(title, ""), (title, "2019")]


def test_order_does_not_matter() -> None:
    pile = [
        reading("d1", person("Anton Merrik", "VD"), person("Vestri")),
        reading("d2", person("Merrik"), person("Paul Vestri")),
        reading("d3", person("Hugo Vestri"), person("A. Merrik")),
        reading("d4", person("Bill Osk"), person("William Osk", "VD")),
    ]
    results = [link_actors(order, RULES) for order in permutations(pile)]
    assert all(r == results[0] for r in results)


def test_rename_reaches_every_record() -> None:
    claim = Claim("c", "statement", "t", (), actor="d/a1", chain=(Hop("n", "person", "d/a1"),))
    attribution = Attribution("t", (), (), (Span(0, 1),), "direct", "assert", "plain", "person", actor="d/a1")
    before = Reading(Document("d", "d", "x"), claims=(claim,), attributions=(attribution,))
    named = replace(before, actors=(Actor("d/a1", "person", "N"),), mentions=(Mention(0, 1, "d/a1"),))
    after = rename(named, {"d/a1": "a-1"})
    assert "d/a1" not in repr(after)
    assert after.claims[0].chain[0].actor == after.attributions[0].actor == "a-1"
    assert rename(named, {}) == before


def test_the_holder_of_an_office_is_its_one_holder_in_the_pile() -> None:
    office = "head_of_state/KV"
    holder = replace(person("Anton Merrik", "KV"), office=office)
    unnamed = Actor("", "unnamed", "président karsovien", country="KV", reason="fr/titles.tsv:6", office=office)
    actors, ids, links = link_actors([reading("d1", holder), reading("d2", unnamed)], RULES)
    assert [(a.name, a.kind) for a in actors] == [("Anton Merrik", "person")]
    assert ids["d2/a1"] == actors[0].id and [k.kind for k in links] == ["same_as"]
    two = [reading("d1", holder), reading("d2", unnamed), reading("d3", replace(holder, name="Paul Vestri"))]
    assert len(link_actors(two, RULES)[0]) == 3


def test_an_adviser_has_the_state_of_whom_he_serves() -> None:
    title = Role("adviser to Anton Merrik", evidence=(Evidence("d1", 10, 30, "x"),))
    aide = replace(person("Boris Talvek"), roles=(title,))
    first = reading("d1", aide, person("Anton Merrik"))
    first = replace(first, mentions=(Mention(18, 30, "d1/a2", embedded=True),))
    actors, _, _ = link_actors([first, reading("d2", person("Anton Merrik", "KV"))], RULES)
    assert [(a.name, a.country) for a in actors] == [("Anton Merrik", "KV"), ("Boris Talvek", "KV")]


def test_a_state_of_the_users_own_tables_is_one_in_the_pile() -> None:
    state = Actor("", "state", "Valdénie", country="VD", reason="house/countries.tsv:3")
    assert names(reading("d1", state), reading("d2", state)) == ["Valdénie"]
