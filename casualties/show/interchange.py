"""Claims in the forms that other tools read: HXL, W3C Web Annotation, schema.org.

* HXL (Humanitarian Exchange Language 1.1): a CSV whose second row tags the columns, ``#affected+killed`` and friends.
* Web Annotation Data Model (W3C Recommendation, 2017): one annotation per figure, its place told twice, as a quote with
  the words around it and as offsets.
* schema.org Claim (JSON-LD): what is claimed, by whom, and in which report it appears.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from casualties.claim import Claim, Claims, JsonLd
from casualties.report import Report
from casualties.scope import Outcome
from casualties.show.characters import no_formula

_AFFECTED: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.KILLED: "#affected+killed",
        Outcome.INJURED: "#affected+injured",
        Outcome.MISSING: "#affected+missing",
        Outcome.DETAINED: "#affected+detained",
        Outcome.ABDUCTED: "#affected+abducted",
        Outcome.DISPLACED: "#affected+displaced",
        Outcome.KILLED_OR_INJURED: "#affected+killed+injured",
    }
)
_ABOUT = 32
"""Characters kept before and after a quoted figure, so that it can be found again in a text that moved."""

_LEFT: Sequence[tuple[str, str]] = (
    ("report", "#meta+report+id"),
    ("claim", "#meta+claim+id"),
    ("start", "#date+start"),
    ("end", "#date+end"),
    ("reported", "#date+reported"),
    ("place", "#loc+name"),
    ("country", "#country+code+v_iso2"),
)
_RIGHT: Sequence[tuple[str, str]] = (
    ("unit", "#indicator+unit"),
    ("victims", "#description+victims"),
    ("victim group", "#description+group"),
    ("source", "#meta+source"),
    ("relayed by", "#meta+source+relay"),
    ("status", "#status"),
    ("quote", "#description+quote"),
)


def claims_to_hxl(claims: Claims, *, safe: bool = False) -> str:
    """A CSV with a header row, a row of hashtags, and a row per claim.

    Each outcome that occurs has two columns, lowest (``+min``) and highest (``+max``) count; an open end is an empty
    cell, and so is everything unknown.  No bound becomes a point and no empty cell a zero.  With `safe` a cell that a
    spreadsheet would run as a formula gets a ``'``.
    """
    outcomes = [o for o in Outcome if any(c.outcome is o for c in claims)]
    counts = [(f"{outcome} {end}", f"{_AFFECTED[outcome]}+{end}") for outcome in outcomes for end in ("min", "max")]
    columns = [*_LEFT, *counts, *_RIGHT]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(name for name, _ in columns)
    table.writerow(tag for _, tag in columns)
    for claim in claims:
        cells = _hxl_row(claim, outcomes)
        table.writerow([no_formula(c) if isinstance(c, str) else c for c in cells] if safe else cells)
    return out.getvalue()


def _hxl_row(claim: Claim, outcomes: Sequence[Outcome]) -> list[object]:
    scope, amount = claim.scope, claim.amount
    ends = [end if claim.outcome is o else None for o in outcomes for end in (amount.low, amount.high)]
    left = [claim.report_id, claim.claim_id, scope.period.start, scope.period.end, claim.as_of]
    where = [scope.place.words, scope.place.country]
    who = [scope.victims.words, scope.victims.group, claim.source.words, claim.source.relayed_by]
    return [*left, *where, *ends, scope.unit, *who, claim.status, _one_line(claim.quote)]


def claims_to_annotations(claims: Claims) -> list[JsonLd]:
    """One W3C Web Annotation per claim that was read from a text; typed claims, which stand nowhere, are left out.

    The target is ``urn:casualties:report:`` and the report's id, the body the claim as `claims_to_schema_org` tells it.
    """
    made: list[JsonLd] = []
    reports = _reports(claims)
    for claim in claims:
        report = reports.get(claim.report_id)
        if claim.span is None or report is None:
            continue
        start, end = claim.span.start, claim.span.end
        quote: JsonLd = {
            "type": "TextQuoteSelector",
            "exact": report.text[start:end],
            "prefix": report.text[max(0, start - _ABOUT) : start],
            "suffix": report.text[end : end + _ABOUT],
        }
        position: JsonLd = {"type": "TextPositionSelector", "start": start, "end": end}
        target: JsonLd = {"source": _urn("report", report.report_id), "selector": [quote, position]}
        body: JsonLd = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _said(claim)}
        made.append(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": _urn("claim", claim.claim_id),
                "type": "Annotation",
                "motivation": "identifying",
                "body": body,
                "target": target,
            }
        )
    return made


def claims_to_schema_org(claims: Claims) -> list[JsonLd]:
    """One schema.org ``Claim`` per claim: text, author (the source, if any), and the report in which it appears."""
    reports = _reports(claims)
    return [_schema_org(claim, reports.get(claim.report_id)) for claim in claims]


def _reports(claims: Claims) -> Mapping[str | None, Report]:
    """The reports at hand by id, the first of each as `Claims.report` has it."""
    return {r.report_id: r for r in reversed(claims.reports)}


def _schema_org(claim: Claim, report: Report | None) -> JsonLd:
    made: JsonLd = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": _urn("claim", claim.claim_id),
        "name": _said(claim),
    }
    if claim.quote:
        made["text"] = claim.quote
    if claim.source.words:
        made["author"] = {"@type": "Organization" if claim.source.source_id else "Thing", "name": claim.source.words}
    if claim.as_of:
        made["datePublished"] = claim.as_of.isoformat()
    if report is not None:
        appears: JsonLd = {"@type": "CreativeWork", "@id": _urn("report", report.report_id)}
        appears |= {"name": report.title} if report.title else {}
        appears |= {"datePublished": report.published.isoformat()} if report.published else {}
        appears |= {"publisher": {"@type": "Organization", "name": report.publisher}} if report.publisher else {}
        made["appearance"] = appears
    return made


def _said(claim: Claim) -> str:
    """The claim in one line: figure, victims, outcome, place, period, source, status."""
    return repr(claim)[1:-1]  # without the brackets


def _urn(kind: str, name: str) -> str:
    """A name as a URN (RFC 8141): what it may not hold is written as the octets of its UTF-8."""
    octets = name.encode("utf-8", "replace")
    plain = (chr(o) if chr(o).isascii() and (chr(o).isalnum() or chr(o) in "-._~:") else f"%{o:02X}" for o in octets)
    return f"urn:casualties:{kind}:{''.join(plain)}"


def _one_line(words: str | None) -> str | None:
    """White space folded: HXL's validators warn of line breaks inside a cell."""
    return None if words is None else " ".join(words.split())
