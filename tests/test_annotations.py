"""Annotated reports are read as they were written, and what is wrong with one is said with its file and line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from casualties import Outcome, VictimGroup, read_annotations
from casualties.amount import Bound
from casualties.errors import ReportError
from casualties.report import Span

TEXT = "At least 27 people were killed in Homs on Friday, a doctor said. A nurse said that a boy was hurt."
CLAIM = {
    "quote": "At least 27 people",
    "figure": "At least 27",
    "value": [27],
    "bound": "at_least",
    "outcome": "killed",
    "places": ["Homs"],
    "period": {"start": "2012-02-03", "end": "2012-02-03"},
    "sources": ["a doctor"],
    "source_kind": "health",
}
BOY = {"quote": "that a boy", "figure": "a", "value": [1], "outcome": "injured", "group": "children", "implicit": True}


def written(folder: Path, *claims: dict[str, object], **fields: object) -> Path:
    line = {"id": "wire", "published": "2012-02-04", "text": TEXT, "claims": list(claims), **fields}
    file = folder / "annotated.jsonl"
    file.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    return file


def test_every_field_is_read(tmp_path):
    (one,) = read_annotations(written(tmp_path, CLAIM, BOY, relations=[[1, 0, "conflict"], [0, 1, "same"]]))
    first, boy = one.claims
    assert (one.report.report_id, one.report.published) == ("wire", dt.date(2012, 2, 4))
    assert (first.span, first.numbers, first.bounds) == (Span(0, 11), (27,), frozenset({Bound.AT_LEAST}))
    assert (first.outcome, first.group) == (Outcome.KILLED, VictimGroup.UNSPECIFIED)
    assert first.period == (dt.date(2012, 2, 3), dt.date(2012, 2, 3))
    assert (first.places, first.sources, first.core) == (("Homs",), ("a doctor",), True)
    assert one.conflicts == {(0, 1)}
    assert boy.span.of(TEXT) == "a"
    assert TEXT[boy.span.start :].startswith("a boy"), "the word, not the letter in 'that'"
    assert not boy.core


def test_texts_may_be_kept_apart(tmp_path):
    (tmp_path / "set.docs.jsonl").write_text(json.dumps({"id": "x", "text": TEXT}), encoding="utf-8")
    (tmp_path / "set.gold.jsonl").write_text(json.dumps({"id": "x", "claims": [CLAIM]}), encoding="utf-8")
    (one,) = read_annotations(tmp_path / "set")
    assert one.claims[0].figure == "At least 27"


WRONG = [
    ({"quote": "No such words"}, "stands 0 times in the text"),
    ({"quote": "a", "figure": "a"}, "times in the text"),
    ({"figure": "28"}, "the figure stands 0 times in its quote"),
    ({"outcome": "slain"}, "outcome is 'slain'. Write one of killed"),
    ({"value": [1, 2, 3]}, "value is [1, 2, 3]"),
    ({"value": ["27"]}, "value is ['27']"),
    ({"period": {"start": "2012-02-04", "end": "2012-02-03"}}, "start first"),
    ({"period": "Friday"}, "period is not"),
    ({"places": "Homs"}, "places is 'Homs'; write a list"),
    ({"part_of": "0"}, "part_of is '0'"),
    ({"quote": None}, "needs quote and figure"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_wrong_is_said_with_file_and_line(tmp_path, change, said):
    file = written(tmp_path, {**CLAIM, **change})
    with pytest.raises(ReportError) as caught:
        read_annotations(file)
    assert said in str(caught.value)
    assert f"{file}, line 1: claim 0" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "line 1: not JSON"),
        (b"[]", "expected an object"),
        (b'{"id": "x"}', "needs text"),
        (b"\xff\xfe", "cannot be read as UTF-8"),
        (b'{"text": "x", "claims": [], "relations": [[0, 1, "conflict"]]}', "names a claim that is not there"),
        (b'{"text": ' + b"[" * 100_000, "line 1: not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, said):
    file = tmp_path / "bad.jsonl"
    file.write_bytes(content)
    with pytest.raises(ReportError, match=r"bad\.jsonl") as caught:
        read_annotations(file)
    assert said in str(caught.value)


def test_other_reports_in_the_second_file_are_an_error(tmp_path):
    (tmp_path / "set.docs.jsonl").write_text('{"id": "x", "text": "t"}', encoding="utf-8")
    (tmp_path / "set.gold.jsonl").write_text('{"id": "y", "claims": []}', encoding="utf-8")
    with pytest.raises(ReportError, match="same reports"):
        read_annotations(tmp_path / "set")
