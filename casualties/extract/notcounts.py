"""Numbers that count no people: what the words and marks beside a number make of it.

Found: ordinals ("21st", "twenty-first"), ages ("aged 12", "six-year-old", "children under five", "Omar Said, 12,"),
compounds ("15-member"), years, money, percentages, fractions ("two-thirds", "one in five"), measures, durations,
names ("Highway 4", "MH17", "17 Brigade"), match scores, pronouns ("the one", "one another") and list numbers.
"""

from __future__ import annotations

from casualties.extract.numberdates import clock, date, is_month, is_year, list_number, year
from casualties.extract.numberforms import HYPHENS, LIST_MARKS, Form, FormTable, Place, Shape
from casualties.extract.numbertokens import Tokens, is_numeral, read_numeral
from casualties.extract.numberwords import ARTICLES

_MAX_AGE = 115


def not_count(place: Place) -> Shape | None:
    """What a number is when it is no count; None for a count.  Rules in order: marks, ages, units, names, years."""
    if quiet(place):
        return None
    for rule in _RULES:
        shape = rule(place)
        if shape is not None:
            return shape
    return None


def quiet(p: Place) -> bool:
    """Whether nothing beside the number could make any rule speak, as for most numbers: the rules need not be asked."""
    t, keys, forms = p.tokens, p.tokens.keys, p.forms
    before = keys[p.first - 1]
    if p.joined or keys[p.first] == "one" or (len(keys[p.first]) == 4 and t.is_numeral(p.first)) or t.glued(p.first):
        return False
    if before in forms.alert_before or keys[p.hedged - 1] in forms.alert_before:
        return False
    if before in _LINKS and (
        is_numeral(keys[p.first - 2]) or keys[p.first - 2] in forms.months or t.capital(p.first - 2)
    ):
        return False
    if (before, keys[p.last]) in _APPOSED:
        return False
    for at in (p.last, p.after):
        key = keys[at]
        if key in forms.alert_after and (key not in LIST_MARKS or is_numeral(keys[at + 1]) or key in HYPHENS):
            return False
        if (t.glued(at) and key[:1].isalpha()) or key.endswith("'s"):
            return False
    opens = not before or t.text.find("\n", t.ends[p.first - 1], t.starts[p.first]) >= 0
    if keys[p.hedged - 1] == "per":
        return False
    return not (opens and keys[p.last] in _CLOSINGS) and not (before == "of" and keys[p.first - 2] == "one")


_LINKS = LIST_MARKS | {"."}
_APPOSED = frozenset({(",", ","), ("(", ")")})
_CLOSINGS = frozenset({".", ")"})


def _pronoun(p: Place) -> Shape | None:
    """ "the one", "one another", "one of the deadliest"; only for the bare word."""
    t = p.tokens
    if t.key(p.first) != "one" or p.last - p.first != 1 or p.hedged != p.first:
        return None
    for keys in p.forms.pronouns_fixed:
        at = keys.index("one")
        if t.between(p.first - at, p.first - at + len(keys)) == keys:
            return Shape(Form.PRONOUN, p.first, p.last)
    after = p.forms.pronouns_after.begins(t, p.last)
    if after:
        return Shape(Form.PRONOUN, p.first, after[1])
    following = t.key(p.last)
    if t.key(p.first - 1) in p.forms.pronouns_before and (not following[:1].isalpha() or following in p.forms.function):
        return Shape(Form.PRONOUN, p.first, p.last)
    if following == "of" and any(_superlative(t.key(p.last + n), p.forms) for n in (1, 2, 3)):
        return Shape(Form.PRONOUN, p.first, p.last)
    return None


def _superlative(key: str, forms: FormTable) -> bool:
    return key in forms.degree or (key.endswith("est") and len(key) > 4 and key not in forms.no_superlatives)


def _age(p: Place) -> Shape | None:
    t = p.tokens
    after = p.forms.ages_after.begins(t, p.after)
    if after:
        return Shape(Form.AGE, p.first, after[1])
    if p.value is None or p.value > _MAX_AGE:
        return None
    if p.forms.ages_before.ends(t, p.hedged) or p.forms.ages_before.ends(t, p.first):
        return Shape(Form.AGE, p.first, p.last + 1 if t.glued(p.last) and t.key(p.last) == "s" else p.last)
    if p.hedged < p.first and t.key(p.first - 1) in p.forms.ages_hedges and _limits_age(p):
        return Shape(Form.AGE, p.first, p.last)
    if _apposed_age(p) or _bracketed_age(p):
        return Shape(Form.AGE, p.first, p.last)
    return None


def _limits_age(p: Place) -> bool:
    """ "Children under 12"; "60 per cent of them under 18", where nobody is counted by the number."""
    before = p.tokens.key(p.hedged - 1)
    return before in p.forms.ages_limited or (before in p.forms.ages_shared and p.tokens.key(p.last) in _CLAUSE_ENDS)


_CLAUSE_ENDS = frozenset({".", ",", ";", ")", "and", "or", ""})


def _apposed_age(p: Place) -> bool:
    """ "Omar Said, 12, and": a person's name in front, marks on both sides."""
    t = p.tokens
    if p.last - p.first != 1 or p.hedged != p.first or not t.is_numeral(p.first) or t.key(p.first - 1) != ",":
        return False
    closing = t.key(p.last)
    if closing not in {",", ".", ")", ";", ""} or not p.value:
        return False
    at = run = p.first - 2
    while t.is_word(run) and t.capital(run) and at - run < 4:
        run -= 1
    names = at - run
    if names == 0 and closing == "," and t.is_word(at):  # "a boy, 9,"
        return not _PERSON_OPENERS.isdisjoint(t.between(at - 2, at))
    if names == 0 or is_month(t, at, p.forms) or t.key(run) in p.forms.place:
        return False
    return names >= 2 or closing == ","


_OWNERS = frozenset({"his", "her", "their", "my"})
_PERSON_OPENERS = _OWNERS | ARTICLES


def _bracketed_age(p: Place) -> bool:
    """ "Hassan Khaled al-Amin (26)": after a name of three parts; shorter ones may be places with their counts."""
    t = p.tokens
    if t.key(p.first - 1) != "(" or t.key(p.last) != ")" or p.hedged != p.first or not t.is_numeral(p.first):
        return False
    parts, at = 0, p.first - 2
    while parts < 3 and p.first - at < 12 and (t.capital(at) or t.key(at) in HYPHENS or len(t.key(at)) in {2, 3}):
        parts += t.capital(at)
        at -= 1
    return parts == 3


def unit_of(p: Place) -> Shape | None:
    """A measure, duration, sum of money or share: by the words after or the sign before."""
    t = p.tokens
    if t.glued(p.last) and t.is_word(p.last) and t.is_numeral(p.last - 1):
        return _glued(p)
    money = p.forms.units_before.ends(t, p.first)
    if money and (t.is_numeral(p.first) or money[0] is not Form.MONEY):
        return Shape(money[0], money[1], p.last)
    at = p.after
    if t.key(at) == "of" and p.value is None:
        at += 1
    if t.key(at) in p.forms.modifiers:
        at += 1
    found = p.forms.units_after.begins(t, at) if not t.parted(at) else None
    if found is None and t.key(at).endswith("'s"):
        found = _possessive(t, at, p.forms)
    if found:
        return Shape(found[0], p.first, found[1])
    if t.key(at) in HYPHENS and t.glued(at) and t.is_word(at + 1):
        if t.glued(at + 1):
            return _hyphened(p, at)
        if t.key(at + 1) in LIST_MARKS:  # "12- and 13-year-olds"
            return Shape(Form.COMPOUND, p.first, at)
    return None


def _possessive(t: Tokens, at: int, forms: FormTable) -> tuple[Form, int] | None:
    entries = forms.units_after.table.get(t.key(at)[:-2], ())
    return next(((form, at + 1) for keys, form in entries if len(keys) == 1), None)


def _glued(p: Place) -> Shape:
    """Letters right after digits: "21st", "1990s", "180ml", "10am", "3D"."""
    t = p.tokens
    key = t.key(p.last)
    if key in p.forms.suffixes:
        return Shape(Form.ORDINAL, p.first, p.last + 1)
    if key == "s":
        form = Form.AGE if t.key(p.first - 1) in _OWNERS else Form.YEAR
        return Shape(form, p.first, p.last + 1)
    found = p.forms.units_after.begins(t, p.last)
    if found:
        return Shape(found[0], p.first, found[1])
    return Shape(p.forms.units_glued.get(key, Form.OTHER), p.first, p.last + 1)


def _hyphened(p: Place, hyphen: int) -> Shape:
    """A word tied on by a hyphen: "twenty-first", "two-thirds", "15-member"."""
    key = p.tokens.key(hyphen + 1)
    if key in p.forms.words.parts and (key.endswith("s") or p.value == 1):
        return Shape(Form.FRACTION, p.first, hyphen + 2)
    found = p.forms.units_after.begins(p.tokens, hyphen + 1)
    if found and found[0] in {Form.MEASURE, Form.PERCENT}:
        return Shape(found[0], p.first, found[1])
    return Shape(Form.ORDINAL if key in p.forms.ordinals else Form.COMPOUND, p.first, hyphen + 2)


def _fraction(p: Place) -> Shape | None:
    """ "two thirds", "one in five", "three in every ten"."""
    t = p.tokens
    key = t.key(p.last)
    if t.key(p.hedged - 1) == "per":
        return Shape(Form.FRACTION, p.first, p.last)
    if p.value == 2 and t.key(p.first - 1) == "of" and t.key(p.first - 2) == "one" and p.hedged == p.first:
        return Shape(Form.FRACTION, p.first, p.last)  # "one of two officers": two is what the one is taken from
    if key in p.forms.words.parts and (p.value == 1 or key.endswith("s")) and t.key(p.last - 1) in p.forms.words.small:
        return Shape(Form.FRACTION, p.first, p.last + 1)
    if size := _share_of(p):
        return Shape(Form.FRACTION, p.first, p.last + size)
    if key in {"in", "out"} and t.key(p.last + 1) in {"of", "every"}:
        at = p.last + 3 if t.key(p.last + 2) == "every" else p.last + 2
        every = "every" in {t.key(p.last + 1), t.key(p.last + 2)}
    else:
        at, every = p.last + 1, key == "in" and p.value == 1
    if every and (t.is_numeral(at) or t.key(at) in p.forms.words.small or t.key(at) in p.forms.words.scales):
        return Shape(Form.FRACTION, p.first, at + 1)
    return None


def _share_of(p: Place) -> int:
    """Words of "out of five", "in five" before "of": "four in five of them" is a share, "four out of 30 men" is not."""
    t = p.tokens
    size = 3 if (t.key(p.last), t.key(p.last + 1)) == ("out", "of") else 2 if t.key(p.last) == "in" else 0
    spelled = all(t.key(k) in p.forms.words.small for k in (p.last - 1, p.last + size - 1))
    return size if size and spelled and t.key(p.last + size) == "of" else 0


def _name(p: Place) -> Shape | None:
    t = p.tokens
    before = p.first - 1
    if t.key(before) == "#":
        return Shape(Form.NAME, before, p.last)
    if t.glued(p.first) and t.is_numeral(p.first):
        hyphened = t.key(before) in {"-", "‑"} and t.glued(before) and t.is_word(before - 1)
        if t.is_word(before) or hyphened:
            return _glued_name(p, before - 1 if hyphened else before)
    if t.key(p.last) in p.forms.names_after and t.capital(p.last):
        return Shape(Form.NAME, p.first, p.last + 1)
    if p.joined or p.hedged != p.first:
        return None
    always = p.forms.names_always.ends(t, p.first)
    if t.key(p.last) in p.forms.names_not_before:
        numbered = always and t.capital(always[1]) and t.key(p.last) in p.forms.names_told
        return Shape(Form.NAME, p.first, p.last) if numbered and not t.parted(p.first) else None  # "Number 12 died"
    if t.key(p.first - 1) in p.forms.names_verb and t.key(p.first - 2) in p.forms.names_subjects:
        return None  # "the dead number 45"
    if always and t.key(always[1]) in _STRETCHES and t.key(always[1] - 1) in _POINTING:
        return None  # "since the start of the year 28 prisoners", not "by year 3"
    if not t.is_numeral(p.first) and not t.capital(p.first):
        always_named = always and t.key(always[1]) not in _STRETCHES
        return Shape(Form.NAME, p.first, p.last) if always_named and not t.parted(p.first) else None  # "state TV seven"
    found = always or p.forms.names_before.ends(t, p.first)
    if found and (always or t.capital(found[1])) and not t.parted(p.first):
        return Shape(Form.NAME, p.first, p.last)
    return None


_STRETCHES = frozenset({"year", "day"})
_POINTING = frozenset(
    {"the", "this", "that", "last", "next", "same", "previous", "past", "first", "second", "new", "each", "every"}
)


def _glued_name(p: Place, word: int) -> Shape | None:
    """ "MH17", "AK-47"; a hedge that lost its blank ("least27") makes none, "mid-2011" is a year."""
    if p.hedged < p.first:
        return None
    if is_year(p.tokens, p.first):
        return Shape(Form.YEAR, p.first, p.last)
    last = p.last
    while p.tokens.glued(last) and (p.tokens.is_word(last) or p.tokens.is_numeral(last)):
        last += 1
    return Shape(Form.NAME, word, last)


def _match_score(p: Place) -> Shape | None:
    """ "won 3-2": digits tied by a hyphen near a word of winning."""
    t = p.tokens
    if not p.joined or p.last - p.first != 3 or t.key(p.first + 1) not in HYPHENS:
        return None
    near = (*t.keys[max(0, p.first - 4) : p.first], *t.keys[p.last : p.last + 2])
    if p.forms.scores.isdisjoint(near) or (read_numeral(t.key(p.first)) or 0) > 400:
        return None
    return Shape(Form.SCORE, p.first, p.last)


_RULES = (list_number, _match_score, _pronoun, _age, date, unit_of, _fraction, _name, clock, year)
