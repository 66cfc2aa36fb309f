"""Documents → readings in one process: each language is prepared once, the user's own tables are added."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from selon.engine.spacy_model import load_pipeline, with_pipeline
from selon.model import Document, Problem, Reading
from selon.packs import House, house_tables, load_pack, with_house_tables
from selon.pipeline import Toolkit, prepare, read_document
from selon.read.files import TABLES


def house_of(paths: Sequence[str]) -> House:
    """The tables in the folders ``tables/`` beside or under what the user gave."""
    folders = dict.fromkeys(Path(p) if Path(p).is_dir() else Path(p).parent for p in paths if p != "-")
    return house_tables([folder / TABLES for folder in folders])


class Reader:
    """Reads documents, preparing each language at its first document."""

    def __init__(self, house: House = (), model: str = "") -> None:
        """``model``: a spaCy pipeline that tags instead of our weights.  Raises UsageError when it cannot be loaded."""
        self.world = with_house_tables(load_pack("world"), house)
        self._model = model and load_pipeline(model) and model
        self._kits: dict[str, Toolkit] = {}

    def kit(self, language: str) -> Toolkit:
        """What reading a language takes, prepared at the first call."""
        if language not in self._kits:
            self._kits[language] = with_pipeline(prepare(load_pack(language), self.world), self._model)
        return self._kits[language]

    def read(self, document: Document) -> Reading:
        """The reading of one document, in its own language."""
        return read_document(document, self.kit(document.language))

    def try_read(self, document: Document) -> Reading | Problem:
        """The reading, or the problem «failed»: one document on which selon breaks must not cost the others."""
        try:
            return self.read(document)
        except Exception as error:
            message = f"selon broke on this document, which is left out; please report it: {error!r}"
            return Problem("failed", message, document.path, document.line)


@lru_cache(maxsize=1)
def own_reader(house: House, model: str = "") -> Reader:
    """The reader of this process: in a pool, each process prepares its own once, whoever sends it work."""
    return Reader(house, model)
