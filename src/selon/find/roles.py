"""Titles that stand beside a name, and the role they give."""

import re
from collections.abc import Sequence

from selon.find.descriptions import Description
from selon.find.words import Words
from selon.ids import evidence_of
from selon.model import Role

_SINCE = re.compile(r"(?:\bde|depuis|entre|from|since|between) (\d{4})\b")
_UNTIL = re.compile(r"(?:jusqu'en|jusqu'à|à|et|until|to|and|till|-|–) (\d{4})\b")
_LAST_MONTH = re.compile(r"jusqu'au mois dernier|until last month")
_TODAY = re.compile(r"jusqu'à (?:aujourd'hui|présent|ce jour)|to this day|until (?:today|now)|depuis|since")
_DATED = re.compile(r"\b(?:de|entre|from|between) \d{4}|\b(?:depuis|since)\b|jusqu|until")
_SOON_DATED = re.compile(r"\W*(?:\w+\W+){0,2}?(?=" + _DATED.pattern + ")")
# What stands between a name and a title in apposition to it.
_CIVIL = frozenset(["", "m .", "mme", "mr .", "mr", "mrs .", "dr", "dr .", "m"])
_SET_OFF = frozenset([",", "(", "–", "—", ", le", ", la", ", the", ", l'", ", a", ", un", ", alors", ", then"])
_IS = frozenset(
    [", qui est", "qui est", ", qui etait", ", who is", ", who was", "est", "is", ", aujourd'hui", ", lui meme"]
)
# «le président d'alors, Ivo Zell», «le ministre par intérim Ivo Zell»
_THEN = re.compile(r"(?:d' ?alors|[ad]e? l' ?epoque|par interim|en exercice|en poste|sortante?) ?")
_HAVE = frozenset(["a", "avait", "had", "has"])


def beside(words: Words, descriptions: Sequence[Description], first: int, last: int) -> list[Description]:
    """The descriptions in apposition to the name at ``first``:``last``: just before, or set off by marks."""
    single = [d for d in descriptions if not d.head.plural and d.first < last + 6 and d.last > first - 40]
    found = [d for d in single if _before(words, d, first, last) or _after(words, d, last)]
    found = _unnested(words, found, first)
    if found and found[-1].first >= last:
        end = found[-1].last
        near = (d for d in descriptions if not d.head.plural and end <= d.first <= end + 1)
        found += [d for d in near if words.gap(end, d.first) in ("et", "and", ",")]
    return found


def _unnested(words: Words, found: list[Description], first: int) -> list[Description]:
    """Of titles inside one another the inner one takes a name right after it, the outer one a name set off."""
    kept = []
    for d in found:
        outer = [o for o in found if o is not d and o.first <= d.first and d.last <= o.last]
        inner = [i for i in found if i is not d and d.first <= i.first and i.last <= d.last]
        adjacent = d.last <= first and words.gap(d.last, first) != ","
        # «un conseiller du prince de X, Y»: either may be Y
        unsure = d.last <= first and d.determiner == "indef" and inner
        if not (inner if adjacent else outer or unsure):
            kept.append(d)
    return kept


def _before(words: Words, d: Description, first: int, last: int) -> bool:
    if d.last > first or not words.same(d.last - 1, first):
        return False
    gap = _THEN.sub("", words.gap(d.last, first))
    if gap != ",":
        return gap in _CIVIL
    # After the name stands a mark, not «et»: an apposition, not a list of people.
    listed = words.key(last) == "," and words.capital(last + 1)
    set_off = not words.same(last, first) or not (listed or words.key(last) in ("et", "and", "ou", "or", "&"))
    told = d.determiner == "def" or (d.determiner == "indef" and words.key(last) == ",")
    return told and bool(d.complement or d.country) and set_off


def _after(words: Words, d: Description, last: int) -> bool:
    if d.first < last or not words.same(d.first, last - 1):
        return False
    if words.capital(d.last) and words.same(d.last, d.first):
        return False  # the title of the next name: «X, le ministre Y»
    if d.determiner and words.key(d.last) == "," and words.capital(d.last + 1):
        return False  # «X, le ministre, Y»
    gap = words.gap(last, d.first)
    if not gap:
        return words.atoms[last].start == words.atoms[last - 1].end  # glued by a translating machine
    return gap in _SET_OFF or gap in _IS


def role_of(words: Words, d: Description) -> Role:
    """The role with its title as written (without the determiner), its capacity and the years the text gives."""
    document = words.article.document
    start, end = words.span(d.core, d.last)
    since, until = _years(words.article.text[end : end + 60].split(".")[0], document.published)
    capacity = "former_official" if d.former and d.head.capacity != "expert" else d.head.capacity
    return Role(words.written(d.core, d.last), since, until, capacity, (evidence_of(document, (start, end)),))


def led_role(words: Words, last: int) -> Role | None:
    """«X, qui a présidé l'institut de 2003 à 2019»: an office told by a verb, up to its dates."""
    at = last
    while at < last + 4 and (words.key(at) in (",", "qui", "who") or words.key(at) in _HAVE):
        at += 1
    if not (words.plays(at, "led") and words.same(at, last - 1)):
        return None
    if not {"qui", "who"}.intersection(a.key for a in words.atoms[last:at]):
        return None
    text, document = words.article.text, words.article.document
    start = words.atoms[at - (words.key(at - 1) in _HAVE)].start
    clause = re.split(r"[,;.()«»\n]", text[start : start + 160])[0].rstrip()
    dated = _DATED.search(clause)
    told = clause[: dated.start()].rstrip() if dated else clause
    since, until = _years(clause[dated.start() :] if dated else "", document.published)
    title = " ".join(document.raw[start : start + len(told)].split())
    return Role(title, since, until, "", (evidence_of(document, (start, start + len(clause))),))


def _years(after: str, published: str | None) -> tuple[str, str]:
    """Since and until, EDTF: years as written, the month before publication, an open end for one still held."""
    if not _SOON_DATED.match(after):
        return "", ""
    since, until = _SINCE.search(after), _UNTIL.search(after)
    end = until[1] if until else ""
    if not end and published and len(published) >= 7 and _LAST_MONTH.search(after):
        year, month = int(published[:4]), int(published[5:7]) - 1
        end = f"{year}-{month:02}" if month else f"{year - 1}-12"
    elif not end and _TODAY.search(after):
        end = f"{published}/.." if published else ".."
    return since[1] if since else "", end
