"""EDTF: the days that a date may stand for, and whether two stretches of days can touch.

Covers what selon writes and what a sidecar may hold: years, months, days, date-times, seasons (21–24), quarters
(33–36), half-years (40–41), unspecified digits (X), the qualifiers ~ ? %, intervals and one-of lists.
Source: Library of Congress, Extended Date/Time Format specification (levels 0 to 2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from types import MappingProxyType

# Both the calendar's seasons (from the 21st) and the weather service's (from the 1st) are in daily use, so a
# season runs from the earlier start to the later end.  Winter is named after the year in which it starts.
SEASONS = MappingProxyType(
    {
        "SP": (21, (3, 1), (6, 20)),
        "SU": (22, (6, 1), (9, 22)),
        "FA": (23, (9, 1), (12, 20)),
        "WI": (24, (12, 1), (3, 20)),
    }
)
_BY_CODE = MappingProxyType({code: (start, end) for code, start, end in SEASONS.values()})
_SPANS = MappingProxyType({33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)})
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2})(?:T.*)?)?)?")


def edtf_bounds(edtf: str) -> tuple[str, str]:
    """First and last ISO day of an EDTF date; "" where it is open, unknown or not EDTF.

    >>> edtf_bounds("2023-07")
    ('2023-07-01', '2023-07-31')
    >>> edtf_bounds("../2023-22")
    ('', '2023-09-22')
    """
    text = edtf.strip()
    if text.startswith(("[", "{")):
        parts = re.split(r",|\.\.", text[1:-1])
        return edtf_bounds(parts[0])[0], edtf_bounds(parts[-1])[1]
    if "/" in text:
        first, _, last = text.partition("/")
        return edtf_bounds(first)[0], edtf_bounds(last)[1]
    match = _DATE.fullmatch(re.sub(r"[~?%]", "", text))
    return _bounds(match[1], match[2] or "", match[3] or "") if match else ("", "")


def _bounds(year: str, month: str, day: str) -> tuple[str, str]:
    if not re.fullmatch(r"\d+X*", year) or int(year.replace("X", "9")) < 1:
        return "", ""
    low, high = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
    if "X" in year or not month or "X" in month:
        return f"{low:04}-01-01", f"{high:04}-12-31"
    number = int(month)
    if number in _BY_CODE:
        (m1, d1), (m2, d2) = _BY_CODE[number]
        return f"{low:04}-{m1:02}-{d1:02}", f"{low + (m2 < m1):04}-{m2:02}-{d2:02}"
    first, last = _SPANS.get(number, (number, number))
    if not 1 <= first <= 12:
        return "", ""
    if day and "X" not in day:
        whole = f"{year}-{month}-{day}"
        return (whole, whole) if _is_day(whole) else ("", "")
    return f"{low:04}-{first:02}-01", f"{low:04}-{last:02}-{monthrange(low, last)[1]:02}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def overlap(lo1: str, hi1: str, lo2: str, hi2: str) -> bool:
    """Whether two stretches of ISO days share a day; "" is open, so that nothing known overlaps everything."""
    return (not hi1 or not lo2 or lo2 <= hi1) and (not hi2 or not lo1 or lo1 <= hi2)
