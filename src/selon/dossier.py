"""Ledger → Dossier: what a reader sees, in sections of entries made of clauses, each with its evidence.

Every renderer (terminal, Markdown, HTML) walks the same sections; the words come from the labels of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model import Claim, Evidence, Ledger, Link, Meeting, Reading, Span
from selon.wording import (
    Clause,
    Words,
    channel_lines,
    channel_marks,
    channel_summary,
    meeting_summary,
    who,
    who_denies,
    who_says,
)

Lines = tuple[tuple[str, tuple[Clause, ...]], ...]


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
        lines = ((words["who_says"], who_says(channel, words)), (words["who_denies"], who_denies(channel, words)))
        yield Entry(channel.id, channel.name, (Clause(channel_marks(channel, words)),), lines)


def _channels(words: Words) -> Iterable[Entry]:
    for channel in words.ledger.channels:
        yield Entry(channel.id, channel.name, channel_summary(channel, words), channel_lines(channel, words))


def _meetings(words: Words) -> Iterable[Entry]:
    for meeting in words.ledger.meetings:
        yield Entry(meeting.id, meeting_head(meeting, words), meeting_summary(meeting, words), _said(meeting, words))


def meeting_head(meeting: Meeting, words: Words) -> str:
    """«2025-12-02 · A, B ↔ C», with the date first, as written when it has no value."""
    date = meeting.date or words[f"date_{meeting.date_status}"]
    return f"{date} · {who(meeting.participants)}"


def _said(meeting: Meeting, words: Words) -> Lines:
    origin = words.origins.get(meeting.id)
    lines: list[tuple[str, tuple[Clause, ...]]] = []
    if origin:
        lines.append((words["who_says"], (Clause(origin.why, origin.evidence),)))
    if meeting.maybe_same:
        lines.append((words["maybe_same"], tuple(Clause(words.name(m)) for m in meeting.maybe_same)))
    lines += [(words["quote"], (Clause(_quoted(e), (e,)),)) for e in meeting.evidence]
    return tuple(lines)


def _quoted(evidence: Evidence) -> str:
    return "« " + " ".join(evidence.quote.split()) + " »"


def _responses(words: Words) -> Iterable[Entry]:
    for r in words.ledger.responses:
        facets = ", ".join(words[f"facet_{f}"] for f in r.facet)
        strength = "" if r.strength == "flat" else f" ({words[f'strength_{r.strength}']})"
        text = f"{r.by or words['unstated']} {words[f'response_{r.kind}']}{strength}"
        text += f"{words.colon}{facets}" if facets else ""
        target = ((words["answers"], (Clause(words.name(r.target)),)),) if r.target else ()
        quotes = tuple((words["quote"], (Clause(_quoted(e), (e,)),)) for e in r.evidence)
        yield Entry(r.id, text, (), (*target, *quotes))


def _contradictions(words: Words) -> Iterable[Entry]:
    for c in words.ledger.contradictions:
        quotes = tuple((words["quote"], (Clause(_quoted(e), (e,)),)) for e in c.evidence)
        yield Entry(c.id, c.note, (), quotes)


def _positions(words: Words) -> Iterable[Entry]:
    for p in words.ledger.positions:
        by = words["according_to"].format(p.by) if p.by and p.by != p.holder else ""
        since = words["since"].format(p.since) if p.since else ""
        tail = "".join(f", {part}" for part in (p.topic, by, since) if part)
        head = f"{p.holder} · {words[f'position_{p.kind}']}{tail}"
        yield Entry(p.id, head, (Clause(p.content, p.evidence),))


def _proposals(words: Words) -> Iterable[Entry]:
    for p in words.ledger.proposals:
        lines = []
        for term in p.terms:
            versus = f" ({words['versus']} {term.versus})" if term.versus else ""
            lines.append((term.topic, (Clause(term.value + versus, term.evidence),)))
        versions = ((words["versions"], tuple(Clause(v) for v in p.versions)),) if p.versions else ()
        yield Entry(
            p.id, f"{p.author or words['unstated']} · {p.name}", (Clause(p.name, p.evidence),), (*versions, *lines)
        )


def _claims(words: Words) -> Iterable[Entry]:
    """Who says what: «X · dément, au conditionnel», what is said, the chain.  The writer's own voice is left out."""
    for c in words.ledger.claims:
        if c.by:
            head = f"{c.by} · {words[f'act_{c.act}']}, {words[f'presented_{c.presented}']}"
            chain = " ← ".join(h.name or words["unknown_outlet"] for h in c.chain)
            yield Entry(c.id, head, (Clause(c.text, c.evidence),), ((words["chain"], (Clause(chain),)),))


def _timeline(words: Words) -> Iterable[Entry]:
    for e in words.ledger.timeline:
        yield Entry(e.id, e.date, (Clause(e.label, e.evidence),))


def _sources(words: Words) -> Iterable[Entry]:
    for reading in words.ledger.readings:
        document = reading.document
        outlet = document.outlet or words["unknown_outlet"]
        date = document.published or words["date_missing"]
        cites = tuple(Clause(c.outlet, c.evidence) for c in reading.citations) or (Clause(words["nobody_cited"]),)
        lines: list[tuple[str, tuple[Clause, ...]]] = [(words["cites"], cites)]
        if reading.noise:
            lines.append((words["noise"], tuple(Clause(words.get(f"noise_{n}", n)) for n in reading.noise)))
        lines += [(words[k.kind], _copied(k, words)) for k in words.copies.get(document.id, ())]
        yield Entry(document.id, f"{document.doc_id} · {outlet} · {date}", (), tuple(lines))


def _copied(link: Link, words: Words) -> tuple[Clause, ...]:
    """The earlier document; for a version also what is new («+») and what is gone («−»)."""
    changed = link.evidence if link.kind == "version_of" else ()
    marks = tuple(Clause(f"{'+' if e.document == link.a else '−'} {_quoted(e)}", (e,)) for e in changed)
    return (Clause(f"{words.document_name(link.b)} ({words.get(link.note, link.note)})"), *marks)


def _missed(words: Words) -> Iterable[Entry]:
    for reading in words.ledger.readings:
        for span in reading.missed:
            evidence = missed_evidence(reading, span)
            yield Entry(f"{reading.document.doc_id}:{span.start}", "", (Clause(_quoted(evidence), (evidence,)),))


def missed_evidence(reading: Reading, span: Span) -> Evidence:
    """A sentence that the machine may have missed, as evidence."""
    return Evidence(reading.document.id, span.start, span.end, reading.document.raw[span.start : span.end])


def _problems(words: Words) -> Iterable[Entry]:
    for p in words.ledger.problems:
        place = p.path or words.document_name(p.document)
        line = f":{p.line}" if p.line else ""
        at = f":{p.start}" if p.start is not None else ""
        yield Entry(f"{p.code}:{place}{line}{at}", f"{place}{line}{at} · {p.code}", (Clause(p.message),))


def claims_of(entry_id: str, ledger: Ledger) -> Sequence[Claim]:
    """The claims that an entry rests on, in their order in the ledger."""
    held = {c for group in (ledger.meetings, ledger.channels, ledger.positions, ledger.proposals, ledger.responses)
            for r in group if r.id == entry_id for c in r.claims}  # fmt: skip
    return [c for c in ledger.claims if c.id in held]
