"""One frozen set of options for the core; the shell fills it from flags."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a run can be told.  Days are ISO 8601 or "" for none.

    ``language`` is the language of labels and sentences in the dossier; ``pack`` forces the language of the texts.
    ``about`` keeps what concerns an actor whose name holds this text; ``since``/``until`` bound events;
    ``as_of`` leaves out documents published later; ``model`` names a spaCy pipeline that tags the texts.
    """

    language: str = "fr"
    pack: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    model: str = ""
