"""Claims gained and lost by a change: `python tests/gained_and_lost.py [REV]` (default HEAD).

Finds the claims of every text at hand once with the working tree and once with a clean checkout of REV, and prints
what the working tree gained (+) and lost (-).  A claim that changed is one of each.  The texts are those of the working
tree in both runs: examples/reports, tests/cases/figures and, where it lies beside the project, the annotated reports.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ANNOTATED = ROOT.parent / "shared" / "gold"


class Row(NamedTuple):
    """A claim as a person would recognise it again; offsets are left out."""

    report: str
    figure: str
    outcome: str
    source: str
    sentence: str


class Text(NamedTuple):
    """A text to read, and the day from which its "yesterday" is counted."""

    name: str
    text: str
    published: str | None


def texts(root: Path, annotated: Path) -> Iterator[Text]:
    """Every text at hand, in a fixed order."""
    for file in sorted((root / "examples" / "reports").glob("*.txt")):
        yield Text(file.stem, file.read_text(encoding="utf-8"), file.name[:10])
    for file in sorted((root / "tests" / "cases" / "figures").glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(line)
            yield Text(f"{file.stem}:{number}", case["text"], case["published"])
    for file in sorted(annotated.glob("*.docs.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            yield Text(f"{file.name.split('.')[0]}:{doc['id']}", doc["text"], None)


def find(root: Path, annotated: Path) -> list[Row]:
    """The claims that the `casualties` on the path finds in every text."""
    import casualties  # noqa: PLC0415 - the subprocess decides which checkout this is

    rows: list[Row] = []
    for name, text, published in texts(root, annotated):
        for claim in casualties.find_claims(text, published=published, report_id=name):
            sentence = " ".join((claim.quote or "").split())
            rows.append(Row(name, claim.figure or "", str(claim.outcome), claim.source.words or "-", sentence))
    return rows


def diff(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Gained and lost, each sorted; a row that stands twice counts twice."""
    old, new = Counter(before), Counter(after)
    return sorted((new - old).elements()), sorted((old - new).elements())


def lines(gained: Sequence[Row], lost: Sequence[Row]) -> Iterator[str]:
    """One line per claim, by report, what was lost first; the counts at the end."""
    signed = [(row.report, "-", row) for row in lost] + [(row.report, "+", row) for row in gained]
    for report, sign, row in sorted(signed, key=lambda s: (s[0], s[2].sentence, s[1] == "+", s[2])):
        yield f"{sign} {report} | {row.figure} | {row.outcome} | {row.source} | {row.sentence}"
    yield f"{len(gained)} gained, {len(lost)} lost"


def rows_of(checkout: Path) -> list[Row]:
    """The claims found by the code in `checkout`, read in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--find"]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, env=environment, cwd=checkout, check=True, stdout=subprocess.PIPE)
    return [Row(*row) for row in json.loads(done.stdout)]


def rows_at(rev: str) -> list[Row]:
    """The claims found by the code of the revision `rev`, in a worktree that is removed afterwards."""
    git = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder, "checkout")
        subprocess.run([*git, "add", "--quiet", "--detach", str(checkout), rev], check=True)
        try:
            return rows_of(checkout)
        finally:
            subprocess.run([*git, "remove", "--force", str(checkout)], check=True)


def main() -> None:
    """Print what the working tree gained and lost against a revision."""
    parser = argparse.ArgumentParser(description="Claims gained (+) and lost (-) by the working tree.")
    parser.add_argument("rev", nargs="?", default="HEAD", help="the revision to compare with (default: HEAD)")
    parser.add_argument("--find", action="store_true", help="print the claims of the code on the path as JSON")
    asked = parser.parse_args()
    if asked.find:
        print(json.dumps(find(ROOT, ANNOTATED)))
        return
    print(*lines(*diff(rows_at(asked.rev), rows_of(ROOT))), sep="\n")


if __name__ == "__main__":
    main()
