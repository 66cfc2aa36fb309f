"""Train the word taggers (part of speech, mood and tense) from Universal Dependencies treebanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import ud
from fit import Example, fit
from selon.model import Token
from selon.text.fold import uniform
from selon.text.tagger import QUOTES

TRAIN = {
    "fr": ["fr/fr_sequoia-ud-train", "fr/fr_sequoia-ud-dev", "fr/fr_fqb-ud-test"],
    "en": ["en/en_ewt-ud-train", "en/en_gum-free-documents"],
}


def examples(path: Path, language: str) -> list[Example]:
    """The sentences of a treebank as tokens and labels («VERB|Fin.Ind.Pres», «NOUN»)."""
    out = []
    for words in ud.sentences(path):
        tokens, owners = ud.laid_over(words, language)
        out.append((tokens, [label(t, w) for t, w in zip(tokens, owners, strict=True)]))
    return out


def label(token: Token, word: ud.Word | None) -> str:
    """The label of one token; the hyphen of an inversion is a particle."""
    if word is None:
        return "PART"
    if uniform(word.form).lower() != token.norm and not any(c.isalnum() for c in token.text):
        return "PUNCT" if token.text not in "/+=°%€$&" else "SYM"
    if word.upos == "X" and token.text[0].isupper():
        return "PROPN"
    morph = ud.morph(word)
    return f"{word.upos}|{morph}" if morph else word.upos


def train(data: Iterable[Example], out: Path, rounds: int, minfreq: int) -> None:
    """Train on the sentences; every ninth comes a second time in capitals, for headlines."""
    fit(prepared(data), out, rounds, minfreq, pairs=2)


def prepared(data: Iterable[Example]) -> Iterator[Example]:
    """The sentences without their quotation marks, as the tagger reads them."""
    for n, (tokens, labels) in enumerate(data):
        kept = [(t, y) for t, y in zip(tokens, labels, strict=True) if t.text not in QUOTES]
        words, answers = [t for t, _ in kept], [y for _, y in kept]
        yield words, answers
        if n % 9 == 0:
            yield [replace(t, text=t.text.upper()) for t in words], answers
