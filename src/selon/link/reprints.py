"""Reprints: documents that carry the same words.  Collapsed before origins are counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from selon.model import Link, Reading

# A run in more than 40 documents is a cliché or a footer; a reprint shares at least a quarter and three samples.
_COMMON = 40
_LEAST_SHARED = 3
REPRINT = 0.5  # containment from which an article adds nothing of its own; below, it copies in part


def find_reprints(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Links «reprint_of» from the later (or, undated, the contained) document to the earlier one."""
    found = []
    for (a, b), shared in sorted(_shared(readings).items()):
        one, two = readings[a], readings[b]
        least = min(len(one.shingles), len(two.shingles))
        same = one.document.raw == two.document.raw
        if not same and (shared < _LEAST_SHARED or shared / least < REPRINT):
            continue
        late, early = (one, two) if _order(one) > _order(two) else (two, one)
        note = "identical" if same else f"{100 * shared // least} %"
        found.append(Link("reprint_of", late.document.id, early.document.id, note=note))
    return tuple(found)


def reprint_groups(readings: Sequence[Reading], links: Sequence[Link]) -> Mapping[str, str]:
    """Document id → id of the document that it reprints in the end (itself when it reprints none)."""
    parent = {r.document.id: r.document.id for r in readings}
    for link in links:
        if link.kind == "reprint_of":
            parent[_root(parent, link.a)] = _root(parent, link.b)
    return {id_: _root(parent, id_) for id_ in parent}


def _root(parent: Mapping[str, str], id_: str) -> str:
    while parent[id_] != id_:
        id_ = parent[id_]
    return id_


def _order(reading: Reading) -> tuple[str, int, str]:
    return (reading.document.published or "9999", -len(reading.document.raw), reading.document.id)


def _shared(readings: Sequence[Reading]) -> Counter[tuple[int, int]]:
    index: defaultdict[int, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for shingle in reading.shingles:
            index[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if 1 < len(holders) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
    by_text: dict[str, int] = {}
    for number, reading in enumerate(readings):
        first = by_text.setdefault(reading.document.raw, number)
        if first != number:
            shared[first, number] += _LEAST_SHARED
    return shared
