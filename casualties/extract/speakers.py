"""Speakers: the noun phrase that stands before a cue of speech.

Read with its titles, appositions, relative clauses and conjoined members: "Two residents in Daraa", "The head of the
Observatory, Rami Abdel Rahman,", "an official who asked not to be named", "prison officials and his lawyers"; also in
texts that have lost their commas ("... in the camp a medic said").
"""

from __future__ import annotations

from casualties.extract.nominals import BRACKETS, LONGEST, is_stop, name, nominal
from casualties.extract.openings import behind_opening
from casualties.extract.source_words import ARTICLES
from casualties.extract.speech_line import VERBAL, Line
from casualties.extract.speech_words import (
    ADVERB,
    AND,
    APPOSITIVE,
    AUXILIARY,
    BARRED,
    BOUNDARY,
    CALENDAR,
    CONNECTIVE,
    DASHES,
    DETERMINER,
    DIGITS,
    DOCUMENT,
    FULL_STOP,
    HARD,
    JOINT,
    LY,
    NOUN,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    QUOTING,
    RELATIVE,
    STOP,
    TIME,
    WORD,
    Speech,
)

_PARENTHESES = DASHES | {","}
_TIMING = frozenset({"by", "on", "in", "at", "since", "until", "before"})
_CLAUSE_ENDS = frozenset({":", ";"})
_APPOSED = 6
"""Words of a body that a second phrase describes with no comma between them."""
_SAY = Speech.SAY.bit
_OF_VERB_GROUP = AUXILIARY | ADVERB | TIME | LY
_LEADING = CALENDAR | TIME | ADVERB
_LOOSE = VERBAL | BARRED | STOP | FULL_STOP | RELATIVE | BOUNDARY | AND
"""Flags without one of which a word is simply part of the noun phrase that it stands in."""


def before(line: Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends where the verb group around `end` begins, as word indices; None if there is none."""
    found = _before(line, end)
    if found is None:
        return None
    start, end = _quoted_by(line, found[0]), found[1]
    while start + 2 < end and line.flags[start] & CONNECTIVE and line.lows[start + 1] == ",":
        start += 2  # "However, the spokesman, Ana Ruiz,"
    dated = start
    while dated < end and line.flags[dated] & (DIGITS | CALENDAR):
        dated += 1  # "On 1 July officials"
    dates = start < dated < end and start and line.flags[start - 1] & (PREPOSITION | CALENDAR)
    return (dated if dates else start), end


def _quoted_by(line: Line, start: int) -> int:
    """Where the speaker begins whom an outlet quotes: "Officials quoted last month by the Courier"."""
    lows, flags, verb = line.lows, line.flags, start - 2
    if start < 3 or lows[start - 1] != "by":
        return start
    while verb > 1 and flags[verb] & (TIME | PREPOSITION):
        verb -= 1
    quoted = _left(line, verb) if flags[verb] & QUOTING else verb
    return quoted if quoted < verb and nominal(line, quoted, verb) and line.known(quoted, verb) else start


def _before(line: Line, end: int) -> tuple[int, int] | None:
    lows, flags, verb = line.lows, line.flags, end
    while end > 0 and (_of_verb_group(line, end - 1) or _inserted_time(line, end) < end):
        end = min(end - 1, _inserted_time(line, end))
    if end < verb and end > 1 and flags[end - 1] & QUOTE and flags[end - 2] & WORD:
        end -= 1  # the Observatory "has documented ..."
    if end == 0:
        return None
    last = lows[end - 1]
    if flags[end - 1] & PRONOUN:
        return end - 1, end
    if last in {"which", "who"} and end > 1:
        end -= 2 if lows[end - 2] in _PARENTHESES else 1
    elif last in _PARENTHESES:
        return _before_parenthesis(line, end - 1)
    start = _trimmed(line, _left(line, end), end)
    end = _without_document(line, start, end)
    return (start, end) if start < end and nominal(line, start, end) else None


def _inserted_time(line: Line, end: int) -> int:
    """Where a time set between the auxiliary and its verb begins: "had by Saturday counted"; else `end` itself."""
    lows, flags, at = line.lows, line.flags, end
    while at > 0 and flags[at - 1] & (TIME | DIGITS) and not flags[at - 1] & BARRED:
        at -= 1
    timed = at < end and at > 1 and lows[at - 1] in _TIMING and flags[at - 2] & AUXILIARY
    return at - 1 if timed else end


def _without_document(line: Line, start: int, end: int) -> int:
    """Where the speaker ends before "in a statement", which says how, not who."""
    apart = end - 3 > start and line.flags[end - 1] & DOCUMENT and line.lows[end - 3] == "in"
    return end - 3 if apart and line.lows[end - 2] in {"a", "an"} else end


def _trimmed(line: Line, start: int, end: int) -> int:
    """Without what leads up to the phrase: "later", "Sunday", or a noun that it qualifies ("an attack the army")."""
    flags, lows = line.flags, line.lows
    while start < end - 1 and flags[start] & _LEADING:
        own = flags[start]
        leads = (
            own & CALENDAR
            or (own & TIME and (flags[start + 1] & DETERMINER or flags[start - 1] & CALENDAR))  # "Thursday morning"
            or (own & ADVERB and not own & DETERMINER)
        )
        if not leads:
            break
        start += 1
    start = behind_opening(line, start, end)
    for own in flags[start:end]:
        if not own & WORD or own & RELATIVE:
            return start
    for at in range(end - 1, start, -1):
        if lows[at] in ARTICLES:
            previous = lows[at - 1]
            if _inside_body(line, at, end) or flags[at - 1] & (PREPOSITION | PARTICIPLE) or previous in {"and", "or"}:
                return start
            apposed = (
                at - start <= _APPOSED and not flags[start] & PREPOSITION and line.known(start, at)
            )  # "the Observatory a monitoring group said"
            return start if apposed or line.verbal(at - 1) or previous.endswith("ing") else at
    return start


def _inside_body(line: Line, at: int, end: int) -> bool:
    """ "Save the Children": an article within the name of a body."""
    if not (line.capital(at - 1) and line.texts[at] == "the" and line.capital(at + 1)):
        return False
    if line.names.has_country(line.texts[at - 1]):
        return False  # "in Iraq the Defence Ministry"
    whole = line.names.identify(line.text(at - 1, end)).id
    return whole is not None and whole != line.names.identify(line.text(at + 1, end)).id


def _of_verb_group(line: Line, at: int) -> bool:
    own, low = line.flags[at], line.lows[at]
    if low in {"so", "far"} and "far" in {low, line.lows[at + 1]}:
        return True  # "has so far counted"
    if not own & _OF_VERB_GROUP:
        return False
    if own & (AUXILIARY | ADVERB):
        named = at > 0 and line.capital(at) and line.capital(at - 1) and not line.texts[at].isupper()
        return low not in {"all", "both"} and not named  # "Myanmar Now"
    if own & TIME and at > 0 and not line.flags[at - 1] & DETERMINER:
        return own & WORD != 0
    return own & LY != 0 and len(low) > 4 and line.texts[at].islower() and not line.known(at, at + 1)


def _before_parenthesis(line: Line, comma: int) -> tuple[int, int] | None:
    """What stands before ", ...," and the verb: the inner part belongs to the speaker if it is an apposition."""
    flags = line.flags
    opening = next((i for i in range(comma - 1, -1, -1) if flags[i] & HARD), None)
    if opening is None or line.lows[opening] != line.lows[comma]:
        start = _left(line, comma)
        begins = start == 0 or line.lows[start - 1] in _CLAUSE_ENDS or flags[start - 1] & QUOTE
        return (start, comma) if begins and start < comma and nominal(line, start, comma) else None
    start = _left(line, opening)
    if flags[start] & PREPOSITION and line.known(tail := _tail(line, start, opening), opening):
        start = tail  # "in a message their spokesman, Abu Ali, said"
    if start == opening or not nominal(line, start, opening) or flags[start] & BARRED:
        return (opening + 1, comma) if nominal(line, opening + 1, comma) else None
    start = _with_title(line, start, opening)
    if comma - start > LONGEST or line.holds(BARRED, opening, comma):
        return (start, opening)
    adverbial = flags[opening + 1] & (PREPOSITION | TIME) or line.lows[opening + 1].endswith(("ing", "ed"))
    adverbial = adverbial or all(own & ADVERB for own in flags[opening + 1 : comma])
    return (start, opening) if adverbial else (start, comma)


def _with_title(line: Line, start: int, end: int) -> int:
    """Where a name with an age or title ("Ana Ruiz, 32, a nurse"), or a title with a name, begins."""
    flags = line.flags
    while line.lows[start - 1] == ",":
        further = _left(line, start - 1)
        aged = flags[start] & (APPOSITIVE | DIGITS)
        titled = name(line, start, end) and further < start - 1 and line.known(further, start - 1)
        if titled and not name(line, further, start - 1):
            clause = line.holds(BARRED | BOUNDARY, further, start - 1)
            clause = clause or line.first_verbal(further, start - 1) is not None
            titled = not clause and nominal(line, further, start - 1)
        inside = further > 0 and flags[further - 1] & WORD  # "in the region of Marche, the president, ..."
        if inside or flags[further] & PREPOSITION or not (titled or (aged and name(line, further, start - 1))):
            break
        start = further
    return start


def _left(line: Line, end: int) -> int:
    """Where the noun phrase that ends at `end` begins."""
    lows, flags = line.lows, line.flags
    at, loose = end - 1, False
    while at >= 0 and not loose:
        own = flags[at]
        if not own & _LOOSE:
            at -= 1
            continue
        low = lows[at]
        if own & STOP:
            opening = _opening(line, at)
            if opening is not None and (own & QUOTE or (opening > 0 and not is_stop(line, opening - 1))):
                at = opening - 1
                continue
        if own & BARRED:
            loose = True
        elif is_stop(line, at) or _begins_clause(line, at, end):
            break
        elif own & VERBAL and low != "including" and line.verbal(at):
            if lows[at + 1] == "by" and at > 0 and flags[at - 1] & DOCUMENT:
                at -= 1  # "a video posted by the brigade"
                continue
            if flags[at - 1] & RELATIVE and at - 1 > 0:
                at -= 2
                continue
            if line.cues.finite.get(low, 0) & _SAY and not own & NOUN:
                break
            loose = nominal(line, at + 1, end) and any(_substantive(line, i) for i in range(at + 1, end))
        at -= 0 if loose else 1
    start = at + 1
    return max(start, _tail(line, start, end)) if loose else start


def _begins_clause(line: Line, at: int, end: int) -> bool:
    """A conjunction that opens the speaker's clause; not "who" behind its antecedent, nor "and" between speakers."""
    own = line.flags[at]
    if own & RELATIVE and at > 0:
        return not _relative_subject(line, at, end)
    return own & BOUNDARY != 0 or (own & AND != 0 and not _joins(line, at, end))


def _substantive(line: Line, at: int) -> bool:
    own = line.flags[at]
    return own & (WORD | ADVERB) == WORD and not line.verbal(at)


def _opening(line: Line, at: int) -> int | None:
    """Where a short gloss or a name in quotation marks opens that closes at `at` ("the Free Syrian Army (FSA)")."""
    low, lows = line.lows[at], line.lows
    reach = range(at - 1, max(-1, at - 8), -1)
    if low in BRACKETS:
        return next((i for i in reach if lows[i] == BRACKETS[low]), None)
    if not line.flags[at] & QUOTE or not line.capital(at - 1):
        return None
    return next((i for i in reach if line.flags[i] & QUOTE and name(line, i + 1, at)), None)


def _relative_subject(line: Line, at: int, end: int) -> bool:
    """Whether "who ..." up to `end` has no subject of its own, so that its antecedent is the speaker."""
    if line.lows[at] == "that" and (line.lows[at - 1] in line.cues.finite or not line.flags[at - 1] & WORD):
        return False
    following = line.lows[at + 1]
    present = following.endswith("s") and at + 2 < end and line.texts[at + 1].islower()
    if present and line.flags[at + 2] & PREPOSITION and line.known(at + 1, at + 2):
        return False  # "which officials in Quetta said"
    return present or line.verbal(at + 1)


def _joins(line: Line, at: int, end: int) -> bool:
    """Whether "and" joins two speakers: "witnesses and medics", not "12 died and police said"."""
    if _inside_name(line, at):
        return True
    if not line.known(at + 1, end):
        return False
    flags, start = line.flags, at - 1
    while start >= 0 and at - start < 6 and not is_stop(line, start) and not flags[start] & (BOUNDARY | BARRED):
        if line.verbal(start):
            break
        start -= 1
    if flags[start + 1] & PREPOSITION and start >= 0:
        return False
    governed = start >= 0 and line.verbal(start) and line.lows[start] != "including"
    return start + 1 < at and line.known(start + 1, at) and not governed


def _inside_name(line: Line, at: int) -> bool:
    """ "the Centre for Disease Control and Prevention": "and" within a name that a preposition holds together."""
    if not (0 < at < line.size - 1 and line.capital(at - 1) and line.capital(at + 1)):
        return False
    start = at - 1
    while start > 0 and line.capital(start - 1):
        start -= 1
    return start > 1 and line.lows[start - 1] in {"for", "of", "on"} and line.capital(start - 2)


def _tail(line: Line, start: int, end: int) -> int:
    """In a stretch with no mark before it, where the last noun phrase begins: at its determiner or noun."""
    flags = line.flags
    at = end - 1
    while at >= start:
        own = flags[at]
        if own & DETERMINER:
            if at > start + 1 and flags[at - 1] & JOINT and _noun_of_person(line, at - 2):
                at -= 2
                continue
            return at
        if own & PREPOSITION:
            if at > start and line.lows[at] == "of" and flags[at - 1] & DETERMINER:
                return at - 1  # "one of them"
            if at > start and own & JOINT and _noun_of_person(line, at - 1):
                at -= 1
                continue
            return at + 1
        if line.verbal(at) or (own & AND and not _joins(line, at, end)):
            return at + 1
        at -= 1
    return start


def _noun_of_person(line: Line, at: int) -> bool:
    return line.flags[at] & WORD != 0 and line.known(at, at + 1)
