"""Train the word taggers (part of speech, mood and tense) from Universal Dependencies treebanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pycrfsuite
import ud

from selon.model import Token
from selon.text.features import is_loud, sentence_features, word_features
from selon.text.fold import uniform
from selon.text.tagger import QUOTES

Example = tuple[list[Token], list[str]]

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
    """Train an averaged perceptron; no chance is involved but the order of the sentences.

    Every ninth sentence comes a second time in capitals, for headlines.
    """
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": rounds, "feature.minfreq": minfreq})
    for n, (tokens, labels) in enumerate(data):
        kept = [(t, y) for t, y in zip(tokens, labels, strict=True) if t.text not in QUOTES]
        if not kept:
            continue
        words, answers = [t for t, _ in kept], [y for _, y in kept]
        trainer.append(features(words), answers)
        if n % 9 == 0:
            trainer.append(features([replace(t, text=t.text.upper()) for t in words]), answers)
    out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(out))


def features(tokens: list[Token]) -> list[list[str]]:
    """What the tagger looks at."""
    return sentence_features([word_features(t.text, t.norm) for t in tokens], is_loud([t.text for t in tokens]))
