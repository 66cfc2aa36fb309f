"""English clauses: the subject stands right before its verb, behind what leads and before asides between commas."""

from __future__ import annotations

from selon.find.grammar import Line, Phrase
from selon.find.groups import is_time, phrase_end

_LEADS = "PGKBISC"


def clause_subject(line: Line, edge: int, first: int = 0) -> Phrase | None:
    """The subject of the verb group that begins at ``edge``: a noun phrase with its appositions; None if none is.

    Nothing before ``first`` is looked at.  A clause between the two (", which …,") is passed over by its relative word.
    """
    low, chunks = _chunks(line, edge, first)
    closed = line.parts[edge - 1 : edge] in (",", "-")
    if low < 0:  # behind another main verb only the last noun phrase can be meant
        chunks = chunks[-2:] if closed else chunks[-1:]
    start = -1
    end = 0
    for number, (head, last) in enumerate(chunks):
        if start < 0:
            if line.parts[head] in _LEADS and any(line.parts[a] in "DNAR" for a, _ in chunks[number + 1 :]):
                continue
            start = _phrase_start(line, head, last)
            end = _without_time(line, start, last)
        elif line.parts[head] in "DNA" or (line.is_(head, "and") and line.parts[head + 1 : head + 2] in "DNA"):
            end = last
        else:
            break
    return Phrase(start, end) if start >= 0 and end > start else None


def speaks(line: Line, opening: int, closing: int) -> bool:
    """Whether a quotation can be what somebody says, rather than a title or a few words within a sentence."""
    return opening < 1 or "V" in line.parts[opening:closing] or closing - opening > 9 or line.parts[opening - 1] in ".:"


def clause_verb(line: Line, at: int, stop: int) -> int:
    """The finite verb before ``stop`` whose subject begins at ``at``; -1 if none does."""
    for i in range(at + 1, min(at + 40, stop)):
        if line.parts[i] in ".:":
            return -1
        if line.parts[i] == "V" and line.parts[i - 1] not in "VI":
            edge = len(line.parts[:i].rstrip("B"))
            pronoun = edge == at + 1 and line.parts[at] == "R"
            found = None if pronoun else clause_subject(line, edge, at)
            if pronoun or (found is not None and found.start == at):
                return i
    return -1


def _chunks(line: Line, edge: int, low: int) -> tuple[int, list[tuple[int, int]]]:
    """The stretches between commas before a verb, in order; the first number is -1 when another main verb leads."""
    found: list[tuple[int, int]] = []
    end = edge
    verb = comma = -1
    i = edge - 1
    while i >= low:
        part = line.parts[i]
        if part == "»":
            opening = max(line.parts.rfind("«", 0, i), 0)
            mark = len(line.parts[:i].rstrip("~")) - 1
            if line.parts[mark] in ",." and speaks(line, opening, i):
                break
            if line.parts[mark] == ",":
                found.append((i + 1, end))
                end = mark
            i = opening
        elif part == ")":
            i = max(line.parts.rfind("(", 0, i), 0)
        elif part in ".:«(" or (part == "-" and verb < 0 and end < edge):
            break
        elif part == "V":
            verb = i if verb < 0 else verb
        elif part in "QS" or _relative_that(line, i):
            if verb < 0 or (part == "S" and comma > verb and any(a > verb and b > a for a, b in found)):
                break
            found, verb = [], -1
            end = len(line.parts[:i].rstrip(",P-"))
            i = end
        elif part in ",-":
            comma = max(comma, i)
            found.append((i + 1, end))
            end = i
        i -= 1
    found = [(first, last) for first, last in [*found, (i + 1, end)] if last > first][::-1]
    if verb < 0:
        return 0, found
    return -1, [chunk for chunk in found if chunk[0] > verb] or _behind_verb(line, verb, edge)


def _behind_verb(line: Line, verb: int, edge: int) -> list[tuple[int, int]]:
    """What follows a conjunction behind a verb, else the name right before the edge ("the third time Reuters said")."""
    at = line.parts.find("C", verb, edge) + 1
    if not at:
        at = edge
        while line.tokens[at - 1].tag == "PROPN" and at > verb:
            at -= 1
    return [(at, edge)] if at < edge else []


def _relative_that(line: Line, at: int) -> bool:
    return line.norms[at] == "that" and line.parts[at - 1 : at] in ("N", "A") and line.parts[at] != "D"


def _phrase_start(line: Line, first: int, last: int) -> int:
    """Where a noun phrase begins that no preposition governs; -1 where none does."""
    i = first
    while i < last:
        part = line.parts[i]
        if part in "DNA«" or (part == "R" and line.starts(i, "subject")):
            end = phrase_end(line, i, last)
            if not is_time(line, i, max(end, i + 1)):
                return i
            i = max(end, i + 1)
        elif part == "P":
            i = max(phrase_end(line, i + 1, last), i + 1)
        elif part in "GKI":
            return -1
        else:
            i += 1
    return -1


def _without_time(line: Line, start: int, end: int) -> int:
    """The end without «on Friday» or an adverb between the subject and its verb."""
    while end > start + 1:
        if line.parts[end - 1] == "B":
            end -= 1
        elif line.parts[end - 2] == "P" and is_time(line, end - 1, end):
            end -= 2
        else:
            break
    return end
