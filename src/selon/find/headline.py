"""What the head of an article says about who denies what, checked against the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.model import Problem, Response, Scene

_ANSWERS = ("deny", "distance", "decline", "correct", "partly_confirm")


def check_headline(scene: Scene, responses: Sequence[Response]) -> tuple[Problem, ...]:
    """A problem «headline» for each denial of the head where the body only quotes a narrower answer.

    The head is the title, the headings before the text and the first paragraph (the lead).
    """
    end = next((b.end for b in scene.article.blocks if b.kind == "body"), 0)
    head = [r for r in responses if r.kind == "deny" and all(e.start < end for e in r.evidence)]
    body = [r for r in responses if r.kind in _ANSWERS and any(e.start >= end for e in r.evidence)]
    return tuple(_problems(scene, head, body))


def _problems(scene: Scene, head: Sequence[Response], body: Sequence[Response]) -> Iterator[Problem]:
    document = scene.article.document
    quoted = "; ".join(f"{r.by} ({r.kind}: {', '.join(r.facet)})" for r in body)
    for response in head if body else ():
        if any(set(r.facet) & set(response.facet) for r in body if r.kind == "deny"):
            continue
        said = f"the head says that {response.by} denies ({', '.join(response.facet)}); the body quotes {quoted}"
        start, end = response.evidence[0].start, response.evidence[0].end
        yield Problem("headline", said, document.path, document=document.id, start=start, end=end)
