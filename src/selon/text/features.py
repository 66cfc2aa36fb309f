"""What the taggers look at: strings that describe each word and its neighbours.

A word's own strings depend on its spelling alone, so that the caller may keep them; ``sentence_features`` only
joins lists.  Training and tagging share this file: a change here asks for new weights.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

# Marks that stand for one another in the training data.
_SAME = MappingProxyType({"“": "«", "„": "«", "”": "»", "…": "...", "—": "–", "’": "'"})


_DAYS_AND_MONTHS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche matin matinée midi après-midi soir soirée nuit janvier "
    "février mars avril mai juin juillet août septembre octobre novembre décembre "
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night january february "
    "march april june july august september october november december"
)
_CALENDAR = frozenset(_DAYS_AND_MONTHS.split())


class WordFeatures(NamedTuple):
    """The strings of one word seen from itself, from the word after and before it, and from two words away."""

    word: str
    here: list[str]
    before: list[str]
    after: list[str]
    before2: list[str]
    after2: list[str]


def word_features(text: str, norm: str) -> WordFeatures:
    """The strings of a word; ``norm`` is its look-up form (``Token.norm``)."""
    word = f"<{len(norm)}>" if norm.isdecimal() else _SAME.get(norm, norm)
    if not text.isascii():  # A lone surrogate has no UTF-8 form.
        word, text = (s.encode("utf-8", "replace").decode("utf-8") for s in (word, text))
    form = shape(text)
    here = [f"w={word}", f"f={form}"]
    if word[0].isalpha() or word[0] == "-":
        here += [f"s{n}={word[-n:]}" for n in (1, 2, 3, 4, 5) if len(word) > n]
        here += [f"p{n}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
        here += [f"c={form[:2]}{word[-3:]}"]
        if "-" in word:
            here += ["hyphen", f"h={word.split('-')[0]}", f"t={word.rsplit('-', 1)[1]}"]
    if norm in _CALENDAR:
        here.append("calendar")
    tail = word[-3:]
    return WordFeatures(
        word,
        here,
        [f"-w={word}", f"-s={tail}", f"-f={form}"],
        [f"+w={word}", f"+s={tail}", f"+f={form}"],
        [f"--w={word}", f"--f={form}"],
        [f"++w={word}", f"++f={form}"],
    )


def shape(text: str) -> str:
    """A word's outline: runs of A (upper case), a, 9 and other marks, one letter a run, «Aa-Aa», «AA», «9»."""
    out = ""
    for c in text[:24]:
        kind = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdecimal() else c
        if out[-1:] != kind or (kind == "A" and len(out) == 1):
            out += kind
    return out[:8]


def sentence_features(words: Sequence[WordFeatures], loud: bool) -> list[list[str]]:
    """The strings of every word of one sentence; ``loud`` says that its capitals mean nothing."""
    last = len(words) - 1
    rows = []
    for i, w in enumerate(words):
        row = w.here.copy()
        if i:
            p = words[i - 1]
            row += p.before
            row.append(f"-b={p.word} {w.word}")
            if i > 1:
                row += words[i - 2].before2
                row.append(f"-d={words[i - 2].word} {p.word}")
            else:
                row.append("second")
        else:
            row += ("first", f"1{w.here[1]}")
        if i < last:
            n = words[i + 1]
            row += n.after
            row.append(f"+b={w.word} {n.word}")
            if i < last - 1:
                row += words[i + 2].after2
        else:
            row.append("last")
        if loud:
            row.append("loud")
        rows.append(row)
    return rows


def is_loud(texts: Sequence[str]) -> bool:
    """Whether most letters of a sentence are capitals (a headline set in upper case)."""
    letters = [t for t in texts if t.isalpha() and len(t) > 1]
    return len(letters) > 2 and sum(t.isupper() for t in letters) > 0.6 * len(letters)
