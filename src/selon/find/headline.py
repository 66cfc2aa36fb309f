"""What the head of an article says about who denies what, checked against the body."""

from collections.abc import Sequence

from selon.model import Problem, Response, Scene

_ANSWERS = ("deny", "distance", "decline", "correct", "partly_confirm")


def check_headline(scene: Scene, responses: Sequence[Response]) -> tuple[Problem, ...]:
    """A problem «headline» for each denial of the head where the body only quotes a narrower answer.

    The head is the title, the headings before the text and the first paragraph (the lead).
    """
    end = next((b.end for b in scene.article.blocks if b.kind == "body"), 0)
    head = [r for r in responses if r.kind == "deny" and all(e.start < end for e in r.evidence)]
    body = [r for r in responses if r.kind in _ANSWERS and any(e.start >= end for e in r.evidence)]
    denied = {facet for r in body if r.kind == "deny" for facet in r.facet}
    quoted = "; ".join(f"{r.by} ({r.kind}{': ' * bool(r.facet)}{', '.join(r.facet)})" for r in body)
    document, said = scene.article.document, "the head says that {} denies ({}); the body quotes {}"
    return tuple(
        Problem("headline", said.format(r.by, ", ".join(r.facet), quoted), document.path, document=document.id,
                start=r.evidence[0].start, end=r.evidence[0].end)
        for r in head
        if body and denied.isdisjoint(r.facet)
    )  # fmt: skip
