"""The tables: claims, meetings, channels, sources, denials, positions, proposals, timeline, actors."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import Any

import click

from selon.cli.common import answer, input_options, make_options, question_options
from selon.export import report_json, tables, terminal


def _view(name: str, text: str) -> click.Command:
    @click.command(name, help=text)
    @input_options
    @question_options
    @click.option("--json", "as_json", is_flag=True, help="The records as in the JSON report.")
    @click.option("--csv", "as_csv", is_flag=True, help="CSV with a header.")
    def command(paths: tuple[str, ...], meta: str, as_json: bool, as_csv: bool, **values: Any) -> None:
        options = make_options(values)
        dossier = answer(paths, meta, options)
        if as_json:
            key = {"sources": "origins"}.get(name, name)
            click.echo(json.dumps(report_json.report(dossier.ledger)[key], ensure_ascii=False, indent=1))
            return
        header, rows = tables.table(dossier.ledger, name, dossier.words)
        if as_csv:
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([header, *rows])
            click.echo(out.getvalue(), nl=False)
        elif sys.stdout.isatty():
            click.echo(terminal.columns(header, rows), nl=False)
        else:
            for row in [header, *rows]:
                click.echo("\t".join(" ".join(cell.split()) for cell in row))

    return command


claims = _view("claims", "Who says what, how, through which chain.")
meetings = _view("meetings", "Contacts: who met whom, when, where.")
channels = _view("channels", "Standing lines of contact, with track and status.")
sources = _view("sources", "Where it comes from: reporting lines and independent origins.")
denials = _view("denials", "Who confirms, denies, declines or keeps a distance.")
positions = _view("positions", "What each side wants, offers, refuses.")
proposals = _view("proposals", "Texts and offers that go between sides, with their terms.")
timeline = _view("timeline", "What is dated, with its bounds.")
actors = _view("actors", "Persons, institutions, states, outlets, with aliases and roles.")
