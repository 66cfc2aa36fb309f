"""What the machine may have missed: sentences with a cue in which no attribution lies."""

from collections.abc import Sequence

from selon.model import Attribution, Span


def still_missed(candidates: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[Span, ...]:
    """The candidates that no source, cue or content of an attribution touches."""
    taken = [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    return tuple(c for c in candidates if not any(s.start < c.end and c.start < s.end for s in taken))
