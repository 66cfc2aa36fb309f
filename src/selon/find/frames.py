"""The construction that begins behind a verb, and what may be passed over on the way to it."""

from selon.find.grammar import Line
from selon.find.groups import is_time, over_date, phrase_end
from selon.find.subjects import clause_verb
from selon.find.verbs import Group

_PREPOSITIONS = (
    "sur", "contre", "pour", "en", "avec", "comme", "for", "of", "about", "on", "at", "with", "against", "over", "like",
    "face",
)  # fmt: skip
_OBJECTS = (("npd", "said_noun"), ("npn", "silence_noun"), ("npe", "stance_noun"))


def frame_at(line: Line, at: int, stop: int, group: Group, first: bool) -> str:
    """The frame of the verb that begins at ``at``, "" if none does; ``first``: nothing but adverbs stands before."""
    frames = group.rule.frames
    part = line.parts[at]
    if line.is_(at, "that") and "que" in frames:
        return "que"
    if "si" in frames and line.starts(at, "embedded"):
        return "si"
    if "zero" in frames and first and part in "DNAR" and _clause_follows(line, at, stop):
        return "zero"
    if line.norms[at] == ":" and at + 1 < stop and frames & {"quote", "quotex", "np", "que"}:
        return "colon"
    if part == "«":
        return "quoted" if frames & {"quote", "quotex", "np", "npq", "npd", "npe"} else ""
    return (
        _silence(line, at, stop, group, first)
        or _infinitive_frame(line, at, frames)
        or _prepositional(line, at, stop, frames)
        or _nominal(line, at, stop, frames, first)
    )


def _silence(line: Line, at: int, stop: int, group: Group, first: bool) -> str:
    """«ne donne pas de détails», «n'annonce pas de date»: the objects of negated verbs."""
    if not group.negated and line.word(group.left - 1) != "sans":
        return ""
    noun = any(line.is_(i, "silence_noun") for i in range(at + 1, min(at + 4, stop)))
    partitive = first and line.norms[at] in ("de", "d'") and line.parts[at + 1 : at + 2] in ("N", "A")
    return "np" if ("npn" in group.rule.frames and noun) or ("np" in group.rule.frames and partitive) else ""


def _infinitive_frame(line: Line, at: int, frames: frozenset[str]) -> str:
    behind = _infinitive(line, at + 1)
    if line.is_(at, "to") and behind and frames & {"to", "à"}:
        return "to" if "to" in frames else "à"
    if line.is_(at, "genitive") and behind and "de" in frames:
        return "de"
    if ("inf" in frames and _infinitive(line, at)) or ("ing" in frames and line.parts[at] == "G"):
        return "inf"
    return ""


def _prepositional(line: Line, at: int, stop: int, frames: frozenset[str]) -> str:
    norm = line.norms[at]
    if line.is_(at, "genitive") and frames & {"g", "xde", "of"}:
        return "g"
    if line.is_(at, "to") and frames & {"à np", "to np"}:
        return "à"
    return "g" if norm in _PREPOSITIONS and norm in frames else ""


def _nominal(line: Line, at: int, stop: int, frames: frozenset[str], first: bool) -> str:
    part = line.parts[at]
    if "adj" in frames and part in "AK":
        return "adj"
    if first and (part in "DNAR" or line.norms[at] in ("des", "du")) and _object(line, at, stop, frames):
        return "xde" if "xde" in frames else "np"
    if first and "np" in frames and line.starts(at, "quantity"):
        return "np"
    if not first or part not in "DNR":
        return ""
    regarded = "npas" in frames and {"as", "comme"} & set(line.norms[at : min(at + 12, stop)])
    return "np" if regarded or ("npa" in frames and _judged(line, at, stop)) else ""


def _judged(line: Line, at: int, stop: int) -> bool:
    """«juge la réponse insuffisante», "called it a mistake": an object, and what is thought of it."""
    end = phrase_end(line, at, stop)
    if line.grammar.language == "en":
        inside = "N«" in line.parts[at:end]
        named = line.parts[end : end + 1] in ("D", "A", "«") and over_date(line, end, stop) == end
        return end > at and (inside or named)
    last = line.parts[end - 1 : end]
    return end > at + 1 and (last in ("A", "»", "K") or line.parts[end : end + 1] in ("A", "K", "«", "B"))


def _clause_follows(line: Line, at: int, stop: int) -> bool:
    """Whether a clause without «that» begins: a subject and a finite verb before the next mark."""
    return not is_time(line, at, at + 2) and clause_verb(line, at, stop) >= 0


def _infinitive(line: Line, at: int) -> bool:
    """Whether an infinitive stands at ``at``, behind «ne pas» and object pronouns."""
    for i in range(at, min(at + 5, len(line.parts))):
        if line.parts[i] == "I" or line.norms[i] in ("avoir", "être", "have", "be"):
            return True
        if line.parts[i] not in "B«~" and not any(line.is_(i, key) for key in ("clitic", "reflexive", "negative")):
            return False
    return False


def _object(line: Line, at: int, stop: int, frames: frozenset[str]) -> bool:
    at += line.parts[at] == "P"
    end = phrase_end(line, at, stop)
    dated = over_date(line, at, stop) > at
    pronoun = line.parts[at : at + 1] == "R" and line.norms[at] not in ("celui", "celle", "ceux", "celles", "cela")
    if end == at or dated or pronoun:
        return False
    if frames & {"np", "xde"} or ("npq" in frames and "«" in line.parts[at:end]):
        return True
    return any(frame in frames and any(line.is_(i, key) for i in range(at, end)) for frame, key in _OBJECTS)


def pass_over(line: Line, at: int, stop: int, short: bool) -> int:
    """The token behind an adverb, a time, an addressee or an aside between commas; ``at`` if none stands here."""
    adverb = line.starts(at, "adverb")
    part = line.parts[at]
    if adverb or part == "B" or (part == "R" and line.is_(at, "stressed")):
        return at + (adverb or 1)
    if (dated := over_date(line, at, stop)) > at:
        return dated
    if part == "P":
        end = phrase_end(line, at + 1, stop)
        if short:
            end = min(end, next((i for i in range(at + 2, end) if line.norms[i] in ("des", "du", "de", "d'")), end))
        return end if end > at + 1 else at
    if part == ",":
        closing = line.parts.find(",", at + 1, min(at + 25, stop))
        if line.is_(at + 1, "that") or (line.parts[at + 1 : at + 2] == "«" and line.grammar.language == "en"):
            return at + 1
        aside = line.parts[at + 1] in "PBGKDN" and "V" not in line.parts[at:closing] if closing > 0 else False
        return closing + 1 if closing > 0 and (aside or line.parts[at + 1] == "Q") else at
    closing = line.parts.find(")", at, min(at + 15, stop)) if part == "(" else -1
    return max(at, closing + 1)
