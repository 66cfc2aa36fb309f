"""The subject of a verb, before it or behind it."""

from __future__ import annotations

from selon.find.english import clause_subject
from selon.find.grammar import Line, Phrase
from selon.find.groups import core_end, is_time, over_date, phrase_end, with_apposition


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
        elif line.parts[i] == "P" or line.is_(i, "to"):
            end = _addressee_end(line, i + 1, stop)
            if end == i + 1:
                return None
            i = end
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
    return (
        Phrase(i, with_apposition(line, i, end, stop)) if end > i + some and (some or line.parts[i] in "DNAR") else None
    )


def _addressee_end(line: Line, at: int, stop: int) -> int:
    """The end of an addressee («à l'AFP», «devant la presse»), short enough to leave a subject behind it."""
    end = phrase_end(line, at, stop)
    if (end >= stop or line.parts[end] not in "DNAR") and "des" in line.norms[at:end]:
        return line.norms.index("des", at)
    core = core_end(line, at, stop)
    names = at + len(line.parts[at:core].rstrip("N"))
    if (end < stop and line.parts[end] in "DNAR") or core - names < 2 or not line.tokens[names].text[:1].isupper():
        return end
    if line.tokens[names].text.isupper() or core - names == 3:
        return names + 1
    return core - 2 if core - names > 3 else end


def subject_before(line: Line, edge: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb group that begins at ``edge``, looked for to its left; None when there is none."""
    at = line.left(edge - 1)
    if at < 0 or depth > 3:
        return None
    at = before_aside(line, at) - (line.parts[at] == "«" and edge == at + 1)
    if at < 0:
        return None
    relative = line.norms[at] == "that" and line.parts[at - 1 : at] in ("N", "A")
    if relative or line.norms[at] in ("qui", "who", "which"):
        return Phrase(at, at + 1)
    if line.parts[at] == "Q":
        return None
    pronoun = _pronoun(line, at)
    if pronoun is not None:
        return pronoun
    verb = _verb_left(line, at)
    shared = line.parts[at] == "C" or line.parts[max(0, at - 1) : at + 1] == "C,"
    english = line.grammar.language == "en" and not shared
    found = clause_subject(line, at + 1) if english else None
    found = found or (None if shared else _subject_in(line, *_clause(line, at)))
    if found is not None and not english and line.norms[edge - 1 : edge] != () and _many(line, edge):
        found = _coordinated(line, found)
    if found is None and verb is not None and (shared or "C" in line.parts[verb:edge]):
        return subject_before(line, group_start(line, verb), depth + 1)
    return found


def _many(line: Line, edge: int) -> bool:
    """Whether the French verb group that begins at ``edge`` is plural."""
    verb = line.parts.find("V", edge, edge + 4)
    return verb >= 0 and line.grammar.language == "fr" and line.norms[verb].endswith(("ent", "ont"))


def _coordinated(line: Line, found: Phrase) -> Phrase:
    """«Anna X et son ministre (ont dit)»: a singular last member takes in those that «et», «ainsi que» join to it."""
    joint = found.start - 1 - (line.word(found.start - 1) == "que")
    alone = line.parts[found.start] == "N" or line.norms[found.start] in (
        "le",
        "la",
        "l'",
        "son",
        "sa",
        "leur",
        "un",
        "une",
    )
    if joint < 1 or not alone or line.norms[joint] not in ("et", "ainsi"):
        return found
    low = joint
    while low > 0 and line.parts[low - 1] in "DNAPK,":
        low -= 1
    low += len(line.parts[low:joint]) - len(line.parts[low:joint].lstrip(",KA"))
    comma = line.parts.find(",", low, joint)
    if line.parts[low] == "P":
        low = comma + 1 if comma > 0 else joint
    return Phrase(low, found.end) if low < joint and "N" in line.parts[low:joint] else found


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
                broken = next((j + 1 for j in range(i + 1, high) if line.parts[j] in ",CS:"), high)
                return broken, high
            comma = line.parts.rfind(",", i, high)
            if (
                comma > 0
                and line.parts[at] != ","
                and line.parts[relative - 1] != ","
                and "N" in line.parts[comma:high]
            ):
                return comma + 1, high
            i = high = len(line.parts[:relative].rstrip(",P"))
        elif part == "C" and (verb := _verb_left(line, i)) is not None and _relative_before(line, verb) is None:
            return i + 1, high
        if i < 0:
            break
        i -= 1
    return 0, high


def _relative_before(line: Line, verb: int) -> int | None:
    """The relative pronoun whose clause holds ``verb``, if one stands before it with no other verb between."""
    for i in range(verb - 1, 0, -1):
        if line.parts[i] == "Q" or (line.parts[i] == "S" and line.is_(i, "relative") and line.parts[i - 1] in "NA"):
            return i
        if line.parts[i] in "VS.:«»(":
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
    """The stretches between commas and dashes, brackets and quotations passed over."""
    found = []
    start = i = low
    while i < high:
        if line.parts[i] in "(«":
            closing = line.parts.find(")" if line.parts[i] == "(" else "»", i, high)
            i = max(closing, i)
        if line.parts[i] in ",-":
            found.append((start, i))
            start = i + 1
        i += 1
    return [(first, end) for first, end in [*found, (start, high)] if end > first]


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
