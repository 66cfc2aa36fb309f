"""The sentences of a dossier: what an analyst would write of a channel or a meeting, clause by clause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model import Channel, Claim, Evidence, Ledger, Line, Link, Meeting, Participant, Response


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with the spans that show it (none for the dossier's own words)."""

    text: str
    evidence: tuple[Evidence, ...] = ()


Lines = tuple[tuple[str, tuple[Clause, ...]], ...]  # a label and what stands behind it


class Words:
    """Labels of the display language, and look-ups in the ledger that wording needs."""

    def __init__(self, labels: Mapping[str, str], ledger: Ledger) -> None:
        self.labels = labels
        self.ledger = ledger
        self.origins = {o.about: o for o in ledger.origins}
        self.responses = {r.id: r for r in ledger.responses}
        self.documents = {r.document.id: r.document for r in ledger.readings}
        self.actors = {a.id: a for a in ledger.actors}
        self.copies: dict[str, list[Link]] = {}
        for link in ledger.links:
            if link.kind in ("version_of", "reprint_of", "copies"):
                self.copies.setdefault(link.a, []).append(link)
        self.colon = labels["colon"] + " "
        self._names = {
            **{a.id: a.name for a in ledger.actors},
            **{m.id: who(m.participants) for m in ledger.meetings},
            **{c.id: c.name for c in ledger.channels},
            **{c.id: c.text for c in ledger.claims},
        }

    def __getitem__(self, key: str) -> str:
        return self.labels[key]

    def get(self, key: str, default: str) -> str:
        """The label, or ``default`` where there is none."""
        return self.labels.get(key, default)

    def name(self, id_: str | None) -> str:
        """What to call the entry with this id."""
        return self._names.get(id_ or "", id_ or "")

    def document_name(self, id_: str) -> str:
        """The short name of a document (its file's stem), for addresses."""
        return self.documents[id_].doc_id if id_ in self.documents else id_

    def address(self, evidence: Evidence) -> str:
        """«document:start-end»."""
        return f"{self.document_name(evidence.document)}:{evidence.start}-{evidence.end}"

    def chain(self, claim: Claim) -> str:
        """«Gazette ← Radio Meren ← the envoy»: from the article to the source."""
        return " ← ".join(h.name or self["unknown_outlet"] for h in claim.chain)

    def line(self, line: Line) -> str:
        """«NBC News : several unnamed sources»: a reporting line."""
        return self.colon.join(part for part in (line.outlet, line.source) if part)

    def date(self, meeting: Meeting) -> str:
        """The date, or in words that there is none."""
        return meeting.date or self[f"date_{meeting.date_status}"]

    def quotes(self, evidence: Iterable[Evidence]) -> Lines:
        """A line for each quote."""
        return tuple((self["quote"], (Clause(quoted(e), (e,)),)) for e in evidence)


def quoted(evidence: Evidence) -> str:
    """The quote on one line, between its marks."""
    return f"« {' '.join(evidence.quote.split())} »"


def who(participants: Sequence[Participant]) -> str:
    """«A, B ↔ C, D»: those who took part, by side; those of no known side stand together."""
    sides: dict[str, list[str]] = {}
    for p in participants:
        if p.presence in ("present", "chaired"):
            sides.setdefault(p.side, []).append(p.name)
    return " ↔ ".join(", ".join(names) for names in sides.values()) or "?"


def channel_marks(channel: Channel, words: Words) -> str:
    """«voie 1.5, déduite ; secret ; en cours ; contesté»."""
    marks = []
    if channel.track != "unknown":
        basis = f", {words[f'basis_{channel.track_basis}']}" if channel.track_basis else ""
        marks.append(f"{words['track']} {channel.track}{basis}")
    if channel.openness != "unknown":
        marks.append(words[f"openness_{channel.openness}"])
    marks += [words[f"stage_{channel.stage}"], words[f"status_{channel.status}"]]
    return f"{words['clause_separator']} ".join(marks)


def channel_summary(channel: Channel, words: Words) -> tuple[Clause, ...]:
    """«Track 1.5, inferred; contested. 3 articles, 2 lines (…). Twice a month. Existence denied by …»"""
    clauses = [Clause(_capital(channel_marks(channel, words)) + ".", channel.evidence[:1])]
    origin = words.origins.get(channel.id)
    if origin:
        told, _, _ = origin.why.partition(f"{words['clause_separator']} {words['denied_by']}")
        clauses.append(Clause(_capital(told.rstrip(".")) + ".", channel.evidence))
    if channel.frequency:
        told = channel.frequency.text
        often = ", ".join([told, *(words[f"medium_{m}"] for m in channel.media if m != "unknown")])
        holding = tuple(e for e in channel.evidence if told in e.quote) or channel.evidence
        clauses.append(Clause(_capital(often) + ".", holding[:1]))
    if channel.relation != "unknown":
        clauses.append(Clause(words[f"relation_{channel.relation}"] + "."))
    return (*clauses, *_answered(channel, words))


def who_says(record: Channel | Meeting, words: Words) -> tuple[Clause, ...]:
    """One clause a reporting line: «NBC News: several unnamed sources», with the first claim that shows it."""
    origin = words.origins.get(record.id)
    if origin is None or not origin.lines:
        return (Clause(words["nobody_cited"], record.evidence[:1]),)
    claims = [c for c in words.ledger.claims if c.id in record.claims]
    clauses = []
    for line in origin.lines:
        shown = [c for c in claims if c.evidence[0].document in line.documents and c.chain[1:]]
        clauses.append(Clause(words.line(line), (shown[0] if shown else record).evidence[:1]))
    return tuple(clauses)


def answers(ids: Iterable[str], words: Words) -> tuple[Clause, ...]:
    """One clause a kind and facet: «Existence : démenti par X, Y»"""
    groups: dict[tuple[str, str], list[Response]] = {}
    for response in (words.responses[i] for i in ids if i in words.responses):
        groups.setdefault((response.kind, response.facet[0] if response.facet else "existence"), []).append(response)
    clauses = []
    for (kind, facet), told in groups.items():
        by = ", ".join(dict.fromkeys(r.by for r in told if r.by)) or words["unstated"]
        text = f"{words[f'facet_{facet}']}{words.colon}{words[f'by_{kind}']} {by}"
        clauses.append(Clause(_capital(text), tuple(e for r in told for e in r.evidence)))
    return tuple(clauses)


def _answered(record: Channel | Meeting, words: Words) -> tuple[Clause, ...]:
    return tuple(Clause(f"{c.text}.", c.evidence) for c in answers(record.denied_by, words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def channel_lines(channel: Channel, words: Words) -> Lines:
    """The labelled lines below the sentence: participants, topics, meetings, quotes."""
    lines = (
        ("participants", [Clause(_person(p, words), p.evidence) for p in channel.participants]),
        ("topics", [Clause(t) for t in channel.topics]),
        ("excluded_topics", [Clause(t) for t in channel.excluded_topics]),
        ("section_meetings", [Clause(words.name(m)) for m in channel.meetings]),
        ("maybe_same", [Clause(words.name(c)) for c in channel.maybe_same]),
    )
    return (*((words[key], tuple(clauses)) for key, clauses in lines if clauses), *words.quotes(channel.evidence))


def _person(p: Participant, words: Words) -> str:
    notes = [p.role, p.side, "" if p.presence == "present" else words[f"presence_{p.presence}"]]
    noted = ", ".join(n for n in notes if n)
    return f"{p.name} ({noted})" if noted else p.name


def meeting_summary(meeting: Meeting, words: Words) -> tuple[Clause, ...]:
    """«En personne, Lorme (a eu lieu ; rapporté) : A, B, C (absent). Sujets : …»"""
    first = words[f"medium_{meeting.medium}"]
    ordinal = words["ordinal"].format(meeting.ordinal) if meeting.ordinal else ""
    marks = f"({words[f'modality_{meeting.modality}']}{words['clause_separator']} {words[f'status_{meeting.status}']})"
    head = ", ".join(part for part in (first, meeting.place, ordinal) if part) + f" {marks}"
    clauses = [Clause(_capital(head) + words["colon"], meeting.evidence[:1])]
    clauses += [Clause(_person(p, words) + ",", p.evidence) for p in meeting.participants]
    clauses[-1] = Clause(clauses[-1].text.rstrip(",") + ".", clauses[-1].evidence)
    for key, values in (("topics", meeting.topics), ("excluded_topics", meeting.excluded_topics)):
        if values:
            clauses.append(Clause(f"{words[key]}{words.colon}{', '.join(values)}."))
    if meeting.outcome:
        clauses.append(Clause(f"{words['outcome']}{words.colon}{meeting.outcome}."))
    return (*clauses, *_answered(meeting, words))
