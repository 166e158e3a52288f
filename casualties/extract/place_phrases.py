"""Place phrases: every wording in a sentence that says where, by grammar.

Found: in Daraa, near the town of Azaz, south of Damascus, 16 km north of Hama, in the Bab Amr district of Homs, in
Idlib province, at a market in Sanaa, on Istiklal Street, off the coast of Libya, attacks on Douma, hit the city of
Hama, Waco, Texas; the city, the province, the camp (for one named before); and what `bare_places` adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from casualties.extract.bare_places import Around, bare_places
from casualties.extract.lexicon import Lexicon
from casualties.extract.place_grammar import Grammar, place_grammar
from casualties.extract.place_links import Link, Phrase, Role, links_at, without_person
from casualties.extract.place_roles import is_cared_for, is_fled_to, role_of
from casualties.extract.place_standing import (
    acts,
    is_dated,
    is_elsewhere,
    is_ground,
    is_harmed_at,
    is_struck,
    needs_a_noun,
    stands_at,
)
from casualties.extract.place_tellers import is_where_told
from casualties.extract.place_words import PlaceCue, place_set
from casualties.extract.sentences import Document, Sentence
from casualties.extract.trie import lowered
from casualties.report import Span

_WORD = re.compile(r"\w+")
_NEAR, _BEHIND = 160, 100
"""Characters before and behind a phrase from which it is read who speaks or what is done there."""
_OF = regex.compile(r"(?:north|south|east|west|outside|outskirts|vicinity) of$")
_MOST = re.compile(r"\b(?:worst|hardest|hard)[ -]$", re.IGNORECASE)
_TELLING = frozenset(["", "near", "outside", "off", "around", "between", "across", "throughout"])


def find_phrases(
    document: Document, sentence: Sentence, index: int, text: str, lands: Sequence[Span]
) -> tuple[Phrase, ...]:
    """The place phrases of one sentence, in order; `text` is the document's, in mixed case and of the same length.

    `lands` are where the sentence names countries or their people.
    """
    lexicon = document.lexicon
    low = lowered(text[sentence.start : sentence.end])
    words = frozenset(_WORD.findall(low))
    found: list[Phrase] = []
    last = sentence.start
    for match in _openings(text, sentence, low, words, place_grammar(lexicon)):
        phrase = _phrase(match, text, sentence, index, lexicon) if match.start() >= last else None
        if phrase is not None:
            found.append(phrase)
            last = phrase.span.end
    if any(p.links[0].noun is None for p in found) and _is_titled(text[sentence.start : sentence.end]):
        found = [replace(p, weak=True) if p.links[0].noun is None else p for p in found]
    found += bare_places(Around(text, sentence, index, low, lands, lexicon), found)
    return tuple(sorted(found, key=lambda p: p.span.start))


def _openings(
    text: str, sentence: Sentence, low: str, words: frozenset[str], grammar: Grammar
) -> Iterator[regex.Match[str]]:
    """What opens a phrase, tried at every place only where a direction may open one ("16 km north of")."""
    if not words.isdisjoint(grammar.directions) and not words.isdisjoint({"of", "from"}):
        yield from grammar.opening.finditer(text, sentence.start, sentence.end)
        return
    last = sentence.start
    for word in grammar.heads.finditer(low):
        at = sentence.start + word.start()
        match = grammar.opening.match(text, at, sentence.end) if at >= last else None
        if match is not None:
            yield match
            last = match.end()


def _phrase(opening: regex.Match[str], text: str, sentence: Sentence, index: int, lexicon: Lexicon) -> Phrase | None:
    """The phrase that a preposition or a verb of attack opens."""
    if _MOST.search(text, max(sentence.start, opening.start() - 8), opening.start()):  # "the worst hit district"
        return None
    told = without_person(tuple(links_at(text, opening.end(), sentence.end, lexicon)), text, sentence.end, lexicon)
    links = _settled(told, lexicon)
    if not links:
        return None
    head = (opening["head"] or "").lower()
    bare = needs_a_noun(head, links)
    if bare and not stands_at(opening, links, text, sentence, lexicon):
        return None
    if acts(text, links[0].span, sentence, lexicon):
        return None
    if is_elsewhere(text, Span(opening.start(), links[-1].span.end), sentence):
        return None
    end = max(link.span.end for link in links)
    strikes = head in place_set(lexicon, PlaceCue.STRIKE, PlaceCue.STRIKE_NOUN)
    start = opening.end("head") + 1 if strikes else opening.start()
    whole = _telling(opening) and opening.end() >= links[0].span.start
    span = Span(start if whole else links[0].span.start, end)
    before = text[max(sentence.start, opening.start() - _NEAR) : opening.start()]
    after = text[end : min(end + _BEHIND, sentence.end)]
    refuge = is_cared_for(opening, links, before, lexicon) or is_fled_to(head, before, lexicon)
    role = Role.HARBOUR if refuge else role_of(before, after, lexicon)
    if is_where_told(not before.strip(), links[0].noun, after, lexicon):
        role = Role.SOURCE
    if role is Role.SOURCE and strikes and head not in place_set(lexicon, PlaceCue.LOOSE):
        role = Role.EVENT  # "herders from Turkwel attacked a camp"
    weak = (bare or strikes) and links[0].noun is None and links is told
    if weak and role is Role.EVENT and is_struck(head, end, text, sentence, lexicon):
        weak = False
    if weak and is_ground(head, links, text, sentence, lexicon):
        weak = False
    if (
        weak
        and bare
        and role is Role.EVENT
        and (is_dated(links, text, sentence, lexicon) or is_harmed_at(opening, links, text, sentence, lexicon))
    ):
        weak = False
    return Phrase(span, links, role, index, weak)


def _settled(links: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """ "a convoy in Marib" is in Marib, "a convoy" nowhere; one near a town says so."""
    if not links or links[0].name is not None or links[0].noun not in place_set(lexicon, PlaceCue.UNSETTLED):
        return links
    return links if links[0].beside else links[1:]


def _telling(opening: regex.Match[str]) -> bool:
    """Whether the opening words belong to the wording of the place: "south of", "near", "outside"."""
    head = (opening["head"] or "").lower()
    return _OF.search(head) is not None or head in _TELLING or opening.end("head") + 1 < opening.end()


def _is_titled(words: str) -> bool:
    """A headline with capitals on most words, where a capital shows no name; it ends without a full stop."""
    if words.rstrip().endswith("."):
        return False
    long = [w for w in words.split() if len(w) > 3 and w[0].isalpha()]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.7 * len(long)
