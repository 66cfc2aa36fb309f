"""Independent origins: what counts as one, and the sentence that says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.ledger import read_labels
from selon.link.independence import Entry, Pile, count_origins
from selon.link.lines import OutletNames
from selon.link.origins import add_origins
from selon.model import Actor, Claim, Document, Evidence, Hop, Ledger, Link, Origin, Response, Role
from selon.packs import load_pack
from tests.makers import claim, document, hop, meeting, proof, reading

OUTLETS = (Actor("o1", "outlet", "The Velmark Post", ("Velmark Post",)), Actor("o2", "outlet", "Radio Tarsis"))


def count(
    claims: list[Claim], documents: list[Document], copies: dict[str, str] | None = None, language: str = "en"
) -> Origin:
    original = {d.id: d.id for d in documents} | (copies or {})
    labels = read_labels(load_pack(language))
    pile = Pile({d.id: d for d in documents}, original, {c.id: c for c in claims}, OutletNames(OUTLETS), {}, {}, labels)
    evidence = tuple(e for d in documents for e in proof(d.id))
    return count_origins(Entry("m-1", [c.id for c in claims], evidence, frozenset({"p-orso"})), pile)


def test_three_articles_that_cite_one_outlet_are_one_line() -> None:
    """Articles are not sources: what counts is the outlet at the end of the chain, under any of its names."""
    documents = [document(d) for d in "abc"]
    names = ("The Velmark Post", "Velmark Post", "the Velmark Post")
    origin = count(
        [claim(f"c{d.id}", d.id, hop(n, "outlet")) for d, n in zip(documents, names, strict=True)], documents
    )
    assert origin.independent == 1
    assert [line.outlet for line in origin.lines] == ["The Velmark Post"]
    assert origin.why == "3 articles, 1 line (The Velmark Post)."


def test_an_article_that_cites_nobody_is_no_origin() -> None:
    """The same fact without a source is unattributed, and is said to be."""
    documents = [document("a"), document("b")]
    origin = count([claim("c1", "a", hop("Radio Tarsis", "outlet")), claim("c2", "b")], documents)
    assert origin.independent == 1
    assert "1 article that cites nobody" in origin.why


def test_nobody_cited_at_all() -> None:
    """The writer alone: zero origins, not one."""
    origin = count([claim("c1", "a")], [document("a")])
    assert (origin.independent, origin.human_min, origin.human_max) == (0, 0, 0)
    assert "nobody is cited" in origin.why


def test_a_speaker_on_the_record_is_an_origin() -> None:
    """Said publicly by a named person: one origin, no outlet in between."""
    origin = count([claim("c1", "a", hop("Ana Velk", "person"))], [document("a")])
    assert (origin.independent, origin.human_min, origin.human_max) == (1, 1, 1)
    assert origin.lines[0].outlet == "" and origin.lines[0].source == "Ana Velk"


def test_what_a_participant_said_there_is_no_report() -> None:
    """«X aurait dit que …» tells what was said in the meeting; a participant who confirms it is an origin."""
    said = claim("c1", "a", Hop("Ivo Orso", "person", "p-orso"))
    confirmed = claim("c1", "a", Hop("Ivo Orso", "person", "p-orso"), act="confirm")
    assert count([said], [document("a")]).independent == 0
    assert count([confirmed], [document("a")]).independent == 1


def test_who_believes_or_wants_does_not_report() -> None:
    """An opinion about talks is no source for them."""
    hops = (hop("un diplomate", "anonymous"),)
    assert count([claim("c1", "a", *hops, act="believe")], [document("a")]).independent == 0


def test_unnamed_sources_behind_two_outlets_may_be_the_same_people() -> None:
    """Two lines, one to two human sources."""
    documents = [document("a"), document("b")]
    origin = count(
        [
            claim("c1", "a", hop("Radio Tarsis", "outlet"), hop("un diplomate", "anonymous")),
            claim("c2", "b", hop("Velmark Post", "outlet"), hop("des responsables", "anonymous")),
        ],
        documents,
    )
    assert (origin.independent, origin.human_min, origin.human_max) == (2, 1, 2)
    assert "sources unnamed" in origin.why


def test_a_denial_is_no_report() -> None:
    """Who denies a meeting does not report it."""
    documents = [document("a")]
    origin = count([claim("c1", "a", hop("Ana Velk", "person"), act="deny")], documents)
    assert origin.independent == 0


def test_who_denies_is_told_by_institution() -> None:
    """The house itself, its spokeswoman and an unnamed spokesman are one; who left it speaks for himself."""
    house = Actor("i1", "institution", "Harbour Office", ("Office of the Harbour",))
    title = (Role("spokeswoman for the Office of the Harbour"),)
    vold = Actor("p1", "person", "Irma Vold", roles=title)
    zell = Actor("p2", "person", "Anton Zell", roles=title, former=True)
    voices = [("Harbour Office", "i1"), ("Irma Vold", "p1"), ("Irma Vold", "p1"), ("Anton Zell", "p2")]
    voices.append(("a spokesman for the Harbour Office", ""))
    answers = tuple(Response(f"d{n}", "deny", voice[0], proof("a"), voice[1]) for n, voice in enumerate(voices))
    told = replace(meeting("m1", "a", vold), denied_by=tuple(r.id for r in answers))
    ledger = Ledger((reading(document("a")),), (house, vold, zell), meetings=(told,), responses=answers)
    (origin,) = (
        o for o in add_origins(ledger, {"a": "a"}, [], read_labels(load_pack("en"))).origins if o.about == "m1"
    )
    assert origin.why.endswith("denied by Anton Zell, Harbour Office (Irma Vold, a spokesman for the Harbour Office).")


def test_two_outlets_in_one_breath_are_two_lines() -> None:
    """«selon A et B»: both count."""
    hops = (hop("Radio Tarsis", "outlet"), replace(hop("Velmark Post", "outlet"), beside=True))
    assert count([claim("c1", "a", *hops)], [document("a")]).independent == 2


def test_an_outlet_that_quotes_another_is_not_the_end() -> None:
    """«Radio Tarsis, citing the Velmark Post»: the Post is the line."""
    hops = (hop("Radio Tarsis", "outlet"), hop("Velmark Post", "outlet"))
    origin = count([claim("c1", "a", *hops)], [document("a")])
    assert [line.outlet for line in origin.lines] == ["The Velmark Post"]


def test_the_cited_outlet_s_own_article_is_followed() -> None:
    """a cites Radio Tarsis; Radio Tarsis's own article, in the pile, cites the Post: one line, the Post."""
    documents = [document("a"), document("b", outlet="Radio Tarsis")]
    origin = count(
        [claim("c1", "a", hop("Radio Tarsis", "outlet")), claim("c2", "b", hop("Velmark Post", "outlet"))], documents
    )
    assert [line.outlet for line in origin.lines] == ["The Velmark Post"]


def test_a_circle_is_one_line() -> None:
    """Two outlets that cite each other have one origin between them, not two."""
    documents = [document("a", outlet="Velmark Post"), document("b", outlet="Radio Tarsis")]
    claims = [claim("c1", "a", hop("Radio Tarsis", "outlet")), claim("c2", "b", hop("Velmark Post", "outlet"))]
    assert count(claims, documents).independent == 1


def test_a_copied_passage_has_the_source_of_the_first_to_print_it() -> None:
    """b prints a paragraph of a, «un diplomate l'assure» with it: one diplomat, a's; a claim outside it is b's own."""
    documents = [document("a", outlet="Gazette"), document("b", outlet="Courrier")]
    claims = [claim(f"c{d.id}", d.id, hop("un diplomate", "anonymous")) for d in documents]
    assert count(claims, documents).independent == 2
    copies = [Link("copies", "b", "a", (Evidence("a", 0, 9, "…"), Evidence("b", 0, end, "…"))) for end in (4, 1)]
    ledger = Ledger(readings=tuple(reading(d) for d in documents), claims=tuple(claims))
    labels = read_labels(load_pack("en"))
    for link, independent in zip(copies, (1, 2), strict=True):
        (origin,) = add_origins(replace(ledger, links=(link,)), {"a": "a", "b": "b"}, [claims], labels).origins
        assert origin.independent == independent


def test_who_confirms_the_report_stands_behind_what_it_reports() -> None:
    """b tells the Post's story, then «une source l'a confirmé à» b itself: two lines; other media confirm nothing."""
    documents = [document("a"), document("b", outlet="Radio Tarsis")]
    told = [claim(f"c{d.id}", d.id, hop("Velmark Post", "outlet")) for d in documents]
    there = replace(meeting("m-1", "a"), evidence=(*proof("a"), *proof("b")), claims=("ca", "cb"))
    for hops, independent in (((hop("une source", "anonymous"),), 2), ((hop("d'autres médias", "group"),), 1)):
        confirm = replace(claim("more", "b", *hops, act="confirm"), evidence=proof("b", 50, 60), text="l'information")
        ledger = Ledger(tuple(map(reading, documents)), OUTLETS, (*told, confirm), (there,))
        (found,) = add_origins(ledger, {"a": "a", "b": "b"}, [], read_labels(load_pack("fr"))).meetings
        assert found.independent_origins == independent


def test_a_circle_with_somebody_behind_it_rests_on_him() -> None:
    """A cites B, B cites C, C cites A and a diplomat of its own: the circle adds nothing to C's diplomat."""
    outlets = ("Gazette", "Courrier", "Herald")
    documents = [document(n, outlet=n) for n in outlets]
    claims = [claim(f"c{a}", a, hop(b, "outlet")) for a, b in zip(outlets, (*outlets[1:], outlets[0]), strict=True)]
    origin = count([*claims, claim("own", "Herald", hop("un diplomate", "anonymous"))], documents)
    assert [(line.outlet, line.source) for line in origin.lines] == [("herald", "un diplomate")]
    assert count(claims, documents).independent == 1


def test_a_dense_web_is_followed_in_good_time() -> None:
    """Thirty outlets of which each cites all the later ones: 2^29 paths, one end."""
    names = [f"Outlet {n:02}" for n in range(30)]
    claims = [
        claim(f"{a}-{b}", a, hop(b, "outlet"))
        for n, a in enumerate(names)
        for b in (*names[n + 1 :], "The Velmark Post")
    ]
    origin = count(claims, [document(n, outlet=n) for n in names])
    assert [line.outlet for line in origin.lines] == ["The Velmark Post"]


def test_a_reprint_that_is_cited_leads_to_the_first_to_print_it() -> None:
    """b cites the Courrier, whose article is the Gazette's word for word: one line, the Gazette."""
    documents = [document("a", outlet="Gazette"), document("copy", outlet="Courrier"), document("b")]
    claims = [claim("c1", "a", hop("un diplomate", "anonymous")), claim("c2", "b", hop("Courrier", "outlet"))]
    assert [line.outlet for line in count(claims, documents, {"copy": "a"}).lines] == ["gazette"]


def test_one_person_on_the_record_is_one_origin_wherever_he_speaks() -> None:
    """The minister told Radio Tarsis, and told the Post: two outlets, one origin."""
    documents = [document("a"), document("b")]
    claims = [
        claim(f"c{d.id}", d.id, hop(outlet, "outlet"), hop("Ana Velk", "person"))
        for d, outlet in zip(documents, ("Radio Tarsis", "Velmark Post"), strict=True)
    ]
    assert count(claims, documents).independent == 1


def test_a_reprint_adds_nothing() -> None:
    """The same words under another name are one article with sources of its own."""
    documents = [document("a", outlet="Gazette"), document("b", outlet="Courrier")]
    claims = [claim(f"c{d.id}", d.id, hop("un diplomate", "anonymous")) for d in documents]
    assert count(claims, documents).independent == 2
    origin = count(claims, documents, {"b": "a"})
    assert origin.independent == 1
    assert "1 word-for-word reprint" in origin.why


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentence_is_written_in_both_languages(language: str) -> None:
    """Every label that the sentence needs exists in both packs."""
    why = count([claim("c1", "a", hop("Radio Tarsis", "outlet"))], [document("a")], language=language).why
    assert why == {"fr": "1 article, 1 ligne (Radio Tarsis).", "en": "1 article, 1 line (Radio Tarsis)."}[language]


def test_the_order_of_claims_does_not_matter() -> None:
    """Same pile, same record."""
    documents = [document(d) for d in "abc"]
    claims = [
        claim("c1", "a", hop("Radio Tarsis", "outlet")),
        claim("c2", "b", hop("Velmark Post", "outlet"), hop("un diplomate", "anonymous")),
        claim("c3", "c", hop("Ana Velk", "person")),
    ]
    assert count(claims, documents) == count(claims[::-1], documents[::-1])
