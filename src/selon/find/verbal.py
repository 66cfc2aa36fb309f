"""Attributions by a verb: complements, passives, participles, citations; incises stand in ``incises``."""

from __future__ import annotations

from dataclasses import replace

from selon.find.contents import Content, clause_end, complement, limit, quote_end
from selon.find.found import Found, act_of
from selon.find.grammar import Line
from selon.find.groups import Phrase, phrase_end, with_apposition
from selon.find.incises import closed_left, incise_likely, incise_of, subject_incise
from selon.find.subjects import phrase_before, subject_before, subject_behind
from selon.find.verbs import Group, VerbRules
from selon.model import Span


def by_verb(line: Line, before: Line | None, groups: list[Group], rules: VerbRules) -> list[Found]:
    """The attributions whose cue is a verb of the line; ``before`` is the line before in the same block."""
    found: list[Found] = []
    for number, group in enumerate(groups):
        result = _cited(line, group, found, rules) if "cite" in group.rule.frames else None
        result = result or _one(line, group, groups[:number], rules) or _bare_denial(line, before, group, found)
        if result is not None and not _own_words(line, group, result):
            found.append(result)
    return found


def _one(line: Line, group: Group, earlier: list[Group], rules: VerbRules) -> Found | None:
    if group.passive and (verb := _shared_auxiliary(line, group)) is not None:
        group = replace(group, passive=False, kind="participle")
    elif group.passive:
        return _passive(line, group, rules)
    else:
        verb = None
    without = group.left > 0 and line.norms[group.left - 1] in ("sans", "without")
    if "npn" in group.rule.frames and not (group.negated or without):
        return None
    if group.kind == "infinitive" and not _stated_infinitive(line, group):
        return None
    if group.left > 1 and line.norms[group.left - 2 : group.left] in (("ce", "qu'"), ("ce", "que")):
        return _anaphor(line, group)
    if group.left > 0 and line.norms[group.left - 1] in ("comme", "as") and group.clitic is not None:
        return _as_said(line, group)
    if group.kind == "finite" and not group.negated and _modal(line, group):
        return None
    content = None if group.pronoun is not None and closed_left(line, group) else complement(line, group, rules)
    if content is None or (group.kind == "finite" and content.frame in ("np", "zero") and incise_likely(line, group)):
        incise = incise_of(line, group)
        if incise is not None or content is not None:
            return incise
    if content is None or content.frame in ("zero", "np", "quoted", "quotex"):
        trailing = subject_incise(line, group, content)
        if trailing is not None:
            return trailing
    if content is None:
        return _anaphor(line, group)
    source = subject_before(line, _start(line, verb)) if verb is not None else _source(line, group, earlier)
    if source is None and group.kind != "gerund":
        return None
    end = content.end
    if end <= content.start:
        return None
    return Found(
        (line.span(source.start, source.end - 1),) if source else (),
        _cue(line, group),
        (line.span(content.start, end - 1),),
        act_of(line, group, content),
        group.rule.place,
    )


def _shared_auxiliary(line: Line, group: Group) -> int | None:
    """«a salué X et appelé à Y»: the auxiliary that a bare participle behind a conjunction shares."""
    at = group.left - 1
    while at >= 0 and line.parts[at] == "B":
        at -= 1
    if group.auxiliary or at < 1 or line.parts[at] != "C":
        return None
    for i in range(at - 1, -1, -1):
        if line.parts[i] == "V" and line.quote[i] == line.quote[group.head]:
            return i if line.is_(i, "have") else None
    return None


def _stated_infinitive(line: Line, group: Group) -> bool:
    """An infinitive ascribes only behind «sans», behind «pour» with a verb of judgement, or behind a verb of saying."""
    before = line.norms[group.left - 1] if group.left else ""
    if before in ("sans", "without"):
        return group.rule.act in ("assert", "confirm")
    if before in ("après", "after"):
        return group.auxiliary
    if before in ("pour", "to"):
        return line.is_(group.head, "judging")
    return group.rule.act == "want" and group.left > 0 and line.parts[group.left - 1] == "V"


def _own_words(line: Line, group: Group, found: Found) -> bool:
    """Verbs inside a quotation of a whole sentence are the speaker's own words: kept only for another's act."""
    number = line.quote[group.head]
    if number < 0:
        return _nobody(line, group, found)
    inside = [i for i, q in enumerate(line.quote) if q == number]
    if len(inside) < 8 and inside[-1] < len(line.parts) - 1:
        return False
    if group.kind != "finite" or not found.source:
        return True
    subject = next((n for n, t in zip(line.norms, line.tokens, strict=True) if t.start == found.source[0].start), "")
    if subject in ("je", "j'", "nous", "i", "we"):
        return not (group.auxiliary and group.rule.act in ("assert", "ask", "propose"))
    return subject in ("on", "vous", "tu", "ce", "cela", "ça", "qui", "you", "it", "who", "that", "which")


def _nobody(line: Line, group: Group, found: Found) -> bool:
    """«on note que», «qui veut dire que»: nobody in particular speaks."""
    source = found.source[0] if found.source else None
    norm = next((n for n, t in zip(line.norms, line.tokens, strict=True) if source and source == (t.start, t.end)), "")
    return norm in ("on", "cela", "ceci", "ça", "ce") and group.pronoun is None


def _cited(line: Line, group: Group, found: list[Found], rules: VerbRules) -> Found | None:
    """«…, a dit X, cité par Y» (all of it is Y's) and «…, écrit Y en citant X» (the same content is X's)."""
    stop = limit(line, group.head)
    agent = _agent(line, group, stop) if group.passive else None
    if agent is not None and (framed := _cited_subject(line, group, agent, rules, stop)):
        return Found((line.span(agent.start, agent.end - 1),), group.cue, framed, "assert", group.rule.place)
    if not found:
        return None
    last = found[-1]
    if agent is not None:
        spans = (*last.source, *last.cue, *last.content)
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        if end < line.tokens[group.head].start:
            return Found(
                (line.span(agent.start, agent.end - 1),), group.cue, (Span(start, end),), "assert", group.rule.place
            )
    if group.kind == "gerund":
        end = phrase_end(line, group.after, stop)
        if end > group.after:
            end = with_apposition(line, group.after, end, stop)
            return Found((line.span(group.after, end - 1),), group.cue, last.content, "assert", group.rule.place)
    return None


def _bare_denial(line: Line, before: Line | None, group: Group, found: list[Found]) -> Found | None:
    """«…, mais Varne dément.»: what is denied is what was ascribed, or stands, right before."""
    if "bare" not in group.rule.frames or group.kind != "finite" or group.negated or group.passive:
        return None
    if line.parts[group.after : group.after + 1] not in ("", ".", ",", "C"):
        return None
    subject = subject_before(line, group.left)
    if subject is None:
        return None
    left = subject.start
    while left > 0 and line.parts[left - 1] in ",CB":
        left -= 1
    if found and left > 0:
        content = found[-1].content
    elif "V" in line.parts[:left]:
        content = (line.span(0, left - 1),)
    elif before is not None and left == 0:
        content = (before.span(0, len(before.parts) - 1 - (before.norms[-1] == ".")),)
    else:
        return None
    source = (line.span(subject.start, subject.end - 1),)
    return Found(source, group.cue, content, act_of(line, group, None), group.rule.place)


def _cited_subject(line: Line, group: Group, agent: Phrase, rules: VerbRules, stop: int) -> tuple[Span, ...]:
    """«Cité par Y, X a dit …» and «X, cité par Y, a dit …»: the clause of X around the citation."""
    if agent.end + 1 >= stop or line.parts[agent.end] != ",":
        return ()
    end = clause_end(line, agent.end + 1, stop, rules, True)
    if end <= agent.end + 1 or "V" not in line.parts[agent.end + 1 : end]:
        return ()
    rest = line.span(agent.end + 1, end - 1)
    if group.left == 0 or line.parts[group.left - 1] == ".":
        return (rest,)
    subject = subject_before(line, group.left - 1) if line.parts[group.left - 1] == "," else None
    if subject is None or line.parts[agent.end + 1] not in "VB":
        return ()
    return (line.span(subject.start, subject.end - 1), rest)


def _cue(line: Line, group: Group) -> tuple[Span, ...]:
    if group.kind == "infinitive" and group.left and line.norms[group.left - 1] == "sans":
        return (Span(line.tokens[group.left - 1].start, group.cue[0].end), *group.cue[1:])
    return group.cue


def _source(line: Line, group: Group, earlier: list[Group]) -> Phrase | None:
    """The subject: inverted pronoun, the phrase before a finite verb, or that of the verb a gerund hangs on."""
    if group.pronoun is not None:
        return Phrase(group.pronoun, group.pronoun + 1)
    if group.kind == "finite":
        return subject_before(line, group.left)
    return _governor(line, group, earlier)


def _governor(line: Line, group: Group, earlier: list[Group]) -> Phrase | None:
    for other in reversed(earlier):
        if line.quote[other.head] == line.quote[group.head] and not other.passive:
            phrase = _inverted(line, other) or _source(line, other, [])
            if phrase is not None:
                return phrase
    at = group.left - 1
    while at >= 0:
        if line.parts[at] == "»":
            at = line.parts.rfind("«", 0, at)
        elif line.parts[at] == "V":
            phrase = subject_before(line, _start(line, at))
            if phrase is not None:
                return phrase
        at -= 1
    for at in range(group.after, limit(line, group.head)):
        if line.parts[at] == "V":
            return subject_before(line, _start(line, at))
    return None


def _start(line: Line, verb: int) -> int:
    at = verb
    while at > 0 and (
        line.is_(at - 1, "clitic")
        or line.is_(at - 1, "reflexive")
        or line.is_(at - 1, "negator")
        or line.parts[at - 1] == "V"
    ):
        at -= 1
    return at


def _inverted(line: Line, group: Group) -> Phrase | None:
    return subject_behind(line, group.after, limit(line, group.head)) if closed_left(line, group) else None


def _anaphor(line: Line, group: Group) -> Found | None:
    """«l'a démenti», «ce qu'affirme X»: what is said is a pronoun."""
    content = group.clitic
    if content is None and group.left > 1 and line.is_(group.left - 1, "that") and line.norms[group.left - 2] == "ce":
        content = group.left - 2
    if group.kind != "finite" or content is None or not group.rule.frames & {"np", "que"}:
        return None
    like = group.left > 0 and line.norms[group.left - 1] in ("comme", "as")
    source = subject_before(line, group.left) if group.clitic is not None and not like else None
    if source is None:
        source = subject_behind(line, group.after, limit(line, group.head))
    if source is None:
        return None
    return Found(
        (line.span(source.start, source.end - 1),), group.cue, (line.span(content, content),),
        act_of(line, group, None), group.rule.place,
    )  # fmt: skip


def _as_said(line: Line, group: Group) -> Found | None:
    """«comme l'a dit X, «…»»: the quotation behind it; «comme l'exige X»: the pronoun."""
    stop = limit(line, group.head)
    subject = subject_behind(line, group.after, stop)
    if subject is None or line.parts[subject.end : subject.end + 2] != ",«":
        return _anaphor(line, group)
    content = line.span(subject.end + 1, quote_end(line, subject.end + 1, stop) - 1)
    source = (line.span(subject.start, subject.end - 1),)
    return Found(source, group.cue, (content,), act_of(line, group, None), group.rule.place)


def _modal(line: Line, group: Group) -> bool:
    """Whether the group is a French modal with an infinitive («peut dire», «veut dire»), which states nothing yet."""
    return line.grammar.language == "fr" and any(line.is_(i, "modal") for i in range(group.left, group.head))


def _passive(line: Line, group: Group, rules: VerbRules) -> Found | None:
    """«niées par X», «a été annoncé par X», «est accusé de …», «n'a pas été précisé»."""
    agent = _agent(line, group, limit(line, group.head))
    content = _passive_content(line, group, rules, agent is not None)
    if content is None:
        return None
    source = (line.span(agent.start, agent.end - 1),) if agent else ()
    spans = (line.span(content.start, content.end - 1),)
    return Found(source, group.cue, spans, act_of(line, group, content), group.rule.place)


def _passive_content(line: Line, group: Group, rules: VerbRules, agent: bool) -> Content | None:
    frames = group.rule.frames
    impersonal = "que" in frames and group.left > 0 and line.norms[group.left - 1] in ("il", "it")
    silent = group.negated and group.auxiliary and frames & {"npn", "si", "silent"}
    subject: Phrase | None = None
    if frames & {"xde", "xdeq"}:
        found = complement(line, group, rules)
        return found if found is not None and found.frame in ("g", "quoted") else None
    if group.auxiliary and "to" in frames and (found := complement(line, group, rules)) and found.frame == "to":
        return found
    if agent and frames & {"np", "que", "npd"} and "active" not in frames:
        subject = _passive_subject(line, group)
    elif silent:
        subject = subject_before(line, group.left)
        subject = None if subject is not None and line.parts[subject.start] == "R" else subject
    elif impersonal:
        found = complement(line, group, rules)
        return found if found is not None and found.frame == "que" else None
    return Content(subject.start, subject.end, "np") if subject else None


def _agent(line: Line, group: Group, stop: int) -> Phrase | None:
    for at in range(group.after, min(group.after + 6, stop)):
        if line.is_(at, "agent"):
            end = phrase_end(line, at + 1, stop)
            return Phrase(at + 1, with_apposition(line, at + 1, end, stop)) if end > at + 1 else None
        if line.parts[at] in ".:V,":
            return None
    return None


def _passive_subject(line: Line, group: Group) -> Phrase | None:
    if group.auxiliary:
        return subject_before(line, group.left)
    at = group.left - 1
    while at >= 0 and line.parts[at] == "B":
        at -= 1
    if at < 0 or line.parts[at] not in "NA»,":
        return None
    return phrase_before(line, at if line.parts[at] == "," else at + 1)
