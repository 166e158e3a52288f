"""Voices: a speaker as far as it is known: the fullest words, who that is, and which pronoun may stand for it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

import regex

from casualties.claim import SourceKind
from casualties.extract.entities import Identity
from casualties.extract.plainwords import words_of
from casualties.extract.source_words import ARTICLES
from casualties.extract.speech_words import HE, IT, PREPOSITION, WORD, Flags
from casualties.report import Span

Identify = Callable[[Span], Identity]
"""Who a stretch of the text names."""
_OTHER = SourceKind.OTHER
_NAME_BEHIND = regex.compile(r"\p{Ll}, (?:\p{Lu}[\p{L}.'’-]*+ ){1,3}\p{Lu}[\p{L}'’-]++$")
"""A title with a person's name behind it: "the police public relations officer, SP Grace Udo"."""


class Voice(NamedTuple):
    """A speaker: where the fullest words for it stand, who that is, and how it was found if not on the spot."""

    span: Span
    identity: Identity
    how: str = ""


class SpeakerWords(NamedTuple):
    """A speaker's words and marks, and the words among them alone."""

    texts: list[str]
    lows: list[str]
    words: list[str]
    low: list[str]


@functools.lru_cache(maxsize=1 << 12)
def speaker_words(speaker: str) -> SpeakerWords:
    """A speaker's words; the same speakers come again and again."""
    found = words_of(speaker, 0, len(speaker))
    alone = [i for i, text in enumerate(found.texts) if text[0].isalnum() or text[0] == "@"]
    return SpeakerWords(found.texts, found.lows, [found.texts[i] for i in alone], [found.lows[i] for i in alone])


def fits(voice: Voice, pronoun: int, text: str, flags: Flags, identify: Identify) -> bool:
    """Whether a pronoun, given by its flags, may stand for the voice: "he" for a person, "it" for a body."""
    identity, speaker = voice.identity, voice.span.of(text)
    person = identity.person or _is_named_person(voice, speaker, identify)
    document = identity.known and identity.kind is _OTHER and not person
    if pronoun & HE:
        return person and not _is_plural(identity, speaker, flags)
    return not person if pronoun & IT else not document


def _is_plural(identity: Identity, speaker: str, flags: Flags) -> bool:
    """ "Two residents of Homs": no "he" stands for them."""
    words = speaker_words(speaker)
    lows = words.lows
    core = next((i for i in range(1, len(lows)) if flags[lows[i]] & (WORD | PREPOSITION) != WORD), len(lows))
    last = lows[core - 1]
    common = words.texts[core - 1].islower() or (core == 1 and identity.known and identity.id is None)
    return common and last.endswith("s") and not last.endswith("ss")


def _is_of_owner(voice: Voice, speaker: str, identify: Identify) -> bool:
    """Whether somebody of an owner speaks, "the ministry's Ana Ruiz", and no body of it: "Egypt's National Council"."""
    owners = list(_OWNER.finditer(speaker))
    if not owners:
        return False
    owned = identify(Span(voice.span.start + owners[-1].end(), voice.span.end))
    return owned.person or not owned.known


_OWNER = regex.compile(r"['’]s ")


def _is_named_person(voice: Voice, speaker: str, identify: Identify) -> bool:
    """Two capitalised words that no body is known by: a name."""
    identity = voice.identity
    if identity.known and not identity.person:
        return _is_of_owner(voice, speaker, identify) or _NAME_BEHIND.search(speaker) is not None
    words = speaker_words(speaker)
    return bool(words.words) and words.words[0][0].isupper() and words.low[0] not in ARTICLES
