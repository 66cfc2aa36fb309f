"""What a response answers, and what that makes of the thing answered: reported, confirmed, contested, denied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from selon.ids import make_id
from selon.link.cover import Cover
from selon.link.people import People
from selon.model import Channel, Meeting, Response, Status
from selon.text.fold import fold

R = TypeVar("R", Meeting, Channel)

_AGAINST = ("deny", "distance", "correct", "decline")
# «n'a pas approuvé» contests the authorisation, not the talks: it does not make them contested.
_CONTESTS = frozenset({"existence", "participation", "content", "date_place"})


def link_responses(
    responses: Sequence[Response], ids: Mapping[str, str], channels: Sequence[Channel], people: People
) -> tuple[Response, ...]:
    """Responses with targets renamed; one without a target gets the one channel of its sides, if there is one.

    What the same voice answers to the same thing, on the same facets, is one response however often it is told.
    """
    told: dict[tuple[object, ...], list[Response]] = {}
    live = _live(channels, people)
    for response in responses:
        target = ids.get(response.target, response.target) if response.target else None
        linked = replace(response, target=target or _channel_for(response, live, people))
        actor = people.actors.get(response.actor or "")
        voice = actor.name if actor else fold(response.by)
        key = (linked.target or linked.id, linked.kind, voice, linked.facet)
        by = actor.name if actor and actor.kind == "person" else linked.by
        told.setdefault(key, []).append(replace(linked, by=by))
    return tuple(sorted(map(_one, told.values()), key=lambda r: r.id))


def _one(told: list[Response]) -> Response:
    if len(told) == 1:
        return told[0]
    first = min(told, key=lambda r: r.id)
    return replace(
        first,
        id=make_id("d", *sorted(r.id for r in told)),
        evidence=tuple(sorted({e for r in told for e in r.evidence})),
        claims=tuple(sorted({c for r in told for c in r.claims})),
    )


def _live(channels: Sequence[Channel], people: People) -> Mapping[str, list[Channel]]:
    """The live channels under each document that tells them and under each state that is a party."""
    found: dict[str, list[Channel]] = {}
    for channel in channels:
        if channel.stage in ("active", "stalled", "ended"):
            for key in {e.document for e in channel.evidence} | people.sides(channel):
                found.setdefault(key, []).append(channel)
    return found


def _channel_for(response: Response, live: Mapping[str, list[Channel]], people: People) -> str | None:
    """The live channel told in the same article, or else the only one to which the responder is a party."""
    here = list({c.id: c for e in response.evidence for c in live.get(e.document, ())}.values())
    if len(here) == 1:
        return here[0].id
    actor = people.actors.get(response.actor or "")
    country = actor.country if actor else ""
    theirs = live.get(country, []) if country else []
    both = [c for c in here if country and country in people.sides(c)] if here else theirs
    return both[0].id if len(both) == 1 else None


def answers_to(responses: Iterable[Response]) -> Mapping[str, list[Response]]:
    """The responses by what they answer."""
    answers: dict[str, list[Response]] = {}
    for response in responses:
        if response.target:
            answers.setdefault(response.target, []).append(response)
    return answers


def settle_status(records: Sequence[R], responses: Sequence[Response]) -> tuple[R, ...]:
    """The records with ``denied_by`` and ``status``."""
    answers = answers_to(responses)
    return tuple(_settled(record, answers.get(record.id, [])) for record in records)


def _settled(record: R, answers: Sequence[Response]) -> R:
    denials = [r for r in answers if r.kind in _AGAINST and r.strength != "non_denial"]
    contested = any(r.kind == "deny" and (not r.facet or set(r.facet) & _CONTESTS) for r in denials)
    confirmed = any(r.kind == "confirm" for r in answers)
    status: Status = "reported"
    if contested:
        status = "denied" if _only_denied(record, denials) else "contested"
    elif confirmed:
        status = "confirmed"
    return replace(record, status=status, denied_by=tuple(sorted(r.id for r in denials)))


def _only_denied(record: Meeting | Channel, denials: Sequence[Response]) -> bool:
    """Whether nothing but the denials themselves tells of it."""
    told = Cover(e for r in denials for e in r.evidence)
    return all(told.meets((e,)) for e in record.evidence)
