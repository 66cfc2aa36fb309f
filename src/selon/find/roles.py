"""Titles that stand beside a name, and the role they give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selon.find.actor_rules import ActorRules
from selon.find.descriptions import Description
from selon.find.gazetteer import Atom
from selon.ids import evidence_of
from selon.model import Article, Role

_SINCE = re.compile(r"(?:\bde|depuis|entre|from|since|between) (\d{4})\b")
_UNTIL = re.compile(r"(?:jusqu'en|jusqu'à|à|et|until|to|and|till|-|–) (\d{4})\b")
_LAST_MONTH = re.compile(r"jusqu'au mois dernier|until last month")
_TODAY = re.compile(r"jusqu'à (?:aujourd'hui|présent|ce jour)|to this day|until (?:today|now)|depuis|since")
_DATED = re.compile(r"\b(?:de|entre|from|between) \d{4}|\b(?:depuis|since)\b|jusqu|until")


def beside(atoms: Sequence[Atom], descriptions: Sequence[Description], first: int, last: int) -> list[Description]:
    """The descriptions in apposition to the name at ``first``:``last``: just before, or set off by marks."""
    found = []
    for d in descriptions:
        if not (d.first < last + 6 and d.last > first - 40):
            continue
        if d.head.plural:
            continue
        if (d.last <= first and _before(atoms, d, first, last)) or (d.first >= last and _after(atoms, d, last)):
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


def _set_off(atoms: Sequence[Atom], last: int) -> bool:
    """After the name stands a mark, not «et»: an apposition, not a list of people."""
    if last >= len(atoms) or atoms[last].sentence != atoms[last - 1].sentence:
        return True
    listed = last + 1 < len(atoms) and atoms[last].key == "," and atoms[last + 1].capital
    return not (listed or atoms[last].key in ("et", "and", "ou", "or", "&"))


def _before(atoms: Sequence[Atom], d: Description, first: int, last: int) -> bool:
    if atoms[d.last - 1].sentence != atoms[first].sentence:
        return False
    gap = _gap(atoms, d.last, first)
    if gap == "," and not (d.complement and _set_off(atoms, last)):
        return False
    return gap in ("", "m .", "mme", "mr .", "mr", "mrs .", "dr", "dr .", "m") or (gap == "," and d.determiner == "def")


def _after(atoms: Sequence[Atom], d: Description, last: int) -> bool:
    if atoms[d.first].sentence != atoms[last - 1].sentence:
        return False
    if d.last < len(atoms) and atoms[d.last].capital and atoms[d.last].sentence == atoms[d.first].sentence:
        return False  # the title of the next name: «X, le ministre Y»
    if (
        d.determiner
        and _gap(atoms, d.last, d.last + 1) == ","
        and d.last + 1 < len(atoms)
        and atoms[d.last + 1].capital
    ):
        return False  # «X, le ministre, Y»
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
    since, until = _years(article.text[end : end + 60].split(".")[0], article.document.published)
    capacity = "former_official" if d.former and d.head.capacity != "expert" else d.head.capacity
    title = " ".join(article.document.raw[start:end].split())
    return Role(title, since, until, capacity, (evidence_of(article.document, (start, end)),))


def led_role(article: Article, atoms: Sequence[Atom], last: int, rules: ActorRules) -> Role | None:
    """«X, qui a présidé l'institut de 2003 à 2019»: an office told by a verb, up to its dates."""
    at = last
    while at < len(atoms) and at < last + 4 and atoms[at].key in (",", "qui", "who", "a", "avait", "had", "has"):
        at += 1
    if at == last or at >= len(atoms) or not rules.is_word("led", atoms[at].key):
        return None
    if atoms[at].sentence != atoms[last - 1].sentence or not {"qui", "who"} & {a.key for a in atoms[last:at]}:
        return None
    start = atoms[at - 1 if atoms[at - 1].key in ("a", "avait", "had", "has") else at].start
    clause = re.split(r"[,;.()«»\n]", article.text[start : start + 160])[0]
    dated = _DATED.search(clause)
    end = start + len(clause[: dated.start()].rstrip() if dated else clause.rstrip())
    since, until = _years(clause[dated.start() :] if dated else "", article.document.published)
    title = " ".join(article.document.raw[start:end].split())
    return Role(title, since, until, "", (evidence_of(article.document, (start, start + len(clause.rstrip()))),))


def _years(after: str, published: str | None) -> tuple[str, str]:
    """Since and until, EDTF: years as written, the month before publication, an open end for one still held."""
    dated = re.match(r"\W*(?:\w+\W+){0,2}?(?=" + _DATED.pattern + ")", after)
    if not dated:
        return "", ""
    since, until = _SINCE.search(after), _UNTIL.search(after)
    end = until[1] if until else ""
    if not end and published and len(published) >= 7 and _LAST_MONTH.search(after):
        year, month = int(published[:4]), int(published[5:7]) - 1
        end = f"{year}-{month:02}" if month else f"{year - 1}-12"
    elif not end and _TODAY.search(after):
        end = f"{published}/.." if published else ".."
    return since[1] if since else "", end
