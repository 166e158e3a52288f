"""Journal: what a run has done so far, on disk beside its output, so that it can be stopped at any moment.

A folder ``OUT.run`` holds the claims and the failures found so far, each in a file that only grows, and a small state
that says how far both are valid.  The state is replaced as a whole; what stands behind it in the two files is the
unfinished work of a run that was killed, and is cut off when the next one goes on.  The finished table is written
beside and renamed, so that OUT is either the old file or the whole new one.
"""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from casualties.archive.forms import FileFormat, Form
from casualties.errors import OutputError
from casualties.seen import Seen

_VERSION = 1
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: ``items`` of the input dealt with, reports and failures alike, and what came of them."""

    items: int = 0
    reports: int = 0
    claims: int = 0
    failed: int = 0
    without_text: int = 0
    claims_bytes: int = 0
    failed_bytes: int = 0


class Journal:
    """The folder of one run; entering it goes on where the last run of the same `settings` stopped.

    Raises `OutputError` where another run is writing, where the folder belongs to a run with other settings, and for
    whatever the disk refuses.
    """

    def __init__(self, out: Path, form: Form, settings: str) -> None:
        self._out = out
        self._form = form
        self._settings = settings
        self._folder = out.with_name(f"{out.name}.run")
        self.failed_file = out.with_name(f"{out.name}.failed.jsonl")
        self.progress = Progress()

    def __enter__(self) -> Journal:
        with refused(self._out):
            for taken in (self._out, self.failed_file):
                _spare_what_is_no_file(taken)
            self._folder.mkdir(exist_ok=True)
            self.seen = Seen(self._folder / "ids.sqlite")
            try:
                self.progress = self._stored()
                self._claims = self._cut("claims", self.progress.claims_bytes)
                self._failed = self._cut("failed", self.progress.failed_bytes)
            except BaseException:
                self.seen.close()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def append(self, claims: bytes, failed: bytes, done: Progress) -> None:
        """Takes in what came of some items; `done` counts them, its bytes are filled in here."""
        with refused(self._out):
            self._claims.write(claims)
            self._failed.write(failed)
        sizes = {"claims_bytes": len(claims), "failed_bytes": len(failed)}
        added = dataclasses.astuple(dataclasses.replace(done, **sizes))
        before = dataclasses.astuple(self.progress)
        self.progress = Progress(*(a + b for a, b in zip(before, added, strict=True)))

    def commit(self) -> None:
        """Makes what was taken in last, whatever happens to the process or the machine."""
        progress = self.progress
        with refused(self._out):
            for file in (self._claims, self._failed):
                file.flush()
                os.fsync(file.fileno())
            state = {"version": _VERSION, "settings": self._settings, **dataclasses.asdict(progress)}
            write_whole(self._folder / "state.json", [json.dumps(state).encode()])

    def finish(self) -> None:
        """Writes the table and the list of failures in one step each, and removes the folder."""
        self.commit()
        with refused(self._out):
            new = self._folder / "table"
            publish(self._form, self._folder / "claims", new)
            if self.progress.failed:
                with (self._folder / "failed").open("rb") as failed:
                    write_whole(self.failed_file, iter(lambda: failed.read(_CHUNK), b""))
            else:
                self.failed_file.unlink(missing_ok=True)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            new.replace(self._out)
        self.discard()

    def discard(self) -> None:
        """Removes the folder; the state goes first, so that a half-removed folder is no state at all."""
        self._close()
        with refused(self._out):
            for name in ("state.json", "claims", "failed", "ids.sqlite", "table", "state.json.new"):
                (self._folder / name).unlink(missing_ok=True)
            self._folder.rmdir()

    def first_failure(self) -> str:
        """The place and reason of the first failure, for a run that has nothing else to tell."""
        with refused(self._out):
            self._failed.flush()
            with (self._folder / "failed").open(encoding="utf-8") as file:
                told = json.loads(file.readline())
        return f"{told['where']}: {told['reason']}"

    def _stored(self) -> Progress:
        try:
            state = json.loads((self._folder / "state.json").read_bytes())
            version, settings = state.pop("version"), state.pop("settings")
            progress = Progress(**state)
        except FileNotFoundError:
            return Progress()
        except (ValueError, KeyError, TypeError, AttributeError):
            raise OutputError(f"{self._folder}: its state cannot be read. Delete the folder to start anew.") from None
        if (version, settings) != (_VERSION, self._settings):
            raise OutputError(
                f"{self._folder}: belongs to a run over other files, with other options or other rules. Run that "
                "command again to finish it, or delete the folder to start anew."
            )
        return progress

    def _cut(self, name: str, valid: int) -> BinaryIO:
        """The growing file, cut to what the state vouches for, at whose end writing goes on."""
        path = self._folder / name
        file = path.open("r+b" if path.exists() else "w+b")
        if file.seek(0, os.SEEK_END) < valid:
            file.close()
            raise OutputError(f"{path}: is shorter than its state says. Delete the folder to start anew.")
        file.truncate(valid)
        file.seek(valid)
        return file

    def _close(self) -> None:
        self.seen.close()
        for file in (self._claims, self._failed):
            with suppress(OSError):  # what counts was flushed, and refused if need be, by `commit`
                file.close()


def publish(form: Form, pieces: Path, new: Path) -> None:
    """Parquet is made in a process of its own, since pyarrow takes as much memory as all the rest of a run."""
    if form.format is not FileFormat.PARQUET:
        form.publish(pieces, new)
        return
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as maker:
        maker.submit(form.publish, pieces, new).result()


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """What the disk refuses, as an `OutputError` that names the output."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(f"{path}: cannot be written: {why}. What was done so far is kept.") from error


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """The file with new content, or the old one whole: never half of either."""
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _spare_what_is_no_file(path: Path) -> None:
    """Raises `OutputError` where the finished file would take the place of something else: by renaming, a device of
    the system goes as easily as a file.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder. Name a file.")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is a pipe, a socket or a device, which a table cannot replace. Name a file.")
