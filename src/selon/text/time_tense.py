"""Which way a bare date looks: what the verb that governs it says of its time."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from selon.model import Article, Token
from selon.text.time_rules import TimeRules

PAST, FUTURE, PRESENT = "past", "future", "present"
# A verb further away than this governs something else (tokens; read on FR-TimeBank A).
_REACH = 25


@dataclass(frozen=True, slots=True)
class TenseReader:
    """Reads tense around a place of one article.  Words without tags have no tense."""

    article: Article
    rules: TimeRules

    def direction(self, start: int, end: int) -> str:
        """PAST, FUTURE, PRESENT or "" for the verb that governs ``[start, end)`` in its sentence."""
        at = bisect_right(self.article.sentences, start, key=lambda s: s.start) - 1
        if at < 0:
            return ""
        sentence = self.article.sentences[at]
        tokens = self.article.tokens[sentence.first : sentence.last]
        left = self._clause([t for t in reversed(tokens) if t.end <= start])[::-1]
        right = self._clause([t for t in tokens if t.start >= end])
        tenses = [self._tense(left, i) for i in range(len(left))]
        before = next((t for t in reversed(tenses) if t), "") or self._bare(left)
        after = next((t for i in range(len(right)) if (t := self._tense(right, i))), "")
        if self._in_agenda(left, tenses):
            return PAST if after == PAST else FUTURE
        return after or before if not left or self._opens_clause(left, tenses) else before or after

    def _bare(self, left: list[Token]) -> str:
        """«talks opened on Monday»: right before the date, what looks like a participle is the verb of the clause."""
        near = [t for t in left[-2:] if t.tag == "VERB" and "Part.Past" in t.morph]
        return PAST if near and not self.rules.is_a("future.word", near[0].norm) else ""

    def _clause(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens up to the next mark that ends a clause."""
        near = tokens[:_REACH]
        return list(near[: next((i for i, t in enumerate(near) if self.rules.is_a("clause", t.norm)), _REACH)])

    def _opens_clause(self, left: list[Token], tenses: list[str]) -> bool:
        last = left[-1].norm
        if self.rules.is_a("opener", last) or self.rules.is_a("opener", "".join(t.norm for t in left[-2:])):
            return True
        return last == "," and not any(tenses[-5:])

    def _in_agenda(self, left: list[Token], tenses: list[str]) -> bool:
        """An event of the agenda stands right before («les élections de mardi»), with no verb between."""
        for token, tense in zip(left[:-5:-1], tenses[:-5:-1], strict=True):
            if tense or self.rules.is_a("event", token.norm):
                return self.rules.is_a("event", token.norm)
        return False

    def _tense(self, tokens: list[Token], i: int) -> str:
        """The tense that the token gives, "" when it is no finite verb or forward-looking participle."""
        norm, morph, is_a = tokens[i].norm, tokens[i].morph, self.rules.is_a
        if is_a("future.word", norm):
            return FUTURE
        if tokens[i].tag not in ("VERB", "AUX"):
            return ""
        after = tokens[i + 1 : i + 5]
        if is_a("past.aux", norm):
            return self._compound(after, active=is_a("past.have", norm))
        before_infinitive = any("Inf" in t.morph for t in after)
        if is_a("future.inpast", norm) and before_infinitive:
            return PRESENT
        if "Fut" in morph or "Cnd" in morph:
            return FUTURE
        if is_a("future.modal", norm):
            return FUTURE if before_infinitive else ""
        if "Fin" in morph and ("Past" in morph or "Imp" in morph):
            return PAST
        if is_a("present.agenda", norm):
            return FUTURE if "Pres" in morph else ""
        return PRESENT if "Fin" in morph else ""

    def _compound(self, after: list[Token], active: bool) -> str:
        """An auxiliary: past with a participle, future when that looks ahead («est prévu», not «a reporté»)."""
        for token in after:
            if self.rules.is_a("future.word", token.norm):
                return PAST if active else FUTURE
            if token.tag in ("VERB", "AUX", "ADJ") and self.rules.is_a("past.participle", token.norm):
                return PAST
        return PRESENT
