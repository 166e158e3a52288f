"""An evaluation counts what is right and wrong as a person would, and the project's own annotated reports guard it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casualties
from casualties.measure.__main__ import main
from casualties.measure.annotations import Annotated
from casualties.measure.intervals import interval

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "tests" / "cases" / "reports"
SHARED = ROOT.parent / "shared"

TEXT = "Police said 12 people were killed in Homs. A nurse said 15 people were killed in Homs. Six tanks burned."


def claim(quote: str, figure: str, **fields: object) -> dict[str, object]:
    return {
        "quote": quote,
        "figure": figure,
        "value": [int(figure)] if figure.isdigit() else [],
        "outcome": "killed",
        **fields,
    }


def annotated(folder: Path, *claims: dict[str, object], **fields: object) -> tuple[Annotated, ...]:
    file = folder / "set.jsonl"
    file.write_text(json.dumps({"id": "r", "text": TEXT, "claims": claims, **fields}), encoding="utf-8")
    return casualties.read_annotations(file)


POLICE = claim("Police said 12", "12", sources=["Police"], source_kind="military_police")
NURSE = claim("nurse said 15", "15", sources=["A nurse"], source_kind="health", places=["Hama"])


def test_right_claims_and_a_wrong_place(tmp_path):
    made = casualties.evaluate(annotated(tmp_path, POLICE, NURSE, relations=[[0, 1, "conflict"]]))
    figures = made.figures()
    assert (figures["found precision"], figures["found recall"], figures["whole claim F1"]) == (1, 1, 1)
    assert figures["place"] == 0
    assert [(e.kind, e.figure) for e in made.errors] == [("place", "15")]
    assert made.conflicts == (1, 0, 0)


def test_missed_and_invented_claims(tmp_path):
    tanks = claim("Six tanks", "Six", value=[6], outcome="injured")
    (one,) = annotated(tmp_path, POLICE, tanks)
    made = casualties.evaluate([one])
    assert [(e.kind, e.figure) for e in made.errors] == [("missed", "Six"), ("invented", "15")]
    assert made.figures()["found precision"] == made.figures()["found recall"] == 0.5
    assert list(made.errors_by_kind()) == ["missed", "invented"]
    assert made.conflicts == (0, 0, 1), "a conflict with a claim that was not annotated is false"


def test_another_outcome_is_missed_and_invented(tmp_path):
    made = casualties.evaluate(annotated(tmp_path, {**POLICE, "outcome": "injured"}, NURSE))
    assert [e.kind for e in made.errors if e.figure == "12"] == ["outcome"]
    assert (made.figures()["found precision"], made.figures()["found recall"]) == (0.5, 0.5)


def test_nothing_annotated_and_nothing_found():
    made = casualties.evaluate([])
    assert made.figures() == {}
    assert "0 reports" in repr(made)


def test_the_steps_can_be_replaced(tmp_path):
    made = casualties.evaluate(annotated(tmp_path, POLICE), find=lambda _: casualties.Claims())
    assert made.figures()["found recall"] == 0


def test_the_table_shows_counts_and_intervals(tmp_path):
    table = repr(casualties.evaluate(annotated(tmp_path, POLICE, NURSE)))
    assert "found recall" in table
    assert "1.000 - 1.000" in table
    assert "2 of 2" in table


def test_gains_and_losses(tmp_path):
    made = casualties.evaluate(annotated(tmp_path, POLICE, NURSE))
    assert made.against(made.figures()) == []
    assert made.against({"found recall": 0.5, "place": 0.25}) == [
        "lost: place 0.250 -> 0.000",
        "gained: found recall 0.500 -> 1.000",
    ]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: (min(p), max(p))), max_size=12))
def test_the_interval_holds_the_rate_of_some_draw_and_never_changes(parts):
    """An interval lies within 0 and 1, is the same at every call, and is a point where all reports are alike."""
    found = interval(parts, rounds=50)
    assert found == interval(parts, rounds=50)
    judged = [p for p in parts if p[1]]
    assert (found is None) == (not judged)
    if found is not None:
        assert 0 <= found[0] <= found[1] <= 1
        if len({right / every for right, every in judged}) == 1:
            assert found[0] == pytest.approx(found[1])


def test_the_terminal_prints_saves_and_compares(tmp_path, capsys):
    annotated(tmp_path, POLICE, NURSE)
    stored = tmp_path / "figures.json"
    assert main([str(tmp_path / "set.jsonl"), "--errors", "3", "--save", str(stored)]) == 0
    assert "place: 1\n  place: r: '15' wanted ('Hama',)" in capsys.readouterr().out
    assert json.loads(stored.read_text())["found recall"] == 1
    assert main([str(tmp_path / "set.jsonl"), "--against", str(stored)]) == 0
    assert "no figure rose or fell" in capsys.readouterr().out
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "least"), [("reports", 60), ("hard", 30), ("unread", 16), ("fresh", 30)])
def test_no_figure_of_the_projects_reports_falls(name, least):
    """Whoever makes one fall on purpose stores the new figures, and says why."""
    made = casualties.evaluate(REPORTS / f"{name}.jsonl")
    stored = json.loads((REPORTS / f"{name}.figures.json").read_text(encoding="utf-8"))
    assert len(made.scores) >= least
    assert [line for line in made.against(stored) if line.startswith("lost")] == []


@pytest.mark.skipif(not (SHARED / "evaluate.py").is_file(), reason="the annotated reports are not beside the project")
def test_the_figures_are_those_of_the_scorer_beside_the_project():
    spec = importlib.util.spec_from_file_location("beside", SHARED / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    beside = importlib.util.module_from_spec(spec)
    sys.modules["beside"] = beside
    spec.loader.exec_module(beside)
    theirs, _, _ = beside.score_reports(str(SHARED / "gold" / "dev"), 0)
    made = casualties.evaluate(SHARED / "gold" / "dev")
    ours = made.figures()
    names = {"found precision", "found recall", "found F1", "implicit singulars found"}
    assert {n: theirs[n] for n in names} == pytest.approx({n: ours[n] for n in names}, abs=5e-4)
    assert theirs["whole claim F1 (found + amount + source)"] == pytest.approx(ours["whole claim F1"], abs=5e-4)
    fields = {n.removesuffix(" accuracy"): rate for n, rate in theirs.items() if n.endswith(" accuracy")}
    assert fields == pytest.approx({n: ours[n] for n in fields}, abs=5e-4)
    assert theirs["conflict pairs right/missed/false"] == list(made.conflicts)
