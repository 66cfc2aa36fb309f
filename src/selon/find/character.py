"""What a channel's words say of it: its track and on what basis, the governments' part, openness, how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from selon.find.contact_rules import ContactRules
from selon.find.parties import Party
from selon.find.phrases import phrase_pattern
from selon.find.settings import SettingRules
from selon.lang.pack import LanguagePack
from selon.model import Frequency, Openness, Relation, Scene, Span, Track

_RELATIONS: tuple[Relation, ...] = ("disavowed", "informed", "approved", "mandated", "directed", "tolerated")
_PRIVATE = frozenset({"former", "expert"})
_OFFICIAL = frozenset({"official", "leader", "staff", "state", "institution", "person", "group"})


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """Compiled ``channels.tsv``."""

    words: Mapping[str, re.Pattern[str]]
    settings: SettingRules

    def says(self, key: str, text: str) -> re.Match[str] | None:
        """The first word of ``key`` in the text."""
        return self.search(key, text, 0, len(text))

    def search(self, key: str, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first word of ``key`` in ``text[start:end]``."""
        pattern = self.words.get(key)
        return pattern.search(text, start, end) if pattern else None


def channel_rules(pack: LanguagePack, contacts: ContactRules) -> ChannelRules:
    """Compile the table of one language."""
    rows = pack.rows("channels")
    return ChannelRules({row["key"]: phrase_pattern(row.values("words")) for row in rows}, contacts.settings)


def track_of(
    parties: list[Party], text: str, rules: ChannelRules
) -> tuple[Track, Literal["stated", "inferred", "disputed", ""]]:
    halves, second = rules.says("track 1.5", text), rules.says("track 2", text)
    if halves and not second:
        return "1.5", "stated"
    if second and not halves:
        return "2", "stated"
    private, official = set(), set()
    for party in parties:
        side = party.country or party.actor
        if party.rank in _PRIVATE:
            private.add(side)
        elif party.rank in _OFFICIAL:
            official.add(side)
    if private and official - private:
        return "1.5", "inferred"
    if len(private) > 1:
        return "2", "inferred"
    return ("1", "inferred") if len(official) > 1 else ("unknown", "")


def relation_of(text: str, rules: ChannelRules) -> Relation:
    for relation in _RELATIONS:
        match = rules.says(f"relation {relation}", text)
        if match and (
            relation == "disavowed" or not rules.says("negation", text[max(0, match.start() - 12) : match.start()])
        ):
            return relation
    return "unknown"


def openness_of(text: str, rules: SettingRules) -> Openness:
    if rules.says("secret", text):
        return "secret"
    return "discreet" if rules.says("discreet", text) else "unknown"


def frequency_of(scene: Scene, spans: list[Span]) -> Frequency | None:
    for time in scene.times:
        if time.type == "SET" and any(s.start <= time.start < s.end for s in spans):
            return Frequency(time.text, time.value, time.freq)
    return None
