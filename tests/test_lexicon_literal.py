"""Words of a user's lexicon are taken as they stand: none is a pattern, so none can match more, fail or crawl."""

from __future__ import annotations

import json
import tomllib
from importlib import resources

import pytest

import casualties

SIGNS = ["(a+)+b", "x.*y", "mule [", "\\d{9", "killed|"]
TEXT = f"At least 12 people were killed in Homs on Friday, a doctor said. Then {'a' * 5_000} fell, xzzy."
FILES = sorted(f.name for f in resources.files("casualties.lexicon").joinpath("en").iterdir() if f.name[-5:] == ".toml")


def entries(name: str) -> list[str]:
    """The first entry of each table of a built-in file that lists words, with signs of patterns for its words."""
    file = resources.files("casualties.lexicon").joinpath("en", name)
    made = []
    for table, several in tomllib.loads(file.read_text(encoding="utf-8")).items():
        first = several[0] if isinstance(several, list) and isinstance(several[0], dict) else {}
        if isinstance(first.get("words"), list) and all(isinstance(w, str) for w in first["words"]):
            cells = [f"{key} = {json.dumps(SIGNS if key == 'words' else cell)}" for key, cell in first.items()]
            made.append("\n".join([f"[[{table}]]", *cells]))
    return made


@pytest.mark.parametrize("name", FILES)
def test_signs_of_patterns_in_words_are_only_words(name, tmp_path):
    (tmp_path / name).write_text("\n".join(entries(name)), encoding="utf-8")
    lexicon = casualties.Lexicon(folder=str(tmp_path))
    found = casualties.find_claims(TEXT, published="2012-02-04", report_id="r", lexicon=lexicon)
    assert found == casualties.find_claims(TEXT, published="2012-02-04", report_id="r")


def test_some_files_hold_entries_to_try():
    assert sum(bool(entries(name)) for name in FILES) >= 4
