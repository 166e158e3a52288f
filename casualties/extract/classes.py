"""Classes: what a token is for the grammar of figures."""

from __future__ import annotations

from enum import StrEnum


class Class(StrEnum):
    """What a token is for the grammar of figures."""

    HARM = "harm"  # a verb of harm
    NOUN = "noun"  # a noun of harm
    PREDICATE = "predicate"  # dead, missing, homeless
    TOLL = "toll"
    PERSON = "person"
    THING = "thing"
    COLLECTIVE = "collective"
    BE = "be"
    HAVE = "have"
    MODAL = "modal"
    ADVERB = "adverb"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    THEM = "them"
    RELATIVE = "relative"
    CLAUSE = "clause"  # opens a clause: when, because
    AND = "and"
    INCLUDE = "include"
    OF = "of"
    PREPOSITION = "preposition"
    SPEECH = "speech"
    LEAVE = "leave"
    RISE = "rise"
    FICTION = "fiction"
    ILLNESS = "illness"
    DAY = "day"  # a weekday
    ARTICLE = "article"
    ANOTHER = "another"
    NUMBER = "number"
    OTHER_NUMBER = "other_number"  # an age, a date, a measure
    COMMA = "comma"
    STOP = "stop"  # ; : ( ) and dashes
    WORD = "word"


# Used as `classes.HARM`: CPython 3.11 finds a member of an enumeration ten times slower than a name of a module,
# and the grammar asks for hundreds of them in every sentence.
(
    HARM,
    NOUN,
    PREDICATE,
    TOLL,
    PERSON,
    THING,
    COLLECTIVE,
    BE,
    HAVE,
    MODAL,
    ADVERB,
    DETERMINER,
    PRONOUN,
    THEM,
    RELATIVE,
    CLAUSE,
    AND,
    INCLUDE,
    OF,
    PREPOSITION,
    SPEECH,
    LEAVE,
    RISE,
    FICTION,
    ILLNESS,
    DAY,
    ARTICLE,
    ANOTHER,
    NUMBER,
    OTHER_NUMBER,
    COMMA,
    STOP,
    WORD,
) = Class

HARMFUL = frozenset({HARM, NOUN, PREDICATE, TOLL})
"""Words of harm: without one of them, or a person harmed by name, a sentence makes no figure of its own."""
AUXILIARIES = frozenset({BE, HAVE})
"""Before these a noun is the subject."""
