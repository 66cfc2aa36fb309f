"""What a source noun phrase is by its own words: its head, whether it is definite or plural, whose name it
holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.lang.pack import LanguagePack
from selon.text.fold import fold

_WORD = re.compile(r"(?:[ldmnstcjLDMNSTCJ]|qu|Qu)'|[^\W_][\w.-]*(?:'(?=[^\Ws]))?(?:[^\W_][\w.-]*)?|%")
OF = frozenset(
    [
        "de",
        "du",
        "des",
        "d'",
        "à",
        "au",
        "aux",
        "en",
        "par",
        "sur",
        "depuis",
        "entre",
        "avec",
        "pour",
        "contre",
        "vers",
        "chez",
        "dans",
        "of",
        "in",
        "from",
        "at",
        "for",
        "with",
        "by",
        "on",
    ]
)
_NAME_MAX = 7
_HEAD_REACH = 7

_HEAD_KINDS = ("unnamed", "official", "office", "outlet", "information", "document", "rumour", "institution", "crowd")


@dataclass(frozen=True, slots=True)
class SourceRules:
    """``sources.tsv`` by kind, and the names of the world tables, folded, with what they name."""

    language: str
    forms: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    acronyms: frozenset[str]
    press: Mapping[str, str]
    nations: Mapping[str, str]
    genders: Mapping[str, str]

    def has(self, kind: str, word: str) -> bool:
        """Is the lower-case ``word`` listed under ``kind``?"""
        return word in self.forms.get(kind, frozenset())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source noun phrase taken apart.

    ``pronoun`` is the kind of pronoun ("sg_m", "sg_f", "pl", "any", "self", "impersonal") or "".  ``head`` is
    the first word that is neither determiner nor adjective, lower case.  ``name`` is the proper name of its own
    («Ned Price» in «le porte-parole, Ned Price»), ``names`` what that or another name of the world tables is,
    "person" for a name unknown to them.  ``gender`` is "m", "f" or "".
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


def compile_sources(pack: LanguagePack, world: LanguagePack) -> SourceRules:
    """Compile ``sources.tsv`` and the names of outlets, institutions and states."""
    forms: dict[str, set[str]] = {}
    for row in pack.rows("sources"):
        forms.setdefault(row["kind"], set()).add(row["form"])
    names: dict[str, str] = {}
    nations: dict[str, str] = {}
    acronyms: set[str] = set()
    press: dict[str, str] = {}
    for row in world.rows("countries"):
        for column in ("fr", "en", "capital_fr", "capital_en"):
            names.update((fold(name), "state") for name in row.values(column))
        nations.update((fold(adj), row["code"]) for column in ("adj_fr", "adj_en") for adj in row.values(column))
    for table, kind in (("institutions", "institution"), ("outlets", "outlet")):
        for row in world.rows(table):
            named = "network" if kind == "outlet" and row["kind"] == "network" else kind
            for column in ("fr", "en"):
                for name in row.values(column):
                    key = bare(fold(name.lstrip("~")))
                    names[key] = named
                    if kind == "outlet":
                        press[key] = row["kind"]
                    if name.isupper():
                        acronyms.add(key)
    return SourceRules(
        pack.code,
        MappingProxyType({kind: frozenset(words) for kind, words in forms.items()}),
        MappingProxyType(names),
        frozenset(acronyms),
        MappingProxyType(press),
        MappingProxyType(nations),
        MappingProxyType({fold(n): row["gender"] for row in world.rows("given_gender") for n in row.values("names")}),
    )


def bare(name: str) -> str:
    return re.sub(r"^(?:le |la |les |l'|the )", "", name)


def read_phrase(text: str, rules: SourceRules) -> Phrase:
    """Take a source's text apart (shape: Phrase)."""
    matches = list(_WORD.finditer(text))
    found = [m.group() for m in matches]
    words = tuple(w.lower() for w in found)
    if not words:
        return Phrase(text, ())
    for kind in ("sg_m", "sg_f", "pl", "any"):
        if " ".join(words).replace("' ", "'") in rules.forms.get(f"pronoun_{kind}", ()):
            return Phrase(text, words, kind, gender={"sg_m": "m", "sg_f": "f"}.get(kind, ""))
    for kind in ("self", "impersonal"):
        if len(words) == 1 and rules.has(kind, words[0]):
            return Phrase(text, words, kind)
    breaks = frozenset(i for i in range(1, len(matches)) if "," in text[matches[i - 1].end() : matches[i].start()])
    return _noun_phrase(text, found, breaks, rules)


def _noun_phrase(text: str, found: list[str], breaks: frozenset[int], rules: SourceRules) -> Phrase:
    words = tuple(w.lower() for w in found)
    at = 0
    while at < min(len(words) - 1, _HEAD_REACH) and (
        rules.has("determiner", words[at]) or rules.has("adjective", words[at]) or words[at].isdigit()
    ):
        at += 1
    name, kind, start = _own_name(found, breaks, rules)
    head = _english_head(found, at, breaks, rules) if rules.language == "en" else words[at]
    if start == at and head == words[at]:
        head = ""
    partitive = words[0] in ("un", "une", "one", "l'") and any(w in ("des", "ses", "leurs", "of") for w in words[1:4])
    plural = not partitive and (
        rules.has("plural", words[0])
        or rules.has("plural", " ".join(words[:2]).replace("' ", "'"))
        or words[0].isdigit()
        or (at == 0 and words[0].endswith("s") and found[0].islower())
        or (rules.language == "en" and head.endswith("s") and not head.endswith("ss") and start != at)
    )
    gender = "f" if rules.has("article_f", words[0]) else "m" if rules.has("article_m", words[0]) else ""
    return Phrase(
        text,
        words,
        head=head,
        definite=rules.has("definite", words[0]) and not partitive,
        plural=plural,
        partitive=partitive,
        name=name,
        names=kind,
        gender=gender,
    )


def _english_head(found: list[str], at: int, breaks: frozenset[int], rules: SourceRules) -> str:
    """The last noun before a preposition, a participle or a relative: «a leaked internal letter seen by …»."""
    end = at + 1
    while end < len(found) and end not in breaks and not _ends_english_phrase(found[end], rules):
        end += 1
    run = [word.lower() for word in found[at:end]]
    known = [word for word in run if any(rules.has(kind, word) for kind in _HEAD_KINDS)]
    return known[-1] if known else run[-1]


def _ends_english_phrase(word: str, rules: SourceRules) -> bool:
    lowered = word.lower()
    if lowered in OF or lowered in ("to", "s", "'s", "seen", "made", "and", "or") or rules.has("relative", lowered):
        return True
    return lowered.endswith(("ing", "ed"))


def _own_name(found: list[str], breaks: frozenset[int], rules: SourceRules) -> tuple[str, str, int]:
    """The phrase's own proper name, what it names, and the index of its first word (-1 for none)."""
    other = ("", "", -1)
    at = 0
    while at < len(found):
        size, kind = _known(found, at, rules)
        if not size and _is_proper(found, at, rules):
            size, kind = 1, "person"
            while at + size < len(found) and at + size not in breaks and _goes_on(found, at + size, rules):
                size += 1
        if size:
            possessed = at + size < len(found) and found[at + size] in ("'s", "s")
            if not _is_complement(found, at, rules) and not possessed:
                return " ".join(found[at : at + size]), kind, at
            other = other if other[1] else ("", kind if kind != "person" else "", -1)
            at += size
        else:
            at += 1
    return other


def _is_complement(found: list[str], at: int, rules: SourceRules) -> bool:
    """Does a preposition («de», «par», "of") lead to the word, past a form of address?"""
    if _after_civility(found, at, rules):
        at -= 1
    article = at > 1 and found[at - 1].lower() in ("l'", "la", "le", "les", "the")
    lead = at - 2 if article else at - 1
    return lead >= 0 and found[lead].lower() in OF


def _goes_on(found: list[str], at: int, rules: SourceRules) -> bool:
    return _is_particle(found, at) or (_is_proper(found, at, rules) and not _known(found, at, rules)[0])


def _known(found: list[str], at: int, rules: SourceRules) -> tuple[int, str]:
    for size in range(min(_NAME_MAX, len(found) - at), 0, -1):
        words = found[at : at + size]
        if any(w[:1].isupper() for w in words):
            key = bare(fold(" ".join(words).replace("' ", "'")))
            kind = rules.names.get(key, "")
            if not kind or (len(key) < 5 and key in rules.acronyms and not words[-1].isupper()):
                continue
            if kind == "state" and size == 1 and (_beside_name(found, at) or _after_civility(found, at, rules)):
                continue
            return size, kind
    return 0, ""


def _after_civility(found: list[str], at: int, rules: SourceRules) -> bool:
    return at > 0 and rules.has("civility", found[at - 1].lower())


def _beside_name(found: list[str], at: int) -> bool:
    """A first name or surname that is also a country («François Hollande», «Dominique Lebrun»)."""
    return any(
        0 <= i < len(found) and found[i][:1].isupper() and len(found[i]) > 2 and found[i][1:].islower()
        for i in (at - 1, at + 1)
    ) and not (at == 1 and found[0].lower() in ("le", "la", "les", "l'", "the"))


def _is_proper(found: list[str], at: int, rules: SourceRules) -> bool:
    word = found[at]
    if not word[:1].isupper() or len(word.strip("'")) < 2 or _is_title(word.lower(), rules):
        return False
    return at > 0 or len(found) == 1 or found[1][:1].isupper()


def _is_title(word: str, rules: SourceRules) -> bool:
    return any(rules.has(kind, word) for kind in ("civility", "office", "official", "generic"))


def _is_particle(found: list[str], at: int) -> bool:
    return (
        found[at].lower() in ("de", "von", "van", "ben", "bin", "al", "el", "der", "da", "di")
        and at + 1 < len(found)
        and (found[at + 1][:1].isupper() and found[at].islower() and found[at] != "de")
    )
