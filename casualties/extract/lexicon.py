"""Lexicon: the TOML files of words, read into typed, frozen entries.

A step declares a dataclass per file (fields are the arrays of tables) and per entry, and calls `Lexicon.load`.  A bad
file gives a `LexiconError` that names file, entry and what is wrong.  A user's own folder adds entries to the built-in
ones, file by file.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
import types
import typing
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import TypeVar

from casualties.errors import LexiconError, expect

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlainList:
    """An entry that says no more than its words."""

    words: tuple[str, ...]


def all_words(entries: Iterable[PlainList]) -> frozenset[str]:
    """The words of several plain lists."""
    return frozenset(word for entry in entries for word in entry.words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words: the built-in files, and after them those of `folder`, if given.

    A value of configuration: hashable and picklable, it holds paths and no words.
    """

    language: str = "en"
    folder: str | None = None

    def __post_init__(self) -> None:
        expect(self.language, str, "a lexicon's language", "Write 'en'.")
        if isinstance(self.folder, Path):  # so that the same folder is the same lexicon, however it is named
            object.__setattr__(self, "folder", str(self.folder))
        expect(self.folder, str | None, "a lexicon's folder", "Give its path.")

    def load(self, name: str, kind: type[T]) -> T:
        """The file `name`.toml as a `kind`, whose fields are tuples of entries; read once."""
        return typing.cast("T", _load(self, name, typing.cast("Hashable", kind)))


def expect_lexicon(lexicon: object) -> None:
    """Raises `InputTypeError` for what is no `Lexicon`."""
    expect(lexicon, Lexicon, "lexicon", "Write Lexicon(folder='my-words'), say, or leave it out.")


@functools.cache
def _load(lexicon: Lexicon, name: str, key: Hashable) -> object:
    """A file as the dataclass `key`; typed as a key because the cache asks for no more."""
    kind = typing.cast("type[object]", key)
    if lexicon.folder:
        return _with_own(_load(Lexicon(lexicon.language), name, key), Path(lexicon.folder), name, kind)
    builtin = resources.files("casualties.lexicon").joinpath(lexicon.language, f"{name}.toml")
    if not builtin.is_file():
        raise LexiconError(f"no language {lexicon.language!r} with a file {name}.toml is built in. Write 'en'.")
    return _parse(builtin.read_text(encoding="utf-8"), f"{lexicon.language}/{name}.toml", kind)


def _with_own(loaded: object, folder: Path, name: str, kind: type[object]) -> object:
    """The built-in entries with those of a user's file after them; without such a file the very same object."""
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder, so none of its words would be read. Correct the path.")
    own = folder / f"{name}.toml"
    if not own.exists():
        return loaded
    try:
        words = own.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{own}: cannot be read as UTF-8 text: {error}. Save the file as UTF-8.") from error
    extra = _parse(words, str(own), kind, partial=True)
    joined = {f: getattr(loaded, f) + getattr(extra, f) for f in typing.get_type_hints(kind)}
    return kind(**joined)


def _parse(text: str, file: str, kind: type[T], *, partial: bool = False) -> T:
    """A file's text as a `kind`; a `partial` one may leave whole arrays out."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: not valid TOML: {error}. Mend the line it names.") from error
    if partial:
        data = {name: [] for name in typing.get_type_hints(kind)} | data
    return _build(data, kind, file)


def _build(data: Mapping[str, object], kind: type[T], where: str) -> T:
    """A dataclass from a TOML table; `where` is the path of names for messages."""
    hints = _hints(typing.cast("Hashable", kind))
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise LexiconError(f"{where}: unknown key {unknown[0]!r}; expected one of {', '.join(sorted(hints))}.")
    values: dict[str, object] = {}
    for field in dataclasses.fields(typing.cast("type[typing.Any]", kind)):  # Any: typeshed's DataclassInstance
        if field.name in data:
            values[field.name] = _convert(data[field.name], hints[field.name], f"{where}, {field.name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise LexiconError(f"{where}: the key {field.name!r} is missing.")
    try:
        return kind(**values)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


@functools.cache
def _hints(kind: Hashable) -> dict[str, object]:
    """A dataclass's fields with their types; worked out once, for a file has thousands of entries."""
    return typing.get_type_hints(kind)


def _convert(value: object, hint: object, where: str) -> object:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in typing.get_args(hint) if a is not type(None))
        return _convert(value, inner, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise LexiconError(f"{where}: expected a list, got {value!r}.")
        inner = typing.get_args(hint)[0]
        return tuple(_convert(v, inner, f"{where} {_label(v, n)}") for n, v in enumerate(value, 1))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise LexiconError(f"{where}: expected a table, got {value!r}.")
        return _build(value, hint, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in list(hint):
            raise LexiconError(f"{where}: {value!r} is not one of {', '.join(hint)}.")
        return hint(str(value))
    if isinstance(hint, type) and (type(value) is hint or (hint is float and type(value) is int)):
        return value
    raise LexiconError(f"{where}: expected {getattr(hint, '__name__', hint)}, got {value!r}.")


def _label(entry: object, number: int) -> str:
    """An entry is named by its first word where it has one, so that the message can be searched for."""
    if isinstance(entry, dict):
        for value in entry.values():
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str):
                return f"#{number} ({first!r})"
    return f"#{number}"
