"""The words of a stretch of text with their part in the clause: what the attribution finder walks over."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.find.conjugation import FormKind
from selon.lang.pack import LanguagePack
from selon.model import Article, Quotation, Span, Token

Words = frozenset[str]
Forms = Mapping[str, frozenset[FormKind]]

# Parts in a clause: D determiner, N noun, name or number, A adjective, R pronoun, P preposition, V finite verb or
# auxiliary, I infinitive, K participle, G gerund, C coordination, S subordination, Q relative, B adverb, "," comma,
# ":" colon or semicolon, "(" ")" brackets, "«" "»" quotation marks, "." end or other mark.
_MARKS = MappingProxyType({
    ",": ",", ";": ":", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", "•": ".",
    "–": "-", "—": "-", "―": "-", "--": "-", "-": "-",
})  # fmt: skip
_CLOSED = (
    "determiner", "subject", "inverted", "clitic", "reflexive", "negator", "negative", "that", "embedded", "relative",
    "subordinate", "coordinate", "preposition", "adverb", "possessive", "no_source",
)  # fmt: skip
_COMMON_ENDINGS = ("ment", "ly", "ant", "ing", "é", "ée", "és", "ées")
_INFINITIVE = re.compile(r"(?:ndre|rdre|ttre|ire|a[iî]tre|ivre|clure|mpre|udre|faire)$")
_UPOS = MappingProxyType({
    "DET": "D", "NOUN": "N", "PROPN": "N", "NUM": "N", "SYM": "N", "X": "N", "ADJ": "A", "PRON": "R", "ADP": "P",
    "VERB": "V", "AUX": "V", "CCONJ": "C", "SCONJ": "S", "ADV": "B", "INTJ": "B", "PART": "B",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed classes of a language, and the endings that tell verb forms apart."""

    language: str
    words: Mapping[str, Words]
    auxiliaries: Words
    closed: Words
    first: Mapping[str, Words]
    fixed: Mapping[str, str]

    def has(self, key: str, norm: str) -> bool:
        return norm in self.words.get(key, frozenset())


def grammar(pack: LanguagePack) -> Grammar:
    """Compile ``grammar.tsv`` (key, words)."""
    words = {row["key"]: frozenset(row.values("words")) for row in pack.rows("grammar")}
    auxiliaries = words.get("have", frozenset()) | words.get("be", frozenset()) | words.get("modal", frozenset())
    closed = frozenset(w for key in _CLOSED for w in words.get(key, ())) | auxiliaries
    fixed: dict[str, str] = {}
    for key, part in (("day", "N"), ("negator", "B"), ("neither", "C"), ("only_subordinate", "S"), ("relative", "Q")):
        fixed |= dict.fromkeys(words.get(key, ()), part)
    fixed |= {"où": "R"} if "où" in fixed else {}
    fixed |= dict.fromkeys(words.get("that", ()), "S")
    first = {key: frozenset(f for phrase in listed for f in first_tokens(phrase)) for key, listed in words.items()}
    return Grammar(pack.code, words, auxiliaries, closed, first, fixed)


def first_tokens(phrase: str) -> tuple[str, ...]:
    """The tokens with which a phrase may begin: «d'après» with «d'», «aujourd'hui» with itself."""
    head = phrase.split(" ")[0]
    return (head, head[: head.index("'") + 1]) if "'" in head else (head,)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token numbers of a stretch of a line, ``end`` exclusive; of a content also the frame that found it."""

    start: int
    end: int
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A run of sentences that belong together: a sentence, or several that one quotation holds together.

    ``parts`` has a letter a token; ``quote`` the number (in ``quotations``) of the outermost quotation over it, or -1.
    """

    tokens: tuple[Token, ...]
    norms: tuple[str, ...]
    parts: str
    quote: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    block: int
    grammar: Grammar

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens ``first`` to ``last``, the last one included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def over(self, phrase: Phrase) -> Span:
        """The span of a phrase."""
        return self.span(phrase.start, phrase.end - 1)

    def left(self, at: int) -> int:
        """The token at ``at`` or, where adverbs stand there, the one before them; -1 at the start."""
        while at >= 0 and (passed := self.ends(at, "adverb") or self.parts[at] == "B"):
            at -= passed
        return at

    def word(self, at: int) -> str:
        """The folded token at ``at``; "" outside the line."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def phrase(self, at: int, words: Words) -> int:
        """How many tokens from ``at`` on make one of ``words`` (of up to five tokens); 0 if none does."""
        found, joined = 0, ""
        for length, norm in enumerate(self.norms[at : at + 5], 1):
            joined = joined + norm if joined.endswith("'") or not joined else f"{joined} {norm}"
            found = length if joined in words else found
        return found

    def starts(self, at: int, key: str) -> int:
        """``phrase`` for a closed class."""
        return 0 if self.word(at) not in self.grammar.first.get(key, ()) else self.phrase(at, self.grammar.words[key])

    def ends(self, at: int, key: str) -> int:
        """How many tokens up to and with ``at`` make one phrase of a closed class; 0 if none does."""
        return next((n for n in (4, 3, 2, 1) if n <= at + 1 and self.starts(at - n + 1, key) == n), 0)

    def is_(self, at: int, key: str) -> bool:
        """Whether the token at ``at`` is, alone, a word of a closed class."""
        return 0 <= at < len(self.norms) and self.grammar.has(key, self.norms[at])


def lines(article: Article, rules: Grammar, forms: Forms) -> tuple[Line, ...]:
    """All lines of the article, leftovers left out; a sentence end inside a quotation does not end a line."""
    outer = tuple(q for q in article.quotations if q.level == 0)
    found: list[Line] = []
    start = None
    for number, sentence in enumerate(article.sentences):
        start = sentence.first if start is None else start
        after = article.sentences[number + 1] if number + 1 < len(article.sentences) else None
        joined = after is not None and after.block == sentence.block
        joined = joined and any(q.start < sentence.end < q.end and after and after.start < q.end for q in outer)
        if not joined:
            found.append(_line(article.tokens[start : sentence.last], outer, sentence.block, rules, forms))
            start = None
    return tuple(found)


def _line(tokens: tuple[Token, ...], outer: tuple[Quotation, ...], block: int, rules: Grammar, forms: Forms) -> Line:
    near = tuple(q for q in outer if q.end > tokens[0].start and q.start < tokens[-1].end)
    quote = (-1,) * len(tokens)
    if near:
        quote = tuple(next((n for n, q in enumerate(near) if q.start <= t.start < q.end), -1) for t in tokens)
    norms = tuple(t.norm for t in tokens)
    marks = {at: "~" for q in near for at in (*range(q.start, q.inner.start), *range(q.inner.end, q.end))}
    marks |= {q.start: "«" for q in near} | {q.end - 1: "»" for q in near if q.closed}
    found = [marks.get(t.start) or _part(tokens, i, rules, forms) for i, t in enumerate(tokens)]
    if "''" in "".join(t.text for t in tokens):
        quote = _doubled(tokens, found, quote)
    mended = _mended_english if rules.language == "en" else _mended
    return Line(tokens, norms, mended(found, tokens, rules, forms), quote, near, block, rules)


def _doubled(tokens: tuple[Token, ...], parts: list[str], quote: tuple[int, ...]) -> tuple[int, ...]:
    """Marks written twice («''…''»): the outer one opens and closes."""
    inside = list(quote)
    for i in range(1, len(tokens)):
        twice = tokens[i].start == tokens[i - 1].end and tokens[i].text == tokens[i - 1].text
        if twice and parts[i - 1 : i + 1] == [".", "«"]:
            parts[i - 1], parts[i], inside[i - 1] = "«", "~", inside[i]
        elif twice and parts[i - 1 : i + 1] == ["»", "."]:
            parts[i - 1], parts[i], inside[i] = "~", "»", inside[i - 1]
    return tuple(inside)


def _mended(out: list[str], tokens: tuple[Token, ...], rules: Grammar, forms: Forms) -> str:
    """Parts that their neighbours correct: what a tagger trained on other texts gets wrong most often."""
    norms = [t.norm for t in tokens]
    for i in range(1, len(out)):
        before = norms[i - 1]
        if out[i] == "V" and norms[i] not in rules.auxiliaries:
            following = forms.get(norms[i + 1], ()) if out[i + 1 : i + 2] == ["V"] else ()
            if (out[i - 1] == "D" and not rules.has("clitic", before)) or _nominal(
                "".join(out[max(0, i - 2) : i]), before
            ):
                out[i] = "N"
            elif out[i - 1] == "N" and norms[i] not in forms and "finite" in following:
                out[i] = "A"  # «deux diplomates tiloriens affirment»
            elif tokens[i].morph.startswith("Part.Past"):
                out[i] = "K"
        elif before == "l'" and (out[i] == "G" or _is_noun(out, tokens, i)):
            out[i - 1 : i + 1] = ["D", "N"]
        elif part := _misread(out, norms, i, rules):
            out[i] = part
        elif out[i] == "N" and out[i - 1] in "NA" and "finite" in forms.get(norms[i], ()):
            after = norms[i + 1] if i + 1 < len(norms) else ""
            offers = rules.has("genitive", after) and out[i + 2 : i + 3] == ["I"] and tokens[i - 1].text[:1].isupper()
            out[i] = "V" if offers or after in ("avoir", "être") else "N"
    return "".join(out)


def _is_noun(out: list[str], tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an infinitive behind «l'» is a noun: «selon l'hebdomadaire», «à l'hebdomadaire Le Cap»."""
    named = at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()
    led = at > 1 and out[at - 2] == "P" and (named or tokens[at - 2].norm not in ("pour", "de", "d'", "à", "sans"))
    return led and out[at] == "I"


def _nominal(left: str, before: str) -> bool:
    """Whether the two parts before a word, and the word before it, want a noun: «la grande …», «pour l'…», «des …»."""
    return left in ("DA", "PD", "KD") or (
        left.endswith("P") and before in ("des", "de", "d'", "du", "au", "aux", "par")
    )


def _misread(out: list[str], norms: list[str], at: int, rules: Grammar) -> str:
    """What a French word is by the one before it, against its tag: «selon des sources», «au quotidien», «la tenue»."""
    part = out[at]
    adverb = part == "B" and not rules.has("adverb", norms[at])
    if part == "P" and norms[at] == "des" and norms[at - 2 : at] == ["d'", "après"]:
        return "D"
    if adverb and norms[at - 1] in ("au", "du", "un"):
        return "N"
    nominal = part == "K" and "".join(out[max(0, at - 3) : at]).endswith(("D", "DA", "DBA"))
    return "N" if nominal and out[at + 1 : at + 2] not in (["N"], ["A"]) else ""


def _mended_english(out: list[str], tokens: tuple[Token, ...], rules: Grammar, forms: Forms) -> str:
    """The same for English: "recent reports have", "in remarks to", "a study published in"."""
    for i, token in enumerate(tokens):
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        left, right = out[i - 1] if i else ".", "".join(out[i + 1 : i + 2])
        if token.text == "." and after == ",":  # an abbreviation's
            out[i] = "N"
        elif out[i] == "V" and token.norm not in rules.auxiliaries:
            named = left in "DP" and not rules.has("clitic", tokens[i - 1].norm)
            plural = token.norm[-1:] == "s" and (left == "A" or (after in rules.auxiliaries and left in "N."))
            bare = token.morph == "Part.Past" and left in "NA),»" and right not in ("N", "D", "R")
            infinitive = i > 0 and tokens[i - 1].norm == "to"
            out[i] = "I" if infinitive else "N" if named or plural else "K" if bare else "V"
        elif out[i] == "R" and rules.has("possessive", token.norm) and right in ("N", "A", "G"):
            out[i] = "D"
        elif out[i] == "N" and left in "NA" and token.tag != "PROPN" and "finite" in forms.get(token.norm, ()):
            out[i] = "V" if rules.has("that", after) else "N"
    return "".join(out)


def _part(tokens: tuple[Token, ...], at: int, rules: Grammar, forms: Forms) -> str:
    token = tokens[at]
    norm = token.norm
    if not norm[:1].isalnum() and not any(c.isalnum() for c in norm):
        return "N" if norm in "%€$£" else _MARKS.get(norm, ".")
    if rules.language == "en" and norm == "that" and token.tag in ("PRON", "DET"):
        return "R" if token.tag == "PRON" else "D"
    if norm in rules.fixed:
        return rules.fixed[norm]
    if norm in ("'s", "'") and rules.language == "en" and token.tag == "PART":
        return "A"
    return _from_tag(token, rules, forms)


def _from_tag(token: Token, rules: Grammar, forms: Forms) -> str:
    part = _UPOS.get(token.tag, "N")
    kinds = forms.get(token.norm, frozenset())
    unknown = token.text[:1].isupper() and not kinds and token.norm not in rules.closed
    if unknown and part in "BRDPCSV" and not token.norm.endswith(_COMMON_ENDINGS):
        return "N"
    if part in "ABNRP" and kinds == {"finite"} and len(token.norm) > 3 and not rules.has("noun_form", token.norm):
        return "V" if token.text[:1].islower() else part
    if part != "V":
        return part
    if rules.has("role", token.norm) and not kinds & {"finite"}:
        return "N"
    if len(kinds) == 1:
        return {"finite": "V", "participle": "K", "gerund": "G", "infinitive": "I"}[next(iter(kinds))]
    return _by_ending(token.norm, rules)


def _by_ending(norm: str, rules: Grammar) -> str:
    if rules.language == "fr":
        if norm.endswith(("er", "ir", "oir")) or _INFINITIVE.search(norm):
            return "I"
        if norm.endswith("ant"):
            return "G"
        if norm.endswith(("é", "ée", "és", "ées")):
            return "K"
        return "V"
    return "G" if norm.endswith("ing") else "V"
