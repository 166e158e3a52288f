"""Rows: a claim as one row of the claims table, and a row, found or typed, as a claim.

A claim is read from its numbers where a row has them, and from the words of its figure where it has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import regex

from casualties.amount import Amount, Bound
from casualties.claim import Claim, Source, SourceKind, Status
from casualties.compare.kinds import Finding
from casualties.errors import TableError
from casualties.extract.numerals import find_amounts
from casualties.report import Span
from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims
from casualties.show.cells import (
    Row,
    brief,
    count_cell,
    date_cell,
    figure_cell,
    flag_cell,
    text_cell,
    verbatim,
    word_cell,
)

Cell: TypeAlias = str | int | bool | dt.date | list[str] | None

_WORDS = regex.compile(r"\p{L}[\p{L}'’-]*+")
_LONGEST_PLACE = 10_000
"""Far more than all meanings of an ambiguous name take; the parts of a place are compared with one another, and a cell
that holds a whole file would be compared for minutes."""
_FEW = 12
"""A cell that holds a figure has a few words beside it, not a story."""


def claim_row(claim: Claim) -> tuple[Cell, ...]:
    """The cells of a claim in the order of `CLAIMS_SCHEMA`."""
    amount, scope, source, span = claim.amount, claim.scope, claim.source, claim.span
    return (
        claim.report_id,
        claim.claim_id,
        None if span is None else span.start,
        None if span is None else span.end,
        claim.figure,
        claim.quote,
        amount.value,
        amount.bound,
        amount.low,
        amount.high,
        amount.approximate,
        *_scope_head(scope),
        scope.period.start,
        scope.period.end,
        claim.as_of,
        claim.cumulative,
        source.words,
        source.source_id,
        source.kind,
        source.relayed_by,
        claim.status,
        claim.part_of,
        claim.revises,
        claim.how,
    )


def finding_row(finding: Finding) -> tuple[Cell, ...]:
    """The cells of a finding in the order of `FINDINGS_SCHEMA`; without a scope its columns stay empty."""
    scope = finding.scope
    about = (None,) * 9 if scope is None else (*_scope_head(scope), scope.period.start, scope.period.end)
    head = (finding.finding_id, finding.kind, finding.verdict, finding.certainty, list(finding.claim_ids))
    return (*head, finding.gap, finding.reason, *about)


def _scope_head(scope: Scope) -> tuple[Cell, ...]:
    victims, place = scope.victims, scope.place
    return (scope.outcome, scope.unit, victims.words, victims.group, place.words, place.place_id, place.country)


def row_claim(row: Row, default_id: str) -> Claim:
    """The claim that a row states; a missing column is an empty cell, and an empty cell is unknown.

    Raises `TableError`, `AmountError` or `DateError` for a cell that cannot be read.
    """
    figure = figure_cell(row.get("figure"))
    return Claim(
        claim_id=text_cell(row, "claim_id") or default_id,
        amount=_amount(row, figure),
        scope=_scope(row),
        report_id=text_cell(row, "report_id"),
        span=_span(row),
        figure=figure,
        quote=verbatim(row.get("quote"), "quote"),
        as_of=date_cell(row, "as_of", part=-1),
        cumulative=flag_cell(row, "cumulative"),
        source=_source(row),
        status=word_cell(row, "status", Status) or Status.ASSERTED,
        part_of=text_cell(row, "part_of"),
        revises=text_cell(row, "revises"),
        how=text_cell(row, "how"),
    )


def _scope(row: Row) -> Scope:
    outcome = word_cell(row, "outcome", Outcome)
    if outcome is None:
        raise TableError(f"outcome is empty. Write one of {', '.join(Outcome)}.")
    group = word_cell(row, "victim_group", VictimGroup) or VictimGroup.UNSPECIFIED
    return Scope(
        outcome,
        word_cell(row, "unit", Unit) or Unit.PERSONS,
        Victims(text_cell(row, "victims"), group),
        Place(_place_cell(row, "place"), _place_cell(row, "place_id"), text_cell(row, "country")),
        Period(date_cell(row, "period_start", part=0), date_cell(row, "period_end", part=-1)),
    )


def _place_cell(row: Row, column: str) -> str | None:
    words = text_cell(row, column)
    if words is not None and len(words) > _LONGEST_PLACE:
        raise TableError(f"{column} holds {len(words):,} characters, which name no place. Shorten it.")
    return words


def _source(row: Row) -> Source:
    words, source_id = text_cell(row, "source"), text_cell(row, "source_id")
    # "none" is the reporter's own voice: a source that was named is not that, whatever else it may be.
    unsaid = SourceKind.OTHER if words or source_id else SourceKind.NONE
    return Source(words, source_id, word_cell(row, "source_kind", SourceKind) or unsaid, text_cell(row, "relayed_by"))


def _span(row: Row) -> Span | None:
    start, end = count_cell(row, "start"), count_cell(row, "end")
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise TableError(f"start {start} and end {end} are no stretch of text. Give both, or neither.")
    return Span(start, end)


def _amount(row: Row, figure: str | None) -> Amount:
    """The amount from the numbers, else from the words of the figure."""
    bound = word_cell(row, "bound", Bound)
    value, low, high = (count_cell(row, column) for column in ("value", "low", "high"))
    approximate = flag_cell(row, "approximate")
    open_ended = low is None and high is None
    amount = _stated(value, bound, figure) if open_ended else _limited(value, bound, low, high)
    if approximate is None or approximate is amount.approximate:
        return amount
    return Amount(amount.value, amount.bound, amount.low, amount.high, approximate)


def _limited(value: int | None, bound: Bound | None, low: int | None, high: int | None) -> Amount:
    """An amount with at least one end; without a bound the ends tell it, and a value beside them must lie in them."""
    said = bound or _bound_of(value, low, high)
    between = value is None or (low or 0) <= value <= (value if high is None else high)
    if not between and (bound is None or bound in {Bound.RANGE, Bound.ABOUT}):
        raise TableError(f"value {value} lies outside low {low} to high {high}. Correct one of them.")
    if value is None and (bound is None or bound is Bound.EXACT):
        value = {Bound.EXACT: low, Bound.AT_LEAST: low, Bound.AT_MOST: high}.get(said)
    if said in _OF_ITS_VALUE and (value is not None or said is Bound.EXACT):
        meant = None if value is None else _from_value(value, said)
        if meant is None or meant.low not in (None, low) or meant.high not in (None, high):
            raise TableError(f"bound is {said} but value {value}, low {low} and high {high} differ. Correct one.")
    return Amount(value, said, low, high, said in {Bound.ABOUT, Bound.VAGUE})


_OF_ITS_VALUE = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})
"""Bounds whose ends follow from the stated number alone."""


def _bound_of(value: int | None, low: int | None, high: int | None) -> Bound:
    """What the ends say; a value apart from the only end is a best estimate beside it, not what is at least so many."""
    if low == high:
        return Bound.EXACT
    if low is not None and high is not None:
        return Bound.RANGE
    if value is not None and value not in (low, high):
        return Bound.RANGE
    return Bound.AT_LEAST if high is None else Bound.AT_MOST


def _stated(value: int | None, bound: Bound | None, figure: str | None) -> Amount:
    """An amount without ends: from value and bound, else from the figure's words."""
    if value is None and bound is Bound.VAGUE:
        return Amount.vague(None)
    if value is not None and bound is not None:
        return _from_value(value, bound)
    if figure is None:
        raise TableError("no amount. Give figure, or low and/or high, or value with bound.")
    read = read_figure(figure)
    if bound is None or bound is read.bound:
        stated = read.value if read.value is not None else read.low
        if value is not None and value != stated:
            raise TableError(f"value {value} does not match figure {brief(figure)}. Correct one of them.")
        return read
    if read.bound is Bound.EXACT and read.value is not None:
        return _from_value(read.value, bound)
    raise TableError(
        f"bound {bound} does not match figure {brief(figure)}, which is {read.bound}. Correct one of them."
    )


def _from_value(value: int, bound: Bound) -> Amount:
    """The interval that a bound gives to a stated number (design of the words: `Amount`'s constructors)."""
    make: dict[Bound, Callable[[int], Amount]] = {
        Bound.EXACT: Amount.exact,
        Bound.AT_LEAST: Amount.at_least,
        Bound.MORE_THAN: Amount.more_than,
        Bound.AT_MOST: Amount.at_most,
        Bound.LESS_THAN: Amount.less_than,
        Bound.ABOUT: Amount.about,
        Bound.VAGUE: Amount.vague,
    }
    if bound not in make:
        raise TableError(f"bound is {bound} but low and high are empty. Give them.")
    return make[bound](value)


def read_figure(figure: str) -> Amount:
    """The amount of a figure typed as words ("at least 27", "dozens", "1,729", "30+")."""
    phrases = find_amounts(figure)
    if len(phrases) != 1:
        found = f"holds {len(phrases)} numbers" if phrases else "holds no number"
        raise TableError(
            f"figure {brief(figure)} {found}. Write one number phrase such as 'at least 27', or low and high."
        )
    phrase = phrases[0]
    if _hedges(f"{figure[: phrase.start]} {figure[phrase.end :]}"):
        raise TableError(
            f"figure {brief(figure)} qualifies its number from afar. Write it as in 'at least 27', or low and high."
        )
    return phrase.amount


def _hedges(leftover: str) -> bool:
    """Whether words beside a number phrase would change it, did they stand next to a number: "27 (at least)"."""
    words = _WORDS.findall(leftover)[:_FEW]
    runs = ((" ".join(words[:n]), " ".join(words[n - 1 :])) for n in range(1, len(words) + 1))
    probes = (probe for head, tail in runs for probe in find_amounts(f"{head} 7") + find_amounts(f"7 {tail}"))
    return any(probe.bound is not Bound.EXACT for probe in probes)
