"""Lay a document out for reading: blocks, sentences, tokens, quotations, noise."""

from __future__ import annotations

import re
from collections.abc import Callable

from selon.lang.pack import LanguagePack
from selon.model import Article, Block, Document, Sentence, Token
from selon.text.fold import uniform
from selon.text.quotes import find_quotations
from selon.text.tokens import tokenise

Tag = Callable[[list[Token]], list[Token]]


def lay_out(document: Document, pack: LanguagePack, tag: Tag) -> Article:
    """The article that the finders read."""
    text = uniform(document.raw)
    blocks = tuple(
        Block(m.start(), m.end(), "title" if i == 0 else "body")
        for i, m in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text))
    )
    tokens: list[Token] = []
    sentences = []
    for number, block in enumerate(blocks):
        for m in re.finditer(r"\S.*?(?:[.!?…]+[»”\"]?(?=\s|$|[A-ZÉ])|$)", text[block.start : block.end]):
            found = tag(tokenise(text, block.start + m.start(), block.start + m.end(), document.language))
            if found:
                sentences.append(
                    Sentence(found[0].start, found[-1].end, number, len(tokens), len(tokens) + len(found))
                )
                tokens += found
    return Article(document, text, blocks, tuple(sentences), tuple(tokens), find_quotations(text, blocks))
