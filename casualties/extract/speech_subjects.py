"""Speech subjects: whether a verb of speech is one where it stands, and whether its subject may speak.

Not "was reported", "a reported death", "claimed responsibility", "did not say", "said nothing about", "police found
12 bodies", "northern Peru reported"; these give no source.
"""

from __future__ import annotations

from casualties.extract.speakers import before
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import (
    ADVERB,
    AUXILIARY,
    BARRED,
    BOUNDARY,
    COMMA,
    DEED,
    DETERMINER,
    DIGITS,
    DOCUMENT,
    DOING,
    ED,
    EVENT,
    FINITE,
    HARM,
    HEARSAY,
    ING,
    ISSUED,
    LOOKALIKE,
    LY,
    NOT,
    NOUN,
    PLACING,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    REGION,
    RELATIVE,
    SEMICOLON,
    TIME,
    WORD,
    Speech,
)

DIRECT = Speech.SAY.bit | Speech.TELL.bit
REPORT, FIND, ISSUE = Speech.REPORT.bit, Speech.FIND.bit, Speech.ISSUE.bit
CLAUSE, _HOLD, _SPEAK, _INSIST = Speech.CLAUSE.bit, Speech.HOLD.bit, Speech.SPEAK.bit, Speech.INSIST.bit
_ACCUSE = Speech.ACCUSE.bit
_NEEDS_KNOWN = Speech.COUNT.bit | Speech.SEE.bit | _ACCUSE | _HOLD | ISSUE | _SPEAK | _INSIST
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_PARTICIPLE_ENDS = ("ed", "id", "ld", "wn", "nd", "en", "ut")
_NO_VOICE = frozenset({"this", "that", "these", "those", "what", "who", "which", "nothing", "everyone"})
_ABOUT = frozenset({"who", "which", "whose"})
_OBJECT_FOLLOWS = BARRED | DETERMINER | ADVERB | TIME | ING | DIGITS
_CLOSED = frozenset({",", ".", ""})
"""What stands behind a verb of a clause that has gone before: "12 had died, the court ruled."."""
_OBJECT = 14
"""Words of the object of a verb of speech that does something."""
_BEHIND_DEED = PREPOSITION | BOUNDARY | RELATIVE | TIME
"""What may stand behind a deed: "emergency services" are none."""
_LEANING = frozenset({"before", "following", "over", "amid"})
_NO_OBJECT = frozenset({"of", "from", "by", "about", "and", "or", "on", "in", "for"})


def may_speak(line: Line, speaker: tuple[int, int], at: int, kinds: int) -> bool:
    """Whether the words before a verb of speech can be its speaker."""
    start, end = speaker
    lows, flags = line.lows, line.flags
    pronoun = end - start == 1 and flags[start] & PRONOUN
    if pronoun and lows[start] in {"he", "she", "they"}:
        return True
    if lows[start] in {"no", "neither", "none"}:
        return False
    if kinds & FIND and not that_follows(line, at):
        return line.holds(DOCUMENT, start, end)
    named = None
    if line.holds(EVENT, start, _without_clause(line, start, end)):
        named = line.known(start, end)
        if not named:
            return False
    if lows[end - 1] in _NO_VOICE:
        return False
    if all(own & TIME or not own & WORD or lows[i][0].isdigit() for i, own in enumerate(flags[start:end], start)):
        return False
    if kinds & DIRECT:
        return True
    named = line.known(start, end) if named is None else named
    if not named and all(
        own & REGION or not own & WORD or line.names.has_country(line.texts[i])
        for i, own in enumerate(flags[start:end], start)
    ):
        return False
    if named:
        return True
    proper = any(line.capital(i) for i in range(max(start, 1), end)) or (
        start == 0 and end - start <= 3 and line.capital(0)
    )
    if kinds & _NEEDS_KNOWN and not kinds & REPORT:
        return bool(pronoun) or (proper and end - start <= 4 and not flags[end - 1] & EVENT)
    return bool(pronoun) or (proper and end - start <= 6) or that_follows(line, at)


def _without_clause(line: Line, start: int, end: int) -> int:
    """Where somebody's name ends before what is told of them: "Ana Ruiz (34), who jumped from the train, "."""
    clause = next((i for i in range(start + 1, end) if line.lows[i] in _ABOUT), end)
    return clause if line.capital(start) and start < clause - 1 else end


def that_follows(line: Line, at: int) -> bool:
    """Whether a clause with "that" follows the verb, at once or after a time ("concluded in October that")."""
    if line.lows[at + 1] == "that":
        return True
    after_time = at + 1
    while after_time < at + 6 and line.flags[after_time] & (TIME | PREPOSITION):
        after_time += 1
    return after_time > at + 1 and line.lows[after_time] == "that"


def kinds_here(line: Line, at: int) -> int:
    """What the verb may be where it stands: nothing if it is an adjective, or its object makes it another verb."""
    lows, flags = line.lows, line.flags
    following = lows[at + 1]
    kinds = line.cues.finite[lows[at]]
    if (following == "by" and not kinds & DIRECT) or (flags[at] & ED and flags[at - 1] & DETERMINER):
        return 0  # "a bulletin broadcast by the navy", "a reported death"
    if (flags[at + 1] | flags[at + 2] | flags[at + 3]) & LOOKALIKE or following in {"nothing", "little"}:
        return 0  # "claimed responsibility", "has said nothing about the 12 killed"
    if does(line, at):
        return 0
    if kinds & _HOLD and "responsible" not in lows[at + 1 : at + 9]:
        kinds &= ~_HOLD
    if kinds & ISSUE and not _issues(line, at):
        spoken = (
            kinds & DIRECT
            and following != "by"
            and any(flags[i] & QUOTE or lows[i] == ":" for i in range(at + 1, at + 9))
        )
        if "that" not in lows[at + 1 : at + 9] and not spoken:
            return 0
        kinds &= ~ISSUE
    if lows[at] == "charged" and "with" not in lows[at + 1 : at + 5]:
        kinds &= ~_ACCUSE  # "police charged the crowd"
    if kinds & CLAUSE and not (that_follows(line, at) or following in _CLOSED):
        kinds &= ~CLAUSE
    if lows[at].startswith("blame") and _takes_harm_as_known(line, at):
        return 0
    if kinds & _SPEAK and following != "of":
        kinds &= ~_SPEAK
    if kinds & _INSIST:
        kinds = _INSIST if following == "on" else kinds & ~_INSIST
    if following == "as" or flags[at + 1] & HARM:
        kinds &= ~REPORT  # "Americans confirmed as wounded", "confirmed dead"
    return kinds


def does(line: Line, at: int) -> bool:
    """ "Declared three days of mourning after", "denied any role in the raid that": the object is no clause."""
    lows, flags, deed = line.lows, line.flags, False
    if not (line.sets & DEED and flags[at] & DOING):
        return False
    for i in range(at + 1, min(at + _OBJECT, line.size)):
        own = flags[i]
        if line.verbal(i) and not own & ING:
            return False
        if not own & WORD or own & (BARRED | BOUNDARY) or lows[i] in _LEANING:
            return deed
        deed = deed or (own & DEED != 0 and flags[i + 1] & (WORD | _BEHIND_DEED) != WORD)
    return deed


def _takes_harm_as_known(line: Line, at: int) -> bool:
    """ "Blamed rebels for the massacre of 12", "an attack in Sira, blamed on rebels": the blame alone is theirs."""
    lows = line.lows
    if lows[at + 1] == "on":
        return True
    return any(lows[i] == "for" and lows[i + 1] == "the" for i in range(at + 1, min(at + 9, line.size)))


def is_only_verb(line: Line, at: int) -> bool:
    """ "The group, Abu Ali, claimed responsibility": a form of a verb of speech behind a comma."""
    return line.flags[at] & (FINITE | NOUN) == FINITE and not line.flags[at - 1] & DETERMINER


def _issues(line: Line, at: int) -> bool:
    """Whether "put", "released", "has" hands out a toll, a list or names, not tear gas or hostages."""
    if line.lows[at + 1] == "at" and line.flags[at + 2] & BARRED:
        return True  # "put at 12 the number of dead"
    if line.flags[at] & PLACING and _placed(line, at):
        return True
    for i in range(at + 1, min(at + 7, line.size)):
        if line.flags[i] & ISSUED:
            return True
        if line.flags[i] & BARRED or line.lows[i] in {",", ";", "."} or line.verbal(i):
            return False
    return False


def _placed(line: Line, at: int) -> bool:
    """ "Puts those slain so far this year at 8,629": whatever is put, it is put at a figure."""
    for i in range(at + 1, min(at + _OBJECT, line.size)):
        if line.flags[i] & (BARRED | COMMA | SEMICOLON):
            return False
        if line.lows[i] == "at" and line.flags[i + 1] & BARRED:
            return True
    return False


def is_verb_here(line: Line, at: int) -> bool:
    """Whether "reports", "claims", "lists" is a verb here: its right-hand neighbour decides, or the sentence's end."""
    lows, flags = line.lows, line.flags
    if at == 0 or flags[at - 1] & (DETERMINER | PREPOSITION | ING) or lows[at - 1] == "united":
        return False
    if at + 1 >= line.size or lows[at + 1] in {",", ".", ":"}:
        subject = before(line, at)
        return line.known(max(0, at - 3), at) or (subject is not None and line.known(*subject))
    if lows[at + 2] == "by":
        return False  # "hospital records seen by this paper"
    if flags[at - 1] & FINITE and line.verbal(at - 1) and not flags[at - 1] & AUXILIARY:
        return False  # "rejected reports that"
    low = lows[at + 1]
    if low in _NO_OBJECT or line.verbal(at + 1):
        return False
    return low == "that" or flags[at + 1] & _OBJECT_FOLLOWS != 0 or line.known(max(0, at - 3), at)


def is_passive(line: Line, at: int) -> bool:
    """ "was reported", "is also said to", "people believed to have died": the subject is not the speaker."""
    flags, back = line.flags, at - 1
    if flags[at] & HEARSAY and line.lows[at + 1] == "to" and line.lows[at + 2] in {"have", "be"}:
        return True
    while back >= 0 and (flags[back] & LY or flags[back] & (ADVERB | AUXILIARY) == ADVERB):
        back -= 1
    return line.lows[back] in BE and line.lows[at].endswith(_PARTICIPLE_ENDS)


def is_negated(line: Line, at: int) -> bool:
    """ "did not say how the 14 died": the figure is not what they say."""
    return (line.flags[at - 1] | line.flags[at - 2]) & NOT != 0
