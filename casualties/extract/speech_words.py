"""Speech words: the lexicon of speech made ready for look-up, and a sentence as words.

Read from speech.toml; the grammar that uses them is in `speakers` and `speech`.
"""

from __future__ import annotations

import bisect
import functools
import operator
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.entities import is_known
from casualties.extract.lexicon import Lexicon
from casualties.extract.plainwords import Words, words_of
from casualties.report import Span


class Speech(StrEnum):
    """What a verb or phrase of speech takes, and on which side (see the head of speech.toml)."""

    SAY = "say"
    TELL = "tell"
    REPORT = "report"
    COUNT = "count"
    ISSUE = "issue"
    FIND = "find"
    ACCUSE = "accuse"
    HOLD = "hold"
    SEE = "see"
    QUOTE = "quote"
    ACCORDING = "according"
    AGENT = "agent"
    CITE = "cite"
    CLAUSE = "clause"
    SPEAK = "speak"
    NOMINAL = "nominal"


class Set(StrEnum):
    """The sets of small words that speech.toml must hold; each is one ``bit`` of a word's flags."""

    LABEL = "source label"
    TOLL = "toll noun"
    ACCOUNT = "account noun"
    HANDED = "handed"
    DENIAL = "denial"
    TOLL_ADJECTIVE = "toll adjective"
    ISSUED = "issued"
    QUOTING = "quoting"
    CARRIER = "carrier"
    DETERMINER = "determiner"
    AUXILIARY = "auxiliary"
    PAST = "past"
    ADVERB = "adverb"
    CALENDAR = "calendar"
    TIME = "time"
    PREPOSITION = "preposition"
    JOINT = "joint"
    BOUNDARY = "boundary"
    CONTRAST = "contrast"
    HE = "he"
    IT = "it"
    THEY = "they"
    DOCUMENT = "document"
    EVENT = "event"
    BODY = "body"
    LOOKALIKE = "lookalike"
    REGION = "region"
    AUDIENCE = "audience"
    ISSUE = "issue"
    APPOSITIVE = "appositive"

    bit: int

    def __init__(self, _: str) -> None:
        self.bit = 1 << len(type(self).__members__)


FINITE, PARTICIPLE, PHRASE, MARK, BRACKET = (1 << (len(Set) + n) for n in range(5))
"""Flags of words that may be a cue: a verb of speech, the start of a phrase, a colon or dash, an opening bracket."""


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """Forms of verbs of speech of one kind."""

    kind: Speech
    finite: tuple[str, ...]
    participle: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeechPhrase:
    """Phrases that a speaker follows."""

    kind: Speech
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechGroup:
    """A set of small words."""

    name: Set
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The file speech.toml."""

    verb: tuple[SpeechVerb, ...]
    phrase: tuple[SpeechPhrase, ...]
    group: tuple[SpeechGroup, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """speech.toml, ready for look-up; phrases are tuples of words, longest first under their first word."""

    finite: dict[str, frozenset[Speech]]
    participle: dict[str, frozenset[Speech]]
    noun: frozenset[str]
    phrases: dict[str, dict[str, tuple[tuple[list[str], Speech], ...]]]  # by first and second word ("" if none)
    groups: dict[Set, frozenset[str]]
    flags: dict[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words; `barred` are the words that no speaker may hold: figures and their victims.

    `lows` and `flags` are the words in lower case and the sets each is in; both may be asked up to `_OUTSIDE` places
    before the first word and behind the last, where nothing stands.  `sets` are all flags of the sentence at once.
    """

    words: Words
    size: int
    barred: frozenset[int]
    cues: Cues
    lexicon: Lexicon
    lows: list[str]
    flags: list[int]
    sets: int

    def has(self, at: int, name: Set) -> bool:
        return self.flags[at] & name.bit != 0

    def capital(self, at: int) -> bool:
        return self.words.texts[at][0].isupper()

    def is_word(self, at: int) -> bool:
        first = self.words.texts[at][0]
        return first.isalnum() or first == "@"

    def bars(self, at: int) -> bool:
        return at in self.barred

    def text(self, start: int, end: int) -> str:
        return " ".join(self.words.texts[start:end])

    def known(self, start: int, end: int) -> bool:
        """Whether the words name someone the lexicon knows as a speaker."""
        return is_known(self.text(start, end), self.lexicon)

    def verbal(self, at: int) -> bool:
        """Whether the word is, by form, the verb of a clause rather than part of a noun phrase."""
        low = self.lows[at]
        if self.has(at, Set.AUXILIARY) or self.has(at, Set.PAST):
            gerund = low.endswith("ing") and (self.has(at - 1, Set.DETERMINER) or self.has(at - 2, Set.DETERMINER))
            return not gerund  # "the mass killing" is a noun
        if low in self.cues.finite and low not in self.cues.noun:
            return not (low.endswith("ed") and self._attributive(at))
        return len(low) > 4 and low.endswith("ed") and "-" not in low and not self._attributive(at)

    def _attributive(self, at: int) -> bool:
        """ "armed forces", "a displaced man", "United Nations": a participle that stands before its noun."""
        follows = at + 1 < self.size and self.is_word(at + 1)
        plain = follows and not self.has(at + 1, Set.PREPOSITION) and not self.has(at + 1, Set.DETERMINER)
        if self.capital(at) and at > 0 and not self.words.texts[at].isupper():
            return plain
        opens = at == 0 or self.has(at - 1, Set.DETERMINER) or self.has(at - 1, Set.PREPOSITION)
        return plain and (opens or not self.is_word(at - 1) or self.lows[at] in {"armed", "united", "combined"})


_MARKS = (":", "-", "–", "—", "--")
_OUTSIDE = 40


def line_of(text: str, span: Span, barred: Sequence[Span], lexicon: Lexicon) -> Line:
    """The sentence at `span` as a line whose `barred` stretches no speaker may hold."""
    words = words_of(text, span)
    held: set[int] = set()
    for stretch in barred:
        held.update(
            range(bisect.bisect_right(words.ends, stretch.start), bisect.bisect_left(words.starts, stretch.end))
        )
    known = cues(lexicon)
    get = known.flags.get
    flags = [get(low, 0) for low in words.lows]
    sets = functools.reduce(operator.or_, flags, 0)
    flags += [0] * _OUTSIDE
    return Line(words, len(words.texts), frozenset(held), known, lexicon, words.lows + [""] * _OUTSIDE, flags, sets)


@functools.cache
def cues(lexicon: Lexicon) -> Cues:
    """The speech lexicon, read once."""
    words = lexicon.load("speech", SpeechWords)
    finite: dict[str, set[Speech]] = {}
    participle: dict[str, set[Speech]] = {}
    for verb in words.verb:
        for form in verb.finite:
            finite.setdefault(form, set()).add(verb.kind)
        for form in verb.participle:
            participle.setdefault(form, set()).add(verb.kind)
    phrases: dict[str, dict[str, list[tuple[list[str], Speech]]]] = {}
    for phrase in words.phrase:
        for form in phrase.words:
            split = form.split()
            second = split[1] if len(split) > 1 else ""
            phrases.setdefault(split[0], {}).setdefault(second, []).append((split, phrase.kind))
    groups = {name: frozenset(w for g in words.group if g.name == name for w in g.words) for name in Set}
    groups[Set.TIME] |= groups[Set.CALENDAR]
    return Cues(
        finite={k: frozenset(v) for k, v in finite.items()},
        participle={k: frozenset(v) for k, v in participle.items()},
        noun=frozenset(form for verb in words.verb for form in verb.noun),
        phrases={
            first: {second: tuple(sorted(v, key=lambda p: -len(p[0]))) for second, v in found.items()}
            for first, found in phrases.items()
        },
        groups=groups,
        flags=_flags(groups, {FINITE: finite, PARTICIPLE: participle, PHRASE: (*phrases, "by", "on")}),
    )


def _flags(groups: dict[Set, frozenset[str]], cues: dict[int, Collection[str]]) -> dict[str, int]:
    """Each word with the sets it is in, as bits."""
    flags: dict[str, int] = {}
    sets: dict[int, Collection[str]] = {name.bit: words for name, words in groups.items()} | cues
    for bit, words in (sets | {MARK: _MARKS, BRACKET: "(["}).items():
        for word in words:
            flags[word] = flags.get(word, 0) | bit
    return flags
