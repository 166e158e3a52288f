"""Seen: the report ids met so far, kept on disk, so that memory does not grow with the archive."""

from __future__ import annotations

import os
from types import TracebackType
from typing import TYPE_CHECKING

from casualties.errors import OutputError

if TYPE_CHECKING:
    import sqlite3

_PAGES = -2048
"""Memory that the ids may take before they go to disk: SQLite reads a negative number as KiB."""


class Seen:
    """Report ids with the place where each was first met; exact, and slower than a set only by a few microseconds.

    With a `path` the file is locked: a second `Seen` of the same file raises `OutputError`.  The lock goes with the
    process, however that ends.  Without one the ids lie in a temporary file that nobody else sees.
    """

    def __init__(self, path: str | os.PathLike[str] = "") -> None:
        import sqlite3  # noqa: PLC0415 - only archives need it

        try:
            self._ids: sqlite3.Connection = sqlite3.connect(str(path), timeout=0, isolation_level=None)
            for line in (
                f"PRAGMA cache_size={_PAGES}",
                "PRAGMA journal_mode=OFF",
                "PRAGMA synchronous=OFF",
                "BEGIN EXCLUSIVE",
                "DROP TABLE IF EXISTS seen",
                "CREATE TABLE seen (id BLOB PRIMARY KEY, place BLOB) WITHOUT ROWID",
            ):
                self._ids.execute(line)
        except sqlite3.Error as error:
            if "locked" in str(error):
                raise OutputError(f"{path}: another run is writing there. Wait for it, or stop it.") from None
            raise OutputError(f"{path or 'a temporary file'}: cannot be written: {error}.") from error

    def first(self, report_id: str, place: str) -> str | None:
        """None if the id is new, and `place` is remembered for it; else the place where it was first met."""
        import sqlite3  # noqa: PLC0415

        key = report_id.encode("utf-8", "surrogatepass")  # half a surrogate pair is no text to SQLite
        try:
            words = place.encode("utf-8", "surrogatepass")
            new = self._ids.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, words)).rowcount
            if new:
                return None
            found: bytes = self._ids.execute("SELECT place FROM seen WHERE id = ?", (key,)).fetchone()[0]
        except sqlite3.Error as error:
            raise OutputError(f"the list of report ids cannot be written: {error}.") from error
        return found.decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._ids.close()

    def __enter__(self) -> Seen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
