"""Attributions: every case file of ``tests/cases/<language>/attribution-*.md``, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.find.attribution import AttributionRules, attribution_rules, find_attributions
from selon.find.conjugation import inflector
from selon.model import Article, Attribution, Document, Span
from selon.packs import load_pack
from selon.text.layout import lay_out, layout_rules
from selon.text.tagger import load_tagger
from tests.casefiles import Case, read_cases

_WORLD = load_pack("world")
_PACKS = {code: load_pack(code) for code in ("fr", "en")}
_LAYOUT = {code: layout_rules(pack, _WORLD) for code, pack in _PACKS.items()}
_TAGGERS = {code: load_tagger(pack) for code, pack in _PACKS.items()}
_RULES: dict[str, AttributionRules] = {code: attribution_rules(pack) for code, pack in _PACKS.items()}
_CASES = read_cases(
    "fr/attribution-incise",
    "fr/attribution-complement",
    "fr/attribution-source",
    "fr/attribution-act",
    "fr/attribution-quoted",
    "fr/attribution-nouns",
    "en/attribution-content",
    "en/attribution-en",
    "en/attribution-nouns",
    "en/attribution-quoted",
    "en/attribution-subject",
)
_SCRAPS = ["«", "»", '"', "“", "”", ",", ".", ":", "(", ")", "-", "a", "dit", "déclaré", "que", "qu'", "selon", "il"]
_SCRAPS += ["Varne", "la ministre", "de", "n'", "pas", "cité par", "\n"]
_SCRAPS += ["said", "told", "that", "according to", "🙂", "e\u0301"]


def _read(text: str, language: str) -> tuple[Article, tuple[Attribution, ...], tuple[Span, ...]]:
    article = lay_out(Document("d", "d", text, language=language), _LAYOUT[language], _TAGGERS[language])
    return article, *find_attributions(article, _RULES[language])


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    return " // ".join(text[s.start : s.end] for s in spans)


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c.id)
def test_case(case: Case) -> None:
    _, found, _ = _read(case.text, case.language)
    got = [
        {
            "source": _quote(case.text, a.source),
            "cue": _quote(case.text, a.cue),
            "content": _quote(case.text, a.content),
            "act": a.act,
            "form": a.form,
        }
        for a in found
    ]
    assert got == list(case.expected)


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_is_read(language: str, data: st.DataObject) -> None:
    """Marks, cues and names in any order: no error, spans inside the text, ids in text order."""
    text = " ".join(data.draw(st.lists(st.sampled_from(_SCRAPS), max_size=25)))
    _, found, missed = _read(text, language)
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    for attribution in found:
        assert attribution.content
        for span in attribution.source + attribution.cue + attribution.content:
            assert 0 <= span.start < span.end <= len(text)
    assert all(0 <= span.start < span.end <= len(text) for span in missed)


def test_a_cue_that_gives_nothing_is_reported() -> None:
    text = "Voilà ce que l'on veut dire."
    _, found, missed = _read(text, "fr")
    assert not found
    assert [text[s.start : s.end] for s in missed] == [text.removesuffix(".") + "."]


def test_every_finding_names_its_row() -> None:
    _, found, _ = _read("Selon la Gazette, rien n'est signé. Varne a nié ces allégations.", "fr")
    assert [a.reason.split(":")[0] for a in found] == ["fr/cues.tsv", "fr/verbs.tsv"]


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [
        ("nier", "niaient"),
        ("démentir", "dément"),
        ("démentir", "démentira"),
        ("espérer", "espère"),
        ("appeler", "appelle"),
        ("annoncer", "annonçait"),
        ("exiger", "exigeaient"),
        ("reconnaître", "reconnait"),
        ("promettre", "promis"),
        ("craindre", "craignent"),
        ("vouloir", "voudrait"),
        ("soutenir", "soutiendra"),
    ],
)
def test_french_forms(infinitive: str, form: str) -> None:
    assert form in {f for f, _ in inflector(_PACKS["fr"])(infinitive)}


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [("say", "said"), ("deny", "denies"), ("plan", "planning"), ("urge", "urging"), ("admit", "admitted")],
)
def test_english_forms(infinitive: str, form: str) -> None:
    assert form in {f for f, _ in inflector(_PACKS["en"])(infinitive)}
