"""What is shipped: no way to run what a file says, no way out of the machine, and tested lower bounds."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import casualties

PACKAGE = Path(casualties.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
RUNS = {"eval", "exec", "compile", "__import__"}
REACHES = {
    "pickle",
    "marshal",
    "shelve",
    "subprocess",
    "socket",
    "ssl",
    "http",
    "urllib",
    "ftplib",
    "ctypes",
    "requests",
    "runpy",
    "code",
    "yaml",
}
STARTS = re.compile(
    r"(?:system|popen|fork|forkpty|exec[lv]\w*|spawn[lv]\w*|posix_spawn\w*|read_pickle|to_pickle|eval|query)"
)

MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_is_executed_and_nothing_leaves(module):
    """No built-in that runs text, no module that unpickles, starts a program or opens a connection."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    attributes = {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}
    imported = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {str(n.module).split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert called & RUNS == set()
    assert {name for name in attributes if STARTS.fullmatch(name)} == set()
    assert imported & REACHES == set()


def test_every_module_says_what_it_is_for():
    bare = [str(m.relative_to(PACKAGE)) for m in MODULES if not ast.get_docstring(ast.parse(m.read_text("utf-8")))]
    assert bare == []


@pytest.mark.skipif(not (ROOT / "casualties").is_dir(), reason="a copy beside an installed wheel")
def test_every_requirement_has_a_lower_bound():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [r for name, extra in project["optional-dependencies"].items() if name != "lint" for r in extra]
    assert [r for r in (*project["dependencies"], *optional) if ">=" not in r] == []


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()
