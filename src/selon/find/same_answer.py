"""One voice that answers twice in an article gives one response with two pieces of evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.find.lookups import Voice
from selon.model import Facet, ResponseKind, Span, Strength

_HIS = re.compile(r"\b(?:ses|son|sa|leurs?|its|his|her|their)\s", re.IGNORECASE)
_NEXT_SENTENCE = 200  # code points within which «its spokesman» is that of the voice before
_BEST_NAMED = "person institution office group state place "


@dataclass(frozen=True, slots=True)
class Answer:
    """A response before it has a target: the spans of its cues, and the noun of what is answered.

    ``named`` says that the voice's own words name a contact, ``reacts`` that it was asked or reacts; ``width`` is
    the length of the speech in which it was found, ``beside`` that another voice answers in the same words.
    """

    voice: Voice
    kind: ResponseKind
    facet: tuple[Facet, ...]
    strength: Strength
    spans: tuple[Span, ...]
    object: str
    reason: str
    named: bool = False
    reacts: bool = False
    width: int = 0
    beside: bool = False


def merge_answers(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers in the order of the text; the same kind from one camp about a common facet becomes one."""
    merged: list[Answer] = []
    for answer in sorted(answers, key=lambda a: (a.spans[0].start, -a.spans[0].end, -a.width, a.reason)):
        start, end = answer.spans[0]
        if not answer.beside and any(s.start <= start and end <= s.end for e in merged for s in e.spans):
            continue  # the same words, quoted by a voice inside a voice: the outer one speaks
        number = next((n for n, earlier in enumerate(merged) if _same(earlier, answer)), len(merged))
        merged[number:] = [_join(merged[number], answer), *merged[number + 1 :]] if merged[number:] else [answer]
    return tuple(answer for answer in merged if _holds(answer, merged))


def _holds(answer: Answer, others: Sequence[Answer]) -> bool:
    """Whether an answer that neither confirms nor denies is one: it reacts, or comes beside a narrower answer."""
    if answer.strength != "non_denial" or answer.kind == "decline":
        return True
    beside = [a for a in others if a is not answer and a.voice == answer.voice]
    return not any("existence" in a.facet for a in beside) and (answer.reacts or bool(beside))


def _same(a: Answer, b: Answer) -> bool:
    if a.kind != b.kind or not (set(a.facet) & set(b.facet) or not a.facet or not b.facet):
        return False
    if (a.voice.actor or a.voice.name) == (b.voice.actor or b.voice.name):
        return True
    if b.voice.kind == "office" and _HIS.search(b.voice.name) and b.spans[0].start - a.spans[-1].end < _NEXT_SENTENCE:
        return True  # «l'un de ses porte-parole», right after the institution itself
    kinds = (a.voice.kind, b.voice.kind)  # a state or institution with its capital, its spokesperson
    one_mouth = "state" in kinds or kinds.count("institution") == 1
    return bool(a.voice.country) and a.voice.country == b.voice.country and one_mouth


def _join(a: Answer, b: Answer) -> Answer:
    """Both as one: the person's name before the institution's, the flat before the qualified."""
    first, other = sorted((a, b), key=lambda x: _BEST_NAMED.find(x.voice.kind) % len(_BEST_NAMED))
    return replace(
        a,
        voice=first.voice,
        facet=tuple(dict.fromkeys((*a.facet, *b.facet))),
        strength=a.strength if a.strength == b.strength else "flat",
        spans=tuple(sorted({*a.spans, *b.spans})),
        object=first.object or other.object,
        named=a.named or b.named,
        reacts=a.reacts or b.reacts,
    )
