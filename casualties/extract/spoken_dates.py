"""Spoken dates: whether a day is that of words, because it stands with a verb of speech and not with what is told.

Found: between a speaker and the verb ("the ministry on Wednesday insisted that two had died"), and at the head of a
sentence whose first verb is one of speech ("On Monday evening it had reported 29 dead"), and behind a paper that came
out then ("in a report released on Monday").  The verbs are those of speech.toml; after the verb ("said on Friday") a
list of periods.toml decides.
"""

from __future__ import annotations

import regex

from casualties.extract.calendar_words import TimeCue, list_pattern
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.speech_words import (
    AND,
    AUXILIARY,
    DETERMINER,
    DOCUMENT,
    FINITE,
    PREPOSITION,
    RELATIVE,
    TOLL,
    Cues,
    Flags,
    Speech,
    cues,
)
from casualties.report import Span

_TELLING = sum(
    kind.bit
    for kind in (
        Speech.SAY,
        Speech.TELL,
        Speech.REPORT,
        Speech.CLAUSE,
        Speech.SPEAK,
        Speech.INSIST,
        Speech.COUNT,
        Speech.QUOTE,
        Speech.ACCUSE,
    )
)
_WORDS = regex.compile(r"[\p{L}\p{M}'’-]+|\d[\d,.]*|[,;:.!?“”\"()]")
_MOST = 12
"""Words from a date that opens a sentence to its verb at most."""
_REACH = 160
"""Characters on either side of a date that are read."""
_TOLL_NEAR = 5
_PREPOSED = frozenset({"on", "late", "early", "earlier", "by", "in", "at", "last", "and", "but", "then", "however"})
"""What may stand before a date that opens its sentence."""
_BETWEEN = frozenset({"also", "later", "again", "had", "has", "have", "then", "first", "initially", "still", "only"})
"""What may stand between a date and its verb."""
_DATELINE = regex.compile(r"[-–—]\s*$")


def is_day_of_words(document: Document, sentence: Span, moment: Span) -> bool:
    """Whether the verb that an expression of time stands with is one of speech."""
    lexicon, text = document.lexicon, document.text
    after = text[moment.end : min(sentence.end, moment.end + _REACH)]
    before = text[max(sentence.start, moment.start - _REACH) : moment.start]
    known = cues(lexicon)
    if not any(known.flags[w] & FINITE for w in _lows(after)):
        return False
    if _opens(before):
        return _told_behind(lexicon, known, after)
    return _speaks_next(known, after) and _is_subject(lexicon, known.flags, before)


def is_day_of_paper(document: Document, sentence: Span, moment: Span) -> bool:
    """Whether it is the day on which a paper came out: "in a report of nine pages released on Monday"."""
    words = _lows(document.text[max(sentence.start, moment.start - _REACH) : moment.start])
    while words and words[-1] in _PREPOSED:
        words.pop()
    if not words or list_pattern(document.lexicon, TimeCue.ISSUED).search(words[-1]) is None:
        return False
    flags = cues(document.lexicon).flags
    told = list_pattern(document.lexicon, TimeCue.SPEECH)
    return any(flags[w] & DOCUMENT or told.search(w) is not None for w in words[-_MOST:-1])


def _opens(before: str) -> bool:
    """Whether a date opens its sentence, a dateline set aside."""
    words = _lows(_DATELINE.split(before)[-1] if not _DATELINE.search(before) else "")
    return len(words) <= 3 and all(w in _PREPOSED or not w.isalpha() for w in words)


def _told_behind(lexicon: Lexicon, known: Cues, after: str) -> bool:
    """ "(On Monday) the security minister told the radio that ...": the first verb is one of speech."""
    words = _lows(after)
    while words and words[0] == ",":
        words = words[1:]
    for at, low in enumerate(words[:_MOST]):
        flags = known.flags[low]
        verb = flags & FINITE and not flags & AUXILIARY
        if at and verb and not known.flags[words[at - 1]] & (PREPOSITION | DETERMINER):
            return _tells(known, words, at) and not _harms(lexicon, words[:at])
        if not low[0].isalpha() or flags & (AND | RELATIVE):
            return False
    return False


def _speaks_next(known: Cues, after: str) -> bool:
    """ "(The ministry on Wednesday) also insisted": a verb of speech right behind the date."""
    words = _lows(after)
    while words and words[0] in _BETWEEN:
        words = words[1:]
    return bool(words) and bool(known.flags[words[0]] & FINITE) and _tells(known, words, 0)


def _tells(known: Cues, words: list[str], at: int) -> bool:
    """Whether the verb tells something; "released" and "put" do with a toll behind them."""
    kinds = known.finite[words[at]]
    if known.flags[words[at]] & AUXILIARY or "lives" in words[at + 1 : at + 1 + _TOLL_NEAR]:
        return False  # "floods claimed 483 lives"
    if kinds & _TELLING:
        return True
    tolls = any(known.flags[w] & TOLL or w == "dead" for w in words[at + 1 : at + 1 + _TOLL_NEAR])
    return bool(kinds & Speech.ISSUE.bit) and tolls


def _is_subject(lexicon: Lexicon, flags: Flags, before: str) -> bool:
    """Whether a noun phrase alone stands in the clause before the date: no harm, no relative clause, no other verb."""
    clause = _lows(regex.split(r"[;:“”\"()]", before)[-1])
    while clause and clause[-1] in _PREPOSED:
        clause.pop()
    if not clause or clause[-1] == "," or flags[clause[-1]] & (PREPOSITION | DETERMINER | AND):
        return False
    if any(flags[w] & (RELATIVE | FINITE) and not flags[w] & TOLL for w in clause):
        return False
    return not _harms(lexicon, clause)


def _lows(words: str) -> list[str]:
    return [w.lower() for w in _WORDS.findall(words)]


def _harms(lexicon: Lexicon, words: list[str]) -> bool:
    """Whether the words tell of harm or of how it came."""
    told = " ".join(words)
    cues_of_harm = (TimeCue.CAME_TO_HARM, TimeCue.HARMED, TimeCue.SUDDEN)
    return any(list_pattern(lexicon, cue).search(told) is not None for cue in cues_of_harm)
