"""Scope: what a figure is about: outcome, unit, victims, place, period."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, field
from enum import StrEnum

from casualties.errors import DateError, InputTypeError, expect, expect_words
from casualties.report import as_day


class Outcome(StrEnum):
    """What happened to the victims (HXL, EM-DAT, OHCHR terms); "casualties" left open is killed_or_injured."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    KILLED_OR_INJURED = "killed_or_injured"


class Unit(StrEnum):
    """What is counted: 300 families are not 300 persons."""

    PERSONS = "persons"
    FAMILIES = "families"
    HOUSEHOLDS = "households"


class VictimGroup(StrEnum):
    """Who the victims are said to be.  "people" is unspecified, which is unknown, not "everybody"."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    SECURITY_FORCES = "security_forces"
    ARMED_GROUP = "armed_group"
    ATTACKERS = "attackers"
    PROTESTERS = "protesters"
    AID_WORKERS = "aid_workers"
    JOURNALISTS = "journalists"
    OTHER = "other"
    UNSPECIFIED = "unspecified"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Victims:
    """The words for the victims, if any, and the group they name."""

    words: str | None = None
    group: VictimGroup = VictimGroup.UNSPECIFIED

    def __post_init__(self) -> None:
        expect_words(self, "the victims'", "words")
        expect(self.group, VictimGroup, "the victims' group", "Write VictimGroup.CHILDREN, say.")


class Relation(StrEnum):
    """How one set stands to another: read "the first is ... the second"."""

    SAME = "same"
    INSIDE = "inside"
    CONTAINS = "contains"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"


_OWN_PREPOSITION = frozenset(
    {"across", "throughout", "around", "near", "outside", "inside", "along", "off", "north", "south", "east", "west"}
    | {"northeast", "northwest", "southeast", "southwest", "on", "at", "in", "between", "aboard"}
)
"""First words of places that need no "in" before them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where they became victims.

    ``place_id`` is a path from the country down, ``"SY/Dar'a/Daraa"``; several candidates of an ambiguous name stand
    side by side, parted by ``" | "``, sorted.  ``"?"`` is a level that is not known (``"CH/?/Lausanne"``); a name that
    ends in it is as the report has it, because no gazetteer knows it (``"IQ/Anbar/Umm Zaq?"``).  ``country`` is the
    ISO 3166-1 alpha-2 code when all candidates share it.  A place that was named but not resolved has words and no id.
    """

    words: str | None = None
    place_id: str | None = None
    country: str | None = None

    def __post_init__(self) -> None:
        expect_words(self, "a place's", "words", "place_id", "country")

    @property
    def where(self) -> str:
        """The place as it reads in a sentence, blank first: " in Daraa", " across Syria"; empty if unknown."""
        words = (self.words or "").strip()
        if not words:
            return ""
        own = words.split()[0].casefold() in _OWN_PREPOSITION
        return f" {words[0].lower()}{words[1:]}" if own else f" in {words}"

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every path that the name may mean; empty when unresolved."""
        return tuple(self.place_id.split(" | ")) if self.place_id else ()

    def relations(self, other: Place) -> frozenset[Relation]:
        """Every way in which this place may stand to another; one alone is certain, four are unknown."""
        expect(other, Place, "what a place is compared with", "Write Place('Daraa', 'SY/Dar'a'), say.")
        if not self.candidates or not other.candidates:
            return ANYWHERE
        return frozenset().union(*(relate_paths(a, b) for a in self.candidates for b in other.candidates))


ANYWHERE = frozenset({Relation.SAME, Relation.INSIDE, Relation.CONTAINS, Relation.DISJOINT})
"""How two places of which nothing is known may stand to each other; paths make a tree, so none overlap."""


@functools.lru_cache(maxsize=2**16)
def relate_paths(a: str, b: str) -> frozenset[Relation]:
    """Every way in which the place at one path may stand to the place at another.

    Names decide where the gazetteer knows them.  A level that is not known ("?") may be any; a name as the report has
    it ("Umm Zaq?") may be another spelling of any place beside it, a part of one, or hold one.
    """
    found: set[Relation] = set()
    ours, theirs = a.split("/"), b.split("/")
    for one, other in zip(ours, theirs, strict=False):
        if (one.endswith("?") and one != "?") or (other.endswith("?") and other != "?"):
            return ANYWHERE
        if "?" in (one, other):
            found.add(Relation.DISJOINT)
        elif one != other:
            return frozenset({*found, Relation.DISJOINT})
    if len(ours) == len(theirs):
        return frozenset({*found, Relation.SAME})
    return frozenset({*found, Relation.INSIDE if len(ours) > len(theirs) else Relation.CONTAINS})


@dataclass(frozen=True, slots=True)
class Period:
    """The day or days on which they became victims, both ends included; an unknown end is None."""

    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            object.__setattr__(self, name, as_day(getattr(self, name), f"a period's {name}"))
        if self.start is not None and self.end is not None and self.start > self.end:
            raise DateError(f"a period cannot end ({self.end}) before it starts ({self.start}). Swap the two dates.")

    @property
    def known(self) -> bool:
        return self.start is not None or self.end is not None

    def __str__(self) -> str:
        if not self.known:
            return "unknown"
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '?'} to {self.end or '?'}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Two figures can only agree or contradict each other where their scopes meet."""

    outcome: Outcome
    unit: Unit = Unit.PERSONS
    victims: Victims = field(default_factory=Victims)
    place: Place = field(default_factory=Place)
    period: Period = field(default_factory=Period)

    def __post_init__(self) -> None:
        if not isinstance(self.outcome, Outcome):
            raise InputTypeError(f"an outcome must be an Outcome, not {self.outcome!r}. Write Outcome.KILLED, say.")
        if not isinstance(self.unit, Unit):
            raise InputTypeError(f"a unit must be a Unit, not {self.unit!r}. Write Unit.PERSONS, say.")
        expect(self.victims, Victims, "the victims of a scope", "Write Victims('soldiers'), say.")
        expect(self.place, Place, "the place of a scope", "Write Place('Daraa'), say.")
        expect(self.period, Period, "the period of a scope", "Write Period(datetime.date(2011, 4, 28)), say.")
