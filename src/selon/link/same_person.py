"""Which names of a pile are one person: by spelling, never two people for one surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.model import Actor
from selon.text.fold import fold
from selon.text.spelling import spelling_key

_PARTICLES = frozenset(
    {
        "de", "du", "von", "van", "der", "den", "al", "el", "ben", "bin", "ibn", "da",
        "dos", "di", "la", "le", "ter",
    }
)  # fmt: skip
_SMALL = frozenset(
    {
        "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "et",
        "of", "the", "for", "to", "and",
    }
)  # fmt: skip
Hints = dict[tuple[str, str], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Given names: the family of forms each belongs to, and all of them."""

    families: Mapping[str, str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as one document names it."""

    id: str
    actor: Actor
    noisy: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded, without particles and full stops."""
        words = fold(self.actor.name).replace(".", " ").replace("'", " ").split()
        return tuple(w for w in words if w not in _PARTICLES) or tuple(words)


def join_persons(forms: Sequence[PersonForm], rules: IdentityRules) -> tuple[list[list[int]], Hints]:
    """Groups of indices of ``forms``, and the reasons of uncertain joins: (id, id) → (why, joined)."""
    hints: Hints = {}
    full = [n for n, f in enumerate(forms) if len(f.words) > 1 and len(f.words[0]) > 1]
    groups = _same_names(forms, full)
    groups = _equivalent_names(forms, groups, rules, hints)
    groups = _translated_names(forms, groups, rules, hints)
    bare = [n for n in range(len(forms)) if n not in set(full)]
    return _join_bare(forms, groups, bare, rules, hints), hints


def _same_names(forms: Sequence[PersonForm], full: Sequence[int]) -> list[list[int]]:
    """Full names whose first and last words are spellings of one another."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n in full:
        words = forms[n].words
        groups[spelling_key(words[0]), spelling_key(words[-1])].append(n)
    return list(groups.values())


def _equivalent_names(
    forms: Sequence[PersonForm], groups: list[list[int]], rules: IdentityRules, hints: Hints
) -> list[list[int]]:
    """Same surname, given names that are forms of one name: one person if state or title agree, else maybe."""
    blocks: defaultdict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for group in groups:
        words = forms[group[0]].words
        family = rules.families.get(words[0], "")
        blocks[spelling_key(words[-1]), family or f"={spelling_key(words[0])}"].append(group)
    joined = []
    for block in blocks.values():
        block.sort(key=lambda g: (-len(g), forms[g[0]].id))
        main = list(block[0])
        for other in block[1:]:
            a, b = forms[main[0]], forms[other[0]]
            agree = _agree(forms, main, other)
            why = f"{a.actor.name} / {b.actor.name}: forms of one given name, same surname"
            hints[a.id, b.id] = (why, agree)
            if agree:
                main += other
            else:
                joined.append(other)
        joined.append(sorted(main))
    return joined


def _agree(forms: Sequence[PersonForm], a: Sequence[int], b: Sequence[int]) -> bool:
    countries_a = {forms[n].actor.country for n in a} - {""}
    countries_b = {forms[n].actor.country for n in b} - {""}
    if countries_a and countries_b:
        return bool(countries_a & countries_b)
    return bool(_titles(forms, a) & _titles(forms, b))


def _titles(forms: Sequence[PersonForm], group: Sequence[int]) -> set[tuple[str, ...]]:
    """The titles as sorted content words: «directeur de la CIA» is (cia, directeur)."""
    found = set()
    for n in group:
        for role in forms[n].actor.roles:
            words = fold(role.title).replace("'", " ").split()
            found.add(tuple(sorted(w for w in words if w not in _SMALL)))
    return found


def _translated_names(
    forms: Sequence[PersonForm], groups: list[list[int]], rules: IdentityRules, hints: Hints
) -> list[list[int]]:
    """A name that a machine translated word by word joins its holder when the very office agrees; it is shown."""
    noisy = [g for g in groups if all(forms[n].noisy for n in g)]
    clean = [g for g in groups if not all(forms[n].noisy for n in g)]
    by_title: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, group in enumerate(clean):
        for title in _titles(forms, group):
            if len(title) > 1:
                by_title[title].append(at)
    for group in noisy:
        first = forms[group[0]].words[0]
        fitting = {
            at
            for title in _titles(forms, group)
            for at in by_title.get(title, ())
            if first in rules.families and rules.families[first] == rules.families.get(forms[clean[at][0]].words[0])
        }
        if len(fitting) == 1:
            home = clean[fitting.pop()]
            a, b = forms[home[0]], forms[group[0]]
            why = f"{a.actor.name} / {b.actor.name}: same office, given name translated by a machine"
            hints[a.id, b.id] = (why, True)
            home += group
        else:
            clean.append(group)
    return clean


def _join_bare(
    forms: Sequence[PersonForm], groups: list[list[int]], bare: Sequence[int], rules: IdentityRules, hints: Hints
) -> list[list[int]]:
    """A surname joins the one full name that fits; several leave it apart, with the reason."""
    by_surname: defaultdict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        words = forms[group[0]].words
        keys = {spelling_key(forms[n].words[-1]) for n in group}
        if words[0] not in rules.given or len(words[0]) < 4:
            keys.add(spelling_key(words[0]))
        for key in keys:
            by_surname[key].append(at)
    known = [list(g) for g in groups]
    alone: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n in bare:
        form = forms[n]
        fitting = [at for at in by_surname.get(spelling_key(form.words[-1]), ()) if _fits(forms, form, groups[at])]
        if len(fitting) > 1:
            titles = _titles(forms, [n])
            fitting = [at for at in fitting if titles & _titles(forms, groups[at])] or fitting
        if len(fitting) > 1 and (main := _dominant(fitting, groups)) is not None:
            first = forms[groups[main][0]]
            hints[form.id, first.id] = (f"{form.actor.name}: by far the most named of that surname", True)
            fitting = [main]
        if len(fitting) == 1:
            known[fitting[0]].append(n)
            continue
        for at in fitting:
            other = forms[groups[at][0]]
            hints[form.id, other.id] = (f"{form.actor.name}: several persons have this surname", False)
        apart = form.id.rsplit("/", 1)[0] if fitting else ""
        alone[" ".join(spelling_key(w) for w in form.words), form.actor.country + apart].append(n)
    return [sorted(g) for g in known] + _alone(alone)


def _dominant(fitting: Sequence[int], groups: Sequence[Sequence[int]]) -> int | None:
    """The person whom the pile names in full at least five times, and five times as often as any namesake."""
    ordered = sorted(fitting, key=lambda at: -len(groups[at]))
    best, second = len(groups[ordered[0]]), len(groups[ordered[1]])
    return ordered[0] if best >= 5 and best >= 5 * second else None


def _fits(forms: Sequence[PersonForm], form: PersonForm, group: Sequence[int]) -> bool:
    """Initial and state do not contradict."""
    words = form.words
    first = forms[group[0]].words[0]
    if len(words) > 1 and len(words[0]) == 1 and words[0] != first[0]:
        return False
    countries = {forms[n].actor.country for n in group} - {""}
    return not (form.actor.country and countries and form.actor.country not in countries)


def _alone(alone: Mapping[tuple[str, str], list[int]]) -> list[list[int]]:
    """Bare names of one spelling: those without a state join the one state that the others have."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for name, country in alone:
        by_name[name].append(country)
    groups = []
    for name, countries in by_name.items():
        stated = [c for c in countries if c]
        if "" in countries and len(stated) == 1 and "/" not in stated[0] and len(stated[0]) == 2:
            groups.append(sorted(alone[name, ""] + alone[name, stated[0]]))
        else:
            groups += [sorted(alone[name, c]) for c in sorted(countries)]
    return groups
