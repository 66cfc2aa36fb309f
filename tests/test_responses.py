"""Responses to reported contacts: voice, kind, facet, strength; and the headline checked against the body."""

from __future__ import annotations

import pytest

from selon.find.headline import check_headline
from selon.find.lookups import Voice, voice_of
from selon.find.same_answer import Answer, merge_answers
from selon.model import Actor, Attribution, Document, Evidence, Response, Scene, Span
from selon.text.layout import NoTagger, lay_out
from tests.casefiles import Case, read_cases
from tests.whole import kit, read_case

CASES = read_cases(*(f"{language}/denial-{part}" for language in ("fr", "en") for part in ("verbs", "words", "rules")))


def described(response: Response) -> dict[str, str]:
    return {
        "kind": response.kind,
        "by": response.by,
        "facet": ", ".join(response.facet),
        "strength": response.strength,
        "quote": response.evidence[0].quote,
        "pieces": str(len(response.evidence)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_responses(case: Case) -> None:
    found = [described(r) for r in read_case(case).responses]
    asked = [{k: f[k] for k in e} for f, e in zip(found, case.expected, strict=False)]
    assert (asked, len(found)) == (list(case.expected), len(case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_evidence_is_its_span(case: Case) -> None:
    for response in read_case(case).responses:
        for piece in response.evidence:
            assert case.text[piece.start : piece.end] == piece.quote
            assert 0 < len(piece.quote) <= 300 and len(response.by) <= 60


def answer(name: str, kind: str, country: str, facet: str, at: int) -> Answer:
    return Answer(Voice(name, name, country, kind), "deny", (facet,), "flat", (Span(at, at + 1),), "", "row")  # type: ignore[arg-type]


def test_a_spokesperson_and_his_government_deny_once() -> None:
    both = [answer("Sarvie", "state", "SV", "existence", 0), answer("Ilva Dorn", "person", "SV", "existence", 9)]
    assert [(a.voice.name, len(a.spans)) for a in merge_answers(both)] == [("Ilva Dorn", 2)]


def test_a_narrower_denial_stays_apart() -> None:
    wide, narrow = (
        answer("Sarvie", "state", "SV", "existence", 0),
        answer("Ilva Dorn", "person", "SV", "authorisation", 9),
    )
    assert merge_answers([narrow, wide]) == (wide, narrow)


def test_two_countries_deny_twice() -> None:
    both = [answer("Sarvie", "state", "SV", "existence", 0), answer("Ilva Dorn", "person", "ND", "existence", 9)]
    assert len(merge_answers(both)) == 2


HEAD = "Des pourparlers secrets, le palais dément\n\nDes émissaires se seraient vus.\n\nIls étaient sans mandat."


def response(by: str, facet: str, start: int) -> Response:
    return Response(f"d-{start}", "deny", by, (Evidence("d", start, start + 5, "…"),), facet=(facet,))  # type: ignore[arg-type]


def scene() -> Scene:
    return Scene(lay_out(Document("d", "d", HEAD), kit("fr").layout, NoTagger()))


def test_a_head_that_says_more_than_the_body_is_a_problem() -> None:
    told = [response("le palais", "existence", 10), response("Dorn", "authorisation", 80)]
    problems = check_headline(scene(), told)
    assert [(p.code, p.start) for p in problems] == [("headline", 10)]
    assert "le palais denies (existence)" in problems[0].message and "Dorn" in problems[0].message


@pytest.mark.parametrize("facet, start", [("existence", 80), ("authorisation", 12)])
def test_a_head_that_the_body_bears_out_is_none(facet: str, start: int) -> None:
    assert not check_headline(scene(), [response("le palais", "existence", 10), response("Dorn", facet, start)])


@pytest.mark.parametrize("kind, voice", [("state", None), ("institution", "Sarvie")])
def test_he_who_wrote_is_no_state(kind: str, voice: str | None) -> None:
    article = lay_out(Document("d", "d", "« C'est faux », a-t-il écrit."), kit("fr").layout, NoTagger())
    he = Attribution("q", (Span(20, 22),), (), (Span(2, 12),), "direct", "assert", "verbatim", "office", actor="a")
    found = voice_of(Scene(article, actors=(Actor("a", kind, "Sarvie"),)), he)  # type: ignore[arg-type]
    assert (found.name if found else None) == voice
