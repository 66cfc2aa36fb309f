"""Text reuse alone: one JSON object for each pair of documents that share text.

Fingerprints are kept in memory, texts in a temporary file: a pair's two texts are read again when they are compared.
"""

from __future__ import annotations

import json
import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import IO, Any

import click

from selon.cli.given import documents, input_options
from selon.link.passages import runs_within
from selon.link.quoted import quote_keys, told_again
from selon.link.reuse import COMMON, Text, candidates, earlier_first, relate
from selon.model import Document
from selon.packs import LANGUAGES, load_pack
from selon.text.clean import LeftoverRules, blanked, find_leftovers, leftover_rules
from selon.text.fold import uniform
from selon.text.quotes import quick_quotations
from selon.text.shingles import Words, fingerprints

_BATCH = 64  # texts hashed at once
_LEAST = 8  # words that a text must have to be found again
_WORD = 4  # bytes of a number in the file
_KEPT = ("id", "doc_id", "outlet", "title", "url", "published")


@dataclass(slots=True)
class Shelf:
    """Fingerprints of documents in memory; what else is known of them and their words in a temporary file."""

    rules: LeftoverRules
    samples: list[array[int]] = field(default_factory=list)
    quoted: list[array[int]] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    keys: list[tuple[Any, ...]] = field(default_factory=list)
    _places: array[int] = field(default_factory=lambda: array("Q"))
    _file: IO[bytes] = field(default_factory=TemporaryFile)
    _map: mmap | None = None

    def put(self, documents: Sequence[Document]) -> None:
        """Number them by the order of coming; leftovers are blanked."""
        texts = [blanked(d.raw, find_leftovers(uniform(d.raw), self.rules)) for d in documents]
        prints = fingerprints(texts)
        within = runs_within([found.words for found in prints], list(map(quick_quotations, texts)))
        for document, found, quoted in zip(documents, prints, within, strict=True):
            words = found.words
            self.samples.append(found.sample)
            self.quoted.append(quote_keys((words, quoted)))
            self.digests.append(found.digest if len(words.starts) >= _LEAST else b"")
            self.keys.append((*earlier_first(document), document.path))
            known = pickle.dumps((tuple(getattr(document, name) for name in _KEPT), quoted))
            self._file.write(known + bytes(-len(known) % _WORD))
            self._places.extend((self._file.tell(), len(words.starts), len(words.runs), len(known)))
            self._file.writelines(part.data for part in words)

    def get(self, number: int) -> Text:
        """What was put under this number.  The file is mapped at the first call: nothing can be put any more."""
        import numpy as np

        if self._map is None:
            self._file.flush()
            self._map = mmap(self._file.fileno(), 0, access=ACCESS_READ)
        at, words, runs, size = self._places[4 * number : 4 * number + 4]
        known, quoted = pickle.loads(self._map[at - size - -size % _WORD : at])
        part = np.frombuffer(self._map, np.uint32, runs + 2 * words, at)
        document = Document(raw="", **dict(zip(_KEPT, known, strict=True)))
        return Text(document, Words(part[:runs], part[runs : runs + words], part[runs + words :]), quoted)

    def order(self) -> list[int]:
        """The numbers, the earlier document first, whatever the order of coming; what was given twice once."""
        return sorted({key: number for number, key in enumerate(self.keys)}.values(), key=self.keys.__getitem__)


def reuse_lines(given: Iterable[Document]) -> Iterator[str]:
    """A line of JSON for each pair that shares text, the earlier document first; the same in any order of ``given``."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
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
    searches = (told_again(shelf.quoted[n] for n in first), candidates([shelf.samples[n] for n in first]))
    pairs = {p for found in searches for i, j, *_ in found for p in _between(groups[i], groups[j])}
    pairs.update(p for group in groups if len(group) > 1 for p in _between(group, group))
    waiting, get = iter(sorted(pairs)), lru_cache(_BATCH)(lambda rank: shelf.get(order[rank]))
    while texts := [(get(a), get(b)) for a, b in islice(waiting, _BATCH)]:
        for (one, two), found in zip(texts, relate(texts), strict=True):
            if found:
                ends = {"a": one.document.doc_id, "b": two.document.doc_id}
                shares = {"in_a": round(found.in_a, 3), "in_b": round(found.in_b, 3)}
                yield encode(ends | found._asdict() | shares)


def _between(one: list[int], two: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of two groups, the documents of either the same but for typography: where many, with the first only."""
    few = [group if len(group) <= COMMON else group[:1] for group in (one, two)]
    for a, b in {*product(few[0], two), *product(one, few[1])}:
        if a != b:
            yield min(a, b), max(a, b)


@click.command(help="Who copied whom: pairs of documents that share text, with the passages, one JSON object a pair.")
@input_options
@click.option("--jsonl", is_flag=True, help="JSONL, one object a pair (the only form; may be left out).")
def reuse(paths: tuple[str, ...], meta: str, pack: str | None, jsonl: bool) -> None:
    for line in reuse_lines(documents(paths, meta, pack or LANGUAGES[0])):  # no language is needed: none is detected
        click.echo(line)
