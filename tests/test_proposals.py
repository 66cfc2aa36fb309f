"""Proposals: author, name, versions and terms."""

from __future__ import annotations

import pytest

from selon.model import Proposal
from tests.casefiles import Case, read_cases
from tests.whole import read_case

CASES = read_cases("fr/proposals", "en/proposals")


def described(proposal: Proposal) -> dict[str, str]:
    terms = "; ".join(f"{t.topic} = {t.value} / {t.versus}".strip() for t in proposal.terms)
    return {"author": proposal.author, "name": proposal.name, "versions": "; ".join(proposal.versions), "terms": terms}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_proposals(case: Case) -> None:
    found = [described(p) for p in read_case(case).proposals]
    asked = [{k: f[k] for k in e} for f, e in zip(found, case.expected, strict=False)]
    assert (asked, len(found)) == (list(case.expected), len(case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_evidence_is_its_span(case: Case) -> None:
    for proposal in read_case(case).proposals:
        for piece in (*proposal.evidence, *(e for term in proposal.terms for e in term.evidence)):
            assert case.text[piece.start : piece.end] == piece.quote and len(piece.quote) <= 300
