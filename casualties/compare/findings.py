"""Findings: what a reconciliation returns, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from casualties.claim import Claims
from casualties.compare.decisions import Action, Decision, before_comparing, preferred
from casualties.compare.explain import explain_finding
from casualties.compare.facets import Facets, Reading, in_text_order, read_facets
from casualties.compare.kinds import Certainty, Finding, Kind, Verdict
from casualties.compare.policies import Cases, Policy, Range, apply_policy
from casualties.compare.statements import CODERS_WORDS
from casualties.compare.stored import Stored, from_text, to_text
from casualties.compare.tallies import Tally, read_outcome, tally
from casualties.compare.topics import Topic
from casualties.errors import InputTypeError, PolicyError
from casualties.scope import Outcome

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Action",
    "Certainty",
    "Decision",
    "Finding",
    "Kind",
    "Range",
    "Reading",
    "Reconciliation",
    "Tally",
    "Topic",
    "Verdict",
]


@dataclass(frozen=True, repr=False)
class Reconciliation:
    """Every finding about a set of claims, conflicts first; iterating and ``len`` go over the findings.

    ``topics`` gather the claims of one scope, the largest first.  ``complete`` is False where one finding stands for
    several pairs of a large table (``counts`` has them all), or where not every pair was compared.  ``reading`` and
    ``decisions`` are what was asked for.
    """

    claims: Claims
    findings: tuple[Finding, ...] = ()
    topics: tuple[Topic, ...] = ()
    complete: bool = True
    reading: Reading = Reading.LITERAL
    decisions: tuple[Decision, ...] = ()

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings whose verdict is conflict."""
        return tuple(f for f in self.findings if f.verdict is Verdict.CONFLICT)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How often each kind was found, with the pairs that one finding stands for in a large table."""
        counts: dict[Kind, int] = {}
        for found in self.findings:
            counts[found.kind] = counts.get(found.kind, 0) + found.n_pairs
        return MappingProxyType(counts)

    def finding(self, finding_id: str) -> Finding:
        """The finding of that id.  Raises `PolicyError` if there is none."""
        for found in self.findings:
            if found.finding_id == finding_id:
                return found
        raise PolicyError(f"no finding has the id {finding_id!r}. See .findings for those there are.")

    def topic(self, topic: Topic | str | None = None) -> Topic:
        """The topic of that id; the largest one if none is named.  Raises `PolicyError` if there is none."""
        if isinstance(topic, Topic):
            return topic
        for known in self.topics:
            if topic is None or known.topic_id == topic:
                return known
        raise PolicyError(
            f"no topic has the id {topic!r}. See .topics for those there are."
            if topic
            else "there are no claims, so there is no topic."
        )

    def explain(self, finding: Finding | str) -> str:
        """The claims with their sentences, the relations of their scopes, the assumptions and the arithmetic."""
        found = self.finding(finding) if isinstance(finding, str) else finding
        if not isinstance(found, Finding):
            raise InputTypeError(f"explain takes a finding or its id, not {type(found).__name__}. See .findings.")
        return explain_finding(found, self._compared)

    def range(self, policy: str | Policy = "ibc", topic: Topic | str | None = None) -> Range:
        """Low, best and high of a topic (default: the largest) under a named policy or a function of your own.

        Raises `PolicyError` for an unknown name.
        """
        return apply_policy(policy, self._cases.of(self.topic(topic)))

    def tally(
        self,
        outcome: str | Outcome = Outcome.KILLED,
        topic: Topic | str | None = None,
        *,
        words: Mapping[str, tuple[int, int]] = CODERS_WORDS,
    ) -> Tally | None:
        """Low, best and high of `outcome` for the main event of the claims, or for the event of a named topic.

        None where nothing is claimed; 0 only where a source says so.  `words` is what vague words count as.
        """
        if not isinstance(words, Mapping):
            raise InputTypeError(
                f"words maps a vague word to its two ends, {{'dozen': (12, 24)}}, and is no {words!r}."
            )
        several = list(self._compared.values())
        named = self.topic(topic) if topic is not None else None
        return tally(several, read_outcome(outcome), named, words, self.claims.mentions)

    @cached_property
    def _compared(self) -> Mapping[str, Facets]:
        """The claims as they were compared, by id, read when first asked for: every question needs all."""
        compared = before_comparing(in_text_order(self.claims), self.decisions)
        return {f.claim_id: f for f in read_facets(compared, self.reading)}

    @cached_property
    def _cases(self) -> Cases:
        return Cases(self._compared, self.findings, preferred(self.decisions))

    def to_frame(self) -> pd.DataFrame:
        """The findings table: one row per finding, fixed columns and dtypes, also when empty."""
        from casualties.show.tables import findings_to_frame

        return findings_to_frame(self)

    def to_json(self) -> str:
        """Everything as JSON; `from_json` reads it back without loss."""
        return to_text(
            Stored(
                claims=self.claims.claims,
                reports=self.claims.reports,
                mentions=self.claims.mentions,
                findings=self.findings,
                topics=self.topics,
                complete=self.complete,
                reading=self.reading,
                decisions=self.decisions,
            )
        )

    @classmethod
    def from_json(cls, text: str) -> Reconciliation:
        """A reconciliation that `to_json` wrote.  Raises `TableError` for anything else."""
        kept = from_text(text)
        claims = Claims(kept.claims, kept.reports, kept.mentions)
        return cls(claims, kept.findings, kept.topics, kept.complete, kept.reading, kept.decisions)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __repr__(self) -> str:
        from casualties.show.text import findings_as_text

        return findings_as_text(self)

    def _repr_html_(self) -> str:
        from casualties.show.highlight import findings_as_html

        return findings_as_html(self)
