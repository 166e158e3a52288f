"""Simplex: how small and how large sums of unknown counts can be while other sums keep within their ends.

Exact arithmetic, so that a bound is a bound: whole numbers wherever they come out even, fractions elsewhere.  The
variable and the limit of lowest number are taken first (Bland), which always comes to an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | Fraction
_Terms = dict[int, Number]


class End(IntEnum):
    """Which end of a variable a limit is."""

    LOW = -1
    HIGH = 1


Because: TypeAlias = dict[tuple[int, End], Number]
"""The ends that a limit rests on, each with how often it is counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """The least or largest value of a variable (None where there is none), and the ends that it rests on."""

    value: Number | None
    because: Because


class Program:
    """Unknown counts and sums of them, each within its ends.  Local to whoever builds it."""

    def __init__(self) -> None:
        self._low: list[Number | None] = []
        self._high: list[Number | None] = []
        self._value: list[Number] = []
        self._rows: dict[int, _Terms] = {}

    def count(self, low: Number | None = 0, high: Number | None = None) -> int:
        """A new unknown count."""
        start = low if low is not None else high if high is not None else 0
        return self._add(low, high, start)

    def total(self, terms: Mapping[int, Number], low: Number | None = None, high: Number | None = None) -> int:
        """A new sum of counts and sums, each as often as `terms` says."""
        row: _Terms = {}
        for name, times in terms.items():
            _add_to(row, self._rows.get(name, {name: 1}), times)
        new = self._add(low, high, _even(sum(times * self._value[name] for name, times in row.items())))
        self._rows[new] = row
        return new

    def _add(self, low: Number | None, high: Number | None, value: Number) -> int:
        self._low.append(low)
        self._high.append(high)
        self._value.append(value)
        return len(self._value) - 1

    # ------------------------------------------------------------------ can all ends be kept?
    def settle(self) -> Because | None:
        """Values that keep all ends; None if there are any, else the ends that exclude each other.

        Counted as often as is said, the low ends among them make more than the high ends.
        """
        while True:
            broken = next(self._broken(), None)
            if broken is None:
                return None
            name, end = broken
            row = self._rows[name]
            moving = next((other for other in sorted(row) if self._may_move(other, -end * _sign(row[other]))), None)
            if moving is None:
                at = {(other, End(-end * _sign(times))): _size(times) for other, times in row.items()}
                return {(name, end): 1, **at}
            wanted = self._low[name] if end is End.LOW else self._high[name]
            assert wanted is not None
            self._move(moving, _over(wanted - self._value[name], row[moving]))
            self._swap(name, moving)

    def _broken(self) -> Iterator[tuple[int, End]]:
        for name in sorted(self._rows):
            low, high, value = self._low[name], self._high[name], self._value[name]
            if low is not None and value < low:
                yield name, End.LOW
            elif high is not None and value > high:
                yield name, End.HIGH

    def _may_move(self, name: int, direction: int) -> bool:
        end = self._high[name] if direction > 0 else self._low[name]
        return end is None or (self._value[name] < end if direction > 0 else self._value[name] > end)

    # ------------------------------------------------------------------ how far can a value go?
    def limit(self, name: int, end: End) -> Limit:
        """The largest (or least) value of a variable; to be asked only once all ends can be kept."""
        while True:
            aim = self._rows.get(name, {name: 1})
            moving = next((other for other in sorted(aim) if self._may_move(other, end * _sign(aim[other]))), None)
            if moving is None:
                because = {(other, End(end * _sign(times))): _size(times) for other, times in aim.items()}
                return Limit(self._value[name], because)
            direction = end * _sign(aim[moving])
            step, blocker = self._room(moving, direction)
            if step is None:
                return Limit(None, {})
            self._move(moving, direction * step)
            if blocker != moving:
                self._swap(blocker, moving)

    def _room(self, moving: int, direction: int) -> tuple[Number | None, int]:
        """How far a count may move before it, or a sum of it, meets its end; and which one does."""
        best: Number | None = None
        blocker = moving
        for name in (moving, *sorted(self._rows)):
            times = 1 if name == moving else self._rows[name].get(moving, 0)
            if not times:
                continue
            end = self._high[name] if times * direction > 0 else self._low[name]
            if end is not None:
                room = _over(_size(end - self._value[name]), _size(times))
                if best is None or room < best or (room == best and name < blocker):
                    best, blocker = room, name
        return best, blocker

    # ------------------------------------------------------------------ moving and swapping
    def _move(self, moving: int, by: Number) -> None:
        self._value[moving] = _even(self._value[moving] + by)
        for name, row in self._rows.items():
            times = row.get(moving)
            if times:
                self._value[name] = _even(self._value[name] + times * by)

    def _swap(self, leaving: int, entering: int) -> None:
        """The sum `leaving` becomes a count, and the count `entering` a sum."""
        row = self._rows.pop(leaving)
        times = row.pop(entering)
        own: _Terms = {name: _over(-n, times) for name, n in row.items()}
        own[leaving] = _over(1, times)
        for other in self._rows.values():
            held = other.pop(entering, None)
            if held:
                _add_to(other, own, held)
        self._rows[entering] = own


def _add_to(row: _Terms, other: Mapping[int, Number], times: Number) -> None:
    for name, n in other.items():
        new = _even(row.get(name, 0) + times * n)
        if new:
            row[name] = new
        else:
            row.pop(name, None)


def _sign(n: Number) -> int:
    return 1 if n > 0 else -1


def _size(n: Number) -> Number:
    return n if n > 0 else -n


def _even(n: Number) -> Number:
    return n.numerator if n.denominator == 1 else n


def _over(a: Number, b: Number) -> Number:
    return _even(Fraction(a) / b) if b not in (1, -1) else a * int(b)
