"""Contacts: every place where an article reports that sides meet, call, write or talk, one record a word of contact."""

import re
from dataclasses import replace

from selon.find.claims import sentence_at
from selon.find.contact_rules import NOUNS, TALKS, Contact, ContactRules, Cue
from selon.find.owners import without_owners
from selon.find.participants import Stage, clause, is_finite, right_end, topic_start
from selon.find.parties import Party, find_parties
from selon.find.settings import REMOTE, date_near, medium_of, modality_of, ordinal_of, place_at, place_near
from selon.find.sides import Sides, between_sides, find_sides, shared_sides
from selon.find.stand_ins import Site
from selon.model import Scene, Sentence, Span

_NEW = re.compile(r"(?:\b(?:une|an?|des) |(?<!l')\bun |\b(?:depuis|since) (?:leur|their) )(?:[\w-]+ )?$")
_LAST_NAME = re.compile(r"(?:[A-ZÀ-Ý][\w'-]* ?)+(?:\([^)]*\) |, [^,]{3,40}, )?$")  # «Oslo, en Norvège, accueille»
_AT = re.compile(r",? (?:à|en|au|aux|dans|sous|autour) ")
_APPEAL = re.compile(r" du \d| (?:à|aux?) ")
_NO_CALL = re.compile(r"(?:\b[àÀA] l|cours? d)'$")
_DISCUSSED = (" de ", " du ", " des ", " d'")
_AND = re.compile(r"\b(?:et|and|ou|or)\b|[-–/]")
_ASIDE = re.compile(r",\s*(?:selon|d'après|according to)\s[^,;.]{3,60},")


def stage_of(scene: Scene, rules: ContactRules) -> Stage:
    """The article with its parties, for questions about sides."""
    return Stage(scene.article, without_owners(scene, find_parties(scene, rules.parties)), rules.syntax)


def find_contacts(scene: Scene, stage: Stage, rules: ContactRules) -> tuple[Contact, ...]:
    """All contacts of an article, in order."""
    found: list[Contact] = []
    hits = [h for h in _hits(scene, rules) if _fits(stage, *h) and not _is_aside(scene, *h, rules)]
    for number, (start, end, cue) in enumerate(hits):
        sentence = sentence_at(scene.article, start)
        following = hits[number + 1][0] if number + 1 < len(hits) else len(scene.article.text)
        contact = _read(scene, stage, sentence, (start, end, cue), following, rules) if sentence else None
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
    text = scene.article.text
    begins = [m.start() for m in rules.begins.finditer(text)]
    found = [(m.start(), m.end(), c) for c in rules.cues for at in begins if (m := c.pattern.match(text, at))]
    spans = sorted(found, key=lambda h: (h[0], -h[1], h[2].frame in NOUNS))
    kept: list[tuple[int, int, Cue]] = []
    for hit in spans:
        if not kept or hit[0] >= kept[-1][1] or hit[:2] == kept[-1][:2]:
            kept.append(hit)
    return kept


def _fits(stage: Stage, start: int, end: int, cue: Cue) -> bool:
    """«rencontre», «visite» and their like are verb or noun: the tag decides."""
    i = stage.token_at(start)
    by = stage.article.text[max(0, start - 4) : start].lower()
    how = cue.medium in REMOTE and cue.frame in NOUNS and by.endswith(("par ", " en ", "by ", "via "))
    if how or (stage.article.text[start].isupper() and re.match(r" \d", stage.article.text[end : end + 2])):
        return False  # «s'est entretenu par visioconférence»: how, not what; a broadcaster: «Channel 12»
    if i >= len(stage.article.tokens) or " " in stage.article.text[start:end]:
        return i < len(stage.article.tokens)
    if stage.article.text[start:end] == "meeting" and stage.article.text[:start].endswith(", "):
        return cue.frame not in NOUNS  # «visited P, meeting X»
    verb = stage.article.tokens[i].tag in ("VERB", "AUX") and not stage.article.text.startswith(" between ", end)
    near = stage.article.tokens[max(0, i - 4) : i] if stage.article.text[start:end].endswith("é") else ()
    verb = verb or any(t.tag == "AUX" for t in near)  # «aurait en outre rencontré»
    if stage.article.text[start:end] in ("réunis", "réunies") and not _AT.match(stage.article.text, end):
        return False  # «plus que l'Allemagne et l'Italie réunies»
    return not verb if cue.frame in NOUNS else verb or stage.article.tokens[i].tag not in ("NOUN", "PROPN", "VERB")


def _is_aside(scene: Scene, start: int, _end: int, cue: Cue, rules: ContactRules) -> bool:
    """«une rencontre en marge de la visite de X à P»: the visit only says when."""
    lead = scene.article.text[max(0, start - 25) : start]
    return cue.frame == "visit_noun" and rules.settings.says("sidelines", lead) is not None


def _read(
    scene: Scene, stage: Stage, sentence: Sentence, hit: tuple[int, int, Cue], following: int, rules: ContactRules
) -> Contact | None:
    start, end, cue = hit
    if aside := _ASIDE.match(scene.article.text, end, sentence.end):  # «a rencontré, selon cette source, X»
        end = aside.end()
    text, says, noun = scene.article.text, rules.settings.says, cue.frame in NOUNS
    bounds = _clause(scene, stage, sentence, start, end)
    stop = right_end(stage, sentence, end, bounds[1])
    held = says("hold", text[end : stop + 45]) if noun and stop < bounds[1] else None
    if held is not None:
        stop = right_end(stage, sentence, end + held.end(), bounds[1])
    morph = _mood_after(stage, end, bounds[1]) if noun else _mood(stage, sentence, start, end)
    cue_end = end + held.start() if held else end  # «les pourparlers entre A et B doivent s'ouvrir»
    modality = modality_of(scene.article, bounds, (start, cue_end), morph, rules.settings)
    again = cue.frame in (*TALKS, "with") or _standing(scene, bounds, rules)
    if modality == "planned" and again and morph.startswith("Fin.Cnd"):
        modality = "happened"  # «se parleraient en secret», «discuteraient avec» report
    tense = _main_tense(stage, sentence, start, rules)
    if modality in ("planned", "happened") and tense:
        modality = "planned" if tense == "Fut" else "happened"
    if modality == "happened" and not noun and says("wish", text[max(sentence.start, bounds[0] - 30) : bounds[0]]):
        modality = "hypothetical"  # «souhaite que X rencontre Y»
    definite = _definite(stage, start, rules)
    if modality is None and not (cue.frame in TALKS & NOUNS and definite):
        return None
    if _is_something_else(scene, stage, sentence, hit, bounds, rules):
        return None
    present = morph.endswith(".Pres") and says("whenever", text[bounds[0] - 10 : bounds[0]])
    asked = not noun and text[sentence.start : sentence.end].rstrip().endswith("?")
    if asked or (present and cue.frame == "visit"):
        return None
    site = Site(start, end, cue, sentence, bounds, stop, following)
    sides, refuted = _sides(stage, site, rules), _refuted(scene, start)
    if sides is None:
        return None
    if modality is None:  # «n'a pas approuvé ces pourparlers» speaks of them, it does not open any
        modality, sides = "happened", Sides()
    elif refuted is not None and cue.frame in TALKS:
        sides = replace(sides, one=_for_the_state(sides.one, refuted, rules))
    elif refuted is not None or (modality == "hypothetical" and _rebuffed(stage, sentence, rules)):
        modality = "hypothetical" if refuted else "refused"
    near, lead = text[bounds[0] : bounds[1]], text[max(0, start - 22) : start]
    if not noun and cue.medium == "in_person":  # «discuté par téléphone avec X et rencontré Y»
        near = text[max(bounds[0], start - 40) : min(bounds[1], following)]
    one_of = says("one_of", text[end : end + 30] if cue.frame == "join" else lead) is not None
    plural = cue.frame == "meeting" and cue.medium != "phone" and not one_of and text[start:end].split()[0][-1] == "s"
    reach = max(end, topic_start(stage, end, min(stop, following)))
    medium = medium_of(text[start:end] if cue.frame == "beside" else near, cue.medium, rules.settings)
    place, country = ("", "") if medium in REMOTE and cue.frame != "visit" else _place(scene, site, sides, reach, rules)
    if modality == "happened" and not (noun or tense) and _is_aim(stage, site, place, rules):
        modality = "hypothetical"
    told = text[end : end + 7] if cue.frame in ("join", "beside") else text[max(bounds[0], start - 20) : start]
    takes_up = told.endswith("y ") if cue.frame == "visit" else says("again", told) is not None
    takes_up = takes_up and not (noun and _NEW.search(told))
    again = takes_up and cue.frame not in ("object", "with", "host", "to", "call")
    frame = {"meet": "object" if sides.other else "each", "beside": "join"}.get(cue.frame, cue.frame)
    time = date_near(scene.article, scene.times, bounds, (start, end, noun), reach, rules.settings)
    ahead = time and modality == "happened" and len(time.anchor) == 10 and time.lo > time.anchor
    over = time and morph.endswith(".Fut") and time.hi and time.hi < (scene.article.document.published or "")[:10]
    return Contact(
        start, end, sentence, "talks" if plural else frame, sides.one, sides.other, medium, modality,
        again,
        rules.small["pair"].search(text, bounds[0], bounds[1] if noun else end) is not None,
        rules.small["two_people"].search(text, bounds[0], bounds[1] if noun else end) is not None,
        says("hold", near) is not None,
        _standing(scene, (sentence.start, sentence.end) if cue.frame in TALKS and definite else bounds, rules),
        one_of, definite,
        ordinal_of(text[max(bounds[0], start - 30) : start], rules.settings) if noun else None,
        place, country, None if ahead or over else time,  # what has happened bears no day to come
        sides.host, bounds, refuted is not None, cue.place,
        says("earlier", text[max(0, start - 40) : end + 30]) is not None,
    )  # fmt: skip


def _clause(scene: Scene, stage: Stage, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause around a word of contact; "X said Y met Z" begins a new one behind its verb of saying."""
    left, right = clause(stage, sentence, start, end)
    if scene.article.document.language != "en":  # a French content needs its «que», which is a boundary itself
        return left, right
    said = [a.content[0] for a in scene.attributions if a.source and a.cue and a.source[0].end <= a.cue[0].start]
    told = [c.start for c in said if left < c.start < start < c.end and stage.within(c.start, start)]
    named = (at for at in told if stage.article.tokens[stage.token_at(at)].tag in ("DET", "ADJ", "NOUN", "PROPN"))
    return max(named, default=left), right


def _sides(stage: Stage, site: Site, rules: ContactRules) -> Sides | None:
    """The sides of a contact; None when a verb that needs both lacks one, or when two states only are said to meet:
    that is a match, their officials are named or described when they meet."""
    sides = shared_sides(find_sides(stage, site, rules))
    joined = len(sides.one) > 1 and _AND.search(stage.article.text, sides.one[0].end, sides.one[-1].start)
    if site.cue.frame == "with" and not (sides.other or joined):
        return Sides(sides.one if rules.small["pair"].search(stage.article.text, site.clause[0], site.start) else ())
    states = all(p.rank == "state" for p in (*sides.one, *sides.other))
    needy = site.cue.frame in ("object", "to", "host", "call", "gather") or (site.cue.frame == "meet" and sides.other)
    return None if needy and (not sides.one or not sides.other or states) else sides


def _place(scene: Scene, site: Site, sides: Sides, reach: int, rules: ContactRules) -> tuple[str, str]:
    """The place after the word, else before it (before a noun: fronted only), and its country or ""."""
    outlets = {a.id for a in scene.actors if a.kind == "outlet"}
    people = tuple((p.start, p.end) for p in (*sides.one, *sides.other) if p.rank != "state")
    people += tuple((m.start, m.end) for m in scene.mentions if m.actor in outlets)
    people += tuple((t.start, t.end) for t in scene.times)  # «in March» is no place, nor «délégué au Commerce»
    people += tuple((e.start, e.end) for a in scene.actors for role in a.roles for e in role.evidence)
    start = site.end
    if site.cue.frame == "with" and scene.article.text.startswith(_DISCUSSED, start):
        start = sides.other[-1].end if sides.other else reach  # «a discuté de la situation à P avec X»
    place, country, _ = place_near(scene.article, start, reach, people, rules.settings)
    if not place and site.cue.frame == "visit":
        place, country = place_at(scene.article, site.end, people, rules.settings)
    if not place and site.cue.frame in NOUNS and (seat := _seat(scene, site, rules)):
        return seat
    if not place:
        place, country, at = place_near(scene.article, site.clause[0], site.start, people, rules.settings)
        if site.cue.frame in NOUNS and at - site.clause[0] > 15 and not _after_verb(scene, site, at, rules):
            return "", ""
    return place, country


def _seat(scene: Scene, site: Site, rules: ContactRules) -> tuple[str, str] | None:
    """«P accueille un troisième cycle de pourparlers», «une réunion entre A et B qui s'est tenue à P»."""
    text, says = scene.article.text, rules.settings.says
    lead, behind = text[site.clause[0] : site.start], text[site.clause[1] : site.sentence.end]
    if (housed := says("houses", lead)) and (name := _LAST_NAME.search(lead, 0, housed.start())):
        return place_at(scene.article, site.clause[0] + name.start(), (), rules.settings)
    held = says("hold", behind[:30])
    if not (held and rules.small["relative"].match(behind)):
        return None
    start = site.clause[1] + held.end()
    place, country, _ = place_near(scene.article, start, min(site.sentence.end, start + 40), (), rules.settings)
    return (place, country) if place else None


def _after_verb(scene: Scene, site: Site, at: int, rules: ContactRules) -> bool:
    """«ont engagé à P des pourparlers»: the place stands between the verb and its noun."""
    tokens = [t for t in scene.article.tokens if site.clause[0] <= t.start < at]
    gap = scene.article.text[at : site.start]
    if rules.settings.says("limit", gap) or rules.settings.says("factive", gap):
        return False  # «aucune attaque à P depuis la signature d'un accord»
    return len(gap) < 40 and any(t.tag in ("VERB", "AUX") for t in tokens[-5:])


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


def _rebuffed(stage: Stage, sentence: Sentence, rules: ContactRules) -> bool:
    """«A a tenté de parler avec B. Mais B a refusé.»: the next sentence is short and says no."""
    answer = stage.beside(sentence, 1)
    text = stage.article.text[answer.start : answer.end] if answer else ""
    says = rules.settings.says
    return len(text) <= 110 and says("however", text) is not None and says("no", text) is not None


def _is_aim(stage: Stage, site: Site, place: str, rules: ContactRules) -> bool:
    """«chargé de parler à X», «pour parler à X»: nothing says that it came to it, unless X was travelled to."""
    if stage.article.tokens[stage.token_at(site.end) - 1].morph != "Inf":
        return False
    lead = stage.article.text[max(site.sentence.start, site.start - 60) : site.start]
    return not (rules.settings.says("came_to", lead) or (place and rules.settings.says("aim", lead[-12:])))


def _mood_after(stage: Stage, end: int, limit: int) -> str:
    """The mood and tense of the verb right after a noun of contact («un dialogue sera mené»), or ""."""
    near = stage.article.tokens[stage.token_at(end) :][:6]
    return next((t.morph for t in near if t.start < limit and t.morph.endswith(".Fut")), "")


def _main_tense(stage: Stage, sentence: Sentence, start: int, rules: ContactRules) -> str:
    """The tense of the clause in which a contact is told in passing: «a visité P avant de rencontrer X», «fera …
    lors d'un sommet»; "" when it decides nothing."""
    lead = stage.article.text[max(sentence.start, start - 40) : start]
    before = stage.article.tokens[sentence.first : stage.token_at(start)]
    verb = next((t.morph + t.tag for t in reversed(before) if is_finite(t)), "")
    if rules.settings.says("then", lead):
        return "" if verb.endswith((".PresVERB", ".FutVERB", ".FutAUX")) else verb
    return "Fut" if ".Fut" in verb and rules.settings.says("within", lead) else ""


def _is_something_else(
    scene: Scene,
    stage: Stage,
    sentence: Sentence,
    hit: tuple[int, int, Cue],
    bounds: tuple[int, int],
    rules: ContactRules,
) -> bool:
    """«participe à un accord», «parler d'une même voix», a holiday, an appeal, an interview, the care of relations."""
    (start, end, cue), text, says = hit, scene.article.text, rules.settings.says
    if cue.frame == "join" and _joins_something_else(text[end : bounds[1]], rules):
        return True
    if says("idle", text[end : end + 40]):
        return True
    if cue.frame not in NOUNS:
        return cue.frame == "visit" and says("private", text[sentence.start : sentence.end]) is not None
    appeal = _APPEAL.match(text, end) or _NO_CALL.search(text[max(0, start - 8) : start])
    if appeal and text[start:end].lower() in ("appel", "appels"):  # «appels aux dons», «à l'appel de X»
        return True
    if not says("talk_word", text[start:end]):
        return False
    outlets = {a.id for a in scene.actors if a.kind == "outlet"}
    heard = any(m.actor in outlets and rules.small["with"].fullmatch(text, end, m.start) for m in scene.mentions)
    owner = rules.small["genitive"].match(text, end)
    care = owner and text[owner.end() : owner.end() + 1].islower() and not stage.within(end, end + 50)
    return heard or bool(care) or says("interview", text[end : min(bounds[1], end + 60)]) is not None


def _joins_something_else(after: str, rules: ContactRules) -> bool:
    """«participe à un accord», «assiste au défilé»: what somebody takes part in is named, and it is no contact."""
    to = rules.small["to"].match(after)
    if to is None or rules.settings.says("one_of", after[:40]):
        return False
    return not any(c.pattern.search(after, to.end(), to.end() + 60) for c in rules.cues if c.frame in NOUNS)


def _standing(scene: Scene, bounds: tuple[int, int], rules: ContactRules) -> bool:
    """«ces derniers mois», «deux fois par mois»: the clause tells of many contacts at once."""
    again = rules.settings.says("repeated", scene.article.text[bounds[0] : bounds[1]]) is not None
    return again or any(t.type == "SET" and bounds[0] <= t.start < bounds[1] for t in scene.times)


def _definite(stage: Stage, start: int, rules: ContactRules) -> bool:
    """Whether the noun takes up something told («ces entretiens», «lors des discussions», «un tel canal»)."""
    tokens = stage.article.tokens
    i = stage.token_at(start) - 1
    while i > 0 and tokens[i].tag in ("ADJ", "NUM") and tokens[i].norm not in rules.syntax["definite"]:
        i -= 1
    taken_up = tokens[i].norm == "des" and i > 0 and tokens[i - 1].tag in ("NOUN", "ADV", "ADP", "PRON")
    return i >= 0 and tokens[i].tag != "SCONJ" and (taken_up or tokens[i].norm in rules.syntax["definite"])


def _mood(stage: Stage, sentence: Sentence, start: int, end: int) -> str:
    """The mood and tense of a verb of contact: that of its auxiliary, at most four words before it, or its own.

    The past conditional («aurait rencontré») gives "": it reports a fact for which the writer does not vouch.
    """
    tokens = stage.article.tokens
    last = stage.token_at(end) - 1
    for i in range(last, max(sentence.first, stage.token_at(start) - 5) - 1, -1):
        if tokens[i].morph.startswith("Fin"):
            told = i == last or (tokens[i].tag == "AUX" and not tokens[i].morph.startswith("Fin.Cnd"))
            return tokens[i].morph if told else ""
    return ""
