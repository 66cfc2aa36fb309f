"""Which runs of capitalised words are persons, and which runs name the same person inside one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from selon.find.actor_rules import ActorRules
from selon.find.gazetteer import Atom
from selon.find.names import Run
from selon.text.spelling import sounds_like, spelling_key

_PARTICLES = frozenset(
    {
        "de", "du", "von", "van", "der", "den", "al", "el", "ben", "bin", "ibn", "da",
        "dos", "di", "la", "le", "ter", "d'", "o'",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an article: the runs that name it, the longest form first."""

    name: str
    keys: tuple[str, ...]
    runs: tuple[int, ...]


def run_text(atoms: Sequence[Atom], run: Run, raw: str) -> str:
    """The name as written, with single spaces."""
    return " ".join(raw[atoms[run.first].start : atoms[run.last - 1].end].split())


def run_keys(atoms: Sequence[Atom], run: Run) -> tuple[str, ...]:
    """Its words, folded, without full stops."""
    return tuple(a.key for a in atoms[run.first : run.last] if a.key not in (".", "'"))


def group_persons(
    atoms: Sequence[Atom],
    runs: Sequence[Run],
    titled: frozenset[int],
    led: frozenset[int],
    rules: ActorRules,
    raw: str,
) -> list[Person]:
    """The persons among ``runs``; ``titled`` have a title beside them, ``led`` right before them (or a civility)."""
    keys = [run_keys(atoms, run) for run in runs]
    full = [n for n, run in enumerate(runs) if _is_full(atoms, run, keys[n], n in titled, rules)]
    full = [n for n in full if not any(len(keys[f]) > len(keys[n]) == 2 and keys[f][-2:] == keys[n] for f in full)]
    groups: list[list[int]] = []
    for n in full:
        home = next((g for g in groups if _same_full(keys[g[0]], keys[n])), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    bare = [n for n in range(len(runs)) if n not in set(full)]
    rest = _spread(groups, bare, keys, runs, titled)
    sure = led | frozenset(n for n in titled if runs[n].label in ("", "PER"))
    groups += _lone(atoms, rest, keys, runs, sure, rules)
    return [_person(atoms, sorted(g), keys, runs, raw) for g in sorted(groups, key=min)]


def _person(
    atoms: Sequence[Atom], group: list[int], keys: Sequence[tuple[str, ...]], runs: Sequence[Run], raw: str
) -> Person:
    texts = Counter(run_text(atoms, runs[n], raw) for n in group)
    words = {run_text(atoms, runs[n], raw): len(keys[n]) for n in group}
    name = min(texts, key=lambda t: (-words[t], -texts[t], t))
    best = next(n for n in group if run_text(atoms, runs[n], raw) == name)
    return Person(name, keys[best], tuple(group))


def _is_full(atoms: Sequence[Atom], run: Run, keys: tuple[str, ...], titled: bool, rules: ActorRules) -> bool:
    """Two words or more, and something that says person: the tagger, a title, a given name in front."""
    words = [k for k in keys if k not in _PARTICLES]
    if len(words) < 2 or len(words) > 5 or all(a.joined for a in atoms[run.first + 1 : run.last]):
        return False
    if run.label in ("LOC", "ORG", "MISC"):
        return keys[0] in rules.given and (titled or run.label == "LOC")
    return run.label == "PER" or titled or keys[0] in rules.given


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Same last name by spelling, and first names that agree (an initial agrees with its name)."""
    if not sounds_like(a[-1], b[-1]):
        return False
    if len(a[0]) <= 2 or len(b[0]) <= 2:
        return a[0][0] == b[0][0]
    return sounds_like(a[0], b[0])


def _spread(
    groups: list[list[int]],
    bare: Sequence[int],
    keys: Sequence[tuple[str, ...]],
    runs: Sequence[Run],
    titled: frozenset[int],
) -> list[int]:
    """Give each bare surname to the full name of the article that ends with it; return what is left."""
    left = []
    firsts = [list(g) for g in groups]
    for n in bare:
        fitting = [i for i, g in enumerate(firsts) if any(_ends_with(keys[f], keys[n]) for f in g)]
        if not fitting and n not in titled:
            fitting = [i for i, g in enumerate(firsts) if any(_begins_with(keys[f], keys[n]) for f in g)]
        if not fitting or (runs[n].label in ("ORG", "MISC") and len(keys[n]) > 1):
            left.append(n)
            continue
        before = [i for i in fitting if min(firsts[i]) < n]
        chosen = max(before, key=lambda i: max(f for f in firsts[i] if f < n)) if before else fitting[0]
        groups[chosen].append(n)
    return left


def _ends_with(full: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    bare = tuple(k for k in bare if k not in _PARTICLES) or bare
    tail = tuple(k for k in full if k not in _PARTICLES)
    return 0 < len(bare) < len(full) and all(sounds_like(x, y) for x, y in zip(tail[-len(bare) :], bare, strict=False))


def _begins_with(full: tuple[str, ...], bare: tuple[str, ...]) -> bool:
    """A given name alone, or a family name that stands first («Kim»)."""
    return len(bare) == 1 and len(full) > 1 and full[0] == bare[0] and len(bare[0]) > 1


def _lone(
    atoms: Sequence[Atom],
    rest: Sequence[int],
    keys: Sequence[tuple[str, ...]],
    runs: Sequence[Run],
    titled: frozenset[int],
    rules: ActorRules,
) -> list[list[int]]:
    """Bare names that no full name explains: kept when a title, a civility or the tagger says person."""
    together: dict[str, list[int]] = {}
    for n in rest:
        if len(keys[n]) <= 3:
            together.setdefault(" ".join(spelling_key(k) for k in keys[n]), []).append(n)
    kept = []
    for group in together.values():
        votes = Counter(runs[n].label for n in group)
        text = "".join(a.text for a in atoms[runs[group[0]].first : runs[group[0]].last])
        small = all(rules.is_word("notname", k) or k in _PARTICLES for k in keys[group[0]])
        if small or (text.isupper() and len(text) < 6):
            continue  # a stray article, an acronym
        starts = all(atoms[runs[n].first].first for n in group)
        given = all(atoms[runs[n].first].key in rules.given for n in group)
        if any(n in titled for n in group) or (votes["PER"] > len(group) / 2 and not given and not starts):
            kept.append(group)
    return kept
