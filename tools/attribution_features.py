"""What the sequence models of ``train_attribution.py`` look at; an experiment, no part of the package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selon.find.attribution import AttributionRules
from selon.find.contents import clause_end, complement, limit
from selon.find.grammar import Line, lines
from selon.find.subjects import subject_before, subject_behind
from selon.find.verbs import Group, find_groups
from selon.model import Article

Rows = list[list[str]]
_FAR = ((6, "6"), (10, "10"), (20, "20"), (40, "40"))


@dataclass(frozen=True, slots=True)
class Word:
    """A token as its neighbours see it; ``part`` is its part in the clause (``find.grammar``)."""

    norm: str
    part: str
    form: str
    name: str


_NONE = Word("", "-", "", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A line with its words and the reporting verbs of the tables."""

    line: Line
    words: tuple[Word, ...]
    groups: tuple[Group, ...]
    kind: str

    def at(self, i: int) -> Word:
        return self.words[i] if 0 <= i < len(self.words) else _NONE

    def tokens(self, spans: Iterable[Sequence[int]]) -> list[int]:
        """The tokens that the spans touch."""
        pairs = [(s[0], s[1]) for s in spans]
        return [i for i, t in enumerate(self.line.tokens) if any(t.start < e and s < t.end for s, e in pairs)]


def sheets(article: Article, rules: AttributionRules) -> list[Sheet]:
    """The lines of an article, ready for the models."""
    names = {t.start: n.label for n in article.names for t in article.tokens if n.start <= t.start < n.end}
    out = []
    for line in lines(article, rules.grammar, rules.verbs.kinds):
        words = tuple(
            Word("9" if t.norm.isdecimal() else t.norm, line.parts[i], t.morph or t.tag, names.get(t.start, ""))
            for i, t in enumerate(line.tokens)
        )
        groups = tuple(find_groups(line, rules.verbs))
        out.append(Sheet(line, words, groups, article.blocks[line.block].kind))
    return out


def cue_rows(sheet: Sheet) -> Rows:
    """A row a token, to tell cues: the words around, what may follow or stand before, the verb tables."""
    groups = {i: g for g in sheet.groups for i in range(g.left, g.after)}
    return [_cue_row(sheet, i, groups.get(i)) for i in range(len(sheet.words))]


def _cue_row(sheet: Sheet, i: int, group: Group | None) -> list[str]:
    word, line = sheet.words[i], sheet.line
    stem = word.norm[:5]
    row = [f"w={word.norm}", f"p={word.part}", f"m={word.form}", f"n={word.name}", f"s={word.norm[-4:]}", f"b={stem}"]
    row += [f"kind={sheet.kind}", f"up={line.tokens[i].text[:1].isupper()}", f"q={line.quote[i] >= 0}"]
    for d in (-3, -2, -1, 1, 2, 3):
        other = sheet.at(i + d)
        row.append(f"p{d}={other.part}")
        if abs(d) < 3:
            row += [f"w{d}={other.norm}", f"m{d}={other.form}", f"n{d}={other.name}"]
    before, after = sheet.at(i - 1), sheet.at(i + 1)
    near = before.part + word.part + after.part
    row += [f"pp={near}", f"p5={sheet.at(i - 2).part}{near}{sheet.at(i + 2).part}", f"wp={word.norm} {after.part}"]
    row += [
        f"pw={before.part} {word.norm}",
        f"ww={word.norm} {after.norm}",
        f"bn={stem} {after.norm}",
        f"bm={stem} {word.form}",
    ]
    ahead, behind = line.parts[i + 1 : i + 7], line.parts[max(0, i - 6) : i]
    for part in "«SI:":
        if part in ahead:
            row += [f"a{part}={ahead.find(part)}", f"a{part}{word.part}", f"a{part}{stem}"]
    if "»" in behind:
        row += [f"b»={len(behind) - behind.rfind('»')}", f"b»{word.part}"]
    row += [f"qs={'«' in line.parts}{word.part}"]
    row += [edge for edge, at in (("first", 0), ("last", len(sheet.words) - 1)) if i == at]
    return row + (_group_row(sheet, i, group) if group else [])


def _group_row(sheet: Sheet, i: int, group: Group) -> list[str]:
    place = "h" if i == group.head else "g"
    follows = sheet.at(group.after).part
    row = [f"g={place}", f"ga={place}{group.rule.act}", f"gk={place}{group.kind}{group.passive}{group.negated}"]
    row += [f"gn={place}{follows}{sheet.at(group.after + 1).part}"]
    return row + [f"gf={place}{f}{more}" for f in sorted(group.rule.frames) for more in ("", follows)]


def role_rows(sheet: Sheet, cue: list[int], rules: AttributionRules) -> Rows:
    """A row a token, to tell the source and the content of the cue at these tokens (sorted, not empty)."""
    line = sheet.line
    head = max(cue, key=lambda i: (line.parts[i] in "VKGI", i))
    group = next((g for g in sheet.groups if g.head in cue), None)
    frame = _Frame(sheet, cue, head, group.rule.act if group else "", _hints(sheet, cue, group, rules))
    right = _crossed(line.parts, range(cue[-1] + 1, len(line.parts)))
    left = _crossed(line.parts, range(cue[0] - 1, -1, -1))
    crossed = left | right
    return [
        ["cue", f"cue{line.parts[head]}"] if i in cue else frame.row(i, crossed.get(i, (0, 0, 0, 0, 0)))
        for i in range(len(line.parts))
    ]


def _hints(sheet: Sheet, cue: list[int], group: Group | None, rules: AttributionRules) -> list[list[str]]:
    """What the rules would take for subject, clause and complement, each with its first, last and next token."""
    line, (low, high) = sheet.line, (cue[0], cue[-1])
    stop = limit(line, high)
    found: list[tuple[str, int, int]] = []
    for name, phrase in (("sb", subject_before(line, low)), ("sa", subject_behind(line, high + 1, stop))):
        if phrase:
            found.append((name, phrase.start, phrase.end))
    if high + 1 < stop:
        found.append(("ce", high + 1, clause_end(line, high + 1, stop, rules.verbs, True)))
    content = complement(line, group, rules.verbs) if group else None
    if content:
        found.append(("coq" if content.frame.startswith("quote") else "co", content.start, content.end))
    hints: list[list[str]] = [[] for _ in line.parts]
    for name, start, end in found:
        for i in range(start, min(end + 1, len(hints))):
            edges = (("B", i == start), ("E", i == end - 1), ("X", i == end))
            hints[i] += [name] if i < end else []
            hints[i] += [name + letter for letter, here in edges if here]
    return hints


def _crossed(parts: str, order: range) -> dict[int, tuple[int, ...]]:
    """Commas, verbs, ends, «que» and quotation marks between the cue and each token."""
    counts = [0] * 5
    out = {}
    for i in order:
        out[i] = tuple(counts)
        for n, kinds in enumerate((",-(", "V", ".:", "S", "«»")):
            counts[n] += parts[i] in kinds
    return out


@dataclass(frozen=True, slots=True)
class _Frame:
    """One cue in its line."""

    sheet: Sheet
    cue: list[int]
    head: int
    act: str
    hints: list[list[str]]

    def row(self, i: int, crossed: tuple[int, ...]) -> list[str]:
        sheet, line, word = self.sheet, self.sheet.line, self.sheet.words[i]
        low, high, part = self.cue[0], self.cue[-1], line.parts[self.head]
        side, far = ("A", i - high) if i > high else ("Z", low - i) if i < low else ("M", 0)
        reach = str(far) if far < 6 else next((name for edge, name in _FAR if far < edge), "x")
        commas, verbs, ends, that, marks = crossed
        way = f"{side}{min(commas, 3)}{min(verbs, 3)}{min(ends, 2)}{min(that, 1)}"
        quoted = line.quote[i] >= 0
        follows = sheet.at(high + 1).part + sheet.at(high + 2).part
        leads = sheet.at(low - 2).part + sheet.at(low - 1).part
        before, after = sheet.at(i - 1), sheet.at(i + 1)
        stem = line.norms[self.head][:5]
        row = [f"d={side}{reach}", f"k={way}", f"kc={side}{commas > 0}{ends > 0}{marks % 2}", f"kp={way}{word.part}"]
        row += [f"q={side}{quoted}{line.quote[i] == line.quote[self.head]}", f"qc={side}{min(marks, 3)}{quoted}"]
        row += [f"w={side}{word.norm}", f"p={side}{word.part}", f"m={side}{word.form}", f"n={side}{word.name}"]
        row += [f"u={side}{line.tokens[i].text[:1].isupper()}", f"w-1={side}{before.norm}", f"w+1={side}{after.norm}"]
        row += [f"p-1={side}{before.part}{word.part}", f"p+1={side}{word.part}{after.part}"]
        row += [f"p3={side}{before.part}{word.part}{after.part}"]
        row += [f"p-2={side}{sheet.at(i - 2).part}{before.part}{word.part}"]
        row += [f"p+2={side}{word.part}{after.part}{sheet.at(i + 2).part}"]
        row += [f"cs={side}{stem}{quoted}", f"ca={side}{self.act}{part}", f"cd={side}{part}{reach}", f"ck={part}{way}"]
        row += [f"nx={side}{follows}{commas > 0}{quoted}", f"pv={side}{leads}{commas > 0}{quoted}"]
        row += [f"np={side}{follows}{leads}", f"nd={side}{follows}{reach}", f"wd={stem}{side}{min(far, 2)}"]
        for hint in self.hints[i]:
            row += [f"h={hint}", f"h={hint}{part}{follows[:1]}", f"hp={hint}{word.part}", f"hk={hint}{way}"]
        return [*row, "H=" + ",".join(self.hints[i]), f"H0={side}{not self.hints[i]}{word.part}"]
