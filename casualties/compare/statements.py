"""Statements: what one sentence says in all: one figure, or disjoint figures added, as coded by hand.

Repeated mentions and parts are told apart by `tallies`; here only what stands in one sentence is put together.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casualties.amount import Bound
from casualties.claim import Mention, Status
from casualties.compare import cues
from casualties.compare.facets import Facets
from casualties.compare.reach import adds, takes_some
from casualties.compare.unnumbered import each_once
from casualties.compare.who import NAMES_GROUP, WHOLE
from casualties.compare.wording import figure, speaker
from casualties.scope import VictimGroup

CODERS_WORDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "dozen": (12, 24),
        "large number": (12, 24),
        "score": (20, 40),
        "hundred": (100, 200),
        "thousand": (1000, 2000),
        "tens": (10, 20),
    }
)
"""What incident coders enter for words without a number, by the stem of the word (ACLED: tens 10, dozens 12, hundreds
100; Airwars: dozens and large numbers 12 to 24); any other vague plural is 2, the least that a plural can mean."""
LEAST_PLURAL = (2, 2)
_ENUMERATION = 90
"""Characters between two figures that are added up."""


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What one sentence says in all: one figure, or disjoint figures added."""

    members: tuple[Facets, ...]
    low: int
    high: int
    vague: bool
    named: tuple[str, ...] = ()

    @property
    def lead(self) -> Facets:
        return self.members[0]

    @property
    def words(self) -> str:
        return f"{' + '.join([*map(figure, self.members), *self.named])} ({speaker(self.lead)})"


def read_statements(
    counted: Sequence[Facets], words: Mapping[str, tuple[int, int]], aside: dict[str, str]
) -> list[Statement]:
    """One statement per sentence and source, in order; parts of a whole are set aside."""
    names = {f.claim_id for f in counted}
    sentences: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in counted:
        if f.claim.part_of in names:
            aside[f.claim_id] = f"a part of {f.claim.part_of}"
            continue
        sentences[(f.claim.report_id, f.claim.quote or f.claim_id, f.source)].append(f)
    return [s for members in sentences.values() for s in _read_sentence(members, words)]


def _read_sentence(members: Sequence[Facets], words: Mapping[str, tuple[int, int]]) -> list[Statement]:
    """Figures that add up make one statement, and so do a floor and a ceiling; others stand side by side."""
    added, alone = [members[0]], []
    for f in members[1:]:
        joins = _near_by(added[-1], f) and any(_adds_to(f, other) for other in added)
        if joins and all(not _same_who(f, other) for other in added):
            added.append(f)
        else:
            alone.append(f)
    if len(added) == 1 and len(alone) == 1 and _hedged(alone[0]) and not _hedged(added[0]):
        floor, ceiling = coded(added[0], words), coded(alone[0], words)
        if ceiling[1] >= floor[0]:
            return [Statement((added[0], alone[0]), floor[0], ceiling[1], vague=False)]
    return [_statement(tuple(group), words) for group in (added, *([f] for f in alone))]


_OWN_KIN = re.compile(r"\b(?:and|with) (?:his|her|their|its) $")
_REACH = 12
"""Characters that "and their" and the blanks around take up before a figure."""


def with_named(s: Statement, mentions: Sequence[Mention]) -> Statement:
    """ "Omar Haddad and his two sons", "a man and his wife": persons without a number beside those counted.

    `mentions` are those of the same outcome in the same sentence.
    """
    f = s.lead
    beside = [m for m in mentions if m.least == 1]
    if not beside or s.vague or f.claim.part_of is not None:
        return s
    if len(s.members) == 1 and is_detail(f):
        beside = [m for m in beside if m.words[:4].lower() in _KIN]
    elif not (adds(f) or _after_own(f)):
        return s
    persons = each_once(beside)
    extra = len(persons)
    return dataclasses.replace(s, low=s.low + extra, high=s.high + extra, named=tuple(m.words for m in persons))


_KIN = frozenset({"his ", "her "})


def _after_own(f: Facets) -> bool:
    """ "... and her three children": those counted belong to somebody named before."""
    return _OWN_KIN.search(cues.words_before(f, _REACH) or "") is not None


def _near_by(f: Facets, other: Facets) -> bool:
    """Two figures of one enumeration; some "sentences" of bad texts run over a whole page."""
    if f.claim.span is None or other.claim.span is None:
        return True
    return other.claim.span.start - f.claim.span.end <= _ENUMERATION


def _hedged(f: Facets) -> bool:
    """ "at least 18 and potentially more than 25", "one but possibly up to 12": the second figure is a ceiling."""
    if f.claim.amount.bound is Bound.VAGUE:
        return False
    return f.claim.amount.bound is Bound.AT_MOST or f.claim.status is Status.FEARED


def _adds_to(f: Facets, other: Facets) -> bool:
    """ "two soldiers and three civilians", "a child and four others"."""
    if adds(f):
        return True
    if is_detail(f) and not _joined(f):
        return False  # "two brothers, one of them a doctor"
    return bool(_named(f) and _named(other))


def _joined(f: Facets) -> bool:
    """Whether "and" stands right before the figure."""
    quote, written = (f.claim.quote or "").casefold(), (f.claim.figure or "").casefold()
    match = re.search(rf"\band {re.escape(written)}\b", quote)
    return match is not None


def _same_who(f: Facets, other: Facets) -> bool:
    return _named(f) == _named(other) and f.group is other.group and not adds(f)


def _named(f: Facets) -> frozenset[str] | str:
    """Who, if the words tell more than "people"."""
    said = f.words - WHOLE
    return (said - NAMES_GROUP) or (f.group if f.group is not VictimGroup.UNSPECIFIED else "")


def _statement(members: tuple[Facets, ...], words: Mapping[str, tuple[int, int]]) -> Statement:
    ends = [coded(f, words) for f in members]
    vague = all(f.claim.amount.bound is Bound.VAGUE for f in members)
    return Statement(members, sum(e[0] for e in ends), sum(e[1] for e in ends), vague)


def coded(f: Facets, words: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The two numbers a coder enters: the stated one twice, both ends of a range, a table's for a vague word."""
    amount = f.claim.amount
    if amount.bound is Bound.VAGUE:
        said = (f.claim.figure or "").casefold()
        return next((ends for stem, ends in words.items() if stem in said), LEAST_PLURAL)
    if amount.bound is Bound.RANGE and amount.low is not None:
        return amount.low, amount.high if amount.high is not None else amount.low
    if amount.bound is Bound.MORE_THAN and amount.low is not None:
        return amount.low, amount.low
    number = f.stated or 0
    return number, number


def is_detail(f: Facets) -> bool:
    """ "a man", "another": one victim told of, not a count."""
    return f.stated == 1 and (f.claim.figure or "").strip().casefold() in ("a", "an", "one", "another", "the")


def is_specific(f: Facets) -> bool:
    """Some of the victims only: children, four brothers, "ten of the dead"; "civilians" may be all of them."""
    if takes_some(f):
        return True
    if f.group in (VictimGroup.CIVILIANS, VictimGroup.UNSPECIFIED, VictimGroup.MIXED):
        return not f.words & _A_FAMILY and bool(f.words - WHOLE - NAMES_GROUP - _ALL_OF_THEM)
    return True


_ALL_OF_THEM = frozenset(
    {"same", "his", "her", "martyrs", "palestinians", "identified", "named", "confirmed", "local", "innocent", "whole"}
)
_A_FAMILY = frozenset({"family", "families", "relatives", "household"})
