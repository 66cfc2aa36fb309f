"""Conditional verbs, and which of them report: «aurait rencontré» (the writer does not vouch) against hypothesis,
consequence, modality and future in the past.

The form is found by its ending on a future stem (measured against treebanks: P 98, R 99.7); the irregular stems
and the imperfects that look alike are closed-class grammar.  English has no such mood: its hedges
(«reportedly») stand in the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.lang.pack import LanguagePack
from selon.model import Article, Sentence

_FORM = re.compile(
    r"\b(aur|ser|fer|ir|saur|devr|pourr|verr|voudr|faudr|vaudr|enverr|courr|mourr|\w*qu[eé]rr|\w+(?:er|ir|[aei]ndr|ondr|"
    r"iendr|rdr|ttr|[aoeî]îtr|aîtr|uivr|vivr|cevr|mpr|oudr|aindr|oindr|uir|oir|air))(ait|aient)\b",
    re.IGNORECASE,
)
# Imperfects whose stem ends like a future stem (tir-er, effondr-er, ret-irer …) and nouns.
_IMPERFECT = re.compile(
    r"^(?:\w*(?:[^a-zé]tir|att?ir|etir|étir|vir|mir|spir|p?air|clair|flair|chir|cir|soupir|empir|désir|délir)|tir|foir|"
    r"engendr|effondr|miner|retrait|\w*tr)$",
    re.IGNORECASE,
)
_FUTURE_STEMS = re.compile(
    r"^(?:\w*(?:ttr|aîtr|vivr)|servir|desservir|asservir|ravir|gravir|vomir|dormir|endormir|gémir|frémir|pl?air|compl?air|"
    r"dépl?air|distrair|extrair|soustrair|(?:en|a)?blanchir|réfléchir|fléchir|franchir|affranchir|enrichir|rafraîchir|"
    r"partir|repartir|sortir|sentir|consentir|ressentir|mentir|démentir|garantir|avertir|convertir|investir|aboutir|bâtir|"
    r"ralentir|anéantir|assortir|retentir|durcir|adoucir|éclaircir|noircir|rétrécir|croupir|assoupir|glapir)$"
)
_PARTICIPLE = re.compile(
    r"(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|u|ue|us|ues|û|ert|erte|int|inte|ort|orte)$", re.IGNORECASE
)
_SI = re.compile(r"\b(?:(\w+)[ ,]+)?(?:si|s'ils?)\b", re.IGNORECASE)
_IMPERFECT_VERB = re.compile(r"\b\w+(?:ait|aient|iez|ions)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+'?")
_PAST_CUE = re.compile(
    r"\b(?:ai|as|a|ont|avait|avaient|aurait|ayant|avoir|fut|est|s'est)\b|\b\w+(?:ait|aient|ant)\b"
    r"|\w+èrent\b|\bmenacé\b",
    re.IGNORECASE,
)
_MOVED = re.compile(  # verbs that take être: «serait parti» is past, «serait payé» a passive present
    r"^(?:part|ven|arriv|entr|rentr|rest|deven|n|all|décéd|tomb|sort|mont|descend|reven|pass|interven|parven|surven|retourn)"
    r"(?:é|i|u)e?s?$|^morte?s?$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[:;(]|, (?=(?:mais|et|or|car|celles?-ci|ceux-ci|celui-ci|ils?|elles?|on) )|\b(?:tandis|alors) qu[e']",
    re.IGNORECASE,
)
OPENING_CLAUSE = re.compile(  # «Alors que …, X aurait …»: after its comma the main clause begins
    r"^\W*(?:(?:alors|tandis|après|avant|depuis|dès|pendant|bien|parce|maintenant|tant) qu[e']|quand|lorsqu[e']"
    r"|comme|puisqu[e'])[^,]*, ",
    re.IGNORECASE,
)
_RESUMED = re.compile(  # after a relative clause a comma brings the main verb, or a new subject, back
    r"^ [^,]+,(?: [^,]*,)* *(?:(?:ne|n'|se|s'|y|en|l'|lui|les?|la|leur) ?)*$"
    r"|^ (?:[^ ,]+ ){3,}[^,]*,(?: [^,]*,)* (?:les?|la|l'|une?|des|ces?|cette|son|sa|ses|leurs?|plus|près|au moins)\b"
)
_UNREAL_SUBJECT = re.compile(
    r"(?:^|[,:;] *)(?:cela|ceci|ça|ce qui|ce (?:chiffre|montant|nombre|taux|total)|toute? \w+|une telle|un tel)\b",
    re.IGNORECASE,
)
_INFINITIVE_SUBJECT = re.compile(
    r"^\W*(?:(?:ne pas )?(?!(?:janvi|févri|derni|premi|hi|souveni|aveni|désir|plaisi|mair|mer|air|autr|"
    r"notr|votr|contr|entr|"
    r"outr|comm|encor)(?:er|r|re|e)\b)[a-zéèêàâîôûç]{2,}(?:er|ir|re)\b|en \w+ant\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ConditionalRules:
    """``evidence.tsv``: the forms by kind (modal, effect, hypothesis, …), and the hedges as one pattern (or
    None)."""

    language: str
    forms: Mapping[str, Mapping[str, str]]
    hedges: re.Pattern[str] | None
    hypothesis: re.Pattern[str] | None

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


def compile_conditionals(pack: LanguagePack) -> ConditionalRules:
    """Compile ``evidence.tsv`` of a language."""
    forms: dict[str, dict[str, str]] = {}
    for row in pack.rows("evidence"):
        forms.setdefault(row["kind"], {})[row["form"]] = row.place
    return ConditionalRules(
        pack.code,
        MappingProxyType({kind: MappingProxyType(rows) for kind, rows in forms.items()}),
        _any_of(forms.get("hedge", {})),
        _any_of(forms.get("hypothesis", {})),
    )


def _any_of(forms: Mapping[str, str]) -> re.Pattern[str] | None:
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def find_conditionals(article: Article, rules: ConditionalRules) -> tuple[Conditional, ...]:
    """The conditionals outside quotation marks, in text order, each with the decision whether it reports."""
    if not article.sentences:
        return ()
    found = []
    starts = [s.start for s in article.sentences]
    pattern = _FORM if rules.language == "fr" else rules.hedges
    for match in pattern.finditer(article.text) if pattern else ():
        sentence = article.sentences[max(bisect_right(starts, match.start()) - 1, 0)]
        if match.end() > sentence.end or in_quotation(article, match.start()):
            continue
        if rules.language != "fr":
            reason = rules.forms["hedge"].get(match.group().lower(), "hedge")
            found.append(Conditional(match.start(), match.end(), False, "main", True, reason))
        elif is_conditional(match.group(1)):
            found.append(_weigh(article, sentence, match, rules))
    return tuple(found)


def is_conditional(stem: str) -> bool:
    """Is a form in -ait/-aient on this stem a conditional (not the imperfect of «montrer», «tirer»,
    «effondrer»)?"""
    stem = stem.lower()
    return bool(_FUTURE_STEMS.match(stem)) or not _IMPERFECT.match(stem)


def in_quotation(article: Article, offset: int) -> bool:
    """Does ``offset`` stand inside quotation marks?"""
    return any(q.start < offset < q.end for q in article.quotations)


def _weigh(article: Article, sentence: Sentence, match: re.Match[str], rules: ConditionalRules) -> Conditional:
    stem = match.group(1).lower()
    end, participle = _participle(article.text, match, sentence.end, rules)
    past = bool(participle) and (stem == "aur" or _is_past_of_etre(article.text, match, participle))
    clause = _clause(article.text[sentence.start : match.start()], rules)
    reason = _objection(article, sentence, match, rules, participle if past else f"({participle})")
    if not reason and not past:
        reason = _present_objection(article.text[sentence.start : match.start()], stem, clause, rules)
    return Conditional(match.start(), end, past, clause, not reason, reason or "reportive conditional")


def _is_past_of_etre(text: str, match: re.Match[str], participle: str) -> bool:
    return bool(_MOVED.search(participle)) or bool(
        re.search(r"\bs[e'] ?$", text[max(0, match.start() - 4) : match.start()])
    )


def _participle(text: str, match: re.Match[str], limit: int, rules: ConditionalRules) -> tuple[int, str]:
    """The end of the verb group and the participle that follows avoir or être, or ""."""
    end = match.end()
    if match.group(1).lower() not in ("aur", "ser"):
        return end, ""
    for word in _WORD.finditer(text, end, min(limit, end + 60)):
        if not text[match.end() : word.start()].strip(" -'abcdefghijklmnopqrstuvwxyzéèêàâîôûç"):
            form = word.group().lower()
            if rules.has("filler", form) or form.endswith("ment"):
                if form == "été":
                    end = word.end()
                continue
            if form in ("t", "il", "elle", "ils", "elles", "-t-il", "-il"):
                continue
            if _PARTICIPLE.search(form) and len(form) > 1:
                return word.end(), form
        break
    return end, "été" if end > match.end() else ""


def _clause(before: str, rules: ConditionalRules) -> str:
    """How the clause of the conditional hangs: the last subordinator before it in its stretch of the sentence."""
    stretch = _BREAK.split(OPENING_CLAUSE.sub("", before))[-1]
    last, end = "main", 0
    for word in _WORD.finditer(stretch):
        form = word.group().lower()
        if rules.has("relative", form):
            last, end = "subordinate" if stretch[: word.start()].endswith("selon ") else "relative", word.end()
        elif rules.has("subordinate", form):
            last, end = "subordinate", word.end()
    return "main" if last == "relative" and _RESUMED.search(stretch[end:]) else last


def _objection(
    article: Article, sentence: Sentence, match: re.Match[str], rules: ConditionalRules, participle: str
) -> str:
    """Why a conditional of either tense does not report, or ""."""
    stem, text = match.group(1).lower(), article.text
    whole = text[sentence.start : sentence.end]
    if rules.has("modal", stem):
        return rules.forms["modal"][stem]
    if rules.has("participle", participle.strip("()")):
        return rules.forms["participle"][participle.strip("()")]
    if whole.rstrip(' »”"').endswith("?"):
        return "question"
    for si in _SI.finditer(text, sentence.start, sentence.end):
        if not in_quotation(article, si.start()):
            asked = si.group(1) and rules.has("asking", si.group(1).lower())
            if asked and si.end() <= match.start():
                return "indirect question"
            if not asked and participle.startswith("("):
                return "hypothesis with si"
            if not asked and _IMPERFECT_VERB.search(text, si.end(), min(sentence.end, si.end() + 90)):
                return "hypothesis with si"
    hypothesis = rules.hypothesis.search(whole) if rules.hypothesis else None
    if hypothesis:
        return rules.forms["hypothesis"].get(hypothesis.group().lower(), "hypothesis")
    return ""


def _present_objection(before: str, stem: str, clause: str, rules: ConditionalRules) -> str:
    """Why a present conditional does not report, or ""."""
    if rules.has("effect", stem):
        return rules.forms["effect"][stem]
    if clause == "relative":
        return "prospective relative clause"
    if clause == "subordinate" and _PAST_CUE.search(before[-140:]):
        return "future in the past"
    if _UNREAL_SUBJECT.search(before[-60:]) or _INFINITIVE_SUBJECT.search(before):
        return "unreal subject"
    return ""
