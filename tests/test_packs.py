"""The tables are linted: what cannot match, stands twice or is missing in one language is a mistake."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from selon.errors import PackError
from selon.lang.pack import LanguagePack, parse_table
from selon.model import Document
from selon.packs import LANGUAGES, house_tables, load_pack, outlet_table, with_house_tables
from selon.pipeline import prepare, read_document
from tests.test_export import EXAMPLES

PACKS = {code: load_pack(code) for code in (*LANGUAGES, "world")}
TABLES = [(code, name) for code, pack in PACKS.items() for name in pack.tables]


@pytest.mark.parametrize(("code", "name"), TABLES, ids=lambda x: x)
def test_tables_are_sound(code: str, name: str) -> None:
    """Composed characters, straight apostrophes never mixed with curly ones in one cell, no row twice, no empty key."""
    rows = PACKS[code].rows(name)
    assert rows, f"{code}/{name} is empty"
    text = (files("selon.lang") / code / f"{name}.tsv").read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text), "not NFC"
    assert "\r" not in text
    for row in rows:
        assert any(row.cells.values()), row.place
        for cell in row.cells.values():
            assert "||" not in cell and not cell.startswith("|") and not cell.endswith("|"), f"{row.place}: empty value"
    twice = [k for k, n in Counter(tuple(r.cells.values()) for r in rows).items() if n > 1]
    assert not twice, f"rows twice: {twice[:3]}"


@pytest.mark.parametrize(("code", "name"), TABLES, ids=lambda x: x)
def test_tables_say_what_they_hold(code: str, name: str) -> None:
    """Each table begins with a comment that explains its columns to somebody who does not code."""
    text = (files("selon.lang") / code / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("# "), f"{code}/{name}.tsv has no comment at its head"


def test_the_dossier_speaks_both_languages() -> None:
    """The same labels stand in every language."""
    keys = {code: [row["key"] for row in PACKS[code].rows("labels")] for code in LANGUAGES}
    assert {k: Counter(v).most_common(1)[0][1] for k, v in keys.items()} == dict.fromkeys(LANGUAGES, 1)
    assert set(keys["fr"]) == set(keys["en"])


def test_names_of_the_world_are_told_apart() -> None:
    """No name of an outlet is a name of another outlet, no state's name that of another state."""
    for table, columns in (("outlets", ("fr", "en")), ("countries", ("fr",)), ("countries", ("en",))):
        owners: dict[str, set[str]] = {}
        for row in PACKS["world"].rows(table):
            for column in columns:
                for name in row.values(column):
                    owners.setdefault(name, set()).add(row.place)
        shared = {name: places for name, places in owners.items() if len(places) > 1}
        assert not shared, shared


def test_a_row_with_too_many_cells_is_refused() -> None:
    """The message names the place."""
    with pytest.raises(PackError, match=r"fr/verbs.tsv:3"):
        parse_table("# head\na\tb\n1\t2\t3\n", "fr/verbs")


def test_house_tables_add_to_the_world() -> None:
    """The rows of a folder's own tables are known as if they were ours; a table that does not exist is refused."""
    world = with_house_tables(PACKS["world"], house_tables([EXAMPLES / "tables"]))
    assert len(world.rows("countries")) == len(PACKS["world"].rows("countries")) + 3
    with pytest.raises(PackError, match="no such table"):
        with_house_tables(LanguagePack("world", {}), house_tables([EXAMPLES / "tables"]))


def test_the_outlets_that_print_the_pile_are_outlets() -> None:
    """A paper that the tables do not know is one when an article names it as its own; a given name is none."""
    table = outlet_table(["La Belle Ancre", "Reuters", "Martin", "Ambre", "a|b c", ""])
    world = with_house_tables(PACKS["world"], table)
    added = world.rows("outlets")[len(PACKS["world"].rows("outlets")) :]
    assert [row["fr"] for row in added] == ["La Belle Ancre|Belle Ancre"]
    document = Document("d", "d", "Des pourparlers ont lieu à Lorme, rapporte La Belle Ancre.", language="fr")
    for pack, cited in ((PACKS["world"], []), (world, ["La Belle Ancre"])):
        reading = read_document(document, prepare(PACKS["fr"], pack))
        assert [c.outlet for c in reading.citations if c.outlet == "La Belle Ancre"] == cited
