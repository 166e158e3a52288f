"""The public names and signatures change only on purpose: `python tests/test_public_surface.py` stores them anew."""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import typed_use
from needs import NEEDS_PYARROW

import casualties

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
STORED = Path(__file__).resolve().parent / "cases" / "public_surface.txt"


def surface() -> Iterator[str]:
    """One line for each public name, and for each public method and property of a public class."""
    for name in sorted(casualties.__all__):
        thing = getattr(casualties, name)
        if isinstance(thing, enum.EnumMeta):
            yield f"{name}: {', '.join(member.value for member in thing)}"
        elif inspect.isclass(thing):
            yield f"{name}{'' if issubclass(thing, BaseException) else inspect.signature(thing)}"
            yield from (f"{name}.{line}" for line in members(thing))
        elif callable(thing):
            yield ADDRESS.sub("", f"{name}{inspect.signature(thing)}")
        else:
            yield f"{name}: {', '.join(thing)}"


def members(cls: type) -> Iterator[str]:
    for name, thing in sorted(vars(cls).items()):
        if name.startswith("_"):
            continue
        if isinstance(thing, classmethod | staticmethod):
            thing = thing.__func__
        if inspect.isfunction(thing):
            yield f"{name}{inspect.signature(thing)}"
        elif isinstance(thing, property):
            yield f"{name}: property"


def test_the_public_surface_is_the_stored_one():
    assert "\n".join(surface()) + "\n" == STORED.read_text(encoding="utf-8")


@NEEDS_PYARROW
def test_a_users_typed_code_runs_and_uses_every_public_name(tmp_path, root):
    """The gate checks the types of tests/typed_use.py; here it is run, so that what it says is true."""
    code = Path(typed_use.__file__).read_text(encoding="utf-8")
    assert [name for name in casualties.__all__ if not re.search(rf"casualties\.{name}\b", code)] == []
    reports = typed_use.read(tmp_path)
    assert typed_use.amounts() == [("between 10 and 15", 10)]
    several = typed_use.claims(reports[-1])
    assert typed_use.scope(several[0]).outcome is several[0].outcome
    claims, _, *rest = typed_use.tables(several, typed_use.compared(several))
    assert (len(claims), len(rest)) == (len(several), 2)
    assert typed_use.streamed() == [2]
    assert typed_use.measured(root / "tests" / "cases" / "reports" / "reports.jsonl").scores
    assert "tomorrow" in typed_use.refused()


if __name__ == "__main__":
    STORED.write_text("\n".join(surface()) + "\n", encoding="utf-8")
