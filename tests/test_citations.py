"""Cited outlets: named ones from which the text says it has something."""

from __future__ import annotations

import pytest

from selon.find.citations import find_citations, press_in
from tests.casefiles import Case, read_cases
from tests.meaning_cases import kit, read

CASES = read_cases("fr/citation", "en/citation")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_outlets_cited_in_the_order_of_the_text(case: Case) -> None:
    found = read(case)
    press = press_in(found.actors, found.mentions)
    cited = find_citations(found.article, found.all, press, kit(case.language).meaning.citations)
    assert [c.outlet for c in cited] == [e["cites"] for e in case.expected if "cites" in e]
    for citation in cited:
        assert citation.evidence and citation.actor
        for evidence in citation.evidence:
            assert found.article.document.raw[evidence.start : evidence.end] == evidence.quote
