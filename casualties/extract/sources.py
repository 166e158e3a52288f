"""Sources: who claims each figure, who passes it on, and from which words that was read.

A figure takes the speaker of the cue that covers it in its own sentence; else the speaker of the quotation, list or
passage that runs on over it; else none: the reporter speaks.  "He", "the group", a surname or "the statement" stand for
the last speaker they fit, whose words the source then carries.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

import regex

from casualties.claim import Source, SourceKind
from casualties.extract.carry import Antecedents, Voice
from casualties.extract.decided import Decided
from casualties.extract.figures import Figure
from casualties.extract.nominals import QUOTES
from casualties.extract.sentences import Document, Kind, Sentence
from casualties.extract.speech import utterances
from casualties.extract.speech_words import Line, Set, line_of
from casualties.extract.utterance import Rule, Utterance
from casualties.report import Span

_LONGEST_SENTENCE = 2_000
"""Characters; the longest sentence of 400 news texts has 900."""
_REACH = 12
"""Sentences that a running quotation or a list may lie below its speaker."""
_TURN = regex.compile(r"^(\p{Lu}[\p{Lu} .'’-]{1,40}+):[ \t]++(?=[^\n]*\p{Ll})", regex.MULTILINE)
"""A line of a transcript: a name in capitals, a colon and words that are not."""
_NOWHERE = Span(0, 0)
_NOBODY: Decided[Source] = Decided(Source(), "no cue of speech: the report's own voice")


def find_sources(document: Document, figures: Sequence[Figure]) -> tuple[Decided[Source], ...]:
    """The source of each figure, in order; `Source()` where the report speaks for itself.

    Found: the forms listed in `speech` within a sentence; across sentences pronouns, surnames and "the group",
    "the statement"; quotations that run on; lists under one heading.  The `how` names rule, cue and offsets.
    """
    if not figures:
        return ()
    short = _in_pieces(document)
    if short is not document:
        starts = [s.start for s in short.sentences]
        figures = [replace(f, sentence=bisect.bisect_right(starts, f.span.start) - 1) for f in figures]
    reading = _Reading(short, figures)
    return tuple(reading.source(figure) for figure in figures)


def _in_pieces(document: Document) -> Document:
    """The document with overlong sentences cut at blanks: tables and texts without stops are no sentences."""
    if all(s.end - s.start <= _LONGEST_SENTENCE for s in document.sentences):
        return document
    pieces: list[Sentence] = []
    for sentence in document.sentences:
        start = sentence.start
        while sentence.end - start > _LONGEST_SENTENCE:
            blank = document.text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            end = blank if blank > start else start + _LONGEST_SENTENCE
            pieces.append(replace(sentence, start=start, end=end))
            start = end
        pieces.append(replace(sentence, start=start))
    return replace(document, sentences=tuple(pieces))


class _Reading:
    """The sentences of one document, each read for speech once and only when asked for."""

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self._document = document
        self._barred: dict[int, list[Span]] = {}
        for figure in figures:
            spans = [figure.span] if figure.victims is None else [figure.span, figure.victims]
            self._barred.setdefault(figure.sentence, []).extend(spans)
        self._lines: dict[int, Line] = {}
        self._found: dict[int, tuple[Utterance, ...]] = {}
        self._reach: dict[int, list[tuple[Span, Span, Utterance]]] = {}
        self._is_transcript: bool | None = None
        self._antecedents = Antecedents(document, self.utterances, self.line)

    def line(self, sentence: int) -> Line:
        if sentence not in self._lines:
            document = self._document
            span = document.sentences[sentence].span
            barred = self._barred.get(sentence, ())
            self._lines[sentence] = line_of(document.text, span, barred, document.lexicon)
        return self._lines[sentence]

    def utterances(self, sentence: int) -> tuple[Utterance, ...]:
        if sentence not in self._found:
            litter = self._document.sentences[sentence].kind is Kind.LITTER
            self._found[sentence] = () if litter else utterances(self.line(sentence))
        return self._found[sentence]

    def source(self, figure: Figure) -> Decided[Source]:
        here = [u for u in self._covering(figure) if u.rule is not Rule.TURN or self._has_turn(figure.sentence, u)]
        here = [u for u in here if not u.speaker.overlaps(figure.span)]
        if here:
            return self._spoken(figure.sentence, *_choose(self, here, figure), figure)
        carried = self._running_quotation(figure) or self._listed(figure) or self._turn(figure)
        return carried or _NOBODY

    def _covering(self, figure: Figure) -> list[Utterance]:
        """The utterances of the figure's sentence that cover it; a sentence without stops has a hundred of either."""
        sentence, at = figure.sentence, figure.span.start
        if sentence not in self._reach:
            spoken = (u for u in self.utterances(sentence) if not self._is_first_person(u))
            self._reach[sentence] = [(u.left or _NOWHERE, u.right or _NOWHERE, u) for u in spoken]
        return [u for a, b, u in self._reach[sentence] if a.start <= at < a.end or b.start <= at < b.end]

    def voice(self, sentence: int, speaker: Span) -> Voice:
        return self._antecedents.resolve(sentence, speaker)

    def _spoken(self, sentence: int, chosen: Utterance, relay: Span | None, figure: Figure) -> Decided[Source]:
        voice = self.voice(sentence, chosen.speaker)
        if voice.span.overlaps(figure.span):
            return _NOBODY
        text = self._document.text
        passed = relay or chosen.relay
        relayed = None
        if passed is not None:
            relayed = _tidy(self.voice(sentence, passed).span.of(text))
        cue = f"{chosen.cue.of(text)!r} at {chosen.cue.start}-{chosen.cue.end}"
        carried = f"; {voice.how}" if voice.how else ""
        source = Source(_tidy(voice.span.of(text)), voice.identity.id, voice.identity.kind, relayed)
        return Decided(source, f"{chosen.rule} {cue}{carried}")

    def _running_quotation(self, figure: Figure) -> Decided[Source] | None:
        """The speaker of a quotation that began before the figure's sentence or is ascribed after it."""
        sentences = self._document.sentences
        own = sentences[figure.sentence]
        line = self.line(figure.sentence)
        opens = line.lows[0] in QUOTES
        if not (own.quoted or opens):
            return None
        for at in range(figure.sentence + 1, min(len(sentences), figure.sentence + 4)):
            if sentences[at].paragraph != own.paragraph:
                break
            if self.line(at).lows[0] in QUOTES:
                break  # a new quotation opens: none was open before it
            after = [u for u in self.utterances(at) if u.rule in {Rule.POST, Rule.INVERTED}]
            if after and sentences[at].quoted:
                return self._carried(at, after[0], "the quotation is ascribed")
            if not sentences[at].quoted:
                break
        for at in range(figure.sentence - 1, max(-1, figure.sentence - _REACH), -1):
            if not (sentences[at].quoted or not QUOTES.isdisjoint(self.line(at).lows)):
                return None
            outer = [u for u in self.utterances(at) if not self._is_first_person(u)]
            if outer:
                return self._carried(at, outer[-1], "the quotation runs on from")
        return None

    def refers_back(self, sentence: int, utterance: Utterance) -> bool:
        """ "He said they had the names of 12", "said his group counted 12": the outer speaker speaks."""
        groups = self.line(sentence).cues.groups
        words = utterance.speaker.of(self._document.text).casefold().split()
        back = groups[Set.HE] | groups[Set.IT] | groups[Set.THEY] | {"his", "her", "its", "their", "our", "my"}
        identity = self.voice(sentence, utterance.speaker).identity
        document = identity.known and identity.kind is SourceKind.OTHER and not identity.person
        return bool(words) and (words[0] in back or document)

    def _is_first_person(self, utterance: Utterance) -> bool:
        """ "We can confirm": the speaker of the quotation itself, or the report's own "we"."""
        return utterance.speaker.of(self._document.text).casefold() in {"we", "i"}

    def _listed(self, figure: Figure) -> Decided[Source] | None:
        """The speaker of the line above a list ("Deaths since May, Ministry of Health:")."""
        sentences = self._document.sentences
        if sentences[figure.sentence].kind is not Kind.ITEM:
            return None
        at = figure.sentence - 1
        while at >= 0 and sentences[at].kind is Kind.ITEM and figure.sentence - at < _REACH:
            at -= 1
        if at < 0 or not self._document.words(sentences[at]).rstrip().endswith(":"):
            return None
        found = self.utterances(at)
        return self._carried(at, found[-1], "the list stands under") if found else None

    def _turn(self, figure: Figure) -> Decided[Source] | None:
        """The speaker whose turn of an interview the sentence is in."""
        sentences = self._document.sentences
        for at in range(figure.sentence, max(-1, figure.sentence - 2 * _REACH), -1):
            if sentences[at].paragraph != sentences[figure.sentence].paragraph:
                return None
            span = sentences[at].span
            if self._document.text[span.start] != "[" and self._document.text.find(":", span.start, span.end) < 0:
                continue
            turn = next((u for u in self.utterances(at) if u.rule is Rule.TURN), None)
            if turn is not None:
                return self._carried(at, turn, "still the") if self._has_turn(at, turn) else None
        return None

    def _has_turn(self, sentence: int, turn: Utterance) -> bool:
        """Whether the name before a turn is that of someone introduced as a speaker, not of the interviewer."""
        voice = self.voice(sentence, turn.speaker)
        introduced = voice.span != turn.speaker
        if not introduced and self._is_transcript is None:
            self._is_transcript = len({m[1] for m in _TURN.finditer(self._document.text)}) > 1
        return (introduced or bool(self._is_transcript)) and voice.identity.kind is not SourceKind.MEDIA

    def _carried(self, sentence: int, utterance: Utterance, why: str) -> Decided[Source]:
        text = self._document.text
        voice = self.voice(sentence, utterance.speaker)
        relay = _tidy(utterance.relay.of(text)) if utterance.relay else None
        source = Source(_tidy(voice.span.of(text)), voice.identity.id, voice.identity.kind, relay)
        cue = f"{utterance.cue.of(text)!r} at {utterance.cue.start}-{utterance.cue.end}"
        return Decided(source, f"{why} {utterance.rule} {cue}")


def _choose(reading: _Reading, here: Sequence[Utterance], figure: Figure) -> tuple[Utterance, Span | None]:
    """Of the cues that cover a figure the one that speaks, and who passes it on if another is an outlet."""
    at = figure.span.start
    cited = [u for u in here if u.rule is Rule.CITED]
    others = [u for u in here if u.rule is not Rule.CITED]
    if cited:
        outlet = _nearest(others, at) if others else None
        return cited[-1], outlet.speaker if outlet else None
    leading = [u for u in others if u.cue.end <= at and not u.closed]
    trailing = [u for u in others if u.cue.start >= at]
    if leading and trailing:
        inner, outer = max(leading, key=lambda u: u.cue.start), min(trailing, key=lambda u: u.cue.start)
        if _breaks(reading, figure, inner):
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
    line = reading.line(sentence)
    starts = line.words.starts
    between = range(bisect.bisect_left(starts, outer.cue.end), bisect.bisect_left(starts, inner.speaker.start))
    return not any(line.bars(i) or line.lows[i] in {",", ";", "and"} or line.has(i, Set.CONTRAST) for i in between)


def _nearest(found: Sequence[Utterance], at: int) -> Utterance:
    """The next cue to the right; else the last to the left."""
    right = [u for u in found if u.cue.start >= at]
    return min(right, key=lambda u: u.cue.start) if right else max(found, key=lambda u: u.cue.start)


def _breaks(reading: _Reading, figure: Figure, leading: Utterance) -> bool:
    """Whether a new clause (", and", ", but", ", while") begins between a cue and the figure."""
    line = reading.line(figure.sentence)
    starts = line.words.starts
    between = range(bisect.bisect_left(starts, leading.cue.end), bisect.bisect_left(starts, figure.span.start))
    return any(line.lows[i] == "," and (line.has(i + 1, Set.CONTRAST) or line.lows[i + 1] == "and") for i in between)


def _is_outlet(reading: _Reading, figure: Figure, utterance: Utterance) -> bool:
    line = reading.line(figure.sentence)
    first = bisect.bisect_left(line.words.starts, utterance.speaker.start)  # one of the words starts there
    second = first + 1 if line.has(first, Set.DETERMINER) else first
    paper = line.has(second, Set.DOCUMENT)  # "a statement on the ministry's website"
    return not paper and reading.voice(figure.sentence, utterance.speaker).identity.kind is SourceKind.MEDIA


def _tidy(words: str) -> str:
    """The words on one line, without a possessive or a mark at the end; an initial keeps its stop."""
    flat = " ".join(words.split()).strip(" ,;:")
    for ending in ("'s", "’s"):
        flat = flat.removesuffix(ending)
    return flat if flat[-3:-2] in {" ", "."} else flat.removesuffix(".")
