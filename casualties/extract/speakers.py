"""Speakers: the noun phrase that stands before or after a cue of speech.

Read with its titles, appositions, relative clauses and conjoined members: "Two residents in Daraa", "The head of the
Observatory, Rami Abdel Rahman,", "an official who asked not to be named", "prison officials and his lawyers"; also in
texts that have lost their commas ("... in the camp a medic said").
"""

from __future__ import annotations

from casualties.extract.speech_words import Line, Set, Speech

QUOTES = frozenset('"“”«»„')
_DASHES = frozenset({"—", "–", "--", "---", "-", "―"})
HARD = frozenset({",", ";", ":", "?", "!", "…", "|", "•", "*", "_"}) | QUOTES | _DASHES
_RELATIVE = frozenset({"who", "which", "that"})
_PARENTHESES = frozenset({",", "–", "—", "--"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_BRACKETS = {")": "(", "]": "["}
_LONGEST = 30
"""Words of a speaker with all appositions; longer stretches are clauses, not noun phrases."""
_TITLE_LETTERS = 6
"""A full stop after so short a capitalised word belongs to it ("Col.", "Supt.")."""


def before(line: Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends where the verb group around `end` begins, as word indices; None if there is none."""
    verb = end
    while end > 0 and _of_verb_group(line, end - 1):
        end -= 1
    if end < verb and end > 1 and line.low(end - 1) in QUOTES and line.words[end - 2].is_word:
        end -= 1  # the Observatory "has documented ..."
    if end == 0:
        return None
    if line.low(end - 1) in _PRONOUNS:
        return end - 1, end
    if line.low(end - 1) in {"which", "who"} and end > 1:
        end -= 2 if line.low(end - 2) in _PARENTHESES else 1
        start = _trimmed(line, _left(line, end), end)
        return (start, end) if start < end and _nominal(line, start, end) else None
    if line.low(end - 1) in _PARENTHESES:
        return _before_parenthesis(line, end - 1)
    start = _trimmed(line, _left(line, end), end)
    return (start, end) if start < end and _nominal(line, start, end) else None


def after(line: Line, start: int, *, clause_follows: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`, as word indices; None if there is none.

    `clause_follows`: a comma may begin the clause the speaker is named for ("According to police, ...").
    """
    end = _right(line, start)
    if end == start:
        return None
    for _ in range(3):
        more = _apposition(line, end, must_close=clause_follows)
        if more is None:
            break
        end = more
    while end > start and (line.has(end - 1, Set.PREPOSITION) or line.low(end - 1) in {"and", "the", "a"}):
        end -= 1
    return (start, end) if start < end and end - start <= _LONGEST else None


def _trimmed(line: Line, start: int, end: int) -> int:
    """Without what leads up to the phrase: "later", "Sunday", or a noun that it qualifies ("an attack the army")."""
    while start < end - 1 and (
        line.has(start, Set.CALENDAR)
        or (line.has(start, Set.TIME) and line.has(start + 1, Set.DETERMINER))  # "Thursday morning the ministry"
        or (line.has(start, Set.ADVERB) and not line.has(start, Set.DETERMINER))
    ):
        start += 1
    if any(not line.words[i].is_word for i in range(start, end)) or any(
        line.low(i) in _RELATIVE for i in range(start, end)
    ):
        return start
    for at in range(end - 1, start, -1):
        if line.low(at) in {"the", "a", "an"}:
            previous = line.low(at - 1)
            joined = (
                line.has(at - 1, Set.PREPOSITION)
                or previous in {"and", "or"}
                or line.low(at - 1) in line.cues.participle
            )
            apposed = line.known(start, at)  # "the Observatory a monitoring group said"
            return start if joined or apposed or line.verbal(at - 1) or previous.endswith("ing") else at
    return start


def _of_verb_group(line: Line, at: int) -> bool:
    low = line.low(at)
    if line.has(at, Set.AUXILIARY) or line.has(at, Set.ADVERB):
        return low not in {"all", "both"}
    if line.has(at, Set.TIME) and at > 0 and not line.has(at - 1, Set.DETERMINER):
        return line.words[at].is_word
    return low.endswith("ly") and len(low) > 4 and line.words[at].text.islower() and not line.known(at, at + 1)


def _before_parenthesis(line: Line, comma: int) -> tuple[int, int] | None:
    """What stands before ", ...," and the verb: the inner part belongs to the speaker if it is an apposition."""
    opening = next((i for i in range(comma - 1, -1, -1) if line.low(i) in HARD), None)
    if opening is None or line.low(opening) != line.low(comma):
        start = _left(line, comma)
        begins = start == 0 or line.low(start - 1) in {":", ";"} or line.low(start - 1) in QUOTES
        return (start, comma) if begins and start < comma and _nominal(line, start, comma) else None
    start = _left(line, opening)
    if start == opening or not _nominal(line, start, opening) or line.bars(start):
        return (opening + 1, comma) if _nominal(line, opening + 1, comma) else None
    while line.low(start - 1) == "," and (line.has(start, Set.APPOSITIVE) or line.low(start).isdigit()):
        further = _left(line, start - 1)
        if not _name(line, further, start - 1):
            break
        start = further
    if any(line.bars(i) for i in range(opening, comma)) or comma - start > _LONGEST:
        return (start, opening)
    adverbial = line.has(opening + 1, Set.PREPOSITION) or line.low(opening + 1).endswith(("ing", "ed"))
    adverbial = adverbial or all(line.has(i, Set.ADVERB) for i in range(opening + 1, comma))
    return (start, opening) if adverbial or line.has(opening + 1, Set.TIME) else (start, comma)


def _left(line: Line, end: int) -> int:
    """Where the noun phrase that ends at `end` begins."""
    at, loose = end - 1, False
    while at >= 0 and not loose:
        low = line.low(at)
        opening = _opening(line, at)
        if opening is not None and (low in QUOTES or (opening > 0 and not _is_stop(line, opening - 1))):
            at = opening - 1
            continue
        if line.bars(at):
            loose = True
        elif _is_stop(line, at) or _begins_clause(line, at, end):
            break
        elif line.verbal(at) and low != "including":
            if line.low(at - 1) in _RELATIVE and at - 1 > 0:
                at -= 2
                continue
            if Speech.SAY in line.cues.finite.get(low, ()) and low not in line.cues.noun:
                break
            loose = _nominal(line, at + 1, end) and any(_substantive(line, i) for i in range(at + 1, end))
        at -= 0 if loose else 1
    start = at + 1
    return max(start, _tail(line, start, end)) if loose else start


def _begins_clause(line: Line, at: int, end: int) -> bool:
    """A conjunction that opens the speaker's clause; not "who" behind its antecedent, nor "and" between speakers."""
    low = line.low(at)
    if low in _RELATIVE and at > 0:
        return not _relative_subject(line, at, end)
    return line.has(at, Set.BOUNDARY) or (low == "and" and not _joins(line, at, end))


def _substantive(line: Line, at: int) -> bool:
    return line.words[at].is_word and not line.verbal(at) and not line.has(at, Set.ADVERB)


def _is_stop(line: Line, at: int) -> bool:
    """A mark that no noun phrase crosses; the full stop of a title is none."""
    word = line.words[at]
    if word.low in HARD or word.low in {"(", "[", ")", "]"} or word.text in {"'", "‘", "’"}:
        return True
    if word.low != ".":
        return False
    previous = line.words[at - 1] if at else None
    return previous is None or not (previous.capital and len(previous.text) <= _TITLE_LETTERS)


def _opening(line: Line, at: int) -> int | None:
    """Where a short gloss or a name in quotation marks opens that closes at `at` ("the Free Syrian Army (FSA)")."""
    low = line.low(at)
    reach = range(at - 1, max(-1, at - 8), -1)
    if low in _BRACKETS:
        return next((i for i in reach if line.low(i) == _BRACKETS[low]), None)
    if low not in QUOTES or not line.words[at - 1].capital:
        return None
    return next((i for i in reach if line.low(i) in QUOTES and _name(line, i + 1, at)), None)


def _relative_subject(line: Line, at: int, end: int) -> bool:
    """Whether "who ..." up to `end` has no subject of its own, so that its antecedent is the speaker."""
    if line.low(at) == "that" and (line.low(at - 1) in line.cues.finite or not line.words[at - 1].is_word):
        return False
    following = line.low(at + 1)
    return line.verbal(at + 1) or (following.endswith("s") and line.words[at + 1].text.islower() and at + 2 < end)


def _joins(line: Line, at: int, end: int) -> bool:
    """Whether "and" joins two speakers: "witnesses and medics", not "12 died and police said"."""
    if not line.known(at + 1, end):
        return False
    start = at - 1
    while start >= 0 and not _is_stop(line, start) and not line.has(start, Set.BOUNDARY) and at - start < 6:
        if line.bars(start) or line.verbal(start):
            break
        start -= 1
    chunk = (start + 1, at)
    if line.has(chunk[0], Set.PREPOSITION) and start >= 0:
        return False
    governed = start >= 0 and line.verbal(start) and line.low(start) != "including"
    return chunk[0] < chunk[1] and line.known(*chunk) and not governed


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
            if at > start and line.has(at, Set.JOINT) and _noun_of_person(line, at - 1):
                at -= 1
                continue
            return at + 1
        if line.verbal(at) or (line.low(at) == "and" and not _joins(line, at, end)):
            return at + 1
        at -= 1
    return start


def _noun_of_person(line: Line, at: int) -> bool:
    return line.words[at].is_word and line.known(at, at + 1)


def _nominal(line: Line, start: int, end: int) -> bool:
    """Whether the words can be a speaker: there are any, and they do not open with a preposition or a time."""
    while start < end and line.low(start) in {"and", "but", "or"}:
        start += 1
    if start >= end or not any(line.words[i].is_word for i in range(start, end)):
        return False
    if line.has(start, Set.PREPOSITION) or line.low(start) in line.cues.participle:
        return False
    return not all(
        line.has(i, Set.TIME) or line.has(i, Set.ADVERB) or not line.words[i].is_word for i in range(start, end)
    )


def _name(line: Line, start: int, end: int) -> bool:
    """Capitalised words alone, as a person's name with or without a title."""
    words = line.words[start:end]
    return 0 < len(words) <= 8 and all(w.capital or w.low in {"of", "al", "the", "de", "."} for w in words)


def _right(line: Line, start: int) -> int:
    at = start
    while at < len(line.words):
        if at > start and line.low(at) in {"(", "["}:
            closing = next((i for i in range(at + 1, min(at + 8, len(line.words))) if line.low(i) in _BRACKETS), None)
            if closing is None or any(line.bars(i) for i in range(at, closing)):
                break
            at = closing + 1
            continue
        if line.bars(at) or _is_stop(line, at) or line.low(at) in _BRACKETS or line.has(at, Set.BOUNDARY):
            break
        if line.low(at) in line.cues.participle or _ends_phrase(line, at, start):
            break
        if at > start and line.low(at) in _PRONOUNS:
            break
        at += 1
    return at


def _ends_phrase(line: Line, at: int, start: int) -> bool:
    """A verb, a time, an outer preposition or a conjunction that brings no further speaker."""
    if at == start:
        return line.has(at, Set.AUXILIARY) or line.has(at, Set.CALENDAR)
    verb = at if line.low(at + 1) == "by" else at - 1 if line.low(at) == "by" else None
    if verb is not None and line.verbal(verb):
        return not any(line.has(i, Set.DOCUMENT) for i in range(start, at))  # "a bulletin issued by the army"
    if line.verbal(at):
        return True
    if line.has(at, Set.CALENDAR):
        return line.words[at].capital or line.low(at) in {"today", "yesterday", "tonight"}
    if line.low(at) == "and":
        return not any(line.known(at + 1, at + n) for n in (2, 3, 4, 5) if at + n <= len(line.words))
    if line.low(at) == "in" and (line.has(at + 2, Set.DOCUMENT) or line.has(at + 3, Set.DOCUMENT)):
        return True
    if line.low(at) in {"on", "in"} and (line.has(at + 1, Set.TIME) or line.low(at + 1)[:1].isdigit()):
        return True
    return line.has(at, Set.PREPOSITION) and not line.has(at, Set.JOINT)


def _apposition(line: Line, comma: int, *, must_close: bool) -> int | None:
    """The end of ", a police spokesman" after a speaker, or None where a new clause begins."""
    if line.low(comma) != "," or comma + 1 >= len(line.words):
        return None
    opens = line.has(comma + 1, Set.APPOSITIVE) or line.words[comma + 1].text.isdigit()
    named = line.words[comma - 1].text.islower() and not line.has(comma + 1, Set.TIME)
    if not opens and named:
        close = next((i for i in range(comma + 1, len(line.words)) if _is_stop(line, i)), len(line.words))
        whole = _name(line, comma + 1, close) and line.low(close) in {",", ".", ""}
        return close if whole and (not must_close or line.low(close) == ",") else None
    outside = {"without", "like", "along", "which"}
    if not opens or line.low(comma + 1) in line.cues.participle or line.low(comma + 1) in outside:
        return None
    end = comma + 1
    relative = line.low(end) in _RELATIVE | {"whose"}
    while end < len(line.words) and not _is_stop(line, end) and not line.bars(end):
        if not relative and line.verbal(end):
            return None
        end += 1
    if end < len(line.words) and line.bars(end):
        return None
    closed = line.low(end) == "," or end >= len(line.words) or line.low(end) == "."
    return end if closed and (not must_close or line.low(end) == ",") else None
