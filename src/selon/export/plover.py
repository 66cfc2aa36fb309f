"""Meetings, positions and proposals as PLOVER 2.0 events: a lossy view, with selon's own object in ``x_selon``.

A contested contact never leaves as a bare CONSULT: its status, who says so and who denies it travel with it.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from selon.model import Ledger, Meeting, Participant, Position
from selon.wording import Words

# medium and modality of a meeting → (event, modes, older CAMEO code)
_MEDIA = MappingProxyType({"phone": (["phone"], "041"), "online": (["phone"], "041"), "in_person": (["visit"], "042")})
_MODALITY = MappingProxyType(
    {"planned": ("AGREE", [], "036"), "refused": ("REJECT", ["meet"], "125"), "cancelled": ("REJECT", ["meet"], "125")}
)
_POSITIONS = MappingProxyType({
    "demand": ("REQUEST", "100"), "preference": ("REQUEST", "020"), "offer": ("AGREE", "030"),
    "threat": ("THREATEN", "130"), "refusal": ("REJECT", "120"), "red_line": ("THREATEN", "130"),
})  # fmt: skip


def render(ledger: Ledger, words: Words) -> str:
    """JSONL, one event a line: meetings by date, then positions."""
    events = [_meeting(m, words) for m in ledger.meetings] + [_position(p, words) for p in ledger.positions]
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)


def _meeting(m: Meeting, words: Words) -> dict[str, Any]:
    event, modes, code = _MODALITY.get(m.modality, ("CONSULT", *_MEDIA.get(m.medium, ([], "040"))))
    there = [p for p in m.participants if p.presence != "absent"]
    return {
        "id": m.id,
        "date": m.lo or None,
        "enddate": m.hi or None,
        "event": event,
        "mode": modes,
        "context": ["diplomatic"],
        "actor": [_entity(p, words) for p in there if p.side == there[0].side],
        "recipient": [_entity(p, words) for p in there if p.side != there[0].side],
        "event_loc": {"extracted_place": m.place or None},
        "x_cameo": code,
        "x_selon": {
            **{name: getattr(m, name) for name in ("status", "modality", "date", "date_status")},
            "absent": [p.name for p in m.participants if p.presence == "absent"],
            **_origin(m, words),
            "denied_by": [words.responses[d].by for d in m.denied_by if d in words.responses],
            "spans": [words.address(e) for e in m.evidence],
        },
    }


def _position(p: Position, words: Words) -> dict[str, Any]:
    event, code = _POSITIONS[p.kind]
    told = {"kind": p.kind, "by": p.by, "since": p.since or None, **_origin(p, words)}
    return {
        "id": p.id,
        "date": None,
        "event": event,
        "actor": [{"entity_text": p.holder}],
        "recipient": [],
        "event_text": p.content,
        "x_cameo": code,
        "x_selon": {**told, "spans": [words.address(e) for e in p.evidence]},
    }


def _entity(p: Participant, words: Words) -> Mapping[str, Any]:
    actor = words.actors.get(p.actor)
    code, sector = (actor.country or None, actor.sector or None) if actor else (None, None)
    return {"entity_text": p.name, "code": code, "sector": sector, "office": p.role or None}


def _origin(record: Meeting | Position, words: Words) -> dict[str, Any]:
    origin = words.origins.get(record.id)
    return {
        "claim_ids": sorted(record.claims),
        "presented": sorted({c.presented for c in words.ledger.claims if c.id in record.claims}),
        "chain": [f"{line.outlet}: {line.source}".strip(": ") for line in origin.lines] if origin else [],
        "independent_sources": origin.independent if origin else 0,
    }
