"""Number dates: dates, years, clock times and codes among the numbers.

Found: "12 March 2011", "March 12", "10, 11 and 12 May", "between March 10 and 15", "Oct. 7", "2011-04-28",
"28/04/2011", "10:30", "2013-14", "in 2011", and codes told by their marks (telephone numbers, addresses, versions,
"1/3", "5-0").
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract.numberforms import HYPHENS, LIST_MARKS, Form, FormTable, Place, Shape
from casualties.extract.numbertokens import Tokens, read_numeral

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
MARKS = frozenset({"/", ":", "."}) | HYPHENS
"""Marks that tie numerals to a date, a time or a code."""


def code(p: Place) -> Shape | None:
    """Numerals tied by marks without a blank: a date, a time, a span of years, a score, a fraction, or a mere code."""
    t = p.tokens
    if not t.is_numeral(p.first):
        return None
    marks, last = [], p.first + 1
    while t.key(last) in MARKS and t.glued(last) and t.glued(last + 1) and t.is_numeral(last + 1):
        marks.append(t.key(last))
        last += 2
    if t.key(p.first - 1) in {"+", "("} and len(marks) > 1 and not t.is_numeral(p.first - 2):
        return Shape(Form.OTHER, p.first - 1, last)
    if not marks:
        return Shape(Form.OTHER, p.first, last) if read_numeral(t.key(p.first)) is None else None
    numerals = t.keys[p.first : last : 2]
    form = _form_of_marks(marks, numerals)
    return Shape(form, p.first, last) if form else None


def _form_of_marks(marks: list[str], numerals: Sequence[str]) -> Form | None:
    sizes = [len(n) for n in numerals]
    if marks[0] == ":":
        return Form.TIME if sizes[0] <= 2 and sizes[1] == 2 else Form.OTHER
    if marks[0] == ".":  # the tokens of "28.04.2011" are "28", "." and "04.2011"
        return Form.DATE if len(marks) == 1 and sizes[0] <= 2 and sizes[1] in {6, 7} else Form.OTHER
    if len(marks) == 2 and len(set(marks)) == 1 and sizes in _DATE_SIZES:
        return Form.DATE
    if len(marks) > 1:
        return Form.OTHER
    if marks[0] == "/":
        return Form.FRACTION if sizes[0] < 4 else Form.YEAR
    return _tied(numerals)


_DATE_SIZES = (
    [4, 2, 2],
    [2, 2, 4],
    [1, 2, 4],
    [2, 1, 4],
    [1, 1, 4],
    [2, 2, 2],
    [4, 1, 1],
    [4, 1, 2],
    [4, 2, 1],
    [1, 1, 2],
    [1, 2, 2],
)


def _tied(numerals: Sequence[str]) -> Form | None:
    """Two numerals with a hyphen: years, a score, or (None) a range."""
    first, second = (read_numeral(n) for n in numerals)
    if first is None or second is None:
        return Form.OTHER
    if _written_year(numerals[0]) and (_written_year(numerals[1]) or (len(numerals[1]) == 2 and second > first % 100)):
        return Form.YEAR
    return Form.SCORE if second < first else None


def _written_year(key: str) -> bool:
    return len(key) == 4 and key.isdecimal() and _FIRST_YEAR <= int(key) <= _LAST_YEAR


def list_number(p: Place) -> Shape | None:
    """ "1." or "2)" at the start of a line."""
    t = p.tokens
    if p.last - p.first != 1 or p.hedged != p.first or t.key(p.last) not in {".", ")"} or not t.glued(p.last):
        return None
    before = t.text[max(0, t.starts[p.first] - 3) : t.starts[p.first]].rstrip(" \t")
    opens = not before or (before[-1] == "\n" and (len(before) < 2 or before[-2] in "\n.:;!?\r"))
    if opens and len(t.key(p.first)) <= 2 and p.last + 1 < t.size and not t.glued(p.last + 1):
        return Shape(Form.OTHER, p.first, p.last)
    return None


def date(p: Place) -> Shape | None:
    """ "12 March 2011", "March 12", "10, 11 and 12 May", "between March 10 and 15"."""
    t = p.tokens
    after = _month_ahead(p)
    if after:
        last = after + 1 if is_year(t, after) else after
        return Shape(Form.DATE, p.first, last)
    if not _is_day(t, p.first):
        return None
    if is_month(t, p.first - 1, p.forms) and t.key(p.first - 2) != "in":
        return _with_year(p, p.first - 1)
    if t.key(p.first - 1) == "." and is_month(t, p.first - 2, p.forms) and len(t.key(p.first - 2)) <= 4:
        return _with_year(p, p.first - 2)
    if t.key(p.first - 1) in LIST_MARKS and _is_day(t, p.first - 2) and is_month(t, p.first - 3, p.forms):
        ties = t.key(p.first - 1) in HYPHENS or t.key(p.first - 4) in {"between", "from"}
        return Shape(Form.DATE, p.first, p.last) if ties else None
    return None


def _month_ahead(p: Place) -> int:
    """The token after the month that follows the day, or a list of days; 0 for none."""
    t, at = p.tokens, p.last
    if not _is_day(t, p.last - 1) or not _is_day(t, p.first):
        return 0
    for _ in range(4):
        if t.glued(at) and t.key(at) in p.forms.suffixes:
            at += 1
        of = at + 1 if t.key(at) == "of" else at
        if is_month(t, of, p.forms) and t.key(of + 1) not in p.forms.not_month:
            return of + 1
        if t.key(at) not in LIST_MARKS or not _is_day(t, at + 1):
            return 0
        at += 2
    return 0


def _with_year(p: Place, first: int) -> Shape:
    """The date with the year that may follow its day: "March 12th, 2011"."""
    t = p.tokens
    last = p.last + 1 if t.glued(p.last) and t.key(p.last) in p.forms.suffixes else p.last
    at = last + 1 if t.key(last) == "," else last
    return Shape(Form.DATE, first, at + 1 if is_year(t, at) else last)


def _is_day(t: Tokens, at: int) -> bool:
    key = t.key(at)
    return len(key) <= 2 and key.isdecimal() and 1 <= int(key) <= 31


def is_year(t: Tokens, at: int) -> bool:
    """Whether four digits stand there that are a year between 1900 and 2099."""
    return _written_year(t.key(at))


def is_month(t: Tokens, at: int, forms: FormTable) -> bool:
    """Whether a month stands there, written with a capital ("May", not "may")."""
    return t.key(at) in forms.months and t.capital(at)


def clock(p: Place) -> Shape | None:
    """ "at 0620", "around 1830": four digits of a clock, after "at" or with a zero in front; not "at 1530 people"."""
    t, key = p.tokens, p.tokens.key(p.first)
    if p.last - p.first != 1 or len(key) != 4 or not key.isdecimal() or int(key[:2]) > 23 or int(key[2:]) > 59:
        return None
    cued = (key[0] == "0" and key[1] != "0") or t.key(p.hedged - 1) == "at"
    return Shape(Form.TIME, p.first, p.last) if cued and t.key(p.last) not in p.forms.counted else None


def year(p: Place) -> Shape | None:
    """ "in 2011", "the 2003 invasion", "(2011)"; not "2011 people"."""
    t = p.tokens
    if not is_year(t, p.first) or p.last - p.first != 1:
        return None
    before, after = t.key(p.first - 1), t.key(p.last)
    shape = Shape(Form.YEAR, p.first, p.last)
    if p.hedged == p.first and (before in p.forms.years_firm or after in p.forms.years_after):
        return shape
    if (before in {"(", "'", "’"} and after in {")", "-", "–", ",", ";"}) or (after in {"'", "’"} and t.glued(p.last)):
        return shape
    if _second_of_two(t, p.first):
        return shape
    loose = before in p.forms.years_before or (before == "," and is_month(t, p.first - 2, p.forms))
    return shape if loose and after not in p.forms.counted and not _plural(after) else None


def _second_of_two(t: Tokens, at: int) -> bool:
    """ "Between 2002 and 2008 soldiers murdered": the first is a year, and so is the second."""
    opened = t.key(at - 1) == "and" and t.key(at - 3) == "between"
    return opened and is_year(t, at - 2) and int(t.key(at - 2)) < int(t.key(at))


def _plural(key: str) -> bool:
    return key.endswith("s") and len(key) > 4
