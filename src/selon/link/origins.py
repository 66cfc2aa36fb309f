"""The origins of everything that is told: meetings, channels, positions, proposals, answers and plain statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from selon.link.answers import answers_to
from selon.link.independence import Entry, Pile, count_origins
from selon.link.lines import OutletNames
from selon.link.unnamed import join_unnamed
from selon.model import Actor, Channel, Claim, Evidence, Ledger, Link, Meeting, Origin, Reading, Response
from selon.text.conditional import is_auxiliary
from selon.text.fold import fold

_SHORT = 60  # code points of a content that points back: «l'information», "these reports"
_SPEAKS = ("anonymous", "person", "office", "institution")


def add_origins(
    ledger: Ledger, original: Mapping[str, str], statements: Iterable[Sequence[Claim]], labels: Mapping[str, str]
) -> Ledger:
    """The ledger with its origins, and their number in meetings and channels.

    ``original``: document id → the document that it reprints (itself when none); ``statements``: claims in groups
    that state the same thing; each of these gets an origin under the id of the first to be published.
    """
    names = OutletNames(ledger.actors)
    records: list[Meeting | Channel] = [*ledger.meetings, *ledger.channels]
    told = ({e.document for e in r.evidence} for r in records)
    sources, behind, same = join_unnamed(ledger.claims, names, ledger.links, told)
    documents, claims = {r.document.id: r.document for r in ledger.readings}, {c.id: c for c in ledger.claims}
    responses, answers = {r.id: r for r in ledger.responses}, answers_to(ledger.responses)
    speak_for = _houses(ledger.responses, ledger.actors)
    copied, relayed = _copied(ledger.links), frozenset(c for r in ledger.readings for c in _relayed(r))
    known = documents, original, claims, names, responses, answers, labels
    pile = Pile(*known, sources, behind, copied, speak_for, relayed)
    origins: dict[str, Origin] = {}
    for entry in (*_records(ledger), *(_statement(group, pile) for group in statements)):
        origins.setdefault(entry.about, count_origins(entry, pile))
    return replace(
        ledger,
        meetings=tuple(replace(m, independent_origins=origins[m.id].independent) for m in ledger.meetings),
        channels=tuple(replace(c, independent_origins=origins[c.id].independent) for c in ledger.channels),
        origins=tuple(sorted(origins.values(), key=lambda o: o.id)),
        links=(*ledger.links, *same),
    )


def _records(ledger: Ledger) -> Iterator[Entry]:
    meetings = {m.id: m for m in ledger.meetings}
    records: list[Meeting | Channel] = [*ledger.meetings, *ledger.channels]
    told: dict[str, list[tuple[int, str]]] = {}
    for place, record in sorted((e, r.id) for r in records for e in r.evidence):
        told.setdefault(place.document, []).append((place.start, record))
    confirmed: dict[str, list[Claim]] = {}
    for claim in ledger.claims:  # «a confirmé l'information»: what is told last before it
        here = told.get(claim.evidence[0].document, [])
        short = len(claim.text) <= _SHORT and claim.chain and claim.chain[-1].cls in _SPEAKS
        if here and short and claim.act == "confirm" and not {r for _, r in here}.intersection(claim.about):
            before = [r for at, r in here if at <= claim.evidence[0].start] or [here[0][1]]
            confirmed.setdefault(before[-1], []).append(claim)
    for each in records:  # who reports a meeting of a channel reports the channel too
        held = each.meetings if isinstance(each, Channel) else ()
        yield _record((each, *(meetings[m] for m in held if m in meetings)), confirmed)
    yield from (Entry(p.id, p.claims, p.evidence) for p in ledger.positions if p.claims)
    yield from (Entry(p.id, p.claims, p.evidence) for p in ledger.proposals if p.claims)
    yield from (Entry(r.id, r.claims, r.evidence, stated=True) for r in ledger.responses)


def _record(records: Sequence[Meeting | Channel], confirmed: Mapping[str, Sequence[Claim]]) -> Entry:
    first, more = records[0], [c for r in records for c in confirmed.get(r.id, ())]
    claims = {c for r in records for c in r.claims} | {c.id for c in more}
    shown = tuple(e for r in (*records, *more) for e in r.evidence)
    return Entry(first.id, claims, shown, frozenset(p.actor for p in first.participants if p.actor), first.denied_by)


def _statement(group: Sequence[Claim], pile: Pile) -> Entry:
    """A group under the claim published first; one that an article of unknown date makes comes last."""
    first = min(group, key=lambda c: (pile.documents[c.evidence[0].document].published or "9", c.evidence[0], c.id))
    shown = tuple(e for c in (first, *(c for c in group if c is not first)) for e in c.evidence)
    return Entry(first.id, [c.id for c in group], shown, stated=True)


def _copied(links: Iterable[Link]) -> Mapping[str, Sequence[tuple[Evidence, str]]]:
    """For each document that copies in part its passages, and the document that has each."""
    found: dict[str, list[tuple[Evidence, str]]] = {}
    for link in links:
        if link.kind == "copies":
            found.setdefault(link.a, []).extend((e, link.b) for e in link.evidence if e.document == link.a)
    return found


def _houses(responses: Iterable[Response], actors: Sequence[Actor]) -> Mapping[str, str]:
    """Response → the institution that its voice is, or speaks for by a title that names it."""
    by_id, found = {a.id: a for a in actors}, {}
    known = {fold(n).replace("'", " "): a.name for a in actors if a.kind == "institution" for n in (a.name, *a.aliases)}
    for response in responses:
        actor = by_id.get(response.actor or "")
        titles = [] if not actor or actor.former else [role.title for role in actor.roles]
        texts = [fold(text).replace("'", " ").split() for text in (response.by, *titles)]
        parts = (" ".join(t[i:j]) for t in texts for i in range(len(t)) for j in range(len(t), i, -1))
        found[response.id] = next((known[part] for part in parts if part in known), "")
    return found


def _relayed(reading: Reading) -> Iterator[str]:
    """Claims whose very saying stands in the conditional («X aurait reconnu que …») and that no outlet is cited for."""
    outright = (c for c in reading.claims if all(hop.cls != "outlet" for hop in c.chain[1:]))
    hedged = {c.attribution: c.id for c in outright if c.presented == "conditional"}
    for a in reading.attributions:
        if a.id in hedged:
            words = (w for s in a.cue for w in reading.document.raw[s.start : s.end].lower().split())
            if any(map(is_auxiliary, words)):
                yield hedged[a.id]
