"""Attributions without a verb: «selon X», «aux yeux de X», «X : "…"», «sa promesse de …»."""

from collections.abc import Mapping
from dataclasses import dataclass

from selon.find.contents import clause_end, clause_start, limit, main_verb, quote_end, trim
from selon.find.found import Found
from selon.find.grammar import Line, Phrase, Words, first_tokens
from selon.find.groups import phrase_end, with_apposition
from selon.find.subjects import phrase_before
from selon.find.verbs import VerbRules
from selon.lang.pack import LanguagePack
from selon.model import Act, Span

_WHOM = ("qui", "lequel", "laquelle", "lesquels", "lesquelles")


@dataclass(frozen=True, slots=True)
class CueRule:
    """A row of ``cues.tsv`` or ``nouns.tsv``: its words, the act, the kind or frames."""

    words: Words
    act: Act
    frames: frozenset[str]
    place: str


@dataclass(frozen=True, slots=True)
class CueRules:
    """The rules by the token with which their words begin, so that a token is tried against few of them."""

    prepositions: Mapping[str, tuple[CueRule, ...]]
    nouns: Mapping[str, tuple[CueRule, ...]]


def cue_rules(pack: LanguagePack) -> CueRules:
    """Compile ``cues.tsv`` (words, act, kind) and ``nouns.tsv`` (noun, act, frames)."""
    cues = tuple(_rule(row["words"], row["act"], (row["kind"],), row.place) for row in pack.rows("cues"))
    nouns = tuple(_rule(row["noun"], row["act"], row.values("frames"), row.place) for row in pack.rows("nouns"))
    return CueRules(_by_first(cues), _by_first(nouns))


def _by_first(rules: tuple[CueRule, ...]) -> dict[str, tuple[CueRule, ...]]:
    """First token → rules, in order of the table."""
    found: dict[str, list[CueRule]] = {}
    for rule in rules:
        for first in {f for words in rule.words for f in first_tokens(words)}:
            found.setdefault(first, []).append(rule)
    return {first: tuple(listed) for first, listed in found.items()}


def _rule(words: str, act: str, frames: tuple[str, ...], place: str) -> CueRule:
    checked: Act = act  # type: ignore[assignment]
    return CueRule(frozenset(words.split("|")), checked, frozenset(frames), place)


def by_cue(line: Line, rules: CueRules, verbs: VerbRules) -> list[Found]:
    """The attributions of a line whose cue is a preposition, a colon or a noun."""
    found = []
    for at, norm in enumerate(line.norms):
        for rule in rules.prepositions.get(norm, ()):
            length = line.phrase(at, rule.words)
            if length and (result := _preposition(line, at, length, rule, verbs)):
                found.append(result)
                break
        for rule in rules.nouns.get(norm, ()):
            if norm in rule.words and line.parts[at] == "N" and (result := _noun(line, at, rule, verbs)):
                found.append(result)
                break
    colon = _colon(line)
    begun = {f.content[0].start for f in found}  # «son accusation selon laquelle …» is one attribution
    return [f for f in found if f.cue[0].start not in begun] + ([colon] if colon else [])


def _preposition(line: Line, at: int, length: int, rule: CueRule, verbs: VerbRules) -> Found | None:
    stop = limit(line, at)
    start = at + length
    if "own" in rule.frames:
        return _own(line, at, start, rule, verbs)
    if "source" in rule.frames:
        if "on" in line.norms[max(0, at - 7) : at]:  # «a-t-on appris de source …»
            return None
        start = at + 1
    end = phrase_end(line, start, stop, wide=True)
    if end == start and line.word(start) in ("lui", "elle", "eux", "elles", "moi", *_WHOM):
        end = start + 1
    if end == start:
        return None
    end = _named_in_apposition(line, start, end, stop)
    if "person" in rule.frames and not _person(line, at, start, end, stop):
        return None
    content = _scope(line, at, end, stop, verbs)
    source, cue = (line.span(start, end - 1),), (line.span(at, start - 1),)
    return Found(source, cue, content, rule.act, rule.place) if content else None


def _own(line: Line, at: int, end: int, rule: CueRule, verbs: VerbRules) -> Found | None:
    """«De son point de vue», «à ses yeux»: the possessive is the source."""
    own = next((i for i in range(at, end) if line.is_(i, "possessive")), at)
    content = _scope(line, at, end, limit(line, at), verbs)
    cue = (line.span(at, own - 1), line.span(own + 1, end - 1))
    return Found((line.span(own, own),), cue, content, rule.act, rule.place) if content else None


def _named_in_apposition(line: Line, start: int, end: int, stop: int) -> int:
    """With «, Anna X,» behind a role; what may be the subject of the clause («selon Y, la société, …») stays out."""
    named = line.parts[end : end + 2] == ",N"
    further = phrase_end(line, end + 1, stop) if named else with_apposition(line, end, stop)
    subject_follows = line.parts[further : further + 1] == "," and line.parts[further + 1 : further + 2] in "DNRB«P"
    return further if subject_follows or further >= stop - 1 else end


def _person(line: Line, at: int, start: int, end: int, stop: int) -> bool:
    """Whether «pour X» at the head of a clause gives X's opinion: X is a person or a body, and a clause follows."""
    if (at and line.parts[at - 1] not in ",C.»(") or end >= stop or line.parts[end] not in ",«":
        return False
    stated = "V" in line.parts[end:stop] and "I" not in line.parts[start:end]
    if not stated or any(line.is_(i, "no_source") for i in range(start, end)):
        return False
    named = any(line.tokens[i].text[:1].isupper() for i in range(start, end))
    role = any(line.is_(i, "role") or line.is_(i, "speaker_noun") for i in range(start, end))
    return named or role or line.norms[start] in ("lui", "elle", "eux", "elles", "qui")


def _scope(line: Line, at: int, end: int, stop: int, verbs: VerbRules) -> tuple[Span, ...]:
    """What a source phrase covers: the clause behind it when it leads, the one before it when it closes, else both."""
    low = clause_start(line, at)
    right_at = _aside_end(line, end, stop)
    if at and end < stop and line.parts[at - 1] in "ANK" and (line.is_(end, "genitive") or line.parts[end] == "«"):
        near = line.parts.rfind(",", low, at) + 1  # «…, responsable selon X de …»
        return line.span(near, at - 1), line.span(end, clause_end(line, end, stop, verbs, False) - 1)
    if line.norms[end - 1] in _WHOM or _leads(line, low, at):
        start = right_at + 1 if right_at < stop and line.parts[right_at] in ",:" else right_at
        last = clause_end(line, start, stop, verbs, True)
        return (line.span(start, last - 1),) if last > start else ()
    left_end = trim(line, low, at - (line.parts[at - 1] == "("))
    left_start = left_end - len(line.parts[low:left_end].lstrip("C,"))
    left = line.span(left_start, left_end - 1)
    cut = line.parts[left_end - 1] == "V"  # «devait, selon X, …»
    if (not cut and "V" in line.parts[left_start:left_end]) or right_at >= stop - 1 or line.parts[right_at] != ",":
        return (left,)
    last = clause_end(line, right_at + 1, stop, verbs, True)
    return (left, line.span(right_at + 1, last - 1)) if last > right_at + 1 else (left,)


def _leads(line: Line, low: int, at: int) -> bool:
    """Whether nothing but conjunctions, adverbs and short asides stands before a source phrase in its clause."""
    if at == low or line.parts[at - 1] in "CS":
        return True
    before = line.parts[low:at]
    return "V" not in before and ("N" not in before or len(before) <= 4)


def _aside_end(line: Line, end: int, stop: int) -> int:
    """Past «, cité par l'agence Y» or «, qui …,» behind a source."""
    aside = line.parts[end : end + 2] in (",Q", ",K") or _relay(line, end)
    if aside and (closing := line.parts.find(",", end + 1, stop)) > 0 and _relay(line, closing):
        return _aside_end(line, closing, stop)  # «, citant B, qui cite C, …»
    if aside or (end < stop and (line.parts[end] in "KG" or line.is_(end, "time"))):
        closing = line.parts.find(",", end + aside, stop)
        return closing if closing > 0 else stop if aside else end
    return end


def _relay(line: Line, at: int) -> bool:
    """Whether a comma and «citant B», «qui cite B», «lui-même cité par B» stand here."""
    near = range(at + 1, min(at + 6, len(line.parts)))
    return line.parts[at : at + 1] == "," and any(line.is_(i, "citing") for i in near)


def _colon(line: Line) -> Found | None:
    """«X : "…"»: a name, a colon and a quotation."""
    at = line.parts.find(":«")
    start = max(line.parts.rfind(".", 0, at), line.parts.rfind(":", 0, at)) + 1 if at > 0 else 0
    if at <= start or line.parts[start] not in "DNA":
        return None
    nouns = [i for i in range(start, at) if line.parts[i] == "N"]
    named = any(line.tokens[i].tag == "PROPN" or line.is_(i, "role") for i in nouns)
    if not named or "V" in line.parts[start:at]:
        return None
    content = Phrase(at + 1, quote_end(line, at + 1, len(line.norms)))
    return Found((line.over(Phrase(start, at)),), (line.span(at, at),), (line.over(content),), "assert", "colon")


def _noun(line: Line, at: int, rule: CueRule, verbs: VerbRules) -> Found | None:
    """«sa promesse de …», «Varne's denial of …», «l'annonce par X de …»: the noun's owner is the source."""
    stop, behind = limit(line, at), at + 1
    owner: Phrase | None = None
    if line.is_(at - 1, "possessive"):
        owner = Phrase(at - 1, at)
    elif line.word(at - 1) in ("'s", "'"):
        owner = phrase_before(line, at - 1)
    elif behind < stop and line.is_(behind, "genitive") and line.parts[behind + 1 : behind + 2] in ("D", "N", "R"):
        end = phrase_end(line, behind + 1, stop)
        if end < stop and _frame(line, end, rule, stop):
            owner, behind = Phrase(behind + 1, end), end
    free = "free" in rule.frames and line.parts[at - 1 : at] in ("D", "P", "A")
    frame = _frame(line, behind, rule, stop)
    if not frame or (owner is None and not (free and _may_be_free(line, behind, frame, stop))):
        return None
    end = clause_end(line, behind, stop, verbs, frame != "g" and owner is not None)
    if "V" not in line.parts[clause_start(line, at) : at]:
        end = main_verb(line, behind, end)
    content = Phrase(behind, end)
    source = (line.over(owner),) if owner else ()
    return Found(source, (line.span(at, at),), (line.over(content),), rule.act, rule.place)


def _may_be_free(line: Line, at: int, frame: str, stop: int) -> bool:
    """Without an owner: «un appel à cesser le feu», «l'annonce d'une trêve», but not «l'annonce du ministre»."""
    if frame == "à":
        return "I" in line.parts[at + 1 : at + 4]
    end = phrase_end(line, at + 1, stop)
    spoken = any(line.is_(i, key) for i in range(at, end) for key in ("role", "speaker_noun", "informant"))
    return frame != "g" or not (
        spoken or any(line.tokens[i].text[:1].isupper() for i in range(at + 1, min(at + 3, end)))
    )


def _frame(line: Line, at: int, rule: CueRule, stop: int) -> str:
    if at + 1 >= stop:
        return ""
    if "que" in rule.frames and line.is_(at, "that"):
        return "que"
    if {"à", "to"} & rule.frames and line.is_(at, "to"):
        return "à"
    if "sur" in rule.frames and line.norms[at] == "sur":
        return "g"
    if line.is_(at, "genitive"):
        infinitive = "I" in line.parts[at + 1 : at + 4] or line.norms[at + 1] in ("être", "avoir", "ne")
        if "de" in rule.frames and infinitive:
            return "de"
        return "g" if "g" in rule.frames else ""
    if "selon" in rule.frames and line.norms[at] == "selon" and line.norms[at + 1].startswith("l"):
        return "que"
    return ""
