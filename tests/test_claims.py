"""Claims: one for each attribution, in its own words; the article's own voice where nobody is cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.find.claims import clip, find_claims, voice_claims
from selon.model import Attribution, Document, Hop, Scene, Span
from selon.text.layout import NoTagger, lay_out
from tests.whole import kit

TEXT = "La ministre Nadja Quell nie tout contact. Orvar Hest a vu la ministre à Genève."


def scene(text: str = TEXT, outlet: str = "L'Aurore") -> Scene:
    document = Document("d1", "d1", text, language="fr", outlet=outlet)
    return Scene(lay_out(document, kit("fr").layout, NoTagger()))


def attribution(text: str, content: str, **more: object) -> Attribution:
    at = text.index(content)
    base = Attribution(
        "a1", (Span(0, 23),), (Span(24, 27),), (Span(at, at + len(content)),), "indirect", "assert", "plain", "person"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_a_denial_is_negative_and_keeps_its_words() -> None:
    denied = attribution(TEXT, "tout contact", act="deny", resolved="Nadja Quell")
    (claim,) = find_claims(replace(scene(), attributions=(denied,)))
    assert (claim.polarity, claim.text, claim.by, claim.attribution) == ("-", "tout contact", "Nadja Quell", "a1")
    assert [e.quote for e in claim.evidence] == ["tout contact"]


def test_the_chain_is_that_of_the_attribution() -> None:
    chain = (Hop("L'Aurore", "outlet"), Hop("Nadja Quell", "person"))
    told = replace(scene(), attributions=(attribution(TEXT, "tout contact"),), chains=(("a1", chain),))
    assert find_claims(told)[0].chain == chain


@pytest.mark.parametrize("act, modality", [("demand", "required"), ("promise", "planned"), ("want", "hypothetical")])
def test_what_is_demanded_has_not_happened(act: str, modality: str) -> None:
    wanted = attribution(TEXT, "tout contact", act=act)
    assert find_claims(replace(scene(), attributions=(wanted,)))[0].modality == modality


def test_content_of_spaces_makes_no_claim() -> None:
    assert find_claims(replace(scene(), attributions=(attribution(TEXT, " "),))) == ()


def test_a_long_content_is_quoted_by_its_first_sentence() -> None:
    both = attribution(TEXT, TEXT[24:])
    (claim,) = find_claims(replace(scene(), attributions=(both,)))
    assert claim.evidence[0].quote == "nie tout contact."
    assert claim.text.endswith("Genève.")


def test_a_sentence_without_stop_is_clipped_at_a_space() -> None:
    text = "mot " * 200
    span = clip(scene(text).article, Span(0, len(text)))
    assert 290 < span.end - span.start <= 300
    assert not text[span.end - 1].isspace()


def test_the_articles_own_voice_speaks_once_a_sentence_outside_attributions() -> None:
    told = replace(scene(), attributions=(attribution(TEXT, "tout contact"),))
    inside, at = TEXT.index("contact"), TEXT.index("vu")
    claims = voice_claims(told, [inside, at, at + 3])
    assert [(c.evidence[0].quote, c.by, c.chain[0].name) for c in claims] == [
        ("Orvar Hest a vu la ministre à Genève.", "", "L'Aurore")
    ]


def test_without_an_outlet_the_writers_chain_is_empty() -> None:
    at = TEXT.index("vu")
    assert voice_claims(scene(outlet=""), [at])[0].chain == ()
