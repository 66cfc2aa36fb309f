"""Train the name taggers: French from WiNER-fr (Wikinews, brat), English from GUM's entity layer."""

from __future__ import annotations

import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pycrfsuite
import ud

from selon.model import Name, Token
from selon.text.features import is_loud, sentence_features, word_features
from selon.text.fold import uniform
from selon.text.tokens import tokenise

Example = tuple[list[Token], list[str]]

LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG", "Product": "MISC", "Event": "MISC"}
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+[»”\"]?(?=\s+[«“\"]?\s*[A-ZÀ-Þ]|$)|$)", re.MULTILINE)


def wikinews(archive: Path) -> Iterator[tuple[str, list[Example]]]:
    """The articles of WiNER-fr by name: their sentences as tokens and labels."""
    with tarfile.open(archive) as tar:
        members = {m.name: m for m in tar.getmembers() if m.name.endswith((".txt", ".ann"))}
        for name in sorted(n for n in members if n.endswith(".ann")):
            text = uniform(_read(tar, members[name[:-4] + ".txt"]))
            yield name, list(article(text, brat(_read(tar, members[name]))))


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
_END = "vtchenko ssine lovski nkov rov tine ieva tchouk nenko dari ssan mani roui bani oud ng n iang o akian dze chvili vic"


def invented_name(chance: random.Random) -> list[str]:
    """A given and a family name of nobody."""
    given, family = chance.choice(_GIVEN.split()), chance.choice(_FAMILY.split())
    return [given + chance.choice(_MID.split()), family + chance.choice(_END.split())]


def swapped(example: Example, chance: random.Random) -> Example:
    """The sentence with invented words in the place of the persons' names (spelling only: offsets mean nothing)."""
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


def train(data: Iterable[Example], out: Path, rounds: int, minfreq: int) -> None:
    """Train an averaged perceptron."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": rounds, "feature.minfreq": minfreq})
    for tokens, marks in data:
        words = [word_features(t.text, t.norm) for t in tokens]
        trainer.append(sentence_features(words, is_loud([t.text for t in tokens])), marks)
    out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(out))
