"""Claims: the steps put together: a text goes in, claims come out.

Each step is a keyword argument whose default is the named function, so that a user can replace who the source is, or
what the scope is, and keep the rest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from casualties.claim import Claim, Claims, Mention, Source, Status
from casualties.errors import InputTypeError, expect_function
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure, find_figures
from casualties.extract.lexicon import Lexicon, expect_lexicon
from casualties.extract.mentions import find_mentions
from casualties.extract.periods import find_periods
from casualties.extract.places import find_places
from casualties.extract.sentences import Document, read_documents
from casualties.extract.sources import find_sources
from casualties.extract.status import find_statuses
from casualties.extract.tolls import Toll, find_tolls
from casualties.extract.triggers import tells_harm
from casualties.extract.victims import read_victims
from casualties.report import Report, to_date
from casualties.scope import Period, Place, Scope, Victims

T = TypeVar("T")
Figures = Sequence[Figure]
FigureStep = Callable[[Document], tuple[Figure, ...]]
VictimStep = Callable[[Document, Figures], tuple[Decided[Victims], ...]]
PlaceStep = Callable[[Document, Figures], tuple[Decided[Place], ...]]
PeriodStep = Callable[[Document, Figures], tuple[Decided[Period], ...]]
TollStep = Callable[[Document, Figures, Sequence[Period]], tuple[Decided[Toll], ...]]
SourceStep = Callable[[Document, Figures], tuple[Decided[Source], ...]]
StatusStep = Callable[[Document, Figures], tuple[Decided[Status], ...]]
MentionStep = Callable[[Document], tuple[Mention, ...]]

ENGLISH = Lexicon()
"""The built-in English words."""


def find_claims(
    text: str | Report,
    *,
    published: str | dt.date | None = None,
    publisher: str | None = None,
    report_id: str | None = None,
    title: str | None = None,
    lexicon: Lexicon = ENGLISH,
    figures: FigureStep = find_figures,
    victims: VictimStep = read_victims,
    places: PlaceStep = find_places,
    periods: PeriodStep = find_periods,
    tolls: TollStep = find_tolls,
    sources: SourceStep = find_sources,
    statuses: StatusStep = find_statuses,
    mentions: MentionStep = find_mentions,
) -> Claims:
    """Every casualty figure that a text claims, with its source and scope, in the order of the text.

    `text` is a string, with what is known of it (`published`, a date or YYYY-MM-DD, is what "yesterday" is counted
    from), or a `Report`, which says so itself.  The steps `figures` ... `mentions` may be replaced one by one: each
    gets the document and the figures and returns one decision per figure; `mentions` gets the document alone.  Empty
    text gives no claims.

    Raises `InputTypeError` for anything but text, a `Lexicon` and functions, `DateError` for a bad date.
    """
    report = _report(text, published, publisher, report_id, title)
    expect_lexicon(lexicon)
    steps = _Steps(figures, victims, places, periods, tolls, sources, statuses)
    for name, step in (*zip(_Steps._fields, steps, strict=True), ("mentions", mentions)):
        expect_function(step, name)
    if not tells_harm(report.text, lexicon):
        return Claims((), (report,))
    claims: list[Claim] = []
    told: list[Mention] = []
    for document in read_documents(report, lexicon):
        claims.extend(_read(document, steps))
        told.extend(mentions(document))
    return Claims(tuple(claims), (report,), tuple(told))


class _Steps(NamedTuple):
    """What reads a document and its figures."""

    figures: FigureStep
    victims: VictimStep
    places: PlaceStep
    periods: PeriodStep
    tolls: TollStep
    sources: SourceStep
    statuses: StatusStep


def _read(document: Document, steps: _Steps) -> Iterator[Claim]:
    """The claims of a document."""
    found = steps.figures(document)
    if not found:
        return
    when = _checked("periods", steps.periods(document, found), found)
    read = zip(
        _checked("victims", steps.victims(document, found), found),
        _checked("places", steps.places(document, found), found),
        when,
        _checked("tolls", steps.tolls(document, found, [w.value for w in when]), found),
        _checked("sources", steps.sources(document, found), found),
        _checked("statuses", steps.statuses(document, found), found),
        strict=True,
    )
    ids = _ids(document.report, found)
    yield from (_claim(document, ids, n, f, _Decisions(*r)) for n, (f, r) in enumerate(zip(found, read, strict=True)))


def _checked(step: str, given: Sequence[Decided[T]], found: Figures) -> Sequence[Decided[T]]:
    """What a step gave; raises `InputTypeError` unless it is one decision per figure."""
    if not isinstance(given, Sequence) or len(given) != len(found) or not all(isinstance(g, Decided) for g in given):
        count = f"a {type(given).__name__} of {len(given)}" if isinstance(given, Sequence) else type(given).__name__
        raise InputTypeError(f"{step} gave {count} for {len(found)} figures. Return a tuple of one Decided for each.")
    return given


class _Decisions(NamedTuple):
    """What the steps decided for one figure."""

    victims: Decided[Victims]
    place: Decided[Place]
    period: Decided[Period]
    toll: Decided[Toll]
    source: Decided[Source]
    status: Decided[Status]


def _report(
    text: str | Report,
    published: str | dt.date | None,
    publisher: str | None,
    report_id: str | None,
    title: str | None,
) -> Report:
    said = {"published": published, "publisher": publisher, "report_id": report_id, "title": title}
    if isinstance(text, Report):
        twice = next((name for name, value in said.items() if value is not None), None)
        if twice is not None:  # passed over in silence, a date would leave every "yesterday" unknown
            raise InputTypeError(
                f"{twice} is the Report's own to say. Write dataclasses.replace(report, {twice}=...), or give the text."
            )
        return text
    if text is None:
        raise InputTypeError("find_claims needs a text, got None. Pass a string or a Report.")
    return Report(text, "" if report_id is None else report_id, to_date(published), publisher, title)


def _ids(report: Report, figures: Figures) -> list[str]:
    """Stable for the same text: report, offset, outcome; a count where one figure carries two of one outcome."""
    ids: list[str] = []
    seen: Counter[str] = Counter()
    for figure in figures:
        stem = f"{report.report_id}:{figure.span.start}:{figure.outcome}"
        seen[stem] += 1
        ids.append(stem if seen[stem] == 1 else f"{stem}:{seen[stem]}")
    return ids


def _claim(document: Document, ids: Sequence[str], number: int, figure: Figure, read: _Decisions) -> Claim:
    how = (figure.how, *(decided.how for decided in read))
    return Claim(
        claim_id=ids[number],
        report_id=document.report.report_id,
        span=figure.span,
        figure=figure.span.of(document.text),
        quote=document.words(document.sentences[figure.sentence]),
        amount=figure.amount,
        scope=Scope(figure.outcome, figure.unit, read.victims.value, read.place.value, read.period.value),
        as_of=read.toll.value.as_of,
        cumulative=read.toll.value.cumulative,
        source=read.source.value,
        status=read.status.value,
        part_of=None if figure.part_of is None else ids[figure.part_of],
        how="; ".join(h for h in how if h),
    )
