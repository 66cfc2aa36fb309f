"""Places and bodies that only the name tagger knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selon.find.actor_rules import ActorRules
from selon.find.descriptions import Description, Line
from selon.find.drafts import Draft
from selon.model import Actor, ActorKind, Article

_KINDS: Mapping[str, ActorKind] = {"LOC": "place", "ORG": "institution"}


def find_tagged(
    article: Article,
    line: Line,
    drafts: Sequence[Draft],
    descriptions: Sequence[Description],
    rules: ActorRules,
) -> list[Draft]:
    """One draft for each name that the tagger calls a place or an organisation and that nobody else holds."""
    held = {n for d in drafts for a, b in d.names for n in range(a, b)}
    held |= {n for d in descriptions for n in range(d.first, d.last)}
    held |= {n for d in drafts for a, b in d.described for n in range(a, b)} | line.taken
    found: dict[tuple[ActorKind, str], list[tuple[int, int]]] = {}
    at = 0
    for name in article.names:
        while at < len(line.atoms) and line.atoms[at].end <= name.start:
            at += 1
        last = at
        while last < len(line.atoms) and line.atoms[last].start < name.end:
            last += 1
        kind = _KINDS.get(name.label)
        if kind and last > at and not held & set(range(at, last)) and _sound(line, at, last, kind, rules):
            written = " ".join(article.document.raw[name.start : name.end].split())
            found.setdefault((kind, written), []).append((at, last))
    return [
        Draft(Actor("", kind, written, reason="name tagger"), tuple(spans)) for (kind, written), spans in found.items()
    ]


def _located(line: Line, first: int, rules: ActorRules) -> bool:
    """A preposition of place stands before the name."""
    at = first - 1
    while at >= 0 and rules.is_word("det", line.atoms[at].key):
        at -= 1
    same = at >= 0 and line.atoms[at].sentence == line.atoms[first].sentence
    return same and rules.is_word("locprep", line.atoms[at].key)


def _sound(line: Line, first: int, last: int, kind: ActorKind, rules: ActorRules) -> bool:
    """Capitals at both ends, no title, no adjective of a state; one word is an organisation only as an acronym."""
    part = line.atoms[first:last]
    if not part[0].capital or part[0].joined or rules.is_word("notname", part[0].key) or len(part) > 7:
        return False
    if any(rules.demonyms.at(line.atoms, n) or rules.titles.at(line.atoms, n) for n in range(first, last)):
        return False
    if not (part[-1].capital or part[-1].joined or kind == "institution"):
        return False
    if kind == "place":
        return _located(line, first, rules) or sum(a.joined for a in part) > 1
    return len(part) > 1 or (part[0].text.isupper() and 2 < len(part[0].text) < 8)
