"""Page: one HTML file to send: conflicts, topics, claims and reports, linked with each other.

It opens without a network, and a security policy in it forbids every request.  It reads without its script, which only
sorts and filters the tables and jumps from conflict to conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casualties.claim import Claim
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, in_order
from casualties.compare.policies import Policy, Range
from casualties.compare.topics import Topic
from casualties.show.bars import bars_of
from casualties.show.characters import html, isolated
from casualties.show.highlight import legend
from casualties.show.intervals import KEY, intervals_as_html
from casualties.show.looks import rules
from casualties.show.marked import Links, paragraphs
from casualties.show.page_tables import (
    CLAIMS_HEADS,
    FINDINGS_HEADS,
    TOPICS_HEADS,
    claims_rows,
    findings_rows,
    is_drawn,
    table,
    topic_anchor,
    topics_rows,
)
from casualties.show.position import Origin, Positions, by_report
from casualties.show.sides import finding_as_html
from casualties.show.styles import digest, read_style
from casualties.show.text import report_in_words, scope_in_words, summary
from casualties.show.topic_ranges import counted, ends_in_words, ranges_of, support_in_words

_CAUTION = (
    "Every figure is a claim of the source named beside it. A topic without a conflict is not confirmed by that: its "
    "sources may repeat each other, or nobody else may have counted."
)

_NO_MORE = "base-uri 'none'; form-action 'none'"


def page_as_html(
    reconciliation: Reconciliation,
    *,
    origins: Mapping[str, Origin] | None = None,
    title: str = "Casualty claims",
    policy: str | Policy = "ibc",
) -> str:
    """The whole page.  `origins` names the files of reports by report id; `policy` draws the ranges of topics.

    Raises `PolicyError` for an unknown policy.
    """
    claims = reconciliation.claims
    positions, links = Positions(claims, origins), Links(claims)
    ordered = [c for group in by_report(claims).values() for c in group]
    findings = in_order(reconciliation.findings)
    drawn = ranges_of(reconciliation, [t for t in reconciliation.topics if is_drawn(t)], policy)
    sections = {
        "Conflicts": _conflicts([f for f in findings if f.is_conflict], positions, links),
        "Topics": _topics(reconciliation.topics, drawn, positions, links),
        "Other findings": _others([f for f in findings if not f.is_conflict], positions, links),
        "Claims": [legend(len(ordered), ordered), _claims(ordered, positions, links)],
        "Reports": _reports(reconciliation, positions, links),
    }
    nav = "".join(f'<a href="#{_anchor(name)}">{name}</a> ' for name in sections)
    parts = [
        f"<header><h1>{html(title)}</h1>",
        *_summary(reconciliation),
        f'<nav aria-label="Sections">{nav}</nav></header>',
        "<main>",
    ]
    for name, inside in sections.items():
        parts += [f'<section id="{_anchor(name)}"><h2>{name}</h2>', *inside, "</section>"]
    parts += ["</main>", f"<footer><p>{_CAUTION}</p></footer>"]
    return _document(title, "\n".join(parts))


def _document(title: str, body: str) -> str:
    """The body with its style and its script, and a policy that allows these two and nothing else."""
    style = read_style("display.css") + rules() + read_style("page.css")
    script = read_style("page.js")
    policy = f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; {_NO_MORE}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{html(title)}</title>\n<style>{style}</style></head>\n"
        f'<body class="casualties">\n{body}\n<script>{script}</script>\n</body></html>\n'
    )


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def _summary(reconciliation: Reconciliation) -> Iterator[str]:
    claims = reconciliation.claims
    reports = len({c.report_id for c in claims} | {r.report_id for r in claims.reports})
    sources = len({c.source.identity for c in claims} - {None})
    topics = counted(len(reconciliation.topics), "topic")
    yield (
        f"<p>{counted(len(claims), 'claim')} by {counted(sources, 'named source')} in {counted(reports, 'report')}, "
        f"about {topics}.</p>"
    )
    yield f"<p>{html(summary(reconciliation))}.</p>"
    if reconciliation.decisions:
        decided = "".join(f"<li>{isolated(str(d))}</li>" for d in reconciliation.decisions)
        yield f"<p>Decided by hand:</p><ul>{decided}</ul>"


def _conflicts(conflicts: Sequence[Finding], positions: Positions, links: Links) -> Iterator[str]:
    if not conflicts:
        yield "<p>No two claims contradict each other as far as they could be compared.</p>"
    for n, finding in enumerate(conflicts, 1):
        yield finding_as_html(finding, positions, links, anchor=f"conflict-{n}", linked=True)


def _topics(topics: Sequence[Topic], drawn: Mapping[str, Range], positions: Positions, links: Links) -> Iterator[str]:
    """The topics of several claims drawn as bars, then all topics in one table."""
    if not topics:
        yield "<p>There are no claims, so there is no topic.</p>"
        return
    drawn_topics = [(n, t) for n, t in enumerate(topics, 1) if is_drawn(t)]
    if drawn_topics:
        yield f"<p>{KEY}</p>"
    for n, topic in drawn_topics:
        yield _topic(topic_anchor(n), topic, drawn.get(topic.topic_id), positions, links)
    rows = topics_rows(topics, positions, links)
    yield table("topics-table", "Every topic: the claims that share one scope", TOPICS_HEADS, rows)


def _topic(anchor: str, topic: Topic, drawn: Range | None, positions: Positions, links: Links) -> str:
    low, best, high = ends_in_words(topic, positions.by_id)
    bars = bars_of(positions.by_id[i] for i in topic.claim_ids if i in positions.by_id)
    return (
        f'<article id="{anchor}"><h3>{html(scope_in_words(topic.scope))}</h3>'
        f"<p>low <b>{low}</b>, best <b>{best}</b>, high <b>{high}</b>; {html(support_in_words(topic))}</p>"
        f"{intervals_as_html(bars, drawn, links)}</article>"
    )


def _others(findings: Sequence[Finding], positions: Positions, links: Links) -> Iterator[str]:
    if findings:
        yield table(
            "findings-table", "Findings beside the conflicts", FINDINGS_HEADS, findings_rows(findings, positions, links)
        )
    else:
        yield "<p>There are no other findings.</p>"


def _claims(claims: Sequence[Claim], positions: Positions, links: Links) -> str:
    return (
        table("claims-table", "Every claim, report by report", CLAIMS_HEADS, claims_rows(claims, positions, links))
        if claims
        else ""
    )


def _reports(reconciliation: Reconciliation, positions: Positions, links: Links) -> Iterator[str]:
    """Each report whole, its figures marked; then the names of those without figures."""
    groups = by_report(c for c in reconciliation.claims if positions.within(c))
    for report in reconciliation.claims.reports:
        if report.report_id in groups:
            about = f" <small>{html(report_in_words(report))}</small>" if report_in_words(report) else ""
            name = isolated(positions.name(report.report_id))
            yield f'<article class="report"><h3>{name}{about}</h3>'
            lines = paragraphs(report.text, groups[report.report_id], positions, links)
            yield from (f'<p dir="auto">{text}</p>' for text, _ in lines)
            yield "</article>"
    yield from _silent(r.report_id for r in reconciliation.claims.reports if r.report_id not in groups)
    if not reconciliation.claims.reports:
        yield "<p>No texts are at hand; the claims were typed.</p>"


def _silent(report_ids: Iterable[str]) -> Iterator[str]:
    names = ", ".join(isolated(i) for i in report_ids)
    if names:
        yield f"<p>No figures are marked in: {names}.</p>"
