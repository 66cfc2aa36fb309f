"""Turn phrases of a table into one compiled pattern: the small notation that the diplomacy tables share.

In a phrase a space stands for any run of spaces, ``*`` for the rest of a word (perhaps empty), ``~`` for one word
more or none («a ~démenti»), ``#`` for a figure that follows, and a letter with an accent also for the bare letter
(«Echange»).  Word edges are added.
"""

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from selon.lang.pack import Row
from selon.text.choices import any_of

_SIGNS = MappingProxyType({" ": r"\s+", "#": r"(?=\d)", "~": r"(?:\w+\s+)?", "*": r"\w*"})


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of the phrases, the longest first; case is ignored."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    body = any_of([(*phrase_parts(p), r"(?!\w)" if p[-1].isalnum() else "") for p in ordered])
    return re.compile(rf"(?<!\w){body}" if ordered else r"(?!)", re.IGNORECASE)


def phrase_parts(phrase: str) -> tuple[str, ...]:
    """The regular expressions of one phrase, one for each of its signs, without word edges, for use with IGNORECASE."""
    return tuple(_SIGNS.get(c) or _letter(c) for c in phrase.lower())


def either(choices: Iterable[tuple[str, ...]]) -> str:
    """An alternation of phrases in parts, the longest first; it matches nothing when there are none."""
    ordered = sorted(set(choices), key=lambda c: (-len("".join(c)), "".join(c)))
    return any_of(ordered) if ordered else r"(?!)"


def _letter(char: str) -> str:
    bare = unicodedata.normalize("NFD", char)[0]
    return re.escape(char) if bare == char else f"[{char}{bare}]"


def patterns_by_use(rows: Iterable[Row]) -> dict[str, re.Pattern[str]]:
    """One pattern for each value of the column «use», over the phrases of its rows."""
    phrases: dict[str, list[str]] = {}
    for row in rows:
        phrases.setdefault(row["use"], []).extend(row.values("phrases"))
    return {use: phrase_pattern(values) for use, values in phrases.items()}
