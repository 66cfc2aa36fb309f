"""The construction that begins behind a verb, and what may be passed over on the way to it."""

from __future__ import annotations

from selon.find.grammar import Line
from selon.find.groups import is_time, phrase_end
from selon.find.verbs import Group

_PREPOSITIONS = (
    "sur", "contre", "pour", "en", "avec", "comme", "for", "of", "about", "on", "at", "with", "against", "over", "like",
)  # fmt: skip


def frame_at(line: Line, at: int, stop: int, group: Group, first: bool) -> str:
    frames = group.rule.frames
    norm, part = line.norms[at], line.parts[at]
    if line.is_(at, "that") and "que" in frames:
        return "que"
    if group.negated or (group.left > 0 and line.norms[group.left - 1] == "sans"):
        if "npn" in frames and any(line.is_(i, "silence_noun") for i in range(at + 1, min(at + 4, stop))):
            return "np"
        if "np" in frames and first and norm in ("de", "d'") and line.parts[at + 1 : at + 2] in ("N", "A"):
            return "np"
    if "to" in frames and line.is_(at, "to") and _infinitive(line, at + 1):
        return "to"
    if "ing" in frames and part == "G":
        return "inf"
    if "zero" in frames and first and part in "DNAR" and _clause_follows(line, at, stop):
        return "zero"
    if "si" in frames and line.starts(at, "embedded") and not line.is_(at, "that"):
        return "si"
    if part == ":" and norm == ":" and at + 1 < stop and frames & {"quote", "quotex", "np", "que"}:
        return "colon"
    if part == "«":
        if frames & {"quote", "quotex", "np", "npq", "npd", "npe"}:
            return "quoted"
        return "xde" if frames & {"xde", "gq", "xdeq"} else ""
    if _de(line, at):
        if frames & {"de"} and _infinitive(line, at + 1):
            return "de"
        if frames & {"g", "xde", "of"} or (frames & {"gq", "xdeq"} and _quote_near(line, at, stop)):
            return "g"
    if line.is_(at, "to"):
        if "à" in frames and (_infinitive(line, at + 1) or ("de" not in frames and "à np" in frames)):
            return "à"
        if ("à np" in frames and norm != "à") or ("à np" in frames and "à" not in frames):
            return "à"
    for key in _PREPOSITIONS:
        if key in frames and norm == key:
            return "g"
    if "inf" in frames and _infinitive(line, at):
        return "inf"
    adverb = part == "B" and not line.is_(at, "adverb")
    if "adj" in frames and (part in "AK" or (adverb and line.parts[at + 1 : at + 2] in ("A", "K"))):
        return "adj"
    if (part in "DNAR" or norm in ("des", "du")) and first and _object(line, at, stop, frames):
        return "xde" if "xde" in frames and not frames & {"np"} else "np"
    if "npas" in frames and first and part in "DNR" and "as" in line.norms[at : min(at + 12, stop)]:
        return "np"
    return ""


def _clause_follows(line: Line, at: int, stop: int) -> bool:
    """Whether a clause without «that» begins: a subject and a finite verb before the next mark."""
    end = phrase_end(line, at, stop, wide=True)
    if end == at:
        return False
    for i in range(end, min(end + 14, stop)):
        if line.parts[i] == "V":
            return True
        if line.parts[i] in ".:«»" or (
            line.parts[i] == "," and i > end and line.parts[i + 1 : i + 2] not in ("Q", "D", "N")
        ):
            return False
    return False


def _de(line: Line, at: int) -> bool:
    return line.is_(at, "genitive")


def _infinitive(line: Line, at: int) -> bool:
    """Whether an infinitive stands at ``at``, behind «ne pas» and object pronouns."""
    for i in range(at, min(at + 5, len(line.parts))):
        if line.parts[i] == "I" or line.norms[i] in ("avoir", "être", "have", "be"):
            return True
        passed = line.parts[i] in "B«~" or line.is_(i, "clitic") or line.is_(i, "reflexive") or line.is_(i, "negative")
        if not passed:
            return False
    return False


def _quote_near(line: Line, at: int, stop: int) -> bool:
    return "«" in line.parts[at : min(at + 10, stop)]


def _object(line: Line, at: int, stop: int, frames: frozenset[str]) -> bool:
    at += line.parts[at] == "P"
    if (
        line.parts[at : at + 1] == "D"
        and line.norms[at + 1 : at + 2]
        and line.norms[at + 1][0].isdigit()
        and is_time(line, at, at + 3)
    ):
        return False
    end = phrase_end(line, at, stop)
    if (
        end == at
        or is_time(line, at, end)
        or (line.parts[at] == "R" and line.norms[at] not in ("celui", "celle", "ceux", "celles", "cela"))
    ):
        return False
    if frames & {"np", "xde"}:
        return True
    words = set(line.norms[at:end])
    if "npd" in frames and any(line.is_(i, "said_noun") for i in range(at, end)):
        return True
    if "npn" in frames and any(line.is_(i, "silence_noun") for i in range(at, end)):
        return True
    if "npe" in frames and any(line.is_(i, "stance_noun") for i in range(at, end)):
        return True
    return "npq" in frames and bool(words) and "«" in line.parts[at:end]


def pass_over(line: Line, at: int, stop: int, short: bool) -> int:
    """The token behind an adverb, a time, an addressee or an aside between commas; ``at`` if none stands here."""
    adverb = line.starts(at, "adverb")
    if adverb:
        return at + adverb
    part = line.parts[at]
    if part == "B":
        return at + 1
    if is_time(line, at, at + 2):
        i = at + 1
        while i < stop and (line.is_(i, "time") or line.norms[i][:1].isdigit()):
            i += 1
        return i
    if part == "P" or line.is_(at, "to"):
        end = phrase_end(line, at + 1, stop)
        if short:
            end = min(end, next((i for i in range(at + 2, end) if line.norms[i] in ("des", "du", "de", "d'")), end))
        return end if end > at + 1 else at
    if part == ",":
        closing = line.parts.find(",", at + 1, min(at + 25, stop))
        if line.is_(at + 1, "that") or (line.parts[at + 1 : at + 2] == "«" and line.grammar.language == "en"):
            return at + 1
        if line.parts[at + 1 : at + 2] == "Q" and closing > 0:
            return closing + 1
        if closing > 0 and "V" not in line.parts[at:closing] and line.parts[at + 1] in "PBGKDN":
            return closing + 1
    if part == "(":
        closing = line.parts.find(")", at, min(at + 15, stop))
        return closing + 1 if closing > 0 else at
    return at
