"""Actors that are no persons: names of the world tables, peoples and bodies of states, what only the tagger knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from selon.find.actor_rules import Entry
from selon.find.descriptions import Description
from selon.find.gazetteer import Hit
from selon.find.offices import Draft
from selon.find.words import Words
from selon.lang.pack import Row
from selon.model import Actor, ActorKind

_TAGGED: Mapping[str, ActorKind] = MappingProxyType({"LOC": "place", "ORG": "institution"})
_OF = frozenset({"de", "du", "des", "d'", "of", "from"})


def find_known(words: Words) -> list[Draft]:
    """One draft for each row of the world tables and each reading of it: who acts, or where."""
    found: dict[tuple[str, bool], list[Hit[Entry]]] = {}
    for hit in words.world.values():
        if hit.value.flag != "network":
            place = _is_place(words, hit)
            seat = "#seat" if place and hit.value.flag == "capital" else ""
            found.setdefault((hit.value.place + seat, place), []).append(hit)
    return [_known(words, reason, place, hits) for (reason, place), hits in found.items()]


def _known(words: Words, reason: str, place: bool, hits: list[Hit[Entry]]) -> Draft:
    entry = hits[0].value
    spans = tuple((h.first, h.last) for h in hits)
    written = [words.written(*span) for span in spans]
    name = written[0] if reason.endswith("#seat") else entry.name
    actor = Actor(
        "",
        "place" if place else entry.kind,
        name,
        tuple(sorted(set(written) - {name})),
        country=words.country_of(entry),
        sector="" if place else entry.sector,
        reason=reason,
    )
    return Draft(actor, spans)


def _is_place(words: Words, hit: Hit[Entry]) -> bool:
    """A seat, a capital or a country as a place («à Moscou») rather than as somebody who acts («Moscou refuse»)."""
    entry = hit.value
    if entry.kind == "place":
        return True
    if entry.flag not in ("capital", "name", "metonym") or (entry.country == "EU" and entry.flag == "name"):
        return False
    if words.atoms[hit.first].first and words.key(hit.last) in ("(", "–", "—"):
        return entry.flag == "capital"
    at = words.skip(hit.first - 1, -1)
    if not words.same(at, hit.first):
        return False
    key = words.key(at)
    if key in ("et", "and", "ou", "or", ","):
        other = next((h for h in words.world.values() if h.last == at), None)
        if other is not None:
            return other.value.flag == entry.flag and _is_place(words, other)
    if key in _OF:
        return key == "from" or words.plays(at - 1, "locnoun")
    return words.plays(at, "locprep") and not _follows_dative(words, at)


def _follows_dative(words: Words, at: int) -> bool:
    """«livrées à Kiev», «répondre à Moscou»: the preposition belongs to giving or saying."""
    if words.key(at) in ("en", "dans", "in", "at", "vers", "depuis", "chez"):
        return False
    return any(words.plays(n, "dative") and words.same(n, at) for n in range(at - 4, at))


def find_collectives(words: Words, drafts: Sequence[Draft]) -> list[Draft]:
    """Groups and bodies of states, one draft for each body and state."""
    found: dict[tuple[str, str, str], Draft] = {}
    people = {a: d.actor.country for d in drafts if d.actor.kind == "person" for a, _ in d.names}
    for draft in (*_bodies(words, people), *_peoples(words)):
        actor = draft.actor
        key = (actor.reason, actor.country, "" if actor.country else actor.name)
        described = found[key].described if key in found else ()
        found[key] = replace(found.get(key, draft), described=(*described, *draft.described))
    return list(found.values())


def _bodies(words: Words, people: Mapping[int, str]) -> Iterator[Draft]:
    """«le gouvernement américain», «la délégation iranienne», "the X side"."""
    at = 0
    while at < len(words.atoms):
        hit = words.body(at)
        if hit is None or at in words.taken or _in_title(words, at):
            at += 1
            continue
        first, last, country, row = _complete(words, hit, people)
        held = country or any(first < n < last for n in people)  # «l'administration Zell»
        if held or (row["key"].endswith("_ministry") and last - first > 2):
            kind: ActorKind = "group" if row["kind"] == "group" else "institution"
            reason = f"{row.place}#{row['key']}"
            actor = Actor("", kind, words.written(first, last), country=country, sector=row["sector"], reason=reason)
            yield Draft(actor, (), ((first, last),))
        at = last


def _in_title(words: Words, at: int) -> bool:
    """«chef de la diplomatie», "chief of staff": the body's word belongs to a title."""
    titles = (words.title(n) for n in range(max(0, at - 4), at))
    return any(title is not None and title.last > at for title in titles)


def _complete(words: Words, hit: Hit[Row], people: Mapping[int, str]) -> tuple[int, int, str, Row]:
    """The body with its state: before it (English), right after it, or after «de»."""
    first, last, row = hit
    if words.rules.language == "en" and (before := _state_before(words, first)):
        return before[0], last, before[1], row
    adjective = words.demonym(last) if words.same(last, first) else None
    if adjective:
        after = adjective.last
        whole = words.rules.bodies.at([*words.atoms[first:last], *words.atoms[after : after + 8]], 0)
        if whole and whole.last > last - first:
            row, after = whole.value, after + whole.last - (last - first)
        return first, after, adjective.value["code"], row
    n = last
    while n - last < 2 and (words.key(n) in _OF or words.plays(n, "det")):
        n += 1
    if n > last and n in words.world and words.world[n].value.kind == "state":
        return first, words.world[n].last, words.world[n].value.country, row
    if n == last and n in people and row["key"] in ("government", "team", "side"):
        return first, words.names.get(n, n + 1), people[n], row
    return first, last, "", row


def _state_before(words: Words, at: int) -> tuple[int, str] | None:
    for n in range(at - 1, max(-1, at - 4), -1):
        if not words.same(n, at):
            break
        hit = words.demonym(n)
        if hit and hit.last == at:
            return n, hit.value["code"]
        known = words.world.get(n)
        if known and known.value.kind == "state" and words.gap(known.last, at) in ("", "'s"):
            return n, known.value.country
    return None


def _peoples(words: Words) -> Iterator[Draft]:
    """«les Russes», "Iraqis"; not the adjectives "French", "Chinese", "Swiss"."""
    for at, atom in enumerate(words.atoms):
        hit = words.demonym(at) if atom.capital and at and at not in words.taken else None
        if hit is None or not atom.key.endswith("s"):
            continue
        if words.rules.language == "fr":
            led = words.same(at - 1, at) and words.plays(at - 1, "def", "indef", "contracted", "prep", "and")
        else:
            key = words.key(hit.last - 1)
            led = key.endswith("s") and not key.endswith(("ss", "ois")) and key not in ("us", "u s")
        if led:
            name = words.article.document.raw[atom.start : words.atoms[hit.last - 1].end]
            actor = Actor("", "group", name, country=hit.value["code"], reason=hit.value.place)
            yield Draft(actor, (), ((at, hit.last),))


def find_tagged(words: Words, drafts: Sequence[Draft], descriptions: Sequence[Description]) -> list[Draft]:
    """One draft for each name that the tagger calls a place or an organisation and that nobody else holds."""
    held = {n for d in drafts for a, b in d.names + d.described for n in range(a, b)} | words.taken
    held |= {n for d in descriptions for n in range(d.first, d.last)}
    found: dict[tuple[ActorKind, str], list[tuple[int, int]]] = {}
    for first, last, label in words.tagged:
        kind = _TAGGED.get(label)
        if kind and held.isdisjoint(range(first, last)) and _sound(words, first, last, kind):
            found.setdefault((kind, words.written(first, last)), []).append((first, last))
    return [Draft(Actor("", kind, name, reason="name tagger"), tuple(spans)) for (kind, name), spans in found.items()]


def _sound(words: Words, first: int, last: int, kind: ActorKind) -> bool:
    """Capitals at both ends, no title, no adjective of a state; one word is an organisation only as an acronym."""
    part = words.atoms[first:last]
    if not part[0].capital or part[0].joined or words.plays(first, "notname") or len(part) > 7:
        return False
    if any(words.demonym(n) or words.title(n) for n in range(first, last)):
        return False
    if kind == "institution":
        return len(part) > 1 or (part[0].text.isupper() and 2 < len(part[0].text) < 8)
    at = words.skip(first - 1, -1)
    located = words.same(at, first) and words.plays(at, "locprep")
    return (part[-1].capital or part[-1].joined) and (located or sum(a.joined for a in part) > 1)
