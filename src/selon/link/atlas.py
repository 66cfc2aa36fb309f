"""What linking knows of the world: states, their seats of government, and whether two places can be one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selon.lang.pack import LanguagePack
from selon.text.fold import fold

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Atlas:
    """``names``: code → name to show; ``states``, ``seats``, ``towns``: folded name → code, in every language.

    ``codes``: what stands for a state in a sentence: its names, adjectives, seat of government and metonyms.
    """

    names: Mapping[str, str]
    states: Mapping[str, str]
    seats: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)

    def as_codes(self, folded: str) -> Iterator[str]:
        """The words of a folded sentence, with the code (upper case) for each word or phrase that means a state."""
        words = _WORD.findall(folded)
        at = 0
        while at < len(words):
            for length in (3, 2, 1):
                code = self.codes.get(" ".join(words[at : at + length]))
                if code:
                    yield code
                    at += length
                    break
            else:
                yield words[at]
                at += 1

    def same_place(self, a: str, b: str) -> bool:
        """Unknown, or sharing a word («Kremlin, Moscou» and «Moscou»), or a state and a town of it, or one seat."""
        ours, theirs = (set(fold(x).replace(",", " ").split()) for x in (a, b))
        if not ours or not theirs or ours & theirs:
            return True
        seats, towns, states = self.seats, self.towns, self.states
        tables = (seats, seats), (seats, states), (towns, states), (states, seats), (states, towns)
        return any(self._codes(a, one) & self._codes(b, other) for one, other in tables)

    def keys_of(self, place: str) -> frozenset[str]:
        """Keys of which two places share one when ``same_place`` holds of them."""
        words = frozenset(fold(place).replace(",", " ").split())
        return words.union(*(self._codes(place, table) for table in (self.seats, self.towns, self.states)))

    def _codes(self, place: str, table: Mapping[str, str]) -> set[str]:
        return {table.get(fold(part), "") for part in place.split(",")} - {""}


def read_atlas(world: LanguagePack, language: str) -> Atlas:
    """The atlas of the world tables, names shown in ``language``."""
    rows = world.rows("countries")
    metonyms = [row for row in world.rows("institutions") if "metonym" in row["flag"]]
    named = [(row, c) for row in rows for c in ("fr", "en", "capital_fr", "capital_en")]
    codes = {fold(n): row["code"] for row, column in named for n in row.values(column)}
    adjectives = [(fold(n), row["code"]) for row in rows for c in ("adj_fr", "adj_en") for n in row.values(c)]
    codes |= {a + end: code for a, code in adjectives for end in ("", "s", "e", "es", "ne", "nes")}
    codes |= {
        fold(n): row["country"] for row in metonyms for c in ("fr", "en") for n in row.values(c) if row["country"]
    }
    return Atlas(
        {row["code"]: row.values(language)[0] for row in rows},
        {fold(n): row["code"] for row in rows for n in (*row.values("fr"), *row.values("en"))},
        {fold(n): row["code"] for row in rows for n in (*row.values("capital_fr"), *row.values("capital_en"))},
        codes,
        {fold(n): row["country"] for row in world.rows("places") for n in (*row.values("fr"), *row.values("en"))},
    )
