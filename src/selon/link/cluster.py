"""Merging hypotheses: groups that respect conflicts, and what is left over as *maybe the same*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from selon.model import Channel, Meeting

R = TypeVar("R", Meeting, Channel)


def merge_same(
    records: Sequence[R],
    likeness: Callable[[R, R], float],
    conflict: Callable[[R, R], bool],
    join: Callable[[Sequence[R]], R],
) -> tuple[list[R], dict[str, str]]:
    """Merged records with ``maybe_same`` filled in, and old id → new id; the order of ``records`` does not matter.

    ``likeness`` is 0 for two records that are not the same, below 1 for two that may be, 1 and more for two that
    are unless something in their groups conflicts.
    """
    ordered = sorted(records, key=lambda r: r.id)
    pairs = [
        (strength, i, j)
        for i, a in enumerate(ordered)
        for j, b in enumerate(ordered[:i])
        if (strength := likeness(a, b)) > 0
    ]
    groups = _groups(ordered, [p for p in pairs if p[0] >= 1], conflict)
    merged = [join(group) for group in groups]
    new_id = {r.id: whole.id for whole, group in zip(merged, groups, strict=True) for r in group}
    maybe: dict[str, set[str]] = {r.id: set() for r in merged}
    for _, i, j in pairs:
        a, b = new_id[ordered[i].id], new_id[ordered[j].id]
        if a != b:
            maybe[a].add(b)
            maybe[b].add(a)
    return [replace(r, maybe_same=tuple(sorted(maybe[r.id]))) for r in merged], new_id


def _groups(
    items: Sequence[R], pairs: Sequence[tuple[float, int, int]], conflict: Callable[[R, R], bool]
) -> list[list[R]]:
    """Joined greedily, the likest first, unless two members exclude each other; ties go by index."""
    group = list(range(len(items)))
    members = {i: [i] for i in group}
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        one, two = group[a], group[b]
        if one == two or any(conflict(items[i], items[j]) for i in members[one] for j in members[two]):
            continue
        members[one] += members.pop(two)
        for i in members[one]:
            group[i] = one
    return [[items[i] for i in sorted(indices)] for indices in members.values()]
