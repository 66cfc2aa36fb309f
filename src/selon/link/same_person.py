"""Which names of a pile are one person: by spelling, never two people for one surname."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model import Actor
from selon.text.fold import fold
from selon.text.spelling import bare, spelling_key

_SMALL = frozenset(
    ["de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "et", "of", "the", "for", "to", "and"]
)
_NAMESAKES = 8  # shown for one surname
Hints = dict[tuple[str, str], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Given names: the family of forms each belongs to, and all of them."""

    families: Mapping[str, str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """An actor as one document names it; ``noisy`` = the document was translated by a machine or is garbled.

    ``words`` are those of a person's name, folded, without particles and full stops; ``keys`` their spelling keys.
    """

    actor: Actor
    document: str
    noisy: bool
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def titles(self) -> set[tuple[str, ...]]:
        """The titles as sorted content words: «directeur de la CIA» is (cia, directeur)."""
        titles = (fold(role.title).replace("'", " ").split() for role in self.actor.roles)
        return {tuple(sorted(w for w in words if w not in _SMALL)) for words in titles}


def forms_of(actors: Iterable[tuple[Actor, str, bool]]) -> list[Form]:
    """Forms by document and id; each name is folded and keyed once."""
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    forms = []
    for actor, document, noisy in actors:
        if actor.kind == "person" and actor.name not in known:
            words = bare(tuple(fold(actor.name).replace(".", " ").replace("'", " ").split()))
            known[actor.name] = (words, tuple(map(spelling_key, words)))
        named = known[actor.name] if actor.kind == "person" else ((), ())
        forms.append(Form(actor, document, noisy, *named))
    return sorted(forms, key=_place)


Group = list[Form]


def join_persons(forms: Sequence[Form], rules: IdentityRules) -> tuple[list[Group], Hints]:
    """Groups of ``forms``, and the reasons of uncertain joins: (id, id) → (why, joined)."""
    hints: Hints = {}
    full = [f for f in forms if len(f.words) > 1 and len(f.words[0]) > 1]
    lone = [f for f in forms if len(f.words) == 1 or len(f.words[0]) == 1]
    groups = group_by(full, lambda f: (f.keys[0], f.keys[-1]))
    groups = _equivalent_names(groups, rules, hints)
    groups = _translated_names(groups, rules, hints)
    return _join_bare(groups, lone, rules, hints), hints


def group_by(forms: Iterable[Form], key: Callable[[Form], Hashable]) -> list[Group]:
    """The forms that share a key, in order of the first."""
    groups: defaultdict[Hashable, Group] = defaultdict(list)
    for form in forms:
        groups[key(form)].append(form)
    return list(groups.values())


def _equivalent_names(groups: list[Group], rules: IdentityRules, hints: Hints) -> list[Group]:
    """Same surname, given names that are forms of one name: one person if state or title agree, else maybe."""
    blocks: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        words, keys = group[0].words, group[0].keys
        blocks[keys[-1], rules.families.get(words[0]) or f"={keys[0]}"].append(group)
    joined = []
    for block in blocks.values():
        main, *others = sorted(block, key=lambda g: (-len(g), g[0].actor.id))
        main = list(main)
        for other in others:
            a, b = main[0].actor, other[0].actor
            agree = _agree(main, other)
            hints[a.id, b.id] = (f"{a.name} / {b.name}: forms of one given name, same surname", agree)
            if agree:
                main += other
            else:
                joined.append(other)
        joined.append(sorted(main, key=_place))
    return joined


def _place(form: Form) -> tuple[str, str]:
    return form.document, form.actor.id


def _countries(group: Group) -> set[str]:
    return {f.actor.country for f in group} - {""}


def _titles(group: Group) -> set[tuple[str, ...]]:
    return {title for f in group for title in f.titles}


def _agree(a: Group, b: Group) -> bool:
    if _countries(a) and _countries(b):
        return bool(_countries(a) & _countries(b))
    pairs = ((set(x), set(y)) for x in _titles(a) for y in _titles(b))
    return any(x == y or (x & y in (x, y) and len(x & y) > 1) for x, y in pairs)  # «prince héritier», «… de P»


def _translated_names(groups: list[Group], rules: IdentityRules, hints: Hints) -> list[Group]:
    """A name that a machine translated word by word joins its holder when the very office agrees; it is shown."""
    clean = [g for g in groups if not all(f.noisy for f in g)]
    homes: defaultdict[str, list[Group]] = defaultdict(list)
    for group in clean:
        homes[rules.families.get(group[0].words[0], "")].append(group)
    for group in groups:
        if not all(f.noisy for f in group):
            continue
        family = rules.families.get(group[0].words[0], "")
        titles = {t for t in _titles(group) if len(t) > 1}
        fitting = [g for g in homes[family] if titles & _titles(g)] if family and titles else []
        if len(fitting) == 1:
            a, b = fitting[0][0].actor, group[0].actor
            hints[a.id, b.id] = (f"{a.name} / {b.name}: same office, given name translated by a machine", True)
            fitting[0] += group
        else:
            clean.append(group)
    return clean


def _join_bare(groups: list[Group], lone: Sequence[Form], rules: IdentityRules, hints: Hints) -> list[Group]:
    """A surname joins the one full name that fits; several leave it apart, with the reason."""
    by_surname: defaultdict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        first = group[0].words[0]
        keys = {f.keys[-1] for f in group}
        if first not in rules.given or len(first) < 4:
            keys.add(group[0].keys[0])
        for key in keys:
            by_surname[key].append(at)
    states = [_countries(g) for g in groups]
    titles: dict[int, set[tuple[str, ...]]] = {}
    known = [list(g) for g in groups]
    alone: defaultdict[tuple[str, str], Group] = defaultdict(list)
    for form in lone:
        fitting = [at for at in by_surname.get(form.keys[-1], ()) if _fits(form, groups[at][0].words[0][0], states[at])]
        if len(fitting) > 1 and (own := form.titles):
            titles |= {at: _titles(groups[at]) for at in fitting if at not in titles}
            fitting = [at for at in fitting if own & titles[at]] or fitting
        if len(fitting) > 1 and (main := _dominant(fitting, groups)) is not None:
            why = f"{form.actor.name}: by far the most named of that surname"
            hints[form.actor.id, groups[main][0].actor.id] = (why, True)
            fitting = [main]
        if len(fitting) == 1:
            known[fitting[0]].append(form)
            continue
        for at in sorted(fitting, key=lambda at: (-len(groups[at]), at))[:_NAMESAKES]:
            other = groups[at][0].actor.id
            hints[form.actor.id, other] = (f"{form.actor.name}: several persons have this surname", False)
        apart = form.document if fitting else ""
        alone[" ".join(form.keys), form.actor.country + apart].append(form)
    return [sorted(g, key=_place) for g in known] + _alone(alone)


def _dominant(fitting: Sequence[int], groups: Sequence[Group]) -> int | None:
    """The person whom the pile names in full at least five times, and five times as often as any namesake."""
    ordered = sorted(fitting, key=lambda at: -len(groups[at]))
    best, second = len(groups[ordered[0]]), len(groups[ordered[1]])
    return ordered[0] if best >= 5 and best >= 5 * second else None


def _fits(form: Form, initial: str, states: set[str]) -> bool:
    """Initial and state do not contradict."""
    words = form.words
    if len(words) > 1 and len(words[0]) == 1 and words[0] != initial:
        return False
    return not form.actor.country or not states or form.actor.country in states


def _alone(alone: Mapping[tuple[str, str], Group]) -> list[Group]:
    """Bare names of one spelling: those without a state join the one state that the others have."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for name, country in alone:
        by_name[name].append(country)
    groups = []
    for name, countries in by_name.items():
        stated = [c for c in countries if c]
        if "" in countries and len(stated) == 1 and len(stated[0]) == 2:
            groups.append(sorted(alone[name, ""] + alone[name, stated[0]], key=_place))
        else:
            groups += [sorted(alone[name, c], key=_place) for c in sorted(countries)]
    return groups
