"""Running: whether a figure's own words make it a running or summed toll."""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import one_of
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.toll_words import TollCue, toll_list, toll_pattern


@functools.cache
def _toll(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The death toll rose to", "the number of the wounded now stands at"."""
    return regex.compile(
        r"\b(?P<cue>(?:death\s+)?toll|"
        r"number\s+of\s+(?:the\s+)?(?:dead|deaths|victims|injured|wounded|missing|displaced|detainees|casualties))\b"
        rf"[^.;]{{0,120}}?\b{one_of(toll_list(lexicon, TollCue.RISE))}\b[^.;]{{0,40}}$",
        regex.IGNORECASE,
    )


@functools.cache
def _settled(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The final toll is 40", "revised the toll to 40": one incident's, counted once more."""
    before, behind = (one_of(toll_list(lexicon, cue)) for cue in (TollCue.SETTLES, TollCue.SETTLED))
    return regex.compile(rf"\b{before}\b[^.;]{{0,60}}\btoll\b|\btoll\b[^.;]{{0,40}}?\b{behind}\b", regex.IGNORECASE)


_RISES = regex.compile(
    r"\b(?:rose|risen|rises|rising|climb(?:s|ed|ing)?|jumped|grew|upwards?|since)\b", regex.IGNORECASE
)
_RECORD = regex.compile(r"\b(?:first|most|\w+est|worst)\b", regex.IGNORECASE)
""" "The deadliest raid since the war" is one incident."""
_EARLIER = regex.compile(r"\b(?:earlier|initial|previous|preliminary|first)\s+$", regex.IGNORECASE)
"""An "earlier toll" is the same incident's, counted before."""


@functools.cache
def _since_war(lexicon: Lexicon) -> regex.Pattern[str]:
    war = one_of(toll_list(lexicon, TollCue.WAR))
    return regex.compile(rf"\bsince\s+(?:[\w'’-]+\s+){{0,3}}?{war}\b", regex.IGNORECASE)


def is_running(document: Document, figure: Figure) -> bool:
    """Whether a word like "toll", "total" or "in the war" stands by the figure."""
    return running_cue(document, figure) is not None


def is_lasting(document: Document, figure: Figure) -> bool:
    """Whether a word for a long conflict or disaster stands by the figure."""
    return toll_pattern(document.lexicon, TollCue.LASTING).search(near_words(document, figure)) is not None


def running_cue(document: Document, figure: Figure) -> str | None:
    """The word by the figure that makes it a running or summed toll."""
    before = document.text[document.sentences[figure.sentence].start : figure.span.start]
    near = near_words(document, figure)
    settled = _settled(document.lexicon).search(near) is not None and _RISES.search(near) is None
    toll = _toll(document.lexicon).search(before)
    if toll is not None and not settled:
        return toll["cue"]
    added = _MORE.search(document.text, max(0, figure.span.start - 12), figure.span.end + 12) is not None
    for listed in (TollCue.RUNNING, TollCue.SCALE):
        for cue in toll_pattern(document.lexicon, listed).finditer(near):
            if settled and "toll" in cue.group().lower():
                continue
            if cue.group()[:5].lower() == "since" and _RECORD.search(near[: cue.start()]):
                continue
            if not _EARLIER.search(near[: cue.start()]) and not (added and _ANOTHERS.search(near[: cue.end()])):
                return cue.group()
    since = _since_war(document.lexicon).search(near)
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
