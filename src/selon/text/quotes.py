"""Quotations: stretches between quotation marks, of every family, nested, unbalanced or backwards.

A mark opens or closes by what is already open and, where that leaves a doubt, by what stands beside it
(«space, mark, letter» opens, «letter, mark, space» closes).  Apostrophes are told from single marks the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selon.model import Block, Quotation, Span

MAX_SINGLE = 400
"""Code points that a quotation in single marks may hold; farther apart they are apostrophes."""
MAX_OPEN = 600
"""An unclosed quotation ends with its block; in a longer block (code points) with its sentence."""
MAX_DEPTH = 6
"""Quotations open at once; beyond it the outermost is taken for unclosed."""

_MARK = re.compile(r"[«»“”„\"‹›‘’‚']")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|[A-ZÀ-Ý«“\"])")
_CLOSERS = {
    "«": '»"',
    "“": '”“"',
    "„": '“”"',
    "‹": "›",
    '"': '"”',
    "”": "”“",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_SINGLE = "‘’‚'‹›"
_QUOTED_BLOCKS = ("title", "heading", "body", "pull_quote")


class Marks(NamedTuple):
    """The quotations, and the places of marks that belong to none or close the wrong way round."""

    quotations: tuple[Quotation, ...]
    stray: tuple[int, ...]


@dataclass(slots=True)
class _State:
    """What is open while one block is read."""

    stack: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)


def find_quotations(raw: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """The quotations of all blocks but leftovers, in order; see ``Quotation`` for levels and unclosed ones."""
    return scan_quotations(raw, blocks).quotations


def scan_quotations(raw: str, blocks: tuple[Block, ...]) -> Marks:
    """As ``find_quotations``, with the stray marks.  A quotation over paragraphs is one quotation a block."""
    found: list[Quotation] = []
    stray: list[int] = []
    running = False
    for block in blocks:
        if block.kind not in _QUOTED_BLOCKS:
            continue
        state = _read_block(raw, block)
        lone = [at for at in state.stray if raw[at] in "»”"]
        if running and lone and not _opens_before(raw, block, lone[0]):
            start = block.start + _blank(raw, block)
            state.stray.remove(lone[0])
            state.pairs.append((start - 1, lone[0]))
        stray += state.stray
        found += _records(raw, block, state)
        running = block.kind in ("body", "pull_quote") and any(mark in "«“" for _, mark in state.stack)
    return Marks(tuple(found), tuple(stray))


def _blank(raw: str, block: Block) -> int:
    text = raw[block.start : block.end]
    return len(text) - len(text.lstrip())


def _opens_before(raw: str, block: Block, at: int) -> bool:
    return bool(re.search(r"[«“\"]", raw[block.start : at]))


def _read_block(raw: str, block: Block) -> _State:
    state = _State()
    for m in _MARK.finditer(raw, block.start, block.end):
        mark, at = m.group(), m.start()
        if len(state.stack) > MAX_DEPTH:
            state.lost.append(state.stack.pop(0))
        if mark == '"' and raw[at - 1 : at] == '"' and at > block.start and _doubled(raw, block, at):
            if state.stack and state.stack[-1] == (at - 1, mark):
                state.stack[-1] = (at, mark)
            state.stray.append(at)
            continue
        before = raw[at - 1] if at > block.start else " "
        after = raw[at + 1] if at + 1 < block.end else " "
        if mark in "‘’‚'":
            _read_single(raw, block, state, (at, mark, before, after))
        else:
            _read_mark(raw, block, state, (at, mark, before, after))
    return state


def _opens_next(raw: str, block: Block, at: int) -> bool:
    """The next straight mark opens: so this one, with letters on both sides, does not."""
    later = raw.find('"', at + 1, block.end)
    return later > 0 and _looks_opening(raw[later - 1], raw[later + 1 : later + 2] or " ")


def _awaits(raw: str, block: Block, state: _State, partner: int, at: int) -> bool:
    """The open mark is « and its own » still comes before another «."""
    if state.stack[partner][1] != "«":
        return False
    own, other = raw.find("»", at, block.end), raw.find("«", at, block.end)
    return own > 0 and not 0 < other < own


def _doubled(raw: str, block: Block, at: int) -> bool:
    """«""word» and «word""»: one mark typed twice, not an empty quotation nor a closing and an opening one."""
    before, after = raw[max(block.start, at - 2) : at - 1], raw[at + 1 : min(block.end, at + 2)]
    return (not before.isalnum() and before not in (".", "!", "?", "…") and after.isalnum()) or (
        bool(before.strip()) and (not after.strip() or after in ".,;:!?)")
    )


def _read_mark(raw: str, block: Block, state: _State, seen: tuple[int, str, str, str]) -> None:
    at, mark, before, after = seen
    opening = _looks_opening(before, after)
    closing = _looks_closing(before, after)
    partner = _partner(state, mark)
    if mark == '"':
        straight = next((i for i in range(len(state.stack) - 1, -1, -1) if state.stack[i][1] == '"'), None)
        if straight is not None and opening and not closing:
            state.lost.append(state.stack[straight])
            del state.stack[straight:]
            state.stack.append((at, mark))
        elif straight is not None or (
            partner is not None and closing and not opening and not _awaits(raw, block, state, partner, at)
        ):
            _close(state, straight if straight is not None else partner, at)
        elif not opening and (closing or _opens_next(raw, block, at)):
            state.stray.append(at)
        else:
            state.stack.append((at, mark))
    elif mark in "“”":
        if partner is not None and (mark == "”" or state.stack[partner][1] == "„" or (closing and not opening)):
            if mark == "“" and state.stack[partner][1] == "“":
                state.stray.append(at)
            _close(state, partner, at)
        elif mark == "“" or (opening and not closing and "”" in raw[at + 1 : block.end]):
            state.stack.append((at, mark))
        else:
            state.stray.append(at)
    elif mark in "«„‹":
        reversed_ = next((i for i in range(len(state.stack) - 1, -1, -1) if state.stack[i][1] == "»"), None)
        if mark == "«" and reversed_ is not None and closing:
            _close(state, reversed_, at)
        else:
            state.stack.append((at, mark))
    elif partner is not None:
        _close(state, partner, at)
    elif mark == "»" and opening and not closing and re.search(r"\w«", raw[at + 1 : block.end]):
        state.stack.append((at, mark))
    else:
        state.stray.append(at)


def _read_single(raw: str, block: Block, state: _State, seen: tuple[int, str, str, str]) -> None:
    at, mark, before, after = seen
    partner = _partner(state, mark)
    if partner is not None and not after.isalnum() and not before.isspace():
        if at - state.stack[partner][0] <= MAX_SINGLE and not _possessive(raw, block, at, mark):
            _close(state, partner, at)
        return
    elided = before == "'" and at >= 2 and raw[at - 2].isalpha()
    if mark in "‘‚'" and (_looks_opening(before, after) or elided) and after not in "'’ ":
        limit = min(block.end, at + MAX_SINGLE)
        closer = "['’]" if mark == "'" else "[’‘]"
        if re.search(rf"[^\W]{closer}(?!\w)|[.,!?…»”)\]]{closer}", raw[at + 2 : limit]) and partner is None:
            state.stack.append((at, mark))


def _possessive(raw: str, block: Block, at: int, mark: str) -> bool:
    """«the players’ strike’»: another closing mark comes before the next opening one."""
    if raw[at - 1] not in "sxz" or not raw[at + 1 : at + 2].isspace():
        return False
    later = re.search(rf"[\w.,!?…]{mark}(?!\w)|(?<!\w)[‘'](?=\w)", raw[at + 1 : min(block.end, at + MAX_SINGLE)])
    return bool(later and later.group().endswith(mark) and len(later.group()) > 1)


def _looks_opening(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{«“\"‘'—–-/:") and not after.isspace() and after not in ".,;:!?)»”"


def _looks_closing(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in ".,;:!?…)]}»”\"’'—–-/")


def _partner(state: _State, mark: str) -> int | None:
    """The innermost open mark that ``mark`` may close."""
    for i in range(len(state.stack) - 1, -1, -1):
        if mark in _CLOSERS[state.stack[i][1]]:
            return i
    return None


def _close(state: _State, index: int | None, at: int) -> None:
    if index is None:
        return
    state.lost += state.stack[index + 1 :]
    state.pairs.append((state.stack[index][0], at))
    del state.stack[index:]


def _records(raw: str, block: Block, state: _State) -> list[Quotation]:
    """The block's quotations with their levels; unclosed ones never cross another."""
    spans = [(start, end + 1, True) for start, end in state.pairs]
    closed = sorted(spans)
    for start, mark in [*state.lost, *state.stack]:
        if mark in _SINGLE:
            continue
        end = _unclosed_end(raw, block, start, mark)
        around = [e for s, e, _ in closed if s < start < e]
        end = min([end, *(e - 1 for e in around)])
        end = min([end, *(s for s, e, _ in closed if start < s < end < e)])
        end = start + len(raw[start:end].rstrip())
        if end > start + 1:
            spans.append((start, end, False))
    return _levels(raw, block, sorted(spans, key=lambda s: (s[0], -s[1])))


def _levels(raw: str, block: Block, spans: list[tuple[int, int, bool]]) -> list[Quotation]:
    found: list[Quotation] = []
    ends: list[int] = []
    for start, end, is_closed in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        outer = max(start, block.start)
        inner = Span(start + 1, max(start + 1, end - 1 if is_closed else end))
        end = min(end, ends[-1]) if ends else end
        if not raw[inner.start : inner.end].strip():
            continue
        found.append(Quotation(outer, end, Span(inner.start, min(inner.end, end)), len(ends), is_closed))
        ends.append(end)
    return found


def _unclosed_end(raw: str, block: Block, start: int, mark: str) -> int:
    again = raw.find(mark, start + 1, block.end) if mark != '"' else -1
    if again > 0:
        return again
    if block.end - start <= MAX_OPEN:
        return block.end
    end = _SENTENCE_END.search(raw, start, block.end)
    return end.end() if end else min(block.end, start + MAX_OPEN)
