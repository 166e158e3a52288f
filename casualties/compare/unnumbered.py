"""Unnumbered: how many victims a report tells of where it gives no figure, as a coder counts them.

Named persons are counted one by one, each once; a bare plural ("others were hurt") is at least two; "casualties" may
all be dead or all be hurt, so they cap either count and support none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from casualties.claim import Mention
from casualties.scope import Outcome

_PARTICLES = frozenset({"The", "Dr", "Mr", "Mrs", "Ms", "An", "A", "His", "Her", "Their"})


def count_mentions(mentions: Iterable[Mention], outcome: Outcome) -> tuple[int, int, tuple[Mention, ...]] | None:
    """Fewest and most over the reports that tell of such victims, and the mentions counted; None if none does."""
    reports: defaultdict[str | None, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.outcome is outcome:
            reports[mention.report_id].append(mention)
    told = [_first_told(said) for said in reports.values()]
    if not told:
        return None
    counts = [sum(m.least for m in counted) for counted in told]
    return min(counts), max(counts), tuple(m for counted in told for m in counted)


def _first_told(said: Sequence[Mention]) -> list[Mention]:
    """The victims of the first sentence that names any, each once; else the first plural."""
    persons = [m for m in said if m.least == 1]
    if not persons:
        return [said[0]]
    return each_once([m for m in persons if m.quote == persons[0].quote])


def each_once(persons: Sequence[Mention]) -> list[Mention]:
    """The persons, each where first named."""
    return [m for n, m in enumerate(persons) if not any(_one_person(m, other) for other in persons[:n])]


def _one_person(a: Mention, b: Mention) -> bool:
    """Equal first names, or one name within the other: relatives share the family's name only."""
    one, other = _name(a), _name(b)
    if not one or not other:
        return a.words == b.words
    return one[0] == other[0] or set(one) <= set(other) or set(other) <= set(one)


def _name(mention: Mention) -> list[str]:
    words = (word.strip(".,()‘’'\"") for word in mention.words.split())
    return [word for word in words if word[:1].isupper() and word not in _PARTICLES]
