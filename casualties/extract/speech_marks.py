"""Speech marks: speakers that punctuation, not a verb, gives.

Headlines ("UN: 80 dead", "80 dead - officials"), brackets ("(Source: OCHA)", "[HRW]"), an interview's turns
("[ROJAS] ..."), gapped verbs ("the rebels, 30") and tolls that belong to someone ("the ministry's count of 40").
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from casualties.claim import SourceKind
from casualties.extract.entities import identify, names_only_country
from casualties.extract.speakers import before
from casualties.extract.speakers_after import after
from casualties.extract.speech_words import BRACKET, MARK, Line, Set
from casualties.extract.utterance import Rule, Utterance, segment_end, span_of, stretch

_HEAD_WORDS = 12
"""Words before the colon of a headline that names its speaker ("UN rights office: ...")."""
_TITLE_WORDS = 30
"""Words of a headline that ends in its source ("80 dead - officials"); longer lines are sentences with a dash."""
_PARTING = frozenset({":", ",", ";"})
_AGENCY_BRACKET = frozenset({"reuters", "ap", "afp", "dpa", "upi", "efe"})


def headline(line: Line) -> Iterator[Utterance]:
    """ "UN: 80 dead", "80 dead: UN", "80 dead - UN", "Deaths since May, Ministry of Health:"."""
    size = line.size
    if not line.sets & MARK:
        return
    marks = [i for i, low in enumerate(line.lows) if low in _PARTING]
    for at in [i for i, f in enumerate(line.flags) if f & MARK and i]:
        mark = line.lows[at]
        begin = _voice_start(line, at, marks[max(0, (last := bisect.bisect_left(marks, at)) - 2) : last])
        free = not any(line.bars(i) or line.verbal(i) for i in range(begin, at))
        topic = names_only_country(line.text(begin, at), line.lexicon)  # "Haiti: 12 dead"
        if mark == ":" and free and not topic and at - begin <= _HEAD_WORDS and _is_voice(line, begin, at):
            yield Utterance(
                Rule.COLON, span_of(line, begin, at), span_of(line, at, at + 1), right=stretch(line, at + 1, size)
            )
        end = size - 1 if line.lows[size - 1] == "." else size
        agency = mark != ":" and line.lows[at + 1] in _AGENCY_BRACKET
        clean = at <= _TITLE_WORDS and not any(
            line.bars(i) or line.verbal(i) or not line.is_word(i) for i in range(at + 1, end)
        )
        if clean and not agency and at + 1 < end <= at + 1 + _HEAD_WORDS and _is_voice(line, at + 1, end):
            yield Utterance(Rule.TAIL, span_of(line, at + 1, end), span_of(line, at, at + 1), left=stretch(line, 0, at))


def _voice_start(line: Line, colon: int, marks: Sequence[int]) -> int:
    """Where the speaker before a colon begins: after the last mark, but a name and its title stay together.

    `marks` are the places of the two last colons, commas or semicolons before it.
    """
    if not marks:
        return 0
    last = marks[-1]
    begin = marks[-2] + 1 if len(marks) > 1 else 0
    name = all(w.capital or w.low in {"de", "al", "of", "."} for w in line.words[begin:last])
    title = not line.has(begin, Set.PREPOSITION) and line.known(begin, last)
    other = line.words[last + 1 : colon]
    named = bool(other) and all(w.capital for w in other)
    joined = line.lows[last] == "," and begin < last and ((name and line.known(last + 1, colon)) or (title and named))
    return begin if joined else last + 1


def _is_voice(line: Line, start: int, end: int) -> bool:
    """Someone who speaks, not a rubric ("Photos:", "Report:")."""
    found = identify(line.text(start, end), line.lexicon)
    return found.known and found.kind is not SourceKind.OTHER


def brackets(line: Line) -> Iterator[Utterance]:
    """ "(Source: OCHA, 3 June)", "[HRW]", "60 (the interior ministry)"; never a dateline, an agency or a gloss."""
    last = 0
    if not line.sets & BRACKET:
        return
    for at in [i for i, f in enumerate(line.flags) if f & BRACKET and i]:
        close = next((i for i in range(at + 1, line.size) if line.lows[i] in {")", "]"}), None)
        if close is None:
            return
        labelled = line.has(at + 1, Set.LABEL) and line.lows[at + 2] == ":"
        begin = at + 3 if labelled else at + 1
        speaker = after(line, begin)
        if speaker is None or speaker[1] > close:
            continue
        ends = all(not line.is_word(i) for i in range(close + 1, line.size))
        follows_figure = line.bars(at - 1)
        outlet = line.lows[speaker[0]] in _AGENCY_BRACKET
        plain = (ends or follows_figure) and not outlet and speaker[1] == close
        if labelled or (plain and _is_institution(line, *speaker)):
            yield Utterance(
                Rule.BRACKET, span_of(line, *speaker), span_of(line, at, at + 1), left=stretch(line, last, at)
            )
            last = close + 1


def _is_institution(line: Line, start: int, end: int) -> bool:
    """Not "(son)": a name's gloss is no source."""
    found = identify(line.text(start, end), line.lexicon)
    return found.known and found.kind not in {SourceKind.WITNESS, SourceKind.OTHER}


def turn(line: Line) -> Iterator[Utterance]:
    """ "[ROJAS] TWO MEN DIED.", "DR ROJAS: Two men died.": an interview's turn; who may have one, `sources` sees."""
    colon = next((i for i in range(1, min(6, line.size)) if line.lows[i] == ":"), None)
    if colon is not None and line.text(0, colon).isupper() and not line.text(colon, line.size).isupper():
        right = stretch(line, colon + 1, line.size)
        yield Utterance(Rule.TURN, span_of(line, 0, colon), span_of(line, 0, colon + 1), right=right)
        return
    close = next((i for i in range(2, min(5, line.size)) if line.lows[i] == "]"), None)
    if close is None or line.lows[0] != "[" or not line.text(1, close).isupper():
        return
    right = stretch(line, close + 1, line.size)
    yield Utterance(Rule.TURN, span_of(line, 1, close), span_of(line, 0, close + 1), right=right)


def gapped(line: Line) -> Iterator[Utterance]:
    """ "Police counted 5 dead; the clinic, 12.": the verb is left out before the second figure."""
    for at in range(1, line.size - 3):
        if line.lows[at] not in {";", "and"}:
            continue
        bare = _bare_gap(line, at)
        if bare is not None:
            right = stretch(line, bare, segment_end(line, bare))
            yield Utterance(Rule.GAPPED, span_of(line, at + 1, bare), span_of(line, at, at + 1), right=right)
            continue
        comma = next((i for i in range(at + 2, min(at + 8, line.size - 1)) if line.lows[i] == ","), None)
        if comma is not None and line.bars(comma + 1) and line.known(at + 1, comma):
            free = not any(line.bars(i) or line.verbal(i) for i in range(at + 1, comma))
            if free:
                yield Utterance(
                    Rule.GAPPED,
                    span_of(line, at + 1, comma),
                    span_of(line, at, at + 1),
                    right=stretch(line, comma + 1, segment_end(line, comma)),
                )


def _bare_gap(line: Line, at: int) -> int | None:
    """The figure in "officials counted 30 dead and the Red Cross 47": right behind a body, with nothing to count."""
    figure = next((i for i in range(at + 2, min(at + 8, line.size)) if line.bars(i)), None)
    if figure is None or not any(line.bars(i) for i in range(at)):
        return None
    end = next((i for i in range(figure, line.size) if not line.bars(i)), line.size)
    ends = end >= line.size or not line.is_word(end)
    named = line.has(at + 1, Set.DETERMINER) or line.capital(at + 1)
    free = all(
        line.is_word(i) and not line.verbal(i) and line.lows[i] not in line.cues.finite for i in range(at + 1, figure)
    )
    return figure if ends and named and free and line.known(at + 1, figure) else None


def own_toll(line: Line) -> Iterator[Utterance]:
    """ "The clinic's toll is 40", "the ministry count of 40,000", "police figures show"."""
    if not line.sets & Set.TOLL.bit:
        return
    for at in [i for i, f in enumerate(line.flags) if f & Set.TOLL.bit and i]:
        end = at
        while end > 0 and line.has(end - 1, Set.TOLL_ADJECTIVE):
            end -= 1
        start, end = before(line, end) or (0, 0)
        start = next((i for i in range(end - 1, start, -1) if line.lows[i] == "the"), start)
        while start < end and line.lows[start] in line.cues.finite:
            start += 1
        if start >= end or not line.known(start, end):
            continue
        possessive = line.words.texts[end - 1].endswith(("'s", "’s", "s'", "s’"))
        if possessive or line.lows[at + 1] in {"of", "for"}:
            yield Utterance(
                Rule.TOLL,
                span_of(line, start, end),
                span_of(line, at, at + 1),
                right=stretch(line, at + 1, segment_end(line, at)),
            )
