"""Reportive conditionals that no cue governs: who stands behind «Les discussions auraient lieu deux fois par
mois».

The last source named carries over the conditionals that follow, in the same paragraph and beyond, until a new
source or an on-record act; an outlet carries furthest.  With no such source the class is ``unstated``: the
writer reports without saying whom he has it from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from selon.find.conditional import OPENING_CLAUSE, Conditional, find_conditionals
from selon.find.evidence import EvidenceRules
from selon.find.nesting import holder_of
from selon.find.spans import bounds, content_words, covers, likeness, trimmed
from selon.ids import make_id
from selon.model import Article, Attribution, Citation, Sentence, Span

_ANNOUNCED = re.compile(r"\W*(?:c'est|voilà|tel(?:le)? est|that is|that's)\b", re.IGNORECASE)
_OPENING = re.compile(r"[:;(]\s+|, (?=(?:mais|or|car|but|yet)\b)|\s[–—-]\s")
_NOMINAL = re.compile(r"\W*(?:une?|des|ces?|cette|a|an|some) [^,;:]{3,60}$", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\W*(?:parallèlement|pourtant|par ailleurs|cependant|en revanche|meanwhile|however|yet|separately)\b",
    re.IGNORECASE,
)
_OUTLET_REACH = 3000
_ALIKE = 0.5


def carry_conditionals(
    article: Article, attributions: Sequence[Attribution], cited: Sequence[Citation], rules: EvidenceRules
) -> tuple[Attribution, ...]:
    """The attributions and, in text order among them, one for each reportive conditional outside all of them.

    ``cited`` are the outlets from which the text says it has something, with or without their own attribution.
    """
    added: list[Attribution] = []
    told = _told(cited, attributions)
    for conditional in find_conditionals(article, rules.conditionals):
        if not conditional.reportive or _taken(conditional, [*attributions, *added]):
            continue
        if conditional.clause == "subordinate" or (conditional.clause == "relative" and not conditional.past):
            continue
        sentence = next((s for s in article.sentences if s.start <= conditional.start < s.end), None)
        if sentence is None or article.blocks[sentence.block].kind == "leftover":
            continue
        content = _content(article, sentence, conditional, rules, attributions)
        if content.end > conditional.end - 1 and not _overlapping(content, attributions):
            new = _carried(article, sentence, content, [*attributions, *told, *added])
            added.append(new if rules.conditionals.hedges is None else _around_hedge(article.text, new, conditional))
    return tuple(sorted([*attributions, *added], key=_place))


def _told(cited: Sequence[Citation], attributions: Sequence[Attribution]) -> list[Attribution]:
    """The citations that no attribution stands for, in the shape of attributions of their own name."""
    spans = [s for a in attributions for s in (*a.source, *((a.via_span,) if a.via_span else ()))]
    found = []
    for citation in cited:
        for evidence in citation.evidence:
            at = Span(evidence.start, evidence.end)
            if not any(s.start < at.end and at.start < s.end for s in spans):
                found.append(Attribution("", (at,), (), (at,), "indirect", "assert", "plain", "outlet",
                                         citation.outlet, citation.actor))  # fmt: skip
    return found


def _place(attribution: Attribution) -> tuple[int, int]:
    return bounds([*attribution.source, *attribution.cue, *attribution.content][-1:]).start, -len(attribution.content)


def _taken(conditional: Conditional, attributions: Sequence[Attribution]) -> bool:
    return any(covers(span, conditional.start) for a in attributions for span in (*a.content, *a.cue, *a.source))


def _overlapping(content: Span, attributions: Sequence[Attribution]) -> bool:
    return any(s.start < content.end and content.start < s.end for a in attributions for s in a.cue)


def _content(
    article: Article,
    sentence: Sentence,
    conditional: Conditional,
    rules: EvidenceRules,
    attributions: Sequence[Attribution],
) -> Span:
    """The clause of the conditional: without the opener before it and the incidental clause after it."""
    text, start, end = article.text, sentence.start, sentence.end
    if conditional.clause == "relative":
        start = _relative_start(text, start, conditional, rules)
    else:
        for opening in _OPENING.finditer(text, start, conditional.start):
            start = opening.end()
        opening_clause = OPENING_CLAUSE.match(text[start : conditional.start])
        start += opening_clause.end() if opening_clause else 0
        start = _after_connectives(text, start, conditional.start, rules)
    for cut in re.finditer(r",\s+([\w']+)(?:\s+([\w']+))?", text[conditional.end : end]):
        words = (cut.group(1).lower(), f"{cut.group(1)} {cut.group(2)}".lower())
        if any(rules.conditionals.has("cut", word) for word in words):
            end = conditional.end + cut.start()
            break
    quoted = re.compile(r"\s*:\s*[«“\"]|;|\)").search(text, conditional.end, end)
    end = quoted.start() if quoted else end
    later = [s.start for a in attributions for s in (*a.content, *a.cue, *a.source) if conditional.end <= s.start < end]
    return trimmed(text, Span(start, min([end, *later])))


def _relative_start(text: str, start: int, conditional: Conditional, rules: EvidenceRules) -> int:
    """The relative pronoun, or the sentence's start when all of it is a noun phrase with this clause."""
    pronouns = [
        m.start()
        for m in re.finditer(r"[\w']+", text[start : conditional.start])
        if rules.conditionals.has("relative", m.group().lower())
    ]
    if not pronouns:
        return start
    nominal = _NOMINAL.match(text[start : start + pronouns[-1]])
    return start if nominal else start + pronouns[-1]


def _after_connectives(text: str, start: int, limit: int, rules: EvidenceRules) -> int:
    forms = sorted(rules.conditionals.forms.get("connective", ()), key=len, reverse=True)
    moved = True
    while moved:
        moved = False
        for form in forms:
            match = re.compile(rf"\W*{re.escape(form)}\b,?\s*", re.IGNORECASE).match(text, start)
            if match and match.end() < limit:
                start, moved = match.end(), True
                break
    return start


def _carried(article: Article, sentence: Sentence, content: Span, attributions: Sequence[Attribution]) -> Attribution:
    source = _source(article, sentence, content, attributions)
    new = Attribution(
        make_id("att", article.document.id, content.start, content.end, "conditional"),
        (), (), (content,), "indirect", "assert", "conditional", "unstated",
        reason=f"reportive conditional, {'carried source' if source else 'no source near'}",
    )  # fmt: skip
    if source is None:
        return new
    spans = (
        source.source if bounds(source.source).start < content.start or _announces(article, sentence, source) else ()
    )
    return replace(new, source=spans, source_class=source.source_class, resolved=source.resolved, actor=source.actor)


def _around_hedge(text: str, attribution: Attribution, hedge: Conditional) -> Attribution:
    """In English the hedge («reportedly», «is said» to) is the cue, and the content stands around it."""
    content, end = attribution.content[0], hedge.end
    if text[hedge.start : end].lower().endswith(" to"):
        end -= 3
    pieces = (
        trimmed(text, Span(content.start, max(content.start, hedge.start))),
        trimmed(text, Span(end, content.end)),
    )
    kept = tuple(piece for piece in pieces if piece.end > piece.start)
    return replace(attribution, cue=(Span(hedge.start, end),), content=kept)


def _source(
    article: Article, sentence: Sentence, content: Span, attributions: Sequence[Attribution]
) -> Attribution | None:
    """The attribution whose source stands behind an uncued conditional, or None."""
    announced = [a for a in attributions if a.source and _announces(article, sentence, a)]
    if announced:
        return announced[0]
    before = [
        a
        for a in attributions
        if a.source and max(bounds(a.content).start, _place(a)[0]) < content.start and not holder_of(a, attributions)
    ]
    if not before and article.blocks[sentence.block].kind in ("title", "heading"):
        words = content_words(article.text, [content])
        later = [a for a in attributions if a.source and a.evidence == "conditional"]
        return next((a for a in later if likeness(words, content_words(article.text, a.content)) >= _ALIKE), None)
    contrast = bool(_CONTRAST.match(article.text, sentence.start))
    for attribution in sorted(before, key=_place, reverse=True):
        verdict = _carries(article, attribution, sentence, contrast)
        if verdict is not None:
            return attribution if verdict else None
    return None


def _announces(article: Article, sentence: Sentence, attribution: Attribution) -> bool:
    """«C'est ce qu'affirme X» right after the sentence."""
    after = next((s for s in article.sentences if s.start >= sentence.end), None)
    if after is None or after.block != sentence.block or not _ANNOUNCED.match(article.text, after.start):
        return False
    return attribution.act != "deny" and bool(attribution.cue) and after.start <= attribution.cue[0].start < after.end


def _carries(article: Article, source: Attribution, sentence: Sentence, contrast: bool) -> bool | None:
    """True: it carries on; False: it is on record and ends the scope; None: look further back."""
    if source.act in ("deny", "not_said", "doubt", "refuse", "demand", "want") or source.source_class == "unstated":
        return None
    start = bounds(source.content).start
    blocks = sentence.block - next((s.block for s in article.sentences if s.start <= start < s.end), 0)
    if source.source_class == "outlet" and not source.actor and source.resolved == source.resolved.lower():
        return None
    if source.source_class in ("outlet", "rumour", "document"):
        return sentence.start - start < _OUTLET_REACH or None
    if source.source_class in ("group", "anonymous"):
        return True if blocks == 0 or (blocks == 1 and source.source_class == "anonymous") else None
    if source.evidence == "conditional" and not source.cue:
        return True
    last = bounds([*source.content, *source.cue, *source.source]).end
    adjacent = not any(last <= s.start and s.end <= sentence.start for s in article.sentences)
    return blocks == 0 and adjacent and source.source_class != "institution" and not contrast
