"""Countries, seats and places in a stretch of text: which state a word means, and where something is said to be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selon.find.phrases import either, phrase_parts
from selon.lang.pack import LanguagePack
from selon.text.fold import fold


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in the text where a state is meant: by its name, its adjective or its seat of government."""

    start: int
    end: int
    country: str
    how: str


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """Patterns of names, adjectives and seats, each with its country; prefixes («sino-») and locative words."""

    words: re.Pattern[str]
    codes: Mapping[str, tuple[str, str]]
    display: Mapping[str, str]
    pairs: re.Pattern[str]
    prefixes: Mapping[str, str]
    where: re.Pattern[str]
    name: re.Pattern[str]
    spots: frozenset[str]


# A place after its preposition: capitalised words, with the small words that such names hold.
_NAME = r"(?:l')?[A-ZÀ-Ý][\w'-]*(?:(?: (?:de|du|des|la|le|les|d'|of|the|al-|el-))* ?(?:d'|l')? ?[A-ZÀ-Ý][\w'-]+){0,3}"


def place_rules(pack: LanguagePack, world: LanguagePack) -> PlaceRules:
    """Compile the world's countries and the pack's ``syntax`` (keys «where», «prefix CODE») for one language."""
    codes: dict[str, tuple[str, str]] = {}
    display: dict[str, str] = {}
    sources: list[tuple[str, ...]] = []
    for row in world.rows("countries"):
        display[row["code"]] = row.values(pack.code)[0]
        for how, column in (("name", pack.code), ("adjective", f"adj_{pack.code}"), ("seat", f"capital_{pack.code}")):
            for value in row.values(column):
                for form in inflected(value) if how == "adjective" and pack.code == "fr" else (value, f"{value}s"):
                    codes.setdefault(fold(form), (row["code"], how))
                sources.append((*phrase_parts(value), r"(?:n?e)?s?" if how == "adjective" else ""))
    prefixes = {
        fold(v): row["key"].split()[1]
        for row in pack.rows("syntax")
        if row["key"].startswith("prefix ")
        for v in row.values("words")
    }
    where = [v for row in pack.rows("syntax") if row["key"] == "where" for v in row.values("words")]
    spots = frozenset(fold(name) for row in world.rows("places") for name in row.values(pack.code))
    words = either(sources)
    pair = either([*map(phrase_parts, prefixes), *sources])
    return PlaceRules(
        re.compile(rf"(?<![\w-]){words}(?!\w)", re.IGNORECASE),
        codes,
        display,
        re.compile(rf"(?<![\w-])({pair})[-/–]({words})(?!\w)", re.IGNORECASE),
        prefixes,
        re.compile(rf"(?<![\w'])((?i:{either(map(phrase_parts, where))}))(\s*)({_NAME})"),
        re.compile(rf"\s*({_NAME})"),
        spots,
    )


def inflected(adjective: str) -> tuple[str, ...]:
    """The four forms of a French adjective of nationality: «coréen» gives «coréenne», «allemand» «allemande».

    An irregular feminine («turque») is written out in the table.
    """
    doubled = adjective.endswith(("ien", "éen", "on"))
    feminine = adjective if adjective.endswith("e") else adjective + ("ne" if doubled else "e")
    plural = adjective if adjective.endswith(("s", "x")) else f"{adjective}s"
    return (adjective, plural, feminine, f"{feminine}s")


def namings(text: str, rules: PlaceRules, start: int = 0, end: int | None = None) -> list[Naming]:
    """Every place in ``text[start:end]`` where a state is named, in order."""
    found = []
    for match in rules.words.finditer(text, start, len(text) if end is None else end):
        code = rules.codes.get(fold(match.group()))
        if code is not None and (code[1] == "adjective" or match.group()[:1].isupper()):
            found.append(Naming(match.start(), match.end(), *code))
    return found


def country_in(text: str, rules: PlaceRules) -> str:
    """The first state that the text names, or ""."""
    found = namings(text, rules)
    return found[0].country if found else ""


def pair_in(text: str, start: int, end: int, rules: PlaceRules) -> tuple[str, str] | None:
    """The two states of a compound («russo-américain», «US-Iran») in ``text[start:end]``, or None."""
    for match in rules.pairs.finditer(text, start, end):
        first, second = fold(match[1]), fold(match[2])
        a = rules.prefixes.get(first) or rules.codes.get(first, ("", ""))[0]
        b = rules.codes.get(second, ("", ""))[0]
        if a and b and a != b:
            return a, b
    return None
