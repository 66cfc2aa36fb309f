"""Which records share keys: one sort of all keys, near-linear in their number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HALF = 32  # bits: a key or the number of a record
LOW = (1 << HALF) - 1
_ROOM = 1 << 24  # pairs that are held before they are counted


def shared_keys(
    lists: Iterable[Iterable[int]], most: int, least: int = 1, first: bool = False
) -> Iterator[tuple[int, int, int, int]]:
    """Pairs ``a < b`` of list numbers with the count of rare and of common keys that both hold, sorted.

    Only pairs with ``least`` keys or more.  Keys are unsigned 32-bit numbers; twice in a list is once.  A key in more
    than ``most`` lists is common: it joins each holder to the next one only (``first``: and to the first), so that
    what is copied a thousand times stays connected and costs a thousand.
    Memory: 8 bytes a key, 16 while sorting, and 16 a pair.
    """
    import numpy as np

    keys, ends = array("I"), array("q", [0])
    for listed in lists:
        keys.extend(listed)
        ends.append(len(keys))
    bounds = np.array(ends, np.int64)
    held = np.repeat(np.arange(len(ends) - 1, dtype=np.uint64), bounds[1:] - bounds[:-1])
    held |= np.array(keys, np.uint64) << np.uint64(HALF)
    held.sort()
    held = held[np.diff(held, prepend=~held[:1]) != 0]
    key, record = held >> np.uint64(HALF), held & np.uint64(LOW)
    begins = np.flatnonzero(np.diff(key, prepend=~key[:1]))
    sizes_ = np.diff(begins, append=len(key))
    holders, head = np.repeat(sizes_, sizes_), np.repeat(record[begins], sizes_)
    few, many = (holders > 1) & (holders <= most), holders > most
    common = [*_steps(key[many], record[many], 1)]
    if first:  # but for the second holder, who is next to the first
        later = many[1:] & (head[1:] != record[:-1]) & (head[1:] != record[1:])
        common.append(head[1:][later] << np.uint64(HALF) | record[1:][later])
    found = _counted(_steps(key[few], record[few], most - 1)), _counted(common)
    pairs = np.union1d(found[0][0], found[1][0])
    counts = np.zeros((2, len(pairs)), np.int64)
    for (some, number), count in zip(found, counts, strict=True):
        count[np.searchsorted(pairs, some)] = number
    enough = counts.sum(0) >= least
    pairs, counts = pairs[enough], counts[:, enough]
    yield from zip(
        *((pairs >> np.uint64(HALF)).tolist(), (pairs & np.uint64(LOW)).tolist(), *counts.tolist()), strict=True
    )


def _steps(key: NDArray[np.uint64], record: NDArray[np.uint64], reach: int) -> Iterator[NDArray[np.uint64]]:
    """Pairs (packed) of records under one key, at most ``reach`` apart in its list."""
    import numpy as np

    for step in range(1, min(reach, len(key) - 1) + 1):
        same = key[step:] == key[:-step]
        if not same.any():
            break
        yield record[:-step][same] << np.uint64(HALF) | record[step:][same]


def _counted(found: Iterable[NDArray[np.uint64]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The pairs, each once, and how often each comes."""
    import numpy as np

    pairs, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    waiting: list[NDArray[np.uint64]] = []
    for more in found:
        waiting.append(more)
        if sum(map(len, waiting)) > _ROOM:
            pairs, counts = _merged(pairs, counts, waiting)
            waiting = []
    return _merged(pairs, counts, waiting)


def _merged(
    pairs: NDArray[np.uint64], counts: NDArray[np.int64], more: list[NDArray[np.uint64]]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    import numpy as np

    found, number = np.unique(np.concatenate([*more, np.empty(0, np.uint64)]), return_counts=True)
    together, place = np.unique(np.concatenate([pairs, found]), return_inverse=True)
    return together, np.bincount(place, np.concatenate([counts, number]), len(together)).astype(np.int64)
