"""The dossier as plain text for a terminal, and tables in columns."""

import textwrap
from collections.abc import Iterable, Sequence

from selon.dossier import Dossier, Entry
from selon.wording import Clause, Words

_QUOTES = 2  # quotes shown for an entry: enough to judge it; the page holds all
_WIDEST = 48  # characters of a column


def render(dossier: Dossier, width: int = 100) -> str:
    """Text of at most ``width`` characters a line; each fact ends with its address «document:start-end»."""
    words = dossier.words
    count = len(dossier.ledger.readings)
    out = [f"{dossier.title}: {count} {words['article' if count == 1 else 'articles']}"]
    for section in dossier.sections:
        out += ["", section.title.upper(), ""]
        if section.key == "claims":  # hundreds of lines: the command shows them as a table
            out.append(f"{len(section.entries)}: selon claims PATH…")
            continue
        for entry in section.entries:
            out += _entry(entry, words, width)
    return "\n".join(out) + "\n"


def _entry(entry: Entry, words: Words, width: int) -> Iterable[str]:
    if entry.head:
        yield from _wrap(f"{entry.head}  [{entry.id}]", width, "", "  ")
    if entry.sentence:
        yield from _wrap(_text(entry.sentence, words), width, "  ", "  ")
    quotes = [line for line in entry.lines if line[0] == words["quote"]]
    for label, clauses in [line for line in entry.lines if line[0] != words["quote"]] + quotes[:_QUOTES]:
        text = f"{words['clause_separator']} ".join(filter(None, (c.text.strip() for c in clauses)))
        if not text:
            continue
        yield from _wrap(f"{label}{words.colon}{text}{_addresses(clauses[:1], words)}", width, "    ", "      ")
    if entry.lines:
        yield ""


def _text(clauses: Sequence[Clause], words: Words) -> str:
    return " ".join(c.text for c in clauses) + _addresses(clauses, words)


def _addresses(clauses: Sequence[Clause], words: Words) -> str:
    found = dict.fromkeys(words.address(e) for c in clauses for e in c.evidence[:1])
    return "  (" + ", ".join(list(found)[:3]) + ")" if found else ""


def _wrap(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in aligned columns, cells cut at 48 characters."""
    table = [[_cut(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join(lines) + "\n"


def _cut(cell: str) -> str:
    plain = " ".join(cell.split())
    return plain if len(plain) <= _WIDEST else plain[: _WIDEST - 1] + "…"
