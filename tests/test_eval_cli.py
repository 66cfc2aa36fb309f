"""``selon eval``: what it prints, and what it says of broken gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from selon.cli import cli
from selon.errors import InputError, UsageError

TEXT = "La ministre a déclaré que la trêve tiendra. « Jamais », a répondu Orsa Veil."
GOLD: dict[str, Any] = {
    "doc_id": "one", "text": TEXT, "lang": "fr", "attributions": [
        {"id": "a1", "source": [[0, 11]], "cue": [[12, 21]], "content": [[22, 42]], "form": "indirect",
         "act": "assert", "evidence": "plain", "source_class": "office"},
        {"id": "a2", "source": [[66, 75]], "cue": [[56, 65]], "content": [[44, 54]], "form": "direct",
         "act": "deny", "evidence": "verbatim", "source_class": "person"},
    ],
}  # fmt: skip


def run(tmp_path: Path, gold: list[Any], *options: str, pred: list[Any] | None = None) -> Result:
    (tmp_path / "gold.jsonl").write_text("\n".join(_line(g) for g in gold), encoding="utf-8")
    arguments = ["eval", str(tmp_path / "gold.jsonl"), *options]
    if pred is not None:
        (tmp_path / "pred.jsonl").write_text("\n".join(_line(p) for p in pred), encoding="utf-8")
        arguments += ["--pred", str(tmp_path / "pred.jsonl")]
    return CliRunner().invoke(cli, arguments)


def _line(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def pred(*attributions: dict[str, Any], doc_id: str = "one") -> dict[str, Any]:
    return {"doc_id": doc_id, "attributions": list(attributions)}


FIRST, SECOND = GOLD["attributions"]


def test_figures_of_given_predictions(tmp_path: Path) -> None:
    """One of two found: recall one half, and the denial counts as missed."""
    done = run(tmp_path, [GOLD], "--json", pred=[pred(FIRST)])
    figures = json.loads(done.stdout)
    assert (figures["documents"], figures["gold"], figures["found"]) == (1, 2, 1)
    assert figures["modes"]["exact.all"] == {"p": 1.0, "r": 0.5, "f": 2 / 3, "tp": 1, "fp": 0, "fn": 1}
    assert figures["labels"]["silence"]["fn"] == 1
    assert figures["worst"][0]["doc_id"] == "one"


def test_tables(tmp_path: Path) -> None:
    """One row a mode and role, one a label that gold has, then the worst documents."""
    rows = run(tmp_path, [GOLD], pred=[pred(FIRST)]).stdout.splitlines()
    assert next(r for r in rows if r.startswith("exact      all")).split()[2:5] == ["100.0", "50.0", "66.7"]
    assert next(r for r in rows if r.startswith("act.deny")).split() == ["act.deny", "1", "0.0", "0.0", "0.0", "0.0"]
    assert rows[-1].split() == ["one", next(r for r in rows if r.startswith("relation   all")).split()[4], "2", "1"]


def test_gold_without_labels_has_no_label_table(tmp_path: Path) -> None:
    bare = {**GOLD, "attributions": [{k: FIRST[k] for k in ("source", "cue", "content")}]}
    assert "act." not in run(tmp_path, [bare], pred=[pred(FIRST)]).stdout


def test_worst_come_first(tmp_path: Path) -> None:
    gold = [GOLD, {**GOLD, "doc_id": "two", "text": TEXT + " "}]
    done = run(tmp_path, gold, "--worst", "1", pred=[pred(FIRST, SECOND), pred(FIRST, doc_id="two")])
    assert done.stdout.splitlines()[-1].startswith("two ")
    assert "\none " not in done.stdout


def test_side_by_side(tmp_path: Path) -> None:
    """Every attribution of both sides, with its verdict and its quotes."""
    wrong = {**FIRST, "source": [[66, 75]]}
    spurious = {"source": [], "cue": [], "content": [[26, 28]]}
    shown = run(tmp_path, [GOLD], "--errors", "one", pred=[pred(wrong, spurious)]).stdout
    for words in ("WRONG SOURCE", "MISSED", "SPURIOUS", "La ministre [0:11]", "| Orsa Veil [66:75]", "« Jamais »"):
        assert words in shown


def test_what_selon_finds_is_scored_without_predictions(tmp_path: Path) -> None:
    """Without --pred the layer itself is run: the counts of gold stand, and something is found."""
    figures = json.loads(run(tmp_path, [GOLD], "--json").stdout)
    assert figures["gold"] == 2
    assert figures["modes"]["relation.all"]["tp"] > 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:2: json: not JSON"),
        ("[1]", "gold.jsonl:2: json: an object with a «doc_id»"),
        ({**GOLD, "doc_id": "two", "text": ""}, "«two» has no «text»"),
        ({"doc_id": "two", "text": TEXT}, "«two» has no list of «attributions»"),
        ({**GOLD, "doc_id": "two", "attributions": [{**FIRST, "cue": [[70, 700]]}]}, "attribution a1: «cue» is not"),
        ({**GOLD, "doc_id": "two", "attributions": [{**FIRST, "source": "x"}]}, "attribution a1: «source» is not"),
        (GOLD, "gold.jsonl:2: json: «one» is also line 1"),
    ],
)
def test_a_broken_gold_line_is_told_and_nothing_is_scored(tmp_path: Path, line: Any, message: str) -> None:
    """A figure on part of the gold would mislead."""
    done = run(tmp_path, [GOLD, line])
    assert message in done.stderr
    assert isinstance(done.exception, InputError)
    assert not done.stdout


def test_empty_gold_and_unknown_document(tmp_path: Path) -> None:
    assert isinstance(run(tmp_path, []).exception, InputError)
    assert isinstance(run(tmp_path, [GOLD], "--errors", "none").exception, UsageError)


def test_a_document_without_prediction_is_told_and_counts_as_empty(tmp_path: Path) -> None:
    done = run(tmp_path, [GOLD], "--json", pred=[pred(FIRST, doc_id="another")])
    assert "1 without prediction, counted as empty: one" in done.stderr
    assert json.loads(done.stdout)["found"] == 0
