"""Files: reports read from disk, one file or row after another; what cannot be read is named, the rest is done.

Read are ``.txt`` (UTF-8, or UTF-16 or UTF-32 with its mark), ``.html`` and ``.htm`` (extra `html`), ``.csv``,
``.jsonl`` and ``.parquet`` (extra `parquet`).  A text file may open with a block of what is known about it::

    ---
    title: Toll rises in the south
    published: 2011-04-28
    publisher: The Courier
    report_id: courier-17
    ---
    The text begins on the line after the block ...

Every key may be missing; the id defaults to the file's name without its ending.  A table has a column ``text`` and
may have report_id, published, publisher and title.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, overload

from casualties.errors import CasualtiesError, CasualtiesWarning, InputTypeError, ReportError
from casualties.formats import READERS, Reader
from casualties.report import Report
from casualties.row_files import Failure, Found
from casualties.show.position import Origin

__all__ = ["Failure", "Found", "Reports", "each_report", "files_at", "read_reports"]

Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(frozen=True, eq=False, slots=True)
class Reports(Sequence[Report]):
    """The reports that could be read, in order, and the failures; ``origins`` has an entry per report."""

    reports: tuple[Report, ...] = ()
    failures: tuple[Failure, ...] = ()
    origins: tuple[Origin, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Reports: ...
    def __getitem__(self, index: int | slice) -> Report | Reports:
        if isinstance(index, slice):
            return Reports(self.reports[index], self.failures, self.origins[index])
        return self.reports[index]

    def __len__(self) -> int:
        return len(self.reports)

    def __repr__(self) -> str:
        return f"Reports({len(self.reports)} read, {len(self.failures)} failed)"


def read_reports(paths: Paths) -> Reports:
    """The reports in files and folders, in the given order; a folder is walked in the order of its sorted paths.

    Of a folder every file with a known ending is read, hidden ones aside; a report's id is then its path below that
    folder without the ending ("2011/april/wire-3").  A file that cannot be read, or that uses an id again, stands in
    ``failures`` and gives a `CasualtiesWarning`, and the rest is done; but a single path that yields nothing raises
    `ReportError`.  A file without text is an empty report, which has no claims; a warning says so.
    """
    alone = isinstance(paths, str | os.PathLike)
    if not alone and (isinstance(paths, bytes) or not isinstance(paths, Iterable)):
        raise InputTypeError(f"paths must be a path or several, not {type(paths).__name__}.")
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    reports: list[Report] = []
    origins: list[Origin] = []
    failures: list[Failure] = []
    seen: dict[str, str] = {}
    for item in each_report(given):
        if isinstance(item, Found) and not item.report.text.strip():
            message = f"{item.origin.name}: holds no text; an empty report has no claims."
            warnings.warn(message, CasualtiesWarning, stacklevel=2)
        if isinstance(item, Found) and item.report.report_id in seen:
            first = seen[item.report.report_id]
            reason = f"report_id {item.report.report_id!r} is that of {first} already; ids must differ."
            item = Failure(item.origin.name, reason)
        if isinstance(item, Failure):
            failures.append(item)
            continue
        seen[item.report.report_id] = item.origin.name
        reports.append(item.report)
        origins.append(item.origin)
    if alone and failures and not reports:
        raise ReportError(str(failures[0]))
    for failure in failures:
        warnings.warn(str(failure), CasualtiesWarning, stacklevel=2)
    return Reports(tuple(reports), tuple(failures), tuple(origins))


def each_report(given: Iterable[str | os.PathLike[str]]) -> Iterator[Found | Failure]:
    """Every report of files and folders as it is read, and a `Failure` for what cannot be; memory holds one of them.

    Tables (.csv, .jsonl, .parquet) are read row by row.  A file that is reached twice is read once; ids may repeat.
    A link to a file is read; one to a folder is not followed, and named.
    """
    for found in files_at(given):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _read(*found)


def files_at(given: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, str] | Failure]:
    """The files below the given paths, each once, with the id that its report gets by default."""
    done: set[str] = set()
    for name in given:
        if not isinstance(name, str | os.PathLike):
            raise InputTypeError(f"a path must be str or os.PathLike, not {type(name).__name__}.")
        if not str(name):
            yield Failure("''", "an empty path. Give a file or a folder.")
            continue
        path = Path(name)
        try:
            found = _files(path)
            real_paths = [os.path.realpath(f.path if isinstance(f, Failure) else f[0]) for f in found]
        except (OSError, ValueError) as error:  # the latter for a zero byte or half a surrogate pair in the name
            yield Failure(str(path), f"cannot be opened: {error.strerror if isinstance(error, OSError) else error}.")
            continue
        if not found:
            yield Failure(str(path), f"the folder holds no report ({' '.join(READERS)}).")
        for item, real in zip(found, real_paths, strict=True):
            if real not in done:
                done.add(real)
                yield item


def _files(path: Path) -> list[tuple[Path, str] | Failure]:
    """The files at a path, each with the id its report gets; a `Failure` for what cannot be one, or be looked into."""
    if not path.is_dir():
        return [_checked(path, path.stem)]
    unread: list[Failure] = []
    below: list[Path] = []

    def shut(error: OSError) -> None:
        unread.append(Failure(str(error.filename), f"cannot be opened: {error.strerror}."))

    for folder, folders, names in os.walk(path, onerror=shut):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        unread += [_unfollowed(link) for f in folders if _leads_out(link := Path(folder, f), path)]
        below += [Path(folder, name) for name in names if not name.startswith(".")]
    shown = sorted(file.relative_to(path) for file in below if file.suffix.lower() in READERS)
    return [*unread, *(_checked(path / file, file.with_suffix("").as_posix()) for file in shown)]


def _leads_out(folder: Path, top: Path) -> bool:
    """A link to a folder that is not below `top` anyway; one that is would be read twice, or for ever."""
    return folder.is_symlink() and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(top))


def _unfollowed(link: Path) -> Failure:
    return Failure(str(link), "is a link to a folder, which is not followed. Give that folder too.")


def _checked(file: Path, report_id: str) -> tuple[Path, str] | Failure:
    """A pipe would be waited for, and a device read, without end."""
    if file.exists() and not file.is_file():
        return Failure(str(file), "is a pipe, a socket or a device. Save what it gives as a file.")
    return file, report_id


def _read(path: Path, report_id: str) -> Iterator[Found | Failure]:
    reader: Reader | None = READERS.get(path.suffix.lower())
    if reader is None:
        yield Failure(str(path), f"unknown file ending {path.suffix!r}; expected one of {' '.join(READERS)}.")
        return
    try:
        yield from reader(path, report_id)
    except CasualtiesError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        yield Failure(str(path), "no such file." if missing else f"cannot be opened: {error.strerror}.")
