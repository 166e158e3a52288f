"""Notebooks: each runs from its first cell to its last and gives the outputs that are stored in it.

Of a picture only its kind is compared, and that it can be read and shows something: fonts differ between machines.

Run this file (``python tests/test_notebooks.py``) to store what the cells show now; then read the diff.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import re
from pathlib import Path

import numpy as np
import pytest
from needs import needed

nbformat, image = needed("nbformat"), needed("matplotlib.image")
NotebookClient = needed("nbclient").NotebookClient

FOLDER = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NEEDS = {"05_an_archive": ("duckdb", "dask", "pyarrow")}
"""What a notebook shows beside the library, and the test extra may lack."""

# Where an object lies in memory changes from run to run; nothing else may.
ADDRESS = re.compile(r"0x[0-9a-f]{6,16}")


def texts(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """Per code cell, what it printed and showed as plain text and as HTML."""
    told = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            parts = []
            for output in cell.outputs:
                data = output.get("data", {})
                parts += [output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")]
            told.append([ADDRESS.sub("0x…", part) for part in parts if part])
    return told


def kinds(notebook: nbformat.NotebookNode) -> list[list[list[str]]]:
    """Per code cell and output, in which forms it is shown: text, HTML, a picture."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [[sorted(output.get("data", {})) for output in cell.outputs] for cell in cells]


def pictures(notebook: nbformat.NotebookNode) -> list[bytes]:
    """The PNG files stored in a notebook."""
    outputs = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    shown = (output.get("data", {}).get("image/png") for output in outputs)
    return [base64.b64decode(png) for png in shown if png]


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of this run, from a fresh kernel in the folder of the examples."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": str(FOLDER)}},
    ).execute()
    return notebook


def test_there_are_notebooks():
    assert NOTEBOOKS


# The kernel's machinery may warn about its event loop; a warning from a cell shows on its stderr and fails below.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_gives_its_stored_outputs(path):
    missing = [name for name in NEEDS.get(path.stem, ()) if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"{path.name} shows {' and '.join(missing)}, not installed here: pip install {' '.join(missing)}")
    stored = nbformat.read(path, as_version=4)
    fresh = executed(path)
    errors = [o for c in fresh.cells if c.cell_type == "code" for o in c.outputs if o.output_type == "error"]
    warned = [o.text for c in fresh.cells if c.cell_type == "code" for o in c.outputs if o.get("name") == "stderr"]
    assert errors == []
    assert warned == []
    assert texts(fresh) == texts(stored)
    assert kinds(fresh) == kinds(stored)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_pictures_are_small_and_show_something(path):
    for png in pictures(nbformat.read(path, as_version=4)):
        assert len(png) < 120_000
        grey = image.imread(io.BytesIO(png), format="png")[..., :3].mean(axis=2)
        assert np.ptp(grey) > 0.5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_links_lead_somewhere(path):
    words = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
    targets = [target for text in words for target in re.findall(r"\]\(([^)#:]+)\)", text)]
    assert [target for target in targets if not (FOLDER / target).exists()] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_nothing_stored_names_a_machine(path):
    assert re.findall(r"(?:/home|/root|/tmp|/work|/Users|[A-Z]:\\\\)[^\s\"]*", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_stored_executed_and_in_order(path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))


def store_outputs() -> None:
    """Every notebook with the outputs of this run, and without what changes from run to run or machine to machine."""
    for path in NOTEBOOKS:
        notebook = executed(path)
        notebook.metadata["language_info"] = {"name": "python"}
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(notebook, path)


if __name__ == "__main__":
    store_outputs()
