"""A spaCy pipeline of the user's own in place of our taggers (``--model NAME``); imported only when asked for."""

import importlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from selon.errors import UsageError
from selon.model import Name, Token
from selon.pipeline import Toolkit
from selon.text.tagger import QUOTES, Tagger

_NAMES: Mapping[str, str] = MappingProxyType(
    {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG", "MISC": "MISC"}
)


@lru_cache(maxsize=1)
def load_pipeline(name: str) -> Any:
    """The pipeline of that name or path.  Raises UsageError when spaCy or the pipeline is not installed."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise UsageError("--model needs spaCy: pip install 'selon[spacy]'") from error
    try:
        return spacy.load(name)
    except OSError as error:
        raise UsageError(f"--model: no spaCy pipeline «{name}»; try: python -m spacy download {name}") from error


def version_of(name: str) -> str:
    """The name of the pipeline and its version; "" without a name."""
    return f"{name} {load_pipeline(name).meta.get('version', '')}" if name else ""


def with_pipeline(kit: Toolkit, name: str) -> Toolkit:
    """The toolkit with the pipeline's tags and names, if it is one for the toolkit's language."""
    nlp = load_pipeline(name) if name else None
    return kit if nlp is None or nlp.lang != kit.pack.code else replace(kit, tagger=SpacyTagger(nlp, kit.pack.code))


class SpacyTagger:
    """Tags and names by a pipeline, on our tokens: ``pos_``, ``morph`` and ``ents`` are read, nothing else."""

    def __init__(self, nlp: Any, language: str) -> None:
        self._nlp = nlp
        self._own = Tagger(language)

    def read(self, tokens: list[Token]) -> tuple[list[Token], list[Name]]:
        """The tokens of one sentence with ``tag`` and ``morph``, French moods set right as with our own tagger; its
        named entities that are persons, places or organisations (code points)."""
        if not tokens:
            return tokens, []
        spaces = [t.end < n.start for t, n in zip(tokens, [*tokens[1:], tokens[-1]], strict=True)]
        doc = importlib.import_module("spacy.tokens").Doc
        words = self._nlp(doc(self._nlp.vocab, words=[t.text for t in tokens], spaces=spaces))
        pairs = zip(tokens, words, strict=True)
        tagged = self._own.settled(tokens, [f"{w.pos_}|{_form(w)}" for token, w in pairs if token.text not in QUOTES])
        known = [(e, _NAMES[e.label_]) for e in words.ents if e.label_ in _NAMES]
        return tagged, [Name(tokens[e.start].start, tokens[e.end - 1].end, label) for e, label in known]


def _form(word: Any) -> str:
    """Mood and tense in our words: «Fin.Ind.Past», «Part.Past», «Inf»; "" for what is no verb."""
    form = "".join(word.morph.get("VerbForm")[:1]) if word.pos_ in ("VERB", "AUX") else ""
    mood = "".join(word.morph.get("Mood")[:1]) or "Ind"
    tense = "".join(word.morph.get("Tense")[:1]) or "Pres"
    return f"Fin.{mood}.{tense}" if form == "Fin" else f"Part.{tense}" if form == "Part" else form
