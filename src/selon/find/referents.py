"""Those who may be meant by a source, from the sources and names before it; told apart by number and gender."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from selon.find.sources import Phrase, SourceRules, class_of, read_phrase
from selon.model import Actor, Article, Mention, SourceClass
from selon.text.fold import fold

REACH = 2000  # code points back to the antecedent of a description
HUMAN: frozenset[SourceClass] = frozenset({"person", "office", "anonymous"})
KIND_CLASS: Mapping[str, SourceClass] = MappingProxyType(
    {"person": "person", "institution": "institution", "state": "institution", "place": "institution",
     "outlet": "outlet", "group": "group"}
)  # fmt: skip
_LONGEST = 120
_WORD = re.compile(r"[\w-]+['.]?")


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody who may be meant: where he stands, his phrase, class, actor id or "" and what he is called."""

    start: int
    phrase: Phrase
    cls: SourceClass
    actor: str = ""
    name: str = ""
    spoke: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What resolution looks up: the article, its actors and mentions (no pronouns), and the rules."""

    article: Article
    actors: Mapping[str, Actor]
    mentions: tuple[Mention, ...]
    rules: SourceRules
    genders: Mapping[str, str]

    def gender(self, referent: Referent) -> str:
        """m, f or nothing."""
        return self.genders.get(referent.actor, "") or referent.phrase.gender

    def read(self, mention: Mention) -> Phrase:
        """The words of a mention, taken apart."""
        return read_phrase(self.article.text[mention.start : mention.end], self.rules)

    def agrees(self, referent: Referent, phrase: Phrase) -> bool:
        """Whether number and gender of the phrase allow that it means the referent."""
        plural = referent.phrase.plural or referent.cls == "group"
        if phrase.pronoun in ("pl", "any"):
            return plural or phrase.pronoun == "any"
        if plural or referent.cls in ("rumour", "document"):
            return False
        gender = self.gender(referent)
        return not gender or not phrase.gender or gender == phrase.gender

    def likeliest(self, referents: Sequence[Referent], phrase: Phrase) -> Referent | None:
        """The last one; but «elle» prefers somebody near known as a woman to one whose gender is not known."""
        women = [r for r in referents[-4:] if phrase.gender == "f" and self.gender(r) == "f"]
        return next(reversed(women or referents), None)

    def named_before(self, before: int) -> list[Referent]:
        """Those named in the text before an offset, nearest last."""
        found = []
        for mention in self.mentions:
            actor = self.actors.get(mention.actor)
            if actor and actor.kind != "place" and mention.end <= before <= mention.start + REACH:
                phrase = self.read(mention)
                cls = class_of(phrase, self.rules) if actor.kind == "unnamed" else KIND_CLASS[actor.kind]
                found.append(Referent(mention.start, phrase, cls or "anonymous", actor.id, phrase.text, spoke=False))
        return found


def find_genders(article: Article, mentions: Sequence[Mention], rules: SourceRules) -> dict[str, str]:
    """The gender of actors, from the given name, or a title or form of address before («la porte-parole …, Vell»)."""
    genders: dict[str, str] = {}
    for mention in mentions:
        given = _WORD.match(article.text, mention.start)
        if given and fold(given.group()) in rules.genders:
            genders[mention.actor] = rules.genders[fold(given.group())]
        elif mention.actor not in genders:
            before = article.text[max(0, mention.start - 80) : mention.start]
            gender = _gender_before([w.lower() for w in _WORD.findall(before)], rules)
            if gender:
                genders[mention.actor] = gender
    return genders


def _gender_before(words: Sequence[str], rules: SourceRules) -> str:
    """What a form of address or a title with its article, among the last words before a name, says of its gender."""
    last = len(words) - 1
    for at in range(last, max(-1, last - 9), -1):
        address = at == last and (rules.has("civility", words[at]))
        title = at < last and rules.is_any(words[at + 1], "office", "official", "generic")
        if address or (title and not rules.has("preposition", words[-1])):
            gender = "f" if rules.has("article_f", words[at]) else "m" if rules.has("article_m", words[at]) else ""
            if gender:
                return gender
    return ""


def key_of(referent: Referent) -> str:
    """What two mentions of one source share: the actor, else the surname."""
    named = referent.phrase.name and referent.cls in HUMAN
    return referent.actor or (fold(referent.phrase.name).split()[-1] if named else referent.name)


def joined(referent: Referent, seen: Sequence[Referent]) -> Referent:
    """The same person as already met as a source, if so."""
    return next((r for r in reversed(seen) if key_of(r) == key_of(referent)), referent)


def fullest(known: Known, seen: Sequence[Referent]) -> dict[str, Referent]:
    """For each source the longest description that holds its name (the first for those without a name)."""
    best: dict[str, Referent] = {}
    for referent in seen:
        held = best.get(key_of(referent))
        named = _names_itself(known, referent) and len(referent.name) <= _LONGEST
        if held is None or (named and (len(referent.name) > len(held.name) or not held.phrase.name)):
            best[key_of(referent)] = referent
    for key, referent in best.items():
        actor = known.actors.get(key)
        if actor and actor.kind in ("person", "outlet") and not _names_itself(known, referent):
            best[key] = replace(referent, name=actor.name)
    return {key: _with_first_name(known.article, referent) for key, referent in best.items()}


def _names_itself(known: Known, referent: Referent) -> bool:
    """Does the phrase hold the name (all of it, when the actor is known)?"""
    actor = known.actors.get(referent.actor)
    return fold(actor.name) in fold(referent.name) if actor else bool(referent.phrase.name)


def _with_first_name(article: Article, referent: Referent) -> Referent:
    """A bare surname («M. Zell») with the first name that the article gives somewhere («Anton Zell»)."""
    surname = referent.phrase.name
    if referent.cls != "person" or not surname or " " in surname or referent.name.count(" ") > 1:
        return referent
    first = r"(?<![.!?»”\"] )(?<!^)\b[A-ZÀ-Þ][\w'-]+ (?:[A-ZÀ-Þ][\w'-]+ )?"
    full = re.search(rf"{first}{re.escape(surname)}\b", article.text)
    return replace(referent, name=full.group()) if full and not full.group().split()[0].isupper() else referent
