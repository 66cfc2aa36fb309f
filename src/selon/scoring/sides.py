"""One side (gold or found) of one document: attributions as spans and as sets of tokens; who is paired with whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selon.scoring.pairs import best_pairs

Spans = tuple[tuple[int, int], ...]

ROLES = ("source", "cue", "content")
FIELDS = ("form", "act", "evidence", "source_class")
_TOKEN = re.compile(r"\w+(?:[’'](?=\w))?|[^\w\s]")
_EDGE = frozenset("\"'“”«»‘’„‹› \t\n\r\u00a0\u202f.,;:!?…()")


@dataclass(frozen=True, slots=True)
class Item:
    """An attribution as it is scored: merged spans and token numbers per role, labels per field ("" = not given)."""

    spans: dict[str, Spans]
    tokens: dict[str, frozenset[int]]
    labels: dict[str, str]

    def size(self, role: str) -> int:
        """Code points of the role."""
        return sum(end - start for start, end in self.spans[role])


NOTHING = Item(dict.fromkeys(ROLES, ()), {r: frozenset() for r in ROLES}, dict.fromkeys(FIELDS, ""))
Pair = tuple[Item, Item]  # gold and found; NOTHING, the object itself, beside one that stands alone


def make_items(attributions: Iterable[Mapping[str, Any]], text: str, strip: bool = False) -> tuple[Item, ...]:
    """The attributions of one document, in the form of ``selon attributions --jsonl``, ready to be scored.

    Tokens are words (with an elided apostrophe) and single marks; one that a span cuts counts as inside.  ``strip``
    drops quotation marks, spaces and closing punctuation from the edges of spans, on which corpora disagree.
    """
    bounds = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    items = []
    for attribution in attributions:
        spans = {role: _merged(attribution.get(role) or ()) for role in ROLES}
        if strip:
            spans = {role: tuple(s for s in (_bare(s, text) for s in spans[role]) if s[0] < s[1]) for role in ROLES}
        inside = {
            role: frozenset(n for s, e in spans[role] for n in range(bisect_right(ends, s), bisect_left(starts, e)))
            for role in ROLES
        }
        items.append(Item(spans, inside, {field: str(attribution.get(field) or "") for field in FIELDS}))
    return tuple(items)


def _merged(spans: Iterable[Sequence[int]]) -> Spans:
    """In order, those that touch or overlap made one, empty ones dropped."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for s, e in spans if s < e):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return tuple(merged)


def _bare(span: tuple[int, int], text: str) -> tuple[int, int]:
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def shared(a: Spans, b: Spans) -> int:
    """Code points in both."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Token F1 of two sets; 0 when one is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def aligned(gold: Sequence[Item], found: Sequence[Item]) -> list[Pair]:
    """Pairs such that the summed token F1 of contents is highest; cue and source break ties.  Then who stands alone."""

    def weight(g: Item, f: Item) -> float:
        content, cue, source = (dice(g.tokens[role], f.tokens[role]) for role in ("content", "cue", "source"))
        return content + 0.001 * (cue + source)

    pairs = _pairs(gold, found, weight)
    beside = [(g, found[pairs[i]] if i in pairs else NOTHING) for i, g in enumerate(gold)]
    return beside + [(NOTHING, f) for j, f in enumerate(found) if j not in pairs.values()]


def greedy(
    gold: Sequence[Item], found: Sequence[Item], close: Callable[[Item, Item], float], enough: Callable[[float], bool]
) -> list[Pair]:
    """In gold order, each with the closest of those left, if that is close enough; then who stands alone."""
    left, pairs = list(found), []
    for g in gold:
        best = max(left, key=lambda f: close(g, f), default=NOTHING)
        if best is not NOTHING and not enough(close(g, best)):
            best = NOTHING
        left = [f for f in left if f is not best]
        pairs.append((g, best))
    return pairs + [(NOTHING, f) for f in left]


def count_pairs(gold: Sequence[Item], found: Sequence[Item], test: Callable[[Item, Item], bool]) -> int:
    """How many one-to-one pairs can be made for which ``test`` holds."""
    return len(_pairs(gold, found, lambda g, f: float(test(g, f))))


def _pairs(gold: Sequence[Item], found: Sequence[Item], weight: Callable[[Item, Item], float]) -> dict[int, int]:
    return best_pairs({i: {j: w for j, f in enumerate(found) if (w := weight(g, f)) > 0} for i, g in enumerate(gold)})
