"""A figure is denied, feared, hypothetical, unverified or retracted only where a cue covers it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.amount import Amount
from casualties.claim import Status
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import read_document
from casualties.extract.status import StatusWords, find_statuses
from casualties.report import Report, Span
from casualties.scope import Outcome, Unit

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "status.jsonl").read_text("utf-8").splitlines()
]
LEXICON = Lexicon()


def decide(text, figure, trigger):
    document = read_document(Report(text), LEXICON)
    sentence = max(i for i, s in enumerate(document.sentences) if s.start <= figure[0])
    made = Figure(
        span=Span(*figure),
        amount=Amount.exact(1),
        outcome=Outcome.KILLED,
        unit=Unit.PERSONS,
        sentence=sentence,
        trigger=Span(*trigger),
    )
    (decided,) = find_statuses(document, [made])
    return decided


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:70])
def test_the_text_holds_the_figure_so(case):
    decided = decide(case["text"], case["figure"], case["trigger"])
    assert decided.value == case["status"], f"{case['comment']}: {decided.how}"


def test_a_third_of_the_cases_only_look_like_cues():
    plain = [c for c in CASES if c["status"] == "asserted"]
    assert len(CASES) >= 60
    assert len(plain) * 3 >= len(CASES)


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] != "asserted"], ids=lambda c: c["text"][:70])
def test_the_explanation_quotes_its_cue(case):
    """`how` names the cue and its offsets, and those words stand there."""
    how = decide(case["text"], case["figure"], case["trigger"]).how
    cue, _, where = how.partition(" by ")[2].rpartition(" at ")
    start, end = map(int, where.split("-"))
    assert "".join(case["text"][start:end].split()) == "".join(cue.strip("'\"").split())


def test_one_cue_covers_only_its_own_clause():
    text = "Twelve people died and 30 were feared drowned."
    document = read_document(Report(text), LEXICON)
    figures = [
        Figure(
            span=Span(text.index(w), text.index(w) + len(w)),
            amount=Amount.exact(1),
            outcome=Outcome.KILLED,
            unit=Unit.PERSONS,
            sentence=0,
            trigger=Span(text.index(t), text.index(t) + len(t)),
        )
        for w, t in (("Twelve", "died"), ("30", "drowned"))
    ]
    assert [d.value for d in find_statuses(document, figures)] == [Status.ASSERTED, Status.FEARED]


def test_no_figures_no_statuses():
    assert find_statuses(read_document(Report("It may rain."), LEXICON), []) == ()


def test_every_status_but_asserted_has_cues():
    stated = {cue.status for cue in LEXICON.load("status", StatusWords).cue}
    assert stated == set(Status) - {Status.ASSERTED}


@given(st.sampled_from(CASES), st.sampled_from(["Rain fell all week.", "The road is closed.", "Shops opened late."]))
def test_an_unrelated_paragraph_before_changes_nothing(case, before):
    shift = len(before) + 2
    figure = [x + shift for x in case["figure"]]
    trigger = [x + shift for x in case["trigger"]]
    assert decide(f"{before}\n\n{case['text']}", figure, trigger).value == case["status"]


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    """No text makes the step fail, whatever stands around a figure."""
    whole = f"{text} 12 died"
    at = len(text) + 1
    document = read_document(Report(whole), LEXICON)
    assert document.sentences
    assert decide(whole, [at, at + 2], [at + 3, at + 7]).value in set(Status)
