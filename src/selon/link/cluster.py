"""Greedy clustering that respects conflicts: groups join only if no two of their members exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def cluster(
    items: Sequence[T], pairs: Sequence[tuple[float, int, int]], conflict: Callable[[T, T], bool]
) -> list[list[T]]:
    """Groups of ``items`` joined along ``pairs`` (strength, index, index), the strongest first.

    Ties are broken by index: with items in a fixed order the result does not depend on anything else.
    """
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
