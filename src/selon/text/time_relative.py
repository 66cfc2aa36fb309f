"""Times counted from the day of the voice («hier») or from a dated day («la veille»), and times of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from selon.text.time_calendar import Period, between, day_period, move, part_of, period
from selon.text.time_case import CLOCK_UNITS, UNKNOWN, Case, Draft, amount_of, duration_value, with_time
from selon.text.time_tense import FUTURE, PAST


def read_deictic(case: Case) -> Draft | None:
    offset = case.number("deictic") if case.groups.get("deictic") else int(case.setting("offset") or 0)
    weekday = case.number("weekday")
    if case.day is None:
        whole = Period("XXXX-XX-XX")
    else:
        whole = day_period(move("D", offset or 0, case.day))
        if weekday and whole.lo and whole.lo.isoweekday() != weekday:
            whole = day_period(move("D", (weekday - whole.lo.isoweekday() + 3) % 7 - 3, whole.lo))
    return with_time(case, Draft("DATE", whole))


def read_today(case: Case) -> Draft | None:
    """«aujourd'hui» is "nowadays" unless a verb dates an event by it; the other reading is kept."""
    if case.day is None:
        return Draft("DATE", Period("PRESENT_REF"))
    today = day_period(case.day)
    if case.direction() in (PAST, FUTURE):
        return Draft("DATE", today, alternatives=("PRESENT_REF",))
    return Draft("DATE", Period("PRESENT_REF"), alternatives=(today.value,))


def read_period(case: Case) -> Draft | None:
    unit = case.word("unit")
    if unit in CLOCK_UNITS:
        return None
    mod = case.word("part")
    shift = case.number("shift") if case.groups.get("shift") else int(case.setting("shift") or 0)
    if case.day is None:
        return Draft("DATE", Period(UNKNOWN.get(unit, "XXXX")), mod)
    if unit == "WE" and not shift and case.day.isoweekday() < 6 and _just_over(case, case.day):
        shift = -1
    whole = part_of(period(unit, move(unit, shift or 0, case.day)), mod)
    if case.groups.get("weekday") and whole.lo:
        whole = day_period(move("D", (case.number("weekday") or 1) - 1, whole.lo))
    elif case.groups.get("dd") and whole.lo:
        whole = day_period(whole.lo.replace(day=case.digits("dd") or 1))
    return with_time(case, Draft("DATE", whole, mod))


def _just_over(case: Case, day: date) -> bool:
    """«ce week-end», said on a working day: the last one by a past verb, else by nearness."""
    direction = case.direction()
    return direction == PAST or (direction != FUTURE and day.isoweekday() <= 2)


def read_offset(case: Case) -> Draft | None:
    unit, sign = case.word("unit"), int(case.setting("sign"))
    _, count, mod = amount_of(case)
    mod = case.word("mod") or mod
    if count is None:
        lo, hi = (None, case.day) if sign < 0 else (case.day, None)
        return Draft("DURATION", between(duration_value(unit, "X"), lo, hi), mod)
    if unit in CLOCK_UNITS:
        whole = day_period(case.day) if case.day else Period("XXXX-XX-XX")
        return Draft("TIME", whole, mod or "APPROX", note="hours counted from an unknown time of day")
    if case.day is None:
        return Draft("DATE", Period(UNKNOWN.get(unit, "XXXX")), mod)
    whole = _counted(unit, sign * count, bool(case.groups.get("half")), case.day)
    return Draft("DATE", whole, mod or ("" if unit == "D" else "APPROX"))


def _counted(unit: str, count: float, half: bool, start: date) -> Period:
    if half and unit == "Y":
        return period("M", move("M", round(12 * count + (6 if count > 0 else -6)), start))
    if half and unit == "M":
        return period("W", move("D", round(30 * count + (15 if count > 0 else -15)), start))
    if unit == "Y" and count != int(count):
        return period("M", move("M", round(12 * count), start))
    return period(unit, move(unit, round(count), start))


def read_anaphor(case: Case) -> Draft | None:
    """«la veille», «le même mois», «trois jours plus tard»: counted from the last period that the text dates."""
    base = case.focus
    unit = case.word("unit") or "D"
    weekday = case.number("weekday")
    if base is None or base.lo is None:
        value = f"XXXX-WXX-{weekday}" if weekday else UNKNOWN.get(unit, "XXXX-XX-XX")
        return with_time(case, Draft("DATE", Period(value), note="nothing dated before it"))
    if weekday:
        return with_time(case, Draft("DATE", _weekday_near(base.lo, weekday, case.number("rel") or 0)))
    if case.groups.get("later") or case.groups.get("earlier"):
        amount, count, mod = amount_of(case)
        if count is None or unit in CLOCK_UNITS:
            return Draft("DURATION", Period(duration_value(unit, amount)), mod)
        if unit == "D" and base.lo != base.hi:
            return Draft("DURATION", Period(duration_value(unit, amount)), mod)
        there = _counted(unit, count if case.groups.get("later") else -count, False, base.lo)
        if case.day and there.lo and there.lo > case.day and case.direction() != FUTURE:
            return Draft("DURATION", Period(duration_value(unit, amount)), mod, note="not counted from a day here")
        return Draft("DATE", there, mod)
    offset = case.number("rel") or int(case.setting("offset") or 0)
    if unit == "D" and base.lo != base.hi:
        return with_time(case, Draft("DATE", Period("XXXX-XX-XX"), note="the day before it is not dated"))
    return with_time(case, Draft("DATE", period(unit, move(unit, offset, base.lo))))


def _weekday_near(base: date, weekday: int, rel: int) -> Period:
    ahead = (weekday - base.isoweekday()) % 7
    if rel > 0:
        return day_period(move("D", ahead or 7, base))
    if rel < 0:
        return day_period(move("D", (ahead or 7) - 7 if ahead else -7, base))
    return day_period(move("D", ahead if ahead <= 3 else ahead - 7, base))


def _base_day(case: Case) -> Period:
    if case.focus and case.focus.lo and case.focus.lo == case.focus.hi:
        return case.focus
    return day_period(case.day) if case.day else Period("XXXX-XX-XX")


def read_daypart(case: Case) -> Draft | None:
    if case.setting("near") and case.focus is None:
        return None
    if case.setting("hang"):
        base = _base_day(case)
    else:
        offset = int(case.setting("offset") or 0)
        base = day_period(move("D", offset, case.day)) if case.day else Period("XXXX-XX-XX")
    return with_time(case, Draft("DATE", replace(base, value=base.value[:10])))


def read_clock(case: Case) -> Draft | None:
    base = _base_day(case)
    noon = case.groups.get("noon", "").lower()
    hour = case.digits("hour")
    if hour is None:
        hour = case.number("noon") if noon else None
    if hour is None or (hour == 24 and not case.groups.get("to")):
        return None
    half = case.word("half")
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    late = case.word("daypart") in ("EV", "AF") or case.word("daypart", "daypart2") in ("EV", "AF")
    if late and hour < 12:
        hour += 12
    value = f"{base.value[:10]}T{hour % 24:02}:{case.digits('minute') or 0:02}"
    return Draft("TIME", replace(base, value=value))
