"""Noun phrases: how far one reaches, which one is the subject of a verb, before it or behind it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.find.grammar import Line

_START = "DNAR"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token numbers of a noun phrase, ``end`` exclusive."""

    start: int
    end: int


def phrase_end(line: Line, at: int, stop: int, wide: bool = False) -> int:
    """The end (exclusive) of the noun phrase that starts at ``at``; ``at`` itself if none does.

    ``wide`` takes in any complement with a preposition, as before a verb; else only «de …» and those of a role.
    """
    end = _core(line, at, stop)
    if end == at:
        return at
    while end < stop:
        further = _complement(line, at, end, stop, wide) or _and(line, end, stop, wide) or _bracket(line, end, stop)
        if not further:
            break
        end = further
    return end


def with_apposition(line: Line, at: int, end: int, stop: int) -> int:
    """The end with a following apposition between commas («, la ministre du Travail,»), if there is one."""
    anonymous = _anonymity(line, end, stop)
    if anonymous:
        return anonymous
    while end + 1 < stop and line.parts[end] == ",":
        start = end + 1
        if line.is_(start, "genitive") and line.tokens[end - 1].text[:1].isupper():
            further = phrase_end(line, start + 1, stop)
            if further > start + 1 and (further == stop or line.parts[further] in ",."):
                end = further
            break
        if line.parts[start] not in "DNA" or is_time(line, start, start + 2):
            break
        further = phrase_end(line, start, stop, wide=True)
        if further == start or (further < stop and line.parts[further] not in ",.:»)"):
            break
        if all(line.is_(i, "time") for i in range(start, further) if line.parts[i] == "N"):
            break
        end = further
    return end


def _anonymity(line: Line, end: int, stop: int) -> int:
    """Behind «sous couvert d'anonymat», «s'exprimant sous le couvert de l'anonymat»; 0 if that does not follow."""
    for i in range(end, min(end + 9, stop)):
        if line.parts[i] in ".:«»" or (line.parts[i] == "," and i > end):
            return 0
        if line.is_(i, "anonymity"):
            return i + 1
    return 0


def is_time(line: Line, start: int, end: int) -> bool:
    """Whether a stretch holds a time word and no other noun than numbers."""
    if line.parts[start : start + 1] not in ("N", "D", "A"):
        return False
    nouns = [i for i in range(start, min(end, len(line.parts))) if line.parts[i] == "N"]
    timely = [i for i in nouns if line.is_(i, "time")]
    return bool(timely) and all(i in timely or line.norms[i][0].isdigit() for i in nouns)


def _core(line: Line, at: int, stop: int) -> int:
    i = at
    noun = False
    while i < stop:
        part = line.parts[i]
        if part == "R" and i == at:
            return i + 1
        if line.is_(i, "genitive") and not (i == at and part == "D"):
            break
        if part == "N":
            if noun and line.is_(i, "time") and not line.norms[i - 1][0].isdigit():
                break
            noun = True
        elif part == "R" and line.parts[i - 1] == "D" and not noun:
            noun = True
        elif part == "«" and i + 1 < stop:
            closing = line.parts.find("»", i, min(i + 16, stop))
            if closing < 0 or (noun and closing > i + 8):
                break
            noun, i = True, closing
        elif (part == "D" and noun and not line.tokens[i].text[:1].isupper()) or part not in "DA":
            break
        i += 1
    return i if noun or (i > at and line.parts[i - 1] == "A" and line.parts[at] == "D") else at


def _complement(line: Line, at: int, end: int, stop: int, wide: bool) -> int:
    """A complement right behind: «de X», «à X» of a role, a participle with what depends on it."""
    if end == at + 1 and line.parts[at] == "R" and line.norms[at] in ("lui", "elle", "eux", "elles", "il", "ils"):
        return 0
    genitive = line.is_(end, "genitive") and not (end == at + 1 and line.tokens[at].tag == "PROPN")
    role = any(line.is_(i, "role_at") for i in range(at, end)) and line.is_(end, "role_after")
    role = role and not any(line.is_(i, "media") for i in range(end + 1, min(end + 4, stop)))
    wide_preposition = wide and line.is_(end, "wide_preposition")
    if genitive or role or wide_preposition:
        start = end + 1
        while start < stop and line.parts[start] in "P":
            start += 1
        aged = line.norms[end - 1].startswith("âgé")
        if start < stop and (aged or not is_time(line, start, start + 2)):
            inner = _core(line, start, stop)
            return inner if inner > start else 0
        return 0
    if line.parts[end] == "K" and end + 1 < stop and not line.norms[end].startswith("cité"):
        start = end + 1
        while start < stop and (line.is_(start, "time") or line.norms[start][0].isdigit()):
            start += 1
        if start >= stop or line.parts[start] != "P":
            return start if start > end + 1 else 0
        start += 1
        inner = _core(line, start, stop)
        return inner if inner > start else 0
    if line.parts[end] == "A":
        return end + 1
    return 0


def _and(line: Line, end: int, stop: int, wide: bool) -> int:
    """«et Y»: the second member of a coordination, if a noun phrase begins there and no verb of its own follows."""
    if line.parts[end] != "C" or not (line.is_(end, "and")) or end + 1 >= stop:
        return 0
    start = end + 1
    if line.is_(start, "genitive"):
        start += 1
    if line.parts[start : start + 1] not in ("D", "N", "A"):
        return 0
    inner = phrase_end(line, start, stop)
    if inner == start or (not wide and inner < stop and line.parts[inner] == "V"):
        return 0
    return inner


def _bracket(line: Line, end: int, stop: int) -> int:
    if line.parts[end] != "(":
        return 0
    closing = line.parts.find(")", end, min(end + 6, stop))
    return closing + 1 if closing > 0 else 0


def subject_behind(line: Line, at: int, stop: int) -> Phrase | None:
    """The subject behind a verb («a déclaré lundi à la presse le ministre X»); times and addressees are passed over."""
    i = at
    for _ in range(8):
        if i >= stop:
            return None
        adverb = line.starts(i, "adverb")
        if adverb or line.parts[i] == "B":
            i += adverb or 1
        elif line.is_(i, "time") or is_time(line, i, i + 2):
            i = _over_time(line, i, stop)
        elif line.parts[i] == "P" or line.is_(i, "to"):
            end = _addressee_end(line, i + 1, stop)
            if end == i + 1:
                return None
            i = end
        elif line.parts[i] == "," and i + 1 < stop and line.parts[i + 1] in "BP" and i > at - 1:
            comma = line.parts.find(",", i + 1, min(i + 12, stop))
            if comma < 0 or "V" in line.parts[i:comma]:
                return None
            i = comma + 1
        else:
            break
    if i >= stop or line.parts[i] not in _START or line.is_(i, "that"):
        return None
    if line.parts[i] == "R" and not (line.is_(i, "subject") or line.parts[i : i + 2] == "RN"):
        return None
    end = phrase_end(line, i, stop)
    if end == i:
        return None
    return Phrase(i, with_apposition(line, i, end, stop))


def _addressee_end(line: Line, at: int, stop: int) -> int:
    """The end of an addressee («à l'AFP», «devant la presse»), short enough to leave a subject behind it."""
    end = phrase_end(line, at, stop)
    if end < stop and line.parts[end] in "DNAR":
        return end
    core = _core(line, at, stop)
    if at < core < end and line.norms[core] in ("des", "du"):
        return core
    names = core
    while names > at and line.parts[names - 1] == "N":
        names -= 1
    if core - names < 2 or not line.tokens[names].text[:1].isupper():
        return end
    if line.tokens[names].text.isupper() or core - names == 3:
        return names + 1
    return core - 2 if core - names > 3 else end


def _over_time(line: Line, at: int, stop: int) -> int:
    i = at
    while i < stop and (line.is_(i, "time") or line.norms[i][:1].isdigit() or (i == at and line.parts[i] == "D")):
        i += 1
    return max(i, at + 1)


def subject_before(line: Line, edge: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb group that begins at ``edge``, looked for to its left; None when there is none."""
    at = edge - 1
    while at >= 0 and line.parts[at] == "B":
        at -= 1
    if at < 0 or depth > 3:
        return None
    if line.parts[at] == "Q" or line.norms[at] in ("qui", "who", "which"):
        return Phrase(at, at + 1) if line.norms[at] in ("qui", "who", "which", "that") else None
    if line.norms[at] == "that" and at and line.parts[at - 1] in "NA":
        return Phrase(at, at + 1)
    pronoun = _pronoun(line, at)
    if pronoun is not None:
        return pronoun
    if line.parts[at] == "C" or (line.parts[at] == "," and line.parts[at - 1 : at] in ("C",)):
        verb = _verb_left(line, at)
        return subject_before(line, _group_start(line, verb), depth + 1) if verb is not None else None
    low, high = _clause(line, at)
    found = _subject_in(line, low, high)
    if found is None:
        verb = _verb_left(line, at)
        if verb is not None and any(line.parts[i] == "C" for i in range(verb, edge)):
            return subject_before(line, _group_start(line, verb), depth + 1)
    return found


def phrase_before(line: Line, end: int) -> Phrase | None:
    """The noun phrase that ends at ``end`` (exclusive), as before a participle that describes it."""
    start = end
    while start > 0 and line.parts[start - 1] in "DNAPK" and not line.is_(start - 1, "relative"):
        start -= 1
    while start < end and (line.parts[start] in "PK"):
        start += 1
    if start == end or "N" not in line.parts[start:end]:
        return None
    return Phrase(start, end)


def _pronoun(line: Line, at: int) -> Phrase | None:
    for length in (3, 2, 1):
        start = at - length + 1
        if start >= 0 and line.starts(start, "subject") == length:
            if line.parts[at] == "N" and length == 1 and at and line.parts[at - 1] in "DA":
                continue
            return Phrase(start, at + 1)
    return None


def _verb_left(line: Line, at: int) -> int | None:
    """The nearest finite verb to the left, outside brackets and quotations."""
    i = at
    while i >= 0:
        if line.parts[i] == "»":
            i = line.parts.rfind("«", 0, i)
            if i < 0:
                return None
        elif line.parts[i] in "«.":
            return None
        elif line.parts[i] == "V":
            return i
        i -= 1
    return None


def _group_start(line: Line, verb: int) -> int:
    """The first token of the group around a finite verb: clitics and «ne» before it."""
    at = verb
    while at > 0 and (
        line.is_(at - 1, "clitic")
        or line.is_(at - 1, "reflexive")
        or line.is_(at - 1, "negator")
        or line.parts[at - 1] == "V"
    ):
        if line.norms[at - 1] in ("nous", "vous", "lui") and not line.is_(at - 2, "subject"):
            break
        at -= 1
    return at


def _clause(line: Line, at: int) -> tuple[int, int]:
    """From where to where (exclusive) the subject of the verb behind ``at`` may stand."""
    i, high = at, at + 1
    while i >= 0:
        part = line.parts[i]
        if part == "»":
            opening = line.parts.rfind("«", 0, i)
            if i > 0 and line.parts[i - 1] in ",." and "V" in line.parts[max(opening, 0) : i]:
                return i + 1, high
            i = opening
        elif part == ")":
            i = line.parts.rfind("(", 0, i)
        elif part in ".:«(" or part in "SQ":
            return i + 1, high
        elif part == "V":
            relative = _relative_before(line, i)
            if relative is None:
                return _after_break(line, i, high), high
            i = high = relative
            while high > 0 and line.parts[high - 1] in ",P":
                high -= 1
            i = high
        elif (
            part == "C" and _verb_left(line, i) is not None and _relative_before(line, _verb_left(line, i) or 0) is None
        ):
            return i + 1, high
        if i < 0:
            break
        i -= 1
    return 0, high


def _relative_before(line: Line, verb: int) -> int | None:
    """The relative pronoun whose clause holds ``verb``, if one stands before it with no other verb between."""
    for i in range(verb - 1, -1, -1):
        if line.parts[i] in "V.:«»(":
            return None
        if line.parts[i] == "Q" or (
            line.parts[i] == "S" and line.is_(i, "relative") and i and line.parts[i - 1] in "NA"
        ):
            return i if i else None
        if line.parts[i] == "S":
            return None
    return None


def _after_break(line: Line, verb: int, high: int) -> int:
    """Behind the last comma or conjunction that parts ``verb``'s clause from the next subject."""
    for i in range(verb + 1, high):
        if line.parts[i] in ",CS:":
            return i + 1
    return high


def _subject_in(line: Line, low: int, high: int) -> Phrase | None:
    """The subject among the phrases of a clause: the last that no preposition governs, with its appositions."""
    chunks = _chunks(line, low, high)
    best: Phrase | None = None
    for start, end in reversed(chunks):
        phrase = _last_phrase(line, start, end)
        if phrase is None:
            if best is not None:
                break
        elif best is None:
            best = phrase
            if phrase.start > start and line.parts[start] != "C":
                break
        elif phrase.end == end and not _bare(line, phrase.start):
            best = Phrase(phrase.start, best.end)
            if phrase.start > start:
                break
        else:
            break
    return best


def _bare(line: Line, at: int) -> bool:
    """A common noun without determiner («Avocat de profession, …»): it describes, it is not the subject."""
    return line.tokens[at].tag == "NOUN" and not line.norms[at].startswith("m.")


def _chunks(line: Line, low: int, high: int) -> list[tuple[int, int]]:
    found = []
    start = low
    i = low
    while i < high:
        if line.parts[i] in "(«":
            closing = line.parts.find(")" if line.parts[i] == "(" else "»", i)
            i = closing if 0 < closing < high else i
        if line.parts[i] in ",-":
            if i > start:
                found.append((start, i))
            start = i + 1
        i += 1
    if high > start:
        found.append((start, high))
    return found


def _last_phrase(line: Line, start: int, end: int) -> Phrase | None:
    """The last noun phrase of a chunk that no preposition governs and that is no time; None if there is none."""
    i = start
    best: Phrase | None = None
    while i < end:
        part = line.parts[i]
        if part == "P" or (line.is_(i, "genitive") and part != "D"):
            i = max(phrase_end(line, i + 1, end), i + 1)
        elif part in "GKI" and best is None:
            return None
        elif part in "DNA" or (part == "R" and line.starts(i, "subject")):
            stop = phrase_end(line, i, end, wide=True)
            if stop > i and not is_time(line, i, stop):
                best = Phrase(i, stop)
            i = max(stop, i + 1)
        else:
            i += 1
    return best
