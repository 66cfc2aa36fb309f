"""Channels: standing lines of contact between two sides, put together from an article's words of talks."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selon.find.character import ChannelRules, frequency_of, openness_of, relation_of, track_of
from selon.find.claims import clip
from selon.find.contact_rules import Contact
from selon.find.gather import has_two_sides, is_talks, sides_of
from selon.find.parties import NAME_LIMIT, Party, participant_of
from selon.find.precedents import is_history
from selon.find.topics import TopicRules, excluded_topics, find_topics
from selon.ids import evidence_of, make_id
from selon.model import Article, Channel, Medium, Meeting, Participant, Scene, Sentence, Span, Stage
from selon.text.fold import fold

_REACH = 6  # paragraphs over which «ces discussions» takes up talks already told
_SPECIFIC = (
    "former", "expert", "staff", "official", "leader", "rebel", "group", "person", "institution", "unnamed", "state",
    "vague",
)  # fmt: skip


@dataclass
class Draft:
    """A channel while its words are gathered."""

    contacts: list[Contact]
    parties: list[Party]
    stage: Stage
    sentences: dict[int, Sentence] = field(default_factory=dict)

    def add(self, contact: Contact) -> None:
        """Take a further contact in."""
        self.contacts.append(contact)
        self.sentences.setdefault(contact.sentence.start, contact.sentence)
        known = {fold(p.name) for p in self.parties}
        told = [p for p in (*contact.one, *contact.other) if p.rank != "vague" or len(sides_of(self.parties)) < 2]
        self.parties += [p for p in told if fold(p.name) not in known]


def find_channels(
    scene: Scene, contacts: tuple[Contact, ...], meetings: tuple[Meeting, ...], rules: ChannelRules, topics: TopicRules
) -> tuple[Channel, ...]:
    """The channels of one article: those that its words of talks name, then those that repeated meetings make."""
    text = scene.article.text
    drafts: list[Draft] = []
    last: Contact | None = None
    for contact in contacts:
        if is_talks(contact):
            _gather(_with_sides(contact, last, drafts), drafts, _stage(contact, scene.article, rules), text, rules)
        if has_two_sides((*contact.one, *contact.other)):
            last = contact
    owned = _owned(drafts, meetings)
    told = tuple(_channel(scene, d, owned.get(i, []), rules, topics) for i, d in enumerate(drafts))
    return (*told, *_by_meetings(meetings, told, rules))


def _owned(drafts: list[Draft], meetings: tuple[Meeting, ...]) -> dict[int, list[Meeting]]:
    """Each meeting with the channel of its sides that is told nearest to it."""
    owned: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        states = {p.side for p in meeting.participants if p.side}
        names = {p.name for p in meeting.participants}
        near = [
            (min(abs(meeting.evidence[0].start - s) for s in draft.sentences), i)
            for i, draft in enumerate(drafts)
            if draft.stage in ("active", "stalled", "ended")
            and max(len(states & {p.country for p in draft.parties}), len(names & {p.name for p in draft.parties})) > 1
        ]
        if near:
            owned.setdefault(min(near)[1], []).append(meeting)
    return owned


def _with_sides(contact: Contact, last: Contact | None, drafts: list[Draft]) -> Contact:
    """«Ces pourparlers» after a meeting told: the sides are those that met, when no channel is told yet."""
    if drafts or last is None or not contact.definite or contact.one or contact.other:
        return contact
    near = 0 <= contact.sentence.block - last.sentence.block <= 2
    return replace(contact, one=last.one, other=last.other) if near else contact


def _gather(contact: Contact, drafts: list[Draft], stage: Stage, text: str, rules: ChannelRules) -> None:
    parties = [*contact.one, *contact.other]
    sides = set(sides_of([p for p in parties if p.rank != "vague"]))
    other = contact.frame == "gather" or bool(rules.says("other", text[contact.clause[0] : contact.clause[1]]))
    told = contact.definite and _tells(contact, text, rules)
    for draft in reversed(drafts):
        same = sides & set(sides_of(draft.parties))
        taken_up = told and 0 <= contact.sentence.block - draft.contacts[-1].sentence.block <= _REACH
        fits = len(same) >= 2 or (len(sides) < 2 and (bool(same) or not sides) and taken_up)
        clash = {stage, draft.stage} & {"proposed", "refused", "precedent"} and stage != draft.stage
        if fits and not clash and not other:
            draft.add(contact)
            if stage in ("stalled", "ended"):
                draft.stage = stage
            return
    if len(sides) >= 2:
        draft = Draft([], [], stage)
        draft.add(contact)
        drafts.append(draft)


def _tells(contact: Contact, text: str, rules: ChannelRules) -> bool:
    """Whether the sentence says something of these talks: «les négociations» in general are no part of a channel."""
    near = text[contact.sentence.start : contact.sentence.end]
    this = rules.says("this", text[max(contact.clause[0], contact.start - 22) : contact.start])
    said = relation_of(near, rules) != "unknown" or any(rules.says(f"stage {s}", near) for s in ("stalled", "ended"))
    own = contact.denied or contact.one_of or contact.held or contact.standing or contact.place
    return bool(this or said or own)


def _stage(contact: Contact, article: Article, rules: ChannelRules) -> Stage:
    near = article.text[contact.sentence.start : contact.sentence.end]
    clause = article.text[contact.clause[0] : contact.clause[1]]
    if is_history(contact.time, article.document.published):
        return "precedent"
    if contact.modality == "refused":
        return "refused"
    if contact.modality in ("hypothetical", "planned") or rules.says("stage proposed", clause):
        return "proposed"
    return next((s for s in ("stalled", "ended") if rules.says(f"stage {s}", near)), "active")


def _channel(scene: Scene, draft: Draft, own: list[Meeting], rules: ChannelRules, topics: TopicRules) -> Channel:
    article = scene.article
    spans = [clip(article, Span(s.start, s.end)) for _, s in sorted(draft.sentences.items())]
    quotes = tuple(evidence_of(article.document, s) for s in spans)
    text = "\n".join(article.text[s.start : s.end] for s in spans)
    people = _people(scene, draft, own)
    track, basis = track_of(draft.parties, article.text, rules)
    sides = _named_sides(draft.parties)
    title = " ↔ ".join(names[0] for names in sides)[: 2 * NAME_LIMIT]
    return Channel(
        make_id("h", article.document.id, draft.contacts[0].start, title),
        title,
        tuple(name for names in sides for name in names),
        quotes,
        participants=people,
        track=track,
        track_basis=basis,
        relation=relation_of(text, rules),
        openness=openness_of(text, rules.settings),
        stage=draft.stage,
        frequency=frequency_of(scene, spans),
        media=_media(*(c.medium for c in draft.contacts), *(m.medium for m in own)),
        topics=tuple(dict.fromkeys(t for s in spans for t in find_topics(article, s, topics))),
        excluded_topics=tuple(dict.fromkeys(t for s in spans for t in excluded_topics(article, s, topics))),
        meetings=tuple(m.id for m in own),
        reason=draft.contacts[0].reason,
    )


def _named_sides(parties: list[Party]) -> list[list[str]]:
    """The names by side; on each side the most telling rank only («anciens hauts fonctionnaires» over «États-Unis»)."""
    order: dict[str, list[Party]] = {}
    for party in parties:
        order.setdefault(sides_of([party])[0], []).append(party)
    groups = list(order.values())[:4]
    best = [min((p.rank for p in group), key=_SPECIFIC.index) for group in groups]
    return [list(dict.fromkeys(p.name for p in g if p.rank == b))[:4] for g, b in zip(groups, best, strict=True)]


def _people(scene: Scene, draft: Draft, meetings: list[Meeting]) -> tuple[Participant, ...]:
    document = scene.article.document
    found = {fold(p.name): participant_of(document, p) for p in draft.parties if p.rank != "state"}
    for meeting in meetings:
        for person in meeting.participants:
            found.setdefault(fold(person.name), person)
    return tuple(found.values())


def _media(*media: Medium) -> tuple[Medium, ...]:
    return tuple(dict.fromkeys(m for m in media if m != "unknown"))


def _by_meetings(meetings: tuple[Meeting, ...], told: tuple[Channel, ...], rules: ChannelRules) -> Iterator[Channel]:
    """A channel for people who meet again and again («sixième rencontre») or in secret, when no words gave one."""
    taken = {m for c in told for m in c.meetings}
    for meeting in meetings:
        people = [p for p in meeting.participants if p.presence in ("present", "chaired")]
        openness = openness_of(" ".join(e.quote for e in meeting.evidence), rules.settings)
        secret = openness == "secret" and meeting.modality == "happened"
        if meeting.id in taken or len(people) < 2 or not (secret or (meeting.ordinal and meeting.ordinal > 1)):
            continue
        yield Channel(
            make_id("h", meeting.id),
            f"{people[0].name} ↔ {next((p for p in people if p.side != people[0].side), people[1]).name}",
            tuple(dict.fromkeys(p.name for p in people)),
            meeting.evidence,
            participants=meeting.participants,
            track="1",
            track_basis="inferred",
            openness=openness,
            media=_media(meeting.medium),
            topics=meeting.topics,
            meetings=(meeting.id,),
            reason="repeated meetings",
        )
