"""Vague words: what "dozens", "several" and "a handful" commit to, as named tables.

The words are in lexicon/en/numbers.toml and are found by quantities.py: plurals of scales and groups ("dozens", "tens
of millions"), small quantity words ("several", "a large number of") and their products ("several dozen").
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from casualties.errors import AmountError


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueTable:
    """The least count that each vague word commits to, in persons; None commits to nothing.

    A product multiplies: "several dozen" is ``several`` x 12, "tens of thousands" ``tens`` x 1,000.  ``plural`` is the
    least number of times that a scale without a row of its own is meant ("millions", "billions").
    """

    name: str
    tens: int = 20
    dozens: int = 24
    scores: int = 40
    hundreds: int = 200
    thousands: int = 2000
    plural: int = 2
    couple: int = 2
    few: int = 3
    several: int = 3
    handful: int = 3
    many: int = 3
    number: int = 3
    some: int = 1
    unknown: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            least = getattr(self, field.name)
            if isinstance(least, int) and least < 0:
                raise AmountError(f"vague table {self.name!r}: {field.name} is {least}. Give a count of 0 or more.")

    def low(self, entry: str) -> int | None:
        """The row called `entry`; raises `AmountError` for a name that is no row."""
        least = getattr(self, entry, "")
        if isinstance(least, str) or entry == "name":
            raise AmountError(f"vague table {self.name!r} has no row {entry!r}. Use a field of VagueTable.")
        return int(least) if least is not None else None

    def many_of(self, scale: int) -> int:
        """A bare plural: "dozens" for 12, "hundreds" for 100, "millions" for 1,000,000."""
        named = {10: self.tens, 12: self.dozens, 20: self.scores, 100: self.hundreds, 1000: self.thousands}
        return named.get(scale, self.plural * scale)


DEFAULT_VAGUE = VagueTable(name="default")
"""A plural is at least two ("dozens" is at least 24), a small quantity word at least three."""

ACLED_VAGUE = VagueTable(name="acled", tens=10, dozens=12, scores=20, hundreds=100, thousands=1000, plural=1)
"""Plurals as ACLED codes them: tens 10, dozens 12, hundreds 100; the other rows follow the same rule of one."""
