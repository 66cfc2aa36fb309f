"""Turn phrases of a table into one compiled pattern: the small notation that the diplomacy tables share.

In a phrase a space stands for any run of spaces, ``*`` for the rest of a word (perhaps empty), ``~`` for one word
more or none («a ~démenti»), ``#`` for a figure that follows, and a letter with an accent also for the bare letter
(«Echange»).  Word edges are added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from selon.lang.pack import Row

_SIGNS = MappingProxyType({" ": r"\s+", "#": r"(?=\d)", "~": r"(?:\w+\s+)?", "*": r"\w*"})


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of the phrases, the longest first; case is ignored."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    body = "|".join(phrase_source(p) + (r"(?!\w)" if p[-1].isalnum() else "") for p in ordered)
    return re.compile(rf"(?<!\w)(?:{body})" if body else r"(?!)", re.IGNORECASE)


def phrase_source(phrase: str) -> str:
    """The regular expression of one phrase, without word edges."""
    return "".join(_SIGNS.get(c) or _letter(c) for c in phrase)


def _letter(char: str) -> str:
    bare = unicodedata.normalize("NFD", char)[0]
    return re.escape(char) if bare == char else f"[{char}{bare}]"


def patterns_by_use(rows: Iterable[Row]) -> dict[str, re.Pattern[str]]:
    """One pattern for each value of the column «use», over the phrases of its rows."""
    phrases: dict[str, list[str]] = {}
    for row in rows:
        phrases.setdefault(row["use"], []).extend(row.values("phrases"))
    return {use: phrase_pattern(values) for use, values in phrases.items()}
