"""Proposals: a text or offer that goes between sides, with its terms (topic → value, versus an earlier value)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selon.find.holders import holder_before, public, speaker_at
from selon.find.lookups import claims_at, mentions_in, overlaps, quote_around, short_name, voice_at
from selon.find.phrases import patterns_by_use
from selon.find.places import PlaceRules, namings
from selon.find.terms import find_terms
from selon.find.topics import TopicRules, find_topics
from selon.ids import make_id
from selon.lang.pack import LanguagePack
from selon.model import Article, Proposal, Scene, Sentence, Span, Term
from selon.text.fold import fold

REACH = 8  # sentences after the one that names a proposal in which its terms are looked for
_BEFORE, _AFTER = 15, 30  # code points around the noun in which «américain» stands
_BY = re.compile(
    r"\s*[»”\",]?\s*(?:\w+\s+){0,2}(?:de|du|des|d'|par|by|from|of)\s+(?:les?\s+|la\s+|l'|the\s+)?", re.IGNORECASE
)
_SAYS = re.compile(r"(?:,[^,;]{0,60},)?\s*(?:would\s+|also\s+)*")
_UNDER = re.compile(r"\b(?:under|aux termes|selon) (?:\w+ ){1,2}$", re.IGNORECASE)
_OWNER = re.compile(r"'s?\s+(?:[\w-]+\s+){0,2}")
_GAVE = re.compile(r"((?: from (?:the )?[A-Z]\w+)?)\s+(?:(?:has|have|had|also|jointly)\s+)*")
_GIVER_BY = re.compile(r"(?:[A-Z]\w+ )?\w+")
_ADJOINS = re.compile(r"[\s»«“”\"]*(?:(?!(?:an?|the|une?|l[ae]s?)\s)[\w-]+\s+)?")  # closing marks and one word


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """The words of ``proposals.tsv`` by use, the topics, and the states of the world."""

    words: Mapping[str, re.Pattern[str]]
    topics: TopicRules
    places: PlaceRules
    reason: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A place where a proposal is named."""

    noun: Span
    sentence: int
    author: str
    strong: bool


def proposal_rules(pack: LanguagePack, topics: TopicRules, places: PlaceRules) -> ProposalRules:
    """Compile ``proposals.tsv`` (use, phrases)."""
    rows = pack.rows("proposals")
    return ProposalRules(patterns_by_use(rows), topics, places, rows[0].place if rows else "")


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
        taken = [Span(*m.span()) for m in rules.words["not"].finditer(text, sentence.start, sentence.end)]
        for use in ("strong", "weak"):
            for match in rules.words[use].finditer(text, sentence.start, sentence.end):
                noun, strong = Span(*match.span()), use == "strong"
                strong = strong or _tells(scene, rules, sentence, noun)
                if not any(overlaps(noun, t) for t in taken) and (strong or _about_talks(scene, rules, sentence)):
                    taken.append(noun)
                    yield _Named(noun, number, _author(scene, rules, sentence, noun), strong)


def _about_talks(scene: Scene, rules: ProposalRules, sentence: Sentence) -> bool:
    moved, given, talk = (_has(scene, rules, sentence, use) for use in ("move", "give", "talk"))
    topics = find_topics(scene.article, Span(sentence.start, sentence.end), rules.topics)
    given_by = given and _has(scene, rules, sentence, "giver")
    return (moved or given) and talk and (given_by or bool(set(topics) & rules.topics.talks))


def _tells(scene: Scene, rules: ProposalRules, sentence: Sentence, noun: Span) -> bool:
    """«The draft calls for …», «under the plan, X would …»: a sentence that gives two matters of talks."""
    text = scene.article.text
    says = any(_SAYS.fullmatch(text, noun.end, m.start()) for m in rules.words["go_on"].finditer(text, noun.end))
    under = _UNDER.search(text[sentence.start : noun.start]) and _has(scene, rules, sentence, "modal")
    topics = find_topics(scene.article, Span(noun.end, sentence.end), rules.topics)
    return bool(says or under) and len(set(topics) & rules.topics.talks) > 1


def _has(scene: Scene, rules: ProposalRules, sentence: Sentence, use: str) -> bool:
    return bool(rules.words[use].search(scene.article.text, sentence.start, sentence.end))


def _same(article: Article, group: list[_Named], named: _Named) -> bool:
    """Whether ``named`` is the proposal of the group: the same author and noun, or no author and close behind."""
    first, last = group[0], group[-1]
    if named.author and first.author and named.author != first.author:
        return False
    noun, *nouns = (fold(article.text[n.noun.start : n.noun.end]) for n in (named, *group))
    if noun in nouns:
        return True
    return named.sentence - last.sentence <= REACH and not (named.strong and named.author and first.strong)


def _author(scene: Scene, rules: ProposalRules, sentence: Sentence, noun: Span) -> str:
    """By «de X» or «par X» after the noun, by its adjective or owner, or by the subject of «a présenté»."""
    text, moved = scene.article.text, rules.words["move"]
    for mention in reversed([*mentions_in(scene, noun.end, sentence.end)]):
        made = _BY.fullmatch(text, noun.end, mention.start) and not moved.search(text, noun.end, mention.start)
        if made and (author := public(voice_at(scene, mention.actor))):
            return author.name
    for state in namings(text, rules.places, max(sentence.start, noun.start - _BEFORE), noun.end + _AFTER):
        before = state.end <= noun.start
        between = (state.end, noun.start) if before else (noun.end, state.start)
        if (before or state.how == "adjective") and _ADJOINS.fullmatch(text, *between):
            return rules.places.display[state.country]
    for mention in mentions_in(scene, sentence.start, noun.start):
        if _OWNER.fullmatch(text, mention.end, noun.start) and (owner := voice_at(scene, mention.actor)):
            return owner.name
    by = _BY.match(text, noun.end)
    giver_by = _GIVER_BY.match(text, by.end()) if by and not moved.search(text, noun.end, by.end()) else None
    if giver_by and rules.words["giver"].search(giver_by.group().split()[-1]):
        return giver_by.group()
    given = [Span(*m.span()) for m in rules.words["give"].finditer(text, sentence.start, noun.start)]
    holder = holder_before(scene, sentence, given[-1], rules.words["giver"]) if given else None
    if given and not holder:
        for giver in rules.words["giver"].finditer(text, sentence.start, given[-1].start):
            if who := _GAVE.fullmatch(text, giver.end(), given[-1].start):
                return text[giver.start() : who.end(1)]
    return holder.name if holder else ""


def _proposal(scene: Scene, rules: ProposalRules, group: list[_Named], groups: list[list[_Named]]) -> Proposal:
    article, noun = scene.article, group[0].noun
    sentences = _described(scene, rules, group, groups)
    author = next((n.author for n in group if n.author), "")
    name = short_name(article.document.raw[noun.start : noun.end])
    speaker = speaker_at(scene, noun)
    terms: dict[tuple[str, str], Term] = {}
    for term in (t for s in sentences for t in find_terms(article, s, rules.topics, rules.words)):
        terms.setdefault((term.topic, fold(term.value)), term)
    versions = (m for s in sentences for m in rules.words["version"].finditer(article.text, s.start, s.end))
    return Proposal(
        make_id("o", article.document.id, author, fold(name), noun.start),
        author,
        name,
        tuple(dict.fromkeys(quote_around(article, n.noun) for n in group)),
        speaker.name if speaker and speaker.name != author else "",
        tuple(terms.values()),
        tuple(dict.fromkeys(m.group().lower() for m in versions)),
        claims_at(scene.claims, (noun,)),
        rules.reason,
    )


def _described(scene: Scene, rules: ProposalRules, group: list[_Named], groups: list[list[_Named]]) -> list[Sentence]:
    """The sentences that name the proposal and those that go on describing it."""
    sentences = scene.article.sentences
    others = {n.sentence for g in groups if g is not group for n in g}
    found: set[int] = set()
    for named in group:
        found.add(named.sentence)
        if not named.strong and named is not group[0]:
            continue
        for number in range(named.sentence + 1, min(named.sentence + 1 + REACH, len(sentences))):
            if number in others or not _goes_on(scene, rules, number):
                break
            found.add(number)
    return [sentences[number] for number in sorted(found)]


def _goes_on(scene: Scene, rules: ProposalRules, number: int) -> bool:
    """Whether a sentence goes on describing: it names the text again or its points; a modal in one paragraph."""
    before, sentence = scene.article.sentences[number - 1 : number + 1]
    if _has(scene, rules, sentence, "version"):
        return True
    if not find_topics(scene.article, Span(sentence.start, sentence.end), rules.topics):
        return False
    again = rules.words["resume"].match(scene.article.text, sentence.start, sentence.end)
    modal = before.block == sentence.block and _has(scene, rules, sentence, "modal")
    return bool(again) or modal or _has(scene, rules, sentence, "go_on")
