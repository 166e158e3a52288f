"""Spared: words right before a harm that say it did not come to it.

"12 were nearly killed", "seven people were not hurt".
"""

from __future__ import annotations

from casualties.extract import classes
from casualties.extract.counted import Chunk
from casualties.extract.lists import Shape
from casualties.extract.words import Role


def spared(s: Shape, made: Chunk) -> bool:
    """ "12 were nearly killed", "almost died"."""
    return made.first > 0 and s.tokens[made.first - 1].low in s.roles[Role.SPARED]


def denied(s: Shape, verb: int) -> bool:
    """ "seven people were not hurt", "four have not been arrested", but "six were not only hurt"."""
    for k in range(verb - 1, max(-1, verb - 4), -1):
        low, cls = s.tokens[k].low, s.tokens[k].cls
        if low in _NOT:
            return s.tokens[k + 1].low not in _NOT_ONLY
        if cls not in classes.AUXILIARIES and cls is not classes.ADVERB and cls is not classes.MODAL:
            return False
    return False


_NOT = frozenset({"not", "n't", "never"})
_NOT_ONLY = frozenset({"only", "just", "merely", "yet"})
