"""Linking across articles: reprints, the same meeting, conflicts, contradictions, the timeline."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from selon.link.answers import link_responses, settle_status
from selon.link.atlas import Atlas
from selon.link.contradictions import find_contradictions
from selon.link.people import make_people
from selon.link.reprints import find_reprints, reprint_groups
from selon.link.same import merge_meetings
from selon.link.same_channel import merge_channels
from selon.link.timeline import make_timeline
from selon.model import Actor, Channel, Evidence, Frequency, Link, Participant, Response, Role, TimeRef
from tests.makers import document, meeting, person, proof, reading

VELK, ORSO, TAMM = person("p1", "Ana Velk", "VL"), person("p2", "Ivo Orso", "TS"), person("p3", "Lea Tamm", "TS")
ATLAS = Atlas({}, {"valmarie": "VL"}, {"lorme": "VL"}, towns={"pontarec": "VL"})
PEOPLE = make_people([VELK, ORSO, TAMM], [], ATLAS)
MARCH = {"date": "2031-03", "lo": "2031-03-01", "hi": "2031-03-31"}
THIRD = {"date": "2031-03-03", "lo": "2031-03-03", "hi": "2031-03-03"}


def test_one_meeting_told_twice_is_one() -> None:
    """Same two persons, dates that overlap: one record with both quotes, dated by the more precise one."""
    a, b = meeting("m1", "a", VELK, ORSO, **MARCH), meeting("m2", "b", VELK, ORSO, TAMM, **THIRD)
    (merged,), ids = merge_meetings([a, b], PEOPLE)
    assert merged.date == "2031-03-03"
    assert {e.document for e in merged.evidence} == {"a", "b"}
    assert [p.name for p in merged.participants] == ["Ivo Orso", "Lea Tamm", "Ana Velk"]
    assert ids == {"m1": merged.id, "m2": merged.id}
    assert merge_meetings([b, a], PEOPLE)[0] == (merged,)


def test_other_days_are_other_meetings() -> None:
    """Dates that exclude each other: two records."""
    a = meeting("m1", "a", VELK, ORSO, **THIRD)
    b = meeting("m2", "b", VELK, ORSO, date="2031-04", lo="2031-04-01", hi="2031-04-30")
    assert len(merge_meetings([a, b], PEOPLE)[0]) == 2


def test_a_phone_call_is_no_visit() -> None:
    """Two media that are known and differ never merge."""
    a = meeting("m1", "a", VELK, ORSO, medium="phone", **THIRD)
    b = meeting("m2", "b", VELK, ORSO, medium="in_person", **THIRD)
    assert len(merge_meetings([a, b], PEOPLE)[0]) == 2


def test_a_state_and_its_seat_are_one_place() -> None:
    """«en Valmarie» and «à Lorme» can be one visit; «à Meren» cannot."""
    a = meeting("m1", "a", VELK, ORSO, place="Valmarie")
    b = meeting("m2", "b", VELK, ORSO, place="Lorme", **THIRD)
    c = meeting("m3", "c", VELK, ORSO, place="Meren", **THIRD)
    merged, ids = merge_meetings([a, b, c], PEOPLE)
    assert len(merged) == 2 and ids["m1"] == ids["m2"] != ids["m3"]
    d = meeting("m4", "d", VELK, ORSO, place="Pontarec", **THIRD)
    assert len(merge_meetings([a, d], PEOPLE)[0]) == 1


def test_officials_without_names_meet_once_at_one_place_in_one_month() -> None:
    """«des responsables» of the same two states, at one place: one meeting, unless the days or places differ."""
    few = [Participant("officials of Valmarie", side="VL"), Participant("Tsarin envoys", side="TS")]
    some = [Participant("delegation of Valmarie", side="VL"), Participant("Tsarin delegation", side="TS")]
    a = replace(meeting("m1", "a", place="Lorme", **MARCH), participants=tuple(few))
    b = replace(meeting("m2", "b", place="Lorme", **THIRD), participants=tuple(some))
    assert len(merge_meetings([a, b], PEOPLE)[0]) == 1
    assert len(merge_meetings([a, replace(b, place="Meren")], PEOPLE)[0]) == 2
    assert len(merge_meetings([a, replace(b, date=None, lo="", hi="")], PEOPLE)[0]) == 2
    assert len(merge_meetings([a, replace(b, hi="2031-12-31", date="2031")], PEOPLE)[0]) == 2


def test_lines_that_share_a_meeting_are_one_channel() -> None:
    """Two articles that name the sides otherwise but tell the same meeting tell the same channel."""
    told = [
        Channel(f"h{d}", name, (name, "Tsarin"), proof(d), meetings=("m1",) if d != "c" else ())
        for d, name in (("a", "officials"), ("b", "delegation"), ("c", "experts"))
    ]
    assert len(merge_channels(told, PEOPLE)[0]) == 2


def test_absent_in_one_and_present_in_the_other_stay_apart() -> None:
    """A participant that conflicts keeps two hypotheses apart."""
    absent = Participant(TAMM.name, TAMM.id, "TS", presence="absent")
    a = meeting("m1", "a", VELK, ORSO, **THIRD)
    b = meeting("m2", "b", VELK, ORSO, TAMM, **THIRD)
    a = type(a)(a.id, (*a.participants, absent), a.evidence, date=a.date, lo=a.lo, hi=a.hi)
    assert len(merge_meetings([a, b], PEOPLE)[0]) == 2


def test_undated_and_placeless_is_the_one_meeting_of_the_two() -> None:
    """The same two persons and nothing else: the only meeting of theirs that is told; of two days, perhaps either."""
    undated, first = meeting("m1", "a", VELK, ORSO), meeting("m2", "b", VELK, ORSO, **THIRD)
    assert len(merge_meetings([undated, first], PEOPLE)[0]) == 1
    later = meeting("m3", "c", VELK, ORSO, date="2031-09-08", lo="2031-09-08", hi="2031-09-08")
    merged, ids = merge_meetings([undated, first, later], PEOPLE)
    assert len(merged) == 3
    assert {m.id for m in merged if m.maybe_same} == set(ids.values())


def test_undated_and_with_a_third_is_maybe_the_same() -> None:
    """Somebody more takes part in one of them: shown as maybe the same, not merged."""
    told = [meeting("m1", "a", VELK, ORSO), meeting("m2", "b", VELK, ORSO, TAMM, **THIRD)]
    one, two = merge_meetings(told, PEOPLE)[0]
    assert one.maybe_same == (two.id,) and two.maybe_same == (one.id,)


def test_a_crowd_of_meetings_of_two_persons_stays_apart_by_day() -> None:
    """Two people who meet on sixty days, each told by three articles: sixty meetings, in whatever order."""
    days = [f"2031-{month:02}-{day:02}" for month in (3, 7) for day in range(1, 31)]
    told = [
        meeting(f"m{day}{d}", f"{d}{day}", VELK, ORSO, *more, date=day, lo=day, hi=day)
        for day in days
        for d, more in (("a", ()), ("b", ()), ("c", (TAMM,)))
    ]
    merged, _ = merge_meetings(told, PEOPLE)
    assert [m.date for m in merged] == days
    assert merge_meetings(told[::-1], PEOPLE)[0] == merged


def test_reprints_point_to_the_earlier_article() -> None:
    """Half of the smaller text's fingerprints in common: a reprint, from the later to the earlier."""
    shared = tuple(range(10))
    early = reading(document("early", published="2031-03-01"), shingles=shared)
    late = reading(document("late", published="2031-03-02"), shingles=(*shared, 11, 12))
    other = reading(document("other"), shingles=(0, 1, 50, 51, 52, 53, 54, 55))
    links = find_reprints([late, other, early])
    assert [(k.kind, k.a, k.b) for k in links] == [("reprint_of", "late", "early")]
    assert reprint_groups([early, late, other], links) == {"early": "early", "late": "early", "other": "other"}


def test_a_denial_contradicts_what_it_denies(labels_en: dict[str, str]) -> None:
    """A meeting told and denied is a contradiction on the facet denied; declining to comment is none."""
    record = meeting("m1", "a", VELK, ORSO)
    deny = Response("r1", "deny", "Lea Tamm", proof("b"), facet=("participation",), target="m1")
    silent = Response("r2", "decline", "Lea Tamm", proof("c"), target="m1")
    (found,) = find_contradictions([], [record], [deny, silent], [], labels_en)
    assert (found.facet, found.a, found.b) == ("participation", "m1", "r1")
    assert "Lea Tamm" in found.note


def test_two_days_for_one_meeting_contradict(labels_en: dict[str, str]) -> None:
    """The same two at the same place a day apart, in two articles: the day is disputed; a week apart: two meetings."""
    days = [f"2031-03-{d:02}" for d in (3, 4, 11)]
    told = [meeting(f"m{d}", f"a{d}", VELK, ORSO, place="Lorme", date=d, lo=d, hi=d) for d in days]
    (found,) = find_contradictions([], told, [], [], labels_en)
    assert (found.facet, found.a, found.b) == ("date", "m2031-03-03", "m2031-03-04")
    assert not find_contradictions([], [replace(told[0], place=""), told[1]], [], [], labels_en)


def test_two_ends_of_one_office_contradict(labels_en: dict[str, str]) -> None:
    """Chair until May in one article, until July in another."""
    roles = (
        Role("présidente de l'Institut", until="2031-05", evidence=proof("a")),
        Role("a présidé l'Institut", until="2031-07-01", evidence=proof("b")),
    )
    actor = Actor("p1", "person", "Ana Velk", roles=roles)
    (found,) = find_contradictions([actor], [], [], [], labels_en)
    assert found.facet == "role" and "Ana Velk" in found.note
    same = Actor("p1", "person", "Ana Velk", roles=(roles[0], Role("présidente", until="2031", evidence=proof("b"))))
    assert not find_contradictions([same], [], [], [], labels_en)


WEEKLY, TWICE = Frequency("chaque semaine", "P1W", quant="EVERY"), Frequency("twice a month", "P1M", "2X")


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (WEEKLY, True),
        (Frequency("several times a week", "P1W", "XX"), True),
        (Frequency("une fois par mois", "P1M", "1X"), True),
        (Frequency("deux fois par mois", "P1M", "2X"), False),
        (Frequency("tous les quinze jours", "P15D", quant="EVERY"), False),
        (Frequency("deux fois par an", "P1Y", "2X", "EQUAL_OR_MORE"), False),
        (Frequency("jusqu'à trois fois par mois", "P1M", "3X", "EQUAL_OR_LESS"), False),
        (Frequency("environ trois fois par mois", "P1M", "3X", "APPROX"), False),
        (Frequency("plusieurs fois par an", "P1Y", "XX"), False),
        (Frequency("toutes les quelques semaines", "PXW", quant="EVERY"), False),
        (Frequency("mois", "P1M"), False),
    ],
)
def test_two_rates_of_one_channel_contradict(other: Frequency, contradicts: bool, labels_en: dict[str, str]) -> None:
    """«twice a month» against what cannot be as often; not against the same in other words, a bound or no count."""
    a, b = channel("c1", "a", ("Valmarie", "Tarsie")), channel("c2", "b", ("Valmarie", "Tarsie"))
    for pair in permutations([("c", "a", TWICE, a), ("c", "b", other, b)]):
        found = find_contradictions([], [replace(a, id="c")], [], [], labels_en, pair)
        assert [(x.facet, x.a, x.b, {e.document for e in x.evidence}) for x in found] == [
            ("frequency", "c", "c", {"a", "b"})
        ] * contradicts
        assert all(TWICE.text in x.note and other.text in x.note for x in found)


def test_rates_that_may_both_hold(labels_en: dict[str, str]) -> None:
    """Two versions of one text, a text that tells both, and two media: no contradiction."""

    def found(*told: tuple[str, str, Frequency, Channel]) -> list[str]:
        record = channel("c", "a", ("Valmarie", "Tarsie"))
        return [x.facet for x in find_contradictions([], [record], [], [], labels_en, told)]

    a, b = channel("c1", "a", ("P", "Q"), media=("online",)), channel("c2", "b", ("P", "Q"), media=("in_person",))
    assert found(("c", "text", WEEKLY, a), ("c", "text", TWICE, replace(b, media=()))) == []
    assert found(("c", "a", WEEKLY, a), ("c", "b", TWICE, b)) == []
    assert found(("c", "a", WEEKLY, a), ("c", "a", TWICE, b), ("c", "b", TWICE, replace(b, media=()))) == []
    assert found(("c", "a", WEEKLY, a), ("c", "b", TWICE, replace(b, media=("unknown",)))) == ["frequency"]


def test_the_timeline_holds_the_dates_in_the_evidence() -> None:
    """A date inside the quote of an entry stands in the timeline; one outside does not; eras and sets never."""
    times = (
        TimeRef(2, 6, "1993", "DATE", "1993", edtf="1993", lo="1993-01-01", hi="1993-12-31"),
        TimeRef(40, 44, "1995", "DATE", "1995", edtf="1995", lo="1995-01-01", hi="1995-12-31"),
        TimeRef(8, 12, "mois", "SET", "P1M"),
    )
    here = reading(document("a"), times=times)
    events = make_timeline([here], [("ch-1", "Canal", (Evidence("a", 0, 20, "…"),))], {})
    assert [(e.date, e.about, e.label) for e in events] == [("1993", "ch-1", "Canal")]


def test_links_that_are_maybe_the_same_count_both_ways() -> None:
    """A person garbled by translation may stand for the other, in either order."""
    people = make_people([VELK, ORSO], [Link("maybe_same", "p1", "p2")], ATLAS)
    assert people.perhaps(["p1"]) == {"p2"} and people.perhaps(["p2"]) == {"p1"} and not people.perhaps(["p3"])


def channel(id_: str, document_id: str, parties: tuple[str, ...], *who: Actor, **more: object) -> Channel:
    there = tuple(Participant(a.name, a.id, a.country) for a in who)
    return Channel(id_, " ↔ ".join(parties), parties, proof(document_id), participants=there, **more)  # type: ignore[arg-type]


FORMERS = Actor("g1", "group", "anciens responsables valmariens", country="VL", former=True)
AIDES = Actor("g2", "group", "conseillers tarsiens", country="TS", sector="GOV")


def test_talks_of_former_officials_are_one_channel() -> None:
    """The same two states, former officials on the same side: one channel, whatever its ends are called."""
    people = make_people([FORMERS, AIDES, VELK, ORSO], [], ATLAS)
    a = channel("c1", "a", ("anciens responsables", "Tarsie"), FORMERS, AIDES, track="1.5", track_basis="inferred")
    b = channel("c2", "b", ("ex-diplomates", "présidence"), FORMERS, AIDES)
    (merged,), ids = merge_channels([a, b], people)
    assert {e.document for e in merged.evidence} == {"a", "b"}
    assert merged.track == "1.5" and ids["c1"] == ids["c2"] == merged.id
    assert merge_channels([b, a], people)[0] == (merged,)


def test_official_talks_are_not_those_of_former_officials() -> None:
    """The same two states at another level: maybe the same when they talk of the same things, never merged."""
    people = make_people([FORMERS, AIDES, VELK, ORSO], [], ATLAS)
    a = channel("c1", "a", ("anciens responsables", "Tarsie"), FORMERS, AIDES, topics=("prisonniers",))
    b = channel("c2", "b", ("Valmarie", "Tarsie"), VELK, ORSO, topics=("prisonniers",))
    one, two = merge_channels([a, b], people)[0]
    assert one.maybe_same == (two.id,)


def test_the_same_ends_are_one_channel_and_a_precedent_is_another() -> None:
    """Two articles that name the same two ends and nobody else tell one channel; a precedent never joins it."""
    people = make_people([], [], ATLAS)
    told = [channel(f"c{d}", d, ("Valmarie", "rebelles")) for d in "ab"]
    past = channel("c3", "a", ("Valmarie", "rebelles"), stage="precedent")
    merged, _ = merge_channels([*told, past], people)
    assert sorted(len(c.evidence) for c in merged) == [1, 2]


def test_two_states_have_many_lines() -> None:
    """The names of two states alone do not make one channel: maybe the same, unless they talk of the same things."""
    atlas = Atlas({}, {"valmarie": "VL", "tarsie": "TS"}, {})
    people = make_people([], [], atlas)
    ends = ("Valmarie", "Tarsie")
    gas, jail = channel("c1", "a", ends, topics=("gaz",)), channel("c2", "b", ends, topics=("prisonniers",))
    again = channel("c3", "c", ends, topics=("gaz",))
    assert [len(c.maybe_same) for c in merge_channels([gas, jail], people)[0]] == [1, 1]
    assert len(merge_channels([gas, again], people)[0]) == 1


def test_what_goes_on_stands_before_what_was_proposed_or_is_past() -> None:
    """Channels that as many articles tell stand in the order of their stages, not of their ids."""
    stages = ("precedent", "proposed", "active")
    told = [channel(f"c{n}", "a", (f"P{n}", f"Q{n}"), stage=stage) for n, stage in enumerate(stages)]
    merged, _ = merge_channels(told, make_people([], [], ATLAS))
    assert [c.stage for c in merged] == ["active", "proposed", "precedent"]


def test_what_only_its_denial_tells_is_denied_not_contested() -> None:
    """A contact known from a denial alone is denied; one that an article also reports is contested."""
    denial = Response("r1", "deny", "Lea Tamm", proof("b"), facet=("existence",), target="m1")
    alone, told = meeting("m1", "b", VELK, ORSO), meeting("m1", "a", VELK, ORSO)
    assert [m.status for m in settle_status([alone], [denial])] == ["denied"]
    assert [m.status for m in settle_status([told], [denial])] == ["contested"]


def test_a_denial_of_the_mandate_does_not_contest_the_talks() -> None:
    """«n'a pas approuvé» answers the authorisation: the talks stay reported, the denial stands beside them."""
    narrow = Response("r1", "deny", "Lea Tamm", proof("b"), facet=("authorisation",), target="m1")
    (record,) = settle_status([meeting("m1", "a", VELK, ORSO)], [narrow])
    assert (record.status, record.denied_by) == ("reported", ("r1",))


def test_a_denial_told_twice_is_one() -> None:
    """The same voice, the same thing, the same facet in two articles: one response with both quotes."""
    denials = [Response(f"r{d}", "deny", "Ana Velk", proof(d), "p1", facet=("existence",), target="c1") for d in "ab"]
    other = Response("r3", "deny", "Ana Velk", proof("b"), "p1", facet=("authorisation",), target="c1")
    linked = link_responses([*denials, other], {}, [], PEOPLE)
    assert sorted(len(r.evidence) for r in linked) == [1, 2]
    assert linked == link_responses([other, *denials[::-1]], {}, [], PEOPLE)
