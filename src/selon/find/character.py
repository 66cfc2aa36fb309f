"""What a channel's words say of it: its track and on what basis, the governments' part, openness, how often."""

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

    def says(self, key: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first word of ``key`` in ``text[start:end]``."""
        return self.words[key].search(text, start, len(text) if end is None else end)


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
    private, official = ({p.country or p.actor for p in parties if p.rank in ranks} for ranks in (_PRIVATE, _OFFICIAL))
    if private and official - private:
        return "1.5", "inferred"
    if len(private) > 1:
        return "2", "inferred"
    return ("1", "inferred") if len(official) > 1 else ("unknown", "")


def relation_of(text: str, rules: ChannelRules) -> Relation:
    for relation in _RELATIONS:
        match = rules.says(f"relation {relation}", text)
        negated = match and rules.says("negation", text[max(0, match.start() - 12) : match.start()])
        if match and (relation == "disavowed" or not negated):
            return relation
    return "unknown"


def openness_of(text: str, rules: SettingRules) -> Openness:
    return next((word for word in ("secret", "discreet") if rules.says(word, text)), "unknown")


def frequency_of(scene: Scene, spans: list[Span]) -> Frequency | None:
    """The first that counts times or says «chaque»; a bare «par mois» may be of anything else."""
    told = [t for t in scene.times if t.type == "SET" and any(s.start <= t.start < s.end for s in spans)]
    best = min(told, key=lambda t: not (t.freq or t.quant), default=None)
    return Frequency(best.text, best.value, best.freq, best.mod, best.quant) if best else None
