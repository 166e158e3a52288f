"""Parts: counted phrases that a sentence states to be part of another figure.

"including three children", "nine of them", "31 of the 40 dead", "of the 25 wounded, four", "among the dead were two
girls", "five were among the 52 who died", and breakdowns ("six people - two guards and four clerks").
"""

from __future__ import annotations

from collections.abc import Iterator

from casualties.extract import classes, kinds
from casualties.extract.arguments import subjects
from casualties.extract.frames import Leaning, Suffered
from casualties.extract.kinds import AUX, CLAUSE_END, DESCRIBING, JOIN, LIGHT, STATING, STRONG, WITH_NOUN
from casualties.extract.listings import whole_of_described
from casualties.extract.lists import Shape, addends, determiner, list_right
from casualties.extract.pointing import opened_by_them, points_to_others, told_again, told_among
from casualties.extract.words import FINISHED
from casualties.scope import Outcome

_AMONG = frozenset({"among", "amongst"})
_AMONG_THOSE = frozenset({kinds.PREPOSITION, kinds.AROUND})
"""What "among" is: alone before a number, or with its phrase ("among the victims")."""
_BEFORE_AMONG = AUX | STRONG
"""What joins a part to its whole: "two girls were among the dead"."""
_ONLY_INCLUDING = frozenset({kinds.COMMA, kinds.INCLUDE})
_ENDS_PARTS = frozenset({kinds.HARM, kinds.SPEECH, kinds.CLAUSE, kinds.STOP})
"""Behind these a number is joined to no part before them."""
_HARMED = STATING | {kinds.NOMINAL}
"""What tells of those harmed without counting them."""
_OPENS_BREAKDOWN = frozenset({":", "-", "–", "—", "--", "("})
"""Marks after which a breakdown may stand."""
_OPENING = 6
"""Chunks in which "Of the dead of 2017, nine" opens a sentence."""
_TAKES_OF = STRONG | {kinds.NAMES, kinds.TOLL, kinds.NOUN}
"""Behind these "of" opens no clause: "a figure of 600 dead"."""
_TRAILING = LIGHT | AUX | _HARMED
"""What may stand between a whole and the mark that opens its breakdown."""
_BEFORE_WHOLE = frozenset({kinds.NAMES, kinds.OF})
"""What may stand between a part and the number of its whole: "31 of the 40"."""
_BROKEN_DOWN = WITH_NOUN | {kinds.UNKNOWN}
"""Items of a breakdown: they say who, or at least that they are some."""


def parts(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """The parts that tell no harm of their own."""
    yield from _of_those(s, found)
    for at in range(len(s.chunks)):
        if at in found or s.kinds[at] not in STRONG:
            continue
        if at in s.asides or s.kinds[at] is kinds.PART or told_among(s, at):
            yield from _part(s, at, found)
        else:
            yield from _told_of(s, at)


def with_whole(s: Shape, at: int, made: Suffered, found: dict[int, Suffered]) -> Suffered:
    """ "nine of them were hurt", "many of the deaths": a part with a harm of its own still has its whole."""
    itemised = _heads_items(s, at, found)
    if itemised is not None and found[itemised].outcome is made.outcome:
        return made._replace(part_of=itemised, leans=None)
    if made.part_of is not None or made.leans:
        return made
    total = next((k for k in found if k < at and at in addends(s, k) and found[k].outcome is made.outcome), None)
    if total is not None:
        return made._replace(part_of=total)
    described = whole_of_described(s, at, found) if made.outcome is Outcome.INJURED else None
    if described is not None:
        return made._replace(part_of=described)
    opener = next((whole for whole, part in _openers(s, found) if part == at), None)
    if opener is not None and found[opener].outcome is made.outcome:
        return made._replace(part_of=opener)
    beside = _beside_part(s, at, made, found)
    told = _partitive(s, at) or _with(s, at) or told_among(s, at) or _is_glossed(s, at) or _of_dead(s, at)
    if not (told or beside):
        return made
    same = [k for k in found if k < at and found[k].outcome is made.outcome]
    wholes = [k for k in same if k not in s.asides and not _partitive(s, k)]
    if wholes:
        return made._replace(part_of=max(wholes))
    leans = beside or _partitive(s, at) or _of_dead(s, at)
    return made._replace(leans=Leaning.WHOLE, rule=f"part, {made.rule}") if leans else made


def _heads_items(s: Shape, at: int, found: dict[int, Suffered]) -> int | None:
    """The figure whose breakdown opens with the chunk at `at`: "262 dead: 215 civilians and 47 combatants"."""
    mark = at - 1
    if s.kinds[mark] is not kinds.STOP or s.word(mark).low not in _OPENS_BREAKDOWN or s.kinds[at] not in WITH_NOUN:
        return None
    back = mark - 1
    while s.kinds[back] in _TRAILING:
        back -= 1
    return back if back in found and s.kinds[at + 1] in JOIN and at + 2 in found else None


def _is_glossed(s: Shape, at: int) -> bool:
    """ "The bodies of 30 people, one a nurse": a number with a noun of its own behind it."""
    return s.kinds[at] is kinds.BARE and s.kinds[at - 1] is kinds.COMMA and s.kinds[at + 1] is kinds.ONE


def _of_dead(s: Shape, at: int) -> bool:
    """ "Of the 2017 dead, 9,700 lost their lives in Anbar"."""
    opens = s.kinds[0] is kinds.OF and s.kinds[at - 1] is kinds.COMMA and at <= _OPENING
    return opens and s.kinds[at] is kinds.BARE and s.kinds[at - 2] in _HARMED


def _with(s: Shape, at: int) -> bool:
    """ "over 300 have died, with 80 dead since dawn"."""
    more = s.word(at).cls is classes.ANOTHER or s.tokens[s.chunks[at].last - 1].low in _MORE
    return s.kinds[at - 1] is kinds.PREPOSITION and s.word(at - 1).low == "with" and not more


def _beside_part(s: Shape, at: int, made: Suffered, found: dict[int, Suffered]) -> bool:
    """ "twelve of them died inside and two outside": gapped behind a part by a bare number, which is of them, too."""
    if s.kinds[at] is not kinds.BARE or s.kinds[at - 1] is not kinds.AND:
        return False
    return any(k < at and f.trigger == made.trigger and s.kinds[k] is kinds.PART for k, f in found.items())


_MORE = frozenset({"more", "further", "others"})
"""With these a number adds to the one before: "20 died, with another 12 dead in the port"."""


def _partitive(s: Shape, at: int) -> bool:
    made = s.chunks[at]
    if made.kind is kinds.PART:
        return not made.whole
    if s.kinds[at - 1] is kinds.INCLUDE:  # "of whom 300 are missing", "including six who drowned"
        return True
    if made.kind is not kinds.HARMED or made.number is None or made.number + 2 >= made.last:
        return False
    return s.tokens[made.number + 1].cls is classes.OF and s.tokens[made.number + 2].cls is classes.DETERMINER


def _part(s: Shape, at: int, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    made = s.chunks[at]
    if made.outcome is None and made.kind is kinds.PART and points_to_others(s, at, found):
        return
    speaks = s.kinds[at + 1] is kinds.SPEECH and s.word(at + 1).low != "alleged"  # "180 of them alleged rebels"
    if speaks and s.kinds[at + 2] is not kinds.MODAL:  # "one of them told the court"
        return
    if made.whole:
        whole = at + 1
        while s.kinds[whole] in _BEFORE_WHOLE:
            whole += 1
        if whole in found:
            yield at, found[whole]._replace(rule="part 'of the ...'", part_of=whole)
        return
    if made.outcome is not None:  # "five of the wounded" without a verb of harm of its own
        yield (
            at,
            Suffered(made.outcome, made.last - 1, f"part of the '{s.tokens[made.last - 1].low}'", leans=Leaning.WHOLE),
        )
        return
    wholes = [
        k for k in found if k < at and k not in s.asides and (s.kinds[k] is not kinds.PART or _opens_aside(s, k, at))
    ]
    if wholes:
        whole = max(wholes)
        rule = f"part of the one before, {found[whole].rule}"
        yield at, found[whole]._replace(rule=rule, part_of=whole, leans=None)
        return
    told = next((k for k in range(at - 1, -1, -1) if s.kinds[k] in _HARMED), None)
    outcome = None if told is None else s.chunks[told].outcome
    if told is None and at in s.asides and (victims := _victims_before(s, at)) is not None:
        yield at, Suffered(Outcome.KILLED, victims, "part of the victims", leans=Leaning.SHARE)
    elif told is not None and outcome is not None and at in s.asides:
        yield at, Suffered(outcome, s.chunks[told].first, "among the harmed", leans=Leaning.WHOLE, among=True)
    elif made.kind is kinds.PART:
        yield at, Suffered(Outcome.KILLED, made.first, "part of an earlier figure", leans=Leaning.SHARE)


def _victims_before(s: Shape, at: int) -> int | None:
    """ "The victims included three nurses and a cook": the word that stands for the harmed."""
    include = next((k for k in range(at - 1, -1, -1) if s.kinds[k] is kinds.INCLUDE), 0)
    word = s.chunks[include - 1].last - 1 if include else 0
    return word if include and s.kinds[include - 1] is kinds.NAMES and s.tokens[word].low == "victims" else None


def _opens_aside(s: Shape, part: int, at: int) -> bool:
    """ "Ten of the dead, including a girl": between the part and its own part stands nothing but "including"."""
    between = [s.kinds[k] for k in range(part + 1, at)]
    return kinds.INCLUDE in between and set(between) <= _ONLY_INCLUDING


def among(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "two girls were among the dead", "six men, one of them a guard, were among the 20 killed"."""
    for at in range(len(s.chunks)):
        if s.kinds[at] not in _AMONG_THOSE or s.word(at).low not in _AMONG or s.kinds[at - 1] not in _BEFORE_AMONG:
            continue
        whole = at + 1
        while s.kinds[whole] is kinds.NAMES and determiner(s, whole):
            whole += 1
        harmed = s.kinds[whole] is kinds.NOMINAL or _named_by_harm(s, at, whole)
        outcome = s.chunks[whole].outcome if harmed else None
        around = s.tokens[s.chunks[at].first : s.chunks[at].last]
        if len(around) > 1 and around[-1].cls is classes.PERSON:  # "among the victims", "among the hostages"
            outcome = Outcome.KILLED if around[-1].low == "victims" else around[-1].entry.outcome
        for who in subjects(s, at):
            if who in found:
                continue
            if outcome is not None:
                trigger = s.chunks[whole if harmed else at].last - 1
                yield who, Suffered(outcome, trigger, "among the harmed", leans=Leaning.WHOLE, among=True)
            elif whole in found and s.kinds[at] is kinds.PREPOSITION:
                yield who, found[whole]._replace(rule="part 'among the ...'", part_of=whole, among=True)


def _named_by_harm(s: Shape, among: int, harm: int) -> bool:
    """ "among the dead insurgents", "among the wounded staff": the participle stands before the noun of the whole."""
    if s.kinds[harm] not in STATING:
        return False
    the = s.tokens[s.chunks[among].last - 1].cls is classes.DETERMINER
    noun = s.kinds[harm + 1] is kinds.NAMES and s.word(harm + 1).cls is classes.PERSON
    form = s.word(harm).entry.form
    return the and noun and (form is None or form in FINISHED)


def _told_of(s: Shape, at: int) -> Iterator[tuple[int, Suffered]]:
    """ "among the injured are five", "the dead were six men and a boy", "the victims include two nuns"."""
    back = at - 1
    while s.kinds[back] in AUX or s.kinds[back] is kinds.INCLUDE:
        back -= 1
    outcome = s.chunks[back].outcome if s.kinds[back] is kinds.NOMINAL else None
    if s.kinds[back] is kinds.NAMES and s.tokens[s.chunks[back].last - 1].low == "victims" and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(Outcome.KILLED, s.chunks[back].last - 1, "part of the victims", leans=Leaning.SHARE)
    if outcome is not None and back < at - 1:
        for who in list_right(s, at):
            yield who, Suffered(outcome, s.chunks[back].last - 1, "among the harmed", leans=Leaning.WHOLE, among=True)


def _of_those(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Of the 25 wounded, four have lost limbs": a part that tells no harm of its own."""
    for part in opened_by_them(s):
        if part not in found:
            yield part, Suffered(Outcome.KILLED, 0, "part of those told of before", leans=Leaning.ONE)
    if (again := told_again(s)) is not None and not {again, again + 2} & found.keys():
        yield again, Suffered(Outcome.KILLED, 0, "told again", leans=Leaning.AGAIN)
        yield again + 2, Suffered(Outcome.KILLED, 0, "part of those told of again", again, leans=Leaning.SHARE)
    for whole, part in _openers(s, found):
        if part not in found:
            yield part, found[whole]._replace(rule="part 'of the ...'", part_of=whole)
    for at, made in enumerate(s.chunks):  # "Of the dead, three were children": the whole has no number here
        if made.kind is kinds.NOMINAL and made.outcome is not None and s.kinds[at - 1] is kinds.OF and at <= 2:
            share = next((k for k in range(at + 1, min(at + 8, len(s.chunks))) if s.kinds[k] in STRONG), None)
            if share is not None and s.kinds[share] is kinds.BARE and share not in found:
                yield share, Suffered(made.outcome, made.last - 1, "among the harmed", leans=Leaning.WHOLE, among=True)


def shares(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "Three were children": who they were; harm was told before, in the same sentence or an earlier one.

    At the head of a sentence, or joined to a part ("two of the dead were women and one was a nurse").
    """
    told = {k: made for k, made in found.items() if s.kinds[k] is kinds.PART}
    for at in range(len(s.chunks)):
        if at in found or s.kinds[at] is not kinds.BARE:
            continue
        if not (_is_who(s, at) or _is_where(s, at) or _is_glossed(s, at)):
            continue
        parted = [k for k in told if k < at and not _told_since(s, k, at)]
        if parted and s.kinds[at - 1] in JOIN:
            told[at] = told[max(parted)]._replace(rule="part, joined to the one before")
            yield at, told[at]
        elif at == 0:
            told[at] = Suffered(Outcome.KILLED, 0, "part of an earlier figure", leans=Leaning.SHARE)
            yield at, told[at]


def _is_where(s: Shape, at: int) -> bool:
    """ "nine of them in the port, four on the road and two at home": more parts, without a verb."""
    return at > 0 and s.kinds[at + 1] is kinds.AROUND and s.kinds[at + 2] in CLAUSE_END


def _is_who(s: Shape, at: int) -> bool:
    """ "three were children", "one was a nurse", "two were from Iceland": no verb follows that tells more."""
    if s.kinds[at + 1] is not kinds.BE:
        return False
    who = at + 2
    while s.kinds[who] is kinds.ADVERB:
        who += 1
    if s.kinds[who] is kinds.AROUND:  # "nine were from Iceland"
        return s.word(who).low == "from"
    return s.kinds[who] in DESCRIBING and any(
        t.cls is classes.PERSON for t in s.tokens[s.chunks[who].first : s.chunks[who].last]
    )


def _told_since(s: Shape, part: int, at: int) -> bool:
    return any(s.kinds[k] in _ENDS_PARTS for k in range(part + 1, at))


def _openers(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, int]]:
    """Wholes that open a clause with "of" or "among", and the bare number that follows each."""
    for at in list(found):
        back = at - 1
        while s.kinds[back] is kinds.NAMES and determiner(s, back):
            back -= 1
        opens = s.kinds[back] is kinds.OF or (s.kinds[back] is kinds.PREPOSITION and s.word(back).low in _AMONG)
        if not opens or s.kinds[back - 1] in _TAKES_OF:
            continue
        part = at + 1
        while part < len(s.chunks) and s.kinds[part] not in STRONG and part < at + 10:
            part += 1
        if part < len(s.chunks) and s.kinds[part] is kinds.BARE:
            yield at, part


def breakdowns(s: Shape, found: dict[int, Suffered]) -> Iterator[tuple[int, Suffered]]:
    """ "six people - two guards and four clerks -", "50 (22 men, 17 women and 11 children)"."""
    if not found:
        return
    for whole in list(found):
        for who in addends(s, whole):
            if who not in found:
                yield who, found[whole]._replace(rule="part of a breakdown", part_of=whole)
    for mark in range(len(s.chunks)):
        if s.kinds[mark] is not kinds.STOP or s.word(mark).low not in _OPENS_BREAKDOWN:
            continue
        items = [k for k in list_right(s, mark + 1) if s.kinds[k] in _BROKEN_DOWN]
        back = mark - 1
        while s.kinds[back] in _TRAILING:
            back -= 1
        if back in found and items and (len(items) > 1 or found[back].trigger < s.chunks[mark].first):
            for who in items:
                if who not in found:
                    yield who, found[back]._replace(rule="part of a breakdown", part_of=back)
