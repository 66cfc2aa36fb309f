"""``selon report``: the one-shot dossier."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from selon.cli.common import answer, input_options, make_options, model_option, question_options
from selon.engine.folder import write_whole
from selon.errors import UsageError
from selon.export import html, markdown, report_json, terminal

FORMATS = (".html", ".md", ".json")


@click.command()
@input_options
@question_options
@model_option
@click.option(
    "-o", "--output", default="", metavar="FILE", help="dossier.html, .md or .json; without it, the terminal."
)
@click.option("--quotes-only", is_flag=True, help="Quote what is needed; leave out the full text of the articles.")
def report(paths: tuple[str, ...], meta: str, output: str, **values: Any) -> None:
    """Read articles and write a sourced dossier.

    PATH is a file, a folder or «-».  A folder may hold index.csv (see `selon index`): outlet and date of files.
    """
    suffix = Path(output).suffix.lower()
    if output and suffix not in FORMATS:
        raise UsageError(f"-o: «{output}» must end with {', '.join(FORMATS)}")
    options = make_options(values)
    dossier = answer(paths, meta, options)
    ledger = dossier.ledger
    if not output:
        click.echo(terminal.render(dossier, _width()), nl=False)
        return
    if suffix == ".html":
        text = html.render(dossier, _page(), options.quotes_only)
    else:
        text = markdown.render(dossier) if suffix == ".md" else report_json.render(ledger)
    write_whole(Path(output), text.encode())
    click.echo(f"{output}: {len(ledger.readings)} articles, {len(ledger.channels)} channels, "
               f"{len(ledger.meetings)} meetings, {len(ledger.claims)} claims", err=True)  # fmt: skip


def _page() -> html.Page:
    folder = files("selon.export") / "templates"
    return html.Page(*((folder / f"dossier.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")))


def _width() -> int:
    try:
        return min(os.get_terminal_size().columns, 120)
    except OSError:
        return 100
