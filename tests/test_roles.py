"""A user's own words play the roles of the built-in ones: each changes how one sentence is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from casualties.extract.figures import find_figures
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import read_document
from casualties.extract.words import Grammar, Role
from casualties.report import Report

# file, entry, text, what is told without the entry, what with it, comment
CASES = [
    ("grammar", '[[role]]\nrole = "inner"\nwords = ["vanity"]', "The remarks wounded the vanity of 12 senators.",
     [("12", "injured")], [], "what is theirs is hurt"),
    ("grammar", '[[role]]\nrole = "fatal"\nwords = ["lethally"]\n[[word]]\ncls = "adverb"\nwords = ["lethally"]',
     "Five people were wounded, two lethally.", [("Five", "injured"), ("two", "injured")],
     [("Five", "injured"), ("two", "killed")], "dead of those hurt"),
    ("grammar", '[[role]]\nrole = "taking"\nwords = ["swallowed"]', "The sea swallowed 30 lives.",
     [], [("30", "killed")], "lives that were lost"),
    ("grammar", '[[role]]\nrole = "seeing"\nwords = ["beached"]', "A body beached near the pier.",
     [], [("A", "killed")], "a body that somebody saw"),
    ("grammar", '[[role]]\nrole = "not_body"\nwords = ["rules"]', "The clerks compiled 40 bodies of rules.",
     [("40", "killed")], [], "bodies of nobody"),
    ("grammar", '[[role]]\nrole = "time"\nwords = ["term"]', "Six pupils died this term, two the term before.",
     [("Six", "killed")], [("Six", "killed"), ("two", "killed")], "a word that tells when"),
    ("grammar", '[[role]]\nrole = "counting"\nwords = ["sum"]', "The sum of workers arrested has risen to 300.",
     [], [("300", "detained")], "a noun that counts"),
    ("grammar", '[[role]]\nrole = "retelling"\nwords = ["owned"]\n[[word]]\ncls = "speech"\nwords = ["owned"]',
     "Ten people were killed in Aden. The ministry owned seven.", [("Ten", "killed")],
     [("Ten", "killed"), ("seven", "killed")], "one's own number of the same"),
    ("grammar", '[[word]]\ncls = "word"\nleads = true\nwords = ["vexing"]',
     "The raid killed a vexing 28 villagers.", [], [("28", "killed")], "the article belongs to the number"),
    ("grammar", '[[word]]\ncls = "adverb"\ninside = true\nwords = ["anew"]',
     "A guard was anew wounded; doctors saw 12 anew wounded soldiers.", [("12", "injured")],
     [("A", "injured"), ("12", "injured")], "an adverb before a verb and inside a noun phrase"),
    ("harms", '[[verb]]\nbase = ["club"]\noutcome = "injured"\nframe = "object"\n[[doubling]]\nwords = ["club"]',
     "Guards clubbed 12 monks.", [], [("12", "injured")], "a verb that doubles its last letter"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[c[-1] for c in CASES])
def test_own_words(tmp_path: Path, case: tuple[str, str, str, list[object], list[object], str]):
    file, toml, text, usual, mine, comment = case
    (tmp_path / f"{file}.toml").write_text(toml, encoding="utf-8")
    lexicons = Lexicon(), Lexicon(folder=str(tmp_path))
    found = [find_figures(read_document(Report(text), lexicon)) for lexicon in lexicons]
    assert [[(f.span.of(text), f.outcome.value) for f in told] for told in found] == [usual, mine], comment


def test_every_role_has_words():
    assert {entry.role for entry in Lexicon().load("grammar", Grammar).role} == set(Role)
