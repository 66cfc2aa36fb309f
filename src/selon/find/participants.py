"""Who stands where around a word of contact: the subject on its left, lists on its right, companions, absentees."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from selon.find.parties import Party
from selon.lang.pack import LanguagePack
from selon.model import Article, Sentence, Token


@dataclass(frozen=True, slots=True)
class SyntaxRules:
    """Small words by what they do (``syntax.tsv``)."""

    genitive: frozenset[str]
    preposition: frozenset[str]
    determiner: frozenset[str]
    conjunction: frozenset[str]
    companion: frozenset[str]
    boundary: frozenset[str]
    stop: frozenset[str]
    auxiliary: frozenset[str]
    definite: frozenset[str]
    quantity: frozenset[str]
    topic: frozenset[str]
    person: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """An article with its parties, ready for questions about one sentence."""

    article: Article
    parties: tuple[Party, ...]
    rules: SyntaxRules

    def within(self, start: int, end: int) -> tuple[Party, ...]:
        """The parties that begin in ``[start, end)``."""
        a = bisect_left(self.parties, start, key=lambda p: p.start)
        b = bisect_left(self.parties, end, key=lambda p: p.start)
        return self.parties[a:b]

    def token_at(self, offset: int) -> int:
        """The first token that begins at or after the offset."""
        return bisect_left(self.article.tokens, offset, key=lambda t: t.start)


_LISTING = frozenset({"avec", "with", "entre", "between", "par", "by"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET"})
_PARTICIPLE = re.compile(r"\w+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|ant|er|ir|re|oir|ing|ed)$")


def syntax_rules(pack: LanguagePack) -> SyntaxRules:
    """Compile ``syntax.tsv``."""
    rows = {row["key"]: frozenset(row.values("words")) for row in pack.rows("syntax")}
    keys = (
        "genitive",
        "preposition",
        "determiner",
        "and",
        "companion",
        "boundary",
        "stop",
        "auxiliary",
        "definite",
        "quantity",
        "topic",
    )
    person = frozenset(
        v.rstrip("*") + s for v in rows.get("person", ()) for s in (("", "s") if v[-1] == "*" else ("",))
    )
    return SyntaxRules(*(rows.get(key, frozenset()) for key in keys), person)


def is_finite(tokens: tuple[Token, ...], i: int, rules: SyntaxRules) -> bool:
    """Whether a token is (or looks like) a finite verb: an auxiliary, or a verb that is no participle or infinitive."""
    token = tokens[i]
    if token.morph:
        return token.morph.startswith("Fin")
    if token.norm in rules.auxiliary:
        return token.tag not in ("NOUN", "ADP", "PROPN") and not (i and tokens[i - 1].norm in ("l'", "d'"))
    return token.tag == "VERB" and not _PARTICIPLE.match(token.norm)


def clause(stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Offsets of the clause around the cue ``[start, end)``: up to the nearest boundary words on both sides."""
    tokens, rules = stage.article.tokens, stage.rules
    a, b = stage.token_at(start), stage.token_at(end)
    left = next(
        (tokens[i].end for i in range(a - 1, sentence.first - 1, -1) if tokens[i].norm in rules.boundary),
        sentence.start,
    )
    right = next((tokens[i].start for i in range(b, sentence.last) if tokens[i].norm in rules.boundary), sentence.end)
    return left, right


def right_end(stage: Stage, sentence: Sentence, end: int, limit: int) -> int:
    """Where the cue's complements end: at the first finite verb after it, at the latest at ``limit``."""
    tokens = stage.article.tokens
    for i in range(stage.token_at(end), sentence.last):
        if tokens[i].start >= limit:
            break
        if is_finite(tokens, i, stage.rules):
            return tokens[i].start
    return limit


def topic_start(stage: Stage, start: int, end: int) -> int:
    """Where the complements begin to say what it is about («sur l'aide à P»): no place or day of the contact there."""
    tokens = stage.article.tokens
    between = range(stage.token_at(start), stage.token_at(end))
    return next((tokens[i].start for i in between if tokens[i].norm in stage.rules.topic), end)


def governor(stage: Stage, party: Party, sentence: Sentence) -> str:
    """The word that the party hangs on: a preposition, «and», a companion word, a genitive («de»), or "" when free."""
    tokens, rules = stage.article.tokens, stage.rules
    i = stage.token_at(party.start)
    if tokens[i].norm not in rules.genitive | rules.preposition:
        i -= 1
    if i >= sentence.first and tokens[i].norm == "," and party.rank in ("person", "former"):
        return _across_comma(stage, i, sentence, stage.token_at(party.end))
    opener = tokens[stage.token_at(party.start)].norm in rules.determiner - rules.genitive
    if opener and _opens(stage, i + 1, sentence):
        return "," if i >= sentence.first and tokens[i].norm == "," else ""
    crossed = 0
    person = False
    while i >= sentence.first:
        token = tokens[i]
        if token.norm in rules.genitive and not _is_article(stage, i, sentence):
            if i > sentence.first and tokens[i - 1].norm in rules.quantity:
                i -= 2
                continue
            if not crossed or person or not _in_title(stage, i, sentence):
                return "companion" if _companion(stage, i) else "de"
        else:
            found = _governing(stage, i, sentence, crossed)
            if found is not None:
                return found
        person = person or token.norm in rules.person
        crossed += 1
        i -= 1
    return ""


def _governing(stage: Stage, i: int, sentence: Sentence, crossed: int) -> str | None:
    """What the token at ``i`` says of the phrase after it; None when it belongs to the phrase."""
    token, rules = stage.article.tokens[i], stage.rules
    if token.norm in rules.conjunction:
        return "et"
    if token.norm in rules.preposition and not _in_title(stage, i, sentence):
        return token.norm
    if token.norm in rules.companion:
        return "companion"
    if crossed > 7 or not (token.norm in rules.determiner | rules.preposition or token.tag in _NOMINAL):
        return "," if token.norm == "," else ""
    if token.norm in rules.determiner and token.norm not in rules.genitive and _opens(stage, i, sentence):
        return "," if i > sentence.first and stage.article.tokens[i - 1].norm == "," else ""
    return None


def _opens(stage: Stage, i: int, sentence: Sentence) -> bool:
    """Whether the determiner at ``i`` begins the phrase: nothing that governs stands before it."""
    if i == sentence.first:
        return True
    before = stage.article.tokens[i - 1].norm
    rules = stage.rules
    return before not in rules.preposition | rules.genitive | rules.conjunction | rules.companion


def _in_title(stage: Stage, i: int, sentence: Sentence) -> bool:
    """«conseiller à la sécurité», «ambassadeur en P»: the preposition belongs to a noun for a person before it."""
    before = stage.article.tokens[max(sentence.first, i - 2) : i]
    return any(t.norm in stage.rules.person for t in before)


def _is_article(stage: Stage, i: int, sentence: Sentence) -> bool:
    """«de hauts responsables», «des experts» after a preposition, a verb or «et»: no genitive."""
    tokens = stage.article.tokens
    if tokens[i].norm not in ("de", "des", "d'"):
        return False
    if i == sentence.first:
        return True
    before = tokens[i - 1]
    return before.norm in stage.rules.preposition | stage.rules.conjunction or before.tag in (
        "VERB",
        "AUX",
        "PUNCT",
        "ADP",
    )


def _companion(stage: Stage, i: int) -> bool:
    return any(t.norm in stage.rules.companion for t in stage.article.tokens[max(0, i - 2) : i])


def _across_comma(stage: Stage, comma: int, sentence: Sentence, after: int) -> str:
    """A name after a comma: apposed to a noun for a person before it («avec le ministre, X»), the next of a list of
    names, or free after an adjunct («Selon le Journal, X», «Lundi à P, X»)."""
    tokens, rules = stage.article.tokens, stage.rules
    person = False
    leads = after < sentence.last and is_finite(tokens, after, rules)
    for i in range(comma - 1, sentence.first - 1, -1):
        token = tokens[i]
        person = person or token.norm in rules.person
        if token.norm in rules.companion:
            return "companion"
        if token.norm in rules.conjunction:
            return "" if leads else "et"
        if token.norm in rules.genitive or token.norm in rules.determiner:
            continue
        if token.norm in rules.preposition:
            if _in_title(stage, i, sentence):
                continue
            return token.norm if person or (token.norm in _LISTING and not leads) else ""
        if token.norm == "," or token.norm in rules.boundary or token.tag in ("VERB", "AUX"):
            break
    return ""


def listed(stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[Party, ...]:
    """The parties of a list that begins at ``start`` (after «avec», «entre», or as an object): «A, B et C»."""
    found: list[Party] = []
    for party in stage.within(start, end):
        hangs = governor(stage, party, sentence)
        if not found:
            if party.start - start > 90:
                break
            if hangs == "de" and party.rank in ("institution", "state", "place") and _name_follows(stage, party, end):
                continue
            found.append(party)
        elif _is_subject(stage, party, sentence, found[-1]) or _is_seat(stage, party, hangs, found[-1]):
            break
        elif hangs in ("et", ",", "companion") or (hangs != "de" and _same_list(stage, found[-1], party)):
            found.append(party)
        elif hangs != "de":
            break
    return tuple(found)


def _is_seat(stage: Stage, party: Party, hangs: str, last: Party) -> bool:
    """«met X in C, P»: a state after the comma of a place is no further partner."""
    return hangs == "," and party.rank in ("state", "institution") and not _same_list(stage, last, party)


def _name_follows(stage: Stage, party: Party, end: int) -> bool:
    """«le chef de l'agence, X»: the body belongs to the title of the person named after it."""
    following = next((p for p in stage.within(party.end, end)), None)
    gap = stage.article.text[party.end : following.start].strip() if following else "-"
    return gap in ("", ",") and following is not None and following.rank in ("person", "former")


def _is_subject(stage: Stage, party: Party, sentence: Sentence, last: Party) -> bool:
    """«avec Y, X a déclaré»: what stands right before a finite verb, after a bare comma, begins another clause."""
    tokens = stage.article.tokens
    i = stage.token_at(party.end)
    comma = stage.article.text[last.end : party.start].lstrip().startswith(",")
    return comma and i < sentence.last and is_finite(tokens, i, stage.rules)


def _same_list(stage: Stage, last: Party, party: Party) -> bool:
    return stage.article.text[last.end : party.start].strip() in (",", "et", "and", "/", "")


def subjects(stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[Party, ...]:
    """The subject of a verb at ``end`` in the clause that begins at ``start``.

    It is the last free group (with its companions) that comes first before a finite verb: an object is none.
    """
    group: list[Party] = []
    for party in stage.within(start, end):
        hangs = governor(stage, party, sentence)
        after_verb = bool(group) and _verb_between(stage, group[-1], party)
        listed_with = (
            bool(group) and not after_verb and (hangs in ("et", "companion") or _same_list(stage, group[-1], party))
        )
        if listed_with:
            group.append(party)
        elif hangs in ("", ",") and (not group or hangs == "," or _before_verb(stage, party, end)):
            group = [party]
    return tuple(group)


def _before_verb(stage: Stage, party: Party, end: int) -> bool:
    """Whether a finite verb, with at most adverbs and pronouns before it, follows the party."""
    tokens = stage.article.tokens
    for i in range(stage.token_at(party.end), min(stage.token_at(end) + 1, len(tokens))):
        if is_finite(tokens, i, stage.rules):
            return True
        if tokens[i].tag not in ("ADV", "PRON", "PUNCT", "ADJ", "PART"):
            return tokens[i].start >= end
    return False


def _verb_between(stage: Stage, last: Party, party: Party) -> bool:
    tokens = stage.article.tokens
    between = range(stage.token_at(last.end), stage.token_at(party.start))
    return any(is_finite(tokens, i, stage.rules) for i in between)
