"""Tokens: words, numbers and marks, with French clitics split off."""

from __future__ import annotations

import re
import unicodedata

from selon.model import Token

# A word may hold combining marks (decomposed text), inner hyphens and full stops of initialisms.
_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:['-][^\W_][\w\u0300-\u036f]*)*'?|[^\w\s]|_")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
_INVERSION = re.compile(
    r"-t-(?=(?:il|elle|on|ils|elles)$)|-(?=(?:il|elle|on|ils|elles|je|nous|vous|ce|tu)$)", re.IGNORECASE
)


def tokenise(text: str, start: int, end: int, language: str) -> list[Token]:
    """The tokens of ``text[start:end]``; ``text`` is uniform (see ``fold.uniform``)."""
    out: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        cuts = _cuts(match.group(), language)
        for a, b in zip([0, *cuts], [*cuts, len(match.group())], strict=True):
            word = match.group()[a:b]
            norm = unicodedata.normalize("NFC", word).lower()
            out.append(Token(match.start() + a, match.start() + b, word, norm))
    return out


def _cuts(word: str, language: str) -> list[int]:
    cuts = []
    if language == "fr":
        at = 0
        while elision := _ELISION.match(word[at:]):
            at += elision.end()
            cuts.append(at)
        if inversion := _INVERSION.search(word):
            cuts += [inversion.start(), inversion.end()]
    elif word.lower().endswith("'s") and len(word) > 2:
        cuts.append(len(word) - 2)
    return [c for c in cuts if 0 < c < len(word)]
