"""Merging hypotheses: groups that respect conflicts, and what is left over as *maybe the same*.

Nothing is compared with everything.  Records are put under keys that two alike records must share; those that look
the same to the rules are one from the start; a key under which too many stand is split by month, and there each is
compared with the fullest ones only.  So the time grows with the number of records, not with its square.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, Self, TypeVar

from selon.model import Channel, Meeting

ALONE = 0.9
CROWD = 48  # under one key; more than that are split by month, then compared with the fullest 48
_SHOWN = 20  # of what may be the same; a record that resembles more resembles none in particular


class Sign(Protocol):
    """A record as merging sees it.  Hashable: records with one sign are alike in every respect that counts."""

    def joined(self, other: Self) -> Self | None:
        """The sign of both together, or None when they exclude each other."""

    def keys(self) -> Iterable[Hashable]:
        """Keys of which two records that can be alike share at least one."""

    def months(self) -> Iterable[str]:
        """The months over which a crowd is spread; one name for all without a date."""

    def rank(self) -> tuple[int, ...]:
        """Least for the fullest record."""


R = TypeVar("R", Meeting, Channel)
S = TypeVar("S", bound=Sign)


@dataclass(frozen=True, slots=True)
class Rules(Generic[R, S]):
    """How one kind of record merges.

    ``likeness(a, b, same_document)`` is 0 for two records that are not the same, below 1 for two that may be, ``ALONE``
    for two that are if they resemble no third that conflicts with one of them, 1 and more for two that are unless
    something in their groups conflicts.
    """

    sign: Callable[[R], S]
    likeness: Callable[[S, S, bool], float]
    join: Callable[[Sequence[R]], R]


@dataclass(slots=True)
class _Class(Generic[R, S]):
    """Records of one sign; ``document`` is the only one that tells them, or ""."""

    sign: S
    records: list[R]
    document: str


def merge_same(records: Sequence[R], rules: Rules[R, S]) -> tuple[list[R], dict[str, str]]:
    """Merged records with ``maybe_same`` filled in, and old id → new id; the order of ``records`` does not matter."""
    classes = _classes(sorted(records, key=lambda r: r.id), rules)
    signs = [c.sign for c in classes]
    pairs = [
        (strength, i, j) for i, j in _candidates(signs) if (strength := _likeness(classes[i], classes[j], rules)) > 0
    ]
    likely = [p for p in pairs if p[0] >= ALONE]
    home = _groups(signs, likely)
    torn = {at for strength, *pair in likely if strength == ALONE and home[pair[0]] != home[pair[1]] for at in pair}
    home = _groups(signs, [p for p in likely if p[0] > ALONE or torn.isdisjoint(p[1:])]) if torn else home
    groups: dict[int, list[R]] = {}
    for at, members in zip(home, classes, strict=True):
        groups.setdefault(at, []).extend(members.records)
    merged = {at: rules.join(sorted(group, key=lambda r: r.id)) for at, group in groups.items()}
    new_id = {r.id: merged[at].id for at, group in groups.items() for r in group}
    maybe: dict[int, set[str]] = {}
    for _, i, j in pairs:
        a, b = home[i], home[j]
        if a != b:
            maybe.setdefault(a, set()).add(merged[b].id)
            maybe.setdefault(b, set()).add(merged[a].id)
    shown = {at: tuple(sorted(ids)[:_SHOWN]) for at, ids in maybe.items()}
    return [replace(r, maybe_same=shown[at]) if at in shown else r for at, r in merged.items()], new_id


def _classes(ordered: Sequence[R], rules: Rules[R, S]) -> list[_Class[R, S]]:
    """Records of one sign together where that sign is like itself; else each alone."""
    found: dict[tuple[S, str], _Class[R, S]] = {}
    for record in ordered:
        sign = rules.sign(record)
        documents = {e.document for e in record.evidence}
        document = next(iter(documents)) if len(documents) == 1 else ""
        alike = rules.likeness(sign, sign, False) >= 1
        held = found.get((sign, "")) if alike else None
        if held is None:
            found[sign, "" if alike else record.id] = _Class(sign, [record], document)
        else:
            held.records.append(record)
            held.document = held.document if held.document == document else ""
    return [each for c in found.values() for each in _told_apart(c, rules)]


def _told_apart(members: _Class[R, S], rules: Rules[R, S]) -> list[_Class[R, S]]:
    """The class, or its records one by one where the one document that tells them tells them apart."""
    if not members.document or rules.likeness(members.sign, members.sign, True) >= 1:
        return [members]
    return [_Class(members.sign, [record], members.document) for record in members.records]


def _likeness(a: _Class[R, S], b: _Class[R, S], rules: Rules[R, S]) -> float:
    return rules.likeness(a.sign, b.sign, bool(a.document) and a.document == b.document)


def _candidates(signs: Sequence[Sign]) -> set[tuple[int, int]]:
    """Pairs (later, earlier) of those that share a key."""
    blocks: dict[Hashable, list[int]] = {}
    for at, sign in enumerate(signs):
        for key in set(sign.keys()):
            blocks.setdefault(key, []).append(at)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        for part in [block] if len(block) <= CROWD else _by_month(block, signs):
            fullest = sorted(part, key=lambda at: (signs[at].rank(), at))
            pairs.update((max(a, b), min(a, b)) for n, a in enumerate(fullest) for b in fullest[: min(n, CROWD)])
    return pairs


def _by_month(block: Sequence[int], signs: Sequence[Sign]) -> Iterable[list[int]]:
    months: dict[str, list[int]] = {}
    for at in block:
        for month in signs[at].months():
            months.setdefault(month, []).append(at)
    return months.values()


def _groups(signs: Sequence[S], pairs: Sequence[tuple[float, int, int]]) -> list[int]:
    """For each the number of its group: joined greedily, the likest first, unless two groups exclude each other."""
    group = list(range(len(signs)))
    members = {i: [i] for i in group}
    whole = dict(enumerate(signs))
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        one, two = group[a], group[b]
        both = whole[one].joined(whole[two]) if one != two else None
        if both is None:
            continue
        one, two = (one, two) if len(members[one]) >= len(members[two]) else (two, one)
        for i in members[two]:
            group[i] = one
        members[one] += members.pop(two)
        whole[one] = both
    return group
