"""Meetings of one article: sides and presence, place, medium, date and how they stand."""

from __future__ import annotations

import pytest

from selon.model import Meeting, Participant
from tests.casefiles import Case, read_cases
from tests.whole import read_case

CASES = read_cases(
    "fr/meetings-sides",
    "fr/meetings-settings",
    "fr/meetings-parties",
    "fr/meetings-words",
    "en/meetings-sides",
    "en/meetings-words",
)


def described(meeting: Meeting) -> dict[str, str]:
    return {
        "who": ", ".join(name_of(p) for p in meeting.participants),
        "place": meeting.place,
        "medium": meeting.medium,
        "modality": meeting.modality,
        "date": meeting.date or "",
        "date_status": meeting.date_status,
        "host": meeting.host,
        "ordinal": str(meeting.ordinal),
        "outcome": meeting.outcome,
        "quotes": str(len(meeting.evidence)),
    }


def name_of(p: Participant) -> str:
    return f"{p.name}/{p.side}" + ("" if p.presence == "present" else f"/{p.presence}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_meetings(case: Case) -> None:
    found = [described(m) for m in read_case(case).meetings]
    asked = [{k: f[k] for k in e} for f, e in zip(found, case.expected, strict=False)]
    assert (asked, len(found)) == (list(case.expected), len(case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_evidence_is_its_span(case: Case) -> None:
    for meeting in read_case(case).meetings:
        for piece in (*meeting.evidence, *(e for p in meeting.participants for e in p.evidence)):
            assert case.text[piece.start : piece.end] == piece.quote
            assert 0 < len(piece.quote) <= 300


def test_a_meeting_rests_on_the_claims_that_report_it() -> None:
    case = next(c for c in CASES if c.id.endswith(":a-day-of-the-report-is-no-day-of-the-meeting"))
    reading = read_case(case)
    (meeting,) = reading.meetings
    assert meeting.claims
    assert set(meeting.claims) <= {c.id for c in reading.claims}


def test_what_is_attributed_is_not_said_again_in_the_writers_voice() -> None:
    text = "Selon Reuters, le ministre islandais Orvar Hest aurait rencontré l'émissaire chilienne Nadja Quell."
    reading = read_case(Case("told", "fr", text, {}, ()))
    assert [c.by for c in reading.claims] == ["Reuters"]
    assert reading.meetings[0].claims == (reading.claims[0].id,)
