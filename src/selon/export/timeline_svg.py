"""The timeline as a picture: a day is a dot, an uncertain date a bar from its first to its last possible day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from selon.model import Event, Evidence

_LEFT, _RIGHT, _ROW, _LABEL = 185, 450, 24, 58
_INNER = 465  # px of the time axis
_MOST = 60  # rows: beyond, the list below the picture serves better


def render(events: Sequence[Event], link: Mapping[Evidence, str], title: str) -> str:
    """SVG, one row an event.  The axis is the rank of the years, not their length: 1993 does not squeeze 2023."""
    dated = [e for e in events if _day(e.lo) or _day(e.hi)][:_MOST]
    if not dated:
        return ""
    at = _scale(dated)
    height = 40 + _ROW * len(dated)
    width = _LEFT + _INNER + _RIGHT
    parts = [f'<svg class="timeline" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">']
    years = sorted({d.year for e in dated for d in _ends(e)})
    for year in years:
        x = at(date(year, 1, 1))
        parts.append(
            f'<line class="year" x1="{x}" x2="{x}" y1="18" y2="{height}"/><text x="{x + 3}" y="14">{year}</text>'
        )
    parts += [_row(e, 28 + i * _ROW, at, link) for i, e in enumerate(dated)]
    return "".join([*parts, "</svg>"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ends(event: Event) -> tuple[date, date]:
    """First and last possible day; an open end is drawn at the other one."""
    lo, hi = _day(event.lo), _day(event.hi)
    first = lo or hi
    last = hi or lo
    assert first is not None and last is not None  # events without either are left out before
    return first, last


def _scale(events: Sequence[Event]) -> Callable[[date], int]:
    years = sorted({d.year for e in events for d in _ends(e)})
    step = _INNER / len(years)

    def at(day: date) -> int:
        part = (day.timetuple().tm_yday - 1) / 366
        return round(_LEFT + (years.index(day.year) + part) * step)

    return at


def _row(event: Event, y: int, at: Callable[[date], int], link: Mapping[Evidence, str]) -> str:
    first, last = _ends(event)
    x1, x2 = at(first), at(last)
    open_ = "" if event.lo and event.hi else " open"
    mark = (
        f'<circle cx="{x1}" cy="{y}" r="5"/>'
        if first == last and not open_
        else f'<rect class="span{open_}" x="{x1}" y="{y - 5}" width="{max(8, x2 - x1)}" height="10" rx="5"/>'
    )
    label = event.label if len(event.label) <= _LABEL else event.label[: _LABEL - 1] + "…"
    row = (
        f'<text class="date" x="{_LEFT - 12}" y="{y + 4}">{escape(event.date)}</text>{mark}'
        f'<text x="{_LEFT + _INNER + 14}" y="{y + 4}">{escape(label)}</text><title>{escape(event.label)}</title>'
    )
    href = link.get(event.evidence[0], "") if event.evidence else ""
    return f'<a href="{href}">{row}</a>' if href else f"<g>{row}</g>"
