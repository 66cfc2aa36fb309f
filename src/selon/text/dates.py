"""Find and normalise time expressions: scan with the rules, keep the longest, resolve in reading order.

The anchor of a relative date is the article's day of publication, or the day of the dated speech that is reported
(«dans son discours du 3 mars, il a dit : « demain … »»).  With no anchor nothing is guessed: the value
keeps its unknown digits (XXXX-WXX-1), ``lo``/``hi`` stay empty, unless the text dates a day itself.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from selon.model import Article, Block, Sentence, TimeRef
from selon.text import time_points, time_span
from selon.text.fold import small, uniform
from selon.text.time_around import WINDOW, Hit, around, reference, with_ranges
from selon.text.time_calendar import Anchor, Period, anchor_of, merge
from selon.text.time_case import Case, Draft
from selon.text.time_rules import TimeRule, TimeRules
from selon.text.time_tense import FUTURE, PAST, TenseReader

# A time of day hangs on a day named at most this far back (code points, about four sentences).
_HANG = 600
_NEAR = 450
# With one of these groups the words are a date, capital or not.
_TELLING = frozenset({"year", "yy", "dd", "day", "shift", "daypart", "part"})
_STAMPS = re.compile("date|stamp")

# The reader of each kind of rule: «read_date» reads «date»; «silent» swallows the words.
READERS: Mapping[str, Callable[[Case], Draft | None]] = MappingProxyType(
    {k.removeprefix("read_"): f for m in (time_points, time_span) for k, f in vars(m).items() if k.startswith("read_")}
    | {"silent": lambda case: None}
)


@dataclass(frozen=True, slots=True)
class _Focus:
    """The last day and the last period that the text dated, with the place where the day ended."""

    day: Period | None = None
    day_end: int = 0
    period: Period | None = None


def find_times(article: Article, rules: TimeRules) -> tuple[TimeRef, ...]:
    """The time expressions of an article, in order and without overlap."""
    hits = _longest(_scan(article, rules.rules, rules, article.sentences))
    reader = TenseReader(article, rules)
    own = anchor_of(article.document.published, article.document.published_basis)
    focus, speech = _Focus(), None
    found = list(_stamps(article, rules))
    for hit, following in zip_longest(hits, hits[1:]):
        base, anchor = focus, speech.anchor if speech and speech.holds(article, hit.start) else own
        if following and hit.rule.kind in ("clock", "daypart") and _day_behind(article.text, hit, following):
            base = _moved(focus, _resolve(reader, following, anchor, focus), hit)
        draft = _resolve(reader, hit, anchor, base)
        if draft:
            focus = _moved(focus, draft, hit)
            speech = _speech(article, rules, hit, draft) or speech
            found.append(reference(article, rules, hit, draft, anchor))
    return tuple(with_ranges(article, rules, sorted(found, key=lambda t: t.start)))


@dataclass(frozen=True, slots=True)
class _Speech:
    """A dated speech: its day holds for the rest of its sentence, and for what is quoted in its paragraph."""

    anchor: Anchor
    start: int
    sentence_end: int
    block: int

    def holds(self, article: Article, at: int) -> bool:
        if at < self.sentence_end:
            return True
        blocks = {s.block for s in article.sentences if s.start <= at < s.end}
        return blocks == {self.block} and any(self.start < q.start <= at < q.end for q in article.quotations)


def _speech(article: Article, rules: TimeRules, hit: Hit, draft: Draft) -> _Speech | None:
    day = draft.period.lo if draft.type in ("DATE", "TIME") and draft.period.lo == draft.period.hi else None
    if day is None or not rules.speech.search(article.text, max(0, hit.start - WINDOW), hit.start):
        return None
    sentence = next((s for s in article.sentences if s.start <= hit.start < s.end), None)
    anchor = Anchor(day, day, day.isoformat(), "speech")
    return _Speech(anchor, hit.end, sentence.end, sentence.block) if sentence else None


def _stamps(article: Article, rules: TimeRules) -> Iterator[TimeRef]:
    """Dates on the lines that were set aside as stamps: they are dates of the page, not of the story."""
    lines = [b for b in article.blocks if b.kind == "leftover" and _STAMPS.match(b.reason)]
    page = replace(article, text=uniform(article.document.raw), sentences=(), tokens=()) if lines else article
    stamped = [rule for rule in rules.rules if rule.settings.get("stamp")]
    for line in lines:
        for hit in _longest(_scan(page, stamped, rules, [line])):
            draft = _resolve(TenseReader(page, rules), hit, None, _Focus())
            if draft and draft.period.lo:
                yield reference(page, rules, hit, draft, None)


# --- scanning -------------------------------------------------------------------------------------------------


def _scan(
    article: Article, chosen: Sequence[TimeRule], rules: TimeRules, stretches: Sequence[Sentence | Block]
) -> Iterator[Hit]:
    """Every match of the chosen rules; a rule is tried only where a word of each kind that it needs begins."""
    text = small(article.text)
    starts = [m.start() for m in rules.starts.finditer(text)]
    for stretch in stretches:
        own = starts[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]
        found = {n for at in own for n, form in rules.present[text[at]] if form.match(text, at, stretch.end)}
        for order, rule in enumerate(chosen):
            if rule.needs <= found:
                yield from _matches(article, rules, stretch, order, rule)


def _matches(
    article: Article, rules: TimeRules, stretch: Sentence | Block, order: int, rule: TimeRule
) -> Iterator[Hit]:
    text = article.text
    for match in rule.pattern.finditer(text, stretch.start, stretch.end):
        start, end = match.span("at" if "at" in rule.pattern.groupindex else 0)
        groups = {k: v for k, v in match.groupdict().items() if v}
        if start == end or (rule.after and rule.after.match(text, end)):
            continue
        if rule.before and rule.before.search(text, max(0, match.start() - WINDOW), match.start()):
            continue
        if not rules.values.get("capitals") and _is_name(text, groups, start, stretch.start):
            continue
        if rule.settings.get("bare") and _counts_things(article, rules, start, end):
            continue
        yield Hit(start, end, order, rule, groups)


def _is_name(text: str, groups: Mapping[str, str], start: int, opening: int) -> bool:
    """A capital where the language writes none and nothing else tells a date: «Mars», «le Journal du Dimanche»."""
    word = next((groups[g] for g in ("month", "weekday", "season") if g in groups), "")
    if not word.istitle() or groups.keys() & _TELLING:
        return False
    before = text[opening:start].rstrip(' «"“(')
    return not text.startswith(word, start) or (before != "" and before[-1] not in ".!?:\n—–-•;")


def _counts_things(article: Article, rules: TimeRules, start: int, end: int) -> bool:
    """A number of four digits is a year unless it counts what follows («2000 soldats») or is no likely year."""
    number = int(article.text[start:end])
    led = rules.year_lead.search(article.text, max(0, start - WINDOW), start) is not None
    if not 1900 <= number <= 2100 and not (led and number >= 1500):
        return True
    at = bisect_left(article.tokens, end, key=lambda t: t.start)
    after = article.tokens[at] if at < len(article.tokens) else None
    if not after or after.start - end > 1 or not after.text[0].islower() or not after.norm.endswith(("s", "x")):
        return False
    if after.tag:
        return after.tag in ("NOUN", "ADJ") and not (led and number > 1950)
    return len(after.norm) > 4 and not led


def _longest(hits: Iterator[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.order, h.start)):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


# --- resolving ------------------------------------------------------------------------------------------------


def _day_behind(text: str, hit: Hit, following: Hit) -> bool:
    """«vers 15 h 30, hier»: the day stands right behind the time of day."""
    gap = text[hit.end : following.start]
    return len(gap) <= 4 and "." not in gap and following.rule.kind in ("date", "deictic", "today")


def _resolve(reader: TenseReader, hit: Hit, anchor: Anchor | None, focus: _Focus) -> Draft | None:
    """Read a match by the kind of its rule; an anchor known to the month or year is read from both its ends."""
    unit = reader.rules.value("unit", hit.groups.get("unit", ""))
    base = focus.day if unit in ("", "D") or (unit == "W" and focus.day) else focus.period
    reach = _NEAR if hit.rule.settings.get("near") else _HANG
    if hit.rule.kind in ("clock", "daypart") and hit.start - focus.day_end > reach:
        base = None
    case = Case(hit.groups, hit.rule, reader.rules, anchor, base, lambda: _direction(reader, hit))
    read = READERS[hit.rule.kind]
    try:
        first = read(replace(case, day=anchor.lo) if anchor else case)
        if first is None or anchor is None or anchor.lo == anchor.hi:
            return first
        last = read(replace(case, day=anchor.hi))
    except (ValueError, OverflowError):
        return None
    return replace(first, period=merge(first.period, last.period)) if last else None


def _direction(reader: TenseReader, hit: Hit) -> str:
    """The verb's direction, unless a word tells it: «depuis» looks back, «d'ici» ahead, «avant l'été» too."""
    signal, _ = around(reader.article.text, reader.rules, hit)
    if signal == "SINCE":
        return PAST
    if signal == "BY" or (signal == "BEFORE" and "season" in hit.groups):
        return FUTURE
    return reader.direction(hit.start, hit.end)


def _moved(focus: _Focus, draft: Draft | None, hit: Hit) -> _Focus:
    """The focus after an expression that dates a day or a period."""
    if draft is None or draft.type not in ("DATE", "TIME") or hit.rule.settings.get("still"):
        return focus
    period = draft.period
    if period.lo is None or period.hi is None or period.value.endswith("_REF"):
        return focus
    if period.lo < period.hi:
        return replace(focus, period=period)
    return _Focus(replace(period, value=period.value[:10]), hit.end, period)
