"""The docs do not drift: commands, problem codes, fields of the report and links are checked against the code."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import click
import pytest

from selon import model
from selon.cli import COMMANDS, cli
from selon.errors import PROBLEMS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])


def _reference() -> str:
    """docs/cli.md as the help of the commands gives it."""
    parts = [
        "# Commands",
        "",
        "Written by `pytest tests/test_docs.py --golden-update` from the help of the commands.",
        "",
    ]
    for name in COMMANDS:
        context = click.Context(cli, info_name="selon", help_option_names=["-h", "--help"])
        command = cli.get_command(context, name)
        assert command is not None
        usage = command.get_help(click.Context(command, info_name=name, parent=context, max_content_width=100))
        parts += [f"## selon {name}", "", "```text", usage, "```", ""]
    return "\n".join(parts)


def test_the_command_reference_is_that_of_the_commands(golden_update: bool) -> None:
    """Every command with every option, word for word."""
    page = DOCS / "cli.md"
    if golden_update:
        page.write_text(_reference(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == _reference()


def test_every_command_has_a_line_of_help() -> None:
    """The table of commands and the commands themselves say the same."""
    context = click.Context(cli)
    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None and command.help
        assert line.endswith((".", "?"))


def test_every_problem_code_is_explained() -> None:
    """docs/problems.md holds exactly the codes of errors.PROBLEMS, with their words."""
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M)) == dict(PROBLEMS)


@pytest.mark.parametrize("record", ["Claim", "Meeting", "Channel", "Position", "Proposal", "Response", "Origin"])
def test_every_field_of_the_report_is_documented(record: str) -> None:
    """docs/json.md names every field that the report writes."""
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    left_out = {"attribution", "lo", "hi"}
    missing = [f.name for f in dataclasses.fields(getattr(model, record)) if f"`{f.name}`" not in text]
    assert not set(missing) - left_out


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_paths_exist(page: Path) -> None:
    """Relative links and the paths that a page names are there."""
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]
    paths = re.findall(r"`((?:src|tests|tools|examples|docs)/[\w./-]*\w)`", text)
    assert not [p for p in paths if not (ROOT / p).exists()]
