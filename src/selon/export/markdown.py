"""The dossier as Markdown, quotes in footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.dossier import Dossier, Entry, Section
from selon.model import Evidence
from selon.wording import Clause, Words

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})


class _Notes:
    """Footnotes in the order in which they are first cited."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.numbers: dict[Evidence, int] = {}

    def mark(self, evidence: Sequence[Evidence]) -> str:
        return "".join(f"[^{self.numbers.setdefault(e, len(self.numbers) + 1)}]" for e in evidence)

    def lines(self) -> Iterable[str]:
        for evidence, number in self.numbers.items():
            quote = escape(" ".join(evidence.quote.split()))
            yield f"[^{number}]: « {quote} » `{self.words.address(evidence)}`"


def render(dossier: Dossier) -> str:
    """One Markdown document; every fact carries the footnote of its quote."""
    notes = _Notes(dossier.words)
    out = [f"# {dossier.title}"]
    for section in dossier.sections:
        out += ["", f"## {section.title}", "", *_section(section, notes)]
    return "\n".join([*out, "", *notes.lines()]) + "\n"


def _section(section: Section, notes: _Notes) -> Iterable[str]:
    for entry in section.entries:
        yield from _entry(entry, section.key, notes)


def _entry(entry: Entry, key: str, notes: _Notes) -> Iterable[str]:
    sentence = " ".join(_clause(c, notes) for c in entry.sentence)
    if key in ("timeline", "missed", "positions", "problems"):
        head = f"**{escape(entry.head)}**: " if entry.head else ""
        yield f"- {head}{sentence}"
        return
    yield f"### {escape(entry.head)}"
    yield ""
    if sentence:
        yield sentence
        yield ""
    for label, clauses in entry.lines:
        if label == notes.words["quote"]:
            yield ""
            yield f"> {escape(clauses[0].text)}{notes.mark(clauses[0].evidence)}"
        elif clauses:
            yield f"- {label}{notes.words.colon}{', '.join(_clause(c, notes) for c in clauses)}"
    yield ""


def _clause(clause: Clause, notes: _Notes) -> str:
    return escape(clause.text) + notes.mark(clause.evidence[:2])


def escape(text: str) -> str:
    """Text whose marks are shown, not obeyed."""
    return text.translate(_SPECIAL)
