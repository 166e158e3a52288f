"""Entities: which body a speaker's words name, and what kind of source that is.

Known bodies are found by name and alias across hyphens, blanks, accents and case ("the Syrian Obser-vatory for Human
Rights", "Medecins Sans Frontieres"); long names also with one slip of the pen.  Offices of a country are composed
("the Kenyan health ministry" is ``ke_health_ministry``).  Any other phrase gets its kind from its nouns ("medics").
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import regex

from casualties.claim import SourceKind
from casualties.extract.lexicon import Lexicon
from casualties.extract.named_words import POSSESSIVE, Match, Phrase, matches_of, parts_of
from casualties.extract.source_words import (
    ARTICLES,
    OPENING,
    TYPO_LENGTH,
    Index,
    index_of,
    key,
    word_key,
)


class Identity(NamedTuple):
    """What a speaker's words say of the speaker; ``known`` if any of them is in the lexicon."""

    id: str | None = None
    kind: SourceKind = SourceKind.OTHER
    person: bool = False
    known: bool = False


_PERSONAL_NAME = regex.compile(r"(?<=[\p{L},] )\p{Lu}\p{Ll}++ \p{Lu}[\p{L}'’-]++|^\p{Lu}\p{Ll}++ \p{Lu}[\p{L}'’-]++,")
"""An official with a name is of a government, as coders read it; "Afghan officials" stay unnamed."""
_PRIVATE_PERSON = regex.compile(r"(?:^|[ ,])(?:an?|who) (?:\p{Ll}++[ -]?){1,4}+", regex.IGNORECASE)
"""Someone the lexicon does not know, told by what they are ("Abu Samir, a young mechanic"), speaks of what they saw."""
_DOCTOR = regex.compile(r"Dr\.?+ \p{Lu}|DR\.?+ \p{Lu}")
"""A speaker of whom nothing is known but the title is taken for a physician; not `known`, for scholars bear it too."""
_ANONYMOUS = regex.compile(
    r"\bofficials?\b.{0,40}(?:not to be (?:named|identified)|anonymity|declined to be (?:named|identified))"
)
"""An official of no named office who keeps their name back."""
_AFTER_OFFICER = frozenset(
    {"in", "of", "from", "and", "at", "on", "for", "with", "who", "to", "based", "commanding", "leading"}
)
_OF_BODY, _NAME = frozenset({"of", "from", "with", "at"}), 4
"""Prepositions between a person's name and a body, and the parts in which the first of them stands."""
_KEPT = 1 << 13
"""Wordings whose identity is kept: the same speakers come again and again."""
_NOBODY: frozenset[str] = frozenset()


class Names:
    """The names and nouns of one lexicon, looked up in a speaker's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._index = index_of(lexicon)
        self._kept: dict[str | tuple[str, frozenset[str]], tuple[Identity, bool]] = {}
        self._anaphors: dict[str, frozenset[str]] = {}

    def identify(self, words: str, context: str = "", named: frozenset[str] = _NOBODY) -> Identity:
        """The body and the kind that a speaker's words name.

        `context` is the report's text, which settles an alias that two bodies share; `named` holds the ids of bodies
        already named in the report, whose anaphors ("the Observatory") then count.
        """
        key = (words, named) if named else words
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[key] = self._identified(words, named, "")
        found, settled = kept
        # a report is no key to keep
        return found if settled or not context else self._identified(words, named, context)[0]

    def knows(self, words: str) -> bool:
        """Whether the words name someone the lexicon knows as a speaker."""
        kept = self._kept.get(words)
        return self.identify(words).known if kept is None else kept[0].known

    def _identified(self, words: str, named: frozenset[str], context: str) -> tuple[Identity, bool]:
        """Whom the words name, and whether that is so in any report."""
        parts = parts_of(words)
        if not parts:
            return Identity(), True
        shout = words.isupper() and len(words) > TYPO_LENGTH
        matches = matches_of(Phrase(parts, context, named, shout), self._index)
        return _of_matches(words, parts, matches, self._index), not any(m.shared for m in matches)

    def anaphors(self, words: str) -> frozenset[str]:
        """The ids of the bodies that any of the words may stand for if they were named before ("the Observatory")."""
        kept = self._anaphors.get(words)
        if kept is None:
            if len(self._anaphors) >= _KEPT:
                self._anaphors.clear()
            kept = self._anaphors[words] = _anaphors(parts_of(words), self._index)
        return kept

    def named(self, text: str, bodies: frozenset[str]) -> frozenset[str]:
        """Those of the bodies with these ids that a text names in full; `text` is its `flat`."""
        names = self._index.bodies
        return frozenset(body for body in bodies if any(name in text for name in names[body]))

    def has_country(self, words: str) -> bool:
        """Whether any of the words is a country's name or adjective."""
        countries = self._index.countries
        return any(word_key(POSSESSIVE.sub("", part)) in countries for part in parts_of(words))

    def is_country(self, words: str) -> bool:
        """Whether the words are a country or a capital and nothing else."""
        letters = key(words)
        return letters in self._index.countries or letters in self._index.capitals


@functools.cache
def names_of(lexicon: Lexicon) -> Names:
    """The names of a lexicon, made ready once."""
    return Names(lexicon)


def _of_matches(words: str, parts: tuple[str, ...], matches: Sequence[Match], index: Index) -> Identity:
    letters = "".join([word_key(p) for p in parts])
    place = index.places.get(letters)
    if place is not None:
        return Identity(place.id, place.kind, known=True)
    person = any(m.head is not None and m.head.person for m in matches) or _is_name_of(parts, matches)
    matches = [m for m in matches if not _is_rank_of_body(m, parts)]
    strong = [m for m in matches if m.entity is not None or (m.head is not None and not m.head.weak)]
    strong = _before_clause(strong, matches, parts)
    strong = [m for n, m in enumerate(strong) if not _qualifies(m, strong[n + 1 :], matches, parts)]
    strong = [m for m in strong if not (m.possessive and _is_owned(m, strong))] or strong
    office = _office(parts, index)
    if strong:
        first = strong[0]
        if first.of.kind is SourceKind.GOVERNMENT and _ANONYMOUS.search(words) is not None:
            return Identity(office, SourceKind.OFFICIAL_UNNAMED, True, known=True)
        shared = office is not None and " ".join(parts[first.start : first.end]).casefold() in index.offices
        if first.entity is not None and not shared:
            return Identity(first.entity.id, first.of.kind, person, known=True)
        body = next((m.entity for m in strong if m.entity is not None), None) if person else None
        return Identity(office or (body.id if body else None), first.of.kind, person, known=True)
    weak = [m.head for m in matches if m.head is not None and m.head.weak and not _is_adjective(m, matches)]
    weak.sort(key=lambda h: _VAGUE.get(h.kind, 0))  # a spokesman is whatever he speaks for
    if weak and not (weak[0].kind is SourceKind.OTHER and any(p.startswith("@") for p in words.split())):
        titled = weak[0].kind is SourceKind.OFFICIAL_UNNAMED and _PERSONAL_NAME.search(words) is not None
        return Identity(office, SourceKind.GOVERNMENT if titled else weak[0].kind, person, known=True)
    if any(p.startswith("@") for p in words.split()):
        return Identity(None, SourceKind.MEDIA, known=True)
    if letters in index.countries:
        return Identity(f"{index.countries[letters].lower()}_government", SourceKind.GOVERNMENT, known=True)
    if letters in index.capitals:
        # not `known`: "Lima recorded 12 deaths" may be the town
        return Identity(f"{index.capitals[letters].lower()}_government", SourceKind.GOVERNMENT)
    if _DOCTOR.match(words):
        return Identity(None, SourceKind.HEALTH, person=True)
    private = _PRIVATE_PERSON.search(words) is not None
    return Identity(None, SourceKind.WITNESS if private else SourceKind.OTHER, private, known=False)


def _is_name_of(parts: Sequence[str], matches: Sequence[Match]) -> bool:
    """ "Ana Ruiz of the Red Cross": a person's name before the body."""
    joint = next((n for n, part in enumerate(parts[:_NAME]) if part in _OF_BODY), 0)
    named = joint > 1 and all(part[0].isupper() for part in parts[:joint]) and parts[0].casefold() not in ARTICLES
    return named and bool(matches) and all(m.start > joint for m in matches)


def _is_rank_of_body(match: Match, parts: Sequence[str]) -> bool:
    """ "The general referral hospital", "the general directorate": an adjective, no officer."""
    if match.head is None or parts[match.start].casefold() != "general" or match.end - match.start > 1:
        return False
    return (
        match.end < len(parts)
        and parts[match.start].islower()
        and parts[match.end].islower()
        and (parts[match.end] not in _AFTER_OFFICER)
    )


def _before_clause(strong: Sequence[Match], matches: Sequence[Match], parts: Sequence[str]) -> list[Match]:
    """Without the nouns of a clause that tells what a body does: "the group Toll Count, which reads press reports"."""
    clause = next((n for n, part in enumerate(parts) if part.casefold() == "which"), len(parts))
    if not any(m.start < clause for m in matches):
        return list(strong)
    return [m for m in strong if m.start < clause]


_VAGUE = {SourceKind.OFFICIAL_UNNAMED: 1, SourceKind.OTHER: 2}
"""Kinds that give way to any other; "an official of the ministry" is the government's."""


def _is_owned(owner: Match, strong: Sequence[Match]) -> bool:
    """Whether a noun behind an owner tells more than the owner does: "the town's hospital", not "the army's bureau"."""
    return any(n.start >= owner.end and not (n.head is not None and n.head.plain) for n in strong)


_SERVICES = frozenset({SourceKind.HEALTH, SourceKind.MEDIA, SourceKind.RESCUE})
_PERSONS = frozenset({SourceKind.WITNESS, SourceKind.MEDIA})
_OWNERS = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY_POLICE, SourceKind.ARMED_GROUP})
_BEHIND = frozenset({"in", "of", "from", "and", "which"})


def _next(match: Match, matches: Sequence[Match]) -> Match | None:
    """The match right behind this one."""
    return next((m for m in matches if m.start == match.end), None)


def _is_adjective(match: Match, matches: Sequence[Match]) -> bool:
    """Whether "official" only qualifies the next noun: "the official television"."""
    following = _next(match, matches)
    head = following.head if following is not None else None
    return match.of.kind is SourceKind.OFFICIAL_UNNAMED and head is not None and not head.person


def _qualifies(match: Match, later: Sequence[Match], matches: Sequence[Match], parts: Sequence[str]) -> bool:
    """Whether a match only qualifies the next: "the Houthi health ministry", "the teachers' union", "rebel radio"."""
    following = _next(match, matches)
    if following is not None and _is_adjective(following, matches):
        following = _next(following, matches)
    if following is None:
        return False
    if match.of.kind in _OWNERS and following.of.kind is SourceKind.MEDIA:
        last = following.end == len(parts) or parts[following.end] in _BEHIND  # "the army's media wing" is the army
        return last and (following.head is None or not following.head.person)
    head = following.head
    if match.of.kind in _PERSONS and match.head is not None and head is not None and not head.person:
        body = match.of.kind is SourceKind.WITNESS and not head.weak  # "the prisoner rights group"
        return body or (match.possessive and head.weak)  # "the teachers' union"
    side = match.of.kind is SourceKind.ARMED_GROUP and match.entity is not None
    return side and following in later and following.of.kind in _SERVICES


def _anaphors(parts: Sequence[str], index: Index) -> frozenset[str]:
    keys = [word_key(p) for p in parts]
    if all(k[:OPENING] not in index.anaphor_openings for k in keys):
        return _NOBODY
    spelt = {"".join(keys[i : i + n]) for i in range(len(keys)) for n in (1, 2, 3, 4, 5)}
    return frozenset(e.id for letters in spelt if letters in index.anaphors for e in index.anaphors[letters])


def _office(parts: Sequence[str], index: Index) -> str | None:
    """The id of "the Kenyan health ministry", "Peru's army", "the Ministry of Health of Kenya"."""
    if all(word_key(p)[:OPENING] not in index.country_openings for p in parts):
        return None
    flat = [POSSESSIVE.sub("", p).casefold() for p in parts]
    keys = [word_key(p) for p in flat]
    country = next(
        (
            index.countries[name]
            for i in range(len(flat))
            if keys[i][:OPENING] in index.country_openings
            for width in (4, 3, 2, 1)
            if i + width <= len(flat) and (name := "".join(keys[i : i + width])) in index.countries
        ),
        None,
    )
    if country is None:
        return None
    for width in (4, 3, 2, 1):
        for i in range(len(flat) - width + 1):
            office = index.offices.get(" ".join(flat[i : i + width]))
            if office is not None:
                return f"{country.lower()}_{office}"
    return None
