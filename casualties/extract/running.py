"""Running: whether a figure's own words make it a running or summed toll."""

from __future__ import annotations

import functools

import regex

from casualties.extract.calendar_words import calendar_of, one_of
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document, Kind
from casualties.extract.toll_words import TollCue, toll_list, toll_pattern
from casualties.scope import Outcome


@functools.cache
def _toll(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The death toll rose to", "the number of the wounded now stands at"."""
    return regex.compile(
        r"\b(?P<cue>(?:death\s+)?toll|"
        r"number\s+of\s+(?:the\s+)?(?:dead|deaths|victims|(?:people\s+)?killed|injured|wounded|missing|displaced|detainees|casualties))\b"
        rf"[^.;]{{0,120}}?\b{one_of(toll_list(lexicon, TollCue.RISE))}\b[^.;]{{0,40}}$",
        regex.IGNORECASE,
    )


@functools.cache
def _settled(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "The final toll is 40", "revised the toll to 40": one incident's, counted once more."""
    before, behind = (one_of(toll_list(lexicon, cue)) for cue in (TollCue.SETTLES, TollCue.SETTLED))
    return regex.compile(rf"\b{before}\b[^.;]{{0,60}}\btoll\b|\btoll\b[^.;]{{0,40}}?\b{behind}\b", regex.IGNORECASE)


def _is_of_one(document: Document, figure: Figure, near: str, most: int) -> bool:
    """Whether the report opens with one incident and nothing by the figure tells of more or of a stretch of time.

    "The ministry put the toll at 40" is then that incident's, as "40 people were killed in the blast" is.
    """
    if (figure.amount.low or figure.amount.high or 0) >= most or toll_pattern(document.lexicon, TollCue.BEYOND).search(
        near
    ) is not None:
        return False
    return opens_with_one(document)


def is_of_incident(document: Document, figure: Figure) -> bool:
    """Whether a toll, growing or not, or those who fled are of the one incident that the report opens with."""
    most = _FLED if figure.outcome is Outcome.DISPLACED else _MANY
    return _is_of_one(document, figure, near_words(document, figure), most)


def is_of_war(document: Document, figure: Figure) -> bool:
    """ "The war has killed 90,000", "the toll in the conflict": no day of the report is theirs."""
    near, least = near_words(document, figure), figure.amount.low or figure.amount.high or 0
    if least < _HUNDRED or toll_pattern(document.lexicon, TollCue.LASTING).search(near) is None:
        return False
    return least >= _MANY or _HAS.search(near) is not None


_HAS = regex.compile(r"\b(?:has|have)\b", regex.IGNORECASE)


@functools.lru_cache(maxsize=4)
def opens_with_one(document: Document) -> bool:
    """Whether the first sentences tell of one incident, and of no weather, strikes or clashes that go on."""
    lexicon, single = document.lexicon, False
    for sentence in document.sentences[:_OPENING]:
        words = document.words(sentence)
        if any(toll_pattern(lexicon, cue).search(words) for cue in (TollCue.WEATHER, TollCue.SEVERAL)):
            return False
        short = sentence.kind is Kind.HEADING and toll_pattern(lexicon, TollCue.INCIDENT).search(words) is not None
        single = single or short or _one_incident(lexicon).search(words) is not None
    return single


@functools.cache
def _one_incident(lexicon: Lexicon) -> regex.Pattern[str]:
    """ "A suicide attack", "Saturday's bus accident", "a bus plunged"."""
    day = rf"(?:{calendar_of(lexicon).weekday}|yesterday|last\s+night)(?:\s+\p{{Ll}}+)?['’]s"
    incident, happened = (one_of(toll_list(lexicon, cue)) for cue in (TollCue.INCIDENT, TollCue.HAPPENED))
    return regex.compile(
        rf"\b(?:an?|the|one|{day})\s+(?:[\w.'’-]+\s+){{0,3}}{incident}\b|\ban?\s+(?:[\w'’-]+\s+){{1,8}}?{happened}\b",
        regex.IGNORECASE,
    )


_OPENING, _HUNDRED, _MANY, _FLED = 4, 100, 1000, 20_000
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
    grows = toll_pattern(document.lexicon, TollCue.GROWS).search(near) is not None
    one = _is_of_one(document, figure, near, _MANY)
    of_one = one and (not grows or _ADDS_UP.search(before) is not None)
    settled = of_one or (not grows and _settled(document.lexicon).search(near) is not None)
    toll = _toll(document.lexicon).search(before)
    if toll is not None and not settled:
        return toll["cue"]
    added = _MORE.search(document.text, max(0, figure.span.start - 12), figure.span.end + 12) is not None
    for listed in (TollCue.RUNNING, TollCue.SCALE):
        for cue in toll_pattern(document.lexicon, listed).finditer(near):
            words = " ".join(cue.group().lower().split())
            if (settled and "toll" in words) or (of_one and words in toll_list(document.lexicon, TollCue.COUNTED_UP)):
                continue
            if cue.group()[:5].lower() == "since" and _RECORD.search(near[: cue.start()]):
                continue
            if not _EARLIER.search(near[: cue.start()]) and not (added and _ANOTHERS.search(near[: cue.end()])):
                return cue.group()
    if _SINCE.search(near) is not None:
        return "since"
    since = _since_war(document.lexicon).search(near)
    return since.group() if since is not None and _RECORD.search(near[: since.start()]) is None else None


_ADDS_UP = regex.compile(
    r",\s+(?:bringing|taking|raising|pushing|lifting|which\s+(?:brings|takes|raises|brought|took|raised))\s+"
    r"(?:[\w']+\s+){0,4}?(?:toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|victims|injured|wounded))\s+"
    r"(?:[\w']+\s+){0,6}?to\s+$",
    regex.IGNORECASE,
)
""" "Two more died, taking the toll to 18": in a report of one incident its toll, counted once more."""
_SINCE = regex.compile(r"\b(?:have|has)\b[^.;,]{0,60}\bsince(?=\s*(?:[.;,]|$))", regex.IGNORECASE)
""" "Seven have been killed since."""
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
