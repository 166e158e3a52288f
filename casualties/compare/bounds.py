"""Bounds: the tightest range that all claims together leave each topic, and topics that cannot all be right.

Every topic is a node; stated sums, stated parts and scopes that hold one another are the rows (balance.py).  A figure
that is said to be part of another one of the same topic is a node of its own.  A disputed topic counts with the hull
of its claims.  Where a row contradicts the claims, the least set of them is reported and the row is left out.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.claim import Status
from casualties.compare.balance import Balance, Clash, Leaf, Row, balance, least_conflict
from casualties.compare.containment import containing_rows
from casualties.compare.facets import Facets, Reading
from casualties.compare.kinds import Finding, Kind, finding
from casualties.compare.sums import Sum
from casualties.compare.topics import Topic
from casualties.compare.totals import mend, rounded
from casualties.compare.wording import counted_scope, speaker

_COUNTED = frozenset({Status.ASSERTED, Status.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Bounded:
    """Topics with their bounds, what contradicts across topics, and whether every bound has settled."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _Network:
    """Nodes are topics, then single claims; `outcome_rows` hold by the meaning of "casualties" alone."""

    leaves: tuple[Leaf, ...]
    rows: tuple[Row, ...]
    stated: frozenset[Row]


def bound_topics(
    topics: Sequence[Topic],
    several: Sequence[Facets],
    findings: Iterable[Finding],
    *,
    sums: Sequence[Sum],
    parts: Sequence[tuple[Facets, Facets]],
    reading: Reading = Reading.LITERAL,
) -> Bounded:
    """The topics with the bounds that follow for each, and the contradictions met on the way."""
    by_id = {f.claim_id: f for f in several}
    superseded = {f.replaced for f in findings if f.replaced is not None}
    network = _build(topics, by_id, superseded, sums=sums, parts=parts, reading=reading)
    if not network.rows:
        return Bounded(tuple(_untouched(t) for t in topics))
    told: dict[str, Finding] = {}
    bounded = list(map(_untouched, topics))
    settled = True
    for leaves, rows in _components(network):
        done, clashes = _settle(leaves, rows)
        settled = settled and done.settled
        for clash in clashes:
            said = _contradiction(clash, leaves, by_id, network.stated)
            if said is not None:
                told.setdefault(said.finding_id, said)
        for node in {node for row in rows for node in row.nodes if node < len(topics)}:
            bounded[node] = _with_bounds(topics[node], done, node)
    return Bounded(tuple(bounded), tuple(told.values()), settled)


def _untouched(topic: Topic) -> Topic:
    return dataclasses.replace(topic, tight_low=topic.low, tight_high=topic.high)


def _with_bounds(topic: Topic, done: Balance, node: int) -> Topic:
    low, high = done.low(node), done.high(node)
    by = dict.fromkeys(leaf.claim_id for step in (low, high) if step.row is not None for leaf in step.leaves())
    top = None if math.isinf(high.value) else int(high.value)
    return dataclasses.replace(topic, tight_low=int(low.value), tight_high=top, tight_by=tuple(by))


# ------------------------------------------------------------------ the network
def _build(
    topics: Sequence[Topic],
    by_id: Mapping[str, Facets],
    superseded: set[str],
    *,
    sums: Sequence[Sum],
    parts: Sequence[tuple[Facets, Facets]],
    reading: Reading,
) -> _Network:
    home = {claim_id: n for n, topic in enumerate(topics) for claim_id in topic.claim_ids}
    alone: dict[str, int] = {}
    stated = dict.fromkeys(
        [
            *(_row(s.whole, s.parts, home, alone, len(topics), exact=True) for s in sums if s.stated),
            *(_row(whole, (part,), home, alone, len(topics), exact=False) for part, whole in parts),
        ]
    )
    for s in sums:  # parts that only seem to be parts must not narrow the topic of their whole either
        _row(s.whole, s.parts, home, alone, len(topics), exact=True)
    firsts = [by_id[topic.claim_ids[0]] for topic in topics]
    rows = tuple(dict.fromkeys([*stated, *containing_rows(firsts)]))
    touched = {node for row in rows for node in row.nodes}
    leaves: list[Leaf] = []
    for n, topic in enumerate(topics):
        if n in touched:
            leaves += _leaves([by_id[i] for i in topic.claim_ids if i not in alone], n, superseded, reading)
    for claim_id, n in alone.items():
        if n in touched:
            leaves += _leaves([by_id[claim_id]], n, superseded, reading)
    return _Network(tuple(leaves), rows, frozenset(stated))


def _row(
    whole: Facets, parts: Sequence[Facets], home: Mapping[str, int], alone: dict[str, int], first: int, *, exact: bool
) -> Row:
    """Nodes of one statement; a part that shares a topic with its whole or another part gets a node of its own."""
    nodes = [alone.get(whole.claim_id, home[whole.claim_id])]
    for part in parts:
        node = alone.get(part.claim_id, home[part.claim_id])
        if node in nodes:
            node = alone.setdefault(part.claim_id, first + len(alone))
        nodes.append(node)
    return Row(nodes[0], tuple(nodes[1:]), exact)


def _leaves(members: Sequence[Facets], node: int, superseded: set[str], reading: Reading) -> Iterator[Leaf]:
    counted = [f for f in members if f.claim.status in _COUNTED and not f.silent and f.claim_id not in superseded]
    floors = reading is Reading.TALLY and len({f.source for f in counted}) > 1
    for f in counted:
        high = math.inf if floors and f.claim.amount.bound is Bound.EXACT else f.high
        yield Leaf(f.claim_id, node, f.low, high)


def _components(network: _Network) -> Iterator[tuple[list[Leaf], list[Row]]]:
    """Rows that share no node have nothing to say to each other."""
    leader: dict[int, int] = {}

    def lead(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for row in network.rows:
        for node in row.parts:
            leader[lead(node)] = lead(row.whole)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    leaves: defaultdict[int, list[Leaf]] = defaultdict(list)
    for row in network.rows:
        rows[lead(row.whole)].append(row)
    for leaf in network.leaves:
        leaves[lead(leaf.node)].append(leaf)
    yield from ((leaves[of], rows[of]) for of in rows)


def _settle(leaves: Sequence[Leaf], rows: Sequence[Row]) -> tuple[Balance, list[Clash]]:
    """The bounds without the rows that contradict the claims, and each contradiction."""
    standing, clashes = list(rows), []
    done = balance(leaves, standing, hull=True)
    while done.clash is not None:
        clashes.append(done.clash)
        broken = done.clash.rows[0]
        standing = [row for row in standing if row is not broken]
        done = balance(leaves, standing, hull=True)
    return done, clashes


# ------------------------------------------------------------------ what contradicts across topics
def _contradiction(
    clash: Clash, leaves: Sequence[Leaf], by_id: Mapping[str, Facets], stated: frozenset[Row]
) -> Finding | None:
    """The least set of claims behind a clash, if nothing explains it."""
    least = least_conflict(leaves, clash.rows)
    nodes = {by_id[leaf.claim_id]: leaf.node for leaf in least}
    if len(set(nodes.values())) < 2:
        return None  # two claims of one topic: a pair of their own
    rows = [row for row in clash.rows if not nodes.keys().isdisjoint(nodes) and set(row.nodes) & set(nodes.values())]
    if any(row in stated for row in rows) and len(rows) == 1:
        return None  # totals.py weighs each statement by itself
    members = sorted(nodes, key=lambda f: f.index)
    assumed = _one_day(members, nodes, rows)
    if assumed is None:
        return None
    proof = balance(least, rows).clash
    if proof is None:
        return None
    gap = int(proof.low.value - proof.high.value)
    kind = Kind.PART_EXCEEDS_WHOLE if len(members) == 2 else Kind.SUM_MISMATCH
    return finding(
        kind,
        [f.claim_id for f in members],
        _reason(proof, by_id, gap, kind),
        gap=gap,
        ratio=round(proof.low.value / proof.high.value, 4) if proof.high.value else None,
        scope=members[0].claim.scope,
        assumptions=(*assumed, *_meaning(rows, members), *rounded(members, rows, nodes)),
        repairs=mend(members, rows, nodes),
    )


def _one_day(members: Sequence[Facets], nodes: Mapping[Facets, int], rows: Sequence[Row]) -> tuple[str, ...] | None:
    """What must be assumed of the days on which the figures held; None where the days explain the difference."""
    days = {f.as_of for f in members}
    if len(days) == 1:
        told = None not in days or (
            len({f.claim.report_id for f in members}) == 1 and not any(f.typed for f in members)
        )
        return () if told else ("all figures held on the same day",)
    if None in days:
        return ("all figures held on the same day",)
    wholes = {row.whole for row in rows}
    latest_part = max((f.as_of or 0 for f in members if nodes[f] not in wholes), default=0)
    earliest_whole = min((f.as_of or 0 for f in members if nodes[f] in wholes), default=0)
    if any(row.exact for row in rows) or latest_part > earliest_whole:
        return None  # a toll that was counted later may be larger
    return ()


def _meaning(rows: Sequence[Row], members: Sequence[Facets]) -> Iterator[str]:
    if any(row.exact for row in rows) and len({f.outcome for f in members}) > 1:
        yield "casualties are the killed and the injured, and nobody else"


def _reason(proof: Clash, by_id: Mapping[str, Facets], gap: int, kind: Kind) -> str:
    """ "20 people killed in A (police) and 15 people killed in B (police) make at least 35, but ..."."""
    low = _told(proof.low.leaves(), by_id)
    high = _told(proof.high.leaves(), by_id)
    if kind is Kind.PART_EXCEEDS_WHOLE:
        sizes = f"{proof.low.value:,.0f} > {proof.high.value:,.0f}"
        return f"{low}, although {high} should hold them: {sizes}; one scope or figure must be wrong."
    least, most = f"{proof.low.value:,.0f}", f"{proof.high.value:,.0f}"
    return f"{low} make at least {least}, but {high} leave room for {most} at most: {gap:,} too many."


def _told(leaves: Iterable[Leaf], by_id: Mapping[str, Facets]) -> str:
    told = (by_id[leaf.claim_id] for leaf in leaves)
    return " and ".join(f"{counted_scope(f)} ({speaker(f)})" for f in told)
