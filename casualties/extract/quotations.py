"""Quotations: who speaks a quotation that holds no cue of its own.

One that runs on from, or is ascribed in, another sentence of it ("Nine died. They were shot," he said); and one that
stands alone behind a sentence with a speaker (... , she said. "Nine are missing.").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from casualties.extract.sentences import Document, Kind
from casualties.extract.speech import Spoken
from casualties.extract.speech_words import QUOTES
from casualties.extract.utterance import Rule, Utterance

QUOTE = re.compile(f"[{''.join(QUOTES)}]")
_REACH = 12
"""Sentences that a running quotation may lie below its speaker."""
_BEHIND = 4
"""Sentences in which a quotation may be ascribed: its own and those after it."""
_ASCRIBED = frozenset({Rule.POST, Rule.INVERTED})
LEADS = frozenset({Rule.PRE, Rule.POST, Rule.INVERTED, Rule.ACCORDING})
"""Rules of a speaker who goes on behind what is said: in a quotation, behind a semicolon."""
_EARLIER_SELF = re.compile(r"\b(?:earlier|previous) versions? of (?:this|our) \w+$")


class Ascribed(NamedTuple):
    """The utterance whose speaker a quotation has, with its sentence, and how the two hang together."""

    sentence: int
    utterance: Utterance
    why: str


def is_own_voice(utterance: Utterance, text: str) -> bool:
    """ "We can confirm": the speaker of the quotation itself, or the report's own "we"; or an earlier version."""
    words = text[utterance.speaker.start : utterance.speaker.end].casefold()
    return words in {"we", "i"} or _EARLIER_SELF.search(words) is not None


def ascribed(document: Document, spoken: Spoken, sentence: int) -> Ascribed | None:
    """Whose the quotation is that a sentence without a cue stands in."""
    sentences, text = document.sentences, document.text
    own = sentences[sentence]
    if not (own.quoted or _opens(document, sentence)):
        return None
    for at in range(sentence + 1, min(len(sentences), sentence + _BEHIND)):
        if sentences[at].paragraph != own.paragraph or _opens(document, at) or not sentences[at].quoted:
            break  # a new quotation opens, or none is open any more
        after = [u for u in spoken.utterances(at) if u.rule in _ASCRIBED]
        if after:
            return Ascribed(at, after[0], "the quotation is ascribed")
    for at in range(sentence - 1, max(-1, sentence - _REACH), -1):
        quoted = sentences[at].quoted or QUOTE.search(text, sentences[at].start, sentences[at].end)
        outer = [u for u in spoken.utterances(at) if not is_own_voice(u, text)]
        if not quoted:
            return _led(document, at, outer)
        if outer:
            return Ascribed(at, outer[-1], "the quotation runs on from")
    return None


def _opens(document: Document, sentence: int) -> bool:
    """Whether a sentence begins with a quotation mark."""
    return document.text[document.sentences[sentence].start] in QUOTES


def _led(document: Document, at: int, outer: list[Utterance]) -> Ascribed | None:
    """A quotation that opens behind the sentence at `at`: its last speaker goes on, in the same paragraph."""
    before, behind = document.sentences[at], document.sentences[at + 1]
    if not outer or outer[-1].rule not in LEADS or before.kind is Kind.LITTER:
        return None
    follows = before.paragraph == behind.paragraph and _opens(document, at + 1)
    return Ascribed(at, outer[-1], "the quotation follows") if follows else None
