"""Claims that state the same thing: what joins them, what keeps them apart, and whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.ledger import read_labels
from selon.link.atlas import Atlas, read_atlas
from selon.link.contradictions import find_contradictions
from selon.link.origins import add_origins
from selon.link.statements import group_statements
from selon.model import Attribution, Claim, Evidence, Ledger, Link, Reading, Span
from selon.packs import load_pack
from tests.makers import claim, document, hop, reading

ATLAS = Atlas({}, {}, {}, {"lorme": "VL", "valmarie": "VL", "valmarien": "VL", "grand vizir": "TS", "tarsie": "TS"})
# What the rest of a pile says, so that the words of the claims in question are rare.
REST = [
    replace(claim(f"r{n}", "rest"), text=text)
    for n, text in enumerate(
        (
            "la récolte de cerises a doublé dans les vergers du sud",
            "un convoi de camions attend la réouverture du pont",
            "les joueurs de hockey ont quitté la patinoire avant minuit",
            "le musée des horloges rouvre après trois ans de travaux",
        )
    )
]


def groups(*texts: str, links: tuple[Link, ...] = (), **more: object) -> list[tuple[str, ...]]:
    """Which of the texts (a, b, c …, each in a document of its own) are one statement."""
    told = [replace(claim(id_, id_), text=text, **more) for id_, text in zip("abcdef", texts, strict=False)]  # type: ignore[arg-type]
    found, _ = group_statements([*told, *REST], links, ATLAS)
    return sorted(tuple(c.id for c in g) for g in found if g[0].id in "abcdef")


def test_the_same_thing_in_other_words_is_one_statement() -> None:
    """Most of the weighty words are shared; a state, its seat and its adjective are one word."""
    a = "la Valmarie acheminerait du gaz vers la Tarsie par un tunnel secret"
    b = "un tunnel secret servirait à Lorme pour acheminer son gaz, sans que le grand vizir le sache"
    assert groups(a, b) == [("a", "b")]
    assert groups(b, a) == [("a", "b")]


def test_another_matter_is_another_statement() -> None:
    """Two shared words are not enough."""
    assert groups("la Valmarie vend du gaz à la Tarsie", "la Valmarie refuse de rendre le gaz volé au port") == [
        ("a",), ("b",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("l'armée garderait 300 chars lourds au tunnel", "l'armée garderait 500 chars lourds au tunnel"),
        ("deux émissaires sont restés au tunnel de Lorme", "les vergers du tunnel produisent des cerises"),
    ],
)
def test_other_numbers_are_another_statement(a: str, b: str) -> None:
    assert groups(a, b) == [("a",), ("b",)]


def test_one_number_that_differs_is_a_contradiction(labels_en: dict[str, str]) -> None:
    """The same sentence with 300 and with 500, in two articles, is shown; within one article it is a list."""
    texts = [f"l'armée garderait {n} chars lourds au tunnel de Lorme" for n in (300, 500)]
    a, b = (replace(claim(d, d), text=text) for d, text in zip("ab", texts, strict=True))
    _, differing = group_statements([a, b, *REST], (), ATLAS)
    (found,) = find_contradictions([], [], [], differing, labels_en)
    assert (found.facet, found.a, found.b) == ("number", "a", "b")
    assert group_statements([a, replace(b, evidence=a.evidence), *REST], (), ATLAS)[1] == []


def test_what_is_told_of_two_meetings_is_two_statements() -> None:
    """The same sentence of two meetings, and one that belongs to neither: it joins one of them, not both."""
    text = "les émissaires se sont vus au tunnel secret pendant la nuit"
    told = [replace(claim(d, d), text=text + more, about=about) for d, about, more in (
        ("a", ("m-1",), ""), ("b", ("m-2",), " entière"), ("c", (), " noire"))]  # fmt: skip
    found, _ = group_statements([*told, *REST], (), ATLAS, {"m-1", "m-2"})
    assert max(len(g) for g in found) == 2
    assert not any({"a", "b"} <= {c.id for c in g} for g in found)


def test_it_alone_states_nothing() -> None:
    """«l'» in two articles: what is meant stands before it."""
    assert groups("l’", "l’") == [("a",), ("b",)]


def test_a_shared_quotation_joins() -> None:
    """Words that differ, but the same quotation stands in both."""
    sides = (Evidence("a", 0, 5, "Texte"), Evidence("b", 0, 5, "Texte"))
    link = Link("shared_quotation", "a", "b", sides)
    assert groups("ils ignorent ce qu'est gagner", "gagner, disent-ils", links=(link,)) == [("a", "b")]


def test_each_statement_has_its_origins() -> None:
    """Two articles on one outlet: one line; who denies is the origin of his denial."""
    text = "la Valmarie acheminerait du gaz vers la Tarsie par un tunnel secret"
    told = [replace(claim(d, d, hop("Radio Tarsis", "outlet")), text=text) for d in "ab"]
    denied = replace(claim("c", "c", hop("Ana Velk", "person"), act="deny"), text=text, polarity="-")
    ledger = Ledger(readings=tuple(reading(document(d)) for d in "abc"), claims=(*told, denied))
    found = add_origins(ledger, dict(zip("abc", "abc", strict=True)), [told, [denied]], read_labels(load_pack("fr")))
    assert {o.about: (o.independent, o.reports) for o in found.origins} == {"a": (1, ("a", "b")), "c": (1, ("c",))}


@pytest.mark.parametrize(("cue", "independent"), [("aurait reconnu", 0), ("a reconnu", 1)])
def test_a_saying_in_the_conditional_that_nobody_is_cited_for_has_no_origin(cue: str, independent: int) -> None:
    """«Velk aurait reconnu que …»: the writer does not vouch that she said it."""
    raw = f"Velk {cue} que le tunnel existe."
    said = Attribution("g1", (Span(0, 4),), (Span(5, 5 + len(cue)),), (Span(6 + len(cue), len(raw)),), "indirect",
                       "assert", "conditional", "person")  # fmt: skip
    made: Claim = replace(claim("c", "a", hop("Velk", "person")), attribution="g1", presented="conditional")
    pile: tuple[Reading, ...] = (reading(document("a", raw=raw), attributions=(said,), claims=(made,)),)
    labels = read_labels(load_pack("fr"))
    (origin,) = add_origins(Ledger(readings=pile, claims=(made,)), {"a": "a"}, [[made]], labels).origins
    assert origin.independent == independent


def test_words_that_mean_a_state() -> None:
    """Names, adjectives and seats of government give the state's code, phrases of up to three words too."""
    atlas = read_atlas(load_pack("world"), "fr")
    words = list(atlas.as_codes("les etats unis et la diplomatie portugaise a lisbonne"))
    assert words == ["les", "US", "et", "la", "diplomatie", "PT", "a", "PT"]
