"""Sums: figures that are said, or seen, to add up to another figure."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.compare import cues
from casualties.compare.facets import Facets
from casualties.compare.relations import DISJOINT, Relation, relate
from casualties.compare.who import NAMES_GROUP
from casualties.scope import Outcome, VictimGroup

_SUM_OF = re.compile(r"sum_of:([^\s;]+)")
_SPLIT = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.KILLED_OR_INJURED})
_MOST_PARTS = 4
_MOST_CLAIMS = 18
"""One source's claims about one outcome in one report; more is a table, whose sums are not for guessing."""
_LEAST_TOTAL = 6
_OPEN_SLACK = 1.1
"""A sum that supports "over 500" lies at most a tenth above 500: whoever wrote it rounded the sum down."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """Parts said, or evident, to add up to a whole; ``stated`` if the text says so."""

    whole: Facets
    parts: tuple[Facets, ...]
    stated: bool


def find_sums(several: Sequence[Facets], reports: Iterable[Sequence[Facets]]) -> Iterator[Sum]:
    """Every sum that is stated, then those that are evident in one of the `reports`."""
    voices = _by_voice(reports)
    seen: set[frozenset[str]] = set()
    for row in itertools.chain(
        _named_sums(several), _worded_sums(voices), _evident_sums(voices), _outcome_sums(several)
    ):
        key = frozenset(f.claim_id for f in (row.whole, *row.parts))
        if key not in seen:
            seen.add(key)
            yield row


def stated_parts(several: Sequence[Facets]) -> Iterator[tuple[Facets, Facets]]:
    """Each figure that is stated to be part of another one, with that one; what was plainly misread is left out."""
    linked = [f for f in several if f.claim.part_of is not None]
    if not linked:
        return
    by_id = {f.claim_id: f for f in several}
    earlier = _highest_before(several)
    for part in linked:
        whole = by_id.get(part.claim.part_of or "")
        if whole is None or whole is part or part.outcome is not whole.outcome or part.unit is not whole.unit:
            continue
        # A part read from a text that exceeds the figure it was tied to, but fits an earlier one, belongs to that one.
        if part.typed or not whole.high < part.low <= earlier[part.claim_id]:
            yield part, whole


def _highest_before(several: Sequence[Facets]) -> dict[str, float]:
    """For each claim, the highest figure of its outcome before it in its report."""
    so_far: dict[tuple[str | None, Outcome], float] = {}
    found: dict[str, float] = {}
    for f in several:
        place = (f.claim.report_id, f.outcome)
        found[f.claim_id] = so_far.get(place, -1)
        so_far[place] = max(found[f.claim_id], f.high)
    return found


def _by_voice(reports: Iterable[Sequence[Facets]]) -> list[list[Facets]]:
    """The claims of one source about one outcome in one report, in order, where there are three or more."""
    voices: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for members in reports:
        for f in members if len(members) > 2 else ():
            voices[(f.claim.report_id, f.source, f.outcome, f.unit)].append(f)
    return [members for members in voices.values() if len(members) > 2]


def _named_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """``how`` names the parts: "sum_of:c3,c4"."""
    wholes = [(f, match) for f in several if f.claim.how and (match := _SUM_OF.search(f.claim.how))]
    by_id = {f.claim_id: f for f in several} if wholes else {}
    for whole, match in wholes:
        names = dict.fromkeys(match.group(1).split(","))
        parts = tuple(by_id[i] for i in names if i in by_id and i != whole.claim_id)
        if len(parts) >= 2:
            yield Sum(whole, parts, stated=True)


def _worded_sums(voices: Iterable[Sequence[Facets]]) -> Iterator[Sum]:
    """The sentence says "raising the total to": the figures just before, of the same source, are the parts."""
    for claims in voices:
        for at, whole in enumerate(claims):
            if at > 1 and _is_total(whole):
                before = [f for f in claims[max(0, at - _MOST_PARTS) : at] if f.stated and f.low < (whole.stated or 0)]
                parts = _last_that_fit(whole, before)
                if parts:
                    yield Sum(whole, parts, stated=True)


def _is_total(whole: Facets) -> bool:
    """The figure follows the cue within a few words."""
    quote, written = (whole.claim.quote or "").casefold(), (whole.claim.figure or "").casefold()
    if not quote or not written:
        return False
    cue = cues.find(quote, cues.ADDED)
    return bool(cue is not None and 0 <= quote.find(written, cue) - cue <= 30)


def _last_that_fit(whole: Facets, before: list[Facets]) -> tuple[Facets, ...]:
    """The latest two to four figures whose sum is about the whole; the last one is always among them."""
    for count in range(2, min(_MOST_PARTS, len(before)) + 1):
        for chosen in itertools.combinations(reversed(before[:-1]), count - 1):
            parts = (*sorted(chosen, key=lambda f: f.index), before[-1])
            total = sum(f.stated or 0 for f in parts)
            if whole.stated and whole.stated * 0.95 <= total <= whole.stated * 1.15:
                return parts
    return ()


# ------------------------------------------------------------------ evident sums
_TOTAL_BOUNDS = (Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN)


def _evident_sums(voices: Iterable[Sequence[Facets]]) -> Iterator[Sum]:
    for claims in voices:
        if len(claims) > _MOST_CLAIMS:
            continue
        for whole in claims:
            if (whole.stated or 0) >= _LEAST_TOTAL and whole.claim.amount.bound in _TOTAL_BOUNDS:
                yield from _evident_parts(whole, [f for f in claims if _may_be_part(f, whole)])


def _may_be_part(part: Facets, whole: Facets) -> bool:
    if part is whole or not part.stated or not whole.stated or part.stated >= whole.stated:
        return False
    if part.as_of is not None and whole.as_of is not None and part.as_of != whole.as_of:
        return False
    if part.claim.amount.bound not in _TOTAL_BOUNDS:
        return False
    return part.typed or _inside(part, whole)


def _inside(part: Facets, whole: Facets) -> bool:
    """Read from a text: the place of the whole holds that of the part, and so do its victims and days."""
    how = relate(part, whole)
    fits = {Relation.SAME, Relation.INSIDE}
    if not how.place <= fits or not (how.period <= fits or not (part.has_period or whole.has_period)):
        return False
    return whole.group in (VictimGroup.UNSPECIFIED, VictimGroup.MIXED) or how.victims <= fits


def _evident_parts(whole: Facets, others: Sequence[Facets]) -> Iterator[Sum]:
    for parts in _adding_up_to(whole.stated or 0, others):
        if _apart(parts, whole):
            yield Sum(whole, parts, stated=False)
    if whole.claim.amount.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        for pair in itertools.combinations(others, 2):
            if _rounded_down(whole, pair):
                yield Sum(whole, pair, stated=False)


def _adding_up_to(total: int, others: Sequence[Facets]) -> Iterator[tuple[Facets, ...]]:
    """Every choice of two to four figures that make exactly `total`: pairs are looked up, not searched through."""
    pairs: defaultdict[int, list[tuple[Facets, ...]]] = defaultdict(list)
    for pair in itertools.combinations(others, 2):
        pairs[(pair[0].stated or 0) + (pair[1].stated or 0)].append(pair)
    yield from pairs.get(total, ())
    for first in others:
        rest = pairs.get(total - (first.stated or 0), ())
        yield from ((first, *pair) for pair in rest if first.index < pair[0].index)
    for sum_of_two, firsts in pairs.items():
        for one in firsts:
            rest = pairs.get(total - sum_of_two, ())
            yield from ((*one, *other) for other in rest if one[1].index < other[0].index)


def _rounded_down(whole: Facets, parts: tuple[Facets, ...]) -> bool:
    """ "over 500" beside 454 people and 68 soldiers."""
    total = sum(f.stated or 0 for f in parts)
    if not whole.stated or not whole.stated < total <= whole.stated * _OPEN_SLACK:
        return False
    open_group, named = (f for f in sorted(parts, key=lambda f: f.group is not VictimGroup.UNSPECIFIED))
    return (
        open_group.group is VictimGroup.UNSPECIFIED
        and named.group not in (VictimGroup.UNSPECIFIED, VictimGroup.OTHER)
        and whole.group is VictimGroup.UNSPECIFIED
        and open_group.place_words == named.place_words == whole.place_words
    )


def _apart(parts: Iterable[Facets], whole: Facets) -> bool:
    """The parts differ from one another in who or where, and not all are of the whole's own scope."""
    several = list(parts)
    marks = {(f.group, f.words, f.place_words or f.place) for f in several}
    if len(marks) < len(several):
        return False
    if all(f.typed for f in several):
        return any(
            (f.group, f.words) != (whole.group, whole.words) or f.place_words != whole.place_words for f in several
        )
    return all(
        relate(x, y).victims == DISJOINT or relate(x, y).place == DISJOINT
        for x, y in itertools.combinations(several, 2)
    )


# ------------------------------------------------------------------ killed and injured
def _outcome_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """Killed and injured of one source make the casualties of one scope."""
    reports = {f.claim.report_id for f in several if f.outcome is Outcome.KILLED_OR_INJURED}
    scopes: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in several if reports else ():
        if f.outcome in _SPLIT and f.stated and f.claim.amount.bound is not Bound.VAGUE:
            if f.claim.report_id not in reports:
                continue
            who = (f.group, f.words - NAMES_GROUP)
            scopes[(f.claim.report_id, f.place_words or f.place, who, f.as_of, f.start, f.end)].append(f)
    for claims in scopes.values():
        wholes = [f for f in claims if f.outcome is Outcome.KILLED_OR_INJURED]
        if not 0 < len(wholes) <= _MOST_PARTS:
            continue
        for parts in _killed_and_injured(claims):
            yield from (Sum(whole, parts, stated=False) for whole in wholes if _may_add_up(whole, parts))


def _killed_and_injured(claims: Sequence[Facets]) -> Iterator[tuple[Facets, ...]]:
    """The pairs of sources that give one figure for each."""
    voices: defaultdict[str | None, list[Facets]] = defaultdict(list)
    for f in claims:
        if f.outcome is not Outcome.KILLED_OR_INJURED:
            voices[f.source].append(f)
    for said in voices.values():
        if sorted(f.outcome for f in said) == [Outcome.INJURED, Outcome.KILLED]:
            yield tuple(said)


def _may_add_up(whole: Facets, parts: tuple[Facets, ...]) -> bool:
    """One source's own sum, or, where the place is known, the sum against another source's total."""
    if whole.source == parts[0].source:
        return True
    return bool(whole.place_words) and (
        whole.typed or (whole.has_period and None not in (whole.source, parts[0].source))
    )
