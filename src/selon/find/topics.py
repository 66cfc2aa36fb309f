"""What a stretch of an article is about: labels from ``topics.tsv``, and the topics that it says were left out."""

import re
from dataclasses import dataclass

from selon.find.phrases import phrase_pattern
from selon.lang.pack import LanguagePack
from selon.model import Article, Span

_STOP = re.compile(r"[.;:!?…](?:\s|$)|\n|, (?:mais|but) |$")


@dataclass(frozen=True, slots=True)
class TopicRules:
    """Each topic's label with its pattern, and the words after which a topic is said to be excluded.

    ``talks`` are the labels that are a matter between states or camps wherever they are named: a cease-fire, but
    not an election.
    """

    topics: tuple[tuple[str, re.Pattern[str]], ...]
    exclusion: re.Pattern[str]
    talks: frozenset[str]


def topic_rules(pack: LanguagePack) -> TopicRules:
    """Compile ``topics.tsv`` (key, label, scope, terms); the row «-» holds the words that exclude."""
    rows = pack.rows("topics")
    topics = tuple((r["label"], phrase_pattern(r.values("terms"))) for r in rows if r["key"] != "-")
    exclusion = phrase_pattern(v for r in rows if r["key"] == "-" for v in r.values("terms"))
    return TopicRules(topics, exclusion, frozenset(r["label"] for r in rows if r["scope"] == "talks"))


def find_topics(article: Article, span: Span, rules: TopicRules) -> tuple[str, ...]:
    """The labels of the topics that the span names, in its order; those said to be excluded left out."""
    text = article.text[span.start : span.end]
    for start, end in _excluded(text, rules):
        text = text[:start] + " " * (end - start) + text[end:]
    return _topics_in(text, rules)


def excluded_topics(article: Article, span: Span, rules: TopicRules) -> tuple[str, ...]:
    """The labels of the topics that the span says were left out («mais pas de négociations visant à …»)."""
    text = article.text[span.start : span.end]
    found = (label for start, end in _excluded(text, rules) for label in _topics_in(text[start:end], rules))
    return tuple(dict.fromkeys(found))


def _topics_in(text: str, rules: TopicRules) -> tuple[str, ...]:
    """The topics named in ``text``; words inside a longer term do not count («exportations de céréales»)."""
    hits = [(*m.span(), label) for label, pattern in rules.topics for m in pattern.finditer(text)]
    own = [
        (start, label)
        for start, end, label in hits
        if not any(s <= start and end <= e and e - s > end - start for s, e, _ in hits)
    ]
    return tuple(dict.fromkeys(label for _, label in sorted(own)))


def _excluded(text: str, rules: TopicRules) -> list[tuple[int, int]]:
    """Offsets, within ``text``, from each word of exclusion to the end of its clause."""
    stops = ((m.start(), _STOP.search(text, m.end())) for m in rules.exclusion.finditer(text))
    return [(start, stop.start()) for start, stop in stops if stop]
