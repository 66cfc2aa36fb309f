"""Read case files: ``tests/cases/<language>/<phenomenon>.md``, one phenomenon a file, one case a heading.

    # Title and a few lines on the phenomenon

    ## case-id
    date: 2031-05-07
    > The text of the case. Every «>» line is a line of the text;
    >
    > an empty one is an empty line.
    - source: la ministre | cue: a déclaré | content: que … | act: assert
    - none

Lines ``key: value`` before the text are settings; each ``- `` line is one expected record of ``key: value`` pairs
between `` | ``; ``- none`` says that nothing may be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case; ``expected`` is empty when nothing may be found."""

    id: str
    language: str
    text: str
    settings: dict[str, str]
    expected: tuple[dict[str, str], ...]


def read_cases(*names: str) -> list[Case]:
    """All cases of the files ``cases/<name>.md`` («fr/denial»).  A case without expectation is a mistake."""
    return [case for name in names for case in _read(CASES / f"{name}.md", name)]


def _read(path: Path, name: str) -> list[Case]:
    cases = []
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        head, *lines = part.split("\n")
        settings: dict[str, str] = {}
        text: list[str] = []
        expected: list[dict[str, str]] = []
        for line in lines:
            if line.startswith(">"):
                text.append(line[1:].removeprefix(" "))
            elif line.startswith("- "):
                expected.append(_pairs(line[2:]))
            elif not text and ": " in line:
                key, value = line.split(": ", 1)
                settings[key] = value.strip()
        if not expected:
            raise ValueError(f"{path.name}: case {head!r} expects nothing; write «- none»")
        records = tuple(e for e in expected if e)
        cases.append(Case(f"{name}:{head.strip()}", name.split("/")[0], "\n".join(text), settings, records))
    return cases


def _pairs(line: str) -> dict[str, str]:
    if line.strip() == "none":
        return {}
    return {pair.split(":", 1)[0].strip(): pair.split(":", 1)[1].strip() for pair in line.split(" | ")}
