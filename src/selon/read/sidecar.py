"""index.csv: what the user knows of the files and the text does not say (outlet, date, address, language).

Columns: path, outlet, published, basis, translated_from, url; others are ignored.  Paths are relative to the
folder of the CSV.  ``basis`` «deduced» keeps the date as deduced; anything else counts as said by the user.
"""

from __future__ import annotations

import csv
from pathlib import Path

from selon.model import Problem
from selon.read.document import Meta, edtf_date

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
    name = (row.get("path") or "").strip()
    target = (path.parent / name).resolve()
    if not name or not target.is_file():
        problems.append(Problem("metadata", f"no such file: {name or '(empty)'}", str(path), line))
        return
    value = (row.get("published") or "").strip()
    published = edtf_date(value) if value else ""
    if published is None:
        problems.append(
            Problem("date", f"«{value}» is not a date such as 2031, 2031-05 or 2031-05-07", str(path), line)
        )
    index[target] = Meta(
        outlet=(row.get("outlet") or "").strip(),
        published=published or "",
        basis="deduced" if (row.get("basis") or "").strip() == "deduced" else "user",
        translated_from=(row.get("translated_from") or "").strip(),
        url=(row.get("url") or "").strip(),
        language=(row.get("language") or "").strip(),
    )
