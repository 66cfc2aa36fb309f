"""How many stories of a synthetic web (tools/webs.py) get their number of independent origins exactly.

    python tools/measure_webs.py FOLDER [--show N] [--report report.json]

FOLDER/articles.jsonl is read as «selon report» does; each story is held against the meeting or channel whose reports
cover most of its articles.  Prints the share that is exact, the same by kind and by what a story holds (a circle, a
reprint …), and with ``--show`` the sentence, lines and articles of the first N that are not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def read_report(folder: Path) -> dict[str, Any]:
    """What ``selon report FOLDER -o x.json`` writes."""
    from selon.cli.common import read_all
    from selon.export import report_json
    from selon.options import Options

    ledger = read_all((str(folder / "articles.jsonl"),), "", Options(language="en"))
    found: dict[str, Any] = json.loads(report_json.render(ledger))
    return found


def best_entries(truths: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> list[Mapping[str, Any] | None]:
    """For each story the origin record that covers it best: most of its articles, fewest others, its kind."""
    name = {d["id"]: d["doc_id"] for d in report["documents"]}
    kinds = {e["id"]: kind for kind in ("meetings", "channels") for e in report[kind]}
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    origins = [o for o in report["origins"] if o["about"] in kinds]
    for number, origin in enumerate(origins):
        for document in origin["reports"]:
            by_document[name[document]].append(number)
    best = []
    for truth in truths:
        shared = Counter(n for a in truth["articles"] for n in by_document[a])
        kind = truth["kind"] + "s"
        rank = {n: (c, -len(origins[n]["reports"]), kinds[origins[n]["about"]] == kind, -n) for n, c in shared.items()}
        best.append(origins[max(rank, key=lambda n: rank[n])] if rank else None)
    return best


def verdict(truth: Mapping[str, Any], origin: Mapping[str, Any] | None) -> str:
    """exact, missing, too few or too many; split when the entry holds less than half of the articles."""
    if origin is not None and origin["independent"] == truth["independent"]:
        return "exact"
    if origin is None:
        return "missing"
    if 2 * len(origin["reports"]) <= len(truth["articles"]):
        return "split"
    return "too few" if origin["independent"] < truth["independent"] else "too many"


def share(pairs: Iterable[str]) -> str:
    counted = Counter(pairs)
    total = sum(counted.values())
    rest = ", ".join(f"{n} {v}" for v, n in counted.most_common() if v != "exact")
    return f"{counted['exact'] / total:6.1%} of {total:4}   {rest}"


def show(truth: Mapping[str, Any], origin: Mapping[str, Any] | None, texts: Mapping[str, Mapping[str, Any]]) -> None:
    print(f"\n=== story {truth['story']} ({truth['kind']}): {truth['independent']} wanted: {', '.join(truth['lines'])}")
    if origin is None:
        print("    nothing found")
    else:
        lines = [(line["outlet"], line["class"], line["source"]) for line in origin["lines"]]
        print(f"    {origin['why']}\n    {lines}\n    {len(origin['reports'])} of {len(truth['articles'])} articles")
    for article in truth["articles"]:
        document = texts[article]
        mark = "copy" if article in truth["copies"] else "nobody" if article in truth["unattributed"] else ""
        print(
            f"  {article} [{document['outlet']}] {document['date']} {mark}\n      "
            + document["text"].replace("\n", " ")
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--report", type=Path, help="a report of these articles written before")
    args = parser.parse_args()
    truths = [json.loads(line) for line in (args.folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    report = json.loads(args.report.read_text(encoding="utf-8")) if args.report else read_report(args.folder)
    best = best_entries(truths, report)
    verdicts = [verdict(t, o) for t, o in zip(truths, best, strict=True)]
    print(f"{'all':<34}{share(verdicts)}")
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for truth, said in zip(truths, verdicts, strict=True):
        for feature in (truth["kind"], *truth["features"], f"{min(truth['independent'], 4)} lines"):
            groups[feature].append(said)
    for feature in sorted(groups):
        print(f"  {feature:<32}{share(groups[feature])}")
    wrong = [n for n, said in enumerate(verdicts) if said != "exact"][: args.show]
    lines = (args.folder / "articles.jsonl").read_text(encoding="utf-8").splitlines() if wrong else []
    texts = {d["doc_id"]: d for d in map(json.loads, lines)}
    for n in wrong:
        show(truths[n], best[n], texts)


if __name__ == "__main__":
    main()
