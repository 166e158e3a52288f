"""Place grammar: the patterns that place phrases are read by, built from the words of places.toml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from casualties.extract.calendar_words import TimeCue, one_of, word_list
from casualties.extract.gazetteer import country_keys, country_names
from casualties.extract.geonames import key_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_words import PlaceCue, place_list, place_nouns
from casualties.extract.trie import trie


@functools.lru_cache(maxsize=4096)
def is_people(name: str, lexicon: Lexicon) -> bool:
    """An adjective of a country ("an Israeli strike"), which names no place by itself."""
    names, keys = country_names(lexicon), country_keys(lexicon)
    return all(part in names and key_of(part) not in keys for part in name.split("-"))


_ARTICLE = r"(?:[Aa]l|[Ee]l|[Uu]l|es|ed|esh|de|del|do|da|dos|la|las|los|bin|du|des)[\s-]"
_ASSIMILATED = "(?:[Aa]s|[Aa]r|[Aa]z|[Aa]d|[Aa]t|[Aa]sh|[Aa]n|[Ee]r|[Ee]t|[Ee]n|[Ee]z|e|i|au)-"
_PARTICLE = rf"(?:(?:{_ARTICLE}|{_ASSIMILATED}){{0,2}})"
_OPENERS = (
    r"(?!(?:The|An?|In|On|At|By|Of|For|From|And|But|After|Before|When|While|As|Some|Many|Most|Several|More|This|That|These|"
    r"Those|It|He|She|They|Two|Three|Four|Five|Nearly|About)\s)"
)
"""Words that a sentence opens with; their capital makes no name."""
_NAMEWORD = rf"(?:{_OPENERS}{_PARTICLE}\p{{Lu}}(?:[\p{{L}}\p{{M}}\p{{N}}‘-]|['’](?!s\b|S\b|\s)|\.(?=\p{{L}}|,\s))*+)"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b"
_WORDS = rf"(?:{_NAMEWORD}(?:\s+(?:{_NAMEWORD}|{_ORDINAL})){{0,4}})"
SMALL_WORDS = (
    r"(?:who|which|that|and|or|but|when|where|while|as|after|before|since|for|to|from|by|with|was|were|is|are|be|been|"
    r"has|have|had|said|says|on|in|at|of|near|off|over|under|into|between|because|if|than|then|it|he|she|they|we|his|not|"
    r"now|also|still|during|amid|despite|following|against|about|around|across|along|outside|inside)"
)
"""Small words at which a noun phrase ends."""
_MEASURE = (
    r"(?:(?:about|some|around|nearly|roughly)\s+)?(?:[\d.,]+|\w+)\s*-?"
    r"(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:re|er)s?|mi)\b(?:\s+\([^)]{1,20}\))?(?:\s+to\s+the)?\s+"
)
_DIRECTION = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west|outside|away|off|inland)"
_COMPASS = rf"(?:(?i:(?:{_MEASURE})?(?:to\s+the\s+)?{_DIRECTION}\s+(?:of|from)\s+|{_MEASURE}from\s+))"
_OPENING = (PlaceCue.PREPOSITION, PlaceCue.STRIKE, PlaceCue.STRIKE_NOUN)
"""The lists whose words a place phrase may follow."""
_JOINING = r"(?:in|near|on|of|outside|around|along|at|inside|close\s+to|next\s+to|between)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns: what opens a phrase, a noun phrase, what joins the next and the ends of a road; a name before a word
    for an event; "from", which people were taken or fled from; a place whose office it is.

    ``heads``, ``events`` and ``offices`` find, in small letters, the first words without which no match begins or ends;
    the ``directions`` are those before which a measure may stand.
    """

    opening: regex.Pattern[str]
    np: regex.Pattern[str]
    joint: regex.Pattern[str]
    leading: regex.Pattern[str]
    to: regex.Pattern[str]
    event: regex.Pattern[str]
    origin: re.Pattern[str]
    office: regex.Pattern[str]
    heads: re.Pattern[str]
    directions: frozenset[str]
    events: re.Pattern[str]
    offices: re.Pattern[str]


_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "outside", "away", "off", "inland"}
    | {"northeast", "northwest", "southeast", "southwest", "km", "kms", "mile", "miles", "kilometre", "kilometres"}
    | {"kilometer", "kilometers"}
)


def _first_words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the first word of any of the phrases."""
    first = {regex.findall(r"\w+", w)[0].lower() for w in words}
    return re.compile(rf"(?<!\w){trie(first)}(?!\w)")


@functools.cache
def place_grammar(lexicon: Lexicon) -> Grammar:
    """The patterns of a language; built once."""
    nouns = one_of(place_nouns(lexicon))
    names = country_names(lexicon)
    people = one_of(n for n in names if key_of(n) not in country_keys(lexicon))
    joined = one_of(n for n in names if " of " in n or " and " in n)
    name = rf"(?:{joined}\b|{_WORDS})"
    stop = rf"(?i:{SMALL_WORDS}|{one_of(place_list(lexicon, PlaceCue.ENDS))})"
    small = rf"(?!{_PARTICLE}\p{{Lu}})\p{{Ll}}[\p{{L}}\p{{M}}'’-]*+"  # "al-Garsen" is a name
    modifier = rf"(?:(?!{stop}\b)(?!{nouns}\s+of\b)(?:{small}|{people}(?=\s+\p{{Ll}}))\s+)"
    opening = [word for cue in _OPENING for word in place_list(lexicon, cue)]
    head = one_of(opening)
    speaks = one_of(word_list(lexicon, TimeCue.SPEECH))
    np = rf"""(?:(?i:at\s+least|more\s+than)\s+)?+
        (?P<det>(?i:the|a|an|this|that|their|his|her|its|one\s+of\s+the|several|two|three|both|various)\s+)?
        (?:{modifier}{{0,4}})
        (?:(?P<owner>{name})['’](?:s\s+|\s+){modifier}{{0,3}}(?=\p{{Lu}}|{nouns}\s+of\s))?
        (?: (?P<kind>(?i:{nouns}))\s+(?:of|(?<=(?:border|frontier)\s)with)\s+(?:the\s+)?{modifier}{{0,2}}(?P<of>{name})
          | (?P<name>{name})(?:['’]s?)?(?:\s+{modifier}{{0,4}}(?P<noun>(?i:{nouns}))\b(?![\w-]))?
          | (?P<plain>(?i:{nouns}))\b(?![\w-]) )"""
    settled = one_of(n for n, noun in place_nouns(lexicon).items() if noun.name_of is not None)
    aside = rf"(?<=,\s+)an?\s+{modifier}{{0,4}}{settled}\s+(?P<in>{_JOINING})\s+{_COMPASS}?"
    comma = rf"(?P<comma>,)\s+(?=(?>{name})(?!\s+(?i:{speaks})))"
    events = one_of(place_list(lexicon, PlaceCue.EVENT))
    offices = one_of(place_list(lexicon, PlaceCue.OFFICE))
    return Grammar(
        regex.compile(rf"\b(?:(?P<head>(?i:{head}))\s+{_COMPASS}?|{_COMPASS})"),
        regex.compile(np, regex.VERBOSE),
        regex.compile(rf"\s*,?\s*(?:(?P<in>(?i:{_JOINING}))\s+{_COMPASS}?|{_COMPASS}|{aside}|{comma})"),
        regex.compile(r"\s+(?P<in>from|linking|connecting)\s+(?P<comma>(?!))?"),
        regex.compile(r"\s+(?P<in>to|and|with)\s+(?P<comma>(?!))?"),
        regex.compile(rf"(?P<name>{name})(?:['’]s?)?\s+{modifier}{{0,2}}(?i:{events})\b"),
        re.compile(rf"\b{one_of(place_list(lexicon, PlaceCue.ORIGIN))}\s+"),
        regex.compile(
            rf"\b(?i:{offices})\s+(?:of|in)\s+(?:the\s+)?(?:\p{{Ll}}+\s+){{0,3}}?(?P<of>{name})"
            rf"|(?P<name>{name})(?:['’]s)?\s+(?:\p{{Ll}}+\s+){{0,2}}?(?i:{offices})\b"
        ),
        _first_words(opening),
        _DIRECTIONS,
        _first_words(place_list(lexicon, PlaceCue.EVENT)),
        _first_words(place_list(lexicon, PlaceCue.OFFICE)),
    )
