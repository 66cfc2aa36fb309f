"""Offices: what a title says of its holder, and whom a description that stands alone means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from selon.find.descriptions import Description
from selon.find.words import Words
from selon.model import Actor, ActorKind

# Nouns that make an unnamed actor only when a state or an institution stands with them.
_PRIVATE = frozenset(
    ["relative", "civilian", "soldier", "member", "associate", "ally", "opponent", "participant", "witness", "host",
     "prince"]
)  # fmt: skip
# Titles that exist in any company or club.
_ANYWHERE = frozenset({"head_of_state", "secretary_general", "secretary", "vice_president"})


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of its holder: class of titles, state, institution («place» of its row), former or not."""

    family: str
    country: str
    institution: str
    former: bool
    object: str
    head: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor before it has its number: its mentions, by name and by description, are atoms ``first``:``last``."""

    actor: Actor
    names: tuple[tuple[int, int], ...]
    described: tuple[tuple[int, int], ...] = ()
    offices: tuple[Office, ...] = ()


# Titles of which a state has one holder at a time.
_SOLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


def sole_office(descriptions: Sequence[Description]) -> str:
    """The office that only one person of a state holds, «<family>/<state>», or ""."""
    held = (
        f"{d.head.family}/{d.country}"
        for d in descriptions
        if d.head.family in _SOLE and d.country and not (d.former or d.object or d.institution or d.head.plural)
    )
    return next(held, "")


def office_of(d: Description) -> Office:
    """The office of a description."""
    institution = d.institution.place if d.institution else ""
    return Office(d.head.family, d.country, institution, d.former, d.object, d.head.place)


def sector_of(d: Description) -> str:
    """The sector of a title: that of its institution; none for the head of something unknown; elite when former."""
    if d.institution and d.head.family not in ("journalist", "expert", "lawyer"):
        return d.institution.sector
    unknown = d.object and not d.country and d.head.family in _ANYWHERE
    return "" if unknown else d.head.sector


def resolve_descriptions(
    words: Words, drafts: Sequence[Draft], descriptions: Sequence[Description], used: Collection[int]
) -> list[Draft]:
    """Attach each description that is not ``used`` (by id()) to a draft, or make an unnamed one of it."""
    known = list(drafts)
    end = 0
    for d in descriptions:
        nested = d.first < end
        end = max(end, d.last)
        if id(d) in used:
            continue
        same = any(words.plays(n, "same") for n in range(d.core, d.last))
        at = _last_unnamed(known, d) if same else _match(known, d)
        if at is not None:
            known[at] = replace(known[at], described=(*known[at].described, (d.first, d.last)))
        elif not nested and not same and _is_actor(words, d):
            known.append(_unnamed(words, d))
    return known


def _same_office(a: Office, b: Office) -> bool:
    """Whether ``b`` may stand for ``a``: one family, and nothing that contradicts."""
    clash = (a.country, b.country), (a.institution, b.institution), (a.object, b.object)
    if a.former != b.former or any(x and y and x != y for x, y in clash):
        return False
    if a.object and not b.object and ((b.country and not a.country) or a.head != b.head):
        return False  # «le président du Sénat» is no head of state
    leads = b.family == "head_of_state" and bool(b.country) and a.family == "head_of_government"
    bare = b.family == "minister" and not b.object and a.family == "foreign_minister"
    return a.family == b.family or leads or bare


def _match(known: Sequence[Draft], d: Description) -> int | None:
    """The nearest draft before ``d`` that holds the office; for a definite or a repeated description only."""
    if not d.determiner and not (d.complement and d.head.plural):
        return None
    office = office_of(d)
    found = []
    for n, draft in enumerate(known):
        place = max((a for a, _ in draft.names + draft.described if a < d.first), default=-1)
        if (place >= 0 or office.country or office.institution) and _may_be(known, draft, d, office):
            found.append((place, -n))
    if not found:
        return None
    place, best = max(found)
    bare = office.family == "head_of_state" and not office.country and known[-best].actor.kind == "person"
    return None if bare and any(place < at for at in _unknown(known, d)) else -best


def _unknown(known: Sequence[Draft], d: Description) -> list[int]:
    """Where people named more than once, of whom no office is told, are named before ``d``: he may be one of them."""
    people = (k for k in known if k.actor.kind == "person" and not k.offices and len(k.names) > 1)
    return [a for k in people for a, _ in k.names if a < d.first]


def _may_be(known: Sequence[Draft], draft: Draft, d: Description, office: Office) -> bool:
    actor = draft.actor
    named = actor.kind == "person"
    plural = actor.kind == "group" or actor.reason.endswith("#plural")
    if plural != d.head.plural or (named and d.determiner == "indef"):
        return False
    if not named and actor.country != office.country and not (d.determiner == "def" and not office.country):
        return False
    foreign = named and actor.country and office.country not in ("", actor.country)  # «le président P», X being of Q
    if foreign or not any(_fits(o, office, d, named) for o in draft.offices):
        return False
    return not (named and office.country and not actor.country) or _just_named(known, draft, d)


def _fits(held: Office, office: Office, d: Description, named: bool) -> bool:
    if not _same_office(held, office):
        return False
    if d.determiner == "indef" or d.head.plural:
        return replace(held, head=office.head) == office
    if d.head.family in ("relative", "associate"):
        return False
    return not named or bool(office.country or office.institution or d.determiner == "def")


def _just_named(known: Sequence[Draft], draft: Draft, d: Description) -> bool:
    """The person whose state is unknown bears this very title, and nobody was named since."""
    last = max((a for k in known if k.actor.kind == "person" for a, _ in k.names if a < d.first), default=-1)
    return any(a == last for a, _ in draft.names) and any(o.head == d.head.place for o in draft.offices)


def _last_unnamed(known: Sequence[Draft], d: Description) -> int | None:
    """«la même source»: the unnamed actor that was mentioned last."""
    places = [(a, n) for n, k in enumerate(known) if k.offices and not k.names for a, _ in k.described if a < d.first]
    return max(places)[1] if places else None


def _is_actor(words: Words, d: Description) -> bool:
    """A description stands for somebody: a state, an institution, a source, a former official, «un X de Y»."""
    western = any(words.plays(n, "western") for n in range(d.core, d.last))
    anchored = bool(d.country or d.institution or western)
    source = d.head.family == "source"
    if (d.head.family in _PRIVATE or (source and not d.determiner)) and not anchored:
        return False
    if not d.former and words.plays(d.head_at, "alone"):
        return False
    if not (anchored or source or (d.former and d.determiner) or (d.complement and d.determiner == "indef")):
        return False
    return bool(d.determiner or d.head.plural or words.rules.language == "en")


def _unnamed(words: Words, d: Description) -> Draft:
    core = d.core
    while core < d.last - 1 and words.plays(core, "same", "other"):
        core += 1
    kind: ActorKind = "group" if d.head.plural and d.head.family != "source" else "unnamed"
    sector = sector_of(d)
    actor = Actor(
        "",
        kind,
        words.written(core, d.last),
        country=d.country,
        sector="ELI" if d.former and sector in ("GOV", "") else sector,
        former=d.former,
        reason=d.head.place + ("#plural" if d.head.plural else ""),
        office=sole_office([d]) if d.determiner != "indef" else "",
    )
    return Draft(actor, (), ((d.first, d.last),), (office_of(d),))
