"""Marked: a report or a sentence as HTML with its figures marked, and every claim tied to its place in the text."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from casualties.claim import Claim, Claims
from casualties.report import Span
from casualties.scope import Outcome
from casualties.show.characters import html, isolated
from casualties.show.looks import OUTCOMES
from casualties.show.position import Positions, by_report, figure_in_quote
from casualties.show.text import claim_in_words, figure_in_words, relations, said_in_words


class Links:
    """The number of every claim, counted report by report, and the anchors that tie a claim to its figure.

    Anchors carry a digest of the claims, so that two displays in one notebook do not share any.
    """

    def __init__(self, claims: Claims) -> None:
        ordered = [c for group in by_report(claims).values() for c in group]
        self._numbers = {c.claim_id: n for n, c in enumerate(dict.fromkeys(ordered), 1)}
        names = "\n".join(self._numbers).encode("utf-8", "surrogatepass")
        self.page = "c" + hashlib.sha256(names).hexdigest()[:8]

    def label(self, claim: Claim) -> str:
        """ "K3": the third claim, of people killed."""
        return f"{OUTCOMES[claim.outcome].sign}{self._numbers[claim.claim_id]}"

    def figure(self, claim: Claim) -> str:
        """The anchor of the figure in its report, or in its sentence where there is no report."""
        return f"{self.page}-f{self._numbers[claim.claim_id]}"

    def claim(self, claim: Claim) -> str:
        """The anchor of what is said about the claim."""
        return f"{self.page}-n{self._numbers[claim.claim_id]}"


def mark(words: str, outcome: Outcome, *, title: str = "", anchor: str = "", to: str = "") -> str:
    """The words of a figure marked as of `outcome`; `title` shows on hovering, `anchor` names it, `to` links it."""
    tip = f' title="{html(title)}"' if title else ""
    name = f' id="{anchor}"' if anchor else ""
    inside = f'<a href="#{to}">{html(words)}</a>' if to else html(words)
    return f'<mark class="{outcome}"{name}{tip}>{inside}</mark>'


def paragraphs(
    text: str, claims: Sequence[Claim], positions: Positions, links: Links
) -> Iterator[tuple[str, list[Claim]]]:
    """The text line by line, each figure marked and numbered, with the claims whose figures begin in that line."""
    placed = sorted(((c.span, c) for c in claims if c.span is not None), key=lambda entry: entry[0])
    starts = [span.start for span, _ in placed]
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        here = placed[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        if line.strip():
            yield "".join(_marked(text, Span(start, end), here, positions, links)).rstrip(), [c for _, c in here]
        start = end


def _marked(
    text: str, line: Span, here: Sequence[tuple[Span, Claim]], positions: Positions, links: Links
) -> Iterator[str]:
    """The line with its figures marked; a figure with two claims has one mark, one that overlaps another is cut."""
    at = line.start
    for span, group in groupby(here, key=lambda entry: entry[0]):
        same = [c for _, c in group]
        start, end = max(span.start, at), min(max(span.end, at), line.end)
        yield html(text[at:start])
        title = " | ".join(claim_in_words(c, positions.by_id) for c in same)
        if end > start:
            yield mark(text[start:end], same[0].outcome, title=title, to=links.claim(same[0]))
        numbers = (f'<a id="{links.figure(c)}" href="#{links.claim(c)}">{links.label(c)}</a>' for c in same)
        yield f"<sup>{', '.join(numbers)}</sup>"
        at = end
    yield html(text[at : line.end])


def sentence(claim: Claim, positions: Positions, links: Links, *, anchor: str = "", to: str = "") -> str:
    """The claim's sentence with its figure marked; the figure alone where there is no sentence.

    `anchor` names the figure; `to` is the anchor that it links to, with its number.
    """
    quote = claim.quote or claim.figure or claim.amount.interval
    at = figure_in_quote(claim, positions.report(claim.report_id)) if claim.quote else Span(0, len(quote))
    number = (
        f'<sup><a href="#{to}">{links.label(claim)}</a></sup>' if to else f"<sup>{OUTCOMES[claim.outcome].sign}</sup>"
    )
    if at is None:
        return f'<span id="{anchor}">{html(quote)}</span>{number}' if anchor else f"{html(quote)}{number}"
    figure = mark(at.of(quote), claim.outcome, title=claim_in_words(claim, positions.by_id), anchor=anchor, to=to)
    return f"{html(quote[: at.start])}{figure}{number}{html(quote[at.end :])}"


def said(claim: Claim, positions: Positions, links: Links) -> str:
    """What the claim says, in words; the whole that it is part of, or what it revises, is a link."""
    return "; ".join((html(said_in_words(claim)), *tied(claim, positions, links)))


def tied(claim: Claim, positions: Positions, links: Links) -> Iterator[str]:
    """ "part of K1 more than 450", "revises K2 86", with links to what is said about those claims."""
    for how, other_id in relations(claim):
        other = positions.by_id.get(other_id)
        if other is None:
            yield f"{how} {isolated(other_id)}"
        else:
            yield f'{how} <a href="#{links.claim(other)}">{links.label(other)} {html(figure_in_words(other))}</a>'
