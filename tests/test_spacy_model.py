"""``--model``: a spaCy pipeline in place of our taggers, here a stand-in with the parts of spaCy that are used."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from selon.cli import cli
from selon.engine.reader import Reader, own_reader
from selon.engine.spacy_model import load_pipeline
from selon.errors import UsageError
from selon.model import Document
from selon.text.tokens import tokenise

TEXT = "Ana Velk grommelled that the harbour was full."
TAGS = {"Ana": "PROPN", "Velk": "PROPN", "grommelled": "VERB", "that": "SCONJ", "the": "DET", "harbour": "NOUN"}


class Morph:
    """The features of a word: those of a past verb, or none."""

    def __init__(self, tag: str) -> None:
        self.features = {"VerbForm": ["Fin"], "Tense": ["Past"]} if tag == "VERB" else {}

    def get(self, name: str) -> list[str]:
        return self.features.get(name, [])


class Doc:
    """Words with spaces, as ``spacy.tokens.Doc``."""

    def __init__(self, vocab: object, words: list[str], spaces: list[bool]) -> None:
        self.text = "".join(w + " " * s for w, s in zip(words, spaces, strict=True))
        self.words = [SimpleNamespace(pos_=TAGS.get(w, "X"), morph=Morph(TAGS.get(w, ""))) for w in words]
        self.ents = [
            SimpleNamespace(start=0, end=2, label_="PERSON"),
            SimpleNamespace(start=5, end=6, label_="PRODUCT"),
        ]

    def __iter__(self) -> Any:
        return iter(self.words)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """spaCy with one English pipeline «xx_big»; the texts that it reads."""
    texts: list[str] = []
    versions = {"version": "1.0"}

    def load(name: str) -> Any:
        if name != "xx_big":
            raise OSError(name)

        class Pipeline:
            lang, vocab, meta = "en", None, versions

            def __call__(self, doc: Doc) -> Doc:
                texts.append(doc.text)
                return doc

        return Pipeline()

    spacy, tokens = ModuleType("spacy"), ModuleType("spacy.tokens")
    spacy.load, tokens.Doc = load, Doc  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    monkeypatch.setitem(sys.modules, "spacy.tokens", tokens)
    load_pipeline.cache_clear()
    own_reader.cache_clear()
    return texts


def test_the_pipeline_tags_and_names(read: list[str]) -> None:
    """Its part of speech, mood and persons are taken, other labels are left; one call a sentence."""
    tagger = Reader((), "xx_big").kit("en").tagger
    tokens, names = tagger.read(tokenise(TEXT, 0, len(TEXT), "en"))
    assert [(t.text, t.tag, t.morph) for t in tokens][1:4] == [
        ("Velk", "PROPN", ""),
        ("grommelled", "VERB", "Fin.Ind.Past"),
        ("that", "SCONJ", ""),
    ]
    assert tokens[-1].tag == "PUNCT"
    assert [(TEXT[n.start : n.end], n.label) for n in names] == [("Ana Velk", "PER")]
    assert read == [TEXT]


def test_only_documents_of_its_language(read: list[str]) -> None:
    """French is read as without it."""
    french = Document("d", "d", "La ministre parle.", language="fr")
    assert Reader((), "xx_big").read(french) == Reader().read(french)
    assert read == []


def test_the_command(read: list[str], tmp_path: Path) -> None:
    """``selon attributions --model`` and ``selon report --model`` read with it."""
    page = tmp_path / "a.txt"
    page.write_text(TEXT, encoding="utf-8")
    for command in ("attributions", "report"):
        read.clear()
        assert CliRunner().invoke(cli, [command, str(page), "--pack", "en", "--model", "xx_big"]).exit_code == 0
        assert read == [TEXT]


def test_extracting_a_corpus(read: list[str], tmp_path: Path) -> None:
    """``selon extract --model`` reads with it, keeps what it read, and reads again with another or without one."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    call = ["extract", str(tmp_path / "a.txt"), "--pack", "en", "-o", str(tmp_path / "out"), "--workers", "1"]
    for model, told, texts in (
        (["--model", "xx_big"], "1 new", [TEXT]),
        (["--model", "xx_big"], "1 kept", []),
        ([], "1 selon, its tables or the model changed", []),
        (["--model", "xx_big"], "1 selon, its tables or the model changed", [TEXT]),
    ):
        read.clear()
        result = CliRunner().invoke(cli, [*call, *model])
        assert result.exit_code == 0 and f"shards: {told}" in result.stderr and read == texts
    assert CliRunner().invoke(cli, ["claims", str(tmp_path / "out")]).stderr == ""


def test_what_is_missing_is_said(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No such pipeline; no spaCy."""
    with pytest.raises(UsageError, match="python -m spacy download xx_small"):
        load_pipeline("xx_small")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match=r"selon\[spacy\]"):
        load_pipeline("xx_big")
