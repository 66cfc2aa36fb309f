"""What is compiled for reading contacts, and the record of one word of contact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.find.participants import SyntaxRules, syntax_rules
from selon.find.parties import Party, PartyRules, party_rules
from selon.find.phrases import phrase_pattern
from selon.find.places import PlaceRules, place_rules
from selon.find.settings import SettingRules, setting_rules
from selon.lang.pack import LanguagePack
from selon.model import Medium, MeetingModality, Sentence, TimeRef

NOUNS = frozenset({"meeting", "summit", "visit_noun", "talks", "line"})
TALKS = frozenset({"talks", "line", "deal"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``contacts.tsv``."""

    pattern: re.Pattern[str]
    frame: str
    medium: str
    place: str


@dataclass(frozen=True, slots=True)
class ContactRules:
    """Everything compiled that the finders of meetings and channels use; ``small`` words by their key in syntax.tsv,
    ``begins`` matches, without a character, where any cue begins."""

    cues: tuple[Cue, ...]
    begins: re.Pattern[str]
    syntax: SyntaxRules
    parties: PartyRules
    settings: SettingRules
    places: PlaceRules
    small: Mapping[str, re.Pattern[str]]
    women: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contact:
    """A word of contact with what its clause says; ``one`` and ``other`` are the sides as far as they are told.

    ``denied``: it stands in what somebody denies; ``earlier``: it is told as one before another.
    """

    start: int
    end: int
    sentence: Sentence
    frame: str
    one: tuple[Party, ...]
    other: tuple[Party, ...]
    medium: Medium
    modality: MeetingModality
    again: bool
    pair: bool
    two: bool
    held: bool
    standing: bool
    one_of: bool
    definite: bool
    ordinal: int | None
    place: str
    place_country: str
    time: TimeRef | None
    host: str
    clause: tuple[int, int]
    denied: bool
    reason: str
    earlier: bool


def contact_rules(pack: LanguagePack, world: LanguagePack) -> ContactRules:
    """Compile the tables for contacts of one language."""
    places = place_rules(pack, world)
    cues = tuple(
        Cue(phrase_pattern(row.values("cues")), row["frame"], row["medium"], row.place) for row in pack.rows("contacts")
    )
    small = {
        row["key"]: re.compile(rf"\s*{phrase_pattern(row.values('words')).pattern}\s*", re.IGNORECASE)
        for row in pack.rows("syntax")
    }
    syntax, parties, settings = syntax_rules(pack), party_rules(pack, places), setting_rules(pack, places)
    women = frozenset(n for row in world.rows("given_gender") if row["gender"] == "f" for n in row.values("names"))
    every = phrase_pattern(v for row in pack.rows("contacts") for v in row.values("cues"))
    begins = re.compile(f"(?={every.pattern})", re.IGNORECASE)
    return ContactRules(cues, begins, syntax, parties, settings, places, MappingProxyType(small), women)
