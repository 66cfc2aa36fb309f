"""Unnamed sources of several articles that are one: only on evidence, never by description alone.

The same outlet stands before both, and either the same words of theirs in quotation marks, or both say that they take
part themselves in the same talks.  The same outlet and the same talks alone make them *maybe the same*.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.link.cover import Cover
from selon.link.lines import OutletNames
from selon.model import Claim, Link, LinkKind
from selon.text.fold import fold

Source = tuple[str, str]  # document, source as the chain names him


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An unnamed source of one article: the outlet he spoke to, one claim of his, whether he takes part himself."""

    source: Source
    outlet: str
    claim: Claim
    takes_part: bool


def join_unnamed(
    claims: Sequence[Claim], names: OutletNames, links: Iterable[Link], told: Iterable[Iterable[str]]
) -> tuple[Mapping[Source, str], Mapping[str, frozenset[str]], tuple[Link, ...]]:
    """The name under which a joined source is shown (the first in the order of ``claims``); for each document the
    outlets that have an unnamed source in it; and the links with their reasons.

    ``links`` may hold shared quotations; ``told``: for each meeting or channel the documents that tell it.
    """
    spoken: dict[str, list[Unnamed]] = {}
    for unnamed in _unnamed(claims, names):
        spoken.setdefault(unnamed.source[0], []).append(unnamed)
    # Of each source the first claim, or the first by which he takes part.
    found = {
        d: {u.source: u for u in (*reversed(us), *(v for v in reversed(us) if v.takes_part))}
        for d, us in spoken.items()
    }
    pairs = [(a, b, "same outlet, shared quotation") for a, b in _quoted(spoken, links)]
    pairs += [p for documents in told for p in _taking_part(sorted(documents), found)]
    shown: dict[Source, str] = {}
    made: dict[tuple[str, str, str], Link] = {}
    known: set[tuple[Source, Source]] = set()
    for a, b, why in pairs:
        sure = not why.startswith("maybe")
        if (a.source, b.source) in known:
            continue
        known |= {(a.source, b.source), (b.source, a.source)} if sure else set()
        if sure:
            name = shown.get(a.source) or shown.get(b.source) or a.source[1]
            shown[a.source] = shown[b.source] = name
        kind: LinkKind = "same_as" if sure else "maybe_same"
        link = Link(kind, a.claim.id, b.claim.id, a.claim.evidence + b.claim.evidence, why)
        made.setdefault((link.kind, link.a, link.b), link)
    behind = {d: frozenset(u.outlet for u in here.values() if u.outlet) for d, here in found.items()}
    return shown, behind, tuple(made[k] for k in sorted(made))


def _unnamed(claims: Iterable[Claim], names: OutletNames) -> Iterator[Unnamed]:
    for claim in claims:
        last = claim.chain[-1] if len(claim.chain) > 1 else None
        if last and last.cls == "anonymous":
            outlet = next((h for h in claim.chain[-2::-1] if h.cls == "outlet" and h.name), None)
            key = names.key(outlet.name, outlet.actor) if outlet else ""
            yield Unnamed((claim.evidence[0].document, last.name), key, claim, last.access == "participant")


def _quoted(spoken: Mapping[str, Sequence[Unnamed]], links: Iterable[Link]) -> Iterator[tuple[Unnamed, Unnamed]]:
    for link in links:
        if link.kind != "shared_quotation" or link.a not in spoken or link.b not in spoken:
            continue
        for one, two in zip(link.evidence[::2], link.evidence[1::2], strict=True):
            sides = ((e, spoken[e.document]) for e in (one, two))
            a, b = (next((u for u in told if Cover([e]).meets(u.claim.evidence)), None) for e, told in sides)
            if a and b and a.outlet == b.outlet != "":
                yield a, b


def _taking_part(
    documents: Sequence[str], found: Mapping[str, Mapping[Source, Unnamed]]
) -> Iterator[tuple[Unnamed, Unnamed, str]]:
    """Those who take part: each joined to the first of his outlet; the others perhaps."""
    first: dict[tuple[str, bool], Unnamed] = {}
    for document in documents:
        for unnamed in found.get(document, {}).values():
            if not unnamed.outlet:
                continue
            one = first.setdefault((unnamed.outlet, unnamed.takes_part), unnamed)
            if one.source[0] != document:
                sure = unnamed.takes_part and _alone(one) and _alone(unnamed)
                why = "same outlet, takes part in the same talks" if sure else "maybe: same outlet, same talks"
                yield one, unnamed, why


def _alone(unnamed: Unnamed) -> bool:
    """One person: no number before him, no plural («l'un des participants» is one)."""
    return not unnamed.claim.chain[-1].count or fold(unnamed.claim.chain[-1].count) in ("un", "une", "a", "an", "one")
