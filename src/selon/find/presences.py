"""Who chaired a meeting, who was absent from it, who was told of it: people named beside its other participants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selon.find.contact_rules import ContactRules
from selon.find.participants import Stage, subjects
from selon.find.parties import PEOPLE, Party
from selon.model import Presence, Sentence

_AFTER = 45  # code points between the word and the person of whom it is said


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody whose presence a sentence qualifies."""

    party: Party
    presence: Presence
    sentence: Sentence
    start: int


def find_marks(stage: Stage, rules: ContactRules) -> tuple[Mark, ...]:
    """All marks of presence in an article, in order: «présidé par X», «l'absence de X», «X était absent»."""
    found: list[Mark] = []
    for sentence in stage.article.sentences:
        found += _after(stage, sentence, rules, "chaired", "chaired")
        found += _after(stage, sentence, rules, "absence", "absent")
        found += _before(stage, sentence, rules)
    return tuple(found)


def _after(stage: Stage, sentence: Sentence, rules: ContactRules, key: str, presence: Presence) -> Iterator[Mark]:
    """The person named right after the word; «l'absence de progrès» names nobody."""
    for match in _matches(stage, sentence, rules, key):
        near = stage.within(match.end(), min(match.end() + _AFTER, sentence.end))
        party = next((p for p in near if p.rank in PEOPLE), None)
        if party is None or len(stage.article.text[match.end() : party.start].split()) > 7:
            continue
        if any(w[0].isupper() for w in stage.article.text[party.start : party.end].split()[-2:]):
            yield Mark(party, presence, sentence, match.start())


def _before(stage: Stage, sentence: Sentence, rules: ContactRules) -> Iterator[Mark]:
    """The subject of «était absent», «n'a pas participé»."""
    for match in _matches(stage, sentence, rules, "absent"):
        people = subjects(stage, sentence, sentence.start, match.start())
        yield from (Mark(p, "absent", sentence, match.start()) for p in people if p.rank in PEOPLE)


def _matches(stage: Stage, sentence: Sentence, rules: ContactRules, key: str) -> Iterable[re.Match[str]]:
    pattern = rules.settings.words.get(key)
    return pattern.finditer(stage.article.text, sentence.start, sentence.end) if pattern else ()
