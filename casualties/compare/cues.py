"""Cues: words beside a figure that say it was revised, measured otherwise, or added up.

Grammar apart from words: every list is plain words; each pattern is bounded.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casualties.compare.facets import Facets

REVISED = (
    "revised|revising|lowered|corrected|correcting|downgraded|upgraded|up from|down from|raised from|reduced from|"
    "recount|recounted|counted twice|double-counted|after autopsies|previously reported|initially reported|"
    "earlier reported|later raised|later lowered|turn(?:s|ed) out to be|and not [\\d,]+ as (?:it|they|he|she|we) had|"
    "as (?:it|they|he|she|we) had (?:first |earlier |wrongly )?(?:said|reported|stated|given)"
)
"""A source says that a figure replaces another."""

MODELLED = "excess deaths|excess mortality|survey|surveyed|modelled|modeled|model estimate|extrapolat\\w{2,6}|projected"
"""The figure was not counted but estimated from a sample or a model."""

ADDED = (
    "(?:raising|bringing|taking|pushing|raises|brings|takes|pushes|raised|brought|took) (?:the|its|their|his|her) "
    "(?:\\w+ ){0,3}?(?:total|toll|count|tally|number|figure)\\b|for a total of|in total|total(?:ling|ing) "
)
"""The figure is said to be a sum of figures before it."""

EARLIER = (
    "\\(earlier\\)|first hours|initially|at first|first estimates?|earl(?:y|ier) reports?|"
    "\\bhad (?:earlier|previously|first) \\w+|\\bearlier (?:put|said|reported|gave|counted|spoke)\\b|"
    "\\bfirst (?:put|said|reported|gave|counted|spoke|announced)\\b|"
    "initial (?:count|toll|figure|report|estimate)s?|"
    "^(?:(?!said\\b|says\\b|told\\b|that\\b)[\\w.'’-]+ ){1,8}had "
    "(?:put|reported|counted|announced|spoken|confirmed|given|listed|declared)\\b"
)
"""The figure is said to be an early one."""

RIVAL = (
    "(?:put|puts|putting) (?:(?:the|its|their) (?:\\w+ ){0,2}?(?:toll|number|figure|count|total)|(?:it|them) at)\\b|"
    "(?:gave|gives|giving|has|had|reported|published) an? (?:\\w+ ){0,2}?"
    "(?:lower|higher|smaller|larger|different|rival) (?:\\w+ )?(?:toll|number|figure|count|total|estimate)\\b|"
    "(?:gave|give|gives|giving) (?:an?|the|its|their) (?:\\w+ ){0,2}?(?:toll|number|figure|count|total) "
    "(?:of (?:the )?(?:dead|deaths|killed|injured|wounded|missing|victims|casualties) )?(?:as|at|of)\\b|"
    "\\bcontradict\\w{0,5}|\\bdisput\\w{1,4}|\\bconflicting (?:figures|numbers|tolls|counts|reports)"
)
"""The figure is set against another."""

CONTRAST = (
    "^[\"“'‘]?(?:but|however|yet|by contrast|in contrast|instead|on the other hand|contrary to|in fact)\\b|"
    "(?:, |; )(?:however|though|by contrast|whereas|in contrast)\\b|\\bfor (?:its|his|her|their) part\\b|"
    "\\b(?:reject|dismiss|refut|rebut|contest|challeng|fault|question)(?:s|ed|ing|es)?\\b|"
    "\\b(?:exaggerat|inflat|understat|play(?:s|ed|ing)? down|downplay)\\w{0,5}|\\bdiffer(?:s|ed|ent|ently|ing)?\\b"
)
"""The sentence answers what somebody else said before it."""

TOLL = (
    "\\btolls?\\b|\\bso far\\b|\\bnumber of (?:the )?"
    "(?:dead|deaths|killed|injured|wounded|missing|victims|casualties)\\b"
)
"""A count that may still rise, be it of one incident or of many."""

SUMMED = (
    "\\b(?:in all|total|altogether|overall|separate|attacks|bombings|blasts|explosions|strikes|raids|clashes|"
    "incidents|accidents|shootings|protests|since|per|each|across|nationwide|countrywide|elsewhere|"
    "(?:this|the|last) (?:year|month|week))\\b"
)
"""The figure adds up several incidents, or counts what happened over a time or in several places."""

ANOTHER = (
    "\\b(?:another|(?:an?|the) (?:second|third|fourth|fifth|separate|different|similar|later|earlier)|other) "
    "(?:\\w+ ){0,2}?(?:accident|ambush|attack|battle|blast|bomb|bomber|bombing|clash|collision|crash|drone|explosion|"
    "fire|incident|landslide|mine|missile|operation|raid|rocket|shell|shooting|strike)(?:e?s)?\\b|"
    "\\b(?:elsewhere|separately|meanwhile|the same (?:day|evening|night))\\b|\\bhours later\\b"
)
"""The sentence turns from one incident to another."""

NARROWER = (
    "\\b(?:in|at|from) (?:its|two|three|four|five|six|several|some|\\d+) (?:of its )?"
    "(?:hospitals?|clinics?|morgues?)\\b"
)
"""The count is one of certain hospitals only."""

STILL = (
    "\\b(?:still|remain(?:s|ed|ing)?) (?:being treated |under treatment )?(?:in|at) (?:\\w+ ){0,2}?"
    "(?:hospitals?|clinics?|intensive care)\\b|\\bstill (?:being treated|hospitali[sz]ed|receiving treatment)\\b|"
    "\\bremain(?:s|ed)? hospitali[sz]ed\\b"
)
"""The count is one of those who were not discharged yet."""

BODIES = (
    "\\balready (?:been )?counted\\b|\\bcounted (?:twice|among the dead)\\b|\\bdouble-counted\\b|"
    "\\bare (?:\\w+ ){0,2}?unidentified bodies\\b|\\balso included in the (?:dead|toll)\\b"
)
"""The counted are said to be counted elsewhere as well."""


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})")


def says(facets: Facets, words: str) -> bool:
    """Whether one of the cues stands beside the figure: in its sentence, its wording or its source."""
    return bool(facets.beside) and _holds(facets.beside, words)


def in_sentence(f: Facets, words: str) -> bool:
    """Whether one of the cues stands in the figure's sentence itself."""
    return f.claim.quote is not None and _holds(f.claim.quote.casefold(), words)


@lru_cache(maxsize=4096)
def _holds(text: str, words: str) -> bool:
    """Remembered, since a claim is compared with many others."""
    return _compiled(words).search(text) is not None


def flags(facets: Facets) -> tuple[bool, ...]:
    """Which of the cues stand beside the figure."""
    return tuple(says(facets, words) for words in (REVISED, MODELLED, ADDED, EARLIER, RIVAL, NARROWER, STILL, BODIES))


def find(text: str, words: str) -> int | None:
    """Where the last cue in `text` ends; None if there is none."""
    ends = [match.end() for match in _compiled(words).finditer(text)]
    return ends[-1] if ends else None


def words_before(f: Facets, reach: int | None = None) -> str | None:
    """The sentence up to the figure in small letters, at most `reach` characters; None where it is not found there."""
    found = _figure_in_sentence(f)
    if found is None:
        return None
    sentence, start, _ = found
    return sentence[0 if reach is None else max(0, start - reach) : start]


def words_after(f: Facets) -> str | None:
    """The sentence from the figure on, in small letters; None where the figure is not found there."""
    found = _figure_in_sentence(f)
    return None if found is None else found[0][found[2] :]


def _figure_in_sentence(f: Facets) -> tuple[str, int, int] | None:
    sentence, written = (f.claim.quote or "").casefold(), (f.claim.figure or "").casefold()
    at = sentence.find(written) if written else -1
    while at >= 0 and _within_a_word(sentence, at, at + len(written)):
        at = sentence.find(written, at + 1)
    return None if at < 0 else (sentence, at, at + len(written))


def _within_a_word(sentence: str, start: int, end: int) -> bool:
    """ "Ten" of "often": a letter or digit goes on at one of the ends."""
    return sentence[start - 1 : start].isalnum() or sentence[end : end + 1].isalnum()


LATER = (
    "\\blater\\b|\\bthen\\b|\\bsubsequently\\b|\\bupdated\\b|\\bnow\\b|\\bfinally\\b|"
    "\\bby (?:the )?(?:morning|midday|noon|afternoon|evening|nightfall|night)\\b"
)
"""The figure is said to be a later one."""

_REACH = 110
"""Characters before a figure within which a word of time still speaks of it."""


def is_late(f: Facets) -> bool:
    """Whether the figure is its source's later one: "later reports", "the latest toll of the ministry"."""
    return re.search(r"\b(?:later|latest|updated|final)\b", (f.claim.source.words or "").casefold()) is not None


def is_later(f: Facets) -> bool:
    """Whether a word of time before the figure says that it is the later one of its text: "by evening"."""
    return find(words_before(f, _REACH) or "", LATER) is not None


_RAISED = re.compile(
    rf"(?:{ADDED})(?: of)?(?: the)?(?: (?:dead|deaths|killed|injured|wounded|missing|victims))? (?:to|at|up to) $"
)


def is_raised(f: Facets) -> bool:
    """ "Bringing the number of dead to 10": what happened just now makes it this."""
    return _RAISED.search(words_before(f, _REACH) or "") is not None


_OWNED_UP = re.compile(
    r"\b(?:acknowledg|admit|conced|insist|maintain)(?:e|es|ed|ing|s|ted|ting)?"
    r"(?: (?!which\b|who\b|said\b)\w+){0,4} [\"“]?$"
)


def is_set_against(f: Facets) -> bool:
    """Whether the text sets the figure against another one: "put the toll at 9", "acknowledges six deaths"."""
    return says(f, RIVAL) or is_owned_up(f)


_ONLY = r"(?:only|just|merely|barely|a mere|(?:no|not) more than|not (?:go )?(?:beyond|above))"
_ONLY_BEFORE = re.compile(rf"\b{_ONLY} [\"“]?$")
_ONLY_WITHIN = re.compile(rf"{_ONLY} ")


def answers(f: Facets) -> bool:
    """Whether the figure is told in answer to one before it: "However, the police said ...", "only four"."""
    if in_sentence(f, CONTRAST) or _ONLY_WITHIN.match((f.claim.figure or "").casefold()):
        return True
    return _ONLY_BEFORE.search(words_before(f, _REACH) or "") is not None


def is_owned_up(f: Facets) -> bool:
    """ "Acknowledges six deaths", "maintains that 12 died": so many and no more."""
    return _OWNED_UP.search(words_before(f, _REACH) or "") is not None


_REPLACED = re.compile(
    r"(?:, not|\band not|\brather than|\binstead of|\b(?:down|up) from|"
    r"\b(?:revised|lowered|raised|reduced|increased|corrected)(?: [\w'’-]+){0,8}? from|"
    r"\b(?:previous|earlier|initial|original) (?:figure|toll|count|estimate|number)s? of) $"
)


def is_replaced(f: Facets) -> bool:
    """Whether the words right before the figure say that another one stands in its place: "and not 86"."""
    return _REPLACED.search(words_before(f, _REACH) or "") is not None


def is_early(f: Facets) -> bool:
    """Whether the figure is said to be an early one: by its source, or by the nearest word of time before it."""
    if _compiled(EARLIER).search((f.claim.source.words or "").casefold()):
        return True
    before = words_before(f, _REACH)
    if before is None:
        return says(f, EARLIER)
    if is_replaced(f):
        return True
    early, late = find(before, EARLIER), find(before, LATER)
    return early is not None and (late is None or late < early)
