"""Each figure gets the speaker the text gives it, and none where the report speaks for itself."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.amount import Amount
from casualties.claim import Source, SourceKind
from casualties.extract.figures import Figure, find_figures
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document, read_document
from casualties.extract.sources import find_sources
from casualties.extract.speech_words import ED, FINITE, PAST_FORM, WORD, Set, SpeechWords, cues
from casualties.report import Report, Span
from casualties.scope import Outcome, Unit

FOLDER = Path(__file__).parent / "cases"
LEXICON = Lexicon()
UNRELATED = [
    "Rain fell all week and the markets stayed shut.",
    "The road to the coast is open.",
    "WEATHER\n\nIt was hot.",
]


def read(name):
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


CASES = [
    case
    for name in ("attribution", "attribution_hard", "attribution_reports", "attribution_grid")
    for case in read(f"{name}.jsonl")
]
ISSUED = read("attribution_issuers.jsonl")
FAILING = read("attribution_known_failures.jsonl")


def figures_at(document: Document, spans) -> list[Figure]:
    """Figures as the figures step gives them, each its own word of harm: no rule of sources asks for that word."""
    return [
        Figure(
            span=Span(*span),
            amount=Amount.exact(1),
            outcome=Outcome.KILLED,
            unit=Unit.PERSONS,
            sentence=max(i for i, s in enumerate(document.sentences) if s.start <= span[0]),
            trigger=Span(*span),
        )
        for span in spans
    ]


def decide(text, spans):
    document = read_document(Report(text), LEXICON)
    return find_sources(document, figures_at(document, spans))


def check(case):
    decided = decide(case["text"], case["figures"])
    why = [d.how for d in decided]
    assert [d.value.words for d in decided] == case["sources"], why
    relays = case["relays"] if "relays" in case else [case["relayed_by"]] * len(decided)
    assert [d.value.relayed_by for d in decided] == relays, why
    kinds = case["kinds"] if "kinds" in case else [case["kind"]] * len(decided) if "kind" in case else None
    assert kinds is None or [d.value.kind for d in decided] == kinds, why


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:70])
def test_the_figure_has_this_source(case):
    check(case)


@pytest.mark.parametrize("case", ISSUED, ids=lambda c: c["text"][:40])
def test_the_figure_has_the_source_that_the_whole_document_gives_it(case):
    """Who issues a document is read from its first lines, so nothing may stand before them."""
    check(case)


def test_a_publisher_that_speaks_of_itself_as_we_is_the_issuer():
    text = "Clinic shelled\n\nMedair Tolan runs the clinic. We lost 3 of our nurses, and 12 patients died."
    spans = [m.span() for m in re.finditer(r"\d+", text)]
    for publisher, words in (("Medair Tolan", "Medair Tolan"), ("The Evening Gazette", None), (None, None)):
        document = read_document(Report(text, publisher=publisher), LEXICON)
        assert [d.value.words for d in find_sources(document, figures_at(document, spans))] == [words, words]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("They grieve for Bama, where our clinic has recorded 63 deaths, including 18 women and 21 children.", 3),
        ("In Bama, where the clinic counted 63 dead, including 18 children, shops were shut.", 2),
        ("The village, where the clinic said 63 people died, 18 of them women, was burnt.", 2),
    ],
)
def test_a_part_that_nobody_tells_is_told_with_its_whole(text, sources):
    document = read_document(Report(text), LEXICON)
    found = [
        d.value.words.removeprefix("our ").removeprefix("the ") for d in find_sources(document, find_figures(document))
    ]
    assert found == ["clinic"] * sources


@pytest.mark.parametrize("case", FAILING, ids=lambda c: c["text"][:70])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failures(case):
    """Each fails for the reason in its comment; one that passes has to move to the other cases."""
    check(case)


def test_there_are_at_least_150_cases_and_many_without_a_source():
    silent = [c for c in CASES if c["sources"] == [None]]
    assert len(CASES) >= 150
    assert len(silent) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:70])
def test_the_source_is_words_of_the_text_and_overlaps_no_figure(case):
    """Laid out on one line, the source stands in the text, and never holds the figure it is for."""
    flat = " ".join(case["text"].split())
    for (start, end), decided in zip(case["figures"], decide(case["text"], case["figures"]), strict=True):
        words = decided.value.words
        if words is not None:
            assert words in flat
            own = [m.span() for m in re.finditer(re.escape(words), case["text"])]
            assert any(b <= start or a >= end for a, b in own)


@pytest.mark.parametrize("case", [c for c in CASES if any(c["sources"])], ids=lambda c: c["text"][:70])
def test_the_explanation_names_the_cue_and_its_offsets(case):
    for decided in decide(case["text"], case["figures"]):
        if decided.value.words is not None:
            found = re.search(r"(['\"])([^\n]+)\1 at (\d+)-(\d+)", decided.how)
            assert found is not None, decided.how
            assert case["text"][int(found[3]) : int(found[4])] == found[2]


@given(st.sampled_from(CASES), st.sampled_from(UNRELATED))
def test_an_unrelated_paragraph_before_changes_no_source(case, before):
    shift = len(before) + 2
    moved = decide(f"{before}\n\n{case['text']}", [(a + shift, b + shift) for a, b in case["figures"]])
    assert [d.value for d in moved] == [d.value for d in decide(case["text"], case["figures"])]


@given(
    st.lists(st.sampled_from(["police", " said", ",", "\n\n", '"', "“", " he", " told AFP", " 12", " (", ".", ": "]))
)
def test_any_order_of_words_is_read(parts):
    """However speech and marks are jumbled, each figure gets one answer that does not hold the figure."""
    text = "".join(parts) + " killed 40"
    (decided,) = decide(text, [(len(text) - 2, len(text))])
    assert decided.value.words is None or "40" not in decided.value.words
    assert (decided.value.words is None) == (decided.value.kind is SourceKind.NONE)


def test_no_figures_no_sources():
    assert find_sources(read_document(Report("Police said so."), LEXICON), []) == ()


def test_without_a_cue_the_report_speaks():
    (decided,) = decide("A bomb killed 12 people.", [(14, 16)])
    assert decided.value == Source()
    assert decided.how.startswith("no cue of speech")


def test_one_body_keeps_its_id_across_wordings():
    text = "Staff of Syria's Observatory for Human Rights counted 12 dead. The Observatory said 40 were hurt. "
    text += "SOHR said 3 fled."
    spans = [(m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    assert {d.value.source_id for d in decide(text, spans)} == {"sohr"}


def test_a_long_report_is_read_to_its_end_as_a_short_one():
    """What was read far above is dropped on the way; it changes nothing for what stands below."""
    filler = "In Ostrel 5 died on that day. " * 40 + "\n\n"
    passage = (
        "Ada Brill, a doctor in Ostrel, said 12 died. She said 3 were children. Of the 7 hurt, 2 are boys, Brill said."
    )
    alone = [d.value for d in decide(passage, [m.span() for m in re.finditer(r"\d+", passage)])]
    assert {source.words for source in alone} == {"Ada Brill, a doctor in Ostrel"}
    for times in (1, 8, 12):
        text = filler * times + passage
        spans = [m.span() for m in re.finditer(r"\d+", text)]
        assert [d.value for d in decide(text, spans)][-len(alone) :] == alone


def test_the_words_kept_forget_no_list():
    """The flags of a word are the same after thousands of others as before them."""
    flags = cues(LEXICON).flags
    before = {word: flags[word] for word in ("said", "the", "wounded", ";")}
    assert before["said"] & FINITE
    assert before["wounded"] & PAST_FORM
    for n in range(20_000):
        assert flags[f"zq{n}ed"] == WORD | ED | PAST_FORM
    assert {word: flags[word] for word in before} == before
    assert len(flags) < 20_000


def test_every_set_of_small_words_is_filled():
    assert {group.name for group in LEXICON.load("speech", SpeechWords).group if group.words} == set(Set)


def test_no_form_of_a_verb_is_listed_twice_for_one_kind():
    for verb in LEXICON.load("speech", SpeechWords).verb:
        assert len(set(verb.finites)) == len(verb.finites), verb.kind
        assert len(set(verb.participles)) == len(verb.participles), verb.kind
        assert set(verb.noun) <= set(verb.finites), verb.kind
