"""One item with all that it rests on: quotes in context, chains, answers, and the rule that found it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selon.codec import to_plain
from selon.dossier import claims_of
from selon.model import Claim, Evidence, Ledger
from selon.wording import Words, answers

_CONTEXT = 120  # code points on each side of a quote
_LISTS = ("meetings", "channels", "claims", "responses", "positions", "proposals", "actors", "origins",
          "contradictions", "timeline")  # fmt: skip


def find(ledger: Ledger, id_: str) -> list[Any]:
    """The records whose id is ``id_``, else those whose id begins with it."""
    records = [r for name in _LISTS for r in getattr(ledger, name)]
    exact = [r for r in records if r.id == id_]
    return exact or [r for r in records if r.id.startswith(id_)]


def render(record: Any, words: Words, explain: bool) -> str:
    """The fields that say something, each quote in its context, each claim with its chain."""
    lines = [f"{record.id}  {words.name(record.id) if words.name(record.id) != record.id else ''}".rstrip()]
    lines += _fields(record)
    for evidence in getattr(record, "evidence", ()):
        lines += ["", *_in_context(evidence, words)]
    claims = [record] if isinstance(record, Claim) else claims_of(record.id, words.ledger)
    for claim in claims:
        lines += ["", *_claim(claim, words, explain)]
    origin = words.origins.get(record.id)
    if origin:
        lines += ["", f"{words['who_says']}{words.colon}{origin.why}"]
    denied = record.denied_by if hasattr(record, "denied_by") else ()
    for clause in answers(denied, words):
        lines += [f"{clause.text}  ({', '.join(words.address(e) for e in clause.evidence)})"]
    reason = getattr(record, "reason", "")
    if explain and reason:
        lines += ["", f"reason: {reason}"]
    return "\n".join(lines) + "\n"


def _fields(record: Any) -> Iterable[str]:
    for name, value in to_plain(record).items():
        if name in ("id", "evidence", "reason", "chain", "claims", "denied_by") or value in ("", None, [], "unknown"):
            continue
        if isinstance(value, list):
            value = ", ".join(v if isinstance(v, str) else _short(v) for v in value)
        elif isinstance(value, dict):
            value = _short(value)
        yield f"  {name}: {value}"


def _short(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return " ".join(str(v) for k, v in value.items() if k not in ("evidence", "actor") and v not in ("", None, []))


def _in_context(evidence: Evidence, words: Words) -> Iterable[str]:
    raw = words.documents[evidence.document].raw
    before = raw[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = raw[evidence.end : evidence.end + _CONTEXT]
    text = " ".join(f"…{before}⟦{evidence.quote}⟧{after}…".split())
    yield f"  {words.address(evidence)}"
    yield f"    {text}"


def _claim(claim: Claim, words: Words, explain: bool) -> Iterable[str]:
    chain = " ← ".join(h.name or words["unknown_outlet"] for h in claim.chain)
    yield f"  {claim.id}  {claim.act}, {words[f'presented_{claim.presented}']}{words.colon}{claim.text}"
    yield f"    {words['who_says']}{words.colon}{chain}"
    if explain and claim.reason:
        yield f"    reason: {claim.reason}"
