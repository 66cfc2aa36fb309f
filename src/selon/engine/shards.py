"""Shards: a fixed number of documents, read by a pure function into the bytes of one file."""

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from itertools import count, islice
from pathlib import Path

from selon.codec import to_plain
from selon.engine.reader import own_reader
from selon.engine.spacy_model import version_of
from selon.errors import SelonError
from selon.model import Document, Problem, Reading
from selon.packs import House

SIZE = 200  # documents and problems in a shard: some 15 s of reading, 0.8 MB
# What only linking and showing use: another wording of the dossier must not have the corpus read again.
AFTER = {
    "link", "ledger.py", "query.py", "wording.py", "dossier.py", "export", "scoring", "cli", "workers.py", "__main__.py"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shard:
    """One task: what was received, the user's own tables, the hash of the code that is to read it, and the name of
    the spaCy pipeline that is to tag it ("": ours)."""

    name: str
    items: tuple[Document | Problem, ...]
    house: House
    code: str
    model: str = ""

    def digest(self) -> str:
        """The hash of what is read: texts, metadata, paths, problems."""
        return hashlib.sha256(b"".join(map(_line, self.items))).hexdigest()


@dataclass(frozen=True, slots=True)
class Done:
    """One task done: the bytes of the file (gzip, JSONL of Readings and Problems), and what is in it."""

    data: bytes
    readings: int
    problems: dict[str, int]


def cut(items: Iterable[Document | Problem], house: House, size: int = SIZE, model: str = "") -> Iterator[Shard]:
    """The shards in the order of the input; one is held at a time."""
    left, code = iter(items), code_hash(house, version_of(model))
    for number in count():
        batch = tuple(islice(left, size))
        if not batch:
            return
        yield Shard(f"shard-{number:06}.jsonl.gz", batch, house, code, model)


def read_shard(shard: Shard) -> Done:
    """Read each document.  Raises SelonError where another selon than the one that asks is installed."""
    if code_hash(shard.house, version_of(shard.model)) != shard.code:
        raise SelonError("this worker has another selon (code, tables or Python) than the one that sends it work")
    reader = own_reader(shard.house, shard.model)
    problems: Counter[str] = Counter()
    data = BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", compresslevel=6, mtime=0) as file:
        for item in shard.items:
            result = item if isinstance(item, Problem) else reader.try_read(item)
            problems.update([result.code] if isinstance(result, Problem) else [])
            file.write(_line(result))
    return Done(data.getvalue(), len(shard.items) - problems.total(), dict(sorted(problems.items())))


def _line(record: Document | Reading | Problem) -> bytes:
    text = json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"  # JSONL may bring lone surrogates: they are kept


def code_hash(house: House, model: str = "") -> str:
    """The hash of all that decides how a text is read: code, tables, weights, the tagger, the Python."""
    return hashlib.sha256(repr((_package_hash(), house, model)).encode()).hexdigest()


@cache
def _package_hash() -> str:
    root = Path(__file__).parent.parent
    digest = hashlib.sha256(f"{sys.version_info[:2]} {version('python-crfsuite')}".encode())
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.relative_to(root).parts[0] not in AFTER):
        if path.suffix in (".py", ".tsv") or path.parent.name == "weights":
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()
