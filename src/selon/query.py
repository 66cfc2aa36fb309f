"""Select from a ledger: by actor, by time, and as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from selon.model import Claim, Document, Ledger, Meeting, Reading
from selon.options import Options
from selon.text.edtf import edtf_bounds, overlap
from selon.text.fold import fold

T = TypeVar("T")


def published_by(document: Document, day: str) -> bool:
    """Whether the document can have been published on ``day`` (ISO) or before; unknown dates are kept."""
    lo, _ = edtf_bounds(document.published) if document.published else ("", "")
    return not day or not lo or lo <= day


def select(ledger: Ledger, options: Options) -> Ledger:
    """The part of the ledger that concerns ``options.about`` and lies between ``since`` and ``until``.

    Undated entries are kept: that something has no date does not show that it lies outside.
    """
    if not (options.about or options.since or options.until):
        return ledger
    about = _about(ledger, options.about) if options.about else None

    def keep(items: Iterable[T], names: Callable[[T], Iterable[str | None]]) -> tuple[T, ...]:
        return tuple(i for i in items if about is None or any(n and about(n) for n in names(i)))

    meetings = tuple(m for m in keep(ledger.meetings, _who_met) if _within(m.lo, m.hi, options))
    channels = keep(ledger.channels, lambda c: [*c.parties, c.name, *(p.name for p in c.participants)])
    claims = tuple(
        c
        for c in keep(ledger.claims, lambda c: [c.by, c.text, *(h.name for h in c.chain)])
        if _within(*_bounds(c), options)
    )
    kept = {x.id for group in (meetings, channels, claims) for x in group}
    return replace(
        ledger,
        meetings=meetings,
        channels=channels,
        claims=claims,
        positions=keep(ledger.positions, lambda p: [p.holder, p.by, p.content]),
        proposals=keep(ledger.proposals, lambda p: [p.author, p.by, p.name]),
        responses=tuple(r for r in ledger.responses if r.target in kept or (about and about(r.by))),
        origins=tuple(o for o in ledger.origins if o.about in kept),
        contradictions=tuple(c for c in ledger.contradictions if {c.a, c.b} & kept),
        timeline=tuple(e for e in ledger.timeline if e.about in kept and _within(e.lo, e.hi, options)),
    )


def as_of(readings: Iterable[Reading], day: str) -> tuple[Reading, ...]:
    """The readings of documents published on ``day`` or before."""
    return tuple(r for r in readings if published_by(r.document, day))


def _who_met(meeting: Meeting) -> Iterable[str]:
    return [
        meeting.place,
        meeting.host,
        *(p.name for p in meeting.participants),
        *(p.side for p in meeting.participants),
    ]


def _bounds(claim: Claim) -> tuple[str, str]:
    return edtf_bounds(claim.date) if claim.date else ("", "")


def _within(lo: str, hi: str, options: Options) -> bool:
    return overlap(lo, hi, options.since, options.until)


def _about(ledger: Ledger, text: str) -> Callable[[str], bool]:
    """A test on names: holds the text itself or any other name of an actor whose name holds it."""
    wanted = fold(text)
    keys = {wanted}
    for actor in ledger.actors:
        names = [fold(n) for n in (actor.name, *actor.aliases)]
        if any(wanted in n for n in names):
            keys.update(n for n in names if n)
    return lambda name: any(key in fold(name) for key in keys)
