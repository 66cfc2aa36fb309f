#!/usr/bin/env python3
"""Print the lines of a corpus that cleaning sets aside, for reading, and how many there are.

    measure_leftovers.py CORPUS.jsonl[.gz] [--articles 300] [--seed 7] [--plain]

The articles are drawn at random (title, heading and text).  Every sentence is put on a line of its own, so that
the rules for lines are tried on ordinary sentences: such a line that is marked is a good line lost.  ``--plain``
leaves the lines as they are.  Noise flags are counted as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from selon.model import Article, Document
from selon.packs import load_pack
from selon.text.layout import LayoutRules, NoTagger, lay_out, layout_rules


def articles(path: Path, count: int, seed: int) -> list[Document]:
    """``count`` random documents of a JSONL corpus."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = random.Random(seed).sample([json.loads(line) for line in lines], count)
    found = []
    for row in rows:
        parts = [row.get(key, "") for key in ("title", "heading", "text")]
        raw = "\n\n".join(part for part in parts if part)
        found.append(Document(row["doc_id"], row["doc_id"], raw, language=row.get("lang", "fr")))
    return found


def one_sentence_a_line(document: Document, rules: LayoutRules) -> Document:
    """The document with every sentence on a line of its own."""
    article = lay_out(document, rules, NoTagger())
    return replace(document, raw="\n".join(document.raw[s.start : s.end] for s in article.sentences))


def set_aside(article: Article) -> list[tuple[str, str]]:
    """(reason, words) of every leftover."""
    raw = article.document.raw
    return [(b.reason, raw[b.start : b.end]) for b in article.blocks if b.kind == "leftover"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    world = load_pack("world")
    rules = {code: layout_rules(load_pack(code), world) for code in ("fr", "en")}
    flags: Counter[str] = Counter()
    lines = marked = 0
    for document in articles(options.corpus, options.articles, options.seed):
        own = rules[document.language]
        flags.update(lay_out(document, own, NoTagger()).noise)
        shown = document if options.plain else one_sentence_a_line(document, own)
        lines += sum(1 for line in shown.raw.split("\n") if line.strip())
        for reason, words in set_aside(lay_out(shown, own, NoTagger())):
            marked += 1
            print(f"{document.doc_id}\t{reason}\t{words[:160]!r}")
    print(f"{marked} marked of {lines} lines ({100 * marked / max(lines, 1):.3f} %); flags: {dict(flags)}")


if __name__ == "__main__":
    main()
