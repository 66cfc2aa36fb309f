"""Readers of stretches and rhythms: durations, frequencies, vague references, decades and centuries.

A reader takes a ``Case`` and gives a ``Draft``, or None when the words turn out to be no time.
"""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from selon.text.time_calendar import Period, between, move, part_of, period
from selon.text.time_case import CLOCK_UNITS, Case, Draft, count_of, duration_value, full_year

_HALVES = MappingProxyType({"Y": "6M", "TH": "30M"})
_ROMAN = "0 I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"


def read_duration(case: Case) -> Draft | None:
    """«trois ans et demi», «ces dix derniers jours»; «un jour» tells no length."""
    groups = case.groups
    if "term" in groups:
        return Draft("DURATION", Period(case.word("fixed", "term")))
    amount, count, mod = case.amount()
    unit = case.word("unit")
    if count == 1 and unit == "D" and not mod:
        return None
    value = duration_value(unit, amount)
    if "half" in groups and count is not None:
        value = value + _HALVES[unit] if unit in _HALVES else duration_value(unit, f"{count + 0.5:g}")
    elif "unit2" in groups:
        value += duration_value(case.word("unit", "unit2"), f"{count_of(groups['num2'], case.rules):g}")[1:]
    sign = ("nextwords" in groups) - ("lastwords" in groups)
    if not sign or not case.day:
        return Draft("DURATION", Period(value), mod)
    far = None if count is None or unit in CLOCK_UNITS else move(unit, sign * round(count), case.day)
    lo, hi = (case.day, far) if sign > 0 else (far, case.day)
    return Draft("DURATION", between(value, lo, hi), mod)


def read_set(case: Case) -> Draft | None:
    """«chaque lundi», «tous les deux ans», «trois fois par mois», «annuel»."""
    groups = case.groups
    if weekday := case.word("weekday") or case.word("weekdays"):
        value = f"XXXX-WXX-{weekday}" + (f"T{case.daypart()}" if case.daypart() else "")
        return Draft("SET", Period(value), quant="EVERY" if "each" in groups else "")
    for cls, value in (("season", "XXXX-{}"), ("month", "XXXX-{:0>2}"), ("daypart", "XXXX-XX-XXT{}")):
        if word := case.word(cls):
            return Draft("SET", Period(value.format(word)), quant="EVERY")
    if adjective := case.word("adj"):
        return Draft("SET", Period(adjective))
    amount, _, mod = case.amount()
    unit = case.word("unit")
    if not unit:
        return None
    if case.setting("times"):
        step = count_of(groups["num2"], case.rules) if "num2" in groups else None
        often = case.word("times") or (amount if "num" in groups or "about" in groups else "X")
        mod = "EQUAL_OR_LESS" if "fewer" in groups else mod  # «une ou deux fois»
        return Draft("SET", Period(duration_value(unit, f"{step or 1:g}")), mod, freq=f"{often}X")
    quant = "EVERY" if "every" in groups or "each" in groups else ""
    amount = "X" if "vague" in groups else amount if "num" in groups else "1"
    return Draft("SET", Period(duration_value(unit, amount)), mod, quant=quant)


def read_ref(case: Case) -> Draft | None:
    """«récemment», «bientôt», «actuellement»."""
    value = case.setting("value")
    lo, hi = case.day if value == "FUTURE_REF" else None, case.day if value == "PAST_REF" else None
    return Draft("DATE", replace(between(value, lo, hi), edtf=""))


def read_decade(case: Case) -> Draft | None:
    """«les années 2010», «les années trente»: the last such decade that began before the voice's day."""
    year = case.digits("year")
    if year is None:
        tens = case.digits("decadedigits") or (case.number("decade") or 0) * 10
        year = full_year(tens, case.anchor.hi.year if case.anchor else 1999)
    elif year % 10:
        return None
    return _part(case, period("DE", date(year, 1, 1)))


def read_century(case: Case) -> Draft | None:
    """«le XIXe siècle», in Roman or other figures; ValueError when they make no number."""
    text = case.groups["roman"].upper()
    number = int(text) if text.isdigit() else _ROMAN.split().index(text)
    return _part(case, period("C", date((number - 1) * 100, 1, 1))) if 1 < number <= 21 else None


def _part(case: Case, whole: Period) -> Draft:
    mod = case.word("part")
    return Draft("DATE", part_of(whole, mod), mod)
