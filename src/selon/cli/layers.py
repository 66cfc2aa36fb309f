"""One layer alone, for evaluation and pipelines: attributions, times.  Streams: few documents are held at a time."""

import click

from selon.cli.common import model_option
from selon.cli.given import documents, input_options
from selon.engine.spacy_model import load_pipeline
from selon.workers import layer_lines


def make(name: str, text: str) -> click.Command:
    """The command that writes one layer."""

    @click.command(name, help=text)
    @input_options
    @click.option("--jsonl", is_flag=True, help="JSONL, one object a document (the only form; may be left out).")
    @click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
                  help="Processes that read; the output is the same.")  # fmt: skip
    @model_option
    def command(paths: tuple[str, ...], meta: str, pack: str | None, jsonl: bool, workers: int, model: str) -> None:
        if model:
            load_pipeline(model)  # what cannot be loaded is said before the workers start
        for line in layer_lines(documents(paths, meta, pack or ""), name, paths, workers, model):
            click.echo(line)

    return command
