"""What is ascribed: where a content begins behind its cue, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from selon.find.frames import frame_at, pass_over
from selon.find.grammar import Line
from selon.find.groups import phrase_end
from selon.find.verbs import Group, VerbRules

_CLAUSE = frozenset({"que", "si", "de", "inf", "à", "colon", "to", "zero"})


@dataclass(frozen=True, slots=True)
class Content:
    """Token numbers (``end`` exclusive) of a content and the frame that found it."""

    start: int
    end: int
    frame: str


def complement(line: Line, group: Group, rules: VerbRules) -> Content | None:
    """The content behind a verb, by the first of its frames that fits; addressees and times are passed over."""
    return _complement(line, group, rules, False) or _complement(line, group, rules, True)


def _complement(line: Line, group: Group, rules: VerbRules, short: bool) -> Content | None:
    stop = limit(line, group.head)
    at = group.after
    near = True
    addressed = not group.rule.frames & {"à", "de", "to"} or group.rule.act not in (
        "demand",
        "propose",
        "believe",
        "threaten",
    )
    addressed = addressed and not line.is_(group.head, "told")
    for _ in range(10):
        if at >= stop:
            return None
        if not addressed and line.is_(group.head, "told") and line.parts[at] in "DNR" and not line.is_(at, "that"):
            addressed, at = True, max(phrase_end(line, at, stop), at + 1)
            continue
        frame = frame_at(line, at, stop, group, near or short)
        if frame:
            return _content(line, at, stop, frame, rules, group)
        near = near and line.parts[at] != "P"
        following = pass_over(line, at, stop, short)
        if following == at and not addressed and line.parts[at] in "DNR":
            addressed, following = True, phrase_end(line, at, stop)
        if following == at:
            return None
        at = following
    return None


def limit(line: Line, at: int) -> int:
    """Where what belongs to the token at ``at`` must stop: the close of its quotation, else the end of the line."""
    if line.quote[at] < 0:
        return len(line.parts)
    i = at
    while i < len(line.parts) and line.quote[i] == line.quote[at]:
        i += 1
    return i - 1 if line.parts[i - 1] == "»" else i


def _content(line: Line, at: int, stop: int, frame: str, rules: VerbRules, group: Group) -> Content:
    if frame == "colon":
        start = at + 1
        if start < stop and line.parts[start] == "«":
            return Content(start, quote_end(line, start, stop), "colon")
        return Content(start, clause_end(line, start, stop, rules, True), "colon")
    if frame == "quoted":
        end = quote_end(line, at, stop)
        long = "V" in line.parts[at:end] or end - at > 12
        if long or end >= stop or line.parts[end] in ".,:":
            return Content(at, end, "quoted")
        return Content(at, clause_end(line, at, stop, rules, False), "quoted")
    return Content(at, clause_end(line, at, stop, rules, frame in _CLAUSE), frame)


def quote_end(line: Line, opening: int, stop: int) -> int:
    """The token behind the closing mark of the quotation that opens at ``opening``."""
    number = line.quote[opening]
    i = opening
    while i < stop and line.quote[i] == number:
        i += 1
    return i


def clause_end(line: Line, start: int, stop: int, rules: VerbRules, clause: bool) -> int:
    """The end (exclusive) of a clause or noun phrase from ``start`` on: the line's end, less what trails behind."""
    i = start
    own = line.quote[start] if line.parts[start] != "«" else -1
    while i < stop:
        part = line.parts[i]
        if part == "«" and line.quote[i] != own:
            i = quote_end(line, i, stop)
            continue
        closing = line.parts.find(")", i, stop) if part == "(" else _paired_dash(line, i, stop) if part == "-" else 0
        if closing > 0:
            i = closing
        elif (
            (part in ":)" and line.norms[i] in ")];")
            or (part == "." and line.norms[i] in "!?.…" and (own < 0 or i > start + 2))
            or (part == "-" and line.norms[i] not in "-" and i > start)
            or (part == "," and _trails(line, i, start, stop, rules, clause))
            or (part == "C" and i > start and _new_verb(line, i, start, rules, clause))
        ):
            break
        elif part == "G" and not clause and i > start and line.norms[i - 1] == "en":
            return trim(line, start, i - 1)
        i += 1
    return trim(line, start, i)


def _paired_dash(line: Line, at: int, stop: int) -> int:
    """The dash that closes an aside opened at ``at``; 0 if there is none."""
    if at == 0 or line.tokens[at - 1].end == line.tokens[at].start:
        return 0
    for i in range(at + 2, min(at + 25, stop)):
        if line.parts[i] in ".:":
            return 0
        if line.norms[i] == line.norms[at] and line.tokens[i - 1].end < line.tokens[i].start:
            return i if i + 1 < stop else 0
    return 0


def trim(line: Line, start: int, end: int) -> int:
    """Leave off closing punctuation."""
    while end > start and (
        (line.parts[end - 1] in ",.:-C" and line.quote[end - 1] < 0) or line.parts[end - 1] in ",-C"
    ):
        end -= 1
    return end


def _trails(line: Line, comma: int, start: int, stop: int, rules: VerbRules, clause: bool) -> bool:
    """Whether a comma begins something incidental that goes on to the end, or a reporting clause."""
    at = comma + 1
    if at >= stop:
        return True
    if clause and "V" not in line.parts[start:comma] and "I" not in line.parts[start:comma]:
        return False
    if line.is_(at, "that") and clause:
        return line.is_(at, "relative") and False
    if line.parts[at] == "C" and at + 1 < stop and line.is_(at + 1, "that"):
        return False
    if line.starts(at, "source_preposition") or line.starts(at, "clause_cut"):
        return True
    if _reporting(line, at, stop, rules):
        return True
    rest = next_comma(line, at, stop)
    if line.parts[at] == "C":
        return _new_verb(line, at, start, rules, clause) or (clause and _new_clause(line, at, rest))
    if line.parts[at] in "Q" or (line.is_(at, "relative") and not line.is_(at, "that")):
        return True
    if line.parts[at] == "P" and line.parts[at + 1 : at + 2] == "Q":
        return True
    if line.parts[comma - 1] == "»" and "«" in line.parts[at : at + 4]:
        return False
    if line.parts[at] in "GK" and rest >= stop - 1:
        return True
    if line.parts[at] in "DN" and rest >= stop - 1:
        return _apposition(line, comma, at, stop)
    return not clause and line.parts[at] in "PBSR" and not _enumerates(line, at, stop)


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


def _apposition(line: Line, comma: int, at: int, stop: int) -> bool:
    """A noun phrase up to the end with no verb of its own: in apposition, unless it goes on a list."""
    if "V" in line.parts[at:stop] and not any(p in "QS" for p in line.parts[at:stop]):
        return False
    return not _enumerates(line, at, stop)


def _enumerates(line: Line, at: int, stop: int) -> bool:
    return "C" in line.parts[at : min(at + 12, stop)]


def _new_clause(line: Line, at: int, stop: int) -> bool:
    """«, mais Y fait …»: a conjunction with a subject and a verb of its own."""
    return line.norms[at] in ("mais", "or", "but") and "V" in line.parts[at:stop]


def _reporting(line: Line, at: int, stop: int, rules: VerbRules) -> bool:
    """Whether a reporting clause («a-t-il dit», «précise X», «comme l'a dit X») begins at ``at``."""
    first = at + (line.norms[at] in ("comme", "as"))
    for i in range(first, min(first + 5, stop)):
        if _simple(line.norms[i], rules) and line.parts[i] in "VK":
            return True
        if not (line.parts[i] in "VB-" or line.is_(i, "clitic") or line.is_(i, "inverted") or line.is_(i, "reflexive")):
            return False
    return False


def _new_verb(line: Line, at: int, start: int, rules: VerbRules, clause: bool) -> bool:
    """«et a appelé …», «mais note que …»: a coordinated verb with no subject of its own."""
    finite = False
    for i in range(at + 1, min(at + 7, len(line.parts))):
        norm, part = line.norms[i], line.parts[i]
        if line.is_(i, "have") or line.is_(i, "be"):
            finite = True
        elif _simple(norm, rules) and part in ("VK" if finite or not clause else "V"):
            return True
        elif part == "V":
            return not clause
        elif part == "K" and norm in rules.by_form:
            return line.norms[at] in ("et", "and") and clause and _said_more(line, i, start)
        elif not (part == "B" or line.is_(i, "clitic") or line.is_(i, "reflexive") or line.is_(i, "negator")):
            return False
    return False


def _said_more(line: Line, at: int, start: int) -> bool:
    """«et appelé à …», «et ajouté que …»: a bare participle that shares the auxiliary of the verb of saying."""
    if at + 1 >= len(line.parts):
        return False
    if not any(line.is_(i, "have") for i in range(start, at)):
        return True
    return line.is_(at + 1, "that") or line.parts[at + 1] == "«" or line.is_(at + 1, "to")


def _simple(norm: str, rules: VerbRules) -> bool:
    """Whether a form is that of a verb that ascribes without further words."""
    return any(not rule.tail for rule, _ in rules.by_form.get(norm, ()))
