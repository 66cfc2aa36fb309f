"""``selon report``: the one-shot dossier."""

from importlib.resources import files
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from selon.cli.common import answer, model_option, question_options
from selon.cli.given import input_options
from selon.engine.folder import write_whole
from selon.errors import UsageError
from selon.export import html, markdown, report_json, terminal

FORMATS = (".html", ".md", ".json")


@click.command()
@input_options
@question_options
@model_option
@click.option("-o", "--output", default="", metavar="FILE", help="dossier.html, .md or .json; else the terminal.")
@click.option("--quotes-only", is_flag=True, help="Quote what is needed; leave out the full text of the articles.")
def report(paths: tuple[str, ...], meta: str, output: str, quotes_only: bool, **values: Any) -> None:
    """Read articles and write a sourced dossier.

    PATH is a file, a folder or «-».  A folder may hold index.csv (see `selon index`): outlet and date of files.
    """
    suffix = Path(output).suffix.lower()
    if output and suffix not in FORMATS:
        raise UsageError(f"-o: «{output}» must end with {', '.join(FORMATS)}")
    dossier = answer(paths, meta, values)
    ledger = dossier.ledger
    if not output:
        click.echo(terminal.render(dossier, min(get_terminal_size((100, 0)).columns, 120)), nl=False)
        return
    if suffix == ".json":
        text = report_json.render(ledger)
    else:
        templates = {f.name: f.read_text(encoding="utf-8") for f in (files("selon.export") / "templates").iterdir()}
        text = markdown.render(dossier, templates) if suffix == ".md" else html.render(dossier, templates, quotes_only)
    write_whole(Path(output), text.encode())
    click.echo(f"{output}: {len(ledger.readings)} articles, {len(ledger.channels)} channels, "
               f"{len(ledger.meetings)} meetings, {len(ledger.claims)} claims", err=True)  # fmt: skip
