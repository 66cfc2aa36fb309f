"""The records as rows of strings: the tables of the command line, CSV and TSV."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from selon.model import Ledger
from selon.wording import Words, who

# View → the list of the ledger, and the columns.
_VIEWS = MappingProxyType(
    {
        "claims": ("claims", "id by act presented text chain date where"),
        "meetings": ("meetings", "id date who place medium modality status origins where"),
        "channels": ("channels", "id name track basis stage status frequency origins where"),
        "sources": ("origins", "id about independent lines why where"),
        "denials": ("responses", "id by kind facet strength target where"),
        "positions": ("positions", "id holder kind content topic by since where"),
        "proposals": ("proposals", "id author name terms by where"),
        "timeline": ("timeline", "date from to label about where"),
        "actors": ("actors", "id kind name aliases roles country sector where"),
    }
)
# Column, or view and column → its cell; any other column is the field of its name.
_CELLS: MappingProxyType[str, Callable[[Any, Words], Any]] = MappingProxyType(
    {
        "where": lambda r, words: words.address(r.evidence[0]) if r.evidence else "",
        "chain": lambda c, words: words.chain(c),
        "meetings date": lambda m, words: words.date(m),
        "who": lambda m, words: who(m.participants),
        "origins": lambda r, words: r.independent_origins,
        "basis": lambda c, words: c.track_basis,
        "frequency": lambda c, words: c.frequency.text if c.frequency else "",
        "sources about": lambda o, words: words.name(o.about),
        "lines": lambda o, words: " | ".join(f"{line.outlet}: {line.source}".strip(": ") for line in o.lines),
        "facet": lambda r, words: " ".join(r.facet),
        "target": lambda r, words: words.name(r.target),
        "terms": lambda p, words: " | ".join(
            f"{t.topic}: {t.value}" + (f" (≠ {t.versus})" if t.versus else "") for t in p.terms
        ),
        "from": lambda e, words: e.lo,
        "to": lambda e, words: e.hi,
        "aliases": lambda a, words: " | ".join(a.aliases),
        "roles": lambda a, words: " | ".join(r.title for r in a.roles),
    }
)


def table(ledger: Ledger, view: str, words: Words) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a view."""
    field, columns = _VIEWS[view]
    header = columns.split()
    return header, [[_cell(record, view, column, words) for column in header] for record in getattr(ledger, field)]


def _cell(record: Any, view: str, column: str, words: Words) -> str:
    make = _CELLS.get(f"{view} {column}") or _CELLS.get(column)
    value = make(record, words) if make else getattr(record, column)
    return "" if value is None else str(value)
