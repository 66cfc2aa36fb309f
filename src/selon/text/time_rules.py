"""Compile the time tables of a language pack: ``timewords.tsv`` (classes of words) and ``times.tsv`` (rules).

A word row gives a class, a value and the forms (regular expressions) that have it.  A rule row gives a name,
the kind that reads it (see ``dates.READERS``), a pattern, settings (``key=value;…``) and what may not stand right
before or after.  In a pattern ``{month}`` is a named group of that class, ``{month_}`` the same without a name,
``{month2}`` and ``{month3}`` are further ones; a space is one run of white space; the group ``at`` narrows the span.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selon.errors import PackError
from selon.lang.pack import LanguagePack, Row
from selon.text.choices import any_of, letters_of

_EDGE = r"(?<!\w)"
NUMERIC = frozenset({"year", "yy", "dd", "mm", "hour", "minute"})  # classes whose words all hold a digit
_EXACT = re.compile(r"\(\?-i:(.*)\)")
_SPACE = r"(?:[ ]{1,3}|\n)"
_BUILT_IN = MappingProxyType(
    {
        "year": r"(?:1[0-9]|20)\d\d",
        "yy": r"\d\d",
        "dd": r"(?:0?[1-9]|[12]\d|3[01])",
        "mm": r"(?:0?[1-9]|1[0-2])",
        "hour": r"(?:[01]?\d|2[0-4])",
        "minute": r"[0-5]\d",
        **dict.fromkeys(("signal", "mod", "filler", "open", "lead", "speech"), "(?!)"),
    }
)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One compiled rule.  ``before`` is searched at the end of what precedes, ``after`` matched behind; without
    a word of every class or choice of words of ``needs`` the pattern matches nowhere."""

    kind: str
    pattern: re.Pattern[str]
    settings: Mapping[str, str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The time tables of one language, compiled.  ``checks`` holds each class and each «class.value»; ``starts``
    matches wherever a word that any rule needs begins, ``present`` tells which: both in a text of small letters."""

    starts: re.Pattern[str]
    present: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    rules: tuple[TimeRule, ...]
    checks: Mapping[str, re.Pattern[str]]
    values: Mapping[str, tuple[str, ...]]
    left: re.Pattern[str]
    head: re.Pattern[str]
    open: re.Pattern[str]
    year_lead: re.Pattern[str]
    speech: re.Pattern[str]

    def is_a(self, cls: str, text: str) -> bool:
        """Whether the word is of the class («event») or of the class with that value («future.modal»)."""
        check = self.checks.get(cls)
        return check is not None and check.fullmatch(text) is not None

    def value(self, cls: str, text: str) -> str:
        """The value of a word in its class, "" when it has none."""
        flat = " ".join(text.split())
        return next((value for value in self.values.get(cls, ()) if self.is_a(f"{cls}.{value}", flat)), "")


def time_rules(pack: LanguagePack) -> TimeRules:
    """Compile a pack's time tables.  Raises PackError, with the place, on a pattern that does not compile."""
    classes: dict[str, list[str]] = {}
    values: dict[str, dict[str, None]] = {}
    for row in pack.rows("timewords"):
        cls = row["class"]
        values.setdefault(cls, {})[row["value"]] = None
        for name in (cls, f"{cls}.{row['value']}"):
            classes.setdefault(name, []).extend(row.values("forms"))
    forms = dict(_BUILT_IN)
    for cls in values:
        longest_first = sorted(set(classes[cls]), key=lambda f: (-len(f), f))
        forms[cls] = any_of([letters_of(form) for form in longest_first]).replace(" ", _SPACE)
    if one := forms.get("number"):
        forms["num"] = rf"(?:{one}(?:[- ](?:et[ -]|and[ -])?{one})*|\d{{1,3}}(?:[ ]\d{{3}})+|\d+(?:[.,]\d{{1,2}})?)"
    rules = tuple(_compile(row, forms) for row in pack.rows("times"))

    def around(pattern: str) -> re.Pattern[str]:
        return re.compile(_expand(pattern, forms), re.IGNORECASE)

    return TimeRules(
        *_starts(rules, classes, forms),
        rules=rules,
        checks=MappingProxyType({name: re.compile("|".join(f), re.IGNORECASE) for name, f in classes.items()}),
        values=MappingProxyType({cls: tuple(found) for cls, found in values.items()}),
        left=around(r"(?<!\w)(?:{signal} )?(?:(?:{filler_}) )?(?:{mod} ?)?(?:{filler_} ?)*\s*\Z"),
        head=around(r"{signal}(?![\w-])"),
        open=around(r"(?<!\w){open_}\s*\Z"),
        year_lead=around(r"(?<!\w){lead_}\s*\Z"),
        speech=around(r"(?<!\w){speech_}(?!\w)[^.;:!?«“\"\n]{0,48}\Z"),
    )


def _starts(
    rules: Iterable[TimeRule], classes: Mapping[str, list[str]], forms: Mapping[str, str]
) -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]]:
    """``starts`` and ``present``, for a text of small letters: case-blind patterns are many times slower."""
    digit = {name: [r"\d"] for name in NUMERIC} | {"num": [r"\d", *classes.get("number", ())]}
    begun: dict[str, dict[tuple[str, ...], None]] = {}
    present: dict[str, dict[str, re.Pattern[str]]] = {}
    for need in sorted({need for rule in rules for need in rule.needs}):
        pattern = re.compile(forms.get(need, need.replace(" ", _SPACE)).lower())
        for form in digit.get(need) or classes.get(need) or need.split("|"):
            first, *rest = letters_of(_EXACT.sub(r"\1", form).lower())
            begun.setdefault(first, {})[tuple(rest)] = None
            for sign in "0123456789" if first == r"\d" else first:
                present.setdefault(sign, {})[need] = pattern
    branches = (rf"{first}(?<![^\W\d].)(?={any_of(list(rests))})" for first, rests in begun.items())
    starts = re.compile("|".join(branches).replace(" ", _SPACE), re.DOTALL)
    return starts, MappingProxyType({sign: tuple(found.items()) for sign, found in present.items()})


def _compile(row: Row, forms: Mapping[str, str]) -> TimeRule:
    flags = re.IGNORECASE | re.MULTILINE
    settings = dict(part.partition("=")[::2] for part in row["settings"].split(";") if part)
    needs = _needs(row["pattern"]).union(filter(None, settings.get("needs", "").split(",")))
    if not needs:
        raise PackError(f"{row.place}: no word that the rule needs: name one, «needs=…»")
    try:
        body, before, after = (_expand(row[column], forms) for column in ("pattern", "before", "after"))
        pattern = re.compile(rf"{_EDGE}(?:{body})(?!\w)", flags)
        not_before = re.compile(rf"(?:{before})\Z", flags) if before else None
        not_after = re.compile(after, flags) if after else None
    except (re.error, KeyError) as error:
        raise PackError(f"{row.place}: {error}") from error
    return TimeRule(row["kind"], pattern, MappingProxyType(settings), not_before, not_after, needs, row.place)


def _expand(pattern: str, forms: Mapping[str, str]) -> str:
    def macro(match: re.Match[str]) -> str:
        name = match[1]
        body = forms[name.rstrip("_23")]
        return f"(?:{body})" if name.endswith("_") else f"(?P<{name}>{body})"

    return re.sub(r"\{([a-z]+[_23]?)\}", macro, pattern.replace(" ", _SPACE))


def _needs(pattern: str) -> frozenset[str]:
    """The classes without which a pattern cannot match: those outside options, choices and negations."""
    plain, before = re.sub(r"\\.|\[[^\]]*\]", "", pattern), ""
    while plain != before:  # From the innermost: groups that must match are opened, all others dropped.
        before, plain = plain, re.sub(r"\((?:\?(?:P<\w+>|[:=]))?([^()|?][^()|]*)\)(?![?*])", r"\1", plain)
        plain = re.sub(r"\([^()]*\)[?*]?", "", plain) if plain == before else plain
    return frozenset() if "|" in plain else frozenset(re.findall(r"\{([a-z]+)[_23]?\}(?![?*])", plain))
