"""The dossier as the reader gets it: HTML that asks for nothing, facts that lead to their quotes, tables, Markdown."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from selon.cli import cli
from selon.cli.common import answer
from selon.dossier import Dossier
from selon.errors import InputError, UsageError
from selon.export import tables

VIEWS = ("claims", "meetings", "channels", "sources", "denials", "positions", "proposals", "timeline", "actors")
EXAMPLES = Path(__file__).parent.parent / "examples"


def selon(*arguments: str, code: int = 0, stdin: bytes = b"") -> str:
    """The standard output of the command, run in this process; ``code`` is the exit status expected."""
    done = CliRunner().invoke(cli, arguments, input=stdin)
    status = {UsageError: 2, InputError: 1}.get(type(done.exception), done.exit_code)  # type: ignore[arg-type]
    assert status == code, (done.output, done.exception)
    return done.stdout


@pytest.mark.parametrize(("arguments", "code"), [(("--version",), 0), (("report", "nowhere"), 2), (("claims",), 2)])
def test_exit_codes_of_the_real_command(arguments: tuple[str, ...], code: int) -> None:
    """0 ok, 1 error, 2 usage; the message goes to stderr."""
    done = subprocess.run([sys.executable, "-m", "selon", *arguments], capture_output=True, check=False)
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("out") / "dossier.html"
    selon("report", str(EXAMPLES), "-o", str(target))
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    target = tmp_path_factory.mktemp("out") / "x.json"
    selon("report", str(EXAMPLES), "-o", str(target))
    return json.loads(target.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                assert value not in self.ids, f"id {value} twice"
                self.ids.add(value)
            if name == "href" and value:
                (self.hrefs if value.startswith("#") else self.outside).append(value)
            if name in ("src", "srcset", "action", "data", "poster", "xlink:href"):
                self.outside.append(f"{name}={value}")


def test_the_page_asks_for_nothing(page: str) -> None:
    """No address outside the page, and a policy that would refuse one."""
    links = _Links()
    links.feed(page)
    assert not links.outside
    assert "default-src 'none'" in html.unescape(page)
    assert not re.search(r"url\(|@import|https?://", page)


def test_the_policy_names_the_style_and_the_script(page: str) -> None:
    """The digests are those of what the page holds; else a browser would show it bare."""
    for tag in ("style", "script"):
        match = re.search(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert match
        digest = base64.b64encode(hashlib.sha256(match[1].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in html.unescape(page)


def test_every_fact_leads_somewhere(page: str) -> None:
    """Each link of the page has its target in the page, and there are many."""
    links = _Links()
    links.feed(page)
    assert len(links.hrefs) > 100
    assert not [h for h in links.hrefs if h[1:] not in links.ids]


def test_quotes_only_holds_no_article(tmp_path: Path, page: str) -> None:
    """A dossier to forward quotes; it does not reprint: sentences that nothing quotes are gone."""
    target = tmp_path / "q.html"
    selon("report", str(EXAMPLES), "-o", str(target), "--quotes-only")
    text = target.read_text(encoding="utf-8")
    unquoted = "vendanges s'annoncent tardives"
    assert unquoted in html.unescape(page)
    assert unquoted not in html.unescape(text)
    assert 'class="raw"' not in text


def test_the_contract_of_the_report(report: dict[str, list[dict[str, object]]]) -> None:
    """Every list is there; every entry but documents, actors and problems has an id and evidence."""
    lists = ("documents", "actors", "claims", "meetings", "channels", "positions", "proposals", "denials", "origins",
             "contradictions", "timeline", "problems")  # fmt: skip
    assert list(report) == ["schema", *lists]
    for name in lists[2:-1]:
        assert report[name], name
        for entry in report[name]:
            assert entry["id"] and entry["evidence"], (name, entry)


def test_every_quote_is_its_span(report: dict[str, list[dict[str, object]]]) -> None:
    """raw[start:end] is the quote, in every list, and no quote is longer than a sentence may be."""
    raw = {d["id"]: Path(str(d["path"])).read_bytes().decode() for d in report["documents"]}
    count = 0
    for entries in list(report.values())[2:]:
        for evidence in _evidence(entries):
            count += 1
            start, end, quote = evidence["start"], evidence["end"], evidence["quote"]
            assert isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)
            assert raw[evidence["document"]][start:end] == quote
            assert len(quote) <= 600
    assert count > 200


def _evidence(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [e for item in value for e in _evidence(item)]
    if isinstance(value, dict):
        if "quote" in value and "document" in value:
            return [value]
        return [e for item in value.values() for e in _evidence(item)]
    return []


def test_names_are_names(report: dict[str, list[dict[str, object]]]) -> None:
    """No participant or party is a sentence."""
    names = [p["name"] for r in (*report["meetings"], *report["channels"]) for p in r["participants"]]  # type: ignore[attr-defined]
    assert names and all(0 < len(str(n)) <= 60 for n in names)


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    """Same files, another order, a second run: the same bytes."""
    files = sorted(str(p) for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".md"))
    outputs = []
    for number, order in enumerate((files, files[::-1], files)):
        target = tmp_path / f"{number}.json"
        selon("report", *order, "-o", str(target))
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return answer((str(EXAMPLES),), "", {"language": "en"})


@pytest.mark.parametrize("view", VIEWS)
def test_views_have_a_row_an_entry(view: str, dossier: Dossier, report: dict[str, list[dict[str, object]]]) -> None:
    """Each table has a row an entry of the report, every row as many cells as the header."""
    header, rows = tables.table(dossier.ledger, view, dossier.words)
    assert len(rows) == len(report[{"sources": "origins"}.get(view, view)])
    assert all(len(row) == len(header) for row in rows)


def test_views_as_tsv_csv_and_json(report: dict[str, list[dict[str, object]]]) -> None:
    """Piped, a table is TSV; --csv and --json give the other forms."""
    tsv = selon("meetings", str(EXAMPLES)).splitlines()
    assert len(tsv) == len(report["meetings"]) + 1
    assert all(line.count("\t") == tsv[0].count("\t") for line in tsv)
    assert selon("meetings", str(EXAMPLES), "--csv").splitlines()[0] == tsv[0].replace("\t", ",")
    assert json.loads(selon("meetings", str(EXAMPLES), "--json")) == report["meetings"]


def test_show_gives_quote_chain_and_reason(report: dict[str, list[dict[str, object]]]) -> None:
    """An item shows its quote marked in context, and with --explain the rule that found it."""
    id_ = str(report["meetings"][0]["id"])
    quote = report["meetings"][0]["evidence"][0]["quote"]  # type: ignore[index]
    plain = selon("show", id_, str(EXAMPLES))
    assert "⟦" + " ".join(str(quote).split()) + "⟧" in plain
    assert "reason:" not in plain
    assert "reason:" in selon("show", id_, str(EXAMPLES), "--explain")


def test_faulty_calls_exit_with_2() -> None:
    """A wrong option, an unknown id or a missing path is a faulty call."""
    selon("report", "nowhere", code=2)
    selon("show", "m-zzz", str(EXAMPLES), code=2)
    selon("meetings", str(EXAMPLES), "--since", "hier", code=2)
    selon("report", str(EXAMPLES), "-o", "dossier.docx", code=2)


def test_nothing_readable_exits_with_1(tmp_path: Path) -> None:
    """Nothing could be read: exit 1, and no empty dossier is left behind."""
    (tmp_path / "a.txt").write_text("")
    selon("report", str(tmp_path), "-o", str(tmp_path / "x.html"), code=1)
    assert not (tmp_path / "x.html").exists()


def test_attributions_keep_the_ids_and_the_order(tmp_path: Path) -> None:
    """JSONL in, JSONL out: one object a document, offsets in the text that was given."""
    text = "« Nous parlons », a déclaré la ministre."
    lines = [json.dumps({"doc_id": f"x{n}", "text": text + f" Document {n}.", "lang": "fr"}) for n in range(3)]
    out = [
        json.loads(line) for line in selon("attributions", "-", "--jsonl", stdin="\n".join(lines).encode()).splitlines()
    ]
    assert [o["doc_id"] for o in out] == ["x0", "x1", "x2"]
    (found,) = out[0]["attributions"]
    assert [text[s:e] for s, e in found["source"]] == ["la ministre"]
    assert [text[s:e] for s, e in found["content"]] == ["« Nous parlons »"]


def test_about_keeps_what_concerns_an_actor() -> None:
    """--about NAME leaves the meetings of that actor only."""
    everything = json.loads(selon("meetings", str(EXAMPLES), "--json"))
    hers = json.loads(selon("meetings", str(EXAMPLES), "--json", "--about", "Mirela Sond"))
    assert 0 < len(hers) < len(everything)
    assert all(any("Sond" in p["name"] for p in m["participants"]) for m in hers)


def test_as_of_leaves_out_later_articles() -> None:
    """--as-of DAY: what was published later is not known yet."""
    documents = {c["evidence"][0]["document"] for c in json.loads(selon("claims", str(EXAMPLES), "--json"))}
    early = {
        c["evidence"][0]["document"]
        for c in json.loads(selon("claims", str(EXAMPLES), "--json", "--as-of", "2031-05-14"))
    }
    assert early < documents


@pytest.mark.parametrize("language", ["fr", "en"])
def test_markdown_and_terminal_in_both_languages(language: str, tmp_path: Path) -> None:
    """Every footnote that is cited is given; the terminal prints addresses."""
    target = tmp_path / "x.md"
    selon("report", str(EXAMPLES), "-o", str(target), "--lang", language)
    text = target.read_text(encoding="utf-8")
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert cited and cited == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert re.search(r"02-courrier-de-lorme:\d+-\d+", selon("report", str(EXAMPLES), "--lang", language))


def test_plover_keeps_status_and_denials(report: dict[str, list[dict[str, object]]]) -> None:
    """A meeting leaves as an event with its status, chain and spans; a planned one is no CONSULT."""
    events = [json.loads(line) for line in selon("export", "plover", str(EXAMPLES)).splitlines()]
    by_id = {e["id"]: e for e in events}
    for meeting in report["meetings"]:
        event = by_id[meeting["id"]]
        assert event["x_selon"]["status"] == meeting["status"]
        assert event["x_selon"]["spans"]
        assert (event["event"] == "CONSULT") == (meeting["modality"] in ("happened", "ongoing", "hypothetical"))
    assert {e["event"] for e in events} > {"CONSULT"}
