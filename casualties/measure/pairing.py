"""Which found claim stands for which annotated one: the one whose figure overlaps, same outcome first."""

from __future__ import annotations

from collections.abc import Sequence

from casualties.claim import Claim
from casualties.measure.annotations import Annotation


def pair(annotations: Sequence[Annotation], found: Sequence[Claim]) -> dict[int, int]:
    """Index of the annotation to index of the found claim; each is used once.

    One figure may carry two claims ("threatened to kill two hostages"), so pairs of the same outcome are made first.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for same_outcome in (True, False):
        for index, annotation in enumerate(annotations):
            if index in pairs:
                continue
            for candidate, claim in enumerate(found):
                if candidate in taken or claim.span is None or not claim.span.overlaps(annotation.span):
                    continue
                if claim.outcome is annotation.outcome or not same_outcome:
                    pairs[index] = candidate
                    taken.add(candidate)
                    break
    return pairs
