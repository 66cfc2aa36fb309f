"""Read a case through the whole recipe: for finders that stand on actors and attributions."""

from __future__ import annotations

from functools import cache

from selon.model import Document, Reading
from selon.packs import load_pack
from selon.pipeline import Toolkit, prepare, read_document
from tests.casefiles import Case


@cache
def kit(language: str) -> Toolkit:
    return prepare(load_pack(language), load_pack("world"))


def read_case(case: Case) -> Reading:
    """The reading of a case."""
    return read_document(document_of(case), kit(case.language))


def document_of(case: Case) -> Document:
    """A case as a document; its settings «date» and «outlet» are the document's."""
    date, outlet = case.settings.get("date"), case.settings.get("outlet", "")
    return Document(case.id, case.id, case.text, language=case.language, published=date, outlet=outlet)
