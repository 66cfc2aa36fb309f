"""Attributions: who says what."""

from __future__ import annotations

from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Attribution, Mention, Span


def find_attributions(
    article: Article, actors: tuple[Actor, ...], mentions: tuple[Mention, ...], pack: LanguagePack
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    return (), ()
