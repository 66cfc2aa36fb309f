"""Who is who across documents.  The order of the readings does not matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.link.same_person import IdentityRules, PersonForm, join_persons
from selon.model import Actor, Evidence, Link, Reading, Role
from selon.text.fold import fold

__all__ = ("IdentityRules", "identity_rules", "link_actors")


@dataclass(frozen=True, slots=True)
class _Found:
    """An actor of one document; ``noisy`` = the document was translated by a machine or is garbled."""

    actor: Actor
    document: str
    noisy: bool


def identity_rules(world: LanguagePack) -> IdentityRules:
    """Given names that are forms of one name, from the world tables."""
    families: dict[str, str] = {}
    given: set[str] = set()
    for row in world.rows("given_names"):
        names = [fold(n) for n in row.values("names")]
        given.update(names)
        if row["same"]:
            families.update((n, names[0]) for n in names)
    return IdentityRules(families, frozenset(given))


def link_actors(
    readings: Sequence[Reading], rules: IdentityRules
) -> tuple[tuple[Actor, ...], dict[str, str], tuple[Link, ...]]:
    """The actors of all readings joined, the new id of every local id, and *same as* / *maybe the same* links.

    Persons join by full name (spelling variants by rule) or, bare, with the one fitting full name of the pile;
    what the world tables know joins by its row; unnamed sources and described groups stay in their document.
    """
    found = sorted(
        (_Found(actor, reading.document.id, _is_noisy(reading)) for reading in readings for actor in reading.actors),
        key=lambda f: (f.document, f.actor.id),
    )
    persons = [f for f in found if f.actor.kind == "person"]
    clusters = _by_key(f for f in found if f.actor.kind != "person")
    forms = [PersonForm(f.actor.id, f.actor, f.noisy) for f in persons]
    groups, hints = join_persons(forms, rules)
    clusters += [[persons[n] for n in group] for group in groups]
    return _finish(clusters, hints)


def _is_noisy(reading: Reading) -> bool:
    return bool(reading.document.translated_from) or bool({"machine_translated", "glued_words"} & set(reading.noise))


def _by_key(found: Iterable[_Found]) -> list[list[_Found]]:
    groups: defaultdict[tuple[str, ...], list[_Found]] = defaultdict(list)
    for f in found:
        groups[_key(f)].append(f)
    return list(groups.values())


def _key(found: _Found) -> tuple[str, ...]:
    """What makes two actors that are no persons one."""
    actor = found.actor
    table, _, body = actor.reason.partition("#")
    if table.startswith("world/"):
        return (actor.kind, actor.reason)
    if "/bodies.tsv" in table and actor.country:
        return (actor.kind, "body", body, actor.country)
    if actor.kind in ("place", "outlet", "institution") and len(actor.name) > 3:
        return (actor.kind, "name", fold(actor.name).removeprefix("the "), actor.country)
    return (actor.kind, "apart", found.document, actor.id)


def _finish(
    clusters: Sequence[Sequence[_Found]], hints: Mapping[tuple[str, str], tuple[str, bool]]
) -> tuple[tuple[Actor, ...], dict[str, str], tuple[Link, ...]]:
    merged = [_merge(c) for c in clusters]
    taken = Counter(a.id for a in merged)
    ids: dict[str, str] = {}
    actors = []
    for actor, cluster in zip(merged, clusters, strict=True):
        if taken[actor.id] > 1:
            actor = replace(actor, id=make_id("a", actor.kind, actor.name, cluster[0].actor.id))
        ids.update((f.actor.id, actor.id) for f in cluster)
        actors.append(actor)
    first = {f.actor.id: f.actor.evidence[:1] for c in clusters for f in c}
    links = {
        _link(ids[a], ids[b], (*first[a], *first[b]), why, sure)
        for (a, b), (why, sure) in hints.items()
        if sure or ids[a] != ids[b]
    }
    ordered = sorted(links, key=lambda k: (k.kind, k.a, k.b, k.note, k.evidence))
    once = {(k.kind, k.a, k.b): k for k in reversed(ordered)}
    return (
        tuple(sorted(actors, key=lambda a: (a.kind, fold(a.name), a.id))),
        ids,
        tuple(once[k] for k in sorted(once)),
    )


def _link(a: str, b: str, evidence: tuple[Evidence, ...], why: str, sure: bool) -> Link:
    left, right = sorted((a, b))
    return Link("same_as" if sure else "maybe_same", left, right, tuple(sorted(evidence)), why)


def _merge(cluster: Sequence[_Found]) -> Actor:
    name = _best_name(cluster)
    first = cluster[0].actor
    names = {n for f in cluster for n in (f.actor.name, *f.actor.aliases)}
    parts = (name, cluster[0].document) if first.kind in ("unnamed", "group") else (name,)
    return Actor(
        make_id("a", first.kind, *parts),
        first.kind,
        name,
        tuple(sorted(names - {name})),
        _merge_roles(r for f in cluster for r in f.actor.roles),
        _most(f.actor.country for f in cluster),
        _most(f.actor.sector for f in cluster),
        sum(f.actor.former for f in cluster) * 2 > len(cluster),
        tuple(sorted({e for f in cluster for e in f.actor.evidence})),
        first.reason,
    )


def _most(values: Iterable[str]) -> str:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else ""


def _best_name(cluster: Sequence[_Found]) -> str:
    """The fullest form that clean documents attest most; noisy ones only where there is no other."""
    clean = [f for f in cluster if not f.noisy] or list(cluster)
    counted = Counter(f.actor.name for f in clean)
    full = [n for n in counted if " " in n or "-" in n]
    if cluster[0].actor.kind != "person" or not full:
        full = list(counted)
    if cluster[0].actor.kind == "person" and not any(" " in n for n in counted):
        full = full + [f.actor.name for f in cluster if " " in f.actor.name]
    return min(full, key=lambda n: (-(" " in n), -counted[n], n))


def _merge_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles with one title and one period are one role with all its evidence."""
    kept: dict[tuple[str, str, str], Role] = {}
    gathered: defaultdict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for role in sorted(roles, key=lambda r: (r.title, r.since, r.until, r.capacity, r.evidence)):
        key = (fold(role.title), role.since, role.until)
        kept.setdefault(key, role)
        gathered[key].update(role.evidence)
    return tuple(replace(kept[k], evidence=tuple(sorted(gathered[k]))) for k in sorted(kept))
