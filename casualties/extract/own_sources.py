"""Own sources: bodies that a user names in a table, read before the built-in ones.

`find_claims(text, sources=known_sources("bodies.csv"))` reads sources as ever, and knows the table's bodies besides.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from casualties.claim import Source, SourceKind
from casualties.errors import TableError
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.lexicon import Lexicon
from casualties.extract.sentences import Document
from casualties.extract.source_words import Entity, SourceWords, key
from casualties.extract.sources import find_sources

T = TypeVar("T")
Row = Mapping[str, object]

COLUMNS = ("name", "kind", "aliases", "id", "region")
_INITIALS = 6
"""Capitals of a name that counts only in capitals ("DRCC"); a longer name in capitals counts in any case."""


class Frame(Protocol):
    """What is asked of a pandas DataFrame."""

    def to_dict(self, orient: str) -> list[dict[str, object]]: ...


@dataclass(frozen=True, slots=True)
class OwnLexicon(Lexicon):
    """A lexicon with a user's bodies before the built-in ones; `written` stands for all of them when it is compared."""

    written: str = ""
    own: tuple[Entity, ...] = field(default=(), compare=False)

    def load(self, name: str, kind: type[T]) -> T:
        loaded = Lexicon(self.language, self.folder, self.files).load(name, kind)
        if not isinstance(loaded, SourceWords):
            return loaded
        taken = frozenset(key(n) for e in self.own for n in (e.name, *e.aliases, *e.exact))
        kept = (_without(e, taken) for e in loaded.entity if key(e.name) not in taken)
        return replace(loaded, entity=(*self.own, *kept))


def _without(entity: Entity, taken: frozenset[str]) -> Entity:
    """A built-in body without the names that one of the user's has."""
    aliases = tuple(a for a in entity.aliases if key(a) not in taken)
    return replace(entity, aliases=aliases, exact=tuple(a for a in entity.exact if key(a) not in taken))


@dataclass(frozen=True, slots=True)
class KnownSources:
    """`find_sources` for someone who knows more bodies: a step for `find_claims`, picklable."""

    own: tuple[Entity, ...]

    def __call__(self, document: Document, figures: Sequence[Figure]) -> tuple[Decided[Source], ...]:
        base = document.lexicon
        lexicon = OwnLexicon(base.language, base.folder, base.files, repr(self.own), self.own)
        return find_sources(replace(document, lexicon=lexicon), figures)


def known_sources(table: str | os.PathLike[str] | Frame | Iterable[Row]) -> KnownSources:
    """The step `sources` of `find_claims` with the bodies of a table added.

    `table` is the path of a CSV file, a DataFrame, or rows as mappings.  Columns: `name`; `kind`, one of the kinds of
    source ("monitor", "health", ...); and, if wanted, `aliases` (other names, parted by semicolons or "|"), `id` (for
    `source_id`; made from the name if empty) and `region` (settles a name that two bodies share, if the report names
    it).  A name of up to six capitals counts in capitals only.  A body of the table wins over a built-in one of the
    same name.

    Raises `TableError` for a table without names, an unknown column or kind, or a file that cannot be read.
    """
    own = tuple(_entity(row, number) for number, row in enumerate(_rows(table), 1))
    if not own:
        raise TableError(f"The table of sources has no rows. Give one row per body, with {' and '.join(COLUMNS[:2])}.")
    return KnownSources(own)


def _rows(table: str | os.PathLike[str] | Frame | Iterable[Row]) -> Iterator[Row]:
    if isinstance(table, str | os.PathLike):
        try:
            with Path(table).open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)
        except (OSError, UnicodeDecodeError) as error:
            raise TableError(f"{table}: cannot be read: {error}. Give the path of a CSV file in UTF-8.") from error
    elif hasattr(table, "to_dict"):
        yield from table.to_dict("records")
    else:
        yield from table


def _entity(row: Row, number: int) -> Entity:
    unknown = sorted(str(c) for c in row if c not in COLUMNS)
    if unknown:
        raise TableError(f"Row {number}: unknown column {unknown[0]!r}; expected {', '.join(COLUMNS)}.")
    name, kind = _cell(row, "name"), _cell(row, "kind") or SourceKind.OTHER.value
    if not name:
        raise TableError(f"Row {number} of the table of sources has no name.")
    if kind not in {k.value for k in SourceKind if k is not SourceKind.NONE}:
        raise TableError(
            f"Row {number} ({name}): {kind!r} is no kind of source; expected one of "
            f"{', '.join(k for k in SourceKind if k is not SourceKind.NONE)}."
        )
    names = [name, *(a.strip() for a in _cell(row, "aliases").replace("|", ";").split(";") if a.strip())]
    exact = tuple(n for n in names if n.isupper() and len(n) <= _INITIALS)
    made = "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
    aliases = tuple(n for n in names[1:] if n not in exact)
    return Entity(_cell(row, "id") or made, name, SourceKind(kind), _cell(row, "region"), aliases, exact)


def _cell(row: Row, column: str) -> str:
    """The words of a cell; empty if it is missing (pandas writes that as NaN or NA)."""
    value = row.get(column)
    return value.strip() if isinstance(value, str) else ""
