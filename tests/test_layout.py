"""Laying a text out: offsets hold on any text, blocks and sentences cover it, and each kind of block is told."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from selon.model import Article, Block, Document
from selon.packs import load_pack
from selon.text.fold import uniform
from selon.text.layout import NoTagger, lay_out, layout_rules, with_head_date
from tests.casefiles import Case, read_cases

WORLD = load_pack("world")
RULES = {code: layout_rules(load_pack(code), WORLD) for code in ("fr", "en")}
SHARED = Path(__file__).parents[2] / "shared"


def laid_out(raw: str, language: str = "fr", title: str = "") -> Article:
    return lay_out(Document("d", "d", raw, language=language, title=title), RULES[language], NoTagger())


PIECES = st.sampled_from(
    """«_ _» “ ” " ' ’ ‘ „ ‹ › ._ . ? !_ … : , > \n \n\n \r\n \t \u00a0 \u200b \u2028 \x0b e\u0301 É 😀 𝔘nion 3.5
    Le_port la_ministre M._Dubois a_dit Lire_aussi_ (dm) 2031-03-07 #port_#mer 1930000000 Commentaires تعليق <p>
    date_2031-05_""".replace("\n    ", " ").split(" ")
).map(lambda piece: piece.replace("_", " "))
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=40).map(" ".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en"]))
@example("\r", "fr")
@example("« Un\n\n« deux »\n\ntrois »", "fr")
@example("date 2031-05 ", "fr")
def test_any_text_is_laid_out_without_moving_it(raw: str, language: str) -> None:
    article = laid_out(raw, language)
    assert len(article.text) == len(raw)
    _in_order_and_disjoint([(b.start, b.end) for b in article.blocks], len(raw))
    covered = {at for b in article.blocks for at in range(b.start, b.end)}
    assert all(at in covered for at, c in enumerate(article.text) if not c.isspace())
    _in_order_and_disjoint([(s.start, s.end) for s in article.sentences], len(raw))
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end and block.kind != "leftover"
        assert sentence.first < sentence.last
        for token in article.tokens[sentence.first : sentence.last]:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert article.text[token.start : token.end] == token.text
    spoken = {at for s in article.sentences for at in range(s.start, s.end)}
    silent = {at for b in article.blocks if b.kind == "leftover" for at in range(b.start, b.end)}
    assert all(at in spoken or at in silent for at, c in enumerate(article.text) if not c.isspace())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("“a «b” c»")
@example('« a "b » c" d')
@example("›0«")
def test_quotations_nest_and_stay_inside_their_block(raw: str) -> None:
    article = laid_out(raw)
    spans = [(q.start, q.end) for q in article.quotations]
    assert spans == sorted(spans, key=lambda s: (s[0], -s[1]))
    for quotation in article.quotations:
        assert any(b.start <= quotation.start and quotation.end <= b.end for b in article.blocks)
        assert quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end
    for i, one in enumerate(article.quotations):
        around = 0
        for other in article.quotations[:i]:
            crosses = other.start < one.start < other.end < one.end
            assert not crosses
            around += other.start <= one.start and one.end <= other.end
        assert one.level == around


def _in_order_and_disjoint(spans: list[tuple[int, int]], length: int) -> None:
    assert all(0 <= start < end <= length for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_uniform_keeps_the_length_and_makes_lone_returns_line_breaks() -> None:
    assert uniform("l\u2019a\u00a0b\r\nc\rd\u2028e") == "l'a b \nc\nd\ne"


@pytest.mark.parametrize("case", read_cases("fr/blocks", "en/blocks"), ids=lambda c: c.id)
def test_blocks(case: Case) -> None:
    article = laid_out(case.text, case.language, case.settings.get("title", ""))
    got = [{"kind": b.kind, "text": _quote(article, b)} for b in article.blocks]
    assert got == list(case.expected)


def _quote(article: Article, block: Block) -> str:
    return " ".join(article.document.raw[block.start : block.end].split())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Titre du jour\n\nPublié le 28 juillet 2031 à 18h05\n\nUn corps de texte.", ("2031-07-28", "header")),
        (" date 2031-07 Un titre\n\nUn corps.", ("2031-07", "header")),
        ("Titre\n\n2031-07-28 12:47:25\n\nUn corps de texte.", ("2031-07-28", "header")),
        ("(Varlo, 3 mars 2031)\n\nUn corps de texte.", ("2031-03-03", "header")),
        ("VARLO, 3 mars 2031 (ADN) - Un corps de texte.", ("2031-03-03", "header")),
        ("Titre\n\nUn corps de texte.\n\n1930000000", ("2031-02-27", "epoch")),
        ("Titre\n\nmars 2031\n\nUn corps de texte.", ("2031-03", "header")),
        ("Titre\n\nLe 3 mars 2031, les deux ministres se sont vus à Varlo.", None),
        ("Titre\n\nElle préside le groupe de 2003 à aujourd'hui.", None),
        ("Titre\n\nUn discours du 14 juin 2024.", None),
        ("Titre\n\n31/02/2031\n\nUn corps.", None),
        ("", None),
    ],
)
def test_the_date_at_the_head(raw: str, expected: tuple[str, str] | None) -> None:
    document = with_head_date(Document("d", "d", raw), RULES["fr"])
    assert (document.published, document.published_basis) == (expected or (None, ""))


def test_english_head_dates() -> None:
    raw = "Harbour talks resume\n\nTuesday, September 22, 2031\n\nThe envoys met again."
    assert with_head_date(Document("d", "d", raw, language="en"), RULES["en"]).published == "2031-09-22"


def test_a_date_that_the_user_gave_is_kept() -> None:
    given_ = Document("d", "d", "Titre\n\n2031-07-28 12:47:25\n\nCorps.", published="2031-08", published_basis="user")
    assert with_head_date(given_, RULES["fr"]) is given_


GARBLED = (
    "De longues semaines sont passées. Le palais dit Karel Voss y Tomas Grell, venus con hauts fonctionnaires. "
    "Ces conversations Ils sont connues de tous. Il palaisPour sa part, il nie. Elle veut faciliter la échange."
)


def test_a_garbled_translation_is_flagged() -> None:
    assert "machine_translated" in laid_out(f"Titre\n\n{GARBLED}").noise


def test_clean_prose_is_not_flagged() -> None:
    clean = "Il y a un an, les deux camps se sont vus. Ils s'y tiennent: « Onze ports, le oui l'a emporté. »"
    assert laid_out(f"Titre\n\n{clean}").noise == ()


def test_a_mark_that_closes_nothing_is_flagged() -> None:
    assert laid_out("Titre\n\nElle a dit oui », puis s'est tue.").noise == ("stray_quotes",)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the five source articles (../shared/seeds) are not at hand")
    return {f.name: laid_out(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.txt"))}


def test_leftovers_of_the_source_articles(seeds: dict[str, Article]) -> None:
    gold = json.loads((SHARED / "gold" / "seeds-leftovers.json").read_text(encoding="utf-8"))
    wanted: dict[str, set[int]] = {}
    for item in gold:
        if item["action"].startswith(("cut", "author", "date", "title; cut")):
            start = item["start"][-1]
            wanted.setdefault(item["seed"], set()).update(range(start, start + item["len"]))
    for name, article in seeds.items():
        raw = article.document.raw
        cut = {i for b in article.blocks if b.kind == "leftover" for i in range(b.start, b.end)}
        visible = {i for i in range(len(raw)) if not raw[i].isspace()}
        assert cut & visible == wanted.get(name, set()) & visible, name


def test_only_the_translated_source_article_is_flagged(seeds: dict[str, Article]) -> None:
    assert [name[:3] for name, article in seeds.items() if article.noise] == ["003"]
