"""Names of persons in one article: runs of capitalised words that nothing else explains."""

import re
from collections import Counter
from dataclasses import dataclass

from selon.find.words import Words, headlines
from selon.text.spelling import PARTICLES

_GLUED = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<!^La)(?<!^Di)(?<=[a-zé])[A-ZÉ][a-zé]")
_LINKING = frozenset(["de", "du", "of"])
_LEADS = frozenset(["al", "el", "ben", "bin", "abou", "abu", "von", "van"])
_SMALL_TAGS = frozenset({"VERB", "AUX", "ADP", "ADV", "DET", "PRON", "SCONJ", "CCONJ"})
_NOMINAL = ("NOUN", "ADJ", "PROPN", "NUM", "DET")


@dataclass(frozen=True, slots=True)
class Run:
    """Atoms ``first``:``last`` could be a person's name; ``label`` is the tagger's, "" if none."""

    first: int
    last: int
    label: str
    keys: tuple[str, ...]


def find_runs(words: Words) -> list[Run]:
    """Every run of name-like words outside the world's names and titles."""
    found = []
    at = 0
    lower = frozenset(a.key for a in words.atoms if a.text.islower())
    shown = headlines(words.atoms) if words.rules.language == "en" else frozenset()
    while at < len(words.atoms):
        if not words.atoms[at].capital and words.atoms[at].key not in _LEADS:
            at += 1
            continue
        end = _run_end(words, at)
        if end > at:
            first = _trim(words, at, end, lower)
            last = _trim_end(words, first, end)
            first = _after_other(words, first, last)
            sentence = words.atoms[at].sentence
            # in a headline of capitals: tagged as a person throughout
            plain = sentence not in shown or all(words.labels.get(n) == "PER" for n in range(first, last))
            if first < last and sentence not in words.shouted and plain and not _odd(words, first, last):
                keys = tuple(a.key for a in words.atoms[first:last] if a.key not in (".", "'"))
                found.append(Run(first, last, _label(words, first, last), keys))
        at = max(end, at + 1)
    return found


def _label(words: Words, first: int, last: int) -> str:
    counted = Counter(words.labels[n] for n in range(first, last) if n in words.labels)
    return min(counted, key=lambda k: (-counted[k], k)) if counted else ""


def _run_end(words: Words, at: int) -> int:
    atoms = words.atoms
    end = n = at
    while words.same(n, at) and n not in words.taken:
        atom = atoms[n]
        if n > at and atom.joined and atom.text.islower() and len(atom.text) < 7:
            n = end = n + 1  # «Kim Jong-un»
        elif _is_name_word(words, n, at):
            inside = n > at + 1 and words.plays(n - 1, "notname")  # «Anne Le Maire»
            if words.title(n) and not inside and not (n > at and atoms[n - 1].key in words.rules.given):
                break  # «Carmen Roi» is a name after all
            n = end = n + 1
        elif (n > at and atom.key == "." and _is_initial(words, n - 1)) or _is_particle(words, n, at):
            n += 1
        else:
            break
    return end


def _is_name_word(words: Words, n: int, at: int) -> bool:
    """A capital; a small word only inside a name («Le» in «Anne Le Guern»), or where the tagger says so."""
    atom = words.atoms[n]
    if not atom.capital or atom.text[1:2] == "'":
        return False
    if atom.joined or not words.plays(n, "notname") or words.labels.get(n) == "PER":
        return True
    if n > at and words.capital(n + 1) and words.same(n, n + 1) and len(atom.key) < 5:
        return True
    # «Kim Jong Un dans …»: no article, for no noun follows it
    return n > at + 1 and atom.key == "un" and not (words.same(n, n + 1) and words.atoms[n + 1].tag in _NOMINAL)


def _is_initial(words: Words, n: int) -> bool:
    return len(words.atoms[n].text) <= 2 and words.capital(n)


def _is_particle(words: Words, n: int, at: int) -> bool:
    """A small word inside a name, or before one that a hyphen joins («al-Sabah»)."""
    key = words.key(n)
    follows = words.capital(n + 1) or (words.capital(n + 2) and words.key(n + 1) in PARTICLES)
    if words.capital(n) or not follows or not words.same(n, n + 1):
        return False
    if n == at:
        return key in _LEADS and words.atoms[n + 1].joined
    given = words.key(at) in words.rules.given
    if key in _LINKING:
        return given
    return key in PARTICLES and (given or key not in ("le", "la", "di", "da"))


def _trim(words: Words, first: int, last: int, lower: frozenset[str]) -> int:
    """Without leading words that are none of the name: «Mais», a word that the text also writes small."""
    while first < last:
        tagged = words.labels.get(first) == "PER" and not words.atoms[first].first and not _civil(words, first)
        if tagged or not _no_part(words, first, last, lower):
            break
        first += 1
    begins = first < last and not words.atoms[first].joined and (words.capital(first) or words.key(first) in _LEADS)
    return first if begins else last


def _after_other(words: Words, first: int, last: int) -> int:
    """Where the person begins in «CFDT Nicole Berg»: at the tagged name, past what is no given name."""
    starts = [n for n in range(first + 1, last) if words.labels.get(n) == "PER" and words.labels.get(n - 1) != "PER"]
    if starts and words.labels.get(first) != "PER" and words.key(first) not in words.rules.given:
        return starts[0]
    if words.plays(first, "noun"):
        return next((n for n in range(first + 1, last - 1) if words.key(n) in words.rules.given), first)
    return first


def _odd(words: Words, first: int, last: int) -> bool:
    """Two names glued together, a body, «le Valdénien», "the X valley", or a mere allusion («chère à X»)."""
    part = range(first, last)
    texts = [words.atoms[n].text for n in part]
    if len(texts) > 1 and all(t.isupper() and len(t) > 3 for t in texts):
        return True  # a heading run into the text
    if any(_GLUED.search(t) or any(map(str.isdigit, t)) for t in texts) or any(words.plays(n, "orgword") for n in part):
        return True
    if last - first == 1 and (words.demonym(first) or words.plays(last, "after_place")):
        return True
    return words.plays(first - 2, "allusion") or words.plays(first - 1, "allusion")


def _trim_end(words: Words, first: int, last: int) -> int:
    """Without a small word or a stray mark at the end; two letters may be a name («Kim Jong Un»)."""
    while last > first + 1 and not words.atoms[last - 1].joined:
        key = words.key(last - 1)
        if key[:1].isalpha() and not (words.plays(last - 1, "notname") and 2 < len(key) < 5):
            break
        last -= 1
    return last


def _civil(words: Words, n: int) -> bool:
    """«M.», "Mr"."""
    return words.plays(n, "civility") or words.rules.is_word("civility", words.key(n) + ".")


def _no_part(words: Words, first: int, last: int, lower: frozenset[str]) -> bool:
    atom = words.atoms[first]
    if _civil(words, first) or words.plays(first, "former", "before"):  # «Senior U.S. and P officials»
        return True
    if atom.key in words.rules.given and last - first > 1:
        return False
    if words.plays(first, "notname") or words.demonym(first) is not None:
        return True
    if last - first > 2 and atom.text.isupper() and not words.atoms[first + 1].text.isupper():
        return True  # «LREM Agnès Berg»
    tagged = words.labels.get(first) == "PER"
    alone = not words.atoms[first + 1 : first + 2] or not words.atoms[first + 1].joined  # «Al-Harun» after «al-Harun»
    return atom.first and ((atom.key in lower and alone) or (atom.tag in _SMALL_TAGS and not tagged))
