"""Channels told in one sentence without a word of talks: precedents called up, lines through third parties."""

from __future__ import annotations

import re

from selon.find.character import ChannelRules
from selon.find.claims import clip
from selon.find.contact_rules import ContactRules
from selon.find.gather import sides_of
from selon.find.participants import Stage
from selon.find.parties import PEOPLE, Party, participant_of
from selon.find.settings import place_near
from selon.find.sides import between_sides
from selon.find.topics import TopicRules, find_topics
from selon.ids import evidence_of, make_id
from selon.model import Channel, Participant, Scene, Sentence, Span, TimeRef

_YEARS = 3  # a contact at least so many years before publication is history, not the channel of the article


def find_precedents(
    scene: Scene, stage: Stage, contacts: ContactRules, rules: ChannelRules, topics: TopicRules
) -> tuple[Channel, ...]:
    """«comme ce fut le cas à P en 1999»: a channel for each dated place or process after a word of precedent."""
    article = scene.article
    found: list[Channel] = []
    for sentence in article.sentences:
        mark = rules.search("precedent", article.text, sentence.start, sentence.end)
        if mark is None or not rules.search("matter", article.text, sentence.start, sentence.end):
            continue
        start = mark.end()
        for time in scene.times:
            if start <= time.start < sentence.end and _is_past(time, article.document.published):
                channel = _precedent(scene, stage, Span(start, time.end), time, (contacts, rules, topics), sentence)
                found += [channel] if channel else []
                start = time.end
    return tuple(found)


def _is_past(time: TimeRef, published: str | None) -> bool:
    """A year, at least three before the publication where that is known."""
    if time.type != "DATE" or not re.match(r"\d{4}", time.value):
        return False
    return published is None or int(time.value[:4]) <= int(published[:4]) - _YEARS


def _precedent(
    scene: Scene,
    stage: Stage,
    span: Span,
    time: TimeRef,
    rules: tuple[ContactRules, ChannelRules, TopicRules],
    sentence: Sentence,
) -> Channel | None:
    article = scene.article
    contacts, told, topics = rules
    process = told.search("process", article.text, span.start, span.end)
    place, _, _ = place_near(article, span.start, span.end, (), contacts.settings)
    name = " ".join(article.document.raw[process.start() : process.end()].split()) if process else place
    parties = [p for p in stage.within(span.start, span.end) if p.name != place]
    if not name or not (parties or process):
        return None
    return Channel(
        make_id("h", article.document.id, "precedent", time.start),
        f"{name} ({time.value[:4]})",
        tuple(dict.fromkeys(p.name for p in parties)),
        (evidence_of(article.document, clip(article, Span(sentence.start, sentence.end))),),
        participants=_people(scene, parties),
        stage="precedent",
        topics=find_topics(article, span, topics),
        reason="precedent",
    )


def find_mediated(
    scene: Scene, stage: Stage, contacts: ContactRules, rules: ChannelRules, topics: TopicRules
) -> tuple[Channel, ...]:
    """A line through third parties on named topics («par des médiateurs, l'échange de prisonniers»).

    The sides are those of the sentence, or of the sentence before it.
    """
    article = scene.article
    found = []
    for number, sentence in enumerate(article.sentences):
        mark = rules.search("mediated", article.text, sentence.start, sentence.end)
        span = Span(sentence.start, sentence.end)
        subjects = find_topics(article, span, topics) if mark else ()
        if mark is None or not subjects:
            continue
        parties = _told_sides(stage, sentence, mark.end(), contacts)
        if len(sides_of(parties)) < 2 and number:
            parties = _two_before(stage, article.sentences[:number], parties)
        past = any(
            sentence.start <= t.start < sentence.end and _is_past(t, article.document.published) for t in scene.times
        )
        if len({p.country for p in parties if p.country}) < 2:
            continue
        names = list({p.country: p.name for p in reversed(parties) if p.country}.values())[::-1][:3]
        via = article.text[mark.start() : mark.end()]
        found.append(
            Channel(
                make_id("h", article.document.id, "mediated", mark.start()),
                f"{' ↔ '.join(names[:2])} ({via})"[:120],
                tuple(names),
                (evidence_of(article.document, clip(article, span)),),
                participants=_people(scene, parties),
                stage="precedent" if past and article.document.published else "active",
                topics=subjects,
                reason="mediated",
            )
        )
    return tuple(found)


def _told_sides(stage: Stage, sentence: Sentence, at: int, contacts: ContactRules) -> list[Party]:
    """The sides after «entre»; else whoever the sentence names but the mediator («la médiation de X») and bodies."""
    between = contacts.small["between"].search(stage.article.text, at, min(at + 40, sentence.end))
    if between:
        return list(between_sides(stage, sentence, between.end()))
    parties = stage.within(sentence.start, sentence.end)
    return [p for p in parties if p.country not in ("UN", "EU") and not (at <= p.start < at + 20 and p.country)]


def _two_before(stage: Stage, sentences: tuple[Sentence, ...], parties: list[Party]) -> list[Party]:
    for sentence in reversed(sentences[-3:]):
        before = [p for p in stage.within(sentence.start, sentence.end) if p.country]
        if len({p.country for p in before}) > 1:
            return [*before, *parties]
    return parties


def _people(scene: Scene, parties: list[Party]) -> tuple[Participant, ...]:
    people = {p.actor or p.name: p for p in parties if p.rank in PEOPLE or p.rank in ("institution", "official")}
    return tuple(participant_of(scene.article.document, p) for p in people.values())
