"""Proposals: a text or offer that goes between sides, with its terms (topic → value, versus an earlier value)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selon.find.holders import Holder, holder_after, holder_before, speaker_at
from selon.find.lookups import mention_before, overlaps, quote_around, short_name, voice_at
from selon.find.phrases import phrase_pattern
from selon.find.places import PlaceRules, namings, place_rules
from selon.find.terms import TermRules, find_terms
from selon.find.topics import TopicRules, find_topics, topic_rules
from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.model import Article, Proposal, Scene, Sentence, Span, Term
from selon.text.fold import fold

REACH = 8  # sentences after the one that names a proposal in which its terms are looked for
_ADJECTIVE_WITHIN = 30  # code points around the noun in which «américain» stands
_BY = re.compile(
    r"\s*[»”\"]?\s*(?:\w+\s+){0,2}(?:de|du|des|d'|par|by|from|of)\s+(?:les?\s+|la\s+|l'|the\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """The nouns and verbs of ``proposals.tsv``, the topics, the terms and the states of the world."""

    other: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    move: re.Pattern[str]
    give: re.Pattern[str]
    giver: re.Pattern[str]
    version: re.Pattern[str]
    talk: re.Pattern[str]
    go_on: re.Pattern[str]
    modal: re.Pattern[str]
    resume: re.Pattern[str]
    topics: TopicRules
    terms: TermRules
    places: PlaceRules
    place: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A place where a proposal is named."""

    noun: Span
    sentence: int
    author: str
    strong: bool


_USES = ("not", "strong", "weak", "move", "give", "giver", "version", "talk", "go_on", "modal", "resume", "versus")


def proposal_rules(pack: LanguagePack, world: LanguagePack) -> ProposalRules:
    """Compile ``proposals.tsv`` (use, phrases), the topics and the countries."""
    rows = pack.rows("proposals")
    words = {row["use"]: phrase_pattern(row.values("phrases")) for row in rows}
    none = phrase_pattern(())
    other, strong, weak, move, give, giver, version, talk, go_on, modal, resume, versus = (
        words.get(use, none) for use in _USES
    )
    topics = topic_rules(pack)
    place = next((row.place for row in rows if row["use"] == "strong"), "")
    return ProposalRules(
        other,
        strong,
        weak,
        move,
        give,
        giver,
        version,
        talk,
        go_on,
        modal,
        resume,
        topics,
        TermRules(topics, versus, strong),
        place_rules(pack, world),
        place,
    )


def find_proposals(scene: Scene, rules: ProposalRules) -> tuple[Proposal, ...]:
    """The proposals of an article in the order of its text; one named again adds to the first."""
    groups: list[list[_Named]] = []
    for named in _named(scene, rules):
        group = next((g for g in reversed(groups) if _same(scene.article, g, named)), None)
        if group:
            group.append(named)
        elif named.strong or named.author:
            groups.append([named])
    found = (_proposal(scene, rules, group, groups) for group in groups)
    return tuple(p for p in found if p.author or len(p.terms) > 1 or any(t.versus for t in p.terms))


def _named(scene: Scene, rules: ProposalRules) -> Iterator[_Named]:
    text = scene.article.text
    for number, sentence in enumerate(scene.article.sentences):
        taken = [Span(*m.span()) for m in rules.other.finditer(text, sentence.start, sentence.end)]
        for pattern, strong in ((rules.strong, True), (rules.weak, False)):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                noun = Span(*match.span())
                if any(overlaps(noun, t) for t in taken) or not (strong or _about_talks(scene, rules, sentence)):
                    continue
                taken.append(noun)
                yield _Named(noun, number, _author(scene, rules, sentence, noun), strong)


def _about_talks(scene: Scene, rules: ProposalRules, sentence: Sentence) -> bool:
    topics = find_topics(scene.article, Span(sentence.start, sentence.end), rules.topics)
    text = scene.article.text
    moved = any(p.search(text, sentence.start, sentence.end) for p in (rules.move, rules.give))
    talk = rules.talk.search(text, sentence.start, sentence.end)
    return bool(moved and talk) and bool(set(topics) & rules.topics.talks)


def _same(article: Article, group: list[_Named], named: _Named) -> bool:
    """Whether ``named`` is the proposal of the group: the same author and noun, or no author and close behind."""
    first, last = group[0], group[-1]
    if named.author and first.author and named.author != first.author:
        return False
    nouns = {fold(article.text[n.noun.start : n.noun.end]) for n in group}
    if fold(article.text[named.noun.start : named.noun.end]) in nouns:
        return True
    return named.sentence - last.sentence <= REACH and not (named.strong and named.author and first.strong)


# --- the author ----------------------------------------------------------------------------------------------


def _author(scene: Scene, rules: ProposalRules, sentence: Sentence, noun: Span) -> str:
    """By «de X» or «par X» after the noun, by its adjective or owner, or by the subject of «a présenté»."""
    after = holder_after(scene, sentence, noun.end, _ADJECTIVE_WITHIN)
    if after and _BY.match(scene.article.text[noun.end : _start_of(scene, after, noun.end)]):
        return after.name
    for naming in namings(
        scene.article.text, rules.places, max(sentence.start, noun.start - 15), noun.end + _ADJECTIVE_WITHIN
    ):
        if (naming.how == "adjective" or naming.end <= noun.start) and _adjoins(
            scene.article.text, noun, naming.start, naming.end
        ):
            return rules.places.display[naming.country]
    owner = mention_before([m for m in scene.mentions if m.end <= noun.start], sentence.start, noun.start)
    if owner and _OWNER.fullmatch(scene.article.text[owner.end : noun.start]) and (voice := voice_at(scene, owner)):
        return voice.name
    for giver in rules.giver.finditer(scene.article.text, sentence.start, noun.start):
        if _OWNER.fullmatch(scene.article.text[giver.end() : noun.start]):
            return giver.group()
    given = list(rules.give.finditer(scene.article.text, sentence.start, noun.start))
    holder = holder_before(scene, sentence, Span(*given[-1].span()), rules.giver) if given else None
    return holder.name if holder else ""


_OWNER = re.compile(r"'s?\s+(?:[\w-]+\s+){0,2}")


def _start_of(scene: Scene, holder: Holder, offset: int) -> int:
    return min(m.start for m in scene.mentions if m.actor == holder.actor and m.start >= offset)


def _adjoins(text: str, noun: Span, start: int, end: int) -> bool:
    """Whether an adjective stands beside the noun, with at most closing marks and one word between."""
    between = text[noun.end : start] if start >= noun.end else text[end : noun.start]
    return bool(re.fullmatch(r"[\s»«“”\"]*(?:[\w-]+\s+)?", between))


# --- the record ----------------------------------------------------------------------------------------------


def _proposal(scene: Scene, rules: ProposalRules, group: list[_Named], groups: list[list[_Named]]) -> Proposal:
    article, first = scene.article, group[0]
    sentences = _described(scene, rules, group, groups)
    author = next((n.author for n in group if n.author), "")
    name = short_name(article.document.raw[first.noun.start : first.noun.end])
    quotes = tuple(dict.fromkeys(quote_around(article, n.noun) for n in group))
    speaker = speaker_at(scene, first.noun)
    return Proposal(
        make_id("o", article.document.id, author, fold(name), first.noun.start),
        author,
        name,
        quotes,
        speaker.name if speaker and speaker.name != author else "",
        tuple(_unique(t for s in sentences for t in find_terms(article, s, rules.terms))),
        tuple(
            dict.fromkeys(
                m.group().lower() for s in sentences for m in rules.version.finditer(article.text, s.start, s.end)
            )
        ),
        tuple(c.id for c in scene.claims if any(overlaps((e.start, e.end), first.noun) for e in c.evidence)),
        rules.place,
    )


def _unique(terms: Iterator[Term]) -> list[Term]:
    kept: dict[tuple[str, str], Term] = {}
    for term in terms:
        kept.setdefault((term.topic, fold(term.value)), term)
    return list(kept.values())


def _described(scene: Scene, rules: ProposalRules, group: list[_Named], groups: list[list[_Named]]) -> list[Sentence]:
    """The sentences that name the proposal and those that go on describing it."""
    article = scene.article
    others = {n.sentence for g in groups if g is not group for n in g}
    found: dict[int, Sentence] = {}
    for named in group:
        found[named.sentence] = article.sentences[named.sentence]
        if not named.strong and named is not group[0]:
            continue
        for number in range(named.sentence + 1, min(named.sentence + 1 + REACH, len(article.sentences))):
            sentence = article.sentences[number]
            if number in others or not _goes_on(scene, rules, article.sentences[number - 1], sentence):
                break
            found[number] = sentence
    return [found[number] for number in sorted(found)]


def _goes_on(scene: Scene, rules: ProposalRules, before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on describing: it names the text again or its points; a modal in one paragraph."""
    text = scene.article.text
    if rules.version.search(text, sentence.start, sentence.end):
        return True
    if not find_topics(scene.article, Span(sentence.start, sentence.end), rules.topics):
        return False
    patterns = (rules.go_on, rules.modal) if before.block == sentence.block else (rules.go_on,)
    return bool(rules.resume.match(text, sentence.start, sentence.end)) or any(
        pattern.search(text, sentence.start, sentence.end) for pattern in patterns
    )
