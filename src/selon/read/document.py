"""Make a Document from what a reader found, with an id that depends on raw, outlet and date only."""

import hashlib
import re
from dataclasses import dataclass

from selon.ids import make_id
from selon.model import Document, Problem

# EDTF level 0 and the part of level 1 that a desk writes: 2031, 2031-05, 2031-05-07, with ~ or ?, and time of day.
_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?(?:T[\d:.+Z-]*)?$")


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a document beside its text; "" when not known.  ``basis`` is where the date is from."""

    outlet: str = ""
    published: str = ""
    basis: str = ""
    translated_from: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    language: str = ""
    extractor: str = ""


def edtf_date(text: str) -> str | None:
    """The date as EDTF, or None if it is none that can be read («2023-07-28T12:47» gives «2023-07-28»)."""
    match = _DAY.match(text.strip())
    if not match:
        return None
    year, month, day, mark = match.groups()
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join(part for part in (year, month, day) if part) + (mark or "")


def published(text: str, path: str, line: int) -> tuple[str, list[Problem]]:
    """The date that metadata give, "" when none; a problem when it cannot be read."""
    found = edtf_date(text) if text else ""
    message = f"«{text}» is not a date such as 2031, 2031-05 or 2031-05-07"
    return found or "", [] if found is not None else [Problem("date", message, path, line)]


def make_document(raw: str, doc_id: str, path: str, meta: Meta, line: int | None = None) -> Document:
    """A document as received; ``meta.published`` must be EDTF or ""."""
    return Document(
        make_id("d", raw, meta.outlet, meta.published), doc_id, raw, path, line, meta.language, meta.title,
        meta.outlet, meta.url, meta.author, meta.published or None, meta.basis if meta.published else "",
        meta.translated_from, meta.extractor, hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
    )  # fmt: skip
