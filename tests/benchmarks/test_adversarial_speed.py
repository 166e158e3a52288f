"""Whether hostile texts are read in linear time, to 1 MB, and what 160 kB of each cost; run with ``-m benchmark -s``.

Every family repeats one construction that a grammar may trip over.  Printed: seconds for 160 kB and t(2n) / t(n).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import casualties

FULL, HALF, SMALL = 1_000_000, 500_000, 160_000


def repeated(piece: str, opening: str = "") -> Callable[[int], str]:
    return lambda size: (opening + piece * (size // len(piece) + 1))[:size]


def spread(pattern: str, names: int = 17_576) -> Callable[[int], str]:
    """`pattern` over and over, each time with another name."""

    def text(size: int) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz"
        made = (letters[n % 26].upper() + letters[n // 26 % 26] + letters[n // 676 % 26] + "ov" for n in range(names))
        pieces = [pattern.format(name=name) for name in made]
        whole = "".join(pieces)
        return (whole * (size // len(whole) + 1))[:size]

    return text


FAMILIES = {
    "one sentence over and over": repeated("12 people were killed. "),
    "speakers without stops": repeated("the mayor said 12 people were killed, 5 were hurt, she said, "),
    "colons": repeated("Army: 12 killed: 5 hurt: "),
    "a transcript": repeated("MS VALE: We know that 12 people were killed.\nMR ODA: They told us 5 died.\n"),
    "turns in one paragraph": repeated("Vale: 12 people were killed. Oda: They said 5 were hurt. "),
    "a chain of names": spread("{name}, ", names=5_000),
    "as many speakers as sentences": spread("{name} said that 12 people were killed. "),
    "a chain of and": repeated("12 people were killed and 5 children were hurt and soldiers and "),
    "quotations that never close": repeated("\u201c12 people were killed. 5 were hurt, he said. "),
    "pronouns without a name": repeated("He said 12 people were killed. She said it was 13. "),
    "brackets that never close": repeated("(12 killed (5 hurt ["),
    "a list of one heading": repeated("- Homs: 12\n", "Deaths, the clinic says:\n"),
    "relative clauses": repeated("the woman who said that the group which said that 12 who were killed "),
    "parts of parts": repeated("12 people were killed, including 5 children, two of them girls, "),
    "dates and places": repeated("On Friday 12 people were killed in Homs on 3 May 2011 and on Monday "),
    "places": repeated("12 people were killed in Homs, Daraa, Aleppo and Damascus in Syria, "),
    "numbers": repeated("12 34 56 ", "12 people were killed "),
    "blanks": repeated(" ", "12 people were killed"),
    "full stops": repeated(".", "12 people were killed "),
    "harm without figures": repeated("Nobody knows who was killed there, he said. "),
}


def seconds(text: str) -> float:
    start = time.process_time()
    casualties.find_claims(text, published="2016-01-01")
    return time.process_time() - start


@pytest.mark.benchmark
@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_texts_take_time_in_step_with_their_length(family: str) -> None:
    seconds("Three people were killed in Homs on Friday, the mayor said.")  # the words are loaded
    make = FAMILIES[family]
    small, half, full = (seconds(make(size)) for size in (SMALL, HALF, FULL))
    print(f"\n{family}: {small:.2f} s for 160 kB, t(2n) / t(n) {full / max(half, 1e-3):.2f} at 1 MB")
    assert full < 2.5 * half + 0.05
