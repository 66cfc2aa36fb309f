"""PDF and DOCX (extra «office»), and mail (standard library)."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from io import BytesIO

from selon.read.decode import NoTextError
from selon.read.document import Meta
from selon.read.html import read_html

_EXTRA = "reading {} needs the extra: pip install 'selon[office]'; or convert it: {}"


def read_pdf(data: bytes, meta: Meta) -> tuple[str, Meta]:
    """The text layer of a PDF, page after page.  Raises NoTextError."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise NoTextError("format", _EXTRA.format("PDF", "pdftotext FILE.pdf")) from error
    try:
        text = "\n\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise NoTextError("format", f"the PDF cannot be read ({error}); convert it: pdftotext FILE.pdf") from error
    if not text.strip():
        raise NoTextError("empty", "the PDF holds no text layer; it must be recognised (OCR) first")
    return text, meta


def read_docx(data: bytes, meta: Meta) -> tuple[str, Meta]:
    """The paragraphs of a DOCX.  Raises NoTextError."""
    try:
        import docx
    except ImportError as error:
        raise NoTextError("format", _EXTRA.format("DOCX", "libreoffice --convert-to txt FILE.docx")) from error
    try:
        text = "\n\n".join(p.text for p in docx.Document(BytesIO(data)).paragraphs)
    except Exception as error:  # python-docx lets zipfile and lxml errors through, which share no base
        raise NoTextError("format", f"the DOCX cannot be read ({type(error).__name__}: {error})") from error
    if not text.strip():
        raise NoTextError("empty", "the file holds no text")
    return text, meta


def read_mail(data: bytes, meta: Meta) -> tuple[str, Meta]:
    """The body of a message (.eml): plain text, else its HTML part; date and subject from the header."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    try:
        date = parsedate_to_datetime(str(message["date"] or "")).date().isoformat()
    except ValueError:
        date = ""
    title, published = str(message["subject"] or ""), meta.published or date
    meta = replace(meta, title=title, published=published, basis=meta.basis if meta.published else "header")
    body = message.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        return read_html(text, meta)
    if not text.strip():
        raise NoTextError("empty", "the message holds no text")
    return text, meta
