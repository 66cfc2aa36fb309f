"""From a match to a dated draft: one reader for each kind of rule in ``times.tsv``.

Each reader takes a ``Case`` (the matched words and what is known around them) and gives a ``Draft``, or None when the
words turn out to be no time.  A reader never invents an anchor: without one the value keeps its unknown digits (X).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from selon.model import TimeType
from selon.text.time_calendar import (
    Anchor,
    Period,
    between,
    day_period,
    make_day,
    merge,
    move,
    part_of,
    period,
    season_is_past,
    season_period,
)
from selon.text.time_rules import TimeRule, TimeRules
from selon.text.time_tense import FUTURE, PAST, PRESENT

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX"}
# A date without year takes the side its verb tells unless that lies so far off that the other is meant (days).
_TOO_FAR = 300
_CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A time expression resolved, before its place and its surroundings are added."""

    type: TimeType
    period: Period
    mod: str = ""
    freq: str = ""
    quant: str = ""
    alternatives: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A match to read: its groups, the rule, the anchor, the last period dated before it, the verb's direction."""

    groups: Mapping[str, str]
    rule: TimeRule
    rules: TimeRules
    anchor: Anchor | None
    focus: Period | None
    direction: Callable[[], str]
    day: date | None = field(default=None)

    def word(self, cls: str, group: str = "") -> str:
        """The value of a matched word, "" when the group is absent."""
        text = self.groups.get(group or cls)
        return self.rules.value(cls, text) if text else ""

    def number(self, cls: str, group: str = "") -> int | None:
        """The value of a matched word as a number; None when the group is absent."""
        value = self.word(cls, group)
        return int(value) if value else None

    def digits(self, *groups: str) -> int | None:
        """The first of these groups that matched, read as a number."""
        text = next((self.groups[g] for g in groups if self.groups.get(g)), None)
        return int(text) if text else None

    def setting(self, name: str) -> str:
        return self.rule.settings.get(name, "")


def read_case(case: Case) -> Draft | None:
    """Read a match by the kind of its rule.  An anchor known to the month or year only is read from both its ends."""
    reader = READERS[case.rule.kind]
    try:
        if case.anchor is None:
            return reader(case)
        first = reader(replace(case, day=case.anchor.lo))
        if case.anchor.lo == case.anchor.hi or first is None:
            return first
        last = reader(replace(case, day=case.anchor.hi))
    except (ValueError, OverflowError):
        return None
    if last is None:
        return None
    return replace(first, period=merge(first.period, last.period))


def count_of(text: str, rules: TimeRules) -> float | None:
    """The number that words or digits write («vingt-cinq», «1 000», «1,5»); None when they write none.

    >>> count_of("quatre-vingt-dix-sept", rules)
    97
    """
    flat = re.sub(r"[ \u00a0](?=\d{3})", "", text.strip())
    if flat[:1].isdigit():
        return float(flat.replace(",", "."))
    total = current = 0
    for word in re.split(r"[-\s]+", flat):
        value = rules.value("number", word)
        if not value:
            continue
        number = int(value)
        if number >= 1000:
            total, current = total + max(current, 1) * number, 0
        elif number == 100 or (number == 20 and 1 < current < 10):
            current = max(current, 1) * number
        else:
            current += number
    return total + current or None


def _amount(case: Case) -> tuple[str, float | None, str]:
    """The count as TIMEX3 writes it («3», «X»), as a number if there is one, and the mod it brings."""
    if case.groups.get("about"):
        value = case.rules.value("about", case.groups["about"].strip())
        return value, float(value), "APPROX"
    text = case.groups.get("num") or case.groups.get("num2")
    if not text:
        return "X", None, ""
    count = count_of(text, case.rules)
    if count is None:
        return "X", None, ""
    return f"{count:g}", count, ""


def _duration_value(unit: str, amount: str) -> str:
    factor = {"Q": (3, "M"), "H": (6, "M"), "WE": (1, "WE")}.get(unit)
    if factor and amount != "X":
        amount, unit = f"{float(amount) * factor[0]:g}", factor[1]
    if unit in _CLOCK_UNITS:
        return f"PT{amount}{_CLOCK_UNITS[unit]}"
    return f"P{amount}{unit}"


# --- dates by the calendar -----------------------------------------------------------------------------------


def _read_date(case: Case) -> Draft | None:
    groups = case.groups
    mod = case.word("part")
    year = _year(case)
    month = case.number("month") or case.digits("mm")
    day = case.digits("dd") or case.number("day")
    if year and case.number("month", "month2") and month and month > int(case.word("month", "month2")):
        year -= 1
    alternatives: tuple[str, ...] = ()
    if groups.get("season"):
        whole = _season(case, case.word("season"), year)
    elif groups.get("quarter") or case.setting("quarter"):
        whole = _quarter(case, year)
    elif month:
        whole = _month_or_day(case, year, month, day)
    elif groups.get("weekday"):
        whole, alternatives = _weekday(case)
    elif day is not None:
        return None
    else:
        whole = period("Y", make_day(year, 1, 1)) if year else Period("XXXX")
    return _with_time(case, Draft("DATE", part_of(whole, mod), mod, alternatives=alternatives))


def _year(case: Case) -> int | None:
    year = case.digits("year")
    short = case.digits("yy", "yy2")
    if year or short is None:
        return year
    pivot = (case.anchor.hi.year if case.anchor else 2040) % 100 + (5 if case.anchor else 0)
    century = (case.anchor.hi.year if case.anchor else 2000) // 100 * 100
    return century + short if short <= pivot else century - 100 + short


def _with_time(case: Case, draft: Draft) -> Draft:
    """Add the part of day or the clock time that the expression itself holds."""
    hour = case.digits("hour")
    daypart = case.word("daypart")
    if hour is not None:
        minute = case.digits("minute") or 0
        value = f"{draft.period.value}T{hour:02}:{minute:02}"
    elif daypart:
        value = f"{draft.period.value}T{daypart}"
    else:
        return draft
    return replace(draft, type="TIME", period=replace(draft.period, value=value))


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
    unsure = direction in (PRESENT, "") and ahead != past
    return past, (ahead.value,) if unsure else ()


def _weekday_in_text(case: Case, wanted: int) -> Period:
    """With no anchor: the first such day from the last day that the text dates itself («mardi» after a dated lundi)."""
    if case.focus and case.focus.lo and case.focus.lo == case.focus.hi:
        return day_period(move("D", (wanted - case.focus.lo.isoweekday()) % 7, case.focus.lo))
    return Period(f"XXXX-WXX-{wanted}")


# --- counted from the voice's day or from a day in the text ---------------------------------------------------


def _read_deictic(case: Case) -> Draft | None:
    offset = case.number("deictic") if case.groups.get("deictic") else int(case.setting("offset") or 0)
    weekday = case.number("weekday")
    if case.day is None:
        whole = Period("XXXX-XX-XX")
    else:
        whole = day_period(move("D", offset or 0, case.day))
        if weekday and whole.lo and whole.lo.isoweekday() != weekday:
            whole = day_period(move("D", (weekday - whole.lo.isoweekday() + 3) % 7 - 3, whole.lo))
    return _with_time(case, Draft("DATE", whole))


def _read_today(case: Case) -> Draft | None:
    """«aujourd'hui» is "nowadays" unless a verb dates an event by it; the other reading is kept."""
    if case.day is None:
        return Draft("DATE", Period("PRESENT_REF"))
    today = day_period(case.day)
    if case.direction() in (PAST, FUTURE):
        return Draft("DATE", today, alternatives=("PRESENT_REF",))
    return Draft("DATE", Period("PRESENT_REF"), alternatives=(today.value,))


def _read_period(case: Case) -> Draft | None:
    unit = case.word("unit")
    if unit in _CLOCK_UNITS:
        return None
    mod = case.word("part")
    shift = case.number("shift") if case.groups.get("shift") else int(case.setting("shift") or 0)
    if case.day is None:
        return Draft("DATE", Period(UNKNOWN.get(unit, "XXXX")), mod)
    if unit == "WE" and not shift and case.day.isoweekday() < 6 and case.direction() != FUTURE:
        shift = -1
    whole = part_of(period(unit, move(unit, shift or 0, case.day)), mod)
    return _with_time(case, Draft("DATE", whole, mod))


def _read_offset(case: Case) -> Draft | None:
    unit, sign = case.word("unit"), int(case.setting("sign"))
    amount, count, mod = _amount(case)
    mod = case.word("mod") or mod
    if count is None:
        lo, hi = (None, case.day) if sign < 0 else (case.day, None)
        return Draft("DURATION", between(_duration_value(unit, "X"), lo, hi), mod)
    if unit in _CLOCK_UNITS:
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


def _read_anaphor(case: Case) -> Draft | None:
    """«la veille», «le même mois», «trois jours plus tard»: counted from the last period that the text dates."""
    base = case.focus
    unit = case.word("unit") or "D"
    weekday = case.number("weekday")
    if base is None or base.lo is None:
        value = f"XXXX-WXX-{weekday}" if weekday else UNKNOWN.get(unit, "XXXX-XX-XX")
        return _with_time(case, Draft("DATE", Period(value), note="nothing dated before it"))
    if weekday:
        return _with_time(case, Draft("DATE", _weekday_near(base.lo, weekday, case.number("rel") or 0)))
    if case.groups.get("later") or case.groups.get("earlier"):
        amount, count, mod = _amount(case)
        if count is None or unit in _CLOCK_UNITS:
            return Draft("DURATION", Period(_duration_value(unit, amount)), mod)
        if unit == "D" and base.lo != base.hi:
            return Draft("DURATION", Period(_duration_value(unit, amount)), mod)
        count = count if case.groups.get("later") else -count
        return Draft("DATE", _counted(unit, count, False, base.lo), mod)
    offset = case.number("rel") or int(case.setting("offset") or 0)
    if case.groups.get("eve", "").startswith("-") or case.groups.get("morrow", "").lower().startswith("sur"):
        offset *= 2
    if unit == "D" and base.lo != base.hi:
        return _with_time(case, Draft("DATE", Period("XXXX-XX-XX"), note="the day before it is not dated"))
    return _with_time(case, Draft("DATE", period(unit, move(unit, offset, base.lo))))


def _weekday_near(base: date, weekday: int, rel: int) -> Period:
    ahead = (weekday - base.isoweekday()) % 7
    if rel > 0:
        return day_period(move("D", ahead or 7, base))
    if rel < 0:
        return day_period(move("D", (ahead or 7) - 7 if ahead else -7, base))
    return day_period(move("D", ahead if ahead <= 3 else ahead - 7, base))


# --- times of day ---------------------------------------------------------------------------------------------


def _base_day(case: Case) -> Period:
    if case.focus and case.focus.lo and case.focus.lo == case.focus.hi:
        return case.focus
    return day_period(case.day) if case.day else Period("XXXX-XX-XX")


def _read_daypart(case: Case) -> Draft | None:
    if case.setting("near") and case.focus is None:
        return None
    if case.setting("hang"):
        base = _base_day(case)
    else:
        offset = int(case.setting("offset") or 0)
        base = day_period(move("D", offset, case.day)) if case.day else Period("XXXX-XX-XX")
    return _with_time(case, Draft("DATE", replace(base, value=base.value[:10])))


def _read_clock(case: Case) -> Draft | None:
    base = _base_day(case)
    noon = case.groups.get("noon", "").lower()
    hour = case.digits("hour")
    if hour is None:
        hour = case.number("noon") if noon else None
    if hour is None or (hour == 24 and not case.groups.get("to")):
        return None
    late = case.word("daypart", "daypart") in ("EV", "AF") or case.word("daypart", "daypart2") in ("EV", "AF")
    if late and hour < 12:
        hour += 12
    value = f"{base.value[:10]}T{hour % 24:02}:{case.digits('minute') or 0:02}"
    return Draft("TIME", replace(base, value=value))


# --- durations, sets, vague -----------------------------------------------------------------------------------


def _read_duration(case: Case) -> Draft | None:
    fixed = case.setting("value")
    if fixed:
        return Draft("DURATION", Period(fixed))
    amount, count, mod = _amount(case)
    unit = case.word("unit")
    if count == 1 and unit == "D" and not case.setting("last") and not mod:
        return None
    value = _duration_value(unit, amount)
    if case.groups.get("half") and count is not None:
        value = _with_half(unit, count)
    elif case.groups.get("unit2"):
        value += _duration_value(case.word("unit", "unit2"), f"{count_of(case.groups['num2'], case.rules):g}")[1:]
    whole = Period(value)
    if case.day and case.groups.get("lastwords"):
        whole = between(value, _from(case.day, unit, count, -1), case.day)
    elif case.day and case.groups.get("nextwords"):
        whole = between(value, case.day, _from(case.day, unit, count, 1))
    return Draft("DURATION", whole, mod)


def _from(day: date, unit: str, count: float | None, sign: int) -> date | None:
    if count is None or unit in _CLOCK_UNITS:
        return None
    return move(unit, sign * round(count), day)


def _with_half(unit: str, count: float) -> str:
    if unit == "Y":
        return f"P{count:g}Y6M"
    if unit == "TH":
        return f"PT{count:g}H30M"
    return _duration_value(unit, f"{count + 0.5:g}")


def _read_set(case: Case) -> Draft | None:
    groups = case.groups
    weekday = case.number("weekday") or case.number("weekdays")
    if weekday:
        daypart = case.word("daypart")
        value = f"XXXX-WXX-{weekday}" + (f"T{daypart}" if daypart else "")
        return Draft("SET", Period(value), quant="EVERY" if groups.get("each") else "")
    if case.setting("value"):
        return Draft("SET", Period(case.setting("value")), freq=case.setting("freq"), quant=case.setting("quant"))
    if groups.get("season"):
        return Draft("SET", Period(f"XXXX-{case.word('season')}"), quant="EVERY")
    if groups.get("month"):
        return Draft("SET", Period(f"XXXX-{case.number('month'):02}"), quant="EVERY")
    if groups.get("daypart"):
        return Draft("SET", Period(f"XXXX-XX-XXT{case.word('daypart')}"), quant="EVERY")
    return _frequency(case)


def _frequency(case: Case) -> Draft | None:
    amount, count, mod = _amount(case)
    if case.word("adj"):
        return Draft("SET", Period(case.word("adj")))
    unit = case.word("unit")
    if not unit:
        return None
    if case.setting("times"):
        every = case.groups.get("num2")
        step = f"{count_of(every, case.rules) or 1:g}" if every else "1"
        amount = case.word("times") or (amount if case.groups.get("num") or case.groups.get("about") else "X")
        return Draft("SET", Period(_duration_value(unit, step)), mod, freq=f"{amount}X")
    quant = "EVERY" if case.groups.get("every") or case.groups.get("each") else ""
    step = "X" if case.groups.get("vague") else amount if case.groups.get("num") else "1"
    return Draft("SET", Period(_duration_value(unit, step)), mod, quant=quant)


def _read_ref(case: Case) -> Draft | None:
    value = case.setting("value")
    lo, hi = (
        (None, case.day) if value == "PAST_REF" else (case.day, None) if value == "FUTURE_REF" else (None, None)
    )
    return Draft("DATE", replace(between(value, lo, hi), edtf=""))


def _read_decade(case: Case) -> Draft | None:
    year = case.digits("year")
    if year is not None and year % 10:
        return None
    if year is None:
        tens = case.digits("decadedigits") or (case.number("decade") or 0) * 10
        century = (case.anchor.hi.year if case.anchor else 2000) // 100 * 100
        year = century + tens if case.anchor and century + tens <= case.anchor.hi.year else century - 100 + tens
        if not case.anchor:
            year = 1900 + tens
    mod = case.word("part")
    return Draft("DATE", part_of(period("DE", make_day(year, 1, 1)), mod), mod)


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _read_century(case: Case) -> Draft | None:
    text = case.groups.get("roman", "").upper()
    number = int(text) if text.isdigit() else 0
    for letter, following in zip(text, text[1:] + " ", strict=True) if not number else ():
        value = _ROMAN.get(letter, 0)
        number += -value if _ROMAN.get(following, 0) > value else value
    if not 1 < number <= 21:
        return None
    mod = case.word("part")
    return Draft("DATE", part_of(period("C", make_day((number - 1) * 100, 1, 1)), mod), mod)


READERS: Mapping[str, Callable[[Case], Draft | None]] = MappingProxyType(
    {
        "date": _read_date,
        "deictic": _read_deictic,
        "today": _read_today,
        "period": _read_period,
        "offset": _read_offset,
        "anaphor": _read_anaphor,
        "daypart": _read_daypart,
        "clock": _read_clock,
        "duration": _read_duration,
        "set": _read_set,
        "ref": _read_ref,
        "decade": _read_decade,
        "century": _read_century,
    }
)
