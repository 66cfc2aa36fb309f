"""Who a source is inside the article: class, fullest description, actor; pronouns and short forms followed back.

Attributions are read in text order.  A pronoun goes to the last speaker it agrees with when it stands in an incise
(«a-t-il déclaré»), else to the nearest person before it; «l'homme», «l'ancien responsable» to a speaker before
with that head or a generic one; «le quotidien», «nos confrères» to the outlet named before.  Unnamed sources
are joined only so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from selon.find.described import described
from selon.find.evidence import in_quotation
from selon.find.nesting import holder_of
from selon.find.referents import HUMAN, KIND_CLASS, REACH, Known, Referent, find_genders, fullest, joined, key_of
from selon.find.sources import Phrase, SourceRules, read_phrase
from selon.find.spans import bounds, said
from selon.model import Actor, Article, Attribution, Mention, SourceClass, Span

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
) -> tuple[Attribution, ...]:
    """The attributions with ``source_class``, ``resolved`` and ``actor`` filled, same order."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.actor))
    named = tuple(m for m in ordered if m.how != "pronoun")
    known = Known(article, {a.id: a for a in actors}, named, rules, find_genders(article, ordered, rules))
    found: dict[str, Referent | None] = {}
    seen: list[Referent] = []
    # «nous» stands before the speaker of its quotation is known: those come last.
    for attribution in sorted(attributions, key=lambda a: (_is_self(article, a, rules), _position(a))):
        holder = found.get(holder_of(attribution, attributions) or "")
        referent = found[attribution.id] = _referent(known, attribution, seen, holder)
        if referent:
            aloud = attribution.act not in ("want", "refuse") and (holder is None or holder.cls == "outlet")
            seen.append(replace(referent, spoke=referent.spoke and aloud))
    full = fullest(known, seen)
    return tuple(_settle(a, found[a.id], full) for a in attributions)


def _is_self(article: Article, attribution: Attribution, rules: SourceRules) -> bool:
    return rules.has("self", said(article.text, attribution.source).lower())


def _position(attribution: Attribution) -> tuple[int, int]:
    place = attribution.source or attribution.cue or attribution.content
    return bounds(place).start, bounds(attribution.content).start


def _settle(attribution: Attribution, referent: Referent | None, full: Mapping[str, Referent]) -> Attribution:
    if referent is None:
        return replace(attribution, source_class="unstated", resolved="", actor="")
    best = full.get(key_of(referent), referent)
    return replace(attribution, source_class=referent.cls, resolved=best.name, actor=referent.actor)


def _referent(
    known: Known, attribution: Attribution, seen: Sequence[Referent], holder: Referent | None
) -> Referent | None:
    """Who an attribution's source is; ``holder`` says what this attribution stands inside of."""
    if not attribution.source:
        return None
    span = attribution.source[0]
    phrase = read_phrase(said(known.article.text, attribution.source), known.rules)
    if phrase.pronoun == "self":  # «je», «nous» in a quotation: its speaker
        spoke = [r for r in seen if r.spoke and span.start - REACH < r.start < span.start]
        speaker = holder or (spoke[-1] if spoke and in_quotation(known.article, span.start) else None)
        ours: SourceClass = "group" if phrase.words[0] in ("nous", "we") else "person"
        return replace(speaker or Referent(0, phrase, ours, "", phrase.text), start=span.start, spoke=False)
    if phrase.pronoun == "impersonal":
        return Referent(span.start, phrase, "group", "", phrase.text)
    if any(known.rules.has("relative", word) for word in phrase.words) and phrase.pronoun:
        return _antecedent(known, span, seen)
    if phrase.pronoun:
        many: SourceClass = "group" if phrase.pronoun == "pl" else "person"
        return _meant(known, attribution, phrase, seen) or Referent(span.start, phrase, many, "", phrase.text)
    return described(known, span, phrase, seen)


def _meant(known: Known, attribution: Attribution, phrase: Phrase, seen: Sequence[Referent]) -> Referent | None:
    """Whom a personal or possessive pronoun means."""
    at, article = attribution.source[0].start, known.article
    acting = attribution.act in _NOT_OF_THE_PRESS  # «il dément» after «selon Meridia» is not the agency
    speakers = [r for r in seen if r.start < at and r.spoke and known.agrees(r, phrase)]
    last = known.likeliest([r for r in speakers if not (acting and r.cls == "outlet")], phrase)
    named = [r for r in known.named_before(at) if known.agrees(r, phrase)]
    persons = [r for r in named if r.cls in HUMAN or r.cls == "group"]
    near = known.likeliest(persons, phrase)
    own = [r for r in persons if r.start >= _sentence_start(article, at)]
    incise = not attribution.cue or bounds(attribution.content).start < at  # «…», a-t-il déclaré; …, selon lui
    subject = None
    if phrase.pronoun == "any" and own:
        subject = own[0]
    elif phrase.text.lower().startswith(("ce", "the latter")) and named:
        subject = named[-1]
    elif near and (last is None or (not incise and last.start < near.start)):
        two = [r for r in persons if r.start >= _sentence_start(article, _sentence_start(article, at) - 1)]
        women = [r for r in two if phrase.gender == "f" and known.gender(r) == "f"]
        if last is None or not two or last.start < two[0].start:
            subject = (women or two or [near])[0]
    if subject:
        return replace(joined(subject, seen), start=at, spoke=True)
    return replace(last, start=at) if last else None


def _antecedent(known: Known, span: Span, seen: Sequence[Referent]) -> Referent | None:
    """What «qui» stands for: the noun phrase just before it."""
    text = known.article.text
    low = max(_sentence_start(known.article, span.start), span.start - 120)
    ending = [m for m in known.mentions if m.start >= low and m.end <= span.start]
    if ending and not re.search(r"\w", text[ending[-1].end : span.start]):
        phrase, actor = known.read(ending[-1]), known.actors[ending[-1].actor]
        cls = KIND_CLASS.get(actor.kind) or "anonymous"
        return joined(Referent(span.start, phrase, cls, actor.id, phrase.text), seen)
    before = text[low : span.start].rstrip(" ,")
    match = _NOUN_PHRASE.search(before)
    words = (match.group() if match else " ".join(before.split()[-2:])).strip()
    if not words:
        return None
    return described(known, Span(span.start - 1 - len(words), span.start), read_phrase(words, known.rules), seen)


def _sentence_start(article: Article, offset: int) -> int:
    return max((s.start for s in article.sentences if s.start <= offset), default=0)
