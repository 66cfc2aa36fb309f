"""What a response answers: the meeting, channel or claim of the same article that fits by noun and nearness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selon.model import Channel, Claim, Meeting


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be answered: a meeting, channel or claim; ``starts`` is where its evidence begins."""

    id: str
    kind: str
    starts: tuple[int, ...]

    def distance(self, at: int) -> tuple[bool, int]:
        """How far before ``at`` the nearest evidence lies; evidence that comes later is worse than any earlier."""
        return min((start > at, abs(at - start)) for start in self.starts)


def targets(
    claims: Sequence[Claim], meetings: Sequence[Meeting], channels: Sequence[Channel], contact: re.Pattern[str]
) -> tuple[Target, ...]:
    """All that a response of the article may answer: also a claim whose words name a contact."""
    told = [c for c in claims if c.polarity != "-" and c.act in ("assert", "confirm") and contact.search(c.text)]
    found = [
        *((m.id, "meeting", m.evidence) for m in meetings if m.modality != "hypothetical"),
        *((c.id, "channel", c.evidence) for c in channels if c.stage != "precedent"),
        *((c.id, "claim", c.evidence) for c in told),
    ]
    return tuple(Target(id_, kind, tuple(e.start for e in evidence)) for id_, kind, evidence in found if evidence)


def choose_target(found: Sequence[Target], words: str, at: int, meeting: re.Pattern[str]) -> str | None:
    """The id of the nearest target of the kind that ``words`` name, earlier ones first; None if there is none.

    A claim is taken only where no meeting or channel fits, and only one that comes before.  «has denied it» answers
    either.
    """
    ranks = {"meeting" if meeting.search(words) else "channel": 0, "claim": 2} if words else {"claim": 2}
    fit = [t for t in found if t.kind != "claim" or min(t.starts) < at]
    best = min(fit, key=lambda t: (t.distance(at)[0], ranks.get(t.kind, 1), t.distance(at)[1], t.id), default=None)
    return best.id if best else None
