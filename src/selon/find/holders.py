"""Who holds a position: the subject before a verb, the name after a phrase, the voice that is speaking."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.find.lookups import Voice, overlaps, subject_of_previous, voice_at, voice_of
from selon.model import Attribution, Scene, Sentence, Span

PUBLIC = frozenset({"state", "institution", "person", "group", "place", "office"})
_GAP = re.compile(
    r"\s*(?:,[^,;:]{0,90},|\([^)]*\))?\s*(?:[\w']*(?:ment|ly)\s+|(?:qui|ne|n'|a|ont|y|en|lui|leur|l'|s'|se|also|who|which|that|has|have|will|"
    r"aussi|également|toujours|pourtant|désormais|encore|déjà|still|now|not)\s*){0,4}[\s«“\"]*"
)
GOVERNED = re.compile(
    r"(?:^|[\s(])(?:à|au|aux|avec|en|par|pour|contre|chez|vers|sur|sous|dans|entre|de|du|des|d'|"
    r"of|to|with|by|in|from|at|against|for|on|between|into|over)\s*(?:les?\s+|la\s+|l'|the\s+)?$",
    re.IGNORECASE,
)
_WE = re.compile(r"(?:^|[\s«“\"'(])(?:nous|je|j'|on|we|i)\s+(?:ne\s+|n'|\w+\s+)?$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:^|[\s«“\"'(])(?:il|elle|ils|elles|qui|celui-ci|celle-ci|ce dernier|cette dernière|he|she|they|it|who)"
    r"\s+(?:ne\s+|n'|\w+\s+)?$",
    re.IGNORECASE,
)


Camp = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position; ``camp`` is the country, else the name."""

    name: str
    actor: str
    camp: str


def holder_before(scene: Scene, sentence: Sentence, cue: Span, camp: Camp | None = None) -> Holder | None:
    """The subject of the verb at ``cue``: of the attribution it introduces, else the name just before."""
    attribution = next((a for a in scene.attributions if any(overlaps(c, cue) for c in a.cue)), None)
    if attribution and attribution.act not in ("assert", "confirm", "not_said"):
        holder = _public(voice_of(scene, attribution))
        if holder:
            return holder
    before = scene.article.text[sentence.start : cue.start]
    if _WE.search(before):
        speaker = innermost(scene, cue)
        return _public(voice_of(scene, speaker)) if speaker else None
    mentions = [m for m in scene.mentions if sentence.start <= m.start and m.end <= cue.start]
    for mention in sorted(mentions, key=lambda m: (-m.end, m.start)):
        gap = scene.article.text[mention.end : cue.start]
        if _GAP.fullmatch(gap) and not GOVERNED.search(scene.article.text[sentence.start : mention.start]):
            holder = _public(voice_at(scene, mention))
            if holder:
                return holder
    if camp and (name := _camp_before(before, camp)):
        return Holder(name, "", name)
    return _antecedent(scene, sentence, cue) if _PRONOUN.search(before) else None


def beside(scene: Scene, sentence: Sentence, cue: Span, holder: Holder) -> Holder | None:
    """The other subject of «X et Y exigent»: the public actor joined to the holder's name before ``cue``."""
    text = scene.article.text
    inside = [m for m in scene.mentions if sentence.start <= m.start and m.end <= cue.start]
    for first in inside:
        for second in inside:
            joined = first.end < second.start and _AND.fullmatch(text[first.end : second.start])
            if joined and holder.actor in (first.actor, second.actor) and first.actor != second.actor:
                other = second if first.actor == holder.actor else first
                governed = GOVERNED.search(text[sentence.start : first.start])
                return None if governed else _public(voice_at(scene, other))
    return None


_AND = re.compile(r"\s+(?:et|and)\s+(?:les?\s+|la\s+|l'|the\s+)?", re.IGNORECASE)


def _camp_before(before: str, camp: Camp) -> str:
    """A side that nobody names («les rebelles»): the noun of the table, with at most one adjective after it."""
    for match in camp.finditer(before):
        adjective = re.match(r" \w{4,}(?= )", before[match.end() :])
        ends = [match.end()] + ([match.end() + adjective.end()] if adjective else [])
        end = next((e for e in ends if _GAP.fullmatch(before[e:])), None)
        if end and _THE.search(before[: match.start()]):
            return before[match.start() : end]
    return ""


_THE = re.compile(r"(?:^|[\s«“\"'(])(?:les?|la|l'|des|the)\s*$", re.IGNORECASE)


def _antecedent(scene: Scene, sentence: Sentence, cue: Span) -> Holder | None:
    """Whom a pronoun means: in indirect speech the speaker, else the subject of the sentence before."""
    speaker = innermost(scene, cue)
    if speaker:
        return _public(voice_of(scene, speaker)) if speaker.form != "direct" else None
    mention = subject_of_previous(scene, sentence)
    return _public(voice_at(scene, mention)) if mention else None


def holder_after(scene: Scene, sentence: Sentence, offset: int, reach: int = 40) -> Holder | None:
    """The first public actor named at most ``reach`` code points after ``offset`` in the sentence."""
    near = [m for m in scene.mentions if offset <= m.start <= offset + max(reach, _ARTICLE) and m.end <= sentence.end]
    for mention in sorted(near, key=lambda m: (m.start, -m.end)):
        holder = _public(voice_at(scene, mention))
        if holder:
            return holder
    return None


_ARTICLE = 8  # room for «que les », «by the »


def speaker_at(scene: Scene, cue: Span) -> Holder | None:
    """The voice in whose words ``cue`` stands; None in the writer's own."""
    attribution = innermost(scene, cue)
    voice = voice_of(scene, attribution) if attribution else None
    return _holder(voice) if voice else None


def innermost(scene: Scene, cue: Span) -> Attribution | None:
    """The narrowest attribution with a known voice whose content covers ``cue``."""
    around = [
        (c.end - c.start, a.id, a)
        for a in scene.attributions
        for c in a.content
        if c.start <= cue.start and cue.end <= c.end and _speaks(a)
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def _public(voice: Voice | None) -> Holder | None:
    if voice is None or voice.kind not in PUBLIC or voice.sector in _NO_SIDE:
        return None
    return _holder(voice) if voice.actor or any(c.isupper() for c in voice.name) else None


_NO_SIDE = frozenset({"JRN", "EDU", "ELI", "NGO", "BUS", "CVL", "SOC"})


def _holder(voice: Voice) -> Holder:
    return Holder(voice.name, voice.actor, voice.country or voice.name)


def _speaks(attribution: Attribution) -> bool:
    """Whether somebody known says the content, rather than wants or refuses it."""
    known = attribution.actor or attribution.resolved or attribution.source
    return bool(known) and (attribution.form != "indirect" or attribution.act in _SAYING)


_SAYING = frozenset({"assert", "confirm", "deny", "not_said", "doubt", "believe"})
