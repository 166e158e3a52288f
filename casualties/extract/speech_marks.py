"""Speech marks: speakers that punctuation, not a verb, gives.

Headlines ("UN: 80 dead", "80 dead - officials"), brackets ("(Source: OCHA)", "[HRW]"), an interview's turns
("[ROJAS] ..."), gapped verbs ("the rebels, 30") and tolls that belong to someone ("the ministry's count of 40").
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from casualties.claim import SourceKind
from casualties.extract.nominals import BRACKETS
from casualties.extract.speakers import before
from casualties.extract.speakers_after import after
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import (
    AGENCY,
    AND,
    BARRED,
    BRACKET,
    COMMA,
    DETERMINER,
    DOCUMENT,
    EVENT,
    FINITE,
    HARM,
    HIM,
    ISSUED,
    ITS,
    LABEL,
    MARK,
    POSSESSIVES,
    PREMISES,
    PREPOSITION,
    SEMICOLON,
    THEM,
    TOLL,
    TOLL_ADJECTIVE,
    WORD,
)
from casualties.extract.utterance import Rule, Utterance, owner_span, segment_end, span_of, stretch

_HEAD_WORDS = 12
"""Words before the colon of a headline that names its speaker ("UN rights office: ...")."""
_TITLE_WORDS = 30
"""Words of a headline that ends in its source ("80 dead - officials"); longer lines are sentences with a dash."""
_NO_BODY = DOCUMENT | TOLL | ISSUED | EVENT | PREMISES
_OF_SPEAKER = HIM | THEM | ITS
_COMES = frozenset({"came", "comes", "come", "is", "was"})
_COUNTED = 4
"""Words from a bracket back to the figure it gives the source of."""
_GOVERNING = frozenset({"at", "of", "on", "to"})
"""Small words between a verb of speech and its figure."""
_PARTING = frozenset({":", ",", ";"})


def headline(line: Line, cues: Sequence[int]) -> Iterator[Utterance]:
    """ "UN: 80 dead", "80 dead: UN", "80 dead - UN", "Deaths since May, Ministry of Health:"; `cues` are places."""
    size, lows, flags = line.size, line.lows, line.flags
    marks = [i for i, low in enumerate(lows) if low in _PARTING]
    end = size - 1 if lows[size - 1] == "." else size
    for at in cues:
        if not at or not flags[at] & MARK:
            continue
        colon = lows[at] == ":"
        if colon:
            last = bisect.bisect_left(marks, at)
            begin = _voice_start(line, at, marks[max(0, last - 2) : last])
            if at - begin <= _HEAD_WORDS and not _holds_clause(line, begin, at) and _is_voice(line, begin, at):
                topic = line.names.is_country(line.text(begin, at))  # "Haiti: 12 dead"
                if not topic:
                    right = stretch(line, at + 1, size)
                    yield Utterance(Rule.COLON, span_of(line, begin, at), span_of(line, at, at + 1), right=right)
        agency = not colon and flags[at + 1] & AGENCY
        if agency or at > _TITLE_WORDS or not at + 1 < end <= at + 1 + _HEAD_WORDS:
            continue
        clean = all(own & WORD for own in flags[at + 1 : end]) and not _holds_clause(line, at + 1, end)
        if clean and (_is_voice(line, at + 1, end) or _is_plain_body(line, at + 1, end)):
            left = stretch(line, 0, at)
            yield Utterance(Rule.TAIL, span_of(line, at + 1, end), span_of(line, at, at + 1), left=left)


def _holds_clause(line: Line, start: int, end: int) -> bool:
    """Whether a figure or a verb stands in a stretch."""
    return line.holds(BARRED, start, end) or line.first_verbal(start, end) is not None


def _voice_start(line: Line, colon: int, marks: Sequence[int]) -> int:
    """Where the speaker before a colon begins: after the last mark, but a name and its title stay together.

    `marks` are the places of the two last colons, commas or semicolons before it.
    """
    if not marks:
        return 0
    last = marks[-1]
    begin = marks[-2] + 1 if len(marks) > 1 else 0
    if line.lows[last] != "," or begin >= last:
        return last + 1
    name = all(line.capital(i) or line.lows[i] in {"de", "al", "of", "."} for i in range(begin, last))
    title = not line.flags[begin] & PREPOSITION and line.known(begin, last)
    named = last + 1 < colon and all(line.capital(i) for i in range(last + 1, colon))
    joined = (name and line.known(last + 1, colon)) or (title and named)
    return begin if joined else last + 1


def _is_voice(line: Line, start: int, end: int) -> bool:
    """Someone who speaks, not a rubric ("Photos:", "Report:")."""
    found = line.names.identify(line.text(start, end))
    return found.known and found.kind is not SourceKind.OTHER


def _is_plain_body(line: Line, start: int, end: int) -> bool:
    """ "40 killed: union": a body whose kind no word tells; not "photos", "report", "mine"."""
    found = line.names.identify(line.text(start, end))
    return found.known and not found.person and not line.holds(_NO_BODY, start, end)


def brackets(line: Line, cues: Sequence[int]) -> Iterator[Utterance]:
    """ "(Source: OCHA, 3 June)", "[HRW]", "60 (the interior ministry)"; never a dateline, an agency or a gloss."""
    last = 0
    size, lows, flags = line.size, line.lows, line.flags
    for at in cues:
        if not at or not flags[at] & BRACKET:
            continue
        close = next((i for i in range(at + 1, size) if lows[i] in BRACKETS), None)
        if close is None:
            return
        labelled = flags[at + 1] & LABEL and lows[at + 2] == ":"
        follows_figure = _ends_figure(line, at)
        if not labelled and not follows_figure and line.holds(WORD, close + 1, size):
            continue
        speaker = after(line, at + 3 if labelled else at + 1)
        if speaker is None or speaker[1] > close:
            continue
        plain = speaker[1] == close and not flags[speaker[0]] & AGENCY
        if labelled or (plain and _is_institution(line, *speaker)):
            left = stretch(line, last, at)
            yield Utterance(Rule.BRACKET, span_of(line, *speaker), span_of(line, at, at + 1), left=left)
            last = close + 1


def _ends_figure(line: Line, at: int) -> bool:
    """Whether a figure, with what was counted behind it ("12 dead (the ministry)"), ends right before a bracket."""
    for i in range(at - 1, max(-1, at - 1 - _COUNTED), -1):
        if line.flags[i] & (WORD | PREPOSITION | DETERMINER | BARRED) != WORD:
            return line.flags[i] & BARRED != 0
    return False


def _is_institution(line: Line, start: int, end: int) -> bool:
    """Not "(son)": a name's gloss is no source."""
    found = line.names.identify(line.text(start, end))
    return found.known and found.kind not in {SourceKind.WITNESS, SourceKind.OTHER}


def turn(line: Line) -> Iterator[Utterance]:
    """ "[ROJAS] TWO MEN DIED.", "DR ROJAS: Two men died.": an interview's turn; who may have one, `sources` sees."""
    opening = line.lows[: min(6, line.size)]
    colon = opening.index(":", 1) if ":" in opening[1:] else None
    if colon is not None and line.text(0, colon).isupper() and not line.text(colon, line.size).isupper():
        right = stretch(line, colon + 1, line.size)
        yield Utterance(Rule.TURN, span_of(line, 0, colon), span_of(line, 0, colon + 1), right=right)
        return
    close = opening.index("]", 2, 5) if opening[0] == "[" and "]" in opening[2:5] else None
    if close is None or not line.text(1, close).isupper():
        return
    right = stretch(line, close + 1, line.size)
    yield Utterance(Rule.TURN, span_of(line, 1, close), span_of(line, 0, close + 1), right=right)


def gapped(line: Line) -> Iterator[Utterance]:
    """ "Police counted 5 dead; the clinic, 12.": the verb is left out before the second figure."""
    flags = line.flags
    for at in range(1, line.size - 3):
        if not flags[at] & (SEMICOLON | AND | COMMA):
            continue
        bare = _bare_gap(line, at)
        if bare is not None:
            right = stretch(line, bare, segment_end(line, bare))
            name = bare - 1 if line.lows[bare - 1] in _GOVERNING else bare
            yield Utterance(Rule.GAPPED, span_of(line, at + 1, name), span_of(line, at, at + 1), right=right)
            continue
        if flags[at] & COMMA:
            continue
        comma = next((i for i in range(at + 2, min(at + 8, line.size - 1)) if flags[i] & COMMA), None)
        if comma is None or not flags[comma + 1] & BARRED or not line.known(at + 1, comma):
            continue
        if not _holds_clause(line, at + 1, comma):
            right = stretch(line, comma + 1, segment_end(line, comma))
            yield Utterance(Rule.GAPPED, span_of(line, at + 1, comma), span_of(line, at, at + 1), right=right)


def _bare_gap(line: Line, at: int) -> int | None:
    """The figure in "officials counted 30 dead and the Red Cross 47": right behind a body, with nothing to count."""
    flags, size = line.flags, line.size
    figure = next((i for i in range(at + 2, min(at + 8, size)) if flags[i] & BARRED), None)
    if figure is None or not (flags[at + 1] & DETERMINER or line.capital(at + 1)):
        return None
    end = next((i for i in range(figure, size) if not flags[i] & BARRED), size)
    name = figure - 1 if _governed_again(line, at, figure) else figure
    if (name == figure and flags[end] & (WORD | AND) == WORD) or not line.holds(BARRED, 0, at):
        return None
    free = all(flags[i] & (WORD | FINITE) == WORD and not line.verbal(i) for i in range(at + 1, name))
    return figure if free and line.known(at + 1, name) else None


def _governed_again(line: Line, end: int, figure: int) -> bool:
    """ "Put the toll at 12", "speak of 12" before a gap: the next body's figure stands behind "at" or "of" too."""
    small = line.lows[figure - 1]
    return small in _GOVERNING and any(line.lows[i] == small and line.flags[i + 1] & BARRED for i in range(end))


def own_toll(line: Line, cues: Sequence[int]) -> Iterator[Utterance]:
    """ "The clinic's toll is 40", "the ministry count of 40,000", "police figures show"."""
    lows, flags = line.lows, line.flags
    for at in cues:
        if not at or not flags[at] & TOLL:
            continue
        end = at
        while end > 0 and flags[end - 1] & TOLL_ADJECTIVE:
            end -= 1
        start, end = before(line, end) or (0, 0)
        if start < end and flags[end - 1] & _OF_SPEAKER:
            start = end  # "stuck to its toll of 12"
        start = next((i for i in range(end - 1, start, -1) if lows[i] == "the"), start)
        while start < end and flags[start] & FINITE:
            start += 1
        giver = _giver(line, at)
        if giver is not None:
            left, right = stretch(line, at, giver[0]), stretch(line, giver[1], segment_end(line, at))
            yield Utterance(Rule.TOLL, span_of(line, *giver), span_of(line, at, at + 1), left, right)
        if start >= end:
            continue
        owns = lows[at + 1] in {"of", "for"} or line.texts[end - 1].endswith(POSSESSIVES)
        if owns and line.known(start, end):
            yield Utterance(
                Rule.TOLL,
                owner_span(line, start, end),
                span_of(line, at, at + 1),
                right=stretch(line, at + 1, segment_end(line, at)),
            )


def _giver(line: Line, at: int) -> tuple[int, int] | None:
    """ "The toll from the clinic", "the figure of 40 dead came from the union": who gave a toll, behind "from"."""
    lows, flags, origin = line.lows, line.flags, at + 1
    if lows[origin] == "of":
        origin += 1
        while flags[origin] & (BARRED | HARM) and lows[origin] not in _COMES:
            origin += 1
    if lows[origin] in _COMES:
        origin += 1
    elif origin > at + 1:
        return None
    giver = after(line, origin + 1) if lows[origin] == "from" else None
    return giver if giver is not None and line.known(*giver) and not line.holds(EVENT, *giver) else None
