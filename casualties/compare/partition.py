"""Partition: claims cut into blocks that no finding crosses, so that each block may be reconciled by itself.

Claims are tied if one report makes them, if their places lie in one country (or, unresolved, in one largest part), if
one names the other as its whole, its sum or its correction, or if they are running tolls without a place that one
source counts.  Whoever is tied to a claim of a block is in that block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casualties.claim import Claim
from casualties.compare.who import place_parts, read_victims, source_name
from casualties.scope import Place, VictimGroup, Victims

_SUM_OF = re.compile(r"sum_of:([^\s;]+)")

Tie = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What of a claim decides its block; all but the id may be unknown."""

    claim_id: str
    report_id: str | None = None
    place: Place = field(default_factory=Place)
    outcome: str | None = None
    unit: str | None = None
    victims: Victims = field(default_factory=Victims)
    source_id: str | None = None
    source: str | None = None
    dated: bool = False
    part_of: str | None = None
    revises: str | None = None
    how: str | None = None

    def ties(self) -> Iterator[Tie]:
        """Claims that share a tie are in one block; the first is the claim's own."""
        yield ("claim", self.claim_id)
        yield ("report", self.report_id)
        yield from (("claim", other) for other in (self.part_of, self.revises) if other)
        named = _SUM_OF.search(self.how or "")
        if named:
            yield from (("claim", other) for other in named.group(1).split(","))
        tops = {path.split("/")[0] for path in self.place.candidates} or set(place_parts(self.place.words)[-1:])
        yield from (("place", top) for top in sorted(tops))
        # A typed "Homs" without an id is compared with the Homs that was found (`relations.relate_places`).
        parts = place_parts(self.place.words)
        yield from (("named", part) for part in sorted({*parts[:1], *parts[-1:]}))
        if not tops and self.dated:
            # A running toll whose place is not said is measured against the day before, from whatever report.
            group, words = read_victims(self.victims)
            yield ("toll", source_name(self.source_id, self.source), self.unit, self.outcome, group, words)


def tied(claim: Claim) -> Tied:
    """What of a claim decides its block."""
    scope = claim.scope
    return Tied(
        claim_id=claim.claim_id,
        report_id=claim.report_id,
        place=scope.place,
        outcome=scope.outcome,
        unit=scope.unit,
        victims=scope.victims,
        source_id=claim.source.source_id,
        source=claim.source.words,
        dated=(claim.as_of or scope.period.start) is not None and claim.cumulative is not None,
        part_of=claim.part_of,
        revises=claim.revises,
        how=claim.how,
    )


def blocks_of(claims: Iterable[Tied]) -> list[str]:
    """The block of each claim, named by the first of its claim ids in alphabetical order, whatever the order given."""
    above: dict[Tie, Tie] = {}
    owners: list[Tie] = []
    for claim in claims:
        first, *others = claim.ties()
        owners.append(first)
        for tie in others:
            one, other = _top(first, above), _top(tie, above)
            if one != other:
                above[other] = one
    names: dict[Tie, str] = {}
    tops = [_top(owner, above) for owner in owners]
    for owner, top in zip(owners, tops, strict=True):
        name = str(owner[1])
        names[top] = min(names.get(top, name), name)
    return [names[top] for top in tops]


def _top(tie: Tie, above: dict[Tie, Tie]) -> Tie:
    """The tie that stands for its block; the way there is halved, so that later ones are short."""
    while tie in above:
        over = above[tie]
        if over in above:
            above[tie] = above[over]
        tie = over
    return tie


def tied_group(word: str | None) -> VictimGroup:
    """The group of that name; one that does not exist ties nothing, and is refused where the claim is read."""
    return VictimGroup(word) if word in set(VictimGroup) else VictimGroup.UNSPECIFIED
