"""Coverage-guided fuzzing of the public functions: `python tests/fuzzing/fuzz.py TARGET [CORPUS] [-max_total_time=60]`.

Outside the gate (extra `fuzz`, atheris).  Each target takes bytes and makes of them a text, a table or a file; whatever
they hold, the function gives an answer that keeps its promises or one error of `casualties.errors`, and soon.
Everything else stops the run and writes the bytes to crash-*; put them into tests/fuzzing/finds/TARGET and they stay a
test (tests/test_fuzzing.py runs every find).  Further arguments are libFuzzer's; an empty folder as CORPUS is first
filled with the seeds of the target.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import functools
import gc
import hashlib
import importlib
import io
import itertools
import json
import pkgutil
import sys
import tempfile
import time
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import casualties
from casualties import Amount, Claims, Outcome, Reconciliation
from casualties.__main__ import main as run_in_terminal
from casualties.compare.policies import POLICIES
from casualties.errors import CasualtiesError, CasualtiesWarning
from casualties.extract.calendar_words import PeriodWords
from casualties.extract.hedges import HedgeWords
from casualties.extract.lexicon import Lexicon
from casualties.extract.mentions import MentionWords
from casualties.extract.numberforms import NotCountWords
from casualties.extract.numberwords import NumberWords
from casualties.extract.place_words import PlaceWords
from casualties.extract.sentences import SentenceWords
from casualties.extract.source_words import SourceWords
from casualties.extract.speech_words import SpeechWords
from casualties.extract.status import StatusWords
from casualties.extract.toll_words import TollWords
from casualties.extract.words import Grammar, Harms, VictimWords
from casualties.show.columns import storable
from casualties.show.rows import claim_row

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 10.0
"""Processor time for one input of at most 4 kB, with coverage measured; reading one takes a hundredth of that."""

_SPELLED = (
    "killed wounded dead died people civilians soldiers children at least more than up to about between and or of "
    "them including no one nobody none dozens hundreds thousand million two twenty-five a an another some said police "
    "told according the ministry Homs Syria on Monday since March 2012 yesterday week last next year ago "
    "two-day past total toll rose from bringing missing "
    "detained abducted displaced fled 12 3,500 1.2 10-15 ( ) \" ' , . ; : - \n \n\n € ٣ ３ İ ß ﬁ \u200f \u2028 \x00 "
    "\ud800"
)
_WORDS = tuple(_SPELLED.split(" "))
"""Half of all texts are built from these, so that the grammar is reached and not only the gate before it."""


def text_of(data: bytes) -> str:
    """A text from bytes: raw when the first byte is even, words of the field when it is odd."""
    if data[:1] and data[0] % 2:
        return " ".join(_WORDS[b % len(_WORDS)] for b in data[1:])
    return data[1:].decode("utf-8", "surrogateescape")


def amounts(data: bytes) -> None:
    """`find_amounts`: every amount stands where it says, in order, without overlap."""
    text = text_of(data)
    end = 0
    for found in casualties.find_amounts(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        _keeps_its_ends(found.amount)
        end = found.end


def claims(data: bytes) -> None:
    """`find_claims`, `reconcile` and everything that shows itself; what holds a claim matches `prefilter`."""
    text = text_of(data)
    published = (None, "2012-05-09", "2012-02-29", "0001-01-01", "9999-12-31")[len(data) % 5]
    found = casualties.find_claims(text, published=published, report_id="fuzz")
    assert found == casualties.find_claims(text, published=published, report_id="fuzz")
    for claim in found:
        assert claim.span is not None
        assert text[claim.span.start : claim.span.end] == claim.figure
        assert claim.figure in (claim.quote or "")
        _keeps_its_ends(claim.amount)
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
    assert len(Claims.from_frame(found.to_frame())) == len(found)
    _reconciled(found)


def table(data: bytes) -> None:
    """`Claims.from_frame`, `findings_table` and `reconcile` over typed rows of any cells."""
    import pandas as pd  # noqa: PLC0415

    frame = pd.DataFrame(list(_typed_rows(data)), dtype=object)
    found = Claims.from_frame(frame)
    cells = [cell for claim in found for cell in claim_row(claim)]
    if all(storable("", cell) == cell for cell in cells):
        assert Claims.from_frame(found.to_frame()) == found, "the claims table is read back without loss"
        _same_in_blocks(found)
    _reconciled(found)


def batches(data: bytes) -> None:
    """`claims_table` and `claims_batches` over any rows of reports: both give the same, however the stream is cut."""
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    pieces = text_of(data).encode("utf-8", "replace").decode().split("\n")
    rows = [
        {"report_id": piece[:2] or None, "text": piece if len(piece) % 7 else None, "published": piece[2:12] or None}
        for piece in pieces[:12]
    ]
    frame = pd.DataFrame(rows, columns=["report_id", "text", "published"], dtype="string")
    made = casualties.claims_table(frame)
    assert list(made.columns) == list(casualties.CLAIMS_SCHEMA)
    whole = pa.RecordBatch.from_pandas(frame, preserve_index=False)
    cut = len(data) % (len(rows) + 1)
    streamed = list(casualties.claims_batches([whole.slice(0, cut), whole.slice(cut)]))
    assert sum(b.num_rows for b in streamed) == len(made)
    ids = [name for b in streamed for name in b.column("claim_id").to_pylist()]
    assert ids == made.claim_id.tolist()


def reports(data: bytes) -> None:
    """`read_reports` over any bytes under any ending, twice the same; of a row or file that fails it says which."""
    endings = (".txt", ".html", ".csv", ".jsonl", ".parquet")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"report{endings[data[0] % len(endings)] if data else '.txt'}")
        file.write_bytes(data[1:])
        read = casualties.read_reports(file)
        assert read == read[:] or len(read) == len(read.origins)
        assert len({r.report_id for r in read}) == len(read) == len(read.origins)
        assert all(isinstance(r.text, str) and "\r" not in r.text[:1] for r in read)
        assert all(f.path.startswith(str(file)) and f.reason for f in read.failures)
        again = casualties.read_reports(file)
        assert (again.reports, again.failures) == (read.reports, read.failures)


def stored(data: bytes) -> None:
    """What is kept in files of JSON: `Reconciliation.from_json`, `read_annotations` and `evaluate`."""
    words = data[1:].decode("utf-8", "surrogateescape")
    if data[:1] and data[0] % 2:
        made = Reconciliation.from_json(words)
        assert Reconciliation.from_json(made.to_json()).to_json() == made.to_json()
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "annotated.jsonl")
        file.write_bytes(data[1:])
        annotated = casualties.read_annotations(file)
        assert all(a.report.text[c.span.start : c.span.end] == c.figure for a in annotated for c in a.claims)
        rates = casualties.evaluate(annotated).figures()
        assert all(0 <= rate <= 1 for rate in rates.values())


_FILES: Mapping[str, type[object]] = {
    "grammar": Grammar,
    "harms": Harms,
    "hedges": HedgeWords,
    "mentions": MentionWords,
    "notcounts": NotCountWords,
    "numbers": NumberWords,
    "periods": PeriodWords,
    "places": PlaceWords,
    "sentences": SentenceWords,
    "sources": SourceWords,
    "speech": SpeechWords,
    "status": StatusWords,
    "tolls": TollWords,
    "victims": VictimWords,
}
_LEXICONS = itertools.count(1)
_MOST_LEXICONS = 40
"""Every lexicon stays in memory with all that was made of it, 10 MB each: after so many all are forgotten."""


def lexicon(data: bytes) -> None:
    """A user's own lexicon: any TOML as one of its files, and a text read with it."""
    name = tuple(_FILES)[data[0] % len(_FILES)] if data else "harms"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"{name}.toml").write_bytes(data[1:])
        own = Lexicon(folder=folder)
        own.load(name, _FILES[name])  # most files are refused here, which is soon done
        if next(_LEXICONS) % _MOST_LEXICONS == 0:
            _forget()
        found = casualties.find_claims("At least two people were killed in Homs on Monday, police said.", lexicon=own)
        for claim in found:
            _keeps_its_ends(claim.amount)


def _forget() -> None:
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("casualties."):
            kept.cache_clear()


def terminal(data: bytes) -> None:
    """`python -m casualties` over any bytes of a file: status 0 or 2, every fault in a line, output of its format."""
    head, body = [*data[:2], 0, 0][:2], data[2:]
    endings = (".txt", ".csv", ".jsonl", ".html", ".parquet")
    wanted = ("text", "json", "csv", "html", "jsonl")[head[1] % 5]  # Parquet is written by a process of its own
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, f"report{endings[head[0] % 5]}"), Path(folder, f"out.{wanted}")
        file.write_bytes(body)
        asked = [str(file), "--format", wanted]
        asked += ["--out", str(out)] if head[1] & 64 or wanted == "jsonl" else []
        asked += ["--safe-csv"] if head[1] & 128 else []
        asked += ["--published", "2012-05-09"] if head[0] & 64 else []
        asked += ["--outcome", "killed", "injured"] if head[0] & 128 else []
        status, shown, told = _in_terminal(asked)
        assert status in {0, 2}
        assert "Traceback" not in told
        assert status == 0 or "casualties: " in told
        written = out.read_text(encoding="utf-8") if out.exists() else shown
        if status == 0:
            _is_of_format(written, wanted)


def _in_terminal(asked: list[str]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a run."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_in_terminal(asked)
    out.flush()
    return status, out.buffer.getvalue().decode("utf-8"), err.getvalue()  # type: ignore[attr-defined]


def _is_of_format(written: str, wanted: str) -> None:
    if wanted == "json":
        assert set(json.loads(written)) == {"claims", "findings"}
    elif wanted == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in written.split("\n") if line)
    elif wanted == "csv":
        assert {len(row) for row in csv.reader(io.StringIO(written), strict=True)} == {len(casualties.CLAIMS_SCHEMA)}
    elif wanted == "html":
        assert written.casefold().startswith("<!doctype html>")


def _keeps_its_ends(amount: Amount) -> None:
    assert amount.low is None or amount.low >= 0
    assert amount.low is None or amount.high is None or amount.low <= amount.high


def _reconciled(found: Claims) -> None:
    """Every way of asking about some claims gives an answer that names no other claim."""
    made = casualties.reconcile(found)
    known = {c.claim_id for c in found}
    assert all(set(f.claim_ids) <= known for f in made)
    assert all(set(t.claim_ids) <= known for t in made.topics)
    assert all(made.explain(f) for f in made)
    assert Reconciliation.from_json(made.to_json()) == made
    assert len(made.to_frame()) == len(made)
    for policy, topic in itertools.product(POLICIES, made.topics[:3]):
        told = made.range(policy, topic)
        assert told.low is None or told.high is None or told.low <= told.high
        assert {*told.used, *(name for name, _ in told.set_aside)} <= known
    for outcome in Outcome:
        tally = made.tally(outcome)
        assert tally is None or None in (tally.low, tally.high) or tally.low <= tally.high
    assert csv.reader(io.StringIO(found.to_hxl()), strict=True)
    json.dumps([found.to_annotations(), found.to_schema_org()])
    assert repr(made)
    assert repr(found)
    assert found._repr_html_()
    assert made._repr_html_()


def _same_in_blocks(found: Claims) -> None:
    """`findings_table` of every block by itself has the rows of that of the whole."""
    frame = found.to_frame()
    blocks = casualties.findings_blocks(frame)
    parts = [casualties.findings_table(part) for _, part in frame.groupby(blocks)]
    apart = sorted(str(row) for part in parts for row in part.drop(columns="finding_id").to_numpy().tolist())
    whole = casualties.findings_table(frame).drop(columns="finding_id").to_numpy().tolist()
    assert apart == sorted(map(str, whole))


_CELLS: Mapping[str, tuple[object, ...]] = {
    "report_id": ("r1", "r2", "r3", 4, None),
    "claim_id": (None, "c1", "c2", "c3", "c1;c2", ""),
    "start": (0, 5, None),
    "end": (9, 5, None),
    "figure": ("27", "at least 27", "dozens", "1,729", "30+", "no one", "between 10 and 15", "a few", None),
    "quote": ("He said 27 were killed.", "12 of them", None),
    "value": (27, 0, 12, None),
    "bound": ("exact", "at_least", "range", "vague", "about", "at_most", "more_than", "less_than", None),
    "low": (0, 3, 12, 27, 30, None),
    "high": (3, 12, 27, 30, 95, None),
    "approximate": (True, False, None),
    "unit": ("persons", "families", None),
    "victims": ("civilians", "soldiers", "children", "women and children", None),
    "victim_group": ("civilians", "military", "children", "unspecified", "other", None),
    "place": ("Homs", "Syria", "Aleppo", "near Homs", "Homs and Aleppo", None),
    "place_id": ("SY", "SY/Homs", "SY/Aleppo", "SY | LB", None),
    "country": ("SY", "LB", None),
    "period_start": ("2012-05-08", "2012-05", "2012", dt.date(2012, 5, 9), None),
    "period_end": ("2012-05-09", "2012-05", "2012", dt.date(2012, 5, 31), None),
    "as_of": ("2012-05-09", "2012-05-10", None),
    "cumulative": ("yes", "no", None),
    "source": ("police", "the ministry", "doctors", None),
    "source_id": ("sohr", "un", None),
    "source_kind": ("government", "monitor", "none", "health", None),
    "relayed_by": ("state television", None),
    "status": ("asserted", "denied", "retracted", "feared", "hypothetical", None),
    "part_of": ("c1", "c2", None),
    "revises": ("c1", "c3", None),
    "how": ("typed", "event: the blast", None),
}
"""What people type into each column; the outcome comes from its own list."""

_ODD: tuple[object, ...] = (
    float("nan"), float("inf"), -1, 2**63, 10**30, 27.0, 27.5, True, "", " ", "=1+1", "2012-02-30", dt.date(1, 1, 1),
    dt.date(9999, 12, 31), dt.datetime(2012, 5, 9, 23, 59), "\ud800", "\x00", "\u202e12", "9" * 25, b"27", ["c1"], (),
    "c1\nc2", "a" * 300, "0", "-3", "1e3",
)  # fmt: skip


def _typed_rows(data: bytes) -> Iterator[dict[str, object]]:
    """Rows of a table from bytes: an outcome, the number of cells, then for each its column and what it holds."""
    outcomes = (*(str(o) for o in Outcome), "killed", "killed", "dead", None)
    columns = tuple(_CELLS)
    feed = iter(data)
    for outcome in itertools.islice(feed, 24):
        row: dict[str, object] = {"outcome": outcomes[outcome % len(outcomes)]}
        for _ in range(next(feed, 0) % 10):
            column = columns[next(feed, 0) % len(columns)]
            chosen = next(feed, 0)
            cells = _ODD if chosen > 220 else _CELLS[column]
            row[column] = cells[chosen % len(cells)]
        row.setdefault("figure", None)
        yield row


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "amounts": amounts,
    "claims": claims,
    "table": table,
    "batches": batches,
    "reports": reports,
    "stored": stored,
    "lexicon": lexicon,
    "terminal": terminal,
}


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with, so that what is rare in chance bytes (a table's heading, a page's tags) is met at once."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "examples/reports").glob("*.txt"))]
    rows = [{"report_id": f"r{n}", "text": t[:300], "published": "2012-05-09"} for n, t in enumerate(texts)]
    lines = [json.dumps(row) for row in rows]
    heading = "report_id,text,published\n"
    kept = casualties.reconcile(casualties.find_claims("Police said 12 people were killed. Doctors said 15 died."))
    gold = (ROOT / "tests/cases/reports/reports.jsonl").read_text(encoding="utf-8").splitlines()
    page = "<html><head><meta property='og:title' content='A'></head><body><article><p>{}</p></article></body></html>"
    files = [(0, t) for t in texts] + [(1, page.format(t)) for t in texts[:3]]
    if target in {"amounts", "claims", "batches"}:
        pieces = [p for t in texts for p in t.split("\n\n")]
        yield from (b"\0" + p.encode() for p in pieces)
        yield from (bytes([1, *range(n, n + 40)]) for n in range(0, len(_WORDS), 8))
    elif target == "table":
        yield from (hashlib.sha512(bytes([n])).digest() * 3 for n in range(40))
    elif target == "reports":
        yield from (bytes([ending]) + t.encode()[:3000] for ending, t in files)
        yield b"\2" + (heading + 'r1,"12, died",2012-05-09\n').encode()
        yield b"\3" + "\n".join(lines[:6]).encode()
        yield b"\4" + _parquet()
    elif target == "stored":
        yield b"\1" + kept.to_json().encode()
        yield from (b"\0" + line.encode() for line in sorted(gold, key=len)[:20])
    elif target == "lexicon":
        for n, path in enumerate(sorted((ROOT / "casualties/lexicon/en").glob("*.toml"))):
            entries = sorted(path.read_text(encoding="utf-8").split("\n\n"), key=len)
            yield from (bytes([n]) + e.encode() for e in entries[:: len(entries) // 4 + 1] if len(e) < 2_000)
    elif target == "terminal":
        for wanted in range(5):
            yield from (bytes([(0, 3)[ending], wanted]) + t.encode()[:1500] for ending, t in files[::7])
            yield bytes([1 | 64, wanted]) + (heading + 'r1,"12 men died, 3 were hurt",2012-05-09\n').encode()
            yield bytes([2 | 128, wanted]) + "\n".join(lines[:3]).encode()


def _parquet() -> bytes:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["12 men died."], "report_id": ["r1"]}), out, compression="NONE")
    return out.getvalue()


def run(target: Callable[[bytes], None], data: bytes) -> None:
    """One input; an error of the library's own is an answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", CasualtiesWarning)
        try:
            target(data)
        except CasualtiesError:
            return


def _timed(target: Callable[[bytes], None], data: bytes) -> None:
    start = time.process_time()
    run(target, data)
    took = time.process_time() - start
    assert took < MOST_SECONDS, f"{took:.1f} s for {len(data)} bytes"


def _measured(target: str) -> list[types.FunctionType]:
    """The library's functions and methods whose coverage is looked for: not those of pandas.

    A lexicon that is accepted is built anew with all that follows from it, a second's work and ten when it is measured:
    so only what reads the files is.
    """
    readers = {Lexicon.__module__, *(kind.__module__ for kind in _FILES.values())}
    functions = [f for f in gc.get_objects() if isinstance(f, types.FunctionType)]
    if target == "lexicon":
        return [f for f in functions if f.__module__ in readers]
    return [f for f in functions if (f.__module__ or "").partition(".")[0] == "casualties"]


def main() -> None:
    """Fuzz the target named first; the rest of the arguments go to libFuzzer."""
    import atheris  # noqa: PLC0415

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: fuzz.py TARGET [libFuzzer's arguments]; TARGET is one of {', '.join(TARGETS)}")
    name, arguments = sys.argv[1], sys.argv[2:]
    for folder in (Path(a) for a in arguments if not a.startswith("-") and Path(a).is_dir()):
        if not any(folder.iterdir()):
            for number, seed in enumerate(seeds(name)):
                (folder / f"seed-{number:04}").write_bytes(seed)
    # Modules are loaded when they are first needed, and what is not loaded is not measured: so load them all.
    for module in pkgutil.walk_packages(casualties.__path__, "casualties."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for function in _measured(name):
        atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], *arguments], lambda data: _timed(TARGETS[name], data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
