"""The dossier as Markdown, quotes in footnotes."""

from collections.abc import Iterable, Mapping

from jinja2 import DictLoader, Environment, StrictUndefined

from selon.dossier import Dossier
from selon.model import Evidence

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})


def render(dossier: Dossier, templates: Mapping[str, str]) -> str:
    """One Markdown document; every fact carries the footnote of its quote, numbered as they are first cited."""
    notes: dict[Evidence, int] = {}

    def mark(evidence: Iterable[Evidence]) -> str:
        return "".join(f"[^{notes.setdefault(e, len(notes) + 1)}]" for e in evidence)

    environment = Environment(loader=DictLoader(templates), undefined=StrictUndefined, trim_blocks=True)
    environment.keep_trailing_newline = True
    environment.filters |= {"plain": lambda text: text.translate(_SPECIAL), "mark": mark}
    return environment.get_template("dossier.md").render(dossier=dossier, words=dossier.words, notes=notes)
