"""Decisions: what a person has settled, when and why.

A decision is an input.  It changes findings where everyone can see it, is listed in the result, and is undone by
leaving it out.  The words are Every Casualty's ways to treat disagreement (Standards for Casualty Recording).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from casualties.characters import inline
from casualties.claim import Claim
from casualties.compare.kinds import Finding, Verdict
from casualties.errors import DateError, InputTypeError, PolicyError
from casualties.report import to_date

if TYPE_CHECKING:
    import pandas as pd


class Action(StrEnum):
    """What was decided about some claims.

    ``prefer``: the first claim is used, the others are superseded.  ``merge``: they speak of the first one's scope.
    ``split``: they do not speak of one thing.  ``set_aside``: they are not used.  ``keep_pending``: it was looked at
    and left open.
    """

    PREFER = "prefer"
    MERGE = "merge"
    SPLIT = "split"
    SET_ASIDE = "set_aside"
    KEEP_PENDING = "keep_pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the decisions table."""

    action: Action
    claim_ids: tuple[str, ...]
    who: str
    when: dt.date
    why: str

    def __str__(self) -> str:
        who, why, which = (inline(x) for x in (self.who, self.why, ", ".join(self.claim_ids)))
        return f"{self.action.replace('_', ' ')} {which} ({who}, {self.when}: {why})"


def read_decisions(given: Iterable[Decision] | pd.DataFrame) -> tuple[Decision, ...]:
    """Decisions as they are, or the rows of a table with the columns action, claim_ids, who, when and why.

    ``claim_ids`` is a list, or one text with semicolons; ``when`` a date or YYYY-MM-DD.  Raises `PolicyError` for a
    row that cannot be read, `InputTypeError` for what holds no decisions.
    """
    if not isinstance(given, Iterable):
        kind = type(given).__name__
        raise InputTypeError(f"decisions are several Decision or a table of them, not {kind}. Leave them out for none.")
    if not hasattr(given, "columns"):
        several = tuple(given)
        for decision in several:
            if not isinstance(decision, Decision):
                kind = type(decision).__name__
                raise PolicyError(f"a decision must be a Decision or a row of a DataFrame, not {kind}.")
        return several
    records = cast("pd.DataFrame", given).to_dict("records")
    return tuple(_read_row(number, row) for number, row in enumerate(records, 1))


def _read_row(number: int, row: Mapping[Hashable, object]) -> Decision:
    try:
        named = row["claim_ids"]
        ids = named.split(";") if isinstance(named, str) else cast("Iterable[str]", named)
        return Decision(
            action=Action(str(row["action"]).strip().replace(" ", "_")),
            claim_ids=tuple(str(name).strip() for name in ids),
            who=str(row["who"]),
            when=cast("dt.date", to_date(cast("str | dt.date", row["when"] or ""), "when")),
            why=str(row["why"]),
        )
    except (KeyError, ValueError, TypeError, DateError) as error:
        raise PolicyError(
            f"row {number} of the decisions cannot be read: {error}. It needs an action ({', '.join(Action)}), "
            "claim_ids with semicolons between, who, when (YYYY-MM-DD) and why."
        ) from error


def before_comparing(claims: Sequence[Claim], decisions: Sequence[Decision]) -> list[Claim]:
    """The claims to compare: without those set aside, and with one scope for those merged.

    Raises `PolicyError` if a decision names a claim that is not there.
    """
    by_id = {c.claim_id: c for c in claims}
    for decision in decisions:
        for claim_id in decision.claim_ids:
            if claim_id not in by_id:
                raise PolicyError(f"a decision to {decision} names {claim_id!r}, which is not among the claims.")
        if decision.action is Action.MERGE and decision.claim_ids:
            first = by_id[decision.claim_ids[0]]
            for claim_id in decision.claim_ids[1:]:
                merged = dataclasses.replace(first.scope, outcome=by_id[claim_id].scope.outcome)
                by_id[claim_id] = dataclasses.replace(by_id[claim_id], scope=merged)
    aside = {i for d in decisions if d.action is Action.SET_ASIDE for i in d.claim_ids}
    return [by_id[c.claim_id] for c in claims if c.claim_id not in aside]


def after_comparing(findings: Iterable[Finding], decisions: Sequence[Decision]) -> list[Finding]:
    """The findings with every decision that concerns them written into their reason; split pairs are dropped."""
    named: defaultdict[str, list[tuple[Decision, frozenset[str]]]] = defaultdict(list)
    for decision in decisions:
        ids = frozenset(decision.claim_ids)
        for claim_id in ids:
            named[claim_id].append((decision, ids))
    decided = (_decided(f, named.get(f.claim_ids[0], ())) for f in findings)
    return [f for f in decided if f is not None]


def _decided(finding: Finding, decisions: Iterable[tuple[Decision, frozenset[str]]]) -> Finding | None:
    for decision, ids in decisions:
        if not ids.issuperset(finding.claim_ids) or len(finding.claim_ids) < 2:
            continue
        if decision.action is Action.SPLIT:
            return None
        if finding.verdict in (Verdict.CONFLICT, Verdict.REVIEW) and decision.action in _NOTED:
            finding = dataclasses.replace(finding, reason=f"{finding.reason} Decided: {decision}.")
    return finding


_NOTED = (Action.PREFER, Action.KEEP_PENDING, Action.MERGE)


def preferred(decisions: Iterable[Decision]) -> dict[str, str]:
    """Claim that gives way, to the claim that was preferred."""
    chosen = (d for d in decisions if d.action is Action.PREFER and d.claim_ids)
    return {other: d.claim_ids[0] for d in chosen for other in d.claim_ids[1:]}
