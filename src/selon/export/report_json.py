"""The report as JSON: the contract of docs/json.md (schema 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from selon.codec import to_plain
from selon.model import Actor, Block, Claim, Document, Ledger, Reading

SCHEMA = 1

# Fields of the records that the report leaves out: they serve linking and rendering, not the reader of JSON.
_INNER = MappingProxyType({"meetings": ("lo", "hi"), "claims": ("attribution",)})


def render(ledger: Ledger) -> str:
    """The ledger as one JSON object; every list is there, never null."""
    return json.dumps(report(ledger), ensure_ascii=False, indent=1) + "\n"


def report(ledger: Ledger) -> dict[str, Any]:
    """The plain object that ``render`` writes."""
    return {
        "schema": SCHEMA,
        "documents": [_document(r) for r in ledger.readings],
        "actors": [_actor(a) for a in ledger.actors],
        "claims": [_claim(c) for c in ledger.claims],
        "meetings": _plain("meetings", ledger.meetings),
        "channels": _plain("channels", ledger.channels),
        "positions": _plain("positions", ledger.positions),
        "proposals": _plain("proposals", ledger.proposals),
        "denials": _plain("responses", ledger.responses),
        "origins": [_origin(o) for o in _plain("origins", ledger.origins)],
        "contradictions": _plain("contradictions", ledger.contradictions),
        "timeline": _plain("timeline", ledger.timeline),
        "problems": _plain("problems", ledger.problems),
    }


def _plain(name: str, records: Iterable[Any]) -> list[dict[str, Any]]:
    inner = _INNER.get(name, ())
    return [{k: v for k, v in to_plain(r).items() if k not in inner} for r in records]


def _document(reading: Reading) -> dict[str, Any]:
    document = reading.document
    cites = [{"outlet": c.outlet, "evidence": to_plain(c.evidence)} for c in reading.citations]
    return {
        "id": document.id,
        "doc_id": document.doc_id,
        "path": document.path,
        "title": title_of(reading),
        "outlet": document.outlet or None,
        "published": document.published,
        "published_basis": document.published_basis or None,
        "language": document.language,
        "translated_from": document.translated_from or None,
        "url": document.url or None,
        "author": document.author or None,
        "noise": list(reading.noise),
        "boilerplate": [_leftover(document, b) for b in reading.blocks if b.kind == "leftover"],
        "cites": cites,
    }


def title_of(reading: Reading) -> str:
    """The title that the metadata or the text gives, or ""."""
    if reading.document.title:
        return reading.document.title
    titles = [b for b in reading.blocks if b.kind == "title"]
    return reading.document.raw[titles[0].start : titles[0].end].strip() if titles else ""


def _leftover(document: Document, block: Block) -> dict[str, Any]:
    quote = document.raw[block.start : block.end]
    return {"start": block.start, "end": block.end, "quote": quote, "reason": block.reason}


def _actor(actor: Actor) -> dict[str, Any]:
    plain = to_plain(actor)
    for role in plain["roles"]:
        role["from"], role["to"] = role.pop("since") or None, role.pop("until") or None
    return plain  # type: ignore[no-any-return]


def _claim(claim: Claim) -> dict[str, Any]:
    plain = {k: v for k, v in to_plain(claim).items() if k not in _INNER["claims"]}
    plain["chain"] = [_hop(h) for h in plain["chain"]]
    return plain


def _hop(hop: dict[str, Any]) -> dict[str, Any]:
    return {"class" if k == "cls" else k: (v or None) if k in ("actor", "count") else v for k, v in hop.items()}


def _origin(origin: dict[str, Any]) -> dict[str, Any]:
    for line in origin["lines"]:
        line["class"] = line.pop("cls")
    return origin
