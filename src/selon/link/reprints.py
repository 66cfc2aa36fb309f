"""Reprints and versions: documents that carry the same words.  Collapsed before origins are counted.

A sample of fingerprints finds the pairs and settles the clear ones; the rest is aligned word by word.  Near-linear:
what has the same fingerprints is searched for once, and what more than forty documents hold joins each to the first
and to the next.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from selon.ids import evidence_of
from selon.link.passages import align_all, whole
from selon.link.reuse import Kind, Text, candidates, earlier_first, kind_of, same_article, shares
from selon.link.ties import root
from selon.model import Evidence, Link, Reading
from selon.text.clean import blanked
from selon.text.fold import fold
from selon.text.shingles import Words, fingerprints

_CLEAR = 0.65  # of the later one's sample: that half of the whole is shared needs no second look …
_MANY = 8  # … when the sample holds so many
_BATCH = 64  # pairs aligned at once
_SHORT, _WHOLLY = 12, 0.8
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*[»”\"’)]*")
_AS_WELL = 0.1  # of the later one, that may stand in one earlier article and not in another
_KEPT = 0.5  # of the words of a sentence: it is the same one, perhaps edited


def find_reprints(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Links from the later document (undated: the shorter) to the earlier one, ``note`` saying how much it shares.

    «reprint_of»: half of it or more stands in the other, or a quarter when both carry the same credit («avec AFP»: a
    dispatch that both rewrite).  «version_of»: so in the same outlet, at the same address or under the same title;
    ``evidence`` holds the sentences that are new and those that are gone.  «copies»: a quarter or more; ``evidence``
    holds the passages, each in the earlier document and then in the later one.
    """
    readings = sorted(readings, key=lambda r: earlier_first(r.document))
    groups: defaultdict[tuple[int, ...] | str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.shingles if len(reading.shingles) > 2 else reading.document.raw].append(reading)
    firsts = [group[0] for group in groups.values()]
    links = [
        Link("reprint_of", late.document.id, first.document.id, note=note)
        for first, *others in groups.values()
        for late in others
        for note in ["identical" if late.document.raw == first.document.raw else "100 %"]
    ]
    found, copied = candidates([r.shingles for r in firsts]), defaultdict[str, list[tuple[float, Link]]](list)
    while pairs := [(firsts[i], firsts[j], in_late) for i, j, _, in_late in islice(found, _BATCH)]:
        for share, link in _links(pairs):
            if link.kind == "reprint_of":
                copied[link.a].append((share, link))
            else:
                links.append(link)
    for shared in copied.values():  # of what stands in several as well, the first: it is the article that went round
        most = max(share for share, _ in shared)
        links.append(next(link for share, link in shared if share >= most - _AS_WELL))
    return tuple(sorted(links, key=lambda k: (k.a, k.b, k.kind)))


def reprint_groups(readings: Sequence[Reading], links: Iterable[Link]) -> Mapping[str, str]:
    """Document id → id of the first document with the same words, reprints and versions followed (itself if none)."""
    parent: dict[str, str] = {}
    rank = {r.document.id: earlier_first(r.document) for r in readings}
    for link in links:
        if link.kind in ("reprint_of", "version_of"):
            first, second = sorted((root(parent, link.a), root(parent, link.b)), key=rank.__getitem__)
            parent[second] = first
    return {id_: root(parent, id_) for id_ in rank}


def changes(old: Reading, new: Reading) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The sentences that a later version adds, and those of the earlier one that it leaves out."""
    one, two = _texts([old, new])
    (passages,) = align_all([(whole(one.words), whole(two.words))], least=0)
    added = _outside(new, two.words, [(p.b_start, p.b_end) for p in passages])
    return added, _outside(old, one.words, [(p.a_start, p.a_end) for p in passages])


def _links(pairs: Sequence[tuple[Reading, Reading, float]]) -> Iterator[tuple[float, Link]]:
    """How much of the later one of each pair stands in the earlier, and what that makes of it."""
    doubtful = [n for n, (_, late, in_late) in enumerate(pairs) if in_late < _CLEAR or len(late.shingles) < _MANY]
    texts = iter(_texts([reading for n in doubtful for reading in pairs[n][:2]]))
    seen = dict(zip(doubtful, zip(texts, texts, strict=True), strict=True))
    aligned = dict(zip(doubtful, align_all([(whole(a.words), whole(b.words)) for a, b in seen.values()]), strict=True))
    for n, (early, late, in_late) in enumerate(pairs):
        kind: Kind | None = "version" if same_article(early.document, late.document) else "reprint"
        passages = aligned.get(n, [])
        if n in seen:
            a, b = seen[n]
            in_early, in_late = shares(a.words, b.words, passages)
            kind = kind_of(a, b, in_early, in_late, passages)
        sides = [((early, p[:2]), (late, p[2:4])) for p in passages]
        evidence = tuple(evidence_of(r.document, span) for pair in sides for r, span in pair)
        if kind:
            yield in_late, _link(early, late, kind, in_late, evidence)


def _link(early: Reading, late: Reading, kind: Kind, in_late: float, evidence: tuple[Evidence, ...]) -> Link:
    a, b, note = early.document, late.document, f"{100 * in_late:.0f} %"
    if a.outlet != b.outlet and _apart(early, late, in_late):
        return Link("copies", b.id, a.id, evidence, note)
    if kind == "version":
        return Link("version_of", b.id, a.id, tuple(e for part in changes(early, late) for e in part), note)
    if kind == "reprint":
        return Link("reprint_of", b.id, a.id, note=note)
    one, two = ({c.outlet for c in r.citations if c.credit} for r in (early, late))
    if both := (one & two) - {a.outlet, b.outlet}:
        return Link("reprint_of", b.id, a.id, evidence, f"{note} · {', '.join(sorted(both))}")
    return Link("copies", b.id, a.id, evidence, note)


def _apart(early: Reading, late: Reading, in_late: float) -> bool:
    """Two that tell one thing in the same words, each from somebody else: neither has all the outlets and unnamed
    sources of the other; or short ones (under twelve samples, a hundred words) that are not alike throughout."""
    ours, theirs = _voices(early), _voices(late)
    return not (ours <= theirs or theirs <= ours) or (len(late.shingles) < _SHORT and in_late < _WHOLLY)


def _voices(reading: Reading) -> frozenset[str]:
    unnamed = {fold(a.resolved) for a in reading.attributions if a.source_class == "anonymous"}
    return frozenset(unnamed | {fold(c.outlet).removeprefix("the ") for c in reading.citations})


def _texts(readings: Sequence[Reading]) -> list[Text]:
    """With the words outside leftovers."""
    found = fingerprints([blanked(r.document.raw, r.blocks) for r in readings])
    return [Text(r.document, f.words) for r, f in zip(readings, found, strict=True)]


def _outside(reading: Reading, words: Words, shared: Sequence[tuple[int, int]]) -> tuple[Evidence, ...]:
    """The sentences of which less than half stands in the shared stretches."""
    found = []
    for sentence in _SENTENCE.finditer(reading.document.raw):
        start, end = sentence.span()
        inside = [(s, e) for s, e in zip(words.starts.tolist(), words.ends.tolist(), strict=True) if start <= s < end]
        kept = sum(any(s <= word[0] < e for s, e in shared) for word in inside)
        if inside and kept < _KEPT * len(inside):
            found.append(evidence_of(reading.document, (inside[0][0], end)))
    return tuple(found)
