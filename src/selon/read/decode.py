"""Bytes → text: encodings are detected and said, never guessed silently."""

import codecs

LIMIT = 10_000_000  # bytes of one article; a news article holds 10⁴, a book 10⁶: what is larger is no article

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NoTextError(Exception):
    """A file gives no text: the code of the problem, and what to say."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode(data: bytes) -> tuple[str, str]:
    """The text, and what to say of its encoding when that had to be deduced.  Raises NoTextError."""
    if not data.strip():
        raise NoTextError("empty", "the file holds no text")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and _is_binary(data):
        raise NoTextError("binary", "this is not text; give the article as .txt, .html, .jsonl, .pdf or .docx")
    try:
        text, note = data.decode(encoding), ""
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise NoTextError("encoding", f"begins with a {encoding} mark but breaks at byte {error.start}") from error
        text, note = _detected(data, error.start)
    if not text.strip():
        raise NoTextError("empty", "the file holds no text")
    return text, note


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = sum(byte < 9 or 13 < byte < 27 or 28 <= byte < 32 for byte in head)
    return b"\x00" in head or control > len(head) // 50


def _detected(data: bytes, at: int) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252", "iso8859_15", "cp1251", "koi8_r", "mac_roman", "utf_8"]).best()
    if best is None:
        raise NoTextError("encoding", f"not UTF-8 (byte {at}) and no other encoding fits")
    return str(best), f"not UTF-8 (byte {at}); read as {best.encoding}: check the accents, or save the file as UTF-8"
