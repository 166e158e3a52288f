"""Calendar words: the file periods.toml, and the pieces of pattern that dates are built of."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.lexicon import Lexicon
from casualties.extract.trie import trie
from casualties.extract.wordfinder import WordFinder, word_finder


@dataclass(frozen=True, slots=True)
class Named:
    """Names of one number: of a month, of a weekday, of a small count."""

    names: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """Names of a feast, with its month and day; month 0 counts the day from Easter Sunday."""

    names: tuple[str, ...]
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that one rule looks for."""

    name: str
    words: tuple[str, ...]


class TimeCue(StrEnum):
    """The lists of periods.toml, which says of each what its words tell."""

    SEASON = "season"
    FEAST = "feast"
    NOT_A_DAY = "not_a_day"
    SPEECH = "speech"
    SPEAKER = "speaker"
    SPEAKS = "speaks"
    PASSIVE = "passive"
    ISSUED = "issued"
    OF_WHOM = "of_whom"
    TELLS = "tells"
    AS_OF = "as_of"
    PAGE = "page"
    PHOTO_AGENCY = "photo_agency"
    FUTURE = "future"
    BEGAN = "began"
    CONFLICT = "conflict"
    BREAK = "break"
    SUDDEN = "sudden"
    YEAR_EVENT = "year_event"
    GRAVE = "grave"
    SUPERLATIVE = "superlative"
    MOST = "most"
    REMAINS = "remains"
    RECOVERY = "recovery"
    OTHER_EVENT = "other_event"
    CAME = "came"
    SAME_EVENT = "same_event"
    OF_ANOTHER = "of_another"
    APART = "apart"
    HARMED = "harmed"
    CAME_TO_HARM = "came_to_harm"
    SORT_OF_TOLL = "sort_of_toll"
    COUNTS_ANEW = "counts_anew"
    DOER = "doer"
    VIOLENCE = "violence"
    QUAKE = "quake"
    FLOOD = "flood"
    SLIDE = "slide"
    FIRE = "fire"
    CRASH = "crash"
    SINKING = "sinking"
    CRUSH = "crush"
    COLLAPSE = "collapse"
    SUCCUMBED = "succumbed"
    DIES = "dies"
    CARE = "care"
    HURT = "hurt"
    AFTERMATH = "aftermath"
    AFTERWARDS = "afterwards"
    GOES_AHEAD = "goes_ahead"
    SUM = "sum"
    BEGINS = "begins"
    LASTS = "lasts"
    ENDS = "ends"
    DAWN = "dawn"
    ALL_NIGHT = "all_night"
    GOES_ON = "goes_on"
    COVERS = "covers"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class TimeList:
    """Words that tell one thing of a date, or of an event."""

    name: TimeCue
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The file periods.toml."""

    month: tuple[Named, ...]
    weekday: tuple[Named, ...]
    number: tuple[Named, ...]
    holiday: tuple[Holiday, ...]
    list: tuple[TimeList, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names with their numbers, and pattern text for each class of names."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    month: str
    weekday: str
    number: str
    holiday: str
    event: str
    grave: str
    season: str
    feast: str
    goes_on: str
    sum: str

    def count(self, word: str) -> int:
        """The number that a small numeral names."""
        return int(word) if word.isdigit() else self.numbers[" ".join(word.lower().split())]


@functools.cache
def calendar_of(lexicon: Lexicon) -> Calendar:
    """The calendar names of a language, read once."""
    words = lexicon.load("periods", PeriodWords)
    months = {n: entry.number for entry in words.month for n in entry.names}
    weekdays = {n: entry.number for entry in words.weekday for n in entry.names}
    numbers = {n: entry.number for entry in words.number for n in entry.names}
    holidays = {n: (entry.month, entry.day) for entry in words.holiday for n in entry.names}
    small = rf"(?:\d{{1,3}}|{one_of(numbers)})"
    feasts = one_of(holidays).replace("'", "['’]")
    cues = (TimeCue.YEAR_EVENT, TimeCue.GRAVE, TimeCue.SEASON, TimeCue.FEAST, TimeCue.GOES_ON, TimeCue.SUM)
    return Calendar(
        months, weekdays, numbers, holidays, one_of(months), one_of(weekdays), small, feasts,
        *(one_of(word_list(lexicon, cue)) for cue in cues),
    )  # fmt: skip


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; blanks match any run of blanks."""
    return trie(words, r"\s+")


@functools.cache
def word_list(lexicon: Lexicon, name: TimeCue) -> tuple[str, ...]:
    """One list of periods.toml; entries of a user's own file are added."""
    return tuple(w for entry in lexicon.load("periods", PeriodWords).list if entry.name is name for w in entry.words)


@functools.cache
def list_pattern(lexicon: Lexicon, name: TimeCue) -> WordFinder:
    """Finds any word of a list as a whole word, whatever its case."""
    return word_finder(word_list(lexicon, name), small=True)
