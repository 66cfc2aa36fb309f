"""Actors and where they are mentioned: persons, institutions, states, outlets, places, groups, unnamed sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from selon.find.actor_rules import ActorRules, Entry, actor_rules
from selon.find.collective import find_collectives
from selon.find.descriptions import Description, Line, find_descriptions
from selon.find.drafts import Draft, office_of, sector_of
from selon.find.gazetteer import Atom, Hit, atoms_of
from selon.find.metonyms import reading_of
from selon.find.names import Run, find_runs, labels_of, world_hits
from selon.find.persons import group_persons, run_text
from selon.find.resolve import resolve_descriptions
from selon.find.roles import beside, led_role, role_of
from selon.find.tagged import find_tagged
from selon.ids import evidence_of
from selon.model import Actor, Article, Mention, Role

__all__ = ["ActorRules", "actor_rules", "find_actors"]


# Nouns that say how somebody stands to another person and name no office.
_RELATIVE = frozenset({"counterpart", "interlocutor"})


def find_actors(article: Article, rules: ActorRules) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Every actor of the article with local ids «<document id>/a3», in order of appearance, and all mentions."""
    atoms = atoms_of(article, rules.tails)
    labels = labels_of(article, atoms)
    world = world_hits(atoms, rules, labels)
    taken = frozenset(n for hit in world.values() for n in range(hit.first, hit.last))
    runs = find_runs(atoms, taken, rules, labels)
    line = Line(
        atoms,
        world,
        taken,
        {run.first: run.last for run in runs if run.label == "PER" or run.last - run.first > 1},
    )
    descriptions = find_descriptions(line, rules)
    titles = [beside(atoms, descriptions, run.first, run.last) for run in runs]
    titled = frozenset(n for n, run in enumerate(runs) if titles[n] or _civil(atoms, run.first, rules))
    led = frozenset(n for n in titled if _civil(atoms, runs[n].first, rules) or _led(runs[n], titles[n]))
    persons = group_persons(atoms, runs, titled, led, rules, article.document.raw)
    used = {id(d) for p in persons for n in p.runs for d in titles[n]}
    drafts = [
        _person_draft(article, atoms, p.name, [runs[n] for n in p.runs], [d for n in p.runs for d in titles[n]], rules)
        for p in persons
    ]
    drafts = _with_employer(drafts, [[d for n in p.runs for d in titles[n]] for p in persons])
    drafts += _world_drafts(article, line, rules)
    free = [d for d in descriptions if id(d) not in used]
    drafts = resolve_descriptions(article, line, drafts, free, rules)
    drafts += find_collectives(article, line, drafts, rules)
    drafts += find_tagged(article, line, drafts, descriptions, rules)
    return _number(article, atoms, drafts)


def _led(run: Run, titles: Sequence[Description]) -> bool:
    return any(title.last == run.first for title in titles)


def _civil(atoms: Sequence[Atom], first: int, rules: ActorRules) -> bool:
    at = first - 1
    if at >= 0 and atoms[at].key == ".":
        at -= 1
    return at >= 0 and atoms[at].capital and rules.is_word("civility", atoms[at].key)


def _person_draft(
    article: Article,
    atoms: Sequence[Atom],
    name: str,
    runs: Sequence[Run],
    titles: Sequence[Description],
    rules: ActorRules,
) -> Draft:
    told = [role_of(article, atoms, title) for title in titles if title.head.family not in _RELATIVE]
    told += [role for run in runs if (role := led_role(article, atoms, run.last, rules))]
    roles: dict[tuple[str, str, str], Role] = {}
    for role in told:
        roles.setdefault((role.title.lower(), role.since, role.until), role)
    country = next((t.country for t in titles if t.country), "")
    sector = next((s for s in map(sector_of, titles) if s), "")
    former = bool(titles) and all(t.former for t in titles)
    raw = article.document.raw
    written = {run_text(atoms, run, raw) for run in runs}
    actor = Actor(
        "",
        "person",
        name,
        tuple(sorted(written - {name})),
        tuple(roles.values()),
        country,
        "ELI" if former and sector in ("GOV", "") else sector,
        former,
        reason="person name",
    )
    spans = tuple((run.first, run.last) for run in runs)
    return Draft(actor, spans, offices=tuple(office_of(t) for t in titles))


def _with_employer(drafts: list[Draft], titles: Sequence[Sequence[Description]]) -> list[Draft]:
    """A person described through another («conseiller de X») has that one's state if nothing else says one."""
    owners = {n: d.actor.country for d in drafts for a, b in d.names for n in range(a, b)}
    out = []
    for draft, own in zip(drafts, titles, strict=True):
        if not draft.actor.country:
            inside = (owners.get(n, "") for d in own for n in range(d.core, d.last))
            draft = replace(draft, actor=replace(draft.actor, country=next((c for c in inside if c), "")))
        out.append(draft)
    return out


def _world_drafts(article: Article, line: Line, rules: ActorRules) -> list[Draft]:
    """One draft for each row of the world tables and each reading of it: who acts, or where."""
    found: dict[tuple[str, str], list[Hit[Entry]]] = {}
    for at in sorted(line.world):
        hit = line.world[at]
        kind = reading_of(line, hit, rules)
        seat = "#seat" if kind == "place" and hit.value.flag == "capital" else ""
        if kind:
            found.setdefault((hit.value.place + seat, kind), []).append(hit)
    return [_world_draft(article, line, reason, kind, hits) for (reason, kind), hits in found.items()]


def _world_draft(article: Article, line: Line, reason: str, kind: str, hits: list[Hit[Entry]]) -> Draft:
    entry = hits[0].value
    spans = tuple((h.first, h.last) for h in hits)
    raw = article.document.raw
    written = [" ".join(raw[line.atoms[a].start : line.atoms[b - 1].end].split()) for a, b in spans]
    name = written[0] if reason.endswith("#seat") else entry.name
    place = kind == "place"
    country = entry.country if entry.flag != "generic" or _is_about(line, entry.country) else ""
    actor = Actor(
        "",
        "place" if place else entry.kind,
        name,
        tuple(sorted(set(written) - {name})),
        country=country,
        sector="" if place else entry.sector,
        reason=reason,
    )
    return Draft(actor, spans)


def _is_about(line: Line, country: str) -> bool:
    """No other state is named more often in the article."""
    named = Counter(hit.value.country for hit in line.world.values() if hit.value.flag in ("name", "capital"))
    return all(named[country] >= n for n in named.values())


def _number(
    article: Article, atoms: Sequence[Atom], drafts: list[Draft]
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    drafts = sorted(drafts, key=lambda d: (min(d.names + d.described), d.actor.kind, d.actor.name))
    actors, mentions = [], []
    for number, draft in enumerate(drafts, 1):
        local = f"{article.document.id}/a{number}"
        spans = [(atoms[a].start, atoms[b - 1].end, "name") for a, b in draft.names]
        spans += [(atoms[a].start, atoms[b - 1].end, "description") for a, b in draft.described]
        spans.sort()
        evidence = tuple(evidence_of(article.document, s[:2]) for s in spans[:5])
        actors.append(replace(draft.actor, id=local, evidence=evidence))
        for start, end, how in spans:
            mentions.append(Mention(start, end, local, "name" if how == "name" else "description"))
    return tuple(actors), tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.actor)))
