"""Who holds a position: the subject before a verb, the name after a phrase, the voice that is speaking."""

import re
from itertools import combinations

from selon.find.lookups import Voice, attribution_of, mentions_in, subject_of_previous, voice_at, voice_of
from selon.model import Attribution, Scene, Sentence, Span

_PUBLIC = frozenset({"state", "institution", "person", "group", "place", "office"})
_NO_SIDE = frozenset({"JRN", "EDU", "ELI", "NGO", "BUS", "CVL", "SOC"})
_SAYING = frozenset({"assert", "confirm", "deny", "not_said", "doubt", "believe"})
_GAP = re.compile(
    r"\s*(?:,[^,;:]{0,90},|\([^)]*\))?\s*(?:[\w']*(?:ment|ly)\s+|(?:qui|ne|n'|a|ont|y|en|lui|leur|l'|s'|se|also|who|which|that|has|have|will|"
    r"aussi|également|toujours|pourtant|désormais|encore|déjà|still|now|not)\s*){0,4}[\s«“\"]*"
)
_GOVERNED = re.compile(
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
_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}")
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$")
_HIS = re.compile(r"^(?:Its|His|Her|Their) (?:[\w-]+ ){0,2}$")
_AND = re.compile(r"\s+(?:et|and)\s+(?:les?\s+|la\s+|l'|the\s+)?", re.IGNORECASE)
_THE = re.compile(r"(?:^|[\s«“\"'(])(?:les?|la|l'|des|the)\s*$", re.IGNORECASE)
_NAME = re.compile(
    r"(?:^|\b(?:that|que|but|mais|and|et) |[,“«\"] ?)([A-Z][\w-]{3,}) (?:(?:also|still|now|has|have|had) )*$"
)
_ARTICLE = 8  # code points: room for «que les », «by the »


def holder_before(scene: Scene, sentence: Sentence, cue: Span, camp: re.Pattern[str]) -> Voice | None:
    """The subject of the verb at ``cue``: of the attribution it introduces, else the name just before.

    ``camp`` are the nouns of sides that nobody names («les rebelles»).
    """
    text = scene.article.text
    attribution = attribution_of(scene, cue)
    told = attribution is None or attribution.act in ("assert", "confirm", "not_said")
    if not told and (holder := public(voice_of(scene, attribution))):
        return holder
    before = text[sentence.start : cue.start]
    if _WE.search(before):
        return public(speaker_at(scene, cue))
    for mention in mentions_in(scene, sentence.start, cue.start):
        near = _GAP.fullmatch(text, mention.end, cue.start) and not governed(text, sentence, mention.start)
        if near and (holder := public(voice_at(scene, mention.actor))):
            return holder
    if name := _camp_before(before, camp):
        return Voice(name)
    if _PRONOUN.search(before):
        return _antecedent(scene, sentence, cue)
    own = next((a for a in scene.attributions if any(c.start == cue.start for c in a.content)), None)  # «dit vouloir»
    return public(voice_of(scene, attribution)) or public(voice_of(scene, own)) or _unlisted(text, before)


def _unlisted(text: str, before: str) -> Voice | None:
    """A name of no list just before the verb, if the article has it inside a sentence (so the capital is its own)."""
    found = _NAME.search(before)
    inside = found and re.search(rf"[\w,] {re.escape(found.group(1))}(?!\w)", text)
    return Voice(found.group(1)) if found and inside else None


def governed(text: str, sentence: Sentence, offset: int) -> bool:
    """Whether a preposition governs the name at ``offset`` («the embassy in London» is not London)."""
    return bool(_GOVERNED.search(text[sentence.start : max(offset, sentence.start)]))


def owner_before(scene: Scene, sentence: Sentence, offset: int) -> Voice | None:
    """X of «X's key demand» where ``offset`` is the noun's."""
    text = scene.article.text
    near = (m for m in mentions_in(scene, sentence.start, offset) if _OWNER.fullmatch(text, m.end, offset))
    voices = (public(voice_at(scene, m.actor)) for m in near)
    if voice := next((v for v in voices if v), None):
        return voice
    if _HIS.search(text[sentence.start : offset]) and (mention := subject_of_previous(scene, sentence)):
        return public(voice_at(scene, mention.actor))
    owned = _OWNED.search(text[sentence.start : offset])
    return _unlisted(text, text[sentence.start : sentence.start + owned.start()] + " ") if owned else None


def beside(scene: Scene, sentence: Sentence, cue: Span, holder: Voice) -> Voice | None:
    """The other subject of «X et Y exigent»: the public actor joined to the holder's name before ``cue``."""
    text = scene.article.text
    inside = sorted(mentions_in(scene, sentence.start, cue.start), key=lambda m: m.start)
    for first, second in combinations(inside, 2):
        joined = first.end < second.start and _AND.fullmatch(text, first.end, second.start)
        if joined and holder.actor in (first.actor, second.actor) and first.actor != second.actor:
            other = second if first.actor == holder.actor else first
            return None if governed(text, sentence, first.start) else public(voice_at(scene, other.actor))
    return None


def _camp_before(before: str, camp: re.Pattern[str]) -> str:
    """A side that nobody names: the noun of the table, with at most one adjective after it."""
    for match in camp.finditer(before):
        adjective = re.match(r" (?:\w{4,}|d[eu]s? [A-ZÀ-Ý]\w+)(?=[ ,])", before[match.end() :])
        ends = (match.end(), match.end() + (adjective.end() if adjective else 0))
        end = next((e for e in ends if _GAP.fullmatch(before, e)), None)
        if end and _THE.search(before[: match.start()]):
            return before[match.start() : end]
    return ""


def _antecedent(scene: Scene, sentence: Sentence, cue: Span) -> Voice | None:
    """Whom a pronoun means: in indirect speech the speaker, else the subject of the sentence before."""
    if speaker := _innermost(scene, cue):
        return public(voice_of(scene, speaker)) if speaker.form != "direct" else None
    mention = subject_of_previous(scene, sentence)
    return public(voice_at(scene, mention.actor)) if mention else None


def holder_after(scene: Scene, sentence: Sentence, offset: int, reach: int = _ARTICLE) -> Voice | None:
    """The first public actor named at most ``reach`` code points after ``offset`` in the sentence."""
    near = [m for m in scene.mentions if offset <= m.start <= offset + reach and m.end <= sentence.end]
    voices = (public(voice_at(scene, m.actor)) for m in sorted(near, key=lambda m: (m.start, -m.end)))
    return next((v for v in voices if v), None)


def speaker_at(scene: Scene, cue: Span) -> Voice | None:
    """The voice in whose words ``cue`` stands; None in the writer's own."""
    return voice_of(scene, _innermost(scene, cue))


def _innermost(scene: Scene, cue: Span) -> Attribution | None:
    """The narrowest attribution with a known voice whose content covers ``cue``."""
    around = [
        (c.end - c.start, a.id, a)
        for a in scene.attributions
        for c in a.content
        if c.start <= cue.start and cue.end <= c.end and _speaks(a)
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def public(voice: Voice | None) -> Voice | None:
    """The voice if it may stand for a side: no outlet, scholar, company or unnamed source."""
    if voice is None or voice.kind not in _PUBLIC or voice.sector in _NO_SIDE:
        return None
    return voice if voice.actor or any(c.isupper() for c in voice.name) else None


def _speaks(attribution: Attribution) -> bool:
    """Whether somebody known says the content, rather than wants or refuses it."""
    known = attribution.actor or attribution.resolved or attribution.source
    return bool(known) and (attribution.form != "indirect" or attribution.act in _SAYING)
