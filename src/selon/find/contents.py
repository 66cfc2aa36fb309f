"""What is ascribed: where a content begins behind its cue, and where it ends."""

from selon.find.frames import frame_at, pass_over
from selon.find.grammar import Line, Phrase
from selon.find.groups import heading_ends, phrase_end
from selon.find.verbs import Group, VerbRules

_CLAUSE = frozenset({"que", "si", "de", "inf", "à", "colon", "to", "zero"})


def complement(line: Line, group: Group, rules: VerbRules) -> Phrase | None:
    """The content behind a verb, by the first of its frames that fits; addressees and times are passed over."""
    return _complement(line, group, rules, False) or _complement(line, group, rules, True)


def _complement(line: Line, group: Group, rules: VerbRules, short: bool) -> Phrase | None:
    stop = limit(line, group.head)
    at = group.after
    near = True
    told = line.is_(group.head, "told")
    asks = group.rule.act in ("demand", "propose", "believe", "threaten") and group.rule.frames & {"à", "de", "to"}
    addressed = not told and not asks
    for _ in range(10):
        if at >= stop:
            return None
        person = not addressed and line.parts[at] in "DNR"
        if not (person and told and not line.is_(at, "that")):
            frame = frame_at(line, at, stop, group, near or short)
            if frame and not (short and frame == "np" and line.norms[at] == "du"):
                whom = line.grammar.language == "en" and frame == "to" and line.parts[group.after] in "DNR"
                return _content(line, group.after if whom else at, stop, frame, rules)
            near = near and line.parts[at] != "P"
        following = pass_over(line, at, stop, short)
        if following == at and person:
            addressed, following = True, max(phrase_end(line, at, stop), at + told)
        if following == at:
            return None
        at = following
    return None


def limit(line: Line, at: int) -> int:
    """Where what belongs to the token at ``at`` must stop: the close of its quotation, else the end of the line."""
    if line.quote[at] < 0:
        return len(line.parts)
    end = quote_end(line, at, len(line.parts))
    return end - 1 if line.parts[end - 1] == "»" else end


def _content(line: Line, at: int, stop: int, frame: str, rules: VerbRules) -> Phrase:
    start = at + (frame == "colon")
    if line.parts[start : start + 1] == "«" and frame in ("colon", "quoted"):
        end = quote_end(line, start, stop)
        if frame == "colon" or "V" in line.parts[start:end] or end >= stop or line.parts[end] in ".,:":
            return Phrase(start, end, frame)
    return Phrase(start, clause_end(line, start, stop, rules, frame in _CLAUSE), frame)


def quote_end(line: Line, opening: int, stop: int) -> int:
    """The token behind the closing mark of the quotation that opens at ``opening``."""
    number = line.quote[opening]
    i = opening
    while i < stop and line.quote[i] == number:
        i += 1
    return i


def clause_start(line: Line, at: int) -> int:
    """The start of the sentence (or quotation, or clause behind a semicolon) that holds ``at``."""
    i = at - 1
    own = line.quote[at]
    while i >= 0:
        if heading_ends(line, i):
            return i + 1
        if line.parts[i] == "»" and line.quote[i] != own:
            i = line.parts.rfind("«", 0, i)
        elif line.parts[i] == ")":
            i = max(line.parts.rfind("(", 0, i), 0)
        elif line.norms[i] in ".!?…•" or line.parts[i] == "«" or (line.parts[i] == "(" and i < at - 1):
            return i + 1
        i -= 1
    return 0


def clause_end(line: Line, start: int, stop: int, rules: VerbRules, clause: bool) -> int:
    """The end (exclusive) of a clause or noun phrase from ``start`` on: the line's end, less what trails behind."""
    i = start
    while i < stop:
        part = line.parts[i]
        if part == "«":
            i = quote_end(line, i, stop)
            continue
        closing = line.parts.find(")", i, stop) if part == "(" else _paired_dash(line, i, stop) if part == "-" else 0
        if closing > 0:
            i = closing
        elif (
            (part in ":)" and line.norms[i] in ")];")
            or (part == "." and line.norms[i] in "!?.…" and i > start + 2)
            or (part == "-" and line.norms[i] not in "-" and i > start)
            or (part == "," and _trails(line, i, start, stop, rules, clause))
            or (part == "C" and i > start and _new_verb(line, i, start, rules, clause))
            or (not clause and i > start and line.is_(i, "object_end"))
        ):
            break
        i += 1
    return trim(line, start, i)


def _paired_dash(line: Line, at: int, stop: int) -> int:
    """The dash that closes an aside opened at ``at``; 0 if there is none."""
    for i in range(at + 2, min(at + 25, stop)):
        if line.norms[i] == line.norms[at] and line.tokens[i - 1].end < line.tokens[i].start:
            return i if i + 1 < stop else 0
    return 0


def trim(line: Line, start: int, end: int) -> int:
    """Leave off closing punctuation."""
    while end > start and line.parts[end - 1] in ",.:-C":
        end -= 1
    return end


def _trails(line: Line, comma: int, start: int, stop: int, rules: VerbRules, clause: bool) -> bool:
    """Whether a comma begins something incidental that goes on to the end, or a reporting clause."""
    at = comma + 1
    if at >= stop:
        return True
    part, that = line.parts[at], line.is_(at, "that")
    if clause and (line.is_(comma - 1, "have") or not set("VI") & set(line.parts[start:comma])):
        return False
    if line.starts(at, "source_preposition") or line.starts(at, "clause_cut") or _reporting(line, at, stop, rules):
        return True
    if part == "C":
        return _new_verb(line, at, start, rules, clause)
    rest = next_comma(line, at, stop)
    if line.parts[at : at + 2] == "PQ" or (line.is_(at, "relative") and not that):
        return line.parts[rest + 1 : rest + 2] != "C" or line.word(rest + 2) != line.norms[start]
    last = rest >= stop - 1
    if part in "GK" and (last or (part == "G" and _simple(line.norms[at], rules))):
        return True
    listed = "C" in line.parts[at : min(at + 12, stop)]
    if part in "DN" and last:
        return not listed and ("V" not in line.parts[at:stop] or bool(set("QS") & set(line.parts[at:stop])))
    return not clause and part in "PBSR" and not listed


def next_comma(line: Line, at: int, stop: int) -> int:
    """The next comma at this level, or the end."""
    i = at
    while i < stop:
        if line.parts[i] == "«" and i > at:
            i = quote_end(line, i, stop)
            continue
        if line.parts[i] == ",":
            return i
        i += 1
    return stop


def _reporting(line: Line, at: int, stop: int, rules: VerbRules) -> bool:
    """Whether a reporting clause («a-t-il dit», «précise X», «comme l'a dit X») begins at ``at``."""
    first = at + (line.norms[at] in ("comme", "as"))
    for i in range(first, min(first + 5, stop)):
        if _simple(line.norms[i], rules) and line.parts[i] in "VK":
            return True
        if not (line.parts[i] in "VB-" or line.is_(i, "inverted") or line.is_(i, "clitic")):
            return False
    return False


def _new_verb(line: Line, at: int, start: int, rules: VerbRules, clause: bool) -> bool:
    """«et a appelé …», «mais note que …», «et appelé à …»: a coordinated verb with no subject of its own."""
    finite = False
    bare = not {"V", "S", "Q"} & set(line.parts[start:at])
    some = line.norms[start] in ("d'", "de") and line.parts[start + 1] == "A"  # «d'anciens ministres et …»
    subject = clause and (line.parts[start] in "DNRA«" or some)  # «Selon X, l'un et l'autre …»
    if bare and not subject and (end := phrase_end(line, at + 1, len(line.parts))) > at + 1:
        end += len(line.parts[end:]) - len(line.parts[end:].lstrip("B"))
        while any(line.is_(end, key) for key in ("clitic", "reflexive", "negator")):
            end += 1
        if line.parts[end : end + 1] == "V":
            return True
    for i in range(at + 1, min(at + 7, len(line.parts))):
        part = line.parts[i]
        if bare and part == "V":
            return True
        if line.is_(i, "have") or line.is_(i, "be"):
            finite = True
            continue
        if _simple(line.norms[i], rules) and part in ("VK" if finite or not clause else "V"):
            return True
        if part == "K" and clause and line.norms[i] in rules.by_form and line.norms[at] in ("et", "and"):
            return not any(line.is_(j, "have") for j in range(start, i))
        if part != "B" and not line.is_(i, "clitic"):
            return part == "V" and not clause
    return False


def _simple(norm: str, rules: VerbRules) -> bool:
    """Whether a form is that of a verb that ascribes without further words."""
    return any(not rule.tail for rule, _ in rules.by_form.get(norm, ()))


def main_verb(line: Line, start: int, end: int) -> int:
    """Where the verb begins whose subject the noun is («la menace de fermer le port | inquiète»); else ``end``."""
    owed = 0  # clauses opened, «que» and relatives, that still want their verb
    for i in range(start, end):
        if line.quote[i] != line.quote[start]:
            continue
        if line.parts[i] in "QS" or line.is_(i, "that"):
            owed += 1
        elif line.parts[i] == "V" and "C" not in line.parts[max(start, i - 3) : i]:
            if not owed and i > start + 1:
                while line.is_(i - 1, "negator") or line.is_(i - 1, "clitic") or line.is_(i - 1, "reflexive"):
                    i -= 1
                return i
            owed = max(0, owed - (line.parts[i - 1] != "V"))
    return end
