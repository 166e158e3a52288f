"""Encodings: bytes as text: by their byte-order mark, as declared, or as UTF-8; nothing else is guessed."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casualties.errors import ReportError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONGEST_MARK = 4
_ZEROS = "holds zero bytes: it is not text, or UTF-16 without its mark. Save it as UTF-8."


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of bytes: by their byte-order mark, else as `declared`, else as UTF-8; every line end becomes LF."""
    mark, encoding = _mark_of(data, declared or "utf-8")
    data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except LookupError:
        raise ReportError(f"declares the encoding {encoding!r}, which is unknown. Save it as UTF-8.") from None
    except UnicodeDecodeError as error:
        where = f"byte {data[error.start]:#04x} at offset {error.start}"
        raise ReportError(f"not {encoding.upper()} text ({where}). Save it as UTF-8.") from None
    except UnicodeError as error:  # from Python's codecs that are no encodings of files, such as "undefined"
        raise ReportError(f"not {encoding.upper()} text ({error}). Save it as UTF-8.") from None
    if "\0" in text:
        raise ReportError(_ZEROS)
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """A file as a stream of text, for what is too large to be read at once; every line end becomes LF.

    A byte that is no UTF-8 becomes half a surrogate pair, which no UTF-8 holds, so that `flaw` finds it where it
    stands and the rest is read.  Raises `ReportError` for bytes that are no UTF-16 or UTF-32, when they are reached.
    """
    with path.open("rb") as file:
        mark, encoding = _mark_of(file.read(_LONGEST_MARK))
        file.seek(len(mark))
        with io.TextIOWrapper(file, encoding, "surrogateescape" if encoding == "utf-8" else "strict") as stream:
            try:
                yield stream
            except UnicodeDecodeError as error:
                byte = f"byte {error.object[error.start]:#04x}"
                raise ReportError(f"not {encoding.upper()} text ({byte}). Save it as UTF-8.") from None


def flaw(text: str) -> str | None:
    """Why a piece of an `opened` file is no text, or None."""
    if "\0" in text:
        return _ZEROS
    if text.isascii():
        return None
    bad = next((c for c in text if "\udc80" <= c <= "\udcff"), None)
    return None if bad is None else f"not UTF-8 text (byte {ord(bad) - 0xDC00:#04x}). Save it as UTF-8."


def lines_of(path: Path) -> Iterator[tuple[int, str | ReportError]]:
    """The lines of a file with their numbers from 1, read one at a time; for a line that is no text, why.

    A file whose first line is no text is none at all: that raises `ReportError`.
    """
    with path.open("rb") as file:
        mark, encoding = _mark_of(file.read(_LONGEST_MARK))
        if encoding != "utf-8":  # line ends are not single bytes there
            with opened(path) as stream:
                yield from enumerate((line.removesuffix("\n") for line in stream), 1)
            return
        file.seek(len(mark))
        number = 0
        for raw in file:
            for piece in raw.removesuffix(b"\n").removesuffix(b"\r").split(b"\r"):
                number += 1
                try:
                    yield number, decode(piece, "utf-8")
                except ReportError as error:
                    if number == 1:
                        raise
                    yield number, error


def _mark_of(data: bytes, unmarked: str = "utf-8") -> tuple[bytes, str]:
    """The byte-order mark that the bytes begin with and the encoding that it names; no mark and `unmarked` without."""
    return next((m for m in _MARKS if data.startswith(m[0])), (b"", unmarked))
