"""Sides: a finding as HTML, the sentences that it rests on side by side."""

from __future__ import annotations

from casualties.compare.kinds import Certainty, Finding
from casualties.show.characters import html, isolated
from casualties.show.looks import VERDICTS
from casualties.show.marked import Links, said, sentence
from casualties.show.position import Positions
from casualties.show.text import claim_in_words, kind_in_words, reason_in_words


def finding_as_html(
    finding: Finding, positions: Positions, links: Links, *, anchor: str = "", linked: bool = False
) -> str:
    """Verdict and kind, the reason in one line, what was assumed, and the sentences.

    `linked` ties each sentence to its figure in the report, which must then stand on the same page.
    """
    name = f' id="{anchor}"' if anchor else ""
    sides = "".join(_side(i, positions, links, linked=linked) for i in finding.claim_ids)
    return (
        f'<div class="finding {finding.verdict}"{name}><h3>{heading(finding)}</h3>'
        f"<p>{html(reason_in_words(finding, positions.by_id))}</p>{notes(finding)}"
        f'<div class="sides">{sides}</div></div>'
    )


def folded(finding: Finding, positions: Positions, links: Links) -> str:
    """The same in one line that unfolds to the sentences."""
    sides = "".join(_side(i, positions, links, linked=False) for i in finding.claim_ids)
    reason = html(reason_in_words(finding, positions.by_id))
    return (
        f'<details class="finding {finding.verdict}"><summary><b>{heading(finding)}</b> {reason}</summary>'
        f'{notes(finding)}<div class="sides">{sides}</div></details>'
    )


def heading(finding: Finding) -> str:
    """ "✗ conflict: contradicts source"; "(possible)" where something is assumed."""
    look = VERDICTS[finding.verdict]
    unsure = " (possible)" if finding.certainty is Certainty.POSSIBLE else ""
    return f"{look.sign} {look.word}: {html(kind_in_words(finding))}{unsure}"


def notes(finding: Finding) -> str:
    """What a finding assumes and what would restore consistency, a paragraph each."""
    assumed = [f"assumed: {a}" for a in finding.assumptions]
    repaired = [f"would restore consistency: {r}" for r in finding.repairs]
    return "".join(f'<p class="note">{html(note)}</p>' for note in assumed + repaired)


def _side(claim_id: str, positions: Positions, links: Links, *, linked: bool) -> str:
    claim = positions.by_id.get(claim_id)
    if claim is None:
        return f"<blockquote><small>{isolated(claim_id)} is not among these claims</small></blockquote>"
    to = links.figure(claim) if linked else ""
    words = said(claim, positions, links) if linked else html(claim_in_words(claim, positions.by_id))
    place = isolated(positions.of(claim))
    found = f'<a href="#{to}">{place}</a>' if to else place
    return (
        f'<blockquote><p dir="auto">{sentence(claim, positions, links, to=to)}</p>'
        f"<small>{words}</small><small>{found}</small></blockquote>"
    )
