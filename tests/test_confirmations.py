"""An outlet's own confirmation of what another reports is a reporting line; one that cites nobody is not."""

from __future__ import annotations

import pytest

from selon.model import Claim, Document
from selon.pipeline import read_document
from tests.whole import kit

FR = "D'après Radio Vesna, l'émissaire islandais Orvar Hest a rencontré la diplomate chilienne Nadja Quell à Genève. "
EN = "According to Radio Vesna, Icelandic envoy Orvar Hest met the Chilean diplomat Nadja Quell in Geneva. "


def confirmations(language: str, text: str) -> list[Claim]:
    document = Document("d", "d", (FR if language == "fr" else EN) + text, language=language, outlet="The Lorme Post")
    found = read_document(document, kit(language)).claims
    return [c for c in found if c.act == "confirm" and all(h.name != "Radio Vesna" for h in c.chain)]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "The Lorme Post a pu obtenir confirmation auprès d'un diplomate norvégien.", "un diplomate norvégien"),
        ("fr", "Une source diplomatique a confirmé l'information à The Lorme Post.", "Une source diplomatique"),
        ("fr", "« C'est exact », a répondu à The Lorme Post un conseiller chilien.", "un conseiller chilien"),
        ("fr", "Un haut fonctionnaire nous l'a confirmé.", "Un haut fonctionnaire"),
        ("en", "A Norwegian diplomat confirmed this to The Lorme Post.", "A Norwegian diplomat"),
        ("en", "The Lorme Post has confirmed the report with two Chilean officials.", "two Chilean officials"),
        ("en", "The Lorme Post was able to verify the report with a diplomat.", "a diplomat"),
    ],
)
def test_told_to_the_outlet_itself(language: str, text: str, source: str) -> None:
    """The chain is the article's outlet, shown by the sentence, then the people behind it."""
    claim = next(c for c in confirmations(language, text) if c.chain[-1].name == source)
    assert claim.chain[0].name == "The Lorme Post" and claim.chain[-1].cls == "anonymous"
    assert claim.evidence[0].quote in text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'information a été confirmée depuis par d'autres médias."),
        ("fr", "The Lorme Post n'a pas pu obtenir confirmation auprès d'un diplomate norvégien."),
        ("fr", "Une source diplomatique a confirmé l'information à Radio Vesna."),
        ("en", "The report was later confirmed by other outlets."),
        ("en", "The Lorme Post could not confirm the report with officials."),
    ],
)
def test_nobody_tells_it_to_the_outlet(language: str, text: str) -> None:
    """Unnamed media, a confirmation that failed, one that somebody gave to another outlet."""
    assert not [c for c in confirmations(language, text) if c.reason == "confirms"]
