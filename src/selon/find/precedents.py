"""Channels told in one sentence without a word of talks: precedents called up, lines through third parties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from selon.find.character import ChannelRules
from selon.find.claims import clip
from selon.find.gather import sides_of
from selon.find.participants import Stage
from selon.find.parties import PEOPLE, Party, participant_of
from selon.find.settings import place_near
from selon.find.sides import between_sides
from selon.find.topics import TopicRules, find_topics
from selon.ids import evidence_of, make_id
from selon.model import Article, Channel, Sentence, Span, TimeRef
from selon.model import Stage as Step

_HISTORY = 3  # years before publication from which talks are a precedent, not the channel of the article


def is_history(time: TimeRef | None, published: str | None) -> bool:
    """Whether the time lies in a year at least three before that of the publication."""
    year = time.value[:4] if time else ""
    return bool(published) and year.isdigit() and int(year) <= int(str(published)[:4]) - _HISTORY


def find_precedents(
    stage: Stage, times: tuple[TimeRef, ...], rules: ChannelRules, topics: TopicRules
) -> Iterator[Channel]:
    """«comme ce fut le cas à P en 1999»: a channel for each dated place or process after a word of precedent."""
    article = stage.article
    for sentence in article.sentences:
        mark = rules.says("precedent", article.text, sentence.start, sentence.end)
        if mark is None or not rules.says("matter", article.text, sentence.start, sentence.end):
            continue
        start = mark.end()
        for time in times:
            if start <= time.start < sentence.end and is_history(time, article.document.published):
                process = rules.says("process", article.text, start, time.end)
                place, _, _ = place_near(article, start, time.end, (), rules.settings)
                name = " ".join(article.document.raw[slice(*process.span())].split()) if process else place
                parties = [p for p in stage.within(start, time.end) if p.name != place]
                if name and (parties or process):
                    about = find_topics(article, Span(start, time.end), topics)
                    yield _channel(article, sentence, f"{name} ({time.value[:4]})", parties, "precedent", about)
                start = time.end


def find_mediated(
    stage: Stage, times: tuple[TimeRef, ...], between: re.Pattern[str], rules: ChannelRules, topics: TopicRules
) -> Iterator[Channel]:
    """A line through third parties on named topics («par des médiateurs, l'échange de prisonniers»).

    The sides are those ``between`` which it goes, else those of the sentence, else of one of the three before it.
    """
    article = stage.article
    for number, sentence in enumerate(article.sentences):
        mark = rules.says("mediated", article.text, sentence.start, sentence.end)
        about = find_topics(article, Span(sentence.start, sentence.end), topics) if mark else ()
        if mark is None or not about:
            continue
        parties = _told_sides(stage, sentence, mark.end(), between)
        if len(sides_of(parties)) < 2:
            before = (stage.within(s.start, s.end) for s in reversed(article.sentences[max(0, number - 3) : number]))
            parties = [*(p for p in next((b for b in before if len(_states(b)) > 1), ()) if p.country), *parties]
        if len(states := _states(parties)) > 1:
            past = any(
                sentence.start <= t.start < sentence.end and is_history(t, article.document.published) for t in times
            )
            name = f"{' ↔ '.join(states[:2])} ({mark.group()})"[:120]
            channel = _channel(article, sentence, name, parties, "precedent" if past else "active", about)
            yield replace(channel, parties=tuple(states[:3]), reason="mediated")


def _told_sides(stage: Stage, sentence: Sentence, at: int, between: re.Pattern[str]) -> list[Party]:
    """The sides after «entre»; else whoever the sentence names but the mediator («la médiation de X») and bodies."""
    if match := between.search(stage.article.text, at, min(at + 40, sentence.end)):
        return list(between_sides(stage, sentence, match.end()))
    parties = stage.within(sentence.start, sentence.end)
    return [p for p in parties if p.country not in ("UN", "EU") and not (at <= p.start < at + 20 and p.country)]


def _states(parties: Iterable[Party]) -> list[str]:
    """The first name of each state, the state named last at the end."""
    names: dict[str, str] = {}
    for party in parties:
        names[party.country] = names.pop(party.country, party.name)
    return [name for country, name in names.items() if country]


def _channel(
    article: Article, sentence: Sentence, name: str, parties: list[Party], stage: Step, about: tuple[str, ...]
) -> Channel:
    people = {p.actor or p.name: p for p in parties if p.rank in PEOPLE or p.rank in ("institution", "official")}
    return Channel(
        make_id("h", article.document.id, name, sentence.start),
        name,
        tuple(dict.fromkeys(p.name for p in parties)),
        (evidence_of(article.document, clip(article, Span(sentence.start, sentence.end))),),
        participants=tuple(participant_of(article.document, p) for p in people.values()),
        stage=stage,
        topics=about,
        reason="precedent",
    )
