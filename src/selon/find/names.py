"""Names of persons in one article: runs of capitalised words that nothing else explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.find.actor_rules import ActorRules, Entry
from selon.find.gazetteer import Atom, Hit
from selon.model import Article

_PARTICLES = frozenset(
    {
        "von", "van", "der", "den", "zu", "al", "el", "ben", "bin", "ibn", "abu", "abou",
        "bint", "da", "dos", "das", "di", "del", "della", "le", "la", "ter", "af", "av",
        "o", "d'", "mc", "mac", "ould", "oulad",
    }
)  # fmt: skip
_GLUED = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<!^La)(?<!^Di)(?<=[a-zé])[A-ZÉ][a-zé]")
_LINKING = frozenset(["de", "du", "of"])
_LEADS = frozenset(["al", "el", "ben", "bin", "abou", "abu", "von", "van"])


@dataclass(frozen=True, slots=True)
class Run:
    """Atoms ``first``:``last`` could be a person's name; ``label`` is the tagger's, "" if none."""

    first: int
    last: int
    label: str


def labels_of(article: Article, atoms: Sequence[Atom]) -> dict[int, str]:
    """The name tagger's label of each atom that lies in a name."""
    found: dict[int, str] = {}
    at = 0
    for name in article.names:
        while at < len(atoms) and atoms[at].end <= name.start:
            at += 1
        n = at
        while n < len(atoms) and atoms[n].start < name.end:
            found[n] = name.label
            n += 1
    return found


def world_hits(atoms: Sequence[Atom], rules: ActorRules, labels: Mapping[int, str]) -> dict[int, Hit[Entry]]:
    """The longest matches of the world tables, by first atom; one inside a longer name is left out."""
    found: dict[int, Hit[Entry]] = {}
    shouted = _shouted(atoms)
    at = 0
    while at < len(atoms):
        hit = rules.world.at(atoms, at, atoms[at].sentence in shouted)
        if hit is None or _inside_name(atoms, hit, rules, labels, atoms[at].sentence in shouted):
            at += 1
            continue
        found[at] = hit
        at = hit.last
    return found


def _shouted(atoms: Sequence[Atom]) -> frozenset[int]:
    """Sentences written in capitals."""
    upper: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for atom in atoms:
        if len(atom.text) > 2 and atom.text.isalpha():
            total[atom.sentence] += 1
            upper[atom.sentence] += atom.text.isupper()
    return frozenset(s for s, n in total.items() if n > 2 and upper[s] > 0.8 * n)


def _inside_name(
    atoms: Sequence[Atom], hit: Hit[Entry], rules: ActorRules, labels: Mapping[int, str], shouted: bool
) -> bool:
    """«Adrienne Watson» holds no outlet, «Sofia Lind» no capital: a lone word beside a given or unknown name."""
    if hit.last - hit.first > 1 or shouted:
        return False
    before = atoms[hit.first - 1] if hit.first else None
    if before and before.sentence == atoms[hit.first].sentence and _name_like(before, rules):
        if before.key in rules.given and labels.get(hit.first, "PER") == "PER":
            return True
        if labels.get(hit.first) == "PER" and labels.get(hit.first - 1) == "PER":
            return True
    if atoms[hit.first].key in rules.given and hit.last < len(atoms):
        at = hit.last + (atoms[hit.last].key in _LINKING and hit.last + 1 < len(atoms))
        after = atoms[at]
        return after.sentence == atoms[hit.first].sentence and _name_like(after, rules)
    return False


def _name_like(atom: Atom, rules: ActorRules) -> bool:
    return atom.capital and atom.text[:1].isalpha() and not rules.is_word("notname", atom.key)


def find_runs(atoms: Sequence[Atom], taken: frozenset[int], rules: ActorRules, labels: Mapping[int, str]) -> list[Run]:
    """Every run of name-like words outside the world's names and titles."""
    found = []
    at = 0
    shouted = _shouted(atoms)
    lower = frozenset(a.key for a in atoms if a.text.islower())
    headlines = _title_case(atoms) if rules.language == "en" else frozenset()
    while at < len(atoms):
        last = _run_end(atoms, at, taken, rules, labels)
        if last == at:
            at += 1
            continue
        first = _trim(atoms, at, last, lower, rules, labels)
        last = _trim_end(atoms, first, last, rules)
        first = _after_other(labels, atoms, first, last, rules)
        if first < last and (not (atoms[first].capital or atoms[first].key in _LEADS) or atoms[first].joined):
            first = last
        if first < last and _odd(atoms, first, last, rules):
            first = last
        if atoms[at].sentence in headlines and not _plain_name(atoms[first:last], labels, first, rules):
            first = last
        if first < last and atoms[first].sentence not in shouted:
            found.append(Run(first, last, _label(labels, first, last)))
        at = last
    return found


def _title_case(atoms: Sequence[Atom]) -> frozenset[int]:
    """English headlines that give every word a capital."""
    capital: Counter[int] = Counter()
    total: Counter[int] = Counter()
    ended = {atom.sentence: atom.key in (".", "!", "”", '"', ":") for atom in atoms}
    for atom in atoms:
        if len(atom.text) > 3 and atom.text.isalpha():
            total[atom.sentence] += 1
            capital[atom.sentence] += atom.capital
    return frozenset(s for s, n in total.items() if n > 3 and capital[s] > 0.75 * n and not ended[s])


def _plain_name(part: Sequence[Atom], labels: Mapping[int, str], first: int, rules: ActorRules) -> bool:
    """In a headline of capitals: tagged as a person throughout, two or three words, none of them a verb."""
    tagged = all(labels.get(first + n) == "PER" for n in range(len(part)))
    plain = all(a.tag in ("", "PROPN", "NOUN") and not rules.is_word("notname", a.key) for a in part)
    return tagged and plain and len(part) < 4


def _label(labels: Mapping[int, str], first: int, last: int) -> str:
    counted = Counter(labels[n] for n in range(first, last) if n in labels)
    return min(counted, key=lambda k: (-counted[k], k)) if counted else ""


def _run_end(
    atoms: Sequence[Atom], at: int, taken: frozenset[int], rules: ActorRules, labels: Mapping[int, str]
) -> int:
    sentence = atoms[at].sentence
    end = n = at
    while n < len(atoms) and atoms[n].sentence == sentence and n not in taken:
        atom = atoms[n]
        if n > end and atom.start - atoms[n - 1].end > 1:
            break
        if n > at and atom.joined and atom.text.islower() and len(atom.text) < 7:
            n += 1  # «Kim Jong-un»
            end = n
        elif _is_name_word(atom) and _may_stand(atoms, n, at, rules, labels):
            if rules.titles.at(atoms, n) is not None and not _surname_position(atoms, n, at, rules):
                break
            n += 1
            end = n
        elif (n > at and atom.key == "." and _is_initial(atoms[n - 1])) or _is_particle(atoms, n, at, rules):
            n += 1
        else:
            break
    return end


def _may_stand(atoms: Sequence[Atom], n: int, at: int, rules: ActorRules, labels: Mapping[int, str]) -> bool:
    """A small word is part of a name only inside it («Le» in «Anne Le Guern»), or where the tagger says so."""
    if atoms[n].joined or not rules.is_word("notname", atoms[n].key) or labels.get(n) == "PER":
        return True
    follows = n + 1 < len(atoms) and atoms[n + 1].capital and atoms[n + 1].sentence == atoms[n].sentence
    return n > at and follows and len(atoms[n].key) < 5


def _surname_position(atoms: Sequence[Atom], n: int, at: int, rules: ActorRules) -> bool:
    """A title word written as a surname («Carmen Roi») after a given name."""
    return n > at and atoms[n - 1].key in rules.given


def _is_name_word(atom: Atom) -> bool:
    return atom.capital and atom.text[:1].isalpha() and not (len(atom.text) > 1 and atom.text[1] == "'")


def _is_initial(atom: Atom) -> bool:
    return len(atom.text) <= 2 and atom.capital


def _is_particle(atoms: Sequence[Atom], n: int, at: int, rules: ActorRules) -> bool:
    atom = atoms[n]
    if n + 1 >= len(atoms) or atoms[n + 1].sentence != atom.sentence:
        return False
    follows = atoms[n + 1].capital or (n + 2 < len(atoms) and atoms[n + 2].capital and atoms[n + 1].key in _PARTICLES)
    if not follows or atom.capital:
        return False
    if n == at:
        return atom.key in _LEADS and atoms[n + 1].joined
    if atom.key in _LINKING:
        return atoms[at].key in rules.given and not _is_initial(atoms[n + 1])
    return atom.key in _PARTICLES and (atoms[at].key in rules.given or atom.key not in ("le", "la", "o", "di", "da"))


def _trim(
    atoms: Sequence[Atom],
    first: int,
    last: int,
    lower: frozenset[str],
    rules: ActorRules,
    labels: Mapping[int, str],
) -> int:
    """Without leading words that are none of the name: «Mais», a word that the text also writes small."""
    while first < last:
        tagged = labels.get(first) == "PER" and not atoms[first].first and not _civil(atoms[first], rules)
        if tagged or not _no_part(atoms, first, last, lower, rules):
            break
        first += 1
    return first


def _after_other(labels: Mapping[int, str], atoms: Sequence[Atom], first: int, last: int, rules: ActorRules) -> int:
    """Where the person begins in «CFDT Nicole Berg»: at the tagged name, past what is no given name."""
    starts = [n for n in range(first + 1, last) if labels.get(n) == "PER" and labels.get(n - 1) != "PER"]
    if starts and labels.get(first) != "PER" and atoms[first].key not in rules.given:
        return starts[0]
    if rules.is_word("noun", atoms[first].key):
        return next((n for n in range(first + 1, last - 1) if atoms[n].key in rules.given), first)
    return first


def _odd(atoms: Sequence[Atom], first: int, last: int, rules: ActorRules) -> bool:
    """Two names glued together, a word of organisations, or a mere allusion («chère à X»)."""
    part = atoms[first:last]
    if any(_GLUED.search(a.text) or any(map(str.isdigit, a.text)) for a in part) or any(
        rules.is_word("orgword", a.key) for a in part
    ):
        return True
    return first > 1 and any(rules.is_word("allusion", a.key) for a in atoms[first - 2 : first])


def _trim_end(atoms: Sequence[Atom], first: int, last: int, rules: ActorRules) -> int:
    """Without a small word or a stray mark at the end; two letters may be a name («Kim Jong Un»)."""
    while last > first + 1 and not atoms[last - 1].joined:
        key = atoms[last - 1].key
        if not (rules.is_word("notname", key) and 2 < len(key) < 5) and key[:1].isalpha():
            break
        last -= 1
    return last


def _civil(atom: Atom, rules: ActorRules) -> bool:
    known = rules.is_word("civility", atom.key) or rules.is_word("civility", atom.key + ".")
    return known or not atom.text[:1].isalpha()


def _no_part(atoms: Sequence[Atom], first: int, last: int, lower: frozenset[str], rules: ActorRules) -> bool:
    atom = atoms[first]
    if _civil(atom, rules):
        return True
    if rules.is_word("former", atom.key):
        return True
    if atom.key in rules.given and last - first > 1:
        return False
    if rules.is_word("notname", atom.key) or rules.demonyms.at(atoms, first) is not None:
        return True
    if last - first > 2 and len(atom.text) > 1 and atom.text.isupper() and not atoms[first + 1].text.isupper():
        return True  # «LREM Agnès Berg»
    if atom.text in (".", "'"):
        return True
    return atom.first and (
        atom.key in lower or atom.tag in ("VERB", "AUX", "ADP", "ADV", "DET", "PRON", "SCONJ", "CCONJ")
    )
