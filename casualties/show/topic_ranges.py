"""Ranges: the low, best and high of topics in words, and what a policy makes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casualties.claim import Claim
from casualties.compare.decisions import before_comparing, preferred
from casualties.compare.facets import in_text_order, read_facets
from casualties.compare.findings import Reconciliation
from casualties.compare.policies import Cases, Policy, Range, apply_policy
from casualties.compare.topics import Topic

UNSTATED = "–"
"""An end that no claim gives: neither zero nor unknown to the writer, but not said."""


def ends_in_words(topic: Topic, claims: Mapping[str, Claim]) -> tuple[str, str, str]:
    """Low, best and high of the topic, "27", "1,400" or "–"; 0 only where a claim says zero."""
    members = [claims[i] for i in topic.claim_ids if i in claims]
    low = topic.low
    if low == 0 and not any(c.amount.low == 0 for c in members):
        low = None
    high = UNSTATED if topic.high is None else f"{topic.high:,}"
    return number(low), number(topic.best), high


def topic_in_words(topic: Topic, claims: Mapping[str, Claim]) -> str:
    """ "low 27, best 30, high – (3 claims, 2 origins; contradicted)"."""
    low, best, high = ends_in_words(topic, claims)
    return f"low {low}, best {best}, high {high} ({support_in_words(topic)})"


def support_in_words(topic: Topic) -> str:
    """ "9 claims in 3 reports, 6 independent origins; contradicted"."""
    claims, reports, origins = (
        counted(n, noun)
        for n, noun in (
            (len(topic.claim_ids), "claim"),
            (topic.n_reports, "report"),
            (topic.n_origins, "independent origin"),
        )
    )
    return f"{claims} in {reports}, {origins}{'; contradicted' if topic.contradicted else ''}"


def range_in_words(drawn: Range) -> str:
    """ "ibc: 19 to 27", "cautious: 19 or more", with the grade where the policy gives one."""
    grade = f", {drawn.grade}" if drawn.grade else ""
    return f"{drawn.policy}: {span_in_words(drawn.low, drawn.high)}{grade}"


def span_in_words(low: int | None, high: int | None) -> str:
    """ "27", "19 to 27", "19 or more", "up to 27", "nothing"."""
    if low is None:
        return "nothing" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def number(n: int | None) -> str:
    """ "1,400", or "–" for none."""
    return UNSTATED if n is None else f"{n:,}"


def counted(n: int, noun: str) -> str:
    """ "1 claim", "2,000 claims"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def ranges_of(reconciliation: Reconciliation, topics: Iterable[Topic], policy: str | Policy) -> dict[str, Range]:
    """The range of each topic under one policy, by topic id; the claims are read once for all of them.

    Raises `PolicyError` for an unknown name.
    """
    compared = before_comparing(in_text_order(reconciliation.claims), reconciliation.decisions)
    facets = {f.claim_id: f for f in read_facets(compared, reconciliation.reading)}
    cases = Cases(facets, reconciliation.findings, preferred(reconciliation.decisions))
    whole = (topic for topic in topics if all(i in facets for i in topic.claim_ids))
    return {topic.topic_id: apply_policy(policy, cases.of(topic)) for topic in whole}
