"""Text: claims and findings as plain text that tells the whole story, for a terminal or a repr."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from casualties.amount import Bound
from casualties.characters import inline, visible
from casualties.claim import Claim, Claims, SourceKind, Status
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, Verdict, in_order
from casualties.compare.topics import Topic
from casualties.report import Report
from casualties.scope import Scope, Unit
from casualties.show.position import Origin, Positions, by_report
from casualties.show.topic_ranges import counted, topic_in_words

SHOWN = 200
"""How many claims, or findings, are written out unless asked for more: a repr of thousands helps nobody."""

_WIDTH = 110
_HEADINGS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.CONFLICT: "CONFLICT",
        Verdict.REVIEW: "TO REVIEW",
        Verdict.REVISION: "REVISION",
        Verdict.EXPLAINED: "EXPLAINED",
        Verdict.AGREE: "AGREEMENT",
    }
)


def claims_as_text(claims: Claims, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN) -> str:
    """Report by report: each sentence with figures, its place (line:column, counted from 1), and what it claims.

    `origins` names the files of reports by report id; `limit` is how many claims are written out, None for all.  What
    is left out is said in the last line.
    """
    positions = Positions(claims, origins)
    shown = claims.claims[:limit]
    blocks = [counted(len(claims), "claim")]
    for report_id, group in by_report(shown).items():
        lines = [_heading(positions.name(report_id), positions.report(report_id))]
        for quote, same in groupby(group, key=lambda c: c.quote):
            lines.extend(_sentence(quote))
            for claim in same:
                lines.extend(
                    _wrapped(f"{positions.within(claim)}  {claim_in_words(claim, positions.by_id)}".strip(), "    ")
                )
        blocks.append("\n".join(lines))
    if len(shown) < len(claims):
        blocks.append(f"... and {counted(len(claims) - len(shown), 'claim')} more; to_frame() holds all.")
    return "\n\n".join(blocks)


def findings_as_text(
    reconciliation: Reconciliation, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN
) -> str:
    """Conflicts first, then the topics with low, best and high, then the other findings.

    Of each finding: what it is, the reason with its arithmetic, and every sentence it rests on.  `origins` and `limit`
    as in `claims_as_text`.
    """
    positions = Positions(reconciliation.claims, origins)
    findings = in_order(reconciliation.findings)
    shown = findings[:limit]
    told = ["\n".join(_finding(f, positions)) for f in shown]
    conflicts = sum(f.verdict is Verdict.CONFLICT for f in shown)
    blocks = [summary(reconciliation), *told[:conflicts]]
    if reconciliation.topics:
        blocks.append("\n".join(_topics(reconciliation.topics, positions, limit)))
    blocks.extend(told[conflicts:])
    if left := len(findings) - len(shown):
        blocks.append(f"... and {counted(left, 'finding')} more; to_frame() holds all.")
    if reconciliation.decisions:
        blocks.append("\n".join(("DECIDED", *(f"  {decision}" for decision in reconciliation.decisions))))
    return "\n\n".join(blocks)


def _topics(topics: Sequence[Topic], positions: Positions, limit: int | None) -> Iterator[str]:
    """The topics of several claims, a line each; those of a single claim are that claim and are only counted."""
    several = [t for t in topics if len(t.claim_ids) > 1]
    single = len(topics) - len(several)
    yield f"TOPICS {counted(len(topics), 'topic')}" + (f", {single:,} of a single claim" if single else "")
    for topic in several[:limit]:
        yield from _wrapped(f"{scope_in_words(topic.scope)}: {topic_in_words(topic, positions.by_id)}", "  ")
    if limit is not None and len(several) > limit:
        yield f"  ... and {counted(len(several) - limit, 'topic')} more; .topics holds all."


def summary(reconciliation: Reconciliation) -> str:
    """ "3 findings: 1 conflict, 2 agreements"."""
    counts = [(v, sum(f.verdict is v for f in reconciliation.findings)) for v in _HEADINGS]
    nouns = {Verdict.REVIEW: "to review", Verdict.EXPLAINED: "explained"}
    words = [f"{n:,} {nouns[v]}" if v in nouns else counted(n, _HEADINGS[v].lower()) for v, n in counts if n]
    head = counted(len(reconciliation.findings), "finding")
    capped = "" if reconciliation.complete else " (large groups were compared by representatives)"
    return (f"{head}: {', '.join(words)}" if words else head) + capped


def claim_in_words(claim: Claim, others: Mapping[str, Claim] = MappingProxyType({})) -> str:
    """One line: the figure and its interval, who, where, when, who says so, and in what manner.

    `others` are claims by id, to name by its figure the one that this is a part of or revises.
    """
    linked = (f"{how} {figure_in_words(others[i]) if i in others else inline(i)}" for how, i in relations(claim))
    return "; ".join((said_in_words(claim), *linked))


def said_in_words(claim: Claim) -> str:
    """`claim_in_words` without the other claims that it is tied to."""
    parts = [f"{figure_in_words(claim)} {scope_in_words(claim.scope)}", source_in_words(claim)]
    if status_in_words(claim):
        parts.append(status_in_words(claim))
    if claim.as_of is not None:
        parts.append(f"as of {claim.as_of}")
    if claim.cumulative:
        parts.append("running total")
    return "; ".join(parts)


def status_in_words(claim: Claim) -> str:
    """ "denied"; empty for what is simply asserted."""
    return "" if claim.status is Status.ASSERTED else str(claim.status)


def relations(claim: Claim) -> Iterator[tuple[str, str]]:
    """The other claims that this one is tied to: how, and the id."""
    for how, other in (("part of", claim.part_of), ("revises", claim.revises)):
        if other is not None:
            yield how, other


def figure_in_words(claim: Claim) -> str:
    """ "at least 27 [27, ∞)", "two dozen (24)"; digits stand alone, since they say what they commit to."""
    amount = claim.amount
    figure = inline(claim.figure or "")
    if amount.bound is not Bound.EXACT or amount.value is None:
        return f"{figure} {amount.interval}".strip()
    plain = f"{amount.value:,}"
    return plain if figure in {"", plain, str(amount.value)} else f"{figure} ({plain})"


def scope_in_words(scope: Scope) -> str:
    """ "soldiers killed in Daraa, 2011-04-25 to 2011-04-28"; what is unknown is not mentioned."""
    who = scope.victims.words or ("" if scope.unit is Unit.PERSONS else str(scope.unit))
    where = f" {inline(scope.place.where[1:])}" if scope.place.words else ""
    when = f", {scope.period}" if scope.period.known else ""
    what = str(scope.outcome).replace("_", " ")
    return " ".join(f"{inline(who)} {what}{where}{when}".split())


def source_in_words(claim: Claim) -> str:
    """ "according to a doctor (health), relayed by state TV"; "no source named" for the reporter's own voice."""
    source = claim.source
    who = inline(source.words or source.source_id or "")
    kind = "" if source.kind is SourceKind.NONE else f" ({str(source.kind).replace('_', ' ')})"
    relay = f", relayed by {inline(source.relayed_by)}" if source.relayed_by else ""
    return f"according to {who}{kind}{relay}" if who else f"no source named{kind}{relay}"


def kind_in_words(finding: Finding) -> str:
    """ "contradicts source"."""
    return str(finding.kind).replace("_", " ")


def reason_in_words(finding: Finding, claims: Mapping[str, Claim]) -> str:
    """The reason without the sentences that it ends with, for where they stand beside it in full."""
    reason, quoted, _ = finding.reason.partition(": “")
    at_hand = all(i in claims and claims[i].quote for i in finding.claim_ids)
    whole = quoted and at_hand and finding.reason.rstrip(".").endswith("”")
    return f"{reason}." if whole else finding.reason


def report_in_words(report: Report) -> str:
    """ "The Courier, 2011-04-28: Toll rises in Daraa", as much of it as is known."""
    known = ", ".join(str(x) for x in (report.publisher, report.published) if x is not None)
    return ": ".join(inline(x) for x in (known, report.title) if x)


def _heading(name: str, report: Report | None) -> str:
    about = "" if report is None else report_in_words(report)
    return " ".join((f"{inline(name)} ({about})" if about else inline(name)).split())


def _sentence(quote: str | None, indent: str = "  ") -> list[str]:
    if quote is None:
        return []
    return _wrapped(f'"{quote}"', indent, " ")


def _wrapped(words: str, indent: str, hanging: str = "    ") -> list[str]:
    """Lines of a fixed width, whatever the terminal, so that the output is the same everywhere; paths stay whole."""
    return textwrap.wrap(
        visible(words),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _finding(finding: Finding, positions: Positions) -> Iterator[str]:
    yield f"{_HEADINGS[finding.verdict]} {finding.kind}, {finding.certainty}"
    yield from _wrapped(finding.reason, "  ", "")
    for assumption in finding.assumptions:
        yield from _wrapped(f"assumed: {assumption}", "  ")
    for repair in finding.repairs:
        yield from _wrapped(f"would restore consistency: {repair}", "  ")
    for claim_id in finding.claim_ids:
        claim = positions.by_id.get(claim_id)
        if claim is None:
            yield f"    {inline(claim_id)}  (not among these claims)"
            continue
        yield from _wrapped(f"{positions.of(claim)}  {claim_in_words(claim, positions.by_id)}", "    ")
        yield from _sentence(claim.quote, "      ")
