"""Linked: which things belong together, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Linked(Generic[T]):
    """Groups of linked things, each with one of them as its lead; what was never linked is a group of its own."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def lead(self, one: T) -> T:
        """The lead of its group; the way there is halved, so that later ones are short."""
        above = self._above
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def link(self, one: T, other: T) -> None:
        """The two groups are one, and the lead is that of the first."""
        self._above[self.lead(other)] = self.lead(one)
