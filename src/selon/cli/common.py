"""What the commands share: options, and paths → ledger."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, starmap
from typing import Any, TypeVar

import click

from selon.dossier import Dossier, make_dossier
from selon.engine.folder import load, read_manifest
from selon.engine.reader import Reader, house_of
from selon.errors import InputError, UsageError
from selon.ledger import read_labels
from selon.model import Document, Ledger, Problem, Reading
from selon.options import Options
from selon.packs import LANGUAGES, load_pack, outlet_table
from selon.pipeline import build_ledger
from selon.query import as_of, select
from selon.read.files import read_paths, repeated

F = TypeVar("F", bound=Callable[..., Any])

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


def input_options(function: F) -> F:
    """PATH… and what is known of the texts."""
    function = click.option("--pack", type=click.Choice(LANGUAGES), help="Language of the texts (else detected).")(
        function
    )
    function = click.option("--meta", default="", metavar="FILE", help="CSV like index.csv: path, outlet, published…")(
        function
    )
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(function)


def model_option(function: F) -> F:
    """A tagger of the user's own."""
    text = "A spaCy pipeline that tags the texts of its language: pip install 'selon[spacy]'."
    return click.option("--model", default="", metavar="NAME", help=text)(function)


def question_options(function: F) -> F:
    """What part of the dossier is wanted."""
    for name, text in (
        ("--as-of", "Leave out documents published later."),
        ("--until", "Only what can have been on this day or before."),
        ("--since", "Only what can have been on this day or later."),
    ):
        function = click.option(name, default="", metavar="DATE", help=text)(function)
    function = click.option("--about", default="", metavar="NAME", help="Only what concerns this actor.")(function)
    return click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", help="Language of the labels.")(
        function
    )


def make_options(values: dict[str, Any]) -> Options:
    """Options from the flags.  Raises UsageError on a date that is none."""
    for name in ("since", "until", "as_of"):
        if values.get(name) and not _DAY.match(values[name]):
            raise UsageError(f"--{name.replace('_', '-')}: «{values[name]}» is not a date such as 2031-05-07")
    return Options(
        language=values.get("lang") or "fr",
        pack=values.get("pack") or "",
        about=values.get("about") or "",
        since=_first_day(values.get("since") or ""),
        until=_last_day(values.get("until") or ""),
        as_of=_last_day(values.get("as_of") or ""),
        quotes_only=bool(values.get("quotes_only")),
        model=values.get("model") or "",
    )


def _first_day(text: str) -> str:
    return text + {4: "-01-01", 7: "-01"}.get(len(text), "")


def _last_day(text: str) -> str:
    return text + {4: "-12-31", 7: "-31"}.get(len(text), "")


def read_all(paths: tuple[str, ...], meta: str, options: Options) -> tuple[Ledger, list[Problem]]:
    """Read (or load what ``extract`` read) and link.  Raises InputError when there is nothing; tells problems."""
    folders = {path: manifest for path in paths if (manifest := read_manifest(path))}
    articles = [p for p in paths if p not in folders]
    if not articles and (meta or options.pack or options.model):
        raise UsageError("--meta, --pack and --model are for articles; an extracted folder was read with its own")
    items = list(read_paths(articles, meta, options.pack))
    house = {*house_of(articles), *(table for manifest in folders.values() for table in manifest.house)}
    house |= set(outlet_table(item.outlet for item in items if isinstance(item, Document)))
    reader = Reader(tuple(sorted(house)), options.model)
    readings: list[Reading] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for item in chain(items, *starmap(load, folders.items())):
        result = reader.try_read(item) if isinstance(item, Document) else item
        if isinstance(result, Reading):
            result = repeated(result.document, seen) or result
        if isinstance(result, Problem):
            tell(result)
            problems.append(result)
        else:
            readings.append(result)
            progress(len(readings))
    progress(0)
    if not readings:
        raise InputError("nothing could be read")
    ledger = build_ledger(as_of(readings, options.as_of), reader.world, labels(options))
    return replace(ledger, problems=tuple(sorted({*ledger.problems, *problems}, key=_order))), problems


def labels(options: Options) -> Mapping[str, str]:
    """The words of the dossier in the language of the options."""
    return read_labels(load_pack(options.language))


def answer(paths: tuple[str, ...], meta: str, options: Options) -> Dossier:
    """The dossier of the part of the ledger that was asked for."""
    ledger, _ = read_all(paths, meta, options)
    return make_dossier(select(ledger, options), labels(options))


def _order(problem: Problem) -> tuple[str, int, str, int]:
    return (problem.path or problem.document, problem.line or 0, problem.code, problem.start or 0)


def documents(paths: tuple[str, ...], meta: str, pack: str) -> Iterator[Document]:
    """The documents alone, streaming, those given twice too; problems go to stderr."""
    for item in read_paths(paths, meta, pack, once=False):
        if isinstance(item, Problem):
            tell(item)
        else:
            yield item


def tell(problem: Problem) -> None:
    """One line on stderr: place, code, message."""
    line = f":{problem.line}" if problem.line else ""
    click.echo(f"{problem.path}{line}: {problem.code}: {problem.message}", err=True)


def progress(count: int) -> None:
    """A counter on stderr when a person watches; 0 clears it."""
    if sys.stderr.isatty() and (count == 0 or count % 10 == 0):
        click.echo(f"\r{count} articles" if count else "\r" + " " * 20 + "\r", nl=False, err=True)
