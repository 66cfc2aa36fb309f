"""An attribution as it is found, and what its verb does."""

from __future__ import annotations

from dataclasses import dataclass

from selon.find.contents import Content
from selon.find.grammar import Line
from selon.find.verbs import Group, negated_act
from selon.model import Act, Span


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it gets its number: spans, act and the rule; ``cue_at`` orders it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    reason: str


def act_of(line: Line, group: Group, content: Content | None) -> Act:
    act = group.rule.act
    if group.kind == "infinitive" and group.left and line.norms[group.left - 1] in ("sans", "without"):
        return negated_act(act)
    if content is not None and content.frame == "si" and act == "demand":
        act = "ask"
    if content is not None and content.frame == "to" and act == "assert" and not group.negated:
        act = "demand"
    if act == "want" and group.negated and content is not None and _of_speech(line, content):
        return "not_said"
    if act == "refuse" and content is not None and not group.negated and _of_speech(line, content):
        return "not_said"
    if "charge" in group.rule.frames and not group.negated and content is not None:
        return "deny" if any(line.is_(i, "charge_noun") for i in range(content.start, content.end)) else "refuse"
    if group.negated and act == "deny":
        return "not_said" if any(line.is_(i, "neither") for i in range(group.left - 1, group.head)) else "assert"
    if group.negated and "negdeny" in group.rule.frames:
        return "deny"
    return negated_act(act) if group.negated else act


def _of_speech(line: Line, content: Content) -> bool:
    """Whether what is refused is to speak («refuse de commenter», «declined to comment»)."""
    start = range(content.start, min(content.start + 5, content.end))
    return any(line.is_(i, "speech_infinitive") or line.is_(i, "silence_noun") for i in start)
