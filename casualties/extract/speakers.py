"""Speakers: the noun phrase that stands before a cue of speech.

Read with its titles, appositions, relative clauses and conjoined members: "Two residents in Daraa", "The head of the
Observatory, Rami Abdel Rahman,", "an official who asked not to be named", "prison officials and his lawyers"; also in
texts that have lost their commas ("... in the camp a medic said").
"""

from __future__ import annotations

from casualties.extract.nominals import BRACKETS, HARD, LONGEST, PRONOUNS, QUOTES, RELATIVE, is_stop, name, nominal
from casualties.extract.speech_words import Line, Set, Speech

_PARENTHESES = frozenset({",", "–", "—", "--"})
_APPOSED = 6
"""Words of a body that a second phrase describes with no comma between them."""


def before(line: Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends where the verb group around `end` begins, as word indices; None if there is none."""
    verb = end
    while end > 0 and _of_verb_group(line, end - 1):
        end -= 1
    if end < verb and end > 1 and line.lows[end - 1] in QUOTES and line.is_word(end - 2):
        end -= 1  # the Observatory "has documented ..."
    if end == 0:
        return None
    if line.lows[end - 1] in PRONOUNS:
        return end - 1, end
    if line.lows[end - 1] in {"which", "who"} and end > 1:
        end -= 2 if line.lows[end - 2] in _PARENTHESES else 1
        start = _trimmed(line, _left(line, end), end)
        return (start, end) if start < end and nominal(line, start, end) else None
    if line.lows[end - 1] in _PARENTHESES:
        return _before_parenthesis(line, end - 1)
    start = _trimmed(line, _left(line, end), end)
    return (start, end) if start < end and nominal(line, start, end) else None


def _trimmed(line: Line, start: int, end: int) -> int:
    """Without what leads up to the phrase: "later", "Sunday", or a noun that it qualifies ("an attack the army")."""
    while start < end - 1 and (
        line.has(start, Set.CALENDAR)
        or (line.has(start, Set.TIME) and line.has(start + 1, Set.DETERMINER))  # "Thursday morning the ministry"
        or (line.has(start, Set.ADVERB) and not line.has(start, Set.DETERMINER))
    ):
        start += 1
    if any(not line.is_word(i) for i in range(start, end)) or any(line.lows[i] in RELATIVE for i in range(start, end)):
        return start
    for at in range(end - 1, start, -1):
        if line.lows[at] in {"the", "a", "an"}:
            previous = line.lows[at - 1]
            joined = (
                line.has(at - 1, Set.PREPOSITION)
                or previous in {"and", "or"}
                or line.lows[at - 1] in line.cues.participle
            )
            apposed = (
                at - start <= _APPOSED and not line.has(start, Set.PREPOSITION) and line.known(start, at)
            )  # "the Observatory a monitoring group said"
            return start if joined or apposed or line.verbal(at - 1) or previous.endswith("ing") else at
    return start


def _of_verb_group(line: Line, at: int) -> bool:
    low = line.lows[at]
    if low in {"so", "far"} and "far" in {low, line.lows[at + 1]}:
        return True  # "has so far counted"
    if line.has(at, Set.AUXILIARY) or line.has(at, Set.ADVERB):
        named = at > 0 and line.capital(at) and line.capital(at - 1) and not line.words.texts[at].isupper()
        return low not in {"all", "both"} and not named  # "Myanmar Now"
    if line.has(at, Set.TIME) and at > 0 and not line.has(at - 1, Set.DETERMINER):
        return line.is_word(at)
    return low.endswith("ly") and len(low) > 4 and line.words.texts[at].islower() and not line.known(at, at + 1)


def _before_parenthesis(line: Line, comma: int) -> tuple[int, int] | None:
    """What stands before ", ...," and the verb: the inner part belongs to the speaker if it is an apposition."""
    opening = next((i for i in range(comma - 1, -1, -1) if line.lows[i] in HARD), None)
    if opening is None or line.lows[opening] != line.lows[comma]:
        start = _left(line, comma)
        begins = start == 0 or line.lows[start - 1] in {":", ";"} or line.lows[start - 1] in QUOTES
        return (start, comma) if begins and start < comma and nominal(line, start, comma) else None
    start = _left(line, opening)
    if start == opening or not nominal(line, start, opening) or line.bars(start):
        return (opening + 1, comma) if nominal(line, opening + 1, comma) else None
    start = _with_title(line, start, opening)
    if any(line.bars(i) for i in range(opening, comma)) or comma - start > LONGEST:
        return (start, opening)
    adverbial = line.has(opening + 1, Set.PREPOSITION) or line.lows[opening + 1].endswith(("ing", "ed"))
    adverbial = adverbial or all(line.has(i, Set.ADVERB) for i in range(opening + 1, comma))
    return (start, opening) if adverbial or line.has(opening + 1, Set.TIME) else (start, comma)


def _with_title(line: Line, start: int, end: int) -> int:
    """Where a name with an age or title ("Ana Ruiz, 32, a nurse"), or a title with a name, begins."""
    while line.lows[start - 1] == ",":
        further = _left(line, start - 1)
        aged = line.has(start, Set.APPOSITIVE) or line.lows[start].isdigit()
        titled = name(line, start, end) and further < start - 1 and line.known(further, start - 1)
        if titled and not name(line, further, start - 1):
            titled = nominal(line, further, start - 1) and not any(
                line.bars(i) or line.verbal(i) or line.has(i, Set.BOUNDARY) for i in range(further, start - 1)
            )
        inside = further > 0 and line.is_word(further - 1)  # "in the region of Marche, the president, ..."
        if inside or line.has(further, Set.PREPOSITION) or not (titled or (aged and name(line, further, start - 1))):
            break
        start = further
    return start


def _left(line: Line, end: int) -> int:
    """Where the noun phrase that ends at `end` begins."""
    at, loose = end - 1, False
    while at >= 0 and not loose:
        low = line.lows[at]
        opening = _opening(line, at)
        if opening is not None and (low in QUOTES or (opening > 0 and not is_stop(line, opening - 1))):
            at = opening - 1
            continue
        if line.bars(at):
            loose = True
        elif is_stop(line, at) or _begins_clause(line, at, end):
            break
        elif line.verbal(at) and low != "including":
            if line.lows[at + 1] == "by" and at > 0 and line.has(at - 1, Set.DOCUMENT):
                at -= 1  # "a video posted by the brigade"
                continue
            if line.lows[at - 1] in RELATIVE and at - 1 > 0:
                at -= 2
                continue
            if Speech.SAY in line.cues.finite.get(low, ()) and low not in line.cues.noun:
                break
            loose = nominal(line, at + 1, end) and any(_substantive(line, i) for i in range(at + 1, end))
        at -= 0 if loose else 1
    start = at + 1
    return max(start, _tail(line, start, end)) if loose else start


def _begins_clause(line: Line, at: int, end: int) -> bool:
    """A conjunction that opens the speaker's clause; not "who" behind its antecedent, nor "and" between speakers."""
    low = line.lows[at]
    if low in RELATIVE and at > 0:
        return not _relative_subject(line, at, end)
    return line.has(at, Set.BOUNDARY) or (low == "and" and not _joins(line, at, end))


def _substantive(line: Line, at: int) -> bool:
    return line.is_word(at) and not line.verbal(at) and not line.has(at, Set.ADVERB)


def _opening(line: Line, at: int) -> int | None:
    """Where a short gloss or a name in quotation marks opens that closes at `at` ("the Free Syrian Army (FSA)")."""
    low = line.lows[at]
    reach = range(at - 1, max(-1, at - 8), -1)
    if low in BRACKETS:
        return next((i for i in reach if line.lows[i] == BRACKETS[low]), None)
    if low not in QUOTES or not line.capital(at - 1):
        return None
    return next((i for i in reach if line.lows[i] in QUOTES and name(line, i + 1, at)), None)


def _relative_subject(line: Line, at: int, end: int) -> bool:
    """Whether "who ..." up to `end` has no subject of its own, so that its antecedent is the speaker."""
    if line.lows[at] == "that" and (line.lows[at - 1] in line.cues.finite or not line.is_word(at - 1)):
        return False
    following = line.lows[at + 1]
    present = following.endswith("s") and line.words.texts[at + 1].islower() and at + 2 < end
    if present and line.has(at + 2, Set.PREPOSITION) and line.known(at + 1, at + 2):
        return False  # "which officials in Quetta said"
    return line.verbal(at + 1) or present


def _joins(line: Line, at: int, end: int) -> bool:
    """Whether "and" joins two speakers: "witnesses and medics", not "12 died and police said"."""
    if _inside_name(line, at):
        return True
    if not line.known(at + 1, end):
        return False
    start = at - 1
    while start >= 0 and not is_stop(line, start) and not line.has(start, Set.BOUNDARY) and at - start < 6:
        if line.bars(start) or line.verbal(start):
            break
        start -= 1
    chunk = (start + 1, at)
    if line.has(chunk[0], Set.PREPOSITION) and start >= 0:
        return False
    governed = start >= 0 and line.verbal(start) and line.lows[start] != "including"
    return chunk[0] < chunk[1] and line.known(*chunk) and not governed


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
    at = end - 1
    while at >= start:
        if line.has(at, Set.DETERMINER):
            if at > start and line.has(at - 1, Set.JOINT) and at > start + 1 and _noun_of_person(line, at - 2):
                at -= 2
                continue
            return at
        if line.has(at, Set.PREPOSITION):
            if line.lows[at] == "of" and at > start and line.has(at - 1, Set.DETERMINER):
                return at - 1  # "one of them"
            if at > start and line.has(at, Set.JOINT) and _noun_of_person(line, at - 1):
                at -= 1
                continue
            return at + 1
        if line.verbal(at) or (line.lows[at] == "and" and not _joins(line, at, end)):
            return at + 1
        at -= 1
    return start


def _noun_of_person(line: Line, at: int) -> bool:
    return line.is_word(at) and line.known(at, at + 1)
