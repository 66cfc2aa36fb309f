"""Who a source is inside the article: class, resolved name, actor, via, nesting, repeats."""

from __future__ import annotations

import pytest

from selon.find.sources import class_of, read_phrase
from tests.casefiles import Case, read_cases
from tests.meaning_cases import given_of, kit, read

CASES = read_cases("fr/resolution-sources", "fr/resolution-via", "en/resolution")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_source_class_and_resolved_name(case: Case) -> None:
    found = read(case)
    for attribution, line in zip(found.given, given_of(case), strict=True):
        assert (attribution.source_class, attribution.resolved) == (line["class"], line["resolved"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_via_is_the_noun_phrase_with_its_span(case: Case) -> None:
    found = read(case)
    for attribution, line in zip(found.given, given_of(case), strict=True):
        assert attribution.via == line.get("via", "")
        assert (attribution.via_span is not None) == bool(attribution.via)
        if attribution.via_span:
            assert found.article.document.raw[slice(*attribution.via_span)] == attribution.via


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_inside_and_repeats(case: Case) -> None:
    found = read(case)
    number = {a.id: str(n) for n, a in enumerate(found.given, 1)}
    for attribution, line in zip(found.given, given_of(case), strict=True):
        assert number.get(attribution.inside or "", "") == line.get("inside", "")
        assert number.get(attribution.repeats or "", "") == line.get("repeats", "")


def test_an_actor_is_given_when_the_article_has_one() -> None:
    case = next(c for c in CASES if c.id.endswith("surname-after-full-name"))
    found = read(case)
    named = {a.id: a.name for a in found.actors}
    assert {named[a.actor] for a in found.given} == {"Anton Zell"}


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("fr", "une source proche du dossier", "anonymous"),
        ("fr", "l'un de ses porte-parole", "office"),
        ("fr", "un haut responsable valdénien", "anonymous"),
        ("fr", "plusieurs médias valdéniens", "outlet"),
        ("fr", "un rapport du ministère", "document"),
        ("fr", "les informations du Courrier du Nord", "outlet"),
        ("fr", "les manifestants", "group"),
        ("fr", "le gouvernement karsovien", "institution"),
        ("fr", "le ministre des Transports, Anton Zell", "person"),
        ("fr", "des rumeurs", "rumour"),
        ("fr", "La", "institution"),  # a phrase cut short
        ("fr", "un diplomate sous couvert d'anonymat", "anonymous"),
        ("en", "a leaked internal letter seen by Meridia", "document"),
        ("en", "two officials briefed on the talks", "anonymous"),
        ("en", "the defence ministry", "institution"),
        ("en", "protesters", "group"),
    ],
)
def test_class_by_the_words_of_the_phrase(language: str, phrase: str, expected: str) -> None:
    rules = kit(language).meaning.sources
    assert class_of(read_phrase(phrase, rules), rules) == expected
