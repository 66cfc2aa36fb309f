"""Sentences: each expected record is one sentence, in order."""

from __future__ import annotations

import pytest

from selon.model import Document
from selon.packs import load_pack
from selon.text.layout import NoTagger, lay_out, layout_rules
from tests.casefiles import Case, read_cases

WORLD = load_pack("world")
RULES = {code: layout_rules(load_pack(code), WORLD) for code in ("fr", "en")}


@pytest.mark.parametrize("case", read_cases("fr/sentences", "en/sentences"), ids=lambda c: c.id)
def test_sentences(case: Case) -> None:
    document = Document("d", "d", case.text, language=case.language)
    article = lay_out(document, RULES[case.language], NoTagger())
    got = [{"s": " ".join(case.text[s.start : s.end].split())} for s in article.sentences]
    assert got == list(case.expected)
