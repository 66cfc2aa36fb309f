"""Small records for tests of linking: one line each."""

from __future__ import annotations

from selon.model import Actor, Claim, Document, Evidence, Hop, Meeting, Participant, Reading, SourceClass


def document(name: str, outlet: str = "", published: str | None = None, raw: str = "") -> Document:
    return Document(
        name, name, raw or f"Texte de {name}, long de quelques mots seulement.", outlet=outlet, published=published
    )


def proof(document_id: str, start: int = 0, end: int = 5) -> tuple[Evidence, ...]:
    return (Evidence(document_id, start, end, "Texte"),)


def hop(name: str, cls: SourceClass, start: int = 0) -> Hop:
    return Hop(name, cls, evidence=(Evidence("any", start, start + len(name), name),))


def claim(id_: str, document_id: str, *hops: Hop, act: str = "assert") -> Claim:
    own = Hop("", "outlet")
    return Claim(id_, "statement", "…", proof(document_id), chain=(own, *hops), act=act)  # type: ignore[arg-type]


def person(id_: str, name: str, country: str, **more: object) -> Actor:
    return Actor(id_, "person", name, country=country, **more)  # type: ignore[arg-type]


def meeting(id_: str, document_id: str, *who: Actor, **more: object) -> Meeting:
    there = tuple(Participant(a.name, a.id, a.country) for a in who)
    return Meeting(id_, there, proof(document_id), **more)  # type: ignore[arg-type]


def reading(doc: Document, **more: object) -> Reading:
    return Reading(doc, **more)  # type: ignore[arg-type]
