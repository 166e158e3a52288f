"""Outgrown: the early figures of a toll that rose in later days, told from lower counts that others give.

Every figure is looked up among those of later days, by day and number, so that the work grows with the reports and not
with their square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from casualties.claim import SourceKind
from casualties.compare.evidence import FAR, opposed
from casualties.compare.statements import Statement, is_detail, is_specific
from casualties.scope import VictimGroup

_RISEN = 1.25
"""A later day's figure of another source must be this many times the earlier one to be the same toll, grown."""

_Voice: TypeAlias = tuple[SourceKind, VictimGroup | None]
"""What sort of source speaks, and of whom if of some of the victims only."""
_Days: TypeAlias = dict[int, list[Statement]]


class Later:
    """Statements by the day on which they held, those of a day by their low end."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        numbered = [s for s in statements if s.lead.as_of is not None and not s.vague]
        self._all = _by_day(numbered)
        self._voices: defaultdict[_Voice, list[Statement]] = defaultdict(list)
        self._own: defaultdict[tuple[str, _Voice], list[Statement]] = defaultdict(list)
        for s in numbered:
            if not is_detail(s.lead):
                self._voices[_voice(s)].append(s)
                if s.lead.source is not None:
                    self._own[s.lead.source, _voice(s)].append(s)
        self._days_of = {voice: _by_day(several) for voice, several in self._voices.items()}
        self._days_of_own = {voice: _by_day(several) for voice, several in self._own.items()}

    def outgrowing(self, early: Statement) -> Statement | None:
        """What a toll rose to: a later day's figure of the same source, or one too high for a rival count of one day.

        None too where a later day's figure of another source is hardly higher: the early one is a lower count then.
        """
        if self._hardly_higher(early):
            return None
        return next(self._grown(early), None)

    def _grown(self, early: Statement) -> Iterator[Statement]:
        f, most = early.lead, FAR * max(early.high, 4)
        for voice, days in self._days_of.items():
            if (voice[1] is None or voice[1] is f.group) and not opposed(f.claim.source.kind, voice[0]):
                own = self._days_of_own.get((f.source, voice), {}) if f.source is not None else {}
                for known, above in ((own, float(early.high)), (days, early.high * _RISEN)):
                    found = (s for several in _after(f.as_of, known) for s in _between(several, above, most))
                    yield from (s for s in found if s.lead.claim.report_id != f.claim.report_id)

    def _hardly_higher(self, early: Statement) -> bool:
        source = early.lead.source
        if len(early.members) > 1:
            return False
        for several in _after(early.lead.as_of, self._all):
            start = bisect_left(several, early.high, key=lambda s: s.low)
            for at in range(start, len(several)):
                if several[at].low >= early.high * _RISEN:
                    break
                if source is None or several[at].lead.source != source:
                    return True
        return False


def _by_day(several: Sequence[Statement]) -> _Days:
    days: defaultdict[int, list[Statement]] = defaultdict(list)
    for s in sorted(several, key=lambda s: s.low):
        days[s.lead.as_of or 0].append(s)
    return dict(sorted(days.items()))


def _voice(s: Statement) -> _Voice:
    f = s.lead
    return f.claim.source.kind, (f.group if is_specific(f) else None)


def _after(day: int | None, days: Mapping[int, list[Statement]]) -> Iterator[list[Statement]]:
    return (several for at, several in days.items() if day is not None and at > day)


def _between(several: list[Statement], above: float, most: int) -> Iterator[Statement]:
    """Those above one number, up to another; `several` are in the order of their low ends."""
    for at in range(bisect_right(several, above, key=lambda s: s.low), len(several)):
        if several[at].low > most:
            return
        yield several[at]
