"""Cases of claims and of all that is said about them: `python tests/told_in_full.py` stores what is said anew.

A case holds claims as tests/compared.py takes them and, under "told", every field of every finding that is not empty.
Read the difference before you commit it: each line says what a reader of those claims would be told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from compared import claim, pair

from casualties.compare.facets import Facets, facets_of
from casualties.compare.kinds import Finding
from casualties.compare.series import History
from casualties.compare.sums import Sum
from casualties.compare.totals import sum_findings
from casualties.compare.verdicts import judge

CASES = Path(__file__).resolve().parent / "cases"
FIELDS = ("gap", "ratio", "assumptions", "repairs", "replaced", "beside", "whole")


def told(findings: Iterable[Finding | None]) -> list[dict[str, object]]:
    """The findings as JSON has them; what is unknown or empty is left out."""
    rows = []
    for f in findings:
        if f is not None:
            row = {"kind": f.kind.value, "claims": f.claim_ids, "reason": f.reason, "of": of_whom(f)}
            row |= {name: value for name in FIELDS if (value := getattr(f, name)) not in (None, ())}
            rows.append(json.loads(json.dumps(row)))
    return rows


def of_whom(f: Finding) -> str:
    """The scope that a finding speaks of, in a line."""
    return "" if f.scope is None else f"{f.scope.victims.words} {f.scope.outcome} {f.scope.place.words} {f.scope.unit}"


def pair_told(case: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """What is said of two claims, in the light of the dated claims under "also"."""
    both = pair(*(claim(**c) for c in case["claims"]))
    others = [facets_of(claim(**c), n) for n, c in enumerate(case.get("also", ()), 2)]
    return told([judge(both, History.of([both.a, both.b, *others]) if others else History())])


def sum_told(case: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """What is said of a whole, the first claim, and the parts behind it: stated ones, or the terms of a sum."""
    whole, *parts = (facets_of(claim(**c), n) for n, c in enumerate(case["claims"]))
    return told(sum_findings(*row(case["row"], whole, parts)))


def row(how: object, whole: Facets, parts: list[Facets]) -> tuple[list[Sum], list[tuple[Facets, Facets]]]:
    if how == "parts":
        return [], [(part, whole) for part in parts]
    return [Sum(whole, tuple(parts), how == "stated sum")], []


TOLD: Mapping[str, Callable[[Mapping[str, list[dict[str, object]]]], list[dict[str, object]]]] = {
    "pairs.jsonl": pair_told,
    "sums.jsonl": sum_told,
}


def cases(name: str) -> list[dict[str, object]]:
    """The cases of a file of tests/cases."""
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def store(name: str) -> None:
    """Write the cases of a file anew with what is said of them now."""
    lines = [json.dumps(case | {"told": TOLD[name](case)}, ensure_ascii=False) for case in cases(name)]
    (CASES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in TOLD:
        store(each)
