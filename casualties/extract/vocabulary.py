"""Vocabulary: every form of every word of the lexicon, with what it is for the grammar of figures.

Built once per lexicon.  Most words are one thing wherever they stand; for the others the longest phrase is looked for.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import regex

from casualties.extract.classes import HARMFUL, Class
from casualties.extract.lexicon import Lexicon, all_words
from casualties.extract.words import Closed, Frame, Grammar, Harms, Noun, Role, Verb, VerbForm, VictimWords
from casualties.scope import Outcome, Unit, VictimGroup


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of one spelled form."""

    cls: Class
    outcome: Outcome | None = None
    form: VerbForm | None = None
    frame: Frame | None = None
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    groups: tuple[VictimGroup, ...] = ()
    by: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    weak: bool = False
    passive: bool = False
    headed: bool = False
    headline: tuple[str, ...] = ()
    counted: bool = True
    bodies: bool = False
    lives: bool = False
    zero: bool = False
    singular: tuple[str, ...] = ()
    rises: bool = False
    plural: bool = False
    adjectival: bool = False
    people: bool = False
    inside: bool = False
    leads: bool = False
    counting: bool = False
    inanimate: bool = False
    unit: Unit = Unit.PERSONS
    group: VictimGroup | None = None


Phrase = tuple[str, ...]

WORD = Entry(Class.WORD)
COMMA = Entry(Class.COMMA)
STOP = Entry(Class.STOP)
_STOPS = (*";:()[]?!|/–—-", "--")


class Head(NamedTuple):
    """A word that only the words around it can decide.

    ``longer`` gives the phrases that begin with it by their second word, longest first: the words after the first, and
    the entries in the order in which they are preferred.  ``entries`` are those of the word alone; ``alone`` is what it
    is then if that is sure, else None.
    """

    entries: tuple[Entry, ...]
    alone: Entry | None
    longer: dict[str, tuple[tuple[Phrase, tuple[Entry, ...]], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every form with its entries, by its words, and the same made ready for one look-up per word.

    ``sure`` gives what a word is unless the words around it say otherwise; ``heads`` has those that need to be asked.
    """

    entries: dict[Phrase, tuple[Entry, ...]]
    sure: dict[str, Entry]
    heads: dict[str, Head]


@functools.cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The forms of all three files.  A form may have several entries: "wounded" is a verb, "left" two words."""
    entries: dict[Phrase, list[Entry]] = {}
    for form, entry in _forms(lexicon):
        known = entries.setdefault(tuple(form.split()), [])
        if entry not in known:
            known.append(entry)
    by_first: dict[str, list[tuple[Phrase, tuple[Entry, ...]]]] = {}
    for phrase, several in sorted(entries.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(phrase[0], []).append((phrase[1:], tuple(sorted(several, key=_preference))))
    heads = {word: _head(phrases) for word, phrases in by_first.items()}
    sure = {",": COMMA} | dict.fromkeys(_STOPS, STOP)
    sure |= {word: head.alone or WORD for word, head in heads.items()}
    held = {word: head for word, head in heads.items() if head.longer or head.alone is None}
    return Vocabulary({k: tuple(v) for k, v in entries.items()}, sure, held)


def _head(phrases: Sequence[tuple[Phrase, tuple[Entry, ...]]]) -> Head:
    entries = next((several for rest, several in phrases if not rest), ())
    longer: dict[str, list[tuple[Phrase, tuple[Entry, ...]]]] = {}
    for rest, several in phrases:
        if rest:
            longer.setdefault(rest[0], []).append((rest, several))
    return Head(entries, _alone(entries), {second: tuple(found) for second, found in longer.items()})


def _alone(entries: Sequence[Entry]) -> Entry | None:
    """What a word is if it needs nothing around it; a word that only opens phrases is `WORD`."""
    if not entries:
        return WORD
    only = entries[0]
    needs = only.within or only.unless or only.by or only.passive or only.zero or only.counting
    return only if len(entries) == 1 and not needs else None


def _preference(entry: Entry) -> tuple[int, bool, bool]:
    return _PREFERRED.get(entry.cls, len(_PREFERRED)), not entry.within, not entry.by


# What a form is where it may be several: a verb of harm before a noun, a noun before a person, ...
_PREFERRED = {cls: rank for rank, cls in enumerate((
    Class.HARM, Class.NOUN, Class.PREDICATE, Class.TOLL, Class.LEAVE, Class.RISE, Class.INCLUDE, Class.PERSON,
    Class.COLLECTIVE, Class.BE, Class.HAVE, Class.RELATIVE, Class.CLAUSE, Class.DETERMINER, Class.SPEECH, Class.THING,
    Class.AND, Class.OF, Class.PREPOSITION, Class.MODAL, Class.ADVERB, Class.PRONOUN,
))}  # fmt: skip


def _forms(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    harms = lexicon.load("harms", Harms)
    doubling = all_words(harms.doubling)
    for verb in harms.verb:
        yield from _verb_forms(verb, doubling)
    for noun in harms.noun:
        yield from ((w, _noun(noun)) for w in noun.words)
    for predicate in harms.predicate:
        told = Entry(Class.PREDICATE, predicate.outcome, passive=predicate.passive, headline=predicate.headline)
        yield from ((w, told) for w in predicate.words)
    for toll in harms.toll:
        yield from ((w, Entry(Class.TOLL, toll.outcome, rises=toll.rises)) for w in toll.words)
    yield from _victim_forms(lexicon.load("victims", VictimWords))
    for closed in lexicon.load("grammar", Grammar).word:
        yield from ((w, _closed(closed)) for w in closed.words)
    yield from ((w, Entry(Class.ARTICLE)) for w in ("a", "an"))
    yield "another", Entry(Class.ANOTHER)


def _closed(closed: Closed) -> Entry:
    return Entry(
        closed.cls,
        inside=closed.inside,
        leads=closed.leads,
        unless=closed.unless,
        counting=closed.counting,
        inanimate=closed.inanimate,
    )


def _noun(noun: Noun) -> Entry:
    return Entry(
        Class.NOUN,
        noun.outcome,
        counted=noun.counted,
        bodies=noun.bodies,
        lives=noun.lives,
        zero=noun.zero,
        within=noun.within,
        heads=noun.heads,
        singular=noun.singular,
    )


def _verb_forms(verb: Verb, doubling: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    past = verb.past or tuple(past_of(base, doubling) for base in verb.base)
    forms = {
        VerbForm.PAST: past,
        VerbForm.PARTICIPLE: verb.participle or past,
        VerbForm.ING: verb.ing or tuple(ing_of(base, doubling) for base in verb.base),
        VerbForm.PLAIN: verb.base + (verb.third or tuple(map(third_of, verb.base))),
    }
    entry = Entry(
        Class.HARM,
        verb.outcome,
        frame=verb.frame,
        within=verb.within,
        unless=verb.unless,
        groups=verb.groups,
        by=verb.by,
        heads=verb.heads,
        never=verb.never,
        weak=verb.weak,
        passive=verb.passive,
        headed=verb.headed,
    )
    seen: set[str] = set()
    for form, words in forms.items():
        for word in words:
            if word not in seen:
                seen.add(word)
                yield word, replace(entry, form=form)


def _victim_forms(words: VictimWords) -> Iterator[tuple[str, Entry]]:
    units = {w: counted.unit for counted in words.unit for w in counted.words}
    for person in words.person:
        for word in person.words:
            unit = units.get(word, Unit.PERSONS)
            plain = Entry(Class.PERSON, group=person.group, unit=unit, plural=word.endswith(_PLURALS))
            plain = replace(plain, outcome=person.outcome, people=person.adjectival)
            yield word, replace(plain, adjectival=person.adjectival)
            yield plural_of(word), replace(plain, plural=True)
    for thing in words.thing:
        for word in thing.words:
            yield word, Entry(Class.THING)
            yield plural_of(word), Entry(Class.THING, plural=True)
    yield from ((w, Entry(Class.COLLECTIVE)) for entry in words.collective for w in entry.words)


_PLURALS = ("people", "men", "women", "children", "police", "personnel", "troops", "others", "persons")
"""How a word that is listed in the plural ends: "policemen" too."""


def plural_of(word: str) -> str:
    """The regular plural: soldiers, families, businesses."""
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def third_of(base: str) -> str:
    """The third person of the first word: kills, massacres, carries."""
    head, _, rest = base.partition(" ")
    return f"{plural_of(head)} {rest}".strip()


def past_of(base: str, doubling: Collection[str] = ()) -> str:
    """The regular past: killed, executed, carried; "stabbed" where the verb is one that doubles its last letter."""
    head, _, rest = base.partition(" ")
    return f"{_with(head, 'ed', doubling)} {rest}".strip()


def ing_of(base: str, doubling: Collection[str] = ()) -> str:
    """The regular -ing form: killing, executing, carrying; likewise "stabbing"."""
    head, _, rest = base.partition(" ")
    return f"{_with(head, 'ing', doubling)} {rest}".strip()


def _with(head: str, ending: str, doubling: Collection[str]) -> str:
    if head in doubling:
        return head + head[-1] + ending
    if head.endswith("ee"):
        return head + (ending[1:] if ending == "ed" else ending)
    if head.endswith("e"):
        return head[:-1] + ending
    if head.endswith("y") and ending == "ed" and head[-2:-1] not in set("aeiou"):
        return head[:-1] + "ied"
    return head + ending


@functools.cache
def roles(lexicon: Lexicon) -> Mapping[Role, frozenset[str]]:
    """The words of each role."""
    listed = lexicon.load("grammar", Grammar).role
    return {role: frozenset(w for entry in listed if entry.role is role for w in entry.words) for role in Role}


def triggers(known: Vocabulary) -> Iterator[tuple[Phrase, list[Entry]]]:
    """Every form that can make a figure a casualty figure, with the entries that make it so."""
    for phrase, entries in known.entries.items():
        telling = [e for e in entries if e.cls in HARMFUL or (e.cls is Class.PERSON and e.outcome is not None)]
        if telling:
            yield phrase, telling


WITHIN = 90
"""How many characters after a verb its `within` word may stand; a long clause of a news sentence."""


@functools.cache
def company(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    """The `within` words of an entry, for the `WITHIN` characters after it in small letters."""
    return regex.compile(r"\b(?:" + "|".join(map(regex.escape, phrases)) + r")\b")
