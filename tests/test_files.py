"""Reports from files: every format and encoding, and each kind of bad file named while the rest is read."""

from __future__ import annotations

import codecs
import contextlib
import csv
import datetime as dt
import json
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from needs import needed

from casualties.errors import CasualtiesWarning, InputTypeError, ReportError
from casualties.files import Failure, Reports, read_reports
from casualties.formats import decode, split_front_matter
from casualties.show.position import Origin

TEXT = "Drei Tote: “three dead” in Tamra.\nMore tomorrow.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """An empty working folder, so that paths in messages are short."""
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def failing(paths) -> tuple[Reports, list[str]]:
    """What is read beside what fails; every failure is also a warning."""
    with pytest.warns(CasualtiesWarning) as caught:
        reports = read_reports(paths)
    assert [str(f) for f in reports.failures] == [str(w.message) for w in caught]
    return reports, [str(f) for f in reports.failures]


ENCODINGS = [
    TEXT.encode(),
    codecs.BOM_UTF8 + TEXT.encode(),
    codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    TEXT.replace("\n", "\r\n").encode(),
    TEXT.replace("\n", "\r").encode(),
]


@pytest.mark.parametrize("content", ENCODINGS, ids=["utf-8", "utf-8-mark", "16-le", "16-be", "32-le", "crlf", "cr"])
def test_a_text_is_read_in_its_encoding(content):
    report = read_reports(write("toll.txt", content))[0]
    assert report.text == TEXT
    assert report.report_id == "toll"


NOT_TEXT = [
    (TEXT.encode("latin-1", "replace").replace(b"?", b"\xe9"), "toll.txt: not UTF-8 text (byte 0xe9 at offset"),
    (TEXT.encode("utf-16-le")[2:40:1], "toll.txt: "),
    ("plain".encode("utf-16-le"), "toll.txt: holds zero bytes"),
    (codecs.BOM_UTF16_LE + b"a", "toll.txt: not UTF-16-LE text"),
    (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "toll.txt: not UTF-8 text"),
]


@pytest.mark.parametrize(("content", "said"), NOT_TEXT)
def test_a_file_that_is_not_text_says_so(content, said):
    with pytest.raises(ReportError) as caught:
        read_reports(write("toll.txt", content))
    assert str(caught.value).startswith(said)
    assert "UTF-8" in str(caught.value)


BLOCK = """\
---
title: "Toll: 3 dead"
published: 2019-05-03
Publisher : The Quay

report_id: quay-7
---
Three died.
---
Not a block.
"""


def test_front_matter_is_read_and_the_text_is_what_follows():
    reports = read_reports(write("toll.txt", BLOCK))
    report = reports[0]
    assert (report.title, report.published, report.publisher) == ("Toll: 3 dead", dt.date(2019, 5, 3), "The Quay")
    assert report.report_id == "quay-7"
    assert report.text == "Three died.\n---\nNot a block.\n"
    assert reports.origins == (Origin("toll.txt", 8),)


WITHOUT_BLOCK = [
    "Three died.",
    "---\nThree died.\n---\n",
    "---",
    "--- published: 2019-05-03\n",
    "\n---\ntitle: x\n---\n",
]


@pytest.mark.parametrize("text", WITHOUT_BLOCK)
def test_other_texts_are_all_text(text):
    reports = read_reports(write("toll.txt", text))
    assert (reports[0].text, reports[0].published, reports.origins[0].first_line) == (text, None, 1)


def test_empty_values_are_unknown():
    report = read_reports(write("toll.txt", "---\ntitle:\npublished:\nreport_id: ''\n---\nThree died."))[0]
    assert (report.title, report.published, report.report_id) == (None, None, "toll")


BAD_BLOCKS = [
    ("---\nauthor: A. Smith\n---\nText", "line 2: unknown front matter 'author'; expected title, published, publisher"),
    ("---\ntitle: x\nand more\n---\nText", "line 3: unknown front matter 'and more'"),
    ("---\ntitle: x\ntitle: y\n---\nText", "line 3: 'title' stands twice"),
    ("---\ntitle: x\n", "is not closed"),
    ("---\npublished: 3 May 2019\n---\nText", "published: '3 May 2019' is not a date. Write it as YYYY-MM-DD"),
]


@pytest.mark.parametrize(("text", "said"), BAD_BLOCKS)
def test_bad_front_matter_says_where_and_what(text, said):
    with pytest.raises(ReportError) as caught:
        read_reports(write("toll.txt", text))
    assert str(caught.value).startswith("toll.txt: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", " \n\n", "---\ntitle: x\n---\n"])
def test_a_file_without_text_is_an_empty_report_and_says_so(text):
    with pytest.warns(CasualtiesWarning, match=r"toll\.txt: holds no text"):
        reports = read_reports(write("toll.txt", text))
    assert reports[0].text.strip() == ""
    assert reports.failures == ()


def test_a_folder_is_walked_in_order_and_ids_tell_its_files_apart():
    for name in ("b.txt", "a/2.txt", "a/1.TXT", "a/notes.pdf", ".hidden.txt", ".cache/x.txt"):
        write(f"news/{name}", "Three died.")
    reports = read_reports("news")
    assert [r.report_id for r in reports] == ["a/1", "a/2", "b"]
    assert [o.name for o in reports.origins] == ["news/a/1.TXT", "news/a/2.txt", "news/b.txt"]


def test_what_is_reached_twice_is_read_once():
    write("news/a.txt", "Three died.")
    assert [r.report_id for r in read_reports(["news/a.txt", "news", "news/../news/a.txt"])] == ["a"]


def test_an_id_is_used_once():
    reports, failures = failing([write("one/a.txt", "Three died."), write("two/a.txt", "Four died.")])
    assert [r.text for r in reports] == ["Three died."]
    assert failures == ["two/a.txt: report_id 'a' is that of one/a.txt already; ids must differ."]


def test_bad_files_among_good_ones_are_named_and_the_rest_is_read():
    names = ["missing.txt", write("bad.txt", b"\xff\xe9"), write("good.txt", "Three died."), write("x.pdf", "%PDF")]
    Path("empty").mkdir()
    reports, failures = failing([*names, "empty", ""])
    assert [r.report_id for r in reports] == ["good"]
    assert [f.partition(":")[0] for f in failures] == ["missing.txt", "bad.txt", "x.pdf", "empty", "''"]
    assert failures[0] == "missing.txt: no such file."
    assert "unknown file ending '.pdf'; expected one of .txt .html" in failures[2]
    assert "holds no report" in failures[3]
    assert repr(reports) == "Reports(1 read, 5 failed)"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing.txt", "no such file"),
        ("x.pdf", "unknown file ending"),
        (".", "holds no report"),
        ("a\0b.txt", "cannot be opened: embedded null byte"),
        ("a\ud800.txt", "cannot be opened: 'utf-8' codec can't encode"),
        ("a" * 5_000 + ".txt", "cannot be opened: File name too long"),
    ],
)
def test_a_single_bad_path_is_an_error(path, said):
    with pytest.raises(ReportError, match=said):
        read_reports(path)


@pytest.mark.parametrize("paths", [None, 7, b"toll.txt", [b"toll.txt"], [None]])
def test_paths_are_paths(paths):
    with pytest.raises(InputTypeError, match="path"):
        read_reports(paths)


def test_reports_are_a_sequence():
    for name in "abc":
        write(f"{name}.txt", f"{name} died.")
    reports = read_reports([Path() / "a.txt", Path() / "b.txt", Path() / "c.txt"])
    assert len(reports) == 3
    assert reports[1] in reports
    assert isinstance(reports[1:], Reports)
    assert [r.report_id for r in reports[1:]] == ["b", "c"]
    assert len(reports[1:].origins) == 2


ROWS = [
    {"text": "Three died.", "report_id": 7, "published": "2019-05-03", "publisher": "The Quay", "title": "Toll"},
    {"text": "Four “died”.\nOr five.", "report_id": None, "published": None, "publisher": None, "title": None},
    {"text": "Six died.", "report_id": None, "published": "soon", "publisher": None, "title": None},
    {"text": None, "report_id": 9, "published": None, "publisher": None, "title": None},
]


def write_table(kind: str) -> str:
    name = f"tolls.{kind}"
    if kind == "jsonl":
        return write(name, "\n".join(json.dumps(row) for row in ROWS) + "\n\n")
    if kind == "csv":
        with Path(name).open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, ROWS[0])
            table.writeheader()
            table.writerows(ROWS)
        return name
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    rows = [row | {"report_id": None if row["report_id"] is None else str(row["report_id"])} for row in ROWS]
    parquet.write_table(pa.Table.from_pylist(rows), name)
    return name


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_table_of_reports_is_read_row_by_row(kind):
    name = write_table(kind)
    with pytest.warns(CasualtiesWarning) as caught:
        reports = read_reports(name)
    assert [r.report_id for r in reports][:2] == ["7", "tolls-2"]
    assert (reports[0].published, reports[0].publisher, reports[0].title) == (dt.date(2019, 5, 3), "The Quay", "Toll")
    assert (reports[1].text, reports[1].published, reports[1].publisher) == ("Four “died”.\nOr five.", None, None)
    assert reports.origins[1] == Origin(f"{name}, row 2", None)
    assert reports.failures[0].path == f"{name}, row 3"
    assert "published: 'soon' is not a date" in reports.failures[0].reason
    if kind == "csv":  # which cannot tell an empty text from a missing one
        assert str(caught[0].message) == "tolls.csv, row 4: holds no text; an empty report has no claims."
    else:
        assert reports.failures[1] == Failure(f"{name}, row 4", "text is missing.")


def test_a_row_of_parquet_that_holds_no_text_or_no_day_is_set_aside_alone():
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    texts = pa.array([b"Two died.", b"\xb6\xb6", b"Four died."]).view(pa.string())
    days = pa.array([0, 0, 2**62], pa.timestamp("ms"))
    batch = pa.RecordBatch.from_arrays([texts, days], names=["text", "published"])
    parquet.write_table(pa.Table.from_batches([batch]), "t.parquet")
    with pytest.warns(CasualtiesWarning):
        reports = read_reports("t.parquet")
    assert [(r.text, r.published) for r in reports] == [("Two died.", dt.date(1970, 1, 1))]
    assert [f.path for f in reports.failures] == ["t.parquet, row 2", "t.parquet, row 3"]
    assert reports.failures[0].reason == "text is not text but UnicodeDecodeError."
    assert reports.failures[1].reason.startswith("published: ")


BAD_TABLES = [
    (
        "t.csv",
        "title,body\nx,Three died.\n",
        "t.csv: the table needs the column 'text'; its first line is 'title,body'.",
    ),
    ("t.csv", "", "t.csv: the table needs the column 'text'"),
    ("t.csv", 'text\n"Three died.\n', "t.csv, row 1: line 2 is no CSV: a quote is never closed."),
    ("t.csv", "text,title\nThree, four died,x\n", "t.csv, row 1: 3 cells, but the heading has 2"),
    ("t.jsonl", "{not json}\n", "t.jsonl, row 1: not JSON"),
    ("t.jsonl", '"Three died."\n', "t.jsonl, row 1: expected a JSON object with 'text', got str."),
    ("t.jsonl", '{"text": 3}\n', "t.jsonl, row 1: text is not text but int."),
    ("t.jsonl", '{"text": "x", "report_id": ["a"]}\n', "t.jsonl, row 1: report_id holds ['a'], which is not text."),
    ("t.parquet", "PAR", "t.parquet: not a readable Parquet file"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD_TABLES)
def test_a_bad_table_says_what_is_wrong(name, content, said):
    if name.endswith("parquet"):
        needed("pyarrow")
    with pytest.raises(ReportError) as caught:
        read_reports(write(name, content))
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_may_be_parted_by_other_marks(delimiter):
    write("t.csv", f"report_id{delimiter}text\na{delimiter}Three, not four, died.\n")
    assert read_reports("t.csv")[0].text == "Three, not four, died."


def test_unknown_columns_are_named():
    write("t.csv", "text,url\nThree died.,x\n")
    with pytest.warns(CasualtiesWarning, match=r"t\.csv: unknown columns are not read: url\. Known: text, report_id"):
        assert len(read_reports("t.csv")) == 1
    write("t.jsonl", '{"text": "Three died.", "url": 1}\n')
    with pytest.warns(CasualtiesWarning, match=r"t\.jsonl: unknown columns are not read: url\."):
        assert len(read_reports("t.jsonl")) == 1


def test_a_long_report_fits_in_a_table():
    limit = csv.field_size_limit()
    write("t.csv", "text\n" + "Three died. " * 50_000 + "\n")
    assert len(read_reports("t.csv")[0].text) == 600_000
    assert csv.field_size_limit() == limit


PAGE = """<html><head><meta charset="{charset}">
<title>Toll rises | The Quay</title><meta property="og:title" content="Toll rises">
<meta property="og:site_name" content="The Quay"><meta name="date" content="Friday">
<meta property="article:published_time" content="2019-05-03T08:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>Toll rises</h1><p>Three people died at Zoë’s café when a ferry hit the quay, the coroner said.</p>
<p>Four more were hurt; doctors at the harbour hospital said that none of them was in danger.</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_web_page_gives_its_article(charset):
    needed("trafilatura")
    reports = read_reports(write("toll.html", PAGE.format(charset=charset).encode(charset)))
    report = reports[0]
    assert "Three people died at Zoë’s café" in report.text
    assert "Four more were hurt" in report.text
    assert "rights reserved" not in report.text
    assert (report.title, report.publisher, report.published) == ("Toll rises", "The Quay", dt.date(2019, 5, 3))
    assert (report.report_id, reports.origins[0]) == ("toll", Origin("toll.html", None))


BAD_PAGES = [
    (b"<html><body></body></html>", "no article text found"),
    (b'<meta charset="klingon"><p>Three died.</p>', "declares the encoding 'klingon', which is unknown"),
    (b'<meta charset="undefined"><p>Three died.</p>', "not UNDEFINED text"),
    (b"<p>Three died at Zo\xeb's.</p>", "not UTF-8 text"),
]


@pytest.mark.parametrize(("content", "said"), BAD_PAGES)
def test_a_bad_web_page_says_what_is_wrong(content, said):
    needed("trafilatura")
    with pytest.raises(ReportError, match=said):
        read_reports(write("toll.html", content))


@pytest.mark.parametrize(
    ("name", "module", "extra"), [("a.html", "trafilatura", "html"), ("a.parquet", "pyarrow", "parquet")]
)
def test_a_missing_extra_is_named(monkeypatch, name, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReportError, match=rf"needs {module}.*pip install 'casualties\[{extra}\]'"):
        read_reports(write(name, "x"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40) | st.text("-:a\n ptile'", max_size=60).map(lambda t: ("---\ntitle:" + t).encode()))
def test_any_bytes_are_text_or_a_reason(data):
    with contextlib.suppress(ReportError):
        text = decode(data)
        known, body, first_line = split_front_matter(text)
        assert text.endswith(body)
        assert known == {} or text[: len(text) - len(body)].count("\n") == first_line - 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.recursive(
            st.none() | st.floats() | st.text(max_size=5),
            lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["text", "report_id", "published", "x"]), x),
        ),
        max_size=4,
    )
)
def test_any_json_rows_are_read_or_named(rows):
    Path("any.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CasualtiesWarning)
        reports = read_reports(["any.jsonl"])
    assert len(reports) + len(reports.failures) == len(rows)
