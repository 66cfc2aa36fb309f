"""What cannot both hold: a thing told and denied, present and absent, two ends of one office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from selon.ids import make_id
from selon.model import Actor, Channel, Contradiction, Meeting, Response, Role
from selon.text.edtf import edtf_bounds, overlap
from selon.text.fold import fold


def find_contradictions(
    actors: Sequence[Actor],
    records: Sequence[Meeting | Channel],
    responses: Sequence[Response],
    labels: Mapping[str, str],
) -> tuple[Contradiction, ...]:
    """Sorted by id; frequency unknown against «twice a month» is no contradiction and is not listed."""
    by_id = {r.id: r for r in records}
    found = [
        *_denied(by_id, responses, labels),
        *_presence(records, labels),
        *_topics(records, labels),
        *_offices(actors, labels),
    ]
    return tuple(sorted(found, key=lambda c: (c.facet, c.id)))


def name_of(record: Meeting | Channel) -> str:
    """A short name for notes and labels."""
    if isinstance(record, Channel):
        return record.name
    return ", ".join([p.name for p in record.participants if p.presence != "absent"][:3])


def _denied(
    by_id: Mapping[str, Meeting | Channel], responses: Sequence[Response], labels: Mapping[str, str]
) -> Iterable[Contradiction]:
    for r in responses:
        record = by_id.get(r.target or "")
        if record is None or r.kind != "deny":
            continue
        facet = r.facet[0] if r.facet else "existence"
        note = f"{name_of(record)}: {labels['told']}; {labels['denied_by']} {r.by} ({labels['facet_' + facet]})"
        yield Contradiction(
            make_id("x", record.id, r.id), facet, record.id, r.id, note, (record.evidence[0], *r.evidence)
        )


def _presence(records: Sequence[Meeting | Channel], labels: Mapping[str, str]) -> Iterable[Contradiction]:
    """Merging refuses members that conflict, so this looks at meetings that are maybe the same."""
    meetings = {m.id: m for m in records if isinstance(m, Meeting)}
    for a in meetings.values():
        absent = {p.actor: p for p in a.participants if p.presence == "absent" and p.actor}
        for b in (meetings[i] for i in a.maybe_same if i in meetings):
            for p in b.participants:
                if p.presence != "absent" and p.actor in absent:
                    note = f"{p.name}: {labels['absent']} / {labels['present']}"
                    evidence = (*absent[p.actor].evidence, *p.evidence)
                    yield Contradiction(make_id("x", a.id, b.id, p.actor), "participation", a.id, b.id, note, evidence)


def _topics(records: Sequence[Meeting | Channel], labels: Mapping[str, str]) -> Iterable[Contradiction]:
    for record in records:
        for topic in sorted(set(record.topics) & set(record.excluded_topics)):
            note = f"{name_of(record)}: «{topic}» {labels['told_and_excluded']}"
            yield Contradiction(
                make_id("x", record.id, topic), "content", record.id, record.id, note, record.evidence[:2]
            )


def _offices(actors: Sequence[Actor], labels: Mapping[str, str]) -> Iterable[Contradiction]:
    """One person's office said to end at two different times, or to begin at two."""
    for actor in actors:
        # Only dated roles can differ in their dates, and of one kind of title only.
        for one, two in combinations([r for r in actor.roles if r.since or r.until], 2):
            if not _same_office(one, two) or not (_apart(one.until, two.until) or _apart(one.since, two.since)):
                continue
            note = f"{actor.name}: {_told(one, labels)} / {_told(two, labels)}"
            id_ = make_id("x", actor.id, one.title, two.title, one.until, two.until)
            yield Contradiction(id_, "role", actor.id, actor.id, note, (*one.evidence, *two.evidence))


def _same_office(one: Role, two: Role) -> bool:
    """The same kind of title («président», «a présidé»), in different documents."""
    first, second = fold(one.title).split(), fold(two.title).split()
    documents = {e.document for e in one.evidence}, {e.document for e in two.evidence}
    stems = {w[:6] for w in first if len(w) >= 6} & {w[:6] for w in second if len(w) >= 6}
    return bool(stems) and documents[0] != documents[1]


def _apart(a: str, b: str) -> bool:
    return bool(a and b) and a != b and not overlap(*edtf_bounds(a), *edtf_bounds(b))


def _told(role: Role, labels: Mapping[str, str]) -> str:
    return f"{role.title} ({role.since or '?'} – {role.until or '?'})"
