"""``selon doctor``: can this installation read what it should?"""

import importlib.util
import platform

import click

from selon import __version__
from selon.errors import SelonError
from selon.model import Document
from selon.packs import LANGUAGES, load_pack
from selon.pipeline import prepare, read_document

_EXTRAS = {"trafilatura": "web pages (.html): pip install 'selon[html]'",
           "pypdf": "PDF: pip install 'selon[office]'",
           "docx": "DOCX: pip install 'selon[office]'",
           "ray": "clusters (extract --engine ray): pip install 'selon[ray]'",
           "spacy": "a tagger of your own (--model): pip install 'selon[spacy]'"}  # fmt: skip

_PROBE = {"fr": "« Nous parlons », a déclaré la ministre.", "en": "“We are talking,” the minister said."}


@click.command()
def doctor() -> None:
    """Check the language packs, their weights and the optional readers; exit 1 if something needed is broken."""
    click.echo(f"selon {__version__}, Python {platform.python_version()}")
    works = [_check(code) for code in LANGUAGES]
    for module, what in _EXTRAS.items():
        click.echo(f"  {'ok' if importlib.util.find_spec(module) else 'not installed'}: {what}")
    if not all(works):
        raise SystemExit(1)


def _check(code: str) -> bool:
    try:
        pack = load_pack(code)
        reading = read_document(Document("d", "d", _PROBE[code], language=code), prepare(pack, load_pack("world")))
    except SelonError as error:
        click.echo(f"  {code}: broken: {error}")
        return False
    works = len(reading.attributions) == 1
    rows, size = sum(map(len, pack.tables.values())), sum(map(len, pack.weights.values())) / 1e6
    state = "ok" if works else "reads nothing in a plain sentence"
    click.echo(f"  {code}: {state}; {len(pack.tables)} tables, {rows} rows; weights {size:.1f} MB")
    return works
