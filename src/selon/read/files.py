"""Files, folders and standard input → documents.  Everything that is not read is said."""

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from selon.errors import UsageError
from selon.model import Document, Problem
from selon.packs import LANGUAGES
from selon.read.decode import LIMIT, NoTextError, decode
from selon.read.document import Meta, make_document
from selon.read.html import read_html
from selon.read.jsonl import read_jsonl
from selon.read.language import detect_language
from selon.read.office import read_docx, read_mail, read_pdf
from selon.read.sidecar import NAME, Index, read_index

_TEXT = (".txt", ".md", ".text")
_HTML = (".html", ".htm", ".xhtml")
_OTHERS = MappingProxyType({".pdf": read_pdf, ".docx": read_docx, ".eml": read_mail})
_HINTS = {".epub": "pandoc FILE -o FILE.txt"}
_HINTS |= dict.fromkeys((".doc", ".odt", ".rtf"), "libreoffice --convert-to docx FILE")
TABLES = "tables"  # a folder of the user's own countries, outlets, institutions beside the articles
READ = (*_TEXT, *_HTML, ".jsonl", *_OTHERS)

Item = Document | Problem


def read_paths(paths: Sequence[str], meta_file: str = "", language: str = "", once: bool = True) -> Iterator[Item]:
    """Documents and problems of files, folders (recursively) and «-», one at a time.

    ``once`` leaves out, and tells, what is given twice.  ``language`` forces the language of every text.  Raises
    UsageError for a path that does not exist.
    """
    missing = [p for p in paths if p != "-" and not Path(p).exists()]
    if missing:
        raise UsageError(f"no such file or folder: {', '.join(missing)}")
    seen: dict[str, str] = {}
    for item in _all(paths, meta_file):
        if isinstance(item, Problem):
            yield item
            continue
        document, problems = with_language(item, language)
        if once and (again := repeated(document, seen)):
            yield again
            continue
        yield from problems
        yield document


def repeated(document: Document, seen: dict[str, str]) -> Problem | None:
    """What to say of a document that was seen before; one that was not is remembered (id → path)."""
    if document.id in seen:
        return Problem("duplicate", f"the same article, outlet and day as {seen[document.id]}", document.path)
    seen[document.id] = document.path
    return None


def count_paths(paths: Sequence[str]) -> int | None:
    """About how many articles the paths hold, for a progress bar; None where standard input is among them."""
    if "-" in paths:
        return None
    files = [f for p in map(Path, paths) for f in (p.rglob("*") if p.is_dir() else [p]) if f.suffix.lower() in READ]
    return sum(_lines(f) if f.suffix.lower() == ".jsonl" else 1 for f in files)


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as handle:
            return sum(1 for line in handle if line.strip())
    except OSError:
        return 0


def with_language(document: Document, forced: str) -> tuple[Document, list[Problem]]:
    """The document in the language that is forced, that it states or that is detected, if selon has a pack for it."""
    language = forced or document.language[:2].lower() or detect_language(document.raw)
    if language in LANGUAGES:
        return document if document.language == language else replace(document, language=language), []
    message = f"no language pack for «{language}»; read with the one for «{LANGUAGES[0]}»: expect little"
    return replace(document, language=LANGUAGES[0]), [Problem("language", message, document.path, document=document.id)]


def _all(paths: Sequence[str], meta_file: str) -> Iterator[Item]:
    index: Index = {}
    if meta_file:
        index, problems = read_index(Path(meta_file))
        yield from problems
    for path in paths:
        if path == "-":
            yield from _stream(sys.stdin.buffer, "-")
        elif Path(path).is_dir():
            yield from _folder(Path(path), index)
        else:
            beside, problems = _index_beside(Path(path).parent)
            yield from problems
            yield from _file(Path(path), {**beside, **index})


def _index_beside(folder: Path) -> tuple[Index, list[Problem]]:
    return read_index(folder / NAME) if (folder / NAME).is_file() else ({}, [])


def _folder(folder: Path, given: Index) -> Iterator[Item]:
    index, problems = _index_beside(folder)
    yield from problems
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Problem("unreadable", f"cannot be opened: {error.strerror}", str(folder))
        return
    for path in inside:
        if path.name.startswith(".") or path.name in (NAME, TABLES):
            continue
        if path.is_dir():
            yield from _folder(path, given)
        else:
            yield from _file(path, {**index, **given})


def _file(path: Path, index: Index) -> Iterator[Item]:
    suffix, name = path.suffix.lower(), str(path)
    if suffix not in READ:
        hint = _HINTS.get(suffix, "save it as .txt")
        yield Problem("format", f"«{suffix or path.name}» is not read; convert it: {hint}", name)
        return
    try:
        with path.open("rb") as handle:
            if suffix == ".jsonl":
                yield from _stream(handle, name)
                return
            data = handle.read(LIMIT + 1)
    except OSError as error:
        yield Problem("unreadable", f"cannot be opened: {error.strerror}", name)
        return
    yield from _article(data, suffix, path.stem, name, index.get(path.resolve(), Meta()))


def _article(data: bytes, suffix: str, doc_id: str, name: str, meta: Meta) -> Iterator[Item]:
    try:
        if len(data) > LIMIT:
            raise NoTextError("too_large", f"more than the {LIMIT:,} bytes that one article may have")
        if suffix in _OTHERS:
            text, meta = _OTHERS[suffix](data, meta)
        else:
            text, note = decode(data)
            if note:
                yield Problem("encoding", note, name)
            if suffix in _HTML:
                text, meta = read_html(text, meta)
        yield make_document(text, doc_id, name, meta)
    except NoTextError as fault:
        yield Problem(fault.code, str(fault), name)


def _stream(handle: BinaryIO, name: str) -> Iterator[Item]:
    """Standard input or a JSONL file: JSONL if its first character is a brace, else one plain text."""
    if not isinstance(handle, io.BufferedReader):
        handle = io.BufferedReader(handle)  # type: ignore[type-var]
    head = handle.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{") or name != "-":
        yield from read_jsonl(handle, name)
    else:
        yield from _article(handle.read(LIMIT + 1), ".txt", "stdin", name, Meta())
