"""Rebuild every set of weights: python tools/train.py DATA [--score] [--out src/selon/lang]

DATA is the folder that holds «ud/» and «winer-fr.tar.gz».  Without --score the taggers learn from all that may be
learned from; with it they learn from the training part only, into a temporary folder, and are scored on the rest.
Nothing is drawn at random without a fixed seed: one machine gives the same bytes each time.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import train_names
import train_tagger
from fit import Example
from selon.lang.pack import LanguagePack
from selon.text.tagger import NAMES, WORDS, Tagger, load_tagger, names_of

Data = list[Example]
TEST = {"fr": ["fr_sequoia-ud-test", "fr_gsd-ud-test", "fr_pud-ud-test"], "en": ["en_ewt-ud-dev", "en_ewt-ud-test"]}
ROUNDS = {"fr": 10, "en": 8}
MINFREQ = {"fr": 1, "en": 3}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("src/selon/lang"))
    options = parser.parse_args()
    if options.score:
        with tempfile.TemporaryDirectory() as folder:
            build(options.data, Path(folder), part=True)
            for language in ("fr", "en"):
                report(options.data, Path(folder), language)
    else:
        build(options.data, options.out, part=False)


def build(data: Path, out: Path, part: bool) -> None:
    """Train the four models; ``part`` keeps the held-out names back (the words' test files are never used)."""
    for language in ("fr", "en"):
        weights = out / language / "weights"
        paths = [data / "ud" / f"{name}.conllu.gz" for name in train_tagger.TRAIN[language]]
        words = chain.from_iterable(train_tagger.examples(p, language) for p in paths)
        train_tagger.train(words, weights / WORDS, ROUNDS[language], MINFREQ[language])
        kept, held = named(data, language)
        ewt = data / "ud" / "en" / "en_ewt-ud-train.conllu.gz"
        learned = kept if part else kept + held
        train_names.build(language, learned, data / "winer-fr.tar.gz", ewt, weights / NAMES)


def named(data: Path, language: str) -> tuple[Data, Data]:
    """The sentences with names: nine tenths, and the tenth that is held out to score."""
    if language == "fr":
        groups = [sentences for _, sentences in train_names.wikinews(data / "winer-fr.tar.gz")]
    else:
        flat = list(train_names.gum(data / "ud" / "en" / "en_gum-free-documents.conllu.gz"))
        groups = [flat[n : n + 40] for n in range(0, len(flat), 40)]
    kept = [e for n, group in enumerate(groups) if n % 10 != 9 for e in group]
    return kept, [e for n, group in enumerate(groups) if n % 10 == 9 for e in group]


def report(data: Path, folder: Path, language: str) -> None:
    """Print the scores of one language's taggers."""
    weights = {f.name: f.read_bytes() for f in sorted((folder / language / "weights").iterdir())}
    tagger = load_tagger(LanguagePack(language, {}, weights))
    print(language, {name: f"{len(w) / 1e6:.1f} MB" for name, w in weights.items()})
    for name in TEST[language]:
        treebank = train_tagger.examples(data / "ud" / language / f"{name}.conllu.gz", language)
        print(f"  {name}:", words_score(tagger, treebank))
    held = named(data, language)[1]
    for name, change in CHANGES.items():
        print(f"  names, {name}:", names_score(tagger, [change(e) for e in held]))


CHANGES: dict[str, Callable[[Example], Example]] = {
    "as they are": lambda e: e,
    "persons swapped": train_names.swapped_for_test,
    "in capitals": train_names.loud,
}


def words_score(tagger: Tagger, data: Data) -> str:
    """Accuracy of the part of speech, of the form of gold verbs, and P/R of the conditional."""
    count: Counter[str] = Counter()
    for tokens, labels in data:
        for token, label in zip(tagger.tag(tokens), labels, strict=True):
            tag, _, morph = label.partition("|")
            count["words"] += 1
            count["tag"] += token.tag == tag
            count["verbs"] += bool(morph)
            count["form"] += bool(morph) and token.morph == morph
            count["cnd gold"] += morph == "Fin.Cnd.Pres"
            count["cnd found"] += token.morph == "Fin.Cnd.Pres"
            count["cnd right"] += token.morph == morph == "Fin.Cnd.Pres"
    score = f"POS {percent(count['tag'], count['words'])}  verb form {percent(count['form'], count['verbs'])}"
    precision, recall = (percent(count["cnd right"], count[n]) for n in ("cnd found", "cnd gold"))
    return f"{score}  conditional P {precision} R {recall} (n {count['cnd gold']})"


def names_score(tagger: Tagger, data: Data) -> str:
    """P/R/F of each type and of the first three together: exact span and type."""
    found, gold, right = Counter[str](), Counter[str](), Counter[str]()
    for tokens, labels in data:
        expected, got = set(names_of(tokens, labels)), set(tagger.names(tagger.tag(tokens)))
        for counter, names in ((found, got), (gold, expected), (right, got & expected)):
            counter.update(name.label for name in names)
    for counter in (found, gold, right):
        counter["all"] = counter["PER"] + counter["LOC"] + counter["ORG"]
    return "  ".join(
        f"{label} {percent(right[label], found[label])}/{percent(right[label], gold[label])}"
        f"/{percent(2 * right[label], found[label] + gold[label])} (n {gold[label]})"
        for label in ("PER", "LOC", "ORG", "MISC", "all")
    )


def percent(part: int, whole: int) -> str:
    """«97.1», or «-» of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "-"


if __name__ == "__main__":
    main()
