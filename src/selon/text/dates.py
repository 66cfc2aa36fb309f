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

from selon.model import Article, Span, TimeRef
from selon.text.fold import uniform
from selon.text.time_around import WINDOW, Hit, around, reference, with_ranges
from selon.text.time_calendar import Anchor, Period, anchor_of
from selon.text.time_case import Case, Draft
from selon.text.time_resolve import read_case
from selon.text.time_rules import TimeRule, TimeRules
from selon.text.time_tense import FUTURE, PAST, TenseReader, tense_reader

# A time of day hangs on a day named at most this far back (code points, about four sentences).
_HANG = 600
_NEAR = 450
# With one of these groups the words are a date, capital or not.
_TELLING = frozenset({"year", "yy", "dd", "day", "shift", "daypart", "part"})
_STAMPS = re.compile("date|stamp")


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch ``[start, end)`` that speaks from another day than the article: EDTF and its basis."""

    start: int
    end: int
    published: str | None
    basis: str


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
        found.append(reference(article, rules, hit, draft, spoken))
    found = sorted([*found, *_stamps(article, rules)], key=lambda t: t.start)
    return tuple(with_ranges(article, rules, found))


# --- scanning -------------------------------------------------------------------------------------------------


def _scan(article: Article, rules: TimeRules) -> Iterator[Hit]:
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
                yield reference(page, rules, hit, draft, None)


def _scan_stretch(article: Article, chosen: Sequence[TimeRule], rules: TimeRules, stretch: Span) -> Iterator[Hit]:
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
            yield Hit(start, end, order, rule, groups)


def _counts_things(article: Article, rules: TimeRules, start: int, end: int) -> bool:
    """A number of four digits is a year unless it counts what follows («2000 soldats») or is no likely year."""
    number = int(article.text[start:end])
    led = rules.year_lead.search(article.text, max(0, start - WINDOW), start) is not None
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
    if rule.before and rule.before.search(text, max(0, outer - WINDOW), outer):
        return False
    return not (rule.after and rule.after.match(text, end))


def _is_name(text: str, groups: Mapping[str, str], start: int, block: int) -> bool:
    """A capital where the language writes none and nothing else tells a date: «Mars», «le Journal du Dimanche»."""
    words = [groups[g] for g in ("month", "weekday", "season") if g in groups]
    if not words or not words[0][0].isupper() or words[0].isupper() or groups.keys() & _TELLING:
        return False
    before = text[block:start].rstrip(' «"“(')
    return not text.startswith(words[0], start) or (before != "" and before[-1] not in ".!?:\n—–-•;")


def _longest(hits: Iterator[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.order, h.start)):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


# --- resolving ------------------------------------------------------------------------------------------------


def _voice_anchor(hit: Hit, voices: Sequence[Voice], anchor: Anchor | None) -> Anchor | None:
    inside = [v for v in voices if v.start <= hit.start and hit.end <= v.end]
    if not inside:
        return anchor
    narrowest = min(inside, key=lambda v: v.end - v.start)
    return anchor_of(narrowest.published, narrowest.basis)


def _resolve(reader: TenseReader, hit: Hit, anchor: Anchor | None, focus: _Focus) -> Draft | None:
    of_day = reader.rules.value("unit", hit.groups.get("unit", "")) in ("", "D")
    base = focus.day if of_day else focus.period
    reach = _NEAR if hit.rule.settings.get("near") else _HANG
    if hit.rule.kind in ("clock", "daypart") and hit.start - focus.day_end > reach:
        base = None
    return read_case(Case(hit.groups, hit.rule, reader.rules, anchor, base, lambda: _direction(reader, hit)))


def _direction(reader: TenseReader, hit: Hit) -> str:
    """The verb's direction, unless a word tells it: «depuis» looks back, «d'ici» ahead, «avant l'été» too."""
    signal, _ = around(reader.article, reader.rules, hit)
    if signal == "SINCE":
        return PAST
    if signal == "BY" or (signal == "BEFORE" and "season" in hit.groups):
        return FUTURE
    return reader.direction(hit.start, hit.end)


def _day_right_after(
    article: Article, reader: TenseReader, hit: Hit, after: Hit, anchor: Anchor | None, focus: _Focus
) -> _Focus:
    """«vers 15 h 30, hier»: the day stands right behind the time of day."""
    between_them = article.text[hit.end : after.start]
    if len(between_them) > 4 or "." in between_them or after.rule.kind not in ("date", "deictic", "today"):
        return focus
    draft = _resolve(reader, after, anchor, focus)
    return _moved(focus, draft, hit) if draft else focus


def _moved(focus: _Focus, draft: Draft, hit: Hit) -> _Focus:
    period = draft.period
    if draft.type not in ("DATE", "TIME") or period.lo is None or period.hi is None:
        return focus
    if period.value.endswith("_REF") or hit.rule.settings.get("still"):
        return focus
    day = replace(period, value=period.value[:10]) if period.lo == period.hi else None
    return _Focus(day or focus.day, hit.end if day else focus.day_end, period)
