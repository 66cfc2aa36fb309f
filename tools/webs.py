"""Synthetic webs: invented articles on invented meetings and channels, whose number of independent origins is known.

    python tools/webs.py FOLDER [-n ARTICLES] [--seed N] [--half a|b]

FOLDER gets articles.jsonl (documents as selon reads them), tables/ (the invented states and every other outlet; the
rest must be known by their form) and truth.jsonl: for each story its articles, the outlets at the ends of its chains,
their number, the bounds of human sources (null: not told), which articles are copies or cite nobody, what is hard.
Nothing of selon is imported.  The sentences stand in tools/web_sentences/; ``--half`` takes every other one of a role.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from web_stories import (
    DAYS,
    MONTHS,
    Outlet,
    Plan,
    State,
    Story,
    World,
    make_world,
    plan_story,
    states_for,
    write_tables,
)

_NONE = ("voice", "credit")


class Writer:
    """Writes one article of a story."""

    def __init__(self, rng: Random, world: World, story: Story, plan: Plan, day: date) -> None:
        self.rng, self.world, self.story, self.plan, self.day = rng, world, story, plan, day
        self.language = story.language if rng.random() < 0.85 else rng.choice(("fr", "en"))
        self.rows = world.rows[self.language]
        self.named: set[str] = set()
        self.others = [o for o in world.outlets if o.name not in story.lines and o not in plan.cites]

    def row(self, role: str) -> str:
        return self.rng.choice(self.rows[role])[0]

    def pick(self, role: str) -> str:
        """The same for all articles of a story."""
        rows = self.rows[role]
        return rows[self.story.picks.get(role, self.story.number) % len(rows)][0]

    # --- names ---------------------------------------------------------------------------------------------

    def state(self, state: State, feminine: bool = False, plural: bool = False) -> str:
        """The adjective of a state."""
        adjective = state.adj[self.language]
        return adjective + ("ne" if feminine else "") + ("s" if plural else "") if self.language == "fr" else adjective

    def outlet(self, outlet: Outlet) -> str:
        """The name; where it is first told often with its kind («le quotidien X», "the daily X")."""
        bare = " " not in outlet.name and not outlet.listed
        first = outlet.name not in self.named
        self.named.add(outlet.name)
        if first and (bare or self.rng.random() < 0.25):
            kinds = [r[1] for r in self.rows["kind"] if r[0] == outlet.kind]
            name = outlet.name.removeprefix("The ") if self.language == "en" else outlet.name
            return f"{self.rng.choice(kinds)} {name}"
        return outlet.name

    def description(self) -> str:
        kinds = [r[1] for r in self.rows["desc"] if r[0] == self.plan.cites[-1].kind]
        return self.rng.choice(kinds)

    def person(self, n: int) -> str:
        story = self.story
        state = (story.a, story.b)[n]
        rows = self.rows["post"]
        return rows[story.posts[n] % len(rows)][0].format(adj=self.state(state), NAME=story.persons[n])

    def people(self, role: str, state: State) -> str:
        adjp = self.state(state, plural=True) if self.language == "fr" else self.state(state)
        return self.pick(role).format(adj=self.state(state), adjp=adjp)

    def source(self) -> tuple[str, bool]:
        """The human source as told, and whether it is several."""
        human = self.plan.human
        assert human
        rows = [r for r in self.rows["source"] if ("{NAME}" in r[0]) == bool(human.name)]
        text, number = rows[human.template % len(rows)]
        return text.replace("{NAME}", human.name), number == "2"

    # --- sentences -----------------------------------------------------------------------------------------

    def when(self) -> str:
        """The day of the meeting: by weekday when it is near, else by date, or left out."""
        day, fr = self.story.when, self.language == "fr"
        near = 0 < (self.day - day).days < 6
        if self.rng.random() < 0.2:
            return ""
        if near and self.rng.random() < 0.6:
            return DAYS[self.language].split()[day.weekday()] if fr else f"on {DAYS['en'].split()[day.weekday()]}"
        month = MONTHS[self.language].split()[day.month - 1]
        first = "1er" if fr and day.day == 1 else str(day.day)
        return (
            f"le {first} {month}"
            if fr
            else f"on {day.day} {month}"
            if self.rng.random() < 0.5
            else f"on {month} {day.day}"
        )

    def slots(self) -> dict[str, str]:
        story, fr = self.story, self.language == "fr"
        at, to = ("à ", "à ") if fr else ("in ", "to ")
        yesterday = DAYS[self.language].split()[(self.day - timedelta(days=self.rng.randrange(1, 4))).weekday()]
        old = str(2031 - self.rng.randrange(5, 12))
        out = {"A": story.a.name[self.language], "B": story.b.name[self.language], "C": story.c.name[self.language],
               "capA": story.a.capital, "capB": story.b.capital, "capC": story.c.capital, "at": at + story.place,
               "to": to + story.place, "on": self.when(), "day": yesterday, "old": old,
               "since": self.pick("since"), "topic": self.pick("topic"), "QUOTE": self.pick("quote"),
               "ME": self.plan.outlet.name, "P": self.person(0), "Q": self.person(1),
               "G": self.people("group", story.a), "H": self.people("others", story.b),
               "X": self.outlet(self.rng.choice(self.others))}  # fmt: skip
        out["topic2"] = self.rows["topic"][story.picks["topic2"] % len(self.rows["topic"])][0]
        for key, state in (("A", story.a), ("B", story.b), ("C", story.c)):
            out[f"adj{key}"], out[f"adj{key}p"] = self.state(state), self.state(state, plural=True)
        for key, state in (("gov", story.a), ("gov2", story.b)):
            out[key] = self.pick("gov").format(adj=self.state(state), adjf=self.state(state, feminine=True))
        if "confirm" in self.plan.extras:
            out["self"] = self.plan.outlet.name
        return out

    def fill(self, template: str, several: bool = False) -> str:
        """A template with its slots filled; facts and outlets only where it asks for them."""
        text = re.sub(r"<([^|<>]*)\|([^<>]*)>", lambda m: m[2 if several else 1], template)
        slots = self.slots()
        kind = "meet" if self.story.kind == "meeting" else "line"
        for key, part in (("{F}", 1), ("{Fc}", 2)):
            if key in text:
                fact = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda m, part=part: m[part], self.row(kind))
                text = text.replace(key, fact)
        text = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda m: m[1], text)
        text = text.replace("{N}", self.row(kind + "noun"))
        for n, outlet in enumerate(self.plan.cites, 1):
            if f"{{O{n}}}" in text:
                text = text.replace(f"{{O{n}}}", self.outlet(outlet))
        if "{D}" in text:
            text = text.replace("{D}", self.description())
        return self.tidy(text.format(**slots))

    def tidy(self, text: str) -> str:
        """Elisions, contractions, commas doubled by what was left out; capital at the start."""
        text = re.sub(r"\s+", " ", text).strip(" ,")
        if self.language == "fr":
            text = re.sub(r"\b([Dd]e) [Ll]e ", lambda m: ("D" if m[1] == "De" else "d") + "u ", text)
            text = re.sub(r"\bà [Ll]e ", "au ", text)
            text = re.sub(r"\b([Qq]u|[Dd])e (?=[AEIOUÉaeiouéê])", r"\1'", text)
        text = re.sub(r" ([,.])", r"\1", text)
        text = re.sub(r",(?: ,)+|,(?=[.:;,])", "", text)
        return re.sub(r"(^|[.!?:] |« |^\")([a-zéà])", lambda m: m[1] + m[2].upper() if m[1][:1] != ":" else m[0], text)

    def lead(self) -> list[str]:
        """The sentence or two that tell the story, with whom it is from."""
        plan = self.plan
        mode = "voice" if plan.mode in _NONE else plan.mode
        if mode == "cite":
            mode = f"cite{len(plan.cites)}"
        template, several = self.row(mode), False
        if plan.human and mode in ("told", "via", "own"):
            source, several = self.source()
            named = plan.human.name
            again = named.split()[1] if named else "cette source" if self.language == "fr" else "the same source"
            template = template.replace("{SD}", again).replace("{S}", source)
        out = [self.fill(template, several)]
        if plan.cites and mode != "both" and plan.mode != "credit" and self.rng.random() < 0.5:
            out.append(self.fill(self.row("follow").replace("{O1}", f"{{O{len(plan.cites)}}}")))
        elif self.rng.random() < 0.4:
            out.append(self.fill(self.row("detail")))
        return out

    def article(self) -> tuple[str, str]:
        """Title and text."""
        plan = self.plan
        title = self.fill(self.row("head"))
        core = self.lead()
        if "unnamed" in plan.extras:
            core.append(self.fill(self.row("unnamed")))
        if "confirm" in plan.extras:
            core.append(self.fill(self.row("confirm").replace("{O1}", "{self}")))
        blocks = [" ".join(core)]
        around = ("deny", "decline", "background", "distract", "archive")
        tail = [self.fill(self.row(extra)) for extra in around if extra in plan.extras]
        self.rng.shuffle(tail)
        blocks += tail
        if "background" in plan.extras and self.rng.random() < 0.3:  # the story comes second
            background = next(b for b in blocks[1:])
            blocks.remove(background)
            blocks.insert(0, background)
        if plan.mode == "credit":
            blocks.append(self.row("credit").format(X=plan.cites[0].name, ME=plan.outlet.name))
        if self.rng.random() < 0.5:
            blocks.insert(0, title)
        return title, "\n\n".join(blocks)


def copied(rng: Random, world: World, story: Story, plan: Plan, written: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A reprint (the text, and leftovers of the page) or a partial copy (the core among paragraphs of its own)."""
    mode, number = plan.mode.split()
    original = written[int(number)]
    rows = world.rows[original["lang"]]
    writer = Writer(rng, world, story, Plan(plan.outlet, "voice"), date.fromisoformat(original["date"]))
    writer.language, writer.rows = original["lang"], rows
    if mode == "reprint":
        left = [writer.fill(writer.row("left")) for _ in range(rng.choice((0, 1, 2)))]
        return original | {"text": "\n\n".join([original["text"], *left]), "outlet": plan.outlet.name}
    blocks = [b for b in original["text"].split("\n\n") if len(b) > 90]
    own = [writer.fill(writer.row(role)) for role in ("distract", "background")]
    text = "\n\n".join([own[0], *blocks[:2], own[1]] if rng.random() < 0.5 else [*blocks[:2], *own])
    return original | {"text": text, "outlet": plan.outlet.name, "title": writer.fill(writer.row("head"))}


def write_story(rng: Random, world: World, story: Story) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The articles of a story and its line of truth."""
    written: list[dict[str, Any]] = []
    for number, plan in enumerate(story.plans):
        day = story.when + timedelta(days=2 + number // 2 + rng.randrange(3))
        if " " in plan.mode:
            document = copied(rng, world, story, plan, written)
        else:
            writer = Writer(rng, world, story, plan, day)
            title, text = writer.article()
            document = {"text": text, "title": title, "outlet": plan.outlet.name, "lang": writer.language}
        document = document | {"doc_id": f"s{story.number:05d}-{number:02d}", "date": day.isoformat()}
        written.append(document)
    ids = [d["doc_id"] for d in written]
    named = {h.name for h in story.humans.values() if h and h.name}
    unnamed = [h for h in story.humans.values() if h and not h.name]
    silent = any(h is None for h in story.humans.values())
    truth = {
        "story": story.number,
        "kind": story.kind,
        "parties": [story.a.name["en"], story.b.name["en"]],
        "persons": list(story.persons) if story.kind == "meeting" else [],
        "articles": ids,
        "lines": sorted(story.lines),
        "independent": len(story.lines),
        "human": [max(len(named), int(bool(unnamed))), None if silent else len(named) + len(unnamed)],
        "copies": [i for i, p in zip(ids, story.plans, strict=True) if " " in p.mode],
        "unattributed": [i for i, p in zip(ids, story.plans, strict=True) if p.mode in ("voice", "vague")],
        "ends": {i: _ends(p, story.plans) for i, p in zip(ids, story.plans, strict=True)},
        "features": sorted(story.features),
    }
    rng.shuffle(written)
    return written, truth


def _ends(plan: Plan, plans: Sequence[Plan]) -> list[str]:
    """The outlets at the ends of what one article says by itself."""
    if " " in plan.mode:
        return _ends(plans[int(plan.mode.split()[1])], plans)
    ends = plan.cites if plan.mode == "both" else plan.cites[-1:]
    return sorted({o.name for o in ends} | ({plan.outlet.name} if "confirm" in plan.extras else set()))


def write_web(folder: Path, count: int, seed: int, half: str) -> None:
    """At least ``count`` articles, whole stories, into the folder."""
    rng = Random(f"{seed} {half}")
    world = make_world(rng, half, states_for(count))
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(world, folder / "tables")
    number = done = 0
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "truth.jsonl").open("w", encoding="utf-8") as truths,
    ):
        while done < count:
            documents, truth = write_story(rng, world, plan_story(rng, number, world))
            articles.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
            truths.write(json.dumps(truth, ensure_ascii=False) + "\n")
            number, done = number + 1, done + len(documents)
    print(f"{folder}: {done} articles, {number} stories")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="articles (default 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("a", "b"), default="", help="only one half of the sentences")
    args = parser.parse_args()
    write_web(args.folder, args.n, args.seed, args.half)


if __name__ == "__main__":
    main()
