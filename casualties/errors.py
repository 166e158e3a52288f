"""What can go wrong, each with its own name.

Every message says what was wrong, where, and what to do next.  All errors derive from `CasualtiesError`; those about a
value that was handed in also derive from `ValueError` or `TypeError`, so that ordinary handlers catch them.
"""

from __future__ import annotations

from types import UnionType
from typing import get_args


class CasualtiesError(Exception):
    """Any error that this library raises on purpose."""


class InputTypeError(CasualtiesError, TypeError):
    """An argument has a type the library cannot read (bytes or None where text is expected, say)."""


class DateError(CasualtiesError, ValueError):
    """A date is not a date: expected an ISO date such as ``2011-04-28`` or a `datetime.date`."""


class SpanError(CasualtiesError, ValueError):
    """A span that is no stretch of a text: it begins before the text does, or ends before it begins."""


class AmountError(CasualtiesError, ValueError):
    """An amount that no words can commit to: a negative count, or a low end above the high end."""


class ReportError(CasualtiesError, ValueError):
    """A report could not be read: the file is missing, not text, or lacks what is needed."""


class TableError(CasualtiesError, ValueError):
    """A table of claims or reports lacks a column, or a cell holds something its column cannot hold."""


class OutputError(CasualtiesError, OSError):
    """Something could not be written: no such folder, no permission, no space left; what was done before is kept."""


class LexiconError(CasualtiesError, ValueError):
    """A lexicon file is malformed; the message names the file, the entry, and what is wrong with it."""


class PolicyError(CasualtiesError, ValueError):
    """A policy, an outcome, a topic, a finding or the like was asked for under a name that does not exist."""


class CasualtiesWarning(UserWarning):
    """Something was set aside and the rest was done; the message says what, where and why."""


def expect(value: object, kind: type | UnionType, what: str, write: str) -> None:
    """Raises `InputTypeError` unless the value is of the kind: "`what` must be Amount, not int.  `write`"."""
    if not isinstance(value, kind):
        kinds = " or ".join("None" if k is type(None) else k.__name__ for k in get_args(kind) or (kind,))
        raise InputTypeError(f"{what} must be {kinds}, not {type(value).__name__}. {write}")


def expect_words(owner: object, whose: str, *names: str) -> None:
    """Raises `InputTypeError` unless each of these attributes is a string or None; `whose` is "a report's", say."""
    for name in names:
        value = getattr(owner, name)
        if value is not None and not isinstance(value, str):
            kind = type(value).__name__
            raise InputTypeError(f"{whose} {name} must be str, not {kind}. Write it as one: str(...).")


def expect_function(value: object, what: str) -> None:
    """Raises `InputTypeError` unless the value can be called."""
    if not callable(value):
        raise InputTypeError(f"{what} must be a function, not {type(value).__name__}. Leave it out for the usual one.")
