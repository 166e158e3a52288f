"""Speech: who says what within one sentence.

Found: pre-posed ("police said 12 died"), post-posed ("12 died, police said."), inverted ("12 died, said police."),
parenthetical ("12, police said, died"), "according to", agents ("confirmed by"), participles ("adding that"), nesting
("state TV quoted a doctor as saying", "citing medics"), audiences ("told AFP"), headlines ("UN: 80 dead"), brackets
("(Source: OCHA)", "[HRW]") and tolls that belong to someone ("the ministry's count of 40").
"""

from __future__ import annotations

from casualties.extract.speakers import before
from casualties.extract.speech_marks import brackets, gapped, headline, own_toll, turn
from casualties.extract.speech_phrases import followed
from casualties.extract.speech_verbs import finite
from casualties.extract.speech_words import BRACKET, FINITE, MARK, PARTICIPLE, PHRASE, Line, Set
from casualties.extract.utterance import Rule, Utterance, segment_end, span_of, stretch

_VERB = FINITE | PARTICIPLE
_CUE = _VERB | PHRASE | MARK | BRACKET | Set.TOLL.bit


def utterances(line: Line) -> tuple[Utterance, ...]:
    """Every cue of speech of a sentence with its speaker, in text order."""
    found: list[Utterance] = []
    taken: set[int] = set()
    if not line.sets & _CUE:
        return ()
    for utterance, indices in followed(line):
        found.append(utterance)
        taken |= indices
    for at in [i for i, f in enumerate(line.flags) if f & _VERB] if line.sets & _VERB else ():
        if at in taken:
            continue
        made = finite(line, at) if line.flags[at] & FINITE else _participle(line, at, found)
        if made is not None:
            found.append(made)
    found.extend(own_toll(line))
    if found:
        found.extend(gapped(line))
    found.extend(u for u in headline(line) if not any(u.speaker.overlaps(f.speaker) for f in found))
    found.extend(brackets(line))
    found.extend(turn(line))
    return tuple(sorted(found, key=lambda u: u.cue.start))


def _participle(line: Line, at: int, found: list[Utterance]) -> Utterance | None:
    """ "adding that ...", "with the ministry saying ...": the last speaker goes on, or one is named before it."""
    right = stretch(line, at + 1, segment_end(line, at))
    cue = span_of(line, at, at + 1)
    if right is None or line.lows[at - 1] == "as" or at == 0:
        return None
    own = _with_speaker(line, at)
    if own is not None:
        return Utterance(Rule.PARTICIPLE, span_of(line, *own), cue, right=right)
    if line.lows[at - 1] != "," and line.lows[at + 1] != "that" and line.lows[at] not in {"saying", "adding"}:
        return None
    earlier = [u for u in found if u.cue.end <= cue.start and u.rule is not Rule.CITED]
    if earlier:
        return Utterance(Rule.PARTICIPLE, earlier[-1].speaker, cue, right=right, relay=earlier[-1].relay)
    verb = next((i for i in range(1, at) if line.verbal(i)), None)
    subject = before(line, verb) if verb is not None else None
    if subject is None or not line.known(*subject):
        return None
    return Utterance(Rule.PARTICIPLE, span_of(line, *subject), cue, right=right)


def _with_speaker(line: Line, at: int) -> tuple[int, int] | None:
    """ "... with hospital officials saying": the speaker between "with" and the participle."""
    opening = next((i for i in range(at - 1, max(-1, at - 10), -1) if line.lows[i] in {"with", ","}), None)
    if opening is None or line.lows[opening] != "with":
        return None
    end = at
    while end > opening + 1 and line.has(end - 1, Set.ADVERB):
        end -= 1
    return (opening + 1, end) if opening + 1 < end and not line.bars(end - 1) else None
