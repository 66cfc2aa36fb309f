"""Outlets that stand in no table, known by the form of their name or by the noun before it («le quotidien Vesna»)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from selon.find.actor_rules import ActorRules, Entry
from selon.find.gazetteer import Atom, Hit
from selon.model import Actor, Article, Mention, Span
from selon.text.fold import fold

_LONGEST = 6  # atoms of a name, articles and prepositions counted
_ARTICLES = frozenset({"le", "la", "les", "l'", "the"})
_INSIDE = frozenset({"de", "du", "des", "d'", "of", "the", "la", "le", "l'", "les", "en"})
_TOLD_TO = re.compile(r"\s(?:à|au|aux|to)\s(?:(?:l'|[a-zà-ÿ-]+\s){0,4})$")
_NOUN_REACH = 5  # atoms between the noun and the name («la chaîne de télévision publique tarsienne Vesna»)


def find_mastheads(atoms: Sequence[Atom], rules: ActorRules, plain: frozenset[int]) -> Mapping[int, Hit[Entry]]:
    """Names of outlets by first atom; ``plain`` are the sentences in which a capital says something."""
    found: dict[int, int] = {}
    for at in range(len(atoms)):
        if atoms[at].sentence in plain:
            end = _by_form(atoms, at, rules)
            if end and not any(start < at < stop for start, stop in found.items()):
                found[at] = end
            elif start := _behind_noun(atoms, at, rules):
                found.setdefault(start, _run(atoms, start))
    hits = {at: Hit(at, end, _entry(atoms[at:end])) for at, end in found.items()}
    return hits | dict(_again(atoms, hits, rules, plain))


def _entry(part: Sequence[Atom]) -> Entry:
    name = "".join(
        (" " if n and a.start > part[n - 1].end else "") + ("-" * a.joined) + a.text for n, a in enumerate(part)
    )
    keys = [a.key for a in part]
    return Entry("outlet", name, "", "JRN", "masthead", "masthead " + " ".join(keys[keys[0] in _ARTICLES :]))


def _by_form(atoms: Sequence[Atom], at: int, rules: ActorRules) -> int:
    """The end of the name that begins here by its form, or 0."""
    first = at + (atoms[at].key in _ARTICLES)
    end = _run(atoms, at)
    if atoms[at].first and first == at and rules.is_word("masthead opener", atoms[at].key):
        return 0
    if end - first < 2 or (at and atoms[at - 1].capital and atoms[at].joined):
        return 0
    small = atoms[first + 1].key in _INSIDE
    elided = atoms[first].key.startswith("l'")  # one word in English texts: "L'Écho de Lorme"
    if rules.is_word("masthead head", atoms[first].key.removeprefix("l'")) and (small or elided or first > at):
        return end
    if rules.is_word("masthead lead", atoms[first].key) and not small:
        return end
    for last in range(end, first + 1, -1):
        one, two = atoms[last - 1].key, f"{atoms[last - 2].key} {atoms[last - 1].key}"
        tail = rules.is_word("masthead tail", one) or rules.is_word("masthead tail", two)
        closing = first > at and rules.is_word("masthead closing", one)
        person = atoms[first].key in rules.given and rules.is_word("masthead surname", one)
        if (tail or closing) and not person and not _common(atoms, first, last, rules):
            return last
    return 0


def _common(atoms: Sequence[Atom], first: int, last: int, rules: ActorRules) -> bool:
    """«Mardi Soir», "Breaking News": nothing before the last word could be a name of its own."""
    return all(rules.is_word("notname", a.key) or a.key in _INSIDE for a in atoms[first : last - 1])


def _run(atoms: Sequence[Atom], at: int) -> int:
    """The end of the capitalised words from here, small words between them counted; ``at`` when there are none."""
    end = n = at
    while n < min(at + _LONGEST, len(atoms)) and atoms[n].sentence == atoms[at].sentence:
        if n > at and atoms[n].start - atoms[n - 1].end > 1:
            break
        if atoms[n].capital:
            if n > at and atoms[n].key in _ARTICLES:
                break
            end = n + 1
        elif not (n > at and atoms[n].key in _INSIDE):
            break
        n += 1
    return end


def _behind_noun(atoms: Sequence[Atom], at: int, rules: ActorRules) -> int:
    """Where the name after a noun of the press begins: an article before the noun, adjectives behind it; 0 if none."""
    noun = atoms[at]
    if noun.capital or not rules.is_word("masthead noun", noun.key):
        return 0
    before = atoms[max(0, at - 3) : at]
    led = any(rules.is_word(kind, a.key) for a in before for kind in ("det", "indef", "contracted"))
    n = at + 1
    while led and n < min(at + _NOUN_REACH, len(atoms)) and atoms[n].sentence == noun.sentence:
        if atoms[n].capital:
            common = rules.is_word("notname", atoms[n].key) and _run(atoms, n) == n + 1
            return 0 if atoms[n].key in rules.given or common else n
        kin = atoms[n].tag == "ADJ" or atoms[n].text in '«“"'
        if not kin and not rules.is_word("masthead kin", atoms[n].key):
            return 0
        n += 1
    return 0


def _again(
    atoms: Sequence[Atom], hits: Mapping[int, Hit[Entry]], rules: ActorRules, plain: frozenset[int]
) -> Iterator[tuple[int, Hit[Entry]]]:
    """The same names elsewhere in the article, with or without their article."""
    names = {tuple(h.value.place.removeprefix("masthead ").split(" ")): h.value for h in hits.values()}
    taken = {n for h in hits.values() for n in range(h.first, h.last)}
    for at, atom in enumerate(atoms):
        if at in taken or not atom.capital or atom.sentence not in plain:
            continue
        for keys, entry in names.items():
            last = at + len(keys)
            if tuple(a.key for a in atoms[at:last]) == keys and taken.isdisjoint(range(at, last)):
                yield at, Hit(at, last, entry)


def with_mastheads(article: Article, actors: Sequence[Actor], mentions: Sequence[Mention]) -> Article:
    """The article with the words of an outlet's name as parts of a name: «Le Soir de Lorme» is no evening."""
    outlets = {a.id for a in actors if a.kind == "outlet"}
    named = sorted((m.start, m.end) for m in mentions if m.actor in outlets and m.how == "name")
    inside = {n for start, end in named for n in range(start, end)}
    tokens = (replace(t, norm=t.text, tag="PROPN", morph="") if t.start in inside else t for t in article.tokens)
    return replace(article, tokens=tuple(tokens)) if named else article


def told_to(
    article: Article, spans: Sequence[Span], actors: Sequence[Actor], mentions: Sequence[Mention]
) -> Span | None:
    """The source without «… à l'AFP», «… to Vesna» at its end, which is whom it was told; None if that is not there."""
    outlets = {a.id for a in actors if a.kind == "outlet"}
    for m in mentions:
        if m.actor in outlets and spans and spans[-1].start < m.start <= m.end == spans[-1].end:
            match = _TOLD_TO.search(article.text, spans[-1].start, m.start)
            if match and match.start() > spans[-1].start:
                return Span(spans[-1].start, match.start())
    return None


def with_nations(article: Article, rules: ActorRules) -> Article:
    """The article with the adjectives of states tagged as such, and the noun before them as a noun: a tagger that
    never saw «salmien» takes «d'anciens responsables salmiens» apart wrongly.  French only."""
    tokens = list(article.tokens)
    for i, token in enumerate(tokens if rules.language == "fr" else ()):
        if not (token.text.islower() and i and fold(token.norm) in rules.demonyms.forms):
            continue
        tokens[i] = replace(token, tag="ADJ", morph="")
        if tokens[i - 1].tag == "ADJ" and rules.titles.forms.get(fold(tokens[i - 1].norm)):
            tokens[i - 1] = replace(tokens[i - 1], tag="NOUN")
    return replace(article, tokens=tuple(tokens))
