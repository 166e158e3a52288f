"""Speech limits: speakers who name a figure by not going beyond it.

"The ministry would not go beyond nine", "stuck to its toll of nine", "declined to confirm more than nine".
"""

from __future__ import annotations

from casualties.extract.speakers import before
from casualties.extract.speech_line import Line
from casualties.extract.speech_subjects import REPORT, may_speak
from casualties.extract.speech_words import ADVERB, BARRED, DETERMINER, ISSUED, QUOTE, TIME, TOLL, TOLL_ADJECTIVE
from casualties.extract.utterance import Rule, Utterance, segment_end, span_of, stretch

_NEAR = 7
"""Words between the limit and its figure: "stuck to its earlier official toll of nine"."""
_BETWEEN = ADVERB | DETERMINER | ISSUED | QUOTE | TIME | TOLL | TOLL_ADJECTIVE
_SMALL = frozenset({"of", "at", "that", "confirmed", "figure"})


def limited(line: Line, at: int, start: int) -> tuple[Utterance, range] | None:
    """The speaker before a limit, if a figure stands right behind it."""
    figure = next((i for i in range(start, min(start + _NEAR, line.size)) if line.flags[i] & BARRED), None)
    if figure is None or any(not line.flags[i] & _BETWEEN and line.lows[i] not in _SMALL for i in range(start, figure)):
        return None
    speaker = before(line, at)
    if speaker is None or not may_speak(line, speaker, at, REPORT):
        return None
    right = stretch(line, at + 1, segment_end(line, start))
    return Utterance(Rule.PRE, span_of(line, *speaker), span_of(line, at, start), right=right), range(at, start)
