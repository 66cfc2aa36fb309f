"""Look-ups that the diplomacy finders share: who is named where, who speaks, what a short quote is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selon.find.claims import sentence_at
from selon.ids import evidence_of
from selon.model import Article, Attribution, Claim, Evidence, Mention, Scene, Sentence, Span

# A voice that is only a pronoun, or the editor's own note, is nobody.
_NOBODY = re.compile(
    r"ils?|elles?|on|ce|c'|cela|ça|ceci|qui|que|j[e']|nous|tu|vous|lui|eux|celui-ci|celle-ci|ceux-ci|celles-ci|"
    r"s?he|they|it|who|this|that|these|those|i|we|you|him|them|personne|nobody|no one|"
    r"n\.?d\.?l\.?r\.?|note de la rédaction|editor's note",
    re.IGNORECASE,
)
_HE = re.compile(r"il|s?he", re.IGNORECASE)
_OPENS = re.compile(
    r"[\s«“\"]*(?:ce qu['e]\s*|ce à quoi\s+|what\s+)?(?:il|elle|celui-ci|celle-ci|he|she|it|its|his|her|their)\s",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:(?:les?|la|une?|des|d'|du|the|an?)\s+|l['’]|d['’](?=un|anc|aut))", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:et|de|du|des|la|le|les|l'|à|au|aux|ses|son|sa|leurs?|en|and|of|the|to|in|for|its))+$"
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

    @property
    def camp(self) -> str:
        """The side it stands for: the country, else the name."""
        return self.country or self.name


def voice_at(scene: Scene, actor_id: str) -> Voice | None:
    """The actor of a mention or attribution as a voice."""
    actor = next((a for a in scene.actors if a.id == actor_id and not _NOBODY.fullmatch(a.name)), None)
    return Voice(short_name(actor.name), actor.id, actor.country, actor.kind, actor.sector) if actor else None


def voice_of(scene: Scene, attribution: Attribution | None) -> Voice | None:
    """The source of an attribution; None when it has neither an actor nor a name."""
    if attribution is None:
        return None
    voice = voice_at(scene, attribution.actor)
    source = " ".join(scene.article.text[s.start : s.end] for s in attribution.source)
    if voice and voice.kind == "state" and attribution.form == "direct" and _HE.fullmatch(source):
        return None  # «a-t-il écrit» is a man whom the article has named, and no state
    if voice:
        office = voice.kind == "unnamed" and attribution.source_class == "office"
        return replace(voice, kind="office") if office else voice
    name = attribution.resolved or source
    if not name.strip() or _NOBODY.fullmatch(name.strip()):
        return None
    kind = attribution.source_class
    return Voice(short_name(name), kind="unnamed" if kind == "anonymous" else kind)


def attribution_of(scene: Scene, cue: Span) -> Attribution | None:
    """The attribution whose own cue is the verb at ``cue``."""
    return next((a for a in scene.attributions if any(overlaps(c, cue) for c in a.cue)), None)


def mentions_in(scene: Scene, start: int, end: int) -> Iterator[Mention]:
    """The mentions that lie within ``start``:``end``, the last first, of two at one place the longer."""
    inside = (m for m in scene.mentions if start <= m.start and m.end <= end)
    return iter(sorted(inside, key=lambda m: (-m.end, m.start)))


def subject_of_previous(scene: Scene, sentence: Sentence) -> Mention | None:
    """For a pronoun that opens its sentence: the first name of the one before."""
    number = scene.article.sentences.index(sentence)
    if not number or not _OPENS.match(scene.article.text, sentence.start):
        return None
    previous = scene.article.sentences[number - 1]
    inside = [m for m in scene.mentions if previous.start <= m.start < previous.end and m.how == "name"]
    return min(inside, key=lambda m: (m.start, -m.end), default=None)


def short_name(name: str) -> str:
    """A name without its article, cut to at most 60 code points at a word that may end it."""
    name = _DETERMINER.sub("", " ".join(name.split()))
    return name if len(name) <= NAME_LIMIT else _TRAILING.sub("", name[:NAME_LIMIT].rsplit(" ", 1)[0])


def clip(text: str, start: int, end: int, keep: Span, limit: int = QUOTE_LIMIT) -> Span:
    """At most ``limit`` code points of ``start``:``end`` at word edges, around ``keep``, without outer space."""
    if end - start > limit:
        spare = max(0, limit - (keep.end - keep.start))
        low = min(max(start, keep.start - spare // 2), end - limit)
        high = low + limit
        start = low if low == start else text.find(" ", low, high) + 1 or low
        end = high if high == end else max(text.rfind(" ", start, high), start)
    found = text[start:end]
    return Span(start + len(found) - len(found.lstrip()), start + len(found.rstrip()))


def quote_around(article: Article, keep: Span) -> Evidence:
    """The sentence that holds ``keep``, or 300 code points of it, as evidence."""
    sentence = sentence_at(article, keep.start)
    end = max(sentence.end, min(keep.end, sentence.start + 300))
    return evidence_of(article.document, clip(article.text, sentence.start, end, keep))


def claims_at(claims: Sequence[Claim], spans: Sequence[Span]) -> tuple[str, ...]:
    """The ids of the claims whose quote touches one of the spans."""
    return tuple(c.id for c in claims if any(overlaps((e.start, e.end), s) for e in c.evidence for s in spans))


def overlaps(a: Span | tuple[int, int], b: Span | tuple[int, int]) -> bool:
    """Whether two spans share a code point."""
    return a[0] < b[1] and b[0] < a[1]
