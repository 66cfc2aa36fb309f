"""Parties: every stretch of an article that can take part in a contact, named or described, with its state."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from selon.find.phrases import either, phrase_parts, phrase_pattern
from selon.find.places import PlaceRules, country_in, namings
from selon.ids import evidence_of
from selon.lang.pack import LanguagePack
from selon.model import Actor, Document, Mention, Participant, Presence, Scene, Sentence
from selon.text.fold import fold

NAME_LIMIT = 60  # a name is a name, not a sentence
GOVERNING = frozenset({"GOV", "MIL", "SPY", "LEG", "IGO", "PTY", "REB", "UAF", "OPP"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who can stand on one side of a contact.  ``rank``: person, official, former, expert, state, group …"""

    start: int
    end: int
    name: str
    rank: str
    country: str = ""
    actor: str = ""
    plural: bool = False
    role: str = ""
    official: bool = False


@dataclass(frozen=True, slots=True)
class PartyRules:
    """Nouns of people by rank, the words that stand before them, and the states of the world."""

    noun: re.Pattern[str]
    ranks: tuple[tuple[str, re.Pattern[str]], ...]
    former: re.Pattern[str]
    regional: re.Pattern[str]
    posted: frozenset[str]
    places: PlaceRules


_APPOSITION = re.compile(
    r"\s*,?\s*(?:(?:Sir|Lord|Lady|Dame|Lt|Gen|Col|Maj|Adm|Dr|Mr|Mrs|Ms|Sheikh|Prince)\.? )*"
    r"(?:(?<=,\s)(?:an? |the |une? ))?"  # «X, a P envoy»
    r"(?:(?<=,\s)(?:le |la |l'|the )[a-zà-ÿ][\w'’ -]{3,60}\s)?"  # «son homologue, le vice-ministre X»
)
PEOPLE = frozenset({"person", "former"})
DESCRIBED = frozenset({"official", "leader", "staff", "expert", "vague", "unnamed"})
_BROAD = frozenset({"official", "group", "staff"})
_OWNED = frozenset({"official", "staff", "group", "leader", "vague"})
_TAIL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_INDEFINITE = frozenset({"des", "de", "d'", "un", "une"})
_GENITIVE = frozenset({"de", "du", "des", "d'", "of", "la", "l'", "le", "les", "the", "à", "haut"})


def party_rules(pack: LanguagePack, places: PlaceRules) -> PartyRules:
    """Compile ``parties.tsv``."""
    words = {row["key"]: row.values("words") for row in pack.rows("parties")}
    heads = [(key, values) for key, values in words.items() if key not in ("former", "before")]
    before = either(map(phrase_parts, (*words["before"], *words["former"])))
    nouns = either(phrase_parts(v) for _, values in heads for v in values)
    noun = re.compile(
        rf"(?<![\w'-])(?P<before>(?:(?:{before})(?:(?<=['-])|\s+))*)(?P<adjective>(?-i:[A-Z])[\w-]+\s+|(?-i:(?:[A-Z]\.)+)\s+|\w+ain\s+)?(?P<head>{nouns})(?![\w-])",
        re.IGNORECASE,
    )
    ranks = tuple((key, phrase_pattern(values)) for key, values in heads)
    parts = {row["kind"]: row.values("words") for row in pack.rows("actor_words")}
    regional, former = phrase_pattern((*parts["western"], *parts["demonym"])), phrase_pattern(words["former"])
    return PartyRules(noun, ranks, former, regional, frozenset(parts["posted"]), places)


def find_parties(scene: Scene, rules: PartyRules) -> tuple[Party, ...]:
    """All parties of an article in order; of two that overlap the longer (a description swallows the names in it)."""
    actors = MappingProxyType({a.id: a for a in scene.actors})
    named = [*_named(scene, actors, rules)]
    surnames = {fold(p.name.split()[-1]) for p in named if p.rank in PEOPLE}
    named = [
        p
        for p in named
        if not (p.rank in PEOPLE and fold(p.name.split("-")[-(" " not in p.name)]) in surnames - {fold(p.name)})
    ]
    people = tuple(p for p in named if p.rank in PEOPLE and not p.plural)
    found = [*named, *_described(scene, rules, people), *_states(scene, rules)]
    kept = _with_titles(scene, _longest(found))
    seconds = list(_second_adjectives(scene, kept, rules))
    taken = {p.start for p in seconds}
    return _apposed(scene.article.text, _longest([*(p for p in kept if p.start not in taken), *seconds]), rules)


def _with_titles(scene: Scene, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """«X, the P envoy for Q»: the title belongs to X, «envoy» and «Q» are no parties of their own."""
    text = scene.article.text
    titles = [e for a in scene.actors if a.kind == "person" for role in a.roles for e in role.evidence]
    own = [p for p in parties if p.rank in PEOPLE or not any(e.start <= p.start and p.end <= e.end for e in titles)]
    ends = [next((e.end for e in titles if _SET_OFF.fullmatch(text, p.end, e.start)), p.end) for p in own]
    return tuple(replace(p, end=end) if p.rank in PEOPLE else p for p, end in zip(own, ends, strict=True))


_COMPLEMENT = re.compile(r" (?:d'|de|des|of)")
_PAST_TITLE = re.compile(r"(?:^| )[a-zà-ÿ][^ ]*$")  # «Former minister», no name itself
_SET_OFF = re.compile(r", (?:then |now )?(?:the |an? |le |la |l')?")
_PAIRED = re.compile(r"\s+(?:et|ou)\s+(\w[\w-]*)")
_ANOTHER = re.compile(r"\s+et une? autre (\w[\w-]*)")
_OF_ANOTHER = re.compile(r"\s+et (?:de |du |des |d')(?:la |l')?")
_HEAD = re.compile(r"(.+?) (?:de |du |des |d'|de la |de l')")
_SECOND_STATE = re.compile(r"\s+(?:et|and)\s+(\w+)\s+")
_PAIRED_EN = re.compile(r"((?:[A-Z]\.)+|[A-Z][\w-]+)\s+and\s+$")
_JOINED = re.compile(r"\s+(?:et|and)\s+")


def _second_adjectives(scene: Scene, parties: tuple[Party, ...], rules: PartyRules) -> Iterable[Party]:
    """«des responsables X et Y», «un émissaire X et un autre Y», «X and Y officials»: the second has its own."""
    text = scene.article.text
    for party, following in zip(parties, [*parties[1:], None], strict=False):
        if following and party.plural and party.rank in _OWNED and (second := _of_another(text, party, following)):
            yield second
        if not party.country or party.rank == "state" or (not party.plural and party.rank in PEOPLE):
            continue
        words = party.name.split()
        after = (_PAIRED if party.plural else _ANOTHER).match(text, party.end)
        before = _PAIRED_EN.search(text, max(0, party.start - 30), party.start) if party.plural else None
        found = []
        if after and after[1].islower():
            bare = " ".join([*(w for w in words if not _adjective_of(w, rules)), after[1]])
            found.append((after, _one_of_each(bare, rules)))
        if before and _adjective_of(words[0], rules):
            found.append((before, " ".join([before[1], *words[1:]])))
        for match, name in found:
            country = _adjective_of(match[1], rules)
            if country not in ("", party.country):
                start, end = match.span(1)
                yield replace(party, start=start, end=end, name=name, actor="", country=country)


def _one_of_each(name: str, rules: PartyRules) -> str:
    """«les parties X et Y» are one of each: «partie X»."""
    head, _, last = name.rpartition(" ")
    alone = head.endswith("s") and last[-1:] not in ("s", "x") and last.islower() and _adjective_of(last, rules)
    return f"{head[:-1]} {last}" if alone else name


def _of_another(text: str, party: Party, owner: Party) -> Party | None:
    """«des envoyés de A et de B»: the envoys of the second, who stand in the place of its name."""
    joint, head = _OF_ANOTHER.fullmatch(text, party.end, owner.start), _HEAD.match(party.name)
    if not (joint and head) or owner.rank in PEOPLE or owner.country == party.country != "":
        return None
    name = short_party_name(f"{head[1]} {text[party.end : owner.end].strip().removeprefix('et ')}")
    return replace(party, start=owner.start, end=owner.end, name=name, actor="", country=owner.country)


def _adjective_of(word: str, rules: PartyRules) -> str:
    code, how = rules.places.codes.get(fold(word), ("", ""))
    return code if how == "adjective" else ""


def _apposed(text: str, parties: tuple[Party, ...], rules: PartyRules) -> tuple[Party, ...]:
    """A description right before or after a name («X, conseiller de Y») belongs to the name: it gives the role."""
    kept: list[Party] = []
    for party in parties:
        around = text[kept[-1].end : party.start] + text[party.end : party.end + 1] if kept else ""
        if around == " ()" and kept[-1].rank in PEOPLE and party.rank == "state":  # «X (P), Y (Q)»
            kept[-1] = replace(kept[-1], end=party.end + 1, country=kept[-1].country or party.country)
            continue
        last = kept[-1] if kept and party.rank in PEOPLE else None
        shared = last and _SECOND_STATE.fullmatch(text, last.end, party.start)
        titled = last and _APPOSITION.fullmatch(text, last.end, party.start)
        if last and shared and (state := _adjective_of(shared[1], rules)):
            role = party.role or last.role
            kept.append(replace(party, start=shared.start(1), country=state, role=role, official=True))
        elif last and last.rank == "state" and _is_native(text, last, party, rules):
            kept[-1] = replace(party, start=last.start, country=party.country or last.country)
        elif last and titled and last.plural and last.rank == "leader" and text[last.end : party.start].isspace():
            role, state = party.role or last.name, party.country or last.country
            kept[-1] = replace(party, start=last.start, country=state, role=role, official=True)
        elif last and titled and not party.plural and not last.plural and _is_title(last):
            kept[-1] = replace(party, start=last.start, role=party.role or last.name)
        else:
            kept.append(party)
    return tuple(kept)


def _is_title(party: Party) -> bool:
    return party.rank in DESCRIBED or _PAST_TITLE.search(party.name) is not None


def _is_native(text: str, state: Party, person: Party, rules: PartyRules) -> bool:
    """«l'Américaine X»: a demonym right before a name."""
    return text[state.end : person.start] == " " and bool(_adjective_of(text[state.start : state.end], rules))


def _named(scene: Scene, actors: Mapping[str, Actor], rules: PartyRules) -> Iterable[Party]:
    for mention in scene.mentions:
        actor = actors.get(mention.actor)
        rank = _rank(actor) if actor is not None else ""
        if actor is None or not rank or (mention.embedded and rank in PEOPLE):
            continue
        party = _party(mention, actor, rank)
        if actor.kind in ("group", "unnamed"):
            party, *second = _first_of_two(scene, party, rules)
            yield from second
            party = replace(party, rank=_described_rank(party, rules)) if rank != "former" else party
        yield party


def _first_of_two(scene: Scene, party: Party, rules: PartyRules) -> tuple[Party, ...]:
    """«X officials and Y academics»: two groups; the second is described on its own, that of «des envoyés de A et de
    B» shares the noun."""
    text = scene.article.text
    joint = _JOINED.search(text, party.start, party.end)
    if joint is None:
        return (party,)
    name = " ".join(scene.article.document.raw[party.start : joint.start()].split())
    name = name if party.name.startswith(name) else name.removeprefix("Des ").removeprefix("Les ")
    first = replace(party, end=joint.start(), name=short_party_name(name), country=country_in(name, rules.places))
    of = _OF_ANOTHER.match(text, joint.start(), party.end)
    rest = text[joint.end() : party.end] if of else ""
    country = country_in(rest, rules.places)
    if of is None or first.country == country:
        return (first,)
    return first, replace(party, start=of.end(), name=rest, actor="", country=country)


def _described_rank(party: Party, rules: PartyRules) -> str:
    """The rank that the noun of a description gives («des chercheurs chiliens» → expert); «les parties» are vague."""
    rank = next((key for key, pattern in rules.ranks if pattern.search(party.name)), party.rank)
    return "vague" if not party.country and rank in (*_BROAD, "leader") and _is_vague(party.name, rules) else rank


def _is_vague(name: str, rules: PartyRules) -> bool:
    """«des responsables»: nothing says whose; «envoyés de la Ligue», «délégation arabe» are somebody's."""
    rebels = dict(rules.ranks)["rebel"]
    return name == name.lower() and not (rules.regional.search(name) or rebels.search(name))


def _rank(actor: Actor) -> str:
    if actor.kind == "person":
        return "former" if actor.former else "person"
    if actor.kind in ("state", "group", "unnamed"):
        return "former" if actor.former else actor.kind
    if actor.kind == "institution" and actor.sector in GOVERNING:
        return "rebel" if actor.sector == "REB" else "institution"
    return ""


def _party(mention: Mention, actor: Actor, rank: str) -> Party:
    role = actor.roles[0].title if actor.roles else ""
    plural, official = actor.kind in ("group", "state"), bool(role) or actor.sector in GOVERNING
    name = short_party_name(actor.name)
    return Party(mention.start, mention.end, name, rank, actor.country, actor.id, plural, role, official)


def participant_of(document: Document, party: Party, presence: Presence = "present") -> Participant:
    """The party as a participant, with the words that name it as evidence."""
    quote = evidence_of(document, (party.start, party.end))
    return Participant(party.name, party.actor, party.country, party.role, presence, (quote,))


def _described(scene: Scene, rules: PartyRules, people: tuple[Party, ...]) -> Iterable[Party]:
    """People described by a noun and its complements («anciens hauts responsables de P»)."""
    article = scene.article
    embedded = [m for m in scene.mentions if m.embedded]
    for sentence in article.sentences:
        for match in rules.noun.finditer(article.text, sentence.start, sentence.end):
            if _tag_at(scene, match.start("head")) not in ("NOUN", "PROPN", ""):
                continue
            if any(match.end() == m.start - 1 for m in embedded):  # «an adviser to minister X» is no minister
                continue
            start = match.start("adjective") if match["adjective"] else match.start("head")
            past = rules.former.search(article.text, match.start(), match.start("head"))
            start = min(start, past.start()) if past else start
            plural = _COMPLEMENT.split(match["head"])[0][-1] in "sx" or match["before"].lower().startswith(
                ("un groupe", "a group")
            )
            posted = match["head"].lower().removesuffix("s") in rules.posted
            end = _tail(scene, sentence, match.end("head"), _name_after(scene, match, people, plural), posted)
            name = " ".join(article.document.raw[start:end].split())
            rank = next((key for key, pattern in rules.ranks if pattern.fullmatch(match["head"])), "group")
            country = country_in(name, rules.places)
            if not country and rank in _BROAD and _is_vague(name, rules):
                rank = "vague"
            name = _one_of_each(short_party_name(name), rules)
            yield Party(start, end, name, "former" if past else rank, country, plural=plural)


def _name_after(scene: Scene, match: re.Match[str], people: tuple[Party, ...], plural: bool) -> int:
    """Where the next name begins, which the description leaves out: «les présidents A et B», not «l'équipe de A»."""
    text, end = scene.article.text, match.end("head")
    start = next((p.start for p in people if p.start >= end), len(text))
    owned = any(word in _GENITIVE for word in re.findall(r"\w+'?", text[end : min(start, end + NAME_LIMIT)].lower()))
    return len(text) if plural and owned else start


def _tag_at(scene: Scene, offset: int) -> str:
    tokens = scene.article.tokens
    at = bisect_left(tokens, offset, key=lambda t: t.start)
    return tokens[at].tag if at < len(tokens) else ""


def _tail(scene: Scene, sentence: Sentence, end: int, stop: int, posted: bool) -> int:
    """Where the description ends: adjectives and complements after its noun, at most eight words, before ``stop``.

    Who is ``posted`` to a place is named with it; «la délégation à P» only is there.
    """
    tokens = scene.article.tokens
    at = next((i for i in range(sentence.first, sentence.last) if tokens[i].start >= end), sentence.last)
    for i in range(at, min(at + 8, sentence.last)):
        token = tokens[i]
        if token.start >= stop or any(t.start <= token.start < t.end for t in scene.times):
            break
        after = tokens[i + 1 : i + 2]
        named = after and after[0].text[:1].isupper() and not posted
        if token.norm == "à" and after and (named or after[0].norm in _INDEFINITE):
            break  # «des proches de X à des émissaires»: the next party
        if token.norm in _GENITIVE and (token.tag != "DET" or tokens[i - 1].norm in _GENITIVE):
            continue
        # «est» is the verb far more often than the east
        if (token.tag in _TAIL and token.norm != "est") or (not token.tag and token.text[:1].isupper()):
            end = token.end
        else:
            break
    return end


def short_party_name(name: str) -> str:
    return name if len(name) <= NAME_LIMIT else name[:NAME_LIMIT].rsplit(" ", 1)[0]


def _states(scene: Scene, rules: PartyRules) -> Iterable[Party]:
    """States, seats and peoples that no mention holds («les Russes», «Moscou»); the name as the pack writes it."""
    article = scene.article
    taken = sorted((m.start, m.end) for m in scene.mentions)
    for naming in namings(article.text, rules.places):
        if naming.how == "adjective" and not article.text[naming.start].isupper():
            continue
        if article.document.language == "en" and _modifies(scene, naming.start, naming.end):
            continue
        if any(start <= naming.start < end for start, end in taken):
            continue
        name = article.document.raw[naming.start : naming.end]
        yield Party(naming.start, naming.end, name, "state", naming.country, plural=True)


def _modifies(scene: Scene, start: int, end: int) -> bool:
    """«the Turkish president», «a U.S. envoy»: in English a name or adjective right before a noun only qualifies it."""
    tokens = scene.article.tokens
    at = bisect_left(tokens, end, key=lambda t: t.start)
    if at >= len(tokens) or scene.article.text[end : tokens[at].start] != " ":
        return False
    return tokens[at].tag in ("NOUN", "PROPN", "ADJ") and not scene.article.text[start:end].endswith("ns")


def _longest(found: list[Party]) -> tuple[Party, ...]:
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (p.start - p.end, p.start, p.rank == "state", not p.actor)):
        if not any(party.start < k.end and k.start < party.end for k in kept):
            kept.append(party)
    return tuple(sorted(kept, key=lambda p: p.start))
