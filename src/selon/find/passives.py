"""Attributions by a passive: «niées par X», «a été annoncé par X», «est accusé de …», «n'a pas été précisé»."""

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
    if content is not None and content.frame == "g" and not line.parts[: group.left].strip("PB"):  # «Accusé de X, il …»
        comma = line.parts.find(",", content.start, content.end)
        content = Phrase(content.start, comma if comma > content.start + 1 else content.end, "g")
    return ascribe(line, group, agent, content) if content is not None else None


def _content(line: Line, group: Group, rules: VerbRules, agent: bool) -> Phrase | None:
    frames = group.rule.frames
    found = complement(line, group, rules)
    frame = found.frame if found else ""
    if "xde" in frames:
        return found if frame in ("g", "quoted") else None
    if group.auxiliary and frame == "to":
        return found
    if (agent or (group.auxiliary and group.kind == "finite")) and found and line.word(found.start) == "comme":
        return _before_agent(line, found)
    if agent and "npa" in frames and line.parts[group.after : group.after + 1] in ("A", "«"):
        return _before_agent(line, Phrase(group.after, limit(line, group.head)))
    if agent and frames & {"np", "que", "npd"} and "active" not in frames:
        return _subject(line, group)
    if group.auxiliary and "passive" in frames and not group.negated and not agent:
        subject = found if frame in ("que", "de") else subject_before(line, group.left)
        return subject if subject is not None and (subject is found or line.parts[subject.start] != "R") else None
    if group.negated and group.auxiliary and frames & {"npn", "si", "silent"}:
        subject = subject_before(line, group.left)
        told = frames & {"si", "silent"} or (
            subject and any(line.is_(i, "silence_noun") for i in range(subject.start, subject.end))
        )
        return subject if subject is not None and told and line.parts[subject.start] != "R" else None
    return found if frame == "que" and line.word(group.left - 1) in ("il", "it") else None


def _before_agent(line: Line, content: Phrase) -> Phrase:
    """«comme un danger par X»: the content stops at «par»."""
    by = next((i for i in range(content.start, content.end) if line.is_(i, "agent")), content.end)
    return Phrase(content.start, by, content.frame)


def agent_of(line: Line, group: Group) -> Phrase | None:
    """Who does what a passive tells: «par X» right behind it."""
    stop = limit(line, group.head)
    for at in range(group.after, min(group.after + 8, stop)):
        if line.is_(at, "agent"):
            end = phrase_end(line, at + 1, stop)
            return Phrase(at + 1, with_apposition(line, end, stop)) if end > at + 1 else None
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
