"""Evidence: how the writer presents what is attributed: verbatim, plain, conditional or rumour.

``conditional`` means the reportive conditional («aurait rencontré», "reportedly"): the writer does not vouch.
It does not mean unlikely, and it does not touch the certainty of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.find.conditional import Conditional, ConditionalRules, compile_conditionals, find_conditionals
from selon.find.spans import covers, head_words
from selon.lang.pack import LanguagePack
from selon.model import Article, Attribution, Presented

# Words between marks, or from the content's start to a closing mark, or from an opening mark to the content's end.
_QUOTED = re.compile(r"[«“”\"][^«»“”\"]*[»“”\"]?|^[^«»“”\"]+[»”]|(?<!\w)'[^']{3,}'(?!\w)|\+[^+]{3,}\+")


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """The tables that settle how a content is presented."""

    conditionals: ConditionalRules


def compile_evidence(pack: LanguagePack) -> EvidenceRules:
    """Compile ``evidence.tsv``."""
    return EvidenceRules(compile_conditionals(pack))


def settle_evidence(
    article: Article, attributions: Sequence[Attribution], rules: EvidenceRules
) -> tuple[Attribution, ...]:
    """The attributions with ``evidence`` settled from their spans, in the same order.

    Words of the source in quotation marks make a content verbatim; the writer's own reportive conditional over
    it, in the cue or in its main clause, makes it conditional; a rumour as source makes it rumour.
    """
    conditionals = find_conditionals(article, rules.conditionals)
    return tuple(replace(a, evidence=_presented(article, a, conditionals, rules.conditionals)) for a in attributions)


def _presented(
    article: Article, attribution: Attribution, conditionals: Sequence[Conditional], rules: ConditionalRules
) -> Presented:
    if attribution.source_class == "rumour" or _is_hearsay(article, attribution, rules):
        return "rumour"
    if any(_frames(c, attribution) for c in conditionals):
        return "conditional"
    if _quotes(article, attribution):
        return "verbatim"
    return "plain"


def _is_hearsay(article: Article, attribution: Attribution, rules: ConditionalRules) -> bool:
    spans = attribution.source or attribution.cue
    return any(rules.has("hearsay", word) for span in spans for word in head_words(article.text, span))


def _frames(conditional: Conditional, attribution: Attribution) -> bool:
    """Does this conditional cast its doubt on the whole content?"""
    if any(covers(span, conditional.start) for span in attribution.cue):
        return conditional.reportive or conditional.reason == "prospective relative clause"
    if not conditional.reportive or attribution.act in ("want", "demand", "refuse", "promise", "threaten"):
        return False
    return conditional.clause != "relative" and any(covers(s, conditional.start) for s in attribution.content)


def _quotes(article: Article, attribution: Attribution) -> bool:
    """Does the content hold words in quotation marks (and is not just a piece of somebody's longer quotation)?"""
    for span in attribution.content:
        quoted = _QUOTED.findall(article.text, *span)
        if quoted:
            return not all(_is_label(article, words) for words in quoted)
        for quotation in article.quotations:
            shared = min(span.end, quotation.inner.end) - max(span.start, quotation.inner.start)
            if 2 * shared >= quotation.inner.end - quotation.inner.start:
                return True
    return False


def _is_label(article: Article, words: str) -> bool:
    """A name, or a stock phrase that the article repeats: in marks, but nobody's words."""
    phrase = words.strip("«»“”\"'+ ")
    parts = phrase.split()
    if not parts or len(parts) > 2:
        return False
    if all(part[:1].isupper() and len(part) > 2 for part in parts):
        return True
    marked = re.compile(r"[«“\"] ?" + re.escape(phrase) + r" ?[»”\"]", re.IGNORECASE)
    return len(marked.findall(article.text)) > 2
