"""Looks: seen on light and on dark, and told apart by those who see no colours."""

from __future__ import annotations

import pytest

from casualties.compare.kinds import Verdict
from casualties.scope import Outcome
from casualties.show.looks import OUTCOMES, VERDICTS, rules


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({k.colour for k in (*OUTCOMES.values(), *VERDICTS.values())}))
def test_colours_are_seen_on_light_and_on_dark(colour):
    light = luminance(colour) + 0.05
    assert 1.05 / light >= 3  # WCAG 2 asks 3:1 of graphics; on white
    assert light / (luminance("#1e1e1e") + 0.05) >= 3  # on the dark ground of common notebooks


def test_outcomes_and_verdicts_are_told_apart_without_colour():
    assert set(OUTCOMES) == set(Outcome)
    assert set(VERDICTS) == set(Verdict)
    assert len({k.sign for k in OUTCOMES.values()}) == len(OUTCOMES)
    assert len({k.sign for k in VERDICTS.values()}) == len(VERDICTS)


def test_every_look_has_a_rule():
    css = rules()
    assert all(f"mark.{o}{{text-decoration-style:{k.line};" in css for o, k in OUTCOMES.items())
    assert all(f".finding.{v}{{border-left-style:{k.line};" in css for v, k in VERDICTS.items())
