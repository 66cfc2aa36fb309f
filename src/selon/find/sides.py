"""The two sides of a word of contact, read off its clause: subject and object, «entre A et B», «de A avec B»."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from selon.find.contact_rules import NOUNS, ContactRules
from selon.find.participants import Stage, governor, is_finite, listed, right_end, subjects, topic_start
from selon.find.parties import PEOPLE, Party
from selon.find.places import country_in, pair_in
from selon.find.stand_ins import Site, are_two, clitic, meant, named_pair, subject_before, two_people
from selon.model import Sentence

_SECOND = re.compile(r"\s+(?:et|and)\s+(?:le |la |les |l'|the )?([A-ZÀ-Ý][\w-]+(?: [A-ZÀ-Ý][\w-]+)*)")
_PEERS = ("homologue", "counterpart")
_INVERTED = re.compile(r"\w-(?:t-)?(?:il|elle)s? ")
_TOLD_IN = re.compile(r"\b(?:in|during|over|at) an? (?:\w+ )?$")
_FRONT = re.compile(r"\s*(?:In|During|At|Over) ")
_CAMPS = frozenset({"official", "group", "staff", "institution"})
_NEAR = 80  # code points between a word of contact and the preposition that names its partner


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is on which side, as far as it is told; ``host`` is a name or ""."""

    one: tuple[Party, ...] = ()
    other: tuple[Party, ...] = ()
    host: str = ""


def shared_sides(sides: Sides) -> Sides:
    """Within one list everybody is of one side: a person without a state takes that of the others behind it."""
    other = tuple(p for p in sides.other if not any(p.actor and p.actor == q.actor for q in sides.one))
    if len({p.country for p in sides.one}) == 2 and not other and sides.one[-1].rank in _CAMPS:
        return sides  # «une délégation de A et des représentants de B se sont rencontrés»
    return Sides(_of_one_side(sides.one), _of_one_side(other), sides.host)


def _of_one_side(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    states = {p.country for p in parties if p.country}
    if len(states) != 1 or (parties[0].rank in PEOPLE and not parties[0].country):
        return parties
    return tuple(p if p.rank == "rebel" else replace(p, country=p.country or min(states)) for p in parties)


def find_sides(stage: Stage, site: Site, rules: ContactRules) -> Sides:
    """The sides of the contact at ``site``; people «from both countries» stand on both."""
    sides, names = _found_sides(stage, site, rules), rules.places.display
    told = (*sides.one, *sides.other)
    states = Counter(p.country for p in stage.parties if p.country in names).most_common(2)
    both = "both_states" in rules.small and rules.small["both_states"].search(stage.article.text, *site.clause)
    if not both or len(states) < 2 or any(p.country for p in told):
        return sides
    one, other = (tuple(replace(p, country=c, name=f"{p.name} ({names[c]})") for p in told) for c, _ in states)
    return Sides(one, other, sides.host)


def _found_sides(stage: Stage, site: Site, rules: ContactRules) -> Sides:
    if site.cue.frame in NOUNS:
        return _noun_sides(stage, site, rules)
    if site.cue.frame == "join":
        return Sides(_joining(stage, site, rules) or meant(stage, site, rules))  # «He attended …»
    if site.cue.frame == "gather":  # «une rencontre a réuni Y et Z»
        return _parted(_object(stage, site))
    subject = _subject(stage, site, rules)
    if site.cue.frame == "beside":
        return Sides((*subject, *(p for p in _object(stage, site) if p.rank != "vague")))
    if site.cue.frame == "visit" and (start := _after_with(stage, site, min(site.stop, site.following), rules)):
        return Sides((*subject, *listed(stage, site.sentence, start, site.stop)))  # «flew to P with X»
    by = rules.small["by"].search(stage.article.text, site.end, site.stop)  # «a visit to P in May by X»
    if by and site.cue.frame == "visit" and stage.article.text.startswith(("visit ", "trip "), site.start):
        subject = listed(stage, site.sentence, by.end(), site.stop)
    sides = Sides(subject, _partner(stage, site, rules))
    if site.cue.frame == "host":
        sides = _host_sides(stage, site, subject, rules)
    if subject and not sides.other and site.cue.frame in ("object", "to", "host"):
        sides = replace(sides, other=clitic(stage, site, subject))
    return replace(sides, other=(*sides.other, *_members(stage, site, sides.other, rules)))


def _members(stage: Stage, site: Site, known: tuple[Party, ...], rules: ContactRules) -> tuple[Party, ...]:
    """«… les détenus, parmi lesquels A et B»: who is among the partners is one too."""
    start, end = (known[-1].end, site.sentence.end) if known else (0, 0)
    match = rules.small["including"].search(stage.article.text, start, min(start + 60, end))
    stop = right_end(stage, site.sentence, match.end(), end) if match else 0
    return tuple(p for p in listed(stage, site.sentence, match.end(), stop) if p.rank in PEOPLE) if match else ()


def _partner(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """The partner of a verb, by its frame: a direct object, or what follows «avec» or «à»."""
    text, limit = stage.article.text, min(site.stop, site.end + _NEAR)
    if site.cue.frame in ("object", "call", "meet", "deal"):
        found = () if rules.small["by"].match(text, site.end) else _object(stage, site)
        if site.cue.frame == "deal" and found and topic_start(stage, site.end, found[0].start) < found[0].start:
            found = ()  # «échanger sur une crise, en particulier P»
        if found or site.cue.frame in ("object", "call"):
            return found
    if text.startswith("discuss", site.start):
        limit = min(limit, site.following)  # «to discuss a channel with P»
    if site.cue.frame in ("with", "deal", "each", "visit", "meet"):
        start = _after_with(stage, site, limit, rules)
        found = _partners(stage, site, start, site.stop, rules) if start else ()
        return tuple(p for p in found if p.rank != "state" or site.cue.frame != "visit")
    if site.cue.frame == "to":
        match = rules.small["to"].search(text, site.end, limit)
        found = listed(stage, site.sentence, match.end(), site.stop) if match else ()
        near = found and match and found[0].start - match.end() < 45
        return found if near else stage.within(site.start, site.end)  # «sent Y a message»
    return ()


def _partners(stage: Stage, site: Site, start: int, stop: int, rules: ContactRules) -> tuple[Party, ...]:
    """The list after «with»; «with the knowledge of P» names no partner."""
    if rules.small["them"].match(stage.article.text, start):
        return ()  # «avec eux du plan de Y»
    found = listed(stage, site.sentence, start, stop)
    hangs = governor(stage, found[0], site.sentence) if found else ""
    owner = hangs == "de" and found[0].rank in ("state", "institution")
    return () if owner or hangs in ("contre", "against") else found  # «with the threat of sanctions against P»


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
    if stage.article.tokens[stage.token_at(site.end) - 1].norm in stage.rules["preposition"]:
        return listed(stage, site.sentence, start, site.stop)
    for party in stage.within(site.end, min(site.stop, site.end + 60)):
        if governor(stage, party, site.sentence) in ("", ",") or party.start < site.end + 2:
            break
        start = party.end
    found = listed(stage, site.sentence, start, site.stop)
    plain = found and found[0].start == site.end + 1 and stage.article.text.startswith(" des ", site.end)
    free = plain or (found and governor(stage, found[0], site.sentence) in ("", ","))
    if not free or found[0].start - site.end > 60:
        return ()
    if found[0].rank in PEOPLE and stage.article.text.startswith("'s ", found[0].end):  # «welcomed X's words»
        return ()
    if site.cue.medium == "phone" and (found[0].rank not in PEOPLE or _urged(stage, found[-1], site)):
        return ()
    between = stage.article.tokens[stage.token_at(site.end) : stage.token_at(found[0].start)]
    further = any(t.tag == "VERB" and t.norm not in stage.rules["determiner"] for t in between)  # «met to discuss P»
    return () if further or (any(t.norm == "," for t in between) and _speaks(stage, found[-1])) else found


def _speaks(stage: Stage, party: Party) -> bool:
    """«to meet again in P, X said»: a finite verb follows, the party begins another clause."""
    tokens, i = stage.article.tokens, stage.token_at(party.end)
    return i < len(tokens) and is_finite(tokens[i])


def _urged(stage: Stage, party: Party, site: Site) -> bool:
    """«appeler X à cesser» asks, «called X a liar» names: neither telephones."""
    if site.cue.frame == "call":
        at = stage.article.tokens[stage.token_at(party.end)]
        dated = at.norm in ("last", "this", "earlier", "late", "early")  # «called X last Friday»
        return (at.tag in ("DET", "ADJ", "NOUN") and not dated) or at.text[:1] in '“"‘«'
    near = stage.article.tokens[stage.token_at(site.end) : stage.token_at(party.end) + 8]
    return any(t.morph == "Inf" and t.start < site.sentence.end for t in near)


def _subject(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """The subject in the clause; before «qui», its antecedent; else that of the sentence, even behind the cue."""
    lent = _lent_subject(stage, site)
    if site.cue.frame == "deal" and (by := rules.small["by"].match(stage.article.text, site.end)):
        return listed(stage, site.sentence, by.end(), site.stop)[:1]  # «négocié par X avec Y»
    if lent or rules.small["impersonal"].search(stage.article.text, site.clause[0], site.start):
        return lent
    found = subjects(stage, site.sentence, site.clause[0], site.start)
    if found:
        return found
    antecedent = _antecedent(stage, site, rules)
    if antecedent is not None:
        return antecedent
    if rules.small["pronoun"].search(stage.article.text, site.clause[0], site.start):
        return meant(stage, site, rules)
    verb = stage.article.tokens[stage.token_at(site.end) - 1]
    if (verb.morph.startswith(("Inf", "Part")) or verb.morph == "") and not _has_own_subject(stage, site):
        return _main_subject(stage, site)
    return ()


def _antecedent(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...] | None:
    """Whom «qui» means before the clause; None where it does not stand there."""
    head = stage.article.text[max(site.sentence.start, site.clause[0] - 6) : site.clause[0]]
    if not rules.small["relative"].search(head):
        return None
    before = stage.within(site.sentence.start, site.clause[0])
    one_of = before and rules.settings.says("one_of", stage.article.text[before[0].end : before[-1].start])
    near = before if one_of else before[-1:]  # «X is one of several officials who met …»
    return near if near and site.clause[0] - near[-1].end < 14 else ()


def _has_own_subject(stage: Stage, site: Site) -> bool:
    """«…, où le médecin a rencontré X»: the subject of the clause is somebody who is no party."""
    tokens = stage.article.tokens
    a, b = stage.token_at(site.clause[0]), stage.token_at(site.start)
    verb = next((i for i in range(a, b) if is_finite(tokens[i])), a)
    return site.clause[0] > site.sentence.start and any(t.tag == "DET" for t in tokens[a : verb - 1])


def _lent_subject(stage: Stage, site: Site) -> tuple[Party, ...]:
    """«permettre à X de rencontrer Y», «presser X à parler à Y»: whoever the infinitive is left to."""
    tokens = stage.article.tokens
    i = stage.token_at(site.start)
    if i < 2 or tokens[i].morph != "Inf" or tokens[i - 1].norm not in ("de", "d'", "à"):
        return ()
    near = [p for p in stage.within(site.sentence.start, site.start) if p.end >= tokens[i - 2].end - 1]
    return tuple(
        p for p in near[-1:] if tokens[i - 1].norm == "à" or governor(stage, p, site.sentence) in ("à", "au", "aux")
    )


def _main_subject(stage: Stage, site: Site) -> tuple[Party, ...]:
    """The subject of the sentence: the last free group before the cue, else the first one before a later verb."""
    tokens = stage.article.tokens
    before = subjects(stage, site.sentence, site.sentence.start, site.start)
    if before:
        gap = tokens[stage.token_at(before[-1].end) : stage.token_at(site.start)]
        told = (n for n, t in enumerate(gap) if n > 1 and t.norm in stage.rules["person"] and gap[n - 1].tag == "DET")
        return () if any(gap[n - 2].tag == "VERB" for n in told) else before  # «P …, a dit le chef après avoir vu X»
    group: list[Party] = []
    for party in stage.within(site.end, site.sentence.end):
        joined = group and governor(stage, party, site.sentence) == "et" and party.start - group[-1].end < 60
        group = [*group, party] if joined else [party]
        i = stage.token_at(party.end)
        if i < site.sentence.last - 3 and is_finite(tokens[i]) and tokens[i].norm != "told":
            return tuple(group)  # not «…, the official said.»
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
    linked = rules.small["link"].search(text, site.end, min(site.clause[1], site.end + _NEAR))
    if linked and site.cue.frame == "line":  # «un canal relie A à B»
        return _parted(stage.within(linked.end(), site.clause[1])[:2])
    between = rules.small["between"].search(text, site.end, min(site.clause[1], site.end + _NEAR))
    other_bond = (
        between
        and (  # «un déplacement après un accord entre A et B»
            site.cue.frame == "visit_noun"
            or rules.settings.says("bond", text[site.end : between.end() + 6])
            or rules.small["with"].search(text, site.end, between.start())
            or pair_in(text, site.end, near, rules.places)
        )
    )
    if between and not other_bond:
        found = between_sides(stage, sentence, between.end())
        both = two_people(stage, site) if len(found) < 2 and _paired(stage, site, rules) else ()
        if both or found or between.start() < site.following:  # not «talks in P, one of the meetings between them»
            return _parted(both or found)
    start = _after_with(stage, site, min(site.stop, site.following, site.end + _NEAR), rules)
    if not start and site.cue.frame == "line" and (match := rules.small["to"].match(text, site.end)):
        start = match.end()  # "a channel to Y"
    other = _partners(stage, site, start, site.stop, rules) if start else ()
    other += _members(stage, site, other, rules)
    of = rules.small["genitive"]
    owner = (of.search if site.cue.frame == "visit_noun" else of.match)(text, site.end, site.stop)
    if site.cue.frame == "summit":
        owner = None  # «le sommet de P», «du G7»: a place or a name
    one = listed(stage, sentence, owner.end(), start or site.stop) if owner else ()
    if not one and (two := named_pair(stage, site.end)):
        return Sides(two[:1], two[1:])
    pair = pair_in(text, max(site.clause[0], site.start - 22), near, rules.places)
    lead = text[site.clause[0] : site.start]
    owned = rules.small["possessive"].search(text, max(site.clause[0], site.start - 20), site.start)
    if not one and owned:
        people = [p for p in stage.within(sentence.start, site.start) if p.rank in PEOPLE]
        one = tuple(p for p in subjects(stage, sentence, site.clause[0], site.start) if p in people)[:1]
        nearer = people and governor(stage, people[-1], sentence) == "de"  # «la préparation de X pour son sommet»
        one = tuple(people[-1:]) if nearer or not one else one
        one = one or subject_before(stage, site)
    elif not one and (other or (not pair and rules.settings.says("support", lead))):
        one = _noun_subject(stage, site, rules)
    elif not one and not other and _paired(stage, site, rules):
        one = two_people(stage, site)
    elif not (one or other or pair) and _TOLD_IN.search(lead):
        both = tuple(p for p in stage.within(site.clause[0], site.start) if p.rank in PEOPLE)
        one = both if len(both) == 2 and are_two(both) else ()  # «X assured Y in a phone call»
    elif not (one or pair) and (
        _FRONT.match(lead) or (site.cue.frame == "meeting" and rules.settings.says("factive", lead[-40:]))
    ):
        both = _noun_subject(stage, site, rules)  # «A et B ont dit, après une rencontre à P»
        other = tuple(p for p in stage.within(site.clause[0], site.start) if p.name.startswith(_PEERS))
        one = both if other or are_two(both) else ()
    if pair:
        a, b = (Party(site.start, site.end, rules.places.display[c], "state", c, plural=True) for c in pair)
        return Sides((a,), (b,))
    if owner and (other or site.cue.frame == "visit_noun"):
        return Sides(one[:1], other)
    passing = site.cue.frame == "summit" and not other and not rules.settings.says("support", lead[-25:])
    if rules.settings.says("informed_of", lead) or (passing and all(p.rank == "state" for p in one)):
        one = ()  # «P et Q porteront l'affaire au prochain sommet»
    one = one or (_agent(stage, site) if other else ())
    return Sides(one, other if one else other[:1]) if other else _parted(one)  # «une rencontre avec A et B»: with whom?


def _agent(stage: Stage, site: Site) -> tuple[Party, ...]:
    """«douché par X à l'issue d'un entretien avec Y et Z»: who does it, when the clause is passive."""
    near = stage.within(site.clause[0], site.start)
    return tuple(p for p in near if governor(stage, p, site.sentence) in ("par", "by"))[-1:]


def _paired(stage: Stage, site: Site, rules: ContactRules) -> bool:
    """«leur rencontre», «un entretien entre les deux présidents»."""
    near = min(site.clause[1], site.end + 40)
    return rules.small["two_people"].search(stage.article.text, site.start - 8, near) is not None


def _parted(parties: tuple[Party, ...]) -> Sides:
    """«entre A et B», «A et B ont engagé des pourparlers»: those who are together in a list meet each other."""
    return Sides(parties[:1], parties[1:])


def between_sides(stage: Stage, sentence: Sentence, start: int) -> tuple[Party, ...]:
    """The parties after «entre»; a second one that no pack knows («le Sur Global») is taken by its capitals."""
    found = listed(stage, sentence, start, right_end(stage, sentence, start, sentence.end))
    if len(found) == 1:  # «entre l'émissaire, A, et l'ambassadeur, B, a eu lieu»
        more = stage.within(found[0].end, found[0].end + 40)[:1]
        if more and governor(stage, more[0], sentence) == "et":
            return (*found, *more)
        match = _SECOND.match(stage.article.text, found[0].end, sentence.end)
        if match:
            name = stage.article.document.raw[match.start(1) : match.end(1)]
            return (*found, Party(match.start(1), match.end(1), name[:60], "group", plural=True))
    return found


def _noun_subject(stage: Stage, site: Site, rules: ContactRules) -> tuple[Party, ...]:
    """Whose contact it is: the subject of the clause; of the sentence for «lors d'un entretien» and «sa rencontre»."""
    if _INVERTED.search(stage.article.text, site.clause[0], site.start):
        return subject_before(stage, site)  # «"P joue un jeu", a-t-il dit après un entretien avec X»
    if found := subjects(stage, site.sentence, site.clause[0], site.start) or _antecedent(stage, site, rules):
        return found
    head = stage.article.text[site.clause[0] : site.start]
    if rules.small["own"].search(head) or len(head.split()) > 2 or _FRONT.match(head):
        return _main_subject(stage, site)
    return ()
