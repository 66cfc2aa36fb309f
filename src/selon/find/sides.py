"""The two sides of a word of contact, read off its clause: subject and object, «entre A et B», «de A avec B»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selon.find.contact_rules import NOUNS, ContactRules, Cue
from selon.find.participants import Stage, governor, is_finite, listed, right_end, subjects
from selon.find.parties import PEOPLE, Party
from selon.find.places import country_in, pair_in
from selon.model import Sentence

_NEAR_PRONOUN = frozenset({"", ",", "par", "by", "quant", "et"})
_GROUPS = frozenset({"official", "staff", "expert", "rebel", "group", "leader", "former", "unnamed", "vague"})
_ONE = frozenset({"official", "leader", "unnamed"})  # «l'émissaire de P», without a name
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle)\b")
_SECOND = re.compile(r"\s+(?:et|and)\s+(?:le |la |les |l'|the )?([A-ZÀ-Ý][\w-]+(?: [A-ZÀ-Ý][\w-]+)*)")
_NEAR = 80  # code points between a word of contact and the preposition that names its partner


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


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is on which side, as far as it is told; ``host`` is a name or ""."""

    one: tuple[Party, ...] = ()
    other: tuple[Party, ...] = ()
    host: str = ""


def shared_sides(sides: Sides) -> Sides:
    """Within one list everybody is of one side: a person without a state takes that of the others."""
    other = tuple(p for p in sides.other if not any(p.actor and p.actor == q.actor for q in sides.one))
    return Sides(_of_one_side(sides.one), _of_one_side(other), sides.host)


def _of_one_side(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    states = {p.country for p in parties if p.country}
    if len(states) != 1:
        return parties
    state = next(iter(states))
    return tuple(replace(p, country=p.country or state) for p in parties)


def find_sides(stage: Stage, site: Site, rules: ContactRules) -> Sides:
    """The sides of the contact at ``site``."""
    if site.cue.frame in NOUNS:
        return _noun_sides(stage, site, rules)
    if site.cue.frame == "join":
        return Sides(_joining(stage, site, rules))
    if site.cue.frame == "gather":  # «une rencontre a réuni Y et Z»
        return _parted(_object(stage, site))
    subject = _subject(stage, site, rules)
    if site.cue.frame == "beside":
        return Sides((*subject, *(p for p in _object(stage, site) if p.rank != "vague")))
    if site.cue.frame == "visit" and (start := _after_with(stage, site, min(site.stop, site.following), rules)):
        return Sides((*subject, *listed(stage, site.sentence, start, site.stop)))  # «flew to P with X»
    if site.cue.frame == "host":
        return _host_sides(stage, site, subject, rules)
    return Sides(subject, _partner(stage, site, rules))


def _partner(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """The partner of a verb, by its frame: a direct object, or what follows «avec» or «à»."""
    text, limit = stage.article.text, min(site.stop, site.end + _NEAR)
    if site.cue.frame in ("object", "call", "meet"):
        found = () if rules.small["by"].match(text, site.end) else _object(stage, site)
        if found or site.cue.frame != "meet":
            return found
    if site.cue.frame in ("with", "deal", "each", "visit", "meet"):
        if text[: site.end].endswith(("avec", "with")):
            return listed(stage, site.sentence, site.end, site.stop)
        start = _after_with(stage, site, limit, rules)
        return _partners(stage, site, start, site.stop) if start else ()
    if site.cue.frame == "to":
        match = rules.small["to"].search(text, site.end, limit)
        found = listed(stage, site.sentence, match.end(), site.stop) if match else ()
        return found if found and match and found[0].start - match.end() < 45 else ()
    return ()


def _partners(stage: Stage, site: Site, start: int, stop: int) -> tuple[Party, ...]:
    """The list after «with»; «with the knowledge of P» names no partner."""
    found = listed(stage, site.sentence, start, stop)
    owner = found and found[0].rank in ("state", "institution") and governor(stage, found[0], site.sentence) == "de"
    return () if owner else found


def _after_with(stage: Stage, site: Site, limit: int, rules: ContactRules) -> int:
    """Where the partner begins after «avec», or 0: «un accord avec Y» and «une dispute avec Y» are other bonds."""
    text = stage.article.text
    match = rules.small["with"].search(text, site.end, limit)
    if match is None or rules.settings.says("bond", text[site.end : match.start()]):
        return 0
    gap = stage.article.tokens[stage.token_at(site.end) : stage.token_at(match.start() + 1)]
    noun = site.cue.frame in NOUNS
    return 0 if noun and any(t.tag == "VERB" and not t.morph.startswith("Part") for t in gap) else match.end()


def _host_sides(stage: Stage, site: Site, subject: tuple[Party, ...], rules: ContactRules) -> Sides:
    """«A reçoit B» (host A) and «B est reçu par A»."""
    match = rules.small["by"].search(stage.article.text, site.end, min(site.stop, site.end + _NEAR))
    if match:
        host = listed(stage, site.sentence, match.end(), site.stop)
        return Sides(subject, host, host[0].name if host else "")
    guest = _object(stage, site)
    return Sides(subject, guest, subject[0].name if subject and guest else "")


def _object(stage: Stage, site: Site) -> tuple[Party, ...]:
    """A direct object: right after the verb (a date or «à nouveau» may stand between), not behind a preposition."""
    start = site.end
    if stage.article.tokens[stage.token_at(site.end) - 1].norm in stage.rules.preposition:
        found = listed(stage, site.sentence, start, site.stop)
        return found if found and found[0].start - site.end < 45 else ()
    for party in stage.within(site.end, min(site.stop, site.end + 60)):
        if governor(stage, party, site.sentence) in ("", ","):
            break
        start = party.end
    found = listed(stage, site.sentence, start, site.stop)
    if not found or found[0].start - site.end > 60 or governor(stage, found[0], site.sentence) not in ("", ","):
        return ()
    if site.cue.medium == "phone" and (found[0].rank not in PEOPLE or _urged(stage, found[-1], site)):
        return ()
    between = stage.article.tokens[stage.token_at(site.end) : stage.token_at(found[0].start)]
    further = any(t.tag == "VERB" and t.norm not in stage.rules.determiner for t in between)  # «met to discuss P»
    return () if further or (any(t.norm == "," for t in between) and _speaks(stage, found[-1])) else found


def _speaks(stage: Stage, party: Party) -> bool:
    """«to meet again in P, X said»: a finite verb follows, the party begins another clause."""
    tokens, i = stage.article.tokens, stage.token_at(party.end)
    return i < len(tokens) and is_finite(tokens[i])


def _urged(stage: Stage, party: Party, site: Site) -> bool:
    """«appeler X à cesser» asks, «called X a liar» names: neither telephones."""
    if site.cue.frame == "call":
        at = stage.token_at(party.end)
        return (
            stage.article.tokens[at].tag in ("DET", "ADJ", "NOUN")
            or stage.article.text[party.end :].lstrip()[:1] in '“"‘«'
        )
    near = stage.article.tokens[stage.token_at(site.end) : stage.token_at(party.end) + 8]
    return any(t.morph == "Inf" and t.start < site.sentence.end for t in near)


def _subject(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """The subject in the clause; before «qui», its antecedent; else that of the sentence, even behind the cue."""
    lent = _lent_subject(stage, site)
    if lent or rules.small["impersonal"].search(stage.article.text, site.clause[0], site.start):
        return lent
    found = subjects(stage, site.sentence, site.clause[0], site.start)
    if found:
        return found
    head = stage.article.text[max(site.sentence.start, site.clause[0] - 6) : site.clause[0]]
    if rules.small["relative"].search(head):
        before = stage.within(site.sentence.start, site.clause[0])
        return before[-1:] if before and site.clause[0] - before[-1].end < 14 else ()
    if rules.small["pronoun"].search(stage.article.text, site.clause[0], site.start):
        return _meant(stage, site, rules)
    tokens = stage.article.tokens
    verb = tokens[stage.token_at(site.end) - 1]
    if verb.morph.startswith(("Inf", "Part")) or verb.morph == "":
        return _main_subject(stage, site)
    return ()


def _meant(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """Whom a pronoun may mean: the nearest person before it that is no object, else the subject one sentence before."""
    here = stage.within(site.sentence.start, site.clause[0])
    many = rules.small["many"].search(stage.article.text, site.clause[0], site.start) is not None
    fitting = [p for p in here if _may_be_meant(p, many) and governor(stage, p, site.sentence) in _NEAR_PRONOUN]
    told = rules.small["antecedent"].search(stage.article.text, site.clause[0], site.start)
    return tuple(fitting[-1:]) or (_subject_before(stage, site, many) if told else ())


def _may_be_meant(party: Party, many: bool) -> bool:
    """«il» is one person, named or described; «ils» are people of one noun («les émissaires de P»)."""
    return party.plural and party.rank in _GROUPS if many else party.rank in PEOPLE or party.rank in _ONE


def _subject_before(stage: Stage, site: Site, many: bool = False) -> tuple[Party, ...]:
    """Who is the subject of the sentence before, in the same paragraph: one person, or several people."""
    before = stage.beside(site.sentence, -1)
    people = subjects(stage, before, before.start, before.end) if before else ()
    named = [p for p in stage.within(before.start, before.end) if p.rank in PEOPLE] if before and many else []
    if len(named) == 2 and people[:1] == tuple(named[:1]):
        return tuple(named)  # «X flew to P with Y.  They …»
    return tuple(p for p in people if _may_be_meant(p, many) and (many or p.rank in PEOPLE))[:1]


def _lent_subject(stage: Stage, site: Site) -> tuple[Party, ...]:
    """«permettre à X de rencontrer Y»: whoever the infinitive is left to."""
    tokens = stage.article.tokens
    i = stage.token_at(site.start)
    if i < 2 or tokens[i].morph != "Inf" or tokens[i - 1].norm not in ("de", "d'"):
        return ()
    near = [p for p in stage.within(site.sentence.start, site.start) if p.end >= tokens[i - 2].end - 1]
    return tuple(p for p in near[-1:] if governor(stage, p, site.sentence) in ("à", "au", "aux"))


def _main_subject(stage: Stage, site: Site) -> tuple[Party, ...]:
    """The subject of the sentence: the last free group before the cue, else the first one before a later verb."""
    before = subjects(stage, site.sentence, site.sentence.start, site.start)
    if before:
        return before
    tokens = stage.article.tokens
    for party in stage.within(site.end, site.sentence.end):
        i = stage.token_at(party.end)
        if i < site.sentence.last and is_finite(tokens[i]):
            return (party,)
    return ()


def _joining(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """Everybody whom a sentence of taking part names: «Ont participé du côté russe A et B», «tels que C et D»."""
    kept = []
    follower = _fragment(stage, site.sentence)
    for party in stage.within(site.sentence.start, (follower or site.sentence).end):
        inside = party.start < site.sentence.end or follower is None
        hangs = governor(stage, party, site.sentence if inside else follower or site.sentence)
        person = party.rank in PEOPLE
        if (person and hangs not in ("de", "selon", "d'après", "of", "according", "avec", "with")) or (
            party.rank in ("expert", "official", "group", "staff", "unnamed") and hangs == ""
        ):
            kept.append(party)
    return tuple(_on_side(stage, site, kept, rules))


def _fragment(stage: Stage, sentence: Sentence) -> Sentence | None:
    """The next sentence of the paragraph when it has no finite verb: it goes on with the list."""
    found = stage.beside(sentence, 1)
    tokens = stage.article.tokens[found.first : found.last] if found else ()
    return None if any(is_finite(token) for token in tokens) else found


def _on_side(stage: Stage, site: Site, parties: list[Party], rules: ContactRules) -> list[Party]:
    """«du côté X»: those named after it, up to the next such phrase, are of that state."""
    text = stage.article.text
    marks = [
        (m.start(), country_in(text[m.end() : m.end() + 18], rules.places))
        for m in rules.small["side"].finditer(text, site.sentence.start, site.sentence.end)
    ]
    states = [next((c for at, c in reversed(marks) if at < p.start), "") for p in parties]
    return [replace(p, country=p.country or state) for p, state in zip(parties, states, strict=True)]


def _noun_sides(stage: Stage, site: Site, rules: ContactRules) -> Sides:
    """«entretien entre A et B», «rencontre de A avec B», «l'entretien de A à P», «discussions russo-américaines»;
    «sa rencontre» is that of the nearest person named before it, else of the subject one sentence before."""
    text, sentence = stage.article.text, site.sentence
    near = min(site.clause[1], site.end + 40)
    between = rules.small["between"].search(text, site.end, min(site.clause[1], site.end + _NEAR))
    if pair_in(text, site.end, near, rules.places):
        between = None
    if between and (site.cue.frame == "visit_noun" or rules.settings.says("bond", text[site.end : between.start()])):
        between = None  # «un déplacement après un accord entre A et B»
    if between:
        return _parted(between_sides(stage, sentence, between.end()))
    start = _after_with(stage, site, min(site.stop, site.following, site.end + _NEAR), rules)
    if not start and site.cue.frame == "line" and (match := rules.small["to"].match(text, site.end)):
        start = match.end()  # "a channel to Y"
    other = _partners(stage, site, start, site.stop) if start else ()
    of = rules.small["genitive"]
    owner = (of.search if site.cue.frame == "visit_noun" else of.match)(text, site.end, site.stop)
    if site.cue.frame == "summit":
        owner = None  # «le sommet de P», «du G7»: a place or a name
    one = listed(stage, sentence, owner.end(), start or site.stop) if owner else ()
    pair = pair_in(text, max(site.clause[0], site.start - 22), near, rules.places)
    lead = text[site.clause[0] : site.start]
    owned = rules.small["possessive"].search(text, max(site.clause[0], site.start - 20), site.start)
    if not one and owned:
        people = [p for p in stage.within(sentence.start, site.start) if p.rank in PEOPLE]
        one = tuple(people[-1:]) or _subject_before(stage, site)
    elif not one and (other or (not pair and rules.settings.says("support", lead))):
        one = _noun_subject(stage, site, rules)
    if pair and not (one and other):
        a, b = (Party(site.start, site.end, rules.places.display[c], "state", c, plural=True) for c in pair)
        return Sides((a,), (b,))
    if site.cue.frame == "visit_noun" and one and governor(stage, one[0], sentence) in ("avec", "with"):
        one = ()  # «une visite pour parler de la paix avec X»
    if owner and (other or site.cue.frame == "visit_noun"):
        return Sides(one[:1], other)
    return Sides(one, other) if other else _parted(one)


def _parted(parties: tuple[Party, ...]) -> Sides:
    """«entre A et B», «A et B ont engagé des pourparlers»: those who are together in a list meet each other."""
    return Sides(parties[:1], parties[1:])


def between_sides(stage: Stage, sentence: Sentence, start: int) -> tuple[Party, ...]:
    """The parties after «entre»; a second one that no pack knows («le Sur Global») is taken by its capitals."""
    found = listed(stage, sentence, start, right_end(stage, sentence, start, sentence.end))
    if len(found) == 1:
        match = _SECOND.match(stage.article.text, found[0].end, sentence.end)
        if match:
            name = stage.article.document.raw[match.start(1) : match.end(1)]
            return (*found, Party(match.start(1), match.end(1), name[:60], "group", plural=True))
    return found


def _noun_subject(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """Whose contact it is: the subject of the clause; of the sentence for «lors d'un entretien» and «sa rencontre»."""
    if _INVERTED.search(stage.article.text, site.clause[0], site.start):  # «a-t-il dit lors d'un entretien avec Y»
        return _subject_before(stage, site)
    found = subjects(stage, site.sentence, site.clause[0], site.start)
    if found:
        return found
    head = stage.article.text[site.clause[0] : site.start]
    if not head.strip(" ") or rules.small["own"].search(head) or len(head.split()) > 2:
        return _main_subject(stage, site)
    return ()
