"""One annotated report's score: what was found, invented and missed, and every error by its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from casualties.claim import Claim, Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import expect
from casualties.measure.annotations import Annotated, Annotation
from casualties.measure.judging import judged
from casualties.measure.pairing import pair

_SPLITS = frozenset({"source named", "source none"})
"""These two split the field "source": its error is listed once."""


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that went wrong: its kind ("missed", "invented", or the field), the words, wanted and got."""

    report_id: str
    kind: str
    figure: str
    quote: str
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.report_id}: {self.figure!r} wanted {self.wanted}, got {self.got} | {self.quote}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One report's counts: found, invented and missed claims, and (right, judged) for the rest.

    ``whole`` counts claims found with amount and source right; ``conflicts`` are pairs right, missed and false.
    """

    report_id: str
    found: int = 0
    invented: int = 0
    missed: int = 0
    whole: int = 0
    implicit: tuple[int, int] = (0, 0)
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    conflicts: tuple[int, int, int] = (0, 0, 0)
    errors: tuple[Error, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """An annotation, the claim that stands for it if any, and the judgement of each of its fields."""

    annotation: Annotation
    claim: Claim | None
    verdicts: Mapping[str, bool]

    @property
    def hit(self) -> bool:
        return self.claim is not None and self.claim.outcome is self.annotation.outcome


def score(one: Annotated, claims: Claims, compare: Callable[[Claims], Reconciliation] = reconcile) -> Score:
    """The score of the claims found in one annotated report; `InputTypeError` for what no step may give."""
    expect(claims, Claims, "what find gives", "Return Claims, as find_claims does.")
    pairs = pair(one.claims, claims)
    met = list(_met(one, claims, pairs))
    core = [m for m in met if m.annotation.core]
    extra = [c for n, c in enumerate(claims) if n not in pairs.values()]
    fields = Counter(verdict for m in core for verdict in m.verdicts.items())
    implicit = [m.hit for m in met if m.annotation.implicit]
    return Score(
        report_id=one.report.report_id,
        found=sum(m.hit for m in core),
        invented=len(extra) + sum(m.claim is not None and not m.hit for m in core),
        missed=sum(not m.hit for m in core),
        whole=sum(m.hit and m.verdicts["amount"] and m.verdicts["source"] for m in core),
        implicit=(sum(implicit), len(implicit)),
        fields={name: (fields[name, True], fields[name, True] + fields[name, False]) for name, _ in fields},
        conflicts=_conflicts(one, claims, pairs, compare),
        errors=(*(e for m in met for e in _errors(one, m)), *(_invented(one, c) for c in extra)),
    )


def _met(one: Annotated, claims: Claims, pairs: Mapping[int, int]) -> Iterator[_Met]:
    for index, annotation in enumerate(one.claims):
        if index not in pairs:
            yield _Met(annotation, None, {})
            continue
        claim = claims[pairs[index]]
        verdicts = {"outcome": claim.outcome is annotation.outcome}
        if verdicts["outcome"]:
            whole = pairs.get(annotation.part_of) if annotation.part_of is not None else None
            verdicts |= judged(annotation, claim, None if whole is None else claims[whole].claim_id)
        yield _Met(annotation, claim, verdicts)


def _conflicts(
    one: Annotated, claims: Claims, pairs: Mapping[int, int], compare: Callable[[Claims], Reconciliation]
) -> tuple[int, int, int]:
    """Right, missed and false pairs; a finding over several claims says each pair of them."""
    back = {claims[found].claim_id: index for index, found in pairs.items()}
    said: set[tuple[str, str]] = set()
    compared = compare(claims)
    expect(compared, Reconciliation, "what compare gives", "Return a Reconciliation, as reconcile does.")
    for finding in compared.conflicts:
        ids = sorted(set(finding.claim_ids))
        said |= {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :]}
    known = {(min(back[a], back[b]), max(back[a], back[b])) for a, b in said if a in back and b in back}
    strangers = sum(1 for a, b in said if a not in back or b not in back)
    return len(known & one.conflicts), len(one.conflicts - known), len(known - one.conflicts) + strangers


def _errors(one: Annotated, met: _Met) -> Iterator[Error]:
    annotation, claim, name = met.annotation, met.claim, one.report.report_id
    figure, quote = annotation.figure, annotation.quote
    if claim is None:
        yield Error(name, "missed", figure, quote, str(annotation.outcome), "nothing")
    elif not met.hit:
        yield Error(name, "outcome", figure, quote, str(annotation.outcome), str(claim.outcome))
    elif annotation.core:
        for field_name, right in met.verdicts.items():
            if not right and field_name not in _SPLITS:
                yield Error(name, field_name, figure, quote, _said(annotation, field_name), repr(claim))


def _invented(one: Annotated, claim: Claim) -> Error:
    return Error(one.report.report_id, "invented", claim.figure or "", claim.quote or "", "nothing", repr(claim))


def _said(annotation: Annotation, name: str) -> str:
    """What the annotation says of a field, in words."""
    said: Mapping[str, object] = {
        "amount": f"{'/'.join(sorted(annotation.bounds))} {list(annotation.numbers)}",
        "source": annotation.sources[:1] or "none",
        "source kind": annotation.source_kind,
        "place": annotation.places[:1],
        "period": annotation.period and " to ".join(map(str, annotation.period)),
        "cumulative": annotation.cumulative,
        "victims": annotation.group,
        "status": annotation.status,
        "part of": f"claim {annotation.part_of}",
    }
    return str(said[name])
