"""What a reader of a time rule gets (``Case``) and gives (``Draft``), and the numbers written in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from selon.model import TimeType
from selon.text.time_calendar import Anchor, Period
from selon.text.time_rules import TimeRule, TimeRules

CLOCK_UNITS = MappingProxyType({"TH": "H", "TM": "M", "TS": "S"})
_UNKNOWN = MappingProxyType({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"})
_MULTIPLES = MappingProxyType({"Q": (3, "M"), "H": (6, "M"), "2W": (2, "W")})


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
        return next((int(self.groups[g]) for g in groups if g in self.groups), None)

    def setting(self, name: str) -> str:
        """What the rule's row sets, "" if nothing."""
        return self.rule.settings.get(name, "")

    def steps(self, cls: str, setting: str = "offset") -> int:
        """How far from the base: the value of the matched word, else the rule's setting, else 0."""
        return int(self.word(cls) or self.setting(setting) or 0)

    def daypart(self) -> str:
        """The part of day that the words hold (MO, AF …), "" if none."""
        found = (self.word("daypart", group) for group in ("daypart", "daypart2", "daypart3"))
        return next(filter(None, found), self.setting("daypart"))

    def amount(self) -> tuple[str, float | None, str]:
        """The count as TIMEX3 writes it («3», «X»), as a number if there is one, and the mod it brings."""
        if "about" in self.groups:
            value = self.word("about")
            return value, float(value), "APPROX"
        text = self.groups.get("num") or self.groups.get("num2")
        count = count_of(text, self.rules) if text else None
        return ("X", None, "") if count is None else (f"{count:g}", count, "")


def count_of(text: str, rules: TimeRules) -> float | None:
    """The number that words or digits write («vingt-cinq», «1 000», «1,5»); None when they write none.

    >>> count_of("quatre-vingt-dix-sept", rules)
    97
    """
    flat = re.sub(r" (?=\d{3})", "", text.strip())
    if flat[:1].isdigit():
        return float(flat.replace(",", "."))
    total = current = 0
    for word in re.split(r"[-\s]+", flat):
        number = int(rules.value("number", word) or 0)
        if number >= 1000:
            total, current = total + max(current, 1) * number, 0
        elif number == 100 or (number == 20 and 1 < current < 10):
            current = max(current, 1) * number
        else:
            current += number
    return total + current or None


def duration_value(unit: str, amount: str) -> str:
    """A TIMEX3 duration; quarters, half-years and fortnights are counted in months and weeks."""
    if unit in _MULTIPLES and amount != "X":
        factor, unit = _MULTIPLES[unit]
        amount = f"{float(amount) * factor:g}"
    return f"PT{amount}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{amount}{unit}"


def unknown(unit: str) -> Period:
    """A period of which only the grain is known."""
    return Period(_UNKNOWN.get(unit, "XXXX"))


def full_year(short: int, last: int) -> int:
    """The year that two digits write, at most ``last``."""
    return last - (last - short) % 100


def dated(case: Case, whole: Period, mod: str = "", note: str = "") -> Draft:
    """A date, or a time if the words hold a clock time or a part of the day."""
    hour, part = case.digits("hour"), case.daypart()
    if hour is not None:
        part = f"{hour:02}:{case.digits('minute') or 0:02}"
    if part:
        return Draft("TIME", replace(whole, value=f"{whole.value}T{part}"), mod, note=note)
    return Draft("DATE", whole, mod, note=note)
