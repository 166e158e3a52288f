"""Stored: a reconciliation as JSON and back, without loss.

Types are read off the dataclasses' own annotations, so that a new field is stored without a word here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from enum import Enum

from casualties.claim import Claim, Mention
from casualties.compare.decisions import Decision
from casualties.compare.facets import Reading
from casualties.compare.kinds import Finding
from casualties.compare.topics import Topic
from casualties.errors import CasualtiesError, TableError
from casualties.report import Report

_FORMAT = "casualties reconciliation 1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is kept of a reconciliation; reports with their texts, so that every sentence can still be shown."""

    format: str = _FORMAT
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    topics: tuple[Topic, ...]
    complete: bool
    reading: Reading
    decisions: tuple[Decision, ...]


def to_text(stored: Stored) -> str:
    """JSON of everything."""
    return json.dumps(_plain(stored), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Stored:
    """What `to_text` wrote.  Raises `TableError` for anything else."""
    try:
        stored = _build(json.loads(text), Stored)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, CasualtiesError) as error:
        raise TableError(f"this is not a stored reconciliation: {error}. Give what to_json wrote.") from error
    if not isinstance(stored, Stored) or stored.format != _FORMAT:
        raise TableError(f"this is not a stored reconciliation of the format {_FORMAT!r}. Give what to_json wrote.")
    return stored


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _build(data: object, hint: object) -> object:
    """A value of the type `hint` from plain JSON."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = [a for a in arguments if a is not type(None)]
        return None if data is None else _build(data, inner[0])
    if origin is tuple:
        if not isinstance(data, list):
            raise TypeError(f"expected a list, got {data!r}")
        many = len(arguments) == 2 and arguments[1] is Ellipsis
        hints = [arguments[0]] * len(data) if many else list(arguments)
        return tuple(_build(item, h) for item, h in zip(data, hints, strict=True))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if not isinstance(data, dict):
            raise TypeError(f"expected an object for {hint.__name__}, got {data!r}")
        hints_by_name = typing.get_type_hints(hint)
        return hint(**{name: _build(data[name], kind) for name, kind in hints_by_name.items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    if hint is dt.date:
        return dt.date.fromisoformat(str(data))
    if isinstance(hint, type) and not isinstance(data, hint if hint is not float else (int, float)):
        raise TypeError(f"expected {hint.__name__}, got {data!r}")
    return float(data) if hint is float and isinstance(data, (int, float)) else data
