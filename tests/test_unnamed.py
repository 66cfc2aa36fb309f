"""Unnamed sources of two articles: one only on evidence, perhaps one where only the outlet and the talks agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.link.lines import OutletNames
from selon.link.unnamed import join_unnamed
from selon.model import Access, Claim, Evidence, Hop, Link
from tests.makers import claim, hop

NAMES = OutletNames([])
QUOTED = Link("shared_quotation", "a", "b", (Evidence("a", 0, 5, "Texte"), Evidence("b", 0, 5, "Texte")))


def told(document: str, outlet: str, name: str, access: Access = "unknown", count: str = "") -> Claim:
    return claim(f"c{document}", document, hop(outlet, "outlet"), Hop(name, "anonymous", "", count, access))


@pytest.mark.parametrize(
    ("a", "b", "links", "kind"),
    [
        (told("a", "Radio Meren", "un diplomate"), told("b", "Radio Meren", "un initié"), (QUOTED,), "same_as"),
        (told("a", "Radio Meren", "un diplomate"), told("b", "Canal Ambre", "un diplomate"), (QUOTED,), ""),
        (told("a", "Radio Meren", "un ancien juge", "participant"),
         told("b", "Radio Meren", "l'un des Valmariens", "participant"), (), "same_as"),
        (told("a", "Radio Meren", "un diplomate"), told("b", "Radio Meren", "un diplomate"), (), "maybe_same"),
        (told("a", "Radio Meren", "un juge", "participant"),
         told("b", "Radio Meren", "deux juges", "participant", "deux"), (), "maybe_same"),
    ],
    ids=["a quotation", "another outlet", "both take part", "nothing but the words", "one and two"],
)  # fmt: skip
def test_two_unnamed_sources(a: Claim, b: Claim, links: tuple[Link, ...], kind: str) -> None:
    shown, behind, found = join_unnamed([a, b], NAMES, links, [("a", "b")])
    assert [k.kind for k in found] == [kind][: bool(kind)]
    name = a.chain[-1].name
    joined = {("a", name): name, ("b", b.chain[-1].name): name}
    assert shown == (joined if kind == "same_as" else {})
    assert behind["a"] == {"radio meren"} and all(k.note for k in found)


def test_other_talks_are_no_evidence() -> None:
    """Two who take part, at one outlet, but in talks that no meeting or channel joins: nothing is known."""
    pair = [told(d, "Radio Meren", "un juge", "participant") for d in "ab"]
    assert join_unnamed(pair, NAMES, (), [("a",), ("b",)])[2] == ()
    assert join_unnamed([*pair, replace(pair[0], chain=())], NAMES, (), [("a", "b")])[2]
