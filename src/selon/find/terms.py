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
# «la levée des» (sanctions): the noun on which the topic's own noun depends
_NOUN_OF = re.compile(
    r"\S+[\s']\s*[\w-]+\s+(?:[\w-]+\s+)?(?:de|du|des|d'|of)\s*(?:la\s+|l'|les\s+|the\s+|tout\w*\s+)*(?:[\w-]+\s+)?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[^,;:]*?(?:[^\s,;:]+[\s']+){0,4}")
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
    for start, end in _points(article.text, sentence, rules):
        term = _term(article, Span(start, end), rules)
        if term:
            yield term


def _points(text: str, sentence: Sentence, rules: TermRules) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for match in (*_POINT.finditer(text, sentence.start, sentence.end), None):
        end = match.start() if match else sentence.end
        for joint in _JOINT.finditer(text, start, end):
            if _names_topic(text, start, joint.start(), rules) and _names_topic(text, joint.end(), end, rules):
                yield start, joint.start()
                start = joint.end()
        yield start, end
        start = match.end() if match else end


_JOINT = re.compile(r"\s(?:et|and)\s+(?=(?:à |au |aux |d[eu']|des |the |les? |la |l'|un |une |an? |for )?)")


def _names_topic(text: str, start: int, end: int, rules: TermRules) -> bool:
    contrast = rules.versus.search(text, start, end)
    end = contrast.start() if contrast else end
    return any(pattern.search(text, start, end) for _, pattern in rules.topics.topics)


def _term(article: Article, point: Span, rules: TermRules) -> Term | None:
    text = article.text
    contrast = rules.versus.search(text, point.start, point.end)
    end = contrast.start() if contrast else point.end
    names = [m.span() for m in rules.names.finditer(text, point.start, end)]
    hits = [
        (m.start(), label)
        for label, pattern in rules.topics.topics
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
    whole = next((f for f in found if _NOUN_OF.fullmatch(text[f:at])), None)
    if whole is not None:
        return whole
    return found[-1] if found and _SHORT.fullmatch(text[found[-1] : at]) else at


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
