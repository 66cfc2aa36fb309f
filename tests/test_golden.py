"""The expected dossier of the examples.

``pytest --golden-update`` writes it anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.test_export import EXAMPLES, selon

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_dossier_of_the_examples(language: str, tmp_path: Path, golden_update: bool) -> None:
    """Word for word; what was written instead lies beside the golden file as «.actual.md»."""
    expected, actual = GOLDEN / f"examples.{language}.md", GOLDEN / f"examples.{language}.actual.md"
    target = tmp_path / "x.md"
    selon("report", os.path.relpath(EXAMPLES), "-o", str(target), "--lang", language)
    text = target.read_text(encoding="utf-8").replace(os.path.relpath(EXAMPLES), "examples")
    if golden_update:
        expected.write_text(text, encoding="utf-8")
    if text != expected.read_text(encoding="utf-8"):
        actual.write_text(text, encoding="utf-8")
        pytest.fail(f"the dossier differs: compare {expected} and {actual}")
    actual.unlink(missing_ok=True)
