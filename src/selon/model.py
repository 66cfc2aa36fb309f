"""Every record of selon, in the order of its life.  No logic.

All records are frozen; sequences are tuples; an unknown is said as such (``"unknown"``, ``""`` or ``None`` as
documented), never replaced by a default that looks like a finding.  Offsets are Unicode code points of
``Document.raw``, end exclusive, so that ``raw[start:end]`` *is* the quote.  Days are ISO 8601, dates that a
reader sees are EDTF.  Nothing "happened": documents, spans and claims are observed; meetings and channels are
hypotheses that rest on claims.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

# --- vocabulary ---------------------------------------------------------------------------------------------

BlockKind = Literal["title", "heading", "body", "pull_quote", "credit", "leftover"]
Form = Literal["direct", "indirect", "mixed", "floating"]
Act = Literal[
    "assert", "confirm", "deny", "not_said", "doubt", "believe", "demand", "refuse",
    "promise", "threaten", "propose", "ask", "want",
]  # fmt: skip
Presented = Literal["verbatim", "plain", "conditional", "rumour"]
SourceClass = Literal[
    "person", "office", "institution", "outlet", "document", "anonymous", "group", "rumour", "unstated"
]
Polarity = Literal["+", "-", "unknown"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Modality = Literal["happened", "ongoing", "planned", "hypothetical", "required"]
Status = Literal["reported", "confirmed", "contested", "denied"]
ActorKind = Literal["person", "institution", "state", "outlet", "place", "group", "unnamed"]
Access = Literal["participant", "briefed", "observer", "unknown"]
Presence = Literal["present", "chaired", "absent", "briefed"]
Medium = Literal["in_person", "phone", "online", "letter", "shuttle", "sidelines", "unknown"]
MeetingModality = Literal["happened", "ongoing", "planned", "refused", "cancelled", "hypothetical"]
DateStatus = Literal["known", "stated_unknown", "missing"]
Track = Literal["1", "1.5", "2", "multi", "unknown"]
Relation = Literal["directed", "mandated", "approved", "informed", "tolerated", "disavowed", "unknown"]
Openness = Literal["public", "discreet", "secret", "unknown"]
Stage = Literal["proposed", "refused", "active", "stalled", "ended", "precedent"]
PositionKind = Literal["red_line", "demand", "preference", "offer", "threat", "refusal"]
ResponseKind = Literal["confirm", "partly_confirm", "deny", "decline", "distance", "correct"]
Facet = Literal["existence", "authorisation", "participation", "content", "aspiration", "date_place"]
Strength = Literal["flat", "qualified", "non_denial"]
ClaimKind = Literal["statement", "meeting", "channel", "position", "proposal", "response"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
LinkKind = Literal["same_as", "maybe_same", "reprint_of", "version_of", "copies", "shared_quotation"]


# --- places in a text ---------------------------------------------------------------------------------------


class Span(NamedTuple):
    """A stretch of one document's ``raw``: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span that leaves its document: always with its quote, ``raw[start:end] == quote``."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in the data, to be shown.  ``code`` is one of ``errors.PROBLEMS``."""

    code: str
    message: str
    path: str = ""
    line: int | None = None
    document: str = ""
    start: int | None = None
    end: int | None = None


# --- what is received, and how it is laid out ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One article as received.  ``raw`` is never altered.

    ``published`` is EDTF or None, never a date found inside the body; ``published_basis`` says where it is from:
    user (sidecar, --meta), metadata (HTML, JSONL), header (a date line at the head of the text), epoch (a stamp
    in the text), deduced (the sidecar says so), or "" when there is none.  ``id`` hashes raw, outlet and date.
    """

    id: str
    doc_id: str
    raw: str
    path: str = ""
    line: int | None = None
    language: str = "fr"
    title: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""
    published: str | None = None
    published_basis: str = ""
    translated_from: str = ""
    extractor: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind.  Leftovers of web pages carry the ``reason`` (rule) for which they are set aside."""

    start: int
    end: int
    kind: BlockKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark.

    ``norm`` is the NFC, lower-case form with a straight apostrophe, for look-ups.  ``tag`` is a universal part of
    speech (NOUN, PROPN, VERB, AUX, DET …; "" if no tagger is at hand), ``morph`` the mood and tense of a verb
    («Fin.Ind.Pres», «Fin.Cnd.Pres», «Inf», «Part.Past» …; "" for other words).  French clitics are separate tokens
    («l'», «a», «-t-», «il»: «-t-» stays with the verb's side as a token of its own).
    """

    start: int
    end: int
    text: str
    norm: str
    tag: str = ""
    morph: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block; never empty.  ``first``:``last`` are its tokens in ``Article.tokens``."""

    start: int
    end: int
    block: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.  ``start``:``end`` include the marks, ``inner`` does not.

    ``level`` is 0 outermost.  ``closed`` is False when the closing mark is missing (it then ends with its block).
    """

    start: int
    end: int
    inner: Span
    level: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name that the name tagger marked: ``label`` is PER, LOC, ORG or MISC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Article:
    """A document laid out for reading: what every finder gets.

    ``text`` has the length of ``raw``, offset for offset: apostrophes and spaces made uniform, carriage returns
    and leftovers blanked.  Match on ``text``; quote from ``document.raw``.  ``noise`` holds flags
    (machine_translated, glued_words, stray_quotes …).
    """

    document: Document
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    noise: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()


# --- what is found in one document ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression.  ``value`` is TIMEX3, ``edtf`` EDTF or "", ``lo``/``hi`` ISO days or "" when open."""

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    mod: str = ""
    freq: str = ""
    quant: str = ""
    edtf: str = ""
    lo: str = ""
    hi: str = ""
    anchor: str = ""
    anchor_basis: str = ""
    alternatives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A title as written, with the capacity it gives.  ``since``/``until`` are EDTF or "" when not said."""

    title: str
    since: str = ""
    until: str = ""
    capacity: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is named, described or meant by a pronoun; ``embedded``: inside somebody else's title."""

    start: int
    end: int
    actor: str
    how: Literal["name", "description", "pronoun"] = "name"
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that can speak, meet or hold a position.

    In a Reading ``id`` is local («<document id>/a3»); linking gives the id that a dossier shows.  ``country`` is
    ISO 3166 alpha-2 or "" (EU, UN for the two bodies); ``sector`` a PLOVER code (GOV MIL SPY LEG JRN EDU ELI IGO …).
    ``former`` is True for somebody who no longer holds the office by which he is described.  ``office`` is the one
    that only one person of a state holds («head_of_state/FR»), or "".
    """

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country: str = ""
    sector: str = ""
    former: bool = False
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, and how: source, cue and content spans (each may be empty but content).

    ``evidence`` (how the writer presents it) and ``act`` (what the source does) stay apart.  ``actor`` is a local
    actor id or "".  ``inside`` and ``repeats`` name other attributions of the same document.  ``reason`` names the
    rule or table row that found it.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    act: Act
    evidence: Presented
    source_class: SourceClass
    resolved: str = ""
    actor: str = ""
    via: str = ""
    via_span: Span | None = None
    inside: str | None = None
    repeats: str | None = None
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain; ``count`` as written («plusieurs») or ""; ``beside``: in one breath with the one before."""

    name: str
    cls: SourceClass
    actor: str = ""
    count: str = ""
    access: Access = "unknown"
    evidence: tuple[Evidence, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    outlet: str
    actor: str
    evidence: tuple[Evidence, ...]
    credit: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says something.  ``chain`` is outermost first and ends with the source («» when nobody is cited).

    ``by`` names the innermost source, or the article's own voice ("" = the writer).  ``about`` holds ids of the
    meetings, channels, positions, proposals or responses that rest on it.
    """

    id: str
    kind: ClaimKind
    text: str
    evidence: tuple[Evidence, ...]
    by: str = ""
    actor: str | None = None
    chain: tuple[Hop, ...] = ()
    act: Act = "assert"
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    presented: Presented = "plain"
    modality: Modality = "happened"
    date: str | None = None
    topics: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    attribution: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at a meeting or in a channel.  ``side`` is the country or camp, ``role`` the one held then."""

    name: str
    actor: str = ""
    side: str = ""
    role: str = ""
    presence: Presence = "present"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: a property of a channel, not of a meeting.  All but ``text`` as in TIMEX3 sets (P1M, 2X)."""

    text: str
    value: str
    freq: str = ""
    mod: str = ""
    quant: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A contact that somebody reports.  ``date`` is EDTF or None; ``lo``/``hi`` ISO days or "" when open."""

    id: str
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]
    ordinal: int | None = None
    date: str | None = None
    lo: str = ""
    hi: str = ""
    date_status: DateStatus = "missing"
    date_text: str = ""
    place: str = ""
    host: str = ""
    medium: Medium = "unknown"
    modality: MeetingModality = "happened"
    topics: tuple[str, ...] = ()
    excluded_topics: tuple[str, ...] = ()
    outcome: str = ""
    status: Status = "reported"
    channel: str | None = None
    claims: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    independent_origins: int = 0
    maybe_same: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A standing line of contact between sides, with what is said about its track and the governments."""

    id: str
    name: str
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    participants: tuple[Participant, ...] = ()
    track: Track = "unknown"
    track_basis: Literal["stated", "inferred", "disputed", ""] = ""
    relation: Relation = "unknown"
    openness: Openness = "unknown"
    stage: Stage = "active"
    status: Status = "reported"
    frequency: Frequency | None = None
    media: tuple[Medium, ...] = ()
    topics: tuple[str, ...] = ()
    excluded_topics: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    independent_origins: int = 0
    maybe_same: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What a side wants, offers, refuses or threatens.  ``by`` says it of ``holder``; "" = the writer."""

    id: str
    holder: str
    kind: PositionKind
    content: str
    evidence: tuple[Evidence, ...]
    actor: str | None = None
    by: str = ""
    topic: str = ""
    since: str = ""
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One point of a proposal: topic → value, and the earlier or opposite value it stands against ("" if none)."""

    topic: str
    value: str
    versus: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text or offer that goes between sides, with its terms and versions (names as written)."""

    id: str
    author: str
    name: str
    evidence: tuple[Evidence, ...]
    by: str = ""
    terms: tuple[Term, ...] = ()
    versions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A claim about a claim (the ``denials`` of a report).  ``target`` is the id of what it answers, or None."""

    id: str
    kind: ResponseKind
    by: str
    evidence: tuple[Evidence, ...]
    actor: str | None = None
    facet: tuple[Facet, ...] = ()
    strength: Strength = "flat"
    target: str | None = None
    object: str = ""
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of one article; ``heard`` is from whom its own voice has a sentence, by its start (-1: all)."""

    article: Article
    times: tuple[TimeRef, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    chains: tuple[tuple[str, tuple[Hop, ...]], ...] = ()
    claims: tuple[Claim, ...] = ()
    heard: tuple[tuple[int, tuple[Hop, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document: the unit of caching and distribution.  Pure data, picklable.

    ``missed``: sentences with a cue and no attribution; ``shingles`` (hashes), ``quotations``: for finding reuse.
    """

    document: Document
    blocks: tuple[Block, ...] = ()
    noise: tuple[str, ...] = ()
    times: tuple[TimeRef, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    channels: tuple[Channel, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    missed: tuple[Span, ...] = ()
    shingles: tuple[int, ...] = ()
    quotations: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- what is found across documents --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two records or documents, with the spans on both sides that show it."""

    kind: LinkKind
    a: str
    b: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A reporting line: the outlet at the end of a chain, after collapse, and the source behind it."""

    outlet: str
    cls: SourceClass
    source: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """How many independent origins stand behind ``about``.  ``why`` is one sentence a reader understands.

    ``human_min``/``human_max`` bound the human sources behind the lines; None = plural, number not said.
    """

    id: str
    about: str
    reports: tuple[str, ...]
    lines: tuple[Line, ...]
    independent: int
    human_min: int
    human_max: int | None
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two records that cannot both hold, on one facet."""

    id: str
    facet: str
    a: str
    b: str
    note: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline: ``date`` EDTF, ``lo``/``hi`` ISO days or "" when open."""

    id: str
    date: str
    lo: str
    hi: str
    about: str
    label: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Readings linked, in an order that is not the input's; of each article ``readings`` keep what is not below."""

    readings: tuple[Reading, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    channels: tuple[Channel, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    origins: tuple[Origin, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    timeline: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
