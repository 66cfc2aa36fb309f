"""What stands around a time expression: words that widen or open it, and ranges of two."""

from __future__ import annotations

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
WINDOW = 48
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


def around(article: Article, rules: TimeRules, hit: Hit) -> tuple[str, str]:
    """The signal and the mod that stand right before an expression or open it, "" if none."""
    left = rules.left.search(article.text, max(0, hit.start - WINDOW), hit.start)
    head = rules.head.match(article.text, hit.start, hit.end) or (left if left and left["signal"] else None)
    return (
        rules.value("signal", head["signal"]) if head else "",
        rules.value("mod", left["mod"].strip()) if left and left["mod"] else "",
    )


def reference(article: Article, rules: TimeRules, hit: Hit, draft: Draft, anchor: Anchor | None) -> TimeRef:
    signal, widened = around(article, rules, hit)
    mod = draft.mod or widened
    period = draft.period
    if draft.type in ("DATE", "TIME"):
        mod = mod or (signal if signal in ("BEFORE", "AFTER") else "")
        period = _opened(period, signal, anchor)
    elif draft.type == "DURATION":
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
    if lo is None or hi is None:
        return period
    if signal in ("SINCE", "FROM"):
        return between(period.value, lo, anchor.hi if anchor and lo <= anchor.hi else None)
    if signal == "BY" and anchor and anchor.lo <= hi:
        return between(period.value, anchor.lo, hi)
    if signal in ("UNTIL", "BY"):
        return between(period.value, None, hi)
    if signal == "BEFORE":
        return between(period.value, None, lo - timedelta(days=1))
    if signal == "AFTER":
        return between(period.value, hi, None)
    return period


def _lasting(period: Period, signal: str, anchor: Anchor | None) -> Period:
    """«depuis deux ans» ends on the day of the voice, «d'ici deux ans» begins with it."""
    if anchor is None or period.lo or period.hi:
        return period
    try:
        if signal == "SINCE":
            return between(period.value, away(period.value, -1, anchor.lo), anchor.hi)
        if signal in ("UNTIL", "BY"):
            return between(period.value, anchor.lo, away(period.value, 1, anchor.hi))
    except ValueError:
        return period
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
            out[i] = replace(first, edtf=f"{first.lo}/{last.hi}", hi=last.hi)
            out[i + 1] = last
    return out


def _in_one_year(first: TimeRef, last: TimeRef) -> tuple[TimeRef, TimeRef]:
    """An end that is written without its year takes the other's («de mai à octobre 2030»), or the year beside it."""
    if not (_MONTH_OR_DAY.fullmatch(first.value) and _MONTH_OR_DAY.fullmatch(last.value)):
        return first, last
    bare_first, bare_last = (not _YEAR.search(r.text) for r in (first, last))
    if bare_first:
        year = int(last.value[:4])
        return _in_year(first, year if first.value[5:] <= last.value[5:] else year - 1), last
    if bare_last:
        year = int(first.value[:4])
        return first, _in_year(last, year if first.value[5:] <= last.value[5:] else year + 1)
    return first, last


def _in_year(ref: TimeRef, year: int) -> TimeRef:
    value = f"{year:04}{ref.value[4:]}"
    lo, hi = edtf_bounds(value)
    return replace(ref, value=value, edtf=value, lo=lo, hi=hi) if lo and value != ref.value else ref


def _is_range(text: str, rules: TimeRules, a: TimeRef, b: TimeRef) -> bool:
    if a.type not in ("DATE", "TIME") or b.type not in ("DATE", "TIME"):
        return False
    link = rules.value("link", text[a.end : b.start].strip() or "?")
    left = rules.open.search(text, max(0, a.start - WINDOW), a.start)
    opened = rules.value("open", " ".join(left[0].split())) if left else ""
    return link == "DASH" or (link != "" and link == opened)
