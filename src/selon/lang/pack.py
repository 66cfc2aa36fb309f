"""A language pack: the tables (and weights) that hold what selon knows of one language.

A table is a TSV file: a header line, then one row a line; lines that begin with ``#`` and empty lines are left
out; several values in one cell stand between ``|``.  Rows remember their place («fr/verbs.tsv:41»): it is the reason
that ``--explain`` prints.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selon.errors import PackError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``place`` is «<language>/<table>.tsv:<line>»."""

    cells: Mapping[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The cell's values, split at ``|``; () for an empty cell."""
        return tuple(v for v in self.cells[column].split("|") if v)


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """The tables by name (without «.tsv») and the weights by file name, as read by ``selon.packs``."""

    code: str
    tables: Mapping[str, tuple[Row, ...]]
    weights: Mapping[str, bytes] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; () when the pack has no such table."""
        return self.tables.get(table, ())


def parse_table(text: str, name: str) -> tuple[Row, ...]:
    """Parse one TSV table.  Raises PackError, with the place, on a row with another number of cells."""
    return tuple(_rows(text, name))


def _rows(text: str, name: str) -> Iterator[Row]:
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip(" \r") for cell in line.split("\t")]
        if not header:
            header = cells
        elif len(cells) > len(header):
            raise PackError(f"{name}.tsv:{number}: {len(cells)} cells, {len(header)} columns")
        else:
            cells += [""] * (len(header) - len(cells))
            yield Row(dict(zip(header, cells, strict=True)), f"{name}.tsv:{number}")
