"""Who a source is inside the article: class, fullest description, actor; pronouns and short forms followed back.

Attributions are read in text order.  A pronoun goes to the last speaker it agrees with when it stands in an incise
(«a-t-il déclaré»), else to the nearest person before it; «l'homme», «l'ancien responsable» to a speaker before
with that head or a generic one; «le quotidien», «nos confrères» to the outlet named before.  Unnamed sources
are joined only so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from selon.find.described import described
from selon.find.nesting import holder_of
from selon.find.referents import (
    HUMAN,
    KIND_CLASS,
    REACH,
    Known,
    Referent,
    agrees,
    find_genders,
    fullest,
    gender_of,
    joined,
    key_of,
    likeliest,
    mentioned,
)
from selon.find.source_class import class_of
from selon.find.source_phrase import Phrase, SourceRules, read_phrase
from selon.find.spans import bounds, covers, said
from selon.find.via import ViaRules, find_via
from selon.model import Actor, Article, Attribution, Mention, Span

_NOT_OF_THE_PRESS = frozenset({"deny", "refuse", "want", "demand", "promise", "threaten", "propose"})
_NOUN_PHRASE = re.compile(
    r"(?:\b(?:l'une? des|l'|les?|la|une?|des|du|d'autres|de nombreux|de nombreuses|plusieurs|certains|certaines"
    r"|ces?|cette|cet|the|an?|some|many|several)\s?)(?:(?!\b(?:les?|la|une?|des|par|the|an?|several|some|by)\b)[^,;:«»“”\"()])*$",
    re.IGNORECASE,
)


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
        find_genders(article, named, rules),
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
    full = fullest(known, seen)
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
    best = full.get(key_of(referent), referent)
    cls = best.cls if referent.cls in ("office", "person") and best.cls == "person" else referent.cls
    return replace(attribution, source_class=cls, resolved=best.name, actor=referent.actor)


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
    return described(known, span, phrase, seen)


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
        speaker = next((r for r in reversed(seen) if r.spoke and at - REACH < r.start < at), None)
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
    acting = attribution.act in _NOT_OF_THE_PRESS  # «il dément» after «selon Meridia» is not the agency
    speakers = [
        r
        for r in seen
        if r.start < span.start and r.spoke and agrees(known, r, phrase) and not (acting and r.cls == "outlet")
    ]
    persons = [r for r in mentioned(known, span.start, HUMAN | {"group"}) if agrees(known, r, phrase)]
    own = [r for r in persons if r.start >= _sentence_start(known.article, span.start)]
    if phrase.pronoun == "any" and own:
        return replace(joined(own[0], seen), start=span.start, spoke=True)
    if phrase.text.lower().startswith(("ce", "the latter")):
        nearest = [r for r in mentioned(known, span.start, None) if agrees(known, r, phrase)]
        if nearest:
            return replace(joined(nearest[-1], seen), start=span.start, spoke=True)
    last, near = likeliest(known, speakers, phrase), likeliest(known, persons, phrase)
    if near and (last is None or (not _in_incise(attribution) and last.start < near.start)):
        sentence = [r for r in persons if r.start >= _sentence_before(known.article, span.start)]
        women = [r for r in sentence if phrase.gender == "f" and gender_of(known, r) == "f"]
        subject = (women or sentence or [near])[0]
        if last is None or not sentence or last.start < sentence[0].start:
            return replace(joined(subject, seen), start=span.start, spoke=True)
    if last:
        return replace(last, start=span.start)
    plural = phrase.pronoun == "pl"
    return Referent(span.start, phrase, "group" if plural else "person", "", phrase.text)


def _in_incise(attribution: Attribution) -> bool:
    """«…», a-t-il déclaré; …, selon lui: the source stands after some of the content."""
    return not attribution.cue or bounds(attribution.content).start < bounds(attribution.source).start


def _sentence_before(article: Article, offset: int) -> int:
    """The start of the sentence before the one that holds ``offset``, in the same block if it can be."""
    starts = [s.start for s in article.sentences if s.start <= offset]
    return starts[-2] if len(starts) > 1 else (starts[0] if starts else 0)


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
    referent = described(known, Span(span.start - 1 - len(words), span.start), read_phrase(words, known.rules), seen)
    return replace(referent, start=span.start) if referent else None


def _sentence_start(article: Article, offset: int) -> int:
    return max((s.start for s in article.sentences if s.start <= offset), default=0)


def _from_mention(known: Known, mention: Mention, at: int, seen: Sequence[Referent]) -> Referent:
    actor = known.actors[mention.actor]
    text = known.article.text[mention.start : mention.end]
    phrase = read_phrase(text, known.rules)
    cls = KIND_CLASS.get(actor.kind) or class_of(phrase, known.rules) or "anonymous"
    return joined(Referent(at, phrase, cls, actor.id, text), seen)
