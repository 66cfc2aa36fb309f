"""Linking at scale: seconds, ratio and peak memory for each tenfold pile of synthetic readings, with known truth.

    python tools/bench_link.py [--sizes 1000,10000,100000] [--seed N]

Each story is one meeting told by one to a few dozen articles of invented outlets: reporters with sources of their
own, followers that cite one of them or each other (chains, circles), word-for-word reprints, unnamed «other media»
and articles that cite nobody.  Readings are made directly as records: reading is measured by tools/bench.py.  Nothing
here is shared with the linker: the truth is what was planted.  Each size runs in a process of its own, so that its
peak memory is its own; «x» compares with the line above.  Ends with 1 if a story of more than 5 % is miscounted or a
tenfold pile takes more than twelve times as long.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from time import process_time

from selon.ledger import read_labels
from selon.model import Actor, Citation, Claim, Document, Evidence, Hop, Ledger, Meeting, Participant, Reading
from selon.packs import load_pack
from selon.pipeline import build_ledger

SYLLABLES = ("ba", "ko", "ri", "ta", "le", "mu", "so", "va", "ne", "du", "pi", "ga", "or", "el", "an", "is")
GIVEN = [a + b for a in SYLLABLES for b in SYLLABLES]
TOWNS = [f"{a}{b}ville".title() for a in SYLLABLES for b in SYLLABLES]
OUTLETS = [f"{a}{b} {kind}".title() for a in SYLLABLES for b in SYLLABLES for kind in ("post", "gazette", "herald")]
HEADS, WIDTHS = ("documents", "made s", "linked s", "docs/s", "x", "peak MB", "exact"), (12, 9, 10, 9, 7, 9, 8)
MAX_RATIO, LEAST_EXACT = 12.0, 0.95
Facts = tuple[str, str, list[str], tuple[int, ...], int]  # day, town, people, fingerprints, the article copied


@dataclass(slots=True)
class Told:
    """What one article of a story rests on: ``how`` is own, cites, reprint or nobody; ``on`` the article meant."""

    how: str
    on: int = -1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000", help="documents, in rising order")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("".join(f"{h:>{w}}" for h, w in zip(HEADS, WIDTHS, strict=True)))

    before, bad = (0, 0.0), False
    for size in map(int, args.sizes.split(",")):
        with get_context("spawn").Pool(1) as pool:
            made, linked, peak, exact = pool.apply(measure, (size, args.seed))
        ratio = linked / before[1] if before[1] else 0.0
        bad |= exact < LEAST_EXACT or (size == 10 * before[0] and ratio > MAX_RATIO)
        shown = f"{ratio:.1f}" if ratio else "-"
        row = f"{size:12,}{made:9.1f}{linked:10.1f}{size / linked:9.0f}{shown:>7}{peak:9.0f}{exact:8.1%}"
        print(row, flush=True)
        before = (size, linked)
    sys.exit(bad)


def measure(size: int, seed: int) -> tuple[float, float, float, float]:
    """CPU seconds to make and to link, peak MB, and the share of stories whose number of origins is exact."""
    world, labels = load_pack("world"), read_labels(load_pack("en"))
    begun = process_time()
    truth: dict[str, int] = {}
    pile = [list(make_pile(size, seed, truth))]
    made = process_time() - begun
    gc.disable()  # millions of live records: looking through them again and again for cycles finds none
    begun = process_time()
    ledger = build_ledger(pile.pop(), world, {**labels, "lang": "en"})
    linked = process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return made, linked, peak, exact_share(ledger, truth)


def exact_share(ledger: Ledger, truth: dict[str, int]) -> float:
    """Stories told by one meeting with the planted number of origins, by the documents that tell them."""
    right: dict[str, bool] = {}
    for meeting in ledger.meetings:
        stories = {e.document.partition("/")[0] for e in meeting.evidence}
        for story in stories:
            right[story] = story not in right and len(stories) == 1 and meeting.independent_origins == truth[story]
    return sum(right.get(story, False) for story in truth) / len(truth)


def make_pile(size: int, seed: int, truth: dict[str, int]) -> Iterator[Reading]:
    """``size`` readings; the number of independent origins of each story is put into ``truth``."""
    rng = Random(seed)
    people = [f"{rng.choice(GIVEN)} {rng.choice(GIVEN)}{rng.choice(GIVEN)}".title() for _ in range(size // 20 + 20)]
    left, number = size, 0
    while left:
        count = min(left, 1 + int(rng.expovariate(1 / 7)))
        story = f"s{number}"
        plan = make_plan(rng, count)
        truth[story] = count_origins(plan)
        yield from tell(rng, story, plan, rng.sample(people, 4))
        left, number = left - count, number + 1


def make_plan(rng: Random, count: int) -> list[Told]:
    """The first tells of its own; later ones cite or reprint any earlier one, or cite nobody; some cite in a circle."""
    plan = [Told("own" if rng.random() < 0.8 else "nobody")]
    for at in range(1, count):
        how = rng.choices(("own", "cites", "reprint", "nobody"), (1, 6, 2, 1))[0]
        plan.append(Told(how, rng.randrange(at) if how in ("cites", "reprint") else -1))
    if count > 5 and rng.random() < 0.2:  # the last three cite one another and nobody else
        plan[-3:] = [Told("cites", count - 2), Told("cites", count - 1), Told("cites", count - 3)]
    return plan


def count_origins(plan: list[Told]) -> int:
    """How many articles end a chain: follow each to its end; a circle ends nowhere but in itself."""
    ends = set()
    for start in range(len(plan)):
        at, seen, cited = start, [], False
        while plan[at].how in ("cites", "reprint") and at not in seen:
            seen.append(at)
            cited |= plan[at].how == "cites"
            at = plan[at].on
        if plan[at].how == "own" or cited:
            ends.add(min(seen[seen.index(at) :]) if at in seen else at)
    return len(ends)


def tell(rng: Random, story: str, plan: list[Told], people: list[str]) -> Iterator[Reading]:
    """The readings of one story.  Outlets are all different, so that an article is known by its outlet."""
    outlets = rng.sample(OUTLETS, min(len(plan), len(OUTLETS)))
    outlets += [f"{story} bulletin {n}" for n in range(len(plan) - len(outlets))]
    day = f"20{rng.randrange(24, 32)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    town = rng.choice(TOWNS)
    prints: list[tuple[int, ...]] = []
    for at, told in enumerate(plan):
        copied = told.how == "reprint"
        prints.append(prints[told.on] if copied else tuple(sorted(rng.getrandbits(32) for _ in range(12))))
        first = at
        while plan[first].how == "reprint":
            first = plan[first].on
        yield reading(
            rng, f"{story}/{at:03}", outlets[at], plan[first], outlets, (day, town, people, prints[at], first)
        )


def reading(rng: Random, id_: str, outlet: str, told: Told, outlets: list[str], facts: Facts) -> Reading:
    day, town, people, prints, first = facts
    there = enumerate(people[: rng.randrange(2, 5)])
    quote = f"{people[0]} met {people[1]} in {town} on {day}, {outlets[first]} writes."
    shown = (Evidence(id_, 0, len(quote), quote),)
    actors = [Actor(f"{id_}/a{n}", "person", name, evidence=shown, reason="person name") for n, name in there]
    chain = [Hop(outlet, "outlet")]
    citations: tuple[Citation, ...] = ()
    if told.how == "cites":
        cited = Actor(f"{id_}/o", "outlet", outlets[told.on], evidence=shown, reason="outlet name")
        actors.append(cited)
        chain.append(Hop(cited.name, "outlet", cited.id, evidence=shown))
        citations = (Citation(cited.name, cited.id, shown),)
    elif told.how == "own":
        source = Actor(f"{id_}/s", "unnamed", "a diplomat", evidence=shown)
        actors.append(source)
        chain.append(Hop(source.name, "anonymous", source.id, evidence=shown))
    claim = Claim(f"c-{id_}", "statement", quote, shown, chain[-1].name, chain=tuple(chain))
    exact = rng.random() < 0.7
    date = day if exact else day[:7]
    meeting = Meeting(
        f"m-{id_}",
        tuple(Participant(a.name, a.id) for a in actors if a.kind == "person"),
        shown,
        date=date,
        lo=day if exact else f"{day[:7]}-01",
        hi=day if exact else f"{day[:7]}-28",
        date_status="known",
        place=town if rng.random() < 0.8 else "",
        claims=(claim.id,),
    )
    return Reading(
        Document(id_, id_, quote, outlet=outlet, published=day),
        actors=tuple(actors),
        citations=citations,
        claims=(claim,),
        meetings=(meeting,),
        shingles=prints,
    )


if __name__ == "__main__":
    main()
