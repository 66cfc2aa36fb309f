"""What a response answers: the meeting, channel or claim of the same article that fits by noun and nearness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selon.model import Channel, Claim, Evidence, Meeting


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be answered: a meeting, channel or claim; ``starts`` is where its evidence begins."""

    id: str
    kind: str
    starts: tuple[int, ...]

    def distance(self, at: int) -> tuple[bool, int]:
        """How far before ``at`` the nearest evidence lies; evidence that comes later is worse than any earlier."""
        earlier = [at - start for start in self.starts if start <= at]
        return (False, min(earlier)) if earlier else (True, min(start - at for start in self.starts))


def targets(
    claims: Sequence[Claim],
    meetings: Sequence[Meeting],
    channels: Sequence[Channel],
    contact: re.Pattern[str],
) -> tuple[Target, ...]:
    """All that a response of the article may answer: also a claim whose words name a contact."""
    found = [
        *(Target(m.id, "meeting", _starts(m.evidence)) for m in meetings if m.modality != "hypothetical"),
        *(Target(c.id, "channel", _starts(c.evidence)) for c in channels if c.stage != "precedent"),
        *(Target(c.id, "claim", _starts(c.evidence)) for c in claims if _told(c, contact)),
    ]
    return tuple(t for t in found if t.starts)


def choose_target(found: Sequence[Target], words: str, at: int, meeting: re.Pattern[str]) -> str | None:
    """The id of the nearest target of the kind that ``words`` name, earlier ones first; None if there is none.

    A claim is taken only where no meeting or channel fits, and only one that comes before.
    """
    wanted = "meeting" if meeting.search(words) else "channel"
    ranks = {wanted: 0, "claim": 2}
    fit = [t for t in found if t.kind != "claim" or t.starts[0] < at]
    best = min(fit, key=lambda t: (t.distance(at)[0], ranks.get(t.kind, 1), t.distance(at)[1], t.id), default=None)
    return best.id if best else None


def _told(claim: Claim, contact: re.Pattern[str]) -> bool:
    return claim.polarity != "-" and claim.act in ("assert", "confirm") and bool(contact.search(claim.text))


def _starts(evidence: Sequence[Evidence]) -> tuple[int, ...]:
    return tuple(sorted(e.start for e in evidence))
