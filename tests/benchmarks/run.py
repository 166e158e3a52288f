"""Every figure of docs/performance.md, measured in one run: ``python tests/benchmarks/run.py [--peers] [--write]``.

The text is made by the command itself, in three mixes, or read from a folder.  Ratios are of things measured side by
side in this run; absolute figures drift with the machine.  With ``--peers`` the libraries it is compared with are
installed, at pinned versions, into an environment that is thrown away: the project's own stays as it is.  What cannot
be measured stands in the table with its reason.  Nothing in the gate depends on a time.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import measures
from chart import write_page
from growth import growth
from measures import Row

PINNED = ("quantulum3==0.10.0", "spacy==3.8.18", "recognizers-text-number==1.0.2a2", "emoji==1.7.0")
"""recognizers-text needs an emoji that still has `UNICODE_EMOJI`."""
PAGE = measures.HERE.parent.parent / "docs" / "performance.md"


def main() -> None:
    options = _parser().parse_args()
    part = 0.1 if options.quick else 1.0
    characters = int(1_000_000 * part)
    texts = measures.given_texts(options.texts, characters) if options.texts else measures.made_texts(characters)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        python, why = _peers(Path(folder)) if options.peers else (options.peer_python, "run with --peers")
        for name, measure in _plan(texts, python, why, part, options.growth).items():
            start = time.perf_counter()
            try:
                for row in measure():
                    rows.append(row)
                    print(_line(row), flush=True)
            except Exception as error:  # noqa: BLE001 - one measure that fails must not cost the others
                rows.append(Row(name, "", None, "", note=f"{type(error).__name__}: {error}"))
                print(_line(rows[-1]), flush=True)
            print(f"    ({name}: {time.perf_counter() - start:.0f} s)", flush=True)
    held = [row.holds for row in rows if row.holds is not None]
    print(f"{sum(held)} of {len(held)} targets hold; {sum(r.value is None for r in rows)} could not be measured.")
    if options.write:
        write_page(PAGE, rows, _versions(), "given" if options.texts else "made")
        print(f"written: {PAGE}")


def _plan(
    texts: measures.Texts, python: Path | None, why: str, part: float, grown: str
) -> dict[str, Callable[[], Iterator[Row]]]:
    return {
        "scan": lambda: measures.against_scan(texts),
        "peers": lambda: measures.against_peers(texts, python, why),
        "processes": lambda: measures.against_one_process(int(100_000 * part)),
        "growth": lambda: growth(int(1_000_000 * part), grown),
        "import": measures.import_time,
        "memory": lambda: measures.streaming_memory(int(3_000 * part)),
        "reconcile": lambda: measures.against_groupby(int(100_000 * part)),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument(
        "--texts", type=Path, metavar="FOLDER", help="real text: .txt files, or general/ dense/ conflict/"
    )
    parser.add_argument("--peers", action="store_true", help="install the peers into an environment of their own first")
    parser.add_argument("--peer-python", type=Path, metavar="PYTHON", help="an environment that has the peers already")
    parser.add_argument("--write", action="store_true", help="write table and chart into docs/performance.md")
    parser.add_argument(
        "--growth", default="", metavar="NAME", help="growth of the functions whose name holds this alone: find_"
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, to see that all of it runs")
    return parser


def _peers(folder: Path) -> tuple[Path | None, str]:
    """The interpreter of a new environment with the peers, or none and why."""
    home = folder / "peers"
    python = home / "bin" / "python"
    commands = (
        [sys.executable, "-m", "venv", "--without-pip", str(home)],
        ["python3", "-m", "pip", "--python", str(python), "install", "-q", *PINNED],
    )
    for command in commands:
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            return None, f"not installed: {error}"
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return None, f"not installed: {(errors or ['pip failed'])[-1][:100]}"
    return python, ""


def _versions() -> str:
    own = ("casualties", "regex", "pandas", "pyarrow")
    found = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in own)
    return f"CPython {platform.python_version()}, {found}; {platform.machine()}"


def _line(row: Row) -> str:
    value = "not measured" if row.value is None else f"{row.value:,.2f} {row.unit}"
    target = "" if row.must is None else f" (must {row.must:g}, moonshot {row.moonshot:g})"
    return f"{row.what} [{row.mix}]: {value}{target}; {row.note}"


if __name__ == "__main__":
    main()
