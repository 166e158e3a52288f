"""The gate lets every figure through, stops most texts, and keeps offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read import ENGLISH

import casualties
from casualties.extract.classes import Class
from casualties.extract.sentences import read_document
from casualties.extract.tokens import tokenize
from casualties.extract.trie import lowered
from casualties.extract.triggers import sentences_of_harm, tells_harm
from casualties.extract.vocabulary import triggers, vocabulary
from casualties.report import Report

TELLING = [
    ("nine were killed", True, "a verb"),
    ("a toll of 9", True, "a toll"),
    ("two hostages", True, "a noun that tells its outcome"),
    ("six are missing", True, "a predicate"),
    ("SIX ARE MISSING", True, "capitals"),
    ("6dead, 4hurt", True, "the blank after the number lost"),
    ("two were gunned “down” there", True, "a phrase over a quote mark"),
    ("two were gunned [sic, twice] down", True, "a phrase over an editor's bracket"),
    ("two were gunned, down", False, "no phrase over a comma"),
    ("kil\u00adled", True, "a soft hyphen may hide anything"),
    ("İ two were killed", True, "a capital with a long small form"),
    ("he was taken to hospital", True, "a verb in its company"),
    ("he was taken to court", False, "and without it"),
    ("shares fell 21 per cent to 3,665", False, "only fighters fall so"),
    ("two soldiers fell in the battle", True, "and here they do"),
    ("the battalion lost 12 men", True, "who lost stands before the verb"),
    ("he lost 12 men in the crowd", False, "and without them nobody is dead"),
    ("skilled workers, a diet of toast", False, "no word inside a word"),
    ("the people of the north went to the market", False, "the first word of a phrase is no trigger"),
]


@pytest.mark.parametrize(("text", "harm", "comment"), TELLING)
def test_telling_of_harm(text, harm, comment):
    assert tells_harm(text, ENGLISH) is harm, comment


def test_every_trigger_of_the_lexicon_opens_the_gate():
    phrases = [(" ".join(phrase), entries) for phrase, entries in triggers(vocabulary(ENGLISH))]
    assert len(phrases) > 500
    texts = [
        f"{'soldiers and villagers' if e.groups else ''} {' '.join(e.by[:1])} {p} {' '.join(e.within[:1])}"
        for p, entries in phrases
        for e in entries
    ]
    assert [text for text in texts if not tells_harm(text, ENGLISH)] == []


def test_sentences_of_harm():
    text = "Snow came. Two died. The road was shut. He was taken. Hostage talks failed."
    document = read_document(Report(text, "", None, None, None), ENGLISH)
    assert sorted(sentences_of_harm(document)) == [1, 3, 4]


@given(st.text())
def test_small_letters_keep_their_place(text):
    assert len(lowered(text)) == len(text)


WORDS = ["killed", "taken", "hostage", "hospital", "the", "death", "toll", "shot", "dead"]
MARKS = ["-", "’s", "“", ".", ",", "\u00ad", "İ"]


@given(st.lists(st.sampled_from([*WORDS, *MARKS, " ", "\n", "12", "Xy"]), max_size=12))
def test_no_word_of_harm_among_the_tokens_is_missed(pieces):
    text = "".join(pieces)
    harms = {Class.HARM, Class.NOUN, Class.PREDICATE, Class.TOLL}
    told = any(t.cls in harms for t in tokenize(text, 0, len(text), (), ENGLISH))
    assert tells_harm(text, ENGLISH) or not told


def test_text_without_harm_gives_no_claims():
    assert list(casualties.find_claims("The council bought 3 buses. A man spoke.")) == []
