"""Positions: what a side wants, offers, refuses or threatens in a matter between sides.

Domestic politics stays out: a position is kept only if its words name a topic of talks or a word for negotiation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from selon.find.claims import sentence_at
from selon.find.holders import beside, holder_after, holder_before, owner_before, public, speaker_at
from selon.find.lookups import Voice, claims_at, clip, mentions_in, overlaps, quote_around, voice_at, voice_of
from selon.find.phrases import patterns_by_use, phrase_pattern
from selon.find.topics import TopicRules, find_topics
from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.model import Position, PositionKind, Scene, Sentence, Span
from selon.text.fold import fold

CONTENT_LIMIT = 200
_MIN_WORDS, _MAX_WORDS = 2, 30
_PUBLIC = ("state", "institution")
_NEAR = 3  # code points between a subject and its «would»
_UNDONE = re.compile(r" (?:\w+ ){0,2}(?:pas|plus)\b")  # «ne rejette pas toute discussion»
# «leur volonté de …» is of whoever it is
_WHOSE = re.compile(r"\b(?:leurs?|son|sa|ses|their|his|her|its) (?:\w+ )?$", re.IGNORECASE)
_NOBODY = re.compile(r"(?:cet|cette|ces|ce|this|these) ", re.IGNORECASE)  # «cette réunion a pour but de …»
_FAR = 40  # code points after a predicate in which its holder is named («…, estime la Turquie»)
_OFFERED: Mapping[str, PositionKind] = MappingProxyType({"promise": "offer", "propose": "offer", "want": "preference"})
_ACTS = MappingProxyType({"demand": "demand", "refuse": "refusal", "threaten": "threat", **_OFFERED})
_ABOUT_TALKS = 3  # words for negotiation that make an article one about talks
_TALKS_EVERY = 800  # code points: a long article about other things names them too
_END = re.compile(
    r"(?<!\b[A-Z])[.;!?](?=\s|$|[»”\"])|[»”\"]\s*,|,[»”\"]|\s(?:while|tandis que)\s|\s[–—:]\s|\n|"
    r", (?:\w+ )?\w{3,}ant(?= )| et (?:ne |n'|c'est )|"
    r", (?:mais|tandis que|alors que|selon|d'après|dont|ce qu[ei]|a-t-|ont-|a \w+é\b|ajoute|"
    r"but|while|whereas|according to|(?:[\w'.-]+ ){0,8}(?:said|says|told|added|warned|insisted|stressed))"
)
_CLEFT = re.compile(r"\s*,\s*c'est\s+|\s+is\s+|\s*:\s*")
_ITS = re.compile(r"(?:^|\b(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)|['’]s?) (?:\w+ )?$|^(?:Its|Their|His|Her) $")
_IS = re.compile(r" (?:is|was|are|were|remains?)\b")
_IF = re.compile(r"(?<!\w)(?:si|s'il|s'ils|if|should)(?!\w)", re.IGNORECASE)
_NEGATED = re.compile(r"(?<!\w)(?:ne|not|n't|never) $|n'$", re.IGNORECASE)
_NOT_READY = re.compile(r"\w+ (?:not|never) \w+ to$", re.IGNORECASE)  # «is ~ready to» lets one word in
_FOR_WHOM = re.compile(r"\W*(?:Pour|Aux yeux d[eu']|For|In the eyes of)\s*([^,;]{2,50}),\s*")
_CLAUSE = re.compile(r"[;:«“\"]\s*|, (?:et|mais|and|but) |\b(?:que|that) |qu'")
_OPENING = re.compile(r"[(;:]\s*|(?:plutôt que|au lieu|rather than|instead of) (?:d'|de |du |des )?(?:un |une |an? )?")
_WOULD = re.compile(r"(?:(?<!\w)(it|they|s?he|we|(?:its|their|his|her|our) (?:\w+ )?\w+) )?(?:would|will)(?!\w)")
_OURS = re.compile(r"(?<!\w)(?:nous|je|j'|on|we|i)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stance:
    """A row of ``positions.tsv`` compiled."""

    use: str
    kind: PositionKind
    pattern: re.Pattern[str]
    place: str


@dataclass(frozen=True, slots=True)
class PositionRules:
    """The stances by row and ``any`` of them, the topics, and by use the ``words`` of the rows that give no kind (talk,
    camp, since …)."""

    stances: tuple[Stance, ...]
    any: re.Pattern[str]
    words: Mapping[str, re.Pattern[str]]
    topics: TopicRules


@dataclass(frozen=True, slots=True)
class _Draft:
    holder: Voice
    by: str
    kind: PositionKind
    content: Span
    cue: Span
    reason: str


def position_rules(pack: LanguagePack, topics: TopicRules) -> PositionRules:
    """Compile ``positions.tsv`` (use, kind, phrases)."""
    rows = pack.rows("positions")
    stances = tuple(
        Stance(r["use"], cast(PositionKind, r["kind"]), phrase_pattern(r.values("phrases")), r.place)
        for r in rows
        if r["kind"]
    )
    any_stance = phrase_pattern(v for r in rows if r["kind"] for v in r.values("phrases"))
    return PositionRules(stances, any_stance, patterns_by_use(r for r in rows if not r["kind"]), topics)


def find_positions(scene: Scene, rules: PositionRules) -> tuple[Position, ...]:
    """The positions of an article in the order of its text, one for each holder and content."""
    found: list[_Draft] = []
    for drafts in (_drafts(scene, rules), _act_drafts(scene, rules)):
        for draft in sorted(drafts, key=lambda d: (d.cue, d.content)):
            if not any(_wants_of_him(d, draft) or _same(scene, d, draft) for d in found):
                found.append(draft)
    dated = _unchanged_since(scene, rules)
    return tuple(_position(scene, rules, draft, dated) for draft in sorted(found, key=lambda d: (d.cue, d.content)))


def _wants_of_him(outer: _Draft, draft: _Draft) -> bool:
    """«X exige que Y renonce à …»: what Y would do is X's demand, not Y's position."""
    asked = outer.kind in ("demand", "preference") and outer.holder.name != draft.holder.name
    return asked and outer.content.start <= draft.cue.start < outer.content.end


def _same(scene: Scene, a: _Draft, b: _Draft) -> bool:
    one, other = (" ".join(re.findall(r"\w+", fold(scene.article.text[slice(*d.content)]))) for d in (a, b))
    again = a.kind == b.kind and (one.endswith(other) or other.endswith(one))
    return a.holder.name == b.holder.name and (again or overlaps(a.content, b.content))


def _position(scene: Scene, rules: PositionRules, draft: _Draft, dated: Mapping[str, str]) -> Position:
    article, content = scene.article, draft.content
    topics = find_topics(article, content, rules.topics)
    conditional = _IF.match(article.text, content.start)
    loss = conditional and rules.words["loss"].search(article.text, content.start, content.end)
    keep = Span(min(draft.cue.start, content.start), max(draft.cue.end, content.end))
    return Position(
        make_id("p", article.document.id, draft.holder.name, content.start, draft.kind),
        draft.holder.name,
        "red_line" if loss else draft.kind,  # a threat on the condition of a loss draws a red line
        " ".join(article.document.raw[content.start : content.end].split()),
        (quote_around(article, keep),),
        draft.holder.actor or None,
        draft.by,
        topics[0] if topics else "",
        dated.get(draft.holder.camp, ""),
        claims_at(scene.claims, (draft.cue,)),
        draft.reason,
    )


def _drafts(scene: Scene, rules: PositionRules) -> Iterator[_Draft]:
    text = scene.article.text
    for sentence in scene.article.sentences:
        stances = rules.stances if rules.any.search(text, sentence.start, sentence.end) else ()
        for stance in stances:
            for match in stance.pattern.finditer(text, sentence.start, sentence.end):
                draft = _draft(scene, rules, sentence, stance, Span(*match.span()))
                if draft and _between_sides(scene, rules, sentence, draft):
                    yield draft
                    if other := beside(scene, sentence, draft.cue, draft.holder):
                        yield replace(draft, holder=other)


def _act_drafts(scene: Scene, rules: PositionRules) -> Iterator[_Draft]:
    """What a side is said to demand, refuse, promise, propose or threaten: the act of an attribution is a position."""
    text = scene.article.text
    abroad = len({a.country for a in scene.actors if a.kind in _PUBLIC and a.country}) > 1
    for attribution in scene.attributions if abroad else ():  # at home, a mayor demands as much as a minister
        kind, voice = _ACTS.get(attribution.act), voice_of(scene, attribution)
        if not (kind and voice and attribution.cue and attribution.content) or _NOBODY.match(voice.name):
            continue
        camp = not voice.actor and voice.name == voice.name.lower() and rules.words["camp"].search(voice.name)
        holder, cue = voice if camp else public(voice), attribution.cue[0]
        content, sentence = _bare(text, attribution.content[0]), sentence_at(scene.article, cue.start)
        own = _WHOSE.search(text[: cue.start]) or rules.words["idiom"].search(text, cue.start, attribution.cue[-1].end)
        if holder and sentence and not own and _MIN_WORDS < len(text[slice(*content)].split()) <= _MAX_WORDS:
            by = speaker_at(scene, cue)
            draft = _Draft(holder, by.name if by else "", kind, content, cue, attribution.reason)
            if _between_sides(scene, rules, sentence, draft):
                yield draft


def _draft(scene: Scene, rules: PositionRules, sentence: Sentence, stance: Stance, cue: Span) -> _Draft | None:
    text = scene.article.text
    negated = _NEGATED.search(text[sentence.start : cue.start]) or _NOT_READY.match(text, *cue)
    undone = _UNDONE.match(text, cue.end) if negated else text.startswith((" pas ", " plus "), cue.end)
    refused = stance.use != "verb" or stance.kind == "refusal"
    if undone or (negated and not refused) or rules.words["idiom"].match(text, cue.start):
        return None
    holder, start, end = _READERS[stance.use](scene, rules, sentence, cue)
    content = _bare(text, clip(text, cue.start if stance.use == "full" else start, max(start, end), cue, CONTENT_LIMIT))
    if holder is None or len(text[content.start : content.end].split()) < _MIN_WORDS:
        return None
    speaker = speaker_at(scene, Span(min(cue.start, content.start), cue.end))
    return _Draft(holder, speaker.name if speaker else "", stance.kind, content, cue, stance.place)


# --- one reader for each use of a row: the holder, and from where to where its content goes ------------------

_Found = tuple[Voice | None, int, int]


def _verb(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    """After the verb to the end of its clause; after «c'est» in «ce qu'il exige, c'est …»."""
    cleft = _CLEFT.match(scene.article.text, cue.end, sentence.end)
    start = cleft.end() if cleft else cue.end
    return holder_before(scene, sentence, cue, rules.words["camp"]), start, _clause_end(scene, sentence, start)


def _predicate(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    text = scene.article.text
    if for_whom := _FOR_WHOM.match(text, sentence.start, cue.start):
        holder = holder_after(scene, sentence, for_whom.start(1))
    else:
        holder = holder_after(scene, sentence, cue.end, _FAR) or speaker_at(scene, cue)
    opening = for_whom.end() if for_whom else sentence.start
    return holder, max((m.end() for m in _CLAUSE.finditer(text, opening, cue.start)), default=opening), cue.end


def _outside(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    text = scene.article.text
    if _ITS.search(text[sentence.start : cue.start]) and _IS.match(text, cue.end):
        return None, cue.start, cue.end  # «X's red line is …»: read from its owner
    holder = speaker_at(scene, cue) or holder_after(scene, sentence, sentence.start)
    holder = holder or holder_after(scene, sentence, cue.end, _FAR)
    start = cue.start if text[cue.start : cue.end].count(" ") > 1 else sentence.start
    return holder, start, _clause_end(scene, sentence, cue.end)


def _cleft(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    openings = (m.end() for m in _OPENING.finditer(scene.article.text, sentence.start, cue.start))
    return holder_after(scene, sentence, cue.end), max(openings, default=sentence.start), cue.start


def _noun(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    """«X's key demand that …»: the owner's."""
    return owner_before(scene, sentence, cue.start), cue.end, _clause_end(scene, sentence, cue.end)


def _warning(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    """«X warned that, if …, its army would …»: what X or its own would do is a threat, what others would do is none."""
    text, holder = scene.article.text, holder_before(scene, sentence, cue, rules.words["camp"])
    end = _clause_end(scene, sentence, cue.end)
    for would in _WOULD.finditer(text, cue.end, end):
        near = (m for m in mentions_in(scene, cue.end, would.end()) if would.start() - m.end < _NEAR)
        if would[1] or any((v := voice_at(scene, m.actor)) and v.camp == (holder and holder.camp) for m in near):
            return holder, cue.end, end
    return None, cue.start, cue.end


def _told(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    """«X says that Y must …» in an article about talks: what X says, to the end of its clause."""
    text = scene.article.text
    if len(rules.words["talk"].findall(text)) < _ABOUT_TALKS:
        return None, cue.start, cue.end
    opening = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, cue.start)), default=sentence.start)
    inside = (c.start for a in scene.attributions for c in a.content if opening <= c.start <= cue.start)
    return speaker_at(scene, cue), max(inside, default=opening), _clause_end(scene, sentence, cue.end)


def _threat(scene: Scene, rules: PositionRules, sentence: Sentence, cue: Span) -> _Found:
    """«Si X …, il aurait recours à …»: X threatens."""
    text = scene.article.text
    condition = _IF.search(text, sentence.start, cue.start)
    comma = text.find(",", condition.end(), cue.start) if condition else -1
    if condition is None or comma < 0:
        return None, cue.start, cue.end
    ours = _OURS.search(text, comma, cue.end)
    holder = speaker_at(scene, cue) if ours else holder_after(scene, sentence, condition.end())
    return holder, condition.start(), _clause_end(scene, sentence, cue.end)


_NAMED = (_verb, _predicate, _outside, _cleft, _told, _noun, _threat, _warning)
_READERS = MappingProxyType({"full": _verb, **{f.__name__[1:]: f for f in _NAMED}})


def _clause_end(scene: Scene, sentence: Sentence, start: int) -> int:
    stop = _END.search(scene.article.text, start, sentence.end)
    return stop.start() if stop else sentence.end


def _bare(text: str, span: Span) -> Span:
    """Without marks at the edges that belong to the sentence around."""
    words = text[span.start : span.end]
    for opening, closing in ("«»", "“”"):
        if words.count(closing) > words.count(opening):
            words = words.rstrip(closing + " ,:")
    left = len(words) - len(words.lstrip(" ,:(–—'"))  # «besoin d» is the cue, «'une trêve» no content
    return Span(span.start + left, max(span.start + left, span.start + len(words.rstrip(" ,:(–—"))))


# --- what belongs to talks -----------------------------------------------------------------------------------


def _between_sides(scene: Scene, rules: PositionRules, sentence: Sentence, draft: _Draft) -> bool:
    """Whether the content names a matter of talks.

    A weaker word needs another country, or an article about talks; in such an article every demand, offer, refusal
    and threat counts, and a wish that names a topic.
    """
    text, talk, content = scene.article.text, rules.words["talk"], draft.content
    topics = find_topics(scene.article, content, rules.topics)
    if talk.search(text, *content) or set(topics) & rules.topics.talks:
        return True
    voices = (voice_at(scene, m.actor) for m in scene.mentions if sentence.start <= m.start < sentence.end)
    abroad = len({v.country for v in voices if v and v.country}) > 1
    weak, said = rules.words["weak_talk"], len(talk.findall(text))
    states = {actor.country for actor in scene.actors if actor.country}
    named = said + len(weak.findall(text)) - 1 if len(states) > 1 else said
    if max(said, named) >= max(_ABOUT_TALKS, len(text) // _TALKS_EVERY):
        return draft.kind != "preference" or bool(topics) or abroad or weak.search(text, *content) is not None
    here = bool(topics) and talk.search(text, sentence.start, sentence.end)
    return abroad and bool(here or weak.search(text, *content))


def _unchanged_since(scene: Scene, rules: PositionRules) -> dict[str, str]:
    """For each camp whose positions are said to be unchanged, the date since when (EDTF)."""
    dated: dict[str, str] = {}
    for sentence in scene.article.sentences:
        start, end = sentence.start, sentence.end
        if rules.words["since"].search(scene.article.text, start, end):
            times = (t.edtf for t in scene.times if start <= t.start < end and t.type == "DATE" and t.edtf)
            holder, time = holder_after(scene, sentence, start, end - start), next(times, "")
            if holder and time:
                dated[holder.camp] = time.split("/")[0]
    return dated
