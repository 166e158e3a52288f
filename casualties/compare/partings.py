"""Partings: what keeps two figures apart before their numbers are compared: unit, outcome, victims, scope, method,
or that one of them is a denial.
"""

from __future__ import annotations

import re

from casualties.amount import Bound
from casualties.claim import Status
from casualties.compare import cues
from casualties.compare.evidence import Pair, may_contradict, other_extent, tie
from casualties.compare.facets import Facets
from casualties.compare.kinds import Finding, Kind
from casualties.compare.meetings import SMALL, near, pair_finding
from casualties.compare.one_text import NOBODY_ELSE, is_answer, leaves_no_others, turn_to_another
from casualties.compare.reach import adds, denies_the_deed, takes_some
from casualties.compare.relations import CONTAINS, DISJOINT, SAME, Relation, relate_outcomes
from casualties.compare.wording import counted, figure, gap_words, scope_words, speaker
from casualties.scope import VictimGroup

UNDECIDED = frozenset({Status.HYPOTHETICAL, Status.FEARED, Status.DENIED, Status.RETRACTED})
"""What is feared, denied or withdrawn contradicts nobody's count."""


def judge_denial(pair: Pair) -> Finding | None:
    """Someone denies a figure that another gives, or that is put in his own mouth; a denial is never read as 0."""
    denial, claim = (pair.a, pair.b) if pair.a.claim.status is Status.DENIED else (pair.b, pair.a)
    same_number = denial.stated is not None and denial.stated == claim.stated
    if not _may_share_scope(pair) or not (same_number or _names_number(denial, claim)):
        return None
    if pair.same_source and claim.source is not None:
        reason = (
            f"{speaker(denial)} disowned {figure(claim)}, which was given as its figure; nobody else is named for it."
        )
        return pair_finding(Kind.MISATTRIBUTED, pair, reason, ())
    if pair.same_source or claim.claim.status in UNDECIDED:
        return None
    of = f"{figure(claim)}, the figure of {speaker(claim)}"
    reason = f"{speaker(denial)} denied {of}, and gave none: that is no count of 0."
    return pair_finding(Kind.DENIED, pair, reason, ())


def _names_number(denial: Facets, claim: Facets) -> bool:
    number = claim.stated
    if number is None or number <= SMALL:
        return False
    told = f"{denial.claim.quote or ''} {denial.claim.figure or ''}"
    if str(number) not in told and f"{number:,}" not in told:
        return False  # a pattern of its own for every number is dear
    return re.search(rf"(?<![\d.,])(?:{number}|{number:,})(?![\d]|[.,]\d)", told) is not None


def _may_share_scope(pair: Pair) -> bool:
    how = pair.relation
    one_place = how.place == SAME or (pair.one_text and tie(pair) is not None)
    return how.outcome == SAME and one_place and Relation.SAME in how.period


def judge_units(pair: Pair) -> Finding | None:
    """300 families are not 300 persons."""
    a, b = pair.a, pair.b
    if a.stated != b.stated or pair.relation.place != SAME or pair.relation.outcome != SAME:
        return None
    reason = f"{figure(a)} counts {a.unit}, {figure(b)} counts {b.unit}."
    return pair_finding(Kind.DIFFERENT_UNIT, pair, reason, ())


def judge_nobody(pair: Pair) -> Finding | None:
    """ "No civilian was harmed" beside eleven dead children: who says that nobody was, denies every count of them."""
    nobody, count = (pair.a, pair.b) if pair.a.high == 0 else (pair.b, pair.a)
    if nobody.high != 0 or not count.low or not pair.one_text or pair.same_source or pair.relation.unit != SAME:
        return None
    within = count.claim.part_of is not None and nobody.group is VictimGroup.UNSPECIFIED  # the whole says it already
    if within or adds(count) or not (nobody.has_period or count.has_period):
        return None
    if UNDECIDED & {nobody.claim.status, count.claim.status} or not _covers(nobody, count) or _is_limited(nobody):
        return None
    assumed = tie(pair)
    voices = None not in (nobody.source, count.source) or is_answer(pair.a, pair.b)
    if assumed is None or not voices or turn_to_another(nobody, count):
        return None
    reason = f"{speaker(count)} said {figure(count)} {_verb(count)}; {speaker(nobody)} said that nobody was."
    return pair_finding(Kind.CONTRADICTS_SOURCE, pair, reason, assumed)


def _is_limited(nobody: Facets) -> bool:
    """ "No one was killed by our men", "no one at the site was hurt": others may have been."""
    return denies_the_deed(nobody) or takes_some(nobody)


def _covers(nobody: Facets, count: Facets) -> bool:
    """Whether those of whom there were none hold those counted: the harmed the killed, the civilians the children."""
    outcomes = relate_outcomes(nobody.outcome, count.outcome) in (SAME, CONTAINS)
    groups = nobody.group in (VictimGroup.UNSPECIFIED, count.group) or (
        nobody.group is VictimGroup.CIVILIANS and count.group in (VictimGroup.CHILDREN, VictimGroup.WOMEN)
    )
    return outcomes and groups


def judge_outcomes(pair: Pair) -> Finding | None:
    """One number under two outcomes: two counts, or one that slipped from "casualties" to "killed"."""
    a, b = pair.a, pair.b
    if pair.relation.place != SAME or Relation.SAME not in pair.relation.period or a.stated != b.stated or not a.stated:
        return None
    if Bound.VAGUE in (a.claim.amount.bound, b.claim.amount.bound):
        return None
    if Relation.DISJOINT in pair.relation.outcome:
        if a.stated <= SMALL:
            return None
        reason = f"{figure(a)} {_verb(a)} and {figure(b)} {_verb(b)} are two counts with one number."
        return pair_finding(Kind.DIFFERENT_OUTCOME, pair, reason, ())
    if pair.same_source:
        return None
    reason = f"{figure(a)} {_verb(a)} against {figure(b)} {_verb(b)}: one number under two headings, perhaps a slip."
    return pair_finding(Kind.DIFFERENT_UNIT, pair, reason, ("both are one figure",))


def _verb(facets: Facets) -> str:
    return facets.outcome.replace("_", " ")


def judge_victims(pair: Pair) -> Finding | None:
    """Different victims: parts of a whole, the civilian share, or nothing comparable."""
    a, b = pair.a, pair.b
    assumed = tie(pair)
    if assumed is None or UNDECIDED & {a.claim.status, b.claim.status}:
        return None
    if _status_differs(pair):
        reason = (
            f"{speaker(a)} and {speaker(b)} agree on {figure(a)} but not on who they were: {_who(a)} against {_who(b)}."
        )
        return pair_finding(Kind.STATUS_DISAGREES, pair, reason, (*assumed, "both speak of the same dead"))
    if VictimGroup.UNSPECIFIED not in (a.group, b.group):
        return None
    if pair.opposed and not a.meets(b) and not pair.typed and may_contradict(pair):
        both = f"{speaker(a)} said {figure(a)} and {speaker(b)} said {figure(b)}"
        reason = f"{both}: {gap_words(a, b)}; they speak for opposing sides."
        return pair_finding(Kind.CONTRADICTS_SOURCE, pair, reason, assumed)
    part, whole = (a, b) if b.group is VictimGroup.UNSPECIFIED else (b, a)
    if _too_many(part, whole, pair):
        reason = (
            f"{speaker(part)} said {figure(part)} {_who(part)}, {speaker(whole)} said {figure(whole)} in all: "
            f"{gap_words(a, b)}."
        )
        return pair_finding(Kind.CONTRADICTS_SOURCE, pair, reason, assumed)
    if _too_few(part, whole, pair):
        reason = f"{speaker(whole)} said {figure(whole)}, {speaker(part)} owned up to {figure(part)} {_who(part)}: "
        return pair_finding(Kind.CONTRADICTS_SOURCE, pair, f"{reason}{gap_words(a, b)}.", (*assumed, NOBODY_ELSE))
    if not pair.same_source and not pair.typed:
        return None
    if part.group is VictimGroup.OTHER and not pair.same_source and near(a, b):
        reason = (
            f"{speaker(a)} said {figure(a)}, {speaker(b)} said {figure(b)}: they differ by {a.gap(b):,}; both are kept."
        )
        return pair_finding(Kind.NEAR_MISS, pair, reason, (*assumed, f"{_who(part)} are all the victims"))
    no_count = not part.typed and (part.stated == 1 or part.claim.amount.bound is Bound.VAGUE)  # "an Indian", "many"
    if part.low <= whole.high and (part.stated or 0) < (whole.stated or 0) and not no_count:
        reason = f"{figure(part)} {_who(part)} would fit within {counted(whole)}."
        assumed = (*assumed, f"{figure(whole)} counts the {_who(part)} as well")
        return pair_finding(Kind.PART_WITHIN_WHOLE, pair, reason, assumed, whole=whole.claim_id)
    return None


def _too_many(part: Facets, whole: Facets, pair: Pair) -> bool:
    """More of one sort, in one text, than another source counts of all sorts: no part of it, so a count against it."""
    if pair.typed or pair.same_source or not pair.same_report or part.group is VictimGroup.MIXED:
        return False
    if cues.is_early(whole) or cues.is_early(part):
        return False
    return part.wide_low > whole.wide_high and not near(part, whole) and may_contradict(pair)


def _too_few(part: Facets, whole: Facets, pair: Pair) -> bool:
    """Fewer are owned up to, in one text, than another source counts."""
    if not pair.one_text or pair.same_source or not leaves_no_others(part):
        return False
    return whole.wide_low > part.wide_high and not near(part, whole) and may_contradict(pair)


def _status_differs(pair: Pair) -> bool:
    """Equal totals, one all civilian and the other not."""
    a, b = pair.a, pair.b
    civilian = VictimGroup.CIVILIANS
    armed = (VictimGroup.MIXED, VictimGroup.ARMED_GROUP, VictimGroup.SECURITY_FORCES, VictimGroup.ATTACKERS)
    split = (a.group is civilian and b.group in armed) or (b.group is civilian and a.group in armed)
    return split and a.stated == b.stated and (a.stated or 0) > SMALL and not pair.same_source


def _who(facets: Facets) -> str:
    return facets.claim.scope.victims.words or facets.group.replace("_", " ")


def judge_scopes(pair: Pair) -> Finding | None:
    """One source, one outcome, two scopes: said only where the figures would otherwise look like a contradiction."""
    a, b = pair.a, pair.b
    if not pair.same_source or not pair.same_report or (a.low, a.high) == (b.low, b.high) or not pair.typed:
        return None
    if pair.relation.place == SAME and (pair.relation.period in (SAME, DISJOINT) or other_extent(pair)):
        return None
    which = "place" if pair.relation.place != SAME else "period"
    reason = f"{figure(a)} and {figure(b)} differ in {which}: {scope_words(a)} against {scope_words(b)}."
    return pair_finding(Kind.DIFFERENT_SCOPE, pair, reason, (f"the {which}s are not the same",))


def judge_methods(pair: Pair) -> Finding:
    """A count of names against an estimate from a sample or a model."""
    a, b = pair.a, pair.b
    model, count = (a, b) if cues.says(a, cues.MODELLED) else (b, a)
    reason = f"{figure(count)} was counted ({speaker(count)}); {figure(model)} was estimated ({speaker(model)})."
    return pair_finding(Kind.DIFFERENT_METHOD, pair, reason, ())
