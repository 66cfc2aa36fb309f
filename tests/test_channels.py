"""Channels of one article: sides, track and its basis, relation to the governments, stage, how often."""

from __future__ import annotations

import pytest

from selon.ledger import read_labels
from selon.model import Channel
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


def test_proposed_lines_of_one_sentence_are_apart() -> None:
    text = "Il doit y avoir un canal Islande-Chili et un autre canal entre le Chili et le Portugal."
    reading = read_case(Case("lines", "fr", text, {}, ()))
    assert len(reading.channels) == len({c.id for c in reading.channels}) == 2
