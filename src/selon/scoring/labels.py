"""Labels (form, act, evidence, source class) against gold, and what went wrong in one document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selon.scoring.modes import Scores, Tally
from selon.scoring.sides import FIELDS, NOTHING, Item, aligned, greedy, shared

_HALF = 0.5
_SILENCE = frozenset({"deny", "not_said"})

Verdict = Literal["right", "missed", "spurious", "wrong source", "wrong span", "wrong label"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One attribution of gold, found, or both (else NOTHING): what became of it."""

    verdict: Verdict
    gold: Item
    found: Item


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

    for g, f in greedy(gold, found, _alike, lambda x: x >= _HALF):
        add("silence", g.labels["act"] in _SILENCE, f.labels["act"] in _SILENCE)
        add("conditional", g.labels["evidence"] == "conditional", f.labels["evidence"] == "conditional")
        for field in FIELDS:
            mine, theirs = g.labels[field], f.labels[field]
            for value in {mine, theirs} - {""}:
                add(f"{field}.{value}", mine == value, theirs == value)
            if mine:
                add(f"found.{field}.{mine}", True, f is not NOTHING)
            if g is not NOTHING and f is not NOTHING:
                add(f"accuracy.{field}", mine == theirs, True)
    return scores


def _alike(g: Item, f: Item) -> float:
    """Character F1 of the contents."""
    both = shared(g.spans["content"], f.spans["content"])
    return 2 * both / (g.size("content") + f.size("content")) if both else 0.0


def findings(gold: Sequence[Item], found: Sequence[Item]) -> list[Finding]:
    """Every attribution of both sides with its verdict, in order of the text."""
    return sorted((Finding(_verdict(g, f), g, f) for g, f in aligned(gold, found)), key=_place)


def _place(finding: Finding) -> tuple[int, int]:
    item = finding.found if finding.gold is NOTHING else finding.gold
    return min((span for role in item.spans.values() for span in role), default=(0, 0))


def _verdict(g: Item, f: Item) -> Verdict:
    if g is NOTHING or f is NOTHING:
        return "spurious" if g is NOTHING else "missed"
    source, other = g.tokens["source"], f.tokens["source"]
    if (source or other) and not source & other:
        return "wrong source"
    if g.spans != f.spans:
        return "wrong span"
    return "right" if all(g.labels[k] in ("", f.labels[k]) for k in FIELDS) else "wrong label"
