"""Find and normalise time expressions: scan with the rules, keep the longest, resolve in reading order.

The anchor of a relative date belongs to the voice that speaks: it is the article's day of publication unless a
``Voice`` says otherwise for a stretch of text.  With no anchor nothing is guessed: the value keeps its unknown
digits (XXXX-WXX-1), ``lo``/``hi`` stay empty, unless the text dates a day itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selon.model import Article, Span, TimeRef
from selon.text.edtf import edtf_bounds
from selon.text.fold import uniform
from selon.text.time_calendar import Anchor, Period, anchor_of, away, between
from selon.text.time_case import Case, Draft
from selon.text.time_resolve import read_case
from selon.text.time_rules import TimeRule, TimeRules
from selon.text.time_tense import FUTURE, PAST, TenseReader, tense_reader

_WINDOW = 48
# A time of day hangs on a day named at most this far back (code points, about four sentences).
_HANG = 600
_NEAR = 450
# With one of these groups the words are a date, capital or not.
_TELLING = frozenset({"year", "yy", "dd", "day", "shift", "daypart", "part"})
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_YEAR = re.compile(r"\d{4}|'\d\d")
_STAMPS = re.compile("date|stamp")


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch ``[start, end)`` that speaks from another day than the article: EDTF and its basis."""

    start: int
    end: int
    published: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    order: int
    rule: TimeRule
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Focus:
    """The last day and the last period that the text dated, with the place where each ended."""

    day: Period | None = None
    day_end: int = 0
    period: Period | None = None


def find_times(article: Article, rules: TimeRules, voices: Sequence[Voice] = ()) -> tuple[TimeRef, ...]:
    """The time expressions of an article, in order and without overlap."""
    hits = _longest(_scan(article, rules))
    reader = tense_reader(article, rules)
    anchor = anchor_of(article.document.published, article.document.published_basis)
    focus = _Focus()
    found: list[TimeRef] = []
    for i, hit in enumerate(hits):
        spoken = _voice_anchor(hit, voices, anchor)
        base = focus
        if hit.rule.kind in ("clock", "daypart") and i + 1 < len(hits):
            base = _day_right_after(article, reader, hit, hits[i + 1], spoken, focus)
        draft = _resolve(reader, hit, spoken, base)
        if draft is None:
            continue
        focus = _moved(focus, draft, hit)
        found.append(_reference(article, rules, hit, draft, spoken))
    found = sorted([*found, *_stamps(article, rules)], key=lambda t: t.start)
    return tuple(_with_ranges(article, rules, found))


# --- scanning -------------------------------------------------------------------------------------------------


def _scan(article: Article, rules: TimeRules) -> Iterator[_Hit]:
    for sentence in article.sentences:
        yield from _scan_stretch(article, rules.rules, rules, Span(sentence.start, sentence.end))


def _stamps(article: Article, rules: TimeRules) -> Iterator[TimeRef]:
    """Dates on the lines that were set aside as stamps: they are dates of the page, not of the story."""
    lines = [b for b in article.blocks if b.kind == "leftover" and _STAMPS.match(b.reason)]
    if not lines:
        return
    page = replace(article, text=uniform(article.document.raw), sentences=(), tokens=())
    stamped = tuple(rule for rule in rules.rules if rule.settings.get("stamp"))
    reader = tense_reader(page, rules)
    for block in lines:
        for hit in _longest(_scan_stretch(page, stamped, rules, Span(block.start, block.end))):
            draft = _resolve(reader, hit, None, _Focus())
            if draft and draft.period.lo:
                yield _reference(page, rules, hit, draft, None)


def _scan_stretch(article: Article, chosen: Sequence[TimeRule], rules: TimeRules, stretch: Span) -> Iterator[_Hit]:
    text = article.text
    lacking = {c for c, form in rules.present.items() if not form.search(text, stretch.start, stretch.end)}
    for order, rule in enumerate(chosen):
        if not rule.needs.isdisjoint(lacking):
            continue
        for match in rule.pattern.finditer(text, stretch.start, stretch.end):
            start, end = match.span("at") if "at" in rule.pattern.groupindex else match.span()
            groups = {k: v for k, v in match.groupdict().items() if v}
            if start == end or not _stands(text, rule, start, end, match.start()):
                continue
            if not rules.words.get("capitals") and _is_name(text, groups, start, stretch.start):
                continue
            if rule.settings.get("bare") and _counts_things(article, rules, start, end):
                continue
            yield _Hit(start, end, order, rule, groups)


def _counts_things(article: Article, rules: TimeRules, start: int, end: int) -> bool:
    """A number of four digits is a year unless it counts what follows («2000 soldats») or is no likely year."""
    number = int(article.text[start:end])
    led = rules.year_lead.search(article.text, max(0, start - _WINDOW), start) is not None
    if not 1900 <= number <= 2100 and not (led and number >= 1500):
        return True
    at = bisect_left(article.tokens, end, key=lambda t: t.start)
    if at >= len(article.tokens):
        return False
    after = article.tokens[at]
    if after.start - end > 1 or not after.norm[0].isalpha() or after.text[0].isupper():
        return False
    if after.tag:
        return after.tag in ("NOUN", "ADJ") and after.norm.endswith(("s", "x")) and not (led and number > 1950)
    return after.norm.endswith(("s", "x")) and len(after.norm) > 4 and not led


def _stands(text: str, rule: TimeRule, start: int, end: int, outer: int) -> bool:
    if rule.before and rule.before.search(text, max(0, outer - _WINDOW), outer):
        return False
    return not (rule.after and rule.after.match(text, end))


def _is_name(text: str, groups: Mapping[str, str], start: int, block: int) -> bool:
    """A capital where the language writes none and nothing else tells a date: «Mars», «le Journal du Dimanche»."""
    words = [groups[g] for g in ("month", "weekday", "season") if g in groups]
    if not words or not words[0][0].isupper() or words[0].isupper() or groups.keys() & _TELLING:
        return False
    before = text[block:start].rstrip(' «"“(')
    return not text.startswith(words[0], start) or (before != "" and before[-1] not in ".!?:\n—–-•;")


def _longest(hits: Iterator[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.order, h.start)):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


# --- resolving ------------------------------------------------------------------------------------------------


def _voice_anchor(hit: _Hit, voices: Sequence[Voice], anchor: Anchor | None) -> Anchor | None:
    inside = [v for v in voices if v.start <= hit.start and hit.end <= v.end]
    if not inside:
        return anchor
    narrowest = min(inside, key=lambda v: v.end - v.start)
    return anchor_of(narrowest.published, narrowest.basis)


def _resolve(reader: TenseReader, hit: _Hit, anchor: Anchor | None, focus: _Focus) -> Draft | None:
    of_day = reader.rules.value("unit", hit.groups.get("unit", "")) in ("", "D")
    base = focus.day if of_day else focus.period
    reach = _NEAR if hit.rule.settings.get("near") else _HANG
    if hit.rule.kind in ("clock", "daypart") and hit.start - focus.day_end > reach:
        base = None
    return read_case(Case(hit.groups, hit.rule, reader.rules, anchor, base, lambda: _direction(reader, hit)))


def _direction(reader: TenseReader, hit: _Hit) -> str:
    """The verb's direction, unless a word tells it: «depuis» looks back, «d'ici» ahead, «avant l'été» too."""
    signal, _ = _around(reader.article, reader.rules, hit)
    if signal == "SINCE":
        return PAST
    if signal == "BY" or (signal == "BEFORE" and "season" in hit.groups):
        return FUTURE
    return reader.direction(hit.start, hit.end)


def _around(article: Article, rules: TimeRules, hit: _Hit) -> tuple[str, str]:
    """The signal and the mod that stand right before an expression or open it, "" if none."""
    left = rules.left.search(article.text, max(0, hit.start - _WINDOW), hit.start)
    head = rules.head.match(article.text, hit.start, hit.end) or (left if left and left["signal"] else None)
    return (
        rules.value("signal", head["signal"]) if head else "",
        rules.value("mod", left["mod"].strip()) if left and left["mod"] else "",
    )


def _day_right_after(
    article: Article, reader: TenseReader, hit: _Hit, after: _Hit, anchor: Anchor | None, focus: _Focus
) -> _Focus:
    """«vers 15 h 30, hier»: the day stands right behind the time of day."""
    between_them = article.text[hit.end : after.start]
    if len(between_them) > 4 or "." in between_them or after.rule.kind not in ("date", "deictic", "today"):
        return focus
    draft = _resolve(reader, after, anchor, focus)
    return _moved(focus, draft, hit) if draft else focus


def _moved(focus: _Focus, draft: Draft, hit: _Hit) -> _Focus:
    period = draft.period
    if draft.type not in ("DATE", "TIME") or period.lo is None or period.hi is None:
        return focus
    if period.value.endswith("_REF") or hit.rule.settings.get("still"):
        return focus
    day = replace(period, value=period.value[:10]) if period.lo == period.hi else None
    return _Focus(day or focus.day, hit.end if day else focus.day_end, period)


# --- what stands around ---------------------------------------------------------------------------------------


def _reference(article: Article, rules: TimeRules, hit: _Hit, draft: Draft, anchor: Anchor | None) -> TimeRef:
    signal, widened = _around(article, rules, hit)
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


def _with_ranges(article: Article, rules: TimeRules, found: list[TimeRef]) -> list[TimeRef]:
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
    left = rules.open.search(text, max(0, a.start - _WINDOW), a.start)
    opened = rules.value("open", " ".join(left[0].split())) if left else ""
    return link == "DASH" or (link != "" and link == opened)
