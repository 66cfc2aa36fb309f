"""Evidence: the reportive conditional against hypothesis, consequence, modality and future in the past."""

from __future__ import annotations

import pytest

from selon.find.evidence import compile_evidence, find_conditionals
from selon.model import Document
from selon.packs import load_pack
from selon.text.layout import lay_out
from tests.casefiles import Case, read_cases
from tests.meaning_cases import given_of, kit, read

CASES = read_cases("fr/evidence-conditional", "fr/evidence-not-reportive", "fr/evidence-carried", "en/evidence")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_evidence_of_the_attributions_given(case: Case) -> None:
    found = read(case)
    expected = given_of(case)
    assert [a.evidence for a in found.given] == [line["evidence"] for line in expected]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_conditionals_without_a_cue_are_added_and_nothing_else(case: Case) -> None:
    found = read(case)
    expected = [(e["added"], e["class"], e.get("resolved", "")) for e in case.expected if "added" in e]
    assert [(found.words(a.content), a.source_class, a.resolved) for a in found.added] == expected
    assert all(a.evidence == "conditional" and a.reason for a in found.added)
    assert all(bool(a.cue) == (case.language == "en") for a in found.added)  # the English hedge is a cue


def test_each_decision_names_its_reason() -> None:
    tools = kit("fr")
    text = "Les deux camps devraient signer. La trêve permettrait un retrait. Un émissaire serait déjà parti."
    article = lay_out(Document("d", "d", text), tools.layout, tools.tagger)
    found = find_conditionals(article, compile_evidence(load_pack("fr")))
    assert [c.reportive for c in found] == [False, False, True]
    assert all(c.reason for c in found)
    assert found[0].reason.startswith("fr/evidence.tsv:") and found[1].reason.startswith("fr/evidence.tsv:")


def test_an_empty_article_gives_nothing() -> None:
    assert read(Case("empty", "fr", "", {}, ())).all == ()
