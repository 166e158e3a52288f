"""Speech: who says what within one sentence.

Found: pre-posed ("police said 12 died"), post-posed ("12 died, police said."), inverted ("12 died, said police."),
parenthetical ("12, police said, died"), "according to", agents ("confirmed by"), participles ("adding that"), nesting
("state TV quoted a doctor as saying", "citing medics"), audiences ("told AFP"), headlines ("UN: 80 dead"), brackets
("(Source: OCHA)", "[HRW]") and tolls that belong to someone ("the ministry's count of 40").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from casualties.extract.entities import names_of
from casualties.extract.nominals import name
from casualties.extract.plainwords import words_of
from casualties.extract.sentences import Document, Kind
from casualties.extract.speakers import before
from casualties.extract.speech_line import Line, line_of
from casualties.extract.speech_marks import brackets, gapped, headline, own_toll, turn
from casualties.extract.speech_phrases import followed
from casualties.extract.speech_subjects import does
from casualties.extract.speech_verbs import finite
from casualties.extract.speech_words import (
    ADVERB,
    AND,
    BARRED,
    BRACKET,
    COMMA,
    DOCUMENT,
    FINITE,
    MARK,
    PARTICIPLE,
    PHRASE,
    SEMICOLON,
    TOLL,
    cues,
)
from casualties.extract.utterance import Rule, Utterance, segment_end, span_of, stretch
from casualties.report import Span

T = TypeVar("T")

_VERB = FINITE | PARTICIPLE
_CUE = _VERB | PHRASE | MARK | BRACKET | TOLL
_GAP = SEMICOLON | AND | COMMA
_BEFORE_GERUND = frozenset({"by", "after", "in"})
_HEARER = 6
"""Words from a gerund of speech to its "that" at most: "by telling the senate on Monday that"."""
_LITTER = Kind.LITTER
_PARTICIPLE, _CITED = Rule.PARTICIPLE, Rule.CITED


class Spoken:
    """The sentences of one document, each read for speech once and only when asked for."""

    def __init__(self, document: Document, barred: Mapping[int, Sequence[Span]]) -> None:
        """`barred` are the stretches of a sentence, by its number, that no speaker may hold."""
        self._document, self._barred = document, barred
        self.cues, self.names = cues(document.lexicon), names_of(document.lexicon)
        self._lines: dict[int, Line] = {}
        self._found: dict[int, tuple[Utterance, ...]] = {}

    def line(self, sentence: int) -> Line:
        """A sentence as words."""
        found = self._lines.get(sentence)
        if found is None:
            place = self._document.sentences[sentence]
            words = words_of(self._document.text, place.start, place.end)
            found = self._lines[sentence] = line_of(words, self._barred.get(sentence, ()), self.cues, self.names)
        return found

    def utterances(self, sentence: int) -> tuple[Utterance, ...]:
        """The utterances of a sentence."""
        found = self._found.get(sentence)
        if found is None:
            litter = self._document.sentences[sentence].kind is _LITTER
            found = self._found[sentence] = () if litter else utterances(self.line(sentence))
        return found

    def holds_figure(self, sentence: int) -> bool:
        """Whether a figure stands in a sentence."""
        return bool(self._barred.get(sentence))

    def forget(self, sentence: int) -> None:
        """Drop what was read of the sentences before one: a text may be an archive."""
        drop_before(self._lines, sentence)
        drop_before(self._found, sentence)


def drop_before(kept: dict[int, T], sentence: int) -> None:
    """Drop what is kept of earlier sentences."""
    for at in [at for at in kept if at < sentence]:
        del kept[at]


def utterances(line: Line) -> tuple[Utterance, ...]:
    """Every cue of speech of a sentence with its speaker, in text order."""
    sets = line.sets
    if not sets & _CUE:
        return ()
    places = [at for at, flags in enumerate(line.flags) if flags & _CUE]
    found = _worded(line, places)
    if sets & TOLL:
        found.extend(own_toll(line, places))
    if found and sets & _GAP:
        found.extend(gapped(line))
    if sets & MARK:
        found.extend(u for u in headline(line, places) if not any(u.speaker.overlaps(f.speaker) for f in found))
    if sets & BRACKET:
        found.extend(brackets(line, places))
    if sets & (MARK | BRACKET):
        found.extend(turn(line))
    if len(found) > 1:
        found.sort(key=lambda u: u.cue.start)
    return tuple(found)


def _worded(line: Line, places: Sequence[int]) -> list[Utterance]:
    """The utterances that phrases and verbs of speech give."""
    found: list[Utterance] = []
    taken: set[int] = set()
    if line.sets & PHRASE:
        for utterance, indices in followed(line, places):
            found.append(utterance)
            taken.update(indices)
    if line.sets & _VERB:
        for at in places:
            flags = line.flags[at]
            if flags & _VERB and at not in taken:
                made = finite(line, at) if flags & FINITE else _participle(line, at, found)
                if made is not None:
                    found.append(made)
    return found


def _participle(line: Line, at: int, found: Sequence[Utterance]) -> Utterance | None:
    """ "adding that ...", "with the ministry saying ...": the last speaker goes on, or one is named before it."""
    lows = line.lows
    right = stretch(line, at + 1, segment_end(line, at))
    if right is None or lows[at - 1] == "as" or at == 0 or does(line, at):
        return None
    cue = span_of(line, at, at + 1)
    own = _with_speaker(line, at)
    if own is not None:
        return Utterance(_PARTICIPLE, span_of(line, *own), cue, right=right)
    gerund = lows[at - 1] in _BEFORE_GERUND and "that" in lows[at + 1 : at + _HEARER]  # "by telling the court that"
    if not gerund and lows[at - 1] != "," and lows[at + 1] != "that" and lows[at] not in {"saying", "adding"}:
        return None
    earlier = [u for u in found if u.cue.end <= cue.start and u.rule is not _CITED]
    if earlier:
        return Utterance(_PARTICIPLE, earlier[-1].speaker, cue, right=right, relay=earlier[-1].relay)
    verb = line.first_verbal(1, at)
    subject = before(line, verb) if verb is not None else None
    issues = line.flags[at - 1] & DOCUMENT  # "Mara Lind issued a statement saying"
    if subject is None or not (line.known(*subject) or (issues and name(line, *subject))):
        return None
    return Utterance(_PARTICIPLE, span_of(line, *subject), cue, right=right)


def _with_speaker(line: Line, at: int) -> tuple[int, int] | None:
    """ "... with hospital officials saying": the speaker between "with" and the participle."""
    opening = next((i for i in range(at - 1, max(-1, at - 10), -1) if line.lows[i] in {"with", ","}), None)
    if opening is None or line.lows[opening] != "with":
        return None
    end = at
    while end > opening + 1 and line.flags[end - 1] & ADVERB:
        end -= 1
    return (opening + 1, end) if opening + 1 < end and not line.flags[end - 1] & BARRED else None
