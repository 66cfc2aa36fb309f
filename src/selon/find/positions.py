"""Positions: what a side wants, offers, refuses or threatens in a matter between sides.

Domestic politics stays out: a position is kept only if its words name a topic of talks or a word for negotiation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from selon.find.holders import Camp, Holder, beside, holder_after, holder_before, speaker_at
from selon.find.lookups import clip, named, overlaps, quote_around
from selon.find.phrases import phrase_pattern
from selon.find.topics import TopicRules, find_topics, topic_rules
from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.model import Article, Position, PositionKind, Scene, Sentence, Span, TimeRef
from selon.text.fold import fold

CONTENT_LIMIT = 200
_MIN_WORDS = 2
_END = re.compile(
    r"[.;!?](?=\s|$|[»”\"])|[»”\"]\s*,|,[»”\"]|\s(?:while|tandis que)\s|\s[–—:]\s|\n|"
    r", (?:\w+ )?\w{3,}ant(?= )| et (?:ne |n'|c'est )|"
    r", (?:mais|tandis que|alors que|selon|d'après|dont|ce qu[ei]|a-t-|ont-|a \w+é\b|ajoute|"
    r"but|while|whereas|according to|(?:[\w'.-]+ ){0,8}(?:said|says|told|added|warned|insisted|stressed))"
)
_CLEFT = re.compile(r"\s*,\s*c'est\s+|\s+is\s+|\s*:\s*")
_IF = re.compile(r"(?<!\w)(?:si|s'il|s'ils|if|should)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stance:
    """A row of ``positions.tsv`` compiled."""

    use: str
    kind: PositionKind
    pattern: re.Pattern[str]
    place: str


@dataclass(frozen=True, slots=True)
class PositionRules:
    """The stances by row, the topics, and the words for negotiation and for «unchanged»."""

    stances: tuple[Stance, ...]
    topics: TopicRules
    camp: re.Pattern[str]
    talk: re.Pattern[str]
    weak_talk: re.Pattern[str]
    since: re.Pattern[str]
    loss: re.Pattern[str]
    idiom: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Draft:
    holder: Holder
    by: str
    kind: PositionKind
    content: Span
    cue: Span
    reason: str


def position_rules(pack: LanguagePack) -> PositionRules:
    """Compile ``positions.tsv`` (use, kind, phrases) and the topics."""
    rows = pack.rows("positions")
    words = {use: phrase_pattern(v for r in rows if r["use"] == use for v in r.values("phrases")) for use in _WORDS}
    stances = tuple(
        Stance(r["use"], cast(PositionKind, r["kind"]), phrase_pattern(r.values("phrases")), r.place)
        for r in rows
        if r["use"] not in _WORDS
    )
    return PositionRules(
        stances,
        topic_rules(pack),
        words["camp"],
        words["talk"],
        words["weak_talk"],
        words["since"],
        words["loss"],
        words["idiom"],
    )


_WORDS = ("camp", "talk", "weak_talk", "since", "loss", "idiom")


def find_positions(scene: Scene, rules: PositionRules) -> tuple[Position, ...]:
    """The positions of an article in the order of its text, one for each holder and content."""
    found: list[_Draft] = []
    for draft in sorted(_drafts(scene, rules), key=lambda d: (d.cue, d.content)):
        if not any(
            _wants_of_him(d, draft) or (d.holder.name == draft.holder.name and _same(scene, d, draft)) for d in found
        ):
            found.append(draft)
    dated = _unchanged_since(scene, rules)
    return tuple(_position(scene, rules, draft, dated) for draft in found)


def _wants_of_him(outer: _Draft, draft: _Draft) -> bool:
    """«X exige que Y renonce à …»: what Y would do is X's demand, not Y's position."""
    asked = outer.kind in ("demand", "preference") and outer.holder != draft.holder
    return asked and outer.content.start <= draft.cue.start < outer.content.end


def _same(scene: Scene, a: _Draft, b: _Draft) -> bool:
    one, other = (fold(scene.article.text[d.content.start : d.content.end]) for d in (a, b))
    return overlaps(a.content, b.content) or (a.kind == b.kind and (one.endswith(other) or other.endswith(one)))


def _position(scene: Scene, rules: PositionRules, draft: _Draft, dated: dict[str, str]) -> Position:
    article = scene.article
    content = article.document.raw[draft.content.start : draft.content.end]
    topics = find_topics(article, draft.content, rules.topics)
    keep = Span(min(draft.cue.start, draft.content.start), max(draft.cue.end, draft.content.end))
    return Position(
        make_id("p", article.document.id, draft.holder.name, draft.content.start, draft.kind),
        draft.holder.name,
        _kind(scene, rules, draft),
        " ".join(content.split()),
        (quote_around(article, keep),),
        draft.holder.actor or None,
        draft.by,
        topics[0] if topics else "",
        dated.get(draft.holder.camp, ""),
        tuple(c.id for c in scene.claims if any(overlaps((e.start, e.end), draft.cue) for e in c.evidence)),
        draft.reason,
    )


def _kind(scene: Scene, rules: PositionRules, draft: _Draft) -> PositionKind:
    """A threat on the condition of a loss draws a red line."""
    text = scene.article.text[draft.content.start : draft.content.end]
    return "red_line" if _IF.match(text) and rules.loss.search(text) else draft.kind


def _drafts(scene: Scene, rules: PositionRules) -> Iterator[_Draft]:
    for sentence in scene.article.sentences:
        for stance in rules.stances:
            for match in stance.pattern.finditer(scene.article.text, sentence.start, sentence.end):
                if rules.idiom.match(scene.article.text, match.start()):
                    continue
                draft = _READERS[stance.use](scene, sentence, stance, Span(*match.span()), rules.camp)
                if draft and _between_sides(scene, rules, sentence, draft):
                    yield draft
                    other = beside(scene, sentence, draft.cue, draft.holder)
                    if other:
                        yield replace(draft, holder=other)


# --- one reader for each use of a row ------------------------------------------------------------------------


def _verb(scene: Scene, sentence: Sentence, stance: Stance, cue: Span, camp: Camp) -> _Draft | None:
    if _NEGATED.search(scene.article.text[sentence.start : cue.start]) and stance.kind != "refusal":
        return None
    holder = holder_before(scene, sentence, cue, camp)
    content = _after(scene.article, sentence, cue.end)
    if stance.use == "full":
        content = clip(scene.article.text, cue.start, content.end, cue, CONTENT_LIMIT)
    return _draft(scene, holder, stance, content, cue)


_NEGATED = re.compile(r"(?<!\w)(?:ne|not|n't|never) $|n'$", re.IGNORECASE)


def _predicate(scene: Scene, sentence: Sentence, stance: Stance, cue: Span, camp: Camp) -> _Draft | None:
    text = scene.article.text
    for_whom = _FOR_WHOM.match(text, sentence.start, cue.start)
    after = holder_after(scene, sentence, cue.end) or speaker_at(scene, cue)
    holder = holder_after(scene, sentence, for_whom.start(1), 0) if for_whom else after
    opening = for_whom.end() if for_whom else sentence.start
    start = max((m.end() for m in _CLAUSE.finditer(text, opening, cue.start)), default=opening)
    return _draft(scene, holder, stance, clip(text, start, cue.end, cue, CONTENT_LIMIT), cue)


_FOR_WHOM = re.compile(r"\W*(?:Pour|Aux yeux d[eu']|For|In the eyes of)\s*([^,;]{2,50}),\s*")
_CLAUSE = re.compile(r"[;:«“\"]\s*|, (?:et|mais|and|but) |\b(?:que|that) |qu'")


def _outside(scene: Scene, sentence: Sentence, stance: Stance, cue: Span, camp: Camp) -> _Draft | None:
    holder = speaker_at(scene, cue) or holder_after(scene, sentence, sentence.start, 0)
    holder = holder or holder_after(scene, sentence, cue.end)
    stop = _END.search(scene.article.text, cue.end, sentence.end)
    end = stop.start() if stop else sentence.end
    start = cue.start if scene.article.text[cue.start : cue.end].count(" ") > 1 else sentence.start
    return _draft(
        scene, holder, stance, _bare(scene.article, clip(scene.article.text, start, end, cue, CONTENT_LIMIT)), cue
    )


def _cleft(scene: Scene, sentence: Sentence, stance: Stance, cue: Span, camp: Camp) -> _Draft | None:
    opening = max(
        (m.end() for m in _OPENING.finditer(scene.article.text, sentence.start, cue.start)), default=sentence.start
    )
    content = clip(scene.article.text, opening, cue.start, Span(cue.start, cue.start), CONTENT_LIMIT)
    holder = holder_after(scene, sentence, cue.end, 0)
    return _draft(scene, holder, stance, _bare(scene.article, content), cue)


_OPENING = re.compile(r"[(;:]\s*|(?:plutôt que|au lieu|rather than|instead of) (?:d'|de |du |des )?(?:un |une |an? )?")


def _threat(scene: Scene, sentence: Sentence, stance: Stance, cue: Span, camp: Camp) -> _Draft | None:
    """«Si X …, il aurait recours à …»: X threatens."""
    condition = _IF.search(scene.article.text, sentence.start, cue.start)
    comma = scene.article.text.find(",", condition.end(), cue.start) if condition else -1
    if condition is None or comma < 0:
        return None
    main = scene.article.text[comma : cue.end]
    holder = speaker_at(scene, cue) if _OURS.search(main) else holder_after(scene, sentence, condition.end(), 0)
    stop = _END.search(scene.article.text, cue.end, sentence.end)
    end = stop.start() if stop else sentence.end
    return _draft(scene, holder, stance, clip(scene.article.text, condition.start(), end, cue, CONTENT_LIMIT), cue)


_OURS = re.compile(r"(?<!\w)(?:nous|je|j'|on|we|i)(?!\w)", re.IGNORECASE)
_READERS = MappingProxyType(
    {"verb": _verb, "full": _verb, "predicate": _predicate, "outside": _outside, "cleft": _cleft, "threat": _threat}
)


def _draft(scene: Scene, holder: Holder | None, stance: Stance, content: Span, cue: Span) -> _Draft | None:
    words = scene.article.text[content.start : content.end].split()
    if holder is None or len(words) < _MIN_WORDS:
        return None
    speaker = speaker_at(scene, Span(min(cue.start, content.start), cue.end))
    return _Draft(holder, speaker.name if speaker else "", stance.kind, content, cue, stance.place)


def _after(article: Article, sentence: Sentence, start: int) -> Span:
    """The words after a verb to the end of their clause; those after «c'est» in «ce qu'il exige, c'est …»."""
    cleft = _CLEFT.match(article.text, start, sentence.end)
    start = cleft.end() if cleft else start
    stop = _END.search(article.text, start, sentence.end)
    end = stop.start() if stop else sentence.end
    return _bare(article, clip(article.text, start, end, Span(start, start), CONTENT_LIMIT))


def _bare(article: Article, span: Span) -> Span:
    """Without marks at the edges that belong to the sentence around."""
    text = article.text[span.start : span.end]
    for opening, closing in ("«»", "“”"):
        if text.count(closing) > text.count(opening):
            text = text.rstrip(closing + " ,:")
    left = len(text) - len(text.lstrip(" ,:(–—"))
    return Span(span.start + left, max(span.start + left, span.start + len(text.rstrip(" ,:(–—"))))


# --- what belongs to talks -----------------------------------------------------------------------------------


def _between_sides(scene: Scene, rules: PositionRules, sentence: Sentence, draft: _Draft) -> bool:
    """Whether the content names a matter of talks; a weaker word needs another country or an article about talks."""
    text, content = scene.article.text, draft.content
    topics = find_topics(scene.article, content, rules.topics)
    if rules.talk.search(text, content.start, content.end) or set(topics) & rules.topics.talks:
        return True
    abroad = len(_countries(scene, sentence)) > 1
    if rules.weak_talk.search(text, content.start, content.end):
        return abroad or len(rules.talk.findall(text)) >= _ABOUT_TALKS
    return bool(topics) and abroad and bool(rules.talk.search(text, sentence.start, sentence.end))


_ABOUT_TALKS = 3  # words for negotiation that make an article one about talks


def _countries(scene: Scene, sentence: Sentence) -> set[str]:
    actors = named(scene)
    inside = (actors.get(m.actor) for m in scene.mentions if sentence.start <= m.start < sentence.end)
    return {actor.country for actor in inside if actor and actor.country}


def _unchanged_since(scene: Scene, rules: PositionRules) -> dict[str, str]:
    """For each camp whose positions are said to be unchanged, the date since when (EDTF)."""
    dated: dict[str, str] = {}
    for sentence in scene.article.sentences:
        match = rules.since.search(scene.article.text, sentence.start, sentence.end)
        time = _first_date(scene.times, sentence) if match else None
        holder = holder_after(scene, sentence, sentence.start, sentence.end - sentence.start) if time else None
        if time and holder:
            dated[holder.camp] = time.edtf.split("/")[0]
    return dated


def _first_date(times: tuple[TimeRef, ...], sentence: Sentence) -> TimeRef | None:
    inside = (t for t in times if sentence.start <= t.start < sentence.end and t.type == "DATE" and t.edtf)
    return next(inside, None)
