"""Sources: who claims each figure, who passes it on, and from which words that was read.

A figure takes the speaker of the cue that covers it in its own sentence; else the speaker of the quotation, list or
passage that runs on over it; else none: the reporter speaks.  "He", "the group", a surname or "the statement" stand for
the last speaker they fit, whose words the source then carries.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence

import regex

from casualties.claim import Source, SourceKind
from casualties.extract.carry import Antecedents
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.issuers import find_issuer
from casualties.extract.quotations import LEADS, QUOTE, ascribed, is_own_voice
from casualties.extract.sentences import Document, Kind
from casualties.extract.speech import Spoken, drop_before
from casualties.extract.speech_words import (
    AND,
    BARRED,
    COMMA,
    CONTRAST,
    DETERMINER,
    DOCUMENT,
    HE,
    IT,
    SEMICOLON,
    THEY,
)
from casualties.extract.utterance import Rule, Utterance
from casualties.extract.voices import Voice
from casualties.report import Span

_KEPT = 100
"""Sentences whose reading is kept at least; what is asked for farther back is read again."""
_REACH = 12
"""Sentences that a running quotation or a list may lie below its speaker."""
_TURN = regex.compile(r"^(\p{Lu}[\p{Lu} .'’-]{1,40}+):[ \t]++(?=[^\n]*\p{Ll})", regex.MULTILINE)
"""A line of a transcript: a name in capitals, a colon and words that are not."""
_NOWHERE = Span(0, 0)
_NOBODY: Decided[Source] = Decided(Source(), "no cue of speech: the report's own voice")
_AT_END = frozenset({Rule.POST, Rule.INVERTED, Rule.ACCORDING})
"""Rules of a speaker named behind what is said."""
_CITED, _TURNS = Rule.CITED, Rule.TURN
_MEDIA, _OTHER = SourceKind.MEDIA, SourceKind.OTHER
_ITEM, _LITTER = Kind.ITEM, Kind.LITTER
_BACK = HE | IT | THEY
_OF_SPEAKER = frozenset({"his", "her", "its", "their", "our", "my"})


def find_sources(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Source], ...]:
    """The source of each figure, in order; `Source()` where the report speaks for itself.

    Found: the forms listed in `speech` within a sentence; across sentences pronouns, surnames and "the group",
    "the statement"; quotations that run on; lists under one heading.  The `how` names rule, cue and offsets.
    """
    if not figures:
        return ()
    reading = _Reading(document, figures)
    found = [reading.source(figure) for figure in figures]
    return tuple([_of_whole(figures, found, at) for at in range(len(found))])


def _of_whole(figures: Sequence[Figure], found: Sequence[Decided[Source]], at: int) -> Decided[Source]:
    """A part that nobody tells is told with its whole, in the same sentence: "(the clinic counted) 9, including 2"."""
    own, whole = found[at], figures[at].part_of
    if own is not _NOBODY or whole is None or figures[whole].sentence != figures[at].sentence:
        return own
    return found[whole]


class _Reading:
    """Who speaks in one document, figure by figure."""

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self._document = document
        self._text, self._sentences = document.text, document.sentences
        barred: dict[int, list[Span]] = {}
        for figure in figures:
            spans = barred.setdefault(figure.sentence, [])
            spans.append(figure.span)
            if figure.victims is not None:
                spans.append(figure.victims)
        self._reach: dict[int, list[tuple[Span, Span, Utterance]]] = {}
        self._is_transcript: bool | None = None
        self._first = 0
        self.spoken = Spoken(document, barred)
        self._antecedents = Antecedents(document, self.spoken)
        self._issuer: tuple[Voice, str] | None = None
        self._has_issuer = True  # until it was looked for

    def source(self, figure: Figure) -> Decided[Source]:
        if figure.sentence - self._first > 2 * _KEPT:
            self._first = figure.sentence - _KEPT
            self.spoken.forget(self._first)
            self._antecedents.forget(self._first)
            drop_before(self._reach, self._first)
        here = self._covering(figure)
        if here:
            return self._spoken(figure.sentence, *_choose(self, here, figure), figure)
        carried = (
            self._closing(figure)
            or self._continued(figure)
            or self._quoted(figure)
            or self._listed(figure)
            or self._turn(figure)
        )
        return carried or self._issued(figure) or _NOBODY

    def _covering(self, figure: Figure) -> list[Utterance]:
        """The utterances of the figure's sentence that cover it; a sentence without stops has a hundred of either."""
        sentence, start, end = figure.sentence, figure.span.start, figure.span.end
        reach = self._reach.get(sentence)
        if reach is None:
            spoken = (u for u in self.spoken.utterances(sentence) if not is_own_voice(u, self._text))
            reach = self._reach[sentence] = [(u.left or _NOWHERE, u.right or _NOWHERE, u) for u in spoken]
        return [
            u
            for a, b, u in reach
            if (a.start <= start < a.end or b.start <= start < b.end)
            and not (u.speaker.start < end and start < u.speaker.end)
            and (u.rule is not _TURNS or self._has_turn(sentence, u))
        ]

    def voice(self, sentence: int, speaker: Span) -> Voice:
        return self._antecedents.resolve(sentence, speaker)

    def _spoken(self, sentence: int, chosen: Utterance, relay: Span | None, figure: Figure) -> Decided[Source]:
        voice = self.voice(sentence, chosen.speaker)
        if voice.span.overlaps(figure.span):
            return _NOBODY
        passed = relay or chosen.relay
        relayed = _tidy(self.voice(sentence, passed).span.of(self._text)) if passed is not None else None
        carried = f"; {voice.how}" if voice.how else ""
        return Decided(self._source(voice, relayed), f"{self._rule(chosen)}{carried}")

    def _source(self, voice: Voice, relayed: str | None) -> Source:
        span, identity = voice.span, voice.identity
        return Source(_tidy(self._text[span.start : span.end]), identity.id, identity.kind, relayed)

    def _rule(self, utterance: Utterance) -> str:
        """An utterance as it appears in a claim's `how`."""
        start, end = utterance.cue.start, utterance.cue.end
        return utterance.rule + f" {self._text[start:end]!r} at {start}-{end}"

    def _quoted(self, figure: Figure) -> Decided[Source] | None:
        """The speaker of a quotation that holds no cue of its own."""
        found = ascribed(self._document, self.spoken, figure.sentence)
        return self._carried(*found) if found is not None else None

    def refers_back(self, sentence: int, utterance: Utterance) -> bool:
        """ "He said they had the names of 12", "said his group counted 12": the outer speaker speaks."""
        words = utterance.speaker.of(self._text).casefold().split()
        if not words:
            return False
        identity = self.voice(sentence, utterance.speaker).identity
        if identity.known and identity.kind is _OTHER and not identity.person:
            return True  # a document
        return words[0] in _OF_SPEAKER or self.spoken.cues.flags[words[0]] & _BACK != 0

    def _listed(self, figure: Figure) -> Decided[Source] | None:
        """The speaker of the line above a list ("Deaths since May, Ministry of Health:")."""
        sentences = self._sentences
        if sentences[figure.sentence].kind is not _ITEM:
            return None
        at = figure.sentence - 1
        while at >= 0 and sentences[at].kind is _ITEM and figure.sentence - at < _REACH:
            at -= 1
        if at < 0 or not self._document.words(sentences[at]).rstrip().endswith(":"):
            return None
        found = self.spoken.utterances(at)
        return self._carried(at, found[-1], "the list stands under") if found else None

    def _turn(self, figure: Figure) -> Decided[Source] | None:
        """The speaker whose turn of an interview the sentence is in."""
        sentences, text = self._sentences, self._text
        own = sentences[figure.sentence].paragraph
        first, end = sentences[max(0, figure.sentence - 2 * _REACH + 1)].start, sentences[figure.sentence].end
        if text.find(":", first, end) < 0 and text.find("[", first, end) < 0:
            return None  # most reports: no sentence needs a look
        for at in range(figure.sentence, max(-1, figure.sentence - 2 * _REACH), -1):
            sentence = sentences[at]
            if sentence.paragraph != own:
                return None
            if text[sentence.start] != "[" and text.find(":", sentence.start, sentence.end) < 0:
                continue
            turn = next((u for u in self.spoken.utterances(at) if u.rule is _TURNS), None)
            if turn is not None:
                return self._carried(at, turn, "still the") if self._has_turn(at, turn) else None
        return None

    def _has_turn(self, sentence: int, turn: Utterance) -> bool:
        """Whether the name before a turn is that of someone introduced as a speaker, not of the interviewer."""
        voice = self.voice(sentence, turn.speaker)
        introduced = voice.span != turn.speaker
        if not introduced and self._is_transcript is None:
            self._is_transcript = (
                len({m[1] for m in _TURN.finditer(self._text, self._sentences[0].start, self._sentences[-1].end)}) > 1
            )
        return (introduced or bool(self._is_transcript)) and voice.identity.kind is not _MEDIA

    def _closing(self, figure: Figure) -> Decided[Source] | None:
        """The only speaker of a sentence, named at its end: "two died; six were hurt, according to the clinic"."""
        found = self.spoken.utterances(figure.sentence)
        if len(found) != 1 or found[0].left is None or found[0].rule not in _AT_END:
            return None
        spoken, end = found[0], self._sentences[figure.sentence].end
        before = figure.span.end <= spoken.left.start if spoken.left else False
        if not before or (spoken.right is not None and spoken.right.end - spoken.right.start > 2):
            return None
        at_end = max(spoken.cue.end, spoken.speaker.end) >= end - 2
        return self._carried(figure.sentence, spoken, "the sentence ends") if at_end else None

    def _continued(self, figure: Figure) -> Decided[Source] | None:
        """The speaker of the clause before a semicolon, if nobody speaks behind it: "12 died, he said; 9 did not"."""
        own = self._sentences[figure.sentence]
        mark = self._text.rfind(";", own.start, figure.span.start)
        if mark < 0:
            return None
        found = [u for u in self.spoken.utterances(figure.sentence) if not is_own_voice(u, self._text)]
        end = self._text.find(";", figure.span.end, own.end)
        if not found or any(mark < u.cue.start and (end < 0 or u.cue.start < end) for u in found):
            return None
        before = [u for u in found if u.cue.start < mark and u.rule in LEADS]
        return self._carried(figure.sentence, before[-1], "the sentence goes on from") if before else None

    def _issued(self, figure: Figure) -> Decided[Source] | None:
        """The body whose own document this is, where nobody else is named and nothing is quoted."""
        if self._issuer is None and self._has_issuer:
            self._issuer = find_issuer(self._document, self.spoken, self.voice)
            self._has_issuer = self._issuer is not None
        own = self._sentences[figure.sentence]
        if self._issuer is None or own.quoted or QUOTE.search(self._text, own.start, figure.span.start):
            return None
        voice, how = self._issuer
        return Decided(self._source(voice, None), how) if not voice.span.overlaps(figure.span) else None

    def _carried(self, sentence: int, utterance: Utterance, why: str) -> Decided[Source]:
        voice = self.voice(sentence, utterance.speaker)
        relay = _tidy(utterance.relay.of(self._text)) if utterance.relay else None
        return Decided(self._source(voice, relay), f"{why} {self._rule(utterance)}")


def _choose(reading: _Reading, here: Sequence[Utterance], figure: Figure) -> tuple[Utterance, Span | None]:
    """Of the cues that cover a figure the one that speaks, and who passes it on if another is an outlet."""
    if len(here) == 1:
        return here[0], None
    at = figure.span.start
    cited = [u for u in here if u.rule is _CITED]
    others = [u for u in here if u.rule is not _CITED]
    if cited:
        outlet = _nearest(others, at) if others and cited[-1].relay is None else None
        return cited[-1], outlet.speaker if outlet else None
    leading = [u for u in others if u.cue.end <= at and not u.closed]
    trailing = [u for u in others if u.cue.start >= at]
    if leading and trailing:
        inner, outer = max(leading, key=lambda u: u.cue.start), min(trailing, key=lambda u: u.cue.start)
        if _breaks(reading, figure, inner) or _is_its_own(reading, figure, inner, outer):
            return outer, None
        if _is_outlet(reading, figure, inner) and not _is_outlet(reading, figure, outer):
            return outer, inner.speaker
        return inner, outer.speaker if _is_outlet(reading, figure, outer) else None
    if leading:
        inner = max(leading, key=lambda u: u.cue.start)
        outers = [u for u in leading if u.cue.start < inner.cue.start and u.speaker != inner.speaker]
        back = outers and reading.refers_back(figure.sentence, inner)
        if back and _nested(reading, figure.sentence, outers[-1], inner):
            inner = outers.pop()
        outlet = outers[-1] if outers and _is_outlet(reading, figure, outers[-1]) else None
        return inner, outlet.speaker if outlet and _nested(reading, figure.sentence, outlet, inner) else None
    return _nearest(others, at), None


def _nested(reading: _Reading, sentence: int, outer: Utterance, inner: Utterance) -> bool:
    """Whether the inner speaker's clause is what the outer one says, not one that follows it."""
    line = reading.spoken.line(sentence)
    starts = line.words.starts
    first, last = bisect.bisect_left(starts, outer.cue.end), bisect.bisect_left(starts, inner.speaker.start)
    return not line.holds(BARRED | CONTRAST | COMMA | SEMICOLON | AND, first, last)


def _nearest(found: Sequence[Utterance], at: int) -> Utterance:
    """The next cue to the right; else the last to the left."""
    right = [u for u in found if u.cue.start >= at]
    return min(right, key=lambda u: u.cue.start) if right else max(found, key=lambda u: u.cue.start)


def _breaks(reading: _Reading, figure: Figure, leading: Utterance) -> bool:
    """Whether a new clause (", and", ", but", ", while") begins between a cue and the figure."""
    line = reading.spoken.line(figure.sentence)
    flags, starts = line.flags, line.words.starts
    between = range(bisect.bisect_left(starts, leading.cue.end), bisect.bisect_left(starts, figure.span.start))
    return any(flags[i] & COMMA and flags[i + 1] & (CONTRAST | AND) for i in between)


def _is_its_own(reading: _Reading, figure: Figure, leading: Utterance, trailing: Utterance) -> bool:
    """ "The union said 53 died, against 40 according to police": set right behind the second figure alone."""
    line = reading.spoken.line(figure.sentence)
    places = (leading.cue.end, figure.span.start, trailing.cue.start)
    first, at, follows = (bisect.bisect_left(line.words.starts, place) for place in places)
    second = line.holds(BARRED, first, at) and line.holds(COMMA, first, at)
    return trailing.rule is Rule.ACCORDING and second and all(own & BARRED for own in line.flags[at:follows])


def _is_outlet(reading: _Reading, figure: Figure, utterance: Utterance) -> bool:
    line = reading.spoken.line(figure.sentence)
    first = bisect.bisect_left(line.words.starts, utterance.speaker.start)  # one of the words starts there
    second = first + 1 if line.flags[first] & DETERMINER else first
    paper = line.flags[second] & DOCUMENT  # "a statement on the ministry's website"
    return not paper and reading.voice(figure.sentence, utterance.speaker).identity.kind is _MEDIA


@functools.lru_cache(maxsize=1 << 12)
def _tidy(words: str) -> str:
    """The words on one line, without a possessive or a mark at the end; an initial keeps its stop."""
    flat = " ".join(words.split()).strip(" ,;:")
    for ending in ("'s", "’s", "'", "’"):
        flat = flat.removesuffix(ending)
    return flat if flat[-3:-2] in {" ", "."} else flat.removesuffix(".")
