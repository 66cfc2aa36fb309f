"""The citation graph: articles → outlets → sources, denials beside them; laid out for ``templates/graph.svg``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selon.model import Evidence, Ledger
from selon.wording import Words

_COLUMN, _ROW = 330, 36  # px from one column, one row to the next
_WIDTH, _HEIGHT = 250, 26  # px of a box
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


@dataclass(frozen=True, slots=True)
class Graph:
    """The edges, the upper left corner of each box (px) column after column, and the size of the whole (px)."""

    edges: tuple[Edge, ...]
    place: Mapping[Node, tuple[int, int]]
    height: int
    width: int = 20 + 2 * _COLUMN + _WIDTH
    box: tuple[int, int] = (_WIDTH, _HEIGHT)


def citation_graph(ledger: Ledger, words: Words) -> Graph:
    """Edges of the chains of those claims on which an entry rests, of the cited outlets, and of the denials."""
    found: dict[tuple[Node, Node, str], set[Evidence]] = {}

    def add(a: Node, b: Node, kind: str, evidence: Iterable[Evidence]) -> None:
        found.setdefault((a, b, kind), set()).update(evidence)

    articles = {id_: Node(0, d.outlet or d.doc_id, "article") for id_, d in words.documents.items()}
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
    return _laid_out([Edge(*key, tuple(sorted(e))) for key, e in sorted(found.items(), key=lambda x: x[0])])


def _laid_out(edges: Sequence[Edge]) -> Graph:
    """Each column in the order of the mean place of what points to it, so that lines cross little; all centred."""
    nodes = {n for e in edges for n in (e.a, e.b)}
    columns: list[list[Node]] = []
    rank: dict[Node, float] = {}
    for number in range(3):
        mine = [n for n in nodes if n.column == number]
        before = {n: [rank[e.a] for e in edges if e.b == n and e.a in rank] for n in mine}
        mine.sort(key=lambda n: (sum(before[n]) / len(before[n]) if before[n] else 1e9, n))
        rank |= {n: float(i) for i, n in enumerate(mine)}
        columns.append(mine)
    height = 20 + max(map(len, columns)) * _ROW
    place = {n: (10 + n.column * _COLUMN, (height - len(column) * _ROW) // 2 + i * _ROW)
             for column in columns for i, n in enumerate(column)}  # fmt: skip
    return Graph(tuple(edges), place, height)
