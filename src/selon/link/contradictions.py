"""What cannot both hold: a thing told and denied, present and absent, two ends of one office, weekly and monthly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, islice, pairwise, product
from math import inf

from selon.ids import make_id
from selon.model import Actor, Channel, Claim, Contradiction, Evidence, Frequency, Meeting, Response, Role
from selon.text.edtf import edtf_bounds, overlap
from selon.text.fold import fold

Side = Meeting | Channel | Response | Claim | Actor
Telling = tuple[str, str, Frequency, Channel]
_OFTEN = re.compile(r"P([1-9]\d*)([DWMY]) (\d+|X)X")
_NEAR = 2  # days between two tellings of one meeting
_LONGEST = 120  # code points of a claim in a note


def find_contradictions(
    actors: Sequence[Actor],
    records: Sequence[Meeting | Channel],
    responses: Sequence[Response],
    differing: Iterable[tuple[Claim, Claim]],
    labels: Mapping[str, str],
    tellings: Iterable[Telling] = (),
) -> tuple[Contradiction, ...]:
    """Sorted by facet and id; frequency unknown against «twice a month» is no contradiction and is not listed.

    ``differing``: claims that say the same but for one number.  ``tellings``: channel, text (versions and
    reprints of one article are one), how often that text says it meets, the channel as it stands there.
    """
    by_id = {r.id: r for r in records}
    numbers = ((a, b, f"«{a.text[:_LONGEST]}» / «{b.text[:_LONGEST]}»") for a, b in differing)
    found = [
        *_denied(by_id, responses, labels),
        *_presence(records, labels),
        *_dates(records),
        *(_made("number", a, b, note, (a.evidence[0], b.evidence[0])) for a, b, note in numbers),
        *_topics(records, labels),
        *_rates(by_id, tellings),
        *_offices(actors, labels),
    ]
    return tuple(sorted({c.id: c for c in found}.values(), key=lambda c: (c.facet, c.id)))


def name_of(record: Meeting | Channel) -> str:
    """A short name for notes and labels."""
    if isinstance(record, Channel):
        return record.name
    return ", ".join([p.name for p in record.participants if p.presence != "absent"][:3])


def _made(facet: str, a: Side, b: Side, note: str, evidence: tuple[Evidence, ...], *more: str) -> Contradiction:
    return Contradiction(make_id("x", a.id, b.id, *more), facet, a.id, b.id, note, evidence)


def _denied(
    by_id: Mapping[str, Meeting | Channel], responses: Sequence[Response], labels: Mapping[str, str]
) -> Iterable[Contradiction]:
    for r in responses:
        record = by_id.get(r.target or "")
        if record is None or r.kind != "deny":
            continue
        facet = r.facet[0] if r.facet else "existence"
        note = f"{name_of(record)}: {labels['told']}; {labels['denied_by']} {r.by} ({labels['facet_' + facet]})"
        yield _made(facet, record, r, note, (record.evidence[0], *r.evidence))


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
                    yield _made("participation", a, b, note, evidence, p.actor)


def _dates(records: Sequence[Meeting | Channel]) -> Iterable[Contradiction]:
    """The same two persons at the same place, on days so near that it may well be one meeting: its day is disputed."""
    placed: dict[tuple[str, str, str], list[Meeting]] = {}
    for m in records:
        if isinstance(m, Meeting) and m.place and m.modality == "happened" and m.lo and m.lo == m.hi:
            there = sorted(p.actor for p in m.participants if p.presence != "absent" and p.actor)
            for one, two in combinations(there, 2):
                placed.setdefault((one, two, fold(m.place)), []).append(m)
    for meetings in placed.values():
        ordered = sorted(meetings, key=lambda m: (m.lo, m.id))
        for a, b in pairwise(ordered):
            apart = (date.fromisoformat(b.lo) - date.fromisoformat(a.lo)).days
            if 0 < apart <= _NEAR and not {e.document for e in a.evidence} & {e.document for e in b.evidence}:
                note = f"{name_of(a)}: {a.date} / {b.date}"
                yield _made("date", a, b, note, (a.evidence[0], b.evidence[0]))


def _topics(records: Sequence[Meeting | Channel], labels: Mapping[str, str]) -> Iterable[Contradiction]:
    for record in records:
        for topic in sorted(set(record.topics) & set(record.excluded_topics)):
            note = f"{name_of(record)}: «{topic}» {labels['told_and_excluded']}"
            yield _made("content", record, record, note, record.evidence[:2], topic)


def _rates(by_id: Mapping[str, Meeting | Channel], tellings: Iterable[Telling]) -> Iterable[Contradiction]:
    """One channel at two rates, in two texts of which neither tells both, unless they name different media."""
    told: dict[str, dict[tuple[float, float], dict[str, tuple[Frequency, Channel]]]] = {}
    for id_, text, frequency, channel in tellings:
        told.setdefault(id_, {}).setdefault(_yearly(frequency), {}).setdefault(text, (frequency, channel))
    for id_, rates in told.items():
        for one, two in ((a, b) for a, b in combinations(sorted(rates), 2) if a[1] < b[0]):
            only = [[t for at, t in rates[r].items() if at not in rates[o]] for r, o in ((one, two), (two, one))]
            media = [{frozenset(c.media) - {"unknown"}: (f, c) for f, c in side} for side in only]
            pairs = ((media[0][a], media[1][b]) for a, b in product(*media) if not (a and b and a.isdisjoint(b)))
            for pair in islice(pairs, 1):
                quotes = tuple(next((e for e in c.evidence if f.text in e.quote), c.evidence[0]) for f, c in pair)
                rates_ = [f.text for f, _ in pair]
                note = f"{name_of(by_id[id_])}: «{rates_[0]}» / «{rates_[1]}»"
                yield _made("frequency", by_id[id_], by_id[id_], note, quotes, *rates_)


def _yearly(often: Frequency) -> tuple[float, float]:
    """The least and the most times a year that the words allow; anything where they do not count."""
    told = _OFTEN.fullmatch(f"{often.value} {often.freq or '1X' * bool(often.quant)}")
    if told is None:
        return 0.0, inf
    rate = {"D": 365, "W": 52, "M": 12, "Y": 1}[told[2]] / int(told[1]) * (2 if told[3] == "X" else int(told[3]))
    near = 1.5 if often.mod == "APPROX" else 1.1  # every two weeks is twice a month
    return 0.0 if "LESS" in often.mod else rate / near, inf if "MORE" in often.mod or told[3] == "X" else rate * near


def _offices(actors: Sequence[Actor], labels: Mapping[str, str]) -> Iterable[Contradiction]:
    """One person's office said to end at two different times, or to begin at two."""
    for actor in actors:
        # Only dated roles can differ in their dates, and of one kind of title only.
        for one, two in combinations([r for r in actor.roles if r.since or r.until], 2):
            if not _same_office(one, two) or not (_apart(one.until, two.until) or _apart(one.since, two.since)):
                continue
            note = f"{actor.name}: {_told(one)} / {_told(two)}"
            told = one.title, two.title, one.until, two.until
            yield _made("role", actor, actor, note, (*one.evidence, *two.evidence), *told)


def _same_office(one: Role, two: Role) -> bool:
    """The same kind of title («président», «a présidé»), in different documents."""
    first, second = fold(one.title).split(), fold(two.title).split()
    documents = {e.document for e in one.evidence}, {e.document for e in two.evidence}
    stems = {w[:6] for w in first if len(w) >= 6} & {w[:6] for w in second if len(w) >= 6}
    return bool(stems) and documents[0] != documents[1]


def _apart(a: str, b: str) -> bool:
    return bool(a and b) and a != b and not overlap(*edtf_bounds(a), *edtf_bounds(b))


def _told(role: Role) -> str:
    return f"{role.title} ({role.since or '?'} – {role.until or '?'})"
