"""The words of an article with the look-ups that all readers of actors share."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.find.actor_rules import ActorRules, Entry, Head
from selon.find.gazetteer import Atom, Hit, atoms_of
from selon.find.mastheads import find_mastheads
from selon.lang.pack import Row
from selon.model import Article


@dataclass(frozen=True, slots=True)
class Words:
    """Atoms by number; ``world``: names of the world tables by first atom; ``names``: ends of persons' names by first.

    ``labels`` are the name tagger's by atom, ``tagged`` its names (first, last, label); ``shouted`` are sentences
    in capitals.  All ranges are [first, last).
    """

    article: Article
    rules: ActorRules
    atoms: Sequence[Atom]
    tagged: Sequence[tuple[int, int, str]]
    labels: Mapping[int, str]
    shouted: frozenset[int]
    world: Mapping[int, Hit[Entry]]
    taken: frozenset[int]
    names: Mapping[int, int]

    def key(self, n: int) -> str:
        """The folded word, "" outside the text."""
        return self.atoms[n].key if 0 <= n < len(self.atoms) else ""

    def same(self, a: int, b: int) -> bool:
        """Both are in the text, in one sentence."""
        return 0 <= min(a, b) <= max(a, b) < len(self.atoms) and self.atoms[a].sentence == self.atoms[b].sentence

    def plays(self, n: int, *parts: str) -> bool:
        """Whether the word plays one of the parts of «actor_words.tsv»."""
        return any(self.rules.is_word(part, self.key(n)) for part in parts)

    def skip(self, n: int, step: int = 1) -> int:
        """Past determiners, forwards or backwards."""
        while self.plays(n, "det"):
            n += step
        return n

    def title(self, n: int) -> Hit[Head] | None:
        """The title that begins here; a capital inside a sentence makes a name of a word of kinship («Lee Son-ja»)."""
        hit = self.rules.titles.at(self.atoms, n)
        named = hit and hit.value.family == "relative" and self.atoms[n].capital and not self.atoms[n].first
        return None if named else hit

    def body(self, n: int) -> Hit[Row] | None:
        """The body («gouvernement») that begins here."""
        return self.rules.bodies.at(self.atoms, n)

    def demonym(self, n: int) -> Hit[Row] | None:
        """The adjective of a state that begins here."""
        return self.rules.demonyms.at(self.atoms, n)

    def capital(self, n: int) -> bool:
        """A word with a capital stands here."""
        return 0 <= n < len(self.atoms) and self.atoms[n].capital

    def gap(self, first: int, last: int) -> str:
        """The folded words between two places."""
        return " ".join(a.key for a in self.atoms[first:last])

    def country_of(self, entry: Entry) -> str:
        """The state of a name; of one that several states have («parliament») only if no other is named more often."""
        hits = self.world.values() if entry.flag == "generic" else ()
        named = Counter(hit.value.country for hit in hits if hit.value.flag in ("name", "capital"))
        return entry.country if named[entry.country] >= max(named.values(), default=0) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points."""
        return self.atoms[first].start, self.atoms[last - 1].end

    def written(self, first: int, last: int) -> str:
        """As written, with single spaces."""
        start, end = self.span(first, last)
        return " ".join(self.article.document.raw[start:end].split())


def read_words(article: Article, rules: ActorRules) -> Words:
    """Cut an article into atoms and look up the names of the world."""
    garbled = "glued_words" in article.noise
    atoms = atoms_of(article, lambda text: rules.glue(text, garbled))
    tagged = tuple(_tagged(article, atoms))
    labels = {n: label for first, last, label in tagged for n in range(first, last)}
    shouted = frozenset(_mostly(atoms, 3, 0.8, lambda a: a.text.isupper()))
    headed = shouted | headlines(atoms, 7)
    papers = find_mastheads(atoms, rules, frozenset(a.sentence for a in atoms) - headed)
    world: dict[int, Hit[Entry]] = {}
    at = 0
    while at < len(atoms):
        hit = rules.world.at(atoms, at, atoms[at].sentence in shouted)
        if at in papers and (hit is None or hit.last < papers[at].last):
            hit = papers[at]
        alone = hit is not None and hit.last - hit.first == 1 and atoms[at].sentence not in shouted
        if hit is None or (alone and hit.value.flag != "masthead" and _inside_name(atoms, at, rules, labels)):
            at += 1
        else:
            world[at] = hit
            at = hit.last
    taken = frozenset(n for hit in world.values() for n in range(hit.first, hit.last))
    return Words(article, rules, atoms, tagged, labels, shouted, world, taken, {})


def headlines(atoms: Sequence[Atom], least: int = 4) -> frozenset[int]:
    """English headlines that give every word a capital."""
    ended = {a.sentence: a.key in (".", "!", "”", '"', ":") for a in atoms}
    return frozenset(s for s in _mostly(atoms, least, 0.75, lambda a: a.capital) if not ended[s])


def _mostly(atoms: Sequence[Atom], least: int, share: float, fits: Callable[[Atom], bool]) -> list[int]:
    """Sentences with at least so many longer words, of which more than ``share`` fit."""
    longer = [a for a in atoms if len(a.text) >= min(least, 4) and a.text.isalpha()]
    total = Counter(a.sentence for a in longer)
    fitting = Counter(a.sentence for a in longer if fits(a))
    return [s for s, n in total.items() if n >= least and fitting[s] > share * n]


def _tagged(article: Article, atoms: Sequence[Atom]) -> Iterator[tuple[int, int, str]]:
    """The name tagger's names as atoms."""
    at = 0
    for name in article.names:
        while at < len(atoms) and atoms[at].end <= name.start:
            at += 1
        last = at
        while last < len(atoms) and atoms[last].start < name.end:
            last += 1
        yield at, last, name.label


def _inside_name(atoms: Sequence[Atom], at: int, rules: ActorRules, labels: Mapping[int, str]) -> bool:
    """«Adrienne Watson» holds no outlet, «Sofia Lind» no capital: a lone word beside a given or unknown name."""
    label = labels.get(at)
    if at and _beside(atoms, at - 1, at, rules):
        if atoms[at - 1].key in rules.given and label in (None, "PER"):
            return True
        if label == labels.get(at - 1) == "PER":
            return True
    if atoms[at].key not in rules.given or at + 1 == len(atoms):
        return False
    return _beside(atoms, at + 1 + (atoms[at + 1].key in ("de", "du", "of") and at + 2 < len(atoms)), at, rules)


def _beside(atoms: Sequence[Atom], n: int, at: int, rules: ActorRules) -> bool:
    """A word that could be part of a name, in the same sentence."""
    atom = atoms[n]
    named = atom.capital and atom.text[:1].isalpha() and not rules.is_word("notname", atom.key)
    return named and atom.sentence == atoms[at].sentence
