"""The calendar behind time expressions: periods with their TIMEX3 value, EDTF form and first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from selon.text.edtf import SEASONS, edtf_bounds

PARTS = MappingProxyType({"START": 0, "MID": 1, "END": 2})
# Where a day of its own has no meaning, the month of the season's middle tells whether it is past or to come.
_MIDDLE = MappingProxyType({"SP": 4, "SU": 7, "FA": 10, "WI": 13})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days.  ``value`` is TIMEX3; ``lo``/``hi`` are None when unknown or open."""

    value: str
    lo: date | None = None
    hi: date | None = None
    edtf: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which the voice may speak: one day, or the days of a month or year when that is all we know."""

    lo: date
    hi: date
    edtf: str
    basis: str


def anchor_of(edtf: str | None, basis: str) -> Anchor | None:
    """The anchor that an EDTF date gives; None when there is none or when one end is open."""
    lo, hi = edtf_bounds(edtf or "")
    return Anchor(date.fromisoformat(lo), date.fromisoformat(hi), edtf or "", basis) if lo and hi else None


def _from_edtf(value: str, edtf: str) -> Period:
    lo, hi = edtf_bounds(edtf)
    return Period(value, date.fromisoformat(lo), date.fromisoformat(hi), edtf)


def day_period(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, day.isoformat())


def between(value: str, lo: date | None, hi: date | None) -> Period:
    """A period whose EDTF form is an interval; an open end is «..»."""
    if lo is None and hi is None:
        return Period(value)
    return Period(value, lo, hi, f"{lo or '..'}/{hi or '..'}")


def season_period(year: int, code: str) -> Period:
    """A season: SP, SU, FA, WI.  Winter belongs to the year in which it starts."""
    return _from_edtf(f"{year:04}-{code}", f"{year:04}-{SEASONS[code][0]}")


def season_is_past(year: int, code: str, day: date) -> bool:
    """Whether the season's middle lies before ``day``."""
    month = _MIDDLE[code]
    return date(year + month // 13, (month - 1) % 12 + 1, 15) < day


def period(unit: str, day: date) -> Period:
    """The period of that unit (D W WE M Q H Y DE C) that holds the day.  Raises KeyError on another unit."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    if unit == "D":
        return day_period(day)
    if unit == "W":
        return between(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6))
    if unit == "WE":
        return between(f"{year:04}-W{week:02}-WE", monday + timedelta(days=5), monday + timedelta(days=6))
    y = f"{day.year:04}"
    quarter, half = (day.month - 1) // 3, (day.month - 1) // 6
    value, edtf = {
        "M": (f"{y}-{day.month:02}", f"{y}-{day.month:02}"),
        "Q": (f"{y}-Q{quarter + 1}", f"{y}-{33 + quarter}"),
        "H": (f"{y}-H{half + 1}", f"{y}-{40 + half}"),
        "Y": (y, y),
        "DE": (y[:3], y[:3] + "X"),
        "C": (y[:2], y[:2] + "XX"),
    }[unit]
    return _from_edtf(value, edtf)


def move(unit: str, count: int, day: date) -> date:
    """The day ``count`` units later; a day that the month lacks becomes its last one.  ValueError out of range."""
    days = {"D": 1, "W": 7, "WE": 7}.get(unit)
    if days:
        try:
            return day + timedelta(days=count * days)
        except OverflowError as error:
            raise ValueError(str(error)) from error
    months = day.year * 12 + day.month - 1
    months += count * {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "C": 1200}[unit]
    year, month = divmod(months, 12)
    return make_day(year, month + 1, min(day.day, monthrange(min(max(year, 1), 9999), month + 1)[1]))


def make_day(year: int, month: int, day: int) -> date:
    """A day; ValueError when the calendar has none."""
    return date(year, month, day)


def part_of(whole: Period, part: str) -> Period:
    """Its first, middle or last third (START, MID, END); the value stays, as TIMEX3 puts the part into ``mod``."""
    if part not in PARTS or whole.lo is None or whole.hi is None:
        return whole
    days = (whole.hi - whole.lo).days + 1
    cuts = [whole.lo + timedelta(days=round(days * i / 3)) for i in range(4)]
    first, last = cuts[PARTS[part]], cuts[PARTS[part] + 1] - timedelta(days=1)
    return between(whole.value, first, max(first, last))


def merge(a: Period, b: Period) -> Period:
    """What holds of both readings of an anchor known to the month or year only: outer bounds, common grain."""
    if a == b:
        return a
    value = ""
    for left, right in zip(a.value.split("-"), b.value.split("-"), strict=False):
        if left != right:
            break
        value = f"{value}-{left}" if value else left
    return between(value or "XXXX", a.lo, b.hi)


_LENGTH = re.compile(r"P(\d+)(?:\.(\d+))?([DWMY])(?:(\d+)([DWM]))?")


def away(value: str, sign: int, day: date) -> date | None:
    """The day a TIMEX3 duration before (-1) or after (+1) ``day``; None for one in hours or of unknown length."""
    match = _LENGTH.fullmatch(value)
    if not match:
        return None
    there = move(match[3], sign * int(match[1]), day)
    return move(match[5], sign * int(match[4]), there) if match[4] else there
