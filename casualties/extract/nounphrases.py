"""Noun phrases: how far the words after a number belong to it, and which of them is the head.

"27 loyalist troops", "12 wounded soldiers", "42 staff, patients and relatives"; not "two schools | housing guests".
"""

from __future__ import annotations

from collections.abc import Sequence

from casualties.extract.tokens import Token
from casualties.extract.words import Class, Form, Frame

RUN = frozenset(
    {
        Class.WORD,
        Class.PERSON,
        Class.THING,
        Class.COLLECTIVE,
        Class.DETERMINER,
        Class.PRONOUN,
        Class.FICTION,
        Class.DAY,
        Class.ARTICLE,
    }
)
INSIDE = frozenset({Class.WORD, Class.PERSON, Class.THING, Class.COLLECTIVE, Class.NOUN})
_MODIFIERS = 7
"""A noun phrase reaches at most this many words past its number."""


def run(tokens: Sequence[Token], start: int) -> tuple[int, int | None]:
    """The end of the noun phrase that starts there, and its head: the last known noun of the run."""
    head: int | None = None
    last = start
    reach = min(len(tokens), start + _MODIFIERS)
    for at in range(start, reach):
        cls, entry = tokens[at].cls, tokens[at].entry
        if cls in {Class.PERSON, Class.THING, Class.COLLECTIVE, Class.NOUN}:
            head, last = at, at + 1
        elif cls is Class.WORD or (cls is Class.ADVERB and tokens[at].low in _ADJECTIVES) or cls is Class.OTHER_NUMBER:
            if head is not None and tokens[head].cls is Class.PERSON and not _adjective(tokens, head, at):
                break
            if head is not None and tokens[at].low.endswith("ing"):  # "schools housing displaced people"
                break
            if head is None or _adjective(tokens, head, at) or _compound(tokens, head, at):
                head, last = None, at + 1
        elif not (cls in {Class.HARM, Class.PREDICATE} and head is None and _attributive(tokens, at, reach)):
            break
        else:
            last = at + 1
        if entry.cls is Class.NOUN and not entry.counted:
            break
    if head is not None:
        last = _and_persons(tokens, head)
    return last, head


def _compound(tokens: Sequence[Token], head: int, at: int) -> bool:
    """The noun of harm at `head` is the first half of a compound: "body bags"."""
    noun = tokens[head].cls is Class.NOUN and not tokens[head].low.endswith("s")
    return noun and at == head + 1 and tokens[at].cls is Class.WORD and tokens[at].low.endswith("s")


def _adjective(tokens: Sequence[Token], head: int, at: int) -> bool:
    """The demonym at `head` is an adjective of the unknown noun at `at`: "a British charity"."""
    return (
        tokens[head].entry.adjectival
        and at == head + 1
        and tokens[at].cls is Class.WORD
        and not tokens[at].low.endswith("ed")
    )


_ADJECTIVES = frozenset(
    {
        "more",
        "further",
        "seriously",
        "critically",
        "badly",
        "heavily",
        "severely",
        "lightly",
        "slightly",
        "confirmed",
        "reported",
        "elsewhere",
    }
)


def _attributive(tokens: Sequence[Token], at: int, reach: int) -> bool:
    """A participle before its noun: "12 wounded soldiers", "dead civilians"."""
    form = tokens[at].entry.form
    following = tokens[at + 1].cls if at + 1 < reach else Class.STOP
    return form not in {Form.ING, Form.PLAIN} and following is Class.PERSON


_ACTING = frozenset({Class.SPEECH, Class.WORD, Class.RISE, Class.HARM})
"""Before these a joined noun is the subject of a clause of its own."""


def _acts(verb: Token, *, comma: bool) -> bool:
    """ "12 people, and police arrested 5": the joined noun acts; not so in "nine soldiers and civilians died"."""
    if comma:
        return verb.cls in _ACTING | {Class.BE, Class.HAVE}
    return verb.cls in _ACTING and not (verb.cls is Class.HARM and verb.entry.frame is Frame.SUBJECT)


def _and_persons(tokens: Sequence[Token], head: int) -> int:
    """Past plain nouns joined to the head: "27 soldiers and border guards", "42 staff, patients, relatives"."""
    last = head + 1
    if tokens[head].cls is not Class.PERSON:
        return last
    while last + 1 < len(tokens) and tokens[last].cls in {Class.AND, Class.COMMA}:
        at = last + 1
        if tokens[at].cls is Class.AND:
            at += 1
        start = at
        while at < min(len(tokens), start + 4) and tokens[at].cls is Class.WORD:
            at += 1
        if at >= len(tokens) or tokens[at].cls is not Class.PERSON or not tokens[at].entry.plural:
            break
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and _acts(after, comma=tokens[last].cls is Class.COMMA):
            break
        last = at + 1
    return last


def is_nominal(tokens: Sequence[Token], at: int) -> bool:
    """A participle or predicate used as a noun: no noun follows it."""
    entry = tokens[at].entry
    suffered = entry.frame is not Frame.SUBJECT and entry.form in {Form.PAST, Form.PARTICIPLE}
    noun = entry.cls is Class.PREDICATE or (entry.cls is Class.HARM and suffered)
    following = tokens[at + 1].cls if at + 1 < len(tokens) else Class.STOP
    return noun and following not in INSIDE | {Class.NUMBER, Class.ARTICLE, Class.ANOTHER, Class.DETERMINER}
