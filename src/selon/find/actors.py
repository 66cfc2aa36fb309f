"""Actors and where they are mentioned: persons, institutions, states, outlets, places, groups, unnamed sources."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from selon.find.actor_rules import ActorRules, actor_rules
from selon.find.descriptions import Description, find_descriptions
from selon.find.names import Run, find_runs
from selon.find.offices import Draft, office_of, resolve_descriptions, sector_of, sole_office
from selon.find.others import find_collectives, find_known, find_tagged
from selon.find.persons import fullest_name, group_persons
from selon.find.roles import beside, led_role, role_of
from selon.find.words import Words, read_words
from selon.ids import evidence_of
from selon.model import Actor, Article, Mention, Role

__all__ = ("ActorRules", "actor_rules", "find_actors")

# Nouns that say how somebody stands to another person and name no office.
_RELATIVE = frozenset({"counterpart", "interlocutor"})


def find_actors(article: Article, rules: ActorRules) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Every actor of the article with local ids «<document id>/a3», in order of appearance, and all mentions."""
    words = read_words(article, rules)
    runs = find_runs(words)
    words = replace(words, names={r.first: r.last for r in runs if r.label == "PER" or r.last - r.first > 1})
    descriptions = find_descriptions(words)
    titles = [beside(words, descriptions, run.first, run.last) for run in runs]
    civil = frozenset(n for n, run in enumerate(runs) if _civil(words, run.first))
    titled = civil | frozenset(n for n, own in enumerate(titles) if own)
    led = civil | frozenset(n for n, own in enumerate(titles) if any(_leads(words, d, runs[n]) for d in own))
    persons = group_persons(words, runs, titled, led)
    told = [[d for n in own for d in titles[n]] for own in persons]
    drafts = [_person(words, [runs[n] for n in own], ds) for own, ds in zip(persons, told, strict=True)]
    drafts = _with_state(words, drafts, told)
    drafts += find_known(words)
    used = {id(d) for ds in told for d in ds}
    drafts = resolve_descriptions(words, drafts, descriptions, used)
    drafts += find_collectives(words, drafts)
    drafts += find_tagged(words, drafts, descriptions)
    phrases = {(d.core, d.last) for ds in told for d in ds} | {at for d in drafts for at in d.described}
    return _number(words, drafts, phrases)


def _leads(words: Words, title: Description, run: Run) -> bool:
    """The title stands right before the name, or the name between commas behind it: «the P adviser, X, met …»."""
    closed = title.determiner == "def" and words.key(run.first - 1) == "," == words.key(run.last)
    return title.last == run.first - closed


def _civil(words: Words, first: int) -> bool:
    """«M.» or "Mrs" stands before."""
    at = first - 1 - (words.key(first - 1) == ".")
    return words.capital(at) and words.plays(at, "civility")


def _person(words: Words, runs: Sequence[Run], titles: Sequence[Description]) -> Draft:
    told = [role_of(words, title) for title in titles if title.head.family not in _RELATIVE]
    told += [role for run in runs if (role := led_role(words, run.last))]
    roles: dict[tuple[str, str, str], Role] = {}
    for role in told:
        roles.setdefault((role.title.lower(), role.since, role.until), role)
    sector = next((s for s in map(sector_of, titles) if s), "")
    former = bool(titles) and all(t.former for t in titles)
    name, aliases = fullest_name(words, runs)
    actor = Actor(
        "", "person", name, aliases, tuple(roles.values()), next((t.country for t in titles if t.country), ""),
        "ELI" if former and sector in ("GOV", "") else sector, former, reason="person name",
        office=sole_office(titles),
    )  # fmt: skip
    return Draft(actor, tuple((run.first, run.last) for run in runs), offices=tuple(map(office_of, titles)))


def _with_state(words: Words, drafts: list[Draft], titles: Sequence[Sequence[Description]]) -> list[Draft]:
    """A state for those without: that of whom they serve («conseiller de X»), or of a sentence's side."""
    owners = {n: d.actor.country for d in drafts for a, b in d.names for n in range(a, b)}
    sides = _sides(words)
    out = []
    for draft, own in zip(drafts, titles, strict=True):
        inside = (owners.get(n, "") for d in own for n in range(d.core, d.last))
        about = (code for n, end, code in sides for a, _ in draft.names if n < a < end)
        country = draft.actor.country or next((c for c in (*inside, *about) if c), "")
        out.append(replace(draft, actor=replace(draft.actor, country=country)))
    return out


def _sides(words: Words) -> list[tuple[int, int, str]]:
    """«Du côté valdénien, …», "On the Valdenian side, …": from where to where a sentence is about whose side.

    A side ends where the next one begins: «du côté valdénien A, tandis que du côté tarsien B».
    """
    starts = []
    for n in range(len(words.atoms)):
        hit = words.demonym(n)
        if hit and words.plays(n - 2, "on_side") and (words.plays(n - 1, "side") or words.plays(hit.last, "side")):
            starts.append((n, hit.value["code"]))
    found = []
    for (n, code), (limit, _) in zip(starts, [*starts[1:], (len(words.atoms), "")], strict=False):
        found.append((n, next((m for m in range(n, limit) if not words.same(m, n)), limit), code))
    return found


def _number(
    words: Words, drafts: list[Draft], phrases: Collection[tuple[int, int]]
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    document = words.article.document
    drafts = sorted(drafts, key=lambda d: (min(d.names + d.described), d.actor.kind, d.actor.name))
    actors, mentions = [], []
    for number, draft in enumerate(drafts, 1):
        local = f"{document.id}/a{number}"
        named = [Mention(*words.span(*at), local, "name", _embedded(at, phrases)) for at in draft.names]
        told = [Mention(*words.span(*at), local, "description", _embedded(at, phrases)) for at in draft.described]
        own = named + told
        own.sort(key=lambda m: (m.start, m.end, m.how))
        evidence = tuple(evidence_of(document, (m.start, m.end)) for m in own[:5])
        actors.append(replace(draft.actor, id=local, evidence=evidence))
        mentions += own
    return tuple(actors), tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.actor)))


def _embedded(at: tuple[int, int], phrases: Collection[tuple[int, int]]) -> bool:
    return any(a <= at[0] and at[1] <= b and b - a > at[1] - at[0] for a, b in phrases)
