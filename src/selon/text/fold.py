"""Uniform text for matching: one code point in, one code point out, so that offsets hold.  And folded keys."""

from __future__ import annotations

import unicodedata

_UNIFORM = str.maketrans(
    {"\u2019": "'", "\u02bc": "'", "\u2018": "'", "\u201b": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
     "\u200b": " ", "\ufeff": " ", "\u00ad": " ", "\r": " ", "\t": " ", "\u2010": "-", "\u2011": "-"}
)  # fmt: skip


def uniform(raw: str) -> str:
    """``raw`` with one kind of apostrophe, hyphen and space.  Same length: offsets are those of ``raw``."""
    return raw.translate(_UNIFORM)


def fold(text: str) -> str:
    """A key for comparison only: lower case, no accents, straight apostrophes, hyphens as spaces, single spaces."""
    plain = unicodedata.normalize("NFKD", uniform(text)).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ")
    return " ".join(plain.split())
