"""The words for the victims, and the group they name."""

import json
from pathlib import Path

import pytest
from read import document

from casualties.extract.figures import find_figures
from casualties.extract.victims import read_victims
from casualties.scope import VictimGroup

CASES = [
    ("Nine people died.", "people", VictimGroup.UNSPECIFIED, "people are not everybody"),
    ("Nine Syrian soldiers died.", "Syrian soldiers", VictimGroup.SECURITY_FORCES, "the head decides"),
    ("Nine army casualties.", "army", VictimGroup.SECURITY_FORCES, "a modifier of a noun of harm"),
    ("Nine Taliban men died.", "Taliban men", VictimGroup.ARMED_GROUP, "a modifier where the head names no group"),
    ("Nine soldiers and civilians died.", "soldiers and civilians", VictimGroup.MIXED, "two groups"),
    ("Nine members of the border police died.", "members", VictimGroup.SECURITY_FORCES, "the body they belong to"),
    ("Nine children died.", "children", VictimGroup.CHILDREN, "children"),
    ("The patrol suffered nine casualties.", "The patrol", VictimGroup.UNSPECIFIED, "whose losses they are"),
    ("We inflicted nine casualties on the rebels.", "the rebels", VictimGroup.ARMED_GROUP, "on whom"),
    ("Of the dead, nine were children.", "children", VictimGroup.CHILDREN, "who a bare number were"),
    ("Of the injured, nine are policemen.", "policemen", VictimGroup.SECURITY_FORCES, "the same in the present"),
    ("Nine were killed on the road.", None, VictimGroup.UNSPECIFIED, "a passive says nothing of who they were"),
    ("Nine died.", None, VictimGroup.UNSPECIFIED, "not named"),
]

GROUPS = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "victims.jsonl").read_text("utf-8").splitlines()
]


def victims(text):
    read = document(text)
    return [v.value for v in read_victims(read, find_figures(read))]


@pytest.mark.parametrize(("text", "words", "group", "comment"), CASES)
def test_victims(text, words, group, comment):
    (found,) = victims(text)
    assert (found.words, found.group) == (words, group), comment


def test_others_are_those_named_before_unless_women_or_children():
    assert [v.group for v in victims("Two soldiers were killed and five others wounded.")][
        1
    ] is VictimGroup.SECURITY_FORCES
    assert [v.group for v in victims("Two women were killed and five others wounded.")][1] is VictimGroup.UNSPECIFIED


@pytest.mark.parametrize("case", GROUPS, ids=lambda case: case["text"][:70])
def test_groups(case):
    """The groups of trades and of people at a scene, and those told beside a number or before it."""
    read = document(case["text"])
    figures = find_figures(read)
    found = zip(figures, read_victims(read, figures), strict=True)
    groups = {f.span.of(case["text"]).split()[-1]: v.value.group for f, v in found}
    assert {number: groups.get(number) for number in case["groups"]} == case["groups"], case["comment"]
