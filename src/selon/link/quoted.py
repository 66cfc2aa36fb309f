"""Quotations that two articles share: the same words inside quotation marks on both sides.

Compared letter by letter, without spaces, accents and marks, so that glued words («victoiremais») and a garbled one
inside do not hide them.  Only what stands in quotation marks counts: the longest run of words that two articles of
one set shared was a cliché outside them, longer than the one true shared quotation.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from selon.ids import evidence_of
from selon.link.join import shared_keys
from selon.model import Link, Reading, Span

_WORD = re.compile(r"[^\W_]+")
_SEED = 16  # letters that must be the same on both sides somewhere
_SEEDS = 2  # places where they are
_GAP = 12  # letters, on either side, that a garbled word may take between two runs
_LEAST_LETTERS, _LEAST_WORDS = 25, 6  # ~30 characters
_HELD = 20_000  # documents whose letters are held
_FEW, _LONG = 6, 6  # documents that a rare key stands in at most; keys that a long quotation has
Run = tuple[int, int, int, int]


class Spelled(NamedTuple):
    """The letters of a document's quotations, where each stands in raw, and where words begin in ``letters``."""

    letters: str
    places: array[int]
    starts: list[int]


def spell(raw: str, spans: Sequence[Span], wall: str) -> Spelled:
    """The letters of the spans, each span followed by ``wall`` (a character that is no letter)."""
    letters: list[str] = []
    places = array("I")
    starts: list[int] = []
    for span in spans:
        for word in _WORD.finditer(raw, *span):
            plain = word.group().lower()
            if not plain.isascii():
                plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
            starts.append(len(places))
            whole = range(*word.span())
            places.extend(
                whole if len(plain) == len(whole) else (min(whole[0] + i, whole[-1]) for i in range(len(plain)))
            )
            letters.append(plain)
        letters.append(wall)
        places.append(span.end)
    return Spelled("".join(letters), places, starts)


def quote_keys(spelled: Spelled, wall: str) -> set[int]:
    """A 32-bit key for each place where a word begins, of the letters that follow."""
    windows = (spelled.letters[at : at + _SEED] for at in spelled.starts)
    return {zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in windows if len(w) == _SEED and wall not in w}


def _runs(a: Spelled, b: Spelled) -> list[Run]:
    """Where both have the same letters: ``(a_start, a_end, b_start, b_end)``, in the order of ``a``, each part once.

    Two runs that follow each other on both sides with a garbled word between are one.
    """
    where: defaultdict[str, list[int]] = defaultdict(list)
    for at in b.starts:
        where[b.letters[at : at + _SEED]].append(at)
    runs: list[Run] = []
    for at in a.starts:
        done = runs[-1] if runs else (0, 0, 0, 0)
        if at < done[1]:
            continue
        ends = [(_same(a.letters, b.letters, at, p), p) for p in where.get(a.letters[at : at + _SEED], ())]
        length, there = max(ends, default=(0, 0))
        if length < _SEED:
            continue
        back = 0
        while at - back > done[1] and there > back and a.letters[at - back - 1] == b.letters[there - back - 1]:
            back += 1
        run = (at - back, at + length, there - back, there + length)
        if runs and run[0] - done[1] <= _GAP and 0 <= run[2] - done[3] <= _GAP:
            runs[-1] = (done[0], run[1], done[2], run[3])
        else:
            runs.append(run)
    return runs


def _same(a: str, b: str, i: int, j: int) -> int:
    """How many characters agree from ``a[i]`` and ``b[j]``."""
    most, length = min(len(a) - i, len(b) - j), 0
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def shared_quotations(a: Spelled, b: Spelled) -> Iterator[tuple[Run, int]]:
    """The shared runs as offsets of both raws, with their number of words; ``a`` and ``b`` have other walls."""
    for run in _runs(a, b):
        words = max(sum(run[0] <= s < run[1] for s in a.starts), sum(run[2] <= s < run[3] for s in b.starts))
        if words >= _LEAST_WORDS and min(run[1] - run[0], run[3] - run[2]) >= _LEAST_LETTERS:
            yield (a.places[run[0]], a.places[run[1] - 1] + 1, b.places[run[2]], b.places[run[3] - 1] + 1), words


def told_again(keys: Iterable[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Numbers ``i < j`` of documents whose quotations share keys: two that few hold, or many in a row.

    What a dozen people say in any year («d'ici la fin de l'année») is no evidence, unless it is long.
    """
    for i, j, rare, common in shared_keys(keys, _FEW, _SEEDS):
        if rare >= _SEEDS or rare + common >= _LONG:
            yield i, j


def find_shared_quotations(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Links «shared_quotation» between documents, ``a`` before ``b`` by id; ``note`` is the number of words.

    ``evidence`` holds pairs: a span of ``a``, then the same words in ``b``.  Near-linear: what more than six
    quote joins each to the next only.
    """
    quoting = sorted((r for r in readings if r.quotations), key=lambda r: r.document.id)
    left = lru_cache(_HELD)(lambda n: spell(quoting[n].document.raw, quoting[n].quotations, "\0"))
    right = lru_cache(_HELD)(lambda n: spell(quoting[n].document.raw, quoting[n].quotations, "\1"))
    links = []
    for i, j in told_again(quote_keys(left(n), "\0") for n in range(len(quoting))):
        one, two = quoting[i].document, quoting[j].document
        runs = list(shared_quotations(left(i), right(j)))
        if runs:
            evidence = tuple(e for run, _ in runs for e in (evidence_of(one, run[:2]), evidence_of(two, run[2:])))
            links.append(Link("shared_quotation", one.id, two.id, evidence, str(sum(words for _, words in runs))))
    return tuple(links)
