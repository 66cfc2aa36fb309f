"""Claims that state the same thing, in one article or in several: compared by their rare words.

Two claims are one statement when the words they share weigh much (a rare word weighs more; a state, its adjective and
its seat of government are one word) and neither their numbers nor their polarity differ, or when they hold the same
words in quotation marks.  Within one reporting line less likeness is asked: there a wrong join counts nothing twice.
"""

import zlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from selon.link.atlas import Atlas
from selon.link.cover import Cover
from selon.link.join import shared_keys
from selon.link.ties import root
from selon.model import Claim, Link
from selon.text.fold import fold

_STEM = 6
_RAREST, _MOST = 6, 16
_LEAST_SHARED = 3
# The share of the lighter claim's weight, and of both together, that must be common: between lines, within one.
_BETWEEN, _WITHIN, _NEARLY = (0.65, 0.45), (0.5, 0.25), (0.8, 0.6)
_SAYS = frozenset({"assert", "confirm", "believe", "doubt", "promise"})


@dataclass(slots=True)
class _Statement:
    """Claims of one wording: their stems (numbered), the numbers they give, the states and the meeting or channel
    that they are about, their sense, the outlets they are from."""

    stems: tuple[int, ...]
    numbers: frozenset[str]
    states: frozenset[int]
    about: frozenset[str]
    sense: str
    outlets: frozenset[str]
    claims: list[int]


def group_statements(
    claims: Sequence[Claim], links: Iterable[Link], atlas: Atlas, records: Container[str] = ()
) -> tuple[list[list[Claim]], list[tuple[Claim, Claim]]]:
    """The claims in groups, each in the order of ``claims``, and pairs that say the same but for one number.

    ``links`` may hold shared quotations; ``records`` are the ids of meetings and channels: what is told of two of
    them is not one statement.
    """
    told, home = _wordings(claims, atlas, records)
    df = Counter(stem for s in told for stem in s.stems)
    weight = {stem: log(1 + len(told) / max(n, 2)) for stem, n in df.items()}
    some = ((a, b, told[a], told[b]) for a, b, *_ in shared_keys((_keys(s, df) for s in told), _MOST))
    near = [(a, b, like) for a, b, x, y in some if (like := _alike(x, y, weight)) or _differ(x, y, weight)]
    pairs = [(a, b) for a, b, like in near if like]
    pairs += [(home[a], home[b]) for a, b in _quoted(claims, links)]
    parent: dict[int, int] = {}
    held = {i: (s.numbers, s.about) for i, s in enumerate(told)}
    for one, two in ((root(parent, a), root(parent, b)) for a, b in pairs):
        if one != two and not _clash(held[one], held[two]):
            parent[max(one, two)] = min(one, two)
            held[min(one, two)] = (held[one][0] | held[two][0], held[one][1] | held[two][1])
    groups: dict[int, list[int]] = {}
    for at, statement in enumerate(told):
        groups.setdefault(root(parent, at), []).extend(statement.claims)
    firsts = ((claims[told[a].claims[0]], claims[told[b].claims[0]]) for a, b, like in near if not like)
    apart = [(a, b) for a, b in firsts if a.evidence[0].document != b.evidence[0].document]
    return [[claims[i] for i in sorted(members)] for members in groups.values()], apart


def _clash(a: tuple[frozenset[str], frozenset[str]], b: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Other numbers, or another meeting or channel."""
    return bool((a[0] and b[0] and a[0] != b[0]) or (a[1] and b[1] and not a[1] & b[1]))


def _wordings(claims: Sequence[Claim], atlas: Atlas, records: Container[str]) -> tuple[list[_Statement], list[int]]:
    """Each wording once, and for each claim the number of its wording."""
    vocabulary: dict[str, int] = {}
    stem: dict[str, int] = {}
    found: dict[tuple[object, ...], int] = {}
    told: list[_Statement] = []
    home, nothing = [], frozenset[str]()
    for at, claim in enumerate(claims):
        words = list(atlas.as_codes(fold(claim.text)))
        for word in words:
            if word not in stem:
                stem[word] = vocabulary.setdefault(word[:_STEM], len(vocabulary))
        stems = tuple(sorted({stem[w] for w in words if (len(w) > 3 or w.isupper()) and not w[0].isdigit()}))
        numbers = frozenset(w for w in words if w[0].isdigit()) or nothing
        sense = claim.polarity + ("says" if claim.act in _SAYS else claim.act)
        # «that», «it»: what so few words state stands in the words before them.
        about = frozenset(r for r in claim.about if r in records) or nothing
        wording = (stems, numbers, about, sense if len(stems) >= _LEAST_SHARED else claim.id)
        number = found.setdefault(wording, len(told))
        if number == len(told):
            states = frozenset(stem[w] for w in words if w.isupper())
            told.append(_Statement(stems, numbers, states, about, sense, nothing, []))
        told[number].claims.append(at)
        if outlets := {h.name for h in claim.chain[1:] if h.cls == "outlet"} - told[number].outlets:
            told[number].outlets |= outlets
        home.append(number)
    return told, home


def _keys(statement: _Statement, df: Mapping[int, int]) -> Iterator[int]:
    """A key for each two of its rarest stems that others hold too."""
    rare = sorted((s for s in statement.stems if df[s] > 1), key=lambda s: (df[s], s))[:_RAREST]
    pairs = {zlib.crc32(f"{min(pair)} {max(pair)} {statement.sense}".encode()) for pair in combinations(rare, 2)}
    return iter(sorted(pairs))


def _alike(a: _Statement, b: _Statement, weight: Mapping[int, float]) -> bool:
    if _clash((a.numbers, a.about), (b.numbers, b.about)):
        return False
    return _like(a, b, weight, _WITHIN if a.outlets & b.outlets else _BETWEEN)


def _differ(a: _Statement, b: _Statement, weight: Mapping[int, float]) -> bool:
    """Nearly the same words, and one number on either side that the other has not."""
    return len(a.numbers - b.numbers) == 1 == len(b.numbers - a.numbers) and _like(a, b, weight, _NEARLY)


def _like(a: _Statement, b: _Statement, weight: Mapping[int, float], least: tuple[float, float]) -> bool:
    common = set(a.stems).intersection(b.stems)
    if a.sense != b.sense or len(common) < _LEAST_SHARED or (a.states and b.states and not a.states & b.states):
        return False
    shared, one, two = (sum(weight[s] for s in stems) for stems in (common, a.stems, b.stems))
    return shared >= least[0] * min(one, two) and shared >= least[1] * (one + two - shared)


def _quoted(claims: Sequence[Claim], links: Iterable[Link]) -> Iterator[tuple[int, int]]:
    """Claims that hold the two sides of one shared quotation."""
    found = (k.evidence for k in links if k.kind == "shared_quotation")
    sides = [pair for e in found for pair in zip(e[::2], e[1::2], strict=True)]
    documents = {e.document for pair in sides for e in pair}
    here: dict[str, list[int]] = {}
    for at, claim in enumerate(claims):
        if claim.evidence[0].document in documents:
            here.setdefault(claim.evidence[0].document, []).append(at)
    for pair in sides:
        holders = [[i for i in here.get(e.document, ()) if Cover([e]).meets(claims[i].evidence)] for e in pair]
        if all(holders):
            yield from ((holders[0][0], other) for other in (*holders[0][1:], *holders[1]))
