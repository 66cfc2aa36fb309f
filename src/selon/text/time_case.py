"""What a reader of a time rule gets (``Case``) and gives (``Draft``), and the numbers written in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from selon.model import TimeType
from selon.text.time_calendar import Anchor, Period
from selon.text.time_rules import TimeRule, TimeRules

UNKNOWN = MappingProxyType({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX"})
CLOCK_UNITS = MappingProxyType({"TH": "H", "TM": "M", "TS": "S"})


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
    day: date | None = None

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


def amount_of(case: Case) -> tuple[str, float | None, str]:
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


def duration_value(unit: str, amount: str) -> str:
    factor = {"Q": (3, "M"), "H": (6, "M"), "WE": (1, "WE")}.get(unit)
    if factor and amount != "X":
        amount, unit = f"{float(amount) * factor[0]:g}", factor[1]
    if unit in CLOCK_UNITS:
        return f"PT{amount}{CLOCK_UNITS[unit]}"
    return f"P{amount}{unit}"


def with_time(case: Case, draft: Draft) -> Draft:
    """Add the part of day or the clock time that the expression itself holds."""
    hour = case.digits("hour")
    daypart = case.word("daypart") or case.word("daypart", "daypart2") or case.word("daypart", "daypart3")
    if hour is not None:
        minute = case.digits("minute") or 0
        value = f"{draft.period.value}T{hour:02}:{minute:02}"
    elif daypart:
        value = f"{draft.period.value}T{daypart}"
    else:
        return draft
    return replace(draft, type="TIME", period=replace(draft.period, value=value))
