"""Noun phrases: how far the words after a number belong to it, and which of them is the head.

"27 loyalist troops", "12 wounded soldiers", "42 staff, patients and relatives"; not "two schools | housing guests".
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract import classes
from casualties.extract.tokens import Token
from casualties.extract.words import FINISHED, Frame, VerbForm

_UNKNOWN = frozenset({classes.WORD, classes.ILLNESS})
"""Words that may be nouns of anything."""
_HEADS = frozenset({classes.PERSON, classes.THING, classes.COLLECTIVE, classes.NOUN})
"""Nouns that the lexicon knows."""
_GOES_ON = _HEADS | _UNKNOWN | {classes.NUMBER, classes.ARTICLE, classes.ANOTHER, classes.DETERMINER}
"""Before these a participle is no noun: it stands before its own noun, or has an object."""
_ATTRIBUTES = frozenset({classes.HARM, classes.PREDICATE, classes.SPEECH})
"""What may stand before the noun of those harmed: "wounded soldiers", "dead civilians", "alleged rebels"."""
_UNFINISHED = frozenset({VerbForm.ING, VerbForm.PLAIN})
_JOINS = frozenset({classes.AND, classes.COMMA})

RUN = frozenset(
    {
        classes.WORD,
        classes.PERSON,
        classes.THING,
        classes.COLLECTIVE,
        classes.DETERMINER,
        classes.PRONOUN,
        classes.FICTION,
        classes.ILLNESS,
        classes.DAY,
        classes.ARTICLE,
    }
)
"""What a stretch of words without a number is made of."""
NOUN_PHRASE = RUN | {classes.OTHER_NUMBER}
"""The same with dates and ages."""
_MODIFIERS = 7
"""A noun phrase reaches at most this many words past its number."""


def run(tokens: Sequence[Token], start: int) -> tuple[int, int | None]:
    """The end of the noun phrase that starts there, and its head: the last known noun of the run."""
    head: int | None = None
    last = start
    reach = min(len(tokens), start + _MODIFIERS)
    for at in range(start, reach):
        cls, entry = tokens[at].cls, tokens[at].entry
        if tokens[at].low == "other" and _more(tokens, at + 1):
            last = at + 1
        elif cls in _HEADS:
            if head is not None and tokens[head].entry.plural and entry.adjectival:  # "32 people | Syrian television"
                break
            head, last = at, at + 1
        elif cls in _UNKNOWN or (entry.inside and cls not in _ATTRIBUTES) or cls is classes.OTHER_NUMBER:
            if head is not None and _complete(tokens, head) and not _adjective(tokens, head, at):
                break
            if head is not None and tokens[at].low.endswith("ing"):  # "schools housing displaced people"
                break
            if head is None or _adjective(tokens, head, at) or _compound(tokens, head, at):
                head, last = None, at + 1
        elif not (cls in _ATTRIBUTES and head is None and _attributive(tokens, at, reach)):
            break
        else:
            last = at + 1
        if entry.cls is classes.NOUN and not entry.counted:
            break
    if head is not None:
        last = _and_persons(tokens, head)
    return last, head


def _complete(tokens: Sequence[Token], head: int) -> bool:
    """No unknown word goes on from this head: "12 deaths | last year", "9 nurses | late on Monday"."""
    several = tokens[head].cls is classes.NOUN and tokens[head].low.endswith("s")
    return several or tokens[head].cls is classes.PERSON


def _more(tokens: Sequence[Token], at: int) -> bool:
    """After "other" the noun phrase goes on: "one other injured man", "ten other unknown bodies"."""
    if at >= len(tokens):
        return False
    noun = tokens[at].cls in _HEADS or tokens[at].cls is classes.WORD
    return noun or (tokens[at].cls in _ATTRIBUTES and _attributive(tokens, at, at + 3))


def _compound(tokens: Sequence[Token], head: int, at: int) -> bool:
    """The noun of harm at `head` is the first half of a compound: "body bags"."""
    noun = tokens[head].cls is classes.NOUN and not tokens[head].low.endswith("s")
    return noun and at == head + 1 and tokens[at].cls is classes.WORD and tokens[at].low.endswith("s")


def _adjective(tokens: Sequence[Token], head: int, at: int) -> bool:
    """The demonym at `head` is an adjective of the unknown noun at `at`: "a British charity"."""
    return (
        tokens[head].entry.adjectival
        and at == head + 1
        and tokens[at].cls is classes.WORD
        and not tokens[at].low.endswith("ed")
    )


def _attributive(tokens: Sequence[Token], at: int, reach: int) -> bool:
    """A participle before its noun: "12 wounded soldiers", "dead civilians"."""
    if tokens[at].cls is classes.SPEECH and not tokens[at].entry.inside:
        return False
    form = tokens[at].entry.form
    following = tokens[at + 1].cls if at + 1 < min(reach, len(tokens)) else classes.STOP
    return form not in _UNFINISHED and following is classes.PERSON


_ACTING = frozenset({classes.SPEECH, classes.WORD, classes.RISE, classes.HARM})
_ACTING_AFTER_COMMA = _ACTING | classes.AUXILIARIES
"""Before these a joined noun is the subject of a clause of its own."""


def _acts(verb: Token, *, comma: bool) -> bool:
    """ "12 people, and police arrested 5": the joined noun acts; not so in "nine soldiers and civilians died"."""
    if comma:
        return verb.cls in _ACTING_AFTER_COMMA
    return verb.cls in _ACTING and not (verb.cls is classes.HARM and verb.entry.frame is Frame.SUBJECT)


def _and_persons(tokens: Sequence[Token], head: int) -> int:
    """Past plain nouns joined to the head: "27 soldiers and border guards", "42 staff, patients, relatives"."""
    last = head + 1
    if tokens[head].cls is not classes.PERSON:
        return last
    while last + 1 < len(tokens) and tokens[last].cls in _JOINS:
        at = last + 1
        if tokens[at].cls is classes.AND:
            at += 1
        start = at
        while at < min(len(tokens), start + 4) and tokens[at].cls is classes.WORD:
            at += 1
        if at >= len(tokens) or tokens[at].cls is not classes.PERSON or not tokens[at].entry.plural:
            break
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        comma = tokens[last].cls is classes.COMMA
        if after is not None and (_acts(after, comma=comma) or (comma and after.cls is classes.PERSON)):
            break  # "a street vendor, police Colonel Ana Ruiz said"
        last = at + 1
    return last


def is_nominal(tokens: Sequence[Token], at: int) -> bool:
    """A participle or predicate used as a noun: no noun follows it."""
    entry = tokens[at].entry
    suffered = entry.frame is not Frame.SUBJECT and entry.form in FINISHED
    noun = entry.cls is classes.PREDICATE or (entry.cls is classes.HARM and suffered)
    following = tokens[at + 1].cls if at + 1 < len(tokens) else classes.STOP
    return noun and following not in _GOES_ON
