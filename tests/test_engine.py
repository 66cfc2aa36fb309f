"""Large corpora: shards, a run that stops and goes on, and the folder from which the commands answer."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner, Result

from selon.cli import cli
from selon.cli.progress import Progress
from selon.engine import shards
from selon.engine.folder import Engine, Manifest, Tally, extract_to, load, read_manifest
from selon.engine.pool import run_local
from selon.engine.reader import Reader, house_of, own_reader
from selon.engine.shards import Done, Shard, cut, read_shard
from selon.errors import InputError, SelonError
from selon.model import Document, Problem, Reading
from selon.read.files import read_paths
from tests.test_layers import MODULES, SRC, imports_of, name_of

EXAMPLES = str(Path(__file__).parent.parent / "examples")
HOUSE = house_of([EXAMPLES])
ONE = partial(run_local, workers=1)

Items = list[Document | Problem]


@pytest.fixture(scope="module")
def items() -> Items:
    """The examples, some of their texts once more under other names, and a problem between them: 16 items."""
    found = list(read_paths([EXAMPLES]))
    again = [replace(d, id=f"d-again{n}", doc_id=f"again-{n}") for n, d in enumerate(found) if isinstance(d, Document)]
    return [*found[:4], Problem("json", "not JSON", "x.jsonl", 5), *found[4:], *again[:5]]


def run(items: Items, folder: Path, engine: Engine = ONE, size: int = 3) -> Tally:
    """Extract all of it; the last tally."""
    *_, tally = extract_to(folder, cut(items, HOUSE, size), Manifest({}, HOUSE), engine)
    return tally


def held(folder: Path) -> list[Reading | Problem]:
    manifest = read_manifest(folder)
    assert manifest
    return list(load(str(folder), manifest))


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.fixture(scope="module")
def whole(items: Items, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed run writes."""
    folder = tmp_path_factory.mktemp("whole")
    tally = run(items, folder)
    assert (tally.read, tally.kept, dict(tally.shards), dict(tally.problems)) == (15, 0, {"new": 6}, {"json": 1})
    return content(folder)


def test_readings_and_problems_come_back_in_order(items: Items, tmp_path: Path) -> None:
    """Nothing is lost and nothing altered on the way through the folder."""
    odd = Document("d-odd", "odd", "Une moitié de caractère : \ud83d. Et une \u2028 ligne.", "odd.txt")
    run([*items, odd], tmp_path)
    mine = own_reader(HOUSE)
    assert held(tmp_path) == [i if isinstance(i, Problem) else mine.read(i) for i in [*items, odd]]


def test_any_number_of_workers_writes_the_same_folder(items: Items, whole: dict[str, bytes], tmp_path: Path) -> None:
    """Two processes, each with its own hash seed: not one byte differs."""
    run(items, tmp_path, partial(run_local, workers=2))
    assert content(tmp_path) == whole


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_a_run_that_stops_goes_on(items: Items, whole: dict[str, bytes], tmp_path: Path, after: int) -> None:
    """What was finished is kept, the rest is read, and the end is the same to the byte."""

    def breaks(work: Callable[[Shard], Done], tasks: Iterable[Shard]) -> Iterator[Done]:
        yield from islice(map(work, tasks), after)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(items, tmp_path, breaks)
    tally = run(items, tmp_path)
    assert tally.shards == Counter(kept=after, new=6 - after)
    assert content(tmp_path) == whole


def test_a_second_run_that_stops_keeps_what_the_first_had_further_on(
    items: Items, whole: dict[str, bytes], tmp_path: Path
) -> None:
    """The first shard is gone and is read again; a stop just after must not cost the other five."""
    run(items, tmp_path)
    (tmp_path / "shard-000000.jsonl.gz").unlink()
    next(extract_to(tmp_path, cut(items, HOUSE, 3), Manifest({}, HOUSE), ONE))
    with pytest.raises(InputError, match="not finished"):
        held(tmp_path)
    assert run(items, tmp_path).shards == {"kept": 6}
    assert content(tmp_path) == whole


_RUN = """
import sys
from multiprocessing import active_children
from tests.test_engine import *
items = [*read_paths([EXAMPLES])] * 50
for tally in extract_to(Path(sys.argv[1]), cut(items, HOUSE, 3), Manifest({}, HOUSE), partial(run_local, workers=2)):
    print(tally.read, *(child.pid for child in active_children()), flush=True)
"""


def test_a_killed_run_leaves_no_process_and_goes_on(tmp_path: Path) -> None:
    """SIGKILL gives no time to tidy up: the workers end by themselves, the shards that were written are whole."""
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, str(tmp_path / "a")], stdout=subprocess.PIPE, env=environment
    ) as run_:
        assert run_.stdout
        read, *children = (int(word) for word in run_.stdout.readline().split())
        run_.send_signal(signal.SIGKILL)
    assert read == 3 and len(children) == 2
    end = monotonic() + 60
    while any(alive(child) for child in children) and monotonic() < end:
        sleep(0.05)
    assert not any(alive(child) for child in children)
    few = [*read_paths([EXAMPLES])][:6]
    assert run(few, tmp_path / "a").shards["kept"] >= 1
    run(few, tmp_path / "b")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def alive(pid: int) -> bool:
    """Whether the process runs; one that nobody has collected yet (a zombie) does not."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_a_worker_that_dies_is_an_error_and_not_a_wait() -> None:
    """A process that is killed (no memory left) ends the run with a message."""
    with pytest.raises(SelonError, match="process died"):
        list(run_local(os._exit, [3, 4, 5], workers=2))


def test_what_changed_is_read_again(
    items: Items, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged shard, a lost one, another text, other code: those shards and no others, each with its reason."""
    run(items, tmp_path)
    (tmp_path / "shard-000001.jsonl.gz").write_bytes(b"")
    (tmp_path / "shard-000004.jsonl.gz").unlink()
    assert run(items, tmp_path).shards == {"kept": 4, "damaged": 2}
    assert content(tmp_path) == whole
    first = items[0]
    assert isinstance(first, Document)
    assert run([replace(first, outlet="Le Phare"), *items[1:]], tmp_path).shards == {"kept": 5, "input": 1}
    monkeypatch.setattr(shards, "_package_hash", lambda: "other")
    assert [i.code for i in held(tmp_path) if isinstance(i, Problem)] == ["stale", "json"]
    assert run(items, tmp_path).shards == {"code": 6}
    assert [i.code for i in held(tmp_path) if isinstance(i, Problem)] == ["json"]


def test_what_the_code_hash_leaves_out_is_not_used_for_reading() -> None:
    """No module that is hashed imports one that is not; the pipeline alone holds both recipes."""
    left_out = {f"selon.{name.removesuffix('.py')}" for name in shards.AFTER}

    def is_left_out(module: str) -> bool:
        return ".".join(module.split(".")[:2]) in left_out

    assert all((SRC / "selon" / name).exists() for name in shards.AFTER)
    hashed = [p for p in MODULES if not is_left_out(name_of(p)) and name_of(p) != "selon.pipeline"]
    assert not [(p.name, m) for p in hashed for m in imports_of(p) if is_left_out(m)]


def test_a_worker_with_another_code_refuses(items: Items) -> None:
    """On a cluster, a machine with an older selon must not mix its readings in."""
    shard = next(cut(items, HOUSE))
    with pytest.raises(SelonError, match="another selon"):
        read_shard(replace(shard, code="other"))


def test_a_smaller_corpus_leaves_no_shard_behind(items: Items, tmp_path: Path) -> None:
    """Shards of articles that are no longer given go."""
    run(items, tmp_path)
    run(items[:6], tmp_path)
    assert sorted(content(tmp_path)) == ["manifest.json", "shard-000000.jsonl.gz", "shard-000001.jsonl.gz"]


def test_an_article_on_which_selon_breaks_costs_only_itself(
    items: Items, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It becomes a problem that names it; the others are read."""
    real = Reader.read

    def breaks(self: Reader, document: Document) -> Reading:
        if document.doc_id == "09-gaz":
            raise KeyError("x")
        return real(self, document)

    monkeypatch.setattr(Reader, "read", breaks)
    assert run(items, tmp_path).problems == {"failed": 1, "json": 1}
    failed = [i for i in held(tmp_path) if isinstance(i, Problem) and i.code == "failed"]
    assert failed[0].path.endswith("09-gaz.txt") and "KeyError" in failed[0].message


# --- the commands -------------------------------------------------------------------------------------------


def selon(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples in a folder with what cannot be read: a binary, a broken line, an article given twice."""
    folder = tmp_path_factory.mktemp("corpus")
    for path in [p for p in Path(EXAMPLES).rglob("*") if p.is_file()]:
        target = folder / path.relative_to(EXAMPLES)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "photo.txt").write_bytes(b"\0\1\2" * 99)
    line = json.dumps({"doc_id": "j", "text": "Le ministre dément toute rencontre secrète.", "lang": "fr"})
    (folder / "more.jsonl").write_text(f"{line}\n{{broken\n{line}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def extracted(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "new"
    result = selon("extract", corpus, "-o", folder, "--workers", 1)
    assert result.exit_code == 0
    assert "11 articles read, 0 kept; shards: 1 new; problems: 1 binary, 1 duplicate, 1 json" in result.stderr
    return folder


@pytest.mark.parametrize("command", ["show m-c67d9ff23f556db6 --explain", "report --lang en --since 2031-03"])
def test_an_extracted_folder_answers_as_its_articles_do(corpus: Path, extracted: Path, command: str) -> None:
    """The same bytes, without reading again."""
    name, *more = command.split()
    given = [*more, "PATH"] if name != "show" else [more[0], "PATH", *more[1:]]
    direct, stored = (selon(name, *(p if a == "PATH" else a for a in given)) for p in (corpus, extracted))
    assert stored.stdout == direct.stdout and len(direct.stdout) > 100
    assert sorted(stored.stderr.splitlines()) == sorted(direct.stderr.splitlines())


@pytest.mark.parametrize("form", ["html", "json"])
def test_an_extracted_folder_gives_the_same_dossier(corpus: Path, extracted: Path, tmp_path: Path, form: str) -> None:
    """The files of `selon report -o`, byte for byte."""
    for path in (corpus, extracted):
        assert selon("report", path, "-o", tmp_path / f"{path.name}.{form}").exit_code == 0
    one, two = ((tmp_path / f"{path.name}.{form}").read_bytes() for path in (corpus, extracted))
    assert one == two


def test_folders_and_articles_go_together(extracted: Path, corpus: Path) -> None:
    """Several folders and articles make one dossier; what is given twice counts once, and this is told."""
    both = selon("claims", extracted, corpus / "09-gaz.txt")
    assert both.stdout == selon("claims", extracted).stdout
    assert "duplicate: the same article" in both.stderr


def test_the_shards_are_plain_jsonl(extracted: Path) -> None:
    """Other tools can read them: one object a line, a Reading or a Problem."""
    lines = gzip.decompress((extracted / "shard-000000.jsonl.gz").read_bytes()).decode().splitlines()
    plain = [json.loads(line) for line in lines]
    assert sum("code" in p for p in plain) == 3 and sum("claims" in p for p in plain) == 11


def test_faulty_calls_are_refused(corpus: Path, extracted: Path, tmp_path: Path) -> None:
    """What would spoil a folder, or is not what was meant, is said before anything is read."""
    (tmp_path / "mine.txt").write_text("x")

    def refused(*arguments: object) -> str:
        with pytest.raises(SelonError) as error:
            CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)
        return str(error.value)

    assert "holds something else" in refused("extract", corpus, "-o", tmp_path)
    assert "lies inside" in refused("extract", corpus, "-o", corpus / "out")
    assert "--address goes with" in refused("extract", corpus, "-o", tmp_path / "o", "--address", "127.0.0.1:1")
    assert "--meta" in refused("report", extracted, "--pack", "fr")
    assert "no such file" in refused("extract", tmp_path / "none", "-o", tmp_path / "o")
    assert not (tmp_path / "o").exists()
    (tmp_path / "empty").mkdir()
    assert "nothing could be read" in refused("extract", tmp_path / "empty", "-o", tmp_path / "o")


def test_a_damaged_folder_is_refused(extracted: Path, tmp_path: Path) -> None:
    """Half a corpus is never taken for the whole."""
    for path in extracted.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "shard-000000.jsonl.gz").write_bytes(b"x")
    with pytest.raises(InputError, match="damaged"):
        held(tmp_path)


def test_progress_is_silent_unless_watched_or_asked_for(corpus: Path, tmp_path: Path) -> None:
    """A pipe gets no progress; --progress writes a line each time, with the count, the speed and the time left."""
    assert "/s" not in selon("extract", corpus, "-o", tmp_path / "a", "--workers", 1).stderr
    assert "11/14 articles, " in selon("extract", corpus, "-o", tmp_path / "b", "--workers", 1, "--progress").stderr


def test_the_time_left_counts_only_what_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """What was kept from before went by in no time and says nothing of the speed."""
    progress = Progress(lambda: 1000, True)
    progress._begun -= 100  # a hundred seconds ago
    progress.show(50, kept=900)
    assert capsys.readouterr().err.startswith("950/1,000 articles, 0.5/s, 1 min 40 s left")
