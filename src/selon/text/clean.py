"""Cleaning by marking: what a web page left around the article, and the date at its head.

Nothing is cut from the text: a leftover is a span with the rule or table row for which it is set aside.  Rules
are general (tables ``leftovers.tsv``, ``monthnames.tsv``).  A leftover kept is a false fact, a good line set aside
a lost one: so a rule holds for a whole line, its beginning, or the very end of the text, never for running text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from selon.lang.pack import LanguagePack, Row
from selon.model import Block, Span
from selon.text.edtf import edtf_bounds
from selon.text.fold import fold, trimmed

MAX_LINE = 250
"""Longer lines (code points) are running text: no rule for a line's beginning holds for them."""
HEAD_LINES = 6
"""A date line stands among the first lines of a page."""

_CLOCK = (
    r"(?:[ T,à@-]|at|um|\|)*\d{1,2} ?(?:[:h.]|heures?) ?(?:\d{2}(?::\d{2})?)?(?:\.\d+)?"
    r"\s?(?:[ap]\.?m\.?|[A-Z]{2,4}|Z|[+-]\d\d:?\d\d)?"
)
_AFTER_DATE = (
    r"(?: ?[-–—|,•/(]? ?(?:mise? à|màj|updat|modif|last |par |by |temps|\d+ ?min|lecture|reading)[^.]{0,70}"
    r"|[ .:]*[-–—]?)"
)
_END = r"\s*$"
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_PREFIX = re.compile(
    r"\s*\bdate ?[:=]? ?((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?= |$)", re.I
)

_VISIBLE = re.compile(r"[^\n]")
_DEBRIS = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|div|span|a|img|h[1-6]|li|ul|ol|figure|figcaption|blockquote|section|article|table|tr|td)"
    r"\b[^<>\n]{0,300}>|(?<=\s)[<>](?=\w)"
)


class Mark(NamedTuple):
    """A stretch set aside: ``kind`` is «leftover» or «credit», ``reason`` the rule or table row."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftoverRules:
    """The tables compiled.  ``places`` maps a group of the patterns to its kind and «name fr/leftovers.tsv:12»."""

    line: re.Pattern[str]
    tail: re.Pattern[str]
    date_line: re.Pattern[str]
    dateline: re.Pattern[str]
    months: Mapping[str, str]
    places: Mapping[str, tuple[str, str]]


def leftover_rules(packs: Iterable[LanguagePack]) -> LeftoverRules:
    """Compile the tables of the packs (a language's and the world's)."""
    packs = tuple(packs)
    rows = [row for pack in packs for row in pack.rows("leftovers")]
    months = {name: row["number"] for pack in packs for row in pack.rows("monthnames") for name in row.values("names")}
    places = {
        _group(row): ("credit" if row["where"] == "byline" else "leftover", f"{row['name']} {row.place}")
        for row in rows
    }
    date = _date_pattern(months)
    heads = "|".join(_loose(row["pattern"]) for row in rows if row["where"] == "datehead") or "(?!)"
    weekday = r"(?:[^\W\d_]{3,10}\.?,? )?"
    return LeftoverRules(
        line=_any(rows, "line", "start", "byline"),
        tail=_any(rows, "tail"),
        date_line=re.compile(rf"(?:{heads})\(?{weekday}{date}(?:{_CLOCK})?\)?{_AFTER_DATE}\s*$", re.I),
        dateline=re.compile(
            rf"\(?[^\W\d_][\w' -]{{1,30}}(?: \([\w' -]{{2,20}}\))?, (?:le )?{weekday}{date}"
            r"(?:\)|(?: ?\([^()]{2,20}\))? ?(?:--?|–|—)(?= )| ?\([^()]{2,20}\))",
            re.I,
        ),
        months=months,
        places=places,
    )


def _group(row: Row) -> str:
    return "r_" + re.sub(r"\W", "_", row.place)


def _loose(pattern: str) -> str:
    return re.sub(r"(?<!\\) (?!\?|\*)", " +", pattern)


def _any(rows: list[Row], *places: str) -> re.Pattern[str]:
    """One pattern of the rows of these places, each a named group; only «start» leaves the rest of the line open."""
    chosen = [row for where in places for row in rows if row["where"] == where]
    found = [f"(?P<{_group(r)}>{_loose(r['pattern'])}){'' if r['where'] == 'start' else _END}" for r in chosen]
    return re.compile("|".join(found) or "(?!)", re.I)


def _date_pattern(months: Mapping[str, str]) -> str:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or "(?!)"
    year = r"(?:19|20)\d\d"
    return (
        rf"(?:(?P<y1>{year})[-/.](?P<m1>0[1-9]|1[0-2])(?:[-/.](?P<d1>0[1-9]|[12]\d|3[01]))?(?!\d)"
        rf"|(?P<d2>[0-3]?\d)(?:er|st|nd|rd|th)? (?P<m2>{names})\.?,? (?P<y2>{year})\b"
        rf"|(?P<m3>{names})\.? (?:(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,? )?(?P<y3>{year})\b"
        rf"|(?P<d4>[0-3]\d)[/.](?P<m4>0[1-9]|1[0-2])[/.](?P<y4>{year})\b)"
    )


def lines_of(text: str) -> list[Span]:
    """The lines that are not blank, without the white space around them."""
    lines = (trimmed(text, *m.span()) for m in re.finditer("[^\n]+", text))
    return [line for line in lines if line.start < line.end]


# --- leftovers ------------------------------------------------------------------------------------------------


def find_leftovers(text: str, rules: LeftoverRules) -> tuple[Mark, ...]:
    """The stretches of uniform ``text`` to set aside, in order and disjoint."""
    marks, lines = [], lines_of(text)
    if lines and (prefix := _PREFIX.match(text, lines[0].start)):
        marks.append(Mark(*prefix.span(), "leftover", "date_prefix"))
        rest = trimmed(text, prefix.end(), lines[0].end)
        lines[:1] = [rest] if rest.start < rest.end else []
    kept: list[Span] = []
    for number, line in enumerate(lines):
        mark = _mark_line(text[slice(*line)], line, number < HEAD_LINES, rules)
        if not mark and 0 < number < HEAD_LINES and kept and _doubles(text[slice(*kept[0])], text[slice(*line)]):
            mark = Mark(*line, "leftover", "doubled_title")
        if mark:
            marks.append(mark)
        else:
            kept.append(line)
    if kept:
        start, end = kept[-1]
        tail = rules.tail.search(text, max(start, end - 150), end)
        if tail and tail.start() > start:
            marks.append(Mark(*tail.span(), *rules.places[tail.lastgroup or ""]))
    return tuple(sorted(marks))


def _mark_line(line: str, span: Span, head: bool, rules: LeftoverRules) -> Mark | None:
    if len(line) > MAX_LINE:
        return None
    if (found := rules.line.match(line)) and found.lastgroup:
        return Mark(*span, *rules.places[found.lastgroup])
    if _epoch_day(line):
        return Mark(*span, "leftover", "epoch")
    if head and (rules.date_line.match(line) or rules.dateline.fullmatch(line)):
        return Mark(*span, "leftover", "date_line")
    return None


def _doubles(title: str, line: str) -> bool:
    """A title that comes again among the first lines, as pages do."""
    return 15 < len(title) <= MAX_LINE and abs(len(line) - len(title)) < 20 and fold(line) == fold(title)


def blanked(text: str, marks: Sequence[Mark | Block]) -> str:
    """The text with spaces for the leftovers and for stray tags."""
    for mark in marks:
        if mark.kind == "leftover":
            text = text[: mark.start] + _VISIBLE.sub(" ", text[mark.start : mark.end]) + text[mark.end :]
    return _DEBRIS.sub(lambda m: " " * len(m.group()), text) if "<" in text or ">" in text else text


# --- the date at the head -------------------------------------------------------------------------------------


def head_date(text: str, rules: LeftoverRules) -> tuple[str, str] | None:
    """The day on which the article says that it was published, or None; never a date inside running text.

    EDTF with the precision written (a month stays a month) and its basis: «header», a date line, a date prefix or a
    dateline at the head of the uniform ``text``; else «epoch», a Unix stamp alone on a line (its day in UTC).
    """
    lines = [text[slice(*line)] for line in lines_of(text)]
    if lines and (prefix := _PREFIX.match(lines[0])):
        return prefix[1], "header"
    for line in lines[:HEAD_LINES]:
        long = len(line) > MAX_LINE
        found = (None if long else rules.date_line.match(line)) or rules.dateline.match(line)
        if found and (day := _edtf(found, rules.months)):
            return day, "header"
        if long:
            break
    return next(((day, "epoch") for line in lines if (day := _epoch_day(line))), None)


def _edtf(found: re.Match[str], months: Mapping[str, str]) -> str:
    """The date that the groups of ``_date_pattern`` hold, "" if there is no such day."""
    words = {name[0]: word for name, word in found.groupdict().items() if word}
    month = months.get(words["m"].lower(), words["m"])
    edtf = f"{words['y']}-{month}" + (f"-{int(words['d']):02}" if "d" in words else "")
    return edtf if edtf_bounds(edtf)[0] else ""


def _epoch_day(line: str) -> str:
    """The day of a Unix stamp alone on its line, "" if it is none or outside 2000–2099."""
    stamp = _EPOCH.fullmatch(line)
    if not stamp or not 946_684_800 <= int(stamp[1]) < 4_102_444_800:
        return ""
    return datetime.fromtimestamp(int(stamp[1]), UTC).date().isoformat()
