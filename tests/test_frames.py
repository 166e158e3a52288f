"""Who suffers: subject, object, or nobody."""

import pytest
from read import figures, told

CASES = [
    ("Militants killed nine guards.", [("nine", "killed")], "active"),
    ("Nine guards were later killed.", [("Nine", "killed")], "passive"),
    ("Bomb wounds 14 in Kirin", [("14", "injured")], "headline, active"),
    ("14 wounded in Kirin blast", [("14", "injured")], "headline, reduced passive"),
    ("Twelve gunmen killed a guard.", [("a", "killed")], "the number is the agents'"),
    ("Nine were ambushed there and killed.", [("Nine", "killed")], "a verb joined to another"),
    ("Nine people in two cars died.", [("Nine", "killed")], "a number inside the subject's phrase"),
    ("Two men who had robbed six shops were shot dead.", [("Two", "killed")], "a number inside a relative clause"),
    ("Twenty men, four of them old, were killed.", [("Twenty", "killed"), ("four", "killed")], "over an aside"),
    ("The raid that killed seven was filmed.", [("seven", "killed")], "the main verb follows the object"),
    ("Eight were killed and wounded.", [("Eight", "killed_or_injured")], "one number for two harms"),
    ("He was shot and killed with 2 others.", [], "an agent's or company's number is no object"),
    ("The slide left nine homeless.", [("nine", "displaced")], "a predicate beside its number"),
    ("The list gives 46 people as missing.", [("46", "missing")], "a predicate after 'as'"),
    ("The 3 dead cities are ruins.", [], "the predicate is an adjective of a thing"),
    ("The fire claimed 30 lives.", [("30", "killed")], "lives that were lost"),
    ("The belt saved 30 lives.", [], "lives that were not"),
    ("The army lost nine soldiers.", [("nine", "killed")], "an army loses soldiers"),
    ("The party lost nine members.", [], "a party loses members"),
    ("No soldier should die.", [], "a wish"),
    ("The death of six climbers.", [("six", "killed")], "a noun of somebody"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), CASES)
def test_who_suffers(text, expected, comment):
    assert told(text) == expected, comment


def test_the_explanation_names_rule_and_place():
    text = "Militants killed nine guards."
    (figure,) = figures(text)
    assert figure.how == "figure: active 'killed' at 10"
    assert figure.trigger.of(text) == "killed"


def test_a_threat_to_hostages_is_two_claims():
    assert told("They threatened to kill two hostages.") == [("two", "killed"), ("two", "abducted")]
