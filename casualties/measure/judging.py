"""Whether each field of a found claim is what the annotation says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casualties.amount import Bound
from casualties.claim import Claim
from casualties.measure.annotations import Annotation

FIELDS = (
    *("outcome", "amount", "source", "source named", "source none", "source kind", "place", "period", "cumulative"),
    *("victims", "status", "part of"),
)
"""The fields judged, in the order of the table; "source named" and "source none" split "source"."""

_SMALL = frozenset({"the", "a", "an", "of", "s"})
_WORD = re.compile(r"[a-z0-9]+")
_ALIKE = 0.5
"""Share of words that two wordings of one body or place have in common at the least."""


def amount_is_right(annotation: Annotation, claim: Claim) -> bool:
    """The kind of bound and the stated number or numbers are both right; of vague words only the kind is judged."""
    amount = claim.amount
    if amount.bound not in annotation.bounds:
        return False
    if Bound.VAGUE in annotation.bounds and not annotation.numbers:
        return True
    if len(annotation.numbers) == 2:
        return (amount.low, amount.high) == annotation.numbers
    return amount.value is not None and (amount.value,) == annotation.numbers


def source_is_right(annotation: Annotation, claim: Claim) -> bool:
    """One of the accepted wordings, or none where the reporter speaks; an inferred source may be left out."""
    words = claim.source.words
    if words is None:
        return not annotation.sources or annotation.source_inferred
    return any(_same_words(words, accepted) for accepted in annotation.sources)


def judged(annotation: Annotation, claim: Claim, whole_id: str | None) -> Iterator[tuple[str, bool]]:
    """Each field that the annotation settles, and whether the claim has it right.

    ``whole_id`` is the id of the found claim that stands for the annotated whole, None where that was not found.
    """
    right = source_is_right(annotation, claim)
    yield "amount", annotation.implicit or amount_is_right(annotation, claim)
    yield "source", right
    yield ("source named" if annotation.sources else "source none"), right
    if annotation.sources and right and claim.source.words:
        yield "source kind", claim.source.kind is annotation.source_kind
    place, period = claim.scope.place.words, claim.scope.period
    if annotation.places:
        yield "place", place is not None and any(_same_words(place, accepted) for accepted in annotation.places)
    if annotation.period is not None:
        yield "period", (period.start, period.end) == annotation.period
    yield "cumulative", bool(claim.cumulative) is annotation.cumulative
    yield "victims", claim.scope.victims.group is annotation.group
    yield "status", claim.status is annotation.status
    if annotation.part_of is not None and whole_id is not None:
        yield "part of", claim.part_of == whole_id


def _same_words(one: str, other: str) -> bool:
    """One wording contains the other, or they share at least half of their words."""
    a, b = set(_plain(one)), set(_plain(other))
    return bool(a and b) and (a <= b or b <= a or len(a & b) / len(a | b) >= _ALIKE)


def _plain(words: str) -> Iterable[str]:
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("-", "")
    return (w for w in _WORD.findall(ascii_only) if w not in _SMALL)
