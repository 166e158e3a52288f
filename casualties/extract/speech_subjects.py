"""Speech subjects: whether a verb of speech is one where it stands, and whether its subject may speak.

Not "was reported", "a reported death", "claimed responsibility", "did not say", "said nothing about", "police found
12 bodies", "northern Peru reported"; these give no source.
"""

from __future__ import annotations

from casualties.extract.entities import names_country
from casualties.extract.speech_words import Line, Set, Speech

DIRECT = frozenset({Speech.SAY, Speech.TELL})
_NEEDS_KNOWN = frozenset({Speech.COUNT, Speech.SEE, Speech.ACCUSE, Speech.HOLD, Speech.ISSUE, Speech.SPEAK})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_PARTICIPLE_ENDS = ("ed", "id", "ld", "wn", "nd", "en", "ut")
_REDUCED = frozenset({"as", "dead", "killed", "missing", "wounded", "injured"})


def may_speak(line: Line, speaker: tuple[int, int], at: int, kinds: frozenset[Speech]) -> bool:
    """Whether the words before a verb of speech can be its speaker."""
    start, end = speaker
    pronoun = end - start == 1 and line.lows[start] in {"he", "she", "it", "they", "we", "i"}
    if pronoun and line.lows[start] in {"he", "she", "they"}:
        return True
    if line.lows[start] in {"no", "neither", "none"}:
        return False
    if Speech.FIND in kinds and not that_follows(line, at):
        return any(line.has(i, Set.DOCUMENT) for i in range(start, end))
    named = line.known(start, end)
    if not named and any(line.has(i, Set.EVENT) for i in range(start, end)):
        return False
    if line.lows[end - 1] in {"this", "that", "these", "those", "what", "who", "which", "nothing", "everyone"}:
        return False
    if all(line.has(i, Set.TIME) or line.lows[i][0].isdigit() or not line.is_word(i) for i in range(start, end)):
        return False
    if kinds & DIRECT:
        return True
    if not named and all(
        line.has(i, Set.REGION) or names_country(line.words.texts[i], line.lexicon) or not line.is_word(i)
        for i in range(start, end)
    ):
        return False
    proper = any(line.capital(i) for i in range(max(start, 1), end)) or (
        start == 0 and end - start <= 3 and line.capital(0)
    )
    clause = that_follows(line, at) or pronoun
    if kinds & _NEEDS_KNOWN and Speech.REPORT not in kinds:
        return named or pronoun or (proper and end - start <= 4 and not line.has(end - 1, Set.EVENT))
    return named or clause or (proper and end - start <= 6)


def that_follows(line: Line, at: int) -> bool:
    """Whether a clause with "that" follows the verb, at once or after a time ("concluded in October that")."""
    after_time = at + 1
    while after_time < at + 6 and (line.has(after_time, Set.TIME) or line.has(after_time, Set.PREPOSITION)):
        after_time += 1
    return line.lows[at + 1] == "that" or (after_time > at + 2 and line.lows[after_time] == "that")


def kinds_here(line: Line, at: int) -> frozenset[Speech]:
    """What the verb may be where it stands: none if it is an adjective, or its object makes it another verb."""
    kinds = line.cues.finite[line.lows[at]]
    ahead = {line.lows[i] for i in range(at + 1, at + 9)}
    reduced = line.lows[at + 1] == "by" and not kinds & DIRECT
    if reduced or (line.lows[at].endswith("ed") and line.has(at - 1, Set.DETERMINER)):
        return frozenset()  # "a bulletin broadcast by the navy", "a reported death"
    if any(line.has(i, Set.LOOKALIKE) for i in range(at + 1, min(at + 4, line.size))):
        return frozenset()
    if Speech.HOLD in kinds and "responsible" not in ahead:
        kinds -= {Speech.HOLD}
    if Speech.ISSUE in kinds and not _issues(line, at):
        kinds = kinds - {Speech.ISSUE} if "that" in ahead else frozenset()
    if Speech.CLAUSE in kinds and not that_follows(line, at):
        kinds -= {Speech.CLAUSE}
    if line.lows[at + 1] in {"nothing", "little"}:
        return frozenset()  # "has said nothing about the 12 killed"
    if line.lows[at].startswith("blame") and any(
        line.lows[i] == "for" and line.lows[i + 1] == "the" for i in range(at + 1, min(at + 9, line.size))
    ):
        return frozenset()  # "blamed rebels for the massacre of 12": the massacre is taken as known
    if Speech.SPEAK in kinds and line.lows[at + 1] != "of":
        kinds -= {Speech.SPEAK}
    if line.lows[at + 1] in _REDUCED:
        kinds -= {Speech.REPORT}  # "Americans confirmed as wounded"
    return kinds


def is_only_verb(line: Line, at: int) -> bool:
    """ "The group, Abu Ali, claimed responsibility": a form of a verb of speech behind a comma."""
    low = line.lows[at]
    return low in line.cues.finite and low not in line.cues.noun and not line.has(at - 1, Set.DETERMINER)


def _issues(line: Line, at: int) -> bool:
    """Whether "put", "released", "has" hands out a toll, a list or names, not tear gas or hostages."""
    if line.lows[at + 1] == "at" and line.bars(at + 2):
        return True  # "put at 12 the number of dead"
    for i in range(at + 1, min(at + 7, line.size)):
        if line.has(i, Set.ISSUED):
            return True
        if line.bars(i) or line.verbal(i) or line.lows[i] in {",", ";", "."}:
            return False
    return False


def is_verb_here(line: Line, at: int) -> bool:
    """Whether "reports", "claims", "lists" is a verb here: its right-hand neighbour decides, or the sentence's end."""
    if (
        at == 0
        or line.has(at - 1, Set.DETERMINER)
        or line.has(at - 1, Set.PREPOSITION)
        or line.lows[at - 1] == "united"
    ):
        return False
    if line.lows[at - 1].endswith("ing"):
        return False
    if at + 1 >= line.size or line.lows[at + 1] in {",", ".", ":"}:
        return line.known(max(0, at - 3), at)
    if line.lows[at + 2] == "by":
        return False  # "hospital records seen by this paper"
    low = line.lows[at + 1]
    if line.verbal(at + 1) or low in {"of", "from", "by", "about", "and", "or", "on", "in", "for"}:
        return False
    return (
        low == "that"
        or line.bars(at + 1)
        or line.has(at + 1, Set.DETERMINER)
        or line.has(at + 1, Set.ADVERB)
        or (line.has(at + 1, Set.TIME) or low.endswith("ing") or low.isdigit() or line.known(max(0, at - 3), at))
    )


def is_passive(line: Line, at: int) -> bool:
    """ "was reported", "have been confirmed", "is also said to": the subject is not the speaker."""
    back = at - 1
    while back >= 0 and _is_adverb(line, back):
        back -= 1
    return line.lows[back] in BE and line.lows[at].endswith(_PARTICIPLE_ENDS)


def _is_adverb(line: Line, at: int) -> bool:
    return (line.has(at, Set.ADVERB) and not line.has(at, Set.AUXILIARY)) or line.lows[at].endswith("ly")


def is_negated(line: Line, at: int) -> bool:
    """ "did not say how the 14 died": the figure is not what they say."""
    return any(line.lows[i] in {"not", "never"} or line.lows[i].endswith(("n't", "n’t")) for i in (at - 1, at - 2))
