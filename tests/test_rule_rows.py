"""Every rule row is shown by a case: a row that no case fires is a row that nobody has seen reading."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pytest

from selon.codec import to_plain
from selon.lang.pack import Row
from selon.packs import LANGUAGES, load_pack
from selon.text.dates import find_times
from selon.text.layout import lay_out
from selon.text.time_rules import time_rules
from tests.casefiles import CASES, Case, read_cases
from tests.whole import document_of, kit, read_case

# The rows that give a reason of their own, by table: the column and the values that say so; all rows where empty.
NAMED = MappingProxyType(
    {
        "times": ("kind", ()),
        "cues": ("act", ()),
        "nouns": ("act", ()),
        "contacts": (
            "frame",
            ("object", "with", "to", "host", "each", "visit", "meeting", "visit_noun", "talks", "summit"),
        ),
        "positions": ("use", ("verb", "full", "predicate", "outside", "cleft", "told", "noun", "threat")),
        "responses": ("use", ("verb", "passive", "noun", "content")),
    }
)
# Rows that no case shows yet.  May only fall.
SILENT = MappingProxyType({"fr": 0, "en": 0})
_PLACE = re.compile(r"\b([a-z]{2}/[a-z_]+\.tsv:\d+)")


@cache
def cases(language: str) -> list[Case]:
    return read_cases(*sorted(f"{language}/{path.stem}" for path in (CASES / language).glob("*.md")))


def named(language: str) -> list[Row]:
    """The rows whose place must stand as a reason in what some case gives."""
    pack = load_pack(language)
    return [
        row
        for table, (column, values) in NAMED.items()
        for row in pack.rows(table)
        if (not values or row[column] in values) and row[column] != "silent"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_case(language: str) -> None:
    shown = {place for case in cases(language) for place in _PLACE.findall(str(to_plain(read_case(case))))}
    silent = [row.place for row in named(language) if row.place not in shown]
    assert len(silent) <= SILENT[language], " ".join(silent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_time_that_is_none_has_a_case(language: str) -> None:
    """A row of kind «silent» keeps a number from being read as a time: without it some case reads one."""
    pack, tools = load_pack(language), kit(language)
    articles = [lay_out(document_of(case), tools.layout, tools.tagger) for case in cases(language) if not case.expected]
    rows = pack.rows("times")
    idle = []
    for row in (r for r in rows if r["kind"] == "silent"):
        without = replace(pack, tables={**pack.tables, "times": tuple(r for r in rows if r is not row)})
        rules = time_rules(without)
        if all(find_times(article, rules) == find_times(article, tools.times) for article in articles):
            idle.append(row.place)
    assert not idle
