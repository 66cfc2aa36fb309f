"""Stretches and rhythms: durations, frequencies, vague references, decades and centuries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from selon.text.time_calendar import Period, between, make_day, move, part_of, period
from selon.text.time_case import CLOCK_UNITS, Case, Draft, amount_of, count_of, duration_value


def read_duration(case: Case) -> Draft | None:
    if case.groups.get("term"):
        return Draft("DURATION", Period(case.word("fixed", "term")))
    amount, count, mod = amount_of(case)
    unit = case.word("unit")
    if count == 1 and unit == "D" and not case.setting("last") and not mod:
        return None
    value = duration_value(unit, amount)
    if case.groups.get("half") and count is not None:
        value = _with_half(unit, count)
    elif case.groups.get("unit2"):
        value += duration_value(case.word("unit", "unit2"), f"{count_of(case.groups['num2'], case.rules):g}")[1:]
    whole = Period(value)
    if case.day and case.groups.get("lastwords"):
        whole = between(value, _from(case.day, unit, count, -1), case.day)
    elif case.day and case.groups.get("nextwords"):
        whole = between(value, case.day, _from(case.day, unit, count, 1))
    return Draft("DURATION", whole, mod)


def _from(day: date, unit: str, count: float | None, sign: int) -> date | None:
    if count is None or unit in CLOCK_UNITS:
        return None
    return move(unit, sign * round(count), day)


def _with_half(unit: str, count: float) -> str:
    if unit == "Y":
        return f"P{count:g}Y6M"
    if unit == "TH":
        return f"PT{count:g}H30M"
    return duration_value(unit, f"{count + 0.5:g}")


def read_set(case: Case) -> Draft | None:
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
    amount, _, mod = amount_of(case)
    if case.word("adj"):
        return Draft("SET", Period(case.word("adj")))
    unit = case.word("unit")
    if not unit:
        return None
    if case.setting("times"):
        every = case.groups.get("num2")
        step = f"{count_of(every, case.rules) or 1:g}" if every else "1"
        amount = case.word("times") or (amount if case.groups.get("num") or case.groups.get("about") else "X")
        return Draft("SET", Period(duration_value(unit, step)), mod, freq=f"{amount}X")
    quant = "EVERY" if case.groups.get("every") or case.groups.get("each") else ""
    step = "X" if case.groups.get("vague") else amount if case.groups.get("num") else "1"
    return Draft("SET", Period(duration_value(unit, step)), mod, quant=quant)


def read_ref(case: Case) -> Draft | None:
    value = case.setting("value")
    lo, hi = (None, case.day) if value == "PAST_REF" else (case.day, None) if value == "FUTURE_REF" else (None, None)
    return Draft("DATE", replace(between(value, lo, hi), edtf=""))


def read_decade(case: Case) -> Draft | None:
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


_ROMAN = MappingProxyType({"I": 1, "V": 5, "X": 10})


def read_century(case: Case) -> Draft | None:
    text = case.groups.get("roman", "").upper()
    number = int(text) if text.isdigit() else 0
    for letter, following in zip(text, text[1:] + " ", strict=True) if not number else ():
        value = _ROMAN.get(letter, 0)
        number += -value if _ROMAN.get(following, 0) > value else value
    if not 1 < number <= 21:
        return None
    mod = case.word("part")
    return Draft("DATE", part_of(period("C", make_day((number - 1) * 100, 1, 1)), mod), mod)
