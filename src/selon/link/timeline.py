"""The timeline: every dated expression that stands in the evidence of an entry, with its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from selon.ids import make_id
from selon.model import Event, Evidence, Reading, TimeRef

Entry = tuple[str, str, tuple[Evidence, ...]]  # id, label, evidence


def make_timeline(
    readings: Sequence[Reading], entries: Sequence[Entry], dated: Mapping[str, tuple[str, str, str]]
) -> tuple[Event, ...]:
    """Events sorted by date.

    ``dated``: id → (EDTF, lo, hi) of entries that have a date of their own.  ``entries`` come in order of
    precedence: an expression belongs to the first entry whose evidence holds it, an entry that has the date in its
    name («Lorme (1993)») before the others.
    """
    found: dict[tuple[str, str], Event] = {}
    labels = {id_: (label, evidence) for id_, label, evidence in entries}
    for id_, (date, lo, hi) in dated.items():
        label, evidence = labels[id_]
        found[id_, date] = Event(make_id("t", id_, date), date, lo, hi, id_, label, evidence[:1])
    for reading in readings:
        here = [
            (e, id_, label) for id_, label, evidence in entries for e in evidence if e.document == reading.document.id
        ]
        for time in reading.times:
            hits = [h for h in here if h[0].start <= time.start and time.end <= h[0].end]
            hit = next((h for h in hits if time.edtf in h[2]), hits[0] if hits else None)
            if hit and _is_point(time) and not _told(found, hit[1], time):
                evidence_, id_, label = hit
                event = Event(make_id("t", id_, time.edtf), time.edtf, time.lo, time.hi, id_, label, (evidence_,))
                found.setdefault((id_, time.edtf), event)
    return tuple(sorted(found.values(), key=lambda e: (e.lo or e.hi or "9", e.hi, e.about, e.id)))


def _is_point(time: TimeRef) -> bool:
    return time.type in ("DATE", "TIME") and bool(time.edtf and (time.lo or time.hi)) and time.edtf[:4].isdigit()


def _told(found: Iterable[tuple[str, str]], id_: str, time: TimeRef) -> bool:
    """Whether this entry already stands at that date, perhaps more precisely."""
    return any(about == id_ and date.startswith(time.edtf) for about, date in found)
