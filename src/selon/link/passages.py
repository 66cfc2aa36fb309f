"""Passages that two texts share, aligned word by word.  For pairs that fingerprints have brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from selon.link.join import HALF, LOW
from selon.model import Span
from selon.text.shingles import RUN, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GAP = 6
"""Words, on either side, that an edit may take inside a passage: two edits with a short run between."""
LEAST = 8
"""Words of a passage; fewer are what any two articles on one subject share."""

Runs = tuple[int, int]  # numbers of the first run and of the one behind the last
Side = tuple[Words, Sequence[Runs]]  # a text and the runs of it to look at
Run = tuple[int, int, int]  # words: start and end in a, start in b
Chain = tuple[int, int, int, int, int, int]  # words: start and end in a, in b; how many are equal; number of runs


class Passage(NamedTuple):
    """The same words in two texts: code points on both sides; ``words`` are equal, in ``pieces`` between edits."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int
    pieces: int


def whole(words: Words) -> Side:
    """The text with all its runs."""
    return words, [(0, len(words.runs))]


def align_all(pairs: Sequence[tuple[Side, Side]], least: int = LEAST, gap: int = GAP) -> list[list[Passage]]:
    """For each pair the shared passages of ``least`` words or more, in the order of ``a``; in ``b`` in any order.

    A passage is made of runs of five or more equal words that follow each other on both sides, with small edits
    between; no word of ``a`` is in two passages.  Thirty pairs at once take half the time of one by one.
    """
    import numpy as np

    if not pairs:
        return []
    sides = [side for a, b in pairs for side in (b, a)]  # one behind the other, their words numbered throughout
    bounds = np.cumsum([0, *(len(words.starts) for words, _ in sides)])
    place, partner = _equal(sides, bounds)
    new = (np.diff(place, prepend=-2) != 1) | (np.diff(partner, prepend=-2) != 1)
    first, last = place[new], place[np.append(new[1:], True)[: len(new)]]
    runs = list(zip(first.tolist(), (last + RUN).tolist(), partner[new].tolist(), strict=True))
    cuts = pairwise(np.searchsorted(first, bounds[::2]).tolist())
    chains = [[chain for chain in _chained(runs[s:e], gap) if chain[4] >= least] for s, e in cuts]
    flat = np.array([chain for found in chains for chain in found], np.int64).reshape(-1, 6)
    starts, ends = (np.concatenate([words[part] for words, _ in sides]) for part in (1, 2))
    code_points = (starts[flat[:, 0]], ends[flat[:, 1] - 1], starts[flat[:, 2]], ends[flat[:, 3] - 1])
    passages = map(Passage, *(column.tolist() for column in (*code_points, flat[:, 4], flat[:, 5])))
    return [[next(passages) for _ in found] for found in chains]


def _equal(sides: Sequence[Side], bounds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of each second text begin that stand in the text before it, and the first such place there.

    One sort brings equal runs of a pair together, those of the first text in front.
    """
    import numpy as np

    owner = np.repeat(np.arange(len(sides)), np.diff(bounds))
    parts = [(n, start, end - start) for n, (_, chosen) in enumerate(sides) for start, end in chosen]
    number, start, length = np.array(parts, np.int64).reshape(-1, 3).T
    begins = np.cumsum([0, *(len(words.runs) for words, _ in sides)])[:-1]
    at = np.arange(length.sum()) + np.repeat(begins[number] + start - np.cumsum(length) + length, length)
    runs = np.concatenate([words.runs for words, _ in sides])[at].astype(np.uint64)
    places = at + np.repeat((bounds[:-1] - begins)[number], length)
    held = np.sort(runs << np.uint64(HALF) | places.astype(np.uint64))
    at = (held & np.uint64(LOW)).astype(np.int64)
    new = np.diff(held >> np.uint64(HALF), prepend=~held[:1]) != 0  # another run, or the same in another pair
    new |= np.diff(owner[at] >> 1, prepend=-1) != 0
    partner = np.arange(len(owner))
    partner[at] = at[new][np.cumsum(new) - 1]
    place = np.flatnonzero((owner & 1) > (owner[partner] & 1))
    return place, partner[place]


def runs_within(texts: Sequence[Words], spans: Sequence[Sequence[Span]]) -> list[list[Runs]]:
    """For each span of each text the first of the runs that stand inside it, and the one behind the last."""
    import numpy as np

    bounds = np.cumsum([0, *(len(words.starts) for words in texts)])
    number = np.repeat(np.arange(len(texts)), np.diff(bounds)) << HALF
    starts, ends = (np.concatenate([words[part] for words in texts]) + number for part in (1, 2))
    wanted = [(n, n << HALF | s.start, n << HALF | s.end) for n, found in enumerate(spans) for s in found]
    owner, start, end = np.array(wanted, np.int64).reshape(-1, 3).T
    first = (np.searchsorted(starts, start) - bounds[owner]).tolist()
    last = (np.searchsorted(ends, end, "right") - bounds[owner] - RUN + 1).tolist()
    found: list[list[Runs]] = [[] for _ in texts]
    for (n, *_), run in zip(wanted, zip(first, last, strict=True), strict=True):
        if run[0] < run[1]:
            found[n].append(run)
    return found


def _chained(runs: Iterable[Run], gap: int) -> list[Chain]:
    """Runs that follow each other on both sides, made one; a run between them that led elsewhere is left out."""
    chains: list[Chain] = []
    for run in runs:
        for back in range(1, min(len(chains), 2) + 1):
            if joined := _joined(chains[-back], run, gap):
                chains[-back:] = [joined]
                break
        else:
            start, end, partner = run
            over = max(chains[-1][1] - start, 0) if chains else 0
            if end - start > over:
                chains.append((start + over, end, partner + over, partner + end - start, end - start - over, 1))
    return chains


def _joined(chain: Chain, run: Run, gap: int) -> Chain | None:
    """The chain with the run at its end, None where the run stands elsewhere on one side."""
    begun, stop, there, stop_there, words, pieces = chain
    start, end, partner = run
    over = max(stop - start, stop_there - partner, 0)  # words that both hold
    if start - stop > gap or partner - stop_there > gap or over >= RUN:
        return None
    return (begun, end, there, partner + end - start, words + end - start - over, pieces + 1)
