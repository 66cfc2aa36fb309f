"""The world tables are sound: no form twice, no unknown state, every value of a known kind."""

from __future__ import annotations

from collections import Counter

import pytest

from selon.find.actor_rules import actor_rules
from selon.packs import load_pack

WORLD = load_pack("world")
CODES = {row["code"] for row in WORLD.rows("countries")} | {"UN", ""}
SECTORS = {
    "GOV", "MIL", "SPY", "LEG", "JRN", "EDU", "ELI", "IGO", "NGO", "PTY", "BUS", "REB", "JUD", "COP",
    "REL", "OPP", "CVL", "",
}  # fmt: skip


def test_states_are_listed_once_with_both_names() -> None:
    codes = Counter(row["code"] for row in WORLD.rows("countries"))
    assert max(codes.values()) == 1
    assert len(codes) >= 195
    assert all(row["fr"] and row["en"] and row["adj_fr"] for row in WORLD.rows("countries"))


@pytest.mark.parametrize("table", ["institutions", "outlets", "places"])
def test_states_of_the_rows_are_known(table: str) -> None:
    assert [row.place for row in WORLD.rows(table) if row["country"] not in CODES] == []


def test_kinds_and_sectors_are_known() -> None:
    kinds = {row["kind"] for row in WORLD.rows("outlets")}
    assert kinds <= {"newspaper", "magazine", "tv", "radio", "agency", "site", "network"}
    assert {row["sector"] for row in WORLD.rows("institutions")} <= SECTORS
    flags = {row["flag"] for row in WORLD.rows("institutions")}
    assert flags <= {"", "metonym", "place", "generic"}


@pytest.mark.parametrize("table", ["countries", "institutions", "outlets", "places"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_names_two_rows(table: str, language: str) -> None:
    rows = [(form, row.place) for row in WORLD.rows(table) for form in set(row.values(language))]
    counted = Counter(form for form, _ in rows)
    assert [place for form, place in rows if counted[form] > 1 and form != "Congo"] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_titles_have_families_and_compile(language: str) -> None:
    pack = load_pack(language)
    rules = actor_rules(pack, WORLD)
    assert all(row["family"] for row in pack.rows("titles"))
    assert {row["sector"] for row in pack.rows("titles")} <= SECTORS
    assert rules.titles.forms and rules.bodies.forms and rules.world.forms
    assert {"def", "indef", "prep", "former", "before", "civility"} <= set(rules.words)
