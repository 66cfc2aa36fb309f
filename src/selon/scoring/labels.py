"""Labels (form, act, evidence, source class) against gold, and what went wrong in one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selon.scoring.modes import Scores, Tally
from selon.scoring.sides import FIELDS, Item, dice, paired

_HALF = 0.5
_SILENCE = frozenset({"deny", "not_said"})

Verdict = Literal["right", "missed", "spurious", "wrong source", "wrong span", "wrong label"]
Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One attribution of gold, found, or both: what became of it."""

    verdict: Verdict
    gold: Item | None
    found: Item | None


def label_scores(gold: Sequence[Item], found: Sequence[Item]) -> Scores:
    """Tallies of one document, keyed «what.value»; contents must agree by half (character F1) to be paired.

    «act.deny» …: right when paired and both say so.  «found.act.deny» …: recall alone, whatever label was given.
    «silence» (denials and silences), «conditional»: the two that decide how a dossier reads.  «accuracy.act» …:
    right and wrong labels of the pairs; its precision is the accuracy.
    """
    scores: Scores = {}

    def add(key: str, wanted: bool, given: bool) -> None:
        if wanted or given:
            one = Tally(wanted and given, given and not wanted, wanted and not given)
            scores[key] = scores.get(key, Tally()) + one

    for g, f in _half_pairs(gold, found):
        add("silence", _has(g, "act", _SILENCE), _has(f, "act", _SILENCE))
        add("conditional", _has(g, "evidence", {"conditional"}), _has(f, "evidence", {"conditional"}))
        for field in FIELDS:
            mine, theirs = g.labels[field] if g else "", f.labels[field] if f else ""
            for value in {mine, theirs} - {""}:
                add(f"{field}.{value}", mine == value, theirs == value)
            if mine:
                add(f"found.{field}.{mine}", True, f is not None)
            if g and f:
                add(f"accuracy.{field}", mine == theirs, True)
    return scores


def _has(item: Item | None, field: str, values: frozenset[str] | set[str]) -> bool:
    return item is not None and item.labels[field] in values


def _half_pairs(gold: Sequence[Item], found: Sequence[Item]) -> list[Pair]:
    """Greedy in gold order, best character F1 first, at least one half; then those that stand alone."""
    left = list(range(len(found)))
    chars = [frozenset(c for s, e in f.spans["content"] for c in range(s, e)) for f in found]
    pairs: list[Pair] = []
    for g in gold:
        mine = frozenset(c for s, e in g.spans["content"] for c in range(s, e))
        best = max(left, key=lambda j: dice(mine, chars[j]), default=None)
        if best is None or dice(mine, chars[best]) < _HALF:
            pairs.append((g, None))
            continue
        left.remove(best)
        pairs.append((g, found[best]))
    return pairs + [(None, found[j]) for j in left]


def findings(gold: Sequence[Item], found: Sequence[Item]) -> list[Finding]:
    """Every attribution of both sides with its verdict, in order of the text."""
    pairs = paired(gold, found)
    alone = set(range(len(found))) - set(pairs.values())
    listed = [Finding(_verdict(g, found[pairs[i]]), g, found[pairs[i]]) if i in pairs else Finding("missed", g, None)
              for i, g in enumerate(gold)]  # fmt: skip
    return sorted([*listed, *(Finding("spurious", None, found[j]) for j in sorted(alone))], key=_place)


def _place(finding: Finding) -> tuple[int, int]:
    item = finding.gold or finding.found
    spans = [span for role in item.spans.values() for span in role] if item else []
    return min(spans, default=(0, 0))


def _verdict(g: Item, f: Item) -> Verdict:
    source, other = g.tokens["source"], f.tokens["source"]
    if (source or other) and not source & other:
        return "wrong source"
    if g.spans != f.spans:
        return "wrong span"
    return "right" if all(g.labels[k] in ("", f.labels[k]) for k in FIELDS) else "wrong label"
