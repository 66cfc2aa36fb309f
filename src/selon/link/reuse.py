"""What two documents that share words are to each other: by how much of each stands in the other."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from selon.link.join import shared_keys
from selon.link.passages import Passage, Runs, align_all, whole
from selon.link.quoted import shared_quotations
from selon.model import Document
from selon.text.fold import fold
from selon.text.shingles import RUN, Words

Kind = Literal["identical", "reprint", "version", "partial", "quotation"]

COMMON = 40
"""A run in more documents is a cliché or a footer, unless it is half of what a document holds."""
REPRINT = 0.5
"""Share of a document from which it adds nothing of its own; below, it copies in part."""
PARTIAL, SCATTERED = 0.24, 0.27
"""Share of the five-word runs of either document under which two articles on one subject may have words in common by
habit; the second where passages have fewer than 20 words on average.  On 12,000 articles and 8,000 copies, of which
1,600 in part: recall of these .874 and precision .993; counted in words, .847 and .987 at 0.3."""
_SHORT = 20
_SAMPLES = 2  # shared fingerprints, at least
_ONLY_QUOTED = 0.8  # of what is shared, between quotation marks: what was said was copied, not the article
_DOUBT = 0.7  # of PARTIAL: what a sample may show where the whole holds PARTIAL


class Text(NamedTuple):
    """A document to compare: its words outside leftovers, and their runs between quotation marks."""

    document: Document
    words: Words
    quoted: Sequence[Runs] = ()


class Overlap(NamedTuple):
    """What two documents share: ``in_a`` of the words of ``a``, the earlier one, stand in ``b``.

    ``passages`` are offsets in both, in the order of ``a``.
    """

    in_a: float
    in_b: float
    kind: Kind
    passages: list[tuple[int, ...]]


def candidates(samples: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, float, float]]:
    """Numbers ``i < j`` of documents that may share a part, with the share of either that their samples show.

    Of copies of one text that are more than forty: each with the first and with the one before.
    """
    for i, j, rare, common in shared_keys(samples, COMMON, _SAMPLES, first=True):
        sizes = len(samples[i]), len(samples[j])
        shared = rare + common if rare + common >= REPRINT * min(sizes) else rare
        if shared >= _SAMPLES and shared >= _DOUBT * PARTIAL * min(sizes):
            yield i, j, shared / sizes[0], shared / sizes[1]


def earlier_first(document: Document) -> tuple[str, int, str, str]:
    """Sorts the earlier one first; undated ones after the dated, the longer (which holds the other) first."""
    return (document.published or "9999", -len(document.raw), document.doc_id, document.id)


def kind_of(a: Text, b: Text, in_a: float, in_b: float, passages: Sequence[Passage] = ()) -> Kind | None:
    """What ``b``, the later one, is to ``a``, None when they share too little.  Equal words are another matter."""
    if max(in_a, in_b) >= REPRINT and same_article(a.document, b.document):
        return "version"
    if in_b >= REPRINT:
        return "reprint"
    words, pieces = sum(p.words for p in passages), sum(p.pieces for p in passages)
    least = PARTIAL if words >= _SHORT * len(passages) else SCATTERED
    runs = min(len(a.words.runs), len(b.words.runs))
    return "partial" if words - (RUN - 1) * pieces >= least * runs > 0 else None


def same_article(a: Document, b: Document) -> bool:
    """Whether two documents with much the same words are one article at two times: one outlet, address or title."""
    if a.outlet and b.outlet:
        return fold(a.outlet) == fold(b.outlet)
    return bool(a.url and a.url == b.url) or bool(a.title and fold(a.title) == fold(b.title))


def relate(pairs: Sequence[tuple[Text, Text]]) -> list[Overlap | None]:
    """What ``b`` is to ``a``, the earlier one, for each pair; None where they share too little."""
    found = [_identical(a.words, b.words) for a, b in pairs]
    left = [n for n, overlap in enumerate(found) if not overlap]
    aligned = align_all([(whole(pairs[n][0].words), whole(pairs[n][1].words)) for n in left])
    for n, passages in zip(left, aligned, strict=True):
        a, b = pairs[n]
        in_a, in_b = shares(a.words, b.words, passages)
        if kind := kind_of(a, b, in_a, in_b, passages):
            found[n] = Overlap(in_a, in_b, kind, [p[:4] for p in passages])
    left = [n for n, overlap in enumerate(found) if not overlap or overlap.kind == "partial"]
    quoted = shared_quotations([((a.words, a.quoted), (b.words, b.quoted)) for a, b in map(pairs.__getitem__, left)])
    for n, said in zip(left, quoted, strict=True):
        some, (in_a, in_b) = found[n], shares(pairs[n][0].words, pairs[n][1].words, said)
        if said and (not some or max(in_a / some.in_a, in_b / some.in_b) >= _ONLY_QUOTED):
            found[n] = Overlap(in_a, in_b, "quotation", [p[:4] for p in said])
    return found


def _identical(a: Words, b: Words) -> Overlap | None:
    """Whether the words are the same, in the same order."""
    if len(a.runs) != len(b.runs) or (a.runs != b.runs).any() or not len(a.runs):
        return None
    return Overlap(1.0, 1.0, "identical", [tuple(int(n) for w in (a, b) for n in (w.starts[0], w.ends[-1]))])


def shares(a: Words, b: Words, passages: Sequence[Passage]) -> tuple[float, float]:
    """The share of the words of either that the passages hold."""
    words = sum(p.words for p in passages)
    return min(words / max(len(a.starts), 1), 1.0), min(words / max(len(b.starts), 1), 1.0)
