"""How many really independent origins stand behind a meeting, a channel, a position: counted, and said why.

Rules (each is needed by a real case): the outlet at the end of the chain counts, not the article; an article with
the same fact and nobody cited is *unattributed*, never a new origin; reprints are one article; a denial is no
report; unnamed «other media» count for nothing; two outlets in one breath are two lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from selon.ids import make_id
from selon.link.cover import Cover
from selon.link.lines import OutletNames, Root, collapse, roots_of, sort_roots
from selon.link.ties import root
from selon.model import Claim, Document, Evidence, Line, Origin, Response

_KNOWN = ("person", "institution")  # who is the same wherever he is named; «un porte-parole», "a report" are not
_COPIED = 0.8  # of a claim's quote: then it is copied with the passage


@dataclass(frozen=True, slots=True)
class Entry:
    """What is counted: its id, the claims that report it, where it is shown, who takes part, who answers it.

    ``stated``: a statement or an answer itself, whose origin is whoever makes it, whatever he does with it.
    """

    about: str
    claims: Iterable[str]
    shown: Sequence[Evidence]
    parties: frozenset[str] = frozenset()
    denied_by: Sequence[str] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """What counting needs to know of the whole pile."""

    documents: Mapping[str, Document]
    original: Mapping[str, str]  # document id → the document that it reprints (itself when none)
    claims: Mapping[str, Claim]
    names: OutletNames
    responses: Mapping[str, Response]
    answers: Mapping[str, Sequence[Response]]  # by what they answer
    labels: Mapping[str, str]
    sources: Mapping[tuple[str, str], str] = field(default_factory=dict)  # unnamed: (document, as told) → as shown
    behind: Mapping[str, frozenset[str]] = field(default_factory=dict)  # document → outlets with unnamed sources in it
    copied: Mapping[str, Sequence[tuple[Evidence, str]]] = field(default_factory=dict)  # passages, and whose they are
    speaks_for: Mapping[str, str] = field(default_factory=dict)  # response → institution, where there is one
    relayed: frozenset[str] = frozenset()  # claims of which the writer does not even vouch that they were made


def count_origins(entry: Entry, pile: Pile) -> Origin:
    """The origin record of one entry, from the claims that report it where it is shown."""
    about, evidence = entry.about, tuple(entry.shown)
    reports = sorted({e.document for e in evidence})
    denials = (r for r in pile.answers.get(about, ()) if "confirm" not in r.kind)
    told, answers = Cover(evidence), Cover(e for r in denials for e in r.evidence)
    claims = [pile.claims[c] for c in sorted(set(entry.claims)) if c in pile.claims]
    claims = [c for c in claims if told.meets(c.evidence) and not answers.meets(c.evidence)]
    homes, outlets = _homes(reports, claims, pile)
    roots: dict[str, frozenset[Root]] = {homes[d]: frozenset() for d in reports}
    for claim in claims:
        if claim.id not in pile.relayed:
            here = claim.evidence[0].document
            home, printed = homes[here], _printed_first(claim, pile)
            found = _roots(claim, homes.get(printed, printed), entry, pile)
            if here != home:  # a reprint may name whose article it is
                found = frozenset(r for r in found if r.source or r.outlet != outlets[home])
            roots[home] = roots.get(home, frozenset()) | found
    ends = collapse(roots, outlets, {d: homes[d] for d in reports})
    every = frozenset(r for rs in ends.values() for r in rs)
    lines, independent = _lines(ends, pile), _independent(every)
    low, high = _humans(every, {k for d in reports for k in pile.behind.get(d, ())})
    cited = {r.outlet for r in every}
    unattributed = [d for d in ends if not ends[d] and outlets[d] not in cited]
    why = _why(reports, lines, len(unattributed), entry.denied_by, pile)
    first = tuple(sorted(evidence)[:1])
    return Origin(make_id("o", about), about, tuple(reports), lines, independent, low, high, why, first)


def _homes(reports: Iterable[str], claims: Iterable[Claim], pile: Pile) -> tuple[dict[str, str], dict[str, str]]:
    """For each document the one that printed its article first, and the keys of their outlets ("" unknown).

    Of an article and its reprints that is the one whose outlet they name («told the Post»), else the earliest.
    """
    first = {d: pile.original[d] for d in (*reports, *(c.evidence[0].document for c in claims))}
    outlets = {d: pile.documents[d].outlet for d in (*first, *first.values())}
    outlets = {d: name and pile.names.key(name) for d, name in outlets.items()}
    hops = ((first[c.evidence[0].document], h) for c in claims for h in c.chain[1:] if h.cls == "outlet")
    named = {(home, pile.names.key(hop.name, hop.actor)) for home, hop in hops}
    better = {first[d]: d for d in sorted(first, reverse=True) if (first[d], outlets[d]) in named}
    return {d: better.get(home, home) for d, home in first.items()}, outlets


def _printed_first(claim: Claim, pile: Pile) -> str:
    """The document whose sources a claim has: the first to print the article, or the passage in which it stands."""
    here = claim.evidence[0]
    if not claim.chain or claim.chain[0].evidence:  # he told it to this very outlet
        return pile.original[here.document]
    said_by = [e for e in claim.chain[-1].evidence[:1] if e.document == here.document]
    copied = pile.copied.get(here.document, ())
    passages = (first for e, first in copied if all(_lies_in(part, e) for part in (here, *said_by)))
    return pile.original[next(passages, here.document)]


def _lies_in(part: Evidence, passage: Evidence) -> bool:
    return min(passage.end, part.end) - max(passage.start, part.start) >= _COPIED * (part.end - part.start)


def _roots(claim: Claim, source: str, entry: Entry, pile: Pile) -> frozenset[Root]:
    found = roots_of(claim, pile.documents[source], pile.names, None if entry.stated else entry.parties)
    here = claim.evidence[0].document
    return frozenset(replace(r, source=pile.sources.get((here, r.source), r.source)) for r in found)


def _lines(ends: Mapping[str, frozenset[Root]], pile: Pile) -> tuple[Line, ...]:
    documents: dict[Root, set[str]] = {}
    told: dict[str, list[Root]] = {}
    for end in {r for roots in ends.values() for r in roots if r.outlet and r.source}:
        told.setdefault(end.outlet, []).append(end)
    for document, roots in ends.items():
        # «NBC» adds nothing beside «NBC, unnamed officials», here or in another article.
        full = {e for r in roots for e in ((r,) if r.source else told.get(r.outlet, (r,)))}
        for end in full:
            documents.setdefault(end, set()).add(document)
    ordered = sort_roots(documents, pile.names)
    return tuple(Line(_name(r.outlet, pile), r.cls, r.source, tuple(sorted(documents[r]))) for r in ordered)


def _independent(roots: Iterable[Root]) -> int:
    """Lines that share an outlet, or a source known by name, are one origin."""
    home: dict[str, str] = {}
    for one in roots:
        ties = [f"outlet {one.outlet}"] if one.outlet else []
        ties += [f"source {one.source}"] if one.source and one.cls in _KNOWN else []
        for tie in ties:
            home[root(home, tie)] = root(home, ties[0])
    return len({root(home, name) for name in list(home)})


def _name(key: str, pile: Pile) -> str:
    if key in pile.documents:  # an article of an unknown outlet with sources of its own
        return f"{pile.labels['unknown_outlet']} ({pile.documents[key].doc_id})"
    return pile.names.label(key)


def _humans(roots: frozenset[Root], behind: Iterable[str]) -> tuple[int, int | None]:
    """Least and most distinct human sources: unnamed ones may be the same; None when a line names nobody.

    ``behind``: outlets of which the articles tell an unnamed source elsewhere; he is taken to stand behind this too.
    """
    named = {r.source for r in roots if r.source and r.cls != "anonymous"}
    unnamed = {(r.outlet, r.source) for r in roots if r.cls == "anonymous"}
    told = {r.outlet for r in roots if r.source}
    silent = {r.outlet for r in roots if not r.source and r.outlet not in told}
    unnamed |= {(outlet, "") for outlet in silent.intersection(behind)}
    low = max(len(named), 1 if unnamed else 0)
    return low, None if silent.difference(behind) else len(named) + len(unnamed)


def _why(reports: Sequence[str], lines: Sequence[Line], unattributed: int, denied_by: Sequence[str], pile: Pile) -> str:
    """«3 articles, 2 lignes (NBC News ; The Moscow Times), sources non nommées ; nié par …»."""
    labels = pile.labels
    outlets = list(dict.fromkeys(line.outlet or line.source for line in lines))
    copies = len(reports) - len({pile.original[d] for d in reports})

    def counted(number: int, word: str) -> str:
        return f"{number} {labels[word if number == 1 else word + 's']}"

    parts = [counted(len(reports), "article")]
    parts += [counted(copies, "reprint")] if copies else []
    named = f"{counted(len(outlets), 'line')} ({(labels['list_separator'] + ' ').join(outlets)})"
    parts += [named if outlets else labels["nobody_cited"]]
    parts += [labels["sources_unnamed"]] if any(line.cls == "anonymous" for line in lines) else []
    parts += [counted(unattributed, "unattributed_article")] if unattributed and outlets else []
    text = ", ".join(parts)
    deniers: dict[str, set[str]] = {}  # institution or voice → voices: spokesmen of one house are one who denies
    for by, house in ((pile.responses[d].by, pile.speaks_for.get(d, "")) for d in denied_by if d in pile.responses):
        deniers.setdefault(house or by, set()).update({by} - {""})
    told = [f"{h} ({', '.join(sorted(v - {h}))})" if len(v) > 1 else min(v, default="") for h, v in deniers.items()]
    if any(told):
        text += f"{labels['clause_separator']} {labels['denied_by']} {', '.join(sorted(filter(None, told)))}"
    return text + "."
