"""Leftovers: every row of the tables matches its example, the cases are told from good lines."""

from __future__ import annotations

import pytest

from selon.lang.pack import Row
from selon.packs import load_pack
from selon.text.clean import find_leftovers, leftover_rules
from selon.text.fold import uniform
from tests.casefiles import Case, read_cases

WORLD = load_pack("world")
PACKS = {code: load_pack(code) for code in ("fr", "en")}
RULES = {code: leftover_rules([pack, WORLD]) for code, pack in PACKS.items()}
ROWS = [(code, row) for code, pack in (*PACKS.items(), ("fr", WORLD)) for row in pack.rows("leftovers")]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda v: v.place if isinstance(v, Row) else v)
def test_each_row_matches_its_example(language: str, row: Row) -> None:
    rules = RULES[language]
    if row["where"] == "datehead":
        assert rules.date_line.match(f"{row['example']} 2031-03-07")
        return
    found = find_leftovers(uniform(f"Un titre\n\nUn corps de texte.\n\n{row['example']}"), rules)
    assert found and found[-1].reason.split(" ")[0] == row["name"]
    assert found[-1].kind == ("credit" if row["where"] == "byline" else "leftover")


@pytest.mark.parametrize("case", read_cases("fr/leftovers", "en/leftovers"), ids=lambda c: c.id)
def test_leftovers(case: Case) -> None:
    marks = find_leftovers(uniform(case.text), RULES[case.language])
    got = [
        {"reason": m.reason.split(" ")[0], "text": case.text[m.start : m.end].strip()}
        for m in marks
        if m.kind == "leftover"
    ]
    assert got == list(case.expected)
