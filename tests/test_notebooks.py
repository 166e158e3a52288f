"""Notebooks: each runs from its first cell to its last and gives the outputs that are stored in it.

Run this file (``python tests/test_notebooks.py``) to store what the cells show now; then read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

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


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of this run, from a fresh kernel in the folder of the examples."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    return notebook


def test_there_are_notebooks():
    assert NOTEBOOKS


# The kernel's machinery may warn about its event loop; a warning from a cell shows on its stderr and fails below.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_gives_its_stored_outputs(path):
    stored = nbformat.read(path, as_version=4)
    fresh = executed(path)
    errors = [o for c in fresh.cells if c.cell_type == "code" for o in c.outputs if o.output_type == "error"]
    warned = [o.text for c in fresh.cells if c.cell_type == "code" for o in c.outputs if o.get("name") == "stderr"]
    assert errors == []
    assert warned == []
    assert texts(fresh) == texts(stored)


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
