"""Decided: what a step read for one figure, with the words that explain it."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Decided(NamedTuple, Generic[T]):
    """A value and how it came about: the rule, the cue and its offsets ("pre-posed 'said' at 41")."""

    value: T
    how: str
