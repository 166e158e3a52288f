"""Facets: what comparison needs to know of a claim, worked out once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casualties.amount import ABOUT_TOLERANCE, Amount, Bound
from casualties.claim import Claim
from casualties.scope import Outcome, Unit, VictimGroup, Victims

WHOLE = frozenset(
    {"all", "everyone", "people", "person", "persons", "human", "humans", "victim", "victims", "body", "bodies", "dead"}
    | {
        "deaths",
        "fatalities",
        "casualties",
        "individual",
        "individuals",
        "killed",
        "total",
        "overall",
        "lives",
        "others",
    }
)
"""Victim words that name nobody in particular; "people" is unknown, not everybody."""

_GROUPS = {
    VictimGroup.CIVILIANS: "civilian civilians noncombatant noncombatants resident residents villager villagers",
    VictimGroup.CHILDREN: "child children minor minors boy boys girl girls infant infants baby babies toddlers",
    VictimGroup.WOMEN: "woman women",
    VictimGroup.SECURITY_FORCES: (
        "soldier soldiers troop troops serviceman servicemen police policeman policemen officer officers army "
        "gendarmes guards marines paratroopers"
    ),
    VictimGroup.ARMED_GROUP: (
        "militant militants rebel rebels fighter fighters gunman gunmen insurgent insurgents guerrilla guerrillas "
        "terrorist terrorists jihadists extremists militiamen combatants"
    ),
    VictimGroup.ATTACKERS: "attacker attackers bomber bombers assailant assailants perpetrators",
    VictimGroup.PROTESTERS: "protester protesters protestor protestors demonstrator demonstrators",
    VictimGroup.AID_WORKERS: "aid humanitarian volunteers",
    VictimGroup.JOURNALISTS: "journalist journalists reporter reporters cameraman photographers",
}
_GROUP_OF = {word: group for group, words in _GROUPS.items() for word in words.split()}
NAMES_GROUP = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "its",
        "their",
        "some",
        "many",
        "army",
        "armed",
        "forces",
        "force",
        "military",
        "government",
    }
    | {
        "soldier",
        "soldiers",
        "troop",
        "troops",
        "serviceman",
        "servicemen",
        "security",
        "officer",
        "officers",
        "member",
    }
    | {
        "members",
        "personnel",
        "civilian",
        "civilians",
        "citizen",
        "citizens",
        "people",
        "person",
        "persons",
        "resident",
    }
    | {"residents", "child", "children", "minor", "minors", "woman", "women", "fighter", "fighters", "militant"}
    | {"militants", "rebel", "rebels", "guerrilla", "guerrillas", "gunman", "gunmen", "others", "other", "victims"}
    | {"protester", "protesters", "demonstrator", "demonstrators", "journalist", "journalists", "young", "innocent"}
)
"""Words that say no more than the group does: "government troops" and "the army" are one."""

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"\s*\([^()]{0,80}\)")
_ARTICLE = re.compile(r"^(?:the|a|an|some|several|other)\s+")
_ROUND_FROM = 100
"""An exact figure ending in two zeros may have been rounded; below a hundred people count."""


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """One claim seen for comparison; ``low`` to ``high`` is what the words allow, `wide` what rounding allows."""

    index: int
    claim: Claim
    low: int
    high: float
    wide_low: int
    wide_high: float
    stated: int | None
    source: str | None
    relay: str | None
    group: VictimGroup
    words: frozenset[str]
    place: tuple[str, ...]
    place_words: tuple[str, ...]
    start: int | None
    end: int | None
    as_of: int | None
    beside: str

    @property
    def claim_id(self) -> str:
        return self.claim.claim_id

    @property
    def outcome(self) -> Outcome:
        return self.claim.scope.outcome

    @property
    def unit(self) -> Unit:
        return self.claim.scope.unit

    @property
    def typed(self) -> bool:
        """Typed by a person into a table, not read from a text."""
        return self.claim.span is None

    @property
    def has_period(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def silent(self) -> bool:
        """No number at all: neither end is known and none is stated."""
        return self.stated is None and self.low == 0 and math.isinf(self.high)

    def meets(self, other: Facets) -> bool:
        """Some count satisfies both as worded."""
        return max(self.low, other.low) <= min(self.high, other.high)

    def nearly_meets(self, other: Facets) -> bool:
        """Some count satisfies both once each figure may have been rounded."""
        return max(self.wide_low, other.wide_low) <= min(self.wide_high, other.wide_high)

    def gap(self, other: Facets) -> int:
        """Persons between the two intervals, 0 where they meet."""
        top = min(self.high, other.high)
        return 0 if math.isinf(top) else max(0, max(self.low, other.low) - int(top))


class Reading(StrEnum):
    """What an exact number says: that many and no more (``literal``), or that many and perhaps more (``documented``).

    ``tally``: a source's number is exact for that source, and a floor beside another source's.
    """

    LITERAL = "literal"
    DOCUMENTED = "documented"
    TALLY = "tally"


def facets_of(claim: Claim, index: int, reading: Reading = Reading.LITERAL) -> Facets:
    """What comparison needs to know of `claim`, which stands at `index` among the claims."""
    low, high, wide_low, wide_high = _ends(claim.amount)
    if reading is Reading.DOCUMENTED and claim.amount.bound is Bound.EXACT:
        high = wide_high = math.inf
    group, words = read_victims(claim.scope.victims)
    place = claim.scope.place
    period = claim.scope.period
    beside = " ".join(w for w in (claim.quote, claim.figure, claim.how, claim.source.words) if w)
    return Facets(
        index,
        claim,
        low,
        high,
        wide_low,
        wide_high,
        stated_number(claim.amount),
        source_name(claim.source.source_id, claim.source.words),
        source_name(None, claim.source.relayed_by),
        group,
        words,
        place.candidates,
        place_parts(place.words),
        period.start.toordinal() if period.start else None,
        period.end.toordinal() if period.end else None,
        claim.as_of.toordinal() if claim.as_of else None,
        beside.casefold(),
    )


def stated_number(amount: Amount) -> int | None:
    """The number to reckon with: the stated one, but the open interval's own end for "more than" and "fewer than"."""
    if amount.bound is Bound.MORE_THAN:
        return amount.low
    if amount.bound is Bound.LESS_THAN:
        return amount.high
    if amount.value is not None:
        return amount.value
    return amount.low if amount.low is not None else amount.high


def source_name(source_id: str | None, words: str | None) -> str | None:
    """One name per body: the id, else the words in lower case without brackets and article ("IDF (via a paper)")."""
    if source_id:
        return source_id
    if not words or not words.strip():
        return None
    bare = _PARENTHESIS.sub("", words.casefold()).strip(" ,.;") or words.casefold()
    return _ARTICLE.sub("", bare) or None


def read_victims(victims: Victims) -> tuple[VictimGroup, frozenset[str]]:
    """The group, read from the words where the column leaves it open, and the words that tell who."""
    words = frozenset(_WORD.findall((victims.words or "").casefold()))
    if victims.group is not VictimGroup.UNSPECIFIED:
        return victims.group, words
    named = {_GROUP_OF[word] for word in words if word in _GROUP_OF}
    if words & WHOLE:
        return (VictimGroup.MIXED if named else VictimGroup.UNSPECIFIED), frozenset()
    if len(named) == 1:
        return named.pop(), words
    return (VictimGroup.MIXED if named else VictimGroup.OTHER if words else VictimGroup.UNSPECIFIED), words


def place_parts(words: str | None) -> tuple[str, ...]:
    """A typed place from the smallest part to the largest: "Taldou, Houla, Homs" in three."""
    parts = (" ".join(_WORD.findall(part)) for part in (words or "").casefold().split(","))
    return tuple(_ARTICLE.sub("", part) for part in parts if part)


def _ends(amount: Amount) -> tuple[int, float, int, float]:
    low = amount.low or 0
    high = math.inf if amount.high is None else amount.high
    slack = _rounding(amount)
    return low, high, max(0, low - slack), high + slack


def _rounding(amount: Amount) -> int:
    """How far the stated number may be rounded: a tenth, or half its last place where that is less."""
    number = amount.value
    if number is None or amount.bound is Bound.VAGUE:
        return 0
    if amount.bound is Bound.ABOUT:
        return math.ceil(number * ABOUT_TOLERANCE) if amount.low == amount.high else 0
    if amount.bound is Bound.EXACT and number >= _ROUND_FROM and number % 100 == 0:
        place: int = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
        return min(place // 2, math.floor(number * ABOUT_TOLERANCE))
    return 0


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once; reports in the order given, the claims of each in the order of its text."""
    once = list(dict.fromkeys(claims))
    reports: dict[str | None, int] = {}
    for claim in once:
        reports.setdefault(claim.report_id, len(reports))
    return sorted(once, key=lambda c: (reports[c.report_id], c.span.start if c.span else 0))
