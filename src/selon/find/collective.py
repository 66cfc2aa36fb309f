"""Peoples and bodies: «les Russes», «le gouvernement américain», «la délégation iranienne», "the X side"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.find.actor_rules import ActorRules, Body
from selon.find.descriptions import Line
from selon.find.drafts import Draft
from selon.model import Actor, Article

_OF = frozenset({"de", "du", "des", "d'", "of"})
_ALONE = frozenset(
    {"foreign_ministry", "defence_ministry", "interior_ministry", "justice_ministry", "finance_ministry"}
)


def find_collectives(article: Article, line: Line, drafts: Sequence[Draft], rules: ActorRules) -> list[Draft]:
    """Groups and bodies of states, one draft for each body and state."""
    found: dict[tuple[str, str, str], tuple[Actor, list[tuple[int, int]]]] = {}
    people = {a: d.actor for d in drafts if d.actor.kind == "person" for a, _ in d.names}
    for first, last, actor in [*_bodies(article, line, people, rules), *_peoples(article, line, rules)]:
        key = (actor.reason, actor.country, actor.name if not actor.country else "")
        found.setdefault(key, (actor, []))[1].append((first, last))
    return [Draft(actor, (), tuple(spans)) for actor, spans in found.values()]


def _bodies(
    article: Article, line: Line, people: dict[int, Actor], rules: ActorRules
) -> Iterator[tuple[int, int, Actor]]:
    at = 0
    while at < len(line.atoms):
        hit = rules.bodies.at(line.atoms, at)
        if hit is None or at in line.taken or _in_title(line, at, rules):
            at += 1
            continue
        first, last, country, body = _complete(line, at, hit.last, hit.value, people, rules)
        if country or (body.key in _ALONE and last - first > 2):
            raw = article.document.raw
            name = " ".join(raw[line.atoms[first].start : line.atoms[last - 1].end].split())
            yield (
                first,
                last,
                Actor("", body.kind, name, country=country, sector=body.sector, reason=f"{body.place}#{body.key}"),
            )
        at = max(last, at + 1)


def _in_title(line: Line, at: int, rules: ActorRules) -> bool:
    """«chef de la diplomatie», "chief of staff": the body's word belongs to a title."""
    for n in range(max(0, at - 4), at):
        title = rules.titles.at(line.atoms, n)
        if title is not None and title.last > at:
            return True
    return False


def _complete(
    line: Line, at: int, end: int, body: Body, people: dict[int, Actor], rules: ActorRules
) -> tuple[int, int, str, Body]:
    """The body with its state: before it (English), right after it, or after «de»."""
    atoms = line.atoms
    first, last, country = at, end, ""
    if at and (before := _state_before(line, at, rules)):
        first, country = before
    same = last < len(atoms) and atoms[last].sentence == atoms[at].sentence
    if not country and same and (hit := rules.demonyms.at(atoms, last)):
        country, last = hit.value.country, hit.last
        whole = rules.bodies.at([*atoms[at:end], *atoms[last : last + 8]], 0)
        if whole and whole.last > end - at:
            body, last = whole.value, last + whole.last - (end - at)
    if not country and last < len(atoms):
        n = last
        while n < len(atoms) and n - last < 2 and (atoms[n].key in _OF or rules.is_word("det", atoms[n].key)):
            n += 1
        if n in line.world and line.world[n].value.kind == "state" and n > last:
            country, last = line.world[n].value.country, line.world[n].last
        elif n == last and n in people and body.key in ("government", "team", "side"):
            country = people[n].country
            last = line.names.get(n, n + 1)
            country = country or "?"
    return first, last, "" if country == "?" else country, body


def _state_before(line: Line, at: int, rules: ActorRules) -> tuple[int, str] | None:
    atoms = line.atoms
    if rules.language == "fr":
        return None
    for n in (at - 1, at - 2, at - 3):
        if n < 0 or atoms[n].sentence != atoms[at].sentence:
            break
        hit = rules.demonyms.at(atoms, n)
        if hit and hit.last == at:
            return n, hit.value.country
        known = line.world.get(n)
        if known and known.value.country and known.value.kind == "state":
            gap = [a.key for a in atoms[known.last : at]]
            if gap in ([], ["'s"]):
                return n, known.value.country
    return None


def _peoples(article: Article, line: Line, rules: ActorRules) -> Iterator[tuple[int, int, Actor]]:
    for at, atom in enumerate(line.atoms):
        if not atom.capital or at in line.taken or at == 0:
            continue
        hit = rules.demonyms.at(line.atoms, at)
        if hit is None or not atom.key.endswith("s") or hit.last - hit.first > 2:
            continue
        before = line.atoms[at - 1]
        led = before.sentence == atom.sentence and any(
            rules.is_word(kind, before.key) for kind in ("def", "indef", "contracted", "prep", "and")
        )
        word = line.atoms[hit.last - 1]
        if (not led and rules.language == "fr") or word.key in ("us", "u s"):
            continue
        if rules.language == "en" and not _plural_people(line, hit.last, word.key):
            continue
        raw = article.document.raw
        yield (
            at,
            hit.last,
            Actor("", "group", raw[atom.start : word.end], country=hit.value.country, reason=hit.value.place),
        )


def _plural_people(line: Line, after: int, key: str) -> bool:
    """English demonym nouns: "Russians", "Iraqis"; not the adjectives "French", "Chinese", "Swiss"."""
    return not key.endswith(("ss", "ois")) and key.endswith("s")
