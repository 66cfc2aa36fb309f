"""Responses: who confirms, denies or waves away a reported contact, and what of it exactly.

A response is a claim about a claim.  «n'a pas approuvé» is narrower than «nie l'existence»: the facet says which.
Only answers about contacts that the article reports are kept; the refusal of an offer is a position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from selon.find.holders import GOVERNED
from selon.find.lookups import (
    Voice,
    glued_name,
    mention_after,
    mention_before,
    overlaps,
    quote_around,
    sentence_at,
    short_name,
    subject_of_previous,
    voice_at,
    voice_of,
)
from selon.find.phrases import phrase_pattern
from selon.find.same_answer import Answer, merge_answers
from selon.find.targets import choose_target, targets
from selon.ids import make_id
from selon.lang.pack import LanguagePack, Row
from selon.model import (
    Attribution,
    Channel,
    Claim,
    Facet,
    Meeting,
    Mention,
    Response,
    ResponseKind,
    Scene,
    Sentence,
    Span,
    Strength,
)

LOOK_BACK = 3  # sentences in which the contact that «ces allégations» stand for is looked for
LEAD = 2  # sentences at the head (title and lead) that say what the article is about
_REPORT_WITHIN = 30  # code points after the verb in which «ces informations» must begin
_SAYING = ("assert", "confirm", "deny", "not_said")
_GOVERNING = ("GOV", "MIL", "SPY", "LEG", "IGO")
OFFICIAL = ("person", "institution", "state", "group", "office", "place")


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
    """The cues by row, and the nouns for contacts, for meetings and for reports."""

    cues: tuple[Cue, ...]
    contact: re.Pattern[str]
    meeting: re.Pattern[str]
    report: re.Pattern[str]
    reaction: re.Pattern[str]


def response_rules(pack: LanguagePack) -> ResponseRules:
    """Compile ``responses.tsv`` (use, kind, facet, strength, phrases)."""
    rows = pack.rows("responses")
    nouns = {use: _phrases(rows, use) for use in ("contact", "meeting", "report", "reaction")}
    return ResponseRules(
        tuple(_cue(row) for row in rows if row["use"] not in nouns),
        phrase_pattern((*nouns["contact"], *nouns["meeting"])),
        phrase_pattern(nouns["meeting"]),
        phrase_pattern(nouns["report"]),
        phrase_pattern(nouns["reaction"]),
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
    answers = merge_answers([*_from_verbs(scene, rules), *_from_contents(scene, rules)])
    known = targets(claims, meetings, channels, rules.contact)
    found = []
    if _one_country(scene) and all(target.kind == "claim" for target in known):
        return ()
    for answer in answers:
        if not known and not answer.named:
            continue  # «ces informations» where no contact was found at all
        evidence = tuple(quote_around(scene.article, span) for span in answer.spans)
        target = choose_target(known, answer.object, answer.spans[0].start, rules.meeting)
        about = tuple(
            c.id for c in claims if any(overlaps((e.start, e.end), s) for e in c.evidence for s in answer.spans)
        )
        found.append(
            Response(
                make_id("d", scene.article.document.id, answer.voice.name, answer.kind, answer.spans[0].start),
                answer.kind,
                answer.voice.name,
                evidence,
                answer.voice.actor or None,
                answer.facet,
                answer.strength,
                target,
                answer.object,
                about,
                answer.reason,
            )
        )
    return tuple(found)


def _one_country(scene: Scene) -> bool:
    """Whether all actors are of one country: its own affairs, unless a contact was found."""
    return len({actor.country for actor in scene.actors if actor.country}) == 1


# --- denials by verb, participle and noun --------------------------------------------------------------------


def _from_verbs(scene: Scene, rules: ResponseRules) -> Iterator[Answer]:
    for sentence in scene.article.sentences:
        for cue in rules.cues:
            if cue.use not in ("verb", "passive", "noun"):
                continue
            for match in cue.pattern.finditer(scene.article.text, sentence.start, sentence.end):
                answer = _verb_answer(scene, rules, sentence, cue, Span(*match.span()))
                if answer:
                    yield answer


def _verb_answer(scene: Scene, rules: ResponseRules, sentence: Sentence, cue: Cue, at: Span) -> Answer | None:
    attribution = _attribution_of(scene, at)
    voice = _voice(scene, sentence, cue, at, attribution)
    if voice is None or not _official(voice) or (cue.kind == "confirm" and not _may_confirm(voice)):
        return None
    what = _denied(scene, sentence, cue, at)
    words = scene.article.text[what.start : what.end]
    named = scene.article.text[at.start : at.end] if cue.use == "verb" else ""
    if not _concerns_contact(scene, rules, sentence, words, cue, named):
        return None
    if _NEGATED.search(scene.article.text[sentence.start : at.end]):  # «n'a ni démenti ni confirmé»
        cue = replace(cue, kind="decline", strength="non_denial")
    elif cue.use == "verb" and cue.kind == "deny":
        cue = replace(cue, facet=_facets(rules, words) or ("existence",))
    return _answer(rules, cue, voice, at, words)


_NEGATED = re.compile(
    r"(?:\bn'|\bne |\bni |\bnot |n't |\bnor |\bneither [^,.;]{0,60}|\b(?:pas|jamais|not|never) )(?:\w+ ){0,2}\w+$",
    re.IGNORECASE,
)


def _may_confirm(voice: Voice) -> bool:
    """Known by name and public: what a company or an unnamed source confirms is its claim, not an answer."""
    return voice.kind != "unnamed" and bool(voice.actor) and (bool(voice.country) or voice.sector in _GOVERNING)


def _official(voice: Voice) -> bool:
    """A public actor, or an unnamed member of a government («un haut responsable américain»)."""
    return voice.kind in OFFICIAL or (voice.kind == "unnamed" and voice.sector in _GOVERNING)


def _answer(rules: ResponseRules, cue: Cue, voice: Voice, at: Span, words: str) -> Answer:
    contact = rules.contact.search(words)
    noun = contact or rules.report.search(words)
    return Answer(
        voice, cue.kind, cue.facet, cue.strength, (at,), noun.group() if noun else "", cue.place, bool(contact)
    )


def _attribution_of(scene: Scene, at: Span) -> Attribution | None:
    """The attribution whose cue is the verb at ``at``."""
    return next((a for a in scene.attributions if any(overlaps(c, at) for c in a.cue)), None)


def _voice(scene: Scene, sentence: Sentence, cue: Cue, at: Span, attribution: Attribution | None) -> Voice | None:
    if cue.use == "verb" and (voice := glued_name(scene, sentence.start, at.start)):
        return voice
    if attribution and (voice := voice_of(scene, attribution)):
        return voice
    if cue.use != "verb":
        mention = mention_after(scene.mentions, at.end)
    else:
        mention = _subject(scene, sentence, at) or subject_of_previous(scene, sentence)
    if mention:
        return voice_at(scene, mention)
    phrase = _SUBJECT.search(scene.article.text[sentence.start : at.start]) if cue.use == "verb" else None
    return Voice(short_name(phrase[1]), kind="institution") if phrase else None


def _subject(scene: Scene, sentence: Sentence, at: Span) -> Mention | None:
    """The last name before the verb that no preposition governs («the embassy in London» is not London)."""
    text = scene.article.text
    free = [m for m in scene.mentions if not GOVERNED.search(text[sentence.start : max(m.start, sentence.start)])]
    return mention_before(free, sentence.start, at.start)


# «…, le palais présidentiel n'a pas souhaité commenter»: a subject that is nobody's name
_SUBJECT = re.compile(r"(?:^|, )((?:le |la |l'|les |the )[\w' -]{4,60}?) ?$", re.IGNORECASE)


def _denied(scene: Scene, sentence: Sentence, cue: Cue, at: Span) -> Span:
    """Where the words for what is denied stand: after a verb to the end of its clause, before a participle."""
    if cue.use != "verb":
        return Span(sentence.start, at.start)
    stop = _CLAUSE_END.search(scene.article.text, at.end, sentence.end)
    return Span(at.end, stop.start() if stop else sentence.end)


_CLAUSE_END = re.compile(r"[.;:!?](?=\s|$)|, (?:mais|tandis que|alors que|but|while|whereas)\b")


def _facets(rules: ResponseRules, words: str) -> tuple[Facet, ...]:
    found = [(m.start(), cue.facet) for cue in rules.cues if cue.use == "facet" and (m := cue.pattern.search(words))]
    return tuple(dict.fromkeys(f for _, facets in sorted(found) for f in facets))


def _concerns_contact(
    scene: Scene, rules: ResponseRules, sentence: Sentence, words: str, cue: Cue, said: str = ""
) -> bool:
    """Whether what is answered is a contact: by its own noun, or by «ces informations» or nothing after one.

    A participle, a noun and a voice's own words may also follow a contact named shortly before or in the lead; a
    voice that declines to comment answers the sentence before.
    """
    if rules.contact.search(words):
        return True
    report = not re.search(r"\w{3}", words) or rules.report.search(f"{said} {words[:_REPORT_WITHIN]}")
    if cue.use == "verb" and not report and cue.kind != "decline":
        return False
    all_sentences = scene.article.sentences
    index = all_sentences.index(sentence)
    back, lead = (1, 0) if cue.kind == "decline" else (LOOK_BACK, LEAD)
    near = (*all_sentences[:lead], *all_sentences[max(0, index - back) : index + 1])
    return any(rules.contact.search(scene.article.text, s.start, s.end) for s in near)


# --- denials by what a voice says ----------------------------------------------------------------------------


def _from_contents(scene: Scene, rules: ResponseRules) -> Iterator[Answer]:
    for attribution in scene.attributions:
        voice = voice_of(scene, attribution) if attribution.act in _SAYING else None
        if voice and _official(voice):
            for span in attribution.content:
                for cue in rules.cues:
                    if answer := _content_answer(scene, rules, voice, span, cue):
                        yield answer


def _content_answer(scene: Scene, rules: ResponseRules, voice: Voice, span: Span, cue: Cue) -> Answer | None:
    match = cue.pattern.search(scene.article.text, span.start, span.end) if cue.use == "content" else None
    sentence = sentence_at(scene.article, match.start()) if match else None
    if match is None or sentence is None:
        return None
    words = scene.article.text[max(span.start, sentence.start) : min(span.end, sentence.end)]
    if not _concerns_contact(scene, rules, sentence, words, cue):
        return None
    reacts = bool(rules.reaction.search(scene.article.text, sentence.start, sentence.end))
    return replace(_answer(rules, cue, voice, Span(*match.span()), words), reacts=reacts, width=span.end - span.start)


# --- the table -----------------------------------------------------------------------------------------------


def _cue(row: Row) -> Cue:
    return Cue(
        row["use"],
        cast(ResponseKind, row["kind"]),
        tuple(cast(Facet, f) for f in row.values("facet")),
        cast(Strength, row["strength"] or "flat"),
        phrase_pattern(row.values("phrases")),
        row.place,
    )


def _phrases(rows: Sequence[Row], use: str) -> tuple[str, ...]:
    return tuple(p for row in rows if row["use"] == use for p in row.values("phrases"))
