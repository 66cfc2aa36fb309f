"""Quotations that two articles share: the same words inside quotation marks on both sides.

Compared letter by letter, without spaces, accents and marks, so that glued words («victoiremais») and a garbled one
inside do not hide them.  Only what stands in quotation marks counts: the longest run of words that two articles of
one set shared was a cliché outside them, longer than the one true shared quotation.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selon.ids import evidence_of
from selon.link.join import shared_keys
from selon.model import Link, Reading, Span

_WORD = re.compile(r"[^\W_]+")
_SEED = 16  # letters that must be the same on both sides somewhere
_GAP = 12  # letters, on either side, that a garbled word may take between two runs
_LEAST_LETTERS, _LEAST_WORDS = 25, 6  # ~30 characters
_MOST = 40  # a seed in more quotations joins neighbours only
Run = tuple[int, int, int, int]


class Spelled(NamedTuple):
    """The letters of a document's quotations, where each stands in raw, and where words begin in ``letters``."""

    letters: str
    places: list[int]
    starts: list[int]


def spell(raw: str, spans: Sequence[Span], wall: str) -> Spelled:
    """The letters of the spans, each span followed by ``wall`` (a character that is no letter)."""
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    for span in spans:
        for word in _WORD.finditer(raw, *span):
            plain = word.group().lower()
            if not plain.isascii():
                plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
            starts.append(len(places))
            last = word.end() - 1
            places += (min(word.start() + i, last) for i in range(len(plain)))
            letters.append(plain)
        letters.append(wall)
        places.append(span.end)
    return Spelled("".join(letters), places, starts)


def quote_keys(spelled: Spelled, wall: str) -> set[int]:
    """A 32-bit key for each place where a word begins, of the letters that follow."""
    windows = (spelled.letters[at : at + _SEED] for at in spelled.starts)
    return {zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in windows if len(w) == _SEED and wall not in w}


def common_runs(a: str, b: str, seed: int, gap: int) -> list[Run]:
    """Where ``a`` and ``b`` have the same characters: ``(a_start, a_end, b_start, b_end)``, in the order of ``a``.

    A run holds ``seed`` equal characters at least; two that follow each other on both sides with at most ``gap``
    characters between are one.  Parts may stand in another order in ``b``; each part of ``a`` is matched once.
    """
    where: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(b) - seed + 1):
        where[b[at : at + seed]].append(at)
    runs: list[Run] = []
    at = 0
    while at <= len(a) - seed:
        places = where.get(a[at : at + seed])
        if not places:
            at += 1
            continue
        after = runs[-1][3] if runs else 0
        length, start = max((_same(a, b, at, p, seed), -abs(p - after), p) for p in places[:_MOST])[::2]
        last = runs[-1] if runs else (-gap - 1, -gap - 1, -gap - 1, -gap - 1)
        if at - last[1] <= gap and 0 <= start - last[3] <= gap:
            runs[-1] = (last[0], at + length, last[2], start + length)
        else:
            runs.append((at, at + length, start, start + length))
        at += length
    return runs


def _same(a: str, b: str, i: int, j: int, length: int) -> int:
    """How many characters agree from ``a[i]`` and ``b[j]``; the first ``length`` are known to."""
    most = min(len(a) - i, len(b) - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def shared_quotations(a: Spelled, b: Spelled) -> Iterator[tuple[Run, int]]:
    """The shared runs as offsets of both raws, with their number of words; ``a`` and ``b`` have other walls."""
    for run in common_runs(a.letters, b.letters, _SEED, _GAP):
        words = max(sum(run[0] <= s < run[1] for s in a.starts), sum(run[2] <= s < run[3] for s in b.starts))
        if words >= _LEAST_WORDS and min(run[1] - run[0], run[3] - run[2]) >= _LEAST_LETTERS:
            yield (a.places[run[0]], a.places[run[1] - 1] + 1, b.places[run[2]], b.places[run[3] - 1] + 1), words


def find_shared_quotations(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Links «shared_quotation» between documents, ``a`` before ``b`` by id; ``note`` is the number of words.

    ``evidence`` holds pairs: a span of ``a``, then the same words in ``b``.  Near-linear: what more than 40 documents
    quote joins each to the next only.
    """
    quoting = sorted((r for r in readings if r.quotations), key=lambda r: r.document.id)
    keys = (quote_keys(spell(r.document.raw, r.quotations, "\0"), "\0") for r in quoting)
    links = []
    for left, right, *_ in shared_keys(keys, _MOST):
        one, two = quoting[left].document, quoting[right].document
        a, b = spell(one.raw, quoting[left].quotations, "\0"), spell(two.raw, quoting[right].quotations, "\1")
        runs = list(shared_quotations(a, b))
        if runs:
            evidence = tuple(e for run, _ in runs for e in (evidence_of(one, run[:2]), evidence_of(two, run[2:])))
            links.append(Link("shared_quotation", one.id, two.id, evidence, str(sum(words for _, words in runs))))
    return tuple(links)
