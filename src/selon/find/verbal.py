"""Attributions by a verb: complements, passives, participles, citations; incises stand in ``incises``."""

from dataclasses import replace

from selon.find.contents import clause_end, complement, limit, main_verb, next_comma, quote_end
from selon.find.found import Found, ascribe
from selon.find.grammar import Line, Phrase
from selon.find.groups import phrase_end, with_apposition
from selon.find.incises import closed_left, incise_likely, incise_of, subject_incise
from selon.find.passives import agent_of, by_passive
from selon.find.subjects import group_start, phrase_before, subject_before, subject_behind
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
    if _shares_auxiliary(line, group):
        group = replace(group, passive=False, kind="participle")
    elif group.passive:
        return by_passive(line, group, rules)
    if "mute" in group.rule.frames and group.negated:
        return _mute(line, group)
    before = line.word(group.left - 1)
    if group.kind == "infinitive" and not _stated_infinitive(line, group):
        return None
    if line.norms[max(0, group.left - 2) : group.left] in (("ce", "qu'"), ("ce", "que")):
        return _anaphor(line, group)
    if before in ("comme", "as") and group.clitic is not None:
        return _as_said(line, group)
    if group.kind == "finite" and not group.negated and _modal(line, group):
        return None
    content = complement(line, group, rules)
    if content is None or (
        group.kind == "finite" and content.frame in ("np", "zero") and incise_likely(line, group, content)
    ):
        incise = incise_of(line, group)
        if incise is not None or content is not None:
            return incise
    if content is None or content.frame in ("zero", "np", "quoted"):
        trailing = subject_incise(line, group, content)
        if trailing is not None or content is None:
            return trailing or _anaphor(line, group)
    content = _before_main_clause(line, group, content)
    source = _source(line, group, earlier, content.end)
    if source is None and group.kind != "gerund":
        return None
    whole = content.frame in ("que", "si", "colon", "zero") or line.parts[content.start] == "«"
    if source and line.parts[source.start] == "Q" and not whole:
        content = replace(content, end=main_verb(line, content.start, content.end))
    if "cite" in group.rule.frames and group.kind != "gerund" and line.grammar.language == "fr":
        return None
    if source and "agent" in group.rule.frames and any(line.is_(i, "statute") for i in range(source.start, source.end)):
        return None
    return ascribe(line, group, source, content)


def _mute(line: Line, group: Group) -> Found | None:
    """«n'a pas réagi (aux accusations)»: what is not done is the content."""
    subject = subject_before(line, group.left) if group.negated and group.auxiliary and group.kind == "finite" else None
    if subject is None or line.norms[group.head].endswith("r"):
        return None
    stop = limit(line, group.head)
    end = phrase_end(line, group.after + 1, stop) if line.is_(group.after, "to") else group.after
    before = line.tokens[group.head - 1].end
    cue = tuple(Span(s.start, min(s.end, before)) for s in group.cue if s.start < before)
    content = (line.span(group.head, max(end, group.after) - 1),)
    return Found((line.over(subject),), cue, content, "not_said", group.rule.place) if cue else None


def _before_main_clause(line: Line, group: Group, content: Phrase) -> Phrase:
    """«Affirmant que X, il …»: what a gerund at the head of a sentence governs ends at the comma before its subject."""
    if group.kind not in ("gerund", "infinitive") or line.parts[: group.left].strip("PB~«"):
        return content
    stop = limit(line, group.head)
    for i in range(content.start + 2, content.end):
        open_clause = content.frame in ("que", "si") and "V" not in line.parts[content.start : i]
        inside = line.parts[i] != "," or line.quote[i] != line.quote[group.head]
        if not (open_clause or inside) and line.parts[i + 1] in "DNR" and "V" in line.parts[i + 1 : stop]:
            return replace(content, end=i)
    return content


def _shares_auxiliary(line: Line, group: Group) -> bool:
    """«a salué X et appelé à Y»: a bare participle behind a conjunction shares the auxiliary."""
    at = line.left(group.left - 1)
    if group.auxiliary or at < 1 or line.parts[at] != "C":
        return False
    for i in range(at - 1, -1, -1):
        if line.parts[i] == "V" and line.quote[i] == line.quote[group.head]:
            return line.is_(i, "have")
    return False


def _stated_infinitive(line: Line, group: Group) -> bool:
    """An infinitive ascribes only behind «sans», behind «pour» with a verb of judgement, or behind a verb of saying."""
    before = line.word(group.left - 1)
    if before in ("sans", "without"):
        return group.rule.act in ("assert", "confirm")
    if line.is_(group.left - 1, "genitive") and line.word(group.left - 2) == "avant":
        return True
    if before in ("après", "after"):
        return group.auxiliary
    if before in ("pour", "to"):
        return line.is_(group.head, "judging")
    return line.grammar.language == "en" and group.rule.act == "want" and line.parts[group.left - 1 : group.left] == "V"


def _own_words(line: Line, group: Group, found: Found) -> bool:
    """Whether nobody else speaks: «on note que»; a verb inside a quotation of a whole sentence with «je» or «vous»."""
    start = found.source[0].start if found.source else -1
    subject = next((t.norm for t in line.tokens if t.start == start), "")
    if line.quote[group.head] < 0:
        alone = subject in ("on", "cela", "ceci", "ça", "ce") and found.source[0].end - start == len(subject)
        return alone and group.pronoun is None
    if group.kind != "finite" or not found.source:
        return True
    if subject in ("je", "j'", "nous", "i", "we"):
        return not (group.auxiliary and group.rule.act in ("assert", "ask", "propose"))
    return subject in ("on", "vous", "tu", "ce", "cela", "ça", "qui", "you", "it", "who", "that", "which")


def _cited(line: Line, group: Group, found: list[Found], rules: VerbRules) -> Found | None:
    """«…, a dit X, cité par Y» (all of it is Y's) and «…, écrit Y en citant X» (the same content is X's)."""
    agent = agent_of(line, group) if group.passive else None
    if agent is not None and (framed := _cited_clause(line, group, agent, rules)):
        return ascribe(line, group, agent, framed)
    if agent is not None and found:
        spans = (*found[-1].source, *found[-1].cue, *found[-1].content)
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        if whole.end < line.tokens[group.head].start:
            return ascribe(line, group, agent, (whole,))
    if group.kind != "gerund":
        return None
    stop = limit(line, group.head)
    end = phrase_end(line, group.after, stop)
    if end == group.after or not _may_speak(line, group.after, end):
        return None
    if found:
        return ascribe(line, group, Phrase(group.after, with_apposition(line, end, stop)), found[-1].content)
    comma = next_comma(line, end, stop)
    led = line.starts(0, "source_preposition") and not set(line.parts[2 : group.left]) & set("V:")
    end = comma if line.parts[end] == "P" and "V" not in line.parts[end:comma] else end
    if not led or line.parts[end] not in ",Q" or "V" not in line.parts[comma:stop]:
        return None  # «Selon A, citant deux diplomates, …»
    told = Phrase(comma + 1, clause_end(line, comma + 1, stop, rules, True))
    return ascribe(line, group, Phrase(group.after, end), told)


def _may_speak(line: Line, start: int, end: int) -> bool:
    """Whether somebody is cited, not a thing («citant une source», not «citant le cas de»)."""
    forms = {form for norm in line.norms[start:end] for form in (norm, norm.removesuffix("s"))}
    if any(line.grammar.has(key, form) for form in forms for key in ("role", "speaker_noun", "informant")):
        return True
    return line.grammar.language != "fr" or any(line.tokens[i].text[:1].isupper() for i in range(start, end))


def _cited_clause(line: Line, group: Group, agent: Phrase, rules: VerbRules) -> tuple[Span, ...]:
    """«Cité par Y, X a dit …» and «X, cité par Y, a dit …»: the clause of X around the citation."""
    stop, start = limit(line, group.head), agent.end + 1
    end = clause_end(line, start, stop, rules, True) if start < stop and line.parts[agent.end] == "," else start
    if "V" not in line.parts[start:end]:
        return ()
    rest = line.over(Phrase(start, end))
    if line.starts(0, "source_preposition") and not set(line.parts[: group.left]) & set("V:;"):
        return (line.span(0, group.left - 1 - (line.parts[group.left - 1] == ",")), rest)
    if group.left == 0 or line.parts[group.left - 1] == ".":
        return (rest,)
    subject = subject_before(line, group.left - 1) if line.parts[group.left - 1] == "," else None
    return (line.over(subject), rest) if subject is not None and line.parts[start] in "VB" else ()


def _bare_denial(line: Line, before: Line | None, group: Group, found: list[Found]) -> Found | None:
    """«…, mais Varne dément.»: what is denied is what was ascribed, or stands, right before."""
    if "bare" not in group.rule.frames or group.kind != "finite" or group.negated or group.passive:
        return None
    subject = subject_before(line, group.left)
    if subject is None or line.parts[group.after : group.after + 1] not in ("", ".", ",", "C"):
        return None
    left = len(line.parts[: subject.start].rstrip(",CB"))
    if found and left > 0:
        return ascribe(line, group, subject, found[-1].content)
    if before is not None and left == 0:
        return ascribe(line, group, subject, (before.span(0, len(before.parts) - 1 - (before.norms[-1] == ".")),))
    return None


def _source(line: Line, group: Group, earlier: list[Group], after: int = 0) -> Phrase | None:
    """The subject: inverted pronoun, the phrase before a finite verb, or that of the verb a gerund hangs on."""
    if group.pronoun is not None:
        return Phrase(group.pronoun, group.pronoun + 1)
    return subject_before(line, group.left) if group.kind == "finite" else _governor(line, group, earlier, after)


def _governor(line: Line, group: Group, earlier: list[Group], after: int) -> Phrase | None:
    if line.word(group.left - 1) == "as" and earlier and group.kind == "gerund":  # "quoted two officials as saying"
        other = earlier[-1]
        return subject_before(line, other.left) if other.passive else Phrase(other.after, group.left - 1)
    beside = line.grammar.language == "en" and line.parts[group.left - 1 : group.left] in ("N", ")")
    if beside and group.kind == "gerund":
        return phrase_before(line, group.left)  # "a message stating that …"
    for other in reversed(earlier):
        if line.quote[other.head] == line.quote[group.head] and not other.passive:
            inverted = subject_behind(line, other.after, limit(line, other.head)) if closed_left(line, other) else None
            if phrase := inverted or _source(line, other, []):
                return phrase
    at = group.left - 1
    while at >= 0:
        if line.parts[at] == "»":
            at = line.parts.rfind("«", 0, at)
        elif line.parts[at] == "V" and (phrase := subject_before(line, group_start(line, at))):
            return phrase
        at -= 1
    behind = line.parts.find("V", max(group.after, after), limit(line, group.head))
    return subject_before(line, group_start(line, behind)) if behind > 0 else None


def _anaphor(line: Line, group: Group) -> Found | None:
    """«l'a démenti», «comme l'a dit X», «ce qu'affirme X»: what is said is a pronoun."""
    content = group.clitic
    if content is None and line.is_(group.left - 1, "that") and line.word(group.left - 2) == "ce":
        content = group.left - 2
    if group.kind != "finite" or content is None or not group.rule.frames & {"np", "que"}:
        return None
    like = line.word(group.left - 1) in ("comme", "as")
    source = subject_before(line, group.left) if group.clitic is not None and not like else None
    source = source or subject_behind(line, group.after, limit(line, group.head))
    return ascribe(line, group, source, (line.span(content, content),)) if source else None


def _as_said(line: Line, group: Group) -> Found | None:
    """«comme l'a dit X, «…»»: the quotation behind it; «comme l'exige X»: the pronoun."""
    stop = limit(line, group.head)
    subject = subject_behind(line, group.after, stop)
    if subject is None or line.parts[subject.end : subject.end + 2] != ",«":
        return _anaphor(line, group)
    return ascribe(line, group, subject, Phrase(subject.end + 1, quote_end(line, subject.end + 1, stop)))


def _modal(line: Line, group: Group) -> bool:
    """Whether the group is a French modal with an infinitive («peut dire», «veut dire»), which states nothing yet."""
    return line.grammar.language == "fr" and any(line.is_(i, "modal") for i in range(group.left, group.head))
