"""Naming: which words of a sentence name the victims of a counted phrase.

The noun phrase itself ("27 loyalist troops"), the noun beside a part ("four of them officers", "one of whom was a
nurse", "15 were children"), or those who suffered the losses ("the patrol suffered three casualties", "two casualties
on the rebels").
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract import classes, kinds
from casualties.extract.counted import Chunk
from casualties.extract.kinds import COPULA, DESCRIBING, STATING
from casualties.extract.lists import Shape
from casualties.extract.nounphrases import NOUN_PHRASE
from casualties.extract.tokens import Token
from casualties.extract.words import Role
from casualties.report import Span
from casualties.scope import VictimGroup

_BEFORE_NAME = frozenset(
    {classes.OF, classes.DETERMINER, classes.HARM, classes.PREDICATE, classes.INCLUDE, classes.ADVERB}
)
_STAND_INS = frozenset({"other", "others", "more"})
_HEADLINE = 6
"""Chunks behind the number of a headline in which it tells where or how."""
_OWN_GROUP = frozenset({VictimGroup.CHILDREN, VictimGroup.WOMEN})
"""Groups that "others" leave behind: after "a woman was killed", three others are not said to be women."""
ELLIPTIC = frozenset({kinds.BARE, kinds.PART})
"""Counted without a noun of their own."""


def victim_words(s: Shape, at: int) -> Span | None:
    """The words for the victims of the counted chunk at `at`; None where it names none."""
    made = s.chunks[at]
    if made.kind is kinds.PART:
        return _beside(s, at)
    named = _own(s.tokens, made)
    if named is None and made.kind is kinds.BARE:
        return _label(s, at) or (_beside(s, at) if s.kinds[at + 1] in COPULA else None)
    return _losers(s, at) if named is None and made.kind is kinds.HARMED else named


def adds(s: Shape, at: int) -> bool:
    """Whether the chunk at `at` counts more people beside those of a figure, not some of them: "another 13"."""
    made = s.chunks[at]
    return made.kind not in ELLIPTIC or s.tokens[made.first].cls is classes.ANOTHER


def stands_in(s: Shape, at: int, before: int) -> bool:
    """Whether the victims of the chunk at `at` are those of the figure at `before`: a bare number, "ten others"."""
    made, head = s.chunks[at], s.chunks[before].head
    if made.kind in ELLIPTIC:
        return True
    if made.number is None or made.kind is kinds.ONE:
        return made.last - made.first == 1  # a lone "another"
    words = " ".join(t.low for t in s.tokens[made.number + 1 : made.last])
    group = s.tokens[head].entry.group if head is not None else None
    return words in _STAND_INS and group not in _OWN_GROUP


def _own(tokens: Sequence[Token], made: Chunk) -> Span | None:
    """The words after the number; a noun of harm is no name."""
    assert made.number is not None
    first = made.number + 1
    while first < made.last and tokens[first].cls in _BEFORE_NAME:
        first += 1
    last = made.head if made.kind is kinds.HARMED and made.head is not None else made.last - 2 * made.more
    if made.kind is kinds.BARE or last <= first or tokens[first].low == "own":  # "one of their own"
        return None
    return Span(tokens[first].start, tokens[last - 1].end)


def _beside(s: Shape, at: int) -> Span | None:
    """The noun that follows a part, with or without "was", or a bare number: "15 were children"."""
    after = at + 1
    while s.kinds[after] in COPULA:
        after += 1
    if s.kinds[after] in DESCRIBING:
        following = s.tokens[s.chunks[after].first : s.chunks[after].last]
        if any(t.cls is classes.PERSON for t in following):
            return Span(following[0].start, following[-1].end)
    return None


def _label(s: Shape, at: int) -> Span | None:
    """ "Civilians killed: 12", "of whom children: 3": a word for persons before the colon of a bare number."""
    if s.kinds[at - 1] is not kinds.STOP or s.word(at - 1).low != ":":
        return None
    label = at - 3 if s.kinds[at - 2] in STATING else at - 2
    words = s.tokens[s.chunks[label].first : s.chunks[label].last] if s.kinds[label] is kinds.NAMES else ()
    if words and words[-1].low in s.roles[Role.VOICE] and kinds.AROUND in s.kinds[at : at + _HEADLINE]:
        return None  # "Police: 12 killed in crash"
    return Span(words[0].start, words[-1].end) if any(t.cls is classes.PERSON for t in words) else None


def _losers(s: Shape, at: int) -> Span | None:
    """Whose casualties they are."""
    tokens = s.tokens
    if s.kinds[at + 1] is kinds.AROUND:
        around = tokens[s.chunks[at + 1].first : s.chunks[at + 1].last]
        when = around[-1].cls in {classes.DAY, classes.OTHER_NUMBER}  # "12 deaths on Monday"
        if around[0].low in {"on", "among", "amongst"} and len(around) > 1 and not when:
            return Span(around[1].start, around[-1].end)
    number, losing = s.chunks[at].first, s.roles[Role.LOSING]
    verb = next((k for k in range(number - 1, max(-1, number - 4), -1) if tokens[k].low in losing), None)
    if verb is None:
        return None
    first = verb
    while first > 0 and tokens[first - 1].cls in NOUN_PHRASE and verb - first < 6:
        first -= 1
    if first == verb - 1 and tokens[first].cls is classes.PRONOUN:  # "they took four bodies out"
        return None
    return Span(tokens[first].start, tokens[verb - 1].end) if first < verb else None
