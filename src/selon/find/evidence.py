"""Evidence: how the writer presents what is attributed: verbatim, plain, conditional or rumour.

``conditional`` means the reportive conditional («aurait rencontré», "reportedly"): the writer does not vouch.
It does not mean unlikely, and it does not touch the certainty of the source.  The verb form is the tagger's; here
reports are told from hypothesis, consequence, modality and future in the past.  English has no such mood: its
hedges stand in the table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from selon.find.phrases import phrase_pattern
from selon.find.spans import covers, head_words
from selon.lang.pack import LanguagePack
from selon.model import Article, Attribution, Presented, Sentence, Token

# Words between marks, or from the content's start to a closing mark, or from an opening mark to the content's end.
_QUOTED = re.compile(r"[«“”\"][^«»“”\"]*[»“”\"]?|^[^«»“”\"]+[»”]|(?<!\w)'[^']{3,}'(?!\w)|\+[^+]{3,}\+")
_SI = re.compile(r"\b(?:(\w+)[ ,]+)?(?:si|s'ils?)\b", re.IGNORECASE)
_IMPERFECT = re.compile(r"\b\w+(?:ait|aient|iez|ions)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+'?")
_RESUMED = re.compile(  # after a relative clause a comma brings the main verb, or a new subject, back
    r"^ [^,]+,(?: [^,]*,)* *(?:(?:ne|n'|se|s'|y|en|l'|lui|les?|la|leur) ?)*$"
    r"|^ (?:[^ ,]+ ){3,}[^,]*,(?: [^,]*,)* (?:les?|la|l'|une?|des|ces?|cette|son|sa|ses|leurs?|plus|près|au moins)\b"
)
# The words of a kind of the table (@) in their surroundings.
_SHAPES = MappingProxyType(
    {
        "hedge": "@",
        "hypothesis": "@",
        "connective": r"\W*@,?\s*",
        "contrast": r"\W*@",
        "announced": r"\W*@",
        "cut": r",\s+@",
        "opening": r"\W*@[^,]*, ",  # «Alors que …, X aurait …»: after its comma the main clause begins
        "break": r"[:;(]|, (?=@ )|\b(?:tandis|alors) qu[e']",
        "unreal": r"(?:^|[,:;] *)@",
    }
)
_PAST = ("Fin.Ind.Past", "Fin.Ind.Imp", "Part", "Fin.Cnd")


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """``evidence.tsv``: the forms by kind (modal, effect, relative …) with their place; some kinds as patterns."""

    language: str
    forms: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, re.Pattern[str]]

    def has(self, kind: str, form: str) -> bool:
        """Is ``form`` listed under ``kind``?"""
        return form in self.forms.get(kind, {})


@dataclass(frozen=True, slots=True)
class Conditional:
    """A conditional verb with its auxiliary's participle, or an English hedge.

    ``clause`` is how its clause hangs in the sentence: main, relative or subordinate (after «que»);
    ``past`` is True for «aurait rencontré».  ``reason`` names what made it reportive or not.
    """

    start: int
    end: int
    past: bool
    clause: str
    reportive: bool
    reason: str


def compile_evidence(pack: LanguagePack) -> EvidenceRules:
    """Compile ``evidence.tsv`` of a language."""
    forms: dict[str, dict[str, str]] = {}
    for row in pack.rows("evidence"):
        forms.setdefault(row["kind"], {})[row["form"]] = row.place
    words = {kind: phrase_pattern(forms.get(kind, ())).pattern for kind in _SHAPES}
    patterns = {kind: re.compile(shape.replace("@", words[kind]), re.IGNORECASE) for kind, shape in _SHAPES.items()}
    return EvidenceRules(pack.code, forms, patterns)


def find_conditionals(article: Article, rules: EvidenceRules) -> tuple[Conditional, ...]:
    """The conditionals outside quotation marks, in text order, each with the decision whether it reports."""
    found = _verbs(article, rules) if rules.language == "fr" else _hedges(article, rules)
    return tuple(c for c in found if not in_quotation(article, c.start))


def in_quotation(article: Article, offset: int) -> bool:
    """Does ``offset`` stand inside quotation marks?"""
    return any(q.start < offset < q.end for q in article.quotations)


def _hedges(article: Article, rules: EvidenceRules) -> Iterator[Conditional]:
    for hedge in rules.patterns["hedge"].finditer(article.text):
        reason = rules.forms["hedge"].get(hedge.group().lower(), "hedge")
        yield Conditional(hedge.start(), hedge.end(), False, "main", True, reason)


def _verbs(article: Article, rules: EvidenceRules) -> Iterator[Conditional]:
    for sentence in article.sentences:
        tokens = article.tokens[sentence.first : sentence.last]
        for at, verb in enumerate(tokens):
            if not (verb.morph.startswith("Fin.Cnd") and verb.norm.endswith(("ait", "aient"))):
                continue
            end, participle = _participle(tokens[at:], rules)
            moved = re.sub(r"e?s?$", "", participle)
            reflexive = at > 0 and tokens[at - 1].norm in ("s'", "se")
            past = bool(participle) and (verb.norm.startswith("aur") or reflexive or rules.has("moved", moved))
            clause = _clause(article.text[sentence.start : verb.start], rules)
            reason = _objection(article, sentence, verb, participle, past, rules)
            if not reason and not past:
                reason = _present_objection(tokens[: at + 1], article.text[sentence.start : verb.start], clause, rules)
            yield Conditional(verb.start, end, past, clause, not reason, reason or "reportive conditional")


def _stem(verb: Token) -> str:
    return verb.norm.removesuffix("ait").removesuffix("aient")


def _participle(tokens: Sequence[Token], rules: EvidenceRules) -> tuple[int, str]:
    """The end of the verb group that the first token begins, and its participle or ""."""
    end, found = tokens[0].end, ""
    for token in tokens[1:]:
        if token.morph.startswith("Part.Past") and not rules.has("filler", token.norm):
            return token.end, token.norm
        if not (rules.has("filler", token.norm) or token.norm.endswith("ment") or token.norm.startswith("-")):
            break
    return end, found


def _clause(before: str, rules: EvidenceRules) -> str:
    """How the clause of the conditional hangs: the last subordinator before it in its stretch of the sentence."""
    opening = rules.patterns["opening"].match(before)
    stretch = rules.patterns["break"].split(before[opening.end() if opening else 0 :])[-1]
    last, end = "main", 0
    for word in _WORD.finditer(stretch):
        if rules.has("relative", word.group().lower()):
            last, end = "subordinate" if stretch[: word.start()].endswith("selon ") else "relative", word.end()
        elif rules.has("subordinate", word.group().lower()):
            last, end = "subordinate", word.end()
    return "main" if last == "relative" and _RESUMED.search(stretch[end:]) else last


def _objection(
    article: Article, sentence: Sentence, verb: Token, participle: str, past: bool, rules: EvidenceRules
) -> str:
    """Why a conditional of either tense does not report, or ""."""
    whole = article.text[sentence.start : sentence.end]
    for kind, form in (("modal", _stem(verb)), ("participle", participle)):
        if rules.has(kind, form):
            return rules.forms[kind][form]
    if whole.rstrip(' »”"').endswith("?"):
        return "question"
    for si in _SI.finditer(article.text, sentence.start, sentence.end):
        if rules.has("asking", (si.group(1) or "").lower()):
            if si.end() <= verb.start:
                return "indirect question"
        elif not past or _IMPERFECT.search(article.text, si.end(), min(sentence.end, si.end() + 90)):
            return "hypothesis with si"
    hypothesis = rules.patterns["hypothesis"].search(whole)
    return rules.forms["hypothesis"].get(hypothesis.group().lower(), "hypothesis") if hypothesis else ""


def _present_objection(tokens: Sequence[Token], before: str, clause: str, rules: EvidenceRules) -> str:
    """Why a present conditional, the last token, does not report, or ""."""
    stem = _stem(tokens[-1])
    if rules.has("effect", stem):
        return rules.forms["effect"][stem]
    if clause == "relative":
        return "prospective relative clause"
    if clause == "subordinate" and any(t.morph.startswith(_PAST) for t in tokens[-25:-1]):
        return "future in the past"
    opening = [t for t in tokens if t.tag != "PUNCT"][:2]
    infinitive = opening[0].morph == "Inf" or (opening[0].norm == "en" and opening[1].norm.endswith("ant"))
    return "unreal subject" if infinitive or rules.patterns["unreal"].search(before[-60:]) else ""


def settle_evidence(
    article: Article, attributions: Sequence[Attribution], conditionals: Sequence[Conditional], rules: EvidenceRules
) -> tuple[Attribution, ...]:
    """The attributions with ``evidence`` settled from their spans, in the same order.

    Words of the source in quotation marks make a content verbatim; the writer's own reportive conditional over
    it, in the cue or in its main clause, makes it conditional; a rumour as source makes it rumour.
    """
    return tuple(replace(a, evidence=_presented(article, a, conditionals, rules)) for a in attributions)


def _presented(
    article: Article, attribution: Attribution, conditionals: Sequence[Conditional], rules: EvidenceRules
) -> Presented:
    heads = (word for span in attribution.source or attribution.cue for word in head_words(article.text, span))
    if any(rules.has("hearsay", word) for word in heads):
        return "rumour"
    if any(_frames(c, attribution) for c in conditionals):
        return "conditional"
    return "verbatim" if _quotes(article, attribution) else "plain"


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
