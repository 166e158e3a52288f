"""Ids met so far: exact, on disk, and one writer at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.errors import OutputError
from casualties.seen import Seen

names = st.text(max_size=4) | st.sampled_from(["a", "A", "\ud83d", "\0", "é", "e\u0301", " a"])


@given(st.lists(st.tuples(names, names)))
def test_it_answers_as_a_dict_does(met):
    known: dict[str, str] = {}
    with Seen() as seen:
        for report_id, place in met:
            assert seen.first(report_id, place) == known.get(report_id)
            known.setdefault(report_id, place)


def test_a_file_has_one_writer_and_is_free_again(tmp_path):
    for _ in range(2):
        with Seen(tmp_path / "ids") as seen:
            assert seen.first("a", "here") is None
            with pytest.raises(OutputError, match="another run is writing there"):
                Seen(tmp_path / "ids")


def test_what_cannot_be_opened_is_said(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        Seen(tmp_path / "no" / "folder")
