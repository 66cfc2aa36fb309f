"""Incises: a verb of saying set into its content, or behind it («…, a déclaré X», «…», X said»)."""

from dataclasses import replace

from selon.find.contents import clause_start, limit, quote_end, trim
from selon.find.found import Found, ascribe
from selon.find.grammar import Line, Phrase
from selon.find.groups import over_date, phrase_end
from selon.find.subjects import before_aside, speaks, subject_before, subject_behind
from selon.find.verbs import Group
from selon.model import Span


def closed_left(line: Line, group: Group) -> bool:
    """Whether a comma, a closing mark or a bracket stands right before the group."""
    at = _adverbs_left(line, group.left)
    return at >= 0 and line.parts[at] in ",»-(."


def _adverbs_left(line: Line, left: int) -> int:
    at = line.left(left - 1)
    return at - (line.word(at) in ("comme", "as"))


def incise_likely(line: Line, group: Group, content: Phrase) -> bool:
    """«…, dénonce la ministre»: what stands left is a closed quotation or has a finite verb."""
    at = _adverbs_left(line, group.left)
    if at > 0 and line.parts[at] == "," and line.parts[content.start] == "N" and line.grammar.language == "fr":
        return True  # an object has a determiner
    if at < 0 or line.parts[at] not in ",»-" or line.parts[before_aside(line, at)] == "Q":
        return False
    start = clause_start(line, at)
    closing = line.parts.rfind("»", max(0, at - 2), at + 1)
    left = line.parts[start:at]
    return (
        _main_verb(line, start, at + 1)
        or "V" in line.parts[max(0, line.parts.rfind("«", 0, closing)) : max(closing, 0)]
        or (bool(left) and "," not in left and "»" not in left and left[0] not in "PBGK")
    )


def _main_verb(line: Line, start: int, end: int) -> bool:
    """Whether a finite verb stands between, in a main clause or in a quotation."""
    subordinate = False
    for i in range(start, end):
        if line.parts[i] in "QS":
            subordinate = True
        elif line.parts[i] in ",«":
            subordinate = False
        elif line.parts[i] == "V" and not subordinate:
            return True
    return False


def incise_of(line: Line, group: Group) -> Found | None:
    """A clause or quotation to the left (and beyond) with the verb and its subject set into it or behind it."""
    if not group.rule.frames & {"quote", "quotex"} or group.kind != "finite":
        return None
    if not closed_left(line, group) and group.pronoun is None:
        return None
    stop = limit(line, group.head)
    if group.pronoun is not None:
        subject = Phrase(group.pronoun, group.pronoun + 1)
        after = group.after
        if line.norms[group.pronoun] == "on":
            subject = _heard_from(line, after, stop) or subject
            after = max(after, subject.end)
    else:
        behind = subject_behind(line, group.after, stop)
        quoted = "»" in line.parts[max(0, group.left - 3) : group.left]
        if behind is None or ("quotex" in group.rule.frames and not quoted):
            return None
        subject, after = behind, behind.end
    return ascribe(line, group, subject, _around(line, group, max(after, group.after), stop))


def _heard_from(line: Line, at: int, stop: int) -> Phrase | None:
    """«a-t-on appris de source sûre», «auprès du parquet», «lit-on dans la lettre»: those are the source."""
    at = over_date(line, at, stop)
    near = line.word(at) == "auprès"
    if not near and (at >= stop or line.norms[at] not in ("de", "dans")):
        return None
    start = at + 1 + near
    end = phrase_end(line, start, stop)
    return Phrase(start, end) if end > start and over_date(line, start, stop) == start else None


def subject_incise(line: Line, group: Group, content: Phrase | None) -> Found | None:
    """«…», X said; «…, X said»: the content stands before the subject."""
    if group.kind != "finite" or not group.rule.frames & {"quote", "quotex", "zero"}:
        return None
    subject = subject_before(line, group.left)
    if subject is None or subject.start == 0:
        return None
    mark = line.parts[subject.start - 1]
    quoted = mark == "»" or line.parts[max(0, subject.start - 2) : subject.start] == "»,"
    if quoted and content is not None and content.frame == "zero":
        quoted = speaks(line, line.parts.rfind("«", 0, subject.start), subject.start - 1)
    if not quoted and (mark != "," or content is not None or not _said_last(line, group)):
        return None
    stop = limit(line, group.head)
    midway = line.parts[group.after : group.after + 1] == "," and "V" in line.parts[group.after : stop]
    if not (quoted or midway or _main_verb(line, clause_start(line, subject.start - 1), subject.start)):
        return None
    return ascribe(line, group, subject, _around(line, replace(group, left=subject.start), group.after, stop))


def _said_last(line: Line, group: Group) -> bool:
    """Whether nothing that could be a content follows the verb."""
    after = group.after + (line.is_(group.head, "told") and line.parts[group.after] == "R")  # «…, X told us»
    return line.parts[after : after + 1] in ("", ".", ",", "P", "B", "N", "»")


def _around(line: Line, group: Group, after: int, stop: int) -> tuple[Span, ...]:
    """The spans of a content around an incise that reaches to ``after``."""
    comma = _adverbs_left(line, group.left)
    end = comma + 1 if line.parts[comma] not in ",-(" else comma
    start = _left_start(line, end)
    left = line.span(start, end - 1)
    right = _right(line, start, end, after, stop)
    if right is None:
        return (left,)
    return (right,) if set(line.parts[start:end]) <= set("BC,") else (left, right)


def _left_start(line: Line, end: int) -> int:
    """Where the content left of an incise begins: its quotation, with the words of the same clause before it."""
    start = clause_start(line, end)
    opening = line.parts.rfind("«", 0, end) if "»" in line.parts[end - 2 : end] else -1
    if opening >= 0:
        start = clause_start(line, opening)
        start = opening if ":" in line.parts[start:opening] else start
    while start < end - 1 and line.parts[start] in "C,-":
        start += 1
    return start


def _right(line: Line, start: int, end: int, after: int, stop: int) -> Span | None:
    """The rest of the content behind the incise, if the left part is no whole clause."""
    if line.grammar.language == "en" and (further := _resumed(line, start, end, after, stop)):
        return further
    if after + 1 >= stop or line.parts[after] != ",":
        return None
    at = after + 1
    inside = line.quote[end - 1] >= 0 and line.quote[at] == line.quote[end - 1]
    left = line.parts[start:end]
    if "»" in left[-2:] and not inside and "," not in left[-3:]:
        return None
    if "V" in left and not inside and line.parts[at] != "«":
        return None
    return line.span(at, trim(line, at, stop) - 1)


def _resumed(line: Line, start: int, end: int, after: int, stop: int) -> Span | None:
    """English: «"…," X said at the port, "but …"», "When it rains, X said, the port …", "…, X said, because …"."""
    left = line.parts[start:end].rstrip("~")
    if left.endswith("»"):
        at = line.parts.find("«", after, stop)
        between = line.parts[after:at].rstrip("C")
        if not between.endswith(",") or set(between) - set("PDNAB,"):
            return None
        return line.span(after + len(between), quote_end(line, at, stop) - 1)
    at = after + 1
    if at >= stop or line.parts[after] != ",":
        return None
    if left[:1] != "S" and line.parts[at] != "S" and line.norms[at] != "including":
        return None
    return line.span(at, trim(line, at, stop) - 1)
