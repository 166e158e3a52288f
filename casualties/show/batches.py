"""Batches: a stream of Arrow record batches of reports in, a stream of batches of the claims table out; no pandas.

Memory holds one batch at a time, so that an archive of any size can be read: DuckDB, Polars, Parquet files and Flight
all speak in record batches.
"""

from __future__ import annotations

import datetime as dt
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claims
from casualties.errors import InputTypeError, TableError
from casualties.seen import Seen
from casualties.show.cells import Row, rows_of_batch
from casualties.show.columns import claims_of_rows, columns_of, report_unknown
from casualties.show.rows import Cell, claim_row
from casualties.show.schemas import CLAIMS_SCHEMA, REPORT_COLUMNS, Schema

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = dt.date(1970, 1, 1).toordinal()
_FEW = 1024
"""Reports read before their claims are handed on, however large the batch they came in."""


def claims_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The claims table of a stream of reports, batch by batch, as the stream is read.

    `batches` are record batches with a column ``text`` and optionally report_id, published, publisher and title: a
    ``RecordBatchReader``, or any iterable.  Every batch that comes out has the schema ``CLAIMS_SCHEMA.arrow``; joined
    they are the table that `claims_table` gives for all reports at once, however the stream was cut.

    A row without text, with a bad date or with an id used before anywhere in the stream is set aside with a
    `CasualtiesWarning` that names its number in the stream, and the others go on.  Raises `InputTypeError` for what is
    no record batch, `TableError` for a batch without a column ``text`` and without pyarrow, each when that batch is
    reached.
    """
    schema = CLAIMS_SCHEMA.arrow
    with Seen() as seen:
        gathered: list[Claims] = []
        for claims in claims_of_rows(_rows(batches), seen.first):
            gathered.append(claims)
            if len(gathered) >= _FEW:
                yield record_batch((claim_row(c) for each in gathered for c in each), CLAIMS_SCHEMA, schema)
                gathered = []
        if gathered:
            yield record_batch((claim_row(c) for each in gathered for c in each), CLAIMS_SCHEMA, schema)


def record_batch(rows: Iterable[tuple[Cell, ...]], schema: Schema, arrow: pa.Schema) -> pa.RecordBatch:
    """Rows in the order of `schema` as one record batch; `arrow` is ``schema.arrow``, which is made once."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    columns = columns_of(rows, schema)
    arrays = [_array(columns[field.name], field.type) for field in arrow]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow)


def _array(cells: Sequence[Cell], kind: pa.DataType) -> pa.Array:
    """Cells as an Arrow array, laid out by hand: ``pyarrow.array`` would load pandas, 60 MB in every process."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    buffers = [pa.py_buffer(_bits(cell is not None for cell in cells))]
    if pa.types.is_string(kind):
        words = [b"" if cell is None else str(cell).encode() for cell in cells]
        ends = array("i", itertools.accumulate(map(len, words), initial=0))
        buffers += [pa.py_buffer(ends), pa.py_buffer(b"".join(words))]
    elif pa.types.is_boolean(kind):
        buffers.append(pa.py_buffer(_bits(map(bool, cells))))
    elif pa.types.is_date32(kind):
        days = (cell.toordinal() - _EPOCH if isinstance(cell, dt.date) else 0 for cell in cells)
        buffers.append(pa.py_buffer(array("i", days)))
    else:
        buffers.append(pa.py_buffer(array("q", (cell if isinstance(cell, int) else 0 for cell in cells))))
    return pa.Array.from_buffers(kind, len(cells), buffers)


def _bits(flags: Iterable[bool]) -> bytes:
    """Flags as Arrow packs them, the first in the lowest bit."""
    digits = "".join("1" if flag else "0" for flag in flags)
    return int(digits[::-1] or "0", 2).to_bytes(len(digits) // 8 + 1, "little")


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """The rows of every batch as plain Python, with the known columns only."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    told = False
    for batch in batches if isinstance(batches, Iterable) else (batches,):
        if not isinstance(batch, pa.RecordBatch):
            kind = type(batch).__name__
            raise InputTypeError(f"claims_batches reads pyarrow record batches, not {kind}. Try table.to_batches().")
        names: list[str] = batch.schema.names
        if "text" not in names:
            raise TableError(f"a table of reports needs the column 'text'; this one has {', '.join(names) or 'none'}.")
        doubled = [name for name in names if names.count(name) > 1]
        if doubled:
            raise TableError(f"the column {doubled[0]!r} stands twice in the table. Rename or drop one.")
        unknown = [name for name in names if name not in REPORT_COLUMNS]
        if unknown and not told:
            report_unknown(unknown, REPORT_COLUMNS, "reports")
            told = True
        known = batch.select([name for name in names if name in REPORT_COLUMNS])
        for start in range(0, len(known), _FEW):
            yield from rows_of_batch(known.slice(start, _FEW))
