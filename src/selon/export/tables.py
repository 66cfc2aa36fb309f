"""The records as rows of strings: the tables of the command line, CSV and TSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any

from selon.errors import UsageError
from selon.model import Actor, Channel, Claim, Event, Evidence, Ledger, Meeting, Origin, Position, Proposal, Response
from selon.wording import Words, who

Rows = list[list[str]]


def table(ledger: Ledger, view: str, words: Words) -> tuple[list[str], Rows]:
    """Header and rows of a view.  Raises UsageError for an unknown view."""
    if view not in _VIEWS:
        raise UsageError(f"no view {view}; there are: {', '.join(_VIEWS)}")
    field, header, row = _VIEWS[view]
    return list(header), [[str(cell) for cell in row(record, words)] for record in getattr(ledger, field)]


def _where(evidence: Sequence[Evidence], words: Words) -> str:
    return words.address(evidence[0]) if evidence else ""


def _claim(c: Claim, words: Words) -> list[str]:
    chain = " ← ".join(h.name or words["unknown_outlet"] for h in c.chain)
    return [c.id, c.by, c.act, c.presented, c.text, chain, c.date or "", _where(c.evidence, words)]


def _meeting(m: Meeting, words: Words) -> list[str]:
    date = m.date or words[f"date_{m.date_status}"]
    return [m.id, date, who(m.participants), m.place, m.medium, m.modality, m.status, str(m.independent_origins),
            _where(m.evidence, words)]  # fmt: skip


def _channel(c: Channel, words: Words) -> list[str]:
    frequency = c.frequency.text if c.frequency else ""
    return [c.id, c.name, c.track, c.track_basis, c.stage, c.status, frequency, str(c.independent_origins),
            _where(c.evidence, words)]  # fmt: skip


def _origin(o: Origin, words: Words) -> list[str]:
    lines = " | ".join(f"{line.outlet}: {line.source}".strip(": ") for line in o.lines)
    return [o.id, words.name(o.about), str(o.independent), lines, o.why, _where(o.evidence, words)]


def _response(r: Response, words: Words) -> list[str]:
    return [r.id, r.by, r.kind, " ".join(r.facet), r.strength, words.name(r.target), _where(r.evidence, words)]


def _position(p: Position, words: Words) -> list[str]:
    return [p.id, p.holder, p.kind, p.content, p.topic, p.by, p.since, _where(p.evidence, words)]


def _proposal(p: Proposal, words: Words) -> list[str]:
    terms = " | ".join(f"{t.topic}: {t.value}" + (f" (≠ {t.versus})" if t.versus else "") for t in p.terms)
    return [p.id, p.author, p.name, terms, p.by, _where(p.evidence, words)]


def _event(e: Event, words: Words) -> list[str]:
    return [e.date, e.lo, e.hi, e.label, e.about, _where(e.evidence, words)]


def _actor(a: Actor, words: Words) -> list[str]:
    roles = " | ".join(r.title for r in a.roles)
    return [a.id, a.kind, a.name, " | ".join(a.aliases), roles, a.country, a.sector, _where(a.evidence, words)]


_Row = Callable[[Any, Words], list[str]]
_VIEWS: MappingProxyType[str, tuple[str, tuple[str, ...], _Row]] = MappingProxyType(
    {
        "claims": ("claims", ("id", "by", "act", "presented", "text", "chain", "date", "where"), _claim),
        "meetings": (
            "meetings",
            ("id", "date", "who", "place", "medium", "modality", "status", "origins", "where"),
            _meeting,
        ),
        "channels": (
            "channels",
            ("id", "name", "track", "basis", "stage", "status", "frequency", "origins", "where"),
            _channel,
        ),
        "sources": ("origins", ("id", "about", "independent", "lines", "why", "where"), _origin),
        "denials": ("responses", ("id", "by", "kind", "facet", "strength", "target", "where"), _response),
        "positions": ("positions", ("id", "holder", "kind", "content", "topic", "by", "since", "where"), _position),
        "proposals": ("proposals", ("id", "author", "name", "terms", "by", "where"), _proposal),
        "timeline": ("timeline", ("date", "from", "to", "label", "about", "where"), _event),
        "actors": ("actors", ("id", "kind", "name", "aliases", "roles", "country", "sector", "where"), _actor),
    }
)
