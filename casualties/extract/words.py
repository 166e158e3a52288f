"""Words: what the files harms.toml, victims.toml and grammar.toml hold, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.classes import Class
from casualties.extract.lexicon import OneEntry, PlainList
from casualties.scope import Outcome, Unit, VictimGroup


class VerbForm(StrEnum):
    """The form of a verb of harm."""

    PAST = "past"  # also the participle, where both are one word
    PARTICIPLE = "participle"
    ING = "ing"
    PLAIN = "plain"  # base and third person


FINISHED = frozenset({VerbForm.PAST, VerbForm.PARTICIPLE})
"""Forms that tell of a harm done."""


class Frame(StrEnum):
    """Who suffers: the object of the verb, its subject, or either."""

    OBJECT = "object"
    SUBJECT = "subject"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Verb:
    """Verbs of harm of one outcome and frame; see the head of harms.toml."""

    base: tuple[str, ...]
    outcome: Outcome
    frame: Frame
    past: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    ing: tuple[str, ...] = ()
    third: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    groups: tuple[VictimGroup, ...] = ()
    by: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    weak: bool = False
    passive: bool = False
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Noun(OneEntry):
    """Nouns of harm: counted ("12 deaths"), of someone ("the death of 12"), bodies, lives, or only with zero.

    ``singular`` are those that an article may count ("a body was found").
    """

    outcome: Outcome
    counted: bool = True
    bodies: bool = False
    lives: bool = False
    zero: bool = False
    within: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate(OneEntry):
    """What persons are: dead, missing, homeless; ``headline`` words may follow where "be" is left out."""

    outcome: Outcome
    passive: bool = False
    headline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toll(OneEntry):
    """Nouns whose number is the figure."""

    outcome: Outcome | None = None
    rises: bool = False


@dataclass(frozen=True, slots=True)
class Harms:
    """The file harms.toml."""

    verb: tuple[Verb, ...] = ()
    noun: tuple[Noun, ...] = ()
    predicate: tuple[Predicate, ...] = ()
    toll: tuple[Toll, ...] = ()
    doubling: tuple[PlainList, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(OneEntry):
    """Nouns for persons and their group; ``adjectival`` ones may stand before the noun ("a British charity")."""

    group: VictimGroup
    adjectival: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Counted(OneEntry):
    """Words counted in another unit than persons."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class VictimWords:
    """The file victims.toml."""

    person: tuple[Person, ...] = ()
    modifier: tuple[Person, ...] = ()
    thing: tuple[PlainList, ...] = ()
    collective: tuple[PlainList, ...] = ()
    unit: tuple[Counted, ...] = ()
    attack: tuple[PlainList, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed class of words; ``inside`` a noun phrase, or such that ``leads`` up to its number.

    ``unless`` one of these follows; ``counting`` only right before a number; ``inanimate`` nouns are nobody, whatever
    their ending.
    """

    words: tuple[str, ...]
    cls: Class
    inside: bool = False
    leads: bool = False
    unless: tuple[str, ...] = ()
    counting: bool = False
    inanimate: bool = False


class Role(StrEnum):
    """What a word is for one rule, whatever its class; grammar.toml has an example of each."""

    FATAL = "fatal"
    LOSING = "losing"
    TAKING = "taking"
    CONFIRMING = "confirming"
    DEED = "deed"
    SEEING = "seeing"
    NOT_BODY = "not_body"
    RETELLING = "retelling"
    LISTING = "listing"
    INJURY = "injury"
    COUNTING = "counting"
    FALLING = "falling"
    INNER = "inner"
    TRAILING = "trailing"
    TIME = "time"
    NUMBERED = "numbered"
    EXTREME = "extreme"
    FREED = "freed"
    MOVED = "moved"
    RECOVERED = "recovered"
    KNOWN = "known"
    HARDEST = "hardest"
    ANNOUNCED = "announced"
    DOING = "doing"
    SPARED = "spared"
    SAVED = "saved"
    WHOLE = "whole"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words of one role."""

    role: Role
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The file grammar.toml."""

    word: tuple[Closed, ...] = ()
    role: tuple[RoleWords, ...] = ()
