"""Meetings: one record for each contact that an article distinguishes, put together from its words of contact."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from selon.find.claims import clip
from selon.find.contact_rules import Contact, ContactRules
from selon.find.gather import Draft, gather, has_two_sides, is_description, same_party, sides_of
from selon.find.participants import Stage, subjects
from selon.find.parties import GOVERNING, PEOPLE, Party, participant_of
from selon.find.topics import TopicRules, excluded_topics, find_topics
from selon.ids import evidence_of, make_id
from selon.model import DateStatus, Meeting, Participant, Presence, Scene, Sentence, Span, TimeRef

_BODIES = frozenset({"institution", "rebel", "group", "official", "staff"})  # not «vague»: it is said whose they are
_PRIVATE = frozenset({"EDU", "REL", "BUS", "CVL"})
_HUMAN = frozenset({"person", "unnamed", "group"})
_DESCRIBED = frozenset({"leader", "expert", "vague", "unnamed"})
_AFTER = 45  # code points between a word of presence and the person of whom it is said


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody whose presence a sentence qualifies."""

    party: Party
    presence: Presence
    sentence: Sentence
    start: int


def find_meetings(
    scene: Scene, stage: Stage, contacts: tuple[Contact, ...], rules: ContactRules, topics: TopicRules
) -> tuple[Meeting, ...]:
    """The meetings of one article in the order in which it tells them.

    Two sides are wanted; a visit may have one known side and a country; claims and channels are filled in later.
    """
    states = {a.country for a in scene.actors if a.country}
    sectors = {a.id: a.sector for a in scene.actors}
    officials = any(a.country and a.sector in GOVERNING and a.kind in _HUMAN for a in scene.actors)
    drafts = [d for d in gather(contacts) if _worth(d, len(states) > 1)]
    drafts = [d for d in drafts if not _within_one_side(d, sectors, officials, rules)]
    marked = _owners(drafts, _find_marks(stage, rules))
    return tuple(_meeting(scene, stage, d, marked.get(i, []), rules, topics) for i, d in enumerate(drafts))


def _worth(draft: Draft, among_states: bool) -> bool:
    """Whether the record says enough: two sides, of which one is named, or a visitor to another state.

    People of whom neither state nor office is known count in an article about several states.
    """
    known = [p for p in draft.parties if p.country or p.rank in PEOPLE or p.rank in _BODIES]
    if not among_states and not any(p.country or p.official or p.rank in _BODIES for p in known):
        return False
    if not has_two_sides(known) and not any(p.rank in PEOPLE or is_description(p) for p in known):
        return False
    said = (c for n, c in enumerate(draft.contacts) if n == 0 or c.one or c.other)
    if all(c.frame in ("visit", "visit_noun") and not c.other for c in said):
        return _is_visit(draft)
    if has_two_sides(draft.parties):
        first = draft.contacts[0]
        sure = first.frame != "meeting" or bool(first.place and (first.time or first.ordinal))
        return sure or any(p.rank not in ("vague", "state") for p in draft.parties)
    return False


def _within_one_side(draft: Draft, sectors: Mapping[str, str], officials: bool, rules: ContactRules) -> bool:
    """A president with his own minister, or with a reporter, or people none of whom is told of a state or a body."""
    people = draft.parties
    if any(sectors.get(p.actor) == "JRN" for p in people):
        return True
    if not has_two_sides([p for p in people if p.country or p.rank != "leader"]) and not _is_visit(draft):
        return True  # «rencontrer des chefs d'État»
    if any(p.rank in _BODIES - {"official", "staff"} or rules.settings.says("rival", p.role or p.name) for p in people):
        return False
    states = {p.country for p in people}
    if len(sides_of(people)) == 1:
        return states != {""} and not _is_visit(draft)
    vague = {"staff"} | {p.rank for p in people if p.rank in _DESCRIBED and p.name == p.name.lower() != "homologues"}
    home = any(rules.settings.says("home_office", p.role) for p in people if p.rank == "person")
    named = [p for p in people if p.rank in PEOPLE]
    private = any(sectors.get(p.actor) in _PRIVATE or not (officials or p.official) for p in named)
    return states == {""} and (home or private or any(p.rank in vague for p in people))


def _is_visit(draft: Draft) -> bool:
    """An official of one state goes to another."""
    first = draft.contacts[0]
    visitor = next((p for p in first.one if p.official or p.rank in ("official", "former")), None)
    return visitor is not None and bool(first.place_country) and first.place_country != visitor.country


def _owners(drafts: list[Draft], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """Each mark of presence with the meeting it belongs to: that of its sentence, the last one told, else the first."""
    owned: dict[int, list[Mark]] = {}
    for mark in marks:
        told = [i for i, d in enumerate(drafts) if mark.sentence.start in d.sentences]
        told = told or sorted(
            (i for i, d in enumerate(drafts) if min(d.sentences) <= mark.start), key=lambda i: -len(drafts[i].sentences)
        )
        if told:
            owned.setdefault(told[0], []).append(mark)
    return owned


def _meeting(
    scene: Scene, stage: Stage, draft: Draft, marks: list[Mark], rules: ContactRules, topics: TopicRules
) -> Meeting:
    article = scene.article
    sentences = {**draft.sentences, **{m.sentence.start: m.sentence for m in marks}}
    spans = [clip(article, Span(s.start, s.end)) for _, s in sorted(sentences.items())]
    quotes = tuple(evidence_of(article.document, span) for span in spans)
    # the most precise date among the words of the meeting
    dated = min((c.time for c in draft.contacts if c.time), key=lambda t: (-len(t.value[:10]), t.start), default=None)
    return Meeting(
        make_id("m", article.document.id, draft.contacts[0].start),
        _participants(scene, draft, marks, rules),
        quotes,
        ordinal=next((c.ordinal for c in draft.contacts if c.ordinal), None),
        date=(dated.edtf or None) if dated else None,
        lo=dated.lo if dated else "",
        hi=dated.hi if dated else "",
        date_status=_date_status(scene, draft, dated, rules),
        date_text=dated.text if dated else "",
        place=draft.place,
        host=next((c.host for c in draft.contacts if c.host), "") or _mediator(stage, sentences.values(), rules),
        medium=draft.medium,
        modality=draft.modality,
        topics=tuple(dict.fromkeys(t for s in spans for t in find_topics(article, s, topics))),
        excluded_topics=tuple(dict.fromkeys(t for s in spans for t in excluded_topics(article, s, topics))),
        outcome=_outcome(scene, sentences.values(), rules),
        reason=draft.contacts[0].reason,
    )


def _mediator(stage: Stage, sentences: Iterable[Sentence], rules: ContactRules) -> str:
    """Who brought the sides together («sous l'égide de X», «organisée par X»), or ""."""
    word = rules.settings.words["mediator"]
    marks = (m for s in sentences for m in word.finditer(stage.article.text, s.start, s.end))
    return next((p.name for m in marks for p in stage.within(m.end(), m.end() + 50)[:1]), "")


def _outcome(scene: Scene, sentences: Iterable[Sentence], rules: ContactRules) -> str:
    """What the meeting came to, in the words of the article («sans résultat»), or ""."""
    said = (rules.settings.says("outcome", scene.article.text[s.start : s.end]) for s in sentences)
    return next((match.group() for match in said if match), "")


def _date_status(scene: Scene, draft: Draft, dated: TimeRef | None, rules: ContactRules) -> DateStatus:
    """«On ignore le jour de la rencontre» is an answer, not a gap."""
    if dated is not None:
        return "known"
    for sentence in draft.sentences.values():
        text = scene.article.text[sentence.start : sentence.end]
        if rules.settings.says("date_word", text) and rules.settings.says("unknown_word", text):
            return "stated_unknown"
    return "missing"


def _participants(scene: Scene, draft: Draft, marks: list[Mark], rules: ContactRules) -> tuple[Participant, ...]:
    parties = [*draft.parties, *(m.party for m in marks if not any(same_party(m.party, p) for p in draft.parties))]
    first = draft.contacts[0]
    country = first.place_country
    if first.frame == "visit":  # whom a visitor meets in a state is of that state, when nothing else is said
        parties = [replace(p, country=p.country or country) if p in first.other else p for p in parties]
    if len(sides_of(parties)) < 2 and country and first.frame in ("visit", "visit_noun"):
        host = rules.places.display.get(country, country)
        parties.append(Party(first.start, first.end, host, "state", country, plural=True))
    said: dict[str, Presence] = {p.name: m.presence for p in parties for m in reversed(marks) if same_party(m.party, p)}
    return tuple(participant_of(scene.article.document, p, said.get(p.name, "present")) for p in parties)


def _find_marks(stage: Stage, rules: ContactRules) -> Iterator[Mark]:
    """All marks of presence in an article, in order: «présidé par X», «l'absence de X», «X était absent»."""
    for s in stage.article.sentences:
        yield from (*_after(stage, s, rules, "chaired"), *_after(stage, s, rules, "absence"), *_before(stage, s, rules))


def _after(stage: Stage, sentence: Sentence, rules: ContactRules, key: str) -> Iterator[Mark]:
    """The person named right after the word; «l'absence de progrès» names nobody."""
    absent = key == "absence"
    for match in rules.settings.words[key].finditer(stage.article.text, sentence.start, sentence.end):
        near = stage.within(match.end(), min(match.end() + _AFTER, sentence.end))
        party = next((p for p in near if p.rank in PEOPLE or (absent and p.country and p.rank != "state")), None)
        if party is None or len(stage.article.text[match.end() : party.start].split()) > 7:
            continue
        before = stage.article.text[max(sentence.start, match.start() - 60) : match.start()]
        told = rules.settings.says("led", before) or rules.small["pronoun"].search(before)
        if not (absent or told) and len(before.split()) > 4:
            continue  # a party, a committee or a state is led too
        led = [p.country for p in stage.within(sentence.start, match.start()) if p.rank != "state"]
        if party.rank not in PEOPLE or any(w[0].isupper() for w in party.name.split()[-2:]):
            country = party.country or (led[-1] if led and not absent else "")  # who leads a delegation is of its state
            yield Mark(replace(party, country=country), "absent" if absent else "chaired", sentence, match.start())


def _before(stage: Stage, sentence: Sentence, rules: ContactRules) -> Iterator[Mark]:
    """The subject of «était absent», «n'a pas participé»."""
    for match in rules.settings.words["absent"].finditer(stage.article.text, sentence.start, sentence.end):
        people = subjects(stage, sentence, sentence.start, match.start())
        yield from (Mark(p, "absent", sentence, match.start()) for p in people if p.rank in PEOPLE)
