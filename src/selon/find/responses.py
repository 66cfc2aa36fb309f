"""Responses: who confirms, denies or waves away a reported contact, and what of it exactly.

A response is a claim about a claim.  «n'a pas approuvé» is narrower than «nie l'existence»: the facet says which.
Only answers about contacts that the article reports are kept; the refusal of an offer is a position.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from selon.find.claims import sentence_at
from selon.find.holders import beside
from selon.find.lookups import (
    Voice,
    attribution_of,
    claims_at,
    mentions_in,
    overlaps,
    quote_around,
    short_name,
    subject_of_previous,
    voice_at,
    voice_of,
)
from selon.find.parties import GOVERNING
from selon.find.phrases import patterns_by_use, phrase_pattern
from selon.find.same_answer import Answer, merge_answers
from selon.find.targets import choose_target, targets
from selon.ids import make_id
from selon.lang.pack import LanguagePack, Row
from selon.model import Channel, Claim, Facet, Meeting, Response, ResponseKind, Scene, Sentence, Span, Strength

LOOK_BACK = 3  # sentences in which the contact that «ces allégations» stand for is looked for
LEAD = 2  # sentences at the head (title and lead) that say what the article is about
_REPORT_WITHIN = 30  # code points after the verb in which «ces informations» must begin
_VOICE_WITHIN = 12  # code points after «démenti par» in which the voice must begin
_NOUNS = ("contact", "meeting", "report", "reaction")
_SAYING = ("assert", "confirm", "deny", "not_said")
_OFFICIAL = ("person", "institution", "state", "group", "office", "place")
_NEGATED = re.compile(
    r"(?:\bn'|\bne |\bni |\bnot |n't |\bnor |\bneither [^,.;]{0,60}|\b(?:pas|jamais|not|never) )(?:\w+ ){0,2}\w+$",
    re.IGNORECASE,
)
# «…, le palais présidentiel n'a pas souhaité commenter»: a subject that is nobody's name
_SUBJECT = re.compile(r"(?:^|, )((?:le |la |l'|les |the )[\w' -]{4,60}?) ?$", re.IGNORECASE)
# «des pourparlers que X a démentis»: what is denied stands before the verb
_OBJECT = re.compile(r"\w ?,? (?:ce )?(?:que |qu')[^,;:«»\"]{2,40}$")
_REQUEST = re.compile(r"\b(?:requests?|demandes?|sollicitations?)\b")  # «for comment»: on what the article is about
_TITLED = re.compile(r"(?:les|the|both) [a-zà-ÿ]{4,}", re.IGNORECASE)  # «les présidents Dost et Merle»
_CLAUSE_END = re.compile(r"[.;:!?](?=\s|$)|, (?:mais|tandis que|alors que|but|while|whereas)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``responses.tsv`` compiled."""

    use: str
    kind: ResponseKind
    facet: tuple[Facet, ...]
    strength: Strength
    pattern: re.Pattern[str]
    place: str


@dataclass(frozen=True, slots=True)
class ResponseRules:
    """The cues by row, and by use the nouns for contacts (``contact`` holds meetings too), reports and reactions."""

    cues: tuple[Cue, ...]
    words: Mapping[str, re.Pattern[str]]
    contact: re.Pattern[str]


def response_rules(pack: LanguagePack) -> ResponseRules:
    """Compile ``responses.tsv`` (use, kind, facet, strength, phrases)."""
    rows = pack.rows("responses")
    contact = phrase_pattern(p for row in rows if row["use"] in ("contact", "meeting") for p in row.values("phrases"))
    words = patterns_by_use(row for row in rows if row["use"] in _NOUNS)
    return ResponseRules(tuple(_cue(row) for row in rows if row["use"] not in _NOUNS), words, contact)


def _cue(row: Row) -> Cue:
    return Cue(
        row["use"],
        cast(ResponseKind, row["kind"]),
        tuple(cast(Facet, f) for f in row.values("facet")),
        cast(Strength, row["strength"] or "flat"),
        phrase_pattern(row.values("phrases")),
        row.place,
    )


def find_responses(
    scene: Scene,
    claims: Sequence[Claim],
    meetings: Sequence[Meeting],
    channels: Sequence[Channel],
    rules: ResponseRules,
) -> tuple[Response, ...]:
    """The responses of an article in the order of its text, each voice and facet once.

    ``target`` is the id of the meeting, channel or claim of the article that is answered, or None.
    """
    known = targets(claims, meetings, channels, rules.contact)
    contacts = [target for target in known if target.kind != "claim"]
    if not contacts and len({actor.country for actor in scene.actors if actor.country}) == 1:
        return ()  # a country's own affairs
    found = []
    for answer in merge_answers([*_from_verbs(scene, rules), *_from_contents(scene, rules)]):
        if not answer.named and not (contacts if answer.width else known):
            continue  # «ces informations», or words that name no contact, where none was found at all
        voice, start = answer.voice, answer.spans[0].start
        found.append(
            Response(
                make_id("d", scene.article.document.id, voice.name, answer.kind, start),
                answer.kind,
                voice.name,
                tuple(quote_around(scene.article, span) for span in answer.spans),
                voice.actor or None,
                answer.facet,
                answer.strength,
                choose_target(known, answer.object, start, rules.words["meeting"]),
                answer.object,
                claims_at(claims, answer.spans),
                answer.reason,
            )
        )
    return tuple(found)


# --- denials by verb, participle and noun --------------------------------------------------------------------


def _from_verbs(scene: Scene, rules: ResponseRules) -> Iterator[Answer]:
    text = scene.article.text
    cues = [cue for cue in rules.cues if cue.use in ("verb", "passive", "noun")]
    for sentence in scene.article.sentences:
        for cue in cues:
            for match in cue.pattern.finditer(text, sentence.start, sentence.end):
                yield from _verb_answers(scene, rules, sentence, cue, Span(*match.span()))


def _verb_answers(scene: Scene, rules: ResponseRules, sentence: Sentence, cue: Cue, at: Span) -> Iterator[Answer]:
    text = scene.article.text
    words = text[sentence.start : at.start]
    if cue.use == "verb":
        stop = _CLAUSE_END.search(text, at.end, sentence.end)
        before = _OBJECT.search(words)
        words = words[: before.start()] if before else text[at.end : stop.start() if stop else sentence.end]
    if not _concerns_contact(scene, rules, sentence, words, cue, text[at.start : at.end]):
        return
    voices = [v for v in _voices(scene, sentence, cue, at) if _may_answer(v) and _may_answer(v, cue.kind)]
    if _NEGATED.search(text[sentence.start : at.start]):  # «n'a ni démenti ni confirmé»
        cue = replace(cue, kind="decline", strength="non_denial")
    elif cue.use == "verb" and cue.kind == "deny":
        cue = replace(cue, facet=_facets(rules, words) or ("existence",))
    for number, voice in enumerate(voices):
        yield replace(_answer(rules, cue, voice, at, words), beside=number > 0)


def _voice(scene: Scene, sentence: Sentence, cue: Cue, at: Span) -> Voice | None:
    """Who answers: the source of the attribution; else whoever follows a participle, or is the verb's subject."""
    text = scene.article.text
    glued = _glued_name(scene, text[sentence.start : at.start]) if cue.use == "verb" else None
    if voice := glued or voice_of(scene, attribution_of(scene, at)):
        return voice
    if cue.use != "verb":
        near = [m for m in scene.mentions if m.start <= at.end + _VOICE_WITHIN and m.end > at.end]
        mention = min(near, key=lambda m: (max(m.start, at.end), -m.end), default=None)
        return voice_at(scene, mention.actor) if mention else None
    if mention := next(mentions_in(scene, sentence.start, at.start), None) or subject_of_previous(scene, sentence):
        return voice_at(scene, mention.actor)
    phrase = _SUBJECT.search(text[sentence.start : at.start])
    return Voice(short_name(phrase[1]), kind="institution") if phrase else None


def _voices(scene: Scene, sentence: Sentence, cue: Cue, at: Span) -> list[Voice]:
    """Who answers: one voice, or the several that the subject names («Dost et Merle ont confirmé», «A et B nient»)."""
    voice = _voice(scene, sentence, cue, at)
    if voice is None or voice.actor or cue.use != "verb":
        other = beside(scene, sentence, at, voice) if voice and cue.use == "verb" else None
        return [v for v in (voice, other) if v]
    spans = [s for a in scene.attributions if any(overlaps(c, at) for c in a.cue) for s in a.source]
    inside = [m for s in spans if _TITLED.match(scene.article.text, *s) for m in mentions_in(scene, *s)]
    named = [v for m in inside[::-1] if not m.embedded and (v := voice_at(scene, m.actor)) and v.kind == "person"]
    return [replace(v, sector=v.sector or "GOV") for v in named] or [voice]


def _glued_name(scene: Scene, text: str) -> Voice | None:
    """An actor whose name is glued to the next word, as machine translation leaves it («kremlinPour»)."""
    names = ((name, actor.id) for actor in scene.actors for name in (actor.name, *actor.aliases) if len(name) > 4)
    glued = (id_ for name, id_ in names if re.search(rf"\b(?i:{re.escape(name)})(?=[A-ZÀ-Ý][a-zà-ÿ])", text))
    return voice_at(scene, next(glued, ""))


def _may_answer(voice: Voice, kind: str = "") -> bool:
    """A public actor, or an unnamed member of a government («un haut responsable américain»).

    What a company, or a source of whom nothing is told, confirms is its claim.
    """
    if kind == "confirm":
        return bool(voice.actor) and (bool(voice.country) or voice.sector in GOVERNING)
    return voice.kind in _OFFICIAL or (voice.kind == "unnamed" and voice.sector in GOVERNING)


def _facets(rules: ResponseRules, words: str) -> tuple[Facet, ...]:
    found = [(m.start(), cue.facet) for cue in rules.cues if cue.use == "facet" and (m := cue.pattern.search(words))]
    return tuple(dict.fromkeys(f for _, facets in sorted(found) for f in facets))


def _answer(rules: ResponseRules, cue: Cue, voice: Voice, at: Span, words: str) -> Answer:
    contact = rules.contact.search(words)
    noun = contact or rules.words["report"].search(words)
    object_ = noun.group() if noun else ""
    return Answer(voice, cue.kind, cue.facet, cue.strength, (at,), object_, cue.place, bool(contact))


def _concerns_contact(
    scene: Scene, rules: ResponseRules, sentence: Sentence, words: str, cue: Cue, said: str = ""
) -> bool:
    """Whether what is answered is a contact: by its own noun, or by «ces informations» or nothing after one.

    A participle, a noun and a voice's own words may also follow a contact named shortly before or in the lead; a
    voice that declines to comment answers its own paragraph or the sentence before.
    """
    if rules.contact.search(words):
        return True
    report = not re.search(r"\w{3}", words) or rules.words["report"].search(f"{said} {words[:_REPORT_WITHIN]}")
    if cue.use == "verb" and cue.kind != "decline" and not report:
        return False
    sentences = scene.article.sentences
    index = sentences.index(sentence)
    back, lead = (1, 0) if cue.kind == "decline" and not _REQUEST.search(words) else (LOOK_BACK, LEAD)
    back = max(back, sum(s.block == sentence.block for s in sentences[max(0, index - LOOK_BACK) : index]))
    ahead = sum(s.block == sentence.block for s in sentences[index + 1 : index + LOOK_BACK]) * (cue.kind == "decline")
    near = (*sentences[:lead], *sentences[max(0, index - back) : index + 1 + ahead])
    return any(rules.contact.search(scene.article.text, s.start, s.end) for s in near)


# --- denials by what a voice says ----------------------------------------------------------------------------


def _from_contents(scene: Scene, rules: ResponseRules) -> Iterator[Answer]:
    cues = [cue for cue in rules.cues if cue.use == "content"]
    for attribution in scene.attributions:
        voice = voice_of(scene, attribution) if attribution.act in _SAYING else None
        if voice and _may_answer(voice):
            for span in attribution.content:
                for cue in cues:
                    if answer := _content_answer(scene, rules, voice, span, cue):
                        yield answer


def _content_answer(scene: Scene, rules: ResponseRules, voice: Voice, span: Span, cue: Cue) -> Answer | None:
    text = scene.article.text
    match = cue.pattern.search(text, span.start, span.end)
    sentence = sentence_at(scene.article, match.start()) if match else None
    if match is None or sentence is None:
        return None
    words = text[max(span.start, sentence.start) : min(span.end, sentence.end)]
    if not _concerns_contact(scene, rules, sentence, words, cue):
        return None
    reacts = bool(rules.words["reaction"].search(text, sentence.start, sentence.end))
    return replace(_answer(rules, cue, voice, Span(*match.span()), words), reacts=reacts, width=span.end - span.start)
