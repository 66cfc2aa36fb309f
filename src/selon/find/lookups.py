"""Look-ups that the diplomacy finders share: who is named where, who speaks, what a short quote is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from selon.ids import evidence_of
from selon.model import Actor, Article, Attribution, Evidence, Mention, Scene, Sentence, SourceClass, Span

# A voice that is only a pronoun is nobody yet.
_PRONOUN = re.compile(
    r"ils?|elles?|on|ce|c'|cela|ça|ceci|qui|que|j[e']|nous|tu|vous|lui|eux|celui-ci|celle-ci|ceux-ci|celles-ci|"
    r"s?he|they|it|who|this|that|these|those|i|we|you|him|them",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[\s«“\"]*(?:ce qu['e]\s*|ce à quoi\s+|what\s+)?(?:il|elle|celui-ci|celle-ci|he|she|it)\s", re.IGNORECASE
)
NAME_LIMIT = 60
QUOTE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks or holds a position: a name of at most 60 code points and what is known of him."""

    name: str
    actor: str = ""
    country: str = ""
    kind: str = ""
    sector: str = ""


def named(scene: Scene) -> dict[str, Actor]:
    """The actors of a scene by id."""
    return {actor.id: actor for actor in scene.actors}


def voice_of(scene: Scene, attribution: Attribution) -> Voice | None:
    """The source of an attribution; None when it has neither an actor nor a name."""
    actor = named(scene).get(attribution.actor)
    if actor:
        office = actor.kind == "unnamed" and attribution.source_class == "office"
        return Voice(short_name(actor.name), actor.id, actor.country, "office" if office else actor.kind, actor.sector)
    name = attribution.resolved or " ".join(scene.article.text[s.start : s.end] for s in attribution.source)
    if not name.strip() or _PRONOUN.fullmatch(name.strip()):
        return None
    return Voice(short_name(name), kind=_KINDS.get(attribution.source_class, ""))


_KINDS: Mapping[SourceClass, str] = MappingProxyType(
    {
        "person": "person",
        "office": "office",
        "institution": "institution",
        "group": "group",
        "anonymous": "unnamed",
        "outlet": "outlet",
    }
)


def mention_before(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The last mention that lies within ``start``:``end``."""
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    return max(inside, key=lambda m: (m.start, -m.end), default=None)


def mention_after(mentions: Sequence[Mention], offset: int, reach: int = 12) -> Mention | None:
    """The longest mention that covers ``offset`` or begins at most ``reach`` code points after it."""
    near = [m for m in mentions if m.start <= offset + reach and m.end > offset]
    return min(near, key=lambda m: (max(m.start, offset), -m.end), default=None)


def subject_of_previous(scene: Scene, sentence: Sentence) -> Mention | None:
    """For a pronoun that opens its sentence: the first name of the one before, in the same block."""
    if not _OPENS.match(scene.article.text, sentence.start):
        return None
    number = scene.article.sentences.index(sentence)
    previous = scene.article.sentences[number - 1] if number else sentence
    if previous is sentence or previous.block != sentence.block:
        return None
    inside = [m for m in scene.mentions if previous.start <= m.start < previous.end and m.how == "name"]
    return min(inside, key=lambda m: (m.start, -m.end), default=None)


def glued_name(scene: Scene, start: int, end: int) -> Voice | None:
    """An actor whose name is glued to the next word, as machine translation leaves it («kremlinPour»)."""
    text = scene.article.text[start:end]
    for actor in scene.actors:
        for name in (actor.name, *actor.aliases):
            if len(name) > _GLUED_MIN and re.search(rf"\b(?i:{re.escape(name)})(?=[A-ZÀ-Ý][a-zà-ÿ])", text):
                return Voice(short_name(actor.name), actor.id, actor.country, actor.kind, actor.sector)
    return None


_GLUED_MIN = 4  # code points: shorter names turn up inside words


def voice_at(scene: Scene, mention: Mention) -> Voice | None:
    """The actor of a mention as a voice."""
    actor = named(scene).get(mention.actor)
    return Voice(short_name(actor.name), actor.id, actor.country, actor.kind, actor.sector) if actor else None


def sentence_at(article: Article, offset: int) -> Sentence | None:
    """The sentence that covers an offset."""
    return next((s for s in article.sentences if s.start <= offset < s.end), None)


def short_name(name: str) -> str:
    """A name without its article, of at most 60 code points: of a longer one its shortest named part."""
    name = _DETERMINER.sub("", " ".join(name.split()))
    if len(name) > NAME_LIMIT and "," in name:
        name = min(name.split(","), key=lambda part: (not part.strip()[:1].isupper(), len(part))).strip()
    return name if len(name) <= NAME_LIMIT else _TRAILING.sub("", name[:NAME_LIMIT].rsplit(" ", 1)[0])


_DETERMINER = re.compile(r"^(?:(?:les?|la|une?|des|d'|du|the|an?)\s+|l['’]|d['’](?=un|anc|aut))", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:et|de|du|des|la|le|les|l'|à|au|aux|ses|son|sa|leurs?|en|and|of|the|to|in|for|its))+$"
)


def clip(text: str, start: int, end: int, keep: Span, limit: int = QUOTE_LIMIT) -> Span:
    """At most ``limit`` code points of ``start``:``end`` at word edges, around ``keep``, without outer space."""
    if end - start > limit:
        spare = max(0, limit - (keep.end - keep.start))
        low = max(start, keep.start - spare // 2)
        low = min(low, max(start, end - limit))
        high = min(end, low + limit)
        start = low if low == start else low + _edge(text[low:high])
        end = high if high == end else start + len(text[start:high].rsplit(" ", 1)[0])
    found = text[start:end]
    return Span(start + len(found) - len(found.lstrip()), start + len(found.rstrip()))


def _edge(text: str) -> int:
    match = re.search(r"\s+", text)
    return match.end() if match else 0


def quote_around(article: Article, keep: Span) -> Evidence:
    """The sentence that holds ``keep``, or 300 code points of it, as evidence."""
    sentence = sentence_at(article, keep.start)
    start, end = (sentence.start, sentence.end) if sentence else keep
    return evidence_of(article.document, clip(article.text, start, max(end, min(keep.end, start + 300)), keep))


def overlaps(a: Span | tuple[int, int], b: Span | tuple[int, int]) -> bool:
    """Whether two spans share a code point."""
    return a[0] < b[1] and b[0] < a[1]
