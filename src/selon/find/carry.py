"""Reportive conditionals that no cue governs: who stands behind «Les discussions auraient lieu deux fois par mois».

The last source named carries over the conditionals that follow, in the same paragraph and beyond, until a new
source or an on-record act; an outlet carries furthest.  With no such source the class is ``unstated``: the
writer reports without saying whom he has it from.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from selon.find.claims import one_matter, sentence_at
from selon.find.evidence import Conditional, EvidenceRules
from selon.find.lookups import overlaps
from selon.find.nesting import holder_of
from selon.find.spans import all_spans, bounds, places, trimmed
from selon.ids import make_id
from selon.model import Article, Attribution, Citation, Sentence, Span

_OPENING = re.compile(r"[:;(]\s+|, (?=(?:mais|or|car|but|yet)\b)|\s[–—-]\s")
_ENGLISH = re.compile(
    r"(?:, (?:and|but|or|while)|\b(?:after|because|that|when|before|since|although|though|whereas)) (?=[^,]*$)"
)
_NOMINAL = re.compile(r"\W*(?:une?|des|ces?|cette|a|an|some) [^,;:]{3,60}$", re.IGNORECASE)
_OUTLET_REACH = 3000


def carry_conditionals(
    article: Article,
    attributions: Sequence[Attribution],
    cited: Sequence[Citation],
    conditionals: Sequence[Conditional],
    rules: EvidenceRules,
) -> tuple[Attribution, ...]:
    """The attributions and, in text order among them, one for each reportive conditional outside all of them.

    ``cited`` are the outlets from which the text says it has something, with or without their own attribution.
    """
    known = list(attributions)
    told = _told(cited, attributions)
    for conditional in conditionals:
        if not conditional.reportive or conditional.clause == "subordinate":
            continue
        taken = any(overlaps(s, (conditional.start, conditional.start + 1)) for a in known for s in all_spans(a))
        if taken:
            continue
        sentence = sentence_at(article, conditional.start)
        content = _content(article.text, sentence, conditional, rules, attributions)
        if content.end >= conditional.end and not any(overlaps(s, content) for a in attributions for s in a.cue):
            new = _carried(article, sentence, content, [*known, *told], rules)
            known.append(_around_hedge(article.text, new, conditional) if rules.language == "en" else new)
    return tuple(sorted(known, key=_place))


def _told(cited: Sequence[Citation], attributions: Sequence[Attribution]) -> list[Attribution]:
    """The citations that no attribution stands for, in the shape of attributions of their own name."""
    spans = [s for a in attributions for s in places(a)]
    found = [(c, Span(e.start, e.end)) for c in cited for e in c.evidence]
    return [
        Attribution("", (at,), (), (at,), "indirect", "assert", "plain", "outlet", c.outlet, c.actor)
        for c, at in found
        if not any(overlaps(s, at) for s in spans)
    ]


def _place(attribution: Attribution) -> tuple[int, int]:
    return bounds(attribution.content).start, -len(attribution.content)


def _content(
    text: str, sentence: Sentence, conditional: Conditional, rules: EvidenceRules, attributions: Sequence[Attribution]
) -> Span:
    """The clause of the conditional: without the opener before it and the incidental clause after it."""
    start, end = sentence.start, sentence.end
    if conditional.clause == "relative":
        start = _relative_start(text, start, conditional, rules)
    else:
        start = max([start, *(m.end() for m in _OPENING.finditer(text, start, conditional.start))])
        own = _ENGLISH.search(text[start : conditional.start])
        start += own.end() if own else 0
        opening = rules.patterns["opening"].match(text, start, conditional.start)
        start = opening.end() if opening else start
        while (connective := rules.patterns["connective"].match(text, start)) and connective.end() < conditional.start:
            start = connective.end()
    cut = rules.patterns["cut"].search(text, conditional.end, end)
    end = cut.start() if cut else end
    later = [s.start for a in attributions for s in all_spans(a) if conditional.end <= s.start < end]
    return trimmed(text, Span(start, min([end, *later])))


def _relative_start(text: str, start: int, conditional: Conditional, rules: EvidenceRules) -> int:
    """The relative pronoun, or the sentence's start when all of it is a noun phrase with this clause."""
    words = re.finditer(r"[\w']+", text[start : conditional.start])
    pronouns = [m.start() for m in words if rules.has("relative", m.group().lower())]
    nominal = not pronouns or _NOMINAL.match(text[start : start + pronouns[-1]])
    return start if nominal else start + pronouns[-1]


def _carried(
    article: Article, sentence: Sentence, content: Span, attributions: Sequence[Attribution], rules: EvidenceRules
) -> Attribution:
    source = _source(article, sentence, content, attributions, rules)
    name = make_id("att", article.document.id, content.start, content.end, "conditional")
    reason = f"reportive conditional, {'carried source' if source else 'no source near'}"
    new = Attribution(name, (), (), (content,), "indirect", "assert", "conditional", "unstated", reason=reason)
    if source is None:
        return new
    before = bounds(source.source).start < content.start or _announces(article, sentence, source, rules)
    spans = source.source if before else ()
    return replace(new, source=spans, source_class=source.source_class, resolved=source.resolved, actor=source.actor)


def _around_hedge(text: str, attribution: Attribution, hedge: Conditional) -> Attribution:
    """In English the hedge («reportedly», «is said» to) is the cue, and the content stands around it."""
    content = attribution.content[0]
    end = hedge.end - 3 * text[hedge.start : hedge.end].lower().endswith(" to")
    around = (Span(content.start, max(content.start, hedge.start)), Span(end, content.end))
    pieces = tuple(piece for piece in (trimmed(text, span) for span in around) if piece.end > piece.start)
    return replace(attribution, cue=(Span(hedge.start, end),), content=pieces)


def _source(
    article: Article, sentence: Sentence, content: Span, attributions: Sequence[Attribution], rules: EvidenceRules
) -> Attribution | None:
    """The attribution whose source stands behind an uncued conditional, or None."""
    named = [a for a in attributions if a.source]
    announced = next((a for a in named if _announces(article, sentence, a, rules)), None)
    if announced:
        return announced
    before = [a for a in named if bounds(a.content).start < content.start and not holder_of(a, attributions)]
    contrast = bool(rules.patterns["contrast"].match(article.text, sentence.start))
    for attribution in sorted(before, key=_place, reverse=True):
        verdict = _carries(article, attribution, sentence, contrast)
        if verdict is not None:
            return attribution if verdict else None
    return None


def _announces(article: Article, sentence: Sentence, attribution: Attribution, rules: EvidenceRules) -> bool:
    """«C'est ce qu'affirme X» right after the sentence."""
    after = next((s for s in article.sentences if s.start >= sentence.end), None)
    if after is None or not attribution.cue or not rules.patterns["announced"].match(article.text, after.start):
        return False
    return after.start <= attribution.cue[0].start < after.end


def _carries(article: Article, source: Attribution, sentence: Sentence, contrast: bool) -> bool | None:
    """True: it carries on; False: it is on record and ends the scope; None: look further back."""
    if source.act in ("deny", "not_said", "doubt", "refuse", "demand", "want") or source.source_class == "unstated":
        return None
    start = bounds(source.content).start
    blocks = sentence.block - sentence_at(article, start).block
    if source.source_class == "outlet" and not source.actor and source.resolved == source.resolved.lower():
        return None
    said = (*source.source, *source.cue)
    if source.source_class in ("outlet", "rumour", "document"):
        return (sentence.start - start < _OUTLET_REACH and one_matter(article, start, sentence.start, said)) or None
    if source.source_class in ("group", "anonymous"):
        return True if blocks == 0 or (blocks == 1 and source.source_class == "anonymous") else None
    last = bounds(all_spans(source)).end
    adjacent = not any(last <= s.start and s.end <= sentence.start for s in article.sentences)
    return blocks == 0 and adjacent and source.source_class != "institution" and not contrast
