"""Which runs of capitalised words are persons, and which runs name the same person inside one article."""

from collections import Counter
from collections.abc import Sequence

from selon.find.names import Run
from selon.find.words import Words
from selon.text.spelling import PARTICLES, bare, sounds_like, spelling_key


def group_persons(words: Words, runs: Sequence[Run], titled: frozenset[int], led: frozenset[int]) -> list[list[int]]:
    """The persons, each as the ``runs`` that name it; ``titled`` runs have a title beside them, ``led`` before them."""
    keys = [run.keys for run in runs]
    full = [n for n, run in enumerate(runs) if _is_full(words, run, n in titled, n in led)]
    full = [n for n in full if not any(len(keys[f]) > len(keys[n]) == 2 and keys[f][-2:] == keys[n] for f in full)]
    groups: list[list[int]] = []
    for n in full:
        home = next((g for g in groups if _same_full(keys[g[0]], keys[n])), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    rest = _spread(groups, [n for n in range(len(runs)) if n not in set(full)], runs, titled)
    sure = led | frozenset(n for n in titled if runs[n].label in ("", "PER"))
    groups += _lone(words, rest, runs, sure)
    return [sorted(g) for g in sorted(groups, key=min)]


def fullest_name(words: Words, runs: Sequence[Run]) -> tuple[str, tuple[str, ...]]:
    """The name with most words, then the most frequent; and the other forms."""
    texts = Counter(words.written(run.first, run.last) for run in runs)
    size = {words.written(run.first, run.last): len(run.keys) for run in runs}
    name = min(texts, key=lambda t: (-size[t], -texts[t], t))
    return name, tuple(sorted(set(texts) - {name}))


def _is_full(words: Words, run: Run, titled: bool, led: bool) -> bool:
    """Two words or more, and something that says person: the tagger, a title (right before: against a place that the
    tagger sees), a given name in front."""
    size = sum(k not in PARTICLES for k in run.keys)
    if not 2 <= size <= 5 or all(a.joined for a in words.atoms[run.first + 1 : run.last]):
        return False
    given = run.keys[0] in words.rules.given
    if run.label in ("LOC", "ORG", "MISC"):
        return (given and (titled or run.label == "LOC")) or (led and run.label == "LOC")
    return run.label == "PER" or titled or given


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Same last name by spelling, and first names that agree (an initial agrees with its name)."""
    if not sounds_like(a[-1], b[-1]):
        return False
    if len(a[0]) <= 2 or len(b[0]) <= 2:
        return a[0][0] == b[0][0]
    return sounds_like(a[0], b[0])


def _spread(groups: list[list[int]], left: Sequence[int], runs: Sequence[Run], titled: frozenset[int]) -> list[int]:
    """Give each bare surname to the full name of the article that ends with it; return what is left."""
    rest = []
    firsts = [list(g) for g in groups]
    for n in left:
        own = runs[n].keys
        fitting = [i for i, g in enumerate(firsts) if any(_ends_with(runs[f].keys, own) for f in g)]
        if not fitting and n not in titled and len(own) == 1 and len(own[0]) > 1:
            # A given name alone, or a family name that stands first («Kim»).
            fitting = [i for i, g in enumerate(firsts) if any(runs[f].keys[0] == own[0] for f in g)]
        if not fitting or (runs[n].label in ("ORG", "MISC") and len(own) > 1):
            rest.append(n)
            continue
        before = [i for i in fitting if min(firsts[i]) < n]
        chosen = max(before, key=lambda i: max(f for f in firsts[i] if f < n)) if before else fitting[0]
        groups[chosen].append(n)
    return rest


def _ends_with(full: tuple[str, ...], own: tuple[str, ...]) -> bool:
    own = bare(own)
    return len(own) < len(full) and all(map(sounds_like, bare(full)[-len(own) :], own))


def _lone(words: Words, rest: Sequence[int], runs: Sequence[Run], sure: frozenset[int]) -> list[list[int]]:
    """Bare names that no full name explains: kept when a title, a civility or the tagger says person."""
    together: dict[str, list[int]] = {}
    for n in rest:
        if len(runs[n].keys) <= 3:
            together.setdefault(" ".join(map(spelling_key, runs[n].keys)), []).append(n)
    kept = []
    for group in together.values():
        first = runs[group[0]]
        text = "".join(a.text for a in words.atoms[first.first : first.last])
        if all(words.rules.is_word("notname", k) or k in PARTICLES for k in first.keys):
            continue  # a stray article
        if text.isupper() and len(text) < 6:
            continue  # an acronym
        tagged = sum(runs[n].label == "PER" for n in group) > len(group) / 2
        starts = all(words.atoms[runs[n].first].first for n in group)
        given = all(words.key(runs[n].first) in words.rules.given for n in group)
        if sure.intersection(group) or (tagged and not given and not starts):
            kept.append(group)
    return kept
