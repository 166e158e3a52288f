"""Any file and any folder: what can be read is read, and the rest is named by one error of the library."""

from __future__ import annotations

import contextlib
import errno
import gzip
import json
import os
import signal
import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from needs import PARQUET, needed

from casualties.csv_rows import csv_rows
from casualties.errors import CasualtiesError, CasualtiesWarning, ReportError
from casualties.files import Reports, each_report, read_reports
from casualties.row_files import Found

TEXT = "Police said 12 people were killed in Tamra."
PACKED = gzip.compress(TEXT.encode() * 100)[:40]
ENDINGS = ["txt", "html", "csv", "jsonl", PARQUET]


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """A working folder with one good report."""
    monkeypatch.chdir(tmp_path)
    write("good.txt", TEXT)


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    """A read that waits for ever is a failed test, not a gate that never ends."""

    def end(*_: object) -> None:
        pytest.fail("it waits for ever")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def write(name: str, content: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def read(*paths: str) -> tuple[Reports, list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CasualtiesWarning)
        reports = read_reports(paths)
    return reports, [str(f) for f in reports.failures]


def ask_for_what_reads(ending: str) -> None:
    for module in {"html": ["trafilatura"], "parquet": ["pyarrow"]}.get(ending, []):
        needed(module)


BYTES = [
    (bytes(range(256)) * 40, "binary"),
    (PACKED, "a gzip file cut short"),
    (f"text,title\n{TEXT},x".encode("utf-16-le"), "UTF-16 without its mark"),
    (f"text,title\nCaf\xe9. {TEXT},x".encode("latin-1"), "Latin-1"),
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [c for c, _ in BYTES], ids=[name for _, name in BYTES])
def test_bytes_that_are_no_report_are_named_and_the_neighbour_is_read(content, ending):
    ask_for_what_reads(ending)
    reports, failures = read(write(f"odd.{ending}", content), "good.txt")
    assert [r.report_id for r in reports] == ["good"]
    assert failures
    assert all(f.startswith(f"odd.{ending}") for f in failures)


@pytest.mark.parametrize(("ending", "read_as"), [("txt", 1), ("jsonl", 0), ("csv", None), ("html", None)])
def test_an_empty_file_is_an_empty_report_or_no_table(ending, read_as):
    if ending == "html":
        needed("trafilatura")
    reports, failures = read(write(f"empty.{ending}", b""), "good.txt")
    assert len(reports) == 1 + (read_as or 0)
    assert [f.startswith(f"empty.{ending}: ") for f in failures] == ([] if read_as is not None else [True])


def test_parquet_that_is_empty_or_cut_anywhere_is_named():
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    parquet.write_table(pa.table({"text": [TEXT] * 3000}), "whole.parquet")
    whole = Path("whole.parquet").read_bytes()
    for content in (b"", whole[:-20], whole[: len(whole) // 2], whole[:30] + whole[80:], whole[:30] + bytes(80)):
        reports, failures = read(write("cut.parquet", content), "good.txt")
        assert [r.report_id for r in reports] == ["good"]
        assert [f.partition(": ")[0] for f in failures] == ["cut.parquet"]


def test_a_packed_file_is_an_unknown_ending():
    assert read(write("a.txt.gz", PACKED), "good.txt")[1] == [
        "a.txt.gz: unknown file ending '.gz'; expected one of .txt .html .htm .csv .jsonl .parquet."
    ]


def test_a_folder_that_links_to_itself_is_read_once():
    write("news/sub/a.txt", TEXT)
    Path("news/sub/up").symlink_to("..")
    Path("news/sub/upup").symlink_to("../..")
    reports, failures = read("news")
    assert [r.report_id for r in reports] == ["sub/a"]
    assert failures == ["news/sub/upup: is a link to a folder, which is not followed. Give that folder too."]


def test_a_link_to_a_file_is_read_and_one_to_a_folder_elsewhere_is_named():
    write("elsewhere/b.txt", TEXT)
    write("news/a.txt", TEXT)
    Path("news/linked").symlink_to("../elsewhere")
    Path("news/c.txt").symlink_to("../elsewhere/b.txt")
    reports, failures = read("news")
    assert [r.report_id for r in reports] == ["a", "c"]
    assert failures == ["news/linked: is a link to a folder, which is not followed. Give that folder too."]


def test_links_to_nothing_and_in_a_circle_are_named():
    write("news/y.txt", TEXT)
    Path("news/dangling.txt").symlink_to("nowhere.txt")
    Path("news/round-1.txt").symlink_to("round-2.txt")
    Path("news/round-2.txt").symlink_to("round-1.txt")
    reports, failures = read("news")
    assert [r.report_id for r in reports] == ["y"]
    assert failures == [
        "news/dangling.txt: no such file.",
        "news/round-1.txt: cannot be opened: Too many levels of symbolic links.",
        "news/round-2.txt: cannot be opened: Too many levels of symbolic links.",
    ]
    with pytest.raises(ReportError, match=r"round-1\.txt: cannot be opened"):
        read_reports("news/round-1.txt")


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv"])
def test_a_pipe_or_a_socket_is_not_waited_for(ending):
    write("news/y.txt", TEXT)
    os.mkfifo(f"news/pipe.{ending}")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(f"news/socket.{ending}")
        reports, failures = read("news")
    assert [r.report_id for r in reports] == ["y"]
    said = "is a pipe, a socket or a device. Save what it gives as a file."
    assert failures == [f"news/pipe.{ending}: {said}", f"news/socket.{ending}: {said}"]
    with pytest.raises(ReportError, match="is a pipe"):
        read_reports(f"news/pipe.{ending}")


def test_a_folder_called_like_a_file_is_walked():
    write("news/a.txt/b.txt", TEXT)
    assert [r.report_id for r in read("news")[0]] == ["a.txt/b"]


def test_a_folder_that_may_not_be_looked_into_is_named(monkeypatch):
    """The tests may run as root, to whom every folder is open."""
    write("news/a.txt", TEXT)
    write("news/shut/b.txt", TEXT)
    real = os.scandir

    def scandir(path):
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    reports, failures = read("news")
    assert [r.report_id for r in reports] == ["a"]
    assert failures == ["news/shut: cannot be opened: Permission denied."]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_may_not_be_opened_or_fails_while_it_is_read_is_named(ending, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    ask_for_what_reads(ending)
    write(f"shut.{ending}", TEXT)
    with monkeypatch.context() as patch:
        patch.setattr("pyarrow.parquet.ParquetFile" if ending == "parquet" else "pathlib.Path.open", refuse)
        found = list(each_report([f"shut.{ending}"]))
    assert [str(f) for f in found] == [f"shut.{ending}: cannot be opened: Permission denied."]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_goes_between_listing_and_reading_is_named(ending):
    ask_for_what_reads(ending)
    for name in (f"news/b.{ending}", "news/a.txt", "news/c.txt"):
        write(name, TEXT)
    found = []
    for item in each_report(["news"]):
        found.append(item)
        Path(f"news/b.{ending}").unlink(missing_ok=True)
    assert [str(item) if not isinstance(item, Found) else item.report.report_id for item in found] == [
        "a",
        f"news/b.{ending}: no such file.",
        "c",
    ]


def test_a_line_of_a_megabyte_is_read():
    long = "Calm. " * 200_000 + TEXT
    write("long.jsonl", json.dumps({"text": long}) + "\n" + json.dumps({"text": TEXT}))
    reports, failures = read(write("long.txt", long), "long.jsonl")
    assert [len(r.text) for r in reports] == [len(long), len(long), len(TEXT)]
    assert failures == []


CSV = [
    (b"text\na\nb\0c\nd\n", ["a", "d"], ["row 2: holds zero bytes"], "a zero byte"),
    (b"text\na\ncaf\xe9\nd\n", ["a", "d"], ["row 2: not UTF-8 text (byte 0xe9). Save it as UTF-8."], "a Latin-1 row"),
    (b'text\na\n"two\nlines \xe9"\nd\n', ["a", "d"], ["row 2: not UTF-8"], "a Latin-1 row of two lines"),
    (b"te\xe9xt,text\na,b\n", [], ["t.csv: not UTF-8 text (byte 0xe9)"], "a Latin-1 heading"),
    (b"text,title\na\nb,c,d\n\n,\ne,f\n", ["a", "", "e"], ["row 2: 3 cells, but the heading has 2"], "ragged rows"),
    (b'text\na\n"b" c\nd\n', ["a", "d"], ["row 2: line 3 is no CSV: more follows a closing quote."], "a stray quote"),
    (b"text,title,text\na,b,c\n", [], ["t.csv: the column 'text' stands twice"], "a doubled heading"),
    ("text\ngood\n".encode("utf-16") + b"\0", ["good"], ["t.csv: not UTF-16-LE text"], "half a UTF-16 character"),
]


OPEN, BROKEN = "is no CSV: a quote is never closed.", "are no CSV: more follows a closing quote."
CSV += [
    (b'text\na\n"b\nd\n', ["a", "d"], [f"t.csv, row 2: line 3 {OPEN}"], "a quote never closed"),
    (b'text\n"b\n\nd\n', ["d"], [f"row 1: line 2 {OPEN}"], "and an empty line after it"),
    (b'text\na\n"b', ["a"], [f"row 2: line 3 {OPEN}"], "at the end of the file"),
    (b'text,title\n"b\n"d",x\n"e",y\n', ["d", "e"], [f"row 1: line 2 {OPEN}"], "and quoted rows after it"),
    (b'title,text\nq,"b\nr,"d"\ns,"e"\n', ["d", "e"], [f"row 1: line 2 {OPEN}"], "in the second cell"),
    (b'text;title\na;"b\nc;"d"\n', ["c"], [f"row 1: line 2 {OPEN}"], "among semicolons"),
    (
        b'text,title\n"b\nstill b\nd,x\n"e\nf",y\n',
        ["d", "e\nf"],
        ["row 1: lines 2 to 3 are no CSV: a quote"],
        "in prose",
    ),
    (
        b'text,title\n"b\n"d,x\n"e,y\n"f",z\n',
        ["f"],
        [f"row 1: line 2 {OPEN}", f"row 2: line 3 {OPEN}", "row 3"],
        "thrice",
    ),
    (
        b'text,title\n"He said "no", and left.\nNo one died.",x\nd,y\n',
        ["d"],
        [f"row 1: lines 2 to 3 {BROKEN}"],
        "speech",
    ),
    (b'text\n"One\ntwo, three\nsaid "no" then"\nd\n"e\nf"\n', ["d", "e\nf"], [f"lines 2 to 4 {BROKEN}"], "late speech"),
    (b'text\na "b" c\n"d ""e"""\n', ['a "b" c', 'd "e"'], [], "quotes that do no harm"),
]


@pytest.mark.parametrize(("content", "texts", "said"), [c[:3] for c in CSV], ids=[c[3] for c in CSV])
def test_a_bad_row_of_a_csv_costs_that_row(content, texts, said):
    reports, failures = read(write("t.csv", content), "good.txt")
    assert [r.text for r in reports] == [*texts, TEXT]
    assert len(failures) == len(said)
    assert all(part in failure for failure, part in zip(failures, said, strict=True))


def test_a_quote_never_closed_takes_no_more_than_a_report(monkeypatch):
    """The reader stops far before the end of the file, and reads again what the quote had swallowed."""
    monkeypatch.setattr("casualties.csv_rows._LONGEST", 1_000)
    asked: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(10_000):
            asked.append(number)
            yield '"open\n' if number == 0 else f"{number}\n"

    rows = csv_rows(lines(), ",", 1)
    assert str(next(rows)).startswith("line 2 is no CSV: a quote is never closed.")
    assert len(asked) < 1_000
    assert list(rows) == [[str(number)] for number in range(1, 10_000)]
    assert len(asked) == 10_000


def test_a_row_as_long_as_its_line_is_read(monkeypatch):
    monkeypatch.setattr("casualties.csv_rows._LONGEST", 10)
    assert list(csv_rows(iter(["a" * 50 + "\n", '"b\nc"\n', "d\n"]), ",", 1)) == [["a" * 50], ["b\nc"], ["d"]]


def nested(depth: int, opening: str) -> str:
    return opening * depth + ("1" if opening != "[" else "") + {"[": "]", '{"a":': "}"}[opening] * depth


LINES = ['{"text":"a","report_id":%s}', '{"text":%s}', '{"text":"a","published":%s}', "%s"]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("depth", [100, 900, 990, 2_000, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_json_nested_deep_costs_its_line_and_is_told_briefly(line, depth, opening):
    reports, failures = read(write("deep.jsonl", line % nested(depth, opening) + '\n{"text":"fine"}\n'))
    assert [r.text for r in reports] == ["fine"]
    assert len(failures) == 1
    assert failures[0].startswith("deep.jsonl, row 1: ")
    assert len(failures[0]) < 400


ODD_LINES = [
    '{"text":',
    '{"text":1e999}',
    '{"text":["a"]}',
    '{"text":"a","report_id":1e999}',
    '{"text":"a","report_id":%s}' % ("9" * 4_000),
    '{"text":"a","report_id":%s}' % ("9" * 6_000),
    '{"text":"a","published":%s}' % ("9" * 4_000),
    '{"text":"a","published":NaN}',
    '{"text":"a","published":true}',
    '{"text":"a","published":1999}',
    '{"text":"a","title":{"a":1}}',
]


@pytest.mark.parametrize("line", ODD_LINES, ids=lambda line: line[:40])
def test_an_odd_line_of_json_is_named_and_the_others_are_read(line):
    reports, failures = read(write("t.jsonl", f'{{"text":"one"}}\n{line}\n{{"text":"three"}}\n'))
    assert [r.report_id for r in reports] == ["t-1", "t-3"]
    assert [f.partition(": ")[0] for f in failures] == ["t.jsonl, row 2"]
    assert len(failures[0]) < 400


MARKUP = [
    "<![x[ a ]]>",
    "<![CDATA[",
    "<!" + "[" * 1_000,
    "<div>" * 50_000,
    "<!DOCTYPE [<!ENTITY a 'b'>]>",
    "&#x110000;",
]


@pytest.mark.parametrize("markup", MARKUP, ids=lambda m: m[:12])
def test_a_page_of_broken_markup_is_read_or_named(markup):
    needed("trafilatura")
    page = f"<html><body>{markup}<p>{TEXT} The fire began in the mill and was put out at noon.</p></body></html>"
    with contextlib.suppress(CasualtiesError):
        report = read_reports(write("odd.html", page))[0]
        assert "killed in Tamra" in report.text
    assert [r.report_id for r in read("odd.html", "good.txt")[0]][-1] == "good"
