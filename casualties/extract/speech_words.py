"""Speech words: the lexicon of speech made ready for look-up: each word as a number whose bits are its sets.

Read from speech.toml; the grammar that uses them is in the modules from `speech_line` to `carry`.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casualties.extract.lexicon import Lexicon
from casualties.extract.vocabulary import ing_of, past_of, third_of


class Speech(StrEnum):
    """What a verb or phrase of speech takes, and on which side (see the head of speech.toml); each is one ``bit``."""

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
    INSIST = "insist"
    NOMINAL = "nominal"
    LIMIT = "limit"

    bit: int

    def __init__(self, _: str) -> None:
        self.bit = 1 << len(type(self).__members__)


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
    DOING = "doing"
    DEED = "deed"
    PREMISES = "premises"
    REGION = "region"
    AUDIENCE = "audience"
    ISSUE = "issue"
    APPOSITIVE = "appositive"
    AGENCY = "agency"
    HARM = "harm"
    TITLE = "title"
    DIGEST = "digest"
    STATEMENT = "statement"
    MOUTHPIECE = "mouthpiece"
    HIM = "him"
    THEM = "them"
    ITS = "its"
    CONNECTIVE = "connective"
    RAISES = "raises"
    PLACING = "placing"
    HEARSAY = "hearsay"

    bit: int

    def __init__(self, _: str) -> None:
        self.bit = 1 << len(type(self).__members__)


(
    LABEL, TOLL, ACCOUNT, HANDED, DENIAL, TOLL_ADJECTIVE, ISSUED, QUOTING, CARRIER, DETERMINER, AUXILIARY, PAST,
    ADVERB, CALENDAR, TIME, PREPOSITION, JOINT, BOUNDARY, CONTRAST, HE, IT, THEY, DOCUMENT, EVENT, BODY,
    LOOKALIKE, DOING, DEED, PREMISES, REGION, AUDIENCE, ISSUE, APPOSITIVE, AGENCY, HARM, TITLE, DIGEST,
    STATEMENT, MOUTHPIECE, HIM, THEM, ITS, CONNECTIVE, RAISES, PLACING, HEARSAY,
) = (name.bit for name in Set)  # fmt: skip
"""A word's flags: the sets of speech.toml it is in.  Plain numbers, for the grammar asks for them at every word."""
(
    FINITE, PARTICIPLE, NOUN, PHRASE, MARK, BRACKET, WORD, ED, PAST_FORM, ING, LY, NOT, DIGITS, QUOTE, HARD,
    STOP, FULL_STOP, SEMICOLON, COMMA, AND, PRONOUN, RELATIVE, SECOND, ALONE, BARRED,
) = (1 << (len(Set) + n) for n in range(25))  # fmt: skip
"""More flags: words that may be a cue (a verb of speech, one that is also a noun, the start of a phrase, a colon or
dash, an opening bracket), words that go on with a phrase or are one alone; what a word's letters tell; marks; small
words.  ``BARRED`` is set by the sentence: figures and their victims, which no speaker may hold."""

QUOTES = frozenset('"“”«»„')
DASHES = frozenset({"—", "–", "--"})
"""Dashes that part clauses; a hyphen may, in a headline."""
POSSESSIVES = ("'s", "’s", "s'", "s’")
"""Endings of an owner."""
_DASHES = DASHES | {"---", "-", "―"}
_MARKS = (":", "-", "–", "—", "--")
_HARD = frozenset({",", ";", ":", "?", "!", "…", "|", "•", "*", "_"}) | QUOTES | _DASHES
_STOPS = _HARD | frozenset("()[]'‘’")
"""Marks that no noun phrase crosses; the hard ones part clauses."""
_PRONOUNS = ("he", "she", "it", "they", "we", "i")
_RELATIVES = ("who", "which", "that")


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """Verbs of speech of one kind: regular ones by their ``base``, the forms of others written out."""

    kind: Speech
    finite: tuple[str, ...]
    base: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()

    @property
    def finites(self) -> tuple[str, ...]:
        """Every form that has a subject of its own."""
        return (*self.finite, *(made for verb in self.base for made in (verb, third_of(verb), past_of(verb))))

    @property
    def participles(self) -> tuple[str, ...]:
        """Every form that borrows the last speaker."""
        return (*self.participle, *map(ing_of, self.base))


@dataclass(frozen=True, slots=True)
class SpeechPhrase:
    """Phrases that a speaker follows, or stands before with a figure behind them."""

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


class Flags(dict[str, int]):
    """The flags of every word that was met, up to some thousands; a word in no list has those its letters give."""

    def __init__(self, listed: Mapping[str, int]) -> None:
        super().__init__()
        self._listed = listed

    def __missing__(self, low: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[low] = found = self._listed.get(low, 0) | _form(low)
        return found


_KEPT = 1 << 13
"""Words whose flags are kept; the words of a language that come twice in a report are fewer."""


@dataclass(frozen=True, slots=True)
class Cues:
    """speech.toml, ready for look-up: the kinds of each finite form, the phrases by their first and second word.

    Phrases are lists of words, longest first; the second word is "" if there is none.
    """

    finite: dict[str, int]
    phrases: dict[str, dict[str, tuple[tuple[list[str], Speech], ...]]]
    flags: Flags


@functools.cache
def cues(lexicon: Lexicon) -> Cues:
    """The speech lexicon, read once."""
    words = lexicon.load("speech", SpeechWords)
    finite: dict[str, int] = {}
    for verb in words.verb:
        for form in verb.finites:
            finite[form] = finite.get(form, 0) | verb.kind.bit
    phrases: dict[str, dict[str, list[tuple[list[str], Speech]]]] = {}
    for phrase in words.phrase:
        for form in phrase.words:
            split = form.split()
            second = split[1] if len(split) > 1 else ""
            phrases.setdefault(split[0], {}).setdefault(second, []).append((split, phrase.kind))
    groups = {name: frozenset(w for g in words.group if g.name == name for w in g.words) for name in Set}
    groups[Set.TIME] |= groups[Set.CALENDAR]
    seconds = {second for found in phrases.values() for second in found}
    alone = {first for first, found in phrases.items() if "" in found}
    participle = {form for verb in words.verb for form in verb.participles}
    noun = {form for verb in words.verb for form in verb.noun}
    listed: dict[int, Collection[str]] = {name.bit: words for name, words in groups.items()}
    listed |= {FINITE: finite, PARTICIPLE: participle, NOUN: noun, PHRASE: (*phrases, "by", "on")}
    listed |= {SECOND: seconds, ALONE: alone}
    return Cues(
        finite=finite,
        phrases={
            first: {second: tuple(sorted(v, key=lambda p: -len(p[0]))) for second, v in found.items()}
            for first, found in phrases.items()
        },
        flags=Flags(_listed(listed | _SMALL)),
    )


_SMALL: dict[int, Collection[str]] = {
    MARK: _MARKS,
    BRACKET: "([",
    QUOTE: QUOTES,
    HARD: _HARD,
    STOP: _STOPS,
    FULL_STOP: ".",
    SEMICOLON: ";",
    COMMA: ",",
    AND: ("and",),
    PRONOUN: _PRONOUNS,
    RELATIVE: _RELATIVES,
    NOT: ("not", "never"),
}


def _listed(sets: Mapping[int, Collection[str]]) -> dict[str, int]:
    """Each word with the sets it is in, as bits."""
    flags: dict[str, int] = {}
    for bit, words in sets.items():
        for word in words:
            flags[word] = flags.get(word, 0) | bit
    return flags


def _form(low: str) -> int:
    """What the letters of a word tell."""
    flags = WORD if low[0].isalnum() or low[0] == "@" else 0
    if low.endswith("ed"):
        flags |= ED | (PAST_FORM if len(low) > 4 and "-" not in low else 0)
    elif low.endswith("ing"):
        flags |= ING
    elif low.endswith("ly"):
        flags |= LY
    elif low.endswith(("n't", "n’t")):
        flags |= NOT
    return flags | (DIGITS if low.isdigit() else 0)
