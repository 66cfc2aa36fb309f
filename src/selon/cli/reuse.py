"""Text reuse alone: one JSON object for each pair of documents that share text.

Fingerprints are kept in memory, texts in a temporary file: a pair's two texts are read again when they are compared.
"""

from __future__ import annotations

import json
import pickle
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, Any

import click

from selon.cli.common import documents, input_options
from selon.link.passages import runs_within
from selon.link.quoted import told_again
from selon.link.reuse import Overlap, Text, candidates, earlier_first, identical, quotation, relate
from selon.model import Document
from selon.packs import LANGUAGES, load_pack
from selon.text.clean import LeftoverRules, find_leftovers, leftover_rules
from selon.text.fold import uniform
from selon.text.layout import blanked
from selon.text.quotes import quick_quotations
from selon.text.shingles import Words, fingerprints

_BATCH = 32  # texts hashed at once
_LEAST = 8  # words that a text must have to be found again
_HELD = 512  # texts held for comparing
_KEPT = ("id", "doc_id", "outlet", "title", "url", "published")


@dataclass(slots=True)
class Shelf:
    """Fingerprints of documents in memory; the documents and their words in a temporary file, leftovers blanked."""

    rules: LeftoverRules
    samples: list[array[int]] = field(default_factory=list)
    quoted: list[array[int]] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    keys: list[tuple[Any, ...]] = field(default_factory=list)
    _places: array[int] = field(default_factory=lambda: array("Q"))
    _file: IO[bytes] = field(default_factory=TemporaryFile)
    _held: dict[int, Text] = field(default_factory=dict)

    def put(self, documents: Sequence[Document]) -> None:
        """Number them by the order of coming."""
        texts = [blanked(d.raw, find_leftovers(uniform(d.raw), self.rules)) for d in documents]
        for document, text, found in zip(documents, texts, fingerprints(texts), strict=True):
            self.samples.append(found.sample)
            quoted = runs_within(found.words, quick_quotations(text))
            self.quoted.append(array("I", b"".join(found.words.runs[slice(*run)].tobytes() for run in quoted)))
            self.digests.append(found.digest if len(found.words.starts) >= _LEAST else b"")
            self.keys.append((*earlier_first(document), document.path))
            self._places.append(self._file.tell())
            known = tuple(getattr(document, name) for name in _KEPT)
            pickle.dump((known, quoted, *(part.tobytes() for part in found.words)), self._file)

    def get(self, number: int) -> Text:
        """What was put under this number; what was asked for last is held."""
        import numpy as np

        found = self._held.pop(number, None)
        if found is None:
            self._file.seek(self._places[number])
            known, quoted, *parts = pickle.load(self._file)
            words = Words(*(np.frombuffer(part, np.uint32) for part in parts))
            found = Text(Document(raw="", **dict(zip(_KEPT, known, strict=True))), words, quoted)
        self._held[number] = found
        if len(self._held) > _HELD:
            del self._held[next(iter(self._held))]
        return found

    def order(self) -> list[int]:
        """The numbers, the earlier document first, whatever the order of coming; what was given twice once."""
        return sorted({key: number for number, key in enumerate(self.keys)}.values(), key=self.keys.__getitem__)


def reuse_lines(given: Iterable[Document]) -> Iterator[str]:
    """A line of JSON for each pair that shares text, the earlier document first; the same in any order of ``given``."""
    shelf = Shelf(leftover_rules([load_pack(name) for name in (*LANGUAGES, "world")]))
    stream = iter(given)
    while batch := list(islice(stream, _BATCH)):
        shelf.put(batch)
    order = shelf.order()
    same: defaultdict[bytes, list[int]] = defaultdict(list)
    for rank, number in enumerate(order):
        if shelf.digests[number]:
            same[shelf.digests[number]].append(rank)
    groups = list(same.values())  # what has the same words is searched for once
    first = [order[group[0]] for group in groups]
    how: dict[tuple[int, int], Callable[[Text, Text], Overlap | None]] = {}
    searches: tuple[tuple[Callable[[Text, Text], Overlap | None], Iterator[tuple[Any, ...]]], ...] = (
        (quotation, told_again(shelf.quoted[n] for n in first)),
        (relate, candidates(shelf.samples[n] for n in first)),
    )
    for compare, found in searches:
        for i, j, *_ in found:
            how.update(((min(pair), max(pair)), compare) for pair in product(groups[i], groups[j]))
    how.update((pair, identical) for group in groups for pair in combinations(group, 2))
    for (a, b), compare in sorted(how.items(), key=itemgetter(0)):
        one, two = shelf.get(order[a]), shelf.get(order[b])
        if overlap := compare(one, two):
            yield _line(one.document.doc_id, two.document.doc_id, overlap)


def _line(a: str, b: str, found: Overlap) -> str:
    value = {"a": a, "b": b, "in_a": round(found.in_a, 3), "in_b": round(found.in_b, 3), "kind": found.kind}
    return json.dumps({**value, "passages": found.passages}, ensure_ascii=False)


@click.command(help="Who copied whom: pairs of documents that share text, with the passages, one JSON object a pair.")
@input_options
@click.option("--jsonl", is_flag=True, help="JSONL, one object a pair (the only form; may be left out).")
def reuse(paths: tuple[str, ...], meta: str, pack: str | None, jsonl: bool) -> None:
    for line in reuse_lines(documents(paths, meta, pack or LANGUAGES[0])):  # no language is needed: none is detected
        click.echo(line)
