"""What a source noun phrase is by its own words: head, number, whose name it holds, class."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selon.lang.pack import LanguagePack
from selon.model import SourceClass
from selon.text.fold import fold

_WORD = re.compile(r"(?:[ldmnstcjLDMNSTCJ]|qu|Qu)'|[^\W_][\w.-]*(?:'(?=[^\Ws]))?(?:[^\W_][\w.-]*)?|%")
_RELATIVE = re.compile(r",? (?:who|whom|whose|which)\b")
_NAME_MAX = 7
_HEAD_REACH = 7
_THINGS: tuple[SourceClass, ...] = ("outlet", "document", "institution")
_PERSON_HEADS = ("office", "official", "unnamed", "generic")
_HEADS = ("unnamed", "official", "office", "outlet", "information", "document", "rumour", "institution", "crowd")
_ARTICLES = ("l'", "la", "le", "les", "the")


@dataclass(frozen=True, slots=True)
class SourceRules:
    """``sources.tsv`` by kind; what the names of the world tables, folded, name; the kind of an outlet (``press``), the
    country of an adjective (``nations``), the gender of a given name."""

    language: str
    forms: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    acronyms: frozenset[str]
    press: Mapping[str, str]
    nations: Mapping[str, str]
    genders: Mapping[str, str]

    def has(self, kind: str, word: str) -> bool:
        """Is the lower-case ``word`` listed under ``kind``?"""
        return word in self.forms.get(kind, ())

    def is_any(self, word: str, *kinds: str) -> bool:
        """Is the lower-case ``word`` listed under one of the kinds?"""
        return any(self.has(kind, word) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source noun phrase taken apart.

    ``pronoun`` is the kind of pronoun ("sg_m", "sg_f", "pl", "any", "self", "impersonal") or "".  ``head`` is
    the first word that is neither determiner nor adjective, lower case.  ``name`` is the proper name of its own
    («Ned Price» in «le porte-parole, Ned Price»), ``names`` what that or another name of the world tables is
    (state, institution, outlet), "person" for a name unknown to them.  ``gender`` is "m", "f" or "".
    """

    text: str
    words: tuple[str, ...]
    pronoun: str = ""
    head: str = ""
    definite: bool = False
    plural: bool = False
    partitive: bool = False
    name: str = ""
    names: str = ""
    gender: str = ""

    @property
    def shown(self) -> str:
        """The text without an English relative clause: a name is no sentence."""
        return _RELATIVE.split(self.text)[0]


def compile_sources(pack: LanguagePack, world: LanguagePack) -> SourceRules:
    """Compile ``sources.tsv`` and the names of states, institutions and outlets."""
    forms: dict[str, set[str]] = {}
    for row in pack.rows("sources"):
        forms.setdefault(row["kind"], set()).add(row["form"])
    names: dict[str, str] = {}
    press: dict[str, str] = {}
    acronyms: set[str] = set()
    for table, kind in (("countries", "state"), ("institutions", "institution"), ("outlets", "outlet")):
        for row in world.rows(table):
            columns = [column for column in ("fr", "en", "capital_fr", "capital_en") if column in row.cells]
            for name in (n for column in columns for n in row.values(column)):
                key = bare(name.lstrip("~"))
                names[key] = kind
                if kind == "outlet":
                    press[key] = row["kind"]
                if name.isupper():
                    acronyms.add(key)
    adjectives = {
        fold(a): row["code"] for row in world.rows("countries") for c in ("adj_fr", "adj_en") for a in row.values(c)
    }
    genders = {fold(n): row["gender"] for row in world.rows("given_gender") for n in row.values("names")}
    listed = {kind: frozenset(words) for kind, words in forms.items()}
    return SourceRules(pack.code, listed, names, frozenset(acronyms), press, adjectives, genders)


def bare(name: str) -> str:
    """A name folded, without its article."""
    return re.sub(r"^(?:le |la |les |l'|the )", "", fold(name))


def read_phrase(text: str, rules: SourceRules) -> Phrase:
    """Take a source's text apart (shape: Phrase)."""
    matches = list(_WORD.finditer(text))
    found = [m.group() for m in matches]
    words = tuple(w.lower() for w in found)
    if not words:
        return Phrase(text, ())
    whole = _joined(words)
    for kind in ("sg_m", "sg_f", "pl", "any"):
        if rules.has(f"pronoun_{kind}", whole):
            return Phrase(text, words, kind, gender=kind[3:])
    for kind in ("self", "impersonal"):
        if rules.has(kind, whole):
            return Phrase(text, words, kind)
    breaks = frozenset(i for i in range(1, len(matches)) if "," in text[matches[i - 1].end() : matches[i].start()])
    return _noun_phrase(text, found, breaks, rules)


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).replace("' ", "'")


def _noun_phrase(text: str, found: list[str], breaks: frozenset[int], rules: SourceRules) -> Phrase:
    words = tuple(w.lower() for w in found)
    at = 0
    while at < min(len(words) - 1, _HEAD_REACH) and rules.is_any(words[at], "determiner", "adjective"):
        at += 1
    name, kind, start = _own_name(found, breaks, rules)
    english = rules.language == "en"
    head = _english_head(found, at, breaks, rules) if english else words[at]
    if start == at and head == words[at]:
        head = ""
    first = words[0]
    partitive = first in ("un", "une", "one", "l'") and any(w in ("des", "ses", "leurs", "of") for w in words[1:4])
    plural = not partitive and (
        rules.has("plural", first)
        or rules.has("plural", _joined(words[:2]))
        or first.isdigit()
        or (at == 0 and first.endswith("s") and found[0].islower())
        or (english and head.endswith("s") and not head.endswith("ss") and start != at)
    )
    gender = "f" if rules.has("article_f", first) else "m" if rules.has("article_m", first) else ""
    definite = rules.has("definite", first) and not partitive
    return Phrase(text, words, "", head, definite, plural, partitive, name, kind, gender)


def _english_head(found: list[str], at: int, breaks: frozenset[int], rules: SourceRules) -> str:
    """The last noun before a preposition, a participle or a relative: «a leaked internal letter seen by …»."""
    run = [found[at].lower()]
    for i in range(at + 1, len(found)):
        word = found[i].lower()
        if i in breaks or rules.is_any(word, "preposition", "relative", "end") or word.endswith(("ing", "ed")):
            break
        run.append(word)
    known = [word for word in run if rules.is_any(word, *_HEADS)]
    return known[-1] if known else run[-1]


def _own_name(found: list[str], breaks: frozenset[int], rules: SourceRules) -> tuple[str, str, int]:
    """The phrase's own proper name, what it names, and the index of its first word (-1 for none)."""
    other = ("", "", -1)
    at = 0
    while at < len(found):
        size, kind = _known(found, at, rules)
        if not size and _is_proper(found, at, rules):
            size, kind = 1, "person"
            while at + size < len(found) and at + size not in breaks and _is_proper(found, at + size, rules):
                if _known(found, at + size, rules)[0]:
                    break
                size += 1
        possessed = at + size < len(found) and found[at + size] in ("'s", "s")
        if size and not _is_complement(found, at, rules) and not possessed:
            return " ".join(found[at : at + size]), kind, at
        if size and not other[1] and kind != "person":
            other = ("", kind, -1)
        at += size or 1
    return other


def _is_complement(found: list[str], at: int, rules: SourceRules) -> bool:
    """Does a preposition («de», «par», "of") lead to the word, past an article, «Mme» or «administration»?"""
    at -= 1
    if at >= 0 and rules.is_any(found[at].lower(), "civility", "institution"):
        at -= 1
    if at > 0 and found[at].lower() in _ARTICLES:
        at -= 1
    return at >= 0 and rules.has("preposition", found[at].lower())


def _known(found: list[str], at: int, rules: SourceRules) -> tuple[int, str]:
    """How many words make a name of the world tables here, and what it names."""
    for size in range(min(_NAME_MAX, len(found) - at), 0, -1):
        words = found[at : at + size]
        if not any(w[:1].isupper() for w in words):
            continue
        key = bare(_joined(words))
        kind = rules.names.get(key, "")
        if not kind:
            continue
        shouted = len(key) >= 5 or key not in rules.acronyms or words[-1].isupper()
        if shouted and not (kind == "state" and size == 1 and _is_of_person(found, at, rules)):
            return size, kind
    return 0, ""


def _is_of_person(found: list[str], at: int, rules: SourceRules) -> bool:
    """A first name or surname that is also a country («François Hollande», «Mme France»)."""
    beside = [found[i] for i in (at - 1, at + 1) if 0 <= i < len(found)]
    named = any(w[:1].isupper() and len(w) > 2 and w[1:].islower() for w in beside)
    return named and not (at == 1 and found[0].lower() in _ARTICLES)


def _is_proper(found: list[str], at: int, rules: SourceRules) -> bool:
    word = found[at]
    title = rules.is_any(word.lower(), "civility", "office", "official", "generic")
    nation = fold(word) in rules.nations and at + 1 < len(found) and found[at + 1].islower()  # "a Tarsian envoy"
    if title or nation or not word[:1].isupper() or len(word.strip("'")) < 2:
        return False
    return at > 0 or len(found) == 1 or found[1][:1].isupper()


def nation_of(phrase: Phrase, rules: SourceRules) -> str:
    """The country (ISO code) that an adjective of the phrase gives («le président turc»: TR), or ""."""
    keys = (fold(word)[: len(fold(word)) - cut] for word in phrase.words[1:] for cut in range(4))
    return next((rules.nations[key] for key in keys if len(key) > 3 and key in rules.nations), "")


def press_fits(noun: str, outlet: str, rules: SourceRules) -> bool:
    """Can this noun («chaîne», «quotidien») stand for that outlet?  Yes when the tables do not know."""
    kind = rules.press.get(bare(outlet), "")
    fitting = [k for k in ("newspaper", "magazine", "site", "tv", "radio", "agency") if rules.has(f"press_{k}", noun)]
    return not kind or not fitting or kind in fitting


def is_human(phrase: Phrase, rules: SourceRules) -> bool:
    """Whether its head is said of people: «deux diplomates», «une source»."""
    return any(rules.is_any(head, *_PERSON_HEADS) for head in (phrase.head, phrase.head.rstrip("s")))


def class_of(phrase: Phrase, rules: SourceRules) -> SourceClass | None:
    """The class of a noun phrase by its words alone; None when the words do not say."""
    head, lowered = phrase.head, phrase.text.lower()
    if rules.has("rumour", head):
        return "rumour"
    if any(h in lowered for h in rules.forms.get("hidden", ())):
        return "anonymous"
    if phrase.partitive and " " not in phrase.name:
        return "office" if rules.has("office", head) else "anonymous"
    if phrase.names == "person" and phrase.name:
        return _class_of_named(phrase, rules)
    if phrase.name and not is_human(phrase, rules):
        if phrase.names == "outlet":
            return "outlet"
        return "group" if phrase.plural and phrase.names == "institution" else "institution"
    return _class_of_unnamed(phrase, rules)


def _class_of_named(phrase: Phrase, rules: SourceRules) -> SourceClass:
    """A phrase with a name that no table knows: by its head, else by the look of the name."""
    head = phrase.head
    if not rules.is_any(head, *_PERSON_HEADS):
        for kind in _THINGS:
            if rules.has(kind, head):
                return kind
    parts = phrase.name.lower().replace("-", " ").split()
    if any(rules.has("masthead", part) for part in parts) or (phrase.name.startswith("The ") and not head):
        return "outlet"
    if rules.has("institution", parts[0]):
        return "institution"
    if phrase.plural:
        return "group"
    alone = head in ("", parts[-1]) and rules.has("definite", phrase.words[0])
    articled = alone and not any(rules.has("civility", w) for w in phrase.words[1:2])
    return "institution" if articled or (" " not in phrase.name and phrase.name.isupper()) else "person"


def _class_of_unnamed(phrase: Phrase, rules: SourceRules) -> SourceClass | None:
    head, singular = phrase.head, phrase.head.rstrip("s")
    press = phrase.names == "outlet" or any(rules.has("outlet", w) for w in phrase.words)
    reports = head == "reports" and phrase.plural and not phrase.definite
    if reports or (press and rules.has("information", head)):
        return "outlet"
    if rules.has("unnamed", head):
        return "group" if phrase.plural and rules.has("people", head) else "anonymous"
    if phrase.plural and (rules.has("crowd", head) or is_human(phrase, rules)):
        return "outlet" if rules.has("outlet", head) else "group"
    if rules.is_any(head, "office", "official"):
        return "office" if phrase.definite or not rules.has("official", head) else "anonymous"
    ambiguous = rules.has("agency_or_site", head)
    of = any(rules.has("preposition", w) for w in phrase.words[1:])
    if ambiguous and of and not any(rules.has("press_word", w) for w in phrase.words):
        return "institution"
    for kind in _THINGS:
        if rules.has(kind, head) or rules.has(kind, singular):
            return kind
    return "group" if rules.has("crowd", head) or phrase.plural else None
