"""Time expressions: case files, the anchor, offsets; measured on FR-TimeBank and the seeds."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from selon.errors import PackError
from selon.lang.pack import LanguagePack, parse_table
from selon.model import Article, Document, TimeRef
from selon.packs import load_pack
from selon.text.dates import READERS, find_times
from selon.text.layout import LayoutRules, TaggerLike, lay_out, layout_rules, with_head_date
from selon.text.tagger import load_tagger
from selon.text.time_case import count_of
from selon.text.time_rules import TimeRules, time_rules
from tests.casefiles import Case, read_cases

SHARED = Path(__file__).parents[1].parent / "shared"
CASES = read_cases(
    "fr/times-calendar", "fr/times-relative", "fr/times-spans-and-traps", "fr/times-rules", "en/times", "en/times-rules"
)


@dataclass(frozen=True)
class Kit:
    layout: LayoutRules
    tagger: TaggerLike
    rules: TimeRules


@cache
def kit(language: str) -> Kit:
    pack = load_pack(language)
    return Kit(layout_rules(pack, load_pack("world")), load_tagger(pack), time_rules(pack))


def article(text: str, day: str | None, language: str = "fr") -> Article:
    document = Document("d", "d", text, language=language, published=day, published_basis="user" if day else "")
    tools = kit(language)
    return lay_out(with_head_date(document, tools.layout), tools.layout, tools.tagger)


def times(text: str, day: str | None, language: str = "fr") -> tuple[TimeRef, ...]:
    return find_times(article(text, day, language), kit(language).rules)


def field(ref: TimeRef, name: str) -> str:
    value = getattr(ref, name)
    return ",".join(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_case(case: Case) -> None:
    found = times(case.text, case.settings.get("date"), case.language)
    assert [t.text for t in found] == [e["text"] for e in case.expected]
    for ref, wanted in zip(found, case.expected, strict=True):
        plain = {"mod": "", "freq": "", "alternatives": ""} | wanted
        assert {name: field(ref, name) for name in plain} == plain
        assert ref.reason.startswith(f"{case.language}/times.tsv:")


def test_without_an_anchor_the_date_stays_open() -> None:
    (ref,) = times("« Nous avons parlé hier », disait-il.", None)
    assert (ref.value, ref.lo, ref.hi, ref.edtf) == ("XXXX-XX-XX", "", "", "")


def test_offsets_hold_with_astral_and_combining_marks() -> None:
    text = "😀 L’été dernier\u00a0— rien n’a filtre\u0301 jusqu’à aujourd’hui.\r\nLe 3\u00a0mars 2031, tout a changé."
    found = times(text, "2031-05-07")
    assert [t.text for t in found] == ["L’été dernier", "aujourd’hui", "Le 3\u00a0mars 2031"]
    assert all(text[t.start : t.end] == t.text for t in found)


def test_a_stamp_at_the_head_is_a_date_too() -> None:
    text = "Un canal discret\n\n2031-05-07 09:15:00\n\nLes envoyés se sont parlé hier."
    assert [t.value for t in times(text, None)] == ["2031-05-07T09:15", "2031-05-06"]


def test_no_overlap_and_in_order() -> None:
    text = "Du lundi 3 au mercredi 5 mars 2031, puis dans la nuit du 6 au 7 mars, vers 2 h, et chaque lundi matin."
    found = times(text, "2031-05-07")
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_numbers_in_words() -> None:
    words = {"quatre-vingt-dix-sept": 97, "vingt et un": 21, "deux mille trois cents": 2300, "1 500": 1500, "1,5": 1.5}
    assert {w: count_of(w, kit("fr").rules) for w in words} == words
    assert count_of("twenty-five", kit("en").rules) == 25


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_has_a_reader(language: str) -> None:
    assert {rule.kind for rule in kit(language).rules.rules} <= READERS.keys()


def test_a_broken_pattern_names_its_row() -> None:
    rows = parse_table("name\tkind\tpattern\tsettings\tbefore\tafter\nx\tdate\t(\t\t\t", "fr/times")
    with pytest.raises(PackError, match=r"fr/times\.tsv:2"):
        time_rules(LanguagePack("fr", {"times": rows}))


def _score(gold: Path, tmp_path: Path) -> dict[str, float]:
    lines = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        found = times(doc["text"], doc["date"])
        refs = [{"start": t.start, "end": t.end, "value": t.value} for t in found]
        lines.append(json.dumps({"doc_id": doc["doc_id"], "times": refs}))
    predicted = tmp_path / "times.jsonl"
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score_times.py"), str(gold), str(predicted)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(out.splitlines()[-1]))


@pytest.mark.skipif(not (SHARED / "data" / "fr-timebank-a").is_dir(), reason="../shared is not here")
def test_french_timebank_half_a(tmp_path: Path) -> None:
    """The bar is F1 0.90 and 82 % of the values (HeidelTime on the whole corpus: 72.5 %)."""
    command = [sys.executable, str(SHARED / "tools" / "timebank_to_jsonl.py"), str(SHARED / "data" / "fr-timebank-a")]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout, encoding="utf-8")
    score = _score(gold, tmp_path)
    assert score["f"] >= 0.90, score
    assert score["value"] >= 0.82, score


@pytest.mark.skipif(not (SHARED / "gold" / "seeds-dates.json").is_file(), reason="../shared is not here")
def test_dates_of_the_seeds() -> None:
    """At least 24 of the 25 points, and no trap fires."""
    gold = json.loads((SHARED / "gold" / "seeds-dates.json").read_text(encoding="utf-8"))
    days = {"000": "2023-07", "001": "2022-11-08", "002": "2025-12-03", "003": "2023-07-28", "004": "2023-07-07"}
    right = fired = 0
    for name in sorted({g["document"] for g in gold}):
        text = (SHARED / "seeds" / name).read_bytes().decode("utf-8")
        found = times(text, days[name[:3]])
        for wanted in (g for g in gold if g["document"] == name):
            hits = [t for t in found if t.start < wanted["end"] and wanted["start"] < t.end]
            fired += wanted["class"].startswith("trap") and bool(hits)
            right += wanted["class"] == "point" and any(t.value in wanted["values"] for t in hits)
    assert fired == 0
    assert right >= 24
