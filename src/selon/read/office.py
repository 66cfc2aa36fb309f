"""PDF and DOCX (extra «office»), and mail (standard library)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from io import BytesIO

from selon.model import Problem
from selon.read.document import Meta
from selon.read.html import read_html

_EXTRA = "needs the extra: pip install 'selon[office]'; or convert it: {}"


def read_pdf(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text layer of a PDF, page after page."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        return None, [Problem("format", "reading PDF " + _EXTRA.format("pdftotext FILE.pdf"), path)]
    try:
        text = "\n\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError) as error:
        return None, [Problem("format", f"the PDF cannot be read ({error}); convert it: pdftotext FILE.pdf", path)]
    if not text.strip():
        return None, [Problem("empty", "the PDF holds no text layer; it must be recognised (OCR) first", path)]
    return text, []


def read_docx(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The paragraphs of a DOCX."""
    try:
        import docx
    except ImportError:
        hint = "libreoffice --convert-to txt FILE.docx"
        return None, [Problem("format", "reading DOCX " + _EXTRA.format(hint), path)]
    try:
        text = "\n\n".join(p.text for p in docx.Document(BytesIO(data)).paragraphs)
    except (ValueError, KeyError, OSError) as error:
        return None, [Problem("format", f"the DOCX cannot be read ({error})", path)]
    except Exception as error:  # python-docx lets zipfile and lxml errors through, which share no base
        return None, [Problem("format", f"the DOCX cannot be read ({type(error).__name__})", path)]
    return (text, []) if text.strip() else (None, [Problem("empty", "the file holds no text", path)])


def read_mail(data: bytes, path: str, meta: Meta) -> tuple[str | None, Meta, list[Problem]]:
    """The body of a message (.eml): plain text, else its HTML part; date and subject from the header."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    date = ""
    if message["date"]:
        try:
            date = parsedate_to_datetime(str(message["date"])).date().isoformat()
        except ValueError:
            date = ""
    meta = replace(
        meta,
        title=str(message["subject"] or ""),
        published=meta.published or date,
        basis=meta.basis if meta.published else "header",
    )
    body = message.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        return read_html(text, path, meta)
    if not text.strip():
        return None, meta, [Problem("empty", "the message holds no text", path)]
    return text, meta, []
