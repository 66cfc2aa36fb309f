"""One key for the spellings of a name: transliterations compared by rule, never by a list of persons.

Rules for Cyrillic and Arabic names as French, English and German newspapers write them: «Ouchakov», "Ushakov",
«Uschakow» give one key, and so do «Sergueï» and "Sergey", «-ine» and "-in", «Zelensky» and "Zelenskyy".
"""

import re

from selon.text.fold import fold

# Small words inside names.
PARTICLES = frozenset(
    ["de", "du", "von", "van", "der", "den", "zu", "al", "el", "ben", "bin", "ibn", "bint", "da", "dos", "das", "di",
     "del", "della", "le", "la", "ter", "af", "av", "d'", "o'", "ould"]
)  # fmt: skip
# In this order: a later rule reads what an earlier one wrote.
_RULES = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"[^a-z]", ""),
        (r"^(?:el|al)(?=[a-z]{4})", ""),
        (r"^(?:ye|je|ie)", "e"),
        (r"ij|iy|yy|yi|ii", "i"),
        (r"y|(?<=[aeiou])j(?![aeiou])", "i"),
        (r"schtsch|chtch|shch|tsch|tch|sch|ch|sh|cz|sz", "S"),
        (r"zh|dj|j|ž", "J"),
        (r"kh|gh|h(?=[aeiou])|x", "h"),
        (r"tz|ts|c(?=[ei])", "z"),
        (r"ck|qu|q|c", "k"),
        (r"ph", "f"),
        (r"w|ff$|ev$", "v"),
        (r"ou|oo|u", "u"),
        (r"gu(?=[ei])", "g"),
        (r"(?<=[a-z]i)ne$|(?<=[a-z]{2}a)ne$", "n"),
        (r"ai|ei|ey", "e"),
        (r"(.)\1+", r"\1"),
    )
)


def spelling_key(word: str) -> str:
    """The key of one word of a name; words that differ only by spelling habit share it."""
    key = fold(word)
    for pattern, value in _RULES:
        key = pattern.sub(value, key)
    return key or fold(word)


def sounds_like(a: str, b: str) -> bool:
    """Whether two words are spellings of one name."""
    return a == b or (len(a) > 2 and len(b) > 2 and spelling_key(a) == spelling_key(b))


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without its particles, unless they are all it has."""
    return tuple(w for w in words if w not in PARTICLES) or words
