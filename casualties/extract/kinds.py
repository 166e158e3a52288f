"""Kinds: what a chunk of a sentence is, one letter each."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a chunk is; the first seven are counted."""

    PERSONS = "N"  # 27 loyalist troops
    BARE = "U"  # 42
    UNKNOWN = "W"  # 12 Gulmuds
    ONE = "A"  # a woman, another
    PART = "T"  # three of them, 31 of the 40
    HARMED = "D"  # 12 deaths, one of those killed
    THINGS = "X"  # six tanks
    HARM = "K"
    NOUN = "n"  # a noun of harm without a number
    PREDICATE = "p"
    NOMINAL = "d"  # the dead, those wounded
    TOLL = "t"
    RISE = "r"
    LEAVE = "l"
    INCLUDE = "y"
    BE = "b"
    HAVE = "h"
    MODAL = "o"
    ADVERB = "v"
    RELATIVE = "w"
    CLAUSE = "C"
    AND = "c"
    COMMA = ","
    STOP = ";"
    OF = "f"
    PREPOSITION = "P"
    AROUND = "m"  # a preposition with its phrase: "in the town of Homs"
    SPEECH = "s"
    NAMES = "E"  # everything else: words, nouns without a number


# Used as `kinds.HARM`: CPython 3.11 finds a member of an enumeration ten times slower than a name of a module,
# and the grammar asks for hundreds of them in every sentence.
(
    PERSONS,
    BARE,
    UNKNOWN,
    ONE,
    PART,
    HARMED,
    THINGS,
    HARM,
    NOUN,
    PREDICATE,
    NOMINAL,
    TOLL,
    RISE,
    LEAVE,
    INCLUDE,
    BE,
    HAVE,
    MODAL,
    ADVERB,
    RELATIVE,
    CLAUSE,
    AND,
    COMMA,
    STOP,
    OF,
    PREPOSITION,
    AROUND,
    SPEECH,
    NAMES,
) = Kind

COUNTED = frozenset({PERSONS, BARE, UNKNOWN, ONE, PART, HARMED, THINGS})
