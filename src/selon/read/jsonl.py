"""JSONL documents: ``{"doc_id", "text", "lang"?, "date"?, "outlet"?, "title"?, "url"?}``, one a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from selon.model import Document, Problem
from selon.read.decode import LIMIT
from selon.read.document import Meta, make_document, published


def read_jsonl(lines: Iterable[str | bytes], path: str) -> Iterator[Document | Problem]:
    """Documents and problems in the order of the lines; one line is held at a time."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > LIMIT:
            yield Problem("too_large", f"more than the {LIMIT:,} bytes that one article may have", path, number)
            continue
        try:
            value = json.loads(line)
        except UnicodeDecodeError as error:
            yield Problem("encoding", f"not UTF-8: byte {error.start} of the line; the line is left out", path, number)
            continue
        except ValueError as error:
            yield Problem("json", f"not JSON: {error}", path, number)
            continue
        yield from _document(value, path, number)


def _document(value: Any, path: str, number: int) -> Iterator[Document | Problem]:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        yield Problem("json", "not a document: an object with «doc_id» and «text» is expected", path, number)
        return
    if not value["text"].strip():
        yield Problem("empty", "the document holds no text", path, number)
        return
    text = {k: v for k in ("outlet", "url", "title", "author") if isinstance(v := value.get(k), str)}
    date, problems = published(str(value.get("date") or ""), path, number)
    yield from problems
    language, translated_from = str(value.get("lang") or ""), str(value.get("translated_from") or "")
    meta = Meta(**text, published=date, basis="metadata", translated_from=translated_from, language=language)
    yield make_document(value["text"], str(value.get("doc_id") or number), f"{path}:{number}", meta, number)
