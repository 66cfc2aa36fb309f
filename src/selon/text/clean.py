"""Cleaning by marking: what a web page left around the article, and the date at its head.

Nothing is cut from the text: a leftover is a span with the rule or table row for which it is set aside.  Rules
are general (tables ``leftovers.tsv``, ``monthnames.tsv``).  A leftover kept is a false fact, a good line set aside
a lost one: so a rule holds for a whole line, its beginning, or the very end of the text, never for running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from selon.lang.pack import LanguagePack, Row
from selon.model import Span
from selon.text.fold import fold

MAX_LINE = 250
"""Longer lines (code points) are running text: no rule for a line's beginning holds for them."""
HEAD_LINES = 6
"""A date line stands among the first lines of a page."""

_NETWORKS = (
    r"facebook|twitter|x|linked ?in|pinterest|whats ?app|telegram|instagram|reddit|tumblr|e-?mail|messenger"
    r"|youtube|tiktok|bluesky|mastodon|threads|vk|viber|pocket|flipboard|rss|print|imprimer|share|partager"
)
_SHARE = re.compile(rf"(?:(?:{_NETWORKS})(?:\s*[|/•·,:()\d-]+\s*|\s+|$))+", re.I)
_HASHTAGS = re.compile(r"(?:#[^\s#]+[\s,;|]*){2,}|#\w+")
_CLOCK = (
    r"(?:[ T,à@-]|at|um|\|)*\d{1,2} ?(?:[:h.]|heures?) ?(?:\d{2}(?::\d{2})?)?(?:\.\d+)?"
    r"\s?(?:[ap]\.?m\.?|[A-Z]{2,4}|Z|[+-]\d\d:?\d\d)?"
)
_AFTER_DATE = (
    r"(?: ?[-–—|,•/(]? ?(?:mise? à|màj|updat|modif|last |par |by |temps|\d+ ?min|lecture|reading)[^.]{0,70}"
    r"|[ .:]*[-–—]?)"
)
_STAMP = re.compile(rf"\d{{4}}-\d\d-\d\d{_CLOCK}", re.I)
_EPOCH = re.compile(r"(?<!\d)(\d{10})(?:\d{3})?(?!\d)")
_INITIALS = re.compile(r"(?<=[.!?…»”\"])\s*\((?:[a-z]{2,4}(?:[/,. -]+[a-z]{2,4})*|(?:[A-Z]\.-?){2,3})\)\s*$")
_PREFIX = re.compile(
    r"\s*\bdate ?[:=]? ?((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?= |$)", re.I
)
_FOREIGN = re.compile(r"[\u0370-\u05ff\u0600-\u08ff\u0900-\u1cff\u3040-\u9fff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+'?")


class Mark(NamedTuple):
    """A stretch set aside: ``kind`` is «leftover» or «credit», ``reason`` the rule or table row."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftoverRules:
    """The tables compiled.  ``places`` maps a named group of the patterns to «name fr/leftovers.tsv:12»."""

    line: re.Pattern[str]
    start: re.Pattern[str]
    tail: re.Pattern[str]
    byline: re.Pattern[str]
    date_line: re.Pattern[str]
    dateline: re.Pattern[str]
    months: Mapping[str, str]
    places: Mapping[str, str]
    function_words: frozenset[str]


def leftover_rules(packs: Iterable[LanguagePack]) -> LeftoverRules:
    """Compile the tables of the packs (a language's and the world's)."""
    packs = tuple(packs)
    rows = [row for pack in packs for row in pack.rows("leftovers")]
    months = {
        name: row["number"] for pack in packs for row in pack.rows("monthnames") for name in row.values("names")
    }
    places = {_group(row): f"{row['name']} {row.place}" for row in rows}
    date = _date_pattern(months)
    heads = "|".join(_loose(row["pattern"]) for row in rows if row["where"] == "datehead") or "(?!)"
    weekday = r"(?:[^\W\d_]{3,10}\.?,? )?"
    return LeftoverRules(
        _any(rows, "line", "", r"\s*$"),
        _any(rows, "start", "", ""),
        _any(rows, "tail", "", r"\s*$"),
        _any(rows, "byline", "", r"\s*$"),
        re.compile(rf"(?:{heads})\(?{weekday}{date}(?:{_CLOCK})?\)?{_AFTER_DATE}\s*$", re.I),
        re.compile(
            rf"\(?[^\W\d_][\w' -]{{1,30}}(?: \([\w' -]{{2,20}}\))?, (?:le )?{weekday}{date}"
            r"(?:\)|(?: ?\([^()]{2,20}\))? ?(?:--?|–|—)(?= )| ?\([^()]{2,20}\))",
            re.I,
        ),
        months,
        places,
        frozenset(row["word"] for pack in packs for row in pack.rows("stopwords")),
    )


def _group(row: Row) -> str:
    return "r_" + re.sub(r"\W", "_", row.place)


def _loose(pattern: str) -> str:
    return re.sub(r"(?<!\\) (?!\?|\*)", " +", pattern)


def _any(rows: list[Row], where: str, before: str, after: str) -> re.Pattern[str]:
    found = [f"(?P<{_group(row)}>{_loose(row['pattern'])})" for row in rows if row["where"] == where]
    return re.compile(rf"{before}(?:{'|'.join(found) or '(?!)'}){after}", re.I)


def _date_pattern(months: Mapping[str, str]) -> str:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or "(?!)"
    year = r"(?:19|20)\d\d"
    return (
        rf"(?:(?P<y1>{year})[-/.](?P<m1>0[1-9]|1[0-2])(?:[-/.](?P<d1>0[1-9]|[12]\d|3[01]))?(?!\d)"
        rf"|(?P<d2>[0-3]?\d)(?:er|st|nd|rd|th)? (?P<m2>{names})\.?,? (?P<y2>{year})\b"
        rf"|(?P<m3>{names})\.? (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y3>{year})\b"
        rf"|(?P<d4>[0-3]\d)[/.](?P<m4>0[1-9]|1[0-2])[/.](?P<y4>{year})\b"
        rf"|(?P<m5>{names})\.? (?P<y5>{year})\b)"
    )


def lines_of(text: str) -> list[Span]:
    """The lines that are not blank, without the white space around them."""
    spans, at = [], 0
    for line in text.split("\n"):
        if words := line.strip():
            start = at + line.index(words[0])
            spans.append(Span(start, start + len(words)))
        at += len(line) + 1
    return spans


# --- leftovers ------------------------------------------------------------------------------------------------


def find_leftovers(text: str, rules: LeftoverRules, language: str = "fr") -> tuple[Mark, ...]:
    """The stretches of uniform ``text`` to set aside, in order and disjoint."""
    lines = lines_of(text)
    marks: list[Mark] = []
    if lines and (prefix := _PREFIX.match(text, lines[0].start)):
        marks.append(Mark(*prefix.span(), "leftover", "date_prefix"))
        rest = lines[0].end - prefix.end()
        lines = [Span(lines[0].end - len(text[prefix.end() : lines[0].end].lstrip()), lines[0].end), *lines[1:]]
        lines = lines if rest and lines[0].start < lines[0].end else lines[1:]
    found = [_mark_line(text, line, number, rules) for number, line in enumerate(lines)]
    if len(lines) > 1:
        _mark_doubles(text, lines, found)
        _mark_neighbours(text, lines, found, rules)
    marks += [mark for mark in found if mark]
    kept = [line for line, mark in zip(lines, found, strict=True) if not mark]
    if kept:
        marks += _mark_tail(text, kept[-1], rules)
    return tuple(sorted(marks))


def _mark_line(text: str, span: Span, number: int, rules: LeftoverRules) -> Mark | None:
    line = text[span.start : span.end]
    if len(line) > MAX_LINE:
        return Mark(*span, "leftover", "hashtags") if line[0] == "#" and _HASHTAGS.fullmatch(line) else None
    for pattern, kind in ((rules.line, "leftover"), (rules.start, "leftover"), (rules.byline, "credit")):
        if (m := pattern.match(line)) and m.lastgroup:
            return Mark(*span, kind, rules.places[m.lastgroup])
    reason = ""
    if _SHARE.fullmatch(line) and line.lower() != "x":
        reason = "share_widget"
    elif _HASHTAGS.fullmatch(line):
        reason = "hashtags"
    elif _STAMP.fullmatch(line):
        reason = "stamp"
    elif _EPOCH.fullmatch(line) and _epoch_day(line):
        reason = "epoch"
    elif number < HEAD_LINES and _whole_date(line, rules):
        reason = "date_line"
    return Mark(*span, "leftover", reason) if reason else None


def _whole_date(line: str, rules: LeftoverRules) -> re.Match[str] | None:
    found = rules.date_line.match(line)
    if found:
        return found
    found = rules.dateline.match(line)
    return found if found and found.end() == len(line) else None


def _mark_doubles(text: str, lines: list[Span], found: list[Mark | None]) -> None:
    """A title that comes again among the first lines, as pages do."""
    first = next((i for i, mark in enumerate(found) if not mark), None)
    if first is None or lines[first].end - lines[first].start > MAX_LINE:
        return
    title = fold(text[slice(*lines[first])])
    for i in range(first + 1, min(first + HEAD_LINES, len(lines))):
        alike = abs(lines[i].end - lines[i].start - len(title)) < 20
        if not found[i] and alike and len(title) > 15 and fold(text[slice(*lines[i])]) == title:
            found[i] = Mark(*lines[i], "leftover", "doubled_title")


def _mark_neighbours(text: str, lines: list[Span], found: list[Mark | None], rules: LeftoverRules) -> None:
    """Short lines beside a widget, in another script or without a grammatical word of the article's language."""
    for i, line in enumerate(lines):
        if found[i] or line.end - line.start > MAX_LINE:
            continue
        beside = [found[k] for k in (i - 1, i + 1) if 0 <= k < len(lines)]
        if any(mark and re.match(r"comment|share|cookies|newsletter", mark.reason) for mark in beside):
            words = text[slice(*line)]
            if _is_foreign(words, rules.function_words):
                found[i] = Mark(*line, "leftover", "foreign_line")


def _is_foreign(line: str, function_words: frozenset[str]) -> bool:
    latin, other = len(_LATIN.findall(line)), len(_FOREIGN.findall(line))
    if other or latin < 2:
        return other > latin
    words = _WORD.findall(line.lower())
    return len(words) >= 6 and not any(word in function_words for word in words)


def _mark_tail(text: str, line: Span, rules: LeftoverRules) -> Iterator[Mark]:
    tail = max(line.start, line.end - 150)
    for pattern in (_INITIALS, rules.tail):
        m = pattern.search(text, tail, line.end)
        if m and m.start() > line.start:
            yield Mark(*m.span(), "leftover", rules.places.get(m.lastgroup or "", "initials"))
            return


# --- the date at the head -------------------------------------------------------------------------------------


class HeadDate(NamedTuple):
    """``edtf`` with the precision written (a month stays a month), its basis (header, epoch) and its place."""

    edtf: str
    basis: str
    span: Span


def head_date(text: str, rules: LeftoverRules) -> HeadDate | None:
    """The day on which the article says that it was published, or None; never a date inside running text.

    A date line, a date prefix or a dateline at the head of the uniform ``text``; else a Unix stamp alone on a
    line (its day in UTC).
    """
    lines = lines_of(text)
    if lines and (prefix := _PREFIX.match(text, lines[0].start)):
        return HeadDate(prefix[1], "header", Span(*prefix.span(1)))
    for line in lines[:HEAD_LINES]:
        words = text[slice(*line)]
        long = len(words) > MAX_LINE
        found = (None if long else rules.date_line.match(words)) or rules.dateline.match(words)
        edtf = _edtf(found, rules.months) if found else ""
        if found and edtf:
            return HeadDate(edtf, "header", Span(line.start + found.start(), line.start + found.end()))
        if long:
            break
    for line in lines:
        words = text[slice(*line)]
        if (stamp := _EPOCH.fullmatch(words)) and (day := _epoch_day(stamp[1])):
            return HeadDate(day, "epoch", line)
    return None


def _edtf(found: re.Match[str], months: Mapping[str, str]) -> str:
    for form in "12345":
        year, month = found[f"y{form}"], found[f"m{form}"]
        if year:
            day = found[f"d{form}"] if form != "5" else None
            number = months.get(month.lower(), month) if month else ""
            return _checked(year, number, day)
    return ""


def _checked(year: str, month: str, day: str | None) -> str:
    if not day:
        return f"{year}-{month}"
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC).date().isoformat()
    except ValueError:
        return ""


def _epoch_day(digits: str) -> str:
    """The day of a Unix stamp in seconds, or "" outside 2000–2099."""
    seconds = int(digits[:10])
    if not 946_684_800 <= seconds < 4_102_444_800:
        return ""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
