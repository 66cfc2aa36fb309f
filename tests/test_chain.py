"""Chains of citation: outlets and sources in order, how many, how they know."""

from __future__ import annotations

import pytest

from selon.find.chain import find_chains
from selon.find.citations import press_in
from selon.model import Hop
from tests.casefiles import Case, read_cases
from tests.meaning_cases import Read, kit, read

CASES = read_cases("fr/chain-outlets", "fr/chain-access", "en/chain")


def chains_of(found: Read, case: Case) -> tuple[tuple[str, tuple[Hop, ...]], ...]:
    press = press_in(found.actors, found.mentions)
    return find_chains(found.article, found.all, press, kit(case.language).meaning.citations)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_hops_outermost_first(case: Case) -> None:
    found = read(case)
    chains = dict(chains_of(found, case))
    expected = [e for e in case.expected if "chain" in e]
    for line in expected:
        hops = chains[f"g{line['chain']}"]
        assert [hop.name for hop in hops] == [name.strip() for name in line["hops"].split(">")]
        assert hops[0].cls == "outlet"
        assert hops[-1].count == line.get("count", "")
        assert hops[-1].access == line.get("access", "unknown")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_every_attribution_has_a_chain_and_each_hop_after_the_first_its_quote(case: Case) -> None:
    found = read(case)
    chains = chains_of(found, case)
    assert [name for name, _ in chains] == [a.id for a in found.all]
    for _, hops in chains:
        for evidence in (e for hop in hops for e in hop.evidence):
            assert found.article.document.raw[evidence.start : evidence.end] == evidence.quote
        assert all(hop.evidence for hop in hops[1:])
