"""The citation graph as a picture: articles → outlets → sources, denials dashed.  SVG, no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from selon.model import Evidence, Ledger
from selon.wording import Words

_COLUMN = 330  # px from one column to the next
_WIDTH = 250
_HEIGHT = 26
_ROW = 36
_LABEL = 34  # characters that a box holds
_HUMAN = ("person", "office", "institution", "anonymous", "group", "document", "rumour")


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A box: column 0 articles, 1 outlets, 2 sources.  The same words in a column are the same box."""

    column: int
    label: str
    kind: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """A citation, or an answer to what an article says (``kind`` «denial»)."""

    a: Node
    b: Node
    kind: str
    evidence: tuple[Evidence, ...]


def citation_graph(ledger: Ledger, words: Words) -> tuple[Edge, ...]:
    """Edges of the chains of those claims on which an entry rests, of the cited outlets, and of the denials."""
    found: dict[tuple[Node, Node, str], set[Evidence]] = {}

    def add(a: Node, b: Node, kind: str, evidence: Iterable[Evidence]) -> None:
        found.setdefault((a, b, kind), set()).update(evidence)

    articles = {r.document.id: _article(r.document.id, words) for r in ledger.readings}
    for reading in ledger.readings:
        for citation in reading.citations:
            add(articles[reading.document.id], Node(1, citation.outlet, "outlet"), "cites", citation.evidence)
    for claim in ledger.claims:
        if not claim.about or claim.act in ("deny", "not_said"):
            continue
        before = articles[claim.evidence[0].document]
        for hop in claim.chain[1:]:
            if not hop.name or hop.cls not in ("outlet", *_HUMAN):
                continue
            node = Node(1 if hop.cls == "outlet" else 2, hop.name, hop.cls)
            if node.column > before.column:  # who speaks inside another's words is no further source
                add(before, node, "cites", hop.evidence or claim.evidence)
            before = node
    for response in ledger.responses:
        if response.by and response.kind in ("deny", "distance", "correct"):
            for evidence in response.evidence:
                add(articles[evidence.document], Node(2, response.by, "answer"), "denial", [evidence])
    return tuple(Edge(a, b, kind, tuple(sorted(e))) for (a, b, kind), e in sorted(found.items(), key=lambda x: x[0]))


def _article(id_: str, words: Words) -> Node:
    document = words.documents[id_]
    return Node(0, document.outlet or document.doc_id, "article")


def render(edges: Sequence[Edge], link: Mapping[Evidence, str], title: str) -> str:
    """SVG of the graph; each edge leads to its first quote.  "" when there is nothing to draw."""
    columns = _columns(edges)
    if not edges:
        return ""
    height = 20 + max(len(c) for c in columns) * _ROW
    top = [(height - len(c) * _ROW) // 2 for c in columns]  # columns are centred on each other
    place = {n: (10 + n.column * _COLUMN, top[n.column] + i * _ROW) for c in columns for i, n in enumerate(c)}
    answering = {e.b for e in edges if e.kind == "denial"}
    width = 20 + 2 * _COLUMN + _WIDTH
    parts = [f'<svg class="graph" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">']
    parts += [_edge(e, place, link) for e in edges]
    parts += [_node(n, place[n], "answer" if n in answering else n.kind) for c in columns for n in c]
    return "".join([*parts, "</svg>"])


def _columns(edges: Sequence[Edge]) -> list[list[Node]]:
    """Nodes by column, each ordered by the mean place of what points to it, so that lines cross little."""
    nodes = {n for e in edges for n in (e.a, e.b)}
    columns: list[list[Node]] = []
    rank: dict[Node, float] = {}
    for number in range(3):
        mine = [n for n in nodes if n.column == number]
        before = {n: [rank[e.a] for e in edges if e.b == n and e.a in rank] for n in mine}
        mine.sort(key=lambda n: (sum(before[n]) / len(before[n]) if before[n] else 1e9, n))
        rank |= {n: float(i) for i, n in enumerate(mine)}
        columns.append(mine)
    return columns


def _edge(edge: Edge, place: Mapping[Node, tuple[int, int]], link: Mapping[Evidence, str]) -> str:
    (x1, y1), (x2, y2) = place[edge.a], place[edge.b]
    x1, y1, y2 = x1 + _WIDTH, y1 + _HEIGHT // 2, y2 + _HEIGHT // 2
    bend = (x2 - x1) // 2
    path = f'<path class="{edge.kind}" d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"/>'
    quote = escape(" ".join(edge.evidence[0].quote.split())) if edge.evidence else ""
    href = link.get(edge.evidence[0], "") if edge.evidence else ""
    label = escape(f"{edge.a.label} → {edge.b.label}")
    return f'<a href="{href}"><title>{label}: {quote}</title>{path}</a>' if href else path


def _node(node: Node, at: tuple[int, int], kind: str) -> str:
    x, y = at
    label = node.label if len(node.label) <= _LABEL else node.label[: _LABEL - 1] + "…"
    return (
        f'<g class="{kind}"><title>{escape(node.label)}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="5"/>'
        f'<text x="{x + 9}" y="{y + 17}">{escape(label)}</text></g>'
    )
