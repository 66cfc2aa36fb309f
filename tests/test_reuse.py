"""Text shared between documents: quotations, reprints, versions, passages.  All texts are invented."""

from __future__ import annotations

import importlib.util
import json
import random
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from selon.cli import cli
from selon.cli.reuse import reuse_lines
from selon.dossier import make_dossier
from selon.engine.reader import Reader
from selon.link.quoted import find_shared_quotations
from selon.link.reprints import find_reprints, reprint_groups
from selon.model import Document, Ledger, Link, Reading
from selon.text.blocks import find_blocks
from selon.text.quotes import quoted_spans, scan_quotations
from selon.text.shingles import fingerprints
from tests.makers import document, reading

SAID = "nous ne rendrons pas le phare avant que le dernier équipage soit rentré"
DECOMPOSED = SAID.replace("é", "e\u0301").replace(" ", "\u00a0")


def quoting(name: str, raw: str) -> Reading:
    marks = scan_quotations(raw, find_blocks(raw, (), ""))
    return reading(document(name, raw=raw), quotations=quoted_spans(marks.quotations))


def shared(*raws: str) -> tuple[Link, ...]:
    return find_shared_quotations([quoting(f"d{i}", raw) for i, raw in enumerate(raws)])


@pytest.mark.parametrize(
    "other",
    [
        f"Un marin l’a redit hier : « {SAID.capitalize()}. » Puis il est sorti.",
        f'Selon lui, "{SAID}", rien de moins.',
        f"« {SAID.replace('avant que', 'avantque')} », lit-on dans la traduction.",
        f"“{SAID.replace('phare', 'far')}”, traduit le site.",
        f"« {SAID.upper()} »",
        f"« {DECOMPOSED} »",
    ],
    ids=["typography", "straight", "glued", "garbled", "capitals", "spaces"],
)
def test_the_same_words_between_quotation_marks_are_found(other: str) -> None:
    """Whatever the marks, the spaces, the capitals; glued words and one garbled word do not hide them."""
    raws = (f"La capitaine a dit au Courrier : « {SAID} ». Le port s’est tu.", other)
    (link,) = shared(*raws)
    assert (link.kind, link.a, link.b) == ("shared_quotation", "d0", "d1")
    assert int(link.note) >= 11
    assert [e.document for e in link.evidence] == ["d0", "d1"]
    for e in link.evidence:
        assert e.quote == raws[int(e.document[1])][e.start : e.end]
    assert link.evidence[0].quote == SAID


def test_the_same_words_outside_quotation_marks_are_no_evidence() -> None:
    """A cliché in running text joins nothing, nor one that only one of the two puts between marks."""
    assert not shared(f"« {SAID} », dit-il.", f"On répète que {SAID}.")
    assert not shared(f"On sait que {SAID}.", f"On répète que {SAID}.")


def test_five_words_are_too_few() -> None:
    """«la situation reste très difficile» is what everybody says."""
    assert not shared(
        "« Oui, la situation reste extraordinairement difficile »",
        "« la situation reste extraordinairement difficile, non ? »",
    )


def test_what_many_quote_joins_each_to_the_next() -> None:
    """A sentence quoted in a hundred articles joins them in a row, not each with each."""
    links = shared(*(f"Le {i} mars, elle a dit : « {SAID} »." for i in range(100)))
    assert len(links) == 99
    assert {k.a for k in links} | {k.b for k in links} == {f"d{i}" for i in range(100)}


def test_a_set_phrase_that_many_quote_is_no_evidence() -> None:
    """Eight words that a dozen speakers say are a cliché; two who alone say them are not."""
    phrase = "il faut que tout le monde rame encore"
    assert not shared(*(f"« {phrase} », a dit la capitaine numéro {i}." for i in range(12)))
    assert len(shared(*(f"« {phrase} », a dit la capitaine numéro {i}." for i in range(2)))) == 1


def test_the_order_of_the_readings_does_not_matter() -> None:
    """Same links, same order."""
    readings = [quoting(f"d{i}", f"{i} « {SAID} » {i}") for i in range(4)]
    assert find_shared_quotations(readings) == find_shared_quotations(readings[::-1])
    assert len(find_shared_quotations(readings)) == 6


# --- reprints, versions, partial copies ---------------------------------------------------------------------

FACTS = (
    "Le conseil du port a décidé mardi soir de fermer la digue pendant les travaux du grand bassin.",
    "Trois pilotes ont refusé de signer le nouveau règlement, que la mairie juge pourtant équilibré.",
    "Une réunion discrète avec les armateurs tarsiens aurait eu lieu samedi dans un hôtel de Lorme.",
    "Aucun compte rendu n'a été publié et la préfecture ne souhaite faire aucun commentaire pour le moment.",
    "Les dockers demandent depuis des mois une prime de nuit ainsi que des grues moins dangereuses.",
    "Le directeur assure que la caisse de secours couvrira les pertes jusqu'à la fin de la saison.",
    "Les assureurs attendent encore le rapport d'un expert venu de Meren pour chiffrer les dégâts.",
    "Deux élus de l'opposition veulent saisir le tribunal si le chantier ne commence pas avant l'automne.",
)
OTHERS = (
    "La récolte de prunes sera bonne cette année malgré les gelées tardives de la vallée haute.",
    "Les coopératives ont embauché deux cents saisonniers et rouvert le vieux séchoir de la gare.",
    "Un marchand de Velmark a déjà réservé le tiers des fruits pour ses fabriques de confiture.",
    "Les prix devraient pourtant baisser, car les vergers voisins annoncent eux aussi de gros volumes.",
    "La région finance un entrepôt réfrigéré que les producteurs réclamaient depuis dix ans au moins.",
)


def article(name: str, parts: tuple[str, ...], outlet: str = "", published: str | None = None) -> Reading:
    doc = document(name, outlet, published, " ".join(parts))
    return reading(doc, shingles=tuple(fingerprints([doc.raw])[0].sample))


def links(*readings: Reading) -> list[tuple[str, str, str]]:
    found = find_reprints(readings)
    assert found == find_reprints(readings[::-1])
    return [(k.kind, k.a, k.b) for k in found]


def test_a_reprint_points_to_the_earlier_article_whichever_is_longer() -> None:
    """What the later one holds decides; undated, the shorter one is the copy."""
    whole, part = (
        article("a", FACTS, "Le Courrier", "2031-05-02"),
        article("b", FACTS[:5], "Radio Tarsis", "2031-05-03"),
    )
    assert links(whole, part) == [("reprint_of", "b", "a")]
    assert links(article("z", FACTS), article("b", FACTS[:5])) == [("reprint_of", "b", "z")]


def test_an_article_that_holds_an_earlier_one_and_adds_as_much_is_no_reprint() -> None:
    """It copies a part, with the passages on both sides, and its own words still count."""
    early = article("a", FACTS[:4], "Le Courrier", "2031-05-02")
    late = article("b", (*OTHERS, *FACTS[:4]), "Radio Tarsis", "2031-05-03")
    (link,) = find_reprints([early, late])
    assert (link.kind, link.a, link.b) == ("copies", "b", "a")
    assert [e.document for e in link.evidence] == ["a", "b"]
    assert link.evidence[0].quote == link.evidence[1].quote == " ".join(FACTS[:4]).removesuffix(".")
    assert reprint_groups([early, late], [link]) == {"a": "a", "b": "b"}


def test_two_articles_that_credit_one_agency_and_share_text_are_one() -> None:
    """«avec AFP» on both: neither copied the other, both rewrote one dispatch."""
    raws = (" ".join(FACTS) + " (avec AFP)", " ".join((*OTHERS, *FACTS[:3])) + "\nAvec AFP")
    made = []
    for name, raw in zip("ab", raws, strict=True):
        made.append(Reader().read(document(name, f"Journal {name}", "2031-05-02", raw)))
    (link,) = find_reprints(made)
    assert link.kind == "reprint_of" and "Agence France-Presse" in link.note
    assert find_reprints([replace(r, citations=()) for r in made])[0].kind == "copies"


def test_versions_of_one_article_say_what_changed() -> None:
    """The same outlet: the later one is a version, with the sentences that are new and those that are gone."""
    early = article("a", FACTS, "Le Courrier", "2031-05-02")
    late = article("b", (*FACTS[:3], *FACTS[4:], OTHERS[0]), "Le Courrier", "2031-05-03")
    (link,) = find_reprints([late, early])
    assert (link.kind, link.a, link.b) == ("version_of", "b", "a")
    assert [(e.document, e.quote) for e in link.evidence] == [("b", OTHERS[0]), ("a", FACTS[3])]
    assert reprint_groups([early, late], [link]) == {"a": "a", "b": "a"}


def test_what_is_printed_a_hundred_times_is_one() -> None:
    """Exact copies, and copies each with an end of its own, in any number."""
    same = [article(f"s{i:03}", FACTS, f"Journal {i}") for i in range(100)]
    alike = [article(f"t{i:03}", (*OTHERS, f"Voir la page {i} du cahier {i} de la semaine.")) for i in range(100)]
    groups = reprint_groups([*same, *alike], find_reprints([*same, *alike]))
    assert len(set(groups.values())) == 2
    assert len(find_reprints(same)) == 99


def test_of_many_alike_each_is_named_with_the_first() -> None:
    """Sixty outlets print one text, each with an end of its own, after a day on which one had half of it."""
    half = article("half", FACTS[:4], "Le Journal zéro", "2031-05-01")
    ends = [f"Voir la page {i} du cahier {i} de la semaine." for i in range(60)]
    alike = [article(f"t{i:02}", (*FACTS, ends[i]), f"Journal {i}", f"2031-05-{2 + i // 3:02}") for i in range(60)]
    found = {k.a: k.b for k in find_reprints([half, *alike]) if k.kind == "reprint_of"}
    assert found == {f"t{i:02}": "t00" for i in range(1, 60)}
    assert len(set(reprint_groups([half, *alike], find_reprints([half, *alike])).values())) == 2


def test_an_article_made_of_two_does_not_make_them_one() -> None:
    """Half of it stands in either; the two have nothing of each other and stay two."""
    one, two = (article(n, part, n, "2031-05-02") for n, part in (("a", FACTS[:5]), ("b", OTHERS)))
    both = article("c", (*FACTS[:5], *OTHERS), "c", "2031-05-03")
    made = [one, two, both]
    assert len(set(reprint_groups(made, find_reprints(made)).values())) == 2


def test_a_passage_that_many_unrelated_articles_hold_is_no_reprint() -> None:
    """A cliché or a footer in sixty articles joins none of them."""
    words = [w for s in (*FACTS, *OTHERS) for w in s.split()]
    foot = "Toute reproduction sans accord écrit de la rédaction du port est interdite et sera poursuivie en justice."
    own = [" ".join(random.Random(i).choices(words, k=60)) for i in range(60)]
    assert not find_reprints([article(f"d{i:02}", (text, foot)) for i, text in enumerate(own)])


# --- selon reuse ---------------------------------------------------------------------------------------------


def perturb() -> ModuleType:
    spec = importlib.util.spec_from_file_location("perturb", Path(__file__).parent.parent / "tools" / "perturb.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def overlaps(documents: Iterable[Document]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in reuse_lines(documents)]


def test_five_kinds_of_copies_are_found_and_nothing_else() -> None:
    """Reprinted with leftovers, edited, cut, shuffled, and in part inside another article."""
    tool = perturb()
    texts = tool.invented(120, random.Random(7))
    made = tool.copies(texts, 40, 7)
    documents = [Document(f"d{n}", str(n), t) for n, t in enumerate([*texts, *(c[-1] for c in made)])]
    found = {frozenset((int(p["a"]), int(p["b"]))): p for p in overlaps(documents) if p["kind"] != "quotation"}
    held = {n: {n} for n in range(120)}
    recall: dict[str, list[bool]] = {kind: [] for kind in tool.KINDS}
    for number, (kind, source, host, _) in enumerate(made, 120):
        held[number] = {source, host} if kind == "E" else {source}
        recall[kind].append(frozenset((source, number)) in found)
    shares = {kind: sum(hits) / len(hits) for kind, hits in recall.items()}
    assert all(shares[k] >= floor for k, floor in (("A", 0.99), ("B", 0.99), ("C", 0.98), ("D", 0.98), ("E", 0.85)))
    assert not [pair for pair in found if not set.intersection(*(held[n] for n in pair))]


def test_passages_are_places_of_the_texts_given() -> None:
    """Leftovers, other marks and decomposed accents around them move nothing; both sides hold the same words."""
    a = " ".join(FACTS)
    b = unicodedata.normalize(
        "NFD", "Publié le 4 mai 2031\n\nLire aussi : le port\n" + " ".join((*OTHERS[:2], *FACTS[2:5]))
    )
    (found,) = overlaps(
        [Document("d1", "a", a, published="2031-05-01"), Document("d2", "b", b, published="2031-05-02")]
    )
    assert (found["a"], found["b"], found["kind"]) == ("a", "b", "reprint")
    ((a_start, a_end, b_start, b_end),) = found["passages"]
    assert a[a_start:a_end] == unicodedata.normalize("NFC", b[b_start:b_end]) == " ".join(FACTS[2:5]).removesuffix(".")
    assert 0.3 < found["in_a"] < 0.45 and 0.5 < found["in_b"] < 0.7


def test_kinds_of_pairs() -> None:
    """Identical but for typography; a version; the same title over another text is nothing."""
    text, other = " ".join(FACTS), " ".join(OTHERS)
    assert kinds(document("a", raw=text), document("b", raw=text.replace("'", "’"))) == ["identical"]
    one, two, three = (
        replace(document(n, raw=r), title="La digue") for n, r in zip("abc", (text, text + other, other), strict=True)
    )
    assert kinds(one, two) == ["version"]
    assert not kinds(one, three)
    assert kinds(
        *(document(n, raw=f"{r} « {SAID} », dit-elle.") for n, r in zip("ab", (text, other), strict=True))
    ) == ["quotation"]


def kinds(*documents: Document) -> list[str]:
    return [p["kind"] for p in overlaps(documents)]


def test_many_copies_are_paired_with_the_first_and_cost_what_they_are() -> None:
    """Two hundred near copies and two hundred exact ones: all with the earliest, not each with each."""
    days = [f"2031-05-{min(2 + i, 31):02}" for i in range(200)]
    near = [document(f"n{i:03}", "", days[i], " ".join((*FACTS, f"Voir la page {i}."))) for i in range(200)]
    exact = [document(f"x{i:03}", "", days[i], " ".join(OTHERS)) for i in range(200)]
    pairs = {(p["a"], p["b"]) for p in overlaps([*near[::-1], *exact])}
    for first, others in (("n000", near), ("x000", exact)):
        assert {(first, d.doc_id) for d in others[1:]} <= pairs
    assert len(pairs) < 3 * 400


def test_any_order_of_the_documents_gives_the_same_lines(tmp_path: Path) -> None:
    """And the command writes them; a document given twice is one."""
    tool = perturb()
    texts = tool.invented(10, random.Random(3))
    given = [*texts, texts[0], *(t[:-1] for t in texts)]
    rows = [json.dumps({"doc_id": str(n), "text": t}) for n, t in enumerate(given)]
    (tmp_path / "one.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run = CliRunner().invoke(cli, ["reuse", str(tmp_path / "one.jsonl"), str(tmp_path / "one.jsonl"), "--jsonl"])
    assert run.exit_code == 0 and len(run.stdout.splitlines()) == 12
    documents = [Document(f"d{n}", str(n), t) for n, t in enumerate(given)]
    assert list(reuse_lines(documents)) == list(reuse_lines(documents[::-1])) == run.stdout.splitlines()


def test_the_dossier_says_of_which_article_a_version_is_one_and_what_changed(labels_en: dict[str, str]) -> None:
    """One line under the article: the earlier one, what is new, what is gone."""
    early = article("a", FACTS, "Le Courrier", "2031-05-02")
    late = article("b", (*FACTS[:3], *FACTS[4:], OTHERS[0]), "Le Courrier", "2031-05-03")
    dossier = make_dossier(Ledger((early, late), links=find_reprints([early, late])), labels_en)
    lines = dict(next(e for s in dossier.sections for e in s.entries if e.id == "b").lines)
    told = [c.text for c in lines["Later version of"]]
    assert told[0].startswith("a (") and told[1:] == [f"+ « {OTHERS[0]} »", f"− « {FACTS[3]} »"]
