"""Annotated reports: the claims that a person read in a text, from JSON lines (docs/evaluate.md gives the format)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias, TypeVar

from casualties.amount import Bound
from casualties.claim import SourceKind, Status
from casualties.errors import CasualtiesError, InputTypeError, ReportError
from casualties.report import Report, Span, to_date
from casualties.scope import Outcome, VictimGroup

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Fields: TypeAlias = Mapping[str, Json]
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One claim as a person read it.

    ``span`` is the figure in the report's text; ``numbers`` holds the stated number, both ends of a range, or nothing
    for vague words.  ``places`` and ``sources`` list every acceptable wording; empty means that the text does not say.
    ``period`` is None where it cannot be told.  ``part_of`` is the index of the whole in the same report.
    """

    span: Span
    figure: str
    quote: str
    numbers: tuple[int, ...]
    bounds: frozenset[Bound]
    outcome: Outcome
    group: VictimGroup
    places: tuple[str, ...] = ()
    period: tuple[dt.date, dt.date] | None = None
    cumulative: bool = False
    sources: tuple[str, ...] = ()
    source_kind: SourceKind = SourceKind.NONE
    source_inferred: bool = False
    status: Status = Status.ASSERTED
    part_of: int | None = None
    implicit: bool = False

    @property
    def core(self) -> bool:
        """Counted in the rates: one person told by an article alone and what never happened are only extras."""
        return not self.implicit and self.status is not Status.HYPOTHETICAL


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its annotations, and the pairs of them (by index) that contradict each other."""

    report: Report
    claims: tuple[Annotation, ...]
    conflicts: frozenset[tuple[int, int]] = frozenset()


def read_annotations(path: str | Path) -> tuple[Annotated, ...]:
    """The annotated reports of a JSON Lines file, in its order.

    Each line holds one report with its ``text`` and ``claims``.  Where the texts are kept apart, ``path`` is the
    common beginning of NAME.docs.jsonl (texts) and NAME.gold.jsonl (claims, same order, same ids).
    Raises `ReportError`, naming file and line, for anything that cannot be read, `InputTypeError` for what is no path.
    """
    if not isinstance(path, str | Path):
        raise InputTypeError(f"read_annotations takes the path of a JSON Lines file, not {type(path).__name__}.")
    file = Path(path)
    apart = file.with_name(f"{file.name}.docs.jsonl")
    if not apart.is_file():
        return tuple(_annotated(line, line, where) for where, line in _lines(file))
    docs, gold = list(_lines(apart)), list(_lines(file.with_name(f"{file.name}.gold.jsonl")))
    if [line.get("id") for _, line in docs] != [line.get("id") for _, line in gold]:
        raise ReportError(f"{apart} and its .gold.jsonl do not name the same reports in the same order.")
    return tuple(_annotated(doc, claims, where) for (_, doc), (where, claims) in zip(docs, gold, strict=True))


def _lines(file: Path) -> Iterator[tuple[str, Fields]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # the latter also for half a surrogate pair in the name
        raise ReportError(f"{file}: cannot be read as UTF-8 text: {error}.") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReportError(f"{file}, line {number}: not JSON: {error}.") from None
        if not isinstance(fields, dict):
            raise ReportError(f"{file}, line {number}: expected an object with id, text and claims.")
        yield f"{file}, line {number}", fields


def _annotated(doc: Fields, gold: Fields, where: str) -> Annotated:
    text, claims = doc.get("text"), gold.get("claims")
    if not isinstance(text, str) or not isinstance(claims, list):
        raise ReportError(f"{where}: needs text (a string) and claims (a list).")
    try:
        report = Report(
            text,
            _text(gold, "id") or "",
            to_date(_text(gold, "published")),
            _text(doc, "publisher"),
            _text(doc, "title"),
        )
        read = tuple(_annotation(text, fields, number) for number, fields in enumerate(claims))
        return Annotated(report, read, _conflicts(gold, len(read)))
    except CasualtiesError as error:
        raise ReportError(f"{where}: {error}") from None


def _annotation(text: str, fields: Json, number: int) -> Annotation:
    if not isinstance(fields, dict):
        raise ReportError(f"claim {number} is not an object.")
    try:
        bound = _word(fields, "bound", Bound, Bound.EXACT)
        return Annotation(
            span=_span(text, fields),
            figure=_text(fields, "figure") or "",
            quote=_text(fields, "quote") or "",
            numbers=_numbers(fields),
            bounds=frozenset({bound, *(Bound(str(b)) for b in _list(fields, "bound_ok"))}),
            outcome=_word(fields, "outcome", Outcome),
            group=_word(fields, "group", VictimGroup, VictimGroup.UNSPECIFIED),
            places=tuple(str(place) for place in _list(fields, "places")),
            period=_period(fields),
            cumulative=bool(fields.get("cumulative")),
            sources=tuple(str(source) for source in _list(fields, "sources")),
            source_kind=_word(fields, "source_kind", SourceKind, SourceKind.NONE),
            source_inferred=bool(fields.get("source_inferred")),
            status=_word(fields, "status", Status, Status.ASSERTED),
            part_of=_index(fields, "part_of"),
            implicit=bool(fields.get("implicit")),
        )
    except (CasualtiesError, ValueError) as error:
        raise ReportError(f"claim {number} ({fields.get('figure')!r}): {error}") from None


def _span(text: str, fields: Fields) -> Span:
    quote, figure = _text(fields, "quote"), _text(fields, "figure")
    if not quote or not figure:
        raise ReportError("needs quote and figure.")
    if text.count(quote) != 1:
        raise ReportError(f"the quote {quote!r} stands {text.count(quote)} times in the text; make it stand once.")
    # "a" also stands inside "that": where the letters occur more than once, they count as words of their own
    places = [m.start() for m in re.finditer(re.escape(figure), quote)]
    if len(places) > 1:
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(figure)}(?!\w)", quote)]
    if len(places) != 1:
        raise ReportError(f"the figure stands {len(places)} times in its quote; it has to stand there once.")
    start = text.index(quote) + places[0]
    return Span(start, start + len(figure))


def _numbers(fields: Fields) -> tuple[int, ...]:
    value = fields.get("value", [])
    numbers = value if isinstance(value, list) else [value]
    if len(numbers) > 2 or not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers):
        raise ReportError(f"value is {value!r}. Write [n], [low, high] for a range, or [] for vague words.")
    return tuple(n for n in numbers if isinstance(n, int))


def _period(fields: Fields) -> tuple[dt.date, dt.date] | None:
    period = fields.get("period")
    if period is None:
        return None
    if not isinstance(period, dict):
        raise ReportError('period is not {"start": ..., "end": ...} or null.')
    start, end = (to_date(_text(period, side), side) for side in ("start", "end"))
    if start is None or end is None or start > end:
        raise ReportError("a period needs start and end, start first; null where it cannot be told.")
    return start, end


def _conflicts(gold: Fields, claims: int) -> frozenset[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for relation in _list(gold, "relations"):
        if not isinstance(relation, list) or len(relation) < 3 or not isinstance(relation[-1], str):
            raise ReportError(f"relation {relation!r} is not [i, j, kind].")
        members = [n for n in relation[:-1] if isinstance(n, int) and 0 <= n < claims]
        if len(members) != len(relation) - 1:
            raise ReportError(f"relation {relation!r} names a claim that is not there.")
        if relation[-1] == "conflict":
            pairs.add((min(members[:2]), max(members[:2])))
    return frozenset(pairs)


def _list(fields: Fields, key: str) -> list[Json]:
    value = fields.get(key) or []
    if not isinstance(value, list):
        raise ReportError(f"{key} is {value!r}; write a list.")
    return value


def _text(fields: Fields, key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise ReportError(f"{key} is {value!r}; write a string or null.")
    return value


def _index(fields: Fields, key: str) -> int | None:
    value = fields.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ReportError(f"{key} is {value!r}; write the index of a claim or null.")
    return value


def _word(fields: Fields, key: str, words: type[Word], default: Word | None = None) -> Word:
    value = fields.get(key)
    if value is None and default is not None:
        return default
    try:
        return words(str(value))
    except ValueError:
        raise ReportError(f"{key} is {value!r}. Write one of {', '.join(words)}.") from None
