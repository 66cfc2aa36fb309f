"""Sources that are named or described: «Ned Zell», «l'homme», «le quotidien», «le président valdénien»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from selon.find.referents import (
    HUMAN,
    KIND_CLASS,
    REACH,
    Known,
    Referent,
    agrees,
    joined,
    key_of,
    name_of,
    outlets_named,
)
from selon.find.source_class import class_of, nation_of, press_fits
from selon.find.source_phrase import Phrase, read_phrase
from selon.model import Actor, SourceClass, Span
from selon.text.fold import fold

_SHORT_TITLE = 3  # words of a title that may stand for such a person: «le dirigeant turc»
_OFTEN = 3  # mentions that make a person without a title the one an article is about


def described(known: Known, span: Span, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    """A source named or described: by the actor mentioned in it, by a source before it, else by its own words."""
    by_words = class_of(phrase, known.rules)
    if by_words == "outlet" and phrase.definite and not phrase.name and phrase.names not in ("outlet", "network"):
        press = _described_before(known, span.start, phrase, by_words, seen)
        if press:
            return replace(press, start=span.start, spoke=True)
    actor = _actor_in(known, span, phrase, by_words)
    if actor and actor.kind == "unnamed" and by_words not in ("institution", "outlet", "document"):
        return _unnamed(known, span, phrase, by_words, actor, seen)
    if actor and actor.kind == "person" and not _fits_person(known, actor, phrase, by_words):
        actor = None
    near = actor is not None and (actor.kind == "person" and known.rules.has("unnamed", phrase.head))
    other = actor is not None and (
        actor.kind == "unnamed" or (by_words == "anonymous" and (near or actor.kind != "person"))
    )
    if actor and not other and by_words not in ("document", "rumour"):
        cls = _class_with(actor, phrase, by_words)
        return Referent(span.start, phrase, cls, actor.id, phrase.text)
    if phrase.name:
        return _by_surname(Referent(span.start, phrase, by_words or "person", "", phrase.text), seen)
    before = _described_before(known, span.start, phrase, by_words, seen) or _titled(known, span, phrase, seen)
    if before:
        return replace(before, start=span.start, spoke=True)
    return Referent(span.start, phrase, by_words or ("group" if phrase.plural else "person"), "", phrase.text)


def _fits_person(known: Known, actor: Actor, phrase: Phrase, by_words: SourceClass | None) -> bool:
    titled = any(known.rules.has(kind, phrase.head) for kind in ("office", "official", "civility"))
    if phrase.head and not titled and by_words in ("institution", "group"):
        return False
    gender = known.genders.get(actor.id, "")
    return bool(phrase.name) or not (gender and phrase.gender and gender != phrase.gender)


def _unnamed(
    known: Known, span: Span, phrase: Phrase, by_words: SourceClass | None, actor: Actor, seen: Sequence[Referent]
) -> Referent:
    """An unnamed actor: met before, it keeps its class; met only here though definite, a speaker before is
    meant."""
    met = next((r for r in seen if r.actor == actor.id), None)
    if met:
        return Referent(span.start, phrase, met.cls, actor.id, met.name)
    before = _described_before(known, span.start, phrase, by_words, seen)
    if before and not any(m.actor == actor.id and m.end <= span.start for m in known.mentions):
        return replace(before, start=span.start, spoke=True)
    titled = _titled(known, span, phrase, seen)
    if titled:
        return replace(titled, start=span.start, spoke=True)
    first = min((m for m in known.mentions if m.actor == actor.id), key=lambda m: m.start)
    opening = read_phrase(known.article.text[first.start : first.end], known.rules)
    cls = class_of(opening, known.rules) if first.start < span.start else by_words
    return Referent(span.start, phrase, cls or by_words or "anonymous", actor.id, phrase.text)


def _class_with(actor: Actor, phrase: Phrase, by_words: SourceClass | None) -> SourceClass:
    if actor.kind == "unnamed":
        return by_words or "anonymous"
    if by_words in ("group", "office") and not phrase.name and actor.kind != "person":
        return by_words
    if by_words == "outlet" and actor.kind != "person":
        return by_words
    return KIND_CLASS.get(actor.kind, by_words or "person")


def _actor_in(known: Known, span: Span, phrase: Phrase, by_words: SourceClass | None) -> Actor | None:
    """The actor whom the phrase names: not one that only stands in its complement («un proche de X»)."""
    best: tuple[int, int, Actor] | None = None
    for mention in known.mentions:
        if mention.start >= span.end or mention.end <= span.start:
            continue
        actor = known.actors.get(mention.actor)
        if actor is None or (actor.kind == "place" and phrase.head):
            continue
        inner = known.article.text[max(mention.start, span.start) : min(mention.end, span.end)]
        lead = known.article.text[span.start : max(mention.start, span.start)]
        owned = bool(
            re.search(r"\b(?:de|du|des|of|à|au|aux|en|in|from|par|by)\s+(?:la |le |les |the )?$|d'$|de l'$", lead)
        )
        if owned and by_words != "outlet":
            continue
        rank = (2 if actor.kind == "person" else 1 if phrase.name and phrase.name in inner else 0, len(inner))
        if best is None or rank > best[:2]:
            best = (*rank, actor)
    return best[2] if best else None


def _by_surname(referent: Referent, seen: Sequence[Referent]) -> Referent:
    """«M. Price» after «le porte-parole, Ned Price»: the same, whatever class he had there."""
    key = key_of(referent)
    same = next((r for r in reversed(seen) if not r.actor and r.phrase.name and key_of(r) == key), None)
    return replace(referent, cls=same.cls) if same else referent


def _described_before(
    known: Known, at: int, phrase: Phrase, by_words: SourceClass | None, seen: Sequence[Referent]
) -> Referent | None:
    rules = known.rules
    if not (phrase.definite or rules.has("same", phrase.head)):
        return None
    near = [r for r in seen if at - 2 * REACH < r.start < at]
    if by_words == "outlet" or rules.has("outlet", phrase.head):
        press = [r for r in (*near, *outlets_named(known, at)) if r.cls == "outlet" and r.phrase.name]
        fit = [r for r in press if press_fits(phrase.head, name_of(known, r), rules)]
        confreres = not phrase.plural or rules.has("press_any", phrase.head)
        return max(fit, key=lambda r: r.start) if fit and confreres and "médias" not in phrase.words else None
    if phrase.head == "source":
        told = [r for r in near if r.spoke and r.cls in HUMAN] or [r for r in near if r.spoke]
        return told[-1] if told else None
    if by_words in ("institution", "document", "rumour") or (phrase.plural and not rules.has("unnamed", phrase.head)):
        return None
    fitting = [r for r in near if r.cls in HUMAN | {"group"} and r.phrase.plural == phrase.plural]
    same = [r for r in fitting if _shares_head(phrase, r)]
    if same:
        return same[-1]
    bare = len(phrase.words) <= 2 and (rules.has("office", phrase.head) or rules.has("official", phrase.head))
    generic = bare or rules.has("generic", phrase.head)
    speakers = [r for r in fitting if r.spoke and r.start > at - REACH and agrees(known, r, phrase)]
    return speakers[-1] if generic and speakers and by_words != "group" else None


def _titled(known: Known, span: Span, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    """«le président turc»: the person named before whose title and country do not speak against it."""
    title = any(known.rules.has(kind, phrase.head) for kind in ("office", "official", "generic"))
    if not (title and phrase.definite) or phrase.plural or phrase.head in ("source", "porte-parole", "spokesman"):
        return None
    nation = nation_of(phrase, known.rules)
    for mention in reversed(known.mentions):
        actor = known.actors.get(mention.actor)
        if mention.end > span.start or actor is None or actor.kind != "person" or mention.how != "name":
            continue
        if mention.start < span.start - REACH:
            break
        if _may_be(actor, phrase, nation, known):
            text = known.article.text[mention.start : mention.end]
            referent = Referent(mention.start, read_phrase(text, known.rules), "person", actor.id, text)
            return joined(referent, seen)
    return None


def _may_be(actor: Actor, phrase: Phrase, nation: str, known: Known) -> bool:
    titles = " ".join(role.title for role in actor.roles)
    theirs = actor.country or nation_of(read_phrase("le " + titles, known.rules), known.rules)
    if nation and theirs and nation != theirs:
        return False
    gender = known.genders.get(actor.id, "")
    if gender and phrase.gender and gender != phrase.gender:
        return False
    if titles:
        return fold(phrase.head) in fold(titles).split()
    often = sum(m.actor == actor.id for m in known.mentions) >= _OFTEN
    return often and not actor.former and len(phrase.words) <= _SHORT_TITLE


def _shares_head(phrase: Phrase, referent: Referent) -> bool:
    words = {fold(word) for word in (*referent.phrase.words, *fold(referent.name).split())}
    return fold(phrase.head) in words
