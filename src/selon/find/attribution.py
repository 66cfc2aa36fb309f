"""Attributions: who says what, in the words of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from selon.find.cues import CueRules, by_cue, cue_rules
from selon.find.found import Found
from selon.find.grammar import Grammar, Line, grammar, lines
from selon.find.quoted import with_floating
from selon.find.verbal import by_verb
from selon.find.verbs import VerbRules, find_groups, verb_rules
from selon.lang.pack import LanguagePack
from selon.model import Act, Article, Attribution, Certainty, Form, Polarity, Quotation, Span

_CERTAINTY: Mapping[Act, Certainty] = MappingProxyType(
    {"believe": "probable", "doubt": "possible", "not_said": "unknown", "ask": "unknown"}
)


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """All that finding attributions in one language takes, compiled once."""

    grammar: Grammar
    verbs: VerbRules
    cues: CueRules


def attribution_rules(pack: LanguagePack) -> AttributionRules:
    """Compile ``grammar``, ``conjugation``, ``verbs``, ``cues`` and ``nouns``."""
    return AttributionRules(grammar(pack), verb_rules(pack), cue_rules(pack))


def find_attributions(article: Article, rules: AttributionRules) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    """The attributions in text order, ids «a1»…, and the sentences that hold a cue but gave none.

    ``evidence`` and ``source_class`` are provisional: verbatim where words of the source stand in quotation marks,
    else plain; unstated where there is no source, else person.
    """
    text = lines(article, rules.grammar, rules.verbs.kinds)
    found: list[Found] = []
    missed: list[Span] = []
    before: Line | None = None
    for line in text:
        groups = find_groups(line, rules.verbs)
        nearby = before if before is not None and before.block == line.block else None
        before = line
        here = _distinct(by_verb(line, nearby, groups, rules.verbs) + by_cue(line, rules.cues, rules.verbs))
        if groups and not here:
            missed.append(line.span(0, len(line.tokens) - 1))
        found += here
    found = sorted(with_floating(article, text, found), key=_place)
    return tuple(_attribution(article, f, n) for n, f in enumerate(found, 1)), tuple(missed)


def _place(found: Found) -> tuple[int, int]:
    spans = found.source + found.cue + found.content
    return min(s.start for s in spans), max(s.end for s in spans)


def _distinct(found: list[Found]) -> list[Found]:
    """No cue twice, nothing without content."""
    whole = [f for f in found if f.content and all(s.start < s.end for s in f.content)]
    return [f for n, f in enumerate(whole) if all(f.cue != other.cue for other in whole[:n])]


def _attribution(article: Article, found: Found, number: int) -> Attribution:
    form = _form(found, article.quotations)
    polarity: Polarity = "-" if found.act == "deny" else "unknown" if found.act == "not_said" else "+"
    return Attribution(
        f"a{number}", found.source, found.cue, found.content, form, found.act,
        "plain" if form == "indirect" else "verbatim", "person" if found.source else "unstated",
        polarity=polarity, certainty=_CERTAINTY.get(found.act, "certain"), reason=found.reason,
    )  # fmt: skip


def _form(found: Found, quotations: tuple[Quotation, ...]) -> Form:
    if not found.cue:
        return "floating"
    cue = found.cue[0].start
    apart = [q for q in quotations if not q.start <= cue < q.end]
    if all(any(q.start - 1 <= s.start and s.end <= q.end + 1 for q in apart) for s in found.content):  # marks twice
        return "direct"
    start, end = found.content[0].start, found.content[-1].end
    return "mixed" if any(q.start < end and start < q.end for q in apart) else "indirect"


def still_missed(candidates: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[Span, ...]:
    """The ``candidates``, sentences with a cue, that no source, cue or content of an attribution touches."""
    taken = [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    return tuple(c for c in candidates if not any(s.start < c.end and c.start < s.end for s in taken))
