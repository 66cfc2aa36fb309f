"""Who is who across documents, as merging needs it: the same person, perhaps the same, the same side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selon.link.atlas import Atlas
from selon.model import Actor, Channel, Link, Meeting, Participant


@dataclass(frozen=True, slots=True)
class People:
    """Actors by id, the pairs that identity linking found to be perhaps the same, and the atlas."""

    actors: Mapping[str, Actor]
    maybe: frozenset[tuple[str, str]]
    atlas: Atlas

    def persons(self, participants: Iterable[Participant]) -> frozenset[str]:
        """Ids of the named persons among the participants, absent ones left out."""
        return frozenset(
            p.actor
            for p in participants
            if p.presence != "absent" and p.actor in self.actors and self.actors[p.actor].kind == "person"
        )

    def same(self, a: str, b: str) -> bool:
        """The same person, or perhaps the same and shown as such."""
        return a == b or (a, b) in self.maybe

    def shared(self, one: frozenset[str], two: frozenset[str]) -> int:
        """How many persons of ``one`` are (perhaps) among ``two``."""
        return sum(any(self.same(a, b) for b in two) for a in one)

    def sides(self, record: Meeting | Channel) -> frozenset[str]:
        """The countries of the participants (ISO codes), else their sides as written."""
        found = set()
        for p in record.participants:
            actor = self.actors.get(p.actor)
            side = p.side or (actor.country if actor else "")
            if side:
                found.add(side)
        return frozenset(found)


def make_people(actors: Iterable[Actor], links: Iterable[Link], atlas: Atlas) -> People:
    """Index actors and «maybe_same» links (taken both ways)."""
    pairs = {(k.a, k.b) for k in links if k.kind == "maybe_same"}
    return People({a.id: a for a in actors}, frozenset(pairs | {(b, a) for a, b in pairs}), atlas)
