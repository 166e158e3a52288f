"""Claim: one source's one figure with its scope.  Claims: all that was found, or typed, in order.

Here extraction and comparison meet: the one makes claims, the other reads them, and neither knows the other.  That is
why a table that a person typed is as good as a text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, overload

from casualties.amount import Amount
from casualties.characters import inline
from casualties.errors import InputTypeError, expect, expect_words
from casualties.report import Report, Span, as_day
from casualties.scope import Outcome, Scope

if TYPE_CHECKING:
    import pandas as pd

JsonLd: TypeAlias = "dict[str, str | int | bool | JsonLd | list[JsonLd] | None]"
"""What `Claims.to_annotations` and `Claims.to_schema_org` give: a tree that `json.dumps` takes as it is."""


class SourceKind(StrEnum):
    """What sort of body makes the claim; ``none`` is the reporter's own voice."""

    GOVERNMENT = "government"
    MILITARY_POLICE = "military_police"
    HEALTH = "health"
    MONITOR = "monitor"
    UN = "un"
    WITNESS = "witness"
    ARMED_GROUP = "armed_group"
    ACTIVIST_OPPOSITION = "activist_opposition"
    MEDIA = "media"
    RESCUE = "rescue"
    OFFICIAL_UNNAMED = "official_unnamed"
    OTHER = "other"
    NONE = "none"


class Status(StrEnum):
    """How the text holds the figure."""

    ASSERTED = "asserted"
    DENIED = "denied"
    FEARED = "feared"
    HYPOTHETICAL = "hypothetical"
    UNVERIFIED = "unverified"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Source:
    """Who originally makes the claim, in the text's words, and who passes it on.

    ``source_id`` names the body across wordings ("the Syrian Observatory", "Abdul-Rahman": ``sohr``).
    """

    words: str | None = None
    source_id: str | None = None
    kind: SourceKind = SourceKind.NONE
    relayed_by: str | None = None

    def __post_init__(self) -> None:
        expect_words(self, "a source's", "words", "source_id", "relayed_by")
        expect(self.kind, SourceKind, "a source's kind", "Write SourceKind.HEALTH, say.")

    @property
    def identity(self) -> str | None:
        """What two claims of one source share: the id, else the words in lower case; None when unnamed."""
        return self.source_id or (self.words.casefold() if self.words else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One row of the claims table (see docs/tables.md).

    ``span`` and ``figure`` are None for a claim that was typed rather than read; ``figure`` is the text at ``span``.
    ``part_of`` and ``revises`` name other claims by id.  ``how`` says in words which rules made it.
    """

    claim_id: str
    amount: Amount
    scope: Scope
    report_id: str | None = None
    span: Span | None = None
    figure: str | None = None
    quote: str | None = None
    as_of: dt.date | None = None
    cumulative: bool | None = None
    source: Source = field(default_factory=Source)
    status: Status = Status.ASSERTED
    part_of: str | None = None
    revises: str | None = None
    how: str | None = None

    def __post_init__(self) -> None:
        expect(self.claim_id, str, "a claim's claim_id", "Write it as one: str(...).")
        expect(self.amount, Amount, "a claim's amount", "Write Amount.exact(3), say.")
        expect(self.scope, Scope, "a claim's scope", "Write Scope(Outcome.KILLED), say.")
        expect(self.span, Span | None, "a claim's span", "Write Span(0, 5), say, or leave it out.")
        expect(self.source, Source, "a claim's source", "Write Source('a doctor'), say.")
        expect(self.status, Status, "a claim's status", "Write Status.DENIED, say.")
        expect(self.cumulative, bool | None, "a claim's cumulative", "Write True or False, or leave it out.")
        expect_words(self, "a claim's", "report_id", "figure", "quote", "part_of", "revises", "how")
        object.__setattr__(self, "as_of", as_day(self.as_of, "a claim's as_of"))

    @property
    def outcome(self) -> Outcome:
        return self.scope.outcome

    def __repr__(self) -> str:
        who = inline(self.source.words or "unattributed")
        where = f" {inline(self.scope.place.where)}" if self.scope.place.where else ""
        when = f", {self.scope.period}" if self.scope.period.known else ""
        figure = inline(self.figure or self.amount.interval)
        victims = f" {inline(self.scope.victims.words)}" if self.scope.victims.words else ""
        status = "" if self.status is Status.ASSERTED else f" ({self.status})"
        return f"<{figure}{victims} {self.outcome}{where}{when}, says {who}{status}>"


@dataclass(frozen=True, slots=True)
class Mention:
    """Victims whom a report tells of without a number: a named person, "his wife", or a bare plural ("others").

    It is no claim, for no figure is claimed.  ``least`` is the fewest that the words can mean: 1 for a person, 2 for a
    plural; ``span`` is the word of harm, ``quote`` its sentence.
    """

    report_id: str | None
    span: Span
    quote: str
    words: str
    outcome: Outcome
    least: int

    def __post_init__(self) -> None:
        expect_words(self, "a mention's", "report_id", "quote", "words")
        expect(self.span, Span, "a mention's span", "Write Span(0, 5), say.")
        expect(self.outcome, Outcome, "a mention's outcome", "Write Outcome.KILLED, say.")
        expect(self.least, int, "a mention's least", "Write 1 for a person, 2 for a plural.")


@dataclass(frozen=True, eq=False, repr=False)
class Claims(Sequence[Claim]):
    """Claims in the order of the text, with the reports they were read from (empty for a typed table).

    ``mentions`` are the victims told of without a number.  Two `Claims` are equal when their claims are; the reports
    and mentions are context.
    """

    claims: tuple[Claim, ...] = ()
    reports: tuple[Report, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        for name, kind, write in (
            ("claims", Claim, "Try Claims.from_frame."),
            ("reports", Report, "Try read_reports, or leave them out."),
            ("mentions", Mention, "Leave them out."),
        ):
            several = getattr(self, name)
            if not isinstance(several, Sequence) or not all(isinstance(each, kind) for each in several):
                given = type(several).__name__
                raise InputTypeError(f"Claims holds a tuple of {kind.__name__}, not {given} of anything else. {write}")
            object.__setattr__(self, name, tuple(several))

    @classmethod
    def gather(cls, several: Iterable[Claims]) -> Claims:
        """One `Claims` from several, in the given order."""
        parts = tuple(several) if isinstance(several, Iterable) else ()
        if not isinstance(several, Iterable) or not all(isinstance(part, Claims) for part in parts):
            raise InputTypeError("gather takes several Claims, for example a list of what find_claims gives.")
        return cls(
            tuple(c for p in parts for c in p.claims),
            tuple(r for p in parts for r in p.reports),
            tuple(m for p in parts for m in p.mentions),
        )

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Claims:
        """Claims from a table: needs ``outcome`` and either ``figure`` or ``low``/``high``; see docs/tables.md.

        Raises `TableError` for an unusable table; an unusable row is set aside with a `CasualtiesWarning`.
        """
        from casualties.show.tables import claims_from_frame

        return claims_from_frame(frame)

    def to_frame(self) -> pd.DataFrame:
        """The claims table: one row per claim, fixed columns and dtypes, also when empty."""
        from casualties.show.tables import claims_to_frame

        return claims_to_frame(self)

    def to_hxl(self, *, safe: bool = False) -> str:
        """The claims as an HXL CSV: a header, a row of hashtags (``#affected+killed+min`` ...), a row per claim.

        With `safe` a cell that a spreadsheet would run as a formula gets a ``'``: for people's eyes, since read back
        such a cell is not what was written.
        """
        from casualties.show.interchange import claims_to_hxl

        return claims_to_hxl(self, safe=safe)

    def to_annotations(self) -> list[JsonLd]:
        """W3C Web Annotations: the figure of each claim as a quote and as offsets; typed claims are left out."""
        from casualties.show.interchange import claims_to_annotations

        return claims_to_annotations(self)

    def to_schema_org(self) -> list[JsonLd]:
        """Each claim as a schema.org ``Claim`` (JSON-LD) with its author and the report in which it appears."""
        from casualties.show.interchange import claims_to_schema_org

        return claims_to_schema_org(self)

    def report(self, report_id: str | None) -> Report | None:
        """The report of that id, if it is at hand."""
        return next((r for r in self.reports if r.report_id == report_id), None)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> Claims: ...
    def __getitem__(self, index: int | slice) -> Claim | Claims:
        if isinstance(index, slice):
            return Claims(self.claims[index], self.reports, self.mentions)
        return self.claims[index]

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Claims) and self.claims == other.claims

    def __hash__(self) -> int:
        return hash(self.claims)

    def __repr__(self) -> str:
        from casualties.show.text import claims_as_text

        return claims_as_text(self)

    def _repr_html_(self) -> str:
        from casualties.show.highlight import claims_as_html

        return claims_as_html(self)
