"""Noun phrases: how far one reaches."""

from selon.find.grammar import Line


def phrase_end(line: Line, at: int, stop: int, wide: bool = False) -> int:
    """The end (exclusive) of the noun phrase that starts at ``at``; ``at`` itself if none does.

    ``wide`` takes in any complement with a preposition, as before a verb; else only «de …» and those of a role.
    """
    end = core_end(line, at, stop)
    if end == at:
        return at
    while end < stop:
        further = _complement(line, at, end, stop, wide) or _and(line, end, stop, wide) or _bracket(line, end, stop)
        if not further:
            break
        end = further
    return end


def with_apposition(line: Line, end: int, stop: int) -> int:
    """The end with the appositions between commas behind it («, la ministre du Travail,»)."""
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
        timed = is_time(line, start, start + 2) and line.word(start + 1) != "ans"  # «Anna X, 52 ans, …»
        if line.parts[start] not in "DNA" or timed:
            break
        further = phrase_end(line, start, stop, wide=True)
        if line.grammar.language == "en":
            further = _aside_end(line, start, further, stop)
        if further == start or (further < stop and line.parts[further] not in ",.:»)"):
            break
        end = further
    return end


def _aside_end(line: Line, start: int, end: int, stop: int) -> int:
    """Behind an English apposition with its relative clauses: the next comma or mark; ``end`` if a verb comes first."""
    at = end
    while at < stop and line.parts[at] not in ",.:«»)" and not line.norms[at].startswith("-"):
        if line.parts[at] == "V" and not any(line.is_(i, "relative") or line.is_(i, "that") for i in range(end, at)):
            return end
        at += 1
    return at if end > start else end


def _anonymity(line: Line, end: int, stop: int) -> int:
    """Behind «sous couvert d'anonymat», «s'exprimant sous le couvert de l'anonymat»; 0 if that does not follow."""
    for i in range(end, min(end + 9, stop)):
        if line.is_(i, "anonymity"):
            return i + 1
    return 0


def is_time(line: Line, start: int, end: int) -> bool:
    """Whether a stretch holds a time word and no other noun than numbers."""
    nouns = [i for i in range(start, min(end, len(line.parts))) if line.parts[i] == "N"]
    timely = [i for i in nouns if _is_time_word(line, i)]
    return bool(timely) and all(i in timely or line.norms[i][0].isdigit() for i in nouns)


def _is_time_word(line: Line, at: int) -> bool:
    """«heure», «Monday», but not the capitalised «Heure» of a newspaper's name."""
    named = at > 0 and line.tokens[at].text[:1].isupper() and not line.is_(at, "day")
    return line.is_(at, "time") and not named


def over_date(line: Line, at: int, stop: int) -> int:
    """Behind a time without preposition («lundi», «le 17 juin», «la semaine dernière»); ``at`` if none stands there."""
    start = at
    while start < stop and line.parts[start] in "DA":
        start += 1
    end = start
    while end < stop and (_is_time_word(line, end) or line.norms[end][:1].isdigit()):
        end += 1
    if not any(line.is_(i, "time") for i in range(start, end)):
        return at
    while end < stop and line.parts[end] == "A":
        end += 1
    return end


def core_end(line: Line, at: int, stop: int) -> int:
    i = at
    noun = False
    while i < stop:
        part = line.parts[i]
        if part == "R" and i == at:
            return i + 1
        if part == "N":
            if noun and _is_time_word(line, i) and not line.norms[i - 1][0].isdigit():
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
    name = end == at + 1 and line.tokens[at].tag == "PROPN"
    named = name and line.norms[end] == "de" and line.tokens[end + 1].text[:1].isupper()
    genitive = line.is_(end, "genitive") and (not name or named)
    role = any(line.is_(i, "role_at") for i in range(at, end)) and line.is_(end, "role_after")
    start = end + 1
    if genitive or role or (wide and line.is_(end, "wide_preposition")):
        while start < stop and line.parts[start] == "P":
            start += 1
        aged = line.word(start)[:1].isdigit() and line.word(start + 1) in ("ans", "years")
        if start >= stop or (is_time(line, start, start + 2) and not aged):
            return 0
    elif line.parts[end] == "K" and start < stop and not line.norms[end].startswith("cité"):
        start = over_date(line, start, stop)
        if start >= stop or line.parts[start] != "P":
            return start if start > end + 1 else 0
        start += 1
    else:
        return 0
    inner = core_end(line, start, stop)
    return inner if inner > start else 0


def _and(line: Line, end: int, stop: int, wide: bool) -> int:
    """«et Y»: the second member of a coordination, if a noun phrase begins there and no verb of its own follows."""
    start = end + 1 + line.is_(end + 1, "genitive")
    if line.parts[end] != "C" or not line.is_(end, "and") or line.parts[start : start + 1] not in ("D", "N", "A"):
        return 0
    inner = phrase_end(line, start, stop)
    return 0 if inner == start or (not wide and inner < stop and line.parts[inner] == "V") else inner


def _bracket(line: Line, end: int, stop: int) -> int:
    closing = line.parts.find(")", end, min(end + 6, stop)) if line.parts[end] == "(" else -1
    return closing + 1


def heading_ends(line: Line, at: int) -> bool:
    """Whether a crosshead run into the text («"Il faut agir" Le ministre …», «- Tensions -La …») ends at ``at``."""
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if line.parts[at : at + 2] == "»«" and following is not None:
        return following.start == line.tokens[at].end
    if following is None or not following.text[:1].isupper():
        return False
    if line.parts[at] == "-":
        return following.start == line.tokens[at].end
    return line.parts[at] == "»" and not line.grammar.has("inverted", following.norm)
