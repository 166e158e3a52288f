"""README and the pages with examples: every Python block runs, in order, and shows what the block after it says.

Run this file (``python tests/test_readme.py``) to write what the blocks show now into the pages; then read the diff.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import re
from pathlib import Path

import pytest
from needs import needed

import casualties
import casualties.errors

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCS = ROOT / "docs"
ELSEWHERE = frozenset({"how-it-decides.md"})
"""Pages whose blocks are executed by a test of their own."""
NEEDS = {"showing.md": "matplotlib"}
"""Pages that show what an extra does."""
PAGES = [README, *sorted(DOCS.glob("*.md"))]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    """Language and text of every fenced block."""
    return [(m.group(1), m.group(2)) for m in FENCE.finditer(page.read_text(encoding="utf-8"))]


EXECUTED = {
    page.name: page
    for page in PAGES
    if page.name not in ELSEWHERE and any(kind == "python" for kind, _ in blocks(page))
}


def shown(code: str, names: dict[str, object]) -> str:
    """What a notebook would show: whatever is printed, and the value of a last expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(tree, "page", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "page", "eval"), names)
            if value is not None:
                print(repr(value))
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


@functools.cache
def run(page: Path) -> dict[int, str]:
    """What every Python block of a page shows, run once, in order, in one session, as a reader would."""
    names: dict[str, object] = {"__name__": "page"}
    with contextlib.chdir(ROOT):
        return {n: shown(code, names) for n, (language, code) in enumerate(blocks(page)) if language == "python"}


FORMS = frozenset({"", "sh", "text", "json", "bibtex", "python"})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_block_says_what_it_is(page):
    """So that no code escapes the tests under another name ("py", "pycon")."""
    assert {kind for kind, _ in blocks(page)} <= FORMS


CODE = [(name, n) for name, page in EXECUTED.items() for n, (kind, _) in enumerate(blocks(page)) if kind == "python"]


@pytest.mark.parametrize(("name", "block"), CODE)
def test_block_shows_what_the_page_says(name, block):
    page = EXECUTED[name]
    if name in NEEDS:
        needed(NEEDS[name])
    following = (*blocks(page), ("", ""))[block + 1]
    said = following[1] if following[0] == "text" else ""
    assert lines(run(page)[block]) == lines(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    paths = [(page.parent / t).resolve() for t in targets if "://" not in t]
    assert [str(p) for p in paths if not p.is_relative_to(ROOT)] == []
    if not (ROOT / "casualties").is_dir():  # a copy beside an installed wheel holds part of the tree
        paths = [p for p in paths if p.relative_to(ROOT).parts[0] in {"docs", "examples", "tests", "README.md"}]
    assert [str(p) for p in paths if not p.exists()] == []


def test_every_page_can_be_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [p.name for p in PAGES[1:] if p.name != "index.md" and f"({p.name})" not in index] == []


def test_the_reference_holds_every_public_name():
    words = (DOCS / "reference.md").read_text(encoding="utf-8").split()
    told = {word.rpartition(".")[2] for word in words} | set(casualties.errors.__dict__)
    assert sorted(set(casualties.__all__) - told) == []


def test_the_two_commands_stand_alone():
    """One line each, complete: make an environment with pip alone, install, run."""
    commands = [code.strip() for language, code in blocks(README) if language == "sh" and "venv" in code]
    assert [c.rsplit(" && ", 1)[1] for c in commands] == [
        ".venv/bin/python -m casualties examples/reports",
        ".venv/bin/python -m pytest",
    ]
    assert all(c.startswith("python3 -m venv --without-pip .venv && ") and "\n" not in c for c in commands)


WITH_OUTPUT = re.compile(r"(^```python\n.*?^```$)(?:\n\n```text\n.*?^```$)?", re.MULTILINE | re.DOTALL)


def write_outputs(page: Path) -> None:
    """Each Python block of the page followed by what it shows now."""
    outputs = iter(run(page).values())

    def followed(match: re.Match[str]) -> str:
        text = "\n".join(lines(next(outputs)))
        return match.group(1) + (f"\n\n```text\n{text}\n```" if text else "")

    page.write_text(WITH_OUTPUT.sub(followed, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for executed in EXECUTED.values():
        write_outputs(executed)
