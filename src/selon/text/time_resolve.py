"""From a match to a dated draft: one reader for each kind of rule in ``times.tsv``.

Each reader takes a ``Case`` (the matched words and what is known around them) and gives a ``Draft``, or None when
the words turn out to be no time.  A reader never invents an anchor: without one the value keeps its unknown
digits (X).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from selon.text.time_calendar import merge
from selon.text.time_case import Case, Draft
from selon.text.time_date import read_date
from selon.text.time_relative import (
    read_anaphor,
    read_clock,
    read_daypart,
    read_deictic,
    read_offset,
    read_period,
    read_today,
)
from selon.text.time_span import read_century, read_decade, read_duration, read_ref, read_set

READERS: Mapping[str, Callable[[Case], Draft | None]] = MappingProxyType(
    {
        "date": read_date,
        "deictic": read_deictic,
        "today": read_today,
        "period": read_period,
        "offset": read_offset,
        "anaphor": read_anaphor,
        "daypart": read_daypart,
        "clock": read_clock,
        "duration": read_duration,
        "set": read_set,
        "ref": read_ref,
        "decade": read_decade,
        "century": read_century,
        "silent": lambda case: None,
    }
)


def read_case(case: Case) -> Draft | None:
    """Read a match by the kind of its rule; an anchor known to the month or year is read from both its ends."""
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
