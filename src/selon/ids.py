"""Identifiers that depend on content only, so that a re-run and another order of the inputs give the same ones."""

import hashlib

from selon.model import Document, Evidence, Span


def make_id(prefix: str, *parts: object) -> str:
    """``prefix-xxxxxxxxxxxxxxxx``: 64 bits of a SHA-256 over the parts (40 clash among a million documents)."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:16]}"


def evidence_of(document: Document, span: Span | tuple[int, int]) -> Evidence:
    """The span with its quote, ready to leave the document."""
    start, end = span
    return Evidence(document.id, start, end, document.raw[start:end])
