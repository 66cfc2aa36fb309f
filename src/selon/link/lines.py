"""Reporting lines: from the chains of claims to the outlets and speakers at their ends, circles collapsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model import Actor, Claim, Document, Hop, SourceClass
from selon.text.fold import fold

# Who believes, wants or refuses something about talks does not report that they take place.
_REPORTS = frozenset({"assert", "confirm"})
_ON_RECORD = frozenset({"person", "office", "institution", "document"})
_HUMAN = frozenset({"person", "office", "institution", "anonymous", "group"})


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """The end of a chain: an outlet (``outlet`` is its key), or a speaker on the record (``outlet`` is "").

    ``source`` describes who is behind it, "" when the text does not say.
    """

    outlet: str
    cls: SourceClass
    source: str


class OutletNames:
    """Outlets under one key, whichever of their names a text or a user gives."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_name: dict[str, str] = {}
        self._name: dict[str, str] = {}
        for actor in actors:
            if actor.kind == "outlet":
                self._name[actor.id] = actor.name
                for name in (actor.name, *actor.aliases):
                    self._by_name.setdefault(fold(name), actor.id)

    def key(self, name: str, actor: str = "") -> str:
        """The key of an outlet named so (or known by its actor id); "" for no name."""
        if actor in self._name:
            return actor
        plain = fold(name)
        for form in (plain, plain.removeprefix("the "), plain.removeprefix("le "), plain.removeprefix("la ")):
            if form in self._by_name:
                return self._by_name[form]
        return plain

    def label(self, key: str) -> str:
        """The name to print for a key."""
        return self._name.get(key, key)


def roots_of(claim: Claim, document: Document, names: OutletNames, parties: frozenset[str]) -> frozenset[Root]:
    """The ends of one claim's chain; empty when nobody is cited (the writer's own voice) or it reports nothing.

    ``claim.chain[0]`` is the document's own outlet.  Two outlets named side by side are two ends.  ``parties`` are
    the actors of what is reported: what they said *in* a meeting is no report of it, unless they confirm it or
    are quoted word for word.
    """
    if claim.act not in _REPORTS or claim.polarity == "-":
        return frozenset()
    hops = claim.chain[1:]
    outlets = [h for h in hops if h.cls == "outlet"]
    last = hops[-1] if hops else None
    source = last if last is not None and last.cls in _HUMAN | {"document"} else None
    if outlets:
        ends = [h for h in outlets if _beside(h, outlets[-1])]
        return frozenset(Root(names.key(h.name, h.actor), *_behind(source)) for h in ends)
    if source is None:
        return frozenset()
    if source.cls == "group":
        return frozenset()
    if source.cls in _ON_RECORD:
        if source.actor in parties and claim.act != "confirm" and claim.presented != "verbatim":
            return frozenset()
        return frozenset({Root("", source.cls, source.name)})
    own = names.key(document.outlet) if document.outlet else document.id
    return frozenset({Root(own, source.cls, source.name)})


def _beside(hop: Hop, last: Hop) -> bool:
    """Named in one breath with the last outlet: «selon A et B» puts their spans a few words apart."""
    if hop is last:
        return True
    if not hop.evidence or not last.evidence:
        return False
    gap = last.evidence[0].start - hop.evidence[0].end
    return hop.evidence[0].document == last.evidence[0].document and 0 <= gap <= 12


def _behind(source: Hop | None) -> tuple[SourceClass, str]:
    return (source.cls, source.name) if source else ("unstated", "")


def collapse(roots: Mapping[str, frozenset[Root]], outlet_of: Mapping[str, str]) -> Mapping[str, frozenset[Root]]:
    """For each document the ends after following cited outlets into their own articles in the pile.

    ``roots``: document id → its ends; ``outlet_of``: document id → key of its own outlet ("" unknown).  When an
    outlet that is cited has itself an article here that cites others, those others are the ends.  Outlets that
    cite each other in a circle, with nobody behind, are one end: the least of their keys.
    """
    articles: dict[str, list[str]] = {}
    for document, key in outlet_of.items():
        if key:
            articles.setdefault(key, []).append(document)
    return {d: frozenset(r for root in own for r in _follow(root, roots, articles, ())) for d, own in roots.items()}


def _follow(
    root: Root, roots: Mapping[str, frozenset[Root]], articles: Mapping[str, list[str]], path: tuple[str, ...]
) -> Iterable[Root]:
    if root.outlet in path:
        circle = path[path.index(root.outlet) :]
        return [Root(min(circle), "unstated", "")]
    further = [r for d in articles.get(root.outlet, ()) for r in sorted(roots.get(d, ())) if r.outlet != root.outlet]
    if not root.outlet or not further:
        return [root]
    found = [end for r in further for end in _follow(r, roots, articles, (*path, root.outlet))]
    return found or [root]


def sort_roots(roots: Iterable[Root], names: OutletNames) -> Sequence[Root]:
    """Outlets by name, then speakers on the record."""
    return sorted(roots, key=lambda r: (not r.outlet, fold(names.label(r.outlet)), r.source, r.cls))
