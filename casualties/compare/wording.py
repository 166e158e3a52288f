"""Wording: how claims are named in the sentence that gives a reason."""

from __future__ import annotations

import datetime as dt

from casualties.amount import Amount, Bound
from casualties.characters import inline
from casualties.claim import SourceKind
from casualties.compare.facets import Facets
from casualties.scope import Outcome, Unit

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
_BLURRED = {Bound.AT_MOST: "as many as ", Bound.LESS_THAN: "nearly "}
"""What says more of an approximate amount than the qualifier does."""
_LONG = 40
_NAME = 90
_PEOPLE = "people"
_QUOTE = 240
_ONE = frozenset({"a", "an", "another", "the"})
_COLLECTIVE = ("dozens", "scores", "tens", "hundreds", "thousands", "millions")
_ARTICLES = ("The ", "A ", "An ", "Two ", "Some ", "Several ", "Officials", "Police", "Doctors", "Residents")
"""Openings that are written small within a sentence; other capitals may be names."""


def figure(facets: Facets) -> str:
    """The figure as written where that is short, else rebuilt from the amount; small letters, as within a sentence."""
    written = facets.claim.figure
    worded = not facets.typed or facets.claim.amount.bound is Bound.VAGUE
    if written and len(written) <= _LONG and worded:
        small = " ".join(written.split()).lower()
        return "one" if small in _ONE else small
    return amount_words(facets.claim.amount)


def counted(facets: Facets) -> str:
    """ "nine children", or the bare figure where no word tells who."""
    who = facets.claim.scope.victims.words
    return f"{_before_noun(facets)} {who}" if who else figure(facets)


def counted_scope(facets: Facets) -> str:
    """ "nine children killed in Daraa, 2011-04-25"."""
    return f"{_before_noun(facets)} {scope_words(facets)}"


def _before_noun(facets: Facets) -> str:
    """ "dozens of", "nine"."""
    said = figure(facets)
    return f"{said} of" if said.endswith(_COLLECTIVE) else said


def amount_words(amount: Amount) -> str:
    """ "at least 27", "nearly 40", "10 to 15", "27"."""
    if amount.value is not None and amount.bound is not Bound.RANGE:
        words = _BLURRED.get(amount.bound) if amount.approximate else None
        return f"{words or _QUALIFIER[amount.bound]}{amount.value:,}"
    return _between(amount.low, amount.high)


def _between(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low:,} to {high:,}" if low != high else f"{low:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else "an unstated number"


def result_words(
    outcome: Outcome, ends: tuple[int | None, int | None, int | None], derivation: str, set_aside: int
) -> str:
    """ "killed 627 to 817, best 627, from 632 (the council); 627 (the mayor); 3 claims set aside"."""
    low, best, high = ends
    middle = "" if best is None else f", best {best:,}"
    origin = f", from {inline(clip(derivation))}" if derivation else ""
    rest = f"; {set_aside:,} {'claim' if set_aside == 1 else 'claims'} set aside" if set_aside else ""
    return f"{outcome.replace('_', ' ')} {_between(low, high)}{middle}{origin}{rest}"


def speaker(facets: Facets) -> str:
    """Who says it, in the text's words, as within a sentence."""
    words = facets.claim.source.words
    if not words:
        return "the report itself"
    return clip(f"{words[0].lower()}{words[1:]}" if words.startswith(_ARTICLES) else words, _NAME)


def speaker_and_kind(facets: Facets) -> str:
    """ "a doctor (health)"; a kind that tells nothing is left out."""
    kind = facets.claim.source.kind
    if kind in (SourceKind.NONE, SourceKind.OTHER):
        return speaker(facets)
    return f"{speaker(facets)} ({kind.replace('_', ' ')})"


def day(facets: Facets) -> str:
    """The day on which the figure held."""
    return "undated" if facets.as_of is None else str(dt.date.fromordinal(facets.as_of))


def at_day(facets: Facets) -> str:
    """ "12 (2019-05-04)", or the bare figure if its day is not known."""
    return figure(facets) if facets.as_of is None else f"{figure(facets)} ({day(facets)})"


def scope_words(facets: Facets) -> str:
    """ "people killed in Daraa, 2011-04-25 to 2011-04-28"."""
    scope = facets.claim.scope
    victims = f"{scope.victims.words or (_PEOPLE if scope.unit is Unit.PERSONS else scope.unit)} "
    where = scope.place.where
    when = f", {scope.period}" if scope.period.known else ""
    return f"{victims}{scope.outcome.replace('_', ' ')}{where}{when}"


def gap_words(a: Facets, b: Facets) -> str:
    """ "1 apart" or "1,227 apart, 3.4 times as many"."""
    gap, ratio = a.gap(b), ratio_of(a, b)
    times = f", {ratio:.1f} times as many" if ratio is not None and ratio >= 1.1 else ""
    return f"{gap:,} apart{times}"


def ratio_of(a: Facets, b: Facets) -> float | None:
    """The larger stated number over the smaller, rounded to four places; None where one is zero or missing."""
    numbers = sorted(n for n in (a.stated, b.stated) if n)
    return round(numbers[1] / numbers[0], 4) if len(numbers) == 2 else None


def sentences(a: Facets, b: Facets) -> str:
    """Both sentences in quotation marks, where the claims were read from a text."""
    quotes = [clip(f.claim.quote) for f in (a, b) if f.claim.quote]
    return ": " + " / ".join(f"“{quote}”" for quote in quotes) if quotes else ""


def clip(quote: str | None, most: int = _QUOTE) -> str:
    """A quotation on one line, cut if it is very long."""
    line = " ".join((quote or "").split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
