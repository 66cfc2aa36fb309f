"""An attribution as it is found, and what its verb does."""

from dataclasses import dataclass

from selon.find.grammar import Line, Phrase
from selon.find.verbs import Group
from selon.model import Act, Span


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it gets its number: spans, act and the rule; ``cue_at`` orders it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    reason: str


def ascribe(line: Line, group: Group, source: Phrase | None, content: Phrase | tuple[Span, ...]) -> Found:
    """The attribution of a content to a source by the verb of ``group``."""
    phrase = content if isinstance(content, Phrase) else None
    spans = (line.over(content),) if isinstance(content, Phrase) else content
    said_by = (line.over(source),) if source else ()
    return Found(said_by, _cue(line, group), spans, act_of(line, group, phrase), group.rule.place)


def _cue(line: Line, group: Group) -> tuple[Span, ...]:
    """The verb group, with the «sans» before an infinitive."""
    if group.kind == "infinitive" and line.word(group.left - 1) == "sans":
        return (Span(line.tokens[group.left - 1].start, group.cue[0].end), *group.cue[1:])
    return group.cue


def act_of(line: Line, group: Group, content: Phrase | None) -> Act:
    """What the source does, from the verb, its negation and the construction of the content."""
    act, frames, negated = group.rule.act, group.rule.frames, group.negated
    frame = content.frame if content else ""
    if group.kind == "infinitive" and line.word(group.left - 1) in ("sans", "without"):
        return _negated(act)
    if frame == "si" and act == "demand":
        act = "ask"
    elif frame == "to" and act == "assert" and not negated and not _perfect(line, content):
        act = "demand"
    if content and ((act == "want" and negated) or (act == "refuse" and not negated)):
        begin = range(content.start, min(content.start + 5, content.end))
        if any(line.is_(i, "speech_infinitive") or line.is_(i, "silence_noun") for i in begin):
            return "not_said"
    if "charge" in frames and content and not negated:
        return "deny" if any(line.is_(i, "charge_noun") for i in range(content.start, content.end)) else "refuse"
    if not negated:
        return act
    if act == "deny" and any(line.is_(i, "neither") for i in range(group.left - 1, group.head)):
        return "not_said"
    return "deny" if "negdeny" in frames and frame != "np" else _negated(act)


def _perfect(line: Line, content: Phrase | None) -> bool:
    """«is said to have met», "to be holding": a report, no order."""
    return content is not None and line.word(content.start + 1) in ("have", "be")


def _negated(act: Act) -> Act:
    """What a negated verb does: not saying, refusing to want, doubting to believe, not ruling out to state."""
    if act in ("assert", "confirm", "propose", "ask"):
        return "not_said"
    if act in ("want", "promise"):
        return "refuse"
    if act == "believe":
        return "doubt"
    return "assert" if act in ("deny", "refuse", "doubt") else act
