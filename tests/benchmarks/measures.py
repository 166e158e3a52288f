"""What is measured: each measure is one function that returns rows for the table of docs/performance.md."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the made reports and claims of the tests

from made_reports import MIXES, Maker, made_reports

import casualties
from casualties.archive.forms import FileFormat, Form
from casualties.archive.run import write_claims
from casualties.extract.lexicon import Lexicon
from casualties.extract.trie import trie
from casualties.extract.triggers import tells_harm

TRIGGERS = (
    "abducted", "arrested", "assassinated", "beheaded", "bodies", "body", "burned", "burnt", "captive",
    "casualties", "casualty", "corpse", "corpses", "dead", "death", "deaths", "detained", "detainees", "die",
    "died", "dies", "disappeared", "displaced", "drowned", "dying", "evacuated", "executed", "fatal",
    "fatalities", "fatally", "fled", "hanged", "homeless", "hospitalised", "hospitalized", "hostage",
    "hostages", "hurt", "injured", "injures", "injuries", "injury", "kidnapped", "kill", "killed", "killing",
    "killings", "kills", "lives", "lynched", "martyred", "martyrs", "massacre", "massacred", "missing",
    "murder", "murdered", "perished", "shot", "slain", "slaughtered", "stabbed", "tortured", "toll", "victim",
    "victims", "wounded", "wounding", "wounds",
)  # fmt: skip
"""The bare scan looks for these; about as many as a first draft of any extractor would list."""
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|scores)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.  ``better`` tells whether more or less is good; without a value the note says why."""

    what: str
    mix: str
    value: float | None
    unit: str
    must: float | None = None
    moonshot: float | None = None
    better: str = "less"
    note: str = ""

    @property
    def holds(self) -> bool | None:
        if self.value is None or self.must is None:
            return None
        return self.value <= self.must if self.better == "less" else self.value >= self.must


def made_texts(characters: int) -> Texts:
    """Reports of about 2,500 characters, so many characters in each of the three mixes."""
    found = {}
    for mix in MIXES:
        maker = Maker(mix)
        found[mix] = [maker.text(2_500) for _ in range(max(1, characters // 2_500))]
    return found


def given_texts(folder: Path, characters: int) -> Texts:
    """The .txt files below the folder; subfolders called after the mixes are told apart."""
    mixes = {mix: folder / mix for mix in MIXES if (folder / mix).is_dir()} or {"given": folder}
    found: dict[str, list[str]] = {}
    for mix, place in mixes.items():
        texts, read = [], 0
        for path in sorted(place.rglob("*.txt")):
            texts.append(path.read_text(encoding="utf-8"))
            read += len(texts[-1])
            if read >= characters:
                break
        found[mix] = texts
    return found


def seconds(read: Callable[[str], object], texts: Sequence[str], times: int = 2) -> float:
    """Processor time for all texts, the best of some runs."""
    runs = []
    for _ in range(times):
        start = time.process_time()
        for text in texts:
            read(text)
        runs.append(time.process_time() - start)
    return min(runs)


def sentences_of(texts: Sequence[str], most: int) -> list[str]:
    found = (s for text in texts for s in SENTENCE_END.split(text) if s.strip())
    return list(itertools.islice(found, most))


TARGETS = {
    # measure: must and moonshot for general, dense, conflict
    "scan": {"general": (3, 1.5), "dense": (8, 3), "conflict": (10, 4)},
    "quantulum3": {"general": (100, 300), "dense": (100, 200), "conflict": (100, 150)},
    "spacy": {"general": (8, 20), "dense": (4, 12), "conflict": (3, 8)},
    "recognizers-text-number": {"general": (15, 40), "dense": (15, 40), "conflict": (15, 40)},
}
SAMPLES = {"quantulum3": 300, "recognizers-text-number": 200, "spacy": 4_000}


def against_scan(texts: Texts) -> Iterator[Row]:
    """find_claims against a bare scan for trigger words, report by report."""
    pattern = re.compile(rf"(?<![^\W\d_]){trie(TRIGGERS)}(?![^\W\d_])")
    lexicon = Lexicon()
    for mix, several in texts.items():
        casualties.find_claims(several[0])  # what is loaded at the first call is no part of the rate
        size = sum(map(len, several))
        bare = seconds(lambda text: [m.start() for m in pattern.finditer(text.lower())], several, 3)
        took = seconds(casualties.find_claims, several)
        parts = sentences_of(several, 10**9)
        survivors = sum(tells_harm(s, lexicon) and NUMBER.search(s) is not None for s in parts) / len(parts)
        must, moonshot = TARGETS["scan"].get(mix, (None, None))
        note = (
            f"{size / took / 1e6:.1f} MB/s, scan {size / bare / 1e6:.0f} MB/s; {survivors:.1%} of the sentences survive"
        )
        yield Row("time against the bare trigger scan", mix, took / bare, "x", must, moonshot, "less", note)


def against_peers(texts: Texts, python: Path | None, why: str) -> Iterator[Row]:
    """The same sentences, one by one, read by find_claims and by each peer."""
    for peer, most in SAMPLES.items():
        for mix, several in texts.items():
            must, moonshot = TARGETS[peer].get(mix, (None, None))
            name = f"faster than {peer}"
            parts = sentences_of(several, most)
            said = _peer(python, peer, parts) if python else why
            if isinstance(said, str):
                yield Row(name, mix, None, "x", must, moonshot, "more", said)
                continue
            ours = seconds(casualties.find_claims, parts, 3)
            theirs = float(said["seconds"])
            both = f"{1e6 * ours / len(parts):.0f} against {1e6 * theirs / len(parts):,.0f} us a sentence"
            note = f"version {said['version']}; {both}"
            yield Row(name, mix, theirs / ours, "x", must, moonshot, "more", note)


def _peer(python: Path, name: str, sentences: Sequence[str]) -> dict[str, str] | str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sentences.json")
        path.write_text(json.dumps(sentences), encoding="utf-8")
        command = [str(python), str(HERE / "peers.py"), name, str(path)]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
        except subprocess.TimeoutExpired:
            return "took more than two minutes"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed"])[-1][:120]
    told: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return told


def against_one_process(count: int) -> Iterator[Row]:
    """The same archive of short reports read by one process and by two, from the file to the file, start included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reports.jsonl")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in made_reports(count))
        took = {}
        for workers in (1, 2):
            start = time.perf_counter()
            done = write_claims([path], Path(folder, f"{workers}.csv"), Form(FileFormat.CSV), workers=workers)
            took[workers] = time.perf_counter() - start
        same = Path(folder, "1.csv").read_bytes() == Path(folder, "2.csv").read_bytes()
    rates = f"{count / took[1]:,.0f} and {count / took[2]:,.0f} reports/s"
    note = f"{rates}; {done.claims:,} claims, files {'equal' if same else 'DIFFER'}"
    name = f"2 processes against 1, {count:,} short reports"
    yield Row(name, "conflict", took[1] / took[2], "x", 1.5, 1.65, "more", note)


def import_time() -> Iterator[Row]:
    """A fresh interpreter with the import, less one without; pandas must not be among what it loads."""
    took = {}
    for code in ("pass", "import casualties"):
        runs = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - start)
        took[code] = min(runs)
    check = "import sys, casualties; print('pandas' in sys.modules)"
    pandas = subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True).stdout.strip()
    note = f"pandas loaded: {pandas}"
    yield Row("import casualties", "", took["import casualties"] - took["pass"], "s", 0.15, 0.08, "less", note)


_PEAK = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def streaming_memory(reports: int) -> Iterator[Row]:
    """Peak memory of a run over an archive, and over one ten times as long."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (reports, reports * 10):
            path = Path(folder, f"{count}.jsonl")
            maker = Maker("general")
            texts = [maker.text(2_000) for _ in range(200)]
            with path.open("w", encoding="utf-8") as file:
                rows = ({"report_id": f"r{n}", "text": texts[n % len(texts)]} for n in range(count))
                file.writelines(json.dumps(row) + "\n" for row in rows)
            command = [sys.executable, "-m", "casualties", str(path), "--out", str(path.with_suffix(".csv"))]
            # Through a small process: a child's peak counts what its parent held when it was born.
            told = subprocess.run([sys.executable, "-c", _PEAK, *command], capture_output=True, text=True, check=False)
            if told.returncode:
                yield Row("memory of a 10 times longer file", "general", None, "MB", 5, 0, "less", "the run failed")
                return
            peaks[count] = int(told.stdout) / 1024
    note = f"peak {peaks[reports]:.0f} MB over {reports:,} reports, {peaks[reports * 10]:.0f} MB over {reports * 10:,}"
    more = peaks[reports * 10] - peaks[reports]
    yield Row("memory of a 10 times longer file", "general", more, "MB more", 5, 0.5, "less", note)


def against_groupby(count: int) -> Iterator[Row]:
    """reconcile against the pandas groupby and aggregate that it replaces, over the same claims."""
    sys.path.insert(0, str(HERE))
    from test_reconcile_speed import many

    claims = many(count)
    frame = claims.to_frame()
    start = time.process_time()
    frame.groupby(["place_id", "outcome"]).agg({"low": ["min", "max"], "high": ["min", "max"], "claim_id": "count"})
    grouped = time.process_time() - start
    start = time.process_time()
    found = casualties.reconcile(claims)
    took = time.process_time() - start
    note = f"{took:.1f} s against {grouped:.3f} s; {len(found.findings):,} findings"
    yield Row(f"reconcile {count:,} claims against groupby + agg", "", took / grouped, "x", 100, 25, "less", note)
