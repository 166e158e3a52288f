"""A hook of mkdocs: each notebook in examples/ as a page of the manual, with the outputs that are stored in it.

Nothing is executed here; tests/test_notebooks.py holds that the stored outputs are what the cells give.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

STYLES = Path(__file__).with_suffix(".css")
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# In the repository a page links to the notebook, and a notebook to a page of docs/; in the manual both are pages.
TO_NOTEBOOK = re.compile(r"\]\(\.\./examples/(\w+)\.ipynb\)")
TO_NEIGHBOUR = re.compile(r"\]\((\w+)\.ipynb\)")
TO_DOCS = re.compile(r"\]\(\.\./docs/")
SESSION = re.compile(r"^```python(?=\n>>> )", re.MULTILINE)
# Markdown would read the HTML of an output, so it is put in when the page is HTML.
PLACE = '<div class="output" data-output="{}"></div>'
PLACED = re.compile(PLACE.format(r"(\d+)"))

Cell = Mapping[str, Any]  # as nbformat stores it: JSON


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The style sheet of the outputs on every page."""
    config.extra_css.append(STYLES.name)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The notebooks among the pages, as Markdown with a place for every output."""
    files.append(File.generated(config, STYLES.name, content=STYLES.read_text(encoding="utf-8")))
    for path in sorted(EXAMPLES.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n\n".join(_markdown(cells))
        files.append(File.generated(config, f"examples/{path.stem}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Links that lead to the page of a notebook; sessions of Python coloured as such, so that words are no code."""
    markdown = SESSION.sub("```pycon", markdown)
    if page.file.src_uri.startswith("examples/"):
        return TO_NEIGHBOUR.sub(r"](\1.md)", TO_DOCS.sub("](../", markdown))
    return TO_NOTEBOOK.sub(r"](examples/\1.md)", markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """The page with its outputs."""
    if not page.file.src_uri.startswith("examples/"):
        return html
    path = EXAMPLES / f"{Path(page.file.src_uri).stem}.ipynb"
    shown = [_output(o) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] for o in _outputs(cell)]
    return PLACED.sub(lambda found: f'<div class="output">{shown[int(found.group(1))]}</div>', html)


def _outputs(cell: Cell) -> Sequence[Cell]:
    return cell.get("outputs", ())


def _markdown(cells: Sequence[Cell]) -> Iterator[str]:
    place = 0
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source
            continue
        yield f"```python\n{source}\n```"
        for _ in _outputs(cell):
            yield PLACE.format(place)
            place += 1


def _output(output: Cell) -> str:
    data = output.get("data", {})
    if "image/png" in data:
        return f'<img alt="the plot" src="data:image/png;base64,{"".join(data["image/png"]).strip()}">'
    if "text/html" in data:
        return "".join(data["text/html"])
    text = "".join(output.get("text", "") or data.get("text/plain", ""))
    return f"<pre>{html.escape(text.strip())}</pre>"
