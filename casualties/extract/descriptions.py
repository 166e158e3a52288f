"""Descriptions: what a report says elsewhere of a name that the lexicon does not know.

"The activist group Green Tide" and "Green Tide, a volunteer group," tell of what kind "Green Tide" is, and "the Tolan
Medical Council (TMC)" of what kind "a TMC official" is.
"""

from __future__ import annotations

import regex

from casualties.claim import SourceKind
from casualties.extract.entities import Identity, Names
from casualties.report import Span

_TITLE_WORDS = regex.compile(r"(?:\p{L}[\p{L}'’-]*+ ){0,2}\p{Ll}[\p{L}'’-]*+$")
_APPOSED = regex.compile(r"(?: \([^()\n]{1,12}\))?, (?:an?|the|one of the|its) ((?:\p{L}[\p{L}'’-]*+ ?){1,7})")
"""What is said of a name behind it: "Green Tide, a volunteer group based in Arbil"."""
_CLAUSE = regex.compile(r",? (?:which|who|whose)\b")
_GLOSSED = regex.compile(r"\p{Lu}[\p{L}'’-]*+(?: (?:\p{Lu}[\p{L}'’-]*+|of|for|and|in|the|on|de)){1,9} ?\($")
"""A name before the bracket that holds its initials."""
_INITIALS = regex.compile(r"\b\p{Lu}[\p{Lu}\d-]{1,7}\b")
_SHORTEST, _MENTIONS = 5, 5
"""Letters of a name that may be described; mentions of it at which its title is looked for."""
_TITLE, _NAME = 40, 90
"""Characters before a name that may describe it, and before its initials that may be the name."""
_VAGUE = frozenset({SourceKind.OTHER, SourceKind.OFFICIAL_UNNAMED})


def name_alone(words: str) -> str:
    """A speaker's words without a clause about the speaker: "Green Tide, which counts differently"."""
    return _CLAUSE.split(words, maxsplit=1)[0]


def titled(text: str, speaker: Span, names: Names, reach: int) -> Identity | None:
    """The kind by which the report calls a name elsewhere, within ``reach`` characters."""
    name = name_alone(speaker.of(text))
    first, last = max(0, speaker.start - reach), speaker.start + reach
    at = text.find(name, first, last) if len(name) >= _SHORTEST else -1
    for _ in range(_MENTIONS):
        if at < 0:
            break
        if at != speaker.start:
            end = at + len(name)
            title = _TITLE_WORDS.search(text[max(0, at - _TITLE) : at].rstrip())
            behind = _APPOSED.match(text, end, end + _TITLE)
            for told in (title and title.group(), behind and behind[1]):
                found = names.identify(told) if told else None
                if found is not None and found.known:
                    return Identity(None, found.kind, found.person, known=True)
        at = text.find(name, at + len(name), last)
    return None


def glossed(text: str, speaker: Span, names: Names, own: Identity, reach: int) -> Identity | None:
    """The kind of the name whose initials stand in the speaker's words, if they say no more by themselves."""
    if own.id is not None or own.kind not in _VAGUE:
        return None
    for initials in _INITIALS.findall(speaker.of(text)):
        at = text.find(f"({initials})", max(0, speaker.start - reach), speaker.end + len(initials) + 3)
        full = _GLOSSED.search(text[max(0, at - _NAME) : at + 1]) if at > 0 else None
        found = names.identify(full.group().rstrip(" (")) if full else None
        if found is not None and found.known and found.kind is not SourceKind.OTHER:
            return Identity(found.id, found.kind, own.person, known=True)
    return None
