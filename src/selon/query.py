"""Select from a ledger: by actor, by time, and as of a day."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from selon.model import Ledger, Meeting, Reading
from selon.options import Options
from selon.text.edtf import edtf_bounds, overlap
from selon.text.fold import fold

T = TypeVar("T")


def select(ledger: Ledger, options: Options) -> Ledger:
    """The part of the ledger that concerns ``options.about`` and lies between ``since`` and ``until``.

    Undated entries are kept: that something has no date does not show that it lies outside.
    """
    if not (options.about or options.since or options.until):
        return ledger
    about = _about(ledger, options.about) if options.about else None

    def keep(items: Iterable[T], names: Callable[[T], Iterable[str | None]]) -> tuple[T, ...]:
        return tuple(i for i in items if about is None or any(n and about(n) for n in names(i)))

    def within(lo: str, hi: str) -> bool:
        return overlap(lo, hi, options.since, options.until)

    meetings = tuple(m for m in keep(ledger.meetings, _who_met) if within(m.lo, m.hi))
    channels = keep(ledger.channels, lambda c: [*c.parties, c.name, *(p.name for p in c.participants)])
    told = keep(ledger.claims, lambda c: [c.by, c.text, *(h.name for h in c.chain)])
    claims = tuple(c for c in told if within(*(edtf_bounds(c.date) if c.date else ("", ""))))
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
        timeline=tuple(e for e in ledger.timeline if e.about in kept and within(e.lo, e.hi)),
    )


def as_of(readings: Iterable[Reading], day: str) -> tuple[Reading, ...]:
    """The readings of documents that can have been published on ``day`` (ISO) or before; unknown dates are kept."""
    return tuple(r for r in readings if not day or edtf_bounds(r.document.published or "")[0] <= day)


def _who_met(meeting: Meeting) -> Iterable[str]:
    return [meeting.place, meeting.host, *(name for p in meeting.participants for name in (p.name, p.side))]


def _about(ledger: Ledger, text: str) -> Callable[[str], bool]:
    """A test on names: holds the text itself or any other name of an actor whose name holds it."""
    wanted = fold(text)
    keys = {wanted}
    for actor in ledger.actors:
        names = [fold(n) for n in (actor.name, *actor.aliases)]
        if any(wanted in n for n in names):
            keys.update(n for n in names if n)
    return lambda name: any(key in fold(name) for key in keys)
