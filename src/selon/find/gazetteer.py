"""Look-up of names and titles, atom by atom: words split at hyphens, compared by their folded form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from selon.model import Article
from selon.text.fold import fold, uniform
from selon.text.tokens import tokenise

T = TypeVar("T")
_PART = re.compile(r"[^-]+")


class Atom(NamedTuple):
    """A word (or a part of it between hyphens) or a mark.  ``joined`` = a hyphen stands before it."""

    start: int
    end: int
    text: str
    key: str
    joined: bool
    sentence: int
    first: bool
    tag: str

    @property
    def capital(self) -> bool:
        """It begins with a capital letter."""
        return self.text[:1].isupper()


def atoms_of(article: Article, glued: frozenset[str] = frozenset()) -> list[Atom]:
    """The atoms of all sentences outside leftovers, in order.

    In a text that is known to glue words, a title word (``glued``) at the end of a name is cut off.
    """
    tails = tuple(sorted(glued)) if "glued_words" in article.noise else ()
    keys: dict[str, str] = {}
    out: list[Atom] = []
    for number, sentence in enumerate(article.sentences):
        if article.blocks[sentence.block].kind == "leftover":
            continue
        first = True
        for token in article.tokens[sentence.first : sentence.last]:
            for match in _parts(token.text, tails):
                text = match.group()
                if text not in keys:
                    keys[text] = fold(text)
                start = token.start + match.start()
                joined = start > 0 and article.text[start - 1] == "-"
                out.append(Atom(start, token.start + match.end(), text, keys[text], joined, number, first, token.tag))
                first = first and not text[:1].isalnum()
    return out


def _parts(text: str, tails: tuple[str, ...]) -> list[re.Match[str]]:
    parts = list(_PART.finditer(text))
    if tails and text[:1].isupper() and len(parts) == 1 and fold(text) not in tails:
        tail = next((t for t in tails if text.endswith(t) and len(text) - len(t) > 2), "")
        if tail:
            cut = len(text) - len(tail)
            return [*re.finditer(rf"^.{{{cut}}}|(?<=^.{{{cut}}}).+$", text)]
    return parts


def form_keys(form: str, language: str) -> tuple[str, ...]:
    """The atoms' keys of a written form, cut as texts are («d'Etat» is «d'», «etat»)."""
    return tuple(fold(part) for part in _form_parts(form, language))


def _form_parts(form: str, language: str) -> list[str]:
    text = uniform(form)
    return [p for t in tokenise(text, 0, len(text), language) for p in _PART.findall(t.text)]


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """One written form: its keys, which atoms want a capital, the exact spelling wanted or "", its meaning."""

    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    exact: str
    value: T


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Atoms ``first``:``last`` match ``value``."""

    first: int
    last: int
    value: T


@dataclass(frozen=True, slots=True)
class Trie(Generic[T]):
    """Forms by their first key, longest first."""

    forms: Mapping[str, tuple[Form[T], ...]]

    def at(self, atoms: Sequence[Atom], i: int, shouted: bool = False) -> Hit[T] | None:
        """The longest form that begins at atom ``i``, inside one sentence."""
        for form in self.forms.get(atoms[i].key, ()):
            last = i + len(form.keys)
            part = atoms[i:last]
            if (
                len(part) == len(form.keys)
                and part[-1].sentence == part[0].sentence
                and all(a.key == k for a, k in zip(part, form.keys, strict=True))
                and _case_fits(part, form, shouted)
            ):
                return Hit(i, last, form.value)
        return None


def _case_fits(part: Sequence[Atom], form: Form[T], shouted: bool) -> bool:
    if form.exact:
        return part[0].text == form.exact and not (shouted and len(form.exact) < 4)
    return all(a.capital for a, wanted in zip(part, form.capitals, strict=True) if wanted)


def build_trie(forms: Iterable[tuple[str, T]], language: str, any_case: bool = False) -> Trie[T]:
    """Compile written forms.  «~» before one, or ``any_case``, frees it from capitals; first come, first kept."""
    table: dict[str, dict[tuple[str, ...], Form[T]]] = {}
    for written, value in forms:
        free = any_case or written.startswith("~")
        parts = _form_parts(written.removeprefix("~"), language)
        keys = tuple(fold(p) for p in parts)
        if not keys or not all(keys):
            continue
        capitals = tuple(not free and p[:1].isupper() for p in parts)
        acronym = not free and len(parts) == 1 and (parts[0].isupper() or not parts[0][:1].isupper())
        exact = parts[0] if acronym and len(parts[0]) < 6 else ""
        # Only one lower-case form among capitals is wanted: «santé» for «Santé» in a long name is the same name.
        if len(parts) > 2 and any(capitals):
            seen = capitals.index(True)
            capitals = tuple(c and n <= seen for n, c in enumerate(capitals))
        table.setdefault(keys[0], {}).setdefault(keys, Form(keys, capitals, exact, value))
    return Trie({k: tuple(sorted(v.values(), key=lambda f: (-len(f.keys), f.keys))) for k, v in table.items()})
