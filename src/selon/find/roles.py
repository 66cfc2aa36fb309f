"""Titles that stand beside a name, and the role they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from selon.find.descriptions import Description
from selon.find.gazetteer import Atom
from selon.ids import evidence_of
from selon.model import Article, Role

_BETWEEN = re.compile(
    r"de (?P<a>\d{4}) (?:à|jusqu'en|jusqu'à) (?P<b>\d{4})?|(?:depuis|since) (?P<c>\d{4})|"
    r"(?:jusqu'en|until) (?P<d>\d{4})|from (?P<e>\d{4}) (?:to|until) (?P<f>\d{4})?|"
    r"entre (?P<g>\d{4}) et (?P<h>\d{4})"
)


def beside(atoms: Sequence[Atom], descriptions: Sequence[Description], first: int, last: int) -> list[Description]:
    """The descriptions in apposition to the name at ``first``:``last``: just before, or set off by marks."""
    found = []
    for d in descriptions:
        if not (d.first < last + 6 and d.last > first - 40):
            continue
        if d.head.plural:
            continue
        if (d.last <= first and _before(atoms, d, first)) or (d.first >= last and _after(atoms, d, last)):
            found.append(d)
    found = _unnested(atoms, found, first)
    if found and found[-1].first >= last:
        found += [d for d in descriptions if not d.head.plural and _coordinated(atoms, d, found[-1].last)]
    return found


def _unnested(atoms: Sequence[Atom], found: list[Description], first: int) -> list[Description]:
    """Of titles inside one another the inner one takes a name right after it, the outer one a name set off."""
    kept = []
    for d in found:
        outer = [o for o in found if o is not d and o.first <= d.first and d.last <= o.last]
        inner = [i for i in found if i is not d and d.first <= i.first and i.last <= d.last]
        adjacent = d.last <= first and _gap(atoms, d.last, first) != ","
        if not (inner if adjacent else outer):
            kept.append(d)
    return kept


def _gap(atoms: Sequence[Atom], start: int, end: int) -> str:
    return " ".join(a.key for a in atoms[start:end])


def _before(atoms: Sequence[Atom], d: Description, first: int) -> bool:
    if atoms[d.last - 1].sentence != atoms[first].sentence:
        return False
    gap = _gap(atoms, d.last, first)
    return gap in ("", "m .", "mme", "mr .", "mr", "mrs .", "dr", "dr .", "m") or (gap == "," and d.determiner == "def")


def _after(atoms: Sequence[Atom], d: Description, last: int) -> bool:
    if atoms[d.first].sentence != atoms[last - 1].sentence:
        return False
    gap = _gap(atoms, last, d.first)
    if not gap:
        return atoms[last].start == atoms[last - 1].end  # glued by a translating machine
    if gap in (
        ", qui est",
        "qui est",
        ", qui etait",
        ", who is",
        ", who was",
        "est",
        "is",
        ", aujourd'hui",
        ", lui meme",
    ):
        return True
    return gap in (",", "(", "–", "—", ", le", ", la", ", the", ", l'", ", a", ", un", ", alors", ", then")


def _coordinated(atoms: Sequence[Atom], d: Description, last: int) -> bool:
    return d.first >= last and d.first - last <= 1 and _gap(atoms, last, d.first) in ("et", "and", ",")


def role_of(article: Article, atoms: Sequence[Atom], d: Description) -> Role:
    """The role with its title as written (without the determiner), its capacity and the years the text gives."""
    start, end = atoms[d.core].start, atoms[d.last - 1].end
    since, until = _years(article.text[end : end + 60].split(".")[0])
    capacity = "former_official" if d.former and d.head.capacity != "expert" else d.head.capacity
    title = " ".join(article.document.raw[start:end].split())
    return Role(title, since, until, capacity, (evidence_of(article.document, (start, end)),))


def _years(after: str) -> tuple[str, str]:
    found = _BETWEEN.search(after)
    if not found:
        return "", ""
    part: Mapping[str, str | None] = found.groupdict()
    since = next((part[k] for k in "aceg" if part[k]), "") or ""
    until = next((part[k] for k in "bdfh" if part[k]), "") or ""
    return since, until
