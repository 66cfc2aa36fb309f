"""Put the words of contact of one article together: which of them speak of one and the same meeting."""

from dataclasses import dataclass, field, replace

from selon.find.contact_rules import TALKS, Contact
from selon.find.parties import PEOPLE, Party
from selon.find.settings import REMOTE
from selon.model import Medium, MeetingModality, Sentence
from selon.text.edtf import overlap
from selon.text.fold import fold

_VISITS = frozenset({"visit", "visit_noun"})
_UNREAL = frozenset({"refused", "cancelled", "hypothetical"})
_WINDOW = 3  # paragraphs over which «la réunion» takes up a contact already told
_LATER = frozenset({"join", "summit"})


@dataclass
class Draft:
    """A meeting while its words are gathered."""

    contacts: list[Contact]
    parties: list[Party]
    sentences: dict[int, Sentence] = field(default_factory=dict)

    @property
    def modality(self) -> MeetingModality:
        """That of the first word, unless a later one says that the meeting was cancelled or refused."""
        kinds = [c.modality for c in self.contacts]
        return next((k for k in ("cancelled", "refused") if k in kinds), kinds[0])

    @property
    def medium(self) -> Medium:
        """The most telling medium."""
        known = [c.medium for c in self.contacts if c.medium != "unknown"]
        return next((m for m in known if m != "in_person"), known[0] if known else "unknown")

    @property
    def place(self) -> str:
        """The fullest name of the place; that of «one of the meetings» before those of all."""
        places = ((c.one_of and bool(c.place), c.place.count(","), bool(c.place), c.place) for c in self.contacts)
        return max(places, key=lambda p: p[:3], default=("",))[-1]

    def add(self, contact: Contact) -> None:
        """Take a further word of contact in."""
        self.contacts.append(contact)
        self.sentences.setdefault(contact.sentence.start, contact.sentence)
        self.include((*contact.one, *contact.other))

    def include(self, parties: tuple[Party, ...]) -> None:
        """Take further participants in; a state goes when somebody of that state is named."""
        for party in parties:
            at = next((i for i, q in enumerate(self.parties) if _surely_same(party, q)), None)
            if at is None:
                self.parties.append(party)
            elif is_description(self.parties[at]) and party.rank in PEOPLE:
                self.parties[at] = party
        named = {p.country for p in self.parties if p.country and p.rank not in ("state", "rebel")}
        people = {p.country for p in self.parties if p.country and p.rank in PEOPLE}
        self.parties = [
            p
            for p in self.parties
            if not (p.rank == "state" and p.country in named) and not (is_description(p) and p.country in people)
        ]


def is_description(party: Party) -> bool:
    """One person without a name («le président de P», «son homologue»)."""
    return party.rank not in (*PEOPLE, "state", "institution", "group", "rebel") and not party.plural


def same_party(a: Party, b: Party) -> bool:
    """One actor, one name, or a description that can stand for the person."""
    if (a.actor and a.actor == b.actor) or fold(a.name) == fold(b.name):
        return True
    if is_description(a) == is_description(b) or "" == a.country == b.country:
        return False
    return {a.rank, b.rank} & PEOPLE != frozenset() and (a.country == b.country or "" in (a.country, b.country))


def _surely_same(a: Party, b: Party) -> bool:
    """One actor, one name, or a description and a person of one known state."""
    return same_party(a, b) and (
        a.country == b.country != "" or fold(a.name) == fold(b.name) or a.actor == b.actor != ""
    )


def sides_of(parties: tuple[Party, ...] | list[Party]) -> list[str]:
    """The different sides of some parties: the country, or the party itself where no country is known."""
    return list(dict.fromkeys((p.rank != "rebel" and p.country) or p.actor or fold(p.name) for p in parties))


def has_two_sides(parties: tuple[Party, ...] | list[Party]) -> bool:
    """Whether the parties can meet each other: two sides, or two people of one side."""
    return len(sides_of(parties)) > 1 or len({p.actor or p.name for p in parties if p.rank in PEOPLE}) > 1


def gather(contacts: tuple[Contact, ...]) -> list[Draft]:
    """The meetings of an article, in the order in which they are first told."""
    drafts: list[Draft] = []
    talks: Contact | None = None
    for found in contacts:
        contact = _with_pair(found, drafts) if found.pair and not is_talks(found) else found
        if has_two_sides((*contact.one, *contact.other)) and (is_talks(contact) or talks is None):
            talks = contact
        target = next((d for d in reversed(drafts) if _continues(d, contact)), None)
        if target is not None:
            target.add(contact)
        elif (new := _opening(contact, talks, drafts)) is not None:
            drafts.append(new)
    return drafts


def is_talks(contact: Contact) -> bool:
    """Whether the word stands for talks rather than for one event."""
    if contact.frame in TALKS or (contact.standing and contact.frame not in ("join", *_VISITS)):
        return True
    return contact.frame == "with" and not _is_event(contact, (*contact.one, *contact.other))


def _with_pair(contact: Contact, drafts: list[Draft]) -> Contact:
    """«les deux dirigeants se sont rencontrés»: those of the last meeting told."""
    people = [p for p in (*contact.one, *contact.other) if p.rank in PEOPLE]
    told = (d for d in reversed(drafts) if has_two_sides(d.parties) and _are_people(d.parties) >= contact.two)
    last = next(
        (d for d in told if "hypothetical" not in (d.modality, contact.modality) or d.modality == contact.modality),
        None,
    )
    if last is None or len(people) > 1:
        return contact
    return replace(contact, one=tuple(last.parties[:1]), other=tuple(last.parties[1:]), again=True)


def _are_people(parties: list[Party]) -> bool:
    """Whether «les deux hommes» can be said of them."""
    return sum(p.rank in PEOPLE or is_description(p) or p.rank == "unnamed" for p in parties) > 1


def _opening(contact: Contact, talks: Contact | None, drafts: list[Draft]) -> Draft | None:
    """A new meeting, when the word can open one; talks told before lend their sides to «une réunion s'est tenue»,
    the last meeting told to a further one that is planned or cancelled."""
    parties = (*contact.one[:1], *contact.other[:1], *contact.one[1:], *contact.other[1:])
    dated = contact.time or (contact.place and (contact.held or contact.modality == "planned"))
    dated = dated and (has_two_sides(parties) or (contact.place and contact.held and talks is not None))
    named = all(any(p.rank in PEOPLE for p in side) for side in (contact.one, contact.other))
    sequel = contact.ordinal is not None and contact.ordinal != 1
    ahead = sequel and contact.modality in ("planned", "cancelled") and contact.frame != "join"
    unmet = contact.denied or (not named and (contact.standing or not dated))
    if is_talks(contact) and unmet and not (ahead and contact.time):
        return None
    if contact.frame in ("meeting", "each", "join", "talks") and not has_two_sides(parties) and talks is not None:
        lent = (*talks.one, *talks.other)
        if ahead:
            lent = next((tuple(d.parties) for d in reversed(drafts) if _may_lend(d, talks)), lent)
        again = sequel or (contact.frame == "join" and contact.again)
        told = contact.one_of or ahead or ((contact.held or again) and (contact.place or contact.time))
        if not told or (contact.frame == "join" and not parties) or not (ahead or contact.modality == "happened"):
            return None
        parties = (
            *(p for p in parties if p.rank != "vague"),
            *(p for p in lent if not any(p.country and p.country == q.country for q in parties)),
        )
    elif contact.frame == "join":
        return None
    draft = Draft([contact], [], {contact.sentence.start: contact.sentence})
    draft.include(parties)
    return draft if draft.parties else None


def _may_lend(draft: Draft, talks: Contact) -> bool:
    """Whether a further round may be one of this meeting: real, with two sides, of the talks told if there are any."""
    ours, theirs = sides_of(draft.parties), sides_of((*talks.one, *talks.other))
    told = not is_talks(talks) or len(set(ours) & set(theirs)) > 1
    return told and has_two_sides(draft.parties) and draft.modality not in _UNREAL


def _is_event(contact: Contact, parties: tuple[Party, ...]) -> bool:
    """«discuter avec» is one event when people, a day, a place or a telephone make it one."""
    return bool(any(p.rank in PEOPLE for p in parties) or contact.time or contact.place or contact.medium != "unknown")


def _continues(draft: Draft, contact: Contact) -> bool:
    """Whether the contact speaks of the draft's meeting: nothing conflicts, and it takes it up or repeats its sides."""
    parties = (*contact.one, *contact.other)
    if conflicts(draft, contact):
        return False
    last = draft.contacts[-1]
    distance = abs(contact.sentence.block - last.sentence.block)
    here = contact.sentence == last.sentence
    shared = [p for p in parties if any(same_party(p, q) for q in draft.parties)]
    if not is_talks(contact) and distance <= _WINDOW and _lands(draft, contact, shared):
        return True
    if contact.frame == "visit" and contact.again and not contact.place and _next(last, contact):
        return True  # «B y est attendu mardi»
    if shared and not any(_surely_same(p, q) for p in shared for q in draft.parties):
        return False
    first = {c.sentence.block for c in draft.contacts} == {0} != {contact.sentence.block}
    if first and len(set(sides_of(parties))) > 1 and set(sides_of(parties)) == set(sides_of(draft.parties)):
        return contact.frame not in _LATER  # the title tells in short what the body tells in full
    inside = all(p in shared or _has_room(draft, p) for p in parties)
    if is_talks(contact) and (parties or not here or contact.ordinal is None):  # «another round of talks» is one
        same = contact.definite and distance <= 1 and set(sides_of(parties)) & set(sides_of(draft.parties))
        return (len(shared) > 1 and here) or len(same or ()) > 1
    if contact.frame == "join":
        return distance <= (_WINDOW if contact.again else 1) and (
            here or contact.again or bool(shared) or _next(last, contact)
        )
    if not parties:
        return here or (contact.again and distance <= (_WINDOW if contact.definite else 1))
    if here and inside:
        return True
    if contact.frame == "visit" and len(shared) == len(parties) and contact.time is None:
        return bool(contact.place) and contact.place.split(",")[-1].strip() in draft.place
    if contact.again and shared and inside and distance <= _WINDOW:
        return True
    if shared and inside and all(c.sentence.block == 0 for c in draft.contacts) and contact.frame not in _LATER:
        return True
    return len(shared) > 1 and has_two_sides(shared)


def _has_room(draft: Draft, party: Party) -> bool:
    """Whether somebody new may be of the meeting: of a state that is there; without one, only who has no name."""
    return party.country in {p.country for p in draft.parties if p.country} if party.country else party.rank == "vague"


def _lands(draft: Draft, contact: Contact, shared: list[Party]) -> bool:
    """«X flew to P, where he met Y»: the visitor meets somebody of that state, or whose state is not told."""
    first = draft.contacts[0]
    frames = {c.frame for c in draft.contacts if c.one or c.other}
    if not shared or frames - _VISITS or not first.place_country:
        return False
    new = {p.country for p in (*contact.one, *contact.other)} - {p.country for p in draft.parties}
    here = contact.sentence == first.sentence and contact.frame == "object"  # «flew to P to meet Z of another state»
    return here or new <= {first.place_country, ""}


def _next(last: Contact, contact: Contact) -> bool:
    return 0 <= contact.sentence.first - last.sentence.last <= 1


def conflicts(draft: Draft, contact: Contact) -> bool:
    """Whether the two cannot be one meeting: another modality, number, medium, day or country."""
    ours, theirs = draft.modality, contact.modality
    if ours != theirs and {ours, theirs} & _UNREAL and {ours, theirs} != {"planned", "cancelled"}:
        return True
    past = contact.time is not None and theirs == "happened" and len(contact.time.value) < 10
    if "planned" in (ours, theirs) and theirs not in (ours, "cancelled") and (past or not contact.again):
        return True
    if contact.earlier and not any(c.earlier for c in draft.contacts):
        return True
    if contact.ordinal == 0 and all(c.ordinal != 0 for c in draft.contacts):
        return True  # «the previous session»
    travels = contact.frame in _VISITS or (contact.frame == "join" and contact.place)
    afar = travels and draft.medium in REMOTE and contact.medium not in REMOTE
    frames, elsewhere = {c.frame for c in draft.contacts}, contact.sentence != draft.contacts[-1].sentence
    if contact.frame == "visit_noun" and elsewhere and frames <= {"summit", "with", *TALKS}:
        return True
    numbers = {c.ordinal for c in (*draft.contacts, contact) if c.ordinal}
    media = {draft.medium, contact.medium} - {"unknown", "sidelines"}
    if afar or len(numbers) > 1 or (len(media) > 1 and media & REMOTE):
        return True
    lo, hi = next(((c.time.lo, c.time.hi) for c in draft.contacts if c.time), ("", ""))
    if contact.time is not None and (lo or hi) and not overlap(lo, hi, contact.time.lo, contact.time.hi):
        return True
    return len({c.place_country for c in (*draft.contacts, contact) if c.place_country}) > 1
