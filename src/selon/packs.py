"""Read the language packs that ship with selon."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from selon.errors import PackError
from selon.lang.pack import LanguagePack, parse_table

LANGUAGES = ("fr", "en")


def load_pack(code: str) -> LanguagePack:
    """The pack of a language («fr», «en») or of the world («world»: countries, institutions, outlets)."""
    folder = files("selon.lang") / code
    if not folder.is_dir():
        raise PackError(f"no language pack {code!r}; there are: {', '.join(LANGUAGES)}")
    tables, weights = {}, {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".tsv"):
            name = entry.name.removesuffix(".tsv")
            tables[name] = parse_table(entry.read_text(encoding="utf-8"), f"{code}/{name}")
        elif entry.name == "weights":
            weights = {w.name: w.read_bytes() for w in _files(entry)}
    return LanguagePack(code, tables, weights)


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((e for e in folder.iterdir() if e.is_file()), key=lambda e: e.name)
