"""docs/how-it-decides.md: every example in it runs and prints what the page says, and every kind has one."""

from __future__ import annotations

import doctest
import re

import pytest

from casualties.compare.kinds import Kind
from casualties.compare.policies import POLICIES

FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "how-it-decides.md").read_text(encoding="utf-8")


def test_every_example_prints_what_the_page_says(page):
    blocks = "\n".join(FENCE.findall(page))
    assert blocks.count(">>>") > 40
    example = doctest.DocTestParser().get_doctest(blocks, {}, "how-it-decides.md", "how-it-decides.md", 0)
    report: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=report.append)
    assert outcome.failed == 0, "".join(report)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_told_and_shown(page, kind):
    assert re.search(rf"\*\*(?:\w+, )?{kind}(?:, \w+)?\.\*\*", page)
    shown = rf"^{kind} \((?:certain|possible)\)$"
    assert re.search(shown, page, re.MULTILINE) or kind is Kind.SUM_MISMATCH


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_is_told_and_shown(page, policy):
    assert f"| `{policy}` |" in page
    assert re.search(rf"^{policy}: ", page, re.MULTILINE)
