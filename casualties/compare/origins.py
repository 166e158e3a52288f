"""Origins: how many independent voices stand behind a set of claims.

The same cited source, a relay of it, or a near-identical sentence with the digits masked is one origin: ten papers that
print one agency's sentence are one witness.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from casualties.compare.facets import Facets
from casualties.compare.linked import Linked

_DIGITS = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 3
_LEAST_SHINGLES = 4
_COPIED = 0.6
"""Share of three-word runs in common from which a sentence is a copy; independent sentences share next to none."""
_MOST_POSTINGS = 30
"""A run of words that this many claims hold is a phrase of the language, not a trace of copying."""


def count_origins(several: Sequence[Facets]) -> int:
    """The number of independent origins among the claims; a claim without source counts as its report's voice."""
    return len(set(origin_keys(several)))


def origin_keys(several: Sequence[Facets]) -> list[str]:
    """One key per claim; claims with equal keys have one origin."""
    voices = [_voice(f) for f in several]
    links = Linked[str]()
    for a, b in _copies(several, lambda a, b: links.lead(voices[a]) == links.lead(voices[b])):
        links.link(*sorted((links.lead(voices[a]), links.lead(voices[b]))))
    return [links.lead(voice) for voice in voices]


def _voice(f: Facets) -> str:
    if f.source is not None:
        return f.source
    return f"report {f.claim.report_id}" if f.claim.report_id else f"claim {f.claim_id}"


def _copies(several: Sequence[Facets], joined: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of claims of different reports whose sentences are near-identical, found by the runs they share.

    Pairs that are `joined` already need no look.
    """
    if all(f.claim.quote is None for f in several):
        return
    runs = [shingles(f) for f in several]
    postings: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, own in enumerate(runs):
        for run in own:
            if len(postings[run]) < _MOST_POSTINGS:
                postings[run].append(at)
    candidates = dict.fromkeys(pair for held in postings.values() for pair in itertools.combinations(held, 2))
    for a, b in candidates:
        if not joined(a, b) and _near_identical(several[a], several[b], runs[a], runs[b]):
            yield a, b


def _near_identical(a: Facets, b: Facets, one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    if a.claim.report_id == b.claim.report_id or min(len(one), len(other)) < _LEAST_SHINGLES:
        return False
    return len(one & other) >= _COPIED * len(one | other)


def shingles(f: Facets) -> frozenset[tuple[str, ...]]:
    """The runs of three words of the claim's sentence, without its digits."""
    if not f.claim.quote:
        return frozenset()
    words = _WORD.findall(_DIGITS.sub(" ", f.claim.quote.casefold()))
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
