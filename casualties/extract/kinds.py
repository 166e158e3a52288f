"""Kinds: what a chunk of a sentence is, one letter each, and the roles that several of them share in the grammar."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a chunk is; the first seven are `COUNTED`."""

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
STRONG = frozenset({PERSONS, BARE, UNKNOWN, ONE, PART})
"""Counted phrases that may suffer what a verb beside them tells: no tanks, and no deaths, which are harm already."""
WITH_NOUN = frozenset({PERSONS, ONE})
"""Counted by a noun for persons ("two men", "a woman"): in a list these need no comma."""
PLAIN = frozenset({BARE, PERSONS})
"""A number alone, or with a noun for persons and nothing else."""
UNCOUNTED = frozenset({NAMES, NOMINAL})
"""A noun phrase without a number: "the pilot", "the dead"."""
DESCRIBING = frozenset({NAMES, ONE})
"""What may tell who the persons of a part were: "four of them officers", "one was a nurse"."""

AUX = frozenset({ADVERB, BE, HAVE, MODAL})
"""What a verb has before it: "would have been badly"."""
COPULA = frozenset({BE, ADVERB})
"""What joins a noun to what is said of it: "were also"."""
LIGHT = frozenset({ADVERB, AROUND})
"""What may stand anywhere in a clause: when, where and how."""
NEUTRAL = LIGHT | {NAMES}
"""Words that neither count, nor tell of harm, nor end anything."""
PREPOSITIONS = frozenset({PREPOSITION, OF})
"""A preposition, with its phrase to come: a counted phrase behind one depends on the word before it."""
STATING = frozenset({HARM, PREDICATE})
"""What states of the counted phrase beside it that it came to harm: "killed", "dead"."""
VERBAL = frozenset({BE, HAVE, HARM, PREDICATE, MODAL, SPEECH, RISE})
"""What makes the counted phrase before it a subject."""

JOIN = frozenset({AND, COMMA})
"""Between the items of a list."""
BREAK = frozenset({COMMA, STOP})
"""A mark, behind which something new may begin."""
BOUNDARY = JOIN | BREAK
"""Between two clauses, or two items."""
CLAUSE_END = BOUNDARY | {None}
"""The same, and the end of the sentence."""
