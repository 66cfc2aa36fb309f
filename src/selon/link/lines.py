"""Reporting lines: from the chains of claims to the outlets and speakers at their ends, circles collapsed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model import Actor, Claim, Document, Hop, SourceClass
from selon.text.fold import fold

# Who believes, wants or refuses something about talks does not report that they take place.
_REPORTS = frozenset({"assert", "confirm"})
NAMED = frozenset({"person", "office", "institution", "document"})
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
        forms = (plain.removeprefix(article) for article in ("", "the ", "le ", "la "))
        return next((self._by_name[form] for form in forms if form in self._by_name), plain)

    def label(self, key: str) -> str:
        """The name to print for a key."""
        return self._name.get(key, key)


def roots_of(claim: Claim, document: Document, names: OutletNames, parties: frozenset[str] | None) -> frozenset[Root]:
    """The ends of one claim's chain; empty when nobody is cited (the writer's own voice) or it reports nothing.

    ``claim.chain[0]`` is the document's own outlet.  Two outlets named side by side are two ends.  ``parties`` are
    the actors of what is reported: what they said *in* a meeting is no report of it, unless they confirm it or
    are quoted word for word; None when the claim itself is asked for: then whoever makes it is its end.
    """
    hops = claim.chain[1:]
    outlets = [h for h in hops if h.cls == "outlet"]
    last = hops[-1] if hops else None
    reports = claim.act in _REPORTS or (claim.act == "believe" and (last or claim.chain[0]).cls == "outlet")
    if parties is not None and (not reports or claim.polarity == "-"):
        return frozenset()  # "The Post understands that …" does report
    source = last if last is not None and last.cls in _HUMAN | {"document"} else None
    if source and parties and source.actor in parties and claim.act != "confirm" and claim.presented != "verbatim":
        source = None
        if not outlets and not claim.chain[0].evidence:
            return frozenset()
    if outlets:
        first = max(n for n, h in enumerate(outlets) if not n or not h.beside)
        ends = outlets[first:]
        return frozenset(Root(names.key(h.name, h.actor), *_behind(source)) for h in ends)
    own = names.key(document.outlet) if document.outlet else document.id
    if source is None:  # «La Gazette a appris», in its own article: it has it by itself
        return frozenset({Root(own, "unstated", "")} if claim.chain and claim.chain[0].evidence else ())
    if source.cls == "group" and not source.count and not claim.chain[0].evidence:
        return frozenset()
    if source.cls in NAMED and not claim.chain[0].evidence:  # else he told it to the article's own outlet
        return frozenset({Root("", source.cls, source.name)})
    return frozenset({Root(own, source.cls, source.name)})


def _behind(source: Hop | None) -> tuple[SourceClass, str]:
    return (source.cls, source.name) if source else ("unstated", "")


def collapse(
    roots: Mapping[str, frozenset[Root]], outlet_of: Mapping[str, str], copies: Mapping[str, str]
) -> Mapping[str, frozenset[Root]]:
    """For each document the ends after following cited outlets into their own articles in the pile.

    ``roots``: document id → its ends; ``outlet_of``: document id → key of its own outlet ("" unknown); ``copies``:
    document id → the document that it reprints (itself when none).  When an outlet that is cited has itself an
    article here that cites others, those others are the ends, with the sources of its own that it tells; when its
    article is a reprint, the outlet of the original is.  Outlets that cite each other in a circle add nothing to
    what stands behind one of them; with nobody behind they are one end, the least of their keys.
    """
    own: dict[str, set[Root]] = {}
    cited: dict[str, set[Root]] = {}
    for document, source in copies.items():
        key = outlet_of.get(document, "")
        if not key:
            continue
        told = roots.get(source, frozenset())
        first = outlet_of.get(source, "") or source
        if first != key:
            cited.setdefault(key, set()).update(told or {Root(first, "unstated", "")})
            continue
        own.setdefault(key, set()).update(r for r in told if r.outlet in ("", key))
        cited.setdefault(key, set()).update(r for r in told if r.outlet not in ("", key))

    def stops(root: Root) -> bool:
        return not cited.get(root.outlet) or bool(root.source and own.get(root.outlet))

    onward = {k: {r.outlet for r in rs if not stops(r)} for k, rs in cited.items() if rs}
    reach = {k: _reached(k, onward) for k in onward}
    ends: dict[str, frozenset[Root]] = {}
    for key, reached in reach.items():
        found = {r for k in reached for r in (*own.get(k, ()), *cited[k]) if r.outlet == k or stops(r)}
        last = min(reached, key=lambda k: (len(reach[k]), k))  # of the circle in which it ends
        ends[key] = frozenset(found) or frozenset({Root(last, "unstated", "")})
    return {d: frozenset(e for r in rs for e in ((r,) if stops(r) else ends[r.outlet])) for d, rs in roots.items()}


def _reached(key: str, onward: Mapping[str, Iterable[str]]) -> Collection[str]:
    """The key and all to which it leads."""
    found, todo = {key: None}, [key]
    while todo:
        more = [to for to in onward[todo.pop()] if to not in found]
        found |= dict.fromkeys(more)
        todo += more
    return found


def sort_roots(roots: Iterable[Root], names: OutletNames) -> Sequence[Root]:
    """Outlets by name, then speakers on the record."""
    return sorted(roots, key=lambda r: (not r.outlet, fold(names.label(r.outlet)), r.source, r.cls))
