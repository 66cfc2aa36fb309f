"""The same channel told by several articles: the same two sides, at the same level, in the same life."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from selon.ids import make_id
from selon.link.cluster import Rules, merge_same
from selon.link.people import People
from selon.link.same import pooled, strings
from selon.model import Channel
from selon.text.fold import fold

_LIVE = ("active", "stalled", "ended")
_STAGES = (*_LIVE, "refused", "proposed", "precedent")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A channel as merging sees it: countries, which of them send former or unofficial people, named persons.

    ``parties`` are the two ends: the code of a state (or of the state whose body an end is), else the folded name.
    ``past`` is "" for a live channel, else its stage and name; ``tracks`` are those that a text states.
    """

    parties: frozenset[str]
    sides: frozenset[str]
    unofficial: frozenset[str]
    persons: frozenset[str]
    maybe: frozenset[str]
    topics: frozenset[str]
    meetings: frozenset[str]
    tracks: frozenset[str]
    past: str

    def joined(self, other: _Sign) -> _Sign | None:
        """Both together, unless two tracks are stated, or one lives and the other does not."""
        if len(self.tracks | other.tracks) > 1 or bool(self.past) != bool(other.past):
            return None
        return replace(self, tracks=self.tracks | other.tracks)

    def keys(self) -> Iterator[Hashable]:
        """The ends; a meeting; or two sides and who speaks for one of them unofficially, a person, or a topic."""
        if self.past:
            yield self.past
            return
        yield from self.meetings
        if len(self.parties) >= 2:
            yield self.parties
        for pair in combinations(sorted(self.sides), 2):
            yield from ((*pair, what) for what in self.persons | self.maybe | self.topics)
            yield from ((*pair, "unofficial", side) for side in self.unofficial)

    def months(self) -> Iterator[str]:
        """A channel has no date."""
        yield ""

    def rank(self) -> tuple[int, ...]:
        """Most persons first."""
        return (-len(self.persons), -len(self.unofficial), -len(self.topics))


def merge_channels(channels: Sequence[Channel], people: People) -> tuple[tuple[Channel, ...], dict[str, str]]:
    """Merged channels with *maybe the same* filled in, and old id → new id."""
    merged, ids = merge_same(channels, Rules(lambda c: _sign(c, people), _likeness, _merge))
    return tuple(sorted(merged, key=_order)), ids


def _order(channel: Channel) -> tuple[int, int, int, int, str]:
    """What most articles tell first; then what goes on, before what was proposed or is past."""
    documents = {e.document for e in channel.evidence}
    return (-len(documents), _STAGES.index(channel.stage), -len(channel.meetings), -len(channel.claims), channel.id)


def _sign(channel: Channel, people: People) -> _Sign:
    known = [(p, actor) for p in channel.participants if (actor := people.actors.get(p.actor))]
    unofficial = {a.country or p.side for p, a in known if a.former or a.sector in ("ELI", "EDU", "NGO")}
    bodies = {fold(p.name): a.country for p, a in known if a.kind in ("state", "institution")}
    states = people.atlas.states
    ends = {fold(p): states.get(fold(p)) or bodies.get(fold(p), "") for p in channel.parties}
    persons, sides = people.persons(channel.participants), people.sides(channel) | (set(ends.values()) - {""})
    return _Sign(
        frozenset(code or name for name, code in ends.items()), sides, frozenset(unofficial), persons,
        people.perhaps(persons), frozenset(channel.topics), frozenset(channel.meetings),
        frozenset({channel.track} - {"unknown"} if channel.track_basis == "stated" else ()),
        "" if channel.stage in _LIVE else f"{channel.stage}: {fold(channel.name)}",
    )  # fmt: skip


def _likeness(a: _Sign, b: _Sign, _same_document: bool) -> float:
    if a.joined(b) is None:
        return 0.0
    if a.past:
        return 2.0 if a.past == b.past else 0.0
    shared = len(a.persons & (b.persons | b.maybe))
    sides = a.sides & b.sides
    if a.meetings & b.meetings or (len(sides) >= 2 and a.unofficial & b.unofficial):
        return 2.0 + shared
    if shared >= 2 and len(sides) >= 2:
        return 1.0 + shared
    nobody = not (a.persons or b.persons or a.unofficial or b.unofficial)
    topics = a.topics & b.topics
    # Two states have many lines between them: their names alone do not make two mentions one.
    if (nobody or shared) and len(a.parties) >= 2 and a.parties == b.parties:
        return 1.0 if shared or topics or not a.parties <= a.sides else 0.5
    if len(sides) >= 2 and (shared or topics):
        return 0.5
    return 0.0


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
        best, id=make_id("ch", *sorted(c.id for c in group)), name=named.name, parties=named.parties,
        track=track.track, track_basis=track.track_basis, relation=known[0][1] if known else "unknown",
        openness=next((c.openness for c in group if c.openness != "unknown"), "unknown"), stage=stage,
        frequency=next((c.frequency for c in group if c.frequency), None),
        media=tuple(sorted({m for c in group for m in c.media if m != "unknown"})),
        meetings=strings(c.meetings for c in group), **pooled(group),
    )  # fmt: skip
