"""Run: every report of an archive read, the claims table written; may be stopped at any moment and run again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from casualties.archive.forms import Form
from casualties.archive.journal import Journal, Progress
from casualties.archive.workers import Done, Failed, Item, Piece, Read, Task, work_through
from casualties.errors import OutputError, ReportError
from casualties.files import each_report, files_at
from casualties.row_files import Failure, count_rows
from casualties.seen import Seen

_REPORTS, _CHARACTERS = 256, 500_000
"""A piece of work ends after so many reports, or so much text; it depends on the input alone, never on the workers."""
_SHARE, _COMMIT = 16, 4_096
"""A run makes its work last after a sixteenth more of it, or so many reports: a kill costs little of a long run, and
of a short one a piece."""

Tell = Callable[[Progress], None]
Warn = Callable[[str], None]


def write_claims(
    paths: Sequence[str | os.PathLike[str]],
    out: Path,
    form: Form,
    *,
    workers: int = 1,
    published: dt.date | None = None,
    kept: Sequence[str] = (),
    tell: Tell = lambda _: None,
    warn: Warn = lambda _: None,
) -> Progress:
    """The claims of all reports at `paths`, in their order, written to `out`; what could not be read is listed.

    `published` is given to reports that state no date, `kept` are the outcomes wanted (none: all).  Failures are
    listed in ``OUT.failed.jsonl``, one object with report_id, where and reason per line.  A run that is stopped, by
    whatever means, goes on when it is called again with the same arguments (workers aside), and the file is then the
    same, byte for byte, as that of an unbroken run.  `tell` gets the progress after every piece of work, `warn` each
    warning.

    Raises `OutputError` for what cannot be written and `ReportError` where nothing could be read.
    """
    task = Task(form, published, tuple(sorted(kept)))
    with Journal(out, form, _settings(paths, task)) as journal:
        tell(journal.progress)
        items = islice(_items(paths, journal.seen), journal.progress.items, None)
        try:
            with closing(work_through(_pieces(items), task, workers)) as found:
                _take_in(found, journal, tell, warn)
        except OutputError:
            raise
        except BaseException:
            journal.commit()
            raise
        if journal.progress.failed and not journal.progress.reports:
            first = journal.first_failure()
            journal.discard()
            raise ReportError(first)
        journal.finish()
        return journal.progress


def _take_in(found: Iterable[Done], journal: Journal, tell: Tell, warn: Warn) -> None:
    committed = journal.progress.items
    for done in found:
        journal.append(done.claims, done.failed, done.counted)
        for said in done.warnings:
            warn(said)
        tell(journal.progress)
        if journal.progress.items - committed >= min(_COMMIT, committed // _SHARE):
            journal.commit()
            committed = journal.progress.items


def reports_in(paths: Sequence[str | os.PathLike[str]]) -> int | None:
    """About how many reports there are, to tell how long it will take; None where only reading tells."""
    total = 0
    for found in files_at(paths):
        if isinstance(found, Failure):
            continue
        try:
            rows = count_rows(found[0])
        except OSError:
            continue
        if rows is None:
            return None
        total += rows
    return total


def _items(paths: Iterable[str | os.PathLike[str]], seen: Seen) -> Iterator[Item]:
    """Every report, and a failure for what cannot be read or uses an id again."""
    for item in each_report(paths):
        if isinstance(item, Failure):
            yield Failed(None, item.path, item.reason)
            continue
        report_id, where = item.report.report_id, item.origin.name
        first = seen.first(report_id, where)
        if first is None:
            yield Read(item.report, where)
        else:
            yield Failed(report_id, where, f"report_id {report_id!r} is that of {first} already; ids must differ.")


def _pieces(items: Iterable[Item]) -> Iterator[Piece]:
    held: list[Item] = []
    characters = 0
    for item in items:
        held.append(item)
        characters += len(item.report.text) if isinstance(item, Read) else 0
        if len(held) >= _REPORTS or characters >= _CHARACTERS:
            yield tuple(held)
            held, characters = [], 0
    if held:
        yield tuple(held)


def _settings(paths: Sequence[str | os.PathLike[str]], task: Task) -> str:
    """A digest of all that decides what the table will hold: the files, the options, and the rules themselves."""
    digest = hashlib.sha256(repr(task).encode("utf-8", "surrogatepass"))
    for found in files_at(paths):
        words = repr(found) if isinstance(found, Failure) else repr((str(found[0]), *_look(found[0])))
        digest.update(words.encode("utf-8", "surrogatepass"))
    rules = Path(__file__).parent.parent
    for file in sorted([*rules.rglob("*.py"), *rules.rglob("*.toml")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _look(path: Path) -> tuple[int, ...]:
    """Size and time of change, by which a file is taken for the same; none for a file that is not there."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_size, about.st_mtime_ns
