"""Highlight: reports with every figure marked and its source beside it, and findings with their sentences, as HTML.

The HTML stands alone (no script, no link, no image), is the same for the same claims, and escapes every inserted
text.  It takes the reader's own text colour and adds underlines, so that it reads on light and on dark grounds; the
outcome shows as a letter and as a style of underline, never by colour alone.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from casualties.claim import Claim, Claims
from casualties.compare.findings import Reconciliation
from casualties.compare.kinds import Finding, Verdict, in_order
from casualties.report import Span
from casualties.scope import Outcome
from casualties.show.position import Origin, Positions, by_report, figure_in_quote
from casualties.show.text import SHOWN, claim_in_words, report_in_words, summary

_LOOKS: Mapping[Outcome, tuple[str, str, str]] = {
    # Letter, underline style, colour: Okabe and Ito's palette for colour-blind readers, its yellows darkened so that
    # every colour keeps a contrast of 3 to 1 on white and on black.
    Outcome.KILLED: ("K", "solid", "#d55e00"),
    Outcome.INJURED: ("I", "dashed", "#0080c4"),
    Outcome.MISSING: ("M", "dotted", "#b58900"),
    Outcome.DETAINED: ("D", "double", "#009e73"),
    Outcome.ABDUCTED: ("A", "wavy", "#c76ba0"),
    Outcome.DISPLACED: ("F", "dashed", "#808080"),
    Outcome.KILLED_OR_INJURED: ("C", "double", "#d55e00"),
}
_WORDS = {Outcome.DISPLACED: "displaced (fled)", Outcome.KILLED_OR_INJURED: "killed or injured (casualties)"}
_VERDICTS = {
    Verdict.CONFLICT: ("✗", "solid", "#d55e00"),
    Verdict.REVIEW: ("?", "dashed", "#b58900"),
    Verdict.REVISION: ("↻", "double", "#c76ba0"),
    Verdict.EXPLAINED: ("≠", "dotted", "#0080c4"),
    Verdict.AGREE: ("✓", "solid", "#009e73"),
}
_STYLE = """
.casualties{font:1em/1.5 system-ui,sans-serif;color:inherit;max-width:75em}
.casualties h2{font-size:1.05em;margin:1.2em 0 .4em}
.casualties mark{background:transparent;color:inherit;font-weight:600;text-underline-offset:.2em;
text-decoration-line:underline;text-decoration-thickness:.14em}
.casualties sup{font-size:.7em;font-weight:600;padding-left:.1em}
.casualties .row{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 1.5em;margin:.5em 0}
.casualties .row p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.casualties ul{list-style:none;margin:0;padding:0 0 0 .8em;border-left:1px solid #80808080;font-size:.85em}
.casualties .finding{margin:1em 0;padding:.1em 0 .1em .8em;border-left-width:.35em}
.casualties .finding h3{font-size:1em;margin:.2em 0}
.casualties .finding p{margin:.3em 0;overflow-wrap:anywhere}
.casualties .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(16em,1fr));gap:.8em}
.casualties blockquote{margin:.2em 0;padding:.4em .6em;border:1px solid #80808080;border-radius:.3em}
.casualties small{display:block;opacity:.85;overflow-wrap:anywhere}
@media(max-width:45em){.casualties .row{grid-template-columns:minmax(0,1fr)}}
"""


def claims_as_html(claims: Claims, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN) -> str:
    """Report by report, the text with a ``<mark>`` around each figure and its source and scope beside it.

    Claims without a text at hand are listed by their sentences.  `origins` names the files of reports by report id;
    `limit` is how many claims are shown, None for all.  What is left out is said at the end.
    """
    positions = Positions(claims, origins)
    shown = claims.claims[:limit]
    parts = [_legend(shown)]
    for report_id, group in by_report(shown).items():
        parts.extend(_report(report_id, group, positions))
    left = len(claims) - len(shown)
    if left:
        parts.append(f"<p>… and {left:,} more; to_frame() holds all.</p>")
    return _fragment(parts)


def findings_as_html(
    reconciliation: Reconciliation, *, origins: Mapping[str, Origin] | None = None, limit: int | None = SHOWN
) -> str:
    """The findings, conflicts first: kind, reason, and the sentences side by side with their figures marked.

    `origins` and `limit` as in `claims_as_html`.
    """
    positions = Positions(reconciliation.claims, origins)
    findings = in_order(reconciliation.findings)
    parts = [f"<p>{escape(summary(reconciliation))}</p>"]
    parts.extend(_finding(f, positions) for f in findings[:limit])
    left = len(findings) - len(parts) + 1
    if left:
        parts.append(f"<p>… and {left:,} more; to_frame() holds all.</p>")
    return _fragment(parts)


def as_page(title: str, fragments: Iterable[str]) -> str:
    """A whole HTML page around fragments, in the reader's light or dark scheme."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>:root{{color-scheme:light dark}}body{{margin:2em}}</style>"
    )
    body = "\n".join(fragments)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _fragment(parts: Iterable[str]) -> str:
    return f'<div class="casualties">\n<style>{_STYLE}</style>\n' + "\n".join(parts) + "\n</div>"


def _legend(claims: Sequence[Claim]) -> str:
    count = f"{len(claims):,} claim{'' if len(claims) == 1 else 's'}"
    present = [o for o in Outcome if any(c.outcome is o for c in claims)]
    keys = " · ".join(f"{_mark(_word(o), o)}<sup>{_LOOKS[o][0]}</sup>" for o in present)
    return f"<p>{count}{': ' if keys else ''}{keys}</p>"


def _word(outcome: Outcome) -> str:
    return _WORDS.get(outcome, str(outcome))


def _mark(words: str, outcome: Outcome, title: str = "") -> str:
    _, line, colour = _LOOKS[outcome]
    tip = f' title="{escape(title)}"' if title else ""
    style = f"text-decoration-style:{line};text-decoration-color:{colour}"
    return f'<mark class="{outcome}" style="{style}"{tip}>{escape(words)}</mark>'


def _report(report_id: str | None, claims: Sequence[Claim], positions: Positions) -> Iterator[str]:
    report = positions.report(report_id)
    about = "" if report is None else report_in_words(report)
    name = positions.name(report_id)
    yield f"<h2>{escape(f'{name} ({about})' if about else name)}</h2>"
    placed = [] if report is None else [c for c in claims if c.span is not None and c.span.end <= len(report.text)]
    if report is not None and placed:
        yield from _paragraphs(report.text, placed, positions)
    marked = {c.claim_id for c in placed}
    yield from (_row(_quoted(c, positions), [_note("", c, positions)]) for c in claims if c.claim_id not in marked)


def _paragraphs(text: str, claims: Sequence[Claim], positions: Positions) -> Iterator[str]:
    """The text line by line, the claims of each line beside it; numbers tie a figure to its claims."""
    numbered = sorted(((c.span, n, c) for n, c in enumerate(claims, 1) if c.span is not None), key=lambda x: x[:2])
    starts = [span.start for span, _, _ in numbered]
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        here = numbered[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        if line.strip():
            notes = [_note(f"{_LOOKS[c.outcome][0]}{n} ", c, positions) for _, n, c in here]
            yield _row("".join(_marked(text, Span(start, end), here, positions)).rstrip(), notes)
        start = end


def _marked(text: str, line: Span, here: Sequence[tuple[Span, int, Claim]], positions: Positions) -> Iterator[str]:
    """The line with its figures marked; a figure with two claims has one mark, one that overlaps another is cut."""
    at = line.start
    for span, group in groupby(here, key=lambda x: x[0]):
        same = list(group)
        start, end = max(span.start, at), min(max(span.end, at), line.end)
        yield escape(text[at:start])
        outcome = same[0][2].outcome
        title = " | ".join(claim_in_words(c, positions.by_id) for _, _, c in same)
        yield _mark(text[start:end], outcome, title) if end > start else ""
        yield f"<sup>{', '.join(_LOOKS[c.outcome][0] + str(n) for _, n, c in same)}</sup>"
        at = end
    yield escape(text[at : line.end])


def _row(text: str, notes: Sequence[str]) -> str:
    beside = f"<ul>{''.join(notes)}</ul>" if notes else ""
    return f'<div class="row"><p>{text}</p>{beside}</div>'


def _note(label: str, claim: Claim, positions: Positions) -> str:
    mark = f"<b>{escape(label)}</b>" if label else ""
    return f"<li>{mark}{escape(claim_in_words(claim, positions.by_id))}</li>"


def _quoted(claim: Claim, positions: Positions) -> str:
    """The claim's sentence with its figure marked; the figure alone where there is no sentence."""
    quote = claim.quote or claim.figure or claim.amount.interval
    at = figure_in_quote(claim, positions.report(claim.report_id)) if claim.quote else Span(0, len(quote))
    if at is None:
        return escape(quote)
    mark = _mark(at.of(quote), claim.outcome, claim_in_words(claim, positions.by_id))
    return f"{escape(quote[: at.start])}{mark}<sup>{_LOOKS[claim.outcome][0]}</sup>{escape(quote[at.end :])}"


def _finding(finding: Finding, positions: Positions) -> str:
    sign, line, colour = _VERDICTS[finding.verdict]
    kind = str(finding.kind).replace("_", " ")
    assumed = [f"assumed: {a}" for a in finding.assumptions]
    repaired = [f"would restore consistency: {r}" for r in finding.repairs]
    notes = "".join(f"<p><i>{escape(note)}</i></p>" for note in assumed + repaired)
    sides = "".join(_side(i, positions) for i in finding.claim_ids)
    return (
        f'<div class="finding {finding.verdict}" style="border-left-style:{line};border-left-color:{colour}">'
        f"<h3>{sign} {finding.verdict}: {escape(kind)} ({finding.certainty})</h3>"
        f"<p>{escape(finding.reason)}</p>{notes}"
        f'<div class="sides">{sides}</div></div>'
    )


def _side(claim_id: str, positions: Positions) -> str:
    claim = positions.by_id.get(claim_id)
    if claim is None:
        return f"<blockquote>{escape(claim_id)} is not among these claims</blockquote>"
    where = escape(positions.of(claim))
    said = escape(claim_in_words(claim, positions.by_id))
    return f"<blockquote>{_quoted(claim, positions)}<small>{said}</small><small>{where}</small></blockquote>"
