"""Quotations: «inner» words, level (0 if not said) and whether they are closed (yes if not said)."""

from __future__ import annotations

import pytest

from selon.model import Document
from selon.packs import load_pack
from selon.text.layout import NoTagger, lay_out, layout_rules
from tests.casefiles import Case, read_cases

WORLD = load_pack("world")
RULES = {code: layout_rules(load_pack(code), WORLD) for code in ("fr", "en")}


@pytest.mark.parametrize("case", read_cases("fr/quotations", "en/quotations"), ids=lambda c: c.id)
def test_quotations(case: Case) -> None:
    document = Document("d", "d", case.text, language=case.language)
    got = []
    for quotation in lay_out(document, RULES[case.language], NoTagger()).quotations:
        record = {"q": " ".join(case.text[slice(*quotation.inner)].split())}
        if quotation.level:
            record["level"] = str(quotation.level)
        if not quotation.closed:
            record["closed"] = "no"
        got.append(record)
    assert got == list(case.expected)
