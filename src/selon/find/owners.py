"""States and bodies that own what follows («P's minister, X»): they lend the person a state, no more."""

import re
from dataclasses import replace

from selon.find.parties import DESCRIBED, PEOPLE, Party, short_party_name
from selon.model import Scene

_OWNS = re.compile(r"['’]s? ")
_TITLE = re.compile(r"['’]s? (?:[a-z][\w-]* |[A-Z][\w.-]* ){0,7}(?:[a-z][\w-]*, |[A-Z][\w-]*, )?")


def without_owners(scene: Scene, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """«P's minister, X», «P's X», «X, P's minister»: the owner in an English genitive is no party beside the person."""
    text, kept = scene.article.text, list[Party]()
    owner: Party | None = None
    for party in parties:
        if owner and party.rank in PEOPLE | DESCRIBED and _TITLE.fullmatch(text, owner.end, party.start):
            kept[-1:] = []
            party = replace(party, start=owner.start, country=party.country or owner.country)
            if party.rank == "vague":
                name = short_party_name(" ".join(scene.article.document.raw[owner.start : party.end].split()))
                party = replace(party, name=name, rank="vague" if party.plural else "official")
        owner = party if party.rank in ("state", "institution") and _OWNS.match(text, party.end) else None
        kept.append(party)
    return tuple(kept)
