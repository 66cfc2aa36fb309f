"""What finding actors takes, compiled once from the tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from selon.find.gazetteer import Trie, build_trie
from selon.find.places import inflected
from selon.lang.pack import LanguagePack, Row
from selon.model import ActorKind
from selon.text.fold import fold


class Entry(NamedTuple):
    """A row of the world tables; ``flag``: name or capital of a state, metonym, place, network, kind of outlet."""

    kind: ActorKind
    name: str
    country: str
    sector: str
    flag: str
    place: str


class Head(NamedTuple):
    """The head noun of a title («conseiller»): a row of «titles.tsv» and its number."""

    family: str
    capacity: str
    sector: str
    plural: bool
    place: str


@dataclass(frozen=True, slots=True)
class ActorRules:
    """The compiled tables for one language; ``glue`` cuts what was glued to a known name or before a title."""

    language: str
    world: Trie[Entry]
    titles: Trie[Head]
    bodies: Trie[Row]
    demonyms: Trie[Row]
    words: Mapping[str, frozenset[str]]
    given: frozenset[str]
    known: frozenset[str]
    glued_word: re.Pattern[str]
    glued_title: re.Pattern[str]

    def is_word(self, kind: str, key: str) -> bool:
        """Whether the folded word plays the part ``kind`` (see «actor_words.tsv»)."""
        return key in self.words.get(kind, ())

    def glue(self, text: str, garbled: bool) -> int:
        """Where a glued word begins, or 0: «Valdéniepour» anywhere, «Merrikprésident» in a ``garbled`` text."""
        if not text[:1].isupper():
            return 0
        if (word := self.glued_word.search(text)) and fold(text[: word.start()]) in self.known:
            return word.start()
        title = self.glued_title.search(text) if garbled and "-" not in text else None
        return title.start() if title and title.start() > 2 else 0


def actor_rules(pack: LanguagePack, world: LanguagePack) -> ActorRules:
    """Compile the tables of a language and of the world."""
    language = "en" if pack.code == "en" else "fr"
    entries = list(_world_forms(world, language))
    words = {row["kind"]: frozenset(fold(w) for w in row.values("words")) for row in pack.rows("actor_words")}
    words |= {f"masthead {row['kind']}": frozenset(map(fold, row.values("words"))) for row in world.rows("mastheads")}
    citing = [row["form"] for row in pack.rows("chains") if row["kind"] == "citing" and " " not in row["form"]]
    words["masthead opener"] = frozenset(map(fold, (*(row["word"] for row in pack.rows("stopwords")), *citing)))
    titles = {f.lower() for row in pack.rows("titles") for f in row.values("forms") if f.isalpha() and len(f) > 5}
    bodies = ((form, row) for row in pack.rows("bodies") for form in row.values("forms"))
    known = frozenset(fold(n) for n, e in entries if e.kind in ("state", "institution") and len(n) > 3)
    demonyms = list(_demonym_forms(world, language))
    return ActorRules(
        language,
        build_trie(entries, language),
        build_trie(_title_forms(pack), language, any_case=True),
        build_trie(bodies, language, any_case=True),
        build_trie(demonyms, language, any_case=True),
        words,
        frozenset(fold(n) for row in world.rows("given_names") for n in row.values("names")),
        known - frozenset(fold(d) for d, _ in demonyms),
        _ending(words.get("glued", frozenset())),
        _ending(titles),
    )


def _ending(words: frozenset[str] | set[str]) -> re.Pattern[str]:
    """One of the words at the end of a longer one; the longest that fits."""
    return re.compile("(?<=.)(?:" + "|".join(sorted(map(re.escape, words))) + ")$" if words else "(?!)")


def _world_forms(world: LanguagePack, language: str) -> Iterator[tuple[str, Entry]]:
    other = "fr" if language == "en" else "en"
    for row in world.rows("countries"):
        names = row.values(language)
        kind: ActorKind = "institution" if row["code"] == "EU" else "state"
        sector = "IGO" if row["code"] == "EU" else "GOV"
        for flag, forms in (("name", names), ("capital", row.values(f"capital_{language}"))):
            yield from ((form, Entry(kind, names[0], row["code"], sector, flag, row.place)) for form in forms)
    for table in ("places", "institutions", "outlets"):
        for row in world.rows(table):
            names = row.values(language) or row.values(other)
            more = row.values(other) if language == "fr" and table != "places" else ()
            entry = _entry(table, row, names[0].lstrip("~"))
            # «~talibans» before «Talibans»: the first form of the same words is kept
            yield from ((name, entry) for name in sorted((*names, *more), key=lambda name: name[0] != "~"))


def _entry(table: str, row: Row, name: str) -> Entry:
    if table == "places":
        return Entry("place", name, row["country"], "", "place", row.place)
    if table == "outlets":
        return Entry("outlet", name, row["country"], "JRN", row["kind"], row.place)
    kind: ActorKind = "place" if row["flag"] == "place" else "institution"
    return Entry(kind, name, row["country"], row["sector"], row["flag"], row.place)


def _title_forms(pack: LanguagePack) -> Iterator[tuple[str, Head]]:
    for row in pack.rows("titles"):
        for plural in (False, True):
            head = Head(row["family"], row["capacity"], row["sector"], plural, row.place)
            forms = row.values("forms")
            if plural:
                forms = row.values("plural") or tuple(map(_plural, forms))
            yield from ((form, head) for form in forms)


def _plural(form: str) -> str:
    """Each word with its s, but for what follows a preposition («chefs d'Etat», "heads of state")."""
    words = form.split(" ")
    small = ("de", "d'Etat", "d'État", "of", "en", "la")
    return " ".join(w if n and w in small else _plural_word(w) for n, w in enumerate(words))


def _plural_word(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith(("s", "x", ".")) else word + "s"


def _demonym_forms(world: LanguagePack, language: str) -> Iterator[tuple[str, Row]]:
    for row in world.rows("countries"):
        for form in row.values(f"adj_{language}"):
            yield from ((each, row) for each in (inflected(form) if language == "fr" else (form, form + "s")))
