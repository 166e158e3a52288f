"""Tokens: a sentence as a row of classed words and number phrases.

A number phrase is one token, whatever its length; so is a phrase of the lexicon ("shot dead", "death toll").  Words
that the lexicon does not know are `Class.WORD`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from casualties.extract.lexicon import Lexicon
from casualties.extract.numerals import Form as NumberForm
from casualties.extract.numerals import NumberPhrase
from casualties.extract.vocabulary import Entry, Vocabulary, vocabulary
from casualties.extract.words import Class, Form
from casualties.report import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word, phrase, mark or number of a sentence; offsets are those of the report's text."""

    start: int
    end: int
    low: str
    entry: Entry
    phrase: NumberPhrase | None = None

    @property
    def cls(self) -> Class:
        return self.entry.cls

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_TOKEN = regex.compile(
    r"""(?<editor> \[ [^\[\]\d]{3,80} \] )   # "[number as heard]", a name spelled out
      | (?<word>  n['’]t\b | (?:\p{L}\.){2,8}
          | [\p{L}\p{M}\p{N}\u00ad]++ (?: [-'’&/](?=[\p{L}\p{N}]) [\p{L}\p{M}\p{N}\u00ad]++ ){0,6} (?:-(?=\s))? )
      | (?<comma> , )
      | (?<stop>  [;:()\[\]?!|] | (?<=\s)/(?=\s) | -- | [–—] | (?<=\s)-(?=\s) )
      | (?<quote> ["“”«»‘’'] )
    """,
    regex.VERBOSE,
)
_COMMA = Entry(Class.COMMA)
_STOP = Entry(Class.STOP)
_WORD = Entry(Class.WORD)
_PRIORITY = {
    cls: rank
    for rank, cls in enumerate(
        (
            *(
                Class.HARM,
                Class.NOUN,
                Class.PREDICATE,
                Class.TOLL,
                Class.LEAVE,
                Class.RISE,
                Class.INCLUDE,
                Class.PERSON,
            ),
            *(
                Class.COLLECTIVE,
                Class.BE,
                Class.HAVE,
                Class.RELATIVE,
                Class.CLAUSE,
                Class.DETERMINER,
                Class.SPEECH,
                Class.THING,
            ),
            *(Class.AND, Class.OF, Class.PREPOSITION, Class.MODAL, Class.ADVERB, Class.PRONOUN),
        )
    )
}
_WITHIN = 90
"""How many characters after a verb its `within` word may stand; a long clause of a news sentence."""


def tokenize(text: str, start: int, end: int, phrases: Sequence[NumberPhrase], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of `text` from `start` to `end`; quote marks and editors' brackets are passed over."""
    raw: list[Token] = []
    at = start
    for phrase in (*phrases, None):
        stop = end if phrase is None else phrase.start
        for match in _TOKEN.finditer(text, at, stop):
            group = match.lastgroup
            if group in {"quote", "editor"}:
                continue
            entry = {"comma": _COMMA, "stop": _STOP}.get(str(group), _WORD)
            word = match.group().replace("’", "'").replace("\u00ad", "").replace("\u2011", "-").lower()
            if match.group() == "US":  # the country, not the pronoun
                word = "u.s."
            raw.append(Token(match.start(), match.end(), word, entry))
        if phrase is not None:
            counted = phrase.form in {NumberForm.COUNT, NumberForm.ZERO_DETERMINER}
            entry = Entry(Class.NUMBER if counted else Class.OTHER_NUMBER)
            raw.append(Token(phrase.start, phrase.end, phrase.text.lower(), entry, phrase))
            at = phrase.end
    return _classed(text, end, raw, vocabulary(lexicon))


def _classed(text: str, end: int, raw: Sequence[Token], known: Vocabulary) -> tuple[Token, ...]:
    found: list[Token] = []
    at = 0
    while at < len(raw):
        token = raw[at]
        size, entries = _longest(raw, at, known)
        if size:
            last = raw[at + size - 1]
            words = " ".join(t.low for t in raw[at : at + size])
            rest = text[last.end : min(end, last.end + _WITHIN)].lower()
            after = raw[at + size].low if at + size < len(raw) else ""
            entry = _choose(entries, rest, found, after)
            found.append(Token(token.start, last.end, words, entry))
        else:
            found.append(token)
        at += size or 1
    return tuple(found)


def _longest(raw: Sequence[Token], at: int, known: Vocabulary) -> tuple[int, tuple[Entry, ...]]:
    if raw[at].entry is not _WORD:
        return 0, ()
    for size in range(min(known.longest.get(raw[at].low, 0), len(raw) - at), 0, -1):
        part = raw[at : at + size]
        if all(t.entry is _WORD for t in part):
            entries = known.entries.get(tuple(t.low for t in part))
            if entries:
                return size, entries
    return 0, ()


def _choose(entries: Sequence[Entry], rest: str, found: Sequence[Token], after: str) -> Entry:
    """The entry that fits the place: verbs that need company must have it; "the murder of", "two arrests" are nouns."""
    before = found[-1] if found else None
    fit = [e for e in entries if not e.within or _any_of(e.within).search(rest)]
    fit = [e for e in fit if not any(rest.lstrip().startswith(w) for w in e.unless)]
    if not any(t.cls is Class.BE for t in found[-3:]):
        fit = [e for e in fit if not e.passive]
    if not any(t.low == "no" for t in found[-3:]):
        fit = [e for e in fit if not e.zero]
    counted = any(t.cls is Class.NUMBER for t in found[-2:])
    nominal = counted or after == "of" or (before is not None and before.cls in {Class.DETERMINER, Class.ARTICLE})
    if nominal and any(e.cls is Class.NOUN for e in fit):
        fit = [e for e in fit if not (e.cls is Class.HARM and e.form is Form.PLAIN)]
    if after == "of" and before is not None and before.cls is Class.ARTICLE:
        fit = [e for e in fit if e.cls is Class.COLLECTIVE] or fit
    return min(fit, key=lambda e: (_PRIORITY.get(e.cls, len(_PRIORITY)), not e.within), default=_WORD)


@functools.cache
def _any_of(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(r"\b(?:" + "|".join(map(regex.escape, phrases)) + r")\b")
