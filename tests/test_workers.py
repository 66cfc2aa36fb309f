"""One layer on several processors: the same bytes in the same order; the layer alone equals the whole reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from selon import workers
from selon.cli.given import documents
from selon.engine.reader import Reader, house_of
from selon.model import Document
from selon.workers import found, layer_lines

EXAMPLES = str(Path(__file__).parent.parent / "examples")


def examples() -> list[Document]:
    return list(documents((EXAMPLES,), "", ""))


def test_any_number_of_workers_writes_the_same() -> None:
    """Two processes, each with its own hash seed, the examples and their tables: not one byte differs."""
    one = list(layer_lines(examples(), "attributions", (EXAMPLES,), 1))
    two = list(layer_lines(examples() * 2, "attributions", (EXAMPLES,), 2))
    assert two == one * 2
    assert sum('"source_class"' in line for line in one) > 5


def test_documents_are_taken_as_they_are_needed() -> None:
    """An endless stream can be read: no more is taken than the window holds."""
    taken = []

    def stream() -> Iterator[Document]:
        for document in examples() * 1000:
            taken.append(document.doc_id)
            yield document

    lines = layer_lines(stream(), "times", (EXAMPLES,), 2)
    next(lines)
    lines.close()
    assert len(taken) <= 8


def test_the_layer_alone_equals_the_whole_reading() -> None:
    """What the attribution layer reads is what a full reading holds."""
    reader = Reader(house_of((EXAMPLES,)))
    for document in examples():
        whole = reader.read(document)
        assert found(reader, document, "attributions") == whole.attributions
        assert found(reader, document, "times") == whole.times


def test_a_fault_names_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reader: Reader, document: Document, layer: str) -> None:
        raise KeyError("x")

    monkeypatch.setattr(workers, "found", broken)
    with pytest.raises(RuntimeError, match=r"document «01-meridian-post» .*KeyError"):
        list(layer_lines(examples(), "attributions", (EXAMPLES,), 1))
