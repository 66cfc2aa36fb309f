"""Uniform text for matching: one code point in, one code point out, so that offsets hold.  And folded keys."""

import re
import unicodedata
from types import MappingProxyType

from selon.model import Span

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u0060\u00b4"
_HYPHENS = "\u2010\u2011\u00ad\u2212"
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\r\t\x1c\x1d\x1e\x1f"
)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_UNIFORM = MappingProxyType(
    {ord(c): to for chars, to in ((_APOSTROPHES, "'"), (_HYPHENS, "-"), (_SPACES, " "), (_BREAKS, "\n")) for c in chars}
)
_ODD = "".join(map(chr, _UNIFORM))
_LONE_RETURN = re.compile(r"\r(?!\n)")


def uniform(raw: str) -> str:
    """``raw`` with one kind of apostrophe, hyphen, space and line break, and of the same length."""
    if raw.isascii() and raw.isprintable() and "`" not in raw:
        return raw
    if "\r" in raw:
        raw = _LONE_RETURN.sub("\n", raw)
    for odd in _ODD:  # ten times as fast as translate: few kinds stand in one text
        if odd in raw:
            raw = raw.replace(odd, _UNIFORM[ord(odd)])
    return raw


def small(text: str) -> str:
    """``text`` in small letters and of the same length; a capital whose small form is longer stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def fold(text: str) -> str:
    """A key for comparison only: lower case, no accents, one apostrophe, hyphens as spaces, single spaces."""
    plain = uniform(text).lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).lower()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.replace("-", " ").split())


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at its ends; empty at ``end`` when there is nothing else."""
    words = text[start:end]
    return Span(end - len(words.lstrip()), max(start + len(words.rstrip()), end - len(words.lstrip())))
