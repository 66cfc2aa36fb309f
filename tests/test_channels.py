"""Channels of one article: sides, track and its basis, relation to the governments, stage, how often."""

from __future__ import annotations

import pytest

from selon.ledger import read_labels
from selon.model import Channel, Ledger
from selon.packs import load_pack
from selon.pipeline import build_ledger
from tests.casefiles import Case, read_cases
from tests.whole import read_case

CASES = read_cases("fr/channels-parts", "fr/channels-words", "en/channels-parts", "en/channels-words")


def described(channel: Channel) -> dict[str, str]:
    return {
        "name": channel.name,
        "parties": ", ".join(channel.parties),
        "track": channel.track,
        "basis": channel.track_basis,
        "openness": channel.openness,
        "relation": channel.relation,
        "stage": channel.stage,
        "often": channel.frequency.freq if channel.frequency else "",
        "media": ", ".join(channel.media),
        "topics": ", ".join(channel.topics),
        "meetings": str(len(channel.meetings)),
        "quotes": str(len(channel.evidence)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_channels(case: Case) -> None:
    found = [described(c) for c in read_case(case).channels]
    asked = [{k: f[k] for k in e} for f, e in zip(found, case.expected, strict=False)]
    assert (asked, len(found)) == (list(case.expected), len(case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_names_are_names_and_evidence_is_its_span(case: Case) -> None:
    for channel in read_case(case).channels:
        assert all(0 < len(name) <= 60 for name in channel.parties)
        for piece in channel.evidence:
            assert case.text[piece.start : piece.end] == piece.quote
            assert 0 < len(piece.quote) <= 300


def test_a_meeting_knows_its_channel() -> None:
    reading = read_case(next(c for c in CASES if c.id.endswith(":repeated-meetings")))
    ledger = build_ledger([reading], load_pack("world"), read_labels(load_pack("fr")))
    assert [m.channel for m in ledger.meetings] == [c.id for c in ledger.channels] != []


TOLD = {
    "fr": "D'anciens diplomates islandais et des responsables chiliens mènent des discussions discrètes sur le gaz {}, "
    "selon un participant.",
    "en": "Former Icelandic diplomats and Chilean officials hold discreet talks on gas {}, a participant said.",
}


def linked(*told: Case) -> Ledger:
    labels = {**read_labels(load_pack("fr")), "lang": "fr"}
    return build_ledger([read_case(case) for case in told], load_pack("world"), labels)


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ("fr: chaque semaine", "fr: deux fois par mois", True),
        ("en: every week", "fr: deux fois par mois", True),
        ("en: twice a month", "en: every three months", True),
        ("fr: deux fois par mois", "en: twice a month", False),
        ("fr: une ou deux fois par mois", "en: every month", False),
        ("en: at least twice a month", "fr: chaque semaine", False),
        ("fr: sans que l'on sache à quel rythme", "en: twice a month", False),
    ],
)
def test_how_often_by_two_articles(one: str, other: str, contradicts: bool) -> None:
    """One channel, each article with its own rate: both quotes are shown where the two cannot hold together."""
    pairs = [side.split(": ") for side in (one, other)]
    told = [Case(f"d{n}", lang, TOLD[lang].format(often), {}, ()) for n, (lang, often) in enumerate(pairs)]
    ledger = linked(*told)
    assert len(ledger.channels) == 1
    shown = [{e.quote for e in x.evidence} for x in ledger.contradictions if x.facet == "frequency"]
    assert shown == [{c.text for c in told}] * contradicts


def test_an_updated_article_contradicts_nothing() -> None:
    """The later version of an article says otherwise how often they talk; another paper's article contradicts."""
    rest = " Le premier point est le prix du gaz acheminé par le tunnel, le second l'entretien des pompes du port." * 3
    often = ("chaque semaine", "deux fois par mois")
    first, later = (
        Case(f"d{n}", "fr", TOLD["fr"].format(o) + rest, {"outlet": "Radio Meren", "date": f"2031-03-0{n + 1}"}, ())
        for n, o in enumerate(often)
    )
    updated = linked(first, later)
    assert "version_of" in [k.kind for k in updated.links]
    assert "frequency" not in [x.facet for x in updated.contradictions]
    other = Case("d3", "fr", TOLD["fr"].format("chaque semaine"), {"outlet": "Gazette de Lorme"}, ())
    assert "frequency" in [x.facet for x in linked(later, other).contradictions]


def test_proposed_lines_of_one_sentence_are_apart() -> None:
    text = "Il doit y avoir un canal Islande-Chili et un autre canal entre le Chili et le Portugal."
    reading = read_case(Case("lines", "fr", text, {}, ()))
    assert len(reading.channels) == len({c.id for c in reading.channels}) == 2
