"""Who stands where around a word of contact: the subject on its left, lists on its right, companions, absentees."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.find.parties import PEOPLE, Party
from selon.lang.pack import LanguagePack
from selon.model import Article, Sentence, Token

SyntaxRules = Mapping[str, frozenset[str]]  # small words by what they do (``syntax.tsv``)


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

    def names(self, offset: int) -> bool:
        """Whether the word there stands in a party: it is no verb, whatever its tag."""
        at = bisect_right(self.parties, offset, key=lambda p: p.start) - 1
        return at >= 0 and offset < self.parties[at].end

    def token_at(self, offset: int) -> int:
        """The first token that begins at or after the offset."""
        return bisect_left(self.article.tokens, offset, key=lambda t: t.start)

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin in ``[start, end)``."""
        return self.article.tokens[self.token_at(start) : self.token_at(end)]

    def beside(self, sentence: Sentence, step: int) -> Sentence | None:
        """The sentence so many steps away, in the same paragraph."""
        at = bisect_left(self.article.sentences, sentence.start, key=lambda s: s.start) + step
        found = self.article.sentences[at] if 0 <= at < len(self.article.sentences) else None
        return found if found is not None and found.block == sentence.block else None


_LISTING = frozenset({"avec", "with", "entre", "between", "par", "by"})
_BEFORE_ARTICLE = frozenset({"VERB", "AUX", "PUNCT", "ADP", "SCONJ", "PRON"})
_BEFORE_VERB = frozenset({"ADV", "PRON", "ADJ", "PART", "CCONJ"})
_RELATIVE = frozenset({"qui", "dont", "où", "who", "whose", "which"})
_FRONTED = frozenset({"après", "avant", "after", "before"})
_CLITICS = frozenset({"se", "s'", "l'", "lui", "y"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET"})


def syntax_rules(pack: LanguagePack) -> SyntaxRules:
    """Compile ``syntax.tsv``."""
    rows = {row["key"]: frozenset(row.values("words")) for row in pack.rows("syntax")}
    starred = rows["person"]
    return MappingProxyType(rows | {"person": starred | {w.rstrip("*") + end for w in starred for end in ("", "s")}})


def is_finite(token: Token) -> bool:
    """Whether the tagger takes the token for a finite verb."""
    return token.morph.startswith("Fin")


def clause(stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Offsets of the clause around the cue ``[start, end)``: up to the nearest boundary words on both sides."""
    tokens, boundary = stage.article.tokens, stage.rules["boundary"]
    a, b = stage.token_at(start), stage.token_at(end)
    before = (i for i in range(a - 1, sentence.first - 1, -1) if tokens[i].norm in boundary)
    left = next((tokens[i].end for i in before if not _leads_on(stage, i, a)), sentence.start)
    after = (t.start for t in tokens[b : sentence.last] if t.norm in boundary and not stage.names(t.start))
    first = stage.token_at(left)
    if tokens[first].norm in _FRONTED and any(t.morph == "Inf" for t in tokens[first : first + 5]):
        left = next((t.end for t in tokens[first:a] if t.norm == ","), left)  # «Après s'être rendu à P lundi, X a vu Y»
    return left, next(after, sentence.end)


def _leads_on(stage: Stage, i: int, cue: int) -> bool:
    """Whether the clause goes on behind the boundary: «ne passe que par», «peut-être que», «X, qui est …, a vu Y»."""
    tokens = stage.article.tokens
    if tokens[i + 1].norm == "par" or (i and tokens[i - 1].norm == "peut-être"):
        return True
    comma = next((j for j in range(cue - 1, i + 1, -1) if tokens[j].norm == ","), 0)
    closed = comma and tokens[i - 1].norm == "," and any(is_finite(t) for t in tokens[i:comma])
    return bool(closed) and all(t.tag in ("AUX", "ADV", "PART") or t.norm in _CLITICS for t in tokens[comma + 1 : cue])


def right_end(stage: Stage, sentence: Sentence, end: int, limit: int) -> int:
    """Where the cue's complements end: at the first finite verb after it, at the latest at ``limit``."""
    tokens = stage.article.tokens
    for i in range(stage.token_at(end), sentence.last):
        if tokens[i].start >= limit:
            break
        if is_finite(tokens[i]) and not stage.names(tokens[i].start) and tokens[i].norm not in stage.rules["person"]:
            return tokens[i].start
    return limit


def topic_start(stage: Stage, start: int, end: int) -> int:
    """Where the complements begin to say what it is about («sur l'aide à P»): no place or day of the contact there."""
    tokens, topic = stage.article.tokens, stage.rules["topic"]
    between = range(stage.token_at(start), stage.token_at(end))
    aims = (i for i in between if tokens[i].norm in topic or (tokens[i].morph == "Inf" and tokens[i - 1].tag == "ADP"))
    return next((tokens[i].start for i in aims), end)


def governor(stage: Stage, party: Party, sentence: Sentence) -> str:
    """The word that the party hangs on: a preposition, «and», a companion word, a genitive («de»), or "" when free."""
    tokens, rules = stage.article.tokens, stage.rules
    i = stage.token_at(party.start)
    determined = tokens[i].norm in rules["determiner"] - rules["genitive"]
    i -= tokens[i].norm not in rules["genitive"] | rules["preposition"]
    if i >= sentence.first and tokens[i].norm == "," and party.rank in PEOPLE:
        return _across_comma(stage, i, sentence, stage.token_at(party.end))
    if determined and _opens(stage, i + 1, sentence):
        return "," if i >= sentence.first and tokens[i].norm == "," else ""
    crossed, person = 0, False
    first = tokens[stage.token_at(party.start)]  # «numéro deux du ministère de P X»: the span begins with the office
    office = first.text.islower() and first.norm not in rules["person"]
    if party.rank in PEOPLE and (office or (tokens[i].tag in _NOMINAL and tokens[i].norm not in rules["determiner"])):
        i = _title_before(stage, i, sentence)
    while i >= sentence.first:
        norm = tokens[i].norm
        if norm in ("'s", "’s"):  # «Egypt's president X»: the owner stands before
            i, crossed = i - 2, crossed + 2
            continue
        if norm == "du" and tokens[i - 1].norm in rules["and"] and len(party.name) > party.end - party.start:
            return "et"  # «des envoyés de A et du B»
        if norm in rules["genitive"] and not _is_article(stage, i, sentence):
            if i > sentence.first and tokens[i - 1].norm in rules["quantity"]:
                i -= 2
                continue
            if not crossed or person or not _in_title(stage, i, sentence):
                companion = any(t.norm in rules["companion"] for t in tokens[max(0, i - 2) : i])
                return "companion" if companion else "de"
        else:
            found = _governing(stage, i, sentence, crossed)
            if found is not None:
                return found
        person = person or norm in rules["person"]
        crossed += 1
        i -= 1
    return ""


def _title_before(stage: Stage, end: int, sentence: Sentence) -> int:
    """Where the title begins that a name follows at once («le chef du parti de P X»); ``end`` when there is none."""
    tokens = stage.article.tokens
    for i in range(end, max(sentence.first, end - 10) - 1, -1):
        if tokens[i].norm in stage.rules["person"]:
            return i - 1 if i > sentence.first and tokens[i - 1].norm in ("le", "la", "the") else end
        if tokens[i].tag in ("VERB", "AUX", "PUNCT", "CCONJ"):
            break
    return end


def _governing(stage: Stage, i: int, sentence: Sentence, crossed: int) -> str | None:
    """What the token at ``i`` says of the phrase after it; None when it belongs to the phrase."""
    tokens, rules = stage.article.tokens, stage.rules
    norm = tokens[i].norm
    if norm in rules["and"]:
        return "et" if i > sentence.first else ""
    if norm in rules["preposition"] and not _in_title(stage, i, sentence):
        return norm
    if crossed > 7 or not (norm in rules["determiner"] | rules["preposition"] or tokens[i].tag in _NOMINAL):
        return "," if norm == "," else ""
    if norm in rules["determiner"] - rules["genitive"] and _opens(stage, i, sentence):
        return "," if i > sentence.first and tokens[i - 1].norm == "," else ""
    return None


def _opens(stage: Stage, i: int, sentence: Sentence) -> bool:
    """Whether the determiner at ``i`` begins the phrase: nothing that governs stands before it."""
    rules = stage.rules
    governing = rules["preposition"] | rules["genitive"] | rules["and"] | rules["companion"]
    return i == sentence.first or stage.article.tokens[i - 1].norm not in governing


def _in_title(stage: Stage, i: int, sentence: Sentence) -> bool:
    """«conseiller à la sécurité», «ambassadeur en P»: the preposition belongs to a noun for a person before it."""
    return any(t.norm in stage.rules["person"] for t in stage.article.tokens[max(sentence.first, i - 2) : i])


def _is_article(stage: Stage, i: int, sentence: Sentence) -> bool:
    """«de hauts responsables», «des experts» after a preposition, a verb or «et»: no genitive."""
    tokens, rules = stage.article.tokens, stage.rules
    if tokens[i].norm not in ("de", "des", "d'") or i == sentence.first:
        return tokens[i].norm in ("de", "des", "d'")
    before = tokens[i - 1 - tokens[i - 1].norm.endswith("ment")]  # «rencontrent régulièrement des diplomates»
    return before.norm in rules["preposition"] | rules["and"] or before.tag in _BEFORE_ARTICLE


def _across_comma(stage: Stage, comma: int, sentence: Sentence, after: int) -> str:
    """A name after a comma: apposed to a noun for a person before it («avec le ministre, X»), the next of a list of
    names, or free after an adjunct («Selon le Journal, X», «Lundi à P, X»)."""
    tokens, rules = stage.article.tokens, stage.rules
    person = False
    ahead = next((t for t in tokens[after : sentence.last] if is_finite(t) or t.tag in ("PUNCT", "ADP")), None)
    leads = ahead is not None and is_finite(ahead)  # perhaps with others: «X et le ministre Y ont dit»
    for i in range(comma - 1, sentence.first - 1, -1):
        norm = tokens[i].norm
        person = person or norm in rules["person"]
        if norm in rules["companion"]:
            return "companion"
        if norm in rules["and"]:
            return "" if leads else "et"
        if norm in rules["preposition"] and not _in_title(stage, i, sentence):  # «conseiller à la sécurité, X»
            named = any(t.tag == "PROPN" for t in tokens[i:comma])  # «cited by the Post, X» is no list
            return norm if not leads and (person or (norm in _LISTING and not named)) else ""
        if norm == "," or norm in rules["boundary"] or tokens[i].tag in ("VERB", "AUX"):
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
            found.append(party)
        elif _is_subject(stage, party, sentence, found[-1]) or _is_seat(stage, party, hangs, found[-1]):
            break
        elif any(t.morph == "Inf" for t in stage.between(found[-1].end, party.start)):
            break  # «avec X pour discuter de Y et Z»
        elif hangs in ("et", ",", "companion") or (hangs != "de" and _same_list(stage, found[-1], party)):
            found.append(party)
        else:
            break
    return tuple(found)


def _is_seat(stage: Stage, party: Party, hangs: str, last: Party) -> bool:
    """«met X in C, P»: a state after the comma of a place is no further partner."""
    return hangs == "," and party.rank in ("state", "institution") and not _same_list(stage, last, party)


def _is_subject(stage: Stage, party: Party, sentence: Sentence, last: Party) -> bool:
    """«avec Y, X a déclaré», «A nie avoir parlé à Y et X se tait»: what stands right before a finite verb, after a
    bare comma, or after «et» in a clause that has its verb already, begins another clause."""
    tokens, i = stage.article.tokens, stage.token_at(party.end)
    while i < sentence.last and (tokens[i].tag in _BEFORE_VERB or stage.names(tokens[i].start)):
        i += 1
    if i >= sentence.last or not (is_finite(tokens[i]) or tokens[i].norm in ("told", "said")):
        return False
    between = stage.article.text[last.end : party.start].strip()
    begun = clause(stage, sentence, last.start, last.end)[0]
    own = any(is_finite(t) for t in tokens[stage.token_at(begun) : stage.token_at(last.start)])
    return own or between.startswith(",") or between.rpartition(" ")[0].endswith(",")


def _same_list(stage: Stage, last: Party, party: Party) -> bool:
    return stage.article.text[last.end : party.start].strip() in (",", "et", "and", "/", "")


def subjects(stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[Party, ...]:
    """The subject of a verb at ``end`` in the clause that begins at ``start``.

    It is the last free group (with its companions) that comes first before a finite verb: an object is none.
    """
    group: list[Party] = []
    for party in stage.within(start, end):
        hangs = governor(stage, party, sentence)
        between = range(stage.token_at(group[-1].end), stage.token_at(party.start)) if group else ()
        after_verb = any(is_finite(stage.article.tokens[i]) for i in between)
        if hangs != "et" and any(stage.article.tokens[i].norm in _RELATIVE for i in between):
            continue  # «X, dont le pays préside P, a reçu»
        if group and not after_verb and (hangs in ("et", "companion") or _same_list(stage, group[-1], party)):
            group.append(party)
        elif (
            hangs in ("", ",")
            and not _is_object(stage, party, start)
            and (not group or hangs == "," or _before_verb(stage, party, end))
        ):
            group = [party]
    return tuple(group)


def _is_object(stage: Stage, party: Party, start: int) -> bool:
    """«il rencontrera X», «avant de rencontrer X»: right after a verb that has its subject, or needs none."""
    tokens = stage.article.tokens
    i = stage.token_at(party.start) - 1
    while i > 1 and tokens[i].tag in ("DET", "ADJ", "NOUN") and tokens[i].start > start:
        i -= 1
    if i <= 0 or tokens[i - 1].start < start:
        return False
    return tokens[i].morph == "Inf" or (is_finite(tokens[i]) and tokens[i - 1].norm in stage.rules["pronoun"])


def _before_verb(stage: Stage, party: Party, end: int) -> bool:
    """Whether a finite verb, with at most adverbs and pronouns before it, follows the party."""
    tokens = stage.article.tokens
    for token in tokens[stage.token_at(party.end) : stage.token_at(end) + 1]:
        if is_finite(token):
            return True
        if token.tag not in ("ADV", "PRON", "PUNCT", "ADJ", "PART") or token.norm in stage.rules["pronoun"]:
            return token.start >= end
    return False
