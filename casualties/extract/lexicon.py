"""Lexicon: the TOML files of words, read into typed, frozen entries.

A step declares a dataclass per file (fields are the arrays of tables) and per entry, and calls `Lexicon.load`.  A bad
file gives a `LexiconError` that names file, entry and what is wrong.  A user's own folder adds entries to the built-in
ones, file by file; where a word has one entry (`OneEntry`), that of the user replaces the built-in one.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
import types
import typing
import unicodedata
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


@dataclass(frozen=True, slots=True)
class OneEntry:
    """An entry that says all there is to say of its words: one of a user's takes them out of the built-in entries."""

    words: tuple[str, ...]


def all_words(entries: Iterable[PlainList]) -> frozenset[str]:
    """The words of several plain lists."""
    return frozenset(word for entry in entries for word in entry.words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words: the built-in files, and after them those of `folder`, if given.

    A value: hashable, picklable, and the same for as long as it lives.  The files of the folder are read when it is
    made and kept in `files`, by name; after a change of the folder make another one.  Raises `LexiconError` for a
    folder that is not there, and for a TOML file in it that has the name of none of the built-in ones.
    """

    language: str = "en"
    folder: str | None = None
    files: tuple[tuple[str, str], ...] | None = dataclasses.field(default=None, repr=False)

    def __post_init__(self) -> None:
        expect(self.language, str, "a lexicon's language", "Write 'en'.")
        if isinstance(self.folder, Path):  # so that the same folder is the same lexicon, however it is named
            object.__setattr__(self, "folder", str(self.folder))
        expect(self.folder, str | None, "a lexicon's folder", "Give its path.")
        if self.files is None:
            files = _own_files(Path(self.folder), self.language) if self.folder else ()
            object.__setattr__(self, "files", files)

    def load(self, name: str, kind: type[T]) -> T:
        """The file `name`.toml as a `kind`, whose fields are tuples of entries; read once."""
        return typing.cast("T", _load(self, name, typing.cast("Hashable", kind)))


def expect_lexicon(lexicon: object) -> None:
    """Raises `InputTypeError` for what is no `Lexicon`."""
    expect(lexicon, Lexicon, "lexicon", "Write Lexicon(folder='my-words'), say, or leave it out.")


def _own_files(folder: Path, language: str) -> tuple[tuple[str, str], ...]:
    """The names, without ending, and the texts of a user's files."""
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder, so none of its words would be read. Correct the path.")
    known = _built_in(language)
    files = []
    for file in sorted(folder.iterdir()):
        if file.suffix.casefold() != ".toml" or file.name.startswith("."):
            continue
        if file.name not in known:
            raise LexiconError(f"{file}: no file of words has this name. Use one of {', '.join(known)}.")
        try:
            files.append((file.stem, file.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"{file}: cannot be read as UTF-8 text: {error}. Save the file as UTF-8.") from error
    return tuple(files)


def _built_in(language: str) -> list[str]:
    """The names of the files of a language."""
    folder = resources.files("casualties.lexicon").joinpath(language)
    known = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml")) if folder.is_dir() else []
    if not known:
        raise LexiconError(f"no language {language!r} is built in. Write 'en'.")
    return known


_KEPT = 64
"""How many files of words are kept as they were read: those of the built-in language and of a few folders."""


@functools.lru_cache(maxsize=_KEPT)
def _load(lexicon: Lexicon, name: str, key: Hashable) -> object:
    """A file as the dataclass `key`; typed as a key because the cache asks for no more."""
    kind = typing.cast("type[object]", key)
    if lexicon.folder:
        own = dict(lexicon.files or ()).get(name)
        loaded = _load(Lexicon(lexicon.language), name, key)
        return loaded if own is None else _with_own(loaded, own, str(Path(lexicon.folder) / f"{name}.toml"), kind)
    builtin = resources.files("casualties.lexicon").joinpath(lexicon.language, f"{name}.toml")
    if not builtin.is_file():
        raise LexiconError(f"no language {lexicon.language!r} with a file {name}.toml is built in. Write 'en'.")
    return _parse(builtin.read_text(encoding="utf-8"), f"{lexicon.language}/{name}.toml", kind)


def _with_own(loaded: object, words: str, file: str, kind: type[object]) -> object:
    """The built-in entries with those of a user's file after them."""
    extra = _parse(words, file, kind, partial=True)
    joined = {
        f: _without_anew(getattr(loaded, f), getattr(extra, f)) + getattr(extra, f) for f in typing.get_type_hints(kind)
    }
    return kind(**joined)


def _without_anew(entries: tuple[object, ...], own: tuple[object, ...]) -> tuple[object, ...]:
    """Built-in entries without the words that an entry of a user's says anew, where a word has one entry."""
    anew = {word for entry in own if isinstance(entry, OneEntry) for word in entry.words}
    if not anew:
        return entries
    left: list[object] = []
    for entry in entries:
        words = tuple(w for w in entry.words if w not in anew) if isinstance(entry, OneEntry) else ()
        if isinstance(entry, OneEntry) and len(words) < len(entry.words):
            left += [dataclasses.replace(entry, words=words)] if words else []
        else:
            left.append(entry)
    return tuple(left)


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


def _convert(value: object, hint: object, where: str, *, cells: bool = False) -> object:
    """A TOML value as its field's type; a list of words holds no empty ones, the ``cells`` of a row may be empty."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in typing.get_args(hint) if a is not type(None))
        return _convert(value, inner, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise LexiconError(f"{where}: expected a list, got {value!r}.")
        inner = typing.get_args(hint)[0]
        if inner is str and not cells:
            _expect_words(value, where)
        rows = typing.get_origin(inner) is tuple
        return tuple(_convert(v, inner, f"{where} {_label(v, n)}", cells=rows) for n, v in enumerate(value, 1))
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


def _expect_words(entries: list[object], where: str) -> None:
    """Raises `LexiconError` for a word of which nothing is seen: it would stand everywhere, or nowhere."""
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, str) and all(c.isspace() or unicodedata.category(c) in _UNSEEN for c in entry):
            raise LexiconError(f"{where} #{number}: an empty word, {entry!r}. Write it or take it out.")


_UNSEEN = frozenset({"Cc", "Cf"})
"""Control characters and marks without width."""


def _label(entry: object, number: int) -> str:
    """An entry is named by its first word where it has one, so that the message can be searched for."""
    if isinstance(entry, dict):
        for value in entry.values():
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str):
                return f"#{number} ({first!r})"
    return f"#{number}"
