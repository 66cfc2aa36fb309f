"""The published ways of counting who-said-what, so that figures can be laid beside those of others.

``relation`` is the main one (GermEval 2023); ``exact`` and ``citron`` are Citron's, made one-to-one or as they count;
``boundaries`` and ``fracas70`` are FRACAS's relations; ``ggt03``, ``ggt08`` GenderGapTracker's with speaker accuracy;
``tokens`` PolNeAR's view without links.  Definitions with sources: docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from selon.scoring.sides import NOTHING, ROLES, Item, Pair, aligned, count_pairs, greedy, shared


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, spurious and missed ones; adds up over documents."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def p(self) -> float:
        """Precision, 0 to 1; 0 when nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def r(self) -> float:
        """Recall, 0 to 1; 0 when there is nothing to find."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f(self) -> float:
        """F1, 0 to 1."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


Scores = dict[str, Tally]


def score_document(gold: Sequence[Item], found: Sequence[Item]) -> Scores:
    """All modes for one document, keyed «mode.role»."""
    pairs = aligned(gold, found)
    relation = {f"relation.{role}": sum((_sets(g.tokens[role], f.tokens[role]) for g, f in pairs), Tally())
                for role in ROLES}  # fmt: skip
    return {
        **relation,
        "relation.all": sum(relation.values(), Tally()),
        **_exact(gold, found, pairs),
        **_citron(gold, found),
        **_fracas("boundaries", gold, found, lambda g, f: g.spans["content"] == f.spans["content"]),
        **_fracas("fracas70", gold, found, _near),
        **_tracker("ggt03", gold, found, 0.3),
        **_tracker("ggt08", gold, found, 0.8),
        **{f"tokens.{role}": _sets(_union(gold, role), _union(found, role)) for role in ROLES},
    }


def add_scores(many: Iterable[Scores]) -> Scores:
    """The sums over documents (micro-average)."""
    total: Scores = {}
    for scores in many:
        for key, tally in scores.items():
            total[key] = total.get(key, Tally()) + tally
    return total


def _sets(gold: frozenset[int], found: frozenset[int]) -> Tally:
    return Tally(len(gold & found), len(found - gold), len(gold - found))


def _union(items: Sequence[Item], role: str) -> frozenset[int]:
    return frozenset().union(*(item.tokens[role] for item in items))


def _exact(gold: Sequence[Item], found: Sequence[Item], pairs: Sequence[Pair]) -> Scores:
    """Equal span lists inside the pairs; an empty role counts for neither side, but equals an empty one in «all»."""
    scores = {}
    for role in ROLES:
        hits = sum(bool(g.spans[role]) and g.spans[role] == f.spans[role] for g, f in pairs)
        scores[f"exact.{role}"] = _of(hits, *(sum(bool(item.spans[role]) for item in side) for side in (gold, found)))
    hits = sum(g.spans == f.spans for g, f in pairs if g is not NOTHING and f is not NOTHING)
    return {**scores, "exact.all": _of(hits, len(gold), len(found))}


def _of(hits: int, gold: int, found: int) -> Tally:
    return Tally(hits, found - hits, gold - hits)


def _citron(gold: Sequence[Item], found: Sequence[Item]) -> Scores:
    """Not one-to-one; recall has the found predictions, not the found gold, on top, as Citron prints it."""
    scores = {}
    tests: dict[str, Callable[[Item, Item], bool]] = {
        "source": lambda a, b: shared(a.spans["cue"], b.spans["cue"]) > 0 and a.spans["source"] == b.spans["source"],
        "cue": lambda a, b: a.spans["cue"] == b.spans["cue"],
        "content": lambda a, b: shared(a.spans["cue"], b.spans["cue"]) > 0 and a.spans["content"] == b.spans["content"],
        "all": lambda a, b: a.spans == b.spans,
    }
    for name, test in tests.items():
        hits = sum(any(test(f, g) for g in gold) for f in found)
        missed = sum(not any(test(g, f) for f in found) for g in gold)
        scores[f"citron.{name}"] = Tally(hits, len(found) - hits, missed)
    return scores


def _near(gold: Item, found: Item) -> bool:
    """Equal, or not longer and sharing one unbroken stretch of 70 % of the gold content."""
    run = max(min(e, f) - max(s, t) for s, e in gold.spans["content"] for t, f in found.spans["content"])
    shorter = found.size("content") <= gold.size("content")
    return gold.spans["content"] == found.spans["content"] or (shorter and run >= 0.7 * gold.size("content"))


def _fracas(mode: str, gold: Sequence[Item], found: Sequence[Item], near: Callable[[Item, Item], bool]) -> Scores:
    """Relations source → content and cue → content: equal heads, and contents that are ``near``."""
    scores = {}
    for head in ("source", "cue", ""):
        have_gold = [g for g in gold if g.spans["content"] and (not head or g.spans[head])]
        have_found = [f for f in found if f.spans["content"] and (not head or f.spans[head])]

        def test(g: Item, f: Item, head: str = head) -> bool:
            return (not head or g.spans[head] == f.spans[head]) and near(g, f)

        hits = count_pairs(have_gold, have_found, test)
        scores[f"{mode}.{head}>content" if head else f"{mode}.content"] = _of(hits, len(have_gold), len(have_found))
    return scores


def _tracker(mode: str, gold: Sequence[Item], found: Sequence[Item], limit: float) -> Scores:
    """Greedy in gold order; more than ``limit`` of the gold content must be covered.  Then: is the speaker right?"""
    wanted, offered = ([item for item in side if item.spans["content"]] for side in (gold, found))

    def covered(g: Item, f: Item) -> float:
        return shared(g.spans["content"], f.spans["content"]) / g.size("content")

    hits = [(g.spans["source"], f.spans["source"]) for g, f in greedy(wanted, offered, covered, lambda x: x > limit)
            if g is not NOTHING and f is not NOTHING]  # fmt: skip
    right = sum((not mine and not theirs) or shared(mine, theirs) > 0 for mine, theirs in hits)
    wrong = len(hits) - right
    return {f"{mode}.content": _of(len(hits), len(wanted), len(offered)), f"{mode}.speaker": Tally(right, wrong, wrong)}
