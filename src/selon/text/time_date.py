"""Dates that the calendar tells: day, month, season, quarter, year, weekday, in full or in part."""

from __future__ import annotations

from datetime import date

from selon.text.time_calendar import (
    Period,
    day_period,
    make_day,
    move,
    part_of,
    period,
    season_is_past,
    season_period,
)
from selon.text.time_case import Case, Draft, with_time
from selon.text.time_tense import FUTURE, PAST

# A date without year takes the side its verb tells unless that lies so far off that the other is meant (days).
_TOO_FAR = 300


def read_date(case: Case) -> Draft | None:
    groups = case.groups
    mod = case.word("part")
    year = _year(case)
    month = case.number("month") or case.digits("mm")
    day = case.digits("dd") or case.number("day")
    if groups.get("holiday"):
        month, day = (int(part) for part in case.word("holiday").split("-"))
    if year and case.number("month", "month2") and month and month > int(case.word("month", "month2")):
        year -= 1
    alternatives: tuple[str, ...] = ()
    if groups.get("season"):
        whole = _season(case, case.word("season"), year)
    elif groups.get("quarter") or case.setting("quarter"):
        whole = _quarter(case, year)
    elif month:
        whole = _month_or_day(case, year, month, day)
    elif groups.get("weekday") and day:
        whole = _numbered_weekday(case, day)
    elif groups.get("weekday"):
        whole, alternatives = _weekday(case)
    elif day is not None:
        return None
    else:
        whole = period("Y", make_day(year, 1, 1)) if year else Period("XXXX")
    if case.setting("unit") and whole.lo:
        whole = period(case.setting("unit"), whole.lo)
    return with_time(case, Draft("DATE", part_of(whole, mod), mod, alternatives=alternatives))


def _year(case: Case) -> int | None:
    year = case.digits("year")
    short = case.digits("yy", "yy2")
    if year or short is None:
        return year
    pivot = (case.anchor.hi.year if case.anchor else 2040) % 100 + (5 if case.anchor else 0)
    century = (case.anchor.hi.year if case.anchor else 2000) // 100 * 100
    return century + short if short <= pivot else century - 100 + short


def _season(case: Case, code: str, year: int | None) -> Period:
    if year:
        return season_period(year, code)
    if case.setting("generic") or case.day is None:
        return Period(f"XXXX-{code}")
    now, shift = case.day, case.number("shift")
    if case.groups.get("this"):
        return season_period(now.year, code)
    candidates = [season_period(now.year + i, code) for i in (-2, -1, 0, 1)]
    ended = [p for p in candidates if p.hi and p.hi < now]
    ahead = [p for p in candidates if p.lo and p.lo > now]
    if shift == -1:
        return ended[-1]
    if shift == 1:
        return ahead[0]
    here = next((p for p in candidates if p.lo and p.hi and p.lo <= now <= p.hi), None)
    if here:
        return here
    direction = case.direction()
    if direction == FUTURE:
        return ahead[0]
    if direction == PAST or season_is_past(now.year, code, now):
        return ended[-1]
    return season_period(now.year, code)


def _quarter(case: Case, year: int | None) -> Period:
    unit = case.word("unit", "quarter") or case.setting("quarter")
    number = case.number("ordinal") or 1
    if not year and case.day is None:
        return Period(f"XXXX-{unit}{number}")
    year = year or (case.day.year if case.day else 0)
    if case.groups.get("lastyear"):
        year -= 1
    return period(unit, make_day(year, (number - 1) * (3 if unit == "Q" else 6) + 1, 1))


def _month_or_day(case: Case, year: int | None, month: int, day: int | None) -> Period:
    if year:
        return day_period(make_day(year, month, day)) if day else period("M", make_day(year, month, 1))
    if case.day is None:
        return Period(f"XXXX-{month:02}-{day:02}" if day else f"XXXX-{month:02}")
    candidates = []
    for offset in range(-8, 9) if day == 29 and month == 2 else (-1, 0, 1):
        try:
            start = make_day(case.day.year + offset, month, day or 1)
        except ValueError:
            continue
        candidates.append(day_period(start) if day else period("M", start))
    return _pick(case, candidates)


def _pick(case: Case, candidates: list[Period]) -> Period:
    """The candidate year that the weekday, «dernier/prochain», the verb or nearness tells."""
    now = case.day
    assert now is not None
    if not candidates:
        raise ValueError("no such day")
    weekday = case.number("weekday")
    fitting = [p for p in candidates if p.lo and p.lo == p.hi and p.lo.isoweekday() == weekday]
    if weekday and len(fitting) == 1:
        return fitting[0]
    past = [p for p in candidates if p.hi and p.hi < now] or candidates[:1]
    ahead = [p for p in candidates if p.lo and p.lo > now] or candidates[-1:]
    shift = case.number("shift")
    if shift:
        return past[-1] if shift < 0 else ahead[0]
    here = [p for p in candidates if p.lo and p.hi and p.lo <= now <= p.hi]
    if here:
        return here[0]
    wanted = {PAST: past[-1], FUTURE: ahead[0]}.get(case.direction())
    if wanted and _distance(wanted, now) <= _TOO_FAR:
        return wanted
    return min((past[-1], ahead[0]), key=lambda p: _distance(p, now))


def _distance(p: Period, now: date) -> int:
    assert p.lo is not None and p.hi is not None
    return max((now - p.hi).days, (p.lo - now).days)


def _weekday(case: Case) -> tuple[Period, tuple[str, ...]]:
    wanted = case.number("weekday") or 1
    if case.day is None:
        return _weekday_in_text(case, wanted), ()
    back = (case.day.isoweekday() - wanted) % 7
    shift = case.number("shift")
    if shift == -1:
        return day_period(move("D", -(back or 7), case.day)), ()
    if shift == 1:
        return day_period(move("D", 7 - back, case.day)), ()
    past, ahead = (day_period(move("D", n, case.day)) for n in (-back, (-back) % 7))
    direction = case.direction()
    if direction == FUTURE:
        return ahead, ()
    if direction == PAST or ahead == past:
        return past, ()
    if case.focus and case.focus.value in (past.value, ahead.value):
        past, ahead = (past, ahead) if case.focus.value == past.value else (ahead, past)
    return past, (ahead.value,)


def _numbered_weekday(case: Case, day: int) -> Period:
    """«lundi 21»: the nearest month in which that day is that weekday."""
    if case.day is None:
        return Period(f"XXXX-XX-{day:02}")
    fitting = []
    for months in range(-6, 7):
        first = move("M", months, case.day.replace(day=1))
        try:
            there = make_day(first.year, first.month, day)
        except ValueError:
            continue
        if there.isoweekday() == case.number("weekday"):
            fitting.append(day_period(there))
    if not fitting:
        raise ValueError("no month has this day on this weekday")
    now = case.day
    return min(fitting, key=lambda p: _distance(p, now))


def _weekday_in_text(case: Case, wanted: int) -> Period:
    """With no anchor: the first such day from the last day that the text itself dates."""
    if case.focus and case.focus.lo and case.focus.lo == case.focus.hi:
        return day_period(move("D", (wanted - case.focus.lo.isoweekday()) % 7, case.focus.lo))
    return Period(f"XXXX-WXX-{wanted}")
