"""Toll words: the file tolls.toml, and its lists ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.lexicon import Lexicon
from casualties.extract.wordfinder import WordFinder, word_finder


class TollCue(StrEnum):
    """The lists of tolls.toml, which says of each what its words tell."""

    RUNNING = "running"
    SCALE = "scale"
    SEVERAL = "several"
    LASTING = "lasting"
    WEATHER = "weather"
    RISE = "rise"
    STANDS = "stands"
    GOES_ON = "goes_on"
    GROWS = "grows"
    BEYOND = "beyond"
    COUNTED_UP = "counted_up"
    SETTLES = "settles"
    SETTLED = "settled"
    WAR = "war"
    INCIDENT = "incident"
    TOLL_OF = "toll_of"
    MANY = "many"
    AREAS = "areas"
    SECOND_HALF = "second_half"
    STOCK = "stock"
    COUNTS = "counts"
    HAPPENED = "happened"
    SUMS_UP = "sums_up"


@dataclass(frozen=True, slots=True)
class TollList:
    """Words that tell one thing of a toll."""

    name: TollCue
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollWords:
    """The file tolls.toml."""

    list: tuple[TollList, ...]


@functools.cache
def toll_list(lexicon: Lexicon, name: TollCue) -> tuple[str, ...]:
    """One list of tolls.toml; entries of a user's own file are added."""
    return tuple(w for entry in lexicon.load("tolls", TollWords).list if entry.name is name for w in entry.words)


@functools.cache
def toll_pattern(lexicon: Lexicon, name: TollCue) -> WordFinder:
    """Finds any word of a list as a whole word, whatever its case."""
    return word_finder(toll_list(lexicon, name), small=True)
