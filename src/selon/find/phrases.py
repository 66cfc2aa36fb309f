"""Turn phrases of a table into one compiled pattern: the small notation that the diplomacy tables share.

In a phrase a space stands for any run of spaces, ``*`` for the rest of a word (perhaps empty), ``~`` for one word
more or none («a ~démenti»), ``#`` for a figure that follows, and a letter with an accent also for the bare letter
(«Echange»).  Word edges are added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of the phrases, the longest first; case is ignored."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    body = "|".join(phrase_source(p) + (r"(?!\w)" if p[-1].isalnum() else "") for p in ordered)
    return re.compile(rf"(?<!\w)(?:{body})" if body else r"(?!)", re.IGNORECASE)


def phrase_source(phrase: str) -> str:
    """The regular expression of one phrase, without word edges."""
    return "".join(_letter(c) for c in phrase)


def _letter(char: str) -> str:
    if char == " ":
        return r"\s+"
    if char == "#":
        return r"(?=\d)"
    if char == "~":
        return r"(?:\w+\s+)?"
    if char == "*":
        return r"\w*"
    bare = unicodedata.normalize("NFD", char)[0]
    return re.escape(char) if bare == char else f"[{char}{bare}]"
