"""What finding actors takes, compiled once from the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selon.find.gazetteer import Trie, build_trie
from selon.lang.pack import LanguagePack, Row
from selon.model import ActorKind
from selon.text.fold import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the world tables; ``flag``: name or capital of a state, metonym, place, network, kind of outlet."""

    kind: ActorKind
    name: str
    country: str
    sector: str
    flag: str
    place: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head noun of a title («conseiller»): family, capacity, sector, number."""

    family: str
    capacity: str
    sector: str
    plural: bool
    place: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that takes its state from its complement («gouvernement», «delegation»)."""

    key: str
    kind: ActorKind
    sector: str
    place: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """An adjective of a state («russe», «Russian»); ``noun`` when it can also stand for the people."""

    country: str
    place: str


@dataclass(frozen=True, slots=True)
class ActorRules:
    """The compiled tables for one language."""

    language: str
    world: Trie[Entry]
    titles: Trie[Head]
    bodies: Trie[Body]
    demonyms: Trie[Demonym]
    words: Mapping[str, frozenset[str]]
    given: frozenset[str]
    states: Mapping[str, Entry]
    tails: frozenset[str]

    def is_word(self, kind: str, key: str) -> bool:
        """Whether the folded word plays the part ``kind`` (see «actor_words.tsv»)."""
        return key in self.words.get(kind, frozenset())


def actor_rules(pack: LanguagePack, world: LanguagePack) -> ActorRules:
    """Compile the tables of a language and of the world."""
    language = "en" if pack.code == "en" else "fr"
    entries = list(_world_forms(world, language))
    return ActorRules(
        language,
        build_trie(entries, language),
        build_trie(_title_forms(pack), language, any_case=True),
        build_trie(_body_forms(pack), language, any_case=True),
        build_trie(_demonym_forms(world, language), language, any_case=True),
        {row["kind"]: frozenset(fold(w) for w in row.values("words")) for row in pack.rows("actor_words")},
        frozenset(fold(n) for row in world.rows("given_names") for n in row.values("names")),
        {e.country: e for _, e in entries if e.kind == "state" and e.flag == "name"},
        frozenset(
            form.lower()
            for row in pack.rows("titles")
            for form in row.values("forms")
            if form.isalpha() and len(form) > 5
        ),
    )


def _world_forms(world: LanguagePack, language: str) -> Iterator[tuple[str, Entry]]:
    other = "fr" if language == "en" else "en"
    for row in world.rows("countries"):
        names = row.values(language)
        kind: ActorKind = "institution" if row["code"] == "EU" else "state"
        sector = "IGO" if row["code"] == "EU" else "GOV"
        named = Entry(kind, names[0], row["code"], sector, "name", row.place)
        yield from ((name, named) for name in names)
        seat = Entry(kind, names[0], row["code"], sector, "capital", row.place)
        yield from ((name, seat) for name in row.values(f"capital_{language}"))
    for row in world.rows("places"):
        names = row.values(language) or row.values(other)
        yield from ((n, Entry("place", names[0], row["country"], "", "place", row.place)) for n in names)
    for row in world.rows("institutions"):
        names = row.values(language) or row.values(other)
        kind = "place" if row["flag"] == "place" else "institution"
        found = Entry(kind, names[0].lstrip("~"), row["country"], row["sector"], row["flag"], row.place)
        yield from ((name, found) for name in (*names, *(row.values(other) if language == "fr" else ())))
    for row in world.rows("outlets"):
        names = row.values(language) or row.values(other)
        found = Entry("outlet", names[0], row["country"], "JRN", row["kind"], row.place)
        others = row.values(other) if language == "fr" else ()
        yield from ((name, found) for name in dict.fromkeys((*names, *others)))


def _title_forms(pack: LanguagePack) -> Iterator[tuple[str, Head]]:
    for row in pack.rows("titles"):
        for plural in (False, True):
            head = Head(row["family"], row["capacity"], row["sector"], plural, row.place)
            for form in _forms(row, plural):
                yield form, head


def _forms(row: Row, plural: bool) -> tuple[str, ...]:
    if not plural:
        return row.values("forms")
    if row.values("plural"):
        return row.values("plural")
    return tuple(" ".join(_plural(w, n) for n, w in enumerate(f.split(" "))) for f in row.values("forms"))


def _plural(word: str, position: int) -> str:
    if position and word in ("de", "d'Etat", "d'État", "of", "en", "la"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith(("s", "x", ".")) else word + "s"


def _body_forms(pack: LanguagePack) -> Iterator[tuple[str, Body]]:
    for row in pack.rows("bodies"):
        kind: ActorKind = "group" if row["kind"] == "group" else "institution"
        yield from ((f, Body(row["key"], kind, row["sector"], row.place)) for f in row.values("forms"))


def _demonym_forms(world: LanguagePack, language: str) -> Iterator[tuple[str, Demonym]]:
    for row in world.rows("countries"):
        for form in row.values(f"adj_{language}"):
            for inflected in _inflections_fr(form) if language == "fr" else (form, form + "s"):
                yield inflected, Demonym(row["code"], row.place)


def _inflections_fr(form: str) -> tuple[str, ...]:
    """Masculine and feminine, singular and plural: «coréen» gives «coréenne», «allemand» «allemande»."""
    if form.endswith("e"):
        feminine = form
    elif form.endswith(("ien", "éen")):
        feminine = form + "ne"
    else:
        feminine = form + "e"
    plural = form if form.endswith(("s", "x")) else form + "s"
    return (form, feminine, plural, feminine + "s")
