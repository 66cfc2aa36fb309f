"""The dossier as one self-contained HTML file."""

from __future__ import annotations

from selon.dossier import Dossier


def render(dossier: Dossier, quotes_only: bool = False) -> str:
    """One page without any external request; ``quotes_only`` leaves out the full text of the articles."""
    raise NotImplementedError
