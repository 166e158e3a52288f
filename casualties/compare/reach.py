"""Reach: how far a figure goes by its own words: all the victims or some of them, one spot or a whole country."""

from __future__ import annotations

import re

from casualties.compare import cues
from casualties.compare.facets import Facets
from casualties.scope import VictimGroup

_CITY = 2
"""Steps from the country down to a town: country/province/town."""
_BROAD = frozenset({"province", "governorate", "region", "district", "country", "state", "areas", "department"})
_STRETCHES = frozenset(
    {"parts", "towns", "villages", "cities", "islands", "coast", "border", "countryside", "north", "south"}
    | {"east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "center", "capital", *_BROAD}
)
"""What of a province or country is no one spot."""
_SPOT = re.compile(r"(?:\w+ ){0,2}(\w+) (?:in|near|at|outside) \w")
_RECEIVED = re.compile(r"\b(?:received|buried) $")
_AT_ONCE = re.compile(
    r" (?:[\w-]+ ){0,4}?(?:died|killed|dead|perished|succumbed) "
    r"(?:on the spot|at the (?:scene|site)|instantly|immediately|on impact|outright|at once)\b"
)
_OF_THOSE = re.compile(
    r"(?:\b(?:of|among|amongst|including) (?:the|those|these|them,?)|\b(?:his|her|their|my|our|whose)) $"
)
_OUT_OF_REACH = 60
_REACH = 20
"""Characters before a figure in which "of the" still speaks of it."""
_SOME_OF = re.compile(
    r" (?:\w+ )?(?:of|among) (?:the|those|these|its|their) (?:\w+ ){0,2}?"
    r"(?:dead|killed|deaths|victims|fatalities|wounded|injured|hurt|casualties|bodies)\b"
)
_OUT_OF = re.compile(
    r"(?:^|[.;:•-] )(?:out )?(?:of|among|amongst) (?:the|those|these|all) (?:\w+ ){0,2}?"
    r"(?:dead|killed|deaths|victims|fatalities|wounded|injured|hurt|casualties|missing|displaced|detained|captives),? "
    r"(?:only |just |some |about |another )?$"
)
"""Before a figure: "Of the displaced, 11,200 have reached the town"."""
_DEALT_WITH = re.compile(
    r" (?:(?:dead )?bodies|corpses|victims|of them|dead)?,? ?"
    r"(?:(?:were|was|had been|have been|has been|being) )?(?:already |so far |now )?"
    r"(?:identified|(?:(?:claimed|collected) by|(?:(?:returned|handed(?: over)?|given|released) )?to) (?:the |their )?"
    r"(?:relatives|families|next of kin))\b"
)
"""What is done with some of the bodies."""
_WHO_ARE = re.compile(
    r" (?:[\w-]+ ){0,2}?(?:whose|(?:that|which|who) (?:still |now )?(?:have|has|had|are|is|remain|lack|could|cannot)"
    r"(?! (?:all |now |already )?(?:been )?(?:killed|died|dead|wounded|injured|hurt|counted|reported|confirmed)\b))\b"
)
"""What tells those out of the victims that are meant by "the ten": "the ten bodies that have no name"."""


def counts_its_own(f: Facets) -> bool:
    """Whether a hospital or clinic speaks, or the words tell of some only: "he had received", "died on the spot"."""
    if _AT_ONCE.match(cues.words_after(f) or ""):
        return True
    if "hospital" in (f.source or "") or "clinic" in (f.source or ""):
        return True
    return _RECEIVED.search(cues.words_before(f, _REACH) or "") is not None


def adds(f: Facets) -> bool:
    """ "eight others", "another 12": the figure comes on top of one before it."""
    before = (cues.words_before(f, _REACH) or "").split()[-1:]
    words = [*before, *f"{f.claim.figure or ''} {f.claim.scope.victims.words or ''}".casefold().split()]
    return bool(set(words) & {"other", "others", "another", "more", "further", "additional"}) and "than" not in words


_ALL_THE = re.compile(r"(?:^|[.;,] )(?:of|among) (?:all )?the $")
_HARMED = re.compile(
    r" (?:\w+ )?(?:dead|killed|deaths|victims|fatalities|wounded|injured|hurt|missing|bodies|detained)\b"
    r"(?! (?:brought|taken|admitted|received|treated|transferred|who|whose|still|in|at|on|from|by|with)\b)"
)


_THERE = re.compile(r" (?:(?:else|other) )?(?:at|in|on|aboard|inside|outside|near|among) ")
_BOUND_TO = re.compile(r"[^.;,]{0,60}?\bby (?:our|his|her|its|their|the|my|any)\b")
_DID_TO = re.compile(r"\b(?:killed|hurt|harmed|wounded|injured|shot|hit|detained|arrested|kill|hurt|harm) $")


def denies_the_deed(f: Facets) -> bool:
    """ "No one was killed by our officers", "we killed nobody": who did it is denied, and not that anyone died."""
    return bool(_BOUND_TO.match(cues.words_after(f) or "") or _DID_TO.search(cues.words_before(f, _REACH) or ""))


def singles_out(f: Facets) -> bool:
    """ "of the 11 in hospital", "their three children": some of those counted before, or somebody's relatives.

    "Of the 45 killed, 16 were children" tells all of them once more.
    """
    if _ALL_THE.search(cues.words_before(f, _REACH) or "") and _HARMED.match(cues.words_after(f) or ""):
        return False
    return _OF_THOSE.search(cues.words_before(f, _REACH) or "") is not None


def is_narrower(f: Facets) -> bool:
    """The count of some hospitals, of those who are still in them, or "ten of the dead"."""
    if cues.says(f, cues.NARROWER) or cues.says(f, cues.STILL):
        return True
    return f.group is VictimGroup.UNSPECIFIED and not f.words and takes_some(f)


def takes_some(f: Facets) -> bool:
    """ "ten of the dead", "of the displaced, ten", "30 bodies were handed over", "the ten that have no name"."""
    if _OUT_OF.search(cues.words_before(f, _OUT_OF_REACH) or ""):
        return True
    if f.high == 0 and _THERE.match(cues.words_after(f) or ""):
        return True  # "no one at the site itself was harmed"
    after = cues.words_after(f) or ""
    if any(words.match(after) for words in (_SOME_OF, _DEALT_WITH)):
        return True
    return _WHO_ARE.match(after) is not None and (cues.words_before(f, _REACH) or "").endswith("the ")


def sums_up(f: Facets) -> bool:
    """Several incidents, or all of a time: by its words, or because it runs on and no word calls it a toll."""
    return cues.in_sentence(f, cues.SUMMED) or (f.claim.cumulative is True and not cues.in_sentence(f, cues.TOLL))


def is_country(f: Facets) -> bool:
    """Nothing smaller than a country is named."""
    return any("/" not in path for path in f.place)


def is_broad(f: Facets) -> bool:
    """A province or a country, where one day may see several incidents; not a spot in it: "a mosque in the north"."""
    spot = _SPOT.match(f.place_words[0]) if f.place_words else None
    if spot is not None and spot.group(1) not in _STRETCHES:
        return False
    if f.place:
        return all(path.count("/") < _CITY for path in f.place)
    return bool(f.place_words) and not _BROAD.isdisjoint(f.place_words[0].split())
