"""A folder of shards with its manifest: written so that a run can stop anywhere, read back without the articles."""

import gzip
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from selon.codec import decoder
from selon.engine.shards import Done, Shard, code_hash, read_shard
from selon.errors import InputError, UsageError
from selon.model import Problem, Reading
from selon.packs import House

NAME = "manifest.json"
_FORM = 1  # of the manifest and the shards
Engine = Callable[[Callable[[Shard], Done], Iterable[Shard]], Iterator[Done]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One shard in the manifest: hashes of what was read, of the code that read it and of the file; the counts."""

    file: str
    input: str
    code: str
    sha256: str
    readings: int
    problems: dict[str, int]


@dataclass(slots=True)
class Manifest:
    """What a folder holds.  ``house`` are the user's own tables, path and text: linking needs them too."""

    options: dict[str, Any]
    house: House
    complete: bool = False
    shards: dict[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """How far a run is: articles read now and kept from before, shards by what became of them."""

    read: int = 0
    kept: int = 0
    shards: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)


def write_whole(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, so that a dossier is never half a dossier.  Raises UsageError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def read_manifest(folder: str | Path) -> Manifest | None:
    """The manifest of a folder that ``extract_to`` wrote; None for any other path."""
    try:
        value = json.loads((Path(folder) / NAME).read_text(encoding="utf-8"))
        if value["selon_extract"] != _FORM:
            return None
        house = tuple((path, text) for path, text in value["tables"])
        return Manifest(value["options"], house, value["complete"], {s["file"]: Entry(**s) for s in value["shards"]})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    value = {
        "selon_extract": _FORM,
        "complete": manifest.complete,
        "options": manifest.options,
        "readings": sum(e.readings for e in manifest.shards.values()),
        "problems": dict(sorted(sum((Counter(e.problems) for e in manifest.shards.values()), Counter()).items())),
        "tables": manifest.house,
        "shards": [asdict(entry) for _, entry in sorted(manifest.shards.items())],
    }
    write_whole(folder / NAME, json.dumps(value, indent=1).encode() + b"\n")


def extract_to(folder: Path, shards: Iterable[Shard], manifest: Manifest, engine: Engine) -> Iterator[Tally]:
    """Read the shards that ``folder`` does not hold yet; a tally after each, and at the end.

    The folder ends with the same bytes wherever earlier runs were stopped and whichever engine did the work.
    """
    before = read_manifest(folder)
    known = dict(before.shards) if before else {}
    tally, sent, held = Tally(), deque[tuple[str, str, str]](), manifest.shards

    def left() -> Iterator[Shard]:
        for shard in shards:
            digest = shard.digest()
            why = _why(folder, known.get(shard.name), digest, shard.code)
            if why:
                sent.append((shard.name, digest, shard.code))
                tally.shards[why] += 1
                yield shard
            else:
                held[shard.name] = known[shard.name]
                tally.shards["kept"] += 1
                tally.kept += known[shard.name].readings

    for done in engine(read_shard, left()):
        folder.mkdir(parents=True, exist_ok=True)  # not before: a call that is refused leaves nothing
        name, digest, code = sent.popleft()
        write_whole(folder / name, done.data)
        sha256 = hashlib.sha256(done.data).hexdigest()
        held[name] = Entry(name, digest, code, sha256, done.readings, done.problems)
        tally.read += done.readings
        # What an earlier run left further on stays in the manifest: this run may be stopped too.
        _write_manifest(folder, Manifest(manifest.options, manifest.house, False, {**known, **held}))
        yield tally
    tally.problems = sum((Counter(e.problems) for e in held.values()), Counter())
    manifest.complete = True
    folder.mkdir(parents=True, exist_ok=True)
    _write_manifest(folder, manifest)
    for path in {*folder.glob("shard-*"), *folder.glob(".*.part")} - {folder / name for name in held}:
        path.unlink()
    yield tally


def _why(folder: Path, entry: Entry | None, digest: str, code: str) -> str:
    """Why a shard must be read; "" when it need not."""
    if entry is None:
        return "new"
    if entry.code != code:
        return "code"
    if entry.input != digest:
        return "input"
    return "" if _intact(folder, entry) is not None else "damaged"


def _intact(folder: Path, entry: Entry) -> bytes | None:
    try:
        data = (folder / entry.file).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == entry.sha256 else None


def load(name: str, manifest: Manifest) -> Iterator[Reading | Problem]:
    """What an extracted folder holds, one shard at a time.  Raises InputError where it is not whole."""
    folder = Path(name)
    if not manifest.complete:
        raise InputError(f"{name}: the extraction was not finished; run it again, it goes on where it stopped")
    code = code_hash(manifest.house, manifest.options.get("model", ""))
    if any(entry.code != code for entry in manifest.shards.values()):
        yield Problem("stale", "read by another version of selon or its tables; run the extraction again", name)
    reading, problem = decoder(Reading), decoder(Problem)
    for entry in manifest.shards.values():
        data = _intact(folder, entry)
        if data is None:
            raise InputError(f"{folder / entry.file}: missing or damaged; run the extraction again")
        try:
            for line in gzip.decompress(data).splitlines():
                plain = json.loads(line.decode("utf-8", "surrogatepass"))
                yield (problem if "code" in plain else reading)(plain)
        except (TypeError, ValueError, KeyError) as error:
            raise InputError(
                f"{folder / entry.file}: another version of selon wrote it; run the extraction again"
            ) from error
