"""The same meeting told by several articles.

Two hypotheses merge only if place, sides and interval overlap and no participant conflicts; else, when much
speaks for it, they are *maybe the same*.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Any

from selon.ids import make_id
from selon.link.atlas import Atlas
from selon.link.cluster import ALONE, Rules, merge_same
from selon.link.people import People
from selon.model import Channel, Evidence, Meeting, Participant
from selon.text.edtf import months_between
from selon.text.fold import fold

_RANK = MappingProxyType({"present": 0, "briefed": 1, "absent": 2, "chaired": 3})
# What a happened meeting, a planned one and a refused one are to each other: never the same record.
_HELD = ("happened", "ongoing", "planned")
_SETS = ("persons", "maybe", "absent", "sides", "places", "facts")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A meeting (or several joined) as merging sees it; ``maybe`` are other ids that its persons perhaps have."""

    persons: frozenset[str]
    maybe: frozenset[str]
    absent: frozenset[str]
    sides: frozenset[str]
    places: frozenset[str]
    lo: str
    hi: str
    date: str
    facts: frozenset[str]  # a kind and its value: what is of one kind must be of one value
    atlas: Atlas = field(compare=False)

    def clashes(self, other: _Sign) -> bool:
        """Whether the two cannot be one meeting.

        Exact for groups too: stretches of days that meet two by two have a day in common.
        """
        facts = self.facts | other.facts
        return bool(
            max(self.lo, other.lo) > min(self.hi or "9", other.hi or "9")
            or len({fact.partition(" ")[0] for fact in facts}) < len(facts)
            or self.absent & other.persons
            or other.absent & self.persons
            or not all(self.atlas.same_place(a, b) for a in self.places for b in other.places)
        )

    def joined(self, other: _Sign) -> _Sign | None:
        """Both together, unless they clash."""
        if self.clashes(other):
            return None
        hi = min((h for h in (self.hi, other.hi) if h), default="")
        both: dict[str, Any] = {name: getattr(self, name) | getattr(other, name) for name in _SETS}
        return replace(self, lo=max(self.lo, other.lo), hi=hi, date="", **both)

    def keys(self) -> Iterator[Hashable]:
        """Two persons in common; or one, and a place or two sides; or two sides and a place."""
        persons = sorted(self.persons | self.maybe)
        yield from combinations(persons, 2)
        towns = [town for place in self.places for town in self.atlas.keys_of(place)]
        yield from ((*pair, "at", town) for pair in combinations(sorted(self.sides), 2) for town in towns)
        for one in persons:
            yield from ((one, "at", town) for town in towns)
            yield from ((one, *pair) for pair in combinations(sorted(self.sides), 2))

    def months(self) -> Iterator[str]:
        """Each month of an interval of up to a year."""
        first, last = self.lo[:7], self.hi[:7]
        months = months_between(first, last) if first and last else ()
        yield from months if 0 < len(months) <= 12 else ("",)

    def rank(self) -> tuple[int, ...]:
        """Most persons first, then placed, then dated."""
        return (-len(self.persons), not self.places, not self.lo)


def merge_meetings(meetings: Sequence[Meeting], people: People) -> tuple[tuple[Meeting, ...], dict[str, str]]:
    """Merged meetings with *maybe the same* filled in, and old id → new id."""
    merged, ids = merge_same(meetings, Rules(lambda m: _sign(m, people), _likeness, _merge))
    return tuple(sorted(merged, key=lambda m: (m.lo or "9", m.id))), ids


def _sign(meeting: Meeting, people: People) -> _Sign:
    persons, place = people.persons(meeting.participants), fold(meeting.place)
    absent = frozenset(p.actor for p in meeting.participants if p.presence == "absent" and p.actor)
    return _Sign(
        persons, people.perhaps(persons), absent, people.sides(meeting), frozenset({meeting.place} if place else ()),
        meeting.lo, meeting.hi, meeting.date or "", frozenset(_facts(meeting)), people.atlas,
    )  # fmt: skip


def _facts(meeting: Meeting) -> Iterator[str]:
    yield f"held {meeting.modality in _HELD}"
    if meeting.modality in ("planned", "happened"):
        yield f"when {meeting.modality}"
    if meeting.medium not in ("unknown", "sidelines"):
        yield f"medium {meeting.medium}"
    if meeting.ordinal:
        yield f"ordinal {meeting.ordinal}"


def _likeness(a: _Sign, b: _Sign, same_document: bool) -> float:
    """0: not the same; below 1: maybe; 1 and more: the same unless something conflicts."""
    if a.clashes(b):
        return 0.0
    shared = len(a.persons & (b.persons | b.maybe))
    place = bool(a.places and b.places)
    dated = bool((a.lo or a.hi) and (b.lo or b.hi))
    if same_document and not (dated and a.date == b.date and shared >= 2):
        return 0.0  # the finder told them apart within one text
    sides = a.sides & b.sides
    if shared >= 2 and (dated or place):
        return float(shared) + place + dated
    if shared >= 1 and place and (dated or len(sides) >= 1):
        return 1.0 + dated
    if shared >= 2 and a.persons == b.persons:  # one of them tells neither day nor place
        return ALONE
    if len(sides) >= 2 and place and all(s.lo and s.lo[:7] == s.hi[:7] for s in (a, b)):
        return 1.0  # nobody is named in common: the same states, at one place, within a month
    if shared >= 2 or (shared >= 1 and len(sides) >= 2):
        return 0.5
    return 0.0


def _merge(group: Sequence[Meeting]) -> Meeting:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda m: (_width(m), m.id))  # the most precisely dated speaks for the date
    return replace(
        best,
        id=make_id("m", *sorted(m.id for m in group)),
        ordinal=next((m.ordinal for m in group if m.ordinal), None),
        medium=next((m.medium for m in group if m.medium != "unknown"), "unknown"),
        **{n: max((getattr(m, n) for m in group), key=lambda v: (len(v), v)) for n in ("place", "host", "outcome")},
        **pooled(group),
    )


def pooled(group: Sequence[Meeting | Channel]) -> dict[str, Any]:
    """The fields in which a merged record holds what all of its group hold."""
    fields: dict[str, Any] = {
        name: strings(getattr(r, name) for r in group) for name in ("topics", "excluded_topics", "claims")
    }
    return fields | {
        "participants": merge_participants(p for r in group for p in r.participants),
        "evidence": union(r.evidence for r in group),
        "reason": "; ".join(sorted({r.reason for r in group})),
    }


def _width(meeting: Meeting) -> tuple[bool, bool, int, str]:
    days = (date.fromisoformat(meeting.hi) - date.fromisoformat(meeting.lo)).days if meeting.lo and meeting.hi else 0
    return (not meeting.lo, not meeting.hi, days, meeting.lo)


def merge_participants(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One entry for each person, and for each group of one name: longest role, strongest presence, all evidence."""
    found: dict[str, Participant] = {}
    for p in participants:
        other = found.get(key := fold(p.name), p)
        found[key] = replace(
            max(p, other, key=lambda x: (_RANK[x.presence], x.name)),
            side=other.side or p.side,
            role=max(other.role, p.role, key=lambda r: (len(r), r)),
            evidence=union((other.evidence, p.evidence)),
        )
    return tuple(sorted(found.values(), key=lambda p: (p.side, p.name, p.actor)))


def union(groups: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """All the evidence, each span once, in order."""
    return tuple(sorted({e for group in groups for e in group}))


def strings(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All the strings, each once, in order."""
    return tuple(sorted({s for group in groups for s in group}))
