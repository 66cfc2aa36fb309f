"""Which way a bare date looks: what the verb that governs it says of its time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from selon.model import Article, Token
from selon.text.time_rules import TimeRules

PAST, FUTURE, PRESENT = "past", "future", "present"
# A verb further away than this governs something else (tokens; read on FR-TimeBank A).
_REACH = 25


@dataclass(frozen=True, slots=True)
class TenseReader:
    """Reads tense around a place of one article.  With no tagger it goes by the forms of ``timewords.tsv``."""

    article: Article
    rules: TimeRules
    starts: tuple[int, ...]

    def direction(self, start: int, end: int) -> str:
        """PAST, FUTURE, PRESENT or "" for the verb that governs ``[start, end)`` in its sentence."""
        left, right = self._sides(start, end)
        if self._in_agenda(left):
            return PAST if self._first(right, False) == PAST else FUTURE
        if not left or self._opens_clause(left):
            return self._first(right, False) or self._first(left[::-1], True)
        return self._first(left[::-1], True) or self._first(right, False)

    def _sides(self, start: int, end: int) -> tuple[list[Token], list[Token]]:
        at = bisect_right(self.starts, start) - 1
        if at < 0:
            return [], []
        sentence = self.article.sentences[at]
        tokens = self.article.tokens[sentence.first : sentence.last]
        left = self._clause([t for t in tokens if t.end <= start][::-1])[::-1]
        return left, self._clause([t for t in tokens if t.start >= end])

    def _clause(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens up to the next mark that ends a clause."""
        out: list[Token] = []
        for token in tokens:
            if len(out) >= _REACH or self.rules.is_a("clause", token.norm):
                break
            out.append(token)
        return out

    def _opens_clause(self, left: list[Token]) -> bool:
        if self.rules.is_a("opener", left[-1].norm) or self.rules.is_a("opener", "".join(t.norm for t in left[-2:])):
            return True
        return left[-1].norm == "," and not any(self._tense(left, i) for i in range(max(0, len(left) - 5), len(left)))

    def _in_agenda(self, left: list[Token]) -> bool:
        """An event of the agenda stands right before («les élections de mardi»), with no verb between."""
        for i in range(len(left) - 1, max(-1, len(left) - 5), -1):
            if self.rules.is_a("event", left[i].norm):
                return True
            if self._tense(left, i):
                return False
        return False

    def _first(self, tokens: list[Token], backwards: bool) -> str:
        order = tokens[::-1] if backwards else tokens
        places = range(len(order) - 1, -1, -1) if backwards else range(len(order))
        return next((tense for i in places if (tense := self._tense(order, i))), "")

    def _tense(self, tokens: list[Token], i: int) -> str:
        """The tense that the token gives, "" when it is no finite verb or forward-looking participle."""
        norm, tag, rules = tokens[i].norm, tokens[i].tag, self.rules
        if rules.is_a("future.word", norm):
            return FUTURE
        if tag not in ("VERB", "AUX", ""):
            return ""
        after = tokens[i + 1 : i + 5]
        if rules.is_a("past.aux", norm):
            return self._compound(after, active=rules.is_a("past.have", norm))
        if rules.is_a("future.inpast", norm) and any(self._infinitive(t) for t in after):
            return PRESENT
        morph = tokens[i].morph
        if "Fut" in morph or "Cnd" in morph:
            return FUTURE
        if rules.is_a("future.modal", norm):
            return FUTURE if any(self._infinitive(t) for t in after) else ""
        if "Fin" in morph and ("Past" in morph or "Imp" in morph):
            return PAST
        if not morph and rules.is_a("future.finite", norm):
            return FUTURE
        if rules.is_a("past.finite", norm) and (not morph or "Part" not in morph):
            return FUTURE if not morph and self._under_modal(tokens[max(0, i - 3) : i]) else PAST
        if rules.is_a("present.agenda", norm):
            return FUTURE if not morph or "Pres" in morph else ""
        return PRESENT if "Fin" in morph else ""

    def _compound(self, after: list[Token], active: bool) -> str:
        """An auxiliary: past with a participle, future when that looks ahead («est prévu», not «a reporté»)."""
        for token in after:
            if self.rules.is_a("future.word", token.norm):
                return PAST if active else FUTURE
            if token.tag in ("VERB", "AUX", "ADJ", "") and self.rules.is_a("past.participle", token.norm):
                return PAST
        return PRESENT

    def _under_modal(self, before: list[Token]) -> bool:
        """«will be held»: the form looks past, the modal before it says otherwise, unless an auxiliary follows."""
        last = next((t for t in before[::-1] if self.rules.is_a("future.modal", t.norm)), None)
        return last is not None and not any(
            t.start > last.start and self.rules.is_a("past.perfect", t.norm) for t in before
        )

    def _infinitive(self, token: Token) -> bool:
        if token.tag not in ("VERB", "AUX", ""):
            return False
        morph = token.morph
        return "Inf" in morph if morph else self.rules.is_a("infinitive", token.norm)


def tense_reader(article: Article, rules: TimeRules) -> TenseReader:
    """A reader for one article."""
    return TenseReader(article, rules, tuple(s.start for s in article.sentences))
