"""``selon eval``: the attribution layer, or the predictions of any system, scored against gold."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from textwrap import wrap
from typing import Any, TextIO

import click

from selon.cli.given import tell
from selon.codec import to_plain
from selon.engine.reader import Reader
from selon.errors import InputError, UsageError
from selon.model import Document, Problem
from selon.read.files import with_language
from selon.read.jsonl import read_jsonl
from selon.scoring.labels import findings, label_scores
from selon.scoring.modes import Scores, Tally, add_scores, score_document
from selon.scoring.sides import FIELDS, NOTHING, ROLES, Item, make_items
from selon.workers import found

_WIDTH = 56
_FILE = click.File(encoding="utf-8-sig", errors="replace")
Lines = dict[str, tuple[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Scored:
    """One document: what gold holds, what was found, and the counts."""

    document: Document
    gold: tuple[Item, ...]
    found: tuple[Item, ...]
    modes: Scores


@click.command("eval")
@click.argument("gold", type=_FILE)
@click.option("--pred", type=_FILE, help="Predictions to score (JSONL) instead of what selon finds.")
@click.option("--strip", is_flag=True, help="Ignore quotation marks, spaces, closing marks at the edges of spans.")
@click.option("--worst", type=click.IntRange(min=0), default=5, show_default=True, help="How many documents to list.")
@click.option("--errors", metavar="DOC_ID", help="Gold and found side by side, for one document.")
@click.option("--json", "as_json", is_flag=True, help="All counts as one object.")
def eval(gold: TextIO, pred: TextIO | None, strip: bool, worst: int, errors: str | None, as_json: bool) -> None:
    """Score who-said-what against GOLD (JSONL: doc_id, text, attributions), in every published mode."""
    wanted = _read(gold, gold.name, with_text=True)
    if errors is not None and errors not in wanted:
        raise UsageError(f"no document «{errors}» in {gold.name}")
    given = _read(pred, pred.name, with_text=False) if pred else None
    if given is not None and (missing := wanted.keys() - given.keys()):
        click.echo(f"{len(missing)} without prediction, counted as empty: {', '.join(sorted(missing)[:3])}", err=True)
    chosen = wanted if errors is None else {errors: wanted[errors]}
    documents = _score(chosen, given, gold.name, strip)
    if errors is not None:
        click.echo(_side_by_side(documents[0]))
        return
    modes = add_scores(d.modes for d in documents)
    labels = add_scores(label_scores(d.gold, d.found) for d in documents)
    ranked = sorted(documents, key=lambda d: (_f(d), -_wrong(d), d.document.doc_id))[:worst]
    if as_json:
        listed = [{"doc_id": d.document.doc_id, "f": _f(d), "gold": len(d.gold), "found": len(d.found)} for d in ranked]
        totals = {"documents": len(documents), "gold": sum(len(d.gold) for d in documents),
                  "found": sum(len(d.found) for d in documents)}  # fmt: skip
        figures = {**totals, "modes": _plain(modes), "labels": _plain(labels), "worst": listed}
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join([*_mode_table(modes), *_label_table(labels), *_worst_table(ranked)]))


def _read(handle: Iterable[str], name: str, with_text: bool) -> Lines:
    """Line number and object of each document.  Every broken line is told; one is enough to raise InputError."""
    lines: Lines = {}
    broken = 0
    for number, line in ((n, line) for n, line in enumerate(handle, 1) if line.strip()):
        try:
            value = json.loads(line)
            _check(value, with_text)
            if value["doc_id"] in lines:
                raise ValueError(f"«{value['doc_id']}» is also line {lines[value['doc_id']][0]}")
            lines[value["doc_id"]] = (number, value)
        except ValueError as error:
            said = "not JSON: " if isinstance(error, json.JSONDecodeError) else ""
            tell(Problem("json", f"{said}{error}", name, number))
            broken += 1
    if broken or not lines:
        raise InputError(f"{name}: {broken} broken line(s); nothing was scored" if broken else f"{name}: no document")
    return lines


def _check(value: Any, with_text: bool) -> None:
    """Raise ValueError, with what is wrong, for a line that cannot be scored."""
    if not isinstance(value, dict) or not isinstance(value.get("doc_id"), str):
        raise ValueError("an object with a «doc_id» is expected")
    place = f"«{value['doc_id']}»"
    if with_text and not str(value.get("text") or "").strip():
        raise ValueError(f"{place} has no «text»")
    listed = value.get("attributions")
    if not isinstance(listed, list) or not all(isinstance(a, dict) for a in listed):
        raise ValueError(f"{place} has no list of «attributions»")
    end = len(value["text"]) if with_text else float("inf")
    for number, attribution in enumerate(listed):
        for role in ROLES:
            spans = attribution.get(role) or []
            if not (isinstance(spans, list) and all(_is_span(s, end) for s in spans)):
                wrong = f"«{role}» is not [[start, end], …] within the text"
                raise ValueError(f"{place}, attribution {attribution.get('id', number)}: {wrong}")


def _is_span(span: Any, end: float) -> bool:
    pair = isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)
    return pair and 0 <= span[0] <= span[1] <= end


def _score(wanted: Lines, given: Lines | None, name: str, strip: bool) -> list[Scored]:
    reader = Reader()
    scored = []
    for doc_id, (number, value) in wanted.items():
        document = next(d for d in read_jsonl([json.dumps(value)], name) if isinstance(d, Document))
        document = replace(with_language(document, "")[0], line=number)
        if given is None:
            ours = to_plain(found(reader, document, "attributions"))
        else:
            ours = given[doc_id][1]["attributions"] if doc_id in given else []
        sides = (make_items(value["attributions"], document.raw, strip), make_items(ours, document.raw, strip))
        scored.append(Scored(document, *sides, score_document(*sides)))
    return scored


def _f(scored: Scored) -> float:
    return scored.modes["relation.all"].f if scored.gold or scored.found else 1.0


def _wrong(scored: Scored) -> int:
    return scored.modes["relation.all"].fp + scored.modes["relation.all"].fn


def _plain(scores: Scores) -> dict[str, dict[str, float]]:
    return {key: {"p": t.p, "r": t.r, "f": t.f, **asdict(t)} for key, t in scores.items()}


def _percent(t: Tally) -> str:
    return f"{100 * t.p:7.1f}{100 * t.r:7.1f}{100 * t.f:7.1f}"


def _mode_table(modes: Scores) -> list[str]:
    rows = [f"{'mode':<11}{'role':<16}{'P':>7}{'R':>7}{'F1':>7}{'tp':>8}{'fp':>8}{'fn':>8}"]
    for key, t in modes.items():
        mode, role = key.split(".")
        rows.append(f"{mode:<11}{role:<16}{_percent(t)}{t.tp:8}{t.fp:8}{t.fn:8}")
    return rows


def _label_table(labels: Scores) -> list[str]:
    """Gold ones, share found under any label, P, R, F1 with the right label; no table where gold has no labels."""
    rows = ["", f"{'label':<28}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}"]
    keys: list[str] = []
    for field in FIELDS:
        values = sorted((k for k in labels if k.startswith(f"{field}.")), key=lambda k: (-_gold(labels, k), k))
        keys += values if any(_gold(labels, k) for k in values) else []
    for key in (*keys, *(k for k in ("silence", "conditional") if k in labels and _gold(labels, k))):
        of = labels.get(f"found.{key}")
        share = f"{100 * of.r:7.1f}" if of else f"{'-' if '.' in key else '':>7}"
        rows.append(f"{key:<28}{_gold(labels, key):6}{share}{_percent(labels[key])}")
    right = [f"{f} {100 * labels[f'accuracy.{f}'].p:.1f}" for f in FIELDS if f"accuracy.{f}" in labels]
    return [*rows, f"right label where both have one, %: {', '.join(right)}"] if right else []


def _gold(labels: Scores, key: str) -> int:
    return labels[key].tp + labels[key].fn


def _worst_table(ranked: Sequence[Scored]) -> list[str]:
    rows = ["", f"{'worst (relation, all roles)':<40}{'F1':>7}{'gold':>6}{'found':>7}"] if ranked else []
    return rows + [f"{d.document.doc_id:<40}{100 * _f(d):7.1f}{len(d.gold):6}{len(d.found):7}" for d in ranked]


def _side_by_side(scored: Scored) -> str:
    rows = [f"{scored.document.doc_id}: relation F1 {100 * _f(scored):.1f}; gold left, found right"]
    for finding in findings(scored.gold, scored.found):
        rows += ["", finding.verdict.upper()]
        left, right = _shown(finding.gold, scored.document.raw), _shown(finding.found, scored.document.raw)
        for name in (*ROLES, "labels"):
            cells = (wrap(left.get(name, ""), _WIDTH), wrap(right.get(name, ""), _WIDTH))
            for n, (a, b) in enumerate(zip_longest(*cells, fillvalue="")):
                rows.append(f"  {name if n == 0 else '':<8}{a:<{_WIDTH}} | {b}".rstrip())
    return "\n".join(rows)


def _shown(item: Item, text: str) -> Mapping[str, str]:
    if item is NOTHING:
        return {}
    quotes = {role: " … ".join(f"{text[s:e]} [{s}:{e}]" for s, e in item.spans[role]) or "-" for role in ROLES}
    return {**quotes, "labels": ", ".join(item.labels[f] for f in FIELDS if item.labels[f]) or "-"}
