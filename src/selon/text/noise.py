"""Flags for a text that a machine translated badly or an extraction damaged; the text itself is read as it is."""

import re
from dataclasses import dataclass

from selon.lang.pack import LanguagePack
from selon.model import Block

THRESHOLD = 4
"""Sum of the weights (table ``noise.tsv``) from which a flag is set; machine_translated takes two different signs.

A sign counts twice at most.  Measured on 300 random articles of OrangeSum: see tools/measure_leftovers.py."""
STRAY = 2
"""Weight of the quotation marks astray from which stray_quotes is set: a straight one, often a slip of the
keyboard, counts 1, any other 2.  So the flag is set on 16 of 1,500 OrangeSum articles (66 have a mark astray)."""


@dataclass(frozen=True, slots=True)
class NoiseRules:
    """(flag, name, pattern, weight) of each row."""

    signs: tuple[tuple[str, str, re.Pattern[str], int], ...]


def noise_rules(pack: LanguagePack) -> NoiseRules:
    """Compile ``noise.tsv``."""
    return NoiseRules(
        tuple((r["flag"], r["name"], re.compile(r["pattern"]), int(r["weight"])) for r in pack.rows("noise"))
    )


def noise_flags(text: str, blocks: tuple[Block, ...], stray: str, rules: NoiseRules) -> tuple[str, ...]:
    """The flags of uniform ``text``, sorted; ``stray`` holds the quotation marks astray."""
    body = "\n".join(text[b.start : b.end] for b in blocks if b.kind == "body")
    weights: dict[str, dict[str, int]] = {}
    for flag, name, pattern, weight in rules.signs:
        if hits := len(pattern.findall(body)):
            signs = weights.setdefault(flag, {})
            signs[name] = signs.get(name, 0) + min(2, hits) * weight
    flags = {f for f, w in weights.items() if sum(w.values()) >= THRESHOLD and len(w) > (f == "machine_translated")}
    if sum(1 if mark == '"' else 2 for mark in stray) >= STRAY:
        flags.add("stray_quotes")
    return tuple(sorted(flags))
