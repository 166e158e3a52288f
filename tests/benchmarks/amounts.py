"""How fast number phrases are read, beside two public readers of numbers, and how time grows on adversarial text.

Run ``python tests/benchmarks/amounts.py`` in an environment with the extra ``bench``; a peer that is not installed is
left out and named.  One run, one text, the best of three: only the ratios hold.  Nothing in the gate depends on it.
"""

from __future__ import annotations

import importlib
import itertools
import time
from collections.abc import Callable, Iterable

from casualties.extract.numerals import find_amounts

SENTENCES = (
    "At least 27 people were killed and some 30 to 40 others hurt when a bus left the road near Kirin on Friday.",
    "The ministry put the toll at one thousand two hundred and five, up from about 900 a week earlier.",
    "Rescuers worked through the night under floodlights while families waited behind the police line.",
    "Between 10 and 15 fishermen are missing; nearly half a dozen boats were found adrift off the cape.",
)
FAMILIES = {
    "digits": "1",
    "words": "twenty one hundred ",
    "separators": "1,",
    "hedges": "at least about ",
    "ranges": "10 to ",
    "and": "two and ",
    "no": "no ",
    "some of": "some of ",
    "spaces": "12    ",
}
SIZES = (250_000, 500_000, 1_000_000)


def best(read: Callable[[str], object], texts: Iterable[str], times: int = 3) -> float:
    """Seconds for all texts, the best of some runs."""
    several = tuple(texts)
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        for text in several:
            read(text)
        runs.append(time.perf_counter() - start)
    return min(runs)


def peers() -> dict[str, Callable[[str], object]]:
    """The public readers that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        number = importlib.import_module("recognizers_number")
        model = number.NumberRecognizer("en-us").get_number_model()
        found["recognizers-text-number"] = model.parse
    except ImportError as error:
        print(f"recognizers-text-number left out: {error}")
    try:
        found["quantulum3"] = importlib.import_module("quantulum3.parser").parse
    except ImportError as error:
        print(f"quantulum3 left out: {error}")
    return found


def main() -> None:
    texts = [s.replace("27", str(27 + n)) for n in range(100) for s in SENTENCES]
    find_amounts(texts[0])
    ours = best(find_amounts, texts)
    print(f"find_amounts: {1e6 * ours / len(texts):.0f} us a sentence of {len(texts[0])} characters")
    for name, read in peers().items():
        sample = texts[:40]
        read(sample[0])
        theirs = best(read, sample, times=1) / len(sample)
        print(f"{name}: {1e6 * theirs:.0f} us a sentence, {theirs * len(texts) / ours:.0f} times as long")
    for name, part in FAMILIES.items():
        seconds = [best(find_amounts, [(part * (size // len(part) + 1))[:size]], times=2) for size in SIZES]
        growth = ", ".join(f"{b / a:.2f}" for a, b in itertools.pairwise(seconds))
        print(f"{name}: {seconds[-1]:.2f} s at {SIZES[-1]:,} characters; t(2n)/t(n) {growth}")


if __name__ == "__main__":
    main()
