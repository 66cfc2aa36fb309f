"""The command line.  A table of commands; each lives in a module that is imported only when it runs."""

import importlib
import os
import sys
from typing import Any

import click

from selon import __version__
from selon.errors import SelonError, UsageError

# command → (module, one line of help); imported late so that --help answers at once.
COMMANDS = {
    "report": ("report", "Read articles and write a sourced dossier."),
    "claims": ("views", "Who says what, how, through which chain."),
    "meetings": ("views", "Contacts: who met whom, when, where."),
    "channels": ("views", "Standing lines of contact, with track and status."),
    "sources": ("views", "Where it comes from: reporting lines and independent origins."),
    "denials": ("views", "Who confirms, denies, declines or keeps a distance."),
    "positions": ("views", "What each side wants, offers, refuses."),
    "proposals": ("views", "Texts and offers that go between sides, with their terms."),
    "timeline": ("views", "What is dated, with its bounds."),
    "actors": ("views", "Persons, institutions, states, outlets, with aliases and roles."),
    "show": ("show", "One item: its quote in context, its chain, the rule that found it."),
    "export": ("export", "The dossier in the form of other tools: PLOVER events."),
    "attributions": ("layers", "Who says what: source, cue and content spans, one JSON object a document."),
    "times": ("layers", "Time expressions with TIMEX3 and EDTF values, one JSON object a document."),
    "reuse": ("reuse", "Who copied whom: pairs of documents that share text, with the passages, as JSONL."),
    "eval": ("eval", "Score attributions against gold, in every published mode."),
    "extract": ("extract", "Read a large corpus into a folder, from which the other commands answer."),
    "index": ("index", "Write an index.csv to fill in: outlet, date, address."),
    "doctor": ("doctor", "Check that this installation can read what it should."),
}


class LateGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name, text = COMMANDS[cmd_name]
        module: Any = importlib.import_module(f"selon.cli.{name}")
        made: click.Command = module.make(cmd_name, text) if hasattr(module, "make") else getattr(module, cmd_name)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="selon")
def cli() -> None:
    """selon: every fact, according to whom.

    Turns news articles about talks held behind closed doors into a sourced dossier.  Nothing leaves this machine.

    \b
    Start with:  selon report FOLDER -o dossier.html
    """


def main() -> None:
    """Entry point: 0 ok, 1 error, 2 usage."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else 1)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SelonError as error:
        click.echo(f"selon: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
