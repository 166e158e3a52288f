"""Relations: every dimension, its converse, and that what is unknown is a superset of what could turn out."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from compared import claim, pair
from hypothesis import given
from hypothesis import strategies as st

from casualties.compare.facets import facets_of
from casualties.compare.relations import (
    CONTAINS,
    DISJOINT,
    INSIDE,
    OVERLAPS,
    SAME,
    UNKNOWN,
    Relation,
    compose,
    relate,
    relate_outcomes,
)
from casualties.scope import Outcome, VictimGroup

VICTIMS = [
    (("people", "unspecified"), (None, "unspecified"), SAME, "both leave open who"),
    (("people", "unspecified"), ("soldiers", "security_forces"), UNKNOWN, "people is unknown, not everybody"),
    (("soldiers", "security_forces"), ("government troops", "security_forces"), SAME, "words that only name the group"),
    (("Kenyan officers", "security_forces"), ("officers", "security_forces"), SAME | INSIDE, "one says more"),
    (("Azeri soldiers", "security_forces"), ("Armenian soldiers", "security_forces"), UNKNOWN, "two armies"),
    (("rebels", "armed_group"), ("soldiers", "security_forces"), DISJOINT, "two sides"),
    (("children", "children"), ("civilians", "civilians"), INSIDE | SAME | OVERLAPS, "children are mostly civilians"),
    (("women", "women"), ("children", "children"), DISJOINT, "counted apart"),
    (("soldiers and farmers", "mixed"), ("soldiers", "security_forces"), CONTAINS | OVERLAPS, "a mixture holds each"),
]


def converse(relations):
    """The same relations read from the other side."""
    other = {Relation.INSIDE: Relation.CONTAINS, Relation.CONTAINS: Relation.INSIDE}
    return frozenset(other.get(relation, relation) for relation in relations)


@pytest.mark.parametrize(("one", "other", "expected", "why"), VICTIMS)
def test_victims(one, other, expected, why):
    both = pair(claim("a", 1, who=one[0], group=one[1]), claim("b", 1, who=other[0], group=other[1]))
    assert both.relation.victims == expected, why


LETTERS = {"s": SAME, "i": INSIDE, "c": CONTAINS, "o": OVERLAPS, "d": DISJOINT, "?": UNKNOWN}
GROUPS = """
                civ    chi    wom    sec    arm    att    pro    aid    jou    oth    mix
civilians       s      cso    cso    d      d      d      cso    cso    cso    ?      io
children        iso    s      d      d      d      d      odic   odic   odic   ?      io
women           iso    d      s      od     od     od     odic   odic   odic   ?      io
security_forces d      d      od     s      d      d      od     d      od     ?      io
armed_group     d      d      od     d      s      ics    od     d      od     ?      io
attackers       d      d      od     d      ics    s      od     d      od     ?      io
protesters      iso    odic   odic   od     od     od     s      odic   odic   ?      io
aid_workers     iso    odic   odic   d      d      d      odic   s      odic   ?      io
journalists     iso    odic   odic   od     od     od     odic   odic   s      ?      io
other           ?      ?      ?      ?      ?      ?      ?      ?      ?      s      io
mixed           co     co     co     co     co     co     co     co     co     co     s
"""


@pytest.mark.parametrize("line", GROUPS.strip().splitlines()[1:])
def test_groups(line):
    """Row to column: a group without further words; what two dimensions of a person may be stays open."""
    group, *row = line.split()
    columns = [g for g in VictimGroup if g is not VictimGroup.UNSPECIFIED]
    for other, letters in zip(columns, row, strict=True):
        both = pair(claim("a", 1, group=group), claim("b", 1, group=other.value))
        assert both.relation.victims == frozenset().union(*(LETTERS[c] for c in letters)), (group, other)


WORDS = [
    ("Kenyan officers", "officers", SAME | INSIDE, "more words, fewer people"),
    ("officers", "Kenyan officers", SAME | CONTAINS, "the other way round"),
    ("Kenyan officers", "Somali officers", UNKNOWN, "neither says more"),
    ("some of the officers", "its officers", SAME, "words that tell nobody"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), WORDS)
def test_words_of_one_group(one, other, expected, why):
    who = {"group": "security_forces"}
    assert pair(claim("a", 1, who=one, **who), claim("b", 1, who=other, **who)).relation.victims == expected, why


PLACES = [
    (("Daraa", "SY/Dar'a/Daraa"), ("Deraa", "SY/Dar'a/Daraa"), SAME, "two spellings of one place"),
    (("Daraa", "SY/Dar'a/Daraa"), ("Daraa province", "SY/Dar'a"), INSIDE, "city in province"),
    (("Syria", "SY"), ("Daraa", "SY/Dar'a/Daraa"), CONTAINS, "country and city"),
    (("Homs", "SY/Homs/Homs"), ("Hama", "SY/Hama/Hama"), DISJOINT, "two cities"),
    (("Daraa", "SY/Dar'a | SY/Dar'a/Daraa"), ("Daraa city", "SY/Dar'a/Daraa"), SAME | CONTAINS, "city or province"),
    (("the market", None), ("the Market", None), SAME, "the same words"),
    (("Taldou, Houla, Homs", None), ("Houla, Homs", None), INSIDE, "a longer address"),
    (("Houla, Homs", None), ("Taldou, Houla, Homs", None), CONTAINS, "a shorter address"),
    (("Taldou, Houla", None), ("Taldou, Homs", None), SAME, "one village, told from two sides"),
    (("Taldou, Homs", None), ("Houla, Homs", None), UNKNOWN, "two villages of one province may hold each other"),
    (("Homs", "SY/Homs/Homs"), ("the market", None), UNKNOWN, "one of them is resolved"),
    (("the market", None), (None, None), UNKNOWN, "the other is not told"),
    (("Homs", "SY/Homs/Homs"), ("homs", None), SAME, "one of them is resolved, and the words are the same"),
    (("the market", None), ("the mosque", None), UNKNOWN, "two names that say nothing of each other"),
    ((None, None), ("Homs", "SY/Homs/Homs"), UNKNOWN, "no place is no statement"),
    (("Atown", "SY/A"), ("Atown suburb", "SY/AB"), DISJOINT, "a path is not a prefix of letters"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), PLACES)
def test_places(one, other, expected, why):
    both = pair(claim("a", 1, where=one[0], path=one[1]), claim("b", 1, where=other[0], path=other[1]))
    assert both.relation.place == expected, why


PERIODS = [
    ("2011-04-25/2011-04-28", "2011-04-25/2011-04-28", SAME),
    ("2011-04-23/2011-04-24", "2011-04-25/2011-04-28", DISJOINT),
    ("2011-04-25", "2011-04-25/2011-04-28", INSIDE),
    ("2011-04-20/2011-04-28", "2011-04-25", CONTAINS),
    ("2011-04-20/2011-04-26", "2011-04-25/2011-04-28", OVERLAPS),
    ("2011-04-26/2011-04-30", "2011-04-25/2011-04-28", OVERLAPS),
    ("2011-04-25/2011-04-27", "2011-04-25/2011-04-28", INSIDE),
    ("2011-04-26/2011-04-28", "2011-04-25/2011-04-28", INSIDE),
    ("2011-04-25/2011-04-28", "2011-04-25/2011-04-27", CONTAINS),
    ("2011-04-25/2011-04-28", "2011-04-26/2011-04-28", CONTAINS),
    ("2011-04-29", "2011-04-25/2011-04-28", DISJOINT),
    ("2011-04-28/2011-04-29", "2011-04-25/2011-04-28", OVERLAPS),
    ("2011-04-25/2011-04-28", "2011-04-28/2011-04-29", OVERLAPS),
    (None, "2011-04-25", UNKNOWN),
    ("2011-04-25", None, UNKNOWN),
    (None, None, UNKNOWN),
    ("/2011-04-24", "2011-04-25/", DISJOINT),
    ("/2011-04-25", "2011-04-25/", UNKNOWN),
    ("2011-04-25/", "/2011-04-24", DISJOINT),
    ("2011-04-25/", "/2011-04-25", UNKNOWN),
    ("/2011-04-24", "/2011-04-20", UNKNOWN),
    ("2011-04-20/", "2011-04-25/", UNKNOWN),
    ("2011-04-20/", "2011-04-25/2011-04-28", UNKNOWN),
    ("/2011-04-24", "2011-04-25/2011-04-28", DISJOINT),
    ("2011-04-29/", "2011-04-25/2011-04-28", DISJOINT),
    ("/2011-04-26", "2011-04-25/2011-04-28", UNKNOWN),
    ("2011-04-25/2011-04-28", "/2011-04-26", UNKNOWN),
    ("2011-04-25/2011-04-28", "2011-04-26/", UNKNOWN),
]


@pytest.mark.parametrize(("one", "other", "expected"), PERIODS)
def test_periods(one, other, expected):
    """A slash with nothing before or behind it leaves that end unknown."""
    assert pair(claim("a", 1, days=one), claim("b", 1, days=other)).relation.period == expected


def test_outcomes_are_apart_but_for_casualties():
    assert relate_outcomes(Outcome.KILLED, Outcome.KILLED) == SAME
    assert relate_outcomes(Outcome.KILLED, Outcome.INJURED) == DISJOINT
    assert relate_outcomes(Outcome.KILLED, Outcome.KILLED_OR_INJURED) == INSIDE
    assert relate_outcomes(Outcome.KILLED_OR_INJURED, Outcome.INJURED) == CONTAINS
    assert relate_outcomes(Outcome.INJURED, Outcome.KILLED_OR_INJURED) == INSIDE
    assert relate_outcomes(Outcome.KILLED_OR_INJURED, Outcome.KILLED) == CONTAINS
    assert relate_outcomes(Outcome.MISSING, Outcome.KILLED_OR_INJURED) == DISJOINT
    assert relate_outcomes(Outcome.KILLED_OR_INJURED, Outcome.MISSING) == DISJOINT


paths = st.sampled_from([None, "SY", "SY/A", "SY/A/B", "SY/A/C", "SY/A | SY/A/B", "TR", "SY/D | TR/D"])
spans = st.sampled_from([None, "2020-01-01", "2020-01-02", "2020-01-01/2020-01-03", "2020-01-02/2020-01-05"])
groups = st.sampled_from(list(VictimGroup))
someone = st.builds(
    lambda path, days, group, outcome: facets_of(
        claim("x", 3, outcome.value, where=path, path=path, days=days, group=group.value, who=None), 0
    ),
    paths,
    spans,
    groups,
    st.sampled_from(list(Outcome)),
)


@given(someone, someone)
def test_the_relation_read_backwards_is_the_converse(a, b):
    for (_, there), (_, back) in zip(relate(a, b).dimensions, relate(b, a).dimensions, strict=True):
        assert converse(there) == back
    assert converse(relate(a, b).whole) == relate(b, a).whole


@given(someone, someone)
def test_forgetting_a_place_or_period_only_adds_relations(a, b):
    known = relate(a, b)
    blank = facets_of(claim("x", 3, a.outcome.value, where=None, group=a.group.value), 0)
    assert known.place <= relate(blank, b).place
    assert known.period <= relate(blank, b).period


def cells(days: tuple[int, int], places: frozenset[str]) -> frozenset[tuple[int, str]]:
    return frozenset(itertools.product(range(days[0], days[1] + 1), places))


def set_relation(x: frozenset[object], y: frozenset[object]) -> Relation:
    if x == y:
        return Relation.SAME
    if not x & y:
        return Relation.DISJOINT
    if x < y:
        return Relation.INSIDE
    return Relation.CONTAINS if y < x else Relation.OVERLAPS


LEAVES = {"SY": frozenset("BCE"), "SY/A": frozenset("BC"), "SY/A/B": frozenset("B"), "SY/E": frozenset("E")}
stretches = st.tuples(st.integers(1, 6), st.integers(0, 4)).map(lambda t: (t[0], t[0] + t[1]))


@given(st.sampled_from(sorted(LEAVES)), st.sampled_from(sorted(LEAVES)), stretches, stretches)
def test_composed_relation_is_the_set_relation_on_explicit_cells(place, other_place, days, other_days):
    a, b = (
        claim(n, 1, where=p, path=p, days="/".join(str(dt.date(2020, 1, d)) for d in span))
        for n, p, span in (("a", place, days), ("b", other_place, other_days))
    )
    expected = set_relation(cells(days, LEAVES[place]), cells(other_days, LEAVES[other_place]))
    assert pair(a, b).relation.whole == {expected}


def test_compose_knows_that_one_disjoint_side_parts_the_whole():
    compose.cache_clear()  # computed here, and not remembered from another test
    assert compose(UNKNOWN, DISJOINT) == DISJOINT
    assert compose(INSIDE, CONTAINS) == OVERLAPS
    assert compose(SAME, INSIDE | SAME) == INSIDE | SAME
    assert compose(INSIDE, SAME, INSIDE) == INSIDE
    assert compose(INSIDE, OVERLAPS) == OVERLAPS
    assert compose(SAME, SAME) == SAME
    assert compose(CONTAINS, DISJOINT) == DISJOINT


def test_the_whole_is_composed_of_five_dimensions_in_order():
    """Each alone can part two scopes; what is told names them as the tables do."""
    one = claim("a", 1, who="soldiers", group="security_forces", where="Tamra", path="XX/A", days="2011-04-25")
    others = [
        {"unit": "families"},
        {"outcome": "missing"},
        {"who": "rebels", "group": "armed_group"},
        {"where": "Houla", "path": "XX/B"},
        {"days": "2011-04-26"},
    ]
    mine = {"who": "soldiers", "group": "security_forces", "where": "Tamra", "path": "XX/A", "days": "2011-04-25"}
    assert pair(one, claim("b", 1, **mine)).relation.whole == SAME
    for at, other in enumerate(others):
        found = pair(one, claim("b", 1, **(mine | other))).relation
        assert found.whole == DISJOINT
        assert [how for _, how in found.dimensions] == [SAME] * at + [DISJOINT] + [SAME] * (4 - at)
    assert [name for name, _ in found.dimensions] == ["unit", "outcome", "victims", "place", "period"]
