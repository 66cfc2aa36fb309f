"""Sources that are named or described: «Ned Zell», «l'homme», «le quotidien», «le président valdénien»."""

import re
from collections.abc import Sequence
from dataclasses import replace

from selon.find.claims import one_matter
from selon.find.lookups import overlaps
from selon.find.referents import HUMAN, KIND_CLASS, REACH, Known, Referent, joined
from selon.find.sources import Phrase, class_of, is_human, nation_of, press_fits, read_phrase
from selon.model import Actor, SourceClass, Span
from selon.text.fold import fold

_PRESS = frozenset({"presse", "press", "media"})  # all of it, no outlet
_SHORT_TITLE = 3  # words of a title that may stand for such a person: «le dirigeant turc»
_OFTEN = 3  # mentions that make a person without a title the one an article is about
_OWNER = re.compile(r"\b(?:de|du|des|of|à|au|aux|en|in|from|par|by)\s+(?:la |le |les |the )?$|d'$|de l'$")


def described(known: Known, span: Span, phrase: Phrase, seen: Sequence[Referent]) -> Referent:
    """A source named or described: by the actor mentioned in it, by a source before it, else by its own words."""
    rules = known.rules
    by_words = class_of(phrase, rules)
    if by_words == "outlet" and phrase.definite and not phrase.name and phrase.names != "outlet":
        press = _press_before(known, span.start, phrase, seen)
        if press:
            return replace(press, start=span.start, spoke=True)
    actor = _actor_in(known, span, phrase, by_words)
    if actor and actor.kind == "unnamed" and by_words not in ("institution", "outlet", "document"):
        return _unnamed(known, span, phrase, actor, seen)
    if actor and actor.kind == "person":
        gendered = not phrase.name and phrase.gender and known.genders.get(actor.id, phrase.gender) != phrase.gender
        titled = not phrase.head or rules.is_any(phrase.head, "office", "official", "civility")
        thing = by_words in ("institution", "group") and not titled
        near = by_words == "anonymous" and rules.has("unnamed", phrase.head)  # «un proche», near him
        actor = None if gendered or thing or near else actor
    elif actor and (actor.kind == "unnamed" or by_words == "anonymous"):
        actor = None
    if actor and by_words not in ("document", "rumour"):
        own = by_words == "outlet" or (by_words in ("group", "office") and not phrase.name)
        cls = by_words if by_words and own and actor.kind != "person" else KIND_CLASS[actor.kind]
        return Referent(span.start, phrase, cls, actor.id, phrase.shown)
    before = _described_before(known, span.start, phrase, by_words, seen) or _titled(known, span, phrase, seen)
    if before and not phrase.name:
        return replace(before, start=span.start, spoke=True)
    return Referent(span.start, phrase, by_words or ("group" if phrase.plural else "person"), "", phrase.shown)


def _unnamed(known: Known, span: Span, phrase: Phrase, actor: Actor, seen: Sequence[Referent]) -> Referent:
    """An unnamed actor: met before, it keeps its class; met only here, a speaker before may be meant."""
    by_words = class_of(phrase, known.rules)
    met = next((r for r in seen if r.actor == actor.id), None)
    if met:
        return Referent(span.start, phrase, met.cls, actor.id, met.name)
    first = min((m for m in known.mentions if m.actor == actor.id), key=lambda m: m.start)
    before = None if first.end <= span.start else _described_before(known, span.start, phrase, by_words, seen)
    before = before or _titled(known, span, phrase, seen)
    if before:
        return replace(before, start=span.start, spoke=True)
    cls = class_of(known.read(first), known.rules) if first.start < span.start else by_words
    return Referent(span.start, phrase, cls or "anonymous", actor.id, phrase.shown)


def _actor_in(known: Known, span: Span, phrase: Phrase, by_words: SourceClass | None) -> Actor | None:
    """The actor whom the phrase names: not one that only stands in its complement («un proche de X»)."""
    text, ranked = known.article.text, []
    for mention in known.mentions:
        actor = known.actors.get(mention.actor)
        if actor is None or not overlaps((mention.start, mention.end), span) or (actor.kind == "place" and phrase.head):
            continue
        owner = _OWNER.search(text[span.start : max(mention.start, span.start)])
        if (owner and by_words != "outlet") or (mention.embedded and actor.kind == "person"):
            continue  # «un proche de X», «l'administration X»
        if actor.kind == "outlet" and is_human(phrase, known.rules):
            continue  # «deux diplomates interrogés par Lorme Matin»
        inner = text[max(mention.start, span.start) : min(mention.end, span.end)]
        rank = 2 if actor.kind == "person" else int(bool(phrase.name) and phrase.name in inner)
        ranked.append((rank, len(inner), actor))
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def _press_before(known: Known, at: int, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    """The outlet named last for which «le quotidien», «nos confrères» may stand."""
    if phrase.head in _PRESS or "médias" in phrase.words:
        return None
    if phrase.plural and not known.rules.has("press_any", phrase.head):
        return None
    near = [r for r in (*seen, *known.named_before(at)) if at - 2 * REACH < r.start < at]
    press = [r for r in near if r.cls == "outlet" and r.phrase.name]
    names = {a.id: a.name for a in known.actors.values()}
    fit = [r for r in press if press_fits(phrase.head, names.get(r.actor, r.phrase.name), known.rules)]
    if phrase.plural:  # «nos confrères»: not those of another matter
        fit = [r for r in fit if one_matter(known.article, r.start, at, [Span(r.start, r.start + len(r.phrase.text))])]
    return max(fit, key=lambda r: r.start, default=None)


def _described_before(
    known: Known, at: int, phrase: Phrase, by_words: SourceClass | None, seen: Sequence[Referent]
) -> Referent | None:
    """The source before that a definite description may stand for: with the same head, or any for a generic one."""
    rules, head = known.rules, phrase.head
    if not (phrase.definite or rules.has("same", head)):
        return None
    if by_words == "outlet" or rules.has("outlet", head):
        return _press_before(known, at, phrase, seen)
    near = [r for r in seen if at - 2 * REACH < r.start < at]
    if head == "source":
        told = [r for r in near if r.spoke]
        return next(reversed([r for r in told if r.cls in HUMAN] or told), None)
    if by_words in ("institution", "document", "rumour") or (phrase.plural and not rules.has("unnamed", head)):
        return None
    fitting = [r for r in near if r.cls in HUMAN | {"group"} and r.phrase.plural == phrase.plural]
    same = [r for r in fitting if fold(head) in (fold(w) for w in (*r.phrase.words, *r.name.split()))]
    bare = len(phrase.words) <= 2 and rules.is_any(head, "office", "official")
    if same or by_words == "group" or not (bare or rules.has("generic", head)):
        return same[-1] if same else None
    speakers = [r for r in fitting if r.spoke and r.start > at - REACH and known.agrees(r, phrase)]
    return speakers[-1] if speakers else None


def _titled(known: Known, span: Span, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    """«le président turc»: the person named before whose title and country do not speak against it."""
    title = known.rules.is_any(phrase.head, "office", "official", "generic")
    if not (title and phrase.definite) or phrase.plural or known.rules.has("shared", phrase.head):
        return None
    for mention in reversed(known.mentions):
        actor = known.actors.get(mention.actor)
        before = mention.end <= span.start <= mention.start + REACH
        if before and mention.how == "name" and actor and actor.kind == "person" and _may_be(actor, phrase, known):
            own = known.read(mention)
            return joined(Referent(mention.start, own, "person", actor.id, own.text), seen)
    return None


def _may_be(actor: Actor, phrase: Phrase, known: Known) -> bool:
    titles = " ".join(role.title for role in actor.roles)
    nation = nation_of(phrase, known.rules)
    theirs = actor.country or nation_of(read_phrase("le " + titles, known.rules), known.rules)
    gender = known.genders.get(actor.id, "")
    if (nation and theirs and nation != theirs) or (gender and phrase.gender and gender != phrase.gender):
        return False
    if titles:
        return fold(phrase.head) in fold(titles).split()
    often = sum(m.actor == actor.id for m in known.mentions) >= _OFTEN
    return often and not actor.former and len(phrase.words) <= _SHORT_TITLE
