"""index.csv: what the user knows of the files and the text does not say (outlet, date, address, language).

Columns: path, outlet, published, basis, translated_from, url; others are ignored.  Paths are relative to the
folder of the CSV.  ``basis`` «deduced» keeps the date as deduced; anything else counts as said by the user.
"""

import csv
from pathlib import Path

from selon.model import Problem
from selon.read.document import Meta, published

NAME = "index.csv"
COLUMNS = ("path", "outlet", "published", "basis", "translated_from", "url")

Index = dict[Path, Meta]


def read_index(path: Path) -> tuple[Index, list[Problem]]:
    """The rows by absolute path, and the problems of rows that cannot be used."""
    index: Index = {}
    problems: list[Problem] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if not reader.fieldnames or "path" not in reader.fieldnames:
                return {}, [Problem("metadata", f"no column «path»; expected {', '.join(COLUMNS)}", str(path))]
            for row in reader:
                _take(row, path, reader.line_num, index, problems)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem("metadata", f"cannot be read: {error}", str(path)))
    return index, problems


def _take(row: dict[str, str | None], path: Path, line: int, index: Index, problems: list[Problem]) -> None:
    cells = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
    name = cells.get("path", "")
    target = (path.parent / name).resolve()
    if not name or not target.is_file():
        problems.append(Problem("metadata", f"no such file: {name or '(empty)'}", str(path), line))
        return
    date, faults = published(cells.get("published", ""), str(path), line)
    problems += faults
    basis = "deduced" if cells.get("basis") == "deduced" else "user"
    told = {key: cells.get(key, "") for key in ("outlet", "translated_from", "url", "language")}
    index[target] = Meta(published=date, basis=basis, **told)
