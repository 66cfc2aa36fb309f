"""Meetings, positions and proposals as PLOVER 2.0 events: a lossy view, with selon's own object in ``x_selon``.

A contested contact never leaves as a bare CONSULT: its status, who says so and who denies it travel with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from selon.model import Ledger, Meeting, Participant, Position
from selon.wording import Words

# medium and modality of a meeting → (event, modes, older CAMEO code)
_MEDIA = MappingProxyType({"phone": (["phone"], "041"), "online": (["phone"], "041"), "in_person": (["visit"], "042")})
_MODALITY = MappingProxyType(
    {"planned": ("AGREE", [], "036"), "refused": ("REJECT", ["meet"], "125"), "cancelled": ("REJECT", ["meet"], "125")}
)
_POSITIONS = MappingProxyType(
    {
        "demand": ("REQUEST", "100"),
        "preference": ("REQUEST", "020"),
        "offer": ("AGREE", "030"),
        "threat": ("THREATEN", "130"),
        "refusal": ("REJECT", "120"),
        "red_line": ("THREATEN", "130"),
    }
)


def render(ledger: Ledger, words: Words) -> str:
    """JSONL, one event a line: meetings by date, then positions."""
    events = [_meeting(m, words) for m in ledger.meetings] + [_position(p, words) for p in ledger.positions]
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)


def _meeting(meeting: Meeting, words: Words) -> dict[str, Any]:
    event, modes, code = _MODALITY.get(meeting.modality, ("CONSULT", *_MEDIA.get(meeting.medium, ([], "040"))))
    there = [p for p in meeting.participants if p.presence in ("present", "chaired", "briefed")]
    sides = list(dict.fromkeys(p.side for p in there))
    first = [p for p in there if p.side == (sides[0] if sides else "")]
    others = [p for p in there if p not in first]
    return {
        "id": meeting.id,
        "date": meeting.lo or None,
        "enddate": meeting.hi or None,
        "event": event,
        "mode": modes,
        "context": ["diplomatic"],
        "actor": [_entity(p, words) for p in first],
        "recipient": [_entity(p, words) for p in others],
        "event_loc": {"extracted_place": meeting.place or None},
        "x_cameo": code,
        "x_selon": {
            "status": meeting.status,
            "modality": meeting.modality,
            "date": meeting.date,
            "date_status": meeting.date_status,
            "absent": [p.name for p in meeting.participants if p.presence == "absent"],
            **_origin(meeting.id, meeting.claims, words),
            "denied_by": [words.responses[d].by for d in meeting.denied_by if d in words.responses],
            "spans": [words.address(e) for e in meeting.evidence],
        },
    }


def _position(position: Position, words: Words) -> dict[str, Any]:
    event, code = _POSITIONS[position.kind]
    return {
        "id": position.id,
        "date": None,
        "event": event,
        "actor": [{"entity_text": position.holder}],
        "recipient": [],
        "event_text": position.content,
        "x_cameo": code,
        "x_selon": {
            "kind": position.kind,
            "by": position.by,
            "since": position.since or None,
            **_origin(position.id, position.claims, words),
            "spans": [words.address(e) for e in position.evidence],
        },
    }


def _entity(p: Participant, words: Words) -> Mapping[str, Any]:
    actor = words.actors.get(p.actor)
    return {
        "entity_text": p.name,
        "code": (actor.country if actor else "") or None,
        "sector": (actor.sector if actor else "") or None,
        "office": p.role or None,
    }


def _origin(id_: str, claims: Iterable[str], words: Words) -> dict[str, Any]:
    origin = words.origins.get(id_)
    presented = sorted({c.presented for c in words.ledger.claims if c.id in set(claims)})
    return {
        "claim_ids": sorted(claims),
        "presented": presented,
        "chain": [f"{line.outlet}: {line.source}".strip(": ") for line in origin.lines] if origin else [],
        "independent_sources": origin.independent if origin else 0,
    }
