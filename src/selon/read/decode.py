"""Bytes → text: encodings are detected and said, never guessed silently."""

from __future__ import annotations

import codecs

from selon.model import Problem

LIMIT = 10_000_000  # bytes of one article; a news article holds 10⁴, a book 10⁶: what is larger is no article

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text, or None with the problem that says why there is none."""
    if len(data) > LIMIT:
        return None, [Problem("too_large", f"{len(data):,} bytes; the limit for one article is {LIMIT:,}", path)]
    if not data.strip():
        return None, [Problem("empty", "the file holds no text", path)]
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, name, path)
    if _is_binary(data):
        return None, [
            Problem("binary", "this is not text; give the article as .txt, .html, .jsonl, .pdf or .docx", path)
        ]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _detected(data, path, error.start)


def _with_mark(data: bytes, name: str, path: str) -> tuple[str | None, list[Problem]]:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        return None, [Problem("encoding", f"begins with a {name} mark but breaks at byte {error.start}", path)]
    return (text, []) if text.strip() else (None, [Problem("empty", "the file holds no text", path)])


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = sum(byte < 9 or 13 < byte < 27 or 28 <= byte < 32 for byte in head)
    return b"\x00" in head or control > len(head) // 50


def _detected(data: bytes, path: str, at: int) -> tuple[str | None, list[Problem]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252", "iso8859_15", "cp1251", "koi8_r", "mac_roman", "utf_8"]).best()
    if best is None:
        return None, [Problem("encoding", f"not UTF-8 (byte {at}) and no other encoding fits", path)]
    message = f"not UTF-8 (byte {at}); read as {best.encoding}: check the accents, or save the file as UTF-8"
    return str(best), [Problem("encoding", message, path)]
