"""Those who may be meant by a source, from the sources and names before it; told apart by number and gender."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from selon.find.source_class import class_of
from selon.find.source_phrase import Phrase, SourceRules, read_phrase
from selon.model import Actor, Article, Mention, SourceClass
from selon.text.fold import fold

REACH = 2000  # code points back to the antecedent of a description
HUMAN: frozenset[SourceClass] = frozenset({"person", "office", "anonymous"})
KIND_CLASS: Mapping[str, SourceClass] = MappingProxyType(
    {
        "person": "person",
        "institution": "institution",
        "state": "institution",
        "outlet": "outlet",
        "group": "group",
        "place": "institution",
    }
)
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
    """What resolution looks up: the article, its actors and named mentions, and the rules."""

    article: Article
    actors: Mapping[str, Actor]
    mentions: tuple[Mention, ...]
    rules: SourceRules
    genders: Mapping[str, str]


def find_genders(article: Article, mentions: Sequence[Mention], rules: SourceRules) -> dict[str, str]:
    """The gender of actors, from the given name, or a title or form of address before («la porte-parole …, Vell»)."""
    genders: dict[str, str] = {}
    for mention in mentions:
        given = _WORD.match(article.text, mention.start)
        if given and fold(given.group()) in rules.genders:
            genders[mention.actor] = rules.genders[fold(given.group())]
            continue
        words = [w.lower() for w in _WORD.findall(article.text[max(0, mention.start - 80) : mention.start])]
        for at in range(len(words) - 1, max(-1, len(words) - 10), -1):
            address = words[at].endswith(".") or words[at] in ("mme", "mrs", "ms", "mr", "madame", "monsieur")
            title = at + 1 < len(words) and any(rules.has(k, words[at + 1]) for k in ("office", "official", "generic"))
            if not (title and words[-1] not in ("de", "du", "d'", "of")) and not (address and at == len(words) - 1):
                continue
            gender = "f" if rules.has("article_f", words[at]) else "m" if rules.has("article_m", words[at]) else ""
            if gender:
                genders.setdefault(mention.actor, gender)
                break
    return genders


def gender_of(known: Known, referent: Referent) -> str:
    return known.genders.get(referent.actor, "") or referent.phrase.gender


def agrees(known: Known, referent: Referent, phrase: Phrase) -> bool:
    plural = referent.phrase.plural or referent.cls == "group"
    if phrase.pronoun == "pl":
        return plural
    if phrase.pronoun == "any":
        return True
    if plural or referent.cls in ("rumour", "document"):
        return False
    gender = gender_of(known, referent)
    return not gender or not phrase.gender or gender == phrase.gender


def likeliest(known: Known, referents: Sequence[Referent], phrase: Phrase) -> Referent | None:
    """The last one; but «elle» prefers somebody near known as a woman to one whose gender is not known."""
    if phrase.gender == "f":
        women = [r for r in referents[-4:] if gender_of(known, r) == "f"]
        return women[-1] if women else (referents[-1] if referents else None)
    return referents[-1] if referents else None


def mentioned(known: Known, before: int, classes: frozenset[SourceClass] | None) -> list[Referent]:
    """Those named in the text before an offset, nearest last; only of these classes, if given."""
    out = []
    for mention in known.mentions:
        if mention.end > before or mention.start < before - REACH:
            continue
        actor = known.actors.get(mention.actor)
        if actor and actor.kind != "place":
            text = known.article.text[mention.start : mention.end]
            phrase = read_phrase(text, known.rules)
            cls = class_of(phrase, known.rules) if actor.kind == "unnamed" else KIND_CLASS[actor.kind]
            out.append(Referent(mention.start, phrase, cls or "anonymous", actor.id, text, spoke=False))
    return [r for r in out if classes is None or r.cls in classes]


def outlets_named(known: Known, before: int) -> list[Referent]:
    """The outlets named before an offset, whether they speak or are only addressed."""
    out = []
    for mention in known.mentions:
        actor = known.actors.get(mention.actor)
        if actor and actor.kind == "outlet" and mention.end <= before:
            text = known.article.text[mention.start : mention.end]
            out.append(
                Referent(mention.start, read_phrase(text, known.rules), "outlet", actor.id, actor.name, spoke=False)
            )
    return [r for r in out if r.phrase.name]


def name_of(known: Known, referent: Referent) -> str:
    actor = known.actors.get(referent.actor)
    return actor.name if actor else referent.phrase.name


def key_of(referent: Referent) -> str:
    """What two mentions of one source share: the actor, else the surname."""
    if referent.actor:
        return referent.actor
    return fold(referent.phrase.name).split()[-1] if referent.phrase.name and referent.cls in HUMAN else referent.name


def joined(referent: Referent, seen: Sequence[Referent]) -> Referent:
    """The same person as already met as a source, if so."""
    return next((r for r in reversed(seen) if key_of(r) == key_of(referent)), referent)


def _names_itself(known: Known, referent: Referent) -> bool:
    """Does the phrase hold the name (all of it, when the actor is known)?"""
    actor = known.actors.get(referent.actor)
    return fold(actor.name) in fold(referent.name) if actor else bool(referent.phrase.name)


def _with_first_name(article: Article, referent: Referent) -> Referent:
    """A bare surname («M. Zell») with the first name that the article gives somewhere («Anton Zell»)."""
    surname = referent.phrase.name
    if referent.cls != "person" or not surname or " " in surname or referent.name.count(" ") > 1:
        return referent
    full = re.search(
        rf"(?<![.!?»”\"] )(?<!^)\b[A-ZÀ-Þ][\w'-]+ (?:[A-ZÀ-Þ][\w'-]+ )?{re.escape(surname)}\b", article.text
    )
    if full is None or full.group().split()[0].isupper():
        return referent
    return replace(referent, name=full.group())


def fullest(known: Known, seen: Sequence[Referent]) -> dict[str, Referent]:
    """For each source the longest description that holds its name (the first for those without a name)."""
    best: dict[str, Referent] = {}
    for referent in seen:
        key = key_of(referent)
        held = best.get(key)
        named = _names_itself(known, referent) and len(referent.name) <= _LONGEST
        if held is None or (named and (len(referent.name) > len(held.name) or not held.phrase.name)):
            best[key] = referent
    for key, actor in known.actors.items():
        if key in best and actor.kind in ("person", "outlet") and not _names_itself(known, best[key]):
            best[key] = replace(best[key], name=actor.name)
    return {key: _with_first_name(known.article, referent) for key, referent in best.items()}
