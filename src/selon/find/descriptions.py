"""Titles and other descriptions of persons: «l'ancien conseiller du président», "a senior X official"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.find.actor_rules import ActorRules, Entry, Head
from selon.find.gazetteer import Atom, Hit

_MARKS = frozenset(',;:.!?()«»“”"[]…–—')
# Titles that are held at a place: «ambassadeur à X», "envoy in X".
_POSTED = frozenset(
    {
        "ambassadeur", "ambassadrice", "ambassador", "consul", "correspondant", "correspondante", "correspondent",
        "representant", "representante", "representative", "envoye", "envoyee", "envoy", "nonce",
        "attache", "attachee", "diplomate", "diplomat", "delegue", "maire", "professeur",
        "professor",
    }
)  # fmt: skip
_NOT_BEFORE = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "ADV", "SCONJ", "CCONJ"})
_POST_TAGS = frozenset({"NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase led by a title: atoms ``first``:``last``, ``core``:``last`` without its determiner."""

    first: int
    core: int
    last: int
    head: Head
    determiner: str
    former: bool
    country: str
    institution: Entry | None
    complement: bool
    object: str
    head_at: int


@dataclass(frozen=True, slots=True)
class Line:
    """The atoms of a document with the look-ups that all readers of it share."""

    atoms: Sequence[Atom]
    world: dict[int, Hit[Entry]]
    taken: frozenset[int]
    names: dict[int, int]


def find_descriptions(line: Line, rules: ActorRules) -> list[Description]:
    """All descriptions, in order of the text, the longest at each head."""
    found: list[Description] = []
    at = 0
    while at < len(line.atoms):
        hit = rules.titles.at(line.atoms, at)
        if hit is None or at in line.taken or _is_no_noun(line, hit, rules):
            at += 1
            continue
        description = _read(line, hit, rules)
        found.append(description)
        at = max(hit.last, at + 1)
    return found


def _is_no_noun(line: Line, hit: Hit[Head], rules: ActorRules) -> bool:
    head = line.atoms[hit.first]
    if hit.last - hit.first > 1:
        return False
    before = line.atoms[hit.first - 1] if hit.first else None
    led = before is not None and before.sentence == head.sentence and _introduces(before, rules)
    if rules.is_word("weak", head.key):
        return head.tag in ("ADJ", "VERB") or not led
    return bool(head.tag) and head.tag not in ("NOUN", "PROPN", "ADJ", "X") and not led


def _introduces(atom: Atom, rules: ActorRules) -> bool:
    return any(rules.is_word(kind, atom.key) for kind in ("def", "indef", "former", "before"))


def _read(line: Line, hit: Hit[Head], rules: ActorRules) -> Description:
    left = _left_en(line, hit.first, rules) if rules.language == "en" else _left_fr(line, hit.first, rules)
    right = _right(line, hit.last, rules)
    core = left
    determiner = ""
    if left > 0 and line.atoms[left - 1].sentence == line.atoms[hit.first].sentence:
        key = line.atoms[left - 1].key
        if rules.is_word("indef", key) or rules.is_word("def", key):
            determiner = "indef" if rules.is_word("indef", key) else "def"
            left -= 1
    part = range(core, right)
    former = any(rules.is_word("former", line.atoms[n].key) for n in range(core, hit.last))
    country, institution = _state_of(line, part, hit, rules)
    return Description(
        left, core, right, hit.value, determiner, former, country, institution,
        right > hit.last or core < hit.first, _object(line, hit.last, right, rules), hit.first,
    )  # fmt: skip


def _left_fr(line: Line, at: int, rules: ActorRules) -> int:
    start = line.atoms[at].sentence
    while at > 0 and line.atoms[at - 1].sentence == start:
        key = line.atoms[at - 1].key
        if not (rules.is_word("before", key) or rules.is_word("former", key)):
            break
        at -= 1
    return at


def _left_en(line: Line, at: int, rules: ActorRules) -> int:
    sentence = line.atoms[at].sentence
    inside = {n for first, last in line.names.items() for n in range(first, last) if abs(first - at) < 12}
    while at > 0 and line.atoms[at - 1].sentence == sentence:
        atom = line.atoms[at - 1]
        if atom.key in _MARKS and not (atom.key == "." and at - 1 in line.taken):
            break
        known = (
            rules.is_word("before", atom.key)
            or rules.is_word("former", atom.key)
            or rules.is_word("western", atom.key)
            or at - 1 in line.taken
            or _demonym(line, at - 1, rules)
            or (atom.key == "'s" and at > 1 and line.atoms[at - 2].capital)
            or (atom.capital and not atom.first and atom.tag not in _NOT_BEFORE and at - 1 not in inside)
        )
        if not known:
            break
        at -= 1
    return at


def _demonym(line: Line, at: int, rules: ActorRules) -> str:
    hit = rules.demonyms.at(line.atoms, at)
    return hit.value.country if hit else ""


def _right(line: Line, at: int, rules: ActorRules) -> int:
    """Where the title ends: adjectives, «de …» complements; never past a mark, a verb or a person's name."""
    first = end = at
    linked = False
    while at < len(line.atoms) and line.atoms[at].sentence == line.atoms[end - 1].sentence:
        atom = line.atoms[at]
        if atom.key in _MARKS:
            break
        if at in line.names and not linked and not (at > first and _holds_name(line, at - 1, rules)):
            break
        held = atom.capital and at > first and not linked and _holds_name(line, at - 1, rules)
        step = 1 if held and at not in line.names else _step(line, at, rules, linked)
        if step == 0:
            break
        at += step
        hanging = rules.is_word("det", atom.key) or _is_adjective(atom, rules)
        linked = rules.is_word("prep", atom.key) or (linked and hanging)
        linked = linked or rules.is_word("and", atom.key) or rules.is_word("civility", atom.key)
        if not linked:
            end = at
    return end


def _step(line: Line, at: int, rules: ActorRules, linked: bool) -> int:
    """How many atoms from ``at`` belong to the complement; 0 = none."""
    atom = line.atoms[at]
    if at in line.world:
        return line.world[at].last - at if linked else 0
    if at in line.names:
        return line.names[at] - at
    if linked and atom.capital and rules.is_word("civility", atom.key):
        return 2 if at + 1 < len(line.atoms) and line.atoms[at + 1].key == "." else 1
    if hit := rules.demonyms.at(line.atoms, at):
        return hit.last - at if not atom.capital or rules.language == "en" else 0
    if rules.is_word("prep", atom.key):
        return 1 if _leads_on(line, at + 1, rules) and not _addresses(line, at, rules) else 0
    if linked and (rules.is_word("det", atom.key) or rules.is_word("contracted", atom.key)):
        return 1
    if rules.is_word("and", atom.key):
        return 1 if _coordinates(line, at + 1, rules) else 0
    if rules.is_word("adj", atom.key) or rules.is_word("noun", atom.key) or _is_adjective(atom, rules):
        return 1
    if linked and (atom.capital or atom.tag in _POST_TAGS) and not _is_title(line, at, rules):
        return 1
    if linked and (title := rules.titles.at(line.atoms, at)):
        return title.last - at
    return 0


def _holds_name(line: Line, at: int, rules: ActorRules) -> bool:
    """A word of a complement that takes a name: «du président X», «de l'administration X»."""
    return _is_title(line, at, rules) or rules.bodies.at(line.atoms, at) is not None


def _is_adjective(atom: Atom, rules: ActorRules) -> bool:
    return atom.tag == "ADJ" and not atom.capital and not rules.is_word("notname", atom.key)


def _is_title(line: Line, at: int, rules: ActorRules) -> bool:
    return rules.titles.at(line.atoms, at) is not None


def _leads_on(line: Line, at: int, rules: ActorRules) -> bool:
    """After a preposition stands something that can complete a title."""
    if line.atoms[at - 1].key == "en" and at < len(line.atoms) and at not in line.world:
        return line.atoms[at].key in ("chef", "charge", "exercice", "fonction", "poste", "titre")
    while at < len(line.atoms) and rules.is_word("det", line.atoms[at].key):
        at += 1
    if at >= len(line.atoms):
        return False
    atom = line.atoms[at]
    return (
        at in line.world
        or at in line.names
        or (atom.capital and atom.key not in _MARKS)
        or rules.is_word("noun", atom.key)
        or rules.is_word("prep", atom.key)
        or rules.is_word("adj", atom.key)
        or rules.is_word("before", atom.key)
        or _is_title(line, at, rules)
        or rules.bodies.at(line.atoms, at) is not None
    )


def _addresses(line: Line, at: int, rules: ActorRules) -> bool:
    """«a déclaré l'ancien fonctionnaire à l'agence»: whom he speaks to, or where, is no part of his title."""
    if not rules.is_word("locprep", line.atoms[at].key) or line.atoms[at].key in ("en", "sur"):
        return False
    after = at + 1
    while after < len(line.atoms) and rules.is_word("det", line.atoms[after].key):
        after += 1
    hit = line.world.get(after)
    if hit is None:
        return False
    title = any(line.atoms[n].key in _POSTED for n in range(max(0, at - 4), at))
    return hit.value.kind == "outlet" or (hit.value.flag in ("capital", "place", "name") and not title)


def _coordinates(line: Line, at: int, rules: ActorRules) -> bool:
    """«ministre de l'Economie et des Finances», «Foreign and Commonwealth»: the complement goes on after «et»."""
    if at >= len(line.atoms):
        return False
    atom = line.atoms[at]
    if at in line.names or _is_title(line, at, rules):
        return False
    if rules.language == "fr":
        after = at + 1
        while after < len(line.atoms) and rules.is_word("det", line.atoms[after].key):
            after += 1
        if after >= len(line.atoms) or after in line.names or _is_title(line, after, rules):
            return False
        linked = atom.key in ("de", "d'", "du", "des", "a", "au", "aux")
        return linked and not rules.is_word("former", line.atoms[after].key) and _leads_on(line, after, rules)
    return rules.is_word("noun", atom.key) or (atom.capital and at not in line.world)


def _object(line: Line, start: int, end: int, rules: ActorRules) -> str:
    """What the title is over, without its state: «ministre russe de la Défense» is over «defense»."""
    words: list[str] = []
    named = {m for n in range(start, end) if n in line.names for m in range(n, line.names[n])}
    for n in range(start, end):
        key = line.atoms[n].key
        small = any(rules.is_word(k, key) for k in ("prep", "det", "contracted", "and", "former"))
        state = n in line.taken or _demonym(line, n, rules)
        plain = rules.is_word("adj", key) and not words
        if not (small or state or plain or n in named or key in ("republique", "republic", "special", "speciale")):
            words.append(key)
    return " ".join(words)


def _is_at(line: Line, n: int, rules: ActorRules) -> bool:
    """«ambassadeur en X», "ambassador to X": the host, not the sender."""
    while n > 0 and rules.is_word("det", line.atoms[n - 1].key):
        n -= 1
    key = line.atoms[n - 1].key
    return key == "to" or (rules.is_word("locprep", key) and key not in ("de", "du", "of"))


def _state_of(line: Line, part: range, hit: Hit[Head], rules: ActorRules) -> tuple[str, Entry | None]:
    """The state and the institution that a title names; an adjective at the head decides before a complement."""
    adjective, named, institution = "", "", None
    for n in part:
        if n in line.world:
            entry = line.world[n].value
            if entry.kind == "institution" and institution is None and entry.flag not in ("name", "capital"):
                institution = entry
            host = hit.value.family == "ambassador" and n > 0 and _is_at(line, n, rules)
            named = named or ("" if host else entry.country)
        elif n not in line.taken and not adjective:
            adjective = _demonym(line, n, rules)
    return adjective or named, institution
