"""``selon show``: one item of the dossier with all that it rests on."""

from typing import Any

import click

from selon.cli.common import answer, question_options
from selon.cli.given import input_options
from selon.errors import UsageError
from selon.export import item


@click.command()
@click.argument("id_", metavar="ID")
@input_options
@question_options
@click.option("--explain", is_flag=True, help="Also the rule or table row that found it.")
def show(id_: str, paths: tuple[str, ...], meta: str, explain: bool, **values: Any) -> None:
    """Show the item ID (as printed by the tables): its quote in context, its chain, who denies it.

    The beginning of an ID is enough when it is the only one.
    """
    dossier = answer(paths, meta, values)
    found = item.find(dossier.ledger, id_)
    if len(found) != 1:
        what = "no item has" if not found else f"{len(found)} items have"
        raise UsageError(f"{what} the id {id_}")
    click.echo(item.render(found[0], dossier.words, explain), nl=False)
