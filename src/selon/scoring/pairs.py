"""One-to-one pairs of the highest total weight (maximum-weight matching), over sparse positive weights."""

from collections import deque
from collections.abc import Mapping

_LEAST = 1e-9  # a gain below this is rounding


def best_pairs(weights: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Left → right such that the sum of ``weights[left][right]`` is highest; weights > 0, the rest stay alone.

    Left ones come in one after the other; each time the best chain «takes the partner of another, who takes …» is
    followed, which keeps the pairs the best for those who have come in (the shortest augmenting path).
    """
    taken: dict[int, int] = {}
    for newcomer in weights:
        gain, step = _chains(newcomer, weights, taken)
        ends = [(total, left, None) for left, total in gain.items()]
        free = [(total + w, left, right) for left, total in gain.items() for right, w in weights[left].items()]
        best: tuple[float, int, int | None] = (0.0, newcomer, None)
        for end in (*ends, *(e for e in free if e[2] not in taken)):
            if end[0] > best[0] + _LEAST:
                best = end
        _, left, right = best
        while left != newcomer:
            lost, before = step[left]
            taken.pop(lost)
            if right is not None:
                taken[right] = left
            left, right = before, lost
        if right is not None:
            taken[right] = left
    return {left: right for right, left in sorted(taken.items(), key=lambda pair: pair[1])}


def _chains(
    newcomer: int, weights: Mapping[int, Mapping[int, float]], taken: Mapping[int, int]
) -> tuple[dict[int, float], dict[int, tuple[int, int]]]:
    """For each left one that can be made to give up its partner: the gain, and (partner given up, to whom)."""
    gain, step, queue = {newcomer: 0.0}, {}, deque([newcomer])
    while queue:
        left = queue.popleft()
        for right, weight in weights[left].items():
            owner = taken.get(right)
            if owner is None or owner == left:
                continue
            total = gain[left] + weight - weights[owner][right]
            if owner not in gain or total > gain[owner] + _LEAST:
                gain[owner], step[owner] = total, (right, left)
                queue.append(owner)
    return gain, step
