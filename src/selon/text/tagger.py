"""Tag words (part of speech, mood and tense) and proper names with the weights of a language pack.

The weights are linear-chain models (CRFsuite format) trained by ``tools/train.py``; docs/linguistics.md says
on what.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pycrfsuite

from selon.lang.pack import LanguagePack
from selon.model import Name, Token
from selon.text.conditional import is_auxiliary, is_conditional
from selon.text.features import WordFeatures, is_loud, sentence_features, word_features

WORDS = "words.crfsuite"
NAMES = "names.crfsuite"
# The word tagger reads a sentence without its quotation marks: they tell nothing of the words beside them.
QUOTES = frozenset('«»“”„"‹›')
_MARKS = frozenset([*".,;:!?()[]…–—", "...", "--", "-t-"])
_KEPT = 20_000  # spellings, 2 kB each, reached after some 500 articles; 8,000 already save as much time as 15,000
_NOUNS = frozenset({"envoy", "envoys", "counterpart", "counterparts"})  # the English model takes «envoy» for a verb


@dataclass(frozen=True, slots=True)
class Model:
    """An open model.  CRFsuite reads the weights in place: they must live as long as it does."""

    crf: Any
    weights: bytes = field(repr=False)

    def label(self, items: pycrfsuite.ItemSequence) -> list[str]:
        """The best labels of one sentence."""
        labels: list[str] = self.crf.tag(items)
        return labels


@dataclass(frozen=True, slots=True)
class Tagger:
    """The models of one language, and the strings of spellings already seen (they never change a result)."""

    language: str
    words: Model | None = None
    proper: Model | None = None
    seen: dict[str, WordFeatures] = field(default_factory=dict, repr=False, compare=False)

    def read(self, tokens: list[Token]) -> tuple[list[Token], list[Name]]:
        """``tag`` and ``names`` of one sentence, described once where it holds no quotation mark."""
        inner = [t for t in tokens if t.text not in QUOTES]
        items = self._items(tokens) if tokens else None
        named = names_of(tokens, self.proper.label(items)) if self.proper and tokens else []
        if self.words is None or not tokens:
            return tokens, named
        inner_items = items if len(inner) == len(tokens) else self._items(inner)
        return self.settled(tokens, self.words.label(inner_items) if inner else []), named

    def tag(self, tokens: list[Token]) -> list[Token]:
        """The tokens of one sentence with ``tag`` and ``morph``; unchanged when the pack has no weights."""
        return self.read(tokens)[0]

    def settled(self, tokens: list[Token], labels: Sequence[str]) -> list[Token]:
        """The tokens with labels «TAG|morph», one for each but quotation marks; marks and French moods set right."""
        left = iter(labels)
        first = next((t for t in tokens if t.text not in QUOTES), None)
        return [_marked(t) if t.text in QUOTES else self._tagged(t, next(left), t is first) for t in tokens]

    def names(self, tokens: list[Token]) -> list[Name]:
        """The proper names of one sentence, in order, not nested; code points.  [] without weights."""
        return self.read(tokens)[1]

    def _items(self, tokens: list[Token]) -> pycrfsuite.ItemSequence:
        return pycrfsuite.ItemSequence(self._features(tokens))

    def _features(self, tokens: list[Token]) -> list[list[str]]:
        words = []
        for token in tokens:
            known = self.seen.get(token.text)
            if known is None:
                known = word_features(token.text, token.norm)
                if len(self.seen) < _KEPT:
                    self.seen[token.text] = known
            words.append(known)
        return sentence_features(words, is_loud([t.text for t in tokens]))

    def _tagged(self, token: Token, label: str, first: bool) -> Token:
        if not token.text[-1].isalnum() and token.norm in _MARKS:
            return _marked(token)
        tag, _, morph = label.partition("|")
        if self.language == "fr":
            tag, morph = _mood(token, tag, morph, first)
        elif token.norm in _NOUNS:
            tag, morph = "NOUN", ""
        elif tag == "NOUN" and token.norm in ("speak", "speaks", "met"):
            tag, morph = "VERB", "Fin.Ind.Past" if token.norm == "met" else "Fin.Ind.Pres"
        return Token(token.start, token.end, token.text, token.norm, tag, morph)


def _marked(token: Token) -> Token:
    return Token(token.start, token.end, token.text, token.norm, "PART" if token.norm == "-t-" else "PUNCT")


def _mood(token: Token, tag: str, morph: str, first: bool) -> tuple[str, str]:
    """The model's labels, set right where the form of a French word says more than the model knows."""
    conditional = token.norm[-1:] in "tsz" and is_conditional(token.norm)
    if conditional and (first or not token.text[0].isupper() or tag in ("VERB", "AUX") or token.text.isupper()):
        return ("AUX" if tag == "AUX" or is_auxiliary(token.norm) else "VERB"), "Fin.Cnd.Pres"
    return tag, "Fin.Ind.Imp" if morph == "Fin.Cnd.Pres" else morph


def names_of(tokens: list[Token], labels: list[str]) -> list[Name]:
    """The names that labels «B-PER», «I-PER» … «O» mark; a lone «I-» begins a name."""
    names: list[Name] = []
    open_label = ""
    for token, label in zip(tokens, labels, strict=True):
        kind = label[2:]
        if kind and label[0] == "I" and kind == open_label:
            names[-1] = replace(names[-1], end=token.end)
        elif kind:
            names.append(Name(token.start, token.end, kind))
        open_label = kind
    return names


def load_tagger(pack: LanguagePack) -> Tagger:
    """The tagger of a pack; without weights it leaves the words as they are and finds no names."""
    words, proper = pack.weights.get(WORDS), pack.weights.get(NAMES)
    return Tagger(pack.code, open_model(words) if words else None, open_model(proper) if proper else None)


def open_model(weights: bytes) -> Model:
    """A model ready to label."""
    crf = pycrfsuite.Tagger()
    crf.open_inmemory(weights)
    return Model(crf, weights)
