"""Lay a document out for reading: leftovers set aside, blocks, sentences, tokens, quotations, names, noise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from selon.lang.pack import LanguagePack
from selon.model import Article, Document, Name, Sentence, Token
from selon.text.blocks import find_blocks
from selon.text.clean import LeftoverRules, blanked, find_leftovers, head_date, leftover_rules
from selon.text.fold import uniform
from selon.text.noise import NoiseRules, noise_flags, noise_rules
from selon.text.quotes import scan_quotations
from selon.text.sentences import SentenceRules, sentence_rules, split_sentences
from selon.text.tokens import tokenise


class TaggerLike(Protocol):
    """What tags the tokens of one sentence and finds the names in it."""

    def read(self, tokens: list[Token]) -> tuple[list[Token], Sequence[Name]]: ...


class NoTagger:
    """Leaves the tokens without tags and finds no name."""

    def read(self, tokens: list[Token]) -> tuple[list[Token], Sequence[Name]]:
        return tokens, ()


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """The tables of a language and of the world that laying out takes, compiled once."""

    leftovers: LeftoverRules
    sentences: SentenceRules
    noise: NoiseRules


def layout_rules(pack: LanguagePack, world: LanguagePack | None = None) -> LayoutRules:
    """Compile ``leftovers``, ``abbreviations``, ``stopwords``, ``monthnames`` and ``noise``."""
    packs = [pack] if world is None else [pack, world]
    return LayoutRules(leftover_rules(packs), sentence_rules(pack), noise_rules(pack))


def lay_out(document: Document, rules: LayoutRules, tagger: TaggerLike) -> Article:
    """The article that the finders read.  Never raises on any text; nothing of ``raw`` is moved or rewritten."""
    plain = uniform(document.raw)
    marks = find_leftovers(plain, rules.leftovers)
    text = blanked(plain, marks)
    blocks = find_blocks(text, marks, document.title)
    quoted = scan_quotations(blanked(document.raw, marks), blocks)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, block in enumerate(blocks):
        if block.kind == "leftover":
            continue
        inside = tuple(q for q in quoted.quotations if block.start <= q.start < block.end)
        for span in split_sentences(text, block, inside, rules.sentences):
            found, spotted = tagger.read(tokenise(text, *span, document.language))
            if found:
                sentences.append(Sentence(*span, number, len(tokens), len(tokens) + len(found)))
                tokens += found
                names += spotted
    stray = "".join(document.raw[at] for at in quoted.stray)
    noise = noise_flags(text, blocks, stray, rules.noise)
    return Article(document, text, blocks, tuple(sentences), tuple(tokens), quoted.quotations, noise, tuple(names))


def with_head_date(document: Document, rules: LayoutRules) -> Document:
    """The document dated by the line or stamp at its head, if nobody gave a date; else the same document."""
    if document.published is not None:
        return document
    found = head_date(uniform(document.raw), rules.leftovers)
    return replace(document, published=found[0], published_basis=found[1]) if found else document
