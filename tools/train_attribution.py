"""Does a model learnt from annotated articles help the rules?  python tools/train_attribution.py SHARED --table

SHARED is the folder that holds «gold/» and «tools/».  Nothing that is learnt here ships: docs/attribution-models.md
has the figures and the reasons.  Two conditional random fields: one marks cues in a line, one marks the source and the
content of a given cue.  Without --table it prints the learning curve (--curve), the cross-validation (--cross LANGUAGE)
or the constructions that the rules miss and the model finds (--misses).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pycrfsuite

from attribution_features import Rows, Sheet, cue_rows, role_rows, sheets
from selon.codec import to_plain
from selon.engine.reader import Reader
from selon.find.actors import find_actors
from selon.find.attribution import find_attributions
from selon.find.meaning import settle_attributions
from selon.model import Actor, Article, Attribution, Document, Mention, Span
from selon.packs import load_pack
from selon.pipeline import Toolkit, prepare
from selon.read.jsonl import read_jsonl
from selon.text.layout import lay_out, with_head_date

# Chosen by cross-validation on fr-train (of 0.3 to 0.8): a model's cue beside the rules, and a model's cue alone.
BESIDE, ALONE = 0.8, 0.5
_PARAMS = {"c1": 0.05, "c2": 1.0, "max_iterations": 80, "feature.minfreq": 2, "feature.possible_transitions": True}
_SHOWN = ("relation.all", "relation.source", "relation.cue", "relation.content", "ggt03.content", "exact.content")


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated article, laid out, with what the rules find."""

    id: str
    gold: dict[str, Any]
    article: Article
    sheets: list[Sheet]
    found: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two trained models."""

    cues: Any
    roles: Any


def read_cases(path: Path, kit: Toolkit) -> list[Case]:
    """The articles of a gold file in the language of the kit."""
    lines = path.read_text(encoding="utf-8").splitlines()
    gold = {d["doc_id"]: d for d in map(json.loads, lines)}
    cases = []
    for document in read_jsonl(lines, "gold"):
        if isinstance(document, Document):
            article = lay_out(with_head_date(document, kit.layout), kit.layout, kit.tagger)
            actors, mentions = find_actors(article, kit.actors)
            found = find_attributions(article, kit.attributions)[0]
            rows = sheets(article, kit.attributions)
            cases.append(Case(document.doc_id, gold[document.doc_id], article, rows, found, actors, mentions))
    return cases


def train(cases: Sequence[Case], kit: Toolkit) -> Pair:
    """Train both models on all lines and all cues of these articles; no chance is involved."""
    cues, roles = [], []
    for case in cases:
        for sheet in case.sheets:
            labels = ["O"] * len(sheet.words)
            for gold in case.gold["attributions"]:
                cue = sheet.tokens(gold["cue"])
                for n, i in enumerate(cue):
                    labels[i] = "I" if n else "B"
                if cue:
                    content, source = sheet.tokens(gold["content"]), sheet.tokens(gold["source"])
                    marks = ["S" if i in source else "C" if i in content else "O" for i in range(len(labels))]
                    roles.append((role_rows(sheet, cue, kit.attributions), marks))
            cues.append((cue_rows(sheet), labels))
    return Pair(_fit(cues), _fit(roles))


def _fit(examples: list[tuple[Rows, list[str]]]) -> Any:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_PARAMS)
    for rows, labels in examples:
        trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.crfsuite"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        return tagger


def propose(case: Case, models: Pair, kit: Toolkit) -> list[tuple[float, Attribution]]:
    """The model's attributions with the probability of their cue."""
    out = []
    for sheet in case.sheets:
        labels = models.cues.tag(cue_rows(sheet))
        sure = [models.cues.marginal("B", i) for i in range(len(labels))]
        for cue in _cues(labels):
            marks = models.roles.tag(role_rows(sheet, cue, kit.attributions))
            content = _spans(sheet, [i for i, m in enumerate(marks) if m == "C" and i not in cue])
            source = _spans(sheet, [i for i, m in enumerate(marks) if m == "S" and i not in cue])
            group = next((g for g in sheet.groups if g.head in cue), None)
            if content:
                act, kind = group.rule.act if group else "assert", "person" if source else "unstated"
                reason = f"model; cue «{' '.join(sheet.line.tokens[i].text for i in cue)}»"
                spans = source, _spans(sheet, cue), content
                found = Attribution("", *spans, "indirect", act, "plain", kind, reason=reason)  # type: ignore[arg-type]
                out.append((max(sure[i] for i in cue), found))
    return out


def _cues(labels: list[str]) -> list[list[int]]:
    cues: list[list[int]] = []
    for i, label in enumerate(labels):
        if label == "B" or (label == "I" and (not cues or i - cues[-1][-1] > 4)):
            cues.append([i])
        elif label == "I":
            cues[-1].append(i)
    return cues


def _spans(sheet: Sheet, tokens: list[int]) -> tuple[Span, ...]:
    """The runs of these tokens, without marks at their ends."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    out = []
    for run in runs:
        words = [i for i in run if sheet.line.norms[i] not in ",.;:"]
        if words:
            out.append(sheet.line.span(words[0], words[-1]))
    return tuple(out)


def rules_alone(case: Case, _: list[tuple[float, Attribution]]) -> list[Attribution]:
    return list(case.found)


def model_alone(_: Case, proposed: list[tuple[float, Attribution]]) -> list[Attribution]:
    return [a for p, a in proposed if p >= ALONE]


def both(case: Case, proposed: list[tuple[float, Attribution]]) -> list[Attribution]:
    """All of the rules, and what the model is sure of at cues that the rules do not have."""
    cues = tuple(s for a in case.found for s in a.cue)
    new = [a for p, a in proposed if p >= BESIDE and not _touch(a.cue, cues)]
    fresh = tuple(s for a in new for s in a.content)
    return [a for a in case.found if a.cue or not _touch(a.content, fresh)] + new


def _touch(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(s.start < t.end and t.start < s.end for s in a for t in b)


WAYS: dict[str, Callable[[Case, list[tuple[float, Attribution]]], list[Attribution]]] = {
    "rules": rules_alone,
    "model": model_alone,
    "both": both,
}


class Scorer:
    """Scores the whole of settled attributions with ``score_attribution.py --strip``."""

    def __init__(self, shared: Path, kit: Toolkit) -> None:
        spec = importlib.util.spec_from_file_location("scorer", shared / "tools" / "score_attribution.py")
        assert spec and spec.loader
        self.tool = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.tool)
        self.kit = kit

    def score(self, cases: Sequence[Case], found: dict[str, list[Attribution]]) -> dict[str, dict[str, float]]:
        plain = {}
        for case in cases:
            ordered = sorted(found[case.id], key=lambda a: min(s.start for s in (*a.source, *a.cue, *a.content)))
            numbered = [replace(a, id=f"a{n}") for n, a in enumerate(ordered, 1)]
            settled = settle_attributions(case.article, numbered, case.actors, case.mentions, self.kit.meaning)
            plain[case.id] = {"attributions": [to_plain(a) for a in settled]}
        scores: dict[str, dict[str, float]] = self.tool.as_json(
            self.tool.score({c.id: c.gold for c in cases}, plain, strip=True)
        )
        return scores

    def table(self, cases: Sequence[Case], proposed: dict[str, list[tuple[float, Attribution]]]) -> None:
        """Print P/R/F of the three ways."""
        print("| | " + " | ".join(_SHOWN) + " | speaker |")
        for name, way in WAYS.items():
            scores = self.score(cases, {c.id: way(c, proposed[c.id]) for c in cases})
            cells = ["/".join(f"{100 * scores[k][x]:.1f}" for x in "prf") for k in _SHOWN]
            print(f"| {name} | " + " | ".join(cells) + f" | {100 * scores['ggt03.speaker acc']['p']:.1f} |", flush=True)


def crossed(cases: list[Case], kit: Toolkit, folds: int = 4) -> dict[str, list[tuple[float, Attribution]]]:
    """Each article read by models that have not seen it."""
    out: dict[str, list[tuple[float, Attribution]]] = {}
    for k in range(folds):
        models = train([c for i, c in enumerate(cases) if i % folds != k], kit)
        out |= {c.id: propose(c, models, kit) for c in cases[k::folds]}
    return out


def curve(cases: list[Case], test: list[Case], kit: Toolkit, scorer: Scorer) -> None:
    """F (relation, all) on the test set by share of the training articles, three draws each."""
    for share in (0.25, 0.5, 0.75, 1.0):
        for seed in range(3 if share < 1 else 1):
            part = random.Random(seed).sample(cases, round(share * len(cases)))
            models = train(part, kit)
            proposed = {c.id: propose(c, models, kit) for c in test}
            found = {n: {c.id: way(c, proposed[c.id]) for c in test} for n, way in WAYS.items() if n != "rules"}
            scores = {name: scorer.score(test, f) for name, f in found.items()}
            figures = {
                f"{n} {k}": round(100 * s[k]["f"], 1)
                for n, s in scores.items()
                for k in ("relation.all", "ggt03.content")
            }
            print(f"{share:.0%} ({len(part)} articles), draw {seed}:", figures, flush=True)


def misses(cases: list[Case], proposed: dict[str, list[tuple[float, Attribution]]]) -> None:
    """Cues that the gold and the model have and the rules do not, most frequent first."""
    count: Counter[str] = Counter()
    for case in cases:
        gold = [Span(*s) for a in case.gold["attributions"] for s in a["cue"]]
        ruled = [s for a in case.found for s in a.cue]
        count.update(a.reason for p, a in proposed[case.id] if _touch(a.cue, gold) and not _touch(a.cue, ruled))
    for reason, n in count.most_common():
        print(n, reason)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--cross", choices=("fr", "en"))
    options = parser.parse_args()
    language = options.cross or "fr"
    kit = prepare(load_pack(language), Reader().world)
    scorer = Scorer(options.shared, kit)
    cases = read_cases(options.shared / "gold" / f"{language}-train.jsonl", kit)
    test = read_cases(options.shared / "gold" / "fr-dev.jsonl", kit) if options.table or options.curve else []
    if options.table:
        models = train(cases, kit)
        scorer.table(test, {c.id: propose(c, models, kit) for c in test})
    if options.curve:
        curve(cases, test, kit, scorer)
    if options.cross or options.misses:
        proposed = crossed(cases, kit)
        if options.cross:
            scorer.table(cases, proposed)
        if options.misses:
            misses(cases, proposed)


if __name__ == "__main__":
    main()
