"""Passages that two texts share, aligned word by word.  For pairs that fingerprints have brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from selon.model import Span
from selon.text.shingles import RUN, Words

GAP = 6
"""Words, on either side, that an edit may take inside a passage: two edits with a short run between."""
LEAST = 8
"""Words of a passage; fewer are what any two articles on one subject share."""

Runs = tuple[int, int]  # numbers of the first run and of the one behind the last
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


def align(a: Words, b: Words, least: int = LEAST, gap: int = GAP) -> tuple[Passage, ...]:
    """The shared passages of ``least`` words or more, in the order of ``a``; in ``b`` they may stand in another order.

    A passage is made of runs of five or more equal words that follow each other on both sides, with small edits
    between; no word of ``a`` is in two passages.
    """
    import numpy as np

    left, right = a.runs, b.runs
    if not len(left) or not len(right):
        return ()
    order = np.argsort(right, kind="stable")
    place = np.minimum(np.searchsorted(right, left, sorter=order), len(right) - 1)
    found = np.flatnonzero(right[order[place]] == left)
    if not len(found):
        return ()
    partner = order[place[found]]
    new = np.flatnonzero((np.diff(found) != 1) | (np.diff(partner) != 1)) + 1
    first = np.concatenate([[0], new])
    last = np.concatenate([new, [len(found)]]) - 1
    runs = zip(found[first].tolist(), (found[last] + RUN).tolist(), partner[first].tolist(), strict=True)
    return tuple(
        Passage(int(a.starts[s]), int(a.ends[e - 1]), int(b.starts[t]), int(b.ends[u - 1]), n, p)
        for s, e, t, u, n, p in _chained(runs, gap)
        if n >= least
    )


def runs_within(words: Words, spans: Sequence[Span]) -> list[Runs]:
    """For each span the first of the runs that stand inside it, and the one behind the last."""
    import numpy as np

    if not spans:
        return []
    first = np.searchsorted(words.starts, np.array([s.start for s in spans], np.uint32)).tolist()
    last = np.searchsorted(words.ends, np.array([s.end for s in spans], np.uint32), "right").tolist()
    return [(start, end - RUN + 1) for start, end in zip(first, last, strict=True) if end - start >= RUN]


def only(words: Words, runs: Sequence[Runs], other: int) -> Words:
    """The words with these runs only; ``other`` stands for the rest."""
    import numpy as np

    kept = np.full(len(words.runs), other, np.uint32)
    for start, end in runs:
        kept[start:end] = words.runs[start:end]
    return words._replace(runs=kept)


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
    if start - stop > gap or partner - stop_there > gap or over >= min(end - start, RUN):
        return None
    return (begun, end, there, partner + end - start, words + end - start - over, pieces + 1)
