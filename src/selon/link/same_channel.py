"""The same channel told by several articles: the same two sides, at the same level, in the same life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.ids import make_id
from selon.link.cluster import merge_same
from selon.link.people import People
from selon.link.same import merge_participants
from selon.model import Channel, Evidence
from selon.text.fold import fold

_LIVE = ("active", "stalled", "ended")


@dataclass(frozen=True, slots=True)
class _Signature:
    """A channel as merging sees it: countries, which of them send former or unofficial people, named persons.

    ``parties`` are the two ends: the code of a state (or of the state whose body an end is), else the folded name.
    """

    parties: frozenset[str]
    sides: frozenset[str]
    unofficial: frozenset[str]
    persons: frozenset[str]


def merge_channels(channels: Sequence[Channel], people: People) -> tuple[tuple[Channel, ...], dict[str, str]]:
    """Merged channels with *maybe the same* filled in, and old id → new id."""
    signs = {c.id: _signature(c, people) for c in channels}
    merged, ids = merge_same(
        channels, lambda a, b: _likeness(a, b, signs[a.id], signs[b.id], people), _conflict, _merge
    )
    return tuple(sorted(merged, key=lambda c: (-len({e.document for e in c.evidence}), c.id))), ids


def _signature(channel: Channel, people: People) -> _Signature:
    unofficial, bodies = set(), {}
    for p in channel.participants:
        actor = people.actors.get(p.actor)
        if actor is None:
            continue
        if actor.former or actor.sector in ("ELI", "EDU", "NGO"):
            unofficial.add(actor.country or p.side)
        if actor.kind in ("state", "institution"):
            bodies[fold(p.name)] = actor.country
    states = people.atlas.states
    parties = {states.get(fold(p)) or bodies.get(fold(p)) or fold(p) for p in channel.parties}
    sides = people.sides(channel) | (parties & set(states.values()))
    return _Signature(frozenset(parties), sides, frozenset(unofficial), people.persons(channel.participants))


def _likeness(a: Channel, b: Channel, ours: _Signature, theirs: _Signature, people: People) -> float:
    if _conflict(a, b) or (a.stage in _LIVE) != (b.stage in _LIVE):
        return 0.0
    if a.stage not in _LIVE:
        return 2.0 if a.stage == b.stage and fold(a.name) == fold(b.name) else 0.0
    shared = people.shared(ours.persons, theirs.persons)
    sides = ours.sides & theirs.sides
    if len(sides) >= 2 and ours.unofficial & theirs.unofficial:
        return 2.0 + shared
    if shared >= 2 and len(sides) >= 2:
        return 1.0 + shared
    nobody = not (ours.persons or theirs.persons or ours.unofficial or theirs.unofficial)
    topics = set(a.topics) & set(b.topics)
    # Two states have many lines between them: their names alone do not make two mentions one.
    if nobody and len(ours.parties) >= 2 and ours.parties == theirs.parties:
        return 1.0 if topics or not ours.parties <= ours.sides else 0.5
    if len(sides) >= 2 and (shared or topics):
        return 0.5
    return 0.0


def _conflict(a: Channel, b: Channel) -> bool:
    tracks = {a.track, b.track} - {"unknown"}
    stated = a.track_basis == b.track_basis == "stated"
    return len(tracks) == 2 and stated


def _merge(group: Sequence[Channel]) -> Channel:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda c: (-len(c.participants), -len(c.evidence), c.id))
    track = min(group, key=lambda c: (c.track == "unknown", c.track_basis != "stated", c.id))
    names = [c.name for c in group]
    named = max(group, key=lambda c: (names.count(c.name), c.name == best.name, c.name))
    # Who disavows a channel is among those who answer it; what else is told of the governments is told only here.
    known = sorted((c.relation == "disavowed", c.relation) for c in group if c.relation != "unknown")
    stage = next((s for s in ("stalled", "ended", "active") if any(c.stage == s for c in group)), best.stage)
    return replace(
        best,
        id=make_id("ch", *sorted(c.id for c in group)),
        name=named.name,
        parties=named.parties,
        participants=merge_participants(p for c in group for p in c.participants),
        evidence=_evidence(group),
        track=track.track,
        track_basis=track.track_basis,
        relation=known[0][1] if known else "unknown",
        openness=next((c.openness for c in group if c.openness != "unknown"), "unknown"),
        stage=stage,
        frequency=next((c.frequency for c in group if c.frequency), None),
        media=tuple(sorted({m for c in group for m in c.media if m != "unknown"})),
        topics=_strings(group, "topics"),
        excluded_topics=_strings(group, "excluded_topics"),
        meetings=_strings(group, "meetings"),
        claims=_strings(group, "claims"),
        reason="; ".join(sorted({c.reason for c in group})),
    )


def _evidence(group: Sequence[Channel]) -> tuple[Evidence, ...]:
    return tuple(sorted({e for c in group for e in c.evidence}))


def _strings(group: Sequence[Channel], field: str) -> tuple[str, ...]:
    return tuple(sorted({s for c in group for s in getattr(c, field)}))
