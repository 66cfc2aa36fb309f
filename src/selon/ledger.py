"""Readings → Ledger: the steps of linking after identity, in the order in which each needs the one before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from selon.ids import evidence_of
from selon.lang.pack import LanguagePack
from selon.link.answers import link_responses, settle_status
from selon.link.atlas import Atlas
from selon.link.contradictions import find_contradictions, name_of
from selon.link.origins import add_origins
from selon.link.people import People, make_people
from selon.link.quoted import find_shared_quotations
from selon.link.reprints import find_reprints, reprint_groups
from selon.link.same import merge_meetings, merge_participants
from selon.link.same_channel import merge_channels
from selon.link.statements import group_statements
from selon.link.timeline import Entry, make_timeline
from selon.model import Actor, Channel, Claim, Evidence, Hop, Ledger, Link, Meeting, Participant, Problem, Reading
from selon.text.edtf import edtf_bounds

_BEHIND = 40  # code points behind a claim in which the day of speaking still stands
_LONGEST = 400  # of a quote: a sentence


def read_labels(pack: LanguagePack) -> Mapping[str, str]:
    """The words of the dossier in the language of this pack."""
    return {row["key"]: row["text"] for row in pack.rows("labels")}


def assemble(
    readings: Sequence[Reading],
    actors: tuple[Actor, ...],
    links: Sequence[Link],
    atlas: Atlas,
    labels: Mapping[str, str],
) -> Ledger:
    """The ledger of readings whose actors are linked already (ids as in ``actors``)."""
    readings = sorted(readings, key=lambda r: r.document.id)
    reprints, quoted = find_reprints(readings), find_shared_quotations(readings)
    readings = [replace(r, shingles=()) for r in readings]  # all that needed them is done
    people = make_people(actors, links, atlas)
    meetings, met = merge_meetings([m for r in readings for m in r.meetings], people)
    told = [replace(c, meetings=tuple(sorted({met[m] for m in c.meetings}))) for r in readings for c in r.channels]
    channels, new_channel = merge_channels(told, people)
    meetings = tuple(replace(m, participants=_shown(m, people)) for m in meetings)
    channels = tuple(replace(c, participants=_shown(c, people)) for c in channels)
    ids = {**met, **new_channel}
    home = {m: c.id for c in channels for m in c.meetings}
    meetings = tuple(replace(m, channel=home.get(m.id)) for m in meetings)
    responses = link_responses([s for r in readings for s in r.responses], ids, channels, people)
    meetings = settle_status(meetings, responses)
    channels = settle_status(channels, responses)
    positions = tuple(sorted((p for r in readings for p in r.positions), key=_place))
    proposals = tuple(sorted((p for r in readings for p in r.proposals), key=_place))
    about: dict[str, set[str]] = {}  # claim → what rests on it
    rest: tuple[Any, ...] = (*meetings, *channels, *positions, *proposals, *responses)
    for claim, id_ in ((claim, record.id) for record in rest for claim in record.claims):
        about.setdefault(claim, set()).add(id_)
    named = (_named(c, tuple(sorted(about.get(c.id, ()))), people) for r in readings for c in r.claims)
    claims = tuple(sorted(named, key=_place))
    statements, differing = group_statements(claims, quoted, atlas, {m.id for m in meetings} | {c.id for c in channels})
    original = reprint_groups(readings, reprints)
    often = [(ids[c.id], original[c.evidence[0].document], c.frequency, c) for c in told if c.frequency]
    ledger = Ledger(
        readings=tuple(readings), actors=actors, claims=claims, meetings=meetings, channels=channels,
        positions=positions, proposals=proposals, responses=responses,
        contradictions=find_contradictions(actors, [*channels, *meetings], responses, differing, labels, often),
        links=(*links, *reprints, *quoted),
        problems=tuple(sorted({p for r in readings for p in r.problems}, key=_place)),
    )  # fmt: skip
    ledger = _with_timeline(add_origins(ledger, original, statements, labels))
    return replace(
        ledger,
        readings=tuple(
            Reading(r.document, r.blocks, r.noise, citations=r.citations, missed=r.missed) for r in readings
        ),
    )


def _shown(record: Meeting | Channel, people: People) -> tuple[Participant, ...]:
    """Participants under their full names, sides by the name of the state; one entry for each name."""
    shown = []
    for p in record.participants:
        actor = people.actors.get(p.actor)
        side = p.side or (actor.country if actor else "")  # the side in which the text puts him comes first
        name = actor.name if actor and actor.kind in ("person", "institution", "state") else p.name
        shown.append(replace(p, name=name, side=people.atlas.names.get(side, side)))
    return merge_participants(shown)


def _named(claim: Claim, about: tuple[str, ...], people: People) -> Claim:
    """The claim with what rests on it; its source and hops by the full names of known persons, bodies and outlets."""

    def name(actor: str | None, text: str) -> str:
        known = people.actors.get(actor or "")
        return known.name if known and known.kind in ("person", "institution", "outlet", "state") else text

    chain: list[Hop] = []
    for hop in claim.chain:
        hop = hop if (new := name(hop.actor, hop.name)) == hop.name else replace(hop, name=new)
        if chain and chain[-1].name == hop.name:  # «told Radio Meren», in Radio Meren's own article, is one hop
            chain[-1] = replace(chain[-1], evidence=(*chain[-1].evidence, *hop.evidence))
        else:
            chain.append(hop)
    same = claim.chain if tuple(chain) == claim.chain else tuple(chain)
    return replace(claim, about=about, by=name(claim.actor, claim.by), chain=same)


def _place(record: Any) -> tuple[str, int, str]:
    """The document, and the offset of the first evidence in it."""
    if isinstance(record, Problem):
        return (record.document or record.path, record.start or 0, record.code)
    first = record.evidence[0]
    return (first.document, first.start, record.id)


def _with_timeline(ledger: Ledger) -> Ledger:
    spoken = {c: e for r in ledger.readings for c, e in _said_when(r)}
    entries: list[Entry] = [
        *((m.id, name_of(m), m.evidence) for m in ledger.meetings),
        *((c.id, c.name, c.evidence) for c in ledger.channels),
        *((p.id, f"{p.holder}: {p.content}"[:120], p.evidence) for p in ledger.positions),
        *((r.id, r.by, r.evidence) for r in ledger.responses),
        *((c.id, ": ".join(filter(None, (c.by, c.text)))[:120], spoken.get(c.id, c.evidence)) for c in ledger.claims),
    ]
    dated = {m.id: (m.date, m.lo, m.hi) for m in ledger.meetings if m.date}
    dated |= {p.id: (p.since, *edtf_bounds(p.since)) for p in ledger.positions if p.since}
    return replace(ledger, timeline=make_timeline(ledger.readings, entries, dated))


def _said_when(reading: Reading) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    """Claim id → the stretch with who says it, what, and the words behind («…», a-t-il déclaré lundi soir)."""
    told = {a.id: [*a.source, *a.cue, *a.content] for a in reading.attributions}
    for claim in reading.claims:
        spans = told.get(claim.attribution)
        if not spans:
            continue
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        stop = re.search(r"[.!?\n]|$", reading.document.raw[end : end + _BEHIND])
        end += stop.start() if stop else _BEHIND
        if end - start <= _LONGEST:
            yield claim.id, (evidence_of(reading.document, (start, end)),)
