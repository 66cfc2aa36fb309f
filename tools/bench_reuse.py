"""Reuse: recall on five kinds of copies, precision, speed beside datasketch and rensa; and real duplicates.

    python tools/bench_reuse.py [PATH.jsonl.gz] [-n ARTICLES] [--seed N] [--duplicates FILE]

Truth by construction: copies made by tools/perturb.py.  Precision: a pair is right when it is made so, or when one of
the two texts holds 30 % of the five-word runs of the other, counted in full.  All run one after another on the same
texts, in CPU seconds of this process; for the peers the words are lower-cased runs of letters in runs of three, 128
permutations; peers that are not installed are left out with a line.  Without OrangeSum, the articles are invented.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from perturb import KINDS, copies, invented
from selon.cli.reuse import reuse_lines
from selon.link.reuse import candidates
from selon.model import Document
from selon.text.shingles import fingerprints

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
ENOUGH = 80  # words of an article that is worth copying
_WORD = re.compile(r"\w+")
Pair = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", default=str(SHARED / "orangesum.jsonl.gz"))
    parser.add_argument(
        "-n", type=int, default=12_000, help="distinct articles (default 12,000); two thirds more copies"
    )
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--duplicates", default=str(SHARED / "orangesum-duplicates.txt"))
    args = parser.parse_args()
    articles = load(args.path, args.n, args.seed)
    made = copies(articles, args.n * 2 // 15, args.seed)
    texts = [*articles, *(text for *_, text in made)]
    words = sum(len(_WORD.findall(t)) for t in texts)
    print(f"{len(articles)} articles and {len(made)} copies, {words / len(texts):.0f} words a document\n")
    truth = {(min(p), max(p)): kind for p, kind in pairs_of(made, len(articles))}
    judge = Judge(texts, made, len(articles))
    row("method", "docs/s", "x rensa", "precision", *(f"recall {k}" for k in KINDS))
    base = 0.0
    for name, method in (
        ("rensa", rensa),
        ("datasketch", datasketch),
        ("selon, pairs", prints),
        ("selon reuse", whole),
    ):
        if name in ("rensa", "datasketch") and importlib.util.find_spec(name) is None:
            print(f"{name}: not installed, left out")
            continue
        begun = process_time()
        lines = list(method(texts))
        spent = process_time() - begun
        found = set(filter(None, map(pair_of, lines)))
        base = spent if name == "rensa" else base
        recalled = Counter(kind for pair, kind in truth.items() if pair in found)
        recall = [recalled[k] / max(sum(v == k for v in truth.values()), 1) for k in KINDS]
        ratio = f"{base / spent:.2f}" if base else "-"
        row(name, f"{len(texts) / spent:,.0f}", ratio, f"{judge.precision(found):.4f}", *(f"{r:.4f}" for r in recall))
    if Path(args.path).is_file() and Path(args.duplicates).is_file():
        duplicates(args.path, args.duplicates)


def row(*cells: str) -> None:
    print("".join(f"{c:<14}" if i == 0 else f"{c:>11}" for i, c in enumerate(cells)))


def load(path: str, count: int, seed: int) -> list[str]:
    """Distinct articles in a seeded order; invented ones where there is no such file."""
    rng = random.Random(seed)
    if not Path(path).is_file():
        print(f"{path}: not there; the articles are invented")
        return invented(count, rng)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle]
    texts = [t for t in dict.fromkeys(texts) if len(_WORD.findall(t)) >= ENOUGH]
    rng.shuffle(texts)
    return texts[:count]


def pairs_of(made: list[tuple[str, int, int, str]], first: int) -> Iterator[tuple[Pair, str]]:
    for number, (kind, source, _, _) in enumerate(made, first):
        yield (source, number), kind


class Judge:
    """Says whether a pair is right: made so, two copies of one article, or enough runs in common."""

    def __init__(self, texts: list[str], made: list[tuple[str, int, int, str]], first: int) -> None:
        self._texts = texts
        self._from = {n: {n} for n in range(first)}
        for number, (kind, source, host, _) in enumerate(made, first):
            self._from[number] = {source, host} if kind == "E" else {source}

    def precision(self, found: set[Pair]) -> float:
        return sum(bool(self._from[a] & self._from[b]) or self._holds(a, b) for a, b in found) / max(len(found), 1)

    def _holds(self, a: int, b: int) -> bool:
        one, two = self._runs(a), self._runs(b)
        return len(one & two) >= 0.3 * min(len(one), len(two))

    def _runs(self, number: int) -> set[tuple[str, ...]]:
        words = _WORD.findall(self._texts[number].lower())
        return set(zip(*(words[i:] for i in range(5)), strict=False))


# --- the methods: texts → pairs of numbers -------------------------------------------------------------------------


def whole(texts: list[str]) -> Iterator[str]:
    """The command: leftovers, fingerprints, join, every pair aligned and written as JSON."""
    return reuse_lines(Document(f"d{n}", str(n), t, language="fr") for n, t in enumerate(texts))


def pair_of(found: Pair | str) -> Pair | None:
    """The pair that a method gives, or that stands in a line of the command; None for a quotation."""
    if not isinstance(found, str):
        return found
    line = json.loads(found)
    a, b = sorted((int(line["a"]), int(line["b"])))
    return (a, b) if line["kind"] != "quotation" else None


def prints(texts: list[str]) -> Iterator[Pair]:
    """Fingerprints and their join alone: what MinHash and its index do."""
    samples = [p.sample for i in range(0, len(texts), 64) for p in fingerprints(texts[i : i + 64])]
    return ((a, b) for a, b, *_ in candidates(samples))


def threes(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]


def rensa(texts: list[str]) -> Iterator[Pair]:
    from rensa import RMinHash, RMinHashLSH

    index, hashes = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), []
    for number, text in enumerate(texts):
        one = RMinHash(num_perm=128, seed=42)
        one.update(threes(text))
        index.insert(number, one)
        hashes.append(one)
    return _verified(hashes, index.query, lambda a, b: a.jaccard(b))


def datasketch(texts: list[str]) -> Iterator[Pair]:
    from datasketch import MinHash, MinHashLSH

    index, hashes = MinHashLSH(num_perm=128, params=(25, 5)), []
    for number, text in enumerate(texts):
        one = MinHash(num_perm=128)
        one.update_batch([t.encode() for t in threes(text)])
        index.insert(number, one)
        hashes.append(one)
    return _verified(hashes, index.query, lambda a, b: a.jaccard(b))


def _verified(
    hashes: list[Any], query: Callable[[Any], list[int]], jaccard: Callable[[Any, Any], float]
) -> Iterator[Pair]:
    for number, one in enumerate(hashes):
        for other in query(one):
            if other < number and jaccard(hashes[other], one) >= 0.5:
                yield other, number


# --- real duplicates -----------------------------------------------------------------------------------------------


def duplicates(path: str, listed: str) -> None:
    """The published groups of articles with the same text, title or heading, and what they are found to be."""
    wanted = {n for line in Path(listed).read_text().split() for n in line.replace(".json", "").split(",")}
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = {r["doc_id"].split("-")[-1]: r for r in map(json.loads, handle)}
    rows = {n: r for n, r in rows.items() if n in wanted and r["text"].strip()}
    given = (
        Document(f"d{n}", n, r["text"], language="fr", title=r["title"], published=r.get("date"))
        for n, r in rows.items()
    )
    kinds = {frozenset((p["a"], p["b"])): p["kind"] for p in map(json.loads, reuse_lines(given))}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(listed).read_text().split():
        group = [n for n in line.replace(".json", "").split(",") if n in rows]
        for a, b in combinations(group, 2):
            counts[relation(rows[a], rows[b])][kinds.get(frozenset((a, b)), "none")] += 1
    print("\npairs of the published duplicates, as found:")
    for name in sorted(counts):
        print(f"  {name:<46}{dict(sorted(counts[name].items()))}")


def relation(a: dict[str, str], b: dict[str, str]) -> str:
    """How two articles of a group are alike, by their words alone."""
    one, two = (_WORD.findall(r["text"].lower()) for r in (a, b))
    if one == two:
        return "same words"
    left, right = ({tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in (one, two))
    share = len(left & right) / max(min(len(left), len(right)), 1)
    return f"same title or heading, {'<' if share < 0.3 else '≥'} 30 % in common"


if __name__ == "__main__":
    main()
