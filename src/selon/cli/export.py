"""``selon export``: the dossier in the form of other tools."""

from typing import Any

import click

from selon.cli.common import answer, question_options
from selon.cli.given import input_options
from selon.export import plover


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["plover"]))
@input_options
@question_options
def export(form: str, paths: tuple[str, ...], meta: str, **values: Any) -> None:
    """Write the dossier for other tools.  FORMAT: plover (JSONL events, PLOVER 2.0 with x_selon)."""
    dossier = answer(paths, meta, values)
    click.echo(plover.render(dossier.ledger, dossier.words), nl=False)
