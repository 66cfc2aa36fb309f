"""Titles and other descriptions of persons: «l'ancien conseiller du président», "a senior X official"."""

from dataclasses import dataclass

from selon.find.actor_rules import Entry, Head
from selon.find.gazetteer import Hit
from selon.find.words import Words

_MARKS = frozenset(',;:.!?()«»“”"[]…–—')
_NOT_BEFORE = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "ADV", "SCONJ", "CCONJ"})
_OF = frozenset({"de", "d'", "du", "des", "a", "au", "aux"})
_SOME = frozenset({"des", "de", "d'", "un", "une"})


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase led by a title: atoms ``first``:``last``, ``core``:``last`` without its determiner.

    ``complement``: more than the bare title; ``object``: what it is over, without its state; ``head_at``: its noun.
    """

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


def find_descriptions(words: Words) -> list[Description]:
    """All descriptions, in order of the text, the longest at each head."""
    found: list[Description] = []
    at = 0
    while at < len(words.atoms):
        hit = words.title(at)
        if hit is None or at in words.taken or _is_no_noun(words, hit):
            at += 1
            continue
        found.append(_read(words, hit))
        at = hit.last
    return found


def _is_no_noun(words: Words, hit: Hit[Head]) -> bool:
    """A word that is also an adjective or a verb, and that nothing introduces."""
    if hit.last - hit.first > 1:
        return False
    tag = words.atoms[hit.first].tag
    before = hit.first - 1
    led = words.same(before, hit.first) and (
        words.plays(before, "def", "indef", "former", "before")
        or (
            words.rules.language == "en"
            and (words.demonym(before) or before in words.taken)
            and words.capital(hit.last)
        )
        or (words.key(before) == "," and words.capital(before - 1) and words.plays(hit.last, "contracted", "of"))
    )
    if words.plays(hit.first, "weak"):
        return tag in ("ADJ", "VERB") or not led
    return tag not in ("", "NOUN", "PROPN", "ADJ", "X") and not led


def _read(words: Words, hit: Hit[Head]) -> Description:
    first = core = _left(words, hit.first)
    last = _right(words, hit.last)
    determiner = ""
    said_that = words.same(core - 1, core) and words.atoms[core - 1].tag == "SCONJ"
    if words.same(core - 1, core) and words.plays(core - 1, "def", "indef") and not said_that:
        determiner = "indef" if words.plays(core - 1, "indef") else "def"
        first -= 1
    elif any(words.key(n) == "'s" for n in range(core, hit.first)):
        determiner = "def"
    former = any(words.plays(n, "former") for n in range(core, hit.last))
    country, institution = _state_of(words, range(core, last), hit.value.family == "ambassador")
    complement = last > hit.last or core < hit.first
    head, over = hit.value, _object(words, hit.last, last)
    if head.family == "minister" and words.rules.is_word("foreign", over):
        head, over = head._replace(family="foreign_minister"), ""
    return Description(first, core, last, head, determiner, former, country, institution, complement, over, hit.first)


def _left(words: Words, at: int) -> int:
    """Where the title begins: past «ancien», «haut»; in English past states, bodies and other nouns."""
    english = words.rules.language == "en"
    inside = {n for first, last in words.names.items() for n in range(first, last) if abs(first - at) < 12}
    while (  # one sentence, and no dash between («Doha - X's minister»)
        words.same(at - 1, at)
        and words.atoms[at].start - words.atoms[at - 1].end < 2
        and (words.plays(at - 1, "before", "former") or (english and _modifies(words, at - 1, inside)))
    ):
        at -= 1
    return at + (words.key(at) == "'s")


def _modifies(words: Words, n: int, inside: set[int]) -> bool:
    """An English word before a title that belongs to it."""
    atom = words.atoms[n]
    if n in words.taken or words.plays(n, "western") or words.demonym(n):
        return True
    if atom.key == "'s":
        return words.capital(n - 1)
    if words.key(n + 1) == "'s":
        return atom.capital and n not in inside
    return atom.capital and not atom.first and atom.tag not in _NOT_BEFORE and n not in inside


def _right(words: Words, at: int) -> int:
    """Where the title ends: adjectives, «de …» complements; never past a mark, a verb or a person's name."""
    first = end = at
    linked = False
    while words.same(at, end - 1) and words.key(at) not in _MARKS:
        held = at > first and not linked and (words.title(at - 1) or words.body(at - 1)) is not None
        if at in words.names and not linked and not held:
            break
        goes_on = held or (at > first and words.capital(at - 1) and at - 1 not in words.taken)  # «Sierra» «Club»
        named = words.capital(at) and at not in words.names and at not in words.world
        step = 1 if goes_on and named else _step(words, at, linked)
        if step == 0:
            break
        hanging = words.plays(at, "det") or _is_adjective(words, at) or _owns(words, at, step)
        linked = words.plays(at, "prep", "and", "civility") or words.key(at) == "'s" or (linked and hanging)
        at += step
        if not linked:
            end = at
    return end


def _owns(words: Words, at: int, step: int) -> bool:
    """ "The Tarsian president", "Tarsia's president": an English title or body goes on after its state."""
    state = words.demonym(at) or words.key(at) == "'s"
    return bool(words.rules.language == "en" and state and (words.title(at + step) or words.body(at + step)))


def _step(words: Words, at: int, linked: bool) -> int:
    """How many atoms from ``at`` belong to the complement; 0 = none."""
    atom = words.atoms[at]
    if at in words.world:
        return words.world[at].last - at if linked else 0
    if at in words.names:
        return words.names[at] - at
    if atom.key == "'s":
        return int(at - 1 in words.taken and _owns(words, at, 1))
    if hit := words.demonym(at):
        return hit.last - at if not atom.capital or words.rules.language == "en" else 0
    if words.plays(at, "prep"):
        return int(_leads_on(words, at + 1) and not _addresses(words, at))
    if linked and words.plays(at, "det", "contracted"):
        return 1
    if words.plays(at, "and"):
        return int(_coordinates(words, at + 1))
    title = words.title(at)
    if words.plays(at, "adj", "noun") or _is_adjective(words, at):
        return 1
    if linked and not title and (atom.capital or atom.tag in ("NOUN", "ADJ")):
        return 1
    return title.last - at if linked and title else 0


def _is_adjective(words: Words, n: int) -> bool:
    return words.atoms[n].tag == "ADJ" and not words.capital(n) and not words.plays(n, "notname")


def _leads_on(words: Words, at: int) -> bool:
    """After a preposition stands something that can complete a title."""
    if words.key(at - 1) == "en" and at not in words.world:
        return words.key(at) in ("chef", "charge", "exercice", "fonction", "poste", "titre")
    at = words.skip(at)
    if at >= len(words.atoms):
        return False
    capital = words.capital(at) and not (words.key(at - 1) == "on" and words.plays(at, "notname"))  # «on March 3»
    if at in words.world or at in words.names or capital or words.plays(at, "noun", "prep", "adj"):
        return True
    if words.rules.language == "en" and words.plays(at, "before") and words.key(at + 1) not in _MARKS:
        return _leads_on(words, at + 1)  # «for the first time»
    return words.plays(at, "before") or (words.title(at) or words.body(at)) is not None


def _addresses(words: Words, at: int) -> bool:
    """«a déclaré l'ancien fonctionnaire à l'agence»: whom he speaks to, or where, is no part of his title."""
    if words.key(at) == "to" and not any(words.plays(n, "posted") for n in range(at - 4, at)):
        return True
    if words.key(at) == "a" and words.key(at + 1) in _SOME:  # «relie d'anciens ministres à des proches de X»
        return True
    if not words.plays(at, "locprep") or words.key(at) in ("en", "sur"):
        return False
    hit = words.world.get(words.skip(at + 1))
    if hit is None:
        return False
    posted = any(words.plays(n, "posted") and words.key(n)[-1] != "s" for n in range(at - 4, at))
    return hit.value.kind == "outlet" or (hit.value.flag in ("capital", "place", "name") and not posted)


def _coordinates(words: Words, at: int) -> bool:
    """«ministre de l'Economie et des Finances», «Foreign and Commonwealth»: the complement goes on after «et»."""
    if at >= len(words.atoms) or at in words.names or words.title(at):
        return False
    if words.rules.language == "en":
        return words.plays(at, "noun") or (words.capital(at) and at not in words.world)
    after = words.skip(at + 1)
    if words.key(at) not in _OF or after in words.names or words.title(after) or words.plays(after, "former"):
        return False
    return _leads_on(words, after)


def _object(words: Words, start: int, end: int) -> str:
    """What the title is over, without its state: «ministre russe de la Défense» is over «defense»."""
    over: list[str] = []
    named = {m for n in range(start, end) if n in words.names for m in range(n, words.names[n])}
    for n in range(start, end):
        small = words.plays(n, "prep", "det", "contracted", "and", "former") or (words.plays(n, "adj") and not over)
        common = words.key(n) in ("republique", "republic", "special", "speciale")
        if not (small or common or n in words.taken or n in named or words.demonym(n)):
            over.append(words.key(n))
    return " ".join(over)


def _is_at(words: Words, n: int) -> bool:
    """«ambassadeur en X», "ambassador to X": the host, not the sender."""
    before = words.skip(n - 1, -1)
    return words.key(before) == "to" or (words.plays(before, "locprep") and words.key(before) not in ("de", "du", "of"))


def _state_of(words: Words, part: range, posted: bool) -> tuple[str, Entry | None]:
    """The state and the institution that a title names; an adjective at the head decides before a complement."""
    adjective, named, institution = "", "", None
    for n in part:
        if n in words.world:
            entry = words.world[n].value
            if entry.kind == "institution" and institution is None and entry.flag not in ("name", "capital"):
                institution = entry
            named = named or ("" if posted and n and _is_at(words, n) else words.country_of(entry))
        elif n not in words.taken and not adjective and (hit := words.demonym(n)):
            adjective = hit.value["code"]
    return adjective or named, institution
