"""``selon extract``: a large corpus, read once, by several processes or machines, into a folder of shards."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from selon.cli.common import model_option
from selon.cli.given import input_options, tell
from selon.cli.progress import Progress
from selon.engine.folder import NAME, Engine, Manifest, Tally, extract_to, read_manifest
from selon.engine.pool import run_local, run_ray
from selon.engine.reader import house_of
from selon.engine.shards import cut
from selon.engine.spacy_model import version_of
from selon.errors import InputError, UsageError
from selon.model import Document, Problem
from selon.read.files import count_paths, read_paths

_WORDS = {"input": "input changed", "code": "selon, its tables or the model changed", "damaged": "missing or damaged"}


@click.command()
@input_options
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder to write, or to go on with.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read (else one a core).")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Ray: pip install 'selon[ray]'.")
@click.option("--address", default="", metavar="HOST:PORT", help="Join the Ray cluster that `ray start --head` opened.")
@model_option
@click.option("--progress/--no-progress", default=None, help="Speed and time left on stderr (else on a terminal only).")
def extract(paths: tuple[str, ...], meta: str, pack: str | None, output: str, model: str, **how: Any) -> None:
    """Read a large corpus into the folder DIR; then `selon report DIR`, `selon claims DIR` and so on answer at once.

    Stopped in the middle, the same command goes on where it stopped, and ends with the same bytes.  What changed
    since (articles, selon itself, its tables, the model) is read again.
    """
    _check_output(Path(output), paths)
    engine = _engine(how)
    house, progress = house_of(paths), Progress(partial(count_paths, paths), how["progress"])
    options = {"paths": paths, "meta": meta, "pack": pack or "", "model": version_of(model)}
    shards = cut(_items(paths, meta, pack, progress), house, model=model)
    tally = Tally()
    try:
        for tally in extract_to(Path(output), shards, Manifest(options, house), engine):
            progress.show(tally.read, tally.kept)
    except KeyboardInterrupt:
        click.echo(f"\n{output}: stopped; the same command goes on from here", err=True)
        raise
    finally:
        progress.clear()
    click.echo(_summary(output, tally), err=True)
    if not tally.read + tally.kept:
        raise InputError("nothing could be read")


def _check_output(folder: Path, paths: Sequence[str]) -> None:
    """Refuse a folder that holds something else, or that a later run would read as articles."""
    inside = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    if not read_manifest(folder) and any(not n.startswith(("shard-", ".shard-", f".{NAME}")) for n in inside):
        raise UsageError(f"-o: {folder} holds something else; give a new folder")
    for path in paths:
        if path != "-" and folder.resolve().is_relative_to(Path(path).resolve()):
            raise UsageError(f"-o: {folder} lies inside {path}, whose articles are to be read")


def _engine(how: dict[str, Any]) -> Engine:
    if how["address"] and (how["engine"] == "local" or how["workers"]):
        raise UsageError("--address goes with --engine ray, and takes as many processors as the cluster has")
    run = run_local if how["engine"] == "local" else partial(run_ray, address=how["address"])
    return partial(run, workers=how["workers"] or os.cpu_count() or 1)


def _items(paths: Sequence[str], meta: str, pack: str | None, progress: Progress) -> Iterator[Document | Problem]:
    for item in read_paths(paths, meta, pack or ""):
        if isinstance(item, Problem):
            progress.clear()
            tell(item)
        yield item


def _summary(output: str, tally: Tally) -> str:
    shards = ", ".join(f"{n} {_WORDS.get(why, why)}" for why, n in sorted(tally.shards.items())) or "none"
    problems = "".join(f", {n} {code}" for code, n in sorted(tally.problems.items())).replace(",", "; problems:", 1)
    return f"{output}: {tally.read:,} articles read, {tally.kept:,} kept; shards: {shards}{problems}"
