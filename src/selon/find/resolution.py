"""Who a source is inside the article: class, fullest description, actor; pronouns and short forms followed back.

Attributions are read in text order.  A pronoun goes to the last speaker it agrees with when it stands in an incise
(«a-t-il déclaré»), else to the nearest person before it; «l'homme», «l'ancien responsable» to a speaker before
with that head or a generic one; «le quotidien», «nos confrères» to the outlet named before.  Unnamed sources
are joined only so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from selon.find.nesting import holder_of
from selon.find.source_class import Phrase, SourceRules, class_of, nation_of, press_fits, read_phrase
from selon.find.spans import bounds, covers, said
from selon.find.via import ViaRules, find_via
from selon.model import Actor, Article, Attribution, Mention, SourceClass, Span
from selon.text.fold import fold

_REACH = 2000  # code points back to the antecedent of a description
_HUMAN: frozenset[SourceClass] = frozenset({"person", "office", "anonymous"})
_KIND_CLASS: Mapping[str, SourceClass] = MappingProxyType(
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
_SHORT_TITLE = 3  # words of a title that may stand for such a person: «le dirigeant turc»
_OFTEN = 3  # mentions that make a person without a title the one an article is about
_WORD = re.compile(r"[\w-]+['.]?")
_NOUN_PHRASE = re.compile(
    r"(?:\b(?:l'une? des|l'|les?|la|une?|des|du|d'autres|de nombreux|de nombreuses|plusieurs|certains|certaines"
    r"|ces?|cette|cet|the|an?|some|many|several)\s?)(?:(?!\b(?:les?|la|une?|des|par|the|an?|several|some|by)\b)[^,;:«»“”\"()])*$",
    re.IGNORECASE,
)


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


def resolve_sources(
    article: Article,
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    rules: SourceRules,
    via_rules: ViaRules,
) -> tuple[Attribution, ...]:
    """The attributions with ``source_class``, ``resolved``, ``actor``, ``via`` and ``via_span`` filled, same
    order."""
    named = sorted(mentions, key=lambda m: (m.start, m.end, m.actor))
    known = Known(
        article,
        {actor.id: actor for actor in actors},
        tuple(m for m in named if m.how != "pronoun"),
        rules,
        _genders(article, named, rules),
    )  # fmt: skip
    found: dict[str, Referent | None] = {}
    seen: list[Referent] = []
    first_person = [a for a in attributions if _is_self(article, a, rules)]
    others = [a for a in attributions if a not in first_person]
    # «nous» stands before the speaker of its quotation is known: those come last.
    for attribution in [*sorted(others, key=_position), *sorted(first_person, key=_position)]:
        referent = _referent(known, attribution, seen, attributions, found)
        found[attribution.id] = referent
        if referent:
            holder = found.get(holder_of(attribution, attributions) or "")
            aloud = attribution.act not in ("want", "refuse") and (holder is None or holder.cls == "outlet")
            seen.append(replace(referent, spoke=referent.spoke and aloud))
    full = _fullest(known, seen)
    settled = [_settle(a, found[a.id], full) for a in attributions]
    sources = [span for a in settled for span in a.source]
    return tuple(find_via(article, a, via_rules, rules, sources) for a in settled)


def _is_self(article: Article, attribution: Attribution, rules: SourceRules) -> bool:
    return rules.has("self", said(article.text, attribution.source).lower())


def _position(attribution: Attribution) -> tuple[int, int]:
    place = attribution.source or attribution.cue or attribution.content
    return bounds(place).start, bounds(attribution.content).start


def _settle(attribution: Attribution, referent: Referent | None, full: Mapping[str, Referent]) -> Attribution:
    if referent is None:
        return replace(attribution, source_class="unstated", resolved="", actor="")
    best = full.get(_key(referent), referent)
    cls = best.cls if referent.cls in ("office", "person") and best.cls == "person" else referent.cls
    return replace(attribution, source_class=cls, resolved=best.name, actor=referent.actor)


def _key(referent: Referent) -> str:
    """What two mentions of one source share: the actor, else the surname."""
    if referent.actor:
        return referent.actor
    return fold(referent.phrase.name).split()[-1] if referent.phrase.name and referent.cls in _HUMAN else referent.name


def _fullest(known: Known, seen: Sequence[Referent]) -> dict[str, Referent]:
    """For each source the longest description that holds its name (the first for those without a name)."""
    best: dict[str, Referent] = {}
    for referent in seen:
        key = _key(referent)
        held = best.get(key)
        named = _names_itself(known, referent) and len(referent.name) <= _LONGEST
        if held is None or (named and (len(referent.name) > len(held.name) or not held.phrase.name)):
            best[key] = referent
    for key, actor in known.actors.items():
        if key in best and actor.kind in ("person", "outlet") and not _names_itself(known, best[key]):
            best[key] = replace(best[key], name=actor.name)
    return {key: _with_first_name(known.article, referent) for key, referent in best.items()}


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


def _names_itself(known: Known, referent: Referent) -> bool:
    """Does the phrase hold the name (all of it, when the actor is known)?"""
    actor = known.actors.get(referent.actor)
    return fold(actor.name) in fold(referent.name) if actor else bool(referent.phrase.name)


def _genders(article: Article, mentions: Sequence[Mention], rules: SourceRules) -> dict[str, str]:
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


def _referent(
    known: Known,
    attribution: Attribution,
    seen: Sequence[Referent],
    attributions: Sequence[Attribution],
    found: Mapping[str, Referent | None],
) -> Referent | None:
    if not attribution.source:
        return None
    span = attribution.source[0]
    phrase = read_phrase(said(known.article.text, attribution.source), known.rules)
    if not phrase.words:
        return None
    if phrase.pronoun == "self":
        return _self(known, attribution, phrase, attributions, found, seen)
    if phrase.pronoun == "impersonal":
        return Referent(
            span.start, phrase, "unstated" if attribution.source_class == "unstated" else "group", "", phrase.text
        )
    if phrase.pronoun:
        return _pronoun(known, attribution, phrase, seen)
    return _description(known, span, phrase, seen)


def _self(
    known: Known,
    attribution: Attribution,
    phrase: Phrase,
    attributions: Sequence[Attribution],
    found: Mapping[str, Referent | None],
    seen: Sequence[Referent],
) -> Referent | None:
    """«je», «nous» in a quotation: its speaker."""
    at = attribution.source[0].start
    around = [
        a for a in attributions if a.id != attribution.id and found.get(a.id) and any(covers(s, at) for s in a.content)
    ]
    if around:
        speaker = found[min(around, key=lambda a: sum(s.end - s.start for s in a.content)).id]
    elif any(q.start < at < q.end for q in known.article.quotations):
        speaker = next((r for r in reversed(seen) if r.spoke and at - _REACH < r.start < at), None)
    else:
        speaker = None
    if speaker:
        return replace(speaker, start=at, spoke=False)
    return Referent(
        at, phrase, "group" if phrase.words[0] in ("nous", "we") else "person", "", phrase.text, spoke=False
    )


def _pronoun(known: Known, attribution: Attribution, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    span = attribution.source[0]
    if any(known.rules.has("relative", word) for word in phrase.words):
        return _antecedent(known, span, seen)
    speakers = [r for r in seen if r.start < span.start and r.spoke and _agrees(known, r, phrase)]
    persons = [r for r in _mentioned(known, span.start, _HUMAN | {"group"}) if _agrees(known, r, phrase)]
    if phrase.text.lower().startswith(("ce", "the latter")):
        nearest = [r for r in _mentioned(known, span.start, None) if _agrees(known, r, phrase)]
        if nearest:
            return replace(_joined(nearest[-1], seen), start=span.start, spoke=True)
    last, near = _likeliest(known, speakers, phrase), _likeliest(known, persons, phrase)
    if near and (last is None or (not _in_incise(attribution) and last.start < near.start)):
        sentence = [r for r in persons if r.start >= _sentence_before(known.article, span.start)]
        women = [r for r in sentence if phrase.gender == "f" and _gender(known, r) == "f"]
        subject = (women or sentence or [near])[0]
        if last is None or not sentence or last.start < sentence[0].start:
            return replace(_joined(subject, seen), start=span.start, spoke=True)
    if last:
        return replace(last, start=span.start)
    plural = phrase.pronoun == "pl"
    return Referent(span.start, phrase, "group" if plural else "person", "", phrase.text)


def _joined(referent: Referent, seen: Sequence[Referent]) -> Referent:
    """The same person as already met as a source, if so."""
    return next((r for r in reversed(seen) if _key(r) == _key(referent)), referent)


def _in_incise(attribution: Attribution) -> bool:
    """«…», a-t-il déclaré; …, selon lui: the source stands after some of the content."""
    return not attribution.cue or bounds(attribution.content).start < bounds(attribution.source).start


def _sentence_before(article: Article, offset: int) -> int:
    """The start of the sentence before the one that holds ``offset``, in the same block if it can be."""
    starts = [s.start for s in article.sentences if s.start <= offset]
    return starts[-2] if len(starts) > 1 else (starts[0] if starts else 0)


def _agrees(known: Known, referent: Referent, phrase: Phrase) -> bool:
    plural = referent.phrase.plural or referent.cls == "group"
    if phrase.pronoun == "pl":
        return plural
    if phrase.pronoun == "any":
        return True
    if plural or referent.cls in ("rumour", "document"):
        return False
    gender = _gender(known, referent)
    return not gender or not phrase.gender or gender == phrase.gender


def _gender(known: Known, referent: Referent) -> str:
    return known.genders.get(referent.actor, "") or referent.phrase.gender


def _likeliest(known: Known, referents: Sequence[Referent], phrase: Phrase) -> Referent | None:
    """The last one; but «elle» prefers somebody near known as a woman to one whose gender is not known."""
    if phrase.gender == "f":
        women = [r for r in referents[-4:] if _gender(known, r) == "f"]
        return women[-1] if women else (referents[-1] if referents else None)
    return referents[-1] if referents else None


def _mentioned(known: Known, before: int, classes: frozenset[SourceClass] | None) -> list[Referent]:
    """Those named in the text before an offset, nearest last; only of these classes, if given."""
    out = []
    for mention in known.mentions:
        if mention.end > before or mention.start < before - _REACH:
            continue
        actor = known.actors.get(mention.actor)
        if actor and actor.kind != "place":
            text = known.article.text[mention.start : mention.end]
            phrase = read_phrase(text, known.rules)
            cls = class_of(phrase, known.rules) if actor.kind == "unnamed" else _KIND_CLASS[actor.kind]
            out.append(Referent(mention.start, phrase, cls or "anonymous", actor.id, text, spoke=False))
    return [r for r in out if classes is None or r.cls in classes]


def _antecedent(known: Known, span: Span, seen: Sequence[Referent]) -> Referent | None:
    """What «qui» stands for: the noun phrase just before it."""
    text = known.article.text
    low = max(_sentence_start(known.article, span.start), span.start - 120)
    ending = [m for m in known.mentions if m.start >= low and m.end <= span.start]
    if ending and not re.search(r"\w", text[ending[-1].end : span.start]):
        return _from_mention(known, ending[-1], span.start, seen)
    before = text[low : span.start].rstrip(" ,")
    match = _NOUN_PHRASE.search(before)
    words = (match.group() if match else " ".join(before.split()[-2:])).strip()
    if not words:
        return None
    referent = _description(known, Span(span.start - 1 - len(words), span.start), read_phrase(words, known.rules), seen)
    return replace(referent, start=span.start) if referent else None


def _sentence_start(article: Article, offset: int) -> int:
    return max((s.start for s in article.sentences if s.start <= offset), default=0)


def _from_mention(known: Known, mention: Mention, at: int, seen: Sequence[Referent]) -> Referent:
    actor = known.actors[mention.actor]
    text = known.article.text[mention.start : mention.end]
    phrase = read_phrase(text, known.rules)
    cls = _KIND_CLASS.get(actor.kind) or class_of(phrase, known.rules) or "anonymous"
    return _joined(Referent(at, phrase, cls, actor.id, text), seen)


def _description(known: Known, span: Span, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
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
    return _KIND_CLASS.get(actor.kind, by_words or "person")


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
    key = _key(referent)
    same = next((r for r in reversed(seen) if not r.actor and r.phrase.name and _key(r) == key), None)
    return replace(referent, cls=same.cls) if same else referent


def _described_before(
    known: Known, at: int, phrase: Phrase, by_words: SourceClass | None, seen: Sequence[Referent]
) -> Referent | None:
    rules = known.rules
    if not (phrase.definite or rules.has("same", phrase.head)):
        return None
    near = [r for r in seen if at - 2 * _REACH < r.start < at]
    if by_words == "outlet" or rules.has("outlet", phrase.head):
        press = [r for r in (*near, *_outlets(known, at)) if r.cls == "outlet" and r.phrase.name]
        fit = [r for r in press if press_fits(phrase.head, _name_of(known, r), rules)]
        confreres = not phrase.plural or rules.has("press_any", phrase.head)
        return max(fit, key=lambda r: r.start) if fit and confreres and "médias" not in phrase.words else None
    if phrase.head == "source":
        told = [r for r in near if r.spoke and r.cls in _HUMAN] or [r for r in near if r.spoke]
        return told[-1] if told else None
    if by_words in ("institution", "document", "rumour") or (phrase.plural and not rules.has("unnamed", phrase.head)):
        return None
    fitting = [r for r in near if r.cls in _HUMAN | {"group"} and r.phrase.plural == phrase.plural]
    same = [r for r in fitting if _shares_head(phrase, r)]
    if same:
        return same[-1]
    bare = len(phrase.words) <= 2 and (rules.has("office", phrase.head) or rules.has("official", phrase.head))
    generic = bare or rules.has("generic", phrase.head)
    speakers = [r for r in fitting if r.spoke and r.start > at - _REACH and _agrees(known, r, phrase)]
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
        if mention.start < span.start - _REACH:
            break
        if _may_be(actor, phrase, nation, known):
            text = known.article.text[mention.start : mention.end]
            referent = Referent(mention.start, read_phrase(text, known.rules), "person", actor.id, text)
            return _joined(referent, seen)
    return None


def _may_be(actor: Actor, phrase: Phrase, nation: str, known: Known) -> bool:
    if nation and nation != actor.country and (actor.country or actor.roles):
        return False
    gender = known.genders.get(actor.id, "")
    if gender and phrase.gender and gender != phrase.gender:
        return False
    titles = fold(" ".join(role.title for role in actor.roles)).split()
    if titles:
        return fold(phrase.head) in titles
    often = sum(m.actor == actor.id for m in known.mentions) >= _OFTEN
    return often and not actor.former and len(phrase.words) <= _SHORT_TITLE


def _name_of(known: Known, referent: Referent) -> str:
    actor = known.actors.get(referent.actor)
    return actor.name if actor else referent.phrase.name


def _outlets(known: Known, before: int) -> list[Referent]:
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


def _shares_head(phrase: Phrase, referent: Referent) -> bool:
    words = {fold(word) for word in (*referent.phrase.words, *fold(referent.name).split())}
    return fold(phrase.head) in words
