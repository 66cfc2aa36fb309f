"""``selon index``: a sidecar to fill in, for what the texts do not say."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from selon.engine.folder import write_whole
from selon.engine.reader import Reader
from selon.errors import UsageError
from selon.model import Document
from selon.read.files import READ, read_paths
from selon.read.sidecar import COLUMNS, NAME
from selon.text.layout import with_head_date


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over an index.csv that is there.")
def index(folder: Path, force: bool) -> None:
    """Write FOLDER/index.csv with one row a file: fill in the outlet, the date and the address.

    Dates that stand at the head of a text or in a page's metadata are filled in; the others are yours to say.
    """
    target = folder / NAME
    if target.exists() and not force:
        raise UsageError(f"{target} is there already; --force writes over it")
    out = io.StringIO()
    rows = list(_rows(folder))
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    write_whole(target, out.getvalue().encode())
    click.echo(f"{target}: {len(rows)} files; fill in the outlet and the date of each", err=True)


def _rows(folder: Path) -> Iterator[Sequence[object]]:
    reader = Reader()
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in READ and p.suffix != ".jsonl"):
        for found in (item for item in read_paths([str(path)]) if isinstance(item, Document)):
            dated = with_head_date(found, reader.kit(found.language).layout)
            yield path.relative_to(folder), dated.outlet, dated.published or "", "", "", dated.url
