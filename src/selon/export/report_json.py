"""The report as JSON: the contract of docs/json.md (schema 1)."""

import json
from types import MappingProxyType
from typing import Any

from selon.codec import to_plain
from selon.model import Ledger, Reading

_LISTS = ("actors", "claims", "meetings", "channels", "positions", "proposals", "denials", "origins",
          "contradictions", "timeline", "problems")  # fmt: skip
# Fields that serve linking and rendering, not the reader of JSON.
_INNER = MappingProxyType({"meetings": ("lo", "hi"), "claims": ("attribution",)})
# List → a field of records, their fields that have another name here, those that are null when empty.
_WITHIN = MappingProxyType(
    {
        "actors": ("roles", {"since": "from", "until": "to"}, ("since", "until")),
        "claims": ("chain", {"cls": "class"}, ("actor", "count")),
        "origins": ("lines", {"cls": "class"}, ()),
    }
)


def render(ledger: Ledger) -> str:
    """The ledger as one JSON object; every list is there, never null."""
    return json.dumps(report(ledger), ensure_ascii=False, indent=1) + "\n"


def report(ledger: Ledger) -> dict[str, Any]:
    """The plain object that ``render`` writes."""
    lists = {name: _list(name, to_plain(getattr(ledger, {"denials": "responses"}.get(name, name)))) for name in _LISTS}
    return {"schema": 1, "documents": [_document(r) for r in ledger.readings], **lists}


def _list(name: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    field, names, nullable = _WITHIN.get(name, ("", {}, ()))
    for record in records if field else ():
        record[field] = [{names.get(k, k): (v or None) if k in nullable else v for k, v in part.items()}
                         for part in record[field]]  # fmt: skip
    return [{k: v for k, v in record.items() if k not in _INNER.get(name, ())} for record in records]


def _document(reading: Reading) -> dict[str, Any]:
    document = reading.document
    told = ("outlet", "published", "published_basis", "language", "translated_from", "url", "author")
    leftovers = [b for b in reading.blocks if b.kind == "leftover"]
    boilerplate = [{"start": b.start, "end": b.end, "quote": document.raw[b.start : b.end], "reason": b.reason}
                   for b in leftovers]  # fmt: skip
    kinds = ("cited", "credit")
    cites = [{"outlet": c.outlet, "kind": kinds[c.credit], "evidence": to_plain(c.evidence)} for c in reading.citations]
    return {
        **{name: getattr(document, name) for name in ("id", "doc_id", "path")},
        "title": title_of(reading),
        **{name: getattr(document, name) or None for name in told},
        "noise": list(reading.noise),
        "boilerplate": boilerplate,
        "cites": cites,
    }


def title_of(reading: Reading) -> str:
    """The title that the metadata or the text gives, or ""."""
    if reading.document.title:
        return reading.document.title
    titles = [b for b in reading.blocks if b.kind == "title"]
    return reading.document.raw[titles[0].start : titles[0].end].strip() if titles else ""
