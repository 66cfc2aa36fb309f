"""Quotations that no cue introduces: those that go on with the same speaker, crossheads, signed pull quotes."""

from dataclasses import replace

from selon.find.found import Found
from selon.find.grammar import Line
from selon.find.groups import heading_ends, phrase_end
from selon.find.lookups import overlaps
from selon.find.spans import covers
from selon.model import Article, Span

# A quotation goes on with a speaker only if he was quoted this near (code points): two long sentences.
_NEAR = 600


def with_floating(article: Article, lines: tuple[Line, ...], found: list[Found]) -> list[Found]:
    """The attributions and the quotations that none of them covers and that stand as sentences of their own.

    In English one that goes on right behind «"…," X said.» in its paragraph is a further piece of that content.
    """
    extra = [f for line in lines if (f := _headline(article, line, found)) is not None]
    covered = [(span, f.cue[0].start if f.cue else -1) for f in found + extra for span in f.content]
    ordered = sorted(found, key=lambda f: f.content[0])
    for at, line in enumerate(lines):
        heading = article.blocks[line.block].kind in ("title", "heading")
        following = lines[at + 1] if at + 1 < len(lines) else None
        for number, quotation in enumerate(line.quotations):
            tokens = [i for i, q in enumerate(line.quote) if q == number]
            span = Span(quotation.start, quotation.end)
            # What somebody says inside a quotation does not tell who is quoted.
            if not tokens or any(overlaps(s, span) and not covers(span, cue) for s, cue in covered):
                continue
            alone = _stands_alone(line, tokens)
            if alone and at and (told := _told_before(article, line, lines[at - 1], ordered)) is not None:
                ordered[told] = replace(ordered[told], content=(*ordered[told].content, span))
                continue
            long = len(tokens) > 5 and not heading
            signature = _signature(article, line, following, tokens)
            verb = any(line.parts[i] == "V" for i in tokens)
            whole = span if long and verb and alone else None
            if whole is None and long and at:
                whole = _in_a_sentence(line, lines[at - 1], ordered)
            if signature is not None:
                extra.append(Found((signature,), (), (span,), "assert", "signature"))
            elif len(tokens) > 3 and (title := _crosshead(line, tokens, heading, found)) is not None:
                extra.append(Found((), (), (title,), "assert", "crosshead"))
            elif whole is not None:
                extra.append(Found(_speaker(ordered + extra, quotation.start), (), (whole,), "assert", "floating"))
    return ordered + extra


def _told_before(article: Article, line: Line, before: Line, found: list[Found]) -> int | None:
    """The number of the attribution with words in quotation marks, then its cue, that ends in the line before."""
    if line.grammar.language != "en" or before.block != line.block:
        return None
    low, high = before.tokens[0].start, before.tokens[-1].end
    for number in range(len(found) - 1, -1, -1):
        f = found[number]
        first = f.content[0]
        inverted = f.cue and f.source and first.start < f.cue[0].start and low <= _end(f) <= high
        if inverted and any(q.start <= first.start + 1 < q.end for q in article.quotations):
            return number
    return None


def _signature(article: Article, line: Line, following: Line | None, tokens: list[int]) -> Span | None:
    """«…» Anna X, sur Twitter: a noun phrase behind a quotation that fills its line, up to the end of the block."""
    if tokens[0] > 0 or len(tokens) < 7:
        return None
    if tokens[-1] + 1 < len(line.parts) or following is None:
        return _signed(line, tokens[-1] + 1)
    dashed = following.parts[0] == "-" and len(following.parts) < 9
    return _signed(following, 0) if dashed or article.blocks[following.block].kind == "credit" else None


def _signed(line: Line, at: int) -> Span | None:
    while at < len(line.parts) and line.parts[at] in "-,":
        at += 1
    end = phrase_end(line, at, len(line.parts)) if at < len(line.parts) else at
    if end == at or "V" in line.parts[at:] or (end < len(line.parts) and line.parts[end] not in ",.("):
        return None
    return line.span(at, end - 1) if line.tokens[at].text[:1].isupper() and len(line.parts) - end < 8 else None


def _crosshead(line: Line, tokens: list[int], heading: bool, found: list[Found]) -> Span | None:
    """A quotation in a heading with the clause that it completes, or one run into the text as a heading."""
    first, last = tokens[0], tokens[-1]
    start = max(line.parts.rfind(mark, 0, first) for mark in ".:-»") + 1
    if heading:
        stops = [i for i in range(last + 1, len(line.parts)) if line.parts[i] in ".:("]
        end = min([*stops, len(line.parts)])
        verb = "V" in line.parts[start:first] + line.parts[last + 1 : end]
        named = all(line.tokens[i].text[:1].isupper() for i in range(first + 1, last)) or line.parts[start - 1] == "("
        if (named or _told(line, found)) and len(tokens) < len(line.parts):
            return None
        return line.span(first, last) if verb else line.span(start, end - 1)
    dashed = line.parts[start - 1 : start] == "-" and line.parts[last + 1 : last + 2] == "-"
    if dashed and last + 2 < len(line.parts) and heading_ends(line, last + 1):
        return line.span(start, last)
    return line.span(start, last) if start == first and heading_ends(line, last) else None


def _told(line: Line, found: list[Found]) -> bool:
    """Whether something is ascribed in the line already."""
    return any(line.tokens[0].start <= s.start < line.tokens[-1].end for f in found for s in f.content)


def _headline(article: Article, line: Line, found: list[Found]) -> Found | None:
    """A title that names who says it: «… (ministère)», «Ana Velk : le texte est « mort »»."""
    marked = "«" in line.parts or line.parts[-1] == ")"
    if article.blocks[line.block].kind not in ("title", "heading") or not marked or _told(line, found):
        return None
    colon = line.parts.find(":")
    if line.parts[-1] == ")" and 0 < (opening := line.parts.rfind("(")) < len(line.parts) - 2:
        end = phrase_end(line, opening + 1, len(line.parts) - 1)
        said = opening + 1 < end and all(line.parts[i] in "DNAP" for i in range(opening + 1, end))
        if said and opening > 2 and _speaks(article, line, opening + 1, end):
            content = line.span(0, opening - 1)
            return Found((line.span(opening + 1, end - 1),), (), (content,), "assert", "headline")
    if 0 < colon < 6 and line.norms[colon] == ":" and line.quote[colon] < 0 and _speaks(article, line, 0, colon):
        content = line.span(colon + 1, len(line.parts) - 1)
        return Found((line.span(0, colon - 1),), (line.span(colon, colon),), (content,), "assert", "headline")
    return None


def _speaks(article: Article, line: Line, start: int, end: int) -> bool:
    """Whether a noun phrase of a title is a person, a body with an acronym or one who speaks by his role."""
    first, last = line.tokens[start].start, line.tokens[end - 1].end
    labels = {n.label for n in article.names if first <= n.start < last}
    nouns = [i for i in range(start, end) if line.parts[i] == "N"]
    roles = any(line.is_(i, key) for i in nouns for key in ("role", "speaker_noun", "informant"))
    return "V" not in line.parts[start:end] and (roles or "PER" in labels or labels == {"ORG"})


def _stands_alone(line: Line, tokens: list[int]) -> bool:
    """Whether a quotation is the whole sentence: nothing but marks before and behind it."""
    before = line.parts[: tokens[0]].rstrip(",-:")
    behind = line.parts[tokens[-1] + 1 :].lstrip(",-")
    return (not before or before[-1] in ".»") and (not behind or behind[0] in ".«")


def _in_a_sentence(line: Line, before: Line, found: list[Found]) -> Span | None:
    """A sentence without cue that quotes at length, right behind one that ends with an ascribed quotation."""
    start, end = line.tokens[0].start, line.tokens[-1].end
    if before.block != line.block or "V" not in line.parts or "»" not in before.parts:
        return None
    if any(s.start < end and start < s.end for f in found for s in f.content + f.cue):
        return None
    low, high = before.tokens[0].start, before.tokens[-1].end
    ascribed = any(low <= s.start < high for f in found if f.source for s in f.content)
    return line.span(0, max(1, len(line.parts.rstrip(".,:"))) - 1) if ascribed else None


def _speaker(found: list[Found], start: int) -> tuple[Span, ...]:
    """The source of the nearest attribution before, if it is near; () when nobody spoke just before."""
    before = [f for f in found if f.content[0].start < start and f.source and start - _end(f) < _NEAR]
    last = max(before, key=_end, default=None)
    return last.source if last is not None else ()


def _end(found: Found) -> int:
    return max(s.end for s in found.content + found.cue + found.source)
