"""Telling: which findings tell a reader something that the others do not.

Conflicts, reviews and revisions are always told, once where reports print the same sentence.  Of agreements and
explained differences:

* claims that say the same figure of the same thing are one finding, however many they are;
* so are the sentences that one report has in common with another, word for word;
* so is one step of a toll, from the one figure to the other, and one figure within one bound or vague word, however
  many reports tell it;
* what follows from two others is not told: who reads that 63 lies within "at least 50", and that within "at least 40",
  need not read that 63 lies within "at least 40"; growth from Monday to Friday follows from its steps;
* that a figure might be part of a larger one is a guess: it is made once, within one report, for the least whole that
  may hold it, and not at all where the text says what it is part of.

Rows of a typed table are taken at their word: there every step and every guess about parts is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from casualties.compare.facets import Facets
from casualties.compare.kinds import Certainty, Finding, Kind, Verdict, finding
from casualties.compare.linked import Linked
from casualties.compare.wording import at_day, counted_scope, figure, scope_words, speaker

_MERGED = frozenset({Kind.SAME_FIGURE, Kind.REPEATS_SOURCE})
_STEPS = frozenset({Kind.GROWTH_OVER_TIME, Kind.WITHIN_BOUND, Kind.VAGUE_COVERS})
_DISPUTED = frozenset({Verdict.CONFLICT, Verdict.REVIEW})
_CHAINED = frozenset({Kind.WITHIN_BOUND, Kind.GROWTH_OVER_TIME})
_MOST_NAMED = 6
"""Speakers named in one sentence."""


def worth_telling(findings: Iterable[Finding], by_id: Mapping[str, Facets]) -> list[Finding]:
    """The findings without those that the others already tell, in the order given."""
    several = list(findings)
    merged = {**_merge_equal(several, by_id), **_merge_copies(several, by_id)}
    dropped = _following(several, by_id) | _guesses(several, by_id)
    kept_apart = [said for said in several if said.finding_id not in dropped]
    merged.update(_merge_steps(kept_apart, by_id))
    merged.update(_merge_disputes(kept_apart, by_id))
    told: dict[str, Finding] = {}
    for said in several:
        if said.finding_id not in dropped:
            kept = merged.get(said.finding_id, said)
            told.setdefault(kept.finding_id, kept)
    return list(told.values())


# ------------------------------------------------------------------ one figure, said by many
def _merge_equal(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> dict[str, Finding]:
    """For each finding about two equal figures, the one about all claims that it is linked with."""
    groups: defaultdict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for said in findings:
        if said.kind in _MERGED and len(said.claim_ids) == 2 and said.n_pairs == 1:
            a, b = (by_id[i] for i in said.claim_ids)
            if (a.low, a.high) == (b.low, b.high):
                groups[(said.kind, said.assumptions, a.low, a.high, a.unit, a.outcome)].append(said)
    return _one_for_all(groups.values(), lambda linked: _all_at_once(linked, by_id))


def _one_for_all(groups: Iterable[Sequence[Finding]], gather: Callable[[list[Finding]], Finding]) -> dict[str, Finding]:
    """For each finding that is linked with others of its group, the one that tells them all."""
    merged: dict[str, Finding] = {}
    for group in groups:
        for linked in _linked(group):
            if len(linked) > 1:
                whole = gather(linked)
                merged.update((said.finding_id, whole) for said in linked)
    return merged


def _linked(group: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of a group by the claims that they share, directly or through others."""
    links = Linked[str]()
    for said in group:
        links.link(*said.claim_ids)
    gathered: defaultdict[str, list[Finding]] = defaultdict(list)
    for said in group:
        gathered[links.lead(said.claim_ids[0])].append(said)
    return list(gathered.values())


def _all_at_once(linked: Sequence[Finding], by_id: Mapping[str, Facets]) -> Finding:
    members = sorted({by_id[i] for said in linked for i in said.claim_ids}, key=lambda f: f.index)
    first, kind = members[0], linked[0].kind
    voices = Counter(speaker(f) for f in members)
    named = [who if n == 1 else f"{who} ({n} times)" for who, n in list(voices.items())[:_MOST_NAMED]]
    more = f" and {len(voices) - _MOST_NAMED:,} more" if len(voices) > _MOST_NAMED else ""
    said = f"{counted_scope(first)}, said {len(members):,} times by {', '.join(named)}{more}"
    sources = len({f.source or f.claim.report_id for f in members})
    if kind is Kind.REPEATS_SOURCE:
        end = "one origin, told again and again."
    else:
        end = "one source, counted once." if sources == 1 else f"{sources:,} sources."
    return finding(
        kind,
        [f.claim_id for f in members],
        f"{said}: {end}",
        gap=0,
        ratio=linked[0].ratio,
        scope=first.claim.scope,
        assumptions=linked[0].assumptions,
    )


def _merge_copies(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> dict[str, Finding]:
    """For each sentence that two reports print alike, the one finding about all that the two have in common."""
    shared: defaultdict[tuple[str | None, str | None], list[Finding]] = defaultdict(list)
    for said in findings:
        if said.kind is Kind.REPEATS_SOURCE and len(said.claim_ids) == 2:
            a, b = (by_id[i].claim for i in said.claim_ids)
            if a.quote is not None and a.quote == b.quote and a.report_id != b.report_id:
                shared[a.report_id, b.report_id].append(said)
    return {
        said.finding_id: whole
        for reports, copies in shared.items()
        if len(copies) > 1
        for whole in [_copied(reports, copies, by_id)]
        for said in copies
    }


def _merge_steps(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> dict[str, Finding]:
    """For each step of a toll, and each figure within a bound, the one finding about all claims that tell it."""
    groups: defaultdict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for said in findings:
        if said.kind in _STEPS and len(said.claim_ids) == 2 and said.n_pairs == 1:
            a, b = sorted((by_id[i] for i in said.claim_ids), key=lambda f: (f.low, f.high))
            if not (a.typed or b.typed):
                groups[(said.kind, a.low, a.high, b.low, b.high, a.unit, a.outcome)].append(said)
    return _one_for_all(groups.values(), lambda linked: _one_step(linked, by_id))


def _merge_disputes(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> dict[str, Finding]:
    """For each dispute between two sentences, the one finding about all reports that print them."""
    groups: defaultdict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for said in findings:
        if said.verdict in _DISPUTED and len(said.claim_ids) == 2 and said.n_pairs == 1:
            a, b = (by_id[i] for i in said.claim_ids)
            if a.claim.quote and b.claim.quote:
                sides = frozenset((f.claim.quote, f.low, f.high, f.outcome) for f in (a, b))
                groups[(said.kind, sides)].append(said)
    return _one_for_all(groups.values(), lambda linked: _for_all(linked, by_id, "The same sentences stand in"))


def _for_all(linked: Sequence[Finding], by_id: Mapping[str, Facets], words: str) -> Finding:
    """What the surest of them says, of all the claims."""
    members = sorted({by_id[i] for said in linked for i in said.claim_ids}, key=lambda f: f.index)
    beside = {i for said in linked for i in said.beside}.difference(f.claim_id for f in members)
    surest = min(linked, key=lambda said: (len(said.assumptions), said.assumptions))
    reports = len({f.claim.report_id for f in members})
    return finding(
        surest.kind,
        [f.claim_id for f in members],
        f"{surest.reason} {'The report says so more than once' if reports == 1 else f'{words} {reports:,} reports'}.",
        gap=surest.gap,
        ratio=surest.ratio,
        scope=surest.scope,
        assumptions=surest.assumptions,
        repairs=surest.repairs,
        replaced=surest.replaced,
        whole=surest.whole,
        beside=sorted(beside),
    )


def _one_step(linked: Sequence[Finding], by_id: Mapping[str, Facets]) -> Finding:
    if linked[0].kind is not Kind.GROWTH_OVER_TIME:
        return _for_all(linked, by_id, "The same two figures stand in")
    members = sorted({by_id[i] for said in linked for i in said.claim_ids}, key=lambda f: f.index)
    by_day = sorted(members, key=lambda f: (f.low, f.as_of or 0, f.index))
    early, late = by_day[0], by_day[-1]
    beside = {i for said in linked for i in said.beside}.difference(f.claim_id for f in members)
    surest = min(linked, key=lambda said: (len(said.assumptions), said.assumptions))
    steps = f"from {at_day(early)} to {at_day(late)}, as {len(members):,} claims tell"
    return finding(
        Kind.GROWTH_OVER_TIME,
        [f.claim_id for f in members],
        f"The toll for {scope_words(late)} rose {steps}.",
        gap=surest.gap,
        ratio=surest.ratio,
        scope=late.claim.scope,
        assumptions=surest.assumptions,
        beside=sorted(beside),
    )


def _copied(reports: tuple[str | None, str | None], copies: Sequence[Finding], by_id: Mapping[str, Facets]) -> Finding:
    members = sorted({by_id[i] for said in copies for i in said.claim_ids}, key=lambda f: f.index)
    figures = list(dict.fromkeys(figure(f) for f in members))
    named = f"figure{'s' if len(figures) > 1 else ''} {', '.join(figures[:_MOST_NAMED])}"
    more = f" and {len(figures) - _MOST_NAMED:,} more" if len(figures) > _MOST_NAMED else ""
    both = f"Reports {reports[0]} and {reports[1]} print the same sentences"
    reason = f"{both}, with the {named}{more}: one origin, told twice."
    return finding(Kind.REPEATS_SOURCE, [f.claim_id for f in members], reason, scope=members[0].claim.scope)


# ------------------------------------------------------------------ what follows from two others
def _following(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> set[str]:
    """Steps of one kind that are made of two smaller steps which are told as well, and no less surely."""
    steps: defaultdict[Kind, dict[tuple[Facets, Facets], Finding]] = defaultdict(dict)
    for said in findings:
        if said.kind in _CHAINED and len(said.claim_ids) == 2:
            a, b = (by_id[i] for i in said.claim_ids)
            step = None if a.typed or b.typed else _step(said.kind, a, b)
            if step is not None:
                steps[said.kind][step] = said
    follows: set[str] = set()
    for of_kind in steps.values():
        onward: defaultdict[Facets, list[Facets]] = defaultdict(list)
        for a, b in of_kind:
            onward[a].append(b)
        for (a, c), said in of_kind.items():
            for b in onward[a]:
                second = of_kind.get((b, c))
                if second is not None and _no_less_sure((of_kind[a, b], second), said):
                    follows.add(said.finding_id)
                    break
    return follows


def _step(kind: Kind, a: Facets, b: Facets) -> tuple[Facets, Facets] | None:
    """From the lower figure to the higher, or from the inner interval to the one around it."""
    if kind is Kind.GROWTH_OVER_TIME:
        return None if a.low == b.low else (a, b) if a.low < b.low else (b, a)
    if a.low >= b.low and a.high <= b.high:
        return (a, b)
    return (b, a) if b.low >= a.low and b.high <= a.high else None


def _no_less_sure(steps: Iterable[Finding], whole: Finding) -> bool:
    return whole.certainty is Certainty.POSSIBLE or all(s.certainty is Certainty.CERTAIN for s in steps)


# ------------------------------------------------------------------ guesses about parts
def _guesses(findings: Sequence[Finding], by_id: Mapping[str, Facets]) -> set[str]:
    """Guesses that a figure is part of a larger one, but for the nearest in its own report."""
    guesses: defaultdict[Facets, list[tuple[float, int, str]]] = defaultdict(list)
    dropped: set[str] = set()
    for said in findings:
        if said.kind is not Kind.PART_WITHIN_WHOLE or said.certainty is Certainty.CERTAIN:
            continue
        part, whole = sorted((by_id[i] for i in said.claim_ids), key=lambda f: (f.stated or 0, f.index))
        if part.typed or whole.typed:
            continue
        if part.claim.report_id != whole.claim.report_id or part.claim.part_of is not None:
            dropped.add(said.finding_id)
        else:
            guesses[part].append((whole.stated or 0, whole.index, said.finding_id))
    for wholes in guesses.values():
        dropped.update(name for _, _, name in sorted(wholes)[1:])
    return dropped
