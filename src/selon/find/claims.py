"""Claims: who says what, through which chain; one for each attribution, and the article's own."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from selon.ids import evidence_of, make_id
from selon.model import (
    Actor,
    Article,
    Attribution,
    Certainty,
    Claim,
    Hop,
    Modality,
    Polarity,
    Presented,
    Scene,
    Sentence,
    Span,
)

LIMIT = 300  # code points that a quote of evidence may have

_LONG, _STEM, _FEW = re.compile(r"\w{5,}"), 5, 6  # words by which paragraphs are compared; so few say nothing
_MODALITY: Mapping[str, Modality] = MappingProxyType(
    {"demand": "required", **dict.fromkeys(("promise", "threaten"), "planned"),
     **dict.fromkeys(("propose", "ask", "want"), "hypothetical")}
)  # fmt: skip
_CONDITIONAL = re.compile(r"\b(?:aur|ser)ai(?:t|ent)\b|\breportedly\b|\ballegedly\b", re.IGNORECASE)
_EDGE = re.compile(r"^[\s«»“”\"':,;]+|[\s«»“”\":,;]+$")


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """One claim for each attribution, in the order of the attributions.

    ``text`` is the content in its own words (one line, at most 300 code points); the evidence is the content's
    spans, each clipped to its first sentence or 300 code points.  An act of denial gives the polarity «-».
    """
    chains = dict(scene.chains)
    actors = {actor.id: actor for actor in scene.actors}
    claims = (_claim(scene, a, chains.get(a.id, ()), actors) for a in scene.attributions)
    return tuple(c for c in claims if c is not None)


def voice_claims(scene: Scene, words: Iterable[int]) -> tuple[Claim, ...]:
    """A claim in the article's own voice for each sentence of whose ``words`` (offsets) no attribution holds any."""
    attributed: dict[Sentence, bool] = {}
    for at in sorted(set(words)):
        sentence = sentence_at(scene.article, at)
        inside = any(s.start <= at < s.end for a in scene.attributions for s in (*a.source, *a.cue, *a.content))
        attributed[sentence] = attributed.get(sentence, False) or inside
    heard = dict(scene.heard)
    return tuple(
        _voice(scene.article, sentence, heard.get(sentence.start, heard.get(-1, ())))
        for sentence, told in attributed.items()
        if not told
    )


def one_matter(article: Article, one: int, other: int, apart: Iterable[Span] = ()) -> bool:
    """Whether two offsets stand in one paragraph, or in two that share a long word or of which one has few.

    Words in ``apart`` (who says it, and how) show no matter.
    """
    blocks = {sentence_at(article, at).block for at in (one, other)}
    found = [[*_LONG.finditer(article.text, article.blocks[n].start, article.blocks[n].end)] for n in blocks]
    if len(found) < 2 or min(len({m[0][:_STEM] for m in words}) for words in found) < _FEW:
        return True
    hidden = {n for s in apart for n in range(s.start, s.end)}
    first, second = ({m[0][:_STEM] for m in words if m.start() not in hidden} for words in found)
    return bool(first & second)


def sentence_at(article: Article, offset: int) -> Sentence:
    """The sentence that holds the offset; of an offset between two, the one before it."""
    return article.sentences[max(0, bisect_right(article.sentences, offset, key=lambda s: s.start) - 1)]


def clip(article: Article, span: Span) -> Span:
    """The span cut at the end of its first sentence and at 300 code points, at a space where there is one."""
    end = min(span.end, sentence_at(article, span.start).end)
    if end - span.start > LIMIT:
        space = article.text.rfind(" ", span.start, span.start + LIMIT)
        end = space if space > span.start else span.start + LIMIT
    return Span(span.start, end)


def _claim(scene: Scene, a: Attribution, chain: tuple[Hop, ...], actors: dict[str, Actor]) -> Claim | None:
    article = scene.article
    content = [clip(article, span) for span in a.content if article.text[span.start : span.end].strip()]
    if not content:
        return None
    actor = actors.get(a.actor)
    polarity: Polarity = "-" if a.act == "deny" else a.polarity
    return Claim(
        make_id("c", article.document.id, a.id, content[0].start), "statement", _words(article, a.content),
        tuple(evidence_of(article.document, span) for span in content), by=_source_name(article, a, actor),
        actor=a.actor or None, chain=chain, act=a.act, polarity=polarity, certainty=a.certainty,
        presented=a.evidence, modality=_MODALITY.get(a.act, "happened"), date=_date(scene, content),
        attribution=a.id, reason=a.reason,
    )  # fmt: skip


def _voice(article: Article, sentence: Sentence, heard: tuple[Hop, ...]) -> Claim:
    span = clip(article, Span(sentence.start, sentence.end))
    quote = evidence_of(article.document, span)
    shaky = bool(_CONDITIONAL.search(article.text[span.start : span.end]))
    presented: Presented = "conditional" if shaky else "plain"
    certainty: Certainty = "unknown" if shaky else "certain"
    outlet = article.document.outlet
    own = (Hop(outlet, "outlet"),) if outlet or heard else ()
    return Claim(
        make_id("c", article.document.id, "voice", span.start), "statement", _words(article, (span,)), (quote,),
        chain=(*own, *heard), certainty=certainty, presented=presented, reason="voice",
    )  # fmt: skip


def _words(article: Article, spans: Iterable[Span]) -> str:
    raw = article.document.raw
    text = " … ".join(" ".join(raw[s.start : s.end].split()) for s in spans)
    text = _EDGE.sub("", text)
    return text if len(text) <= LIMIT else text[: text.rfind(" ", 0, LIMIT)] + "…"


def _source_name(article: Article, a: Attribution, actor: Actor | None) -> str:
    written = " ".join(" ".join(article.document.raw[s.start : s.end].split()) for s in a.source)
    return actor.name if actor else a.resolved or written


def _date(scene: Scene, content: list[Span]) -> str | None:
    inside = (t for t in scene.times if t.edtf and any(c.start <= t.start < c.end for c in content))
    return next((t.edtf for t in inside if t.type in ("DATE", "TIME")), None)


def claims_on(claims: tuple[Claim, ...], words: Iterable[int]) -> tuple[str, ...]:
    """Ids of the claims whose own quote holds one of the ``words`` (offsets)."""
    told = tuple(words)
    return tuple(c.id for c in claims if any(e.start <= at < e.end for e in c.evidence for at in told))
