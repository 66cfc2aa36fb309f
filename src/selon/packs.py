"""Read the language packs that ship with selon."""

import re
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from selon.errors import PackError
from selon.lang.pack import LanguagePack, parse_table
from selon.text.fold import fold

LANGUAGES = ("fr", "en")

House = tuple[tuple[str, str], ...]  # the user's own tables: path and text


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
            weights = {w.name: w.read_bytes() for w in sorted(entry.iterdir(), key=lambda e: e.name) if w.is_file()}
    return LanguagePack(code, tables, weights)


def house_tables(folders: Iterable[Path]) -> House:
    """The tables in these folders, where there are any."""
    return tuple((str(p), p.read_text(encoding="utf-8")) for p in sorted(p for f in folders for p in f.glob("*.tsv")))


def with_house_tables(world: LanguagePack, house: House) -> LanguagePack:
    """The world pack with the rows of the user's own tables («countries.tsv», «outlets.tsv» …) added.

    Raises PackError for a table that the world pack does not have, or whose columns differ from it.
    """
    tables = dict(world.tables)
    for path, text in ((Path(name), text) for name, text in house):
        rows = parse_table(text, str(path.with_suffix("")))
        known = tables.get(path.stem)
        if not known:
            raise PackError(f"{path}: no such table; there are: {', '.join(sorted(tables))}")
        if rows and rows[0].cells.keys() != known[0].cells.keys():
            raise PackError(f"{path}: the columns must be {', '.join(known[0].cells)}")
        tables[path.stem] = (*known, *rows)
    return replace(world, tables=tables)


def outlet_table(names: Iterable[str]) -> House:
    """A table of the outlets that print the articles, so that others' citations of them are recognised.

    What selon's own tables know is left out, and a single word that is a given name, or is short: too much else is
    called so.
    """
    world = load_pack("world")
    known = {fold(n) for row in world.rows("outlets") for column in ("fr", "en") for n in row.values(column)}
    known |= {fold(n) for row in world.rows("given_names") for n in row.values("names")}
    told = {n.strip() for n in names if not set("\t\n\r|#~") & set(n.strip())}
    new = sorted(n for n in told if fold(n) not in known and (" " in n or len(n) > 5))
    forms = ("|".join((n, *re.findall(r"^(?:The|Le|La|Les) (\S+ .+)", n))) for n in new)  # «selon le Soir de Lorme»
    rows = "".join(f"{form}\t{form}\t\t\t\n" for form in forms)
    return (("pile/outlets.tsv", f"fr\ten\tcountry\tlanguage\tkind\n{rows}"),) if new else ()
