"""Train the name taggers: French from WiNER-fr (Wikinews, brat), English from GUM's entity layer."""

from __future__ import annotations

import random
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import ud
from fit import Example, fit
from selon.model import Name, Token
from selon.text.fold import uniform
from selon.text.tagger import Tagger, names_of, open_model
from selon.text.tokens import tokenise

LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG", "Product": "MISC", "Event": "MISC"}
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+[»”\"]?(?=\s+[«“\"]?\s*[A-ZÀ-Þ]|$)|$)", re.MULTILINE)


def wikinews(archive: Path) -> Iterator[tuple[str, list[Example]]]:
    """The articles of WiNER-fr by name: their sentences as tokens and labels."""
    with tarfile.open(archive) as tar:
        members = {m.name: m for m in tar.getmembers() if m.name.endswith((".txt", ".ann"))}
        for name in sorted(n for n in members if n.endswith(".ann")):
            text = uniform(_read(tar, members[name[:-4] + ".txt"]))
            yield name, list(article(text, brat(_read(tar, members[name]))))


ENTITIES = {"person": "PER", "place": "LOC", "organization": "ORG"}
TITLES = (
    "mr. mrs. ms. dr. mr mrs ms dr president prime minister senator secretary general gen. governor king queen "
    "prince professor sir lord saint captain colonel judge justice chancellor ambassador chairman mayor rep. sen. "
    "director representative congressman uncle aunt father st. lady pope vice foreign"
)
LINKS = "of for de du la and the on in & van von der al el bin ibn"


def gum(path: Path) -> Iterator[Example]:
    """The sentences of GUM with the names in its entity layer: the proper-noun core of each named mention."""
    for words in ud.sentences(path):
        tokens, owners = ud.laid_over(words, "en")
        spans = {a: (b, kind) for a, b, kind in _cores(words)}
        first = {id(w): n for n, w in enumerate(words)}
        at = [first.get(id(w), -1) if w else -1 for w in owners]
        marks, open_until, kind = [], -1, ""
        begun = -1
        for place in at:
            if place in spans and place != begun:
                open_until, kind = spans[place]
                begun = place
                marks.append(f"B-{kind}")
            elif 0 <= place < open_until:
                marks.append(f"I-{kind}")
            else:
                marks.append("O")
        yield tokens, marks


def _cores(words: list[ud.Word]) -> list[tuple[int, int, str]]:
    """The names of a sentence as word ranges with their label, longest first where they overlap."""
    cores = []
    for start, end, kind, head in _mentions(words):
        at = start + head - 1
        if kind in ENTITIES and at < end and words[at].upos == "PROPN":
            cores.append((*_core(words, start, end, at, ENTITIES[kind]), ENTITIES[kind]))
    taken: set[int] = set()
    kept = []
    for a, b, label in sorted(cores, key=lambda c: (c[0] - c[1], c[0])):
        if a < b and not taken & set(range(a, b)):
            taken |= set(range(a, b))
            kept.append((a, b, label))
    return sorted(kept)


def _core(words: list[ud.Word], start: int, end: int, at: int, label: str) -> tuple[int, int]:
    """The stretch of proper nouns around a mention's head, with linking words inside a name of several words."""
    a, b = at, at + 1
    while a > start and words[a - 1].upos == "PROPN":
        a -= 1
    while b < end and words[b].upos == "PROPN":
        b += 1
    link = b
    while label == "ORG" and link < end and words[link].form.lower() in LINKS.split():
        link += 1
        if link < end and words[link].upos == "PROPN":
            while link < end and words[link].upos == "PROPN":
                link += 1
            b = link
    while label == "PER" and a < b - 1 and words[a].form.lower() in TITLES.split():
        a += 1
    return a, b


def _mentions(words: list[ud.Word]) -> Iterator[tuple[int, int, str, int]]:
    """The mentions of GUM's entity layer: first word, end (exclusive), type, place of the head (1 = first)."""
    opened: dict[str, list[tuple[int, str, int]]] = {}
    for n, word in enumerate(words):
        layer = re.search(r"(?:^|\|)Entity=([^|]+)", word.misc)
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", layer[1] if layer else ""):
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                head = re.match(r"\d+", parts[5] if len(parts) > 5 else "")
                opened.setdefault(parts[0], []).append((n, parts[1], int(head[0]) if head else 1))
            if mark.endswith(")") and opened.get(parts[0]):
                start, kind, head_at = opened[parts[0]].pop()
                yield start, n + 1, kind, head_at


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    return file.read().decode("utf-8") if file else ""


def brat(annotations: str) -> list[Name]:
    """The outermost names of one brat file."""
    names: list[Name] = []
    for kind, start, end in re.findall(r"^T\d+\t(\w+) (\d+) (\d+)\t", annotations, re.MULTILINE):
        if kind in LABELS:
            names.append(Name(int(start), int(end), LABELS[kind]))
    names.sort(key=lambda n: (n.start, -n.end))
    kept: list[Name] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def article(text: str, names: list[Name]) -> Iterator[Example]:
    """The sentences of a text, labelled «B-PER», «I-PER» … «O»."""
    for match in _SENTENCE.finditer(text):
        tokens = tokenise(text, match.start(), match.end(), "fr")
        if tokens:
            yield tokens, labels(tokens, names)


def labels(tokens: list[Token], names: list[Name]) -> list[str]:
    """The labels of one sentence."""
    out = ["O"] * len(tokens)
    for name in names:
        inside = [i for i, t in enumerate(tokens) if t.start >= name.start and t.end <= name.end]
        for i in inside:
            out[i] = ("B-" if i == inside[0] else "I-") + name.label
    return out


# Invented names, put together from syllables: shapes that French news holds and Wikinews of 2016–2018 hardly does.
_GIVEN = "Ou Vla Ser Mik Iou Nik Dmi Bo Yaro Ana Ole Ah Mo Kha Abd Ib Fa Yous Has Li Wang Xia Zhe Chen Hu Ge Ta Ka Mar"
_MID = "ra di gue hail ri ola tri ris slav tol ksan med ham led oul rah ri sef san na yi ng wei min lei ni to"
_FAMILY = "Kra Bol Zab Tche Sko Vor Gor Pod Mel Dra Al-Ha Al-Ba Ben Ham Mou Cha Zha Qia Hua Sou Ter Yan Rou Kol Lav"
_END = "vtchenko ssine lovski nkov rov tine ieva tchouk nenko dari ssan mani roui bani oud ng n iang akian dze vic"


def invented_name(chance: random.Random) -> list[str]:
    """A given and a family name of nobody."""
    given, family = chance.choice(_GIVEN.split()), chance.choice(_FAMILY.split())
    return [given + chance.choice(_MID.split()), family + chance.choice(_END.split())]


def swapped(example: Example, chance: random.Random) -> Example:
    """The sentence with invented words in the place of the persons' names (offsets then mean nothing)."""
    tokens, marks = example
    out = list(tokens)
    for i, mark in enumerate(marks):
        if mark == "B-PER":
            end = i + 1
            while end < len(marks) and marks[end] == "I-PER":
                end += 1
            names = invented_name(chance)
            for k in range(i, end):
                if tokens[k].text[:1].isupper() and "." not in tokens[k].text:
                    word = names[0] if k < end - 1 else names[1]
                    out[k] = replace(tokens[k], text=word, norm=word.lower())
    return out, marks


def loud(example: Example) -> Example:
    """The sentence in capitals."""
    return [replace(t, text=t.text.upper()) for t in example[0]], example[1]


def widened(data: Iterable[Example], swap: float, capitals: float) -> Iterator[Example]:
    """The examples with copies: names swapped, and in capitals; the same copies every time."""
    chance = random.Random(13)
    for example in data:
        yield example
        if "B-PER" in example[1] and chance.random() < swap:
            yield swapped(example, chance)
        if chance.random() < capitals and len(example[0]) < 30:
            yield loud(example)


def swapped_for_test(example: Example) -> Example:
    """The sentence with other invented names than those of training."""
    return swapped(example, random.Random(99))


ROUNDS = 15
SWAPPED = {"fr": 0.5, "en": 0.7}
CAPITALS = {"fr": 0.15, "en": 0.4}


def build(language: str, data: list[Example], archive: Path, treebank: Path, out: Path) -> None:
    """Train one language's names.  English also learns from the sentences of EWT that a first model reads."""
    more: list[Example] = []
    if language == "en":
        fit(widened(data, SWAPPED["en"], CAPITALS["en"]), out, ROUNDS)
        first = Tagger("en", None, open_model(out.read_bytes()))
        more = list(widened(silver(first, treebank, kinds_of_names(archive)), 0.3, 0.2))
    fit([*widened(data, SWAPPED[language], CAPITALS[language]), *more], out, ROUNDS)


def kinds_of_names(archive: Path) -> dict[str, str]:
    """The names of WiNER-fr with the kind that they mostly have (three times or more)."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for _, sentences in wikinews(archive):
        for tokens, marks in sentences:
            for name in names_of(tokens, marks):
                kinds[_words(tokens, name)][name.label] += 1
    return {
        text: k.most_common(1)[0][0] for text, k in kinds.items() if k.total() > 2 and k.most_common(1)[0][0] != "MISC"
    }


def _words(tokens: list[Token], name: Name) -> str:
    return " ".join(t.text for t in tokens if name.start <= t.start < name.end)


def silver(first: Tagger, treebank: Path, kinds: dict[str, str]) -> Iterator[Example]:
    """The sentences of a treebank whose proper nouns the first model marks all, and nothing else."""
    for words in ud.sentences(treebank):
        tokens, owners = ud.laid_over(words, "en")
        proper = {i for i, w in enumerate(owners) if w and w.upos == "PROPN"}
        names = first.names(tokens)
        inside = {i for i, t in enumerate(tokens) for n in names if n.start <= t.start < n.end}
        missed = {i for i in proper - inside if tokens[i].norm not in TITLES.split()}
        extra = {i for i in inside - proper if tokens[i].norm not in LINKS.split()}
        if proper and not missed and not extra:
            yield tokens, labels(tokens, [replace(n, label=kinds.get(_words(tokens, n), n.label)) for n in names])
