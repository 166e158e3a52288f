"""Wording: how claims are named in the sentence that gives a reason."""

from __future__ import annotations

import datetime as dt

from casualties.amount import Amount, Bound
from casualties.compare.facets import Facets

_QUALIFIER = {
    Bound.EXACT: "",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "up to ",
    Bound.LESS_THAN: "fewer than ",
    Bound.ABOUT: "about ",
    Bound.RANGE: "",
    Bound.VAGUE: "",
}
_LONG = 40
_QUOTE = 240


def figure(facets: Facets) -> str:
    """The figure as written where that is short, else rebuilt from the amount."""
    written = facets.claim.figure
    worded = not facets.typed or facets.claim.amount.bound is Bound.VAGUE
    if written and len(written) <= _LONG and worded:
        return " ".join(written.split())
    return amount_words(facets.claim.amount)


def amount_words(amount: Amount) -> str:
    """ "at least 27", "10 to 15", "27"."""
    if amount.value is not None and amount.bound is not Bound.RANGE:
        return f"{_QUALIFIER[amount.bound]}{amount.value:,}"
    if amount.low is not None and amount.high is not None:
        return f"{amount.low:,} to {amount.high:,}" if amount.low != amount.high else f"{amount.low:,}"
    if amount.low is not None:
        return f"at least {amount.low:,}"
    return f"up to {amount.high:,}" if amount.high is not None else "an unstated number"


def speaker(facets: Facets) -> str:
    """Who says it, in the text's words."""
    return facets.claim.source.words or "the report itself"


def day(facets: Facets) -> str:
    """The day on which the figure held."""
    return "undated" if facets.as_of is None else str(dt.date.fromordinal(facets.as_of))


def at_day(facets: Facets) -> str:
    """ "12 (2019-05-04)", or the bare figure if its day is not known."""
    return figure(facets) if facets.as_of is None else f"{figure(facets)} ({day(facets)})"


def scope_words(facets: Facets) -> str:
    """ "killed in Daraa, 2011-04-25 to 2011-04-28"."""
    scope = facets.claim.scope
    victims = f"{scope.victims.words} " if scope.victims.words else ""
    where = scope.place.where
    when = f", {scope.period}" if scope.period.known else ""
    return f"{victims}{scope.outcome.replace('_', ' ')}{where}{when}"


def gap_words(a: Facets, b: Facets) -> str:
    """ "1 apart" or "1,227 apart, 3.4 times"."""
    gap, ratio = a.gap(b), ratio_of(a, b)
    times = f", {ratio:.1f} times" if ratio is not None and ratio >= 1.1 else ""
    return f"{gap:,} apart{times}"


def ratio_of(a: Facets, b: Facets) -> float | None:
    """The larger stated number over the smaller, rounded to four places; None where one is zero or missing."""
    numbers = sorted(n for n in (a.stated, b.stated) if n)
    return round(numbers[1] / numbers[0], 4) if len(numbers) == 2 else None


def sentences(a: Facets, b: Facets) -> str:
    """Both sentences in quotation marks, where the claims were read from a text."""
    quotes = [clip(f.claim.quote) for f in (a, b) if f.claim.quote]
    return ": " + " / ".join(f"“{quote}”" for quote in quotes) if quotes else ""


def clip(quote: str | None) -> str:
    """A quotation on one line, cut if it is very long."""
    line = " ".join((quote or "").split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1].rstrip() + "…"
