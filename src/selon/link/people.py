"""Who is who across documents, as merging needs it: the same person, perhaps the same, the same side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selon.link.atlas import Atlas
from selon.model import Actor, Channel, Link, Meeting, Participant


@dataclass(frozen=True, slots=True)
class People:
    """Actors by id, for each those whom identity linking found to be perhaps the same, and the atlas."""

    actors: Mapping[str, Actor]
    maybe: Mapping[str, frozenset[str]]
    atlas: Atlas

    def persons(self, participants: Iterable[Participant]) -> frozenset[str]:
        """Ids of the named persons among the participants, absent ones left out."""
        there = (self.actors.get(p.actor) for p in participants if p.presence != "absent")
        return frozenset(actor.id for actor in there if actor and actor.kind == "person")

    def perhaps(self, persons: Iterable[str]) -> frozenset[str]:
        """Ids of those who are perhaps one of the ``persons``."""
        return frozenset(other for p in persons for other in self.maybe.get(p, ()))

    def sides(self, record: Meeting | Channel) -> frozenset[str]:
        """The countries of the participants (ISO codes), else their sides as written."""
        told = ((p.side, self.actors.get(p.actor)) for p in record.participants)
        return frozenset(filter(None, (side or (actor.country if actor else "") for side, actor in told)))


def make_people(actors: Iterable[Actor], links: Iterable[Link], atlas: Atlas) -> People:
    """Index actors and «maybe_same» links (taken both ways)."""
    maybe: dict[str, set[str]] = {}
    for link in links:
        if link.kind == "maybe_same":
            maybe.setdefault(link.a, set()).add(link.b)
            maybe.setdefault(link.b, set()).add(link.a)
    return People({a.id: a for a in actors}, {a: frozenset(others) for a, others in maybe.items()}, atlas)
