"""Mentions: victims told of without a number.

Found: named persons as subject or object of a word of harm ("Rana Idris, 34, was killed", "the raid killed Dr Idris
and her mother", "the death of Omar Haddad"), and bare plurals ("others were wounded", "causing deaths and injuries").
They are no figures and make no claims; a tally falls back on them where a report gives no figure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from casualties.claim import Mention
from casualties.extract.calendar_words import WordList, one_of
from casualties.extract.classes import Class
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.sentences import Kind as SentenceKind
from casualties.extract.trie import trie
from casualties.extract.triggers import sentences_of_harm
from casualties.extract.vocabulary import Entry, vocabulary
from casualties.extract.words import Frame, VerbForm
from casualties.report import Span

_REACH = 260
"""Characters around a word of harm in which its victims are looked for; a long list of names."""
_LEAST_PLURAL = 2

Told = tuple[str, int]
"""The words for the victims, and the fewest that they can mean."""


@dataclass(frozen=True, slots=True)
class MentionWords:
    """The file mentions.toml."""

    list: tuple[WordList, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the patterns of one language look for."""

    harm: re.Pattern[str]
    harms: dict[str, Entry]
    person: regex.Pattern[str]
    kin: regex.Pattern[str]
    plural: regex.Pattern[str]
    plural_ends: frozenset[str]
    counted: regex.Pattern[str]
    causing: regex.Pattern[str]
    undone: re.Pattern[str]
    bodies: frozenset[str]
    between: frozenset[str]
    passive: frozenset[str]


_STOP = re.compile(
    r"""[;:!?\n] | \s[–—-]\s | \b(?:in|at|near|by|on|during|when|while|as(?!\s+well)|after|before|inside|outside|from
        |for|through|since|that|which|where|but|because|who|whose|under|with\s+(?:an?|the|their|no))\b""",
    re.VERBOSE,
)
_PARTED = regex.compile(
    r"\s*+(?:,\s*+(?:(?:and|as well as)\s++)?|\b(?:and|as well as|along with|together with)\s++|&\s*+)"
)
_APPOSED = regex.compile(r"(?i)(?:an?|the|who|aged|also|then|both|all|of)\b|\d{1,3}$|$")
_SECOND = regex.compile(r"(?i)^\s*+(?:and|or|and/or)\s++(?:[a-z]++ly\s++)?$")
_REPORTED = regex.compile(r"(?i)^\s*+(?:were|was|have been)\s++(?:also\s++)?(?:reported|caused|recorded)\b")
_OF = regex.compile(r"\b(?:of|in|at|by|from)\b")
""" "the brother of Omar Haddad" is not Omar Haddad."""
_SUFFERED = regex.compile(r"(?i)\b(?:sustain|suffer|receiv)(?:ed|ing)\s++(?:[a-z-]++\s++){0,3}$")
_LEFT = regex.compile(r"(?i)\b(?:left|leaving|leaves)\s++(?=[^,]*$)")
_OWN = ("'s", "’s")
_HARM, _NOUN = Class.HARM, Class.NOUN
_LITTER = SentenceKind.LITTER
_BLANKS = r"\s++"
_EDGE = " \t\n.*\"'“”‘’"


@functools.cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    lists: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.load("mentions", MentionWords).list:
        lists[entry.name] = lists.get(entry.name, ()) + entry.words
    particle, title, kin = (one_of(lists[name]) for name in ("particle", "title", "kin"))
    word = r"(?:[Aa]l[-‘’'])?\p{Lu}[\p{L}\p{M}‘-]*+(?:['’]\p{L}{2,}+)?"
    more = rf"(?:\s++(?:{particle}\s++){{0,2}}{word})"
    name = rf"(?:{title}\.?\s++{word}{more}{{0,6}}|{word}{more}{{1,7}})"
    harms, undone = dict(_harms(lexicon)), lists["undone"]
    return _Grammar(
        # `re` and not `regex`: it runs a trie of these 700 forms twenty times as fast as they run one by one
        harm=re.compile(rf"(?<![^\W\d_])(?<!-){trie(harms, _BLANKS)}(?![^\W\d_-])"),
        harms=harms,
        person=regex.compile(rf"(?:^|\s){name}\s*+(?:\([^()]{{1,40}}\)\s*+)?+$"),
        kin=regex.compile(
            rf"(?i)^(?:his|her|their|the|whose|\p{{Lu}}[\p{{L}}-]++['’]s)\s++(?:[\p{{L}}\d-]++\s++){{0,4}}?{kin}\b"
        ),
        plural=regex.compile(
            rf"(?i)(?:^|\b(?:that|where|while|as|some|more)\s++)(?:some\s++)?(?:other\s++)?{one_of(lists['plural'])}$"
        ),
        plural_ends=frozenset(w[-1].casefold() for w in lists["plural"]),
        counted=regex.compile(rf"(?i)(?:(?:his|her|their|at least)\s++)*+(?:\d|{one_of(lists['counted'])}\b)"),
        causing=regex.compile(rf"(?i)\b{one_of(lists['causing'])}\s++(?:[\p{{L}}-]++\s++){{0,3}}$"),
        undone=re.compile(rf"\b{trie([*undone, *(w.capitalize() for w in undone if w != 'may')], _BLANKS)}\b"),
        bodies=frozenset(lists["body"]),
        between=frozenset(lists["between"]),
        passive=frozenset(lists["passive"]),
    )


def _harms(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """The words of harm that need no company, by their spelling."""
    for phrase, entries in vocabulary(lexicon).entries.items():
        for known in entries:
            verb = known.cls is Class.HARM and not (known.within or known.weak or known.unless or known.groups)
            if verb or (known.cls is Class.NOUN and not known.zero):
                yield " ".join(phrase), known
                break


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """The victims that a report tells of without a number, in the order of the text."""
    grammar = _grammar(document.lexicon)
    found: list[Mention] = []
    for number in sorted(sentences_of_harm(document)):
        sentence = document.sentences[number]
        quote = document.words(sentence)
        matches = list(grammar.harm.finditer(quote))
        if not matches or sentence.kind is _LITTER:
            continue
        for start, end, entry, told in _of_sentence(grammar, quote, matches):
            if told and entry.outcome is not None:
                span = Span(sentence.start + start, sentence.start + end)
                found.extend(
                    Mention(document.report.report_id, span, quote, words, entry.outcome, least)
                    for words, least in told
                )
    return tuple(found)


def _of_sentence(
    grammar: _Grammar, text: str, matches: Sequence[re.Match[str]]
) -> Iterator[tuple[int, int, Entry, list[Told]]]:
    """Each word of harm with the victims told of beside it."""
    last, undone = 0, False
    told: list[Told] = []
    for at, match in enumerate(matches):
        start, stop = match.span()
        before = text[max(last, start - _REACH) : start]
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        after = text[stop : min(end, stop + _REACH)]
        written = match.group()
        entry = grammar.harms.get(written) or grammar.harms[" ".join(written.split())]
        second = last > 0 and _SECOND.match(before) is not None  # "killed and injured": the same victims
        undone = (second and undone) or grammar.undone.search(before) is not None
        if undone:
            told = []
        elif not second:
            told = list(_told(grammar, entry, written.endswith("s"), before, after))
        elif not told and entry.cls is _HARM:
            told = list(_objects(grammar, after))
        yield start, stop, entry, told
        last = stop


def _told(grammar: _Grammar, entry: Entry, plural: bool, before: str, after: str) -> Iterator[Told]:
    if entry.cls is _NOUN:
        suffering = _SUFFERED.search(before)
        owner = _person(grammar, _PARTED.split(before.rstrip()[:-2])[-1]) if before.rstrip().endswith(_OWN) else None
        if after.startswith(" of "):
            yield from _objects(grammar, after[3:])
        elif owner is not None and not entry.lives:
            yield owner, 1
        elif suffering is not None and not entry.lives:
            yield from _subjects(grammar, _subject(grammar, before[: suffering.start()])[0])
        elif (
            plural and not (entry.lives or entry.bodies) and (grammar.causing.search(before) or _REPORTED.match(after))
        ):
            yield "an unstated number", _LEAST_PLURAL
        return
    subject, passive = _subject(grammar, before)
    if passive or entry.frame is Frame.SUBJECT:
        if entry.form is not VerbForm.ING or passive:
            yield from _subjects(grammar, subject)
        return
    told = list(_objects(grammar, after))
    left = _LEFT.search(before)
    yield from told or (_objects(grammar, before[left.end() :]) if left else ())


def _subject(grammar: _Grammar, before: str) -> tuple[str, bool]:
    """What stands before the verb's auxiliaries and adverbs, and whether they make it passive."""
    rest, passive = before.rstrip(" ,"), False
    while True:
        head, _, word = rest.rpartition(" ")
        low = word.lower().strip(",")
        if low not in grammar.between:
            return rest, passive
        passive = passive or low in grammar.passive
        rest = head.rstrip(" ")


def _subjects(grammar: _Grammar, subject: str) -> Iterator[Told]:
    """The persons at the end of a subject: "Omar Haddad and his wife", "Rana Idris, a nurse"."""
    pieces = _PARTED.split(subject.rstrip(" ,"))
    last = pieces[-1].strip(_EDGE)
    if _is_plural(grammar, last):
        yield last, _LEAST_PLURAL
        return
    found: list[Told] = []
    for piece in reversed(pieces):
        words = _person(grammar, piece)
        if words is not None:
            found.append((words, 1))
        elif not (_APPOSED.match(piece.strip(_EDGE)) or grammar.counted.match(piece.strip(_EDGE))):
            break
    yield from reversed(found)


def _objects(grammar: _Grammar, after: str) -> Iterator[Told]:
    """The persons at the start of an object: "Dr Idris, a nurse, and her mother"."""
    stop = _STOP.search(after)
    pieces = [p.strip(_EDGE) for p in _PARTED.split(after[: stop.start()] if stop else after)]
    if _is_plural(grammar, pieces[0]):
        yield pieces[0], _LEAST_PLURAL
        return
    for piece in pieces:
        words = _person(grammar, piece)
        if words is not None:
            yield words, 1
        elif not _APPOSED.match(piece):
            return


def _is_plural(grammar: _Grammar, words: str) -> bool:
    """Whether the words are, or end in, bare people: "others", "while civilians"."""
    return words[-1:].casefold() in grammar.plural_ends and grammar.plural.search(words) is not None


def _person(grammar: _Grammar, piece: str) -> str | None:
    """The words for one person: a name with what stands before it, or a relative; None for anything else."""
    words = piece.strip(_EDGE).removeprefix("of ")
    if grammar.kin.match(words):
        return words
    if words.rpartition(" ")[2].islower() and words[-1] != ")":
        return None  # a name ends in a word with a capital, or in brackets
    match = grammar.person.search(words)
    if match is None or _OF.search(words[: match.start()]):
        return None
    name = match.group().partition("(")[0].split()
    return None if name[-1].strip(_EDGE) in grammar.bodies else words
