"""Every verb of the tables can fire: a plain sentence for its first construction gives an attribution by that row."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import pytest

from selon.find.conjugation import inflector
from selon.lang.pack import Row
from selon.model import Document
from selon.packs import LANGUAGES, load_pack
from selon.pipeline import Toolkit, prepare, read_attributions

KITS = {code: prepare(load_pack(code), load_pack("world")) for code in LANGUAGES}
# What stands behind the verb, by construction (see the head of verbs.tsv); {v} is a form of the verb.
PLAIN = MappingProxyType(
    {
        "fr": {
            "que": "La ministre Ana Velk {v} que les pourparlers continuent.",
            "quote": "« Les pourparlers continuent », {v} la ministre Ana Velk.",
            "quotex": "« Les pourparlers continuent », {v} la ministre Ana Velk.",
            "comme": "La ministre Ana Velk {v} comme une négociatrice.",
            "npas": "La ministre Ana Velk {v} le texte comme un piège.",
            "de": "La ministre Ana Velk {v} de rouvrir le port.",
            "np": "La ministre Ana Velk {v} la décision du tribunal.",
            "npd": "La ministre Ana Velk {v} les accusations de fraude.",
            "npn": "La ministre Ana Velk {v} les accusations de fraude.",
            "npe": "La ministre Ana Velk {v} des réserves sur le texte.",
            "npq": "La ministre Ana Velk {v} une « erreur grave ».",
            "à": "La ministre Ana Velk {v} à rouvrir le port.",
            "à np": "La ministre Ana Velk {v} à une trêve.",
            "inf": "La ministre Ana Velk {v} vouloir rouvrir le port.",
            "si": "La ministre Ana Velk {v} si le port rouvrira.",
            "g": "La ministre Ana Velk {v} d'une crise profonde.",
            "xde": "La ministre Ana Velk {v} Ivo Orso de mensonge.",
            "adj": "La ministre Ana Velk {v} prête à négocier.",
            "sur": "La ministre Ana Velk {v} sur la situation du port.",
            "contre": "La ministre Ana Velk {v} contre la fermeture du port.",
            "pour": "La ministre Ana Velk {v} pour la réouverture du port.",
        },
        "en": {
            "que": "Minister Ana Velk {v} that the talks go on.",
            "zero": "Minister Ana Velk {v} the talks are going on.",
            "quote": "“The talks go on,” {v} Minister Ana Velk.",
            "np": "Minister Ana Velk {v} the decision of the court.",
            "npas": "Minister Ana Velk {v} the decision as a mistake.",
            "to": "Minister Ana Velk {v} to reopen the port.",
            "of": "Minister Ana Velk {v} of a deep crisis.",
            "ing": "Minister Ana Velk {v} taking part in the talks.",
            "xde": "Minister Ana Velk {v} Ivo Orso of fraud.",
            "quotex": "“The talks go on,” {v} Minister Ana Velk.",
            "si": "Minister Ana Velk {v} whether the port will reopen.",
            "to np": "Minister Ana Velk {v} to the decision of the court.",
            **{p: f"Minister Ana Velk {{v}} {p} the decision of the court." for p in ("about", "against", "at", "for")},
            **{p: f"Minister Ana Velk {{v}} {p} the decision of the court." for p in ("on", "over", "with")},
        },
    }
)
ROWS = [(code, row) for code in LANGUAGES for row in load_pack(code).rows("verbs")]
# Rows that no plain sentence above fires: rare constructions, or forms that need more context.  May only fall.
UNFIRED = MappingProxyType({"fr": 13, "en": 0})


def forms(code: str, lemma: str) -> Iterator[str]:
    """Forms of a verb, the rest of a fixed expression behind it: finite ones, and the perfect."""
    reflexive = next((r for r in ("se ", "s'") if lemma.startswith(r)), "") if code == "fr" else ""
    head, _, rest = lemma.removeprefix(reflexive).partition(" ")
    tail = f" {rest}" if rest else ""
    for form, kind in inflector(load_pack(code))(head):
        if kind == "finite":
            yield ("s'" if form[:1] in "aeéiouh" else "se ") * bool(reflexive) + form + tail
        elif kind == "participle":
            perfect = "s'est " if reflexive else "a "
            yield (perfect if code == "fr" else "has ") + form + tail


def fires(code: str, row: Row, kit: Toolkit) -> bool:
    """Whether some form in some construction of the row gives an attribution that names the row."""
    for frame in row.values("frames"):
        sentence = PLAIN[code].get(frame)
        for form in forms(code, row["lemma"]) if sentence else ():
            document = Document("d", "d", str(sentence).format(v=form), language=code)
            if any(row.place in a.reason for a in read_attributions(document, kit)[1].attributions):
                return True
    return False


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_verb_can_fire(code: str) -> None:
    """A row that no sentence fires is a row that reads nothing."""
    silent = [row.place + " " + row["lemma"] for c, row in ROWS if c == code and not fires(c, row, KITS[code])]
    assert len(silent) <= UNFIRED[code], silent
