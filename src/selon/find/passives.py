"""Attributions by a passive: «niées par X», «a été annoncé par X», «est accusé de …», «n'a pas été précisé»."""

from __future__ import annotations

from selon.find.contents import complement, limit
from selon.find.found import Found, ascribe
from selon.find.grammar import Line, Phrase
from selon.find.groups import phrase_end, with_apposition
from selon.find.subjects import phrase_before, subject_before
from selon.find.verbs import Group, VerbRules


def by_passive(line: Line, group: Group, rules: VerbRules) -> Found | None:
    """The attribution of a passive group: to its agent, or to nobody."""
    agent = agent_of(line, group)
    content = _content(line, group, rules, agent is not None)
    return ascribe(line, group, agent, content) if content is not None else None


def _content(line: Line, group: Group, rules: VerbRules, agent: bool) -> Phrase | None:
    frames = group.rule.frames
    found = complement(line, group, rules)
    frame = found.frame if found else ""
    if frames & {"xde", "xdeq"}:
        return found if frame in ("g", "quoted") else None
    if group.auxiliary and frame == "to":
        return found
    if agent and frames & {"np", "que", "npd"} and "active" not in frames:
        return _subject(line, group)
    if group.negated and group.auxiliary and frames & {"npn", "si", "silent"}:
        subject = subject_before(line, group.left)
        return subject if subject is not None and line.parts[subject.start] != "R" else None
    return found if frame == "que" and line.word(group.left - 1) in ("il", "it") else None


def agent_of(line: Line, group: Group) -> Phrase | None:
    """Who does what a passive tells: «par X» right behind it."""
    stop = limit(line, group.head)
    for at in range(group.after, min(group.after + 6, stop)):
        if line.is_(at, "agent"):
            end = phrase_end(line, at + 1, stop)
            return Phrase(at + 1, with_apposition(line, at + 1, end, stop)) if end > at + 1 else None
        if line.parts[at] in ".:V,":
            return None
    return None


def _subject(line: Line, group: Group) -> Phrase | None:
    if group.auxiliary:
        return subject_before(line, group.left)
    at = line.left(group.left - 1)
    if at < 0 or line.parts[at] not in "NA»,":
        return None
    return phrase_before(line, at if line.parts[at] == "," else at + 1)
