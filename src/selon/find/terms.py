"""Terms of a proposal: topic → value, with the earlier or opposite value that it stands against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selon.find.lookups import clip, overlaps
from selon.find.topics import TopicRules
from selon.ids import evidence_of
from selon.model import Article, Sentence, Span, Term

VALUE_LIMIT = 200
_POINT = re.compile(
    r"\s*[;•]\s*|\bet enfin,?\s|, (?:ainsi que|as well as|et enfin|and finally|along with|while|and|et|mais|but)\s|"
    r"\s(?:in exchange for|in return for|en échange d[eu']|en contrepartie d[eu'])\s*"
)
_DETERMINER = re.compile(
    r"(?<!\w)(?:un|une|le|la|les|l'|des|du|aucune?|toute?s?|son|sa|ses|leurs?|a|an|the|its|their|no|any|all)(?:\s+|(?<='))",
    re.IGNORECASE,
)
_LEAD = 60  # code points before the topic's words in which its determiner is looked for


@dataclass(frozen=True, slots=True)
class TermRules:
    """The topics, the words before another value («plutôt que»), and the names of proposals themselves."""

    topics: TopicRules
    versus: re.Pattern[str]
    names: re.Pattern[str]


def find_terms(article: Article, sentence: Sentence, rules: TermRules) -> Iterator[Term]:
    """The terms of one sentence: one for each of its points that names a matter of talks."""
    if article.text[sentence.start : sentence.end].rstrip(' »”"').endswith("?"):
        return
    for start, end in _points(article.text, sentence):
        term = _term(article, Span(start, end), rules)
        if term:
            yield term


def _points(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for match in _POINT.finditer(text, sentence.start, sentence.end):
        yield start, match.start()
        start = match.end()
    yield start, sentence.end


def _term(article: Article, point: Span, rules: TermRules) -> Term | None:
    text = article.text
    contrast = rules.versus.search(text, point.start, point.end)
    end = contrast.start() if contrast else point.end
    names = [m.span() for m in rules.names.finditer(text, point.start, end)]
    hits = [
        (m.start(), label)
        for label, pattern in rules.topics.topics
        if label in rules.topics.talks
        for m in pattern.finditer(text, point.start, end)
        if not any(overlaps(m.span(), name) for name in names)
    ]
    if not hits:
        return None
    at, label = min(hits)
    value = _trimmed(text, Span(_noun_start(text, point.start, at), end))
    versus = _versus(text, contrast.end(), point.end) if contrast else None
    raw = article.document.raw
    return Term(
        label,
        " ".join(raw[value.start : value.end].split()),
        " ".join(raw[versus.start : versus.end].split()) if versus else "",
        (evidence_of(article.document, clip(text, point.start, point.end, Span(value.start, value.start))),),
    )


def _noun_start(text: str, start: int, at: int) -> int:
    """Where the noun phrase around ``at`` begins: at the last determiner before it, else at ``at``."""
    found = [m.start() for m in _DETERMINER.finditer(text, max(start, at - _LEAD), at)]
    return found[-1] if found else at


_VERSUS_END = re.compile(r"[;)]|\s[–—]\s|[.!?](?=\s|$)")
_PARTICLE = re.compile(r"d'(?=une?\b)|du\s+|des?\s+(?=la\b|l')|à\s+|to\s+|of\s+", re.IGNORECASE)


def _versus(text: str, start: int, end: int) -> Span:
    stop = _VERSUS_END.search(text, start, end)
    span = _trimmed(text, Span(start, stop.start() if stop else end))
    particle = _PARTICLE.match(text, span.start, span.end)
    return Span(particle.end(), span.end) if particle else span


def _trimmed(text: str, span: Span) -> Span:
    kept = clip(text, span.start, span.end, Span(span.start, span.start), VALUE_LIMIT)
    words = text[kept.start : kept.end]
    return Span(kept.start, kept.start + len(words.rstrip(" ,;:.(–—-")))
