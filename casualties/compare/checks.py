"""Checks: arithmetic that one sentence, or one day's figures, must obey."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casualties.amount import Bound
from casualties.compare import cues
from casualties.compare.facets import Facets, ids_in_order
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.reach import adds
from casualties.compare.relations import DISJOINT, SAME, relate_places, relate_victims
from casualties.compare.wording import day, figure, sentences, speaker
from casualties.scope import Outcome

_PER_DAY = re.compile(r"\b(\d[\d,]{0,11})(?: \w{1,15}){0,2} (?:a|per|each|every) day\b")
_SHARE = re.compile(
    r"\b(\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent\b)"
    r"(?=\W*$|\s*[^\w\s]|\s+(?:of|and|or|were|was|are|is|have|had|has|died|killed|injured|wounded|dead)\b)"
)
"""A percentage that nothing else follows, as in "40 per cent burns"."""
_RATIO = re.compile(r"\b(?:fatality|mortality|lethality|death|attack|survival) (?:rate|ratio)\b")
"""A rate of the sick or of a population, whose percentage is no share of the dead."""
_AND = re.compile(r"\b(?:and|as well as|along with|together with) (?:the |at least )?$")
_RATE_SLACK = 0.1
"""A rate rounded to whole persons, over days counted one more or less, is within a tenth of the truth."""
_SHARE_SLACK = 1.5
"""Percentage points by which a rounded share may be off."""


def check_findings(several: Sequence[Facets], reports: Iterable[Sequence[Facets]]) -> Iterator[Finding]:
    """Rates, shares, overlaps of the dead and the missing, and their balance over time."""
    yield from _rates(several)
    yield from _shares(several)
    yield from _increments(several)
    yield from _overlaps(several)
    yield from _flows(several)
    yield from _companions(reports)


def _rates(several: Sequence[Facets]) -> Iterator[Finding]:
    """ "3,486 in a month, 177 a day": the total over its days."""
    for f in several:
        if not f.claim.quote or f.start is None or f.end is None or not f.stated or f.end <= f.start:
            continue
        match = _PER_DAY.search(f.claim.quote.casefold())
        if match is None:
            continue
        said, days = int(match.group(1).replace(",", "")), f.end - f.start + 1
        rate = f.stated / days
        if said != f.stated and abs(said - rate) > max(1.0, _RATE_SLACK * rate):
            reason = f"{f.stated:,} over {days} days is {rate:,.0f} a day, not {said:,} ({speaker(f)})."
            ratio = round(max(said, rate) / max(1e-9, min(said, rate)), 4)
            yield finding(Kind.RATE_MISMATCH, (f.claim_id,), reason, ratio=ratio, scope=f.claim.scope)


def _shares(several: Sequence[Facets]) -> Iterator[Finding]:
    """ "30 of the 120 dead, or 40 per cent": a stated part, its whole and the one percentage in the sentence."""
    linked = [f for f in several if f.claim.part_of is not None]
    by_id = {f.claim_id: f for f in several} if linked else {}
    for part in linked:
        whole = by_id.get(part.claim.part_of or "")
        quote = (part.claim.quote or "").casefold()
        shares = _SHARE.findall(quote)
        if whole is None or len(shares) != 1 or whole.claim.quote != part.claim.quote or _RATIO.search(quote):
            continue
        if not part.stated or not whole.stated:
            continue
        said, share = float(shares[0]), 100 * part.stated / whole.stated
        if abs(said - share) > _SHARE_SLACK:
            reason = f"{figure(part)} of {figure(whole)} is {share:.0f} per cent, not {said:g} ({speaker(part)})."
            ids = ids_in_order((part, whole))
            yield finding(Kind.RATE_MISMATCH, ids, reason, scope=part.claim.scope)


def _increments(several: Sequence[Facets]) -> Iterator[Finding]:
    """Yesterday's running total and today's new victims must make today's running total."""
    totals: dict[tuple[object, ...], Facets] = {}
    for f in several:
        if f.claim.cumulative and f.as_of is not None and f.claim.amount.bound is Bound.EXACT:
            totals.setdefault((*_toll_of(f), f.as_of), f)
    for new in several:
        if new.claim.cumulative is not False or new.start is None or new.start != new.end or new.stated is None:
            continue
        before, after = (totals.get((*_toll_of(new), day)) for day in (new.start - 1, new.start))
        if before is None or after is None or new.claim.amount.bound is not Bound.EXACT:
            continue
        was, now = before.stated or 0, after.stated or 0
        gap = now - was - new.stated
        if gap:
            reason = (
                f"{figure(before)} ({day(before)}) + {figure(new)} = {was + new.stated:,}, but {speaker(after)} gave "
                f"{figure(after)} ({day(after)}): {abs(gap):,} too {'few' if gap > 0 else 'many'} in the day's figure."
            )
            ids = ids_in_order((before, new, after))
            ratio = round(max(now, was + new.stated) / max(1, min(now, was + new.stated)), 4)
            yield finding(Kind.SUM_MISMATCH, ids, reason, gap=abs(gap), ratio=ratio, scope=after.claim.scope)


def _toll_of(f: Facets) -> tuple[object, ...]:
    return (f.source, f.unit, f.outcome, f.group, f.words, f.place or f.place_words)


def _overlaps(several: Sequence[Facets]) -> Iterator[Finding]:
    """The missing said to lie among the counted dead: adding the two counts some twice."""
    for dead, missing in _dead_and_missing(several):
        if cues.says(missing, cues.BODIES) or cues.says(dead, cues.BODIES):
            both = f"{figure(missing)} missing among the {figure(dead)} dead"
            reason = f"{speaker(missing)} counted some of the {both}: adding them would count those twice."
            yield finding(Kind.COUNTED_TWICE, (dead.claim_id, missing.claim_id), reason, scope=missing.claim.scope)


def _flows(several: Sequence[Facets]) -> Iterator[Finding]:
    """Dead and missing together, from one day to the next: names may leave the list, but that wants a look."""
    places: defaultdict[object, dict[int, tuple[Facets, Facets]]] = defaultdict(dict)
    for (dead, missing), at in _dead_and_missing(several).items():
        places[(dead.place or dead.place_words, dead.group)].setdefault(at, (dead, missing))
    for days in places.values():
        for (_, before), (_, after) in itertools.pairwise(sorted(days.items())):
            was, now = (sum(f.stated or 0 for f in both) for both in (before, after))
            if was != now:
                balance = ((before, was), (after, now))
                sums = (f"{figure(x)} + {figure(y)} = {n:,} ({day(x)})" for (x, y), n in balance)
                ids = [f.claim_id for f in (*before, *after)]
                left = f"{abs(was - now):,} are unaccounted for"
                reason = f"Dead and missing together: {', then '.join(sums)}; {left}."
                yield finding(Kind.OUTCOME_FLOW, ids, reason, gap=abs(was - now), scope=before[0].claim.scope)


def _dead_and_missing(several: Sequence[Facets]) -> dict[tuple[Facets, Facets], int]:
    """One source's dead and missing of one place and day, where it gives one figure of each."""
    voices: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
    for f in several if any(f.outcome is Outcome.MISSING for f in several) else ():
        placed = f.place or f.place_words
        if f.outcome in (Outcome.KILLED, Outcome.MISSING) and f.stated and f.as_of is not None and placed:
            voices[(f.source, placed, f.group, f.as_of)].append(f)
    found = {}
    for (_, _, _, at), members in voices.items():
        dead = [f for f in members if f.outcome is Outcome.KILLED]
        missing = [f for f in members if f.outcome is Outcome.MISSING]
        if len(dead) == len(missing) == 1 and isinstance(at, int):
            found[dead[0], missing[0]] = at
    return found


def _companions(reports: Iterable[Sequence[Facets]]) -> Iterator[Finding]:
    """One number for all the victims, and again for the others beside one who is named: one more than it."""
    for members in reports:
        first: dict[str | None, Facets] = {}
        for f in members:
            first.setdefault(f.claim.quote, f)
        added = [f for f in members if first[f.claim.quote] is f and _beside_a_name(f)]
        totals: defaultdict[tuple[object, ...], list[Facets]] = defaultdict(list)
        for f in members if added else ():
            if f.high == f.stated:
                totals[f.stated, *_told_by(f)].append(f)
        for others in added:
            alike = totals.get((others.stated, *_told_by(others)), ())
            yield from (_miscounted(total, others) for total in alike if _one_incident(total, others))


def _told_by(f: Facets) -> tuple[object, ...]:
    return (f.source, f.unit, f.outcome, f.start, f.end)


def _beside_a_name(f: Facets) -> bool:
    """ "The mayor and seven others", where no figure before them in the sentence gives whom they are added to."""
    if f.claim.amount.bound is not Bound.EXACT or not f.stated or not adds(f):
        return False
    return _AND.search(cues.words_before(f) or "") is not None


def _one_incident(total: Facets, others: Facets) -> bool:
    """A count of all, on known days, of a place that is not another one."""
    if total is others or adds(total) or total.claim.part_of is not None or not others.has_period:
        return False
    return relate_places(total, others) != DISJOINT and relate_victims(total, others) == SAME


def _miscounted(total: Facets, others: Facets) -> Finding:
    least = (others.stated or 0) + 1
    reason = (
        f"{speaker(total)} gave {figure(total)} for all and {figure(others)} for the others beside one who is named, "
        f"which makes at least {least:,}: 1 apart{sentences(total, others)}."
    )
    ids = ids_in_order((total, others))
    ratio = round(least / (least - 1), 4)
    assumed = ("both speak of the same incident",)
    return finding(
        Kind.CONTRADICTS_ITSELF, ids, reason, gap=1, ratio=ratio, scope=total.claim.scope, assumptions=assumed
    )
