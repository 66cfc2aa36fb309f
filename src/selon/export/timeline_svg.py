"""The timeline laid out for ``templates/timeline.svg``: a day is a dot, an uncertain date a bar of possible days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selon.model import Event

_LEFT, _INNER, _RIGHT, _ROW = 185, 465, 450, 24  # px: dates, time axis, labels; from one row to the next
_MOST = 60  # rows: beyond, the list below the picture serves better


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of (event, its first and its last possible day as x, y), the years at their x; all in px."""

    rows: tuple[tuple[Event, int, int, int], ...]
    years: tuple[tuple[int, int], ...]
    height: int
    width: int = _LEFT + _INNER + _RIGHT
    dates: int = _LEFT - 12
    labels: int = _LEFT + _INNER + 14


def draw(events: Sequence[Event]) -> Timeline:
    """One row an event.  The axis is the rank of the years, not their length: 1993 does not squeeze 2023.

    An open end is drawn at the other one; what has neither is left out.
    """
    bounds = ((e, _day(e.lo), _day(e.hi)) for e in events)
    dated = [(e, first, last) for e, lo, hi in bounds if (first := lo or hi) and (last := hi or lo)][:_MOST]
    years = sorted({d.year for _, *ends in dated for d in ends})

    def at(day: date) -> int:
        part = (day.timetuple().tm_yday - 1) / 366
        return round(_LEFT + (years.index(day.year) + part) * _INNER / len(years))

    rows = tuple((e, at(first), at(last), 28 + i * _ROW) for i, (e, first, last) in enumerate(dated))
    return Timeline(rows, tuple((y, at(date(y, 1, 1))) for y in years), 40 + _ROW * len(rows))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
