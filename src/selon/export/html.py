"""The dossier as one self-contained HTML file: no request leaves it, and its policy forbids any."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from selon.dossier import Dossier
from selon.export import graph, timeline_svg
from selon.export.report_json import title_of
from selon.model import Evidence, Reading


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of the page that are files of their own: template, style, script."""

    template: str
    style: str
    script: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article between two edges of evidence; ``marked`` when some evidence covers it."""

    start: int
    end: int
    text: str
    kind: str
    marked: bool


def render(dossier: Dossier, page: Page, quotes_only: bool = False) -> str:
    """One page; ``quotes_only`` leaves out the full text of the articles."""
    evidence = sorted(set(all_evidence(dossier)))
    link = {e: f"#{anchor(e)}" for e in evidence}
    graph_edges = graph.citation_graph(dossier.ledger, dossier.words)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["href"] = lambda e: link[e]
    return environment.from_string(page.template).render(
        dossier=dossier,
        words=dossier.words,
        ledger=dossier.ledger,
        style=Markup(page.style),
        script=Markup(page.script),
        policy=_policy(page),
        graph=Markup(graph.render(graph_edges, link, dossier.words["graph"])),
        timeline=Markup(timeline_svg.render(dossier.ledger.timeline, link, dossier.words["section_timeline"])),
        texts=[_text(r, evidence, quotes_only) for r in dossier.ledger.readings],
        quotes_only=quotes_only,
    )


def _policy(page: Page) -> str:
    """Nothing but this page's own style and script may run; nothing may be fetched."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(page.style)}'; script-src 'sha256-{digest(page.script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


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
    return {
        "document": reading.document,
        "title": title_of(reading),
        "quotes": mine,
        "anchor": anchor,
        "pieces": () if quotes_only else tuple(_pieces(reading, mine)),
    }


def _pieces(reading: Reading, evidence: list[Evidence]) -> Iterable[Piece]:
    raw = reading.document.raw
    edges = {0, len(raw)} | {e.start for e in evidence} | {e.end for e in evidence}
    edges |= {p for b in reading.blocks for p in (b.start, b.end)}
    cuts = sorted(edges)
    for start, end in itertools.pairwise(cuts):
        kind = next((b.kind for b in reading.blocks if b.start <= start < b.end), "")
        marked = any(e.start <= start and end <= e.end for e in evidence)
        yield Piece(start, end, raw[start:end], kind, marked)
