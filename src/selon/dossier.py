"""Ledger → Dossier: what a reader sees, in sections of entries made of clauses, each with its evidence.

Every renderer (terminal, Markdown, HTML) walks the same sections; the words come from the labels of the pack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selon.ids import evidence_of
from selon.model import Ledger, Link
from selon.wording import (
    Clause,
    Lines,
    Words,
    answers,
    channel_lines,
    channel_marks,
    channel_summary,
    meeting_summary,
    quoted,
    who,
    who_says,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a section: its id, a heading, a sentence of clauses, then labelled lines."""

    id: str
    head: str
    sentence: tuple[Clause, ...]
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the dossier; ``key`` is a name for anchors and style."""

    key: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole answer; ``ledger`` is what it was made from."""

    title: str
    sections: tuple[Section, ...]
    ledger: Ledger
    words: Words


def make_dossier(ledger: Ledger, labels: Mapping[str, str]) -> Dossier:
    """Sections in the order in which an analyst reads: channels, meetings, who says and who denies, and so on."""
    words = Words(labels, ledger)
    makers = (
        ("summary", _summary),
        ("channels", _channels),
        ("meetings", _meetings),
        ("denials", _responses),
        ("contradictions", _contradictions),
        ("positions", _positions),
        ("proposals", _proposals),
        ("claims", _claims),
        ("timeline", _timeline),
        ("sources", _sources),
        ("missed", _missed),
        ("problems", _problems),
    )
    sections = (Section(key, words[f"section_{key}"], tuple(make(words))) for key, make in makers)
    return Dossier(words["dossier"], tuple(s for s in sections if s.entries), ledger, words)


def _summary(words: Words) -> Iterable[Entry]:
    """One row a channel: what it is, who says so, who denies what."""
    for channel in words.ledger.channels:
        denied = answers(channel.denied_by, words)
        lines = ((words["who_says"], who_says(channel, words)), (words["who_denies"], denied))
        yield Entry(channel.id, channel.name, (Clause(channel_marks(channel, words)),), lines)


def _channels(words: Words) -> Iterable[Entry]:
    for channel in words.ledger.channels:
        yield Entry(channel.id, channel.name, channel_summary(channel, words), channel_lines(channel, words))


def _meetings(words: Words) -> Iterable[Entry]:
    """Under «2025-12-02 · A, B ↔ C»: the date as it is known, in words when it has no value."""
    for meeting in words.ledger.meetings:
        origin = words.origins.get(meeting.id)
        said: Lines = ((words["who_says"], (Clause(origin.why, origin.evidence),)),) if origin else ()
        if meeting.maybe_same:
            said = (*said, (words["maybe_same"], tuple(Clause(words.name(m)) for m in meeting.maybe_same)))
        head = f"{words.date(meeting)} · {who(meeting.participants)}"
        yield Entry(meeting.id, head, meeting_summary(meeting, words), (*said, *words.quotes(meeting.evidence)))


def _responses(words: Words) -> Iterable[Entry]:
    for r in words.ledger.responses:
        facets = ", ".join(words[f"facet_{f}"] for f in r.facet)
        strength = "" if r.strength == "flat" else f" ({words[f'strength_{r.strength}']})"
        text = f"{r.by or words['unstated']} {words[f'response_{r.kind}']}{strength}"
        text += f"{words.colon}{facets}" if facets else ""
        target = ((words["answers"], (Clause(words.name(r.target)),)),) if r.target else ()
        yield Entry(r.id, text, (), (*target, *words.quotes(r.evidence)))


def _contradictions(words: Words) -> Iterable[Entry]:
    for c in words.ledger.contradictions:
        yield Entry(c.id, c.note, (), words.quotes(c.evidence))


def _positions(words: Words) -> Iterable[Entry]:
    for p in words.ledger.positions:
        by = words["according_to"].format(p.by) if p.by and p.by != p.holder else ""
        since = words["since"].format(p.since) if p.since else ""
        tail = "".join(f", {part}" for part in (p.topic, by, since) if part)
        head = f"{p.holder} · {words[f'position_{p.kind}']}{tail}"
        yield Entry(p.id, head, (Clause(p.content, p.evidence),))


def _proposals(words: Words) -> Iterable[Entry]:
    for p in words.ledger.proposals:
        lines: Lines = ((words["versions"], tuple(Clause(v) for v in p.versions)),) if p.versions else ()
        for term in p.terms:
            versus = f" ({words['versus']} {term.versus})" if term.versus else ""
            lines = (*lines, (term.topic, (Clause(term.value + versus, term.evidence),)))
        yield Entry(p.id, f"{p.author or words['unstated']} · {p.name}", (Clause(p.name, p.evidence),), lines)


def _claims(words: Words) -> Iterable[Entry]:
    """Who says what: «X · dément, au conditionnel», what is said, the chain.  The writer's own voice is left out."""
    for c in words.ledger.claims:
        if c.by:
            head = f"{c.by} · {words[f'act_{c.act}']}, {words[f'presented_{c.presented}']}"
            yield Entry(c.id, head, (Clause(c.text, c.evidence),), ((words["chain"], (Clause(words.chain(c)),)),))


def _timeline(words: Words) -> Iterable[Entry]:
    for e in words.ledger.timeline:
        yield Entry(e.id, e.date, (Clause(e.label, e.evidence),))


def _sources(words: Words) -> Iterable[Entry]:
    for reading in words.ledger.readings:
        document = reading.document
        outlet = document.outlet or words["unknown_outlet"]
        date = document.published or words["date_missing"]
        cites = tuple(Clause(c.outlet, c.evidence) for c in reading.citations) or (Clause(words["nobody_cited"]),)
        noise = tuple(Clause(words.get(f"noise_{n}", n)) for n in reading.noise)
        copied = tuple((words[k.kind], _copied(k, words)) for k in words.copies.get(document.id, ()))
        lines = ((words["cites"], cites), *(((words["noise"], noise),) if noise else ()), *copied)
        yield Entry(document.id, f"{document.doc_id} · {outlet} · {date}", (), lines)


def _copied(link: Link, words: Words) -> tuple[Clause, ...]:
    """The earlier document; for a version also what is new («+») and what is gone («−»)."""
    changed = link.evidence if link.kind == "version_of" else ()
    marks = tuple(Clause(f"{'+' if e.document == link.a else '−'} {quoted(e)}", (e,)) for e in changed)
    return (Clause(f"{words.document_name(link.b)} ({words.get(link.note, link.note)})"), *marks)


def _missed(words: Words) -> Iterable[Entry]:
    """Sentences in which the machine may have missed who says something."""
    for reading in words.ledger.readings:
        for span in reading.missed:
            evidence = evidence_of(reading.document, span)
            yield Entry(f"{reading.document.doc_id}:{span.start}", "", (Clause(quoted(evidence), (evidence,)),))


def _problems(words: Words) -> Iterable[Entry]:
    for p in words.ledger.problems:
        place = p.path or words.document_name(p.document)
        line = f":{p.line}" if p.line else ""
        at = f":{p.start}" if p.start is not None else ""
        yield Entry(f"{p.code}:{place}{line}{at}", f"{place}{line}{at} · {p.code}", (Clause(p.message),))
