"""The class of a source by the words of its noun phrase alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from selon.find.source_phrase import OF, Phrase, SourceRules, bare
from selon.model import SourceClass
from selon.text.fold import fold

_KIND_CLASS: Mapping[str, SourceClass] = MappingProxyType(
    {"outlet": "outlet", "institution": "institution", "document": "document", "information": "outlet"}
)


def nation_of(phrase: Phrase, rules: SourceRules) -> str:
    """The country (ISO code) that an adjective of the phrase gives («le président turc»: TR), or ""."""
    for word in phrase.words[1:]:
        key = fold(word)
        for cut in (key, key[:-1], key[:-2], key[:-3]):
            if len(cut) > 3 and cut in rules.nations:
                return rules.nations[cut]
    return ""


def press_fits(noun: str, outlet: str, rules: SourceRules) -> bool:
    """Can this noun («chaîne», «quotidien») stand for that outlet?  Yes when the tables do not know."""
    kind = rules.press.get(bare(fold(outlet)), "")
    wanted = next((k for k in ("newspaper", "broadcast", "agency") if rules.has(f"press_{k}", noun)), "")
    if not kind or not wanted:
        return True
    return (
        kind
        in {"newspaper": ("newspaper", "magazine", "site"), "broadcast": ("tv", "radio"), "agency": ("agency",)}[wanted]
    )


def class_of(phrase: Phrase, rules: SourceRules) -> SourceClass | None:
    """The class of a noun phrase by its words alone; None for a pronoun or when the words do not say."""
    if phrase.pronoun or not phrase.words:
        return None
    head, lowered = phrase.head, phrase.text.lower()
    if rules.has("rumour", head):
        return "rumour"
    if any(h in lowered for h in rules.forms.get("hidden", ())):
        return "anonymous"
    if phrase.partitive and " " not in phrase.name:
        return "office" if rules.has("office", head) else "anonymous"
    if phrase.names == "person" and phrase.name:
        return _class_of_named(phrase, rules)
    if phrase.name and (not head or phrase.names in ("outlet", "network") or not _person_like(head, rules)):
        return "group" if phrase.plural and phrase.names == "institution" else _class_by_name(phrase.names)
    return _class_of_unnamed(phrase, rules)


def _person_like(head: str, rules: SourceRules) -> bool:
    return any(rules.has(kind, head) for kind in ("office", "official", "unnamed", "generic"))


def _class_by_name(named: str) -> SourceClass:
    return "outlet" if named in ("outlet", "network") else "institution"


def _class_of_named(phrase: Phrase, rules: SourceRules) -> SourceClass:
    """A phrase with a name that no table knows: by its head, else by the look of the name."""
    head = phrase.head
    if head and not _person_like(head, rules):
        for kind in ("outlet", "institution", "document", "information"):
            if rules.has(kind, head):
                return _KIND_CLASS[kind]
    parts = phrase.name.lower().replace("-", " ").split()
    if any(rules.has("masthead", part) for part in parts) or (phrase.name.startswith("The ") and not head):
        return "outlet"
    if any(rules.has("institution", part) for part in parts[:1]):
        return "institution"
    if phrase.plural:
        return "group"
    alone = not head or head == parts[-1]
    articled = alone and rules.has("definite", phrase.words[0]) and not rules.has("civility", phrase.words[1])
    if articled or (" " not in phrase.name and len(phrase.name) > 1 and phrase.name.isupper()):
        return "institution"
    return "person"


def _has_complement(phrase: Phrase) -> bool:
    """«l'agence de l'énergie», «le site du Parlement»: of something, and not of the press."""
    of = OF & set(phrase.words[1:])
    return bool(of) and not {"presse", "press", "news", "information", "informations", "infos"} & set(phrase.words)


def _class_of_unnamed(phrase: Phrase, rules: SourceRules) -> SourceClass | None:
    head = phrase.head
    if head == "reports" and phrase.plural and not phrase.definite:
        return "outlet"
    press = phrase.names in ("outlet", "network") or any(rules.has("outlet", w) for w in phrase.words)
    if press and (rules.has("information", head) or rules.has("information", head.rstrip("s"))):
        return "outlet"
    if rules.has("unnamed", head):
        return "group" if phrase.plural and head in ("people", "personnes", "hommes", "femmes") else "anonymous"
    if phrase.plural and (
        rules.has("crowd", head) or _person_like(head, rules) or _person_like(head.rstrip("s"), rules)
    ):
        return "outlet" if rules.has("outlet", head) else "group"
    if rules.has("office", head) and (phrase.definite or not rules.has("official", head)):
        return "office"
    if rules.has("official", head):
        return "office" if phrase.definite else "anonymous"
    if head in ("agence", "agency", "site", "website") and _has_complement(phrase):
        return "institution"
    for kind in ("outlet", "document", "institution"):
        if rules.has(kind, head) or rules.has(kind, head.rstrip("s")):
            return _KIND_CLASS[kind]
    if rules.has("crowd", head) or phrase.plural:
        return "group"
    return None
