"""What stands around a time expression: words that widen or open it, and ranges of two."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selon.model import Article, TimeRef
from selon.text.edtf import edtf_bounds
from selon.text.time_calendar import Anchor, Period, away, between
from selon.text.time_case import Draft
from selon.text.time_rules import TimeRule, TimeRules

# Code points before an expression (or a match) in which the words that bear on it are looked for.
WINDOW = 72
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_YEAR = re.compile(r"\d{4}|'\d\d")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule matched, with the named groups of its pattern."""

    start: int
    end: int
    order: int
    rule: TimeRule
    groups: Mapping[str, str]


def around(text: str, rules: TimeRules, hit: Hit) -> tuple[str, str]:
    """The signal and the mod that stand right before an expression or open it, "" if none."""
    left = rules.left.search(text, max(0, hit.start - WINDOW), hit.start)
    words = left.groupdict() if left else {}
    head = rules.head.match(text, hit.start, hit.end)
    signal = head["signal"] if head else words.get("signal")
    return rules.value("signal", signal or ""), rules.value("mod", words.get("mod") or "")


def reference(article: Article, rules: TimeRules, hit: Hit, draft: Draft, anchor: Anchor | None) -> TimeRef:
    """The expression with its place, its signal and the day from which it was counted."""
    signal, widened = around(article.text, rules, hit)
    most = "EQUAL_OR_LESS" if draft.type == "SET" and signal == "UNTIL" else ""  # «jusqu'à deux fois par mois»
    mod, period = draft.mod or widened or most, draft.period
    if draft.type in ("DATE", "TIME"):
        mod = mod or (signal if signal in ("BEFORE", "AFTER") else "")
        period = _opened(period, signal, anchor)
    elif draft.type == "DURATION" and anchor and not (period.lo or period.hi):
        period = _lasting(period, signal, anchor)
    reason = hit.rule.reason + (f" ({draft.note})" if draft.note else "")
    return TimeRef(
        hit.start, hit.end, article.document.raw[hit.start : hit.end], draft.type, period.value, mod,
        draft.freq, draft.quant, period.edtf, _iso(period.lo), _iso(period.hi),
        anchor.edtf if anchor else "", anchor.basis if anchor else "", draft.alternatives, reason,
    )  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _opened(period: Period, signal: str, anchor: Anchor | None) -> Period:
    """The stretch that «depuis», «jusqu'à», «avant», «après» make of a date; the value stays the date's own."""
    lo, hi = period.lo, period.hi
    if lo is None or hi is None or not signal:
        return period
    if signal in ("SINCE", "FROM"):
        return between(period.value, lo, anchor.hi if anchor and lo <= anchor.hi else None)
    if signal in ("UNTIL", "BY"):
        return between(period.value, anchor.lo if signal == "BY" and anchor and anchor.lo <= hi else None, hi)
    if signal == "BEFORE":
        return between(period.value, None, lo - timedelta(days=1))
    return between(period.value, hi, None)


def _lasting(period: Period, signal: str, anchor: Anchor) -> Period:
    """«depuis deux ans» ends on the day of the voice, «d'ici deux ans» begins with it."""
    try:
        if signal == "SINCE":
            return between(period.value, away(period.value, -1, anchor.lo), anchor.hi)
        if signal in ("UNTIL", "BY"):
            return between(period.value, anchor.lo, away(period.value, 1, anchor.hi))
    except (ValueError, OverflowError):
        pass
    return period


def with_ranges(article: Article, rules: TimeRules, found: list[TimeRef]) -> list[TimeRef]:
    """The first of two dates that make a range («du 3 au 5 mars») gets the whole interval, not the value."""
    out = list(found)
    for i in range(len(out) - 1):
        first, last = out[i], out[i + 1]
        if not _is_range(article.text, rules, first, last):
            continue
        first, last = _in_one_year(first, last)
        if first.lo and last.hi and first.lo < last.hi:
            out[i : i + 2] = [replace(first, edtf=f"{first.lo}/{last.hi}", hi=last.hi), last]
    return out


def _is_range(text: str, rules: TimeRules, a: TimeRef, b: TimeRef) -> bool:
    if a.type not in ("DATE", "TIME") or b.type not in ("DATE", "TIME"):
        return False
    link = rules.value("link", text[a.end : b.start].strip())
    left = rules.open.search(text, max(0, a.start - WINDOW), a.start)
    return link == "DASH" or (link != "" and left is not None and link == rules.value("open", left[0]))


def _in_one_year(first: TimeRef, last: TimeRef) -> tuple[TimeRef, TimeRef]:
    """An end that is written without its year takes the other's («de mai à octobre 2030»), or the year beside it."""
    if _MONTH_OR_DAY.fullmatch(first.value) and _MONTH_OR_DAY.fullmatch(last.value):
        turn = first.value[5:] > last.value[5:]
        if not _YEAR.search(first.text):
            return _in_year(first, int(last.value[:4]) - turn), last
        if not _YEAR.search(last.text):
            return first, _in_year(last, int(first.value[:4]) + turn)
    return first, last


def _in_year(ref: TimeRef, year: int) -> TimeRef:
    value = f"{year:04}{ref.value[4:]}"
    lo, hi = edtf_bounds(value)
    return replace(ref, value=value, edtf=value, lo=lo, hi=hi) if lo and value != ref.value else ref
