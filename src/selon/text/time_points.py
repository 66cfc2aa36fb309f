"""Readers of dates and times of day: told by the calendar, counted from the day of the voice, or from a dated day.

A reader takes a ``Case`` and gives a ``Draft``, or None when the words turn out to be no time.  None invents an
anchor: without one the value keeps its unknown digits (X).  ValueError says that the calendar has no such day.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from selon.text.time_calendar import Period, between, day_period, easter, move, part_of, period, season_period
from selon.text.time_case import CLOCK_UNITS, Case, Draft, dated, duration_value, full_year, unknown
from selon.text.time_tense import FUTURE, PAST

# A date without year takes the side its verb tells unless that lies so far off that the other is meant (days).
_TOO_FAR = 300

# --- told by the calendar -------------------------------------------------------------------------------------


def read_date(case: Case) -> Draft | None:
    """A day, month, season, quarter, year or weekday, in full or in part."""
    groups, mod = case.groups, case.word("part")
    year = _year(case)
    month = case.number("month") or case.digits("mm") or case.number("month", "month2")
    day = case.digits("dd") or case.number("day")
    if "holiday" in groups:
        month, day = (int(part) for part in case.word("holiday").split("-"))
    if year and month and month > (case.number("month", "month2") or 12):
        year -= 1
    alternatives: tuple[str, ...] = ()
    if "feast" in groups:
        whole = _feast(case, timedelta(int(case.word("feast"))), year)
    elif "season" in groups:
        whole = _season(case, case.word("season"), year)
    elif "quarter" in groups or case.setting("quarter"):
        whole = _quarter(case, year)
    elif month:
        whole = _month_or_day(case, year, month, day)
    elif "weekday" in groups and day:
        whole = _numbered_weekday(case, day)
    elif "weekday" in groups:
        whole, alternatives = _weekday(case)
    elif year and not day:
        whole = period("Y", date(year, 1, 1))
    else:
        return None
    if case.setting("unit") and whole.lo:
        whole = period(case.setting("unit"), whole.lo)
    return replace(dated(case, part_of(whole, mod), mod), alternatives=alternatives)


def _year(case: Case) -> int | None:
    year, short = case.digits("year"), case.digits("yy", "yy2")
    if year is None and short is not None:
        return full_year(short, (case.anchor.hi.year if case.anchor else 2035) + 5)
    return case.day.year - 1 if "lastyear" in case.groups and case.day else year


def _feast(case: Case, after: timedelta, year: int | None) -> Period:
    """A feast so many days after Easter."""
    if year:
        return day_period(easter(year) + after)
    if case.day is None:
        return Period("XXXX-XX-XX")
    return _pick(case, case.day, [day_period(easter(case.day.year + i) + after) for i in (-1, 0, 1)])


def _season(case: Case, code: str, year: int | None) -> Period:
    if year:
        return season_period(year, code)
    if case.setting("generic") or case.day is None:
        return Period(f"XXXX-{code}")
    return _pick(case, case.day, [season_period(case.day.year + i, code) for i in (-2, -1, 0, 1)])


def _quarter(case: Case, year: int | None) -> Period:
    unit = case.word("unit", "quarter") or case.setting("quarter")
    number = case.number("ordinal") or case.digits("digit") or 1  # «third quarter», «Q3»
    year = year or (case.day.year if case.day else None)
    if not year:
        return Period(f"XXXX-{unit}{number}")
    return period(unit, date(year, (number - 1) * (3 if unit == "Q" else 6) + 1, 1))


def _month_or_day(case: Case, year: int | None, month: int, day: int | None) -> Period:
    if year:
        return day_period(date(year, month, day)) if day else period("M", date(year, month, 1))
    if case.day is None:
        return Period(f"XXXX-{month:02}-{day:02}" if day else f"XXXX-{month:02}")
    months = [period("M", date(case.day.year + i, month, 1)) for i in (-1, 0, 1)]
    return _pick(case, case.day, _days(day, months) if day else months)


def _days(number: int, months: Iterable[Period]) -> list[Period]:
    """The day of that number of each month that has one."""
    return [
        day_period(month.lo.replace(day=number)) for month in months if month.lo and month.hi and number <= month.hi.day
    ]


def _pick(case: Case, now: date, candidates: list[Period]) -> Period:
    """The candidate that the weekday, «dernier/prochain», the verb or nearness tells."""
    weekday = case.number("weekday")
    candidates = [p for p in candidates if p.lo and p.lo.isoweekday() == weekday] or candidates
    if not candidates:
        raise ValueError("no such day")
    past = ([p for p in candidates if _off(p, now) < 0] or candidates)[-1]
    ahead = ([p for p in candidates if _off(p, now) > 0] or candidates[-1:])[0]
    if shift := case.number("shift"):
        return past if shift < 0 else ahead
    here = [p for p in candidates if not _off(p, now)]
    if here:
        return here[0]
    wanted = {PAST: past, FUTURE: ahead}.get(case.direction())
    if wanted and abs(_off(wanted, now)) <= _TOO_FAR:
        return wanted
    return min(past, ahead, key=lambda p: abs(_off(p, now)))


def _off(whole: Period, now: date) -> int:
    """How many days a closed period lies ahead (> 0) or back (< 0); 0 when it holds ``now``."""
    assert whole.lo is not None and whole.hi is not None
    return max((whole.lo - now).days, 0) or min((whole.hi - now).days, 0)


def _weekday(case: Case) -> tuple[Period, tuple[str, ...]]:
    """The day, and the other week's where no verb tells which is meant."""
    wanted = case.number("weekday") or 1
    if case.day is None:  # The first such day from the last day that the text itself dates.
        focus = _one_day(case.focus)
        told = day_period(focus + timedelta((wanted - focus.isoweekday()) % 7)) if focus else None
        return told or Period(f"XXXX-WXX-{wanted}"), ()
    back, shift = (case.day.isoweekday() - wanted) % 7, case.number("shift")
    past, ahead = (day_period(case.day + timedelta(days)) for days in (-back, 7 - back))
    if shift:
        return ahead if shift > 0 else past if back else day_period(case.day - timedelta(7)), ()
    direction = case.direction()
    if direction == PAST or not back:
        return past, ()
    if direction == FUTURE:
        return ahead, ()
    if case.focus and case.focus.value == ahead.value:
        past, ahead = ahead, past
    return past, (ahead.value,)


def _numbered_weekday(case: Case, number: int) -> Period:
    """«lundi 21»: the nearest month in which that day is that weekday; ValueError if none is near."""
    now = case.day
    if now is None:
        return Period(f"XXXX-XX-{number:02}")
    days = _days(number, (period("M", move("M", months, now.replace(day=1))) for months in range(-6, 7)))
    fitting = (p for p in days if p.lo and p.lo.isoweekday() == case.number("weekday"))
    return min(fitting, key=lambda p: abs(_off(p, now)))


def _one_day(whole: Period | None) -> date | None:
    return whole.lo if whole and whole.lo == whole.hi else None


# --- counted from the day of the voice ------------------------------------------------------------------------


def read_deictic(case: Case) -> Draft | None:
    """«hier», «après-demain»; a weekday beside it («hier lundi») is believed before the count."""
    if case.day is None:
        return dated(case, unknown("D"))
    day = case.day + timedelta(case.steps("deictic"))
    return dated(case, day_period(_nearest(day, case.number("weekday") or day.isoweekday())))


def _nearest(day: date, weekday: int) -> date:
    """The day of that weekday at most three days away."""
    return day + timedelta((weekday - day.isoweekday() + 3) % 7 - 3)


def read_today(case: Case) -> Draft | None:
    """«aujourd'hui» is "nowadays" unless a verb dates an event by it; the other reading is kept."""
    readings = [Period("PRESENT_REF"), *([day_period(case.day)] if case.day else [])]
    if case.direction() in (PAST, FUTURE):
        readings.reverse()
    return Draft("DATE", readings[0], alternatives=tuple(p.value for p in readings[1:]))


def read_period(case: Case) -> Draft | None:
    """«la semaine dernière», «fin 2030», «ce week-end», and a day of such a period («lundi de la semaine …»)."""
    unit, mod, shift = case.word("unit"), case.word("part"), case.steps("shift", "shift")
    if unit in CLOCK_UNITS:
        return None
    if case.day is None:
        return Draft("DATE", unknown(unit), mod)
    if unit == "WE" and not shift and case.day.isoweekday() < 6:
        # «ce week-end», said on a working day: the last one by a past verb, else by nearness.
        direction = case.direction()
        shift = -int(direction == PAST or (direction != FUTURE and case.day.isoweekday() <= 2))
    whole = part_of(period(unit, move(unit, shift, case.day)), mod)
    if whole.lo and "weekday" in case.groups:
        whole = day_period(whole.lo + timedelta((case.number("weekday") or 1) - 1))
    elif whole.lo and "dd" in case.groups:
        whole = day_period(whole.lo.replace(day=case.digits("dd") or 1))
    return dated(case, whole, mod)


def read_offset(case: Case) -> Draft | None:
    """«il y a trois ans», «dans quelques jours»."""
    unit, sign = case.word("unit"), int(case.setting("sign"))
    _, count, mod = case.amount()
    mod = case.word("mod") or mod
    if count is None:
        lo, hi = (None, case.day) if sign < 0 else (case.day, None)
        return Draft("DURATION", between(duration_value(unit, "X"), lo, hi), mod)
    if unit in CLOCK_UNITS:
        whole = day_period(case.day) if case.day else unknown("D")
        return Draft("TIME", whole, mod or "APPROX", note="hours counted from an unknown time of day")
    if case.day is None:
        return Draft("DATE", unknown(unit), mod)
    whole = _counted(unit, sign * (count + 0.5 * ("half" in case.groups)), case.day)
    return Draft("DATE", whole, mod or ("" if unit == "D" else "APPROX"))


def _counted(unit: str, count: float, start: date) -> Period:
    """The period so many units away; a broken number of years or months is counted in the next smaller unit."""
    if unit in ("Y", "M") and count != int(count):
        unit, count = ("M", 12 * count) if unit == "Y" else ("W", 4.35 * count)
    return period(unit, move(unit, round(count), start))


# --- counted from a day in the text ---------------------------------------------------------------------------


def read_anaphor(case: Case) -> Draft | None:
    """«la veille», «le même mois», «trois jours plus tard»: counted from the last period that the text dates."""
    base, unit, weekday = case.focus, case.word("unit") or "D", case.number("weekday")
    if base is None or base.lo is None:
        whole = Period(f"XXXX-WXX-{weekday}") if weekday else unknown(unit)
        return dated(case, whole, note="nothing dated before it")
    if weekday:
        ahead, rel = (weekday - base.lo.isoweekday()) % 7 or 7, case.steps("rel")
        near = base.lo + timedelta(ahead if rel > 0 else ahead - 7) if rel else _nearest(base.lo, weekday)
        return dated(case, day_period(near))
    undated = unit == "D" and base.lo != base.hi
    if "later" in case.groups or "earlier" in case.groups:
        return _counted_on(case, unit, None if undated else base.lo)
    if undated:
        return dated(case, unknown("D"), note="the day before it is not dated")
    return dated(case, period(unit, move(unit, case.steps("rel"), base.lo)))


def _counted_on(case: Case, unit: str, base: date | None) -> Draft:
    """«trois jours plus tard» from ``base``; a mere duration where that cannot be meant."""
    amount, count, mod = case.amount()
    if base and count is not None and unit not in CLOCK_UNITS:
        there = _counted(unit, count if "later" in case.groups else -count, base)
        if not (case.day and there.lo and there.lo > case.day) or case.direction() == FUTURE:
            return Draft("DATE", there, mod)
    return Draft("DURATION", Period(duration_value(unit, amount)), mod)


# --- times of day ---------------------------------------------------------------------------------------------


def _base_day(case: Case) -> Period:
    day = _one_day(case.focus) or case.day
    return day_period(day) if day else unknown("D")


def read_daypart(case: Case) -> Draft | None:
    """«ce matin», «dans la soirée»: of the voice's day, or (setting ``hang``) of the day dated before."""
    if case.setting("near") and case.focus is None:
        return None
    if case.setting("hang"):
        return dated(case, _base_day(case))
    return dated(case, day_period(case.day + timedelta(case.steps("deictic"))) if case.day else unknown("D"))


def read_clock(case: Case) -> Draft | None:
    """«à 15 h 30», «3 p.m.», «midi»."""
    hour = case.number("noon") if "noon" in case.groups else case.digits("hour")
    if hour is None or (hour == 24 and "to" not in case.groups):
        return None
    half = case.word("half")
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    elif hour < 12 and case.daypart() in ("EV", "AF"):
        hour += 12
    base, minute = _base_day(case), case.digits("minute") or case.number("fraction") or 0
    return Draft("TIME", replace(base, value=f"{base.value}T{hour % 24:02}:{minute:02}"))
