"""Who: the words for victims, places and sources, as a person types them and as a text has them."""

from __future__ import annotations

import re

from casualties.scope import VictimGroup, Victims

_WHOLE = (
    "all bodies body casualties dead deaths everyone fatalities human humans individual individuals "
    "killed lives others overall people person persons total victim victims"
)
WHOLE = frozenset(_WHOLE.split())
"""Victim words that name nobody in particular; "people" is unknown, not everybody."""

_GROUPS = {
    VictimGroup.CIVILIANS: (
        "civilian civilians noncombatant noncombatants resident residents villager villagers passenger passengers "
        "commuter commuters shopper shoppers motorist motorists pedestrian pedestrians patient patients"
    ),
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

_NAMES_GROUP = (
    "a an armed army child children citizen citizens civilian civilians demonstrator demonstrators "
    "fighter fighters force forces government guerrilla guerrillas gunman gunmen innocent its journalist "
    "journalists many member members militant militants military minor minors of officer officers other "
    "others people person personnel persons protester protesters rebel rebels resident residents security "
    "serviceman servicemen soldier soldiers some the their troop troops victims woman women young"
)
NAMES_GROUP = frozenset(_NAMES_GROUP.split())
"""Words that say no more than the group does: "government troops" and "the army" are one."""

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"\s*\([^()]{0,80}\)")
_ARTICLE = re.compile(r"^(?:the|a|an|some|several|other)\s+")


def source_name(source_id: str | None, words: str | None) -> str | None:
    """One name per body: the id, else the words in lower case without brackets and article ("IDF (via a paper)")."""
    if source_id:
        return source_id
    if not words or not words.strip():
        return None
    bare = _PARENTHESIS.sub("", words.casefold()).strip(" ,.;") or words.casefold()
    return _ARTICLE.sub("", bare) or None


def names_a_group(word: str) -> bool:
    """Whether the word is the plain name of a group: "soldiers", "children"."""
    return word in _GROUP_OF


_OF_SOME_BODY = frozenset({"member", "members"})
"""Words that leave open of what: "seven members of the Muhanna family"."""


def read_victims(victims: Victims) -> tuple[VictimGroup, frozenset[str]]:
    """The group, read from the words where the column leaves it open, and the words that tell who."""
    words = frozenset(_WORD.findall((victims.words or "").casefold()))
    if victims.group is not VictimGroup.UNSPECIFIED:
        return victims.group, words
    named = {_GROUP_OF[word] for word in words if word in _GROUP_OF}
    if words & WHOLE or words <= _OF_SOME_BODY:
        return (VictimGroup.MIXED if named else VictimGroup.UNSPECIFIED), frozenset()
    if len(named) == 1:
        return named.pop(), words
    return (VictimGroup.MIXED if named else VictimGroup.OTHER if words else VictimGroup.UNSPECIFIED), words


def place_parts(words: str | None) -> tuple[str, ...]:
    """A typed place from the smallest part to the largest: "Taldou, Houla, Homs" in three."""
    parts = (" ".join(_WORD.findall(part)) for part in (words or "").casefold().split(","))
    return tuple(_ARTICLE.sub("", part) for part in parts if part)
