"""The scorer: pairing against brute force, each mode on a small document, and all of it against a second scorer."""

from __future__ import annotations

import importlib.util
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.scoring.labels import findings, label_scores
from selon.scoring.modes import Scores, Tally, add_scores, score_document
from selon.scoring.pairs import best_pairs
from selon.scoring.sides import make_items

Item = dict[str, Any]
TEXT = "La ministre a déclaré que la trêve tiendra. « Jamais », a répondu Orsa Veil."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def put(base: Item, **changed: Any) -> Item:
    return {**base, **changed}


ONE: Item = {
    "source": [at("La ministre")], "cue": [at("a déclaré")], "content": [at("que la trêve tiendra")],
    "form": "indirect", "act": "assert", "evidence": "plain", "source_class": "office",
}  # fmt: skip
TWO: Item = {
    "source": [at("Orsa Veil")], "cue": [at("a répondu")], "content": [at("« Jamais »")],
    "form": "direct", "act": "deny", "evidence": "verbatim", "source_class": "person",
}  # fmt: skip


def score(*found: Item, strip: bool = False) -> Scores:
    return score_document(make_items((ONE, TWO), TEXT, strip), make_items(found, TEXT, strip))


@given(st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=0, max_size=5))
def test_pairs_are_the_best_of_all(matrix: list[list[int]]) -> None:
    """No other way of pairing has a higher sum; nobody is paired twice, nor with weight 0."""
    rows = {i: {j: float(w) for j, w in enumerate(row) if w} for i, row in enumerate(matrix)}
    pairs = best_pairs(rows)
    assert len(set(pairs.values())) == len(pairs)
    n = max(4, len(matrix))
    best = max(
        sum(matrix[i][j] for i, j in enumerate(order[: len(matrix)]) if j < 4) for order in permutations(range(n))
    )
    assert sum(rows[i][j] for i, j in pairs.items()) == best


def test_the_best_total_not_the_best_first() -> None:
    assert best_pairs({0: {0: 5, 1: 4}, 1: {0: 4}}) == {0: 1, 1: 0}


def test_all_right_whatever_the_order() -> None:
    """Gold scored against itself is 1 in every mode."""
    assert {key: tally.f for key, tally in score(TWO, ONE).items() if tally.f != 1} == {}


def test_nothing_found() -> None:
    scores = score()
    assert all(tally.tp == tally.fp == 0 for tally in scores.values())
    assert scores["relation.all"].fn == 4 + 4 + 7  # tokens of sources, cues, contents; a mark is one


def test_a_shorter_content() -> None:
    """«que» left out: three of four tokens, sixteen of twenty code points; FRACAS forgives what is shortened."""
    scores = score(put(ONE, content=[at("la trêve tiendra")]), TWO)
    assert scores["relation.content"] == Tally(6, 0, 1)
    assert scores["exact.content"] == scores["exact.all"] == Tally(1, 1, 1)
    assert scores["boundaries.source>content"] == Tally(1, 1, 1)
    assert scores["fracas70.source>content"] == Tally(2, 0, 0)
    assert scores["ggt03.content"].tp == 2
    assert scores["ggt08.content"].tp == 1  # 16/20 is not more than 0.8


def test_exchanged_speakers_are_seen_by_relations_not_by_tags() -> None:
    scores = score(put(ONE, source=TWO["source"]), put(TWO, source=ONE["source"]))
    assert scores["relation.source"].tp == 0
    assert scores["ggt03.speaker"] == Tally(0, 2, 2)
    assert scores["tokens.source"].f == 1


def test_a_repeated_one_is_spurious_but_not_for_citron() -> None:
    scores = score(ONE, ONE, TWO)
    assert scores["exact.all"] == Tally(2, 1, 0)
    assert scores["citron.all"] == Tally(3, 0, 0)


def test_marks_at_the_edges_may_be_ignored() -> None:
    bare = put(TWO, content=[at("Jamais")])
    assert score(ONE, bare)["exact.content"].tp == 1
    assert score(ONE, bare, strip=True)["exact.content"].tp == 2


def test_touching_spans_are_one() -> None:
    """[5, 9] and [0, 5] are [0, 9]; an empty span is none."""
    (item,) = make_items([put(ONE, source=[[5, 9], [0, 5], [12, 12]])], TEXT)
    assert item.spans["source"] == ((0, 9),)


def test_labels() -> None:
    """A denial read as an assertion is missed as a denial, though it is found."""
    found = make_items([ONE, put(TWO, act="assert")], TEXT)
    scores = label_scores(make_items([ONE, TWO], TEXT), found)
    assert scores["silence"] == scores["act.deny"] == Tally(0, 0, 1)
    assert scores["act.assert"] == Tally(1, 1, 0)
    assert scores["found.act.deny"] == Tally(1, 0, 0)
    assert scores["accuracy.act"].p == 0.5
    assert scores["accuracy.form"].p == 1


def test_what_went_wrong() -> None:
    gold = make_items([ONE, TWO], TEXT)
    cases = {
        "right": (ONE, "right"),
        "source": (put(ONE, source=TWO["source"]), "wrong source"),
        "span": (put(ONE, cue=[at("déclaré")]), "wrong span"),
        "label": (put(ONE, act="promise"), "wrong label"),
    }
    for found, verdict in cases.values():
        assert [f.verdict for f in findings(gold, make_items([found], TEXT))] == [verdict, "missed"]
    assert [f.verdict for f in findings((), gold)] == ["spurious", "spurious"]


@pytest.mark.parametrize("strip", [False, True])
@pytest.mark.parametrize("name", ["fr-dev", "seeds-attributions"])
def test_agrees_with_the_second_scorer(name: str, strip: bool, shared: Path) -> None:
    """Equal counts in every mode, on gold against the same gold with faults of every kind put in."""
    spec = importlib.util.spec_from_file_location("second", shared / "tools" / "score_attribution.py")
    assert spec and spec.loader
    second = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(second)
    path = shared / "gold" / f"{name}.jsonl"
    gold = {d["doc_id"]: d for d in map(json.loads, path.open(encoding="utf-8"))}
    faulty = {id_: {"attributions": [_fault(a, n) for n, a in enumerate(d["attributions"]) if n % 7]}
              for id_, d in gold.items()}  # fmt: skip
    mine = add_scores(
        score_document(*(make_items(side["attributions"], d["text"], strip) for side in (d, faulty[id_])))
        for id_, d in gold.items()
    )
    theirs = second.score(gold, faulty, strip)
    names = {key: ".".join(key).replace("speaker acc", "speaker") for key in theirs}
    assert mine == {names[key]: Tally(t.tp, t.fp, t.fn) for key, t in theirs.items()}


def _fault(a: Item, n: int) -> Item:
    """A fault that depends on the number: cut, shifted, without source, or none."""
    (start, end), *rest = a["content"]
    cut = [[start + (end - start) // 4, end], *rest]
    return (a, put(a, content=cut), put(a, cue=[[s + 7, e + 7] for s, e in a["cue"]]), put(a, source=None), a)[n % 5]
