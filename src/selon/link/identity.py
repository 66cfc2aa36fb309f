"""Who is who across documents.  The order of the readings does not matter."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.link.same_person import Form, Group, Hints, IdentityRules, forms_of, group_by, join_persons
from selon.model import Actor, Evidence, Link, Reading, Role
from selon.text.fold import fold

__all__ = ("IdentityRules", "identity_rules", "link_actors")

_ARTICLE = re.compile(r"(?:the|le|la|les) |l'")
_WORLD_ROW = re.compile(r"(?:countries|places|institutions|outlets)\.tsv:")


def identity_rules(world: LanguagePack) -> IdentityRules:
    """Given names that are forms of one name, from the world tables."""
    rows = [(row["same"], [fold(n) for n in row.values("names")]) for row in world.rows("given_names")]
    families = {n: names[0] for same, names in rows if same for n in names}
    return IdentityRules(families, frozenset(n for _, names in rows for n in names))


def link_actors(
    readings: Sequence[Reading], rules: IdentityRules
) -> tuple[tuple[Actor, ...], dict[str, str], tuple[Link, ...]]:
    """The actors of all readings joined, the new id of every local id, and *same as* / *maybe the same* links.

    Persons join by full name (spelling variants by rule) or, bare, with the one fitting full name of the pile; the
    holder of an office that a state has once joins the one person to whom the pile gives it; what the world tables
    know joins by its row; unnamed sources and described groups stay in their document.
    """
    forms = forms_of((actor, r.document.id, _is_noisy(r)) for r in readings for actor in r.actors)
    persons, hints = join_persons([f for f in forms if f.actor.kind == "person"], rules)
    others = group_by((f for f in forms if f.actor.kind != "person"), _key)
    clusters = [*_join_offices(persons, others, hints), *persons]
    actors, ids = _name_clusters(clusters)
    actors = _with_state_of_principal(actors, ids, readings)
    first = {f.actor.id: f.actor.evidence[:1] for f in forms}
    return tuple(sorted(actors, key=lambda a: (a.kind, fold(a.name), a.id))), ids, _links(ids, hints, first)


def _is_noisy(reading: Reading) -> bool:
    return bool(reading.document.translated_from) or bool({"machine_translated", "glued_words"} & set(reading.noise))


def _key(form: Form) -> tuple[str, ...]:
    """What makes two actors that are no persons one."""
    actor = form.actor
    table, _, body = actor.reason.partition("#")
    if _WORLD_ROW.search(table):
        return (actor.kind, actor.reason)
    if "/bodies.tsv" in table and actor.country:
        return (actor.kind, "body", body, actor.country)
    if actor.kind in ("place", "outlet", "institution") and len(actor.name) > 3:
        return (actor.kind, "name", _ARTICLE.sub("", fold(actor.name)), actor.country)
    return (actor.kind, "apart", form.document, actor.id)


def _join_offices(persons: Sequence[Group], others: Sequence[Group], hints: Hints) -> list[Group]:
    """«Le président valdénien» joins the one person who is that in the pile; the rest is returned."""
    holders: defaultdict[str, list[Group]] = defaultdict(list)
    for group in persons:
        for office in sorted({f.actor.office for f in group} - {""}):
            holders[office].append(group)
    rest = []
    for group in others:
        actor = group[0].actor
        found = holders.get(actor.office, []) if actor.kind == "unnamed" and actor.office else []
        if len(found) == 1:
            home = found[0][0].actor
            hints[home.id, actor.id] = (f"{home.name} / {actor.name}: the one holder of this office in the pile", True)
            found[0].extend(group)
        else:
            rest.append(group)
    return rest


def _name_clusters(clusters: Sequence[Group]) -> tuple[list[Actor], dict[str, str]]:
    merged = [_merge(c) for c in clusters]
    taken = Counter(a.id for a in merged)
    ids: dict[str, str] = {}
    actors = []
    for actor, cluster in zip(merged, clusters, strict=True):
        if taken[actor.id] > 1:
            actor = replace(actor, id=make_id("a", actor.kind, actor.name, cluster[0].actor.id))
        ids.update((f.actor.id, actor.id) for f in cluster)
        actors.append(actor)
    return actors, ids


def _with_state_of_principal(actors: list[Actor], ids: Mapping[str, str], readings: Sequence[Reading]) -> list[Actor]:
    """A person without a state has that of the person named in his title («conseiller du président X»)."""
    country = {a.id: a.country for a in actors if a.kind == "person"}
    inside: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for reading in readings:
        for m in reading.mentions:
            if m.embedded and country.get(ids[m.actor]):
                inside[reading.document.id].append((m.start, m.end, country[ids[m.actor]]))
    out = []
    for actor in actors:
        if actor.kind == "person" and not actor.country:
            told = [e for role in actor.roles for e in role.evidence]
            served = (s for e in told for at, end, s in inside[e.document] if e.start <= at and end <= e.end)
            actor = replace(actor, country=_most(served))
        out.append(actor)
    return out


def _links(ids: Mapping[str, str], hints: Hints, first: Mapping[str, tuple[Evidence, ...]]) -> tuple[Link, ...]:
    once: dict[tuple[str, str, str], Link] = {}
    for (a, b), (why, sure) in hints.items():
        if sure or ids[a] != ids[b]:
            left, right = sorted((ids[a], ids[b]))
            link = Link("same_as" if sure else "maybe_same", left, right, tuple(sorted((*first[a], *first[b]))), why)
            key = (link.kind, left, right)
            once[key] = min(once.get(key, link), link, key=lambda k: (k.note, k.evidence))
    return tuple(once[k] for k in sorted(once))


def _merge(cluster: Group) -> Actor:
    name = _best_name(cluster)
    first = cluster[0].actor
    own = [f for f in cluster if f.actor.kind == first.kind]
    names = {n for f in own for n in (f.actor.name, *f.actor.aliases)}
    parts = (name, cluster[0].document) if first.kind in ("unnamed", "group") else (name,)
    country, sector, office = (_most(getattr(f.actor, n) for f in cluster) for n in ("country", "sector", "office"))
    return Actor(
        make_id("a", first.kind, *parts), first.kind, name, tuple(sorted(names - {name})),
        _merge_roles(r for f in cluster for r in f.actor.roles), country, sector,
        sum(f.actor.former for f in own) * 2 > len(own),
        tuple(sorted({e for f in cluster for e in f.actor.evidence})), first.reason, office,
    )  # fmt: skip


def _most(values: Iterable[str]) -> str:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else ""


def _best_name(cluster: Group) -> str:
    """The fullest form that clean documents attest most; noisy ones only where there is no other."""
    person = cluster[0].actor.kind == "person"
    own = [f for f in cluster if f.actor.kind == cluster[0].actor.kind]
    counted = Counter(f.actor.name for f in [f for f in own if not f.noisy] or own)
    full = [n for n in counted if " " in n or "-" in n] if person else []
    if person and not any(" " in n for n in counted):
        full += [f.actor.name for f in own if " " in f.actor.name]
    return min(full or counted, key=lambda n: (-(" " in n), -counted[n], n))


def _merge_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles with one title and one period are one role with all its evidence."""
    kept: dict[tuple[str, str, str], list[Role]] = {}
    for role in sorted(roles, key=lambda r: (r.title, r.since, r.until, r.capacity, r.evidence)):
        kept.setdefault((fold(role.title), role.since, role.until), []).append(role)
    groups = (kept[key] for key in sorted(kept))
    return tuple(replace(g[0], evidence=tuple(sorted({e for role in g for e in role.evidence}))) for g in groups)
