"""Reading: every format, and a clear message with the place for every kind of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.errors import UsageError
from selon.model import Document, Problem
from selon.read.decode import LIMIT
from selon.read.files import read_paths

TEXT = "La ministre a reçu l'émissaire lundi. Les pourparlers continuent, a-t-elle déclaré à la presse."


def read(*paths: Path | str, meta: str = "") -> tuple[list[Document], list[Problem]]:
    items = list(read_paths([str(p) for p in paths], meta))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def codes(problems: list[Problem]) -> list[str]:
    return [p.code for p in problems]


def test_raw_is_the_text_as_received(tmp_path: Path) -> None:
    """Carriage returns, no-break spaces, combining marks and astral characters all stay."""
    raw = "Un\u00a0canal «\u202fdiscret\u202f»\r\nCafe\u0301 \U0001f54a\r\n" + TEXT
    (tmp_path / "a.txt").write_bytes(raw.encode())
    documents, problems = read(tmp_path / "a.txt")
    assert [d.raw for d in documents] == [raw]
    assert not problems


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        ("huge.txt", b"a " * (LIMIT // 2 + 1), "too_large"),
        ("old.doc", b"whatever", "format"),
        ("broken.docx", b"PK not a zip", "format"),
        ("broken.pdf", b"%PDF-1.4 broken", "format"),
        ("mark.txt", b"\xff\xfe\x00", "encoding"),
    ],
)
def test_bad_files_are_said_and_the_rest_is_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """One bad file gives one problem with its path; its neighbours are read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    documents, problems = read(tmp_path)
    assert [d.doc_id for d in documents] == ["good"]
    assert codes(problems) == [code]
    assert problems[0].path == str(tmp_path / name)


def test_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    """Windows-1252 is read, with a problem that names the encoding that was deduced."""
    (tmp_path / "a.txt").write_bytes(("« Discret », a dit l'émissaire à Genève. " + TEXT).encode("cp1252"))
    documents, problems = read(tmp_path / "a.txt")
    assert "émissaire à Genève" in documents[0].raw
    assert codes(problems) == ["encoding"]


def test_utf16_with_its_mark(tmp_path: Path) -> None:
    """A byte-order mark decides, and is no part of the text."""
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    assert [d.raw for d in read(tmp_path)[0]] == [TEXT]


def test_jsonl_lines_stand_alone(tmp_path: Path) -> None:
    """A broken line is said with its number; the lines around it are read."""
    good = {"doc_id": "x1", "text": TEXT, "outlet": "La Gazette", "date": "2031-05-07", "lang": "fr"}
    lines = [
        json.dumps(good),
        "{broken",
        json.dumps({"doc_id": "x2"}),
        json.dumps({**good, "doc_id": "x3", "date": "mai"}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    documents, problems = read(path)
    assert [(d.doc_id, d.published, d.published_basis, d.path) for d in documents] == [
        ("x1", "2031-05-07", "metadata", f"{path}:1"),
        ("x3", None, "", f"{path}:4"),
    ]
    assert [(p.code, p.line) for p in problems] == [("json", 2), ("json", 3), ("date", 4)]


def test_jsonl_in_another_encoding_is_said(tmp_path: Path) -> None:
    """A line that is not UTF-8 is left out and said; a mark at the head of the file does no harm."""
    good = json.dumps({"doc_id": "x1", "text": TEXT, "lang": "fr"}).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + good + b"\n" + '{"text": "caf\xe9"}'.encode("cp1252"))
    documents, problems = read(tmp_path / "a.jsonl")
    assert [d.doc_id for d in documents] == ["x1"]
    assert [(p.code, p.line) for p in problems] == [("encoding", 2)]


def test_index_gives_what_the_text_does_not_say(tmp_path: Path) -> None:
    """Outlet, date and basis come from index.csv beside the file; a bad row is said, the others count."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name} {TEXT}", encoding="utf-8")
    (tmp_path / "index.csv").write_text(
        "path,outlet,published,basis\na.txt,La Gazette,2031-05,deduced\nb.txt,,le 3 mai,\nc.txt,X,,\n", encoding="utf-8"
    )
    documents, problems = read(tmp_path)
    assert [(d.outlet, d.published, d.published_basis) for d in documents] == [
        ("La Gazette", "2031-05", "deduced"),
        ("", None, ""),
    ]
    assert [(p.code, p.line) for p in problems] == [("date", 3), ("metadata", 4)]


def test_the_same_article_twice_is_read_once(tmp_path: Path) -> None:
    """Same text, outlet and day: a duplicate, said.  Another outlet: another document."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "index.csv").write_text("path,outlet\nc.txt,La Gazette\n", encoding="utf-8")
    documents, problems = read(tmp_path)
    assert [d.doc_id for d in documents] == ["a", "c"]
    assert codes(problems) == ["duplicate"]


def test_layers_keep_what_is_given_twice(tmp_path: Path) -> None:
    """A pipeline gets an answer for every document that it sends, also for one sent twice."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"doc_id": n, "text": TEXT, "lang": "fr"}) for n in "xy"))
    assert [d.doc_id for d in read_paths([str(tmp_path)], once=False) if isinstance(d, Document)] == ["x", "y"]


def test_web_pages_give_their_main_text(tmp_path: Path) -> None:
    """The menu goes, the article stays; outlet and date come from the page's metadata, never from the body."""
    body = "".join(f"<p>Le {d} mars 1999, {TEXT} Ce paragraphe porte le numéro {d}.</p>" for d in range(1, 7))
    html = (
        '<html lang="fr"><head><title>Un canal</title><meta property="og:site_name" content="La Gazette">'
        '<meta property="article:published_time" content="2031-05-07T08:00:00Z"></head>'
        f"<body><nav><a href='/x'>Accueil</a></nav><article><h1>Un canal</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (document,), problems = read(tmp_path)
    assert "numéro 6" in document.raw and "Accueil" not in document.raw
    assert (document.outlet, document.published, document.published_basis) == ("La Gazette", "2031-05-07", "metadata")
    assert document.extractor.startswith("trafilatura")
    assert not problems


def test_mail_gives_its_body_date_and_subject(tmp_path: Path) -> None:
    """A saved message is an article with the date of its header."""
    mail = (
        f"Date: Wed, 07 May 2031 10:00:00 +0200\nSubject: Un canal\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}"
    )
    (tmp_path / "a.eml").write_bytes(mail.encode())
    (document,), _ = read(tmp_path)
    assert (document.title, document.published, document.published_basis) == ("Un canal", "2031-05-07", "header")
    assert document.raw.strip() == TEXT


def test_unknown_languages_are_said(tmp_path: Path) -> None:
    """A text in a language without a pack is read, with a warning not to expect much."""
    (tmp_path / "a.txt").write_text(
        "Die Gespräche wurden am Montag in der Hauptstadt fortgesetzt, sagte die Sprecherin."
    )
    (document,), problems = read(tmp_path)
    assert document.language == "fr"
    assert codes(problems) == ["language"]


def test_a_path_that_does_not_exist_is_a_faulty_call() -> None:
    """Nothing is read: the caller is told."""
    with pytest.raises(UsageError, match="nowhere"):
        read("nowhere.txt")
