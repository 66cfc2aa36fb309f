"""Stories of which the number of independent origins is known: how many selon counts exactly, on a small synthetic web.

The measure on large ones, and what makes a story hard, is in docs/evaluation.md.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).parent.parent / "tools"
FLOOR = 0.9  # of 28 stories, 26 exact when this was written


def run(tool: str, *args: str) -> str:
    done = subprocess.run([sys.executable, TOOLS / tool, *args], capture_output=True, text=True, check=True)
    return done.stdout


def test_origins_of_a_small_web_are_counted(tmp_path: Path) -> None:
    """Two hundred articles: chains, circles, copies, credits and denials, written by a generator that knows no rule."""
    run("webs.py", str(tmp_path), "-n", "200", "--seed", "7")
    share = re.match(r"all +([\d.]+)% of +(\d+)", run("measure_webs.py", str(tmp_path)))
    assert share and int(share[2]) >= 20
    assert float(share[1]) / 100 >= FLOOR


def test_the_same_seed_writes_the_same_web(tmp_path: Path) -> None:
    """So that a figure can be measured again."""
    for name in "ab":
        run("webs.py", str(tmp_path / name), "-n", "30", "--seed", "3")
    one, two = ((tmp_path / name / "articles.jsonl").read_text(encoding="utf-8") for name in "ab")
    assert one == two
    truths = [json.loads(line) for line in (tmp_path / "a" / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(t["independent"] == len(t["lines"]) for t in truths)
