"""The subject of a verb, before it or behind it."""

from selon.find.grammar import Line, Phrase
from selon.find.groups import core_end, heading_ends, is_time, over_date, phrase_end, with_apposition

_LEADS = "PGKBISC"


def phrase_before(line: Line, end: int) -> Phrase | None:
    """The noun phrase that ends at ``end`` (exclusive), as before a participle that describes it."""
    start = end
    while start > 0 and line.parts[start - 1] in "DNAPK" and not line.is_(start - 1, "relative"):
        start -= 1
    start = end - len(line.parts[start:end].lstrip("PK"))
    return Phrase(start, end) if "N" in line.parts[start:end] else None


def subject_behind(line: Line, at: int, stop: int) -> Phrase | None:
    """The subject behind a verb («a déclaré lundi à la presse le ministre X»); times and addressees are passed over."""
    i = at
    for _ in range(8):
        if i >= stop:
            return None
        adverb = line.starts(i, "adverb")
        if adverb or line.parts[i] == "B":
            i += adverb or 1
        elif (dated := over_date(line, i, stop)) > i:
            i = dated
        elif line.norms[i] == "des" and line.parts[i + 1] in "NA":
            break
        elif line.parts[i] == "P":
            i = _addressee_end(line, i + 1, stop)
        elif line.parts[i : i + 2] in (",B", ",P"):
            comma = line.parts.find(",", i + 1, min(i + 12, stop))
            if comma < 0 or "V" in line.parts[i:comma]:
                return None
            i = comma + 1
        else:
            break
    pronoun = line.parts[i : i + 1] == "R" and line.parts[i + 1 : i + 2] != "N"
    some = line.word(i) == "des"
    end = phrase_end(line, i + some, stop) if i < stop and (not pronoun or line.is_(i, "subject")) else i
    return Phrase(i, with_apposition(line, end, stop)) if end > i + some and (some or line.parts[i] in "DNAR") else None


def _addressee_end(line: Line, at: int, stop: int) -> int:
    """The end of an addressee («à l'AFP», «devant la presse»), short enough to leave a subject behind it."""
    end = phrase_end(line, at, stop)
    if "des" in line.norms[at:end]:
        return line.norms.index("des", at)
    core = core_end(line, at, stop)
    names = at + len(line.parts[at:core].rstrip("N"))
    if (end < stop and line.parts[end] in "DNAR") or core - names < 2 or not line.tokens[names].text[:1].isupper():
        return end
    if line.tokens[names].text.isupper() or core - names == 3:
        return names + 1
    return core - 2 if core - names > 3 else end


def subject_before(line: Line, edge: int) -> Phrase | None:
    """The subject of the verb group that begins at ``edge``, looked for to its left; None when there is none."""
    at = line.left(edge - 1)
    if at < 0:
        return None
    at = before_aside(line, at) - (line.parts[at] == "«" and edge == at + 1)
    relative = line.norms[at] == "that" and line.parts[at - 1 : at] in ("N", "A")
    if relative or line.norms[at] in ("qui", "who", "which"):
        return Phrase(at, at + 1)
    pronoun = _pronoun(line, at)
    if pronoun is not None:
        return pronoun
    verb = _verb_left(line, at)
    shared = line.parts[at] == "C"
    found = None if shared else clause_subject(line, at + 1)
    if found is None and verb is not None and (shared or "C" in line.parts[verb:edge]):
        return subject_before(line, group_start(line, verb))
    return found


def before_aside(line: Line, at: int) -> int:
    """For the comma that closes an aside behind «qui» («qui, il y a peu, assurait»), the pronoun; else ``at``."""
    opening = line.parts.rfind(",", max(0, at - 25), at) if line.parts[at] == "," else -1
    aside = opening > 0 and line.parts[opening - 1] == "Q" and not set(".«»:") & set(line.parts[opening:at])
    return opening - 1 if aside else at - (line.parts[at - 1 : at + 1] == "Q,")


def _pronoun(line: Line, at: int) -> Phrase | None:
    length = line.ends(at, "subject")
    noun = length == 1 and line.parts[at] == "N" and line.parts[at - 1 : at] in ("D", "A")
    return Phrase(at - length + 1, at + 1) if length and not noun else None


def _verb_left(line: Line, at: int) -> int | None:
    """The nearest finite verb to the left, outside brackets and quotations."""
    while at >= 0 and line.parts[at] not in "V«.":
        at = line.parts.rfind("«", 0, at) - 1 if line.parts[at] == "»" else at - 1
    return at if at >= 0 and line.parts[at] == "V" else None


def group_start(line: Line, verb: int) -> int:
    """The first token of the group around a finite verb: auxiliaries, clitics and «ne» before it."""
    at = verb
    while at > 0 and (
        line.parts[at - 1] == "V" or any(line.is_(at - 1, key) for key in ("clitic", "reflexive", "negator"))
    ):
        at -= 1
    return at


def clause_subject(line: Line, edge: int, first: int = 0) -> Phrase | None:
    """The subject of the verb group that begins at ``edge``: a noun phrase with its appositions; None if none is.

    Nothing before ``first`` is looked at.  A clause between the two (", which …,") is passed over by its relative word.
    """
    low, chunks = _chunks(line, edge, first)
    closed = line.parts[edge - 1 : edge] in (",", "-")
    if low < 0:  # behind another main verb only what «et» begins, or the last noun phrase, can be meant
        joined = [n for n, (head, _) in enumerate(chunks) if line.parts[head : head + 2] in ("CD", "CN")]
        chunks = chunks[joined[-1] :] if joined else chunks[-2:] if closed else chunks[-1:]
        chunks = [(head + (line.parts[head] == "C"), last) for head, last in chunks]
    start = -1
    end = 0
    for number, (head, last) in enumerate(chunks):
        if start < 0:
            leads = line.parts[head] in _LEADS or _bare(line, head)
            if leads and any(line.parts[a] in "DNAR" for a, _ in chunks[number + 1 :]):
                continue
            start = _phrase_start(line, head, last)
            end = _without_time(line, start, last)
        elif line.parts[head] in "DNA" or (line.is_(head, "and") and line.parts[head + 1 : head + 2] in "DNA"):
            end = last
        else:
            break
    return Phrase(start, end) if start >= 0 and end > start else None


def _bare(line: Line, at: int) -> bool:
    """French without determiner or name («Avocat de profession, …», «Peu après, …»): it is not the subject."""
    named = line.tokens[at].tag in ("PROPN", "NUM", "X") or line.norms[at].startswith("m.")
    return line.grammar.language == "fr" and line.parts[at] in "NA" and not named


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
        if heading_ends(line, i):
            break
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
        elif (part in "QS" and line.word(i - 1) != "ainsi") or _relative(line, i):
            apart = part == "S" or line.parts[i - 1 : i] not in (",", "P")
            if verb < 0 or (apart and comma > verb and any(a > verb and b > a for a, b in found)):
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


def _relative(line: Line, at: int) -> bool:
    """«où», "that" behind a noun."""
    that = line.norms[at] == "that" and line.parts[at] != "D"
    return (that or line.norms[at] == "où") and line.parts[at - 1 : at] in ("N", "A", ",")


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
        if line.parts[end - 1] == "B" or (line.parts[end - 1] == "R" and line.is_(end - 1, "clitic")):
            end -= 1
        elif line.parts[end - 2] == "P" and is_time(line, end - 1, end):
            end -= 2
        else:
            break
    return end
