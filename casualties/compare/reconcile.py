"""Reconcile: claims in, findings out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, cast

from casualties.claim import Claim, Claims, Status
from casualties.compare.blocks import MOST_IN_BLOCK, Comparison, compare_blocks
from casualties.compare.bounds import bound_topics
from casualties.compare.checks import check_findings
from casualties.compare.decisions import Decision, after_comparing, before_comparing, read_decisions
from casualties.compare.encounters import meet_across_reports
from casualties.compare.events import gather_events
from casualties.compare.evidence import Pair, pair_of
from casualties.compare.facets import Facets, Reading, by_report, in_text_order, read_facets, read_reading
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Certainty, Finding, Kind, Verdict, finding, in_order, standing_for
from casualties.compare.rivals import rival_findings
from casualties.compare.seasons import season_findings
from casualties.compare.series import History, gather_histories, history_key, near_in_series
from casualties.compare.sums import find_sums, stated_parts
from casualties.compare.telling import worth_telling
from casualties.compare.topics import Topic, gather_topics
from casualties.compare.totals import sum_findings
from casualties.compare.verdicts import judge
from casualties.compare.wording import figure, speaker
from casualties.errors import InputTypeError

if TYPE_CHECKING:
    import pandas as pd

Judge = Callable[[Pair, History], Finding | None]
GatherTopics = Callable[[Sequence[Facets], Iterable[Finding]], tuple[Topic, ...]]


def reconcile(
    claims: Claims | Iterable[Claims] | pd.DataFrame,
    *,
    judge: Judge = judge,
    topics: GatherTopics = gather_topics,
    reading: Reading | str = Reading.LITERAL,
    decisions: Iterable[Decision] | pd.DataFrame = (),
) -> Reconciliation:
    """Every finding about the claims, conflicts first.

    `claims` is a `Claims`, several of them (from several reports), or a claims table.  `judge` says what a pair of
    claims is, `topics` gathers them by scope, `reading` is what an exact number commits to, and `decisions` are what a
    person has settled, or a table of it.  Raises `InputTypeError` for anything else, `TableError` where one id names
    two claims, and `PolicyError` for an unknown reading or a decision about a claim that is not there.
    """
    _check_step("judge", judge)
    _check_step("topics", topics)
    gathered, reading = _gather(claims), read_reading(reading)
    settled = read_decisions(decisions)
    ordered = in_text_order(gathered)
    several = read_facets(before_comparing(ordered, settled) if settled else ordered, reading)
    reports = by_report(several)
    histories = gather_histories(several)
    compared = compare_blocks(several, reports, reading)
    found, n_compared = _of_pairs(compared.comparisons, histories, judge, reading)
    incidents = gather_events([f for f in several if not f.typed])
    sums, parts = list(find_sums(several, reports)), list(stated_parts(several))
    totals = sum_findings(sums, parts)
    for said in (
        *meet_across_reports(incidents.within, several, list(found.values()), judge, reading),
        *_withdrawn(several),
        *season_findings(histories.values()),
        *totals,
        *check_findings(several, reports),
        *rival_findings(reports),
    ):
        found.setdefault(said.finding_id, said)
    told = worth_telling(_beside_sums(found.values(), totals), {f.claim_id: f for f in several})
    own = after_comparing(told, settled)
    if topics is gather_topics:
        topics = partial(gather_topics, events=incidents.all)  # matched once, not again
    bounded = bound_topics(topics(several, own), several, own, sums=sums, parts=parts, reading=reading)
    across = (said for said in bounded.findings if said.finding_id not in found)
    findings = in_order([*own, *after_comparing(across, settled)])
    complete = bounded.settled and n_compared == compared.n_pairs and all(f.n_pairs == 1 for f in findings)
    return Reconciliation(gathered, findings, bounded.topics, complete, reading, settled)


def replay(found: Reconciliation, finding: Finding) -> Finding | None:
    """The finding again, from as few claims as give it; None if none do.

    Mostly these are the claims it speaks of and rests on.  An incident that is told by several reports is matched by
    all that they say: then it takes all claims of those reports, or of all.
    """
    names = {*finding.claim_ids, *finding.beside}
    reports = {c.report_id for c in found.claims if c.claim_id in names}
    all_of_theirs = {c.claim_id for c in found.claims if c.report_id in reports}
    for wanted in (names, all_of_theirs, {c.claim_id for c in found.claims}):
        claims = Claims(tuple(c for c in found.claims if c.claim_id in wanted), found.claims.reports)
        decisions = [d for d in found.decisions if set(d.claim_ids) <= wanted]
        again = reconcile(claims, reading=found.reading, decisions=decisions)
        for said in again:
            if said == finding:
                return said
    return None


def _of_pairs(
    comparisons: Iterable[Comparison], histories: Mapping[object, History], judge: Judge, reading: Reading
) -> tuple[dict[str, Finding], int]:
    """What is to be said of any two claims, by id, and how many pairs were compared."""
    found: dict[str, Finding] = {}
    n_compared = 0
    for said, count in _judged(comparisons, histories, judge):
        n_compared += count
        if said is not None:
            found.setdefault(said.finding_id, said)
    for pair in _neighbours(histories, reading):
        said = judge(pair, History())
        if said is not None and said.verdict not in (Verdict.AGREE, Verdict.EXPLAINED):
            found.setdefault(said.finding_id, said)
    return found, n_compared


def _judged(
    comparisons: Iterable[Comparison], histories: Mapping[object, History], judge: Judge
) -> Iterator[tuple[Finding | None, int]]:
    """What is to be said of each pair, and for how many pairs it is said."""
    nothing = History()
    known: dict[Facets, History] = {}

    def history_of(f: Facets) -> History:
        if f not in known:
            known[f] = histories.get(history_key(f), nothing) if f.as_of is not None else nothing
        return known[f]

    for comparison in comparisons:
        pair, count = comparison.pair, comparison.stands_for
        history, other = history_of(pair.a), history_of(pair.b)
        said = judge(pair, history) if near_in_series(pair.a, pair.b, history, other) else None
        if said is not None and not _worth_telling(said, pair, history):
            said = None
        if said is not None and count > 1:
            said = standing_for(said, count)
        yield said, count


def _worth_telling(said: Finding, pair: Pair, history: History) -> bool:
    """In a long series a step is told once, not again for every two figures around it."""
    if said.kind is Kind.GROWTH_OVER_TIME:
        return history.tells_pair(pair.a, pair.b)
    return said.kind is not Kind.FALLS_WITHOUT_REASON or history.tells_fall(pair.a, pair.b)


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
    first: dict[str, int] = {}
    known: defaultdict[str, list[Claim]] = defaultdict(list)
    for number, part in enumerate(parts):
        for claim in part:
            if first.setdefault(claim.claim_id, number) == number:
                known[claim.claim_id].append(claim)
            elif claim not in known[claim.claim_id]:
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
    return Claims(tuple(renamed), part.reports, part.mentions)


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
    kind = type(claims).__name__
    raise InputTypeError(
        f"reconcile takes Claims, several Claims or a claims table, not {kind}. Read a text with find_claims first."
    )


def _check_step(name: str, step: object) -> None:
    if not callable(step):
        raise InputTypeError(f"{name} must be a function, not {type(step).__name__}. Leave it out for the usual one.")


def _neighbours(histories: Mapping[object, History], reading: Reading) -> Iterator[Pair]:
    """In a long series, each figure with the next one of the same source, so that no fall is missed."""
    for history in histories.values():
        if len(history.dated) > MOST_IN_BLOCK:
            voices: defaultdict[str | None, list[Facets]] = defaultdict(list)
            for f in history.dated:
                voices[f.source].append(f)
            for said in voices.values():
                yield from (pair_of(a, b, reading) for a, b in pairwise(said))


def _withdrawn(several: Sequence[Facets]) -> Iterator[Finding]:
    for f in several:
        if f.claim.status is Status.RETRACTED:
            reason = f"{speaker(f)} has withdrawn {figure(f)}; it is shown but supports nothing."
            yield finding(Kind.RETRACTED, (f.claim_id,), reason, scope=f.claim.scope)
