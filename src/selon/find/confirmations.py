"""An outlet's own confirmation of what another reports, from a source of its own: «X en a obtenu confirmation auprès
d'un diplomate», «une source l'a confirmé à X», "an official confirmed this to us"."""

import re
from collections.abc import Sequence

from selon.find.citations import CitationRules, Press
from selon.find.claims import clip
from selon.find.evidence import in_quotation
from selon.find.sources import is_human, read_phrase
from selon.ids import evidence_of, make_id
from selon.model import Article, Claim, Hop, Sentence, Span
from selon.text.fold import fold


def find_confirmations(
    article: Article, claims: Sequence[Claim], press: Sequence[Press], rules: CitationRules
) -> tuple[Claim, ...]:
    """One claim for each sentence that says so: the words of confirming, the article's own outlet (by name, «nous»,
    "this newspaper") and people behind it.  Its chain is that outlet, then them.  None where ``claims`` hold it."""
    own = [p.span.start for p in press if _named(article.document.outlet, p.name)]
    own += [m.start() for m in rules.words["us"].finditer(article.text) if not in_quotation(article, m.start())]
    held = (c for c in claims if c.act == "confirm" and [h.cls for h in c.chain[-2:]] == ["outlet", "anonymous"])
    taken = [c.evidence[0].start for c in held if _named(article.document.outlet, c.chain[-2].name)]
    inside = [s for s in article.sentences if any(s.start <= at < s.end for at in own)]
    free = (s for s in inside if not any(s.start <= at < s.end for at in taken))
    return tuple(c for s in free if (c := _confirmation(article, s, press, rules)))


def _named(own: str, name: str) -> bool:
    """Whether the name is the outlet's, perhaps without its article."""
    return bool(own and name) and (fold(own) == fold(name) or fold(own).endswith(f" {fold(name)}"))


def _confirmation(article: Article, sentence: Sentence, press: Sequence[Press], rules: CitationRules) -> Claim | None:
    document, text = article.document, article.text[: sentence.end]
    word = rules.words["confirms"].search(text, sentence.start)
    if word is None or rules.words["unconfirmed"].search(text, sentence.start):
        return None
    for start, end in [p.span for p in press] + [m.span() for m in rules.words["parts"].finditer(text)]:
        text = text[:start] + "|" * (end - start) + text[end:]
    for part in re.compile(r"[^|]+").finditer(text, sentence.start):
        phrase = read_phrase(part.group(), rules.sources)
        if is_human(phrase, rules.sources) and not phrase.pronoun:
            name = " ".join(document.raw[slice(*part.span())].split())
            shown, named = (evidence_of(document, part.span()),), phrase.names == "person" and " " in phrase.name
            behind = Hop(name, "person" if named else "anonymous", evidence=shown)
            whole = evidence_of(document, clip(article, Span(sentence.start, sentence.end)))
            chain = (Hop(document.outlet, "outlet", evidence=(whole,)), behind)
            made = make_id("c", document.id, "confirms", sentence.start)
            return Claim(made, "statement", word.group(), (whole,), name, chain=chain, act="confirm", reason="confirms")
    return None
