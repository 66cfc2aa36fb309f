"""Topics of a stretch of text, named or left out."""

from __future__ import annotations

import pytest

from selon.find.phrases import phrase_pattern
from selon.find.topics import excluded_topics, find_topics, topic_rules
from selon.model import Document, Span
from selon.packs import load_pack
from selon.text.layout import NoTagger, lay_out, layout_rules
from tests.casefiles import Case, read_cases

WORLD = load_pack("world")
PACKS = {code: load_pack(code) for code in ("fr", "en")}


@pytest.mark.parametrize("case", read_cases("fr/topics", "en/topics"), ids=lambda case: case.id)
def test_topics(case: Case) -> None:
    pack = PACKS[case.language]
    document = Document("d", "d", case.text, language=case.language)
    article = lay_out(document, layout_rules(pack, WORLD), NoTagger())
    rules, whole = topic_rules(pack), Span(0, len(case.text))
    found = [{"topics": find_topics(article, whole, rules), "excluded": excluded_topics(article, whole, rules)}]
    assert [{k: "; ".join(v) for k, v in f.items()} for f in found] == list(case.expected)


def test_the_notation_of_phrases() -> None:
    pattern = phrase_pattern(["a ~démenti", "garantie* de", "échange"])
    for text in ("a démenti", "a aussitôt démenti", "garanties  de", "Echange", "ÉCHANGE"):
        assert pattern.search(text), text
    for text in ("a très vite démenti", "échanges", "la démenti", "garantie"):
        assert not pattern.search(text), text


def test_no_phrase_matches_nothing() -> None:
    assert not phrase_pattern([]).search("")
