"""Tables: claims and findings as pandas DataFrames, and back; the only module that knows pandas.

Pandas is imported when the first table is asked for: who reads reports and prints findings never waits for it.

Columns, order and dtypes are those of `casualties.show.schemas`, also for an empty table.  `claims_table` and
`findings_table` are pure functions of one frame: they can be pickled and mapped over partitions as they are.
"""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from casualties.claim import Claim, Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, CasualtiesWarning, InputTypeError, LexiconError, TableError
from casualties.extract.claims import find_claims
from casualties.show.cells import Row, date_cell, text_cell
from casualties.show.rows import Cell, claim_row, finding_row, row_claim
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA, REPORT_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 2**63 - 1
"""The largest number an Int64 column holds."""


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
            _set_aside(number, row.get("claim_id"), error)
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
    found: list[Claims] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(_rows(columns, len(frame)), 1):
        try:
            claims = find_claims(
                _report_text(row),
                published=date_cell(row, "published"),
                publisher=text_cell(row, "publisher"),
                report_id=text_cell(row, "report_id"),
                title=text_cell(row, "title"),
            )
            report_id = claims.reports[0].report_id
            if report_id in seen:
                raise TableError(f"report_id {report_id!r} is that of row {seen[report_id]} already; ids must differ.")
        except LexiconError:  # no fault of this row: every other would fail alike
            raise
        except CasualtiesError as error:
            _set_aside(number, row.get("report_id"), error)
            continue
        seen[report_id] = number
        found.append(claims)
    return claims_to_frame(Claims.gather(found))


def findings_table(claims_frame: pd.DataFrame) -> pd.DataFrame:
    """The findings about a claims table."""
    return findings_to_frame(reconcile(claims_from_frame(claims_frame)))


def _report_text(row: Row) -> str:
    text = row["text"]
    if text is None:
        raise TableError("text is missing. Give the report's text, or '' for an empty report.")
    if not isinstance(text, str):
        raise TableError(f"text must be str, not {type(text).__name__}. Decode or convert it first.")
    return text


def _frame(rows: Iterable[tuple[Cell, ...]], schema: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    cells = list(zip(*rows, strict=True)) or [()] * len(schema)
    named = zip(schema.items(), cells, strict=True)
    columns = {name: pd.Series(_fitting(name, values, dtype), dtype=dtype) for (name, dtype), values in named}
    return pd.DataFrame(columns, columns=pd.Index(list(schema)))


def _fitting(name: str, values: Sequence[Cell], dtype: str) -> list[Cell]:
    if dtype == "string":
        return [_encodable(v) if isinstance(v, str) else v for v in values]
    if dtype == "Int64":
        return [_storable(name, v) if isinstance(v, int) else v for v in values]
    return list(values)


def _encodable(words: str) -> str:
    """Half a surrogate pair, which no table format can store, becomes U+FFFD: as long, so offsets hold."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in words)
    return str(words)


def _storable(name: str, number: int) -> int | None:
    if number <= _LARGEST:
        return number
    message = f"{name} {number} is above {_LARGEST}, the largest number a table holds; its cell is left empty."
    warnings.warn(message, CasualtiesWarning, stacklevel=6)
    return None


def _columns(frame: pd.DataFrame, known: Sequence[str], what: str) -> dict[str, list[object]]:
    """The known columns as lists of plain values, None where empty."""
    import pandas as pd  # noqa: PLC0415

    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        raise InputTypeError(f"a table of {what} must be a pandas DataFrame, not {kind}. Convert it first.")
    doubled = [str(c) for c in frame.columns[frame.columns.duplicated()]]
    if doubled:
        raise TableError(f"the column {doubled[0]!r} stands twice in the table. Rename or drop one.")
    unknown = [str(c) for c in frame.columns if c not in known]
    if unknown:
        _report_unknown(unknown, known, what)
    return {name: _plain(frame, name) for name in known if name in frame.columns}


def _report_unknown(unknown: Sequence[str], known: Sequence[str], what: str) -> None:
    named = []
    for column in unknown:
        near = difflib.get_close_matches(column.casefold(), known, n=1)
        named.append(f"{column!r} (did you mean {near[0]!r}?)" if near else repr(column))
    message = f"unknown columns of a table of {what} are not read: {', '.join(named)}. Known: {', '.join(known)}."
    warnings.warn(message, CasualtiesWarning, stacklevel=4)


def _plain(frame: pd.DataFrame, name: str) -> list[object]:
    column = frame[name]
    return [None if gap else cell for gap, cell in zip(column.isna(), column.astype(object), strict=True)]


def _rows(columns: Mapping[str, Sequence[object]], length: int) -> Iterator[Row]:
    for number in range(length):
        yield {name: values[number] for name, values in columns.items()}


def _set_aside(number: int, row_id: object, error: CasualtiesError) -> None:
    name = f"row {number}" if row_id is None else f"row {number} ({row_id})"
    warnings.warn(f"{name} set aside: {error}", CasualtiesWarning, stacklevel=3)


def _listed(frame: pd.DataFrame) -> str:
    return ", ".join(str(c) for c in frame.columns) or "no columns"
