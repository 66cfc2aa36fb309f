"""What is tied together: sets that grow by ties (union-find)."""

from typing import TypeVar

K = TypeVar("K", str, int)


def root(parent: dict[K, K], at: K) -> K:
    """The one that stands for all that ``at`` is tied to; ``parent`` holds the ties, and is shortened on the way."""
    while (up := parent.setdefault(at, at)) != at:
        parent[at] = at = parent.setdefault(up, up)
    return at
