"""Actors and where they are mentioned."""

from __future__ import annotations

from selon.lang.pack import LanguagePack
from selon.model import Actor, Article, Mention


def find_actors(
    article: Article, pack: LanguagePack, world: LanguagePack
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    return (), ()
