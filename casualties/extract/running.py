"""Running: whether a figure's own words make it a running or summed toll."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from casualties.extract.calendar_words import WordList
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.wordfinder import WordFinder, word_finder


@dataclass(frozen=True, slots=True)
class TollWords:
    """The file tolls.toml."""

    list: tuple[WordList, ...]


@functools.cache
def toll_pattern(lexicon: Lexicon, name: str) -> WordFinder:
    """Finds any word of a list of tolls.toml."""
    lists = lexicon.load("tolls", TollWords).list
    return word_finder((w for e in lists if e.name == name for w in e.words), small=True)


_TOLL = regex.compile(
    r"\b(?P<cue>(?:death\s+)?toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|victims|injured|wounded|missing|displaced|detainees|casualties))\b"
    r"[^.;]{0,120}?\b(?:rose|risen|rises|climbed|jumped|reached|stands?|stood|now|at|to|exceeded|passed|surpassed|put)\b[^.;]{0,40}$",
    regex.IGNORECASE,
)  # fmt: skip


_SETTLED = regex.compile(
    r"\b(?:revis(?:ed|es|ing)|lower(?:ed|s|ing)|cut|corrected|reduced|final|still)\b[^.;]{0,60}\btoll\b|"
    r"\btoll\b[^.;]{0,40}?\b(?:revised|lowered|cut|corrected|reduced|still)\b",
    regex.IGNORECASE,
)
""" "The final toll is 40", "revised the toll to 40": one incident's, counted once more."""
_RISES = regex.compile(r"\b(?:rose|risen|rises|rising|climb\w*|jumped|grew|upwards?|since)\b", regex.IGNORECASE)
_SINCE_WAR = regex.compile(
    r"\bsince\s+(?:[\w'’-]+\s+){0,3}?(?:conflict|war|uprising|revolt|insurgency|unrest|revolution|offensive|crackdown|coup)\b",
    regex.IGNORECASE,
)
_RECORD = regex.compile(r"\b(?:first|most|\w+est|worst)\b", regex.IGNORECASE)
""" "The deadliest raid since the war" is one incident."""
_EARLIER = regex.compile(r"\b(?:earlier|initial|previous|preliminary|first)\s+$", regex.IGNORECASE)
"""An "earlier toll" is the same incident's, counted before."""


def is_running(document: Document, figure: Figure) -> bool:
    """Whether a word like "toll", "total" or "in the war" stands by the figure."""
    return running_cue(document, figure) is not None


def is_lasting(document: Document, figure: Figure) -> bool:
    """Whether a word for a long conflict or disaster stands by the figure."""
    return toll_pattern(document.lexicon, "lasting").search(near_words(document, figure)) is not None


def running_cue(document: Document, figure: Figure) -> str | None:
    """The word by the figure that makes it a running or summed toll."""
    before = document.text[document.sentences[figure.sentence].start : figure.span.start]
    near = near_words(document, figure)
    settled = _SETTLED.search(near) is not None and _RISES.search(near) is None
    toll = _TOLL.search(before)
    if toll is not None and not settled:
        return toll["cue"]
    added = _MORE.search(document.text, max(0, figure.span.start - 12), figure.span.end + 12) is not None
    for name in ("running", "scale"):
        for cue in toll_pattern(document.lexicon, name).finditer(near):
            if settled and "toll" in cue.group().lower():
                continue
            if cue.group()[:5].lower() == "since" and _RECORD.search(near[: cue.start()]):
                continue
            if not _EARLIER.search(near[: cue.start()]) and not (added and _ANOTHERS.search(near[: cue.end()])):
                return cue.group()
    since = _SINCE_WAR.search(near)
    return since.group() if since is not None and _RECORD.search(near[: since.start()]) is None else None


_MORE = regex.compile(r"\b(?:more|another|further|additional)\b", regex.IGNORECASE)
_ANOTHERS = regex.compile(
    r",\s+(?:bringing|taking|raising|pushing|lifting|driving|which\s+(?:brings|takes|raises))\s+(?:[\w’']+\s+){0,4}?(?:toll|total|number|count|tally)(?:\s+to)?$",
    regex.IGNORECASE,
)
""" "Nine more died, bringing the toll to 40": the toll is the other figure's."""


def near_words(document: Document, figure: Figure, reach: int = 60) -> str:
    """The words from a little before the figure and its trigger to a little after, within the sentence."""
    sentence = document.sentences[figure.sentence]
    start = min(figure.span.start, figure.trigger.start)
    end = max(figure.span.end, figure.trigger.end)
    return document.text[max(sentence.start, start - reach) : min(sentence.end, end + reach)]
