"""Speech verbs: a finite verb of speech with the speaker before it, behind it, or quoted by it.

"police said 12 died", "12 died, police said.", "12 died, said police.", "12, police said, died", "state TV quoted a
doctor as saying", "a doctor told AFP", "the ministry put the toll at 12"; not "was reported", "claimed responsibility".
"""

from __future__ import annotations

from casualties.claim import SourceKind
from casualties.extract.entities import identify, names_country
from casualties.extract.speakers import QUOTES, after, before
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

_DIRECT = frozenset({Speech.SAY, Speech.TELL})
_NEEDS_KNOWN = frozenset({Speech.COUNT, Speech.SEE, Speech.ACCUSE, Speech.HOLD, Speech.ISSUE})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_PARTICIPLE_ENDS = ("ed", "id", "ld", "wn", "nd", "en", "ut")
_REDUCED = frozenset({"as", "dead", "killed", "missing", "wounded", "injured"})
_RELATIVES = frozenset({"who", "whom", "what", "which", "where"})
_LEANING = frozenset({"after", "before", "when", "since", "if", "because", "until"})


def finite(line: Line, at: int) -> Utterance | None:
    """A finite verb of speech with the speaker before or after it."""
    if line.low(at) in line.cues.noun and not _is_verb_here(line, at):
        return None
    if _is_passive(line, at):
        return _quoted_passive(line, at)
    if (line.low(at - 1) == "to" and line.low(at - 2) != "on") or _is_negated(line, at):
        return None
    kinds = _kinds_here(line, at)
    if Speech.QUOTE in kinds and (quoted := _quoted(line, at)) is not None:
        return quoted
    if kinds & {Speech.SAY, Speech.REPORT} and (inverted := _inverted(line, at)) is not None:
        return inverted
    speaker = before(line, at) if kinds else None
    if speaker is None or not _may_speak(line, speaker, at, kinds):
        return None
    return _beside(line, at, speaker, kinds)


def _kinds_here(line: Line, at: int) -> frozenset[Speech]:
    """What the verb may be where it stands: none if it is an adjective, or its object makes it another verb."""
    kinds = line.cues.finite[line.low(at)]
    ahead = {line.low(i) for i in range(at + 1, at + 9)}
    reduced = line.low(at + 1) == "by" and not kinds & _DIRECT
    if reduced or (line.low(at).endswith("ed") and line.has(at - 1, Set.DETERMINER)):
        return frozenset()  # "a bulletin broadcast by the navy", "a reported death"
    if any(line.has(i, Set.LOOKALIKE) for i in range(at + 1, min(at + 4, len(line.words)))):
        return frozenset()
    if Speech.HOLD in kinds and "responsible" not in ahead:
        kinds -= {Speech.HOLD}
    if Speech.ISSUE in kinds and not _issues(line, at):
        kinds = kinds - {Speech.ISSUE} if "that" in ahead else frozenset()
    if line.low(at + 1) in _REDUCED:
        kinds -= {Speech.REPORT}  # "Americans confirmed as wounded"
    return kinds


def _issues(line: Line, at: int) -> bool:
    """Whether "put", "released", "has" hands out a toll, a list or names, not tear gas or hostages."""
    for i in range(at + 1, min(at + 7, len(line.words))):
        if line.has(i, Set.ISSUED):
            return True
        if line.bars(i) or line.verbal(i) or line.low(i) in {",", ";", "."}:
            return False
    return False


def _is_verb_here(line: Line, at: int) -> bool:
    """Whether "reports", "claims", "lists" is a verb here: its right-hand neighbour decides, or the sentence's end."""
    if at == 0 or line.has(at - 1, Set.DETERMINER) or line.has(at - 1, Set.PREPOSITION) or line.low(at - 1) == "united":
        return False
    if line.low(at - 1).endswith("ing"):
        return False
    if at + 1 >= len(line.words) or line.low(at + 1) in {",", ".", ":"}:
        return line.known(max(0, at - 3), at)
    low = line.low(at + 1)
    if line.verbal(at + 1) or low in {"of", "from", "by", "about", "and", "or", "on", "in", "for"}:
        return False
    return (
        low == "that"
        or line.bars(at + 1)
        or line.has(at + 1, Set.DETERMINER)
        or line.has(at + 1, Set.ADVERB)
        or (line.has(at + 1, Set.TIME) or low.endswith("ing") or low.isdigit() or line.known(max(0, at - 3), at))
    )


def _is_passive(line: Line, at: int) -> bool:
    """ "was reported", "have been confirmed", "is also said to": the subject is not the speaker."""
    back = at - 1
    while back >= 0 and _is_adverb(line, back):
        back -= 1
    return line.low(back) in _BE and line.low(at).endswith(_PARTICIPLE_ENDS)


def _is_adverb(line: Line, at: int) -> bool:
    return (line.has(at, Set.ADVERB) and not line.has(at, Set.AUXILIARY)) or line.low(at).endswith("ly")


def _is_negated(line: Line, at: int) -> bool:
    """ "did not say how the 14 died": the figure is not what they say."""
    return any(line.low(i) in {"not", "never"} or line.low(i).endswith(("n't", "n’t")) for i in (at - 1, at - 2))


def _quoted_passive(line: Line, at: int) -> Utterance | None:
    """ "A guard was quoted by state radio as saying ..."."""
    if not line.has(at, Set.QUOTING):
        return None
    saying = next((i for i in range(at + 1, min(at + 12, len(line.words) - 1)) if line.low(i) == "as"), None)
    if saying is None or line.low(saying + 1) not in line.cues.participle:
        return None
    speaker = before(line, at)
    if speaker is None:
        return None
    relay = after(line, at + 2) if line.low(at + 1) in {"by", "in", "on"} else None
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
    if line.low(speaker[1]) != "as" and line.low(speaker[1]) not in line.cues.participle:
        return None
    return Utterance(
        Rule.QUOTED,
        span_of(line, *speaker),
        span_of(line, at, at + 1),
        left=stretch(line, 0, outlet[0]) if _complement_closes(line, outlet[0]) else None,
        right=stretch(line, speaker[1], segment_end(line, at)),
        relay=span_of(line, *outlet),
    )


def _complement_closes(line: Line, at: int) -> bool:
    """Whether a quotation ends right before `at`."""
    return any(line.low(i) in QUOTES for i in (at - 1, at - 2) if i >= 0)


def _inverted(line: Line, at: int) -> Utterance | None:
    """ "..., said Fatima, a teacher": the speaker follows the verb, and nothing of a clause follows the speaker."""
    mark = line.low(at - 1)
    marked = mark == "," or mark in QUOTES or mark in {"—", "–", "--", "?", "!"}
    if at == 0 or (not marked and line.low(at) not in {"said", "says"}):
        return None
    if line.has(at + 1, Set.PREPOSITION) or line.low(at + 1) == "that":
        return None
    speaker = after(line, at + 1)
    if speaker is None or line.low(speaker[0]) in line.cues.groups[Set.HE] | line.cues.groups[Set.THEY]:
        return None
    following = speaker[1]
    while following < len(line.words) and line.has(following, Set.ADVERB) and not line.has(following, Set.AUXILIARY):
        following += 1
    if following < len(line.words) and (line.verbal(following) or line.bars(following)):
        return None
    if not marked and not (line.known(*speaker) and _ends_attribution(line, speaker[1])):
        return None
    if not complement_before(line, segment_start(line, at), at) or not (
        line.known(*speaker)
        or line.has(speaker[0], Set.DETERMINER)
        or any(w.capital for w in line.words[speaker[0] : speaker[1]])
    ):
        return None
    left = stretch(line, segment_start(line, at), at)
    right = _goes_on(line, speaker[1])
    return Utterance(Rule.INVERTED, span_of(line, *speaker), span_of(line, at, at + 1), left, right, closed=True)


def _ends_attribution(line: Line, at: int) -> bool:
    """Nothing of a clause stands at `at`: the sentence ends, or "adding", "which" or a mark follows."""
    low = line.low(at)
    return low in {"", ".", ",", "which", "who"} or low in line.cues.participle


def _may_speak(line: Line, speaker: tuple[int, int], at: int, kinds: frozenset[Speech]) -> bool:
    start, end = speaker
    pronoun = end - start == 1 and line.low(start) in {"he", "she", "it", "they", "we", "i"}
    if pronoun and line.low(start) in {"he", "she", "they"}:
        return True
    if line.low(start) in {"no", "neither", "none"}:
        return False
    if Speech.FIND in kinds and line.low(at + 1) != "that":
        return any(line.has(i, Set.DOCUMENT) for i in range(start, end))
    named = line.known(start, end)
    if not named and any(line.has(i, Set.EVENT) for i in range(start, end)):
        return False
    if line.low(end - 1) in {"this", "that", "these", "those", "what", "who", "which", "nothing", "everyone"}:
        return False
    if kinds & _DIRECT:
        return True
    if not named and all(
        line.has(i, Set.REGION) or names_country(line.words[i].text, line.lexicon) or not line.words[i].is_word
        for i in range(start, end)
    ):
        return False
    if all(line.has(i, Set.TIME) or line.low(i)[0].isdigit() or not line.words[i].is_word for i in range(start, end)):
        return False
    proper = any(line.words[i].capital for i in range(max(start, 1), end)) or (
        start == 0 and end - start <= 3 and line.words[0].capital
    )
    clause = line.low(at + 1) == "that" or pronoun
    if kinds & _NEEDS_KNOWN and Speech.REPORT not in kinds:
        return named or pronoun or (proper and end - start <= 4 and not line.has(end - 1, Set.EVENT))
    return named or clause or (proper and end - start <= 6)


def _beside(line: Line, at: int, speaker: tuple[int, int], kinds: frozenset[Speech]) -> Utterance | None:
    """The speaker stands before the verb: what is said follows, or has gone before."""
    start = speaker[0]
    tells = Speech.TELL in kinds
    audience = after(line, at + 1) if tells else None
    close = _close(line, audience[1] if audience else at + 1)
    relay = _relay(line, at, audience)
    who, cue = span_of(line, *speaker), span_of(line, at, at + 1)
    begun = segment_start(line, start)
    finished = segment_end(line, at)
    inner = (start > 0 and (line.low(start - 1) in _RELATIVES or line.low(start - 1) == "that")) or any(
        line.low(i) in _RELATIVES for i in range(speaker[1], min(speaker[1] + 2, at))
    )
    may_follow = bool(kinds & (_DIRECT | {Speech.REPORT, Speech.FIND}))
    if (
        close is not None
        and may_follow
        and not inner
        and complement_before(line, begun, start)
        and line.low(close) != ":"
    ):
        left = stretch(line, begun, start)
        return Utterance(Rule.POST, who, cue, left, _goes_on(line, close), relay, closed=True)
    if inner or _is_subordinate(line, start):
        finished = next((i for i in range(at, finished) if line.low(i) == ","), finished)
    if inner and line.low(at + 1) in _BE:
        return None  # "a blast that police said was caused by gas killed four"
    right = stretch(line, audience[1] if audience and close is None else at + 1, finished)
    return Utterance(Rule.PRE, who, cue, None, right, relay)


def _is_subordinate(line: Line, start: int) -> bool:
    """Whether the speaker's clause leans on a main clause that follows: "While the army says ..., four died"."""
    low = line.low(start - 1) if start else ""
    return low in _LEANING or (line.has(start - 1, Set.BOUNDARY) and start == 1)


def _goes_on(line: Line, close: int) -> Span | None:
    """What an attribution that is over still covers: the clause behind its comma or quotation mark."""
    if line.low(close) == "," and line.has(close + 1, Set.BOUNDARY):
        return None
    if line.low(close) in {",", "—", "–", "--"} or line.low(close) in QUOTES or line.low(close).endswith("ing"):
        return stretch(line, close, segment_end(line, close))
    return None


def _close(line: Line, at: int) -> int | None:
    """Where the attribution is over, after "on Tuesday" or "in a statement"; None if a clause follows."""
    size = len(line.words)
    while at < size:
        low = line.low(at)
        if line.bars(at) or low == "that":
            return None
        if (
            low in {",", ";", ".", ")", "]", "—", "–", "--", ":"}
            or low in QUOTES
            or line.low(at) in line.cues.participle
        ):
            return at
        if (
            line.has(at, Set.BOUNDARY)
            or low in {"and", "with"}
            or (low.endswith("ing") and line.words[at].text.islower())
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
            if line.low(at).endswith("ed") and line.has(at + 1, Set.PREPOSITION):
                at += 1  # "in a statement posted on its website"
        else:
            return None
    return size


def _relay(line: Line, at: int, audience: tuple[int, int] | None) -> Span | None:
    """Who passes it on: the outlet that was told, or that carried the statement."""
    if audience is not None and _is_outlet(line, *audience):
        return span_of(line, *audience)
    for i in range(at + 1, min(at + 10, len(line.words) - 2)):
        if line.has(i, Set.CARRIER) and line.low(i + 1) in {"by", "on", "in"}:
            outlet = after(line, i + 2)
            return span_of(line, *outlet) if outlet and _is_outlet(line, *outlet) else None
    return None


def _is_outlet(line: Line, start: int, end: int) -> bool:
    """A news outlet, or a name that may be one; not reporters, parliament or a news conference."""
    if any(line.has(i, Set.AUDIENCE) for i in range(start, end)):
        return False
    found = identify(line.text(start, end), line.lexicon)
    return found.kind is SourceKind.MEDIA if found.known else line.words[end - 1].capital
