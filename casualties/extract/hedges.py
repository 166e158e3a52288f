"""Hedges: the words beside a number that limit or blur it, and the amount they make of it.

Found before: "at least", "no fewer than", "more than", "over", "up to", "as many as", "fewer than", "nearly", "some",
"about", "an estimated", ">", "~" and chains of them ("possibly as many as", "well over an estimated"); after: "or
more", "+", "plus", "or fewer", "or so", "-odd". lexicon/en/hedges.toml holds them all; docs/amounts.md says what each
commits to.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from casualties.amount import Bound
from casualties.extract.lexicon import Lexicon, PlainList, all_words
from casualties.extract.numbertokens import PhraseIndex, Tokens, keys_of


class Side(StrEnum):
    """Where a hedge stands."""

    BEFORE = "before"
    AFTER = "after"


class Joining(StrEnum):
    """How two numbers are one range."""

    RANGE = "range"
    EITHER = "either"
    LIMITS = "limits"
    BETWEEN = "between"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Phrases that commit alike.

    ``blur`` marks an approximation; ``carries`` reads on only to another hedge, ``passes`` only from one; ``widens``
    takes the stated number in; ``not_after`` are words before which the phrase is no hedge ("handed over 12 bodies");
    ``spans`` marks one that only tells how long something took beside a length of time ("300 over three days").
    """

    side: Side
    bound: Bound
    words: tuple[str, ...]
    blur: bool = False
    carries: bool = False
    passes: bool = False
    widens: bool = False
    spans: bool = False
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Words between two numbers."""

    kind: Joining
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The file hedges.toml."""

    hedge: tuple[Hedge, ...]
    join: tuple[Join, ...]
    change: tuple[PlainList, ...]
    clause: tuple[PlainList, ...]
    negation: tuple[PlainList, ...]
    under_negation: tuple[PlainList, ...]


@dataclass(frozen=True, slots=True)
class HedgeTable:
    """Hedges by the word next to the number; joins by all their words; single words of change and of another clause;
    negations by their last word, and what may stand between one and its hedge.
    """

    before: PhraseIndex[Hedge]
    after: PhraseIndex[Hedge]
    joins: dict[tuple[str, ...], frozenset[Joining]]
    change: frozenset[str]
    clause: frozenset[str]
    negation: PhraseIndex[PlainList]
    under_negation: frozenset[str]


@functools.cache
def hedge_table(lexicon: Lexicon) -> HedgeTable:
    """The hedges of a language."""
    words = lexicon.load("hedges", HedgeWords)
    joins: dict[tuple[str, ...], frozenset[Joining]] = {}
    for join in words.join:
        for phrase in map(keys_of, join.words):
            joins[phrase] = joins.get(phrase, frozenset()) | {join.kind}
    before = [(w, h) for h in words.hedge if h.side is Side.BEFORE for w in h.words]
    after = [(w, h) for h in words.hedge if h.side is Side.AFTER for w in h.words]
    change, clause = all_words(words.change), all_words(words.clause)
    negation = PhraseIndex.before([(w, entry) for entry in words.negation for w in entry.words])
    under = all_words(words.under_negation)
    return HedgeTable(PhraseIndex.before(before), PhraseIndex.after(after), joins, change, clause, negation, under)


def hedges_before(tokens: Tokens, first: int, floor: int, table: HedgeTable) -> tuple[tuple[Hedge, ...], int]:
    """The hedges that end at token `first`, nearest first, and where they begin; none reaches below token `floor`."""
    found: list[Hedge] = []
    bare = first
    while first > floor and len(found) < 6 and not tokens.parted(first):
        for keys, hedge in table.before.table.get(tokens.keys[first - 1], ()):
            at = first - len(keys)
            if at < floor or tokens.between(at, first) != keys or tokens.key(at - 1) in hedge.not_after:
                continue
            if (hedge.carries and not found) or (hedge.passes and first < bare):
                continue
            first, turned = _turned(tokens, at, floor, hedge, table)
            found.append(turned)
            break
        else:
            break
    if all(h.passes for h in found):  # "another 12" has no hedge
        return (), bare
    return tuple(found), first


_MOST_VERBS = 3
"""Between a negation and its hedge: "could not have been more than 20"."""
_REVERSE = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}


def _turned(tokens: Tokens, at: int, floor: int, hedge: Hedge, table: HedgeTable) -> tuple[int, Hedge]:
    """ "Had not passed 20", "yet to exceed 20": where the hedge begins with its negation, and what it says then."""
    reverse = None if hedge.blur else _REVERSE.get(hedge.bound)
    if reverse is None:
        return at, hedge
    verb = at
    lowest = max(floor + 1, at - _MOST_VERBS)
    while verb > lowest and tokens.key(verb - 1) in table.under_negation:
        verb -= 1
    for keys, _ in table.negation.table.get(tokens.key(verb - 1), ()):
        start = verb - len(keys)
        if start >= floor and tokens.between(start, verb) == keys and tokens.key(start - 1) != "if":
            return start, dataclasses.replace(hedge, bound=reverse)
    return at, hedge


def hedges_after(tokens: Tokens, last: int, table: HedgeTable) -> tuple[tuple[Hedge, ...], int]:
    """The hedge that begins at token `last`, if no number follows it, and where it ends."""
    for keys, hedge in table.after.table.get(tokens.key(last), ()):
        at = last + len(keys)
        if tokens.between(last, at) != keys or tokens.is_numeral(at) or tokens.parted(last):
            continue
        if tokens.key(at) not in {"than", "to"}:  # "10 and more than 40", "10 and up to 15": the next number's
            return (hedge,), at
    return (), last


class Limits(NamedTuple):
    """What a number and its hedges commit to; whole numbers stay whole."""

    value: int | float | None
    bound: Bound
    low: int | float | None
    high: int | float | None
    approximate: bool = False


def commit(value: int | float, hedges: Sequence[Hedge], tolerance: float) -> Limits:
    """The limits of a stated number: a limiting hedge outdoes "about"; of two, the one nearest to the number counts."""
    blur = any(h.blur for h in hedges)
    bound: Bound | None = next((h.bound for h in hedges if h.bound not in {Bound.ABOUT, Bound.EXACT}), None)
    if bound is None:
        bound = Bound.ABOUT if any(h.bound is Bound.ABOUT for h in hedges) else Bound.EXACT
    if any(h.widens for h in hedges):
        bound = {Bound.MORE_THAN: Bound.AT_LEAST, Bound.LESS_THAN: Bound.AT_MOST}.get(bound, bound)
    match bound:
        case Bound.AT_LEAST:
            return Limits(value, bound, value, None, blur)
        case Bound.MORE_THAN:
            return Limits(value, bound, math.floor(value) + 1, None, blur)
        case Bound.AT_MOST:
            return Limits(value, bound, None, value, blur)
        case Bound.LESS_THAN:
            return Limits(value, bound, None, max(math.ceil(value) - 1, 0), blur)
        case Bound.ABOUT:
            spread = value * tolerance
            return Limits(value, bound, math.floor(value - spread), math.ceil(value + spread), True)
        case _:
            return Limits(value, bound, value, value, blur)
