"""A line of progress on stderr: how many, how fast, how long still."""

import sys
from collections.abc import Callable
from time import monotonic

import click


class Progress:
    """Shown when a person watches, or when asked for; then, without a terminal, one line each time.

    ``count`` gives an estimate of the total, None where there is none; it is asked only if anything is shown.
    """

    def __init__(self, count: Callable[[], int | None], wanted: bool | None) -> None:
        self._on = sys.stderr.isatty() if wanted is None else wanted
        self._total = count() if self._on else None
        self._begun, self._width = monotonic(), 0

    def show(self, done: int, kept: int = 0) -> None:
        """``done`` articles now, beside ``kept`` that were there before and do not count for the speed."""
        if not self._on:
            return
        rate = done / max(monotonic() - self._begun, 1e-3)
        of = f"/{self._total:,}" if self._total else ""
        left = max(self._total - done - kept, 0) / rate if self._total and rate else 0
        text = f"{done + kept:,}{of} articles, {rate:.1f}/s" + (f", {_duration(left)} left" if left else "")
        if sys.stderr.isatty():
            click.echo("\r" + text.ljust(self._width), nl=False, err=True)
            self._width = len(text)
        else:
            click.echo(text, err=True)

    def clear(self) -> None:
        """Leave the line free for what comes next."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
