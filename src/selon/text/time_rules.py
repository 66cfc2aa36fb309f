"""Compile the time tables of a language pack: ``timewords.tsv`` (classes of words) and ``times.tsv`` (rules).

A word row gives a class, a value and the forms (regular expressions) that have it.  A rule row gives a name,
the kind that reads it (see ``time_resolve``), a pattern, settings (``key=value;…``) and what may not stand right
before or after.  In a pattern ``{month}`` is a named group of that class, ``{month_}`` the same without a name,
``{month2}`` and ``{month3}`` are further ones; a space is one run of white space; the group ``at`` narrows the span.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.errors import PackError
from selon.lang.pack import LanguagePack, Row

_SPACE = r"(?:[ ]{1,3}|\n)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BUILT_IN = MappingProxyType(
    {
        "year": r"(?:1[0-9]|20)\d\d",
        "yy": r"\d\d",
        "dd": _DAY,
        "mm": r"(?:0?[1-9]|1[0-2])",
        "hour": r"(?:[01]?\d|2[0-4])",
        "minute": r"[0-5]\d",
    }
)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One compiled rule.  ``before`` is searched at the end of what precedes, ``after`` matched behind."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    settings: Mapping[str, str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The time tables of one language, compiled."""

    language: str
    rules: tuple[TimeRule, ...]
    words: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    present: Mapping[str, re.Pattern[str]]
    checks: Mapping[str, re.Pattern[str]]
    left: re.Pattern[str]
    head: re.Pattern[str]
    open: re.Pattern[str]
    year_lead: re.Pattern[str]

    def is_a(self, cls: str, text: str) -> bool:
        """Whether the word is of the class («event») or of the class with that value («future.modal»)."""
        check = self.checks.get(cls)
        return check is not None and check.fullmatch(text) is not None

    def value(self, cls: str, text: str) -> str:
        """The value of a word in its class, "" when it has none."""
        flat = " ".join(text.split())
        return next((value for form, value in self.words.get(cls, ()) if form.fullmatch(flat)), "")


def time_rules(pack: LanguagePack) -> TimeRules:
    """Compile a pack's time tables.  Raises PackError, with the place, on a pattern that does not compile."""
    classes: dict[str, list[tuple[str, str]]] = {}
    for row in pack.rows("timewords"):
        classes.setdefault(row["class"], []).extend((form, row["value"]) for form in row.values("forms"))
    forms = {name: "|".join(_longest_first(f for f, _ in pairs)) for name, pairs in classes.items()}
    forms = {name: f"(?:{body.replace(' ', _SPACE)})" for name, body in forms.items()} | _BUILT_IN
    if "number" in forms:
        one = forms["number"]
        forms["num"] = rf"(?:{one}(?:[- ](?:et[ -]|and[ -])?{one})*|\d{{1,3}}(?:[ ]\d{{3}})+|\d+(?:[.,]\d{{1,2}})?)"
    checks = _checks(classes)
    words = {
        name: tuple((checks[f"{name}.{value}"], value) for value in dict.fromkeys(v for _, v in pairs))
        for name, pairs in classes.items()
    }
    rules = tuple(_compile(row, forms) for row in pack.rows("times"))
    nothing = dict.fromkeys(("signal", "mod", "filler", "open", "lead"), "(?!)")
    left = r"(?<!\w)(?:{signal} )?(?:(?:{filler_}) )?(?:{mod} ?)?(?:{filler_} ?)*\s*\Z"

    def around(pattern: str) -> re.Pattern[str]:
        return re.compile(_expand(pattern, nothing | forms), re.IGNORECASE)

    return TimeRules(
        language=pack.code,
        rules=rules,
        words=MappingProxyType(words),
        present=MappingProxyType({n: around(rf"(?<![^\W\d]){{{n}}}") for n in _needed(rules)}),
        checks=MappingProxyType(checks),
        left=around(left),
        head=around(r"{signal}(?![\w-])"),
        open=around(r"(?<!\w){open_}\s*\Z"),
        year_lead=around(r"(?<!\w){lead_}\s*\Z"),
    )


def _checks(classes: Mapping[str, list[tuple[str, str]]]) -> dict[str, re.Pattern[str]]:
    """One regular expression a class, and one a class with value («future.modal»)."""
    grouped: dict[str, list[str]] = {}
    for name, pairs in classes.items():
        for form, value in pairs:
            grouped.setdefault(name, []).append(form)
            grouped.setdefault(f"{name}.{value}", []).append(form)
    return {name: re.compile("|".join(forms), re.IGNORECASE) for name, forms in grouped.items()}


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(set(forms), key=lambda f: (-len(f), f))


def _compile(row: Row, forms: Mapping[str, str]) -> TimeRule:
    flags = re.IGNORECASE | re.MULTILINE
    try:
        body, before, after = (_expand(row[column], forms) for column in ("pattern", "before", "after"))
        pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", flags)
        not_before = re.compile(rf"(?:{before})\Z", flags) if before else None
        not_after = re.compile(after, flags) if after else None
    except (re.error, KeyError) as error:
        raise PackError(f"{row.place}: {error}") from error
    settings = dict(part.partition("=")[::2] for part in row["settings"].split(";") if part)
    return TimeRule(
        row["name"], row["kind"], pattern, MappingProxyType(settings), not_before, not_after,
        _needs(row["pattern"]).union(filter(None, settings.get("needs", "").split(","))), row.place,
    )  # fmt: skip


def _expand(pattern: str, forms: Mapping[str, str]) -> str:
    def macro(match: re.Match[str]) -> str:
        name = match[1]
        body = forms[name.rstrip("_23")]
        return f"(?:{body})" if name.endswith("_") else f"(?P<{name}>{body})"

    return re.sub(r"\{([a-z]+[_23]?)\}", macro, pattern.replace(" ", _SPACE))


_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|\{([a-z]+)[_23]?\}"
    r"|(\((?:\?(?:P<\w+>|[:=!]|<[=!]|-i:))?)|(\))|(\|)|."
)


def _needs(pattern: str) -> frozenset[str]:
    """The classes without which a pattern cannot match: a text that lacks one of them need not be searched."""
    branches: list[list[set[str]]] = [[set()]]
    openers = ["("]
    for match in _PIECE.finditer(pattern):
        name, opened, closed, bar = match.groups()
        optional = pattern[match.end() : match.end() + 1] in ("?", "*")
        found: set[str] = {name} if name else set()
        if opened:
            branches.append([set()])
            openers.append(opened)
        elif bar:
            branches[-1].append(set())
        elif closed:
            found = set.intersection(*branches.pop())
            if openers.pop() in ("(?!", "(?<!"):
                found = set()
        if not optional and found:
            branches[-1][-1] |= found
    return frozenset(set.intersection(*branches[0]))


def _needed(rules: Iterable[TimeRule]) -> frozenset[str]:
    return frozenset(name for rule in rules for name in rule.needs)
