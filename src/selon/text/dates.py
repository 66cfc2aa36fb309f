"""Time expressions."""

from __future__ import annotations

from selon.lang.pack import LanguagePack
from selon.model import Article, TimeRef


def find_times(article: Article, pack: LanguagePack) -> tuple[TimeRef, ...]:
    return ()
