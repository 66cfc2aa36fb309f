"""One layer of many documents on one or several processors: same order, same bytes, however many workers."""

import json
from collections.abc import Generator, Iterable, Sequence
from functools import partial

from selon.codec import to_plain
from selon.engine.pool import run_local
from selon.engine.reader import Reader, house_of, own_reader
from selon.model import Attribution, Document, TimeRef
from selon.packs import House
from selon.pipeline import read_attributions, read_times

LAYERS = {
    "attributions": ("id", "source", "cue", "content", "form", "act", "evidence", "source_class", "resolved", "via",
                     "inside", "repeats"),
    "times": ("start", "end", "text", "type", "value", "mod", "freq", "edtf", "lo", "hi", "alternatives"),
}  # fmt: skip


def found(reader: Reader, document: Document, layer: str) -> tuple[Attribution, ...] | tuple[TimeRef, ...]:
    """The records of one layer of a document; no more of it is read than the layer takes."""
    kit = reader.kit(document.language)
    return read_times(document, kit) if layer == "times" else read_attributions(document, kit)[1].attributions


def layer_lines(
    documents: Iterable[Document], layer: str, paths: Sequence[str], workers: int, model: str = ""
) -> Generator[str, None, None]:
    """The layer of each document as a line of JSON, in the order of the documents.

    ``paths`` are those given by the user: the tables beside them count; ``model`` names a spaCy pipeline, or is "".
    Four documents a worker are under way.
    """
    return run_local(partial(_line, layer=layer, house=house_of(paths), model=model), documents, workers, waiting=4)


def _line(document: Document, layer: str, house: House, model: str) -> str:
    """One JSON object.  A document that cannot be read is a fault of selon: the error names it."""
    try:
        records = found(own_reader(house, model), document, layer)
    except Exception as error:
        raise RuntimeError(f"document «{document.doc_id}» ({document.path}): {error!r}") from error
    plain = [{key: to_plain(getattr(item, key)) for key in LAYERS[layer]} for item in records]
    return json.dumps({"doc_id": document.doc_id, layer: plain}, ensure_ascii=False)
