"""Descriptions that stand alone: the person whom the article introduced so, or an unnamed actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.find.actor_rules import ActorRules
from selon.find.descriptions import Description, Line
from selon.find.drafts import Draft, Office, office_of, same_office, sector_of
from selon.model import Actor, ActorKind, Article

# Nouns that make an unnamed actor only when a state or an institution stands with them.
_PRIVATE = frozenset(
    {
        "relative", "civilian", "soldier", "member", "associate", "ally", "opponent", "participant",
        "witness", "host", "prince",
    }
)  # fmt: skip

_OTHERS = frozenset({"autre", "autres", "meme", "memes", "other", "another", "same", "tels", "telles", "such"})
_SAME = frozenset({"meme", "memes", "same"})


def resolve_descriptions(
    article: Article, line: Line, drafts: Sequence[Draft], free: Sequence[Description], rules: ActorRules
) -> list[Draft]:
    """Attach each free description to a draft, or make an unnamed one of it."""
    known = list(drafts)
    ends = 0
    for d in free:
        nested = d.first < ends
        ends = max(ends, d.last)
        same = any(line.atoms[n].key in _SAME for n in range(d.core, d.last))
        at = _last_unnamed(known, d) if same else _match(known, d)
        if at is not None:
            known[at] = replace(known[at], described=(*known[at].described, (d.first, d.last)))
        elif not nested and not same and (made := _unnamed(article, line, d, rules)):
            known.append(made)
    return known


def _match(known: Sequence[Draft], d: Description) -> int | None:
    """The nearest draft before ``d`` that holds the office; for a definite or a repeated description only."""
    office = office_of(d)
    if not d.determiner and not (d.complement and d.head.plural):
        return None
    best: tuple[int, int] | None = None
    for n, draft in enumerate(known):
        plural = draft.actor.kind == "group" or draft.actor.reason.endswith("#plural")
        named = draft.actor.kind == "person"
        if plural != d.head.plural or (named and d.determiner == "indef"):
            continue
        if not named and draft.actor.country != office.country and not (d.determiner == "def" and not office.country):
            continue
        if not any(_fits(o, office, d, named) for o in draft.offices):
            continue
        before = [a for a, _ in draft.names + draft.described if a < d.first]
        place = max(before) if before else -1
        if place < 0 and not (office.country or office.institution):
            continue
        if named and office.country and not draft.actor.country and not _just_named(known, draft, d):
            continue
        if best is None or place > best[0]:
            best = (place, n)
    return best[1] if best else None


def _just_named(known: Sequence[Draft], draft: Draft, d: Description) -> bool:
    """The person whose state is unknown bears this very title, and nobody was named since."""
    last = max((a for k in known if k.actor.kind == "person" for a, _ in k.names if a < d.first), default=-1)
    return any(a == last for a, _ in draft.names) and any(o.head == d.head.place for o in draft.offices)


def _last_unnamed(known: Sequence[Draft], d: Description) -> int | None:
    """«la même source»: the unnamed actor that was mentioned last."""
    places = [
        (max((a for a, _ in draft.described if a < d.first), default=-1), n)
        for n, draft in enumerate(known)
        if draft.actor.kind in ("unnamed", "group") and draft.actor.reason.split("/")[0] in ("fr", "en")
    ]
    best = max(places, default=(-1, -1))
    return best[1] if best[0] >= 0 else None


def _fits(held: Office, office: Office, d: Description, named: bool) -> bool:
    if not same_office(held, office):
        return False
    if d.determiner == "indef" or d.head.plural:
        return replace(held, head=office.head) == office
    if d.head.family in ("relative", "associate"):
        return False
    return not named or bool(office.country or office.institution or d.determiner == "def")


def _unnamed(article: Article, line: Line, d: Description, rules: ActorRules) -> Draft | None:
    office = office_of(d)
    anchored = bool(office.country or office.institution or _western(line, d, rules))
    if d.head.family in _PRIVATE and not anchored:
        return None
    source = d.head.family == "source"
    if not d.former and rules.is_word("alone", line.atoms[d.head_at].key):
        return None
    if source and not d.determiner and not anchored:
        return None
    if not (anchored or source or (d.former and d.determiner) or (d.complement and d.determiner == "indef")):
        return None
    if not d.determiner and not d.head.plural and rules.language == "fr":
        return None
    raw = article.document.raw
    core = d.core
    while core < d.last - 1 and line.atoms[core].key in _OTHERS:
        core += 1
    name = " ".join(raw[line.atoms[core].start : line.atoms[d.last - 1].end].split())
    if len(name) > 90:
        return None
    kind: ActorKind = "group" if d.head.plural and not source else "unnamed"
    sector = "ELI" if d.former and sector_of(d) in ("GOV", "") else sector_of(d)
    reason = d.head.place + ("#plural" if d.head.plural else "")
    actor = Actor("", kind, name, country=office.country, sector=sector, former=d.former, reason=reason)
    return Draft(actor, (), ((d.first, d.last),), (office,))


def _western(line: Line, d: Description, rules: ActorRules) -> bool:
    return any(rules.is_word("western", line.atoms[n].key) for n in range(d.core, d.last))
