"""What the head of an article says about who denies what, checked against the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.model import Article, Problem, Response, Scene

_ANSWERS = ("deny", "distance", "decline", "correct", "partly_confirm")


def check_headline(scene: Scene, responses: Sequence[Response]) -> tuple[Problem, ...]:
    """A problem «headline» for each denial of the head where the body only quotes a narrower answer.

    The head is the title, the headings before the text and the first paragraph (the lead).
    """
    return tuple(_problems(scene.article, responses))


def _problems(article: Article, responses: Sequence[Response]) -> Iterator[Problem]:
    end = _head_end(article)
    body = [r for r in responses if r.kind in _ANSWERS and any(e.start >= end for e in r.evidence)]
    for response in responses:
        if response.kind != "deny" or any(e.start >= end for e in response.evidence):
            continue
        if not body or any(set(r.facet) & set(response.facet) for r in body if r.kind == "deny"):
            continue
        first = response.evidence[0]
        yield Problem(
            "headline",
            _message(response, body),
            article.document.path,
            document=article.document.id,
            start=first.start,
            end=first.end,
        )


def _message(response: Response, body: Sequence[Response]) -> str:
    said = f"the head says that {response.by} denies ({', '.join(response.facet)}); the body quotes "
    return said + "; ".join(f"{r.by} ({r.kind}: {', '.join(r.facet)})" for r in body)


def _head_end(article: Article) -> int:
    """Where the head ends: after the first paragraph of the body."""
    return next((b.end for b in article.blocks if b.kind == "body"), 0)
