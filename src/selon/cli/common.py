"""What the commands share: options, and paths → ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, starmap
from typing import Any

import click

from selon.cli.given import tell, text_option, together
from selon.cli.progress import Progress
from selon.dossier import Dossier, make_dossier
from selon.engine.folder import load, read_manifest
from selon.engine.reader import Reader, house_of
from selon.errors import InputError, UsageError
from selon.ledger import read_labels
from selon.model import Document, Ledger, Problem, Reading
from selon.options import Options
from selon.packs import load_pack, outlet_table
from selon.pipeline import build_ledger
from selon.query import as_of, select
from selon.read.files import read_paths, repeated

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_FIRST, _LAST = {4: "-01-01", 7: "-01"}, {4: "-12-31", 7: "-31"}  # what a year or a month lacks to be a day


question_options = together(
    click.option("--lang", "language", type=click.Choice(["fr", "en"]), default="fr", help="Language of the labels."),
    text_option("--about", "NAME", "Only what concerns this actor."),
    text_option("--since", "DATE", "Only what can have been on this day or later."),
    text_option("--until", "DATE", "Only what can have been on this day or before."),
    text_option("--as-of", "DATE", "Leave out documents published later."),
)
model_option = text_option(
    "--model", "NAME", "A spaCy pipeline that tags the texts of its language: pip install 'selon[spacy]'."
)


def make_options(values: Mapping[str, Any]) -> Options:
    """Options from the flags of the same names.  Raises UsageError on a date that is none."""
    given = {name: value for name, value in values.items() if value}
    for name in {"since", "until", "as_of"} & given.keys():
        if not _DAY.match(given[name]):
            raise UsageError(f"--{name.replace('_', '-')}: «{given[name]}» is not a date such as 2031-05-07")
        given[name] += (_FIRST if name == "since" else _LAST).get(len(given[name]), "")
    return Options(**given)


def read_all(paths: Sequence[str], meta: str, options: Options) -> Ledger:
    """Read (or load what ``extract`` read) and link.  Raises InputError when there is nothing; tells problems."""
    folders = {path: manifest for path in paths if (manifest := read_manifest(path))}
    articles = [p for p in paths if p not in folders]
    if not articles and (meta or options.pack or options.model):
        raise UsageError("--meta, --pack and --model are for articles; an extracted folder was read with its own")
    items = list(read_paths(articles, meta, options.pack))
    house = {*house_of(articles), *(table for manifest in folders.values() for table in manifest.house)}
    house |= set(outlet_table(item.outlet for item in items if isinstance(item, Document)))
    reader = Reader(tuple(sorted(house)), options.model)
    progress = Progress(lambda: len(items) + sum(e.readings for m in folders.values() for e in m.shards.values()), None)
    readings: list[Reading] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for item in chain(items, *starmap(load, folders.items())):
        result = reader.try_read(item) if isinstance(item, Document) else item
        if isinstance(result, Reading):
            result = repeated(result.document, seen) or result
        if isinstance(result, Problem):
            progress.clear()
            tell(result)
            problems.append(result)
        else:
            readings.append(result)
            progress.show(len(readings))
    progress.clear()
    if not readings:
        raise InputError("nothing could be read")
    ledger = build_ledger(as_of(readings, options.as_of), reader.world, labels(options))
    return replace(ledger, problems=tuple(sorted({*ledger.problems, *problems}, key=_order)))


def labels(options: Options) -> Mapping[str, str]:
    """The words of the dossier in the language of the options."""
    return read_labels(load_pack(options.language))


def answer(paths: Sequence[str], meta: str, values: Mapping[str, Any]) -> Dossier:
    """The dossier of the part of the ledger that the flags ``values`` ask for."""
    options = make_options(values)
    return make_dossier(select(read_all(paths, meta, options), options), labels(options))


def _order(problem: Problem) -> tuple[str, int, str, int]:
    return (problem.path or problem.document, problem.line or 0, problem.code, problem.start or 0)
