"""The terminal: what it prints, in each format, and what it says of bad input."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

import casualties
import casualties.__main__ as terminal
from casualties.__main__ import main
from casualties.errors import LexiconError, ReportError
from casualties.formats import READERS
from casualties.options import parser
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA

POLICE = """\
---
published: 1999-03-02
publisher: The Millstone
---
Fire at the mill in Tamra

Police said 14 people were killed in the mill fire in Tamra on Monday.
"""
NURSE = """\
---
published: 1999-03-02
publisher: The Harrow
---
Police said 14 people were killed in the mill fire in Tamra on Monday. A nurse said 9 people were injured.
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """A working folder with two reports."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/millstone.txt").write_text(POLICE, encoding="utf-8")
    Path("news/harrow.txt").write_text(NURSE, encoding="utf-8")


def test_claims_stand_by_report_and_then_the_findings(capsys):
    assert main(["news"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("3 claims\n\nnews/harrow.txt (The Harrow, 1999-03-02)\n")
    assert "\nnews/millstone.txt (The Millstone, 1999-03-02)\n" in out
    assert (
        '\n  "Police said 14 people were killed in the mill fire in Tamra on Monday."\n    7:13  14 people killed'
        in out
    )
    findings = out.partition("\n\n1 finding: 1 explained\n\n")[2]
    assert findings.startswith("TOPICS 2 topics, 1 of a single claim\n  people killed in Tamra, 1999-03-01: low 14,")
    assert "\n\nEXPLAINED repeats_source, certain\n" in findings
    assert "news/harrow.txt:5:13  14 people killed" in findings
    assert "news/millstone.txt:7:13  14 people killed" in findings


def test_it_is_the_same_every_time(capsys):
    printed = [(main(["news", "--format", f]), capsys.readouterr().out) for f in ("text", "html", "json", "csv") * 2]
    assert printed[:4] == printed[4:]


def test_json_holds_both_tables_and_the_positions(capsys):
    assert main(["news", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [list(c) for c in told["claims"]] == [[*CLAIMS_SCHEMA, "position"]] * 3
    assert [list(f) for f in told["findings"]] == [list(FINDINGS_SCHEMA)]
    first = told["claims"][0]
    assert (first["figure"], first["value"], first["high"]) == ("14", 14, 14)
    assert (first["period_start"], first["country"]) == ("1999-03-01", first["country"])
    assert first["position"] == "news/harrow.txt:5:13"
    assert told["findings"][0]["claim_ids"] == [told["claims"][0]["claim_id"], told["claims"][2]["claim_id"]]


def test_csv_is_the_claims_table(capsys):
    assert main(["news", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == list(CLAIMS_SCHEMA)
    assert [(r["figure"], r["outcome"], r["period_start"]) for r in rows][:2] == [
        ("14", "killed", "1999-03-01"),
        ("9", "injured", rows[1]["period_start"]),
    ]


def test_html_is_a_page_with_the_figures_marked(capsys):
    assert main(["news", "--format", "html"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>")
    assert out.count('class="killed"') >= 4


@pytest.mark.parametrize("asked", [["news/harrow.txt"], ["news"], ["./news/../news/harrow.txt", "--format", "csv"]])
def test_a_report_is_never_overwritten(asked, capsys):
    assert main([*asked, "--out", "news/harrow.txt"]) == 2
    assert capsys.readouterr().err.startswith("casualties: news/harrow.txt: is among the reports to be read.")
    assert Path("news/harrow.txt").read_text(encoding="utf-8") == NURSE


def test_an_outcome_may_be_picked(capsys):
    assert main(["news", "--format", "json", "--outcome", "injured", "missing"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [c["outcome"] for c in told["claims"]] == ["injured"]
    assert told["findings"] == []


def test_a_date_is_given_to_reports_that_have_none(capsys):
    Path("bare.txt").write_text("Police said 14 people were killed in the fire in Tamra on Monday.", encoding="utf-8")
    days = []
    for options in (["bare.txt"], ["bare.txt", "--published", "1999-03-02"], ["news", "--published", "2004-01-01"]):
        assert main([*options, "--format", "json"]) == 0
        days.append(json.loads(capsys.readouterr().out)["claims"][0]["period_start"])
    assert days == [None, "1999-03-01", "1999-03-01"]


def test_it_writes_to_a_file(capsys):
    assert main(["news", "--format", "csv", "--out", "claims.csv"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["news", "--format", "csv"]) == 0
    assert capsys.readouterr().out == Path("claims.csv").read_text(encoding="utf-8")


def test_bad_files_are_named_and_the_good_ones_done(capsys):
    Path("news/odd.txt").write_bytes(b"\xff\xfe\xff")
    assert main(["news", "gone.txt", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert len(json.loads(out)["claims"]) == 3
    lines = err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("casualties: news/odd.txt: not UTF-16-LE text")
    assert lines[1] == "casualties: gone.txt: no such file."


def test_nothing_readable_prints_nothing(capsys):
    assert main(["gone.txt"]) == 2
    assert capsys.readouterr() == ("", "casualties: gone.txt: no such file.\n")


def test_a_report_that_fails_does_not_stop_the_others(capsys, monkeypatch):
    real = terminal.find_claims

    def find(report):
        if report.report_id == "harrow":
            raise ReportError("too odd.")
        return real(report)

    monkeypatch.setattr(terminal, "find_claims", find)
    assert main(["news"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("1 claim\n\nnews/millstone.txt")
    assert err == "casualties: harrow: too odd.\n"


def test_a_bad_lexicon_is_said_once(capsys, monkeypatch):
    def find(_):
        raise LexiconError("en/harms.toml: unknown key 'wrods'.")

    monkeypatch.setattr(terminal, "find_claims", find)
    assert main(["news"]) == 2
    assert capsys.readouterr() == ("", "casualties: en/harms.toml: unknown key 'wrods'.\n")


def test_an_empty_report_has_no_claims(capsys):
    Path("empty.txt").write_text("", encoding="utf-8")
    assert main(["empty.txt"]) == 0
    assert capsys.readouterr() == (
        "0 claims\n\n0 findings\n",
        "casualties: empty.txt: holds no text; an empty report has no claims.\n",
    )


MISTAKES = [
    ([], "REPORT"),
    (["news", "--published", "2 March"], "'2 March' is not a date"),
    (["news", "--outcome", "slain"], "'slain'"),
    (["news", "--format", "xml"], "'xml'"),
    (["news", "--out", "no/such/folder.txt"], "no/such/folder.txt: cannot be written: No such file or directory."),
]


@pytest.mark.parametrize(("options", "said"), MISTAKES)
def test_a_mistaken_option_is_explained(options, said, capsys):
    assert main(options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_claims_table_is_printed_as_it_is_written(form, capsys):
    assert main(["news", "--out", f"claims.{form}"]) == 0
    capsys.readouterr()
    assert main(["news", "--format", form]) == 0
    assert capsys.readouterr() == (Path(f"claims.{form}").read_text(encoding="utf-8"), "")


def test_a_table_that_cannot_be_printed_asks_for_a_file(capsys):
    assert main(["news", "--format", "parquet"]) == 2
    said = "casualties: a Parquet table is not printed. Name a file: --out claims.parquet\n"
    assert capsys.readouterr() == ("", said)


def test_help_names_every_option(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(
        option in out for option in ("REPORT", "--published", "--format", "--outcome", "--out", "killed_or_injured")
    )


def test_the_documentation_names_every_option(root):
    told = (root / "docs" / "terminal.md").read_text(encoding="utf-8")
    options = [o for action in parser()._actions for o in action.option_strings if o.startswith("--")]
    assert [o for o in options if o not in told and o != "--help"] == []
    assert all(f"`{ending}`" in told for ending in READERS)


def test_an_interruption_is_no_traceback(capsys, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(terminal, "find_claims", interrupt)
    assert main(["news"]) == 130
    assert capsys.readouterr() == ("", "casualties: interrupted\n")


RUN = [sys.executable, "-m", "casualties"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(casualties.__file__).parent.parent)}


def test_it_runs_as_a_module_and_keeps_its_channels_apart():
    done = subprocess.run([*RUN, "news", "gone.txt"], capture_output=True, check=False, env=ENVIRONMENT)
    assert done.returncode == 2
    assert done.stdout.decode("utf-8").startswith("3 claims\n")
    assert done.stderr.decode().splitlines() == ["casualties: gone.txt: no such file."]


def test_a_reader_who_leaves_early_gets_no_traceback():
    Path("long.txt").write_text("Police said 14 people were killed on Monday.\n" * 700, encoding="utf-8")
    with subprocess.Popen([*RUN, "long.txt"], stdout=PIPE, stderr=PIPE, env=ENVIRONMENT) as process:
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait() == 0
    assert said == b""


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("form", ["text", "html", "json"])
@pytest.mark.parametrize("at", ["write", "close"])
def test_a_full_disk_is_one_line_and_leaves_the_old_file_whole(form, at, capsys, monkeypatch):
    """The disk may say so at the write, or only when what was held back is put on it."""
    Path("out").write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise FULL

    if at == "close":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(terminal, "write_whole", full)
    assert main(["news", "--format", form, "--out", "out"]) == 2
    assert capsys.readouterr().err == "casualties: out: cannot be written: No space left on device.\n"
    assert Path("out").read_text(encoding="utf-8") == "old"
    assert not Path("out.new").exists()


def test_a_full_disk_behind_the_standard_output_is_one_line():
    buffered = {name: value for name, value in ENVIRONMENT.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*RUN, "news"], stdout=full, stderr=PIPE, check=False, env=buffered)
    assert done.returncode == 2
    assert done.stderr == b"casualties: output: cannot be written: No space left on device.\n"


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_pipe_is_written_to_and_stays_a_pipe(form, capsys):
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=PIPE) as reader:
        assert main(["news", "--format", form, "--out", "pipe"]) == 0
        read = reader.communicate(timeout=60)[0]
    assert Path("pipe").is_fifo()
    assert main(["news", "--format", form]) == 0
    assert read.decode("utf-8") == capsys.readouterr().out


def test_a_hard_link_to_a_report_is_parted_from_it():
    os.link("news/harrow.txt", "out.html")
    assert main(["news", "--out", "out.html"]) == 0
    assert Path("news/harrow.txt").read_text(encoding="utf-8") == NURSE
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_output_that_links_to_itself_is_one_line(capsys):
    Path("round-1").symlink_to("round-2")
    Path("round-2").symlink_to("round-1")
    assert main(["news", "--format", "text", "--out", "round-1"]) in {0, 2}
    assert "Traceback" not in capsys.readouterr().err


def test_a_name_from_outside_cannot_command_the_terminal(capsys):
    """The names of files and of columns, and what a library says of bytes it cannot read."""
    Path("odd.csv").write_text("text,\x1b[2Jx\nAll is calm.,b\n", encoding="utf-8")
    for options in ([], ["--out", "claims.csv"]):
        assert main(["odd.csv", "gone\x1b[2J\u202e.txt", *options]) == 2
        err = capsys.readouterr().err
        assert "\x1b" not in err
        assert "\u202e" not in err
        assert "␛[2Jx" in err
