"""Text shared between documents: quotations, reprints, versions, passages.  All texts are invented."""

from __future__ import annotations

import pytest

from selon.link.quoted import find_shared_quotations
from selon.model import Link, Reading
from selon.text.blocks import find_blocks
from selon.text.quotes import quoted_spans, scan_quotations
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
    assert int(link.note) >= 12
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


def test_the_order_of_the_readings_does_not_matter() -> None:
    """Same links, same order."""
    readings = [quoting(f"d{i}", f"{i} « {SAID} » {i}") for i in range(4)]
    assert find_shared_quotations(readings) == find_shared_quotations(readings[::-1])
    assert len(find_shared_quotations(readings)) == 6
