"""Speech phrases: speakers that follow a fixed phrase, or own the account that a phrase names.

"according to police", "confirmed by the hospital", "citing medics", "a report by the union that ...", "by the army's
account", "the toll given by the governor", "the balance offered on Monday by the mayor".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casualties.extract.nominals import name
from casualties.extract.speakers_after import after
from casualties.extract.speech_limits import limited
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import (
    ACCOUNT,
    ADVERB,
    ALONE,
    BARRED,
    COMMA,
    CONTRAST,
    DETERMINER,
    FINITE,
    HANDED,
    HARD,
    HIM,
    ITS,
    NOT,
    NOUN,
    PHRASE,
    POSSESSIVES,
    PREPOSITION,
    SECOND,
    THEM,
    TIME,
    TOLL,
    TOLL_ADJECTIVE,
    WORD,
    Speech,
)
from casualties.extract.utterance import Rule, Utterance, owner_span, segment_end, segment_start, span_of, stretch
from casualties.report import Span

_OWNED = 12
"""Words from "by" to the account it names: "by the latest internal count of ..." is shorter."""
_HANDED = 6
"""Words between a toll and "by": "the figure of 61, first published by"."""
_BEFORE_ACCOUNT = frozenset({"by", "on", "in"})
_OF_SPEAKER = HIM | THEM | ITS
_ACCORDING, _AGENT, _CITE, _NOMINAL = Speech.ACCORDING, Speech.AGENT, Speech.CITE, Speech.NOMINAL
_RULES = {_ACCORDING: Rule.ACCORDING, _AGENT: Rule.AGENT}


def followed(line: Line, cues: Sequence[int]) -> Iterator[tuple[Utterance, range]]:
    """Phrases that the speaker follows or stands in, with the indices of the words they use up."""
    until = 0
    lows, flags, phrases = line.lows, line.flags, line.cues.phrases
    accounts = line.sets & (ACCOUNT | HANDED)
    for at in cues:
        own = flags[at]
        if not own & PHRASE or at < until:
            continue
        made = None
        if (own & ALONE or flags[at + 1] & SECOND) and (known := phrases.get(lows[at])):
            for words, kind in (*known.get(lows[at + 1], ()), *known.get("", ())):
                if lows[at : at + len(words)] == words:
                    made = _follower(line, at, at + len(words), kind)
                    break
        if accounts and made is None and lows[at] in _BEFORE_ACCOUNT:
            made = _account(line, at) or _handed(line, at)
        if made is not None:
            until = made[1][-1] + 1
            yield made


def _follower(line: Line, at: int, start: int, kind: Speech) -> tuple[Utterance, range] | None:
    if kind is Speech.LIMIT:
        return limited(line, at, start)
    opens = _opens(line, at)
    phrase = after(line, start, clause_follows=opens)
    if phrase is None or (line.lows[at] == "per" and not line.known(*phrase)):
        return None
    if kind is _NOMINAL:
        return _nominal(line, at, start, phrase)
    if kind is _AGENT and (_is_negated(line, at) or not (line.capital(phrase[0]) or line.known(*phrase))):
        return None
    left = None if opens else stretch(line, segment_start(line, at), at)
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    relay = None
    if kind is _CITE:
        begun = _clause_of_citation(line, at)
        left = stretch(line, begun, at)
        if begun and line.flags[at - 1] & HARD and (line.known(begun, at - 1) or name(line, begun, at - 1)):
            relay = span_of(line, begun, at - 1)
    made = Utterance(
        _RULES.get(kind, Rule.CITED),
        span_of(line, *phrase),
        span_of(line, at, start),
        left,
        right,
        relay,
        closed=not opens and kind is not _AGENT,
    )
    return made, range(at, phrase[1])


def _clause_of_citation(line: Line, at: int) -> int:
    """Where the clause begins of which somebody else is cited: "the union said ..., while AFP, citing medics, ..."."""
    flags = line.flags
    for i in range(at - 1, 1, -1):
        if flags[i] & CONTRAST and flags[i - 1] & COMMA:
            spoken = any(flags[j] & FINITE and not flags[j] & NOUN for j in range(i))
            own = not any(flags[j] & FINITE for j in range(i, at))
            return i + 1 if spoken and own else 0
    return 0


def _opens(line: Line, at: int) -> bool:
    """Whether a phrase at `at` opens the clause it is set beside."""
    if line.lows[at - 1] in {"that", ";", "while", "but"}:
        return True
    for i in range(at):
        if line.flags[i] & (WORD | ADVERB) == WORD and line.lows[i] not in {"but", "and", "nevertheless"}:
            return False
    return True


def _is_negated(line: Line, at: int) -> bool:
    """ "has not been confirmed by the army" names no source."""
    return line.holds(NOT, max(0, at - 4), at) or "nor" in line.lows[max(0, at - 4) : at]


def _nominal(line: Line, at: int, start: int, phrase: tuple[int, int]) -> tuple[Utterance, range] | None:
    """ "reports by the teachers' union that ...": what follows "that", "of" or "to have" is the union's."""
    told = line.lows[phrase[1]] in {"that", "of"} or line.lows[phrase[1] : phrase[1] + 2] == ["to", "have"]
    if not told or not (line.known(*phrase) or line.capital(phrase[0])):
        return None
    if line.holds(FINITE, *phrase):
        return None
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    made = Utterance(Rule.ACCORDING, span_of(line, *phrase), span_of(line, at, start), right=right)
    return made, range(at, phrase[1])


def _account(line: Line, at: int) -> tuple[Utterance, range] | None:
    """ "By the army's account, 11 died", "12 died, by the hospital's own count", "by the latest count of the army"."""
    if not line.sets & ACCOUNT:
        return None
    flags, end = line.flags, min(at + _OWNED, line.size)
    of = next((i for i in range(at + 1, end) if not flags[i] & (DETERMINER | TOLL_ADJECTIVE)), end) + 1
    if flags[of - 1] & ACCOUNT and line.lows[of] == "of":
        phrase = after(line, of + 1, clause_follows=_opens(line, at))
        known = phrase is not None and (line.known(*phrase) or line.capital(phrase[0]))
        return (
            _beside_account(line, (at, of + 1), span_of(line, *phrase), phrase[1])
            if phrase is not None and known
            else None
        )
    of_speaker = flags[at + 1] & _OF_SPEAKER and line.lows[at] != "on"  # "by his own account", "in her words"
    owner = at + 1 if of_speaker else next((i for i in range(at + 1, end) if line.texts[i].endswith(POSSESSIVES)), None)
    if owner is None or any(flags[i] & (WORD | BARRED) != WORD for i in range(at + 1, owner)):
        return None
    noun = next((i for i in range(owner + 1, min(owner + 4, end)) if flags[i] & ACCOUNT), None)
    if noun is None:
        return None
    while flags[noun + 1] & ACCOUNT:
        noun += 1
    if of_speaker and line.lows[noun] == "own":
        return None  # "by their own"
    ends = line.lows[noun + 1] in {",", ".", "", ";", "of", "at"} or flags[noun + 1] & BARRED
    if not ends or not (of_speaker or line.known(at + 1, owner + 1)):
        return None
    return _beside_account(line, (at, noun + 1), owner_span(line, at + 1, owner + 1), noun + 1)


def _beside_account(line: Line, cue: tuple[int, int], speaker: Span, end: int) -> tuple[Utterance, range]:
    """The account that `cue` names, which ends at `end`: of the clause it is set beside."""
    at, opens = cue[0], _opens(line, cue[0])
    made = Utterance(
        Rule.ACCORDING,
        speaker,
        span_of(line, *cue),
        None if opens else stretch(line, segment_start(line, at), at),
        stretch(line, end, segment_end(line, end - 1)),
        closed=not opens,
    )
    return made, range(at, end)


def _handed(line: Line, at: int) -> tuple[Utterance, range] | None:
    """ "The toll given by the governor, 42, ...", "the figure of 61, first published by a weekly, ..."."""
    if line.lows[at] != "by" or not line.sets & TOLL or not line.sets & HANDED:
        return None
    flags = line.flags
    verb = next((i for i in range(at - 1, max(-1, at - _HANDED), -1) if flags[i] & HANDED), None)
    if verb is None or not line.holds(TOLL, max(0, verb - _HANDED), verb):
        return None
    if any(not flags[i] & (TIME | PREPOSITION | BARRED) for i in range(verb + 1, at)):
        return None
    phrase = after(line, at + 1)
    if phrase is None or not (line.known(*phrase) or line.capital(phrase[0])) or _is_negated(line, at):
        return None
    left = stretch(line, segment_start(line, at), at)
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    made = Utterance(Rule.AGENT, span_of(line, *phrase), span_of(line, verb, at + 1), left, right)
    return made, range(at, phrase[1])
