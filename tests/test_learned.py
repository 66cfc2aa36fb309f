"""The experiment of docs/attribution-models.md still runs, and its models learn what they are shown."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from selon.find.attribution import find_attributions
from selon.lang.pack import LanguagePack
from selon.model import Document
from selon.packs import load_pack
from selon.pipeline import prepare
from selon.text.layout import lay_out

TOOLS = Path(__file__).parent.parent / "tools"
# A verb that no table has: only what was learnt can find it.
TEXT = "La ministre glapounit que {} partira. La pluie tombait sur la ville de Morvane."
SUBJECTS = ("le vapeur", "la garde", "le convoi", "la flotte", "le train", "la troupe")


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    spec = importlib.util.spec_from_file_location("train_attribution", TOOLS / "train_attribution.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "train_attribution", module)
    spec.loader.exec_module(module)
    return module


def test_a_verb_that_no_table_has_is_learnt(tool: ModuleType) -> None:
    """Cue, source and content of an invented verb; beside the rules it is added, at the rules' own cues it is not."""
    kit = prepare(load_pack("fr"), LanguagePack("world", {}))

    def case(subject: str) -> object:
        text = TEXT.format(subject)
        spans = {"source": "La ministre", "cue": "glapounit", "content": f"que {subject} partira"}
        gold = {k: [[text.index(v), text.index(v) + len(v)]] for k, v in spans.items()}
        article = lay_out(Document(subject, subject, text), kit.layout, kit.tagger)
        found = find_attributions(article, kit.attributions)[0]
        rows = sys.modules["attribution_features"].sheets(article, kit.attributions)
        return tool.Case(subject, {"text": text, "attributions": [gold]}, article, rows, found, (), ())

    models = tool.train([case(s) for s in SUBJECTS], kit)
    new = case("le navire")
    (probability, found), *rest = tool.propose(new, models, kit)
    said = ["".join(TEXT.format("le navire")[s.start : s.end] for s in spans) for spans in (found.source, found.cue)]
    assert said == ["La ministre", "glapounit"] and not rest and probability > tool.ALONE
    assert [TEXT.format("le navire")[s.start : s.end] for s in found.content] == ["que le navire partira"]
    assert found.reason == "model; cue «glapounit»"
    assert tool.rules_alone(new, []) == [] and tool.both(new, [(1.0, found)]) == [found]
