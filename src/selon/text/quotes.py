"""Quotations: stretches between quotation marks, of every family, nested, unbalanced or backwards.

A mark opens or closes by what is already open and, where that leaves a doubt, by what stands beside it
(«space, mark, letter» opens, «letter, mark, space» closes).  Apostrophes are told from single marks the same way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from selon.model import Block, Quotation, Span

MAX_SINGLE = 400
"""Code points that a quotation in single marks may hold; farther apart they are apostrophes."""
MAX_OPEN = 600
"""An unclosed quotation ends with its block; in a longer block (code points) with its sentence."""
MAX_DEPTH = 6
"""Quotations open at once; beyond it the outermost is taken for unclosed."""
LEAST_SHARED = 30
"""Code points from which a quotation can be known again in another text."""

_MARK = re.compile(r"[«»“”„\"‹›‘’‚']")
_PAIRS = ("«[^«»]{1,3000}+»", "“[^“”]{1,3000}+”", r'"(?<!\w")(?=\S)[^"\n]{1,3000}+(?<=\S)"(?!\w)')
_WELL_PAIRED = tuple(map(re.compile, (*_PAIRS, '[«“"](?:' + "|".join(f"(?<={p[0]}){p[1:]}" for p in _PAIRS) + ")")))
_SENTENCE_END = re.compile(r"[.!?…](?=\s|[A-ZÀ-Ý«“\"])")
_CLOSERS = MappingProxyType(
    {"«": '»"', "“": '”“"', "„": '“”"', "‹": "›", '"': '"”', "”": "”“", "»": "«", "‘": "’", "‚": "‘’", "'": "'"}
)
_QUOTED_BLOCKS = ("title", "heading", "body", "pull_quote")


class Marks(NamedTuple):
    """The quotations, and the places of marks that belong to none or close the wrong way round."""

    quotations: tuple[Quotation, ...]
    stray: tuple[int, ...]


def scan_quotations(raw: str, blocks: tuple[Block, ...]) -> Marks:
    """The quotations of all blocks but leftovers, in order, one a block where it runs on; see ``Quotation``."""
    found: list[Quotation] = []
    stray: list[int] = []
    running = False
    for block in blocks:
        if block.kind not in _QUOTED_BLOCKS:
            continue
        reader = _Reader(raw, block)
        reader.read()
        lone = next((at for at in reader.stray if raw[at] in "»”"), None)
        if running and lone is not None:
            reader.stray.remove(lone)
            reader.pairs.append((block.start - 1, lone))
        stray += reader.stray
        found += _levels(raw, block, reader.spans())
        running = block.kind in ("body", "pull_quote") and any(mark in "«“" for _, mark in reader.open)
    return Marks(tuple(found), tuple(stray))


def quoted_spans(quotations: Iterable[Quotation]) -> tuple[Span, ...]:
    """What stands inside the outermost marks, where it is long enough to be known again in another text."""
    return tuple(q.inner for q in quotations if q.level == 0 and q.inner.end - q.inner.start >= LEAST_SHARED)


def quick_quotations(text: str) -> list[Span]:
    """Stretches between marks that pair well, marks included, where they are long enough to be known again.

    Ten times as fast as ``scan_quotations``, without nesting and repair: for whole corpora.
    """
    here = [pattern for pattern in _WELL_PAIRED[:3] if pattern.pattern[0] in text]
    spans = (m.span() for m in (here[0] if len(here) == 1 else _WELL_PAIRED[3]).finditer(text))
    return [Span(start, end) for start, end in spans if end - start - 2 >= LEAST_SHARED]


@dataclass(slots=True)
class _Reader:
    """One block while its marks are read: (place, mark) of what is open or was left open, pairs, and stray marks."""

    raw: str
    block: Block
    open: list[tuple[int, str]] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)

    def read(self) -> None:
        """Read all marks of the block."""
        for m in _MARK.finditer(self.raw, self.block.start, self.block.end):
            if len(self.open) > MAX_DEPTH:
                self.lost.append(self.open.pop(0))
            mark, at = m.group(), m.start()
            before = self.raw[at - 1] if at > self.block.start else " "
            after = self.raw[at + 1] if at + 1 < self.block.end else " "
            if mark in "‘’‚'":
                self._single(at, mark, before, after)
                continue
            opening, closing = _looks_opening(before, after), _looks_closing(before, after)
            if mark == '"':
                self._straight(at, opening, closing)
            else:
                self._curved(at, mark, opening, closing)

    def _straight(self, at: int, opening: bool, closing: bool) -> None:
        own = self._last('"')
        partner = self._partner('"') if own is None else own
        if own is not None and self.open[own][0] == at - 1 and opening:  # «""word»: typed twice
            self.open[own] = (at, '"')
            self.stray.append(at)
        elif own is not None and opening and not closing:
            self.lost.append(self.open[own])
            self.open[own:] = [(at, '"')]
        elif partner is not None and (partner == own or (closing and not opening)):
            self._close(partner, at)
        elif not opening and (closing or self._opens_next(at)):
            self.stray.append(at)
        else:
            self.open.append((at, '"'))

    def _opens_next(self, at: int) -> bool:
        """The next straight mark opens: so this one, with letters on both sides, does not."""
        later = self.raw.find('"', at + 1, self.block.end)
        return later > 0 and _looks_opening(self.raw[later - 1], self.raw[later + 1 : later + 2] or " ")

    def _curved(self, at: int, mark: str, opening: bool, closing: bool) -> None:
        partner, rest = self._partner(mark), self.raw[at + 1 : self.block.end]
        if mark == "“" and partner is not None and self.open[partner][1] == "“":
            if closing and not opening:
                self.stray.append(at)
            else:
                partner = None
        elif mark == "«" and not closing:
            partner = None
        if partner is not None:
            self._close(partner, at)
        elif mark in "“«„‹" or (
            mark in _CLOSERS and opening and not closing and re.search(r"”" if mark == "”" else r"\w«", rest)
        ):
            self.open.append((at, mark))
        else:
            self.stray.append(at)

    def _single(self, at: int, mark: str, before: str, after: str) -> None:
        partner = self._partner(mark)
        if partner is not None and not after.isalnum() and not before.isspace():
            if at - self.open[partner][0] <= MAX_SINGLE:
                self._close(partner, at)
            return
        elided = before == "'" and at >= 2 and self.raw[at - 2].isalpha()
        if partner is None and mark != "’" and (_looks_opening(before, after) or elided) and after not in "'’ ":
            closer = "['’]" if mark == "'" else "[’‘]"
            ahead = self.raw[at + 2 : min(self.block.end, at + MAX_SINGLE)]
            if re.search(rf"\w{closer}(?!\w)|[.,!?…»”)\]]{closer}", ahead):
                self.open.append((at, mark))

    def _last(self, mark: str) -> int | None:
        return next((i for i in reversed(range(len(self.open))) if self.open[i][1] == mark), None)

    def _partner(self, mark: str) -> int | None:
        """The innermost open mark that ``mark`` may close."""
        return next((i for i in reversed(range(len(self.open))) if mark in _CLOSERS[self.open[i][1]]), None)

    def _close(self, index: int, at: int) -> None:
        self.lost += self.open[index + 1 :]
        self.pairs.append((self.open[index][0], at))
        del self.open[index:]

    def spans(self) -> list[tuple[int, int, bool]]:
        """Start, end and whether closed, the outer before the inner; unclosed ones never cross another."""
        closed = [(start, end + 1, True) for start, end in self.pairs]
        spans = list(closed)
        for start, mark in [*self.lost, *self.open]:
            if mark in "‘’‚'‹›":
                continue
            end = min([self._unclosed_end(start, mark), *(e - 1 for s, e, _ in closed if s < start < e)])
            end = min([end, *(s for s, e, _ in closed if start < s < end < e)])
            end = start + len(self.raw[start:end].rstrip())
            if end > start + 1:
                spans.append((start, end, False))
        return sorted(spans, key=lambda s: (s[0], -s[1]))

    def _unclosed_end(self, start: int, mark: str) -> int:
        again = self.raw.find(mark, start + 1, self.block.end) if mark != '"' else -1
        if again > 0 or self.block.end - start <= MAX_OPEN:
            return again if again > 0 else self.block.end
        end = _SENTENCE_END.search(self.raw, start, self.block.end)
        return end.end() if end else min(self.block.end, start + MAX_OPEN)


def _looks_opening(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{«“\"‘'—–-/:") and not after.isspace() and after not in ".,;:!?)»”"


def _looks_closing(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in ".,;:!?…)]}»”\"’'—–-/")


def _levels(raw: str, block: Block, spans: list[tuple[int, int, bool]]) -> list[Quotation]:
    found: list[Quotation] = []
    ends: list[int] = []
    for start, end, is_closed in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        inner = Span(start + 1, max(start + 1, end - 1 if is_closed else end))
        end = min([end, *ends[-1:]])
        if raw[inner.start : inner.end].strip():
            level = len(ends)
            found.append(
                Quotation(max(start, block.start), end, Span(inner.start, min(inner.end, end)), level, is_closed)
            )
            ends.append(end)
    return found
