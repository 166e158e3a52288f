"""What can go wrong, each with its own name.

Every message says what was wrong, where, and what to do next.  All errors derive from `CasualtiesError`; those about a
value that was handed in also derive from `ValueError` or `TypeError`, so that ordinary handlers catch them.
"""

from __future__ import annotations


class CasualtiesError(Exception):
    """Any error that this library raises on purpose."""


class InputTypeError(CasualtiesError, TypeError):
    """An argument has a type the library cannot read (bytes or None where text is expected, say)."""


class DateError(CasualtiesError, ValueError):
    """A date is not a date: expected an ISO date such as ``2011-04-28`` or a `datetime.date`."""


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
    """A coding policy or an outcome was asked for under a name that does not exist."""


class CasualtiesWarning(UserWarning):
    """Something was set aside and the rest was done; the message says what, where and why."""
