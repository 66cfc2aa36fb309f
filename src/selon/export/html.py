"""The dossier as one self-contained HTML file: no request leaves it, and its policy forbids any."""

import base64
import hashlib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from selon.dossier import Dossier
from selon.export.graph import citation_graph
from selon.export.report_json import title_of
from selon.export.timeline_svg import draw
from selon.model import Evidence, Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article between two edges of evidence; ``marked`` when some evidence covers it."""

    start: int
    end: int
    text: str
    kind: str
    marked: bool


def render(dossier: Dossier, templates: Mapping[str, str], quotes_only: bool = False) -> str:
    """One page of ``templates`` (name → text); ``quotes_only`` leaves out the full text of the articles."""
    evidence = sorted(set(all_evidence(dossier)))
    style, script = templates["dossier.css"], templates["dossier.js"]
    environment = Environment(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    environment.filters |= {"anchor": anchor, "href": lambda e: f"#{anchor(e)}"}
    return environment.get_template("dossier.html").render(
        dossier=dossier,
        words=dossier.words,
        ledger=dossier.ledger,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        graph=citation_graph(dossier.ledger, dossier.words),
        timeline=draw(dossier.ledger.timeline),
        texts=[_text(r, evidence, quotes_only) for r in dossier.ledger.readings],
        quotes_only=quotes_only,
    )


def _policy(style: str, script: str) -> str:
    """Nothing but this page's own style and script may run; nothing may be fetched."""
    own = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    allowed = "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    return allowed.format(*own)


def anchor(evidence: Evidence) -> str:
    """The id of a span in the page."""
    return f"{evidence.document}-{evidence.start}-{evidence.end}"


def all_evidence(value: Any) -> Iterable[Evidence]:
    """Every evidence that the dossier's entries and the ledger's records hold."""
    if isinstance(value, Evidence):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from all_evidence(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from all_evidence(item)


def _text(reading: Reading, evidence: list[Evidence], quotes_only: bool) -> Mapping[str, Any]:
    mine = [e for e in evidence if e.document == reading.document.id]
    pieces = () if quotes_only else tuple(_pieces(reading, mine))
    return {
        "document": reading.document,
        "title": title_of(reading),
        "quotes": mine,
        "anchor": anchor,
        "pieces": pieces,
    }


def _pieces(reading: Reading, evidence: list[Evidence]) -> Iterable[Piece]:
    raw = reading.document.raw
    edges = {0, len(raw)} | {p for e in evidence for p in (e.start, e.end)}
    edges |= {p for b in reading.blocks for p in (b.start, b.end)}
    for start, end in itertools.pairwise(sorted(edges)):
        kind = next((b.kind for b in reading.blocks if b.start <= start < b.end), "")
        marked = any(e.start <= start and end <= e.end for e in evidence)
        yield Piece(start, end, raw[start:end], kind, marked)
