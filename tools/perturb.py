"""Copies of articles, made in five ways, with known truth: for measuring and testing the search for reuse.

A  a reprint: leftovers of a page around it, other quotation marks, apostrophes and spaces
B  five words in a hundred replaced, left out or added
C  cut after 55 % of the sentences
D  sentences shuffled, ten words in a hundred edited
E  40 % of the sentences, in one stretch or two, inside another article

Everything comes from one seeded generator: the same seed gives the same copies.  Nothing of the linker is used.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from types import MappingProxyType

_SENTENCE = re.compile(r"(?<=[.!?…»”\"])\s*(?=[A-ZÀ-Ý«“\"])")
_HEADS = ("Accueil > Actualités", "Lecture : 3 min", "Publié le 4 mai 2031 à 10h12", "S'abonner", "Mis à jour hier")
_TAILS = ("Lire aussi : nos autres articles", "Partager sur Facebook", "#actualité #monde", "Leave a comment",
          "Recevez notre lettre chaque matin", "© 2031 Tous droits réservés")  # fmt: skip
_FILLERS = ("très", "hier", "encore", "aussi", "donc", "alors", "enfin", "certes", "peu", "déjà", "parfois", "souvent")


def sentences(text: str) -> list[str]:
    """The sentences, roughly."""
    return [s for s in _SENTENCE.split(text) if s.strip()]


def reprint(text: str, other: str, rng: random.Random) -> str:
    """A: leftovers around it and another typography."""
    text = re.sub(r'"([^"]*)"', "« \\1 »" if rng.random() < 0.5 else "“\\1”", text)
    text = text.replace("'", "’") if "'" in text else text.replace("’", "'")
    text = re.sub(r" ([:;?!])", "\u00a0\\1", text)
    head, tail = rng.sample(_HEADS, rng.randint(1, 3)), rng.sample(_TAILS, rng.randint(1, 4))
    return "\n".join([*head, "", text, "", *tail])


def edited(text: str, rng: random.Random, share: float) -> str:
    """``share`` of the words replaced, left out or doubled by another."""
    words = text.split(" ")
    pool = [*_FILLERS, *words]
    out: list[str] = []
    for word in words:
        if rng.random() >= share:
            out.append(word)
            continue
        act = rng.randrange(3)
        if act == 0:
            out.append(rng.choice(pool))
        elif act == 1:
            out += [word, rng.choice(pool)]
    return " ".join(out)


def few_edits(text: str, other: str, rng: random.Random) -> str:
    """B: five words in a hundred."""
    return edited(text, rng, 0.05)


def cut(text: str, other: str, rng: random.Random) -> str:
    """C: the first 55 % of the sentences."""
    found = sentences(text)
    return " ".join(found[: max(1, round(0.55 * len(found)))])


def shuffled(text: str, other: str, rng: random.Random) -> str:
    """D: another order of the sentences, ten words in a hundred edited."""
    found = sentences(text)
    rng.shuffle(found)
    return edited(" ".join(found), rng, 0.1)


def inside(text: str, other: str, rng: random.Random) -> str:
    """E: 40 % of the sentences, put between those of ``other``."""
    taken, host = sentences(text), sentences(other)
    kept = [taken[i] for i in sorted(rng.sample(range(len(taken)), max(1, round(0.4 * len(taken)))))]
    at = rng.randint(0, len(host))
    return " ".join([*host[:at], *kept, *host[at:]])


KINDS: MappingProxyType[str, Callable[[str, str, random.Random], str]] = MappingProxyType(
    {"A": reprint, "B": few_edits, "C": cut, "D": shuffled, "E": inside}
)


def copies(texts: Sequence[str], count: int, seed: int) -> list[tuple[str, int, int, str]]:
    """``count`` copies of each kind: (kind, number of the source, number of the host, text); host ≠ source."""
    rng = random.Random(seed)
    made = []
    for kind, make in KINDS.items():
        for source in rng.sample(range(len(texts)), count):
            host = rng.choice([n for n in (rng.randrange(len(texts)) for _ in range(9)) if n != source])
            made.append((kind, source, host, make(texts[source], texts[host], rng)))
    return made


def invented(count: int, rng: random.Random) -> list[str]:
    """Articles of words that are none, with the frequencies of a language, some of them between quotation marks."""
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "ou", "an", "er")]
    lexicon = ["".join(rng.choice(syllables) for _ in range(1 + n % 4)) for n in range(3_000)]
    ranks = [1 / (n + 2) for n in range(len(lexicon))]
    texts = []
    for _ in range(count):
        made = [" ".join(rng.choices(lexicon, ranks, k=rng.randint(8, 30))) for _ in range(rng.randint(8, 30))]
        texts.append(" ".join(f'"{s.capitalize()}".' if rng.random() < 0.1 else f"{s.capitalize()}." for s in made))
    return texts
