"""The tables: claims, meetings, channels, sources, denials, positions, proposals, timeline, actors."""

import csv
import json
import sys
from typing import Any

import click

from selon.cli.common import answer, question_options
from selon.cli.given import input_options
from selon.export import report_json, tables, terminal


def make(name: str, text: str) -> click.Command:
    """The command that prints one table."""

    @click.command(name, help=text)
    @input_options
    @question_options
    @click.option("--json", "as_json", is_flag=True, help="The records as in the JSON report.")
    @click.option("--csv", "as_csv", is_flag=True, help="CSV with a header.")
    def command(paths: tuple[str, ...], meta: str, as_json: bool, as_csv: bool, **values: Any) -> None:
        dossier = answer(paths, meta, values)
        if as_json:
            key = {"sources": "origins"}.get(name, name)
            click.echo(json.dumps(report_json.report(dossier.ledger)[key], ensure_ascii=False, indent=1))
            return
        header, rows = tables.table(dossier.ledger, name, dossier.words)
        if as_csv:
            csv.writer(sys.stdout, lineterminator="\n").writerows([header, *rows])
        elif sys.stdout.isatty():
            click.echo(terminal.columns(header, rows), nl=False)
        else:
            for row in [header, *rows]:
                click.echo("\t".join(" ".join(cell.split()) for cell in row))

    return command
