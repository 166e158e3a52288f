"""Owners: the body that a spokesman speaks for, where the words for him do not name it.

"Their spokesman", "the group's military leader", "a spokeswoman, Ana Ruiz", "a regional commander", "one of them": each
is of the kind of those told of before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from casualties.claim import SourceKind
from casualties.extract.entities import Identity
from casualties.extract.sentences import Document
from casualties.extract.source_words import ARTICLES
from casualties.extract.speech import Spoken
from casualties.extract.speech_words import BODY, MOUTHPIECE
from casualties.extract.voices import SpeakerWords, Voice, speaker_words
from casualties.report import Span

Pronoun = Callable[[int, Span, str], Voice | None]
"""Whom a pronoun stands for, by the sentence and the speaker that it would stand at."""
Resolve = Callable[[int, Span], Voice]

_PRONOUNS = {"its": "it", "their": "they"}
"""Owners with the pronoun that stands for them."""
_PART = frozenset({"one", "another", "others", "one of them", "another of them"})
"""Some of those who spoke before."""
_THE = re.compile(r"\bthe ([a-z]+)", re.IGNORECASE)
_OTHER, _MILITARY, _ARMED = SourceKind.OTHER, SourceKind.MILITARY_POLICE, SourceKind.ARMED_GROUP
_OF_OWNER = frozenset({_OTHER, _MILITARY, SourceKind.MONITOR})
"""Kinds of a noun that say less than its owner does: "their spokesman", "its observatory", the rebels' "commander"."""
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "commander"})
_NO_OWNERS = frozenset({SourceKind.MEDIA, SourceKind.WITNESS})
"""Kinds of whom nobody is the spokesman without being called theirs."""


class Owners:
    """The bodies that the speakers of one document speak for."""

    def __init__(self, document: Document, spoken: Spoken, pronoun: Pronoun, resolve: Resolve) -> None:
        self._text, self._flags, self._names = document.text, spoken.cues.flags, spoken.names
        self._pronoun, self._resolve = pronoun, resolve

    def sided(self, sentence: int, speaker: Span, own: Identity) -> Identity:
        """What a speaker is by the body spoken for; ``own`` where the speaker's words tell more."""
        if own.kind not in _OF_OWNER:
            return own
        owner = self._owner(sentence, speaker, speaker_words(speaker.of(self._text)))
        kind = owner.identity.kind if owner is not None else _OTHER
        if kind is _OTHER or (own.kind is _MILITARY and kind is not _ARMED):
            return own
        return Identity(own.id, kind, own.person, known=True)

    def _owner(self, sentence: int, speaker: Span, words: SpeakerWords) -> Voice | None:
        """The body that a speaker speaks for, if it is named by a pronoun, by "the group" or by nothing."""
        low, flags, owner = words.low, self._flags, None
        if " ".join(low) in _PART:
            return self._pronoun(sentence, speaker, "they")
        if low[0] in _PRONOUNS:
            speaks = any(flags[word] & MOUTHPIECE for word in low[1:4])  # a spokesman, not a lawyer
            owner = self._pronoun(sentence, speaker, _PRONOUNS[low[0]]) if speaks else None
        elif any(flags[word] & MOUTHPIECE for word in low):
            owner = self._group(sentence, speaker) or self._unnamed(sentence, speaker, words)
        return owner if owner is not None and not owner.identity.person else None

    def _group(self, sentence: int, speaker: Span) -> Voice | None:
        """Whom "the group" stands for within a speaker's words."""
        for match in _THE.finditer(self._text, speaker.start, speaker.end):
            if self._flags[match[1]] & BODY and match.end() - match.start() < speaker.end - speaker.start:
                return self._resolve(sentence, Span(*match.span()))
        return None

    def _unnamed(self, sentence: int, speaker: Span, words: SpeakerWords) -> Voice | None:
        """Of whom "a spokesman" is one, or "a spokeswoman, Ana Ruiz", or "a regional commander"."""
        end = words.texts.index(",") if "," in words.texts else len(words.low)
        if words.low[0] not in ARTICLES or words.low[end - 1] not in _SPOKESMEN:
            return None
        described = " ".join(words.texts[: end - 1])
        if "'" in described or "’" in described or self._names.knows(described):
            return None  # "the enemy's spokesman", "a company spokesman", "an army commander"
        owner = self._pronoun(sentence, speaker, "it")
        return owner if owner is not None and owner.identity.kind not in _NO_OWNERS else None


def named_owner(text: str, speaker: Span, content: Collection[str]) -> Span | None:
    """The body that somebody speaks for, named with these words and more: "the health ministry's Ana Ruiz"."""
    words = speaker_words(speaker.of(text))
    owned = next((n for n, low in enumerate(words.lows) if low.endswith(("'s", "’s"))), 0)
    lows = {*words.lows[:owned], words.lows[owned][:-2]} if owned else set()
    if not lows.issuperset(content) or not lows.difference(content, ARTICLES):
        return None
    end = speaker.start + speaker.of(text).find(words.texts[owned]) + len(words.texts[owned]) - 2
    return Span(speaker.start, end)
