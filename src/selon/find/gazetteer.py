"""Look-up of names and titles, atom by atom: words split at hyphens, compared by their folded form."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def atoms_of(article: Article, glued: Callable[[str], int]) -> list[Atom]:
    """The atoms of all sentences outside leftovers, in order; ``glued`` says where a second word begins, or 0."""
    parts: dict[str, list[tuple[int, int, str, str]]] = {}
    out: list[Atom] = []
    for number, sentence in enumerate(article.sentences):
        if article.blocks[sentence.block].kind == "leftover":
            continue
        first = True
        for token in article.tokens[sentence.first : sentence.last]:
            if token.text not in parts:
                cut = glued(token.text) or len(token.text)
                found = (*_PART.finditer(token.text, 0, cut), *_PART.finditer(token.text, cut))
                parts[token.text] = [(*m.span(), m.group(), fold(m.group())) for m in found]
            for begin, end, text, key in parts[token.text]:
                start = token.start + begin
                joined = start > 0 and article.text[start - 1] == "-" and article.text[start - 2 : start] != "--"
                out.append(Atom(start, token.start + end, text, key, joined, number, first, token.tag))
                first = first and not text[:1].isalnum()
    return out


def _form_parts(form: str, language: str) -> list[str]:
    text = uniform(form)
    return [p for t in tokenise(text, 0, len(text), language) for p in _PART.findall(t.text)]


class Form(NamedTuple, Generic[T]):
    """One written form: its keys, which atoms want a capital, the exact spelling wanted or "", its meaning."""

    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    exact: str
    value: T

    def fits(self, part: Sequence[Atom], shouted: bool) -> bool:
        """Whether these atoms write the form; ``shouted`` = in a sentence of capitals, where «US» may be «us»."""
        if tuple(a.key for a in part) != self.keys or part[-1].sentence != part[0].sentence:
            return False
        if self.exact:
            return part[0].text == self.exact and not (shouted and len(self.exact) < 4)
        return all(a.capital for a, wanted in zip(part, self.capitals, strict=True) if wanted)


class Hit(NamedTuple, Generic[T]):
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
            if form.fits(atoms[i:last], shouted):
                return Hit(i, last, form.value)
        return None


def build_trie(forms: Iterable[tuple[str, T]], language: str, any_case: bool = False) -> Trie[T]:
    """Compile written forms.  «~» before one, or ``any_case``, frees it from capitals; first come, first kept."""
    table: dict[str, dict[tuple[str, ...], Form[T]]] = {}
    for written, value in forms:
        free = any_case or written.startswith("~")
        parts = _form_parts(written.removeprefix("~"), language)
        keys = tuple(fold(p) for p in parts)
        capitals = tuple(not free and p[:1].isupper() for p in parts)
        acronym = not free and len(parts) == 1 and (parts[0].isupper() or not parts[0][:1].isupper())
        exact = parts[0] if acronym and len(parts[0]) < 6 else ""
        # Only one lower-case form among capitals is wanted: «santé» for «Santé» in a long name is the same name.
        if len(parts) > 2 and any(capitals):
            seen = capitals.index(True)
            capitals = tuple(c and n <= seen for n, c in enumerate(capitals))
        table.setdefault(keys[0], {}).setdefault(keys, Form(keys, capitals, exact, value))
    return Trie({k: tuple(sorted(v.values(), key=lambda f: (-len(f.keys), f.keys))) for k, v in table.items()})
