"""EDTF bounds: the days that a date may stand for, open ends, nonsense; and the overlap of two stretches."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.text.edtf import edtf_bounds, overlap

BOUNDS = {
    "2023": ("2023-01-01", "2023-12-31"),
    "2023-07": ("2023-07-01", "2023-07-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-07-28": ("2023-07-28", "2023-07-28"),
    "2023-07-28T12:47:25": ("2023-07-28", "2023-07-28"),
    "2023-04~": ("2023-04-01", "2023-04-30"),
    "2023-22": ("2023-06-01", "2023-09-22"),
    "2022-24": ("2022-12-01", "2023-03-20"),
    "2023-33": ("2023-01-01", "2023-03-31"),
    "2023-41": ("2023-07-01", "2023-12-31"),
    "199X": ("1990-01-01", "1999-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "2023-XX": ("2023-01-01", "2023-12-31"),
    "2023-07-XX": ("2023-07-01", "2023-07-31"),
    "2023-01/2023-03": ("2023-01-01", "2023-03-31"),
    "../2023-06-30": ("", "2023-06-30"),
    "2014/..": ("2014-01-01", ""),
    "[2023-01-02,2023-01-05]": ("2023-01-02", "2023-01-05"),
}


@pytest.mark.parametrize(("edtf", "bounds"), BOUNDS.items())
def test_bounds(edtf: str, bounds: tuple[str, str]) -> None:
    assert edtf_bounds(edtf) == bounds


@pytest.mark.parametrize(
    "edtf", ["", "XXXX-07", "2023-02-30", "2023-13", "2023-25", "mardi", "0000", "[", "/", "20233"]
)
def test_what_cannot_be_read_is_unknown(edtf: str) -> None:
    assert edtf_bounds(edtf) == ("", "")


@given(st.text(alphabet="0123456789-/X~?%.[]{},T: ", max_size=24))
def test_bounds_never_raise_and_are_days(edtf: str) -> None:
    for bound in edtf_bounds(edtf):
        assert bound == "" or date.fromisoformat(bound)


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_bounds_itself(day: date) -> None:
    assert edtf_bounds(day.isoformat()) == (day.isoformat(), day.isoformat())


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        (("2023-01-01", "2023-01-31"), ("2023-01-31", "2023-02-02"), True),
        (("2023-01-01", "2023-01-31"), ("2023-02-01", "2023-02-02"), False),
        (("2023-03-01", ""), ("", "2023-02-28"), False),
        (("2023-03-01", ""), ("2021-01-01", ""), True),
        (("", ""), ("2023-02-01", "2023-02-02"), True),
    ],
)
def test_overlap_is_symmetric(first: tuple[str, str], second: tuple[str, str], meets: bool) -> None:
    assert overlap(*first, *second) is meets
    assert overlap(*second, *first) is meets
