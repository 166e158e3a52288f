"""Styles: the style sheets and the script that stand beside this file, for the displays and the page."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources


@functools.cache
def read_style(name: str) -> str:
    """The text of ``display.css``, ``page.css`` or ``page.js``."""
    return resources.files("casualties.show").joinpath(name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """The name by which a page's security policy allows exactly this style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
