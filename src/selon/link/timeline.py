"""The timeline: every dated expression that stands in the evidence of an entry, with its bounds."""

from collections.abc import Iterable, Mapping

from selon.ids import make_id
from selon.model import Event, Evidence, Reading

Entry = tuple[str, str, tuple[Evidence, ...]]  # id, label, evidence


def make_timeline(
    readings: Iterable[Reading], entries: Iterable[Entry], dated: Mapping[str, tuple[str, str, str]]
) -> tuple[Event, ...]:
    """Events sorted by date.

    ``dated``: id → (EDTF, lo, hi) of entries that have a date of their own.  ``entries`` come in order of
    precedence: an expression belongs to the first entry whose evidence holds it, an entry that has the date in its
    name («Lorme (1993)») before the others.
    """
    dates = {r.document.id: [t for t in r.times if t.type in ("DATE", "TIME")] for r in readings}
    points = {d: [t for t in times if (t.lo or t.hi) and t.edtf[:4].isdigit()] for d, times in dates.items()}
    found: dict[str, dict[str, Event]] = {}
    here: dict[str, list[tuple[Evidence, str, str]]] = {}
    for id_, label, evidence in entries:
        if id_ in dated:
            date, lo, hi = dated[id_]
            found[id_] = {date: Event(make_id("t", id_, date), date, lo, hi, id_, label, evidence[:1])}
        for e in evidence:
            if e.document in points:
                here.setdefault(e.document, []).append((e, id_, label))
    for document, times in points.items():
        for time in times:
            hits = [h for h in here.get(document, ()) if h[0].start <= time.start and time.end <= h[0].end]
            hit = next((h for h in hits if time.edtf in h[2]), hits[0] if hits else None)
            if hit and not any(date.startswith(time.edtf) for date in found.get(hit[1], ())):
                evidence_, id_, label = hit
                event = Event(make_id("t", id_, time.edtf), time.edtf, time.lo, time.hi, id_, label, (evidence_,))
                found.setdefault(id_, {})[time.edtf] = event
    events = (event for dates in found.values() for event in dates.values())
    return tuple(sorted(events, key=lambda e: (e.lo or e.hi or "9", e.hi, e.about, e.id)))
