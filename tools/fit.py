"""Train one linear-chain model on sentences of tokens and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from selon.model import Token
from selon.text.features import is_loud, sentence_features, word_features

Example = tuple[list[Token], list[str]]

# Strings about two words at once: most of a model's size.
_PAIRS = ("-b=", "+b=", "-d=")


def fit(data: Iterable[Example], out: Path, rounds: int, minfreq: int = 1, pairs: int = 1) -> None:
    """Train an averaged perceptron; no chance is involved but the order of the sentences.

    A model leaves out what it sees less than ``minfreq`` times, and pairs of words less than ``pairs`` times.
    """
    rows = [(features(tokens), labels) for tokens, labels in data if tokens]
    count = Counter(s for sentence, _ in rows for word in sentence for s in word if s.startswith(_PAIRS))
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": rounds, "feature.minfreq": minfreq})
    for sentence, labels in rows:
        trainer.append(
            [[s for s in word if not s.startswith(_PAIRS) or count[s] >= pairs] for word in sentence], labels
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(out))


def features(tokens: list[Token]) -> list[list[str]]:
    """What the taggers look at."""
    return sentence_features([word_features(t.text, t.norm) for t in tokens], is_loud([t.text for t in tokens]))
