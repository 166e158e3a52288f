"""Dates, times and codes are told by their marks and months."""

from __future__ import annotations

import pytest

from casualties.extract.numerals import Form, find_phrases


@pytest.mark.parametrize(
    ("text", "phrase", "form"),
    [
        ("3 April", "3 April", Form.DATE),
        ("April 3rd, 2020", "April 3rd, 2020", Form.DATE),
        ("the 3rd of April 2020", "3rd of April 2020", Form.DATE),
        ("Apr. 3", "Apr. 3", Form.DATE),
        ("3-5 April", "3-5 April", Form.DATE),
        ("April 3-5", "April 3-5", Form.DATE),
        ("28.04.2011", "28.04.2011", Form.DATE),
        ("2011-04-28", "2011-04-28", Form.DATE),
        ("4/28/2011", "4/28/2011", Form.DATE),
        ("18:05", "18:05", Form.TIME),
        ("5.30 am", "5.30 am", Form.TIME),
        ("2011-2013", "2011-2013", Form.YEAR),
        ("6-2", "6-2", Form.SCORE),
        ("3/4", "3/4", Form.FRACTION),
        ("(2009)", "2009", Form.YEAR),
        ("2009's", "2009", Form.YEAR),
        ("2009 people", "2009", Form.COUNT),
        ("2-6", "2-6", Form.COUNT),
        ("40 April", "40", Form.COUNT),
        ("in April 12 men", "12", Form.COUNT),
        ("12 may die", "12", Form.COUNT),
    ],
)
def test_form(text, phrase, form):
    assert [(p.text, p.form) for p in find_phrases(text)] == [(phrase, form)]
