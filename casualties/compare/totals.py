"""Totals: parts and wholes, and figures that are sums of others."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.compare import cues
from casualties.compare.facets import NAMES_GROUP, Facets
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.relations import DISJOINT, Relation, relate
from casualties.compare.wording import figure, ratio_of, speaker
from casualties.scope import Outcome, VictimGroup

_SUM_OF = re.compile(r"sum_of:([^\s;]+)")
_SPLIT = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.KILLED_OR_INJURED})
_MOST_PARTS = 4
_MOST_CLAIMS = 18
"""One source's claims about one outcome in one report; more is a table, whose sums are not for guessing."""
_LEAST_TOTAL = 6
_STRANGE = 0.2
"""Figures that miss each other by more than a fifth were hardly meant as parts and whole."""
_OPEN_SLACK = 1.1
"""A sum that supports "over 500" lies at most a tenth above 500: whoever wrote it rounded the sum down."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """Parts said, or evident, to add up to a whole; ``stated`` if the text says so."""

    whole: Facets
    parts: tuple[Facets, ...]
    stated: bool


def sum_findings(several: Sequence[Facets]) -> list[Finding]:
    """What sums, parts and wholes among the claims say."""
    reports: defaultdict[str | None, list[Facets]] = defaultdict(list)
    for f in several:
        reports[f.claim.report_id].append(f)
    linked = ((part, whole) for part, whole in _stated_parts(several))
    found = [_weigh_part(p, w) for p, w in linked if not _misread(p, w, reports[p.claim.report_id])]
    found += [_weigh_sum(row) for row in _sums(several)]
    return [f for f in found if f is not None]


def _stated_parts(several: Sequence[Facets]) -> Iterator[tuple[Facets, Facets]]:
    by_id = {f.claim_id: f for f in several}
    for part in several:
        whole = by_id.get(part.claim.part_of or "")
        if whole is not None and whole is not part and part.outcome is whole.outcome and part.unit is whole.unit:
            yield part, whole


def _misread(part: Facets, whole: Facets, several: Sequence[Facets]) -> bool:
    """A part read from a text that exceeds the figure it was tied to, but fits an earlier one, belongs to that one."""
    if part.typed or part.low <= whole.high:
        return False
    earlier = (f for f in several if f.index < part.index)
    return any(f.outcome is part.outcome and f.high >= part.low and f is not whole for f in earlier)


def _weigh_part(part: Facets, whole: Facets) -> Finding | None:
    if part.silent or whole.silent:
        return None
    ids = _ids(part, whole)
    of = f"{figure(part)} is stated as part of {figure(whole)}"
    if part.low > whole.high:
        excess = f"{part.low:,} > {whole.high:,.0f}"
        reason = f"{of}, but a part cannot exceed its whole: {excess}; one scope or figure must be wrong."
        kind = Kind.PART_EXCEEDS_WHOLE
    else:
        kind, reason = Kind.PART_WITHIN_WHOLE, f"{of} and fits."
    return finding(kind, ids, reason, gap=part.gap(whole), ratio=ratio_of(part, whole), scope=whole.claim.scope)


def _sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """Every sum that is stated, then those that are evident."""
    seen: set[frozenset[str]] = set()
    for row in itertools.chain(
        _named_sums(several), _worded_sums(several), _evident_sums(several), _outcome_sums(several)
    ):
        key = frozenset(f.claim_id for f in (row.whole, *row.parts))
        if key not in seen:
            seen.add(key)
            yield row


def _named_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """``how`` names the parts: "sum_of:c3,c4"."""
    by_id = {f.claim_id: f for f in several}
    for whole in several:
        match = _SUM_OF.search(whole.claim.how or "")
        if match:
            parts = tuple(by_id[i] for i in match.group(1).split(",") if i in by_id)
            if len(parts) >= 2:
                yield Sum(whole, parts, stated=True)


def _worded_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """The sentence says "raising the total to": the figures just before, of the same source, are the parts."""
    for claims in _by_voice(several).values():
        for at, whole in enumerate(claims):
            if _is_total(whole):
                before = [f for f in claims[max(0, at - _MOST_PARTS) : at] if f.stated and not f.silent]
                parts = _last_that_fit(whole, before)
                if parts:
                    yield Sum(whole, parts, stated=True)


def _is_total(whole: Facets) -> bool:
    """The figure follows the cue within a few words."""
    quote, written = (whole.claim.quote or "").casefold(), (whole.claim.figure or "").casefold()
    cue = cues.find(quote, cues.ADDED)
    return bool(cue is not None and written and 0 <= quote.find(written, cue) - cue <= 30)


def _last_that_fit(whole: Facets, before: list[Facets]) -> tuple[Facets, ...]:
    """The latest two to four figures whose sum is about the whole; the last one is always among them."""
    for count in range(2, min(_MOST_PARTS, len(before)) + 1):
        for chosen in itertools.combinations(reversed(before[:-1]), count - 1):
            parts = (*sorted(chosen, key=lambda f: f.index), before[-1])
            total = sum(f.stated or 0 for f in parts)
            if whole.stated and whole.stated * 0.95 <= total <= whole.stated * 1.15:
                return parts
    return ()


def _evident_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    for claims in _by_voice(several).values():
        if len(claims) > _MOST_CLAIMS:
            continue
        for whole in claims:
            if (whole.stated or 0) >= _LEAST_TOTAL and whole.claim.amount.bound in _TOTAL_BOUNDS:
                yield from _evident_parts(whole, [f for f in claims if _may_be_part(f, whole)])


_TOTAL_BOUNDS = (Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN)


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


def _evident_parts(whole: Facets, others: list[Facets]) -> Iterator[Sum]:
    for count in range(2, _MOST_PARTS + 1):
        for parts in itertools.combinations(others, count):
            total = sum(f.stated or 0 for f in parts)
            if (total == whole.stated and _apart(parts, whole)) or _rounded_down(whole, parts, total):
                yield Sum(whole, parts, stated=False)


def _rounded_down(whole: Facets, parts: tuple[Facets, ...], total: int) -> bool:
    """ "over 500" beside 454 people and 68 soldiers."""
    if whole.claim.amount.bound not in (Bound.MORE_THAN, Bound.AT_LEAST) or len(parts) != 2 or not whole.stated:
        return False
    open_group, named = (f for f in sorted(parts, key=lambda f: f.group is not VictimGroup.UNSPECIFIED))
    return (
        open_group.group is VictimGroup.UNSPECIFIED
        and named.group not in (VictimGroup.UNSPECIFIED, VictimGroup.OTHER)
        and whole.group is VictimGroup.UNSPECIFIED
        and open_group.place_words == named.place_words == whole.place_words
        and whole.stated < total <= whole.stated * _OPEN_SLACK
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


def _outcome_sums(several: Sequence[Facets]) -> Iterator[Sum]:
    """Killed and injured of one source make the casualties of one scope."""
    scopes: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in several:
        if f.outcome in _SPLIT and f.stated and f.claim.amount.bound is not Bound.VAGUE:
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


def _by_voice(several: Sequence[Facets]) -> dict[tuple[object, ...], list[Facets]]:
    """The claims of one source about one outcome in one report, in order."""
    voices: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in several:
        voices[(f.claim.report_id, f.source, f.outcome, f.unit)].append(f)
    return voices


def _weigh_sum(row: Sum) -> Finding | None:
    whole, parts = row.whole, row.parts
    low, high = sum(f.low for f in parts), sum(f.high for f in parts)
    total = sum(f.stated or 0 for f in parts)
    assumed = () if row.stated else ("the parts share no victims and make up the whole",)
    if low <= whole.high and whole.low <= high:
        reason = f"{_terms(parts)} = {total:,} supports {figure(whole)} ({speaker(whole)})."
        ids = _ids(whole, *parts)
        return finding(Kind.SUM_SUPPORTS, ids, reason, gap=0, scope=whole.claim.scope, assumptions=assumed)
    residue = (whole.stated or 0) - total
    if not row.stated and abs(residue) > _STRANGE * total:
        return None
    parts = minimal_parts(whole, parts)
    total = sum(f.stated or 0 for f in parts)
    few = "few" if low < whole.low else "many"
    gap = int(whole.low - high if high < whole.low else sum(f.low for f in parts) - whole.high)
    reason = f"{_terms(parts)} = {total:,}, but {speaker(whole)} gives {figure(whole)}: {gap:,} too {few} in the parts."
    ratio = round(max(total, whole.stated or 0) / max(1, min(total, whole.stated or 0)), 4)
    return finding(
        Kind.SUM_MISMATCH,
        _ids(whole, *parts),
        reason,
        gap=gap,
        ratio=ratio,
        scope=whole.claim.scope,
        assumptions=assumed,
        repairs=_repairs(whole, parts, gap if few == "few" else -gap),
    )


def minimal_parts(whole: Facets, parts: tuple[Facets, ...]) -> tuple[Facets, ...]:
    """The parts that already contradict the whole: a deletion filter, so that no part is named without need.

    Too few in the parts needs them all, since any part left out might be as large as it likes.
    """
    kept = list(parts)
    if sum(f.low for f in kept) <= whole.high:
        return parts
    for part in parts:
        rest = [f for f in kept if f is not part]
        if sum(f.low for f in rest) > whole.high:
            kept = rest
    return tuple(kept)


def _repairs(whole: Facets, parts: tuple[Facets, ...], missing: int) -> list[str]:
    """Which one claim, changed by how much, would restore consistency; shown, never applied."""
    found = [f"{figure(whole)} ({whole.claim_id}) changed by {-missing:+,}"]
    able = [part for part in parts if (part.stated or 0) + missing >= 0]
    return found + [f"{figure(part)} ({part.claim_id}) changed by {missing:+,}" for part in able]


def _terms(parts: Iterable[Facets]) -> str:
    return " + ".join(figure(f) for f in parts)


def _ids(*several: Facets) -> list[str]:
    return [f.claim_id for f in sorted(several, key=lambda f: f.index)]
