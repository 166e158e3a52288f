"""Page tables: the tables of a page.  They read without a script; a script makes them sortable and filterable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casualties.claim import Claim
from casualties.compare.kinds import Finding
from casualties.compare.topics import Topic
from casualties.show.characters import html, isolated
from casualties.show.marked import Links, sentence, tied
from casualties.show.position import Positions
from casualties.show.sides import heading, notes
from casualties.show.text import reason_in_words, scope_in_words, status_in_words
from casualties.show.topic_ranges import UNSTATED, ends_in_words, support_in_words


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in a cell, as HTML, and the number or word it is sorted by where that is not its text.

    ``look`` is "n" for a number, "s" for a short word that is never broken, else empty.
    """

    shown: str
    key: str | int | None = None
    look: str = ""


def table(name: str, caption: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[TableCell]]]) -> str:
    """A table called `name`; a row is its anchor and its cells.  On a narrow screen each row becomes a card."""
    top = "".join(f'<th scope="col">{html(h)}</th>' for h in heads)
    body = "\n".join(_row(anchor, cells, heads) for anchor, cells in rows)
    return (
        f'<table class="sortable" id="{name}"><caption>{html(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    )


def _row(anchor: str, cells: Sequence[TableCell], heads: Sequence[str]) -> str:
    inside = "".join(_cell(cell, head) for cell, head in zip(cells, heads, strict=True))
    name = f' id="{anchor}"' if anchor else ""
    return f"<tr{name}>{inside}</tr>"


def _cell(cell: TableCell, head: str) -> str:
    look = f' class="{cell.look}"' if cell.look else ""
    key = "" if cell.key is None else f' data-key="{html(str(cell.key))}"'
    return f'<td data-head="{html(head)}"{look}{key}>{cell.shown}</td>'


def claims_rows(claims: Iterable[Claim], positions: Positions, links: Links) -> Iterable[tuple[str, list[TableCell]]]:
    """No., sentence, figure, low, high, outcome and scope, source, report; anchored as the claim."""
    for n, claim in enumerate(claims, 1):
        at_hand = bool(positions.within(claim))
        anchor = "" if at_hand else links.figure(claim)
        to = links.figure(claim) if at_hand else links.claim(claim)
        source = claim.source
        kind = "" if source.kind == "none" else f"<small>{html(str(source.kind).replace('_', ' '))}</small>"
        relay = f"<small>relayed by {isolated(source.relayed_by)}</small>" if source.relayed_by else ""
        who = isolated(source.words or source.source_id or "no source named")
        status = f"<small>{status_in_words(claim)}</small>" if status_in_words(claim) else ""
        wholes = "".join(f"<small>{link}</small>" for link in tied(claim, positions, links))
        place = isolated(positions.of(claim))
        yield (
            links.claim(claim),
            [
                TableCell(f'<a href="#{to}"><b>{links.label(claim)}</b></a>', n, "s"),
                TableCell(
                    f'<div class="quote" dir="auto">{sentence(claim, positions, links, anchor=anchor, to=to)}</div>'
                ),
                TableCell(f"{isolated(claim.figure or claim.amount.interval)}{status}{wholes}"),
                _number(claim.amount.low, -1),
                _number(claim.amount.high),
                TableCell(str(claim.outcome).replace("_", " "), look="s"),
                TableCell(html(scope_in_words(claim.scope)), f"{claim.outcome} {claim.scope.period.start or ''}"),
                TableCell(f"{who}{kind}{relay}"),
                TableCell(f'<a href="#{links.figure(claim)}">{place}</a>' if at_hand else place, n),
            ],
        )


CLAIMS_HEADS = ("no.", "sentence", "figure", "low", "high", "outcome", "about", "source", "position")


def topics_rows(topics: Iterable[Topic], positions: Positions, links: Links) -> Iterable[tuple[str, list[TableCell]]]:
    """Scope (a link to the topic where it is drawn), low, best, high, the claims (each a link), what supports it."""
    for n, topic in enumerate(topics, 1):
        low, _, _ = ends_in_words(topic, positions.by_id)
        known = [positions.by_id[i] for i in topic.claim_ids if i in positions.by_id]
        scope = html(scope_in_words(topic.scope))
        cited = ", ".join(f'<a href="#{links.claim(c)}">{links.label(c)}</a>' for c in known)
        yield (
            "",
            [
                TableCell(f'<a href="#{topic_anchor(n)}">{scope}</a>' if is_drawn(topic) else scope),
                TableCell(low, -1 if low == UNSTATED else topic.low, look="n"),
                _number(topic.best, -1),
                _number(topic.high),
                TableCell(cited, len(known)),
                TableCell(html(support_in_words(topic)), topic.n_origins),
            ],
        )


def is_drawn(topic: Topic) -> bool:
    """A single claim is its own interval; from two on there is something to see."""
    return len(topic.claim_ids) > 1


def topic_anchor(number: int) -> str:
    """The anchor of the topic of that number, counted from 1."""
    return f"topic-{number}"


TOPICS_HEADS = ("topic", "low", "best", "high", "claims", "support")


def findings_rows(
    findings: Iterable[Finding], positions: Positions, links: Links
) -> Iterable[tuple[str, list[TableCell]]]:
    """What it is, the reason, and the claims, each a link to its figure."""
    for finding in findings:
        known = [positions.by_id[i] for i in finding.claim_ids if i in positions.by_id]
        cited = ", ".join(f'<a href="#{links.figure(c)}">{links.label(c)}</a>' for c in known)
        yield (
            "",
            [
                TableCell(heading(finding)),
                TableCell(html(reason_in_words(finding, positions.by_id)) + notes(finding)),
                TableCell(cited, len(known)),
            ],
        )


FINDINGS_HEADS = ("finding", "reason", "claims")


def _number(n: int | None, unstated: int = 10**15) -> TableCell:
    """A number, or a dash for none; an open upper end sorts behind every number, an open lower one before."""
    return TableCell(UNSTATED, unstated, look="n") if n is None else TableCell(f"{n:,}", n, look="n")
