"""The language of a document, by a library; only where its metadata does not say."""

from functools import cache
from typing import Any

_KNOWN = ("fr", "en", "es", "de", "ru", "uk", "ar", "it", "pt")


@cache
def _identifier() -> Any:
    # Imported late: the model takes 0.7 s to load, and a JSONL that states its languages never needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_KNOWN))
    return identifier


def detect_language(text: str) -> str:
    """ISO 639-1 code of the text, among those that selon knows of."""
    return str(_identifier().classify(text[:2000])[0])
