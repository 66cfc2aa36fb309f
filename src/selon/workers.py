"""One layer of many documents on one or several processors: same order, same bytes, however many workers."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

from selon.codec import to_plain
from selon.engine.pool import run_local
from selon.engine.reader import Reader, house_of
from selon.model import Attribution, Document, TimeRef
from selon.packs import House
from selon.pipeline import read_attributions, read_times

LAYERS = {
    "attributions": ("id", "source", "cue", "content", "form", "act", "evidence", "source_class", "resolved", "via",
                     "inside", "repeats"),
    "times": ("start", "end", "text", "type", "value", "mod", "freq", "edtf", "lo", "hi", "alternatives"),
}  # fmt: skip


class LayerReader(Reader):
    """Reads no more of a document than the layer takes."""

    def found(self, document: Document, layer: str) -> tuple[Attribution, ...] | tuple[TimeRef, ...]:
        """The records of one layer of a document."""
        kit = self.kit(document.language)
        return read_times(document, kit) if layer == "times" else read_attributions(document, kit)[1].attributions

    def line(self, document: Document, layer: str) -> str:
        """One JSON object.  A document that cannot be read is a fault of selon: the error names it."""
        try:
            found = self.found(document, layer)
        except Exception as error:
            raise RuntimeError(f"document «{document.doc_id}» ({document.path}): {error!r}") from error
        plain: list[dict[str, Any]] = [to_plain(item) for item in found]
        items = [{key: item[key] for key in LAYERS[layer]} for item in plain]
        return json.dumps({"doc_id": document.doc_id, layer: items}, ensure_ascii=False)


def layer_lines(
    documents: Iterable[Document], layer: str, paths: Sequence[str], workers: int, model: str = ""
) -> Generator[str, None, None]:
    """The layer of each document as a line of JSON, in the order of the documents.

    ``paths`` are those given by the user: the tables beside them count; ``model`` names a spaCy pipeline, or is "".
    Four documents a worker are under way.
    """
    return run_local(partial(_line, layer=layer, house=house_of(paths), model=model), documents, workers, waiting=4)


@lru_cache(maxsize=1)
def _own_reader(house: House, model: str) -> LayerReader:
    return LayerReader(house, model)


def _line(document: Document, layer: str, house: House, model: str) -> str:
    return _own_reader(house, model).line(document, layer)
