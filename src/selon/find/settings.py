"""What the words near a contact say of it: place, date, medium, number, how it stands."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from selon.find.phrases import phrase_pattern
from selon.find.places import Naming, PlaceRules, namings
from selon.lang.pack import LanguagePack
from selon.model import Article, Medium, MeetingModality, TimeRef
from selon.text.fold import fold

REMOTE = frozenset({"phone", "online", "letter"})
_MEDIA: tuple[Medium, ...] = ("phone", "online", "letter", "sidelines", "shuttle", "in_person")
_REACHES = MappingProxyType({"negated": 28, "hypothetical": 48, "planned": 48, "refused": 48})
_WHEN = re.compile(r"\s*,?\s*(?:when|where|où|lorsqu(?:e|')|quand)\s*")
_REACH = 70  # code points on either side of the cue in which a word still bears on it


@dataclass(frozen=True, slots=True)
class SettingRules:
    """Compiled ``settings.tsv`` and ``modality.tsv``."""

    words: Mapping[str, re.Pattern[str]]
    ordinals: tuple[tuple[int, re.Pattern[str]], ...]
    modality: tuple[tuple[str, str, re.Pattern[str]], ...]
    places: PlaceRules

    def says(self, key: str, text: str) -> re.Match[str] | None:
        """The first word of ``key`` in the text."""
        pattern = self.words.get(key)
        return pattern.search(text) if pattern else None


def setting_rules(pack: LanguagePack, places: PlaceRules) -> SettingRules:
    """Compile the tables of one language."""
    rows = pack.rows("settings")
    return SettingRules(
        {row["key"]: phrase_pattern(row.values("words")) for row in rows},
        tuple(
            (int(row["key"].split()[1]), phrase_pattern(row.values("words")))
            for row in rows
            if row["key"].startswith("ordinal ")
        ),
        tuple((row["key"], row["at"], phrase_pattern(row.values("words"))) for row in pack.rows("modality")),
        places,
    )


def medium_of(text: str, default: str, rules: SettingRules) -> Medium:
    """The medium that the clause names, else the one that the cue implies, else unknown."""
    for medium in _MEDIA:
        if rules.says(medium, text):
            return medium
    return next((m for m in _MEDIA if m == default), "unknown")


def ordinal_of(text: str, rules: SettingRules) -> int | None:
    """«sixième» → 6, None when the words before the cue hold no ordinal."""
    return next((n for n, pattern in rules.ordinals if pattern.search(text)), None)


def modality_of(
    article: Article, bounds: tuple[int, int], cue: tuple[int, int], morph: str, rules: SettingRules
) -> MeetingModality | None:
    """How the contact at ``cue`` stands in the clause ``bounds``; None when the clause says that it was not.

    ``morph`` is the mood and tense of its verb.  A conditional is a report («mèneraient»), a future is planned.
    """
    text = article.text
    verb = article.tokens[bisect_left(article.tokens, cue[0], key=lambda t: t.start)].tag in ("VERB", "AUX")
    lead = not verb and rules.says("factive", text[max(bounds[0], cue[0] - 40) : cue[0]])
    for key, at, pattern in rules.modality:
        reach = _REACHES.get(key, _REACH)
        # «a proposé … lors d'une rencontre»: only what stands between bears on it
        if lead and at != "after" and key != "planned":
            reach = min(reach, 40 - lead.end()) if cue[0] - bounds[0] >= 40 else cue[0] - bounds[0] - lead.end()
        before = at in ("before", "near") and _said(pattern, article, max(bounds[0], cue[0] - reach), cue[0])
        behind = cue[1] + (2 * _REACH if key == "cancelled" else reach)  # «a meeting of A and B at P … was called off»
        after = at in ("after", "near") and not verb and pattern.search(text, cue[1], min(bounds[1], behind))
        if before or after:
            return (
                None if key == "negated" else next((m for m in get_args(MeetingModality) if m == key), "hypothetical")
            )
    if morph.endswith(".Fut") or morph.startswith("Fin.Cnd") or rules.says("due", text[cue[0] : cue[1]]):
        return "planned"
    return "happened"


def _said(pattern: re.Pattern[str], article: Article, start: int, end: int) -> bool:
    """Whether a word of the pattern stands there and bears on what follows: not a noun without a complement."""
    for match in pattern.finditer(article.text, start, end):
        i = bisect_left(article.tokens, match.start(), key=lambda t: t.start)
        if i >= len(article.tokens) or article.tokens[i].tag not in ("NOUN", "PROPN") or " " in match.group():
            return True
        if article.tokens[min(i + 1, len(article.tokens) - 1)].tag == "ADP" and end - match.end() < 25:
            return True
    return False


def date_near(
    article: Article,
    times: tuple[TimeRef, ...],
    clause: tuple[int, int],
    cue: tuple[int, int, bool],
    end: int,
    rules: SettingRules,
) -> TimeRef | None:
    """The date that governs a cue: the nearest after it up to ``end``, else the nearest before it in its clause."""
    usable = [t for t in times if t.type in ("DATE", "TIME") and _is_point(t) and not _is_limit(article, t, rules)]
    after = [t for t in usable if cue[1] <= t.start < end]
    after = [t for t in after if not rules.says("limit", article.text[cue[1] : t.start].replace(" by ", " "))]
    if after:
        return after[0]
    before = [t for t in usable if clause[0] <= t.start < cue[0]]
    before = [t for t in before if t.start - clause[0] < 3 or not _verb_between(article, t.end, cue[0])]
    led = [t for t in usable if t.end <= clause[0] and _WHEN.fullmatch(article.text, t.end, clause[0])]
    if led and not before:
        return led[-1]
    before = [t for t in before if not rules.says("later", article.text[t.end : cue[0]])]
    if cue[2]:  # a noun: only a day that opens the clause or stands right before it
        before = [t for t in before if t.start - clause[0] < 15 or cue[0] - t.end < 22]
    return before[-1] if before else None


def _is_limit(article: Article, time: TimeRef, rules: SettingRules) -> bool:
    """«depuis mars», «avant mardi»: a limit, not the day; «publié lundi», «l'édition de jeudi»: the report's."""
    before, after = article.text[max(0, time.start - 24) : time.start], article.text[time.end : time.end + 9]
    limits = (rules.says("limit", part) for part in (before[-10:].rstrip() + " ", time.text[:8]))
    return any(limits) or any(rules.says("issue", part) for part in (before, after))


def _is_point(time: TimeRef) -> bool:
    """Not «récemment», not a duration: something that can date one event, even when its year is open."""
    return bool(time.lo or time.hi or time.edtf or time.value) and not time.value.endswith("_REF")


def _verb_between(article: Article, start: int, end: int) -> bool:
    a, b = (bisect_left(article.tokens, at, key=lambda t: t.start) for at in (start, end))
    return any(t.tag == "VERB" for t in article.tokens[a:b])


def _is_person(article: Article, start: int, end: int, naming: Naming | None) -> bool:
    """Whether the name tagger takes it for a person: a seat that is the whole name («flew to Ankara») is none."""
    seat = (naming.start, naming.end) if naming else None
    return any(n.label == "PER" and n.start < end and start < n.end and (n.start, n.end) != seat for n in article.names)


def _is_complement(article: Article, at: int, rules: SettingRules) -> bool:
    """«l'aide à P», «face à P»: the preposition belongs to a noun that is neither a person nor a meeting."""
    i = bisect_left(article.tokens, at, key=lambda t: t.start) - 1
    return rules.says("complement", article.tokens[i].norm) is not None


def place_near(
    article: Article, start: int, end: int, people: tuple[tuple[int, int], ...], rules: SettingRules
) -> tuple[str, str, int]:
    """The place said in ``text[start:end]`` («Kremlin, Moscou»), its country or "", and where it stands (-1: none)."""
    names: list[str] = []
    country, at, last = "", -1, -1
    for match in rules.places.where.finditer(article.text, start, end):
        a, b = match.span(3)
        naming = _naming_at(article, a, b, rules)
        if (
            any(s < b and a < e for s, e in people)
            or (names and (a - last > 12 or _other_state(country, naming)))
            or _is_person(article, a, b, naming)
        ):
            continue
        shouted = match[3].isupper() and b - a > 6  # no acronym: any word of a headline in capitals
        if _is_complement(article, match.start(), rules) or (naming.how == "adjective" if naming else shouted):
            continue
        b = max(b, naming.end) if naming else b
        at, last = a if at < 0 else at, b
        country = country or (naming.country if naming else "")
        names.append(" ".join(article.document.raw[a:b].split()))
        if len(names) == 2:
            break
    return ", ".join(names)[:60], country, at


def _other_state(country: str, naming: Naming | None) -> bool:
    """«en P, à Q»: two stops of a tour, not a place and its state."""
    return bool(country and naming and naming.country not in ("", country))


def place_at(article: Article, start: int, people: tuple[tuple[int, int], ...], rules: SettingRules) -> tuple[str, str]:
    """The place right after a verb of travel that needs no preposition («visited P»), and its country or ""."""
    match = rules.places.name.match(article.text, start)
    if match is None or any(s < match.end(1) and match.start(1) < e for s, e in people):
        return "", ""
    naming = _naming_at(article, *match.span(1), rules)
    country = naming.country if naming is not None and naming.how != "adjective" else ""
    return article.document.raw[slice(*match.span(1))][:60], country


def _naming_at(article: Article, at: int, end: int, rules: SettingRules) -> Naming | None:
    """The state, or the place of the world's tables, that is named right there."""
    state = next((n for n in namings(article.text, rules.places, at, at + 40) if n.start == at), None)
    spot = fold(article.text[at:end]) in rules.places.spots
    return Naming(at, end, "", "place") if spot and state is None else state
