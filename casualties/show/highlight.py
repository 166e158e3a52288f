"""Highlight: what claims and findings show of themselves in a notebook, as HTML.

The HTML stands alone (no script, no request), is the same for the same claims, and escapes every inserted text.  It
takes the reader's own text colour and adds underlines, so that it reads on light and on dark grounds; an outcome or a
verdict shows as a sign and as a style of line, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from casualties.claim import Claim, Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, Verdict, in_order
from casualties.compare.topics import Topic
from casualties.show.characters import html
from casualties.show.looks import OUTCOMES, VERDICTS, rules
from casualties.show.marked import Links, mark, paragraphs, said, sentence
from casualties.show.position import Origin, Positions, by_report
from casualties.show.sides import finding_as_html, folded
from casualties.show.styles import read_style
from casualties.show.text import SHOWN, report_in_words, scope_in_words, summary
from casualties.show.topic_ranges import counted, ends_in_words, support_in_words

_OPEN = (Verdict.REVIEW, Verdict.REVISION)
"""What a person must look at, beside the conflicts: shown unfolded."""

_MOST_LINES = 40
"""A longer run of lines without figures is shown by its ends."""


def claims_as_html(claims: Claims, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN) -> str:
    """Report by report, the text with a ``<mark>`` around each figure and its source and scope beside it.

    A part links to the whole it belongs to.  Claims without a text at hand are listed by their sentences.  `origins`
    names the files of reports by report id; `limit` is how many claims are shown, None for all and for every line of
    their reports: otherwise a long run of lines without figures is shown by its ends.  What is left out is said.
    """
    positions = Positions(claims, origins)
    shown = claims[:limit]
    links = Links(claims)
    parts = [legend(len(claims), shown)]
    for report_id, group in by_report(shown).items():
        parts.extend(_report(report_id, group, positions, links, whole=limit is None))
    if left := len(claims) - len(shown):
        parts.append(f"<p>… and {counted(left, 'claim')} more; to_frame() holds all.</p>")
    return _fragment(parts)


def findings_as_html(
    reconciliation: Reconciliation, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN
) -> str:
    """Conflicts first, their sentences side by side; then the topics with low, best and high; then the rest.

    What agrees or is explained stands in one line that unfolds to its sentences.  `origins` and `limit` as in
    `claims_as_html`.
    """
    positions, links = Positions(reconciliation.claims, origins), Links(reconciliation.claims)
    findings = in_order(reconciliation.findings)
    shown = findings[:limit]
    parts = [f"<p>{html(summary(reconciliation))}</p>"]
    parts.extend(finding_as_html(f, positions, links) for f in shown if f.is_conflict)
    parts.extend(_topics(reconciliation.topics, positions, limit))
    parts.extend(_others([f for f in shown if not f.is_conflict], positions, links))
    if left := len(findings) - len(shown):
        parts.append(f"<p>… and {counted(left, 'finding')} more; to_frame() holds all.</p>")
    return _fragment(parts)


def _fragment(parts: Iterable[str]) -> str:
    return (
        f'<div class="casualties">\n<style>{read_style("display.css")}{rules()}</style>\n'
        + "\n".join(parts)
        + "\n</div>"
    )


def legend(count: int, claims: Iterable[Claim]) -> str:
    """How many claims there are, and a key to the outcomes among them."""
    found = {c.outcome for c in claims}
    keys = " · ".join(f"{mark(k.word, o)}<sup>{k.sign}</sup>" for o, k in OUTCOMES.items() if o in found)
    return f"<p>{counted(count, 'claim')}{': ' if keys else ''}{keys}</p>"


def _report(
    report_id: str | None, claims: Sequence[Claim], positions: Positions, links: Links, *, whole: bool
) -> Iterator[str]:
    report = positions.report(report_id)
    about = "" if report is None else report_in_words(report)
    name = positions.name(report_id)
    yield f'<h3 dir="auto">{html(f"{name} ({about})" if about else name)}</h3>'
    placed = [c for c in claims if positions.within(c)]
    if report is not None and placed:
        for begins, lines in groupby(paragraphs(report.text, placed, positions, links), key=lambda line: bool(line[1])):
            rows = [_row(text, [_note(c, positions, links) for c in begun]) for text, begun in lines]
            yield from rows if begins or whole else _ends(rows)
    marked = {c.claim_id for c in placed}
    for claim in claims:
        if claim.claim_id not in marked:
            text = sentence(claim, positions, links, anchor=links.figure(claim), to=links.claim(claim))
            yield _row(text, [_note(claim, positions, links)])


def _ends(rows: Sequence[str]) -> Iterator[str]:
    """A run of lines without figures: its ends, where it is so long that the figures would be lost in it."""
    if len(rows) <= _MOST_LINES:
        yield from rows
        return
    kept = _MOST_LINES // 4
    yield from rows[:kept]
    yield _row(f"<i>… {len(rows) - 2 * kept:,} lines without figures …</i>", [])
    yield from rows[-kept:]


def _row(text: str, notes: Sequence[str]) -> str:
    beside = f"<ul>{''.join(notes)}</ul>" if notes else ""
    return f'<div class="row"><p dir="auto">{text}</p>{beside}</div>'


def _note(claim: Claim, positions: Positions, links: Links) -> str:
    back = f'<a href="#{links.figure(claim)}"><b>{links.label(claim)}</b></a>'
    return f'<li id="{links.claim(claim)}">{back} {said(claim, positions, links)}</li>'


def _topics(topics: Sequence[Topic], positions: Positions, limit: int | None) -> Iterator[str]:
    """A table of the topics of several claims; those of a single claim are that claim and are only counted."""
    several = [t for t in topics if len(t.claim_ids) > 1]
    single = len(topics) - len(several)
    if several:
        heads = "".join(f'<th scope="col">{h}</th>' for h in ("topic", "low", "best", "high"))
        rows = "".join(_topic(t, positions) for t in several[:limit])
        inside = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        yield f'<div class="wide" role="region" aria-label="topics" tabindex="0">{inside}</div>'
        if limit is not None and len(several) > limit:
            yield f"<p>… and {counted(len(several) - limit, 'topic')} more; .topics holds all.</p>"
    if single:
        yield f"<p>{counted(single, 'topic')} of a single claim each: low and high are what that claim says.</p>"


def _topic(topic: Topic, positions: Positions) -> str:
    numbers = "".join(f'<td class="n">{n}</td>' for n in ends_in_words(topic, positions.by_id))
    scope, support = html(scope_in_words(topic.scope)), html(support_in_words(topic))
    return f'<tr><th scope="row">{scope}<small>{support}</small></th>{numbers}</tr>'


def _others(findings: Sequence[Finding], positions: Positions, links: Links) -> Iterator[str]:
    """Verdict by verdict: unfolded what a person must look at, folded what agrees or is explained."""
    for verdict, look in VERDICTS.items():
        alike = [f for f in findings if f.verdict is verdict]
        if not alike:
            continue
        inside = "".join(
            finding_as_html(f, positions, links) if verdict in _OPEN else folded(f, positions, links) for f in alike
        )
        if verdict in _OPEN:
            yield inside
        else:
            yield f"<details><summary>{look.sign} {html(look.word)}: {len(alike):,}</summary>{inside}</details>"
