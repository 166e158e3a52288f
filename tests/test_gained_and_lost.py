"""What the command for gained and lost claims calls gained and lost."""

from __future__ import annotations

import json
from pathlib import Path

from gained_and_lost import Row, diff, lines, texts

NINE = Row("a", "nine", "killed", "police", "Nine miners died, police said.")
TEN = NINE._replace(figure="ten")
HURT = Row("b", "2", "injured", "-", "2 hurt")


def test_same_claims_are_neither():
    assert diff([NINE, HURT], [HURT, NINE]) == ([], [])


def test_gained_and_lost():
    assert diff([NINE], [NINE, HURT]) == ([HURT], [])
    assert diff([NINE, HURT], [NINE]) == ([], [HURT])


def test_a_changed_claim_is_one_of_each():
    assert diff([NINE], [TEN]) == ([TEN], [NINE])


def test_repeats_are_counted():
    assert diff([NINE, NINE], [NINE]) == ([], [NINE])


def test_lines_put_the_lost_first_and_the_counts_last():
    told = list(lines([TEN], [NINE, HURT]))
    assert told == [
        "- a | nine | killed | police | Nine miners died, police said.",
        "+ a | ten | killed | police | Nine miners died, police said.",
        "- b | 2 | injured | - | 2 hurt",
        "1 gained, 2 lost",
    ]


def test_texts_come_from_all_three_places(tmp_path: Path):
    reports, cases, gold = tmp_path / "examples" / "reports", tmp_path / "tests" / "cases" / "figures", tmp_path / "g"
    for folder in (reports, cases, gold):
        folder.mkdir(parents=True)
    (reports / "2020-01-02-x.txt").write_text("One.", encoding="utf-8")
    (cases / "c.jsonl").write_text(json.dumps({"text": "Two.", "published": None}), encoding="utf-8")
    (gold / "d.docs.jsonl").write_text(json.dumps({"id": 7, "text": "Three."}), encoding="utf-8")
    assert [tuple(t) for t in texts(tmp_path, gold)] == [
        ("2020-01-02-x", "One.", "2020-01-02"),
        ("c:1", "Two.", None),
        ("d:7", "Three.", None),
    ]
    assert len(list(texts(tmp_path, tmp_path / "absent"))) == 2
