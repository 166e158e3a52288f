"""Workers: pieces of an archive read into encoded claims, here or in several processes, in the order of the input."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date

from casualties.archive.forms import Form
from casualties.archive.journal import Progress
from casualties.errors import CasualtiesError, CasualtiesWarning, LexiconError, ReportError
from casualties.extract.claims import find_claims
from casualties.report import Report
from casualties.show.rows import Cell, claim_row

_WAITING = 2
"""Pieces per process that are read ahead: one at work, one ready."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that cannot be read: its id where it has one, where it stands, and why."""

    report_id: str | None
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A report and the name of its place."""

    report: Report
    where: str


Item = Read | Failed
Piece = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with every report: the date given to those without, the outcomes kept (none: all), the form."""

    form: Form
    published: date | None = None
    outcomes: tuple[str, ...] = ()

    def __call__(self, piece: Piece) -> Done:
        """What came of a piece; depends on nothing else."""
        rows: list[tuple[Cell, ...]] = []
        failed: list[Failed] = []
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", CasualtiesWarning)
            for item in piece:
                said = item if isinstance(item, Failed) else self._read(item, rows)
                if said is not None:
                    failed.append(said)
            claims = self.form.encode(rows)
        empty = sum(isinstance(item, Read) and not item.report.text.strip() for item in piece)
        counted = Progress(len(piece), len(piece) - len(failed), len(rows), len(failed), empty)
        listed = "".join(f"{_line(each)}\n" for each in failed).encode("utf-8", "backslashreplace")
        return Done(claims, listed, counted, tuple(str(w.message) for w in caught))

    def _read(self, item: Read, rows: list[tuple[Cell, ...]]) -> Failed | None:
        report = item.report if item.report.published else replace(item.report, published=self.published)
        try:
            found = find_claims(report)
            rows.extend(claim_row(c) for c in found if not self.outcomes or c.outcome in self.outcomes)
        except (LexiconError, MemoryError):  # no fault of this report: every other would fail alike
            raise
        except CasualtiesError as error:
            return Failed(report.report_id, item.where, str(error))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not cost an archive the others
            return Failed(report.report_id, item.where, f"a fault of this library, {type(error).__name__}: {error}")
        return None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one piece: encoded claims, lines of the list of failures, counts, and warnings."""

    claims: bytes
    failed: bytes
    counted: Progress
    warnings: tuple[str, ...]


def _line(failed: Failed) -> str:
    told = {"report_id": failed.report_id, "where": failed.where, "reason": " ".join(failed.reason.split())}
    return json.dumps(told, ensure_ascii=False)


def work_through(pieces: Iterable[Piece], task: Task, workers: int) -> Generator[Done]:
    """What came of each piece, in order; the same for any number of workers.

    Raises `ReportError` where a process dies, which the system does to those that take too much memory.
    """
    if workers == 1:
        yield from map(task, pieces)
        return
    # Started afresh, not forked: a fork would copy the threads' locks of tqdm and Arrow.
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)
    try:
        waiting: deque[Future[Done]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(task, piece))
            if len(waiting) > workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        message = "a worker process died, perhaps for want of memory. Run the same command again with fewer workers."
        raise ReportError(message) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        pool.shutdown(wait=True)


def _start() -> None:
    """In a worker: Ctrl-C is for the first process to decide on, and when that one is gone, nobody waits for this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = multiprocessing.parent_process()
    if first is not None:

        def leave() -> None:
            first.join()
            os._exit(1)

        threading.Thread(target=leave, daemon=True).start()
