"""Terms of a proposal: topic → value, with the earlier or opposite value that it stands against."""

import re
from collections.abc import Iterator, Mapping

from selon.find.lookups import clip, overlaps
from selon.find.topics import TopicRules
from selon.ids import evidence_of
from selon.model import Article, Sentence, Span, Term

VALUE_LIMIT = 200
_LEAD = 60  # code points before the topic's words in which its determiner is looked for
_POINT = re.compile(
    r"\s*[;•]\s*|\bet enfin,?\s|, (?:ainsi que|as well as|et enfin|and finally|along with|while|and|et|mais|but)\s|"
    r"\s(?:in exchange for|in return for|en échange d[eu']|en contrepartie d[eu'])\s*|"
    r",[»”\"]? (?:according to|selon|d'après)\s|,[»”\"]? (?:[\w'.-]+ ){1,8}(?:said|says)(?!\w)"
)
_JOINT = re.compile(r"\s(?:et|and)\s+|,\s+")
_ARTICLE = re.compile(r"(?:l[ae]s?|une?|the|an?|its|no|\d+)\s")
_DETERMINER = re.compile(
    r"(?<!\w)(?:un|une|le|la|les|l'|des|du|aucune?|toute?s?|son|sa|ses|leurs?|a|an|the|its|their|no|any|all|\d+)(?:\s+|(?<='))",
    re.IGNORECASE,
)
# «la levée des» (sanctions): the noun on which the topic's own noun depends
_NOUN_OF = re.compile(
    r"\S+[\s']\s*[\w-]+\s+(?:[\w-]+\s+)?(?:de|du|des|d'|of)\s*(?:la\s+|l'|les\s+|the\s+|tout\w*\s+)*(?:[\w-]+\s+)?",
    re.IGNORECASE,
)
# In a list of points: what begins no point after a comma; what begins one after «and»; what ends the list.
_ASIDE = re.compile(r"(?!(?:wh(?:ich|o|ere|en|ile)|but|if|as|with|though|because|after|before|than|or)\b)[a-z\d$€£]")
_POINT_AFTER_AND = re.compile(r"(?:the|an?|its|their|no|to|all|any|free|allow|release|halt|end)(?!\w)|[$€£\d]")
_OUT = re.compile(r"said|says|according|selon|d'après", re.IGNORECASE)
_SHORT = re.compile(r"[^,;:]*?(?:[^\s,;:]+[\s']+){0,4}")
_VERSUS_END = re.compile(r"[;)]|\s[–—]\s|[.!?](?=\s|$)")
_PARTICLE = re.compile(r"d'(?=une?\b)|du\s+|des?\s+(?=la\b|l')|à\s+|to\s+|of\s+", re.IGNORECASE)


def find_terms(
    article: Article, sentence: Sentence, topics: TopicRules, words: Mapping[str, re.Pattern[str]]
) -> Iterator[Term]:
    """The terms of one sentence: one for each of its points that names a matter of talks.

    Of the ``words``, «versus» come before another value («plutôt que»), «strong» are names of proposals, and «lists»
    open a list whose points need no topic.
    """
    text = article.text
    if text[sentence.start : sentence.end].rstrip(' »”"').endswith("?"):
        return
    for start, end, listed in _points(text, sentence, topics, words):
        contrast = words["versus"].search(text, start, end)
        stop = contrast.start() if contrast else end
        names = [m.span() for m in words["strong"].finditer(text, start, stop)]
        named = (t for t in _topics(text, start, stop, topics) if not any(overlaps(t[:2], name) for name in names))
        at, _, label = min(named, default=(-1, -1, ""))
        begin = _noun_start(text, start, at) if label else max([start, *(n[1] for n in names)])
        value = _trimmed(text, stop - len(text[begin:stop].lstrip(" ,")), stop)
        if not label and listed and 1 < len(text[value.start : value.end].split()) < 25:
            bare = _DETERMINER.match(text, *value)  # no topic of the table: its own first words
            label = " ".join(text[bare.end() if bare else value.start : value.end].split()[:3])
        if label:
            versus = _versus(text, contrast.end(), end) if contrast else Span(end, end)
            evidence = evidence_of(article.document, clip(text, start, end, Span(value.start, value.start)))
            yield Term(label, _words(article, value), _words(article, versus), (evidence,))


def _points(
    text: str, sentence: Sentence, topics: TopicRules, words: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[int, int, bool]]:
    """The sentence cut at «;», «, et» …, at an «et» with a topic on either side, and where a list goes on after one of
    the words that open it («called for A, B and C»); whether the point stands in such a list."""
    opening = words["lists"].search(text, sentence.start, sentence.end) if "lists" in words else None
    start, listed, listing = sentence.start, False, opening.end() if opening else sentence.end
    for match in (*_POINT.finditer(text, sentence.start, sentence.end), None):
        end = match.start() if match else sentence.end
        contrast = words["versus"].search(text, start, end)
        stop = contrast.start() if contrast else end
        if start <= listing < stop and any(_topics(text, listing, sentence.end, topics)):
            start, listed = (listing if not any(_topics(text, start, listing, topics)) else start), True
        for joint in _JOINT.finditer(text, start, stop):
            cuts = "," not in joint.group() or _ARTICLE.match(text, joint.end())
            sides = (
                cuts
                and any(_topics(text, start, joint.start(), topics))
                and any(_topics(text, joint.end(), stop, topics))
            )
            opens = (_ASIDE if "," in joint.group() else _POINT_AFTER_AND).match(text, joint.end())
            if sides or (opens and listed and joint.start() > listing):
                yield start, joint.start(), listed
                start = joint.end()
        yield start, end, listed
        start = match.end() if match else end
        listed = listed and not (match and _OUT.search(match.group()))


def _topics(text: str, start: int, end: int, topics: TopicRules) -> Iterator[tuple[int, int, str]]:
    return ((*m.span(), label) for label, pattern in topics.topics for m in pattern.finditer(text, start, end))


def _noun_start(text: str, start: int, at: int) -> int:
    """Where the noun phrase around ``at`` begins: at the last determiner before it, else at ``at``."""
    found = [m.start() for m in _DETERMINER.finditer(text, max(start, at - _LEAD), at)]
    whole = next((f for f in found if _NOUN_OF.fullmatch(text, f, at)), None)
    if whole is not None:
        return whole
    return found[-1] if found and _SHORT.fullmatch(text, found[-1], at) else at


def _versus(text: str, start: int, end: int) -> Span:
    stop = _VERSUS_END.search(text, start, end)
    span = _trimmed(text, start, stop.start() if stop else end)
    particle = _PARTICLE.match(text, *span)
    return Span(particle.end(), span.end) if particle else span


def _trimmed(text: str, start: int, end: int) -> Span:
    kept = clip(text, start, end, Span(start, start), VALUE_LIMIT)
    return Span(kept.start, kept.start + len(text[kept.start : kept.end].rstrip(" ,;:.(–—-")))


def _words(article: Article, span: Span) -> str:
    return " ".join(article.document.raw[span.start : span.end].split())
