"""The subject of a verb, before it or behind it."""

from __future__ import annotations

from selon.find.grammar import Line
from selon.find.groups import Phrase, core_end, is_time, phrase_end, with_apposition

_START = "DNAR"


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
    core = core_end(line, at, stop)
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
            relative = _relative_before(line, i) or (_bracketed(line, i) if line.parts[at] == "," else None)
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


def _bracketed(line: Line, verb: int) -> int | None:
    """The relative pronoun behind a comma, to the left, whose clause another comma closes."""
    for i in range(verb - 1, 0, -1):
        if line.parts[i] in ".:«»(":
            return None
        if (line.parts[i] == "Q" or line.is_(i, "relative")) and line.parts[i - 1] == ",":
            return i
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
