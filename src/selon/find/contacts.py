"""Contacts: every place where an article reports that sides meet, call, write or talk, one record a word of contact."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from selon.find.claims import sentence_at
from selon.find.contact_rules import NOUNS, TALKS, Contact, ContactRules, Cue
from selon.find.participants import Stage, clause, right_end, topic_start
from selon.find.parties import Party, find_parties
from selon.find.settings import REMOTE, date_near, is_place, medium_of, modality_of, ordinal_of, place_at, place_near
from selon.find.sides import Sides, Site, between_sides, find_sides, shared_sides
from selon.model import Article, Scene, Sentence, Span

_AMBIGUOUS = frozenset({"VERB", "AUX", "ADJ", ""})


def stage_of(scene: Scene, rules: ContactRules) -> Stage:
    """The article with its parties, for questions about sides."""
    return Stage(scene.article, find_parties(scene, rules.parties), rules.syntax)


def find_contacts(scene: Scene, stage: Stage, rules: ContactRules) -> tuple[Contact, ...]:
    """All contacts of an article, in order."""
    found: list[Contact] = []
    hits = [h for h in _hits(scene, rules) if _fits(stage, *h)]
    for number, (start, end, cue) in enumerate(hits):
        sentence = sentence_at(scene.article, start)
        following = hits[number + 1][0] if number + 1 < len(hits) else len(scene.article.text)
        if sentence is not None:
            contact = _read(scene, stage, sentence, (start, end, cue), following, rules)
            if contact is not None:
                found.append(contact)
                if cue.frame == "line" and contact.one and contact.other:
                    found += _further(stage, contact, following, rules)
    return tuple(found)


def _further(stage: Stage, contact: Contact, following: int, rules: ContactRules) -> list[Contact]:
    """The other lines of an enumeration: «un canal A-B, un autre entre C et D et enfin entre E et F»."""
    lines = []
    for match in rules.small["between"].finditer(stage.article.text, contact.end, min(following, contact.sentence.end)):
        found = between_sides(stage, contact.sentence, match.end())
        known = {p.start for p in (*contact.one, *contact.other)}
        if len(found) > 1 and not any(p.start in known for p in found):
            lines.append(replace(contact, one=found[:1], other=found[1:], definite=False, pair=False))
    return lines


def _hits(scene: Scene, rules: ContactRules) -> list[tuple[int, int, Cue]]:
    """All cues, the longest where they overlap; a form that two rows share stays once for a verb and a noun each."""
    spans = sorted(
        ((m.start(), m.end(), cue) for cue in rules.cues for m in cue.pattern.finditer(scene.article.text)),
        key=lambda h: (h[0], -h[1], h[2].frame in NOUNS),
    )
    kept: list[tuple[int, int, Cue]] = []
    for hit in spans:
        if not kept or hit[0] >= kept[-1][1] or hit[:2] == kept[-1][:2]:
            kept.append(hit)
    return kept


def _fits(stage: Stage, start: int, end: int, cue: Cue) -> bool:
    """«rencontre», «visite» and their like are verb or noun: the tag decides."""
    i = stage.token_at(start)
    tokens = stage.article.tokens
    if i >= len(tokens) or " " in stage.article.text[start:end]:
        return i < len(tokens)
    noun = tokens[i].tag in ("NOUN", "PROPN")
    return cue.frame in NOUNS or not noun if cue.frame not in NOUNS else noun or tokens[i].tag not in ("VERB", "AUX")


def _read(
    scene: Scene, stage: Stage, sentence: Sentence, hit: tuple[int, int, Cue], following: int, rules: ContactRules
) -> Contact | None:
    start, end, cue = hit
    text = scene.article.text
    bounds = clause(stage, sentence, start, end)
    stop = right_end(stage, sentence, end, bounds[1])
    held = rules.settings.says("hold", text[end : stop + 45]) if cue.frame in NOUNS and stop < bounds[1] else None
    if held is not None:
        stop = right_end(stage, sentence, end + held.end(), bounds[1])
    morph = _mood(stage, sentence, start, end) if cue.frame not in NOUNS else _mood_after(stage, end, bounds[1])
    modality = modality_of(scene.article, bounds, (start, end), morph, rules.settings)
    if modality is None and not (cue.frame in TALKS & NOUNS and _definite(stage, start, rules)):
        return None
    if cue.frame in NOUNS and _is_interview(stage, start, end, bounds, rules):
        return None
    sides = shared_sides(find_sides(stage, Site(start, end, cue, sentence, bounds, stop, following), rules))
    if cue.frame == "with" and not sides.other and len(sides.one) < 2:
        sides = Sides(sides.one if rules.small["pair"].search(text, bounds[0], start) else ())
    if cue.frame in ("object", "to", "host") and not (sides.one and sides.other and not _states_only(sides)):
        return None
    refuted = _refuted(scene, start)
    if modality is None:  # «n'a pas approuvé ces pourparlers» speaks of them, it does not open any
        modality, sides = "happened", Sides()
    elif refuted is not None and cue.frame in TALKS:
        sides = replace(sides, one=_for_the_state(sides.one, refuted, rules))
    elif refuted is not None:
        modality = "hypothetical"
    people = tuple((p.start, p.end) for p in (*sides.one, *sides.other) if p.rank != "state")
    people += tuple((m.start, m.end) for m in scene.mentions if m.actor in _outlets(scene))
    reach = max(end, topic_start(stage, end, min(stop, following)))
    place, country, _ = place_near(scene.article, end, reach, people, rules.settings)
    if not place and cue.frame == "visit":
        place, country = place_at(scene.article, end, people, rules.settings)
    if not place:
        place, country, at = place_near(scene.article, bounds[0], start, people, rules.settings)
        if cue.frame in NOUNS and at - bounds[0] > 15:  # not fronted: the place of something else
            place, country = "", ""
    if not place and cue.frame == "join":
        place, country, at = place_near(scene.article, bounds[1], sentence.end, people, rules.settings)
        if not is_place(scene.article, at):
            place, country = "", ""
    medium = medium_of(text[bounds[0] : bounds[1]], cue.medium, rules.settings)
    if medium in REMOTE:
        place, country = "", ""
    if modality == "hypothetical" and _rebuffed(scene.article, sentence, rules):
        modality = "refused"
    near = text[bounds[0] : bounds[1]]
    lead = text[max(bounds[0], start - 30) : start]
    frame = "talks" if cue.frame == "meeting" and _plural(stage, start, end, rules) else cue.frame
    verb_or_noun = (start, end, cue.frame in NOUNS)
    time = date_near(scene.article, scene.times, bounds, verb_or_noun, reach, rules.settings)
    return Contact(
        start, end, sentence, frame, sides.one, sides.other, medium, modality,
        rules.settings.says("again", text[max(bounds[0], start - 20) : start]) is not None,
        rules.small["pair"].search(text, bounds[0], bounds[1] if cue.frame in NOUNS else end) is not None,
        rules.settings.says("hold", near) is not None, _standing(scene, bounds, rules),
        _one_of(text, start, end, cue, rules), _definite(stage, start, rules),
        ordinal_of(lead, rules.settings) if cue.frame in NOUNS else None,
        place, country, time, sides.host, bounds, refuted is not None, cue.place,
    )  # fmt: skip


def _refuted(scene: Scene, start: int) -> Span | None:
    """The content of a denial in which the word stands: nobody says there that the contact took place."""
    denials = (span for a in scene.attributions if a.act == "deny" for span in a.content)
    return next((span for span in denials if span.start <= start < span.end), None)


def _for_the_state(parties: tuple[Party, ...], content: Span, rules: ContactRules) -> tuple[Party, ...]:
    """Who denies that his country talks speaks for it: he is no party himself."""
    names = rules.places.display
    return tuple(
        replace(p, name=names[p.country], rank="state", actor="", role="", plural=True)
        if p.country in names and not content.start <= p.start < content.end
        else p
        for p in parties
    )


def _rebuffed(article: Article, sentence: Sentence, rules: ContactRules) -> bool:
    """«A a tenté de parler avec B. Mais B a refusé.»: the next sentence is short and says no."""
    at = bisect_right(article.sentences, sentence.start, key=lambda s: s.start)
    if at >= len(article.sentences) or article.sentences[at].end - article.sentences[at].start > 110:
        return False
    text = article.text[article.sentences[at].start : article.sentences[at].end]
    return rules.settings.says("however", text) is not None and rules.settings.says("no", text) is not None


def _mood_after(stage: Stage, end: int, limit: int) -> str:
    """The mood and tense of the verb right after a noun of contact («un dialogue sera mené»), or ""."""
    tokens = stage.article.tokens
    i = stage.token_at(end)
    near = tokens[i : i + 6]
    return next((t.morph for t in near if t.start < limit and t.morph.endswith(".Fut")), "")


def _outlets(scene: Scene) -> frozenset[str]:
    return frozenset(a.id for a in scene.actors if a.kind == "outlet")


def _is_interview(stage: Stage, start: int, end: int, bounds: tuple[int, int], rules: ContactRules) -> bool:
    """«un entretien accordé au journal», «l'entretien de bonnes relations»: no contact between sides."""
    text = stage.article.text
    if not rules.settings.says("talk_word", text[start:end]):
        return False
    if rules.settings.says("interview", text[end : min(bounds[1], end + 60)]):
        return True
    owner = rules.small["genitive"].match(text, end)
    return owner is not None and text[owner.end() : owner.end() + 1].islower() and not stage.within(end, end + 50)


def _standing(scene: Scene, bounds: tuple[int, int], rules: ContactRules) -> bool:
    """«ces derniers mois», «deux fois par mois»: the clause tells of many contacts at once."""
    if rules.settings.says("repeated", scene.article.text[bounds[0] : bounds[1]]):
        return True
    return any(t.type == "SET" and bounds[0] <= t.start < bounds[1] for t in scene.times)


def _one_of(text: str, start: int, end: int, cue: Cue, rules: ContactRules) -> bool:
    """«l'une des réunions»; for a verb of taking part what follows («participé à l'une des discussions»)."""
    near = text[end : end + 30] if cue.frame == "join" else text[max(0, start - 22) : start]
    return rules.settings.says("one_of", near) is not None


def _definite(stage: Stage, start: int, rules: ContactRules) -> bool:
    """Whether the noun takes up something told («ces entretiens», «lors des discussions», «un tel canal»)."""
    tokens = stage.article.tokens
    i = stage.token_at(start) - 1
    while i > 0 and tokens[i].tag in ("ADJ", "NUM") and tokens[i].norm not in rules.syntax.definite:
        i -= 1
    if i < 0 or tokens[i].norm in rules.syntax.definite:
        return i >= 0
    return tokens[i].norm == "des" and i > 0 and tokens[i - 1].tag in ("NOUN", "ADV", "ADP", "PRON")


def _plural(stage: Stage, start: int, end: int, rules: ContactRules) -> bool:
    """«plusieurs réunions» are talks, «l'une des réunions» is one meeting."""
    text = stage.article.text
    return text[start:end].split()[0].endswith("s") and not rules.settings.says(
        "one_of", text[max(0, start - 22) : start]
    )


def _states_only(sides: Sides) -> bool:
    """«A rencontre B» between two states is a match; their officials are named or described when they meet."""
    return all(p.rank == "state" for p in (*sides.one, *sides.other))


def _mood(stage: Stage, sentence: Sentence, start: int, end: int) -> str:
    """The mood and tense of a verb of contact: that of its auxiliary, at most four words before it, or its own.

    The past conditional («aurait rencontré») gives "": it reports a fact for which the writer does not vouch.
    """
    tokens = stage.article.tokens
    last = stage.token_at(end) - 1
    for i in range(last, max(sentence.first, stage.token_at(start) - 5) - 1, -1):
        if tokens[i].morph.startswith("Fin"):
            if i == last or (tokens[i].tag == "AUX" and not tokens[i].morph.startswith("Fin.Cnd")):
                return tokens[i].morph
            return ""
    return ""
