"""Tables: claims and findings as pandas DataFrames, and back; the only module that knows pandas.

Pandas is imported when the first table is asked for: who reads reports and prints findings never waits for it.

Columns, order and dtypes are those of `casualties.show.schemas`, also for an empty table.  `claims_table` and
`findings_table` are pure functions of one frame: they can be pickled and mapped over partitions as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claim, Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.partition import Tied, blocks_of, tied_group
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, InputTypeError, TableError
from casualties.scope import Place, Victims
from casualties.show.cells import Row, verbatim
from casualties.show.columns import claims_of_rows, columns_of, report_unknown, set_aside, storable
from casualties.show.rows import Cell, claim_row, finding_row, row_claim
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA, REPORT_COLUMNS, Schema

if TYPE_CHECKING:
    import pandas as pd


def claims_to_frame(claims: Claims) -> pd.DataFrame:
    """The claims table: one row per claim, in order."""
    return _frame((claim_row(c) for c in claims), CLAIMS_SCHEMA)


def findings_to_frame(reconciliation: Reconciliation) -> pd.DataFrame:
    """The findings table: one row per finding, conflicts first."""
    return _frame((finding_row(f) for f in reconciliation.findings), FINDINGS_SCHEMA)


def claims_from_frame(frame: pd.DataFrame) -> Claims:
    """Claims from a table that was typed or written by `claims_to_frame`; lossless for the latter.

    Needs ``outcome`` and an amount: ``figure`` (its words are read), or ``low`` and/or ``high``, or ``value`` with
    ``bound``.  Any other column may be missing or empty: empty is unknown.  A row that cannot be read (an unknown
    word, a bad date, low above high, a second use of a claim_id) is set aside with a `CasualtiesWarning`; a table
    without the needed columns raises `TableError`.
    """
    columns = _columns(frame, tuple(CLAIMS_SCHEMA), "claims")
    if "outcome" not in columns:
        raise TableError(f"a claims table needs the column 'outcome'; this one has {_listed(frame)}.")
    if not columns.keys() & {"figure", "low", "high", "bound"}:
        needed = "'figure', or 'low' and/or 'high', or 'value' and 'bound'"
        raise TableError(f"a claims table needs an amount: {needed}; this one has {_listed(frame)}.")
    claims: list[Claim] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(_rows(columns, len(frame)), 1):
        try:
            claim = row_claim(row, f"row-{number}")
            if claim.claim_id in seen:
                first = seen[claim.claim_id]
                raise TableError(f"claim_id is that of row {first} already. Give each claim an id of its own.")
        except CasualtiesError as error:
            set_aside(number, row.get("claim_id"), error)
            continue
        seen[claim.claim_id] = number
        claims.append(claim)
    return Claims(tuple(claims))


def claims_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims of a table of reports: column ``text``, optionally report_id, published, publisher, title.

    A row without text, with a bad date or with an id used before is set aside with a `CasualtiesWarning` that names
    it; the rest is done.  Raises `TableError` without a column ``text``.
    """
    columns = _columns(frame, REPORT_COLUMNS, "reports")
    if "text" not in columns:
        raise TableError(f"a table of reports needs the column 'text'; this one has {_listed(frame)}.")
    seen: dict[str, str] = {}
    rows = _rows(columns, len(frame))
    return claims_to_frame(Claims.gather(claims_of_rows(rows, seen.setdefault)))


def findings_table(claims_frame: pd.DataFrame) -> pd.DataFrame:
    """The findings about a claims table."""
    return findings_to_frame(reconcile(claims_from_frame(claims_frame)))


def findings_blocks(claims_frame: pd.DataFrame) -> pd.Series[str]:
    """A block for each claim, with the index of the frame and the name ``block``: no finding crosses two blocks.

    ``findings_table`` of every block by itself, put together, has the rows of ``findings_table`` of the whole.  Claims
    are of one block if they are of one report or of one country, or tied to each other by way of others; the block is
    named by the first of its claim ids in alphabetical order.  Only `BLOCK_COLUMNS` are read, and each may be missing;
    a claims table without claim_id gets the ids that `findings_table` would give: do not cut it before it is numbered.
    """
    import pandas as pd  # noqa: PLC0415

    columns = _columns(frame=claims_frame, known=tuple(CLAIMS_SCHEMA), what="claims")
    rows = _rows({name: columns[name] for name in BLOCK_COLUMNS if name in columns}, len(claims_frame))
    names = [storable("block", n) for n in blocks_of(_tied(row, f"row-{n}") for n, row in enumerate(rows, 1))]
    return pd.Series(names, index=claims_frame.index, dtype="string", name="block")


BLOCK_COLUMNS: tuple[str, ...] = (
    "claim_id", "report_id", "place", "place_id", "outcome", "unit", "victims", "victim_group", "source", "source_id",
    "as_of", "cumulative", "period_start", "part_of", "revises", "how",
)  # fmt: skip
"""The columns of a claims table that decide the block of a claim."""


def _tied(row: Row, default_id: str) -> Tied:
    said = {name: _said(cell, name) for name, cell in row.items()}
    dated = said.get("as_of") or said.get("period_start")
    return Tied(
        claim_id=said.get("claim_id") or default_id,
        report_id=said.get("report_id"),
        place=Place(said.get("place"), said.get("place_id")),
        outcome=said.get("outcome"),
        unit=said.get("unit"),
        victims=Victims(said.get("victims"), tied_group(said.get("victim_group"))),
        source_id=said.get("source_id"),
        source=said.get("source"),
        dated=bool(dated) and said.get("cumulative") is not None,
        part_of=said.get("part_of"),
        revises=said.get("revises"),
        how=said.get("how"),
    )


def _said(cell: object, column: str) -> str | None:
    """The words of a cell; none where they cannot be written out, for which `findings_table` sets the row aside."""
    try:
        return (verbatim(cell, column) or "").strip() or None
    except TableError:
        return None


def _frame(rows: Iterable[tuple[Cell, ...]], schema: Schema) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    cells = columns_of(rows, schema)
    columns = {name: pd.Series(cells[name], dtype=dtype) for name, dtype in schema.items()}
    return pd.DataFrame(columns, columns=pd.Index(list(schema)))


def _columns(frame: pd.DataFrame, known: Sequence[str], what: str) -> dict[str, list[object]]:
    """The known columns as lists of plain values, None where empty."""
    import pandas as pd  # noqa: PLC0415

    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        raise InputTypeError(f"a table of {what} must be a pandas DataFrame, not {kind}. Convert it first.")
    if frame.columns.nlevels > 1:
        raise TableError(f"the table's columns have {frame.columns.nlevels} levels. Give each one plain name.")
    doubled = [str(c) for c in frame.columns[frame.columns.duplicated()]]
    if doubled:
        raise TableError(f"the column {doubled[0]!r} stands twice in the table. Rename or drop one.")
    unknown = [str(c) for c in frame.columns if c not in known]
    if unknown:
        report_unknown(unknown, known, what)
    return {name: _plain(frame, name) for name in known if name in frame.columns}


def _plain(frame: pd.DataFrame, name: str) -> list[object]:
    column = frame[name]
    return [None if gap else cell for gap, cell in zip(column.isna(), column.astype(object), strict=True)]


def _rows(columns: Mapping[str, Sequence[object]], length: int) -> Iterator[Row]:
    for number in range(length):
        yield {name: values[number] for name, values in columns.items()}


def _listed(frame: pd.DataFrame) -> str:
    return ", ".join(str(c) for c in frame.columns) or "no columns"
