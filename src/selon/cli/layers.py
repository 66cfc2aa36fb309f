"""One layer alone, for evaluation and pipelines: attributions, times.  Streams: one document is held at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from selon.cli.common import Reader, documents, input_options
from selon.codec import to_plain
from selon.model import Reading

_ATTRIBUTION = ("id", "source", "cue", "content", "form", "act", "evidence", "source_class", "resolved", "via",
                "inside", "repeats")  # fmt: skip
_TIME = ("start", "end", "text", "type", "value", "mod", "freq", "edtf", "lo", "hi", "alternatives")


def _layer(name: str, text: str, field: str, keys: tuple[str, ...]) -> click.Command:
    @click.command(name, help=text)
    @input_options
    @click.option("--jsonl", is_flag=True, help="JSONL, one object a document (the only form; may be left out).")
    def command(paths: tuple[str, ...], meta: str, pack: str | None, jsonl: bool) -> None:
        reader = Reader(paths)
        for document in documents(paths, meta, pack or ""):
            click.echo(_line(reader.read(document), field, keys))

    return command


def _line(reading: Reading, field: str, keys: tuple[str, ...]) -> str:
    plain: Callable[[Any], dict[str, Any]] = to_plain
    items = [{k: plain(item)[k] for k in keys} for item in getattr(reading, field)]
    return json.dumps({"doc_id": reading.document.doc_id, field: items}, ensure_ascii=False)


attributions = _layer(
    "attributions", "Who says what: source, cue and content spans, one JSON object a document.",
    "attributions", _ATTRIBUTION,
)  # fmt: skip
times = _layer(
    "times", "Time expressions with TIMEX3 and EDTF values, one JSON object a document.", "times", _TIME
)
