"""The stories behind a synthetic web: invented states and outlets, who has what from whom, and what is true of it.

For ``webs.py``, which writes the articles.  The rules are those of the design and nothing of selon is imported: an
outlet at the end of a chain counts, a circle is one end, copies, unnamed media and denials are none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, count
from pathlib import Path
from random import Random

HERE = Path(__file__).parent / "web_sentences"
LANGUAGES = ("fr", "en")
OUTLETS, FIRST_DAY = 160, date(2031, 1, 6)
STATES, ARTICLES_A_STORY = 48, 5  # fewest states; fewest articles that a story has on average
_GIVEN = "Tomas Petar Oren Anton Ivo Milan Karel Viktor Emil Marek Jonas Oskar Adam Filip Stefan Luka Andrei Boris"
_HEADS = (
    "Bal Bren Cor Dal Dor Fal Gar Gren Jor Kal Kor Lor Mal Mar Mer Nal Nor Or Pal Pel Rav Sal Sor Tal Tor Val Vor Zel"
)
_TAILS = "da den dra gan la lan len lin lor ma man mar mir na nel nor ran rel ren ro sa sen sk tan tel ton va van vel"
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


@dataclass(frozen=True)
class State:
    """An invented state: names and adjectives by language."""

    name: dict[str, str]
    adj: dict[str, str]
    capital: str
    code: str


@dataclass(frozen=True)
class Outlet:
    """An invented outlet; ``listed`` = it stands in the tables that go with the articles."""

    name: str
    kind: str
    country: str
    listed: bool


@dataclass
class World:
    """States and outlets of one web, and the sentences that may be used."""

    states: list[State]
    outlets: list[Outlet]
    rows: dict[str, dict[str, list[list[str]]]]


@dataclass(frozen=True)
class Human:
    """A human source as told: template, number, name ("" = unnamed)."""

    template: int
    name: str


@dataclass
class Plan:
    """One article to write: whom it cites, how, and what stands around it."""

    outlet: Outlet
    mode: str
    cites: list[Outlet] = field(default_factory=list)
    human: Human | None = None
    extras: list[str] = field(default_factory=list)


@dataclass
class Story:
    """What happened, who tells it, and what is true of the telling."""

    number: int
    kind: str
    a: State
    b: State
    c: State
    persons: tuple[str, str]
    posts: tuple[int, int]
    when: date
    place: str
    picks: dict[str, int]
    language: str
    plans: list[Plan] = field(default_factory=list)
    lines: set[str] = field(default_factory=set)
    humans: dict[str, Human | None] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)


# --- the world ------------------------------------------------------------------------------------------------


def sentences(language: str, half: str) -> dict[str, list[list[str]]]:
    """Rows by role; of a half every other row of each role (all of those that only name things)."""
    rows: defaultdict[str, list[list[str]]] = defaultdict(list)
    for line in (HERE / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "role")):
            role, *cells = line.split("\t")
            rows[role].append(cells)
    whole = ("name", "kind", "desc")
    first = {"a": 0, "b": 1}.get(half)
    return {k: v if first is None or k in whole else v[first::2] for k, v in rows.items()}


def coin(rng: Random, taken: set[str]) -> str:
    """A word that was not coined before."""
    while True:
        word = rng.choice(_HEADS.split()) + "".join(rng.choice(_TAILS.split()) for _ in range(rng.choice((1, 2))))
        if len(word) > 4 and word not in taken:
            taken.add(word)
            return word


def states_for(articles: int) -> int:
    """How many states give every story a pair of its own.

    A channel is often told by its two sides alone: of two channels between the same sides nobody could say from the
    texts which article tells which, and the truth would be none.
    """
    return next(n for n in count(STATES) if n * (n - 1) // 2 * ARTICLES_A_STORY >= articles)


def make_world(rng: Random, half: str, states_wanted: int) -> World:
    """States, and outlets of all kinds; every second one is listed in the tables."""
    taken: set[str] = set()
    rows = {language: sentences(language, half) for language in LANGUAGES}
    states = []
    for n in range(states_wanted):
        stem = coin(rng, taken).rstrip("aeiou")
        code = f"X{n:03}"  # the code of no state
        names = {"fr": f"la {stem}ie", "en": f"{stem}ia"}
        states.append(State(names, {"fr": f"{stem.lower()}ien", "en": f"{stem}ian"}, coin(rng, taken), code))
    outlets = []
    for n in range(OUTLETS):
        kind, form = rng.choice(rows[rng.choice(LANGUAGES)]["name"])
        outlets.append(Outlet(form.format(W=coin(rng, taken)), kind, rng.choice(states).code, bool(n % 2)))
    return World(states, outlets, rows)


def write_tables(world: World, folder: Path) -> None:
    """tables/countries.tsv and tables/outlets.tsv."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["code\tfr\ten\tadj_fr\tadj_en\tcapital_fr\tcapital_en"]
    for s in world.states:
        names = (s.code, s.name["fr"].removeprefix("la "), s.name["en"], s.adj["fr"], s.adj["en"], s.capital, s.capital)
        lines.append("\t".join(names))
    (folder / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["fr\ten\tcountry\tlanguage\tkind"]
    for o in world.outlets:
        if o.listed:
            names = "|".join(dict.fromkeys((o.name, re.sub("^(?:The|Le|La|L') ?", "", o.name))))
            lines.append("\t".join((names, names, o.country, "en", o.kind)))
    (folder / "outlets.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- stories: who has it from whom ----------------------------------------------------------------------------


def plan_story(rng: Random, number: int, world: World) -> Story:
    """A story with its web of articles; lines and humans are set as the web is woven."""
    pairs = list(combinations(world.states, 2))
    a, b = pairs[(number * 137 + number // len(pairs)) % len(pairs)]
    c = rng.choice([s for s in world.states if s not in (a, b)])
    taken: set[str] = set()
    names = [f"{rng.choice(_GIVEN.split())} {coin(rng, taken)}" for _ in range(2)]
    place = c.capital if rng.random() < 0.6 else coin(rng, taken)
    picks = {k: rng.randrange(1000) for k in ("since", "topic", "topic2", "quote", "gov", "gov2", "group", "others")}
    kind = rng.choice(("meeting", "channel"))
    when = FIRST_DAY + timedelta(days=rng.randrange(300))
    story = Story(number, kind, a, b, c, (names[0], names[1]), (rng.randrange(99), rng.randrange(99)), when, place,
                  picks, "fr" if rng.random() < 0.65 else "en")  # fmt: skip
    pool = iter(rng.sample(world.outlets, len(world.outlets)))
    roots = [] if rng.random() < 0.04 else [next(pool) for _ in range(rng.choices((1, 2, 3, 4), (50, 28, 15, 7))[0])]
    for root in roots:
        _weave_root(rng, story, root, pool)
    _weave_rest(rng, story, roots, pool)
    _weave_copies(rng, story, pool)
    for plan in story.plans:
        for extra, share in (
            ("deny", 0.3),
            ("decline", 0.12),
            ("distract", 0.3),
            ("archive", 0.12),
            ("background", 0.6),
        ):
            if rng.random() < share:
                plan.extras.append(extra)
                story.features |= {extra} - {"background"}
        if plan.cites and rng.random() < 0.15:
            plan.extras.append("unnamed")
            story.features.add("unnamed")
    return story


def _weave_root(rng: Random, story: Story, root: Outlet, pool: Iterator[Outlet]) -> None:
    """An outlet that has the story by itself, and those that have it from there, through up to four hops."""
    human = rng.choices((None, Human(rng.randrange(999), ""), Human(rng.randrange(999), "?")), (35, 45, 20))[0]
    if human and human.name:
        human = Human(human.template, f"{rng.choice(_GIVEN.split())} {coin(rng, set())}")
    story.lines.add(root.name)
    story.humans[root.name] = None
    own = rng.random() < 0.5
    if own and human:
        mode = "own" if not human.name and rng.random() < 0.35 else "told"
        story.plans.append(Plan(root, mode, [root], human))
        story.features.add(f"article:{mode}")
        story.humans[root.name] = human
    elif own:
        story.plans.append(Plan(root, "voice"))
        story.features.add("article:root in its own voice")
    for _ in range(rng.randrange(0 if own and human else 1, 4)):
        hops = rng.choices((1, 2, 3, 4), (50, 26, 14, 10))[0]
        chain = [*(next(pool) for _ in range(hops - 1)), root]
        outlet = next(pool)
        if hops == 1 and human and rng.random() < 0.5:
            story.plans.append(Plan(outlet, "via", chain, human))
            story.features.add("via")
            story.humans[root.name] = human
        elif hops > 1 and rng.random() < 0.4:  # the chain runs through an article of its own
            story.plans.append(Plan(outlet, "cite", chain[:1]))
            story.plans.append(Plan(chain[0], "cite", chain[1:]))
            story.features.add(f"chain over articles {hops}")
        else:
            story.plans.append(Plan(outlet, "cite", chain))
            story.features.add(f"hops {hops}")


def _weave_rest(rng: Random, story: Story, roots: Sequence[Outlet], pool: Iterator[Outlet]) -> None:
    """Two outlets in one breath, circles, agency credits, confirmations, articles that cite nobody."""
    if roots and rng.random() < 0.15:
        pair = [roots[0], roots[1] if len(roots) > 1 and rng.random() < 0.5 else next(pool)]
        story.plans.append(Plan(next(pool), "both", pair))
        story.lines.add(pair[1].name)
        story.humans.setdefault(pair[1].name, None)
        story.features.add("both")
    if rng.random() < 0.12:
        circle = [next(pool) for _ in range(rng.choice((2, 2, 3)))]
        for one, other in zip(circle, [*circle[1:], circle[0]], strict=True):
            story.plans.append(Plan(one, "cite", [other]))
        story.lines.add("circle")
        story.humans["circle"] = None
        story.features.add("circle")
    if rng.random() < 0.15:
        agency = next(o for o in pool if o.kind == "agency")
        for _ in range(rng.choice((1, 2))):
            story.plans.append(Plan(next(o for o in pool if o.kind != "agency"), "credit", [agency]))
        story.lines.add(agency.name)
        story.humans[agency.name] = None
        story.features.add("credit")
    if roots and rng.random() < 0.1:
        outlet = next(pool)
        story.plans.append(Plan(outlet, "cite", [roots[0]], None, ["confirm"]))
        story.lines.add(outlet.name)
        story.humans[outlet.name] = Human(0, "")
        story.features.add("confirm")
    if not story.plans or rng.random() < 0.35:
        story.plans.append(Plan(next(pool), rng.choice(("voice", "vague"))))
        story.features.add("uncited")


def _weave_copies(rng: Random, story: Story, pool: Iterator[Outlet]) -> None:
    """Reprints of whole articles and articles that copy a part of one."""
    written = list(story.plans)
    for mode, share in (("reprint", 0.3), ("partial", 0.2)):
        outlet = next(pool, None)
        if outlet and rng.random() < share:
            original = written.index(rng.choice(written))
            story.plans.append(Plan(outlet, f"{mode} {original}"))
            story.features.add(mode)
