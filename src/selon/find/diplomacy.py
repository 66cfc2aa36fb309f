"""Contacts, meetings and channels of one article in their order: what rests on what, in one place."""

from dataclasses import dataclass, replace

from selon.find.channels import find_channels
from selon.find.character import ChannelRules, channel_rules
from selon.find.claims import claims_on, voice_claims
from selon.find.contact_rules import Contact, ContactRules, contact_rules
from selon.find.contacts import find_contacts, stage_of
from selon.find.meetings import find_meetings
from selon.find.precedents import find_mediated, find_precedents
from selon.find.topics import TopicRules, topic_rules
from selon.lang.pack import LanguagePack
from selon.model import Channel, Claim, Evidence, Meeting, Scene


@dataclass(frozen=True, slots=True)
class DiplomacyRules:
    """The compiled tables of the three finders."""

    contacts: ContactRules
    channels: ChannelRules
    topics: TopicRules


def diplomacy_rules(pack: LanguagePack, world: LanguagePack) -> DiplomacyRules:
    """Compile the tables of one language."""
    contacts = contact_rules(pack, world)
    channels = channel_rules(pack, contacts)
    return DiplomacyRules(contacts, channels, topic_rules(pack))


def find_diplomacy(
    scene: Scene, rules: DiplomacyRules
) -> tuple[tuple[Claim, ...], tuple[Meeting, ...], tuple[Channel, ...]]:
    """The claims (those of the scene and the article's own on contacts), meetings and channels of one article."""
    stage = stage_of(scene, rules.contacts)
    contacts = find_contacts(scene, stage, rules.contacts)
    meetings = find_meetings(scene, stage, contacts, rules.contacts, rules.topics)
    channels = find_channels(scene, contacts, meetings, rules.channels, rules.topics)
    channels += tuple(find_precedents(stage, scene.times, rules.channels, rules.topics))
    taken = {e.start for c in channels for e in c.evidence}
    mediated = find_mediated(stage, scene.times, rules.contacts.small["between"], rules.channels, rules.topics)
    channels += tuple(c for c in mediated if c.evidence[0].start not in taken)
    words = {m.id: _words(m.evidence, contacts) for m in meetings}
    words |= {c.id: _words(c.evidence, contacts) for c in channels}
    claims = scene.claims + voice_claims(scene, (at for told in words.values() for at in told))
    meetings = tuple(replace(m, claims=claims_on(claims, words[m.id])) for m in meetings)
    channels = tuple(replace(c, claims=claims_on(claims, words[c.id])) for c in channels)
    return claims, meetings, channels


def _words(quotes: tuple[Evidence, ...], contacts: tuple[Contact, ...]) -> list[int]:
    """The words of contact in the quotes; the middle of a quote that holds none but goes on with what is told."""
    found: list[int] = []
    for quote in quotes:
        told = [c.start for c in contacts if quote.start <= c.start < quote.end]
        found += told or [(quote.start + quote.end) // 2]
    return found
