"""Speech words: the lexicon of speech made ready for look-up, and a sentence as words.

Read from speech.toml; the grammar that uses them is in `speakers` and `speech`.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from casualties.extract.entities import is_known
from casualties.extract.lexicon import Lexicon
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
    """The sets of small words that speech.toml must hold."""

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
    phrases: dict[str, tuple[tuple[tuple[str, ...], Speech], ...]]
    groups: dict[Set, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark; offsets are the report's."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] == "@"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words; `barred` are the words that no speaker may hold: figures and their victims."""

    words: tuple[Word, ...]
    barred: frozenset[int]
    cues: Cues
    lexicon: Lexicon

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def has(self, at: int, name: Set) -> bool:
        return self.low(at) in self.cues.groups[name]

    def bars(self, at: int) -> bool:
        return at in self.barred

    def text(self, start: int, end: int) -> str:
        return " ".join(w.text for w in self.words[start:end])

    def known(self, start: int, end: int) -> bool:
        """Whether the words name someone the lexicon knows as a speaker."""
        return is_known(self.text(start, end), self.lexicon)

    def verbal(self, at: int) -> bool:
        """Whether the word is, by form, the verb of a clause rather than part of a noun phrase."""
        low = self.low(at)
        if self.has(at, Set.AUXILIARY) or self.has(at, Set.PAST):
            gerund = low.endswith("ing") and (self.has(at - 1, Set.DETERMINER) or self.has(at - 2, Set.DETERMINER))
            return not gerund  # "the mass killing" is a noun
        if low in self.cues.finite and low not in self.cues.noun:
            return not (low.endswith("ed") and self._attributive(at))
        return len(low) > 4 and low.endswith("ed") and "-" not in low and not self._attributive(at)

    def _attributive(self, at: int) -> bool:
        """ "armed forces", "a displaced man", "United Nations": a participle that stands before its noun."""
        follows = at + 1 < len(self.words) and self.words[at + 1].is_word
        plain = follows and not self.has(at + 1, Set.PREPOSITION) and not self.has(at + 1, Set.DETERMINER)
        if self.words[at].capital and at > 0 and not self.words[at].text.isupper():
            return plain
        opens = at == 0 or self.has(at - 1, Set.DETERMINER) or self.has(at - 1, Set.PREPOSITION)
        return plain and (opens or not self.words[at - 1].is_word or self.low(at) in {"armed", "united", "combined"})


_INITIALS = frozenset({"WHO", "IS", "US"})
"""Bodies whose initials are a relative pronoun, a verb, a pronoun in lower case."""
_WORD = regex.compile(
    r"""\#\d{2,4};\s?(?:s\b)?                                     # an apostrophe or quote left as "#39;"
      | (?:\p{Lu}\.){2,}+(?:-\p{L}++)?+                                        # U.N.
      | \p{N}++(?:[.,]\p{N}++)*+(?:\p{L}++)?                      # 1,230; 14th
      | @?[\p{L}\p{M}\p{N}_\u00ad]++(?:[-’'&./](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}\u00ad]++)*+(?:(?<=s)['’](?=\s))?
      | --++ | \.\.++ | \S""",
    regex.VERBOSE,
)


def words_of(text: str, span: Span) -> tuple[Word, ...]:
    """The words and marks between two offsets; `low` is in lower case, but for initials that spell a small word."""
    shout = text[span.start : span.end].isupper()
    return tuple(
        Word(m.start(), m.end(), word, word if word in _INITIALS and not shout else word.casefold())
        for m in _WORD.finditer(text, span.start, span.end)
        if (word := m.group())
    )


def line_of(text: str, span: Span, barred: Sequence[Span], lexicon: Lexicon) -> Line:
    """The sentence at `span` as a line whose `barred` stretches no speaker may hold."""
    words = words_of(text, span)
    starts = [w.start for w in words]
    ends = [w.end for w in words]
    held: set[int] = set()
    for stretch in barred:
        held.update(range(bisect.bisect_right(ends, stretch.start), bisect.bisect_left(starts, stretch.end)))
    return Line(words, frozenset(held), cues(lexicon), lexicon)


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
    phrases: dict[str, list[tuple[tuple[str, ...], Speech]]] = {}
    for phrase in words.phrase:
        for form in phrase.words:
            split = tuple(form.split())
            phrases.setdefault(split[0], []).append((split, phrase.kind))
    groups = {name: frozenset(w for g in words.group if g.name == name for w in g.words) for name in Set}
    groups[Set.TIME] |= groups[Set.CALENDAR]
    return Cues(
        finite={k: frozenset(v) for k, v in finite.items()},
        participle={k: frozenset(v) for k, v in participle.items()},
        noun=frozenset(form for verb in words.verb for form in verb.noun),
        phrases={k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in phrases.items()},
        groups=groups,
    )
