"""Bounds: the tightest range that all claims together leave each topic, and topics that cannot all be right.

Every topic is a node; stated sums, stated parts and scopes that hold one another are the rows (balance.py).  A figure
that is said to be part of another one of the same topic is a node of its own.  A disputed topic counts with the hull
of its claims.  Where a row contradicts the claims, the least set of them is reported and the row is left out.  Where
scopes cross, the cells that they cut each other into tell more than rows do (cells.py).
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casualties.amount import Bound
from casualties.claim import Status
from casualties.compare.balance import Balance, Clash, Leaf, Row, balance
from casualties.compare.boxes import Box, box_of, cross, touching
from casualties.compare.cells import Cells
from casualties.compare.clashes import across_cells, across_rows
from casualties.compare.containment import containing_rows
from casualties.compare.facets import Facets, Reading
from casualties.compare.kinds import Finding
from casualties.compare.linked import Linked
from casualties.compare.reach import takes_some
from casualties.compare.sums import Sum
from casualties.compare.topics import Topic

_COUNTED = frozenset({Status.ASSERTED, Status.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Bounded:
    """Topics with their bounds, what contradicts across topics, and whether every bound has settled."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _Network:
    """Nodes are topics, then single claims; `boxes` are those of the topics, `links` tie such as share cells."""

    leaves: tuple[Leaf, ...]
    rows: tuple[Row, ...]
    stated: frozenset[Row]
    boxes: tuple[Box | None, ...]
    links: tuple[tuple[int, int], ...]


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
    told: dict[str, Finding] = {}
    bounded = list(map(_untouched, topics))
    settled = True
    for nodes, leaves, rows in _components(network):
        done, clashes = _settle(leaves, rows)
        found = [across_rows(clash, leaves, by_id, network.stated) for clash in clashes]
        boxes = {n: box for n in nodes if n < len(topics) for box in [network.boxes[n]] if box is not None}
        crossing = cross(list(boxes.values()))
        if crossing or _circle(nodes, rows):
            cells = Cells(leaves, rows, boxes)
            settled = settled and (cells.fits or not crossing)
            if cells.fits and cells.excluded() is None:
                done = cells.sharpen(done)
            elif cells.fits and not clashes:
                found.append(across_cells(leaves, rows, boxes, by_id))
        settled = settled and done.settled
        told.update((said.finding_id, said) for said in found if said is not None)
        for node in nodes:
            if node < len(topics):
                bounded[node] = _with_bounds(topics[node], done, node)
    return Bounded(tuple(bounded), tuple(told.values()), settled)


def _untouched(topic: Topic) -> Topic:
    return dataclasses.replace(topic, tight_low=topic.low, tight_high=topic.high)


def _with_bounds(topic: Topic, done: Balance, node: int) -> Topic:
    low, high = done.low(node), done.high(node)
    by = dict.fromkeys(leaf.claim_id for step in (low, high) if step.leaf is None for leaf in step.leaves())
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
    boxes = tuple(map(box_of, firsts))
    links = tuple(touching(boxes))
    touched = {node for row in rows for node in row.nodes}.union(*links)
    leaves: list[Leaf] = []
    for n, topic in enumerate(topics):
        if n in touched:
            leaves += _leaves([by_id[i] for i in topic.claim_ids if i not in alone], n, superseded, reading)
    for claim_id, n in alone.items():
        if n in touched:
            leaves += _leaves([by_id[claim_id]], n, superseded, reading)
    return _Network(tuple(leaves), rows, frozenset(stated), boxes, links)


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
        open_above = takes_some(f) or (floors and f.claim.amount.bound is Bound.EXACT)
        high = math.inf if open_above else f.high
        yield Leaf(f.claim_id, node, f.low, high)


def _components(network: _Network) -> Iterator[tuple[list[int], list[Leaf], list[Row]]]:
    """Nodes that no row and no shared cell ties to others have nothing to say to them."""
    links = Linked[int]()
    for row in network.rows:
        for node in row.parts:
            links.link(row.whole, node)
    for one, other in network.links:
        links.link(one, other)
    nodes: defaultdict[int, list[int]] = defaultdict(list)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    leaves: defaultdict[int, list[Leaf]] = defaultdict(list)
    for node in sorted({node for row in network.rows for node in row.nodes}.union(*network.links)):
        nodes[links.lead(node)].append(node)
    for row in network.rows:
        rows[links.lead(row.whole)].append(row)
    for leaf in network.leaves:
        leaves[links.lead(leaf.node)].append(leaf)
    yield from ((nodes[of], leaves[of], rows[of]) for of in nodes if len(nodes[of]) > 1)


def _circle(nodes: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether the rows form a circle: then bounds that run along them need not be the tightest."""
    return sum(len(row.parts) for row in rows) >= len(nodes)


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
