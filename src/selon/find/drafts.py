"""Actors while an article is being read: before they have numbers, with the offices that describe them."""

from __future__ import annotations

from dataclasses import dataclass

from selon.find.descriptions import Description
from selon.model import Actor

# Families of titles that can name one office or one kind of source.
_CLASSES = {
    "leader": "head_of_state",
    "prime_minister": "head_of_government",
    "secretary_of_state": "foreign_minister",
    "official": "official",
    "diplomat": "official",
    "representative": "official",
    "personality": "official",
    "director": "chief",
    "envoy": "envoy",
    "negotiator": "envoy",
    "spy": "chief",
    "deputy_minister": "deputy",
}


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of its holder: class of titles, state, institution («place» of its row), former or not."""

    family: str
    country: str
    institution: str
    former: bool
    object: str
    head: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor before it has its number: its mentions are atoms ``first``:``last``."""

    actor: Actor
    names: tuple[tuple[int, int], ...]
    described: tuple[tuple[int, int], ...] = ()
    offices: tuple[Office, ...] = ()


def office_of(d: Description) -> Office:
    """The office of a description."""
    family = _CLASSES.get(d.head.family, d.head.family)
    return Office(family, d.country, d.institution.place if d.institution else "", d.former, d.object, d.head.place)


def same_office(a: Office, b: Office) -> bool:
    """Whether ``b`` may stand for ``a``: one family, and nothing that contradicts."""
    if a.former != b.former:
        return False
    if a.country and b.country and a.country != b.country:
        return False
    if a.institution and b.institution and a.institution != b.institution:
        return False
    if a.object and b.object and a.object != b.object:
        return False
    if a.object and not b.object and b.country and not a.country:
        return False
    leaders = {"head_of_state", "head_of_government"}
    return a.family == b.family or (a.family in leaders and b.family == "head_of_state" and bool(b.country))


def sector_of(d: Description) -> str:
    """The sector of a title: that of its institution; none for the head of something unknown."""
    if d.institution and d.head.family not in ("journalist", "expert", "lawyer"):
        return d.institution.sector
    unknown = d.object and not d.country and d.head.family in _ANYWHERE
    return "" if unknown else d.head.sector


# Titles that exist in any company or club.
_ANYWHERE = frozenset({"head_of_state", "secretary_general", "secretary", "vice_president"})
