"""EDTF: the days that a date may stand for, and whether two stretches of days can touch.

Covers what selon writes and what a sidecar may hold: years, months, days, date-times, seasons (21–24), quarters
(33–36), half-years (40–41), unspecified digits (X), the qualifiers ~ ? %, intervals and one-of lists.
Source: Library of Congress, Extended Date/Time Format specification (levels 0 to 2).
"""

import re
from calendar import monthrange
from types import MappingProxyType

SEASONS = MappingProxyType({"SP": 21, "SU": 22, "FA": 23, "WI": 24})
# First and last day of what stands in the month's place.  Both the calendar's seasons (from the 21st) and the weather
# service's (from the 1st) are in daily use, so a season runs from the earlier start to the later end; winter is named
# after the year in which it starts.
_SPANS = MappingProxyType(
    {
        "21": ("03-01", "06-20"), "22": ("06-01", "09-22"), "23": ("09-01", "12-20"), "24": ("12-01", "03-20"),
        "33": ("01-01", "03-31"), "34": ("04-01", "06-30"), "35": ("07-01", "09-30"), "36": ("10-01", "12-31"),
        "40": ("01-01", "06-30"), "41": ("07-01", "12-31"),
    }
)  # fmt: skip
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
    if month in _SPANS:
        first, last = _SPANS[month]
        return f"{low:04}-{first}", f"{low + (last < first):04}-{last}"
    if not 1 <= int(month) <= 12:
        return "", ""
    days = monthrange(low, int(month))[1]
    if day and "X" not in day:
        return (f"{year}-{month}-{day}",) * 2 if 1 <= int(day) <= days else ("", "")
    return f"{year}-{month}-01", f"{year}-{month}-{days:02}"


def overlap(lo1: str, hi1: str, lo2: str, hi2: str) -> bool:
    """Whether two stretches of ISO days share a day; "" is open, so that nothing known overlaps everything."""
    return (not hi1 or not lo2 or lo2 <= hi1) and (not hi2 or not lo1 or lo1 <= hi2)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """The months («2031-03») from ``first`` to ``last``, both taken along; at most two years of them.

    >>> months_between("2031-12", "2032-01")
    ('2031-12', '2032-01')
    """
    year, month = int(first[:4]), int(first[5:7])
    found = [first]
    while found[-1] < last and len(found) < 24:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year:04}-{month:02}")
    return tuple(found)
