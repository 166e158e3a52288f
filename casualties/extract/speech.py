"""Speech: who says what within one sentence.

Found: pre-posed ("police said 12 died"), post-posed ("12 died, police said."), inverted ("12 died, said police."),
parenthetical ("12, police said, died"), "according to", agents ("confirmed by"), participles ("adding that"), nesting
("state TV quoted a doctor as saying", "citing medics"), audiences ("told AFP"), headlines ("UN: 80 dead"), brackets
("(Source: OCHA)", "[HRW]") and tolls that belong to someone ("the ministry's count of 40").
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract.speakers import before
from casualties.extract.speech_line import Line
from casualties.extract.speech_marks import brackets, gapped, headline, own_toll, turn
from casualties.extract.speech_phrases import followed
from casualties.extract.speech_verbs import finite
from casualties.extract.speech_words import (
    ADVERB,
    AND,
    BARRED,
    BRACKET,
    FINITE,
    MARK,
    PARTICIPLE,
    PHRASE,
    SEMICOLON,
    TOLL,
)
from casualties.extract.utterance import Rule, Utterance, segment_end, span_of, stretch

_VERB = FINITE | PARTICIPLE
_CUE = _VERB | PHRASE | MARK | BRACKET | TOLL
_GAP = SEMICOLON | AND
_PARTICIPLE, _CITED = Rule.PARTICIPLE, Rule.CITED


def utterances(line: Line) -> tuple[Utterance, ...]:
    """Every cue of speech of a sentence with its speaker, in text order."""
    sets = line.sets
    if not sets & _CUE:
        return ()
    cues = [at for at, flags in enumerate(line.flags) if flags & _CUE]
    found = _worded(line, cues)
    if sets & TOLL:
        found.extend(own_toll(line, cues))
    if found and sets & _GAP:
        found.extend(gapped(line))
    if sets & MARK:
        found.extend(u for u in headline(line, cues) if not any(u.speaker.overlaps(f.speaker) for f in found))
    if sets & BRACKET:
        found.extend(brackets(line, cues))
    if sets & (MARK | BRACKET):
        found.extend(turn(line))
    if len(found) > 1:
        found.sort(key=lambda u: u.cue.start)
    return tuple(found)


def _worded(line: Line, cues: Sequence[int]) -> list[Utterance]:
    """The utterances that phrases and verbs of speech give."""
    found: list[Utterance] = []
    taken: set[int] = set()
    if line.sets & PHRASE:
        for utterance, indices in followed(line, cues):
            found.append(utterance)
            taken.update(indices)
    if line.sets & _VERB:
        for at in cues:
            flags = line.flags[at]
            if flags & _VERB and at not in taken:
                made = finite(line, at) if flags & FINITE else _participle(line, at, found)
                if made is not None:
                    found.append(made)
    return found


def _participle(line: Line, at: int, found: Sequence[Utterance]) -> Utterance | None:
    """ "adding that ...", "with the ministry saying ...": the last speaker goes on, or one is named before it."""
    lows = line.lows
    right = stretch(line, at + 1, segment_end(line, at))
    if right is None or lows[at - 1] == "as" or at == 0:
        return None
    cue = span_of(line, at, at + 1)
    own = _with_speaker(line, at)
    if own is not None:
        return Utterance(_PARTICIPLE, span_of(line, *own), cue, right=right)
    if lows[at - 1] != "," and lows[at + 1] != "that" and lows[at] not in {"saying", "adding"}:
        return None
    earlier = [u for u in found if u.cue.end <= cue.start and u.rule is not _CITED]
    if earlier:
        return Utterance(_PARTICIPLE, earlier[-1].speaker, cue, right=right, relay=earlier[-1].relay)
    verb = line.first_verbal(1, at)
    subject = before(line, verb) if verb is not None else None
    if subject is None or not line.known(*subject):
        return None
    return Utterance(_PARTICIPLE, span_of(line, *subject), cue, right=right)


def _with_speaker(line: Line, at: int) -> tuple[int, int] | None:
    """ "... with hospital officials saying": the speaker between "with" and the participle."""
    opening = next((i for i in range(at - 1, max(-1, at - 10), -1) if line.lows[i] in {"with", ","}), None)
    if opening is None or line.lows[opening] != "with":
        return None
    end = at
    while end > opening + 1 and line.flags[end - 1] & ADVERB:
        end -= 1
    return (opening + 1, end) if opening + 1 < end and not line.flags[end - 1] & BARRED else None
