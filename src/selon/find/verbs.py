"""Verbs that ascribe, with what belongs to their group: auxiliaries, negation, reflexive, inverted pronoun."""

from collections.abc import Mapping
from dataclasses import dataclass

from selon.find.conjugation import FormKind, inflector
from selon.find.grammar import Line
from selon.lang.pack import LanguagePack
from selon.model import Act, Span


@dataclass(frozen=True, slots=True)
class VerbRule:
    """A row of ``verbs.tsv``: the conjugated word, what goes with it, the act and the constructions (frames)."""

    head: str
    reflexive: bool
    clitic: str
    tail: tuple[str, ...]
    act: Act
    frames: frozenset[str]
    place: str


@dataclass(frozen=True, slots=True)
class VerbRules:
    """Rules by form, the longest row first; and the kinds of each form."""

    by_form: Mapping[str, tuple[tuple[VerbRule, frozenset[FormKind]], ...]]
    kinds: Mapping[str, frozenset[FormKind]]


@dataclass(frozen=True, slots=True)
class Group:
    """A verb of saying where it stands, by token numbers of the line.

    ``left`` is the first token of the group (clitics included), ``after`` the first behind it; ``pronoun`` is an
    inverted subject, ``clitic`` an object pronoun, or None.
    """

    rule: VerbRule
    head: int
    left: int
    after: int
    cue: tuple[Span, ...]
    kind: FormKind
    passive: bool
    negated: bool
    auxiliary: bool
    pronoun: int | None
    clitic: int | None


def verb_rules(pack: LanguagePack) -> VerbRules:
    """Compile ``verbs.tsv`` (lemma, act, frames) with all forms of its verbs."""
    inflect = inflector(pack)
    by_form: dict[str, list[tuple[VerbRule, frozenset[FormKind]]]] = {}
    kinds: dict[str, set[FormKind]] = {}
    for row in pack.rows("verbs"):
        rule = _rule(row["lemma"], row["act"], row.values("frames"), row.place)
        forms: dict[str, set[FormKind]] = {}
        for form, kind in inflect(rule.head):
            forms.setdefault(form, set()).add(kind)
            kinds.setdefault(form, set()).add(kind)
        for form, which in forms.items():
            by_form.setdefault(form, []).append((rule, frozenset(which)))
    ordered = {f: tuple(sorted(r, key=lambda p: -_size(p[0]))) for f, r in by_form.items()}
    return VerbRules(ordered, {f: frozenset(k) for f, k in kinds.items()})


def _size(rule: VerbRule) -> int:
    return 2 * len(rule.tail) + rule.reflexive + bool(rule.clitic)


def _rule(lemma: str, act: str, frames: tuple[str, ...], place: str) -> VerbRule:
    words = lemma.replace("s'", "se ").replace("d'", "d' ").replace("l'", "l' ").split()
    reflexive = words[0] == "se"
    clitic = words[reflexive] if words[reflexive] in ("en", "y") else ""
    head, *tail = words[reflexive + bool(clitic) :]
    checked: Act = act  # type: ignore[assignment]
    return VerbRule(head, reflexive, clitic, tuple(tail), checked, frozenset(frames), place)


def find_groups(line: Line, rules: VerbRules) -> list[Group]:
    """The verbs of ``verbs.tsv`` in a line, in order; at most one rule a head, the longest that fits."""
    found = []
    for at, norm in enumerate(line.norms):
        options = rules.by_form.get(norm, ())
        if options and _is_verb(line, at, options[0][1]):
            group = next((g for rule, kinds in options if (g := _group(line, at, rule, kinds))), None)
            if group is not None:
                found.append(group)
    return found


def _is_verb(line: Line, at: int, kinds: frozenset[FormKind]) -> bool:
    """Whether the word is a verb here: by its tag, else by its neighbours (taggers miss «a nié», «doute que»)."""
    tag = line.tokens[at].tag
    if tag in ("VERB", "AUX") or line.parts[at] == "V":
        return True
    before = line.left(at - 1)
    left = line.parts[before] if before >= 0 else "."
    if "participle" in kinds and (line.is_(before, "have") or line.is_(before, "be")):
        return True
    if "gerund" in kinds and line.is_(at - 1, "clitic"):
        return True
    if "finite" not in kinds or left not in "NRQ,)»" or at + 1 == len(line.tokens):
        return False
    behind = line.parts[at + 1]
    quoted = "»" in line.parts[max(0, at - 3) : at] and behind in "DPBR"
    if line.parts[at - 1] in ",»" and (quoted or line.tokens[at + 1].text[:1].isupper()):
        return True  # «…, indique X»
    return behind in "DSI«" if tag == "NOUN" else behind not in ".,N" and left in "NRQ)"


@dataclass(slots=True)
class _Walk:
    """What has been met while walking left from the head."""

    at: int
    cue: list[int]
    auxiliary: str = ""
    negated: bool = False
    passive: bool = False
    reflexive: bool = False
    inner: str = ""
    pronoun: int | None = None
    clitic: int | None = None


def _group(line: Line, head: int, rule: VerbRule, kinds: frozenset[FormKind]) -> Group | None:
    tail = _tail(line, head, rule)
    if tail is None:
        return None
    walk = _Walk(head - 1, [head, *tail])
    if kinds & {"participle", "infinitive"}:
        _auxiliaries(line, walk, "participle" in kinds)
    elif "gerund" in kinds and line.grammar.language == "en":
        _progressive(line, walk)
    kind = _kind(walk, kinds)
    _clitics(line, walk)
    if line.is_(walk.at, "neither"):
        walk.cue.append(walk.at)
        walk.negated = True
    if rule.reflexive != walk.reflexive or (rule.clitic and rule.clitic != walk.inner):
        return None
    if walk.inner and rule.clitic != "en":
        walk.cue = [i for i in walk.cue if line.norms[i] != walk.inner]
    after = max(walk.cue) + 1
    pronoun = walk.pronoun
    if pronoun is None and kind == "finite" and line.word(after) in ("-", "-t-") and line.is_(after + 1, "inverted"):
        pronoun, after = after + 1, after + 2
    while after < len(line.norms) and line.is_(after, "negative") and (walk.negated or line.grammar.language == "en"):
        walk.cue.append(after)
        walk.negated = True
        after += 1
    walk.negated = walk.negated and not _only(line, walk.cue, after)
    passive = (kind == "participle" and not walk.auxiliary) or (walk.passive and not walk.reflexive)
    return Group(
        rule, head, walk.at + 1, after, _runs(line, walk.cue), kind, passive, walk.negated,
        bool(walk.auxiliary), pronoun, walk.clitic,
    )  # fmt: skip


def _only(line: Line, cue: list[int], after: int) -> bool:
    """«ne confirme que la mort»: restricted, not negated."""
    if any(line.is_(i, "negative") for i in cue) or not line.is_(after, "that") or line.grammar.language != "fr":
        return False
    return not any(p in "VR" for p in line.parts[after + 1 : after + 8])


def _tail(line: Line, head: int, rule: VerbRule) -> list[int] | None:
    """The tokens of the rule's further words behind the head, adverbs passed over; None if they are not there."""
    found: list[int] = []
    at = head + 1
    for word in rule.tail:
        while line.word(at) != word:
            adverb = line.starts(at, "adverb")
            passed = line.parts[at : at + 1] in ("B", "-", "«") and not line.is_(at, "preposition")
            if not (adverb or passed):
                return None
            at += adverb or 1
        found.append(at)
        at += 1
    return found


def _auxiliaries(line: Line, walk: _Walk, participle: bool) -> None:
    """Take in «a», «n'a pas», «aurait été», «vient de», «a-t-il» to the left of a participle or infinitive."""
    at = walk.at
    passed: list[int] = []
    pronoun = None
    if not participle and _aspect(line, walk):
        return
    while at >= 0 and len(passed) < 9:
        norm = line.norms[at]
        have, be, modal = (line.is_(at, key) for key in ("have", "be", "modal"))
        if (participle and (have or be)) or (not participle and modal and not walk.auxiliary):
            walk.passive = walk.passive or (be and participle)
            walk.auxiliary = norm
            walk.cue += [i for i in passed if line.is_(i, "negative")] + [at]
            walk.negated = walk.negated or any(line.is_(i, "negative") for i in [*passed, at])
            walk.pronoun = pronoun
            walk.at = at - 1
            passed = []
        elif line.is_(at, "inverted") and at and (line.norms[at - 1] in ("-", "-t-")):
            pronoun = at
            passed.append(at)
        elif participle and (line.ends(at, "adverb") > 1 or line.is_(at, "stressed")):
            at -= line.ends(at, "adverb") or 1
            continue
        elif line.parts[at] in "B-":
            passed.append(at)
        elif participle and (jump := _over_aside(line, at)) < at:
            at = jump
            continue
        else:
            break
        if walk.auxiliary and not passed and walk.auxiliary not in ("été", "been", "eu", "avoir", "have", "be"):
            break
        at -= 1


def _aspect(line: Line, walk: _Walk) -> bool:
    """Take in «vient de», «a continué à», «n'est pas en mesure de» to the left of an infinitive."""
    at = walk.at
    aspect = line.ends(at - 1, "aspect") if line.is_(at, "genitive") or line.is_(at, "to") else 0
    if aspect:
        walk.cue += range(at - aspect, at + 1)
        walk.auxiliary, walk.at = line.norms[at - aspect], at - aspect - 1
        _auxiliaries(line, walk, True)
        walk.passive = False
    return bool(aspect)


def _progressive(line: Line, walk: _Walk) -> None:
    """«is now warning», «was not saying»: the auxiliary of an English gerund."""
    at = walk.at
    while at >= 0 and line.parts[at] == "B" and not line.is_(at, "be"):
        at -= 1
    if line.is_(at, "be") and line.norms[at] not in ("being", "be"):
        negatives = [i for i in range(at, walk.at + 1) if line.is_(i, "negative")]
        walk.cue += [at, *negatives]
        walk.negated, walk.auxiliary, walk.at = bool(negatives), line.norms[at], at - 1


def _over_aside(line: Line, at: int) -> int:
    """Left of «pour sa part», «lundi» or an aside between commas that parts an auxiliary from its participle."""
    if phrase := line.ends(at, "adverb") or line.ends(at, "time"):
        return at - phrase
    if line.parts[at] == ",":
        opening = line.parts.rfind(",", max(0, at - 25), at)
        if opening > 0 and line.parts[opening - 1] in "VB" and "V" not in line.parts[opening + 1 : at]:
            return opening - 1
    return at


def _kind(walk: _Walk, kinds: frozenset[FormKind]) -> FormKind:
    if walk.auxiliary in ("avoir", "être"):
        return "infinitive"
    if walk.auxiliary in ("ayant", "étant", "having", "being"):
        return "gerund"
    order: tuple[FormKind, ...] = ("finite", "gerund", "infinitive", "participle")
    return "finite" if walk.auxiliary else next(kind for kind in order if kind in kinds)


def _clitics(line: Line, walk: _Walk) -> None:
    """Take in the reflexive and «ne»; pass over object pronouns."""
    while walk.at >= 0:
        at, norm = walk.at, line.norms[walk.at]
        if line.is_(at, "negator"):
            walk.cue.append(at)
            walk.negated = True
        elif line.is_(at, "reflexive") and norm in ("se", "s'"):
            walk.cue.append(at)
            walk.reflexive = True
        elif norm in ("en", "y") and line.grammar.language == "fr" and line.tokens[at].tag != "ADP":
            walk.inner = norm
            walk.cue.append(at)
        elif line.is_(at, "clitic") and (
            norm not in ("nous", "vous") or line.is_(at - 1, "subject") or _other(line, walk)
        ):
            walk.clitic = at if norm in ("le", "l'", "la", "les") else walk.clitic
        else:
            break
        walk.at -= 1


def _other(line: Line, walk: _Walk) -> bool:
    """The verb is not that of «nous» or «vous» («nous a confié X»)."""
    return not (walk.auxiliary or line.norms[walk.cue[0]]).endswith(("ons", "ez", "mes", "tes"))


def _runs(line: Line, tokens: list[int]) -> tuple[Span, ...]:
    """The tokens as spans, neighbours joined."""
    runs: list[list[int]] = []
    for at in sorted(set(tokens)):
        if runs and runs[-1][1] == at - 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return tuple(line.span(a, b) for a, b in runs)
