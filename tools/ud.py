"""Read treebanks (CoNLL-U) and lay their labels over selon's own tokens."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selon.model import Token
from selon.text.fold import uniform
from selon.text.tokens import tokenise


@dataclass(frozen=True)
class Word:
    """One surface token of a treebank: a word, or a contraction («du») with the labels of its first part."""

    form: str
    upos: str
    feats: dict[str, str]
    misc: str
    space: bool


def sentences(path: Path) -> Iterator[list[Word]]:
    """The sentences of one gzipped CoNLL-U file."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10:
                rows.append(cells)
            elif not line.strip() and rows:
                yield _surface(rows)
                rows = []
    if rows:
        yield _surface(rows)


def _surface(rows: list[list[str]]) -> list[Word]:
    """The words as written: «du» is one word with the labels of «de», «don't» is two."""
    words: list[Word] = []
    hidden: range = range(0)
    for n, cells in enumerate(rows):
        number = cells[0]
        if "-" in number:
            first, last = map(int, number.split("-"))
            parts = rows[n + 1 : n + 2 + last - first]
            if "".join(p[1] for p in parts) == cells[1]:
                parts[-1][9] = cells[9]
                for part in parts[:-1]:
                    part[9] += "|SpaceAfter=No"
            else:
                words.append(_word([*cells[:3], *parts[0][3:9], cells[9]]))
                hidden = range(first, last + 1)
        elif "." not in number and int(number) not in hidden:
            words.append(_word(cells))
    return words


def _word(cells: list[str]) -> Word:
    feats = dict(f.split("=", 1) for f in cells[5].split("|") if "=" in f)
    return Word(cells[1].replace(" ", ""), cells[3], feats, cells[9], "SpaceAfter=No" not in cells[9])


def morph(word: Word) -> str:
    """Mood and tense as in ``Token.morph``: «Fin.Cnd.Pres», «Inf», «Part.Past» … "" for what is not a verb."""
    if word.upos not in ("VERB", "AUX"):
        return ""
    form = word.feats.get("VerbForm", "")
    if form == "Fin" or "Mood" in word.feats:
        return f"Fin.{word.feats.get('Mood', 'Ind')}.{word.feats.get('Tense', 'Pres')}"
    return ".".join(p for p in (form, word.feats.get("Tense", "")) if p) if form == "Part" else form


def laid_over(words: list[Word], language: str) -> tuple[list[Token], list[Word | None]]:
    """selon's tokens of the sentence's text, each with the treebank word that it begins in.

    A token that spans several words takes the last one's labels (a compound's head, «long-term»); a part of a
    word takes the word's.  The hyphen of an inversion («-», «-t-») has None.
    """
    text, owner = "", []
    for n, word in enumerate(words):
        text += word.form + (" " if word.space else "")
        owner += [n] * (len(word.form) + word.space)
    tokens = tokenise(uniform(text), 0, len(text), language)
    labels: list[Word | None] = []
    for token in tokens:
        if language == "fr" and token.norm in ("-", "-t-") and words[owner[token.start]].upos == "PRON":
            labels.append(None)
        else:
            labels.append(words[owner[token.end - 1]])
    return tokens, labels
