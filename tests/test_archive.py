"""Archives: streamed in any number of processes, stopped in any way, resumed to the same bytes."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pandas as pd
import pytest
from made_reports import made_reports
from needs import NEEDS_PYARROW, PARQUET, needed

import casualties
from casualties.__main__ import main
from casualties.archive import run as archive
from casualties.archive import workers
from casualties.archive.forms import FileFormat, Form
from casualties.archive.journal import Journal, Progress
from casualties.errors import LexiconError, OutputError, ReportError
from casualties.show.schemas import CLAIMS_SCHEMA

RUN = [sys.executable, "-m", "casualties"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(casualties.__file__).parent.parent)}
FORMS = ["csv", "jsonl", PARQUET]
REPORTS = list(made_reports(700, sentences=1))


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """A working folder with an archive of 700 reports, three of them bad."""
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps(row) for row in REPORTS]
    rows[100] = "{"
    rows[400] = rows[399]
    rows[500] = json.dumps(REPORTS[500] | {"published": "soon"})
    rows[600] = json.dumps({"report_id": "empty", "text": " "})
    Path("big.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def write(out: str, **options: object) -> tuple[Progress, bytes]:
    form = Form(FileFormat(Path(out).suffix[1:]), safe=bool(options.pop("safe", False)))
    return archive.write_claims(["big.jsonl"], Path(out), form, **options), Path(out).read_bytes()


def left_behind() -> list[str]:
    return sorted(p.name for p in Path().iterdir() if p.name.endswith((".run", ".new")))


@pytest.fixture
def serial() -> pd.DataFrame:
    """The claims table of the archive's good reports, by `claims_table`."""
    rows = [row for n, row in enumerate(REPORTS) if n not in {100, 400, 500, 600}]
    return casualties.claims_table(pd.DataFrame(rows))


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_the_claims_table(form, serial):
    progress, content = write(f"claims.{form}")
    assert (progress.items, progress.reports, progress.failed, progress.without_text) == (700, 697, 3, 1)
    assert progress.claims == len(serial) > 30
    assert left_behind() == []
    if form == "parquet":
        found = pd.read_parquet("claims.parquet")
        assert needed("pyarrow.parquet").read_schema("claims.parquet").equals(CLAIMS_SCHEMA.arrow)
        pd.testing.assert_frame_equal(found.astype(CLAIMS_SCHEMA.pandas), serial)
    elif form == "csv":
        assert content.decode() == serial.to_csv(index=False, lineterminator="\n")
    else:
        rows = [json.loads(line) for line in content.decode().splitlines()]
        assert [list(row) for row in rows] == [list(CLAIMS_SCHEMA)] * len(serial)
        assert [row["claim_id"] for row in rows] == serial["claim_id"].tolist()
        pd.testing.assert_frame_equal(casualties.Claims.from_frame(pd.DataFrame(rows)).to_frame(), serial)


def test_failed_reports_are_listed_with_id_place_and_reason():
    write("claims.csv")
    failed = [json.loads(line) for line in Path("claims.csv.failed.jsonl").read_text().splitlines()]
    assert [(f["report_id"], f["where"]) for f in failed] == [
        (None, "big.jsonl, row 101"),
        (REPORTS[399]["report_id"], "big.jsonl, row 401"),
        (None, "big.jsonl, row 501"),
    ]
    assert "not JSON" in failed[0]["reason"]
    assert "is that of big.jsonl, row 400 already" in failed[1]["reason"]
    assert "'soon' is not a date" in failed[2]["reason"]


def test_a_list_of_failures_of_an_earlier_run_does_not_outlive_it():
    write("claims.csv")
    Path("big.jsonl").write_text(json.dumps(REPORTS[0]), encoding="utf-8")
    write("claims.csv")
    assert not Path("claims.csv.failed.jsonl").exists()


@NEEDS_PYARROW
def test_more_processes_give_the_same_bytes():
    assert write("alone.parquet")[1] == write("shared.parquet", workers=2)[1]


@pytest.mark.parametrize("form", FORMS)
def test_other_cuts_give_the_same_bytes(form, monkeypatch):
    _, alone = write(f"alone.{form}")
    monkeypatch.setattr(archive, "_REPORTS", 31)
    assert alone == write(f"cut.{form}")[1]


class Stop(BaseException):
    """Stands for whatever ends a run."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stops", [(300,), (90, 91, 400), (700,)])
def test_a_stopped_run_goes_on_to_the_same_bytes(form, stops, monkeypatch):
    monkeypatch.setattr(archive, "_REPORTS", 30)
    _, whole = write(f"whole.{form}")
    begun = []
    for stop in (*stops, None):

        def tell(progress, stop=stop, first=[]):  # noqa: B006 - one list per run
            if not first:
                begun.append(progress.items)
                first.append(progress)
            if stop is not None and progress.items >= stop:
                raise Stop

        with contextlib.suppress(Stop):
            write(f"claims.{form}", tell=tell)
    assert Path(f"claims.{form}").read_bytes() == whole
    assert Path(f"claims.{form}.failed.jsonl").read_bytes() == Path(f"whole.{form}.failed.jsonl").read_bytes()
    assert begun[0] == 0
    assert all(start > 0 for start in begun[1:])
    assert left_behind() == []


def test_what_was_written_behind_the_state_is_cut_off(monkeypatch):
    _, whole = write("whole.csv")
    monkeypatch.setattr(archive, "_REPORTS", 30)

    def tell(progress):
        if progress.items >= 300:
            raise Stop

    with contextlib.suppress(Stop):
        write("claims.csv", tell=tell)
    for name in ("claims", "failed"):
        with Path("claims.csv.run", name).open("ab") as file:
            file.write(b"half a li")
    assert write("claims.csv")[1] == whole


SLOW = """
import signal, sys, time
from casualties.__main__ import main
from casualties.archive import workers

real = workers.find_claims
def find(report):
    time.sleep(0.01)
    return real(report)
workers.find_claims = find

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background of a shell ignores
    sys.exit(main(sys.argv[1:]))
"""


def at_work(out: str) -> subprocess.Popen[bytes]:
    """A run of two slow workers over the archive, some of whose work is stored, and most not done."""
    Path("slow.py").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "slow.py", "big.jsonl", "--out", out, "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=ENVIRONMENT)
    while not Path(f"{out}.run", "state.json").exists():
        assert process.poll() is None
        time.sleep(0.01)
    return process


STOPS = [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130), (signal.SIGTERM, 143)]


@NEEDS_PYARROW
@pytest.mark.parametrize(("how", "status"), STOPS)
def test_a_run_stopped_half_way_goes_on_to_the_same_bytes(how, status):
    process = at_work("claims.parquet")
    process.send_signal(how)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == status
    assert not Path("claims.parquet").exists()
    assert 0 < json.loads(Path("claims.parquet.run/state.json").read_text())["items"] < 700
    if how is not signal.SIGKILL:
        assert "Traceback" not in said
        assert said.endswith("casualties: interrupted; what was done is kept. The same command goes on with it.\n")
    assert main(["big.jsonl", "--out", "claims.parquet"]) == 2
    assert Path("claims.parquet").read_bytes() == write("whole.parquet")[1]
    assert Path("claims.parquet.failed.jsonl").read_bytes() == Path("whole.parquet.failed.jsonl").read_bytes()


def test_nothing_of_a_killed_run_goes_on_living():
    psutil = needed("psutil")
    process = at_work("claims.csv")
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 2
    process.kill()
    process.communicate(timeout=60)
    assert psutil.wait_procs(children, timeout=30)[1] == []


@NEEDS_PYARROW
def test_progress_and_rate_are_shown_and_the_end_is_told(capsys):
    assert main(["big.jsonl", "--out", "claims.parquet", "--workers", "1"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "reports: 100%" in err
    assert "700/700" in err
    assert re.search(r"\d/s, \d+ claims\]", err)
    last = err.splitlines()[-1]
    assert last.startswith("casualties: 697 reports, ")
    assert last.endswith("claims in claims.parquet; 1 without text; 3 failed, listed in claims.parquet.failed.jsonl.")


def test_warnings_of_workers_and_readers_are_said(capsys, monkeypatch):
    Path("odd.jsonl").write_text(json.dumps({"text": "Calm.", "url": "x"}), encoding="utf-8")
    real = workers.find_claims

    def find(report):
        warnings.warn("a number too large", casualties.CasualtiesWarning, stacklevel=2)
        return real(report)

    monkeypatch.setattr(workers, "find_claims", find)
    assert main(["odd.jsonl", "--out", "claims.csv"]) == 0
    err = capsys.readouterr().err
    assert "casualties: a number too large" in err
    assert "casualties: odd.jsonl: unknown columns are not read: url." in err


def test_options_reach_an_archive():
    Path("bare.jsonl").write_text(
        json.dumps({"text": "Police said 14 people were killed and 9 were injured in Tamra on Monday."}),
        encoding="utf-8",
    )
    options = ["--published", "1999-03-02", "--outcome", "injured"]
    assert main(["bare.jsonl", "--out", "claims.csv", *options]) == 0
    rows = list(csv.DictReader(io.StringIO(Path("claims.csv").read_text())))
    assert [(r["outcome"], r["low"], r["period_start"]) for r in rows] == [("injured", "9", "1999-03-01")]


def test_several_files_and_folders_make_one_archive():
    Path("news").mkdir()
    Path("news/wire.txt").write_text("Police said 14 people were killed in Tamra.", encoding="utf-8")
    assert main(["news", "big.jsonl", "gone.csv", "--out", "claims.jsonl"]) == 2
    ids = [json.loads(line)["report_id"] for line in Path("claims.jsonl").read_text().splitlines()]
    assert ids[0] == "wire"
    assert "gone.csv" in Path("claims.jsonl.failed.jsonl").read_text()


FORMULAS = ["=1+1", "+30", "-2", "@cmd", "\t=1", "＝1"]


@pytest.mark.parametrize("start", FORMULAS)
def test_a_safe_csv_holds_no_formula(start):
    Path("odd.jsonl").write_text(
        json.dumps({"text": f"{start} people; 14 people were killed in Tamra.", "report_id": start}), encoding="utf-8"
    )
    cells = {}
    for name, options in (("plain.csv", []), ("safe.csv", ["--safe-csv"])):
        assert main(["odd.jsonl", "--out", name, *options]) == 0
        rows = list(csv.DictReader(io.StringIO(Path(name).read_text(encoding="utf-8"), newline="")))
        assert len(rows) == 1
        cells[name] = rows[0]
    began = [name for name, cell in cells["plain.csv"].items() if cell.startswith(start.strip()[0])]
    assert {"claim_id", "report_id"} <= set(began)
    assert all(cells["safe.csv"][name] == f"'{cells['plain.csv'][name]}" for name in began)
    assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in cells["safe.csv"].values())


def test_a_safe_csv_can_be_printed_too(capsys):
    Path("odd.jsonl").write_text(
        json.dumps({"text": "14 people were killed in Tamra.", "report_id": "=A1"}), encoding="utf-8"
    )
    for options, cell in (([], "=A1"), (["--safe-csv"], "'=A1")):
        assert main(["odd.jsonl", "--format", "csv", *options]) == 0
        assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["report_id"] == cell


def test_other_settings_do_not_go_on_with_a_run():
    with contextlib.suppress(Stop):
        write("claims.csv", tell=lambda p: _raise(p) if p.items else None)
    for options in ({"kept": ("killed",)}, {"safe": True}):
        with pytest.raises(OutputError, match="belongs to a run over other files, with other options or other rules"):
            write("claims.csv", **options)
    Path("big.jsonl").write_text(json.dumps(REPORTS[0]), encoding="utf-8")
    with pytest.raises(OutputError, match=r"claims\.csv\.run: belongs to a run over other files"):
        write("claims.csv")


def _raise(_: Progress) -> None:
    raise Stop


def test_two_runs_do_not_write_one_file():
    with (
        Journal(Path("claims.csv"), Form(FileFormat.CSV), "mine"),
        pytest.raises(OutputError, match="another run is writing there"),
    ):
        write("claims.csv")


@pytest.mark.parametrize("state", [b"{", b"[]", b"{}", b'{"version": 1, "settings": "x", "odd": 1}'])
def test_an_odd_state_is_said(state):
    Path("claims.csv.run").mkdir()
    Path("claims.csv.run/state.json").write_bytes(state)
    with pytest.raises(OutputError, match=r"its state cannot be read\. Delete the folder"):
        write("claims.csv")


def test_a_journal_shorter_than_its_state_is_said():
    with contextlib.suppress(Stop):
        write("claims.csv", tell=lambda p: _raise(p) if p.items else None)
    Path("claims.csv.run/claims").write_bytes(b"")
    with pytest.raises(OutputError, match="is shorter than its state says"):
        write("claims.csv")


UNWRITABLE = [
    ("no/such/claims.csv", "cannot be written: No such file or directory"),
    ("big.jsonl/claims.csv", "cannot be written: Not a directory"),
    ("folder.csv", "is a folder. Name a file."),
]


@pytest.mark.parametrize(("out", "said"), UNWRITABLE)
def test_an_unwritable_output_is_one_line(out, said, capsys):
    Path("folder.csv").mkdir()
    assert main(["big.jsonl", "--out", out]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"casualties: {out}: {said}")


@pytest.mark.parametrize("form", ["csv", PARQUET])
def test_a_full_disk_is_one_line_and_costs_nothing(form):
    """The system's limit on a file's size stands for the end of the disk."""
    command = [*RUN, "big.jsonl", "--out", f"claims.{form}"]

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT, preexec_fn=small)
    assert done.returncode == 2
    last = done.stderr.decode().splitlines()[-1]
    assert last == f"casualties: claims.{form}: cannot be written: File too large. What was done so far is kept."
    assert not Path(f"claims.{form}").exists()
    assert subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT).returncode == 2
    assert Path(f"claims.{form}").read_bytes() == write(f"whole.{form}")[1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("taken", ["claims.{}", "claims.{}.failed.jsonl"])
def test_an_output_that_is_no_file_is_left_as_it_is(form, taken, capsys):
    """The finished table takes its place by renaming, which would do away with a pipe or a device of the system."""
    name = taken.format(form)
    os.mkfifo(name)
    assert main(["big.jsonl", "--out", f"claims.{form}"]) == 2
    assert f"{name}: is a pipe, a socket or a device" in capsys.readouterr().err
    assert Path(name).is_fifo()
    assert left_behind() == []


def test_a_list_of_failures_never_takes_the_place_of_a_report(capsys):
    Path("big.jsonl").rename("claims.csv.failed.jsonl")
    before = Path("claims.csv.failed.jsonl").read_bytes()
    assert main(["claims.csv.failed.jsonl", "--out", "claims.csv"]) == 2
    assert "claims.csv.failed.jsonl: is among the reports to be read" in capsys.readouterr().err
    assert Path("claims.csv.failed.jsonl").read_bytes() == before


@pytest.mark.parametrize("at", ["write", "fsync", "publish"])
def test_a_disk_that_fills_at_any_step_costs_nothing(at, monkeypatch):
    _, whole = write("whole.csv")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    name = {"write": "write_whole", "fsync": "os.fsync", "publish": "publish"}[at]
    with monkeypatch.context() as patch:
        patch.setattr(f"casualties.archive.journal.{name}", full)
        with pytest.raises(OutputError, match=r"^claims\.csv: cannot be written: No space left on device\."):
            write("claims.csv")
    assert not Path("claims.csv").exists()
    assert write("claims.csv")[1] == whole


def test_a_finished_file_is_replaced_only_by_a_finished_one():
    Path("claims.csv").write_text("old", encoding="utf-8")
    with contextlib.suppress(Stop):
        write("claims.csv", tell=lambda p: _raise(p) if p.items else None)
    assert Path("claims.csv").read_text(encoding="utf-8") == "old"
    assert write("claims.csv")[1].startswith(b"report_id,")


def test_nothing_readable_writes_nothing(capsys):
    assert main(["gone.jsonl", "--out", "claims.csv"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "casualties: gone.jsonl: no such file."
    assert not Path("claims.csv").exists()
    assert left_behind() == []


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_without_reports_gives_an_empty_table(form):
    Path("none.jsonl").write_text("\n", encoding="utf-8")
    assert main(["none.jsonl", "--out", f"claims.{form}"]) == 0
    if form == "parquet":
        assert needed("pyarrow.parquet").read_schema("claims.parquet").equals(CLAIMS_SCHEMA.arrow)
        assert len(pd.read_parquet("claims.parquet")) == 0
    else:
        assert Path(f"claims.{form}").read_text() == (",".join(CLAIMS_SCHEMA) + "\n" if form == "csv" else "")


def test_a_fault_in_one_report_costs_one_report(monkeypatch):
    real = workers.find_claims

    def find(report):
        if report.report_id == REPORTS[5]["report_id"]:
            raise ZeroDivisionError("why")
        return real(report)

    monkeypatch.setattr(workers, "find_claims", find)
    progress, _ = write("claims.csv")
    assert progress.failed == 4
    first = json.loads(Path("claims.csv.failed.jsonl").read_text().splitlines()[0])
    assert first == {
        "report_id": REPORTS[5]["report_id"],
        "where": "big.jsonl, row 6",
        "reason": "a fault of this library, ZeroDivisionError: why",
    }


def test_a_fault_of_the_words_stops_the_run(monkeypatch):
    def find(_):
        raise LexiconError("en/harms.toml: unknown key 'wrods'.")

    monkeypatch.setattr(workers, "find_claims", find)
    with pytest.raises(LexiconError):
        write("claims.csv")


def test_a_worker_that_dies_is_said(monkeypatch):
    monkeypatch.setattr(workers, "_start", _die)
    with pytest.raises(ReportError, match="a worker process died"):
        write("claims.csv", workers=2)


def _die() -> None:
    os._exit(9)


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "1000"])
def test_an_odd_number_of_workers_is_explained(number, capsys):
    assert main(["big.jsonl", "--out", "claims.csv", "--workers", number]) == 2
    assert "is not a number of processes" in capsys.readouterr().err


@NEEDS_PYARROW
def test_a_large_parquet_file_has_row_groups_of_one_size(monkeypatch):
    monkeypatch.setattr("casualties.archive.forms._ROW_GROUP", 20)
    write("claims.jsonl")
    Form(FileFormat.PARQUET).publish(Path("claims.jsonl"), Path("claims.parquet"))
    file = needed("pyarrow.parquet").ParquetFile("claims.parquet")
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    assert len(sizes) > 2
    assert set(sizes[:-1]) == {20}
