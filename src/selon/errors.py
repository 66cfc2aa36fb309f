"""Exceptions for faulty calls, problem codes for faulty data.

    SelonError
    ├── UsageError        a faulty call: wrong option, unknown id          exit 2
    └── InputError        nothing could be read at all                     exit 1
        └── PackError     a language table is broken (a fault of ours or of the user's own table)

Faults in the data are ``model.Problem`` values; their codes are listed in ``PROBLEMS`` and in docs/problems.md.
"""

from types import MappingProxyType


class SelonError(Exception):
    """Base of everything selon raises on purpose; its text is meant for the user."""


class UsageError(SelonError):
    """The call is wrong; nothing was done."""


class InputError(SelonError):
    """No input could be read."""


class PackError(InputError):
    """A language table breaks its own rules."""


PROBLEMS = MappingProxyType(
    {
        "empty": "the file holds no text",
        "binary": "the file is not text",
        "encoding": "the encoding was deduced, or some bytes could not be decoded",
        "unreadable": "the file could not be opened",
        "format": "the format is not read; the message says how to convert",
        "json": "a line of a JSONL file is not a document",
        "too_large": "the file is larger than the limit and was left out",
        "duplicate": "the same article, outlet and day was given twice; it is read once",
        "language": "the language has no pack; the document is read with the default one",
        "metadata": "a row of index.csv or --meta could not be used",
        "date": "a publication date could not be read",
        "failed": "selon itself broke on the document, which is left out; please report it",
        "stale": "the extracted folder was read by another version of selon or its tables; extract it again",
        "headline": "the headline says more than the body about who denies what",
    }
)
