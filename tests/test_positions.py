"""Positions of the sides: holder, kind, content in the article's own words."""

from __future__ import annotations

import pytest

from selon.model import Position
from tests.casefiles import Case, read_cases
from tests.whole import read_case

CASES = read_cases("fr/positions", "fr/positions-rules", "en/positions", "en/positions-rules")


def described(position: Position) -> dict[str, str]:
    names = ("kind", "holder", "content", "by", "topic", "since")
    return {name: str(getattr(position, name)) for name in names}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_positions(case: Case) -> None:
    found = [described(p) for p in read_case(case).positions]
    asked = [{k: f[k] for k in e} for f, e in zip(found, case.expected, strict=False)]
    assert (asked, len(found)) == (list(case.expected), len(case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_content_is_in_its_quote(case: Case) -> None:
    for position in read_case(case).positions:
        (piece,) = position.evidence
        assert case.text[piece.start : piece.end] == piece.quote
        assert position.content in piece.quote and len(position.content) <= 200 and len(position.holder) <= 60
