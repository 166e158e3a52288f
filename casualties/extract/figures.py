"""Figures: which number phrases count people killed, injured, missing, detained, abducted or displaced.

Found: verbs ("killed 12", "12 were wounded", "two died"), nouns ("12 deaths", "the bodies of five"), predicates
("leaving three dead"), tolls ("the toll rose from 38 to 41"), lists, gapped repeats, parts ("including three
children", "nine of them"), one person told by an article ("a woman was killed") and zero ("no one was hurt").
docs/figures.md names each phenomenon and what is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from casualties.amount import Amount, Bound
from casualties.extract import classes
from casualties.extract.chunks import chunk
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.leaning import besides, suffered
from casualties.extract.lists import Shape, shape
from casualties.extract.naming import ELLIPTIC, adds, stands_in, victim_words
from casualties.extract.numberforms import COUNTS, Form
from casualties.extract.numerals import NumberPhrase, find_phrases
from casualties.extract.rates import Rates, rate_finder
from casualties.extract.sentences import Document, Sentence
from casualties.extract.sentences import Kind as SentenceKind
from casualties.extract.tokens import tokenize
from casualties.extract.trie import lowered
from casualties.extract.triggers import leans, sentences_of_harm, trigger_pattern
from casualties.report import Span
from casualties.scope import Outcome, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number phrase read as a count of victims.

    ``span`` is the figure as written with its qualifier ("at least 27"); ``sentence`` indexes `Document.sentences`;
    ``trigger`` is the word of harm ("killed", "toll"); ``victims`` the noun phrase without the figure ("loyalist
    troops"), None when elided; ``part_of`` indexes the figure it is stated to be part of; ``implicit`` for "a woman".
    """

    span: Span
    amount: Amount
    outcome: Outcome
    unit: Unit
    sentence: int
    trigger: Span
    victims: Span | None = None
    part_of: int | None = None
    implicit: bool = False
    how: str = ""


_LIST = 40
"""Lines that a list may have under its heading."""
_CARRY = 2
"""A part or a running total leans on a figure at most this many sentences back ("Two of them later died")."""
_AGE = regex.compile(r"\p{Lu}[\p{L}'’.-]*+[ ]?\(\d{1,3}\)$")
"""A number in brackets after a name is an age: "Omar Daher (44)"."""
_BY_PLACE = regex.compile(
    r"\b(?:in|by|at|from|across|near|around)\s+(?:\p{Lu}[\w'’.-]*+\s+){1,3}+"
    r"(?:\([\w,]{1,9}\)(?:,?\s+and|,)\s+(?:\p{Lu}[\w'’.-]*+\s+){1,3}+){0,12}+\($"
)
"""Names of places, each with its number in brackets, up to the bracket of the last: "in Homs (12) and Hama (9)"."""
_RECENT = 40
"""Figures back to which a part may lean; more than two sentences of real reports ever hold."""
_NOT_BOTH = regex.compile(r"(?i)both(?:\s+\S+){1,4}?\s+and\b|both\s+(?:deceased|dead|killed|wounded|injured)\b")
""" "both civilians and rebels", "both dead": no count of two."""
_BOTH_OF_TWO = regex.compile(r"(?i)\b(?:two|2|pair|couple)\b[^,;:.()–—]{1,60}(?:,|\s?[–—(]|\s-)\s?both$")
_ASIDE = regex.compile(r"[^,;:.()–—]*+")
_DEGREE = frozenset({"how", "so", "too", "as", "this", "that"})
"""Before "many" or "few" these make it no count: "how many died", "too many"."""


def find_figures(document: Document) -> tuple[Figure, ...]:
    """The figures of a report in the order of the text."""
    harmed = sentences_of_harm(document)
    found: list[Figure] = []
    for number, sentence in enumerate(document.sentences):
        kind = sentence.kind
        if kind is _LITTER:
            continue
        listed = _listed(document, number, harmed) if kind is _ITEM else None
        if listed is not None:
            found.append(listed)
        elif number in harmed or (_carried(found, number) and leans(document, sentence)):
            found.extend(_of_sentence(document, number, sentence, found))
    return tuple(found)


def _carried(found: Sequence[Figure], number: int) -> bool:
    """Whether a figure stands near enough before the sentence to be leant on."""
    return bool(found) and number - found[-1].sentence <= _CARRY


_LITTER, _ITEM = SentenceKind.LITTER, SentenceKind.ITEM
_NAMED_LINE = regex.compile(r"[^\n:]{2,60}:\s*+$")
"""What stands before the number of a list line: "- Khartoum: "."""


def _listed(document: Document, number: int, harmed: frozenset[int]) -> Figure | None:
    """A bare number after a name and a colon, in a list under a heading that tells the harm ("Deaths since 1 May:")."""
    sentences = document.sentences
    head = number - 1
    while head >= 0 and sentences[head].kind is _ITEM and number - head < _LIST:
        head -= 1
    if head not in harmed or document.text[sentences[head].end - 1] != ":":
        return None
    sentence, above = sentences[number], sentences[head]
    phrases = [p for p in _countable(document, sentence) if p.form is Form.COUNT]
    if len(phrases) != 1 or phrases[0].end < sentence.end:
        return None
    heading = tokenize(document.text, above.start, above.end, _countable(document, above), document.lexicon)
    harms = [t for t in heading if t.cls in classes.HARMFUL and t.entry.outcome]
    if len({t.entry.outcome for t in harms}) != 1 or harms[0].entry.outcome is None:
        return None
    if _NAMED_LINE.fullmatch(document.text, sentence.start, phrases[0].start) is None:
        return None
    return Figure(
        span=phrases[0].span,
        amount=phrases[0].amount,
        outcome=harms[0].entry.outcome,
        unit=Unit.PERSONS,
        sentence=number,
        trigger=harms[0].span,
        how=f"figure: list under '{harms[0].low}' at {harms[0].start}",
    )


_COUNTING = frozenset({classes.NUMBER, classes.ARTICLE, classes.ANOTHER})


def _of_sentence(document: Document, number: int, sentence: Sentence, earlier: Sequence[Figure]) -> list[Figure]:
    phrases = _countable(document, sentence)
    if not any(p.form in COUNTS for p in phrases) and not _ARTICLE.search(document.words(sentence)):
        return []
    tokens = tokenize(document.text, sentence.start, sentence.end, phrases, document.lexicon)
    said = {t.cls for t in tokens}
    if classes.FICTION in said or said.isdisjoint(_COUNTING):
        return []
    told = any(t.entry.outcome or t.low == "victims" for t in tokens)
    if said.isdisjoint(classes.HARMFUL) and not told and not _carried(earlier, number):
        return []
    whole = shape(tokens, chunk(tokens), document.lexicon)
    harms = suffered(whole)
    if not harms:
        return []
    made: dict[int, Figure] = {}
    for at in sorted(harms, key=lambda k: (_after_whole(harms[k], k), k)):
        figure = _figure(whole, at, harms[at], number)
        if harms[at].leans and harms[at].part_of is not None and harms[at].part_of not in made:
            continue
        if figure is not None and harms[at].leans:
            figure = _lean(figure, harms[at], earlier, [f for k, f in made.items() if harms[k].part_of is None])
        if figure is not None and not (
            figure.implicit and _rates(document, sentence).hold(figure.span.start, figure.span.end)
        ):
            made[at] = figure  # "a child dies every minute" is a rate, and no number phrase
    made = dict(sorted(made.items()))
    order = {at: len(earlier) + n for n, at in enumerate(made)}
    found = [_in_whole(f, harms[at], order) for at, f in _with_victims(whole, harms, made)]
    second = [_figure(whole, at, harm, number) for at, harm in besides(whole, harms)]
    return found + [f for f in second if f is not None]


def _after_whole(harm: Suffered, at: int) -> bool:
    """ "three of the seven": whether the seven, who stand behind, must be known first."""
    return bool(harm.leans) and harm.part_of is not None and harm.part_of > at


_ARTICLE = re.compile(r"(?<![^\W\d_])(?:[aA][nN]?|[aA][nN][oO][tT][hH][eE][rR])(?![^\W\d_])|\xad")
"""What else a figure may be told by; a soft hyphen may hide one."""


def _countable(document: Document, sentence: Sentence) -> list[NumberPhrase]:
    """The sentence's number phrases, without those that cannot count anybody."""
    found = find_phrases(document.text, sentence.start, sentence.end, lexicon=document.lexicon)
    rates = _rates(document, sentence) if found else None
    return [
        p
        for p in found
        if not _counts_nobody(document, sentence.start, p) and not (rates and rates.hold(p.start, p.end))
    ]


def _rates(document: Document, sentence: Sentence) -> Rates:
    return rate_finder(document.lexicon).rates(document.text, sentence.start, sentence.end)


def _counts_nobody(document: Document, start: int, phrase: NumberPhrase) -> bool:
    """ "how many", "Omar Daher (44)", "both civilians and rebels"; the first letters are asked before the patterns."""
    text = document.text
    if phrase.text[:1] in "mMfF" and phrase.text.lower().startswith(("many", "few")):
        before = text[max(start, phrase.start - 6) : phrase.start].lower().split()
        if before and before[-1].strip("“\"'‘(") in _DEGREE:
            return True
    aged = text.find(")", phrase.end - 2, phrase.end + 1) >= 0 and _AGE.search(
        text, max(start, phrase.start - 30), phrase.end + 1
    )
    if aged and trigger_pattern(document.lexicon).fullmatch(lowered(text[aged.start() : phrase.start - 1].strip())):
        return False  # "Killed (2)"
    if aged:
        return _BY_PLACE.search(text, max(start, phrase.start - 200), phrase.start) is None
    if text[phrase.start] not in "bB":
        return False
    return _NOT_BOTH.match(text, phrase.start) is not None or _says_of_two(document, start, phrase)


def _says_of_two(document: Document, start: int, phrase: NumberPhrase) -> bool:
    """ "Two men, both Algerian, were arrested": the two are told once more; "two cars collided, both drivers died"."""
    text, end = document.text, phrase.end
    if _BOTH_OF_TWO.search(text, max(start, phrase.start - 80), end) is None:
        return False
    aside = _ASIDE.match(text, end, end + 80)
    return aside is None or trigger_pattern(document.lexicon).search(lowered(aside.group())) is None


def _figure(s: Shape, at: int, harm: Suffered, sentence: int) -> Figure | None:
    made = s.chunks[at]
    if made.number is None:
        return None
    number = s.tokens[made.number]
    amount = Amount.exact(1) if number.phrase is None else number.phrase.amount
    if number.phrase is not None and number.phrase.form not in COUNTS:
        return None
    trigger = s.tokens[harm.trigger]
    span = number.span
    if made.more:
        amount = _or_more(amount)
        span = Span(span.start, s.tokens[made.last - 1].end)
    return Figure(
        span=span,
        amount=amount,
        outcome=harm.outcome,
        unit=made.unit,
        sentence=sentence,
        trigger=trigger.span,
        victims=victim_words(s, at),
        implicit=number.phrase is None,
        how=f"figure: {harm.rule} at {trigger.start}",
    )


def _or_more(amount: Amount) -> Amount:
    """ "Twelve people or more": the hedge stands behind the noun."""
    return Amount.at_least(amount.value) if amount.bound is Bound.EXACT and amount.value is not None else amount


def _with_victims(s: Shape, harms: dict[int, Suffered], made: dict[int, Figure]) -> Iterator[tuple[int, Figure]]:
    """Victims left out are those of the figure before: "nine on Sunday", "and 10 others wounded", "two of them"."""
    last: tuple[int, Figure] | None = None
    whole: tuple[int, Figure] | None = None
    for at, figure in made.items():
        now, before = figure, whole if adds(s, at) else last
        if before is not None and not harms[at].tolled and stands_in(s, at, before[0]):
            inherited = before[1]
            if figure.victims is None or s.chunks[at].kind not in ELLIPTIC:
                now = replace(figure, victims=inherited.victims, unit=inherited.unit)
        yield at, now
        last = (at, now)
        whole = whole if whole is not None and harms[at].part_of is not None else last


def _in_whole(figure: Figure, harm: Suffered, order: dict[int, int]) -> Figure:
    return figure if harm.part_of is None else replace(figure, part_of=order.get(harm.part_of))


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether those of one figure may be among those of another: the dead among those who were shot."""
    either = whole.outcome is Outcome.KILLED_OR_INJURED and part.outcome in _KILLED_OR_INJURED
    return whole.outcome is part.outcome or either


def _may_hold(near: Sequence[tuple[int, Figure]], at: int, part: Figure) -> bool:
    """Whether a figure is not too small for one to be part of it: of the six of one town no 49 are children."""
    high = next(f.amount.high for n, f in near if n == at)
    return high is None or high >= (part.amount.low or 0)


_CARRY_PARTS = 6
"""How many sentences back the whole of a part with a harm of its own may stand ("Ten of the dead were ...")."""
_KILLED_OR_INJURED = frozenset({Outcome.KILLED, Outcome.INJURED})


def _lean(figure: Figure, harm: Suffered, earlier: Sequence[Figure], here: Sequence[Figure]) -> Figure | None:
    """A part or total that leans on an earlier figure takes its outcome; without one it is no figure.

    A part that tells its own harm ("nine of them were hurt") keeps it, and is part of a figure of that harm if any.
    """
    first = max(0, len(earlier) - _RECENT)
    recent = list(enumerate([*earlier[first:], *here], first))
    near = [(n, f) for n, f in recent if figure.sentence - f.sentence <= _CARRY and f.part_of is None]
    if harm.leans is Leaning.WHOLE:
        far = [(n, f) for n, f in recent if figure.sentence - f.sentence <= _CARRY_PARTS and f.part_of is None]
        same = [n for n, f in far if _holds(f, figure) and f.trigger != figure.trigger]  # not its sisters
        same = [n for n in same if _may_hold(far, n, figure)] or same
        return replace(figure, part_of=same[-1] if same else None)
    if harm.of:
        near = [(n, f) for n, f in near if f.outcome in harm.of]
    if harm.leans in _AS_PART:  # "survivors said 60 of them had boarded": more than a whole are no part of it
        near = [(n, f) for n, f in near if f.amount.high is None or f.amount.high >= (figure.amount.low or 0)]
    if harm.leans is Leaning.ONE:
        near = _only_one(near, figure)
    if harm.leans is Leaning.AGAIN:
        near = [(n, f) for n, f in near if f.amount == figure.amount]
    if not near:
        return None
    last, whole = next(((n, f) for n, f in reversed(near) if f.amount.high != 0), near[-1])
    return replace(figure, outcome=whole.outcome, part_of=last if harm.leans in _AS_PART else None)


_AS_PART = frozenset({Leaning.SHARE, Leaning.ONE})


def _only_one(near: Sequence[tuple[int, Figure]], figure: Figure) -> list[tuple[int, Figure]]:
    """The figure that "them" must mean: the last of several people in the sentence before, where all have one harm."""
    least = max(2, figure.amount.low or 0)
    right = [(n, f) for n, f in near if figure.sentence - f.sentence == 1]
    right = [(n, f) for n, f in right if f.amount.high is None or f.amount.high >= least]
    return right if len({f.outcome for _, f in right}) == 1 else []
