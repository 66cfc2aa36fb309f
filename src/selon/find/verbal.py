"""Attributions by a verb: incises, complements, passives, participles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.find.contents import Content, clause_end, complement, limit, quote_end, trim
from selon.find.grammar import Line
from selon.find.groups import Phrase, phrase_before, phrase_end, subject_before, subject_behind, with_apposition
from selon.find.verbs import Group, VerbRules, negated_act
from selon.model import Act, Span


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it gets its number: spans, act and the rule; ``cue_at`` orders it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    reason: str


def by_verb(line: Line, groups: list[Group], rules: VerbRules) -> list[Found]:
    """The attributions whose cue is a verb of the line."""
    found: list[Found] = []
    for number, group in enumerate(groups):
        result = _cited(line, group, found, rules) if "cite" in group.rule.frames else None
        result = result or _one(line, group, groups[:number], rules)
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
    content = None if group.pronoun is not None and _closed_left(line, group) else complement(line, group, rules)
    if content is None or (
        group.kind == "finite" and content.frame in ("np", "zero") and _incise_likely(line, group)
    ):
        incise = _incise(line, group)
        if incise is not None or content is not None:
            return incise
    if content is None or content.frame in ("zero", "np", "quoted", "quotex"):
        trailing = _subject_incise(line, group, content)
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
        _act(line, group, content),
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
    """An infinitive ascribes only behind «sans», behind «pour» with a verb of judgement, or behind another verb of saying."""
    before = line.norms[group.left - 1] if group.left else ""
    if before in ("sans", "without"):
        return group.rule.act in ("assert", "confirm")
    if before in ("pour", "to"):
        return line.is_(group.head, "judging")
    return group.rule.act == "want" and group.left > 0 and line.parts[group.left - 1] == "V"


def _own_words(line: Line, group: Group, found: Found) -> bool:
    """Verbs inside a quotation of a whole sentence are the speaker's own words, kept only for another's or an earlier act."""
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
                (line.span(agent.start, agent.end - 1),),
                group.cue,
                (Span(start, end),),
                "assert",
                group.rule.place,
            )
    if group.kind == "gerund":
        end = phrase_end(line, group.after, stop)
        if end > group.after:
            end = with_apposition(line, group.after, end, stop)
            return Found((line.span(group.after, end - 1),), group.cue, last.content, "assert", group.rule.place)
    return None


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


def _act(line: Line, group: Group, content: Content | None) -> Act:
    act = group.rule.act
    if group.kind == "infinitive" and group.left and line.norms[group.left - 1] in ("sans", "without"):
        return negated_act(act)
    if content is not None and content.frame == "si" and act == "demand":
        act = "ask"
    if content is not None and content.frame == "to" and act == "assert":
        act = "demand"
    if act == "want" and group.negated and content is not None and _of_speech(line, content):
        return "not_said"
    if act == "refuse" and content is not None and not group.negated and _of_speech(line, content):
        return "not_said"
    return negated_act(act) if group.negated else act


def _of_speech(line: Line, content: Content) -> bool:
    """Whether what is refused is to speak («refuse de commenter», «declined to comment»)."""
    return any(line.is_(i, "speech_infinitive") for i in range(content.start, min(content.start + 5, content.end)))


def _source(line: Line, group: Group, earlier: list[Group]) -> Phrase | None:
    """The subject: inverted pronoun, the phrase before a finite verb, or that of the verb a gerund or infinitive hangs on."""
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
    return subject_behind(line, group.after, limit(line, group.head)) if _closed_left(line, group) else None


def _closed_left(line: Line, group: Group) -> bool:
    """Whether a comma, a closing mark or a bracket stands right before the group."""
    at = _adverbs_left(line, group.left)
    return at >= 0 and line.parts[at] in ",»-(."


def _adverbs_left(line: Line, left: int) -> int:
    at = left - 1
    while at >= 0 and line.parts[at] == "B":
        at -= 1
    if at >= 0 and line.norms[at] in ("comme", "as"):
        at -= 1
    return at


def _incise_likely(line: Line, group: Group) -> bool:
    """«…, dénonce la ministre»: what stands left is a closed quotation or has a finite verb."""
    at = _adverbs_left(line, group.left)
    if at < 0 or line.parts[at] not in ",»-":
        return False
    start = _sentence_start(line, at)
    closing = line.parts.rfind("»", max(0, at - 2), at + 1)
    if (
        _main_verb(line, start, at + 1)
        or "V" in line.parts[max(0, line.parts.rfind("«", 0, closing)) : max(closing, 0)]
    ):
        return True
    left = line.parts[start:at]
    return "," not in left and "»" not in left and left[:1] not in ("P", "B", "G", "K") and bool(left)


def _main_verb(line: Line, start: int, end: int) -> bool:
    """Whether a finite verb stands between, in a main clause or in a quotation."""
    subordinate = False
    for i in range(start, end):
        if line.parts[i] in "QS" or line.is_(i, "relative"):
            subordinate = True
        elif line.parts[i] in ",«":
            subordinate = False
        elif line.parts[i] == "V" and not subordinate:
            return True
    return False


def _incise(line: Line, group: Group) -> Found | None:
    """A clause or quotation to the left (and beyond) with the verb and its subject set into it or behind it."""
    if not group.rule.frames & {"quote", "quotex", "que"} or group.kind != "finite":
        return None
    if not _closed_left(line, group) and group.pronoun is None:
        return None
    stop = limit(line, group.head)
    if group.pronoun is not None:
        subject = Phrase(group.pronoun, group.pronoun + 1)
        after = group.after
    else:
        behind = subject_behind(line, group.after, stop)
        if behind is None or (
            "quotex" in group.rule.frames and "»" not in line.parts[max(0, group.left - 3) : group.left]
        ):
            return None
        subject, after = behind, behind.end
    content = _around(line, group, max(after, group.after), stop)
    if not content:
        return None
    return Found(
        (line.span(subject.start, subject.end - 1),), group.cue, content, _act(line, group, None), group.rule.place
    )


def _subject_incise(line: Line, group: Group, content: Content | None) -> Found | None:
    """«…», X said; «…, X said»: the content stands before the subject."""
    if group.kind != "finite" or group.pronoun is not None or not group.rule.frames & {"quote", "quotex", "zero"}:
        return None
    subject = subject_before(line, group.left)
    if subject is None or subject.start == 0 or subject.end < group.left - 3:
        return None
    mark = line.parts[subject.start - 1]
    quoted = mark == "»" or line.parts[max(0, subject.start - 2) : subject.start] == "»,"
    if not quoted and (mark != "," or content is not None or not _said_last(line, group)):
        return None
    stop = limit(line, group.head)
    midway = line.parts[group.after : group.after + 1] == "," and "V" in line.parts[group.after : stop]
    if not (quoted or midway or _main_verb(line, _sentence_start(line, subject.start - 1), subject.start)):
        return None
    spans = _around(line, replace(group, left=subject.start), group.after, stop)
    if not spans:
        return None
    source = (line.span(subject.start, subject.end - 1),)
    return Found(source, group.cue, spans, _act(line, group, None), group.rule.place)


def _said_last(line: Line, group: Group) -> bool:
    """Whether nothing that could be a content follows the verb."""
    behind = line.parts[group.after : group.after + 1]
    return behind in ("", ".", ",", "P", "B", "N", "»")


def _around(line: Line, group: Group, after: int, stop: int) -> tuple[Span, ...]:
    """The spans of a content around an incise that reaches to ``after``."""
    comma = _adverbs_left(line, group.left)
    end = comma + 1 if line.parts[comma] not in ",-(" else comma
    start = _left_start(line, end)
    if end - 1 > start and line.parts[end - 1] in ",":
        end -= 1
    if end <= start:
        return ()
    spans = [line.span(start, end - 1)]
    right = _right(line, start, end, after, stop)
    if right:
        spans.append(right)
    return tuple(spans)


def _left_start(line: Line, end: int) -> int:
    """Where the content left of an incise begins: its quotation, with the words of the same clause before it."""
    start = _sentence_start(line, end)
    if line.parts[end - 1 : end] == "»" or line.parts[end - 2 : end - 1] == "»":
        closing = end - 1 if line.parts[end - 1] == "»" else end - 2
        opening = line.parts.rfind("«", 0, closing)
        if opening >= 0:
            start = _sentence_start(line, opening)
            colon = line.parts.rfind(":", start, opening)
            if colon >= 0 or _own_attribution(line, start, opening):
                start = opening
    while start < end - 1 and line.parts[start] in "C,-":
        start += 1
    return start


def _own_attribution(line: Line, start: int, opening: int) -> bool:
    return any(line.starts(i, "source_preposition") for i in range(start, opening))


def _sentence_start(line: Line, at: int) -> int:
    """Behind the last full stop before ``at``, outside closed quotations."""
    i = at - 1
    own = line.quote[at] if at < len(line.quote) else -1
    while i >= 0:
        if heading_ends(line, i):
            return i + 1
        if line.parts[i] == "»" and line.quote[i] != own:
            i = line.parts.rfind("«", 0, i)
        elif line.parts[i] == "«" or (line.parts[i] == "." and line.norms[i] in ".!?…•") or line.norms[i] == ";":
            return i + 1 if line.parts[i] != "«" else i
        i -= 1
    return 0


def heading_ends(line: Line, at: int) -> bool:
    """Whether a crosshead run into the text («"Il faut agir" Le ministre …», «- Tensions -La …») ends at ``at``."""
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if following is None or not following.text[:1].isupper() or line.norms[at] not in '-»"”':
        return False
    if line.parts[at] == "-":
        return following.start == line.tokens[at].end
    return line.parts[at] == "»" and not line.grammar.has("inverted", following.norm)


def _right(line: Line, start: int, end: int, after: int, stop: int) -> Span | None:
    """The rest of the content behind the incise, if the left part is no whole clause."""
    if after + 1 >= stop or line.parts[after] != ",":
        return None
    at = after + 1
    inside = line.quote[end - 1] >= 0 and line.quote[at] == line.quote[end - 1]
    left = line.parts[start:end]
    if "»" in left[-2:] and not inside and "," not in left[-3:]:
        return None
    if "V" in left and not inside and line.parts[at] != "«":
        return None
    last = trim(line, at, quote_end(line, at, stop) if line.parts[at] == "«" else stop)
    return line.span(at, last - 1) if last > at else None


def _anaphor(line: Line, group: Group) -> Found | None:
    """«l'a démenti», «ce qu'affirme X»: what is said is a pronoun."""
    content = group.clitic
    if content is None and group.left > 1 and line.is_(group.left - 1, "that") and line.norms[group.left - 2] == "ce":
        content = group.left - 2
    if group.kind != "finite" or content is None or not group.rule.frames & {"np", "que"}:
        return None
    source = subject_before(line, group.left) if group.clitic is not None else None
    if source is None:
        source = subject_behind(line, group.after, limit(line, group.head))
    if source is None:
        return None
    return Found(
        (line.span(source.start, source.end - 1),), group.cue, (line.span(content, content),),
        _act(line, group, None), group.rule.place,
    )  # fmt: skip


def _passive(line: Line, group: Group, rules: VerbRules) -> Found | None:
    """«niées par X», «a été annoncé par X», «est accusé de …»."""
    stop = limit(line, group.head)
    agent = _agent(line, group, stop)
    frames = group.rule.frames
    content: tuple[Span, ...] = ()
    at = group.after
    if frames & {"xde", "xdeq"}:
        found = complement(line, group, rules)
        if found is None or found.frame not in ("g", "quoted"):
            return None
        content = (line.span(found.start, found.end - 1),)
    elif group.auxiliary and frames & {"to"} and (found := complement(line, group, rules)) and found.frame == "to":
        content = (line.span(found.start, found.end - 1),)
    elif agent is not None and frames & {"np", "que", "npd"} and "active" not in frames:
        subject = _passive_subject(line, group)
        if subject is None:
            return None
        content = (line.span(subject.start, subject.end - 1),)
    else:
        found = complement(line, group, rules) if group.auxiliary and "que" in frames else None
        if found is None or found.frame != "que" or at >= stop:
            return None
        content = (line.span(found.start, found.end - 1),)
    source = (line.span(agent.start, agent.end - 1),) if agent else ()
    return Found(source, group.cue, content, _act(line, group, None), group.rule.place)


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
