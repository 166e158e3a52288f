"""One text: what a reader takes for granted of two figures of one report where the text leaves something unsaid."""

from __future__ import annotations

from casualties.compare import cues
from casualties.compare.facets import Facets


def turns_to_another(first: Facets, later: Facets) -> bool:
    """ "A third bomber killed six": the text has gone on to another incident."""
    return first.claim.quote != later.claim.quote and cues.in_sentence(later, cues.ANOTHER)


def goes_up(first: Facets, later: Facets) -> bool:
    """ "By evening the toll was 19": the higher figure is told as the later one."""
    return (first.stated or 0) < (later.stated or 0) and cues.is_later(later) and not cues.is_later(first)
