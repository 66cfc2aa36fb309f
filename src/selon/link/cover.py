"""Where evidence lies: whether a span meets any of many, looked up by document."""

from collections.abc import Iterable

from selon.model import Evidence


class Cover:
    """Spans of several documents."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for e in evidence:
            self._spans.setdefault(e.document, []).append((e.start, e.end))

    def meets(self, evidence: Iterable[Evidence]) -> bool:
        """Whether some span of these lies over one of its own."""
        return any(e.start < end and start < e.end for e in evidence for start, end in self._spans.get(e.document, ()))
