"""Quotations that two articles share: the same words inside quotation marks on both sides.

Compared without case, accents and marks; a glued or a garbled word inside does not hide them.  Only what stands in
quotation marks counts: the longest run of words that two articles of one set shared was a cliché outside them, longer
than the one true shared quotation.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from selon.ids import evidence_of
from selon.link.join import shared_keys
from selon.link.passages import Passage, Side, align_all, runs_within
from selon.model import Link, Reading
from selon.text.quotes import LEAST_SHARED
from selon.text.shingles import fingerprints

_SEEDS = 2  # places where five words are the same
_WORDS = 6  # of a shared quotation
_GARBLED = 2  # words of it that may differ
_BATCH, _HELD = 64, 20_000  # pairs compared at once; documents whose words are held
_FEW, _LONG = 6, 6  # documents that a rare key stands in at most; keys that a long quotation has


def quote_keys(side: Side) -> array[int]:
    """The hashes of the five-word runs that stand inside quotation marks."""
    words, quoted = side
    return array("I", b"".join(words.runs[start:end].tobytes() for start, end in quoted))


def told_again(keys: Iterable[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Numbers ``i < j`` of documents whose quotations share keys: two that few hold, or many in a row.

    What a dozen people say in any year («d'ici la fin de l'année») is no evidence, unless it is long.
    """
    for i, j, rare, common in shared_keys(keys, _FEW, _SEEDS):
        if rare >= _SEEDS or rare + common >= _LONG:
            yield i, j


def shared_quotations(pairs: Sequence[tuple[Side, Side]]) -> list[list[Passage]]:
    """For each pair the passages between quotation marks in both, where they are long enough to be known again."""
    aligned = align_all(pairs, _WORDS, _GARBLED)
    return [[p for p in passages if p.a_end - p.a_start >= LEAST_SHARED] for passages in aligned]


def find_shared_quotations(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Links «shared_quotation» between documents, ``a`` before ``b`` by id; ``note`` is the number of words.

    ``evidence`` holds pairs: a span of ``a``, then the same words in ``b``.  Near-linear: what more than six
    quote joins each to the next only.
    """
    quoting = sorted((r for r in readings if r.quotations), key=lambda r: r.document.id)

    @lru_cache(_HELD)
    def side(number: int) -> Side:
        words = fingerprints([quoting[number].document.raw])[0].words
        return words, runs_within([words], [quoting[number].quotations])[0]

    found, links = told_again(quote_keys(side(n)) for n in range(len(quoting))), []
    while pairs := list(islice(found, _BATCH)):
        for (i, j), passages in zip(pairs, shared_quotations([(side(i), side(j)) for i, j in pairs]), strict=True):
            one, two = quoting[i].document, quoting[j].document
            evidence = tuple(evidence_of(*part) for p in passages for part in ((one, p[:2]), (two, p[2:4])))
            if passages:
                links.append(Link("shared_quotation", one.id, two.id, evidence, str(sum(p.words for p in passages))))
    return tuple(links)
