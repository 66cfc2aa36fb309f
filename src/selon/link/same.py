"""The same meeting told by several articles.

Two hypotheses merge only if place, sides and interval overlap and no participant conflicts; else, when much
speaks for it, they are *maybe the same*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from selon.ids import make_id
from selon.link.cluster import merge_same
from selon.link.people import People
from selon.model import Evidence, Meeting, Participant
from selon.text.edtf import overlap
from selon.text.fold import fold

_RANK = MappingProxyType({"present": 0, "briefed": 1, "absent": 2, "chaired": 3})
# What a happened meeting, a planned one and a refused one are to each other: never the same record.
_HELD = ("happened", "ongoing", "planned")


def merge_meetings(meetings: Sequence[Meeting], people: People) -> tuple[tuple[Meeting, ...], dict[str, str]]:
    """Merged meetings with *maybe the same* filled in, and old id → new id."""
    merged, ids = merge_same(meetings, lambda a, b: likeness(a, b, people), lambda a, b: conflict(a, b, people), _merge)
    return tuple(sorted(merged, key=lambda m: (m.lo or "9", m.id))), ids


def likeness(a: Meeting, b: Meeting, people: People) -> float:
    """0: not the same; below 1: maybe; 1 and more: the same unless something conflicts."""
    if conflict(a, b, people):
        return 0.0
    ours, theirs = people.persons(a.participants), people.persons(b.participants)
    shared = people.shared(ours, theirs)
    place = bool(a.place and b.place)
    dated = bool((a.lo or a.hi) and (b.lo or b.hi))
    same_document = {e.document for e in a.evidence} == {e.document for e in b.evidence}
    if same_document and not (dated and a.date == b.date and shared >= 2):
        return 0.0  # the finder told them apart within one text
    sides = people.sides(a) & people.sides(b)
    if shared >= 2 and (dated or place):
        return float(shared) + place + dated
    if shared >= 1 and place and (dated or len(sides) >= 1):
        return 1.0 + dated
    if shared >= 2 or (shared >= 1 and len(sides) >= 2):
        return 0.5
    return 0.0


def conflict(a: Meeting, b: Meeting, people: People) -> bool:
    """Whether the two cannot be one meeting."""
    if (a.modality in _HELD) != (b.modality in _HELD) or {a.modality, b.modality} == {"planned", "happened"}:
        return True
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return True
    if "unknown" not in (a.medium, b.medium) and a.medium != b.medium and "sidelines" not in (a.medium, b.medium):
        return True
    if not overlap(a.lo, a.hi, b.lo, b.hi) or not people.atlas.same_place(a.place, b.place):
        return True
    return bool(_absent(a) & people.persons(b.participants) or _absent(b) & people.persons(a.participants))


def _absent(meeting: Meeting) -> frozenset[str]:
    return frozenset(p.actor for p in meeting.participants if p.presence == "absent" and p.actor)


def _merge(group: Sequence[Meeting]) -> Meeting:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda m: (_width(m), m.id))  # the most precisely dated speaks for the date
    return replace(
        best,
        id=make_id("m", *sorted(m.id for m in group)),
        participants=merge_participants(p for m in group for p in m.participants),
        evidence=_union(m.evidence for m in group),
        ordinal=next((m.ordinal for m in group if m.ordinal), None),
        place=max((m.place for m in group), key=lambda p: (len(p), p)),
        host=max((m.host for m in group), key=lambda p: (len(p), p)),
        medium=next((m.medium for m in group if m.medium != "unknown"), "unknown"),
        topics=_strings(m.topics for m in group),
        excluded_topics=_strings(m.excluded_topics for m in group),
        outcome=max((m.outcome for m in group), key=lambda o: (len(o), o)),
        claims=_strings(m.claims for m in group),
        reason="; ".join(sorted({m.reason for m in group})),
    )


def _width(meeting: Meeting) -> tuple[bool, bool, int, str]:
    return (not meeting.lo, not meeting.hi, -len(meeting.date or ""), meeting.lo)


def merge_participants(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One entry for each person, and for each group of one name: longest role, strongest presence, all evidence."""
    found: dict[str, Participant] = {}
    for p in participants:
        key = fold(p.name)
        other = found.get(key)
        if other is None:
            found[key] = p
            continue
        found[key] = replace(
            max(p, other, key=lambda x: (_RANK[x.presence], x.name)),
            side=other.side or p.side,
            role=max(other.role, p.role, key=lambda r: (len(r), r)),
            evidence=_union((other.evidence, p.evidence)),
        )
    return tuple(sorted(found.values(), key=lambda p: (p.side, p.name, p.actor)))


def _union(groups: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tuple(sorted({e for group in groups for e in group}))


def _strings(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({s for group in groups for s in group}))
