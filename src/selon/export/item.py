"""One item with all that it rests on: quotes in context, chains, answers, and the rule that found it."""

from collections.abc import Iterable
from typing import Any

from selon.codec import to_plain
from selon.model import Claim, Evidence, Ledger
from selon.wording import Words, answers

_CONTEXT = 120  # code points on each side of a quote
_SILENT: tuple[Any, ...] = ("", None, [], "unknown")  # values that say nothing
_LISTS = ("meetings", "channels", "claims", "responses", "positions", "proposals", "actors", "origins",
          "contradictions", "timeline")  # fmt: skip


def find(ledger: Ledger, id_: str) -> list[Any]:
    """The records whose id is ``id_``, else those whose id begins with it."""
    records = [r for name in _LISTS for r in getattr(ledger, name)]
    exact = [r for r in records if r.id == id_]
    return exact or [r for r in records if r.id.startswith(id_)]


def render(record: Any, words: Words, explain: bool) -> str:
    """The fields that say something, each quote in its context, each claim with its chain."""
    name = words.name(record.id)
    lines = [f"{record.id}  {name if name != record.id else ''}".rstrip(), *_fields(record)]
    for evidence in getattr(record, "evidence", ()):
        lines += ["", *_in_context(evidence, words)]
    for claim in [record] if isinstance(record, Claim) else words.ledger.claims:
        if claim is record or record.id in claim.about:
            lines += ["", *_claim(claim, words, explain)]
    if origin := words.origins.get(record.id):
        lines += ["", f"{words['who_says']}{words.colon}{origin.why}"]
    for clause in answers(record.denied_by if hasattr(record, "denied_by") else (), words):
        lines += [f"{clause.text}  ({', '.join(words.address(e) for e in clause.evidence)})"]
    reason = getattr(record, "reason", "")
    if explain and reason:
        lines += ["", f"reason: {reason}"]
    return "\n".join(lines) + "\n"


def _fields(record: Any) -> Iterable[str]:
    for name, value in to_plain(record).items():
        if name not in ("id", "evidence", "reason", "chain", "claims", "denied_by") and value not in _SILENT:
            yield f"  {name}: {', '.join(map(_short, value)) if isinstance(value, list) else _short(value)}"


def _short(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return " ".join(str(v) for k, v in value.items() if k not in ("evidence", "actor") and v not in _SILENT[:3])


def _in_context(evidence: Evidence, words: Words) -> Iterable[str]:
    raw = words.documents[evidence.document].raw
    before = raw[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = raw[evidence.end : evidence.end + _CONTEXT]
    text = " ".join(f"…{before}⟦{evidence.quote}⟧{after}…".split())
    yield f"  {words.address(evidence)}"
    yield f"    {text}"


def _claim(claim: Claim, words: Words, explain: bool) -> Iterable[str]:
    yield f"  {claim.id}  {claim.act}, {words[f'presented_{claim.presented}']}{words.colon}{claim.text}"
    yield f"    {words['who_says']}{words.colon}{words.chain(claim)}"
    if explain and claim.reason:
        yield f"    reason: {claim.reason}"
