"""Prefilter: a pattern for other engines, which every text that holds a claim matches.

Most reports of an archive hold no word of harm.  A database leaves them out faster than they can be handed over.
"""

from __future__ import annotations

from casualties.extract.lexicon import Lexicon, expect_lexicon
from casualties.extract.vocabulary import Phrase, triggers, vocabulary

_ENGLISH = Lexicon()
_HIDING = "\u00adİ"
"""A soft hyphen inside a word hides it from a pattern, and no engine takes this letter for a capital i."""


def prefilter(lexicon: Lexicon = _ENGLISH) -> str:
    """A regular expression that a text must match to hold any claim, in the syntax of RE2, Rust, Java and Python.

    For ``regexp_matches(text, ?)`` in DuckDB, ``str.contains`` in Polars, ``rlike`` in Spark and the like: the claims
    of the texts that match are the claims of all texts.  It lets through more than hold a claim, never fewer: of a
    phrase ("taken to hospital") it asks for the longest word only, in any case.  Raises `InputTypeError` for what is no
    `Lexicon`.
    """
    expect_lexicon(lexicon)
    words = sorted({_longest(phrase) for phrase, _ in triggers(vocabulary(lexicon))})
    # The flag ends before the letters that hide, since Python takes one of them for an "i" in any case.
    return rf"(?i:(?:^|[^a-z])(?:{'|'.join(map(_escaped, words))})(?:[^a-z]|$))|[{_HIDING}]"


def _longest(phrase: Phrase) -> str:
    return max(reversed(phrase), key=len)  # "lost their lives": the later of two says more


def _escaped(word: str) -> str:
    """What is no letter or digit may be written in other ways in a text, so any one character will do."""
    return "".join(c if c.isalnum() else "." for c in word)
