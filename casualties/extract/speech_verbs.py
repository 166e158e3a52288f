"""Speech verbs: a finite verb of speech with the speaker before it, behind it, or quoted by it.

"police said 12 died", "12 died, police said.", "12 died, said police.", "12, police said, died", "state TV quoted a
doctor as saying", "a doctor told AFP", "the ministry put the toll at 12"; not "was reported", "claimed responsibility".
"""

from __future__ import annotations

from casualties.extract.audiences import heard_by, passed_on
from casualties.extract.speakers import before
from casualties.extract.speakers_after import after
from casualties.extract.speech_line import Line
from casualties.extract.speech_subjects import (
    BE,
    CLAUSE,
    DIRECT,
    FIND,
    ISSUE,
    REPORT,
    is_negated,
    is_only_verb,
    is_passive,
    is_verb_here,
    kinds_here,
    may_speak,
)
from casualties.extract.speech_words import (
    ADVERB,
    AUXILIARY,
    BARRED,
    BOUNDARY,
    COMMA,
    DASHES,
    DENIAL,
    DETERMINER,
    DIGITS,
    DOCUMENT,
    FINITE,
    HE,
    ING,
    ISSUED,
    NOUN,
    PARTICIPLE,
    PREPOSITION,
    QUOTE,
    QUOTING,
    RAISES,
    THEY,
    TIME,
    Speech,
)
from casualties.extract.utterance import (
    Rule,
    Utterance,
    complement_before,
    segment_end,
    segment_start,
    span_of,
    stretch,
)
from casualties.report import Span

_QUOTED, _CITED, _INVERTED, _POST, _PRE = Rule.QUOTED, Rule.CITED, Rule.INVERTED, Rule.POST, Rule.PRE
_SAY, _TELL, _SEE, _QUOTE = Speech.SAY.bit, Speech.TELL.bit, Speech.SEE.bit, Speech.QUOTE.bit
_INVERTS = _SAY | REPORT
_JOINS = DIRECT | REPORT | ISSUE
_MAY_FOLLOW = DIRECT | REPORT | FIND | CLAUSE
_OPENS_INNER = frozenset({"who", "whom", "what", "which", "where"})
"""Words that make a clause within another; so does "that" before its subject."""
_LEANING = frozenset({"after", "before", "when", "since", "if", "because", "until"})
_GROUNDS = frozenset({"grounds", "reason", "reasons", "able", "position"})
_BEFORE_TO = _GROUNDS | {"on"}
"""Words before "to" and a verb that is speech nevertheless: "went on to say", "grounds to believe"."""
_LATER = frozenset({"later", "afterwards", "afterward", "earlier", "after"})
_UNITS = frozenset({"minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"})
_HEARER = 5
"""Words between a verb of speech and its "that" at most: "told the council on Monday that"."""
_PARTING = DASHES | {"?", "!"}
_CLOSES = DASHES | {",", ";", ".", ")", "]", ":", "and", "with"}
"""Marks and words behind which an attribution is over."""
_BEHIND = COMMA | QUOTE
_ENDS = QUOTE | PARTICIPLE | BOUNDARY


def finite(line: Line, at: int) -> Utterance | None:
    """A finite verb of speech with the speaker before or after it."""
    lows = line.lows
    if line.flags[at] & NOUN and not is_verb_here(line, at):
        return None
    if is_passive(line, at):
        return _quoted_passive(line, at)
    if (lows[at - 1] == "to" and lows[at - 2] not in _BEFORE_TO) or is_negated(line, at):
        return None
    kinds = kinds_here(line, at)
    if kinds & _QUOTE and (quoted := _quoted(line, at) or _cited_aside(line, at)) is not None:
        return quoted
    if kinds & _INVERTS and (inverted := _inverted(line, at)) is not None:
        return inverted
    joined = _of_earlier_verb(line, at) if kinds & _JOINS else None
    speaker = joined or (before(line, at) if kinds else None)
    if speaker is None or not may_speak(line, speaker, at, kinds):
        return None
    return _beside(line, at, speaker, kinds)


def _of_earlier_verb(line: Line, at: int) -> tuple[int, int] | None:
    """ "The mayor visited the wounded and said", "the panel has grounds to believe that": an earlier subject."""
    lows, joint = line.lows, at - 1
    if lows[joint] == "to" and lows[joint - 1] in _GROUNDS:
        verb = next((i for i in range(joint - 1, max(0, joint - 7), -1) if line.verbal(i)), None)
        return before(line, verb) if verb is not None else None
    while joint > 0 and line.flags[joint] & (ADVERB | AUXILIARY):
        joint -= 1
    if lows[joint] not in {"and", "but"}:
        return None
    if lows[joint - 1] == ",":
        joint -= 1
    begun = segment_start(line, joint)
    verb = next((i for i in range(begun + 1, joint) if line.verbal(i) or is_only_verb(line, i)), None)
    if verb is None or line.holds(BARRED, begun, verb):
        return None
    return before(line, verb)


def _quoted_passive(line: Line, at: int) -> Utterance | None:
    """ "A guard was quoted by state radio as saying ..."."""
    if not line.flags[at] & QUOTING:
        return None
    saying = next((i for i in range(at + 1, min(at + 12, line.size - 1)) if line.lows[i] == "as"), None)
    if saying is None or not line.flags[saying + 1] & PARTICIPLE:
        return None
    speaker = before(line, at)
    if speaker is None:
        return None
    relay = after(line, at + 2) if line.lows[at + 1] in {"by", "in", "on"} else None
    return Utterance(
        _QUOTED,
        span_of(line, *speaker),
        span_of(line, at, at + 1),
        right=stretch(line, saying + 2, segment_end(line, saying)),
        relay=span_of(line, relay[0], min(relay[1], saying)) if relay else None,
    )


def _quoted(line: Line, at: int) -> Utterance | None:
    """ "State TV quoted a doctor as saying ...": the doctor speaks, state TV passes it on."""
    outlet = before(line, at)
    speaker = after(line, at + 1)
    if outlet is None or speaker is None or line.flags[at + 1] & BARRED:
        return None
    follows = speaker[1] + 1 if line.lows[speaker[1]] == "," else speaker[1]
    if line.lows[follows] != "as" and not line.flags[follows] & PARTICIPLE:
        return None
    return Utterance(
        _QUOTED,
        span_of(line, *speaker),
        span_of(line, at, at + 1),
        left=stretch(line, 0, outlet[0]) if _complement_closes(line, outlet[0]) else None,
        right=stretch(line, speaker[1], segment_end(line, at)),
        relay=span_of(line, *outlet),
    )


def _cited_aside(line: Line, at: int) -> Utterance | None:
    """ "The Hindu, which cited district officials, ...": the officials speak wherever the paper would."""
    speaker = after(line, at + 1) if line.lows[at - 1] in {"which", "who"} else None
    if speaker is None or not line.known(*speaker):
        return None
    right = stretch(line, speaker[1], segment_end(line, at))
    left = stretch(line, segment_start(line, at), at)
    return Utterance(_CITED, span_of(line, *speaker), span_of(line, at, at + 1), left, right)


def _complement_closes(line: Line, at: int) -> bool:
    """Whether a quotation ends right before `at`."""
    return line.holds(QUOTE, max(0, at - 2), at)


def _inverted(line: Line, at: int) -> Utterance | None:
    """ "..., said Fatima, a teacher": the speaker follows the verb, and nothing of a clause follows the speaker."""
    lows, flags = line.lows, line.flags
    if at == 0:
        return _opening(line, at)
    mark = lows[at - 1]
    marked = flags[at - 1] & _BEHIND or mark in _PARTING
    if (
        (not marked and lows[at] not in {"said", "says"})
        or flags[at + 1] & (PREPOSITION | BARRED)  # no speaker begins with a figure
        or lows[at + 1] == "that"
    ):
        return None
    speaker = after(line, at + 1)
    if speaker is None or flags[speaker[0]] & (HE | THEY):
        return None
    following = speaker[1]
    while following < line.size and flags[following] & (ADVERB | AUXILIARY) == ADVERB:
        following += 1
    if following < line.size and (flags[following] & BARRED or line.verbal(following)):
        return None
    known = line.known(*speaker)
    if not marked and not (known and _ends_attribution(line, speaker[1])):
        return None
    named = known or flags[speaker[0]] & DETERMINER or any(line.capital(i) for i in range(*speaker))
    if not named:
        return None
    begun = segment_start(line, at)
    left = stretch(line, begun, at)
    right = _goes_on(line, speaker[1])
    if not complement_before(line, begun, at):
        if mark != "," or lows[speaker[1]] != ",":
            return None
        left = None  # "By dusk, said the collector, it was 121"
    return Utterance(_INVERTED, span_of(line, *speaker), span_of(line, at, at + 1), left, right, closed=True)


def _opening(line: Line, at: int) -> Utterance | None:
    """'Said the mayor: "..."'."""
    speaker = after(line, at + 1)
    if speaker is None or line.lows[speaker[1]] != ":" or not line.capital(at):
        return None
    right = stretch(line, speaker[1], segment_end(line, speaker[1]))
    return Utterance(_INVERTED, span_of(line, *speaker), span_of(line, at, at + 1), right=right)


def _ends_attribution(line: Line, at: int) -> bool:
    """Nothing of a clause stands at `at`: the sentence ends, or "adding", "which" or a mark follows."""
    return line.lows[at] in {"", ".", ",", "which", "who"} or line.flags[at] & PARTICIPLE != 0


def _beside(line: Line, at: int, speaker: tuple[int, int], kinds: int) -> Utterance | None:
    """The speaker stands before the verb: what is said follows, or has gone before."""
    lows, flags, start = line.lows, line.flags, speaker[0]
    audience = after(line, at + 1) if kinds & _TELL else heard_by(line, at)
    close = _close(line, audience[1] if audience else at + 1)
    inner = (start > 0 and (lows[start - 1] in _OPENS_INNER or lows[start - 1] == "that")) or any(
        lows[i] in _OPENS_INNER for i in range(speaker[1], min(speaker[1] + 2, at))
    )
    if flags[at] & DENIAL and lows[start - 3] == "," and flags[start - 2] & DETERMINER:
        return None  # "..., a charge it denies"
    may_follow = kinds & _MAY_FOLLOW
    if kinds & _SEE:  # "..., figures from the ministry show"
        may_follow = line.holds(DOCUMENT | ISSUED, *speaker)
    if close == at + 1 and flags[close] & QUOTE and not _complement_closes(line, start):
        close = None  # the quotation follows: "while the paper reported “hundreds”"
    begun = segment_start(line, start)
    told = lows[start - 1] == "," and line.holds(BARRED, begun, start)  # "nine died, he said: six ..."
    parted = close is not None and lows[close] == ":" and not told
    if close is not None and may_follow and not inner and not parted and complement_before(line, begun, start):
        who, cue, relay = span_of(line, *speaker), span_of(line, at, at + 1), passed_on(line, start, at, audience)
        return Utterance(_POST, who, cue, stretch(line, begun, start), _goes_on(line, close), relay, closed=True)
    finished = _own_clause_ends(line, start, at)
    aside = lows[start - 1] == "as" and lows[at + 1] == ","  # "As police reported, ..."
    if (inner or _is_subordinate(line, start)) and not aside:
        finished = next((i for i in range(at, finished) if lows[i] == ","), finished)
    if inner and lows[at + 1] in BE:
        return None  # "a blast that police said was caused by gas killed four"
    right = stretch(line, audience[1] if audience and close is None else at + 1, finished)
    who, cue, relay = span_of(line, *speaker), span_of(line, at, at + 1), passed_on(line, start, at, audience)
    return Utterance(_PRE, who, cue, None, right, relay)


def _own_clause_ends(line: Line, start: int, at: int) -> int:
    """Where the clause of a verb ends that another verb of speech governs: at "and that", which goes on with the outer.

    "The group said relatives listed 61 and that it sought 31"; behind a "that" of its own the inner goes on.
    """
    finished, lows = segment_end(line, at), line.lows
    said = next((i for i in range(at + 1, min(at + _HEARER, finished)) if line.flags[i] & BARRED), at + _HEARER)
    if "that" in lows[at + 1 : said] or not any(own & (FINITE | NOUN) == FINITE for own in line.flags[:start]):
        return finished
    return next((i for i in range(at + 1, finished) if lows[i] == "and" and lows[i + 1] == "that"), finished)


def _is_subordinate(line: Line, start: int) -> bool:
    """Whether the speaker's clause leans on a main clause that follows: "While the army says ..., four died"."""
    return start > 0 and (line.lows[start - 1] in _LEANING or (start == 1 and line.flags[0] & BOUNDARY != 0))


def _goes_on(line: Line, close: int) -> Span | None:
    """What an attribution that is over still covers: the clause behind its comma or quotation mark."""
    low = line.lows[close]
    if low == "," and line.flags[close + 1] & BOUNDARY and not line.flags[close + 2] & RAISES:
        return None  # but "..., the clinic said, which brings the toll to 12"
    if low in {",", ":"} or low in DASHES or line.flags[close] & (QUOTE | ING):
        return stretch(line, close, segment_end(line, close))
    return None


def _close(line: Line, at: int) -> int | None:
    """Where the attribution is over, after "on Tuesday" or "in a statement"; None if a clause follows."""
    size, lows, flags = line.size, line.lows, line.flags
    while at < size:
        low, own = lows[at], flags[at]
        if own & BARRED or low == "that":
            return None
        if low in _CLOSES or own & _ENDS or (own & ING and line.texts[at].islower()):
            return at
        if own & (TIME | DIGITS) or own & (ADVERB | PREPOSITION) == ADVERB or _is_later(line, at):
            at += 1
        elif own & PREPOSITION:
            if flags[at + 1] & TIME:
                at += 1
                continue
            inner = after(line, at + 1)
            at = inner[1] if inner else at + 1
            if lows[at].endswith("ed") and flags[at + 1] & PREPOSITION:
                at += 1  # "in a statement posted on its website"
        else:
            return None
    return size


def _is_later(line: Line, at: int) -> bool:
    """ "A day later", "two days after": the number or article, or the unit, of a time counted from another."""
    lows = line.lows
    return (lows[at + 1] in _LATER and lows[at] in _UNITS) or (lows[at + 2] in _LATER and lows[at + 1] in _UNITS)
