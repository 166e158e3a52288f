"""Forms: the claims table as bytes that can be appended to a file, and that file as the finished table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from casualties.errors import OutputError
from casualties.show.batches import record_batch
from casualties.show.characters import no_formula
from casualties.show.columns import storable
from casualties.show.rows import Cell
from casualties.show.schemas import CLAIMS_SCHEMA, DAYS

_ROW_GROUP = 8_192
"""Claims per row group of a Parquet file: what a reader must hold at once, about 8 MB."""
_PACKED: Mapping[str, str] = MappingProxyType({"compression": "zstd"})


class FileFormat(StrEnum):
    """The file formats of a claims table."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Form:
    """How claims become bytes.  With ``safe`` a CSV cell that a spreadsheet would run as a formula gets a ``'``."""

    format: FileFormat
    safe: bool = False

    def encode(self, rows: Sequence[tuple[Cell, ...]]) -> bytes:
        """Rows as bytes; pieces encoded one by one may be joined."""
        mended = ([storable(name, cell) for name, cell in zip(CLAIMS_SCHEMA, row, strict=True)] for row in rows)
        if self.format is not FileFormat.CSV:  # Parquet is made of JSON at the end: no process at work needs pyarrow
            return "".join(f"{json.dumps(_plain(cells), ensure_ascii=False)}\n" for cells in mended).encode()
        return csv_lines((_safe(cells) for cells in mended) if self.safe else mended).encode()

    def publish(self, pieces: Path, out: Path) -> None:
        """The finished table in `out`, from the joined pieces; memory holds a row group at most."""
        if self.format is FileFormat.PARQUET:
            _publish_parquet(pieces, out)
            return
        with pieces.open("rb") as source, out.open("wb") as target:
            if self.format is FileFormat.CSV:
                target.write(csv_lines([list(CLAIMS_SCHEMA)]).encode())
            shutil.copyfileobj(source, target, 2**20)


def form_of(name: str, *, safe: bool = False) -> Form:
    """The form of that name; raises `OutputError` where pyarrow is missing for Parquet."""
    form = Form(FileFormat(name), safe)
    if form.format is FileFormat.PARQUET and find_spec("pyarrow") is None:
        raise OutputError("a Parquet table needs pyarrow. Run: pip install 'casualties[parquet]'")
    return form


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; empty cells are empty, days ISO dates."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _safe(cells: Sequence[Cell]) -> list[Cell]:
    return [no_formula(c) if isinstance(c, str) else c for c in cells]


def _plain(cells: Sequence[Cell]) -> Mapping[str, object]:
    values = (c.isoformat() if isinstance(c, dt.date) else c for c in cells)
    return dict(zip(CLAIMS_SCHEMA, values, strict=True))


def _publish_parquet(pieces: Path, out: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = CLAIMS_SCHEMA.arrow
    with pieces.open(encoding="utf-8", newline="\n") as source, pq.ParquetWriter(out, schema, **_PACKED) as target:
        while rows := [_cells(json.loads(line)) for line in islice(source, _ROW_GROUP)]:
            target.write_table(pa.Table.from_batches([record_batch(rows, CLAIMS_SCHEMA, schema)]))


def _cells(row: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """The cells of a row written by `_plain`."""
    return tuple(
        dt.date.fromisoformat(cell) if dtype == DAYS and isinstance(cell, str) else cell
        for cell, dtype in zip(row.values(), CLAIMS_SCHEMA.values(), strict=True)
    )
