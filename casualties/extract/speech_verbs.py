"""Speech verbs: a finite verb of speech with the speaker before it, behind it, or quoted by it.

"police said 12 died", "12 died, police said.", "12 died, said police.", "12, police said, died", "state TV quoted a
doctor as saying", "a doctor told AFP", "the ministry put the toll at 12"; not "was reported", "claimed responsibility".
"""

from __future__ import annotations

from casualties.claim import SourceKind
from casualties.extract.entities import identify
from casualties.extract.nominals import QUOTES
from casualties.extract.speakers import before
from casualties.extract.speakers_after import after
from casualties.extract.speech_subjects import (
    BE,
    DIRECT,
    is_negated,
    is_only_verb,
    is_passive,
    is_verb_here,
    kinds_here,
    may_speak,
)
from casualties.extract.speech_words import Line, Set, Speech
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

_RELATIVES = frozenset({"who", "whom", "what", "which", "where"})
_LEANING = frozenset({"after", "before", "when", "since", "if", "because", "until"})


def finite(line: Line, at: int) -> Utterance | None:
    """A finite verb of speech with the speaker before or after it."""
    if line.lows[at] in line.cues.noun and not is_verb_here(line, at):
        return None
    if is_passive(line, at):
        return _quoted_passive(line, at)
    if (line.lows[at - 1] == "to" and line.lows[at - 2] != "on") or is_negated(line, at):
        return None
    kinds = kinds_here(line, at)
    if Speech.QUOTE in kinds and (quoted := _quoted(line, at) or _cited_aside(line, at)) is not None:
        return quoted
    if kinds & {Speech.SAY, Speech.REPORT} and (inverted := _inverted(line, at)) is not None:
        return inverted
    joined = _of_earlier_verb(line, at) if kinds & (DIRECT | {Speech.REPORT, Speech.ISSUE}) else None
    speaker = joined or (before(line, at) if kinds else None)
    if speaker is None or not may_speak(line, speaker, at, kinds):
        return None
    return _beside(line, at, speaker, kinds)


def _of_earlier_verb(line: Line, at: int) -> tuple[int, int] | None:
    """ "The governor visited the wounded and said ...": the subject of the verb that "and" joins this one to."""
    joint = at - 1
    while joint > 0 and (line.has(joint, Set.ADVERB) or line.has(joint, Set.AUXILIARY)):
        joint -= 1
    if line.lows[joint - 1] == "," and line.lows[joint] in {"and", "but"}:
        joint -= 1
    elif line.lows[joint] not in {"and", "but"}:
        return None
    begun = segment_start(line, joint)
    verb = next((i for i in range(begun + 1, joint) if line.verbal(i) or is_only_verb(line, i)), None)
    if verb is None or any(line.bars(i) for i in range(begun, verb)):
        return None
    return before(line, verb)


def _quoted_passive(line: Line, at: int) -> Utterance | None:
    """ "A guard was quoted by state radio as saying ..."."""
    if not line.has(at, Set.QUOTING):
        return None
    saying = next((i for i in range(at + 1, min(at + 12, line.size - 1)) if line.lows[i] == "as"), None)
    if saying is None or line.lows[saying + 1] not in line.cues.participle:
        return None
    speaker = before(line, at)
    if speaker is None:
        return None
    relay = after(line, at + 2) if line.lows[at + 1] in {"by", "in", "on"} else None
    return Utterance(
        Rule.QUOTED,
        span_of(line, *speaker),
        span_of(line, at, at + 1),
        right=stretch(line, saying + 2, segment_end(line, saying)),
        relay=span_of(line, relay[0], min(relay[1], saying)) if relay else None,
    )


def _quoted(line: Line, at: int) -> Utterance | None:
    """ "State TV quoted a doctor as saying ...": the doctor speaks, state TV passes it on."""
    outlet = before(line, at)
    speaker = after(line, at + 1)
    if outlet is None or speaker is None or line.bars(at + 1):
        return None
    follows = line.lows[speaker[1] + 1 if line.lows[speaker[1]] == "," else speaker[1]]
    if follows != "as" and follows not in line.cues.participle:
        return None
    return Utterance(
        Rule.QUOTED,
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
    return Utterance(Rule.CITED, span_of(line, *speaker), span_of(line, at, at + 1), left, right)


def _complement_closes(line: Line, at: int) -> bool:
    """Whether a quotation ends right before `at`."""
    return any(line.lows[i] in QUOTES for i in (at - 1, at - 2) if i >= 0)


def _inverted(line: Line, at: int) -> Utterance | None:
    """ "..., said Fatima, a teacher": the speaker follows the verb, and nothing of a clause follows the speaker."""
    mark = line.lows[at - 1]
    marked = mark == "," or mark in QUOTES or mark in {"—", "–", "--", "?", "!"}
    if at == 0:
        return _opening(line, at)
    if not marked and line.lows[at] not in {"said", "says"}:
        return None
    if line.has(at + 1, Set.PREPOSITION) or line.lows[at + 1] == "that":
        return None
    speaker = after(line, at + 1)
    if speaker is None or line.lows[speaker[0]] in line.cues.groups[Set.HE] | line.cues.groups[Set.THEY]:
        return None
    following = speaker[1]
    while following < line.size and line.has(following, Set.ADVERB) and not line.has(following, Set.AUXILIARY):
        following += 1
    if following < line.size and (line.verbal(following) or line.bars(following)):
        return None
    if not marked and not (line.known(*speaker) and _ends_attribution(line, speaker[1])):
        return None
    if not (
        line.known(*speaker)
        or line.has(speaker[0], Set.DETERMINER)
        or any(w.capital for w in line.words[speaker[0] : speaker[1]])
    ):
        return None
    left = stretch(line, segment_start(line, at), at)
    right = _goes_on(line, speaker[1])
    if not complement_before(line, segment_start(line, at), at):
        if mark != "," or line.lows[speaker[1]] != ",":
            return None
        left = None  # "By dusk, said the collector, it was 121"
    return Utterance(Rule.INVERTED, span_of(line, *speaker), span_of(line, at, at + 1), left, right, closed=True)


def _opening(line: Line, at: int) -> Utterance | None:
    """'Said the mayor: "..."'."""
    speaker = after(line, at + 1)
    if speaker is None or line.lows[speaker[1]] != ":" or not line.capital(at):
        return None
    right = stretch(line, speaker[1], segment_end(line, speaker[1]))
    return Utterance(Rule.INVERTED, span_of(line, *speaker), span_of(line, at, at + 1), right=right)


def _ends_attribution(line: Line, at: int) -> bool:
    """Nothing of a clause stands at `at`: the sentence ends, or "adding", "which" or a mark follows."""
    low = line.lows[at]
    return low in {"", ".", ",", "which", "who"} or low in line.cues.participle


def _beside(line: Line, at: int, speaker: tuple[int, int], kinds: frozenset[Speech]) -> Utterance | None:
    """The speaker stands before the verb: what is said follows, or has gone before."""
    start = speaker[0]
    tells = Speech.TELL in kinds
    audience = after(line, at + 1) if tells else _told(line, at)
    close = _close(line, audience[1] if audience else at + 1)
    relay = _relay(line, start, at, audience)
    who, cue = span_of(line, *speaker), span_of(line, at, at + 1)
    begun = segment_start(line, start)
    finished = segment_end(line, at)
    inner = (start > 0 and (line.lows[start - 1] in _RELATIVES or line.lows[start - 1] == "that")) or any(
        line.lows[i] in _RELATIVES for i in range(speaker[1], min(speaker[1] + 2, at))
    )
    if line.has(at, Set.DENIAL) and line.lows[start - 3] == "," and line.has(start - 2, Set.DETERMINER):
        return None  # "..., a charge it denies"
    may_follow = bool(kinds & (DIRECT | {Speech.REPORT, Speech.FIND}))
    if Speech.SEE in kinds:  # "..., figures from the ministry show"
        may_follow = any(line.has(i, Set.DOCUMENT) or line.has(i, Set.ISSUED) for i in range(*speaker))
    if close == at + 1 and line.lows[close] in QUOTES and not _complement_closes(line, start):
        close = None  # the quotation follows: "while the paper reported “hundreds”"
    if (
        close is not None
        and may_follow
        and not inner
        and complement_before(line, begun, start)
        and line.lows[close] != ":"
    ):
        left = stretch(line, begun, start)
        return Utterance(Rule.POST, who, cue, left, _goes_on(line, close), relay, closed=True)
    if inner or _is_subordinate(line, start):
        finished = next((i for i in range(at, finished) if line.lows[i] == ","), finished)
    if inner and line.lows[at + 1] in BE:
        return None  # "a blast that police said was caused by gas killed four"
    right = stretch(line, audience[1] if audience and close is None else at + 1, finished)
    return Utterance(Rule.PRE, who, cue, None, right, relay)


def _told(line: Line, at: int) -> tuple[int, int] | None:
    """ "confirmed to the Daily Nation that ...": an outlet that hears it."""
    heard = after(line, at + 2) if line.lows[at + 1] == "to" else None
    return heard if heard and line.lows[heard[1]] == "that" and _is_outlet(line, *heard) else None


def _is_subordinate(line: Line, start: int) -> bool:
    """Whether the speaker's clause leans on a main clause that follows: "While the army says ..., four died"."""
    low = line.lows[start - 1] if start else ""
    return low in _LEANING or (line.has(start - 1, Set.BOUNDARY) and start == 1)


def _goes_on(line: Line, close: int) -> Span | None:
    """What an attribution that is over still covers: the clause behind its comma or quotation mark."""
    if line.lows[close] == "," and line.has(close + 1, Set.BOUNDARY):
        return None
    if line.lows[close] in {",", "—", "–", "--"} or line.lows[close] in QUOTES or line.lows[close].endswith("ing"):
        return stretch(line, close, segment_end(line, close))
    return None


def _close(line: Line, at: int) -> int | None:
    """Where the attribution is over, after "on Tuesday" or "in a statement"; None if a clause follows."""
    size = line.size
    while at < size:
        low = line.lows[at]
        if line.bars(at) or low == "that":
            return None
        if (
            low in {",", ";", ".", ")", "]", "—", "–", "--", ":"}
            or low in QUOTES
            or line.lows[at] in line.cues.participle
        ):
            return at
        if (
            line.has(at, Set.BOUNDARY)
            or low in {"and", "with"}
            or (low.endswith("ing") and line.words.texts[at].islower())
        ):
            return at
        if line.has(at, Set.TIME) or (line.has(at, Set.ADVERB) and not line.has(at, Set.PREPOSITION)) or low.isdigit():
            at += 1
        elif line.has(at, Set.PREPOSITION):
            if line.has(at + 1, Set.TIME):
                at += 1
                continue
            inner = after(line, at + 1)
            at = inner[1] if inner else at + 1
            if line.lows[at].endswith("ed") and line.has(at + 1, Set.PREPOSITION):
                at += 1  # "in a statement posted on its website"
        else:
            return None
    return size


def _relay(line: Line, start: int, at: int, audience: tuple[int, int] | None) -> Span | None:
    """Who passes it on: the outlet that was told, or that carried the statement."""
    if audience is not None and _is_outlet(line, *audience):
        return span_of(line, *audience)
    for i in (*range(start + 1, at), *range(at + 1, min(at + 10, line.size - 2))):
        if line.has(i, Set.CARRIER) and line.lows[i + 1] in {"by", "on", "in"}:
            outlet = after(line, i + 2)
            return span_of(line, *outlet) if outlet and _is_outlet(line, *outlet) else None
    return None


def _is_outlet(line: Line, start: int, end: int) -> bool:
    """A news outlet, or a name that may be one; not reporters, parliament or a news conference."""
    found = identify(line.text(start, end), line.lexicon)
    named = found.kind is SourceKind.MEDIA and line.capital(end - 1)
    if any(line.has(i, Set.AUDIENCE) and not (named and line.capital(i)) for i in range(start, end)):
        return False
    return found.kind is SourceKind.MEDIA if found.known else line.capital(end - 1)
