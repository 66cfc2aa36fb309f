"""One layer of many documents on one or several processors: same order, same bytes, however many workers."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from selon.cli.common import Reader
from selon.codec import to_plain
from selon.model import Attribution, Document, TimeRef
from selon.pipeline import read_attributions, read_times

LAYERS = {
    "attributions": ("id", "source", "cue", "content", "form", "act", "evidence", "source_class", "resolved", "via",
                     "inside", "repeats"),
    "times": ("start", "end", "text", "type", "value", "mod", "freq", "edtf", "lo", "hi", "alternatives"),
}  # fmt: skip
WINDOW = 4  # documents under way for each worker: enough to keep it busy, few enough to hold memory flat

_own: list[LayerReader] = []  # in a worker process: its reader, prepared once


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
    documents: Iterable[Document], layer: str, paths: Sequence[str], workers: int
) -> Generator[str, None, None]:
    """The layer of each document as a line of JSON, in the order of the documents.

    ``paths`` are those given by the user: the tables beside them count.  With one worker all is done in this process;
    with more, at most ``WINDOW`` documents a worker are held at a time.
    """
    if workers == 1:
        reader = LayerReader(paths)
        yield from (reader.line(document, layer) for document in documents)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (tuple(paths),)) as pool:
        waiting: deque[Future[str]] = deque()
        try:
            for document in documents:
                waiting.append(pool.submit(_line, document, layer))
                if len(waiting) >= WINDOW * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(paths: tuple[str, ...]) -> None:
    _own.append(LayerReader(paths))


def _line(document: Document, layer: str) -> str:
    return _own[0].line(document, layer)
