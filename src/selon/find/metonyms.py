"""A seat, a capital or a country as somebody who acts («Moscou refuse») or as a place («à Moscou»)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from selon.find.actor_rules import ActorRules, Entry
from selon.find.descriptions import Line
from selon.find.gazetteer import Atom, Hit

Reading = Literal["actor", "place", ""]


def reading_of(line: Line, hit: Hit[Entry], rules: ActorRules) -> Reading:
    """How the name is meant here; "" for what is no actor (a social network)."""
    entry = hit.value
    if entry.flag == "network":
        return ""
    if entry.kind == "place":
        return "place"
    if entry.flag not in ("capital", "name", "metonym") or (entry.country == "EU" and entry.flag == "name"):
        return "actor"
    return "place" if _is_place(line, hit, rules) else "actor"


def _is_place(line: Line, hit: Hit[Entry], rules: ActorRules) -> bool:
    atoms = line.atoms
    if atoms[hit.first].first and hit.last < len(atoms) and atoms[hit.last].key in ("(", "–", "—"):
        return hit.value.flag == "capital"
    at = hit.first - 1
    while at >= 0 and rules.is_word("det", atoms[at].key):
        at -= 1
    if at < 0 or atoms[at].sentence != atoms[hit.first].sentence:
        return False
    before = atoms[at]
    if before.key in ("et", "and", "ou", "or", ",", "a"):
        other = next((h for h in line.world.values() if h.last == at), None)
        if other is not None and before.key != "a":
            return other.value.flag == hit.value.flag and _is_place(line, other, rules)
    if before.key in ("de", "du", "d'", "des", "of", "from"):
        return at > 0 and (rules.is_word("locnoun", atoms[at - 1].key) or before.key == "from")
    if not rules.is_word("locprep", before.key):
        return False
    return not _follows_dative(atoms, at, rules)


def _follows_dative(atoms: Sequence[Atom], at: int, rules: ActorRules) -> bool:
    """«livrées à Kiev», «répondre à Moscou»: the preposition belongs to giving or saying."""
    if atoms[at].key in ("en", "dans", "in", "at", "vers", "depuis", "chez"):
        return False
    return any(rules.is_word("dative", a.key) for a in atoms[max(0, at - 4) : at] if a.sentence == atoms[at].sentence)
