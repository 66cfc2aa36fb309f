"""The eval gate: on the gold sets beside the repository no figure may fall below its floor (tests/eval/floors.json).

Floors only rise: when a figure has risen for good, write the new one (rounded down) into the file.  The sets are not
ours to ship: without them these tests are skipped, and say so.  ``python -m tests.test_eval_gate`` prints all figures.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from selon.codec import to_plain
from selon.engine.reader import Reader
from selon.model import Document
from selon.read.jsonl import read_jsonl
from tests.conftest import SHARED

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "eval" / "floors.json").read_text(encoding="utf-8")
)
ATTRIBUTIONS = ("seeds-attributions", "fr-dev", "en-train", "en-polnear-dev")


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _readings(lines: list[str]) -> dict[str, Any]:
    reader = Reader()
    return {d.doc_id: reader.read(d) for d in read_jsonl(lines, "gold") if isinstance(d, Document)}


def attribution_figures(name: str) -> dict[str, float]:
    """P, R, F by mode and role, as ``score_attribution.py --strip`` counts them."""
    scorer = _tool("score_attribution")
    lines = (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    flat = name == "en-polnear-dev"  # which has no attribution inside another; a third of it, for time
    lines = lines[::3] if flat else lines
    gold = {d["doc_id"]: d for d in map(json.loads, lines)}
    kept = {id_: [a for a in r.attributions if not (flat and a.inside)] for id_, r in _readings(lines).items()}
    found = {id_: {"attributions": [to_plain(a) for a in listed]} for id_, listed in kept.items()}
    scores = scorer.as_json(scorer.score(gold, found, strip=True))
    return {f"{mode}.{k}": v for mode, values in scores.items() for k, v in values.items()}


def time_figures() -> dict[str, float]:
    """Detection F and share of right values on FR-TimeBank, as ``score_times.py`` counts them."""
    tools = SHARED / "tools"
    folder = SHARED / "data" / "fr-timebank-a"
    gold = subprocess.run(
        [sys.executable, tools / "timebank_to_jsonl.py", folder], capture_output=True, text=True, check=True
    )
    lines = gold.stdout.splitlines()
    found = {id_: [to_plain(t) for t in r.times] for id_, r in _readings(lines).items()}
    return _score_times(lines, found)


def _score_times(lines: list[str], found: dict[str, Any]) -> dict[str, float]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("\n".join(lines), encoding="utf-8")
        pred.write_text("\n".join(json.dumps({"doc_id": k, "times": v}) for k, v in found.items()), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, SHARED / "tools" / "score_times.py", gold, pred],
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def fact_figures() -> dict[str, float]:
    """Facts of the seeds that the report holds, as ``seeds_check.py`` counts them."""
    from selon.cli.common import labels, read_all
    from selon.export import report_json
    from selon.options import Options

    assert labels(Options())
    ledger = read_all((str(SHARED / "seeds"),), "", Options())
    check = _tool("seeds_check")
    shallow = ("person", "00", "five documents", "no junk", "timeline", "every ", "Hass and", "Ouchakov is")
    facts = list(check.facts(check.Report(json.loads(report_json.render(ledger)))))
    deep = [holds for what, holds in facts if not what.startswith(shallow)]
    return {"facts": sum(bool(h) for _, h in facts), "deep": sum(bool(h) for h in deep)}


def figures(name: str) -> dict[str, float]:
    """All figures of one set."""
    if name == "seeds-facts":
        return fact_figures()
    return time_figures() if name == "fr-timebank-a" else attribution_figures(name)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(name: str, shared: Path) -> None:
    """Every floor of the set holds."""
    measured = figures(name)
    below = {k: (round(measured[k], 3), floor) for k, floor in FLOORS[name].items() if measured[k] < floor}
    assert not below, f"{name}: (measured, floor) {below}"


def test_leftovers_of_the_seeds(shared: Path) -> None:
    """At least 17 of the 19 lines to cut are marked, and no good line is."""
    gold = json.loads((shared / "gold" / "seeds-leftovers.json").read_text(encoding="utf-8"))
    files = sorted((shared / "seeds").glob("*.txt"))
    lines = [json.dumps({"doc_id": f.name, "text": f.read_bytes().decode(), "lang": "fr"}) for f in files]
    marked = {id_: [(b.start, b.end) for b in r.blocks if b.kind == "leftover"] for id_, r in _readings(lines).items()}
    cut = [(g["seed"], start, start + g["len"]) for g in gold for start in g["start"] if g["action"].startswith("cut")]
    hit = [c for c in cut if any(s <= c[1] + 1 and c[2] <= e + 1 for s, e in marked[c[0]])]
    assert len(hit) >= 17 * len(cut) / 19, sorted(set(cut) - set(hit))


if __name__ == "__main__":
    for set_ in sorted(FLOORS):
        print(
            set_,
            {
                k: round(v, 3)
                for k, v in figures(set_).items()
                if k in FLOORS[set_] or not k.endswith(("tp", "fp", "fn"))
            },
        )
