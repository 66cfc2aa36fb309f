"""Reading a corpus with one and with several processes: documents a second, the ratio, and memory along the way.

    python tools/bench_extract.py [PATH] [-n DOCUMENTS] [--workers 1 2]

PATH is a .jsonl or .jsonl.gz; by default ../shared/data/orangesum.jsonl.gz.  Each run is a process of its own that
does what ``selon extract`` does.  Wall time suffers from other work on the machine, CPU time hardly; both are printed,
and the resident memory (MB) of the parent and of its largest worker after each tenth of the corpus: flat, if it is.
The folders are compared: any number of workers writes the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from functools import partial
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import CORPUS
from selon.engine.folder import Manifest, extract_to
from selon.engine.pool import run_local
from selon.engine.shards import cut
from selon.read.files import read_paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", default=str(CORPUS))
    parser.add_argument("-n", type=int, default=1000, help="documents (default 1000)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)  # corpus and folder: one run, in this process
    args = parser.parse_args()
    if args.one:
        one(*args.one, args.workers[0])
        return
    with TemporaryDirectory() as name:
        corpus, wrote = Path(name) / "corpus.jsonl", {}
        opened = gzip.open if args.path.endswith(".gz") else open
        with opened(args.path, "rt", encoding="utf-8") as lines, corpus.open("w", encoding="utf-8") as out:
            out.writelines(islice(lines, args.n))
        print(f"{'workers':>7}{'articles':>10}{'wall s':>9}{'CPU s':>8}{'a second':>10}{'ratio':>7}"
              "  memory, MB (parent+worker)")  # fmt: skip
        base = 0.0
        for workers in args.workers:
            folder = Path(name) / f"out-{workers}"
            command = [sys.executable, __file__, "--one", str(corpus), str(folder), "--workers", str(workers)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            speed = found["read"] / found["wall"]
            base = base or speed
            memory = " ".join("+".join(f"{mb:.0f}" for mb in point) for point in found["memory"])
            print(f"{workers:7}{found['read']:10,}{found['wall']:9.1f}{found['cpu']:8.1f}{speed:10.1f}"
                  f"{speed / base:7.2f}  {memory}")  # fmt: skip
            wrote[workers] = {p.name: p.read_bytes() for p in folder.iterdir()}
        same = all(w == wrote[args.workers[0]] for w in wrote.values())
        size = sum(map(len, wrote[args.workers[0]].values()))
        print(f"folders {'identical' if same else 'DIFFERENT'}, {size / 1e6:.1f} MB")


def one(corpus: str, folder: str, workers: int) -> None:
    """One run; its figures as JSON on standard output."""
    begun, points, read = perf_counter(), [], 0
    shards = cut(read_paths([corpus]), ())
    for tally in extract_to(Path(folder), shards, Manifest({}, ()), partial(run_local, workers=workers)):
        points.append(
            [resident("self"), *([max((resident(p.pid) for p in active_children()), default=0)] if workers > 1 else [])]
        )
        read = tally.read
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    cpu = sum(u.ru_utime + u.ru_stime for u in used)
    memory = points[:-1][:: max(1, len(points) // 10)]
    print(json.dumps({"read": read, "wall": perf_counter() - begun, "cpu": cpu, "memory": memory}))


def resident(pid: int | str | None) -> float:
    """Resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
