"""Plot of agreement: a matrix of sources, and in each cell what the findings say of the two."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from casualties.claim import Claim
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Verdict
from casualties.compare.topics import Topic
from casualties.errors import expect
from casualties.show.canvas import GREY, axes_on, key, names, names_above, nothing, small, title
from casualties.show.looks import VERDICTS
from casualties.show.text import scope_in_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MOST = 20
"""How many sources are shown unless asked for more: those with most findings about them."""
_HATCHES: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.CONFLICT: "////", Verdict.REVIEW: "..", Verdict.REVISION: "--", Verdict.EXPLAINED: ""}
)

Pair = tuple[str, str]


def plot_agreement(
    found: Reconciliation, topic: Topic | str | None = None, *, most: int = MOST, ax: Axes | None = None
) -> Axes:
    """Source by source, the gravest verdict between the two (✗ before ?, ↻, Δ, ✓) and how many findings carry it.

    The diagonal is a source against itself.  An empty cell means that nothing could be compared, which is not
    agreement.  Of one `topic`, or of all.  Raises `PolicyError` for an unknown topic.
    """
    expect(found, Reconciliation, "what is drawn", "Give what reconcile gives.")
    scope = found.topic(topic) if topic is not None else None
    wanted = None if scope is None else frozenset(scope.claim_ids)
    people, cells = _counted(found, wanted)
    weight: Counter[str] = Counter()
    for pair, verdicts in cells.items():
        for who in set(pair):
            weight[who] += verdicts.total() + 1000 * verdicts[Verdict.CONFLICT]
    ordered = sorted(weight, key=lambda who: (-weight[who], people[who]))
    shown = ordered[:most]
    side = 0.42 * max(len(shown), 3)
    ax = axes_on(ax, 4.7 + side, 3.8 + side, square=True)
    if not shown:
        return nothing(ax, "no findings between sources")
    _grid(ax, [people[who] for who in shown])
    met: set[Verdict] = set()
    for (row, a), (column, b) in itertools.product(enumerate(shown), repeat=2):
        if between := cells.get(_pair(a, b)):
            met.add(_cell(ax, row, column, between))
    key(ax, [_patch(v) for v in VERDICTS if v in met], below=0.12)
    words = "Agreement and conflict of sources" + (f": {scope_in_words(scope.scope)}" if scope else "")
    part = f"the {len(shown):,} sources with most findings, of {len(ordered):,}" if len(shown) < len(ordered) else ""
    title(ax, words, part, width=max(side, 4.5))
    return ax


def _counted(
    found: Reconciliation, wanted: frozenset[str] | None
) -> tuple[dict[str, str], dict[Pair, Counter[Verdict]]]:
    """The words of each source, and the verdicts of each pair."""
    by_id = {c.claim_id: c for c in found.claims if wanted is None or c.claim_id in wanted}
    people: dict[str, str] = {}
    cells: dict[Pair, Counter[Verdict]] = {}
    for finding in found.findings:
        members = [by_id[i] for i in finding.claim_ids if i in by_id]
        met: set[Pair] = set()
        for a, b in itertools.combinations(members, 2):
            for claim in (a, b):
                people.setdefault(_voice(claim), claim.source.words or claim.source.source_id or _unnamed(claim))
            met.add(_pair(_voice(a), _voice(b)))
        for pair in sorted(met):
            cells.setdefault(pair, Counter())[finding.verdict] += 1
    return people, cells


def _voice(claim: Claim) -> str:
    return claim.source.identity or f"report {claim.report_id}"


def _unnamed(claim: Claim) -> str:
    return f"{claim.report_id}, unnamed" if claim.report_id else "no source named"


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _grid(ax: Axes, people: Sequence[str]) -> None:
    n = len(people)
    ax.set_xlim(-0.5, n - 0.5)
    ax.set_ylim(n - 0.5, -0.5)
    ax.set_aspect("equal")
    names(ax, range(n), people)
    names_above(ax, range(n), people)
    for side in ax.spines.values():
        side.set_visible(False)
    for at in range(n + 1):
        ax.axhline(at - 0.5, color=GREY, lw=0.5, alpha=0.4)
        ax.axvline(at - 0.5, color=GREY, lw=0.5, alpha=0.4)


def _cell(ax: Axes, row: int, column: int, verdicts: Mapping[Verdict, int]) -> Verdict:
    """The gravest verdict, as a patch with its sign and its number."""
    from matplotlib.patches import Rectangle

    gravest = next(v for v in VERDICTS if verdicts.get(v))
    look = VERDICTS[gravest]
    corner = (column - 0.46, row - 0.46)
    ax.add_patch(Rectangle(corner, 0.92, 0.92, facecolor=look.colour, alpha=0.28, lw=0))
    hatch = _HATCHES.get(gravest, "")
    ax.add_patch(Rectangle(corner, 0.92, 0.92, fill=False, edgecolor=look.colour, alpha=0.35, lw=0, hatch=hatch))
    ax.text(column, row, f"{look.sign}{verdicts[gravest]}", ha="center", va="center", fontsize=small(), weight="bold")
    return gravest


def _patch(verdict: Verdict) -> Artist:
    from matplotlib.patches import Patch

    look = VERDICTS[verdict]
    words = f"{look.sign} {look.word}"
    faint = f"{look.colour}47"  # the alpha of a cell's ground
    return Patch(facecolor=faint, edgecolor=look.colour, hatch=_HATCHES.get(verdict, ""), lw=0, label=words)
