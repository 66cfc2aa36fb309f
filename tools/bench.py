"""Speed of each stage on one core: documents/s, words/s, and how many times the cost of tokenising the same text.

    python tools/bench.py [PATH] [-n DOCUMENTS]

PATH is anything that selon reads, or a .jsonl.gz; by default ../shared/data/orangesum.jsonl.gz where it is at hand,
else the examples, repeated.  Times are CPU seconds of this process, the better of two rounds a document, so that other
work on the machine changes little; start-up (tables and weights) stands apart.  Peers run where they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import Any

from selon.find.actors import find_actors
from selon.find.attribution import find_attributions
from selon.find.chain import find_chains
from selon.find.citations import press_in
from selon.find.claims import find_claims
from selon.find.diplomacy import find_diplomacy
from selon.find.meaning import settle_attributions
from selon.model import Document, Scene
from selon.packs import LANGUAGES, load_pack
from selon.pipeline import Toolkit, prepare, read_attributions, read_document
from selon.read.files import read_paths
from selon.read.jsonl import read_jsonl
from selon.text.dates import find_times
from selon.text.layout import NoTagger, lay_out
from selon.text.tokens import tokenise

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "data" / "orangesum.jsonl.gz"
PEER_DOCUMENTS = 20  # peers are slow: a part of the articles is enough
_WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", default=str(CORPUS if CORPUS.is_file() else ROOT / "examples"))
    parser.add_argument("-n", type=int, default=200, help="documents (repeated if there are fewer; default 200)")
    args = parser.parse_args()
    documents = load(args.path, args.n)
    words = sum(len(_WORD.findall(d.raw)) for d in documents)
    print(f"{args.path}: {len(documents)} documents, {words:,} words, {words / len(documents):.0f} a document")
    begun = process_time()
    world = load_pack("world")
    kits = {language: prepare(load_pack(language), world) for language in sorted({d.language for d in documents})}
    print(f"start-up ({', '.join(kits)}): {process_time() - begun:.2f} s\n")
    totals: dict[str, float] = {}
    for document in documents:
        for name, seconds in stages(document, kits[document.language]).items():
            totals[name] = totals.get(name, 0.0) + seconds
    base = totals["tokenise"]
    print(f"{'stage':<34}{'documents/s':>12}{'words/s':>12}{'x tokenise':>12}")
    for name, seconds in totals.items():
        row(name, len(documents), words, seconds, base)
    print()
    peers(documents[:PEER_DOCUMENTS], base / words)


def load(path: str, count: int) -> list[Document]:
    """The first ``count`` documents, repeated if there are fewer."""
    if path.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            found = list(islice(only_documents(read_jsonl(handle, path)), count))
        found = [replace(d, language=d.language if d.language in LANGUAGES else LANGUAGES[0]) for d in found]
    else:
        found = list(islice(only_documents(read_paths([path])), count))
    if not found:
        sys.exit(f"{path}: no document")
    return list(islice(cycle(found), count))


def only_documents(items: Iterable[Any]) -> Iterator[Document]:
    return (item for item in items if isinstance(item, Document))


def timed(stage: Callable[[], Any]) -> tuple[Any, float]:
    """What the stage gives, and the shorter of two runs in CPU seconds."""
    times = []
    for _ in range(2):
        begun = process_time()
        result = stage()
        times.append(process_time() - begun)
    return result, min(times)


def stages(document: Document, kit: Toolkit) -> dict[str, float]:
    """CPU seconds of each stage on one document, in the order of the pipeline."""
    spent = {}
    _, spent["tokenise"] = timed(lambda: tokenise(document.raw, 0, len(document.raw), document.language))
    _, spent["layout"] = timed(lambda: lay_out(document, kit.layout, NoTagger()))
    article, spent["tags and names"] = timed(lambda: lay_out(document, kit.layout, kit.tagger))
    spent["tags and names"] -= spent["layout"]
    times, spent["times"] = timed(lambda: find_times(article, kit.times))
    (actors, mentions), spent["actors"] = timed(lambda: find_actors(article, kit.actors))
    (found, _), spent["attributions"] = timed(lambda: find_attributions(article, kit.attributions))
    attributions, spent["attributions: act, source"] = timed(
        lambda: settle_attributions(article, found, actors, mentions, kit.meaning)
    )
    chains, spent["chains"] = timed(
        lambda: find_chains(article, attributions, press_in(actors, mentions), kit.meaning.citations)[0]
    )
    scene = Scene(article, times, actors, mentions, attributions, chains)
    claims, spent["claims"] = timed(lambda: find_claims(scene))
    _, spent["diplomacy"] = timed(lambda: find_diplomacy(replace(scene, claims=claims), kit.diplomacy))
    _, spent["ATTRIBUTION LAYER, all it takes"] = timed(lambda: read_attributions(document, kit))
    _, spent["WHOLE READ"] = timed(lambda: read_document(document, kit))
    return spent


def row(name: str, documents: int, words: int, seconds: float, base: float) -> None:
    seconds = max(seconds, 1e-9)
    print(f"{name:<34}{documents / seconds:12,.1f}{words / seconds:12,.0f}{seconds / base:12.1f}")


def peers(documents: list[Document], tokenise_a_word: float) -> None:
    """The same texts through other libraries, where they are installed."""
    words = sum(len(_WORD.findall(d.raw)) for d in documents)
    for name, run in (("dateparser", dateparser_search), ("spacy", spacy_tokenise), ("textacy", textacy_quotes)):
        if importlib.util.find_spec(name) is None:
            print(f"{name}: not installed, left out")
            continue
        try:
            label, read = run()
        except (ImportError, OSError, ValueError) as error:
            print(f"{name}: cannot be run here ({str(error).splitlines()[0]})")
            continue
        begun = process_time()
        for document in documents:
            read(document)
        row(label, len(documents), words, process_time() - begun, tokenise_a_word * words)


def dateparser_search() -> tuple[str, Callable[[Document], Any]]:
    from dateparser.search import search_dates

    return "dateparser search (times)", lambda d: search_dates(d.raw, languages=[d.language])


def spacy_tokenise() -> tuple[str, Callable[[Document], Any]]:
    import spacy

    blank = {language: spacy.blank(language) for language in LANGUAGES}
    return "spaCy blank (tokenise)", lambda d: blank[d.language](d.raw)


def textacy_quotes() -> tuple[str, Callable[[Document], Any]]:
    import spacy
    from textacy.extract import direct_quotations

    model = spacy.load("fr_core_news_sm")
    return "textacy direct quotations (fr)", lambda d: list(direct_quotations(model(d.raw)))


if __name__ == "__main__":
    main()
