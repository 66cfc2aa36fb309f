"""What is given to a command: PATH…, options on the texts, and the documents that they hold."""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any, TypeVar

import click

from selon.model import Document, Problem
from selon.packs import LANGUAGES
from selon.read.files import read_paths

F = TypeVar("F", bound=Callable[..., Any])


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """The options as one decorator, in the order in which --help shows them."""
    return lambda function: reduce(lambda f, option: option(f), reversed(options), function)


def text_option(flag: str, metavar: str, text: str) -> Callable[[F], F]:
    """An option that takes a text, "" without it."""
    return click.option(flag, default="", metavar=metavar, help=text)


input_options = together(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    text_option("--meta", "FILE", "CSV like index.csv: path, outlet, published…"),
    click.option("--pack", type=click.Choice(LANGUAGES), help="Language of the texts (else detected)."),
)


def documents(paths: tuple[str, ...], meta: str, pack: str) -> Iterator[Document]:
    """The documents alone, streaming, those given twice too; problems go to stderr."""
    for item in read_paths(paths, meta, pack, once=False):
        if isinstance(item, Problem):
            tell(item)
        else:
            yield item


def tell(problem: Problem) -> None:
    """One line on stderr: place, code, message."""
    line = f":{problem.line}" if problem.line else ""
    click.echo(f"{problem.path}{line}: {problem.code}: {problem.message}", err=True)
