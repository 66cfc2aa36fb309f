"""Whom small words of a clause stand for: «il», «ils», «l'», «lui», «la rencontre A-B»."""

import re
from dataclasses import dataclass

from selon.find.contact_rules import ContactRules, Cue
from selon.find.participants import Stage, governor, is_finite, subjects
from selon.find.parties import PEOPLE, Party
from selon.model import Sentence
from selon.text.fold import fold

_NEAR_PRONOUN = frozenset({"", ",", "par", "by", "quant", "et"})
_GROUPS = frozenset({"official", "staff", "expert", "rebel", "group", "leader", "former", "unnamed", "vague"})
_ONE = frozenset({"official", "leader", "unnamed"})  # «l'émissaire de P», without a name
_PAIR = re.compile(r"\s+([A-ZÀ-Ý][\w’'-]*?(?: [A-ZÀ-Ý][\w’'-]*?)?)(?:\s?[/–]\s?|-)([A-ZÀ-Ý][\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Site:
    """A cue at work: its sentence, its clause and where its complements end."""

    start: int
    end: int
    cue: Cue
    sentence: Sentence
    clause: tuple[int, int]
    stop: int
    following: int


def meant(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """Whom a pronoun may mean: the nearest person before it that is no object, else the subject one sentence before."""
    text, here = stage.article.text, stage.within(site.sentence.start, site.clause[0])
    if rules.small["latter"].search(text, site.clause[0], site.start):
        before = stage.beside(site.sentence, -1) or site.sentence
        return tuple(p for p in stage.within(before.start, site.start) if p.rank in PEOPLE)[-1:]
    if not here and text[site.sentence.start : site.start].lstrip("- ")[:1] in '"“«':
        return ()  # «"Il négocie avec Y"»: whoever is quoted means somebody else
    many = rules.small["many"].search(text, site.clause[0], site.start) is not None
    fitting = [p for p in here if _may_be_meant(p, many) and governor(stage, p, site.sentence) in _NEAR_PRONOUN]
    if many and fitting and "counterpart" in fitting[-1].name:  # «X told his P and Q counterparts … when they met»
        return here[max((i for i, p in enumerate(here) if p.rank in PEOPLE), default=-1) :]
    group = subjects(stage, site.sentence, site.sentence.start, site.clause[0]) if many and not fitting else ()
    if sum(p.rank in PEOPLE for p in group) > 1:  # «A et B se sont rendus à P, où ils ont rencontré X»
        return group
    told = rules.small["antecedent"].search(text, site.clause[0], site.start)
    sure = told and not any(p.rank in PEOPLE for p in here)  # «I spoke to X the day he …»: X, or who was told before
    meant = tuple(fitting[-1:]) or (subject_before(stage, site, many) if sure else ())
    man = told is not None and told.group().strip().lower() in ("il", "he")
    return tuple(p for p in meant if not (man and p.name.split()[0] in rules.women))


def _may_be_meant(party: Party, many: bool) -> bool:
    """«il» is one person, named or described; «ils» are people of one noun («les émissaires de P»)."""
    return party.plural and party.rank in _GROUPS if many else party.rank in PEOPLE or party.rank in _ONE


def subject_before(stage: Stage, site: Site, many: bool = False) -> tuple[Party, ...]:
    """Who is the subject of the sentence before, in the same paragraph: one person, or several people."""
    for step in (-1, -2, -3):
        before = stage.beside(site.sentence, step)
        people = subjects(stage, before, before.start, before.end) if before else ()
        named = [p for p in stage.within(before.start, before.end) if p.rank in PEOPLE] if before and many else []
        if len(named) == 2 and people[:1] == tuple(named[:1]):
            return tuple(named)  # «X flew to P with Y.  They …»
        fitting = tuple(p for p in people if _may_be_meant(p, many))
        meant = fitting if many and are_two(fitting) else fitting[:1]  # «des envoyés de A et de B»
        if meant or many or before is None or any(p.rank in PEOPLE for p in stage.within(before.start, before.end)):
            return meant
    return ()


def are_two(parties: tuple[Party, ...]) -> bool:
    """Whether the parties are of two sides, so far as it is known: two states, or people of whom none is said."""
    states = {p.country for p in parties if p.country}
    people = {p.actor or p.name for p in parties if p.rank in PEOPLE}
    return len(states) > 1 or (len(people) > 1 and any(not p.country for p in parties))


def two_people(stage: Stage, site: Site) -> tuple[Party, ...]:
    """Whom «les deux hommes» and «leur rencontre» mean: the two people named in this sentence and the one before."""
    for sentence in (site.sentence, stage.beside(site.sentence, -1)):
        named = {p.actor: p for p in stage.within(sentence.start, sentence.end) if p.rank in PEOPLE} if sentence else {}
        if len(named) == 2 and are_two(tuple(named.values())):
            return tuple(named.values())
    return ()


def clitic(stage: Stage, site: Site, subject: tuple[Party, ...]) -> tuple[Party, ...]:
    """«X l'a reçu», «lui a téléphoné»: the nearest person told before who is not the subject."""
    tokens, first = stage.article.tokens, stage.token_at(site.start)
    verb = next((i for i in range(first, max(site.sentence.first, first - 4), -1) if is_finite(tokens[i])), first)
    word = tokens[max(verb - 1, site.sentence.first)]
    if word.tag == "DET" or word.norm not in stage.rules.get("clitic", ()) or any(p.rank == "state" for p in subject):
        return ()
    before = stage.beside(site.sentence, -2) or stage.beside(site.sentence, -1) or site.sentence
    told = [p for p in stage.within(before.start, site.start) if p.rank in PEOPLE]
    return tuple(p for p in told if not any(p.actor == q.actor for q in subject))[-1:]


def named_pair(stage: Stage, start: int) -> tuple[Party, ...]:
    """«la rencontre A-B», «l'entretien A/B»: two surnames or states that the article names elsewhere too."""
    match = _PAIR.match(stage.article.text, start)
    if match is None:
        return ()
    names = [fold(stage.article.document.raw[slice(*match.span(n))]) for n in (1, 2)]
    one, other = (next((p for p in stage.parties if _is_called(p, name)), None) for name in names)
    return (one, other) if one and other and one.name != other.name else ()


def _is_called(party: Party, name: str) -> bool:
    known = fold(party.name)
    return known == name or (party.rank in PEOPLE and name in (known.split()[0], known.split()[-1]))
