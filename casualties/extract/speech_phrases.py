"""Speech phrases: speakers that follow a fixed phrase, or own the account that a phrase names.

"according to police", "confirmed by the hospital", "citing medics", "a report by the union that ...", "by the army's
account", "the toll given by the governor", "the balance offered on Monday by the mayor".
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract.speakers_after import after
from casualties.extract.speech_words import PHRASE, Line, Set, Speech
from casualties.extract.utterance import Rule, Utterance, segment_end, segment_start, span_of, stretch

_OWNED = 12
"""Words from "by" to the account it names: "by the latest internal count of ..." is shorter."""
_HANDED = 6
"""Words between a toll and "by": "the figure of 61, first published by"."""
_BE = frozenset({"is", "are", "was", "were", "be", "been"})


def followed(line: Line) -> Iterator[tuple[Utterance, set[int]]]:
    """Phrases that the speaker follows or stands in, with the indices of the words they use up."""
    if not line.sets & PHRASE:
        return
    until = 0
    phrases = line.cues.phrases
    for at in [i for i, f in enumerate(line.flags) if f & PHRASE]:
        if at < until:
            continue
        made = None
        known = phrases.get(line.lows[at], {})
        for words, kind in (*known.get(line.lows[at + 1], ()), *known.get("", ())):
            if line.lows[at : at + len(words)] == words:
                made = _follower(line, at, at + len(words), kind)
                break
        if made is None and line.lows[at] in {"by", "on"}:
            made = _account(line, at) or _handed(line, at)
        if made is not None:
            until = max(made[1]) + 1
            yield made


def _follower(line: Line, at: int, start: int, kind: Speech) -> tuple[Utterance, set[int]] | None:
    opens = _opens(line, at)
    phrase = after(line, start, clause_follows=opens)
    if phrase is None or (line.lows[at] == "per" and not line.known(*phrase)):
        return None
    if kind is Speech.NOMINAL:
        return _nominal(line, at, start, phrase)
    unknown = not line.known(*phrase) and not line.capital(phrase[0])
    if kind is Speech.AGENT and (unknown or _is_negated(line, at)):
        return None
    rule = {Speech.ACCORDING: Rule.ACCORDING, Speech.AGENT: Rule.AGENT}.get(kind, Rule.CITED)
    left = None if opens else stretch(line, segment_start(line, at), at)
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    if kind is Speech.CITE:
        left = stretch(line, 0, at)
    made = Utterance(
        rule,
        span_of(line, *phrase),
        span_of(line, at, start),
        left,
        right,
        closed=not opens and kind is not Speech.AGENT,
    )
    return made, set(range(at, phrase[1]))


def _opens(line: Line, at: int) -> bool:
    """Whether a phrase at `at` opens the clause it is set beside."""
    opens = not any(
        line.is_word(i) and not line.has(i, Set.ADVERB) and line.lows[i] not in {"but", "and", "nevertheless"}
        for i in range(at)
    )
    return opens or line.lows[at - 1] in {"that", ";", "while", "but"}


def _is_negated(line: Line, at: int) -> bool:
    """ "has not been confirmed by the army" names no source."""
    return any(
        line.lows[i] in {"not", "never", "nor"} or line.lows[i].endswith(("n't", "n’t")) for i in range(at - 4, at)
    )


def _nominal(line: Line, at: int, start: int, phrase: tuple[int, int]) -> tuple[Utterance, set[int]] | None:
    """ "reports by the teachers' union that ...": what follows "that" or "of" is the union's."""
    if line.lows[phrase[1]] not in {"that", "of"} or not (line.known(*phrase) or line.capital(phrase[0])):
        return None
    if any(line.lows[i] in line.cues.finite for i in range(*phrase)):
        return None
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    made = Utterance(Rule.ACCORDING, span_of(line, *phrase), span_of(line, at, start), right=right)
    return made, set(range(at, phrase[1]))


def _account(line: Line, at: int) -> tuple[Utterance, set[int]] | None:
    """ "By the army's account, 11 died", "12 died, by the hospital's own count"."""
    if not line.sets & Set.ACCOUNT.bit:
        return None
    end = min(at + _OWNED, line.size)
    owner = next((i for i in range(at + 1, end) if line.words.texts[i].endswith(("'s", "’s", "s'", "s’"))), None)
    if owner is None or any(line.bars(i) or not line.is_word(i) for i in range(at + 1, owner)):
        return None
    noun = next((i for i in range(owner + 1, min(owner + 4, end)) if line.has(i, Set.ACCOUNT)), None)
    while noun is not None and line.has(noun + 1, Set.ACCOUNT):
        noun += 1
    if noun is None or not line.known(at + 1, owner + 1) or line.lows[noun + 1] not in {",", ".", "", ";", "of", "at"}:
        return None
    opens = _opens(line, at)
    made = Utterance(
        Rule.ACCORDING,
        span_of(line, at + 1, owner + 1),
        span_of(line, at, noun + 1),
        None if opens else stretch(line, segment_start(line, at), at),
        stretch(line, noun + 1, segment_end(line, noun)),
        closed=not opens,
    )
    return made, set(range(at, noun + 1))


def _handed(line: Line, at: int) -> tuple[Utterance, set[int]] | None:
    """ "The toll given by the governor, 42, ...", "the figure of 61, first published by a weekly, ..."."""
    if line.lows[at] != "by" or not line.sets & Set.TOLL.bit or not line.sets & Set.HANDED.bit:
        return None
    reach = range(at - 1, max(-1, at - _HANDED), -1)
    verb = next((i for i in reach if line.has(i, Set.HANDED)), None)
    if verb is None or any(not (line.has(i, Set.TIME) or line.has(i, Set.PREPOSITION)) for i in range(verb + 1, at)):
        return None
    toll = any(line.has(i, Set.TOLL) for i in range(max(0, verb - _HANDED), verb))
    phrase = after(line, at + 1)
    if not toll or phrase is None or not (line.known(*phrase) or line.capital(phrase[0])) or _is_negated(line, at):
        return None
    left = stretch(line, segment_start(line, at), at)
    right = stretch(line, phrase[1], segment_end(line, phrase[1]))
    return Utterance(Rule.AGENT, span_of(line, *phrase), span_of(line, verb, at + 1), left, right), set(
        range(at, phrase[1])
    )
