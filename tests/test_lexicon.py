"""A bad lexicon file names file, entry and fault; a user's folder adds entries."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import pytest

from casualties import find_claims
from casualties.errors import LexiconError
from casualties.extract.calendar_words import PeriodWords, TimeCue, TimeList
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceCue, PlaceList, PlaceWords
from casualties.extract.sentences import SentenceWords
from casualties.extract.toll_words import TollCue, TollList, TollWords
from casualties.extract.words import Grammar, Harms, VictimWords
from casualties.scope import VictimGroup

FILES = [("sentences", SentenceWords), ("harms", Harms), ("victims", VictimWords), ("grammar", Grammar)]
BAD = [
    ('[[person]]\nwords = ["zorn"', ("not valid TOML",), "a bracket is not closed"),
    ('[[perzon]]\nwords = ["zorn"]', ("unknown key 'perzon'", "person"), "an array that does not exist"),
    ('[[person]]\nwords = ["zorn"]\ngroop = "women"', ("person #1", "'zorn'", "unknown key 'groop'"), "a key misspelt"),
    ('[[person]]\nwords = ["zorn"]', ("person #1", "'zorn'", "'group' is missing"), "a key left out"),
    ('[[person]]\nwords = ["zorn"]\ngroup = "wizards"', ("group", "'wizards'", "civilians"), "a value of no list"),
    ('[[person]]\nwords = "zorn"\ngroup = "women"', ("words", "expected a list"), "a word for a list"),
    ('[[person]]\nwords = ["zorn", ""]\ngroup = "women"', ("words #2", "empty word"), "a word that is none"),
    ('[[person]]\nwords = ["\\u200B "]\ngroup = "women"', ("words #1", "empty word"), "a word that nobody sees"),
    ('[[person]]\nwords = [3]\ngroup = "women"', ("words #1", "expected str", "3"), "a number for a word"),
    ('person = ["zorn"]', ("person #1", "expected a table"), "a word for a table"),
    ('[[person]]\nwords = ["z"]\ngroup = "women"\nadjectival = 1', ("expected bool", "1"), "1 is not true"),
]


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_the_built_in_files_load_once(name: str, kind: type[object]):
    assert Lexicon().load(name, kind) is Lexicon().load(name, kind)


@pytest.mark.parametrize(("toml", "told", "comment"), BAD, ids=[b[2] for b in BAD])
def test_a_bad_file_is_named(tmp_path: Path, toml: str, told: tuple[str, ...], comment: str):
    file = tmp_path / "victims.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        Lexicon(folder=str(tmp_path)).load("victims", VictimWords)
    for part in (str(file), *told):
        assert part in str(error.value), comment


def test_a_folder_adds_entries_after_the_built_in_ones(tmp_path: Path):
    (tmp_path / "victims.toml").write_text('[[person]]\nwords = ["zorn"]\ngroup = "women"', encoding="utf-8")
    usual, mine = Lexicon().load("victims", VictimWords), Lexicon(folder=str(tmp_path)).load("victims", VictimWords)
    assert mine.person[:-1] == usual.person
    assert (mine.person[-1].words, mine.person[-1].group) == (("zorn",), VictimGroup.WOMEN)
    assert mine.modifier == usual.modifier
    assert "zorn" not in {w for entry in usual.person for w in entry.words}


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_a_folder_shares_the_built_in_entries_of_files_that_it_does_not_have(
    tmp_path: Path, name: str, kind: type[object]
):
    assert Lexicon(folder=str(tmp_path)).load(name, kind) is Lexicon().load(name, kind)


def test_a_folder_with_a_file_shares_the_entries_of_that_file_too(tmp_path: Path):
    (tmp_path / "victims.toml").write_text('[[person]]\nwords = ["zorn"]\ngroup = "women"', encoding="utf-8")
    usual, mine = Lexicon().load("victims", VictimWords), Lexicon(folder=str(tmp_path)).load("victims", VictimWords)
    assert all(one is other for one, other in zip(mine.person, usual.person, strict=False))


LISTS = [("places", PlaceWords), ("periods", PeriodWords), ("tolls", TollWords)]


@pytest.mark.parametrize(("name", "kind"), LISTS)
def test_a_list_that_no_step_asks_for_is_an_error(tmp_path: Path, name: str, kind: type[object]):
    (tmp_path / f"{name}.toml").write_text('[[list]]\nname = "zorns"\nwords = ["zorn"]', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"list #1 \('zorns'\), name: 'zorns' is not one of "):
        Lexicon(folder=str(tmp_path)).load(name, kind)


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        (Lexicon().load("places", PlaceWords).list, PlaceCue),
        (Lexicon().load("periods", PeriodWords).list, TimeCue),
        (Lexicon().load("tolls", TollWords).list, TollCue),
    ],
    ids=lambda v: getattr(v, "__name__", None),
)
def test_every_list_that_a_step_asks_for_is_there(
    held: Sequence[PlaceList | TimeList | TollList], asked: type[StrEnum]
):
    assert {entry.name for entry in held} == set(asked)


def test_a_folder_that_is_not_there_is_an_error():
    with pytest.raises(LexiconError, match="mine: no such folder, so none of its words would be read"):
        Lexicon(folder="mine").load("harms", Harms)


@pytest.mark.parametrize("language", ["fr", "../en/..", ""])
def test_a_language_that_is_not_there_is_an_error(tmp_path: Path, language: str):
    for folder in (None, str(tmp_path)):
        with pytest.raises(LexiconError, match=r"is built in\. Write 'en'"):
            Lexicon(language, folder).load("harms", Harms)


def test_a_lexicon_is_a_value(tmp_path: Path):
    (tmp_path / "victims.toml").write_text('[[person]]\nwords = ["zorn"]\ngroup = "women"', encoding="utf-8")
    lexicon, again = Lexicon(folder=str(tmp_path)), Lexicon(folder=str(tmp_path))
    there = pickle.loads(pickle.dumps(lexicon))
    assert there == lexicon == again
    assert hash(there) == hash(lexicon) == hash(again)
    assert again.load("victims", VictimWords) is lexicon.load("victims", VictimWords)
    assert repr(lexicon) == f"Lexicon(language='en', folder={str(tmp_path)!r})"


def test_a_folder_is_read_when_the_lexicon_is_made_and_again_for_another(tmp_path: Path):
    file = tmp_path / "victims.toml"
    file.write_text('[[person]]\nwords = ["zorn"]\ngroup = "women"', encoding="utf-8")
    before = Lexicon(folder=str(tmp_path))
    file.write_text('[[person]]\nwords = ["zorn"]\ngroup = "children"', encoding="utf-8")
    after = Lexicon(folder=str(tmp_path))
    assert before != after
    groups = [lexicon.load("victims", VictimWords).person[-1].group for lexicon in (after, before)]
    assert groups == [VictimGroup.CHILDREN, VictimGroup.WOMEN]


@pytest.mark.parametrize("name", ["victim.toml", "Victims.toml", "victims.TOML", "pyproject.toml"])
def test_a_file_that_nothing_reads_is_an_error_that_names_those_that_are_read(tmp_path: Path, name: str):
    (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        Lexicon(folder=str(tmp_path))
    assert str(tmp_path / name) in str(error.value)
    assert "grammar.toml, harms.toml" in str(error.value)
    assert "victims.toml" in str(error.value)


@pytest.mark.parametrize("name", ["bodies.csv", "README.md", "victims.toml~", "._victims.toml", "victims.toml.bak"])
def test_other_files_of_a_project_may_lie_beside_those_of_words(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"\xff")
    assert Lexicon(folder=str(tmp_path)).files == ()


ANEW = [
    ("victims", "Nine farmers were killed near Homs on Friday.", "killed", "other"),
    ("harms", "Nine farmers were left homeless near Homs on Friday.", "missing", "civilians"),
]
"""A file of ANEW_FILES, a text, and the outcome and group that the file makes of it."""
ANEW_FILES = {
    "victims": '[[person]]\nwords = ["farmer", "farmers"]\ngroup = "other"',
    "harms": '[[predicate]]\nwords = ["homeless"]\noutcome = "missing"',
}


@pytest.mark.parametrize(("name", "text", "outcome", "group"), ANEW, ids=[a[0] for a in ANEW])
def test_an_entry_of_a_folder_takes_the_place_of_the_built_in_one_of_its_word(
    tmp_path: Path, name: str, text: str, outcome: str, group: str
):
    (tmp_path / f"{name}.toml").write_text(ANEW_FILES[name], encoding="utf-8")
    usual, mine = (find_claims(text, lexicon=lexicon) for lexicon in (Lexicon(), Lexicon(folder=str(tmp_path))))
    assert [(c.scope.outcome, c.scope.victims.group) for c in mine] == [(outcome, group)]
    assert [(c.scope.outcome, c.scope.victims.group) for c in usual] != [(outcome, group)]


def test_only_the_words_that_are_said_anew_leave_the_built_in_entry(tmp_path: Path):
    (tmp_path / "victims.toml").write_text(ANEW_FILES["victims"], encoding="utf-8")
    usual, mine = Lexicon().load("victims", VictimWords), Lexicon(folder=str(tmp_path)).load("victims", VictimWords)
    words = [w for entry in mine.person for w in entry.words]
    assert sorted(set(words)) == sorted({w for entry in usual.person for w in entry.words} | {"farmer", "farmers"})
    assert words.count("farmer") == 1


def test_a_verb_may_have_several_frames_so_one_of_a_folder_is_added(tmp_path: Path):
    (tmp_path / "harms.toml").write_text(
        '[[verb]]\nbase = ["kill"]\noutcome = "killed"\nframe = "object"', encoding="utf-8"
    )
    usual, mine = Lexicon().load("harms", Harms), Lexicon(folder=str(tmp_path)).load("harms", Harms)
    assert mine.verb[:-1] == usual.verb
