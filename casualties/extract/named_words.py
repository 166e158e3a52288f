"""Named words: the names and nouns of sources.toml that stand in a speaker's words.

Names are found across hyphens, blanks, accents and case; long ones also with one slip of the pen.  A plain noun takes
the kind of the field beside it: "the emergency operations centre", "officials of the Ministry of Emergency Situations".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from casualties.claim import SourceKind
from casualties.extract.source_words import (
    ARTICLES,
    HALF,
    OPENING,
    TYPO_LENGTH,
    Entity,
    Head,
    Index,
    one_slip_apart,
    word_key,
)

_PART = regex.compile(r"(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}\u00ad]++(?:[-’'.&](?=\p{L})[\p{L}\p{M}\p{N}]++)*+['’]?")
POSSESSIVE = regex.compile(r"(?:['’]s|(?<=s)['’])$", regex.IGNORECASE)
_LONGEST = 12
"""Words of the longest name in the lexicon, about; longer windows are never looked up."""


_FIELD_GAP = 3
"""Words between a field and its noun: "disaster risk reduction and management council"."""
_OWNING = frozenset({"of", "for"})
_APART = _OWNING | {"in", "at", "on", "by", "from", "with", "to", "who", "which", "or"}
"""Words that part a field from a noun behind it."""


class Phrase(NamedTuple):
    """A speaker's words as parts, and what is known of the report they stand in."""

    parts: tuple[str, ...]
    context: str
    named: frozenset[str]
    shout: bool  # all capitals: case tells nothing


class Match(NamedTuple):
    """A name or noun at some of the parts; `shared` if other bodies have the same alias."""

    start: int
    end: int
    of: Entity | Head
    possessive: bool = False
    shared: bool = False  # other bodies have the same alias

    @property
    def entity(self) -> Entity | None:
        return self.of if isinstance(self.of, Entity) else None

    @property
    def head(self) -> Head | None:
        return self.of if isinstance(self.of, Head) else None


def parts_of(words: str) -> tuple[str, ...]:
    """A speaker's words, initials and hyphened words whole."""
    return tuple(_PART.findall(words))


def matches_of(phrase: Phrase, index: Index) -> list[Match]:
    """Names and nouns from left to right, the longest at each place; none inside another."""
    found: list[Match] = []
    parts = phrase.parts
    keys = [word_key(p) for p in parts]
    bare = [p if p[-1] not in "s'’" and p[-1] != "S" else POSSESSIVE.sub("", p) for p in parts]
    ends = [k if b is p else word_key(b) for k, p, b in zip(keys, parts, bare, strict=True)]
    at, size = 0, len(parts)
    while at < size:
        match = None
        if keys[at][:OPENING] in index.openings and parts[at].casefold() not in ARTICLES:
            for end in range(min(at + _LONGEST, size), at, -1):
                letters = "".join(keys[at : end - 1]) + ends[end - 1]
                if letters in index.spelt or (end - at > 1 and _may_be_misspelt(letters, index)):
                    written = " ".join((*parts[at : end - 1], bare[end - 1]))
                    match = _match(phrase, (at, end), written, letters, index)
                    if match is not None:
                        found.append(match)
                        break
        at = match.end if match is not None else at + 1
    return _with_fields(found, parts) if any(m.head is not None and m.head.field for m in found) else found


def _with_fields(found: Sequence[Match], parts: Sequence[str]) -> list[Match]:
    """The matches with each field and its plain noun as one, and without the fields that have none."""
    joined: list[Match] = []
    for match in found:
        last = joined[-1] if joined else None
        if last is not None and last.head is not None and match.head is not None:
            field, noun = (last.head, match.head) if last.head.field else (match.head, last.head)
            behind = field is match.head
            between = {part.casefold() for part in parts[last.end : match.start]}
            near = match.start - last.end <= _FIELD_GAP and not last.possessive
            owned = between & _OWNING if behind else not between & _APART
            if field.field and noun.plain and near and owned:
                monitors = field.kind is SourceKind.MONITOR and noun.kind is SourceKind.GOVERNMENT
                state = monitors or (noun.state and field.kind is not SourceKind.HEALTH)
                made = Head(noun.kind if state else field.kind, (), person=noun.person)
                joined[-1] = Match(last.start, match.end, made, match.possessive)
                continue
            if field.field and match.head.field and last.head.field and match.start == last.end:
                continue  # "disaster relief": the first tells
        joined.append(match)
    return [m for m in joined if m.head is None or not m.head.field or m.head.weak]


def _match(phrase: Phrase, at: tuple[int, int], written: str, letters: str, index: Index) -> Match | None:
    """The name or noun that the parts at `at` are, as `written` without a possessive at the end."""
    if not letters:
        return None
    start, end = at
    possessive = not written.endswith(phrase.parts[end - 1])
    entities = index.names.get(letters, ())
    if not entities and not phrase.shout:
        entities = index.exact.get(written, ())
    if not entities:
        entities = tuple(e for e in index.anaphors.get(letters, ()) if e.id in phrase.named)
    if not entities and len(letters) >= TYPO_LENGTH and end - start > 1:
        entities = _misspelt(letters, index)
    if entities:
        return Match(start, end, _settle(entities, phrase.context), possessive, len(entities) > 1)
    head = index.heads.get(written.casefold()) or (None if phrase.shout else index.exact_heads.get(written))
    return Match(start, end, head, possessive) if head else None


def _settle(entities: Sequence[Entity], context: str) -> Entity:
    """Of bodies that share an alias, the one whose region the report names; else the first in the lexicon."""
    if len(entities) == 1:
        return entities[0]
    return next((e for e in entities if e.region and e.region in context), entities[0])


def _may_be_misspelt(letters: str, index: Index) -> bool:
    """Whether a long name begins or ends like the letters: one slip leaves one half of a name as it is."""
    return len(letters) >= TYPO_LENGTH and (letters[:HALF] in index.halves or letters[-HALF:] in index.halves)


def _misspelt(letters: str, index: Index) -> tuple[Entity, ...]:
    """A long name with one slip ("Xinhau News Agency", "the Syrian Obsevatory for Human Rights")."""
    alike = {*index.halves.get(letters[:HALF], ()), *index.halves.get(letters[-HALF:], ())}
    return next((index.names[name] for name in sorted(alike) if one_slip_apart(letters, name)), ())
