"""Reconcile: claims in, findings out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, cast

from casualties.claim import Claims, Status
from casualties.compare.checks import check_findings
from casualties.compare.decisions import Decision, after_comparing, before_comparing
from casualties.compare.evidence import Pair, pair_of
from casualties.compare.facets import Facets, Reading, facets_of, in_text_order
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Certainty, Finding, Kind, Verdict, finding, in_order
from casualties.compare.series import History
from casualties.compare.topics import Topic, gather_topics, topic_key
from casualties.compare.totals import sum_findings
from casualties.compare.verdicts import judge
from casualties.compare.wording import figure, speaker
from casualties.errors import InputTypeError, TableError

if TYPE_CHECKING:
    import pandas as pd

MOST_IN_BLOCK = 60
"""Within a block of this many claims every pair is compared; beyond, one claim stands for all that are alike."""

Judge = Callable[[Pair, History], Finding | None]
GatherTopics = Callable[[Sequence[Facets], Iterable[Finding]], tuple[Topic, ...]]


def reconcile(
    claims: Claims | Iterable[Claims] | pd.DataFrame,
    *,
    judge: Judge = judge,
    topics: GatherTopics = gather_topics,
    reading: Reading = Reading.LITERAL,
    decisions: Iterable[Decision] = (),
) -> Reconciliation:
    """Every finding about the claims, conflicts first.

    `claims` is a `Claims`, several of them (from several reports), or a claims table.  `judge` says what a pair of
    claims is, `topics` gathers them by scope, `reading` is what an exact number commits to, and `decisions` are what a
    person has settled.  Raises `InputTypeError` for anything else, `TableError` where one id names two claims, and
    `PolicyError` where a decision names a claim that is not there.
    """
    gathered = _gather(claims)
    settled = tuple(decisions)
    compared = before_comparing(in_text_order(gathered), settled)
    several = [facets_of(claim, index, reading) for index, claim in enumerate(compared)]
    _refuse_doubles(several)
    found: dict[str, Finding] = {}
    complete = True
    histories = _histories(several)
    for block in _blocks(several):
        pairs, whole = _pairs(block, reading)
        complete = complete and whole
        for pair in pairs:
            history = histories.get(_history_key(pair.a), History())
            said = judge(pair, history)
            if said is not None and (said.kind is not Kind.GROWTH_OVER_TIME or history.tells_pair(pair.a, pair.b)):
                found.setdefault(said.finding_id, said)
    for pair in _neighbours(histories, reading):
        said = judge(pair, History())
        if said is not None and said.verdict not in (Verdict.AGREE, Verdict.EXPLAINED):
            found.setdefault(said.finding_id, said)
    sums = sum_findings(several)
    for said in (*_withdrawn(several), *_series(histories), *sums, *check_findings(several)):
        found.setdefault(said.finding_id, said)
    findings = in_order(after_comparing(_beside_sums(found.values(), sums), settled))
    return Reconciliation(gathered, findings, topics(several, findings), complete, reading, settled)


def _beside_sums(findings: Iterable[Finding], sums: Sequence[Finding]) -> Iterator[Finding]:
    """Claims that add up are neither parts of each other nor at odds: such a guess gives way to the sum."""
    summed = {frozenset(pair) for said in sums for pair in combinations(said.claim_ids, 2)}
    stated = {said.finding_id for said in sums}
    for said in findings:
        part = said.kind is Kind.PART_WITHIN_WHOLE and said.certainty is Certainty.POSSIBLE
        guess = part or said.kind is Kind.CONTRADICTS_ITSELF
        if not guess or said.finding_id in stated or frozenset(said.claim_ids) not in summed:
            yield said


def _apart(parts: list[Claims]) -> list[Claims]:
    """Tables that use the same ids get their report's id, or their number, before them."""
    seen: dict[str, int] = {}
    for number, part in enumerate(parts):
        for claim in part:
            if seen.setdefault(claim.claim_id, number) != number and claim not in parts[seen[claim.claim_id]].claims:
                return [_renamed(each, n) for n, each in enumerate(parts, 1)]
    return parts


def _renamed(part: Claims, number: int) -> Claims:
    own = {c.claim_id: f"{c.report_id or number}/{c.claim_id}" for c in part}
    renamed = (
        dataclasses.replace(
            c,
            claim_id=own[c.claim_id],
            part_of=own.get(c.part_of or "", c.part_of),
            revises=own.get(c.revises or "", c.revises),
        )
        for c in part
    )
    return Claims(tuple(renamed), part.reports)


def _refuse_doubles(several: Sequence[Facets]) -> None:
    """One id for two claims would make every finding about them ambiguous."""
    seen: dict[str, Facets] = {}
    for f in several:
        if seen.setdefault(f.claim_id, f) is not f:
            raise TableError(f"claim_id {f.claim_id!r} names two different claims. Give each claim an id of its own.")


def _gather(claims: Claims | Iterable[Claims] | pd.DataFrame) -> Claims:
    if isinstance(claims, Claims):
        return claims
    if hasattr(claims, "columns"):
        return Claims.from_frame(cast("pd.DataFrame", claims))
    if isinstance(claims, Iterable) and not isinstance(claims, str | bytes):
        several: list[object] = list(claims)
        parts = [part for part in several if isinstance(part, Claims)]
        if len(parts) == len(several):
            return Claims.gather(_apart(parts))
    raise InputTypeError(f"reconcile takes Claims, several Claims or a claims table, not {type(claims).__name__}.")


def _blocks(several: Sequence[Facets]) -> Iterator[list[Facets]]:
    """Claims that may concern each other: those of one report, and those of one place."""
    reports: defaultdict[object, list[Facets]] = defaultdict(list)
    places: defaultdict[object, list[Facets]] = defaultdict(list)
    for f in several:
        reports[f.claim.report_id].append(f)
        if f.place or f.place_words:
            places[(f.unit, f.outcome, f.place or f.place_words)].append(f)
    yield from (block for block in reports.values() if len(block) <= MOST_IN_BLOCK)
    yield from places.values()


def _pairs(block: list[Facets], reading: Reading) -> tuple[Iterator[Pair], bool]:
    """Every pair of a small block; of a large one, the pairs of representatives, and False."""
    if len(block) <= MOST_IN_BLOCK:
        return (pair_of(a, b, reading) for a, b in combinations(block, 2)), True
    alike: dict[tuple[object, ...], Facets] = {}
    for f in block:
        alike.setdefault((topic_key(f), f.low, f.high, f.claim.status), f)
    few = list(alike.values())[:MOST_IN_BLOCK]
    return (pair_of(a, b, reading) for a, b in combinations(few, 2)), False


def _histories(several: Sequence[Facets]) -> dict[object, History]:
    grouped: defaultdict[object, list[Facets]] = defaultdict(list)
    for f in several:
        grouped[_history_key(f)].append(f)
    return {key: History.of(members) for key, members in grouped.items()}


def _neighbours(histories: dict[object, History], reading: Reading) -> Iterator[Pair]:
    """In a long series, each figure with the next one of the same source, so that no fall is missed."""
    for history in histories.values():
        if len(history.dated) > MOST_IN_BLOCK:
            voices: defaultdict[str | None, list[Facets]] = defaultdict(list)
            for f in history.dated:
                voices[f.source].append(f)
            for said in voices.values():
                yield from (pair_of(a, b, reading) for a, b in pairwise(said))


def _history_key(f: Facets) -> object:
    days = (f.start, f.end) if f.claim.cumulative is False else ()
    where = f.place or f.place_words or f.claim.report_id
    return (f.unit, f.outcome, f.group, f.words, where, f.claim.cumulative, days)


def _series(histories: dict[object, History]) -> Iterator[Finding]:
    for history in histories.values():
        if history.rises():
            first = history.dated[0]
            steps = ", ".join(f"{figure(f)}" for f in history.dated)
            reason = f"The toll rises with time and never falls: {steps}."
            yield finding(
                Kind.GROWTH_OVER_TIME,
                (f.claim_id for f in history.dated),
                reason,
                scope=first.claim.scope,
                assumptions=() if len({f.source for f in history.dated}) == 1 else ("all count the same event",),
            )


def _withdrawn(several: Sequence[Facets]) -> Iterator[Finding]:
    for f in several:
        if f.claim.status is Status.RETRACTED:
            reason = f"{speaker(f)} has withdrawn {figure(f)}; it is shown but supports nothing."
            yield finding(Kind.RETRACTED, (f.claim_id,), reason, scope=f.claim.scope)
