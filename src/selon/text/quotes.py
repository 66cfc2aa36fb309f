"""Quotations: stretches between quotation marks, of every family."""

from __future__ import annotations

import re

from selon.model import Block, Quotation, Span


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """Outermost quotations, block by block."""
    found = []
    for block in blocks:
        if block.kind == "leftover":
            continue
        for m in re.finditer(r"«[^»]*»|“[^”“]*[”“]|\"[^\"]*\"", text[block.start : block.end]):
            start, end = block.start + m.start(), block.start + m.end()
            found.append(Quotation(start, end, Span(start + 1, end - 1)))
    return tuple(found)
