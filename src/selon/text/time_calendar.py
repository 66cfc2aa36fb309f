"""The calendar behind time expressions: periods with their TIMEX3 value, EDTF form and first and last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from selon.text.edtf import SEASONS, edtf_bounds

_DAYS = MappingProxyType({"D": 1, "W": 7, "2W": 14, "WE": 7})
_MONTHS = MappingProxyType({"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "C": 1200})
_LENGTH = re.compile(r"P(?:\d+(?:\.\d+)?[DWMY])+")


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


def day_period(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, day.isoformat())


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus)."""
    golden, century, rest = year % 19, *divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def between(value: str, lo: date | None, hi: date | None) -> Period:
    """A period whose EDTF form is an interval; an open end is «..»."""
    return Period(value, lo, hi, f"{lo or '..'}/{hi or '..'}" if lo or hi else "")


def season_period(year: int, code: str) -> Period:
    """A season: SP, SU, FA, WI.  Winter belongs to the year in which it starts."""
    return _from_edtf(f"{year:04}-{code}", f"{year:04}-{SEASONS[code]}")


def period(unit: str, day: date) -> Period:
    """The period of that unit (D W 2W WE M Q H Y DE C) that holds the day.  Raises KeyError on another unit."""
    if unit == "D":
        return day_period(day)
    if unit in _DAYS:
        year, week, weekday = day.isocalendar()
        sunday = day + timedelta(days=7 - weekday)
        suffix, length = ("-WE", 1) if unit == "WE" else ("", 6)
        return between(f"{year:04}-W{week:02}{suffix}", sunday - timedelta(days=length), sunday)
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


def _from_edtf(value: str, edtf: str) -> Period:
    lo, hi = edtf_bounds(edtf)
    return Period(value, date.fromisoformat(lo), date.fromisoformat(hi), edtf)


def move(unit: str, count: int, day: date) -> date:
    """The day ``count`` units later; a day that the month lacks becomes its last one.

    Raises ValueError or OverflowError outside the calendar, KeyError on an unknown unit.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of(whole: Period, part: str) -> Period:
    """Its first, middle or last third (START, MID, END); the value stays, as TIMEX3 puts the part into ``mod``."""
    if not part or whole.lo is None or whole.hi is None:
        return whole
    days = (whole.hi - whole.lo).days + 1
    third = ("START", "MID", "END").index(part)
    first, after = (whole.lo + timedelta(days=round(days * i / 3)) for i in (third, third + 1))
    return between(whole.value, first, max(first, after - timedelta(days=1)))


def merge(a: Period, b: Period) -> Period:
    """What holds of both readings of an anchor known to the month or year only: outer bounds, common grain."""
    if a == b:
        return a
    common = []
    for left, right in zip(a.value.split("-"), b.value.split("-"), strict=False):
        if left != right:
            break
        common.append(left)
    return between("-".join(common) or "XXXX", a.lo, b.hi)


def away(value: str, sign: int, day: date) -> date | None:
    """The day a TIMEX3 duration before (-1) or after (+1) ``day``; None for one in hours or of unknown length."""
    if not _LENGTH.fullmatch(value):
        return None
    for count, unit in re.findall(r"(\d+)(?:\.\d+)?([DWMY])", value):
        day = move(unit, sign * int(count), day)
    return day
