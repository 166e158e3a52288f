"""Carry: whom "he", "the group", "the statement" or a surname stands for.

The antecedent is the last earlier speaker that fits: a person for "he", a body for "it" and "the agency", the issuer
for "the statement", the fuller name for "Ms. Haddad".  Nothing that fits: the words are kept as they are.
"""

from __future__ import annotations

import bisect
import operator
from collections.abc import Collection, Iterator

from casualties.claim import SourceKind
from casualties.extract.descriptions import glossed, name_alone, titled
from casualties.extract.entities import Identity
from casualties.extract.owners import Owners, named_owner
from casualties.extract.presented import presented
from casualties.extract.sentences import Document
from casualties.extract.source_words import flat
from casualties.extract.speakers import before
from casualties.extract.speech import Spoken, drop_before
from casualties.extract.speech_line import Line
from casualties.extract.speech_words import (
    BARRED,
    BODY,
    DOCUMENT,
    HE,
    HIM,
    ISSUE,
    IT,
    ITS,
    PREPOSITION,
    THEM,
    THEY,
    TITLE,
)
from casualties.extract.voices import SpeakerWords, Voice, fits, speaker_words
from casualties.report import Span

_CHAIN = 20
"""Sentences, or steps, from a pronoun or "the group" to a name; a longer chain has none."""
_NEAR = 20_000
"""Characters of a report in which a name is looked for: a longer text is many reports."""
_BODY_REACH, _PERSON_REACH, _NAME_REACH = 8, 6, 60
"""Sentences back to an antecedent: "it" and "the group", "he", a name."""
_HEADING = 6
"""Words of a body's name that opens a sentence."""
_NEAREST = 8
"""Speakers of one sentence that may be an antecedent; real sentences hold one or two."""
_start = operator.attrgetter("start")
_PRONOUNS = HE | IT | THEY
_CASES = ((HIM, "he"), (THEM, "they"), (ITS, "it"))
"""Pronouns in other cases ("according to her", "by their account"), with the one they are read as."""
_BACKWARD = frozenset({"the", "this", "that", "its", "their"})
_OTHER = SourceKind.OTHER
_GROUPS = frozenset(SourceKind) - {_OTHER, SourceKind.NONE, SourceKind.WITNESS, SourceKind.OFFICIAL_UNNAMED}
_GROUPS -= {SourceKind.GOVERNMENT, SourceKind.MILITARY_POLICE}
"""Kinds of a body that "the group" may stand for though the lexicon knows its nouns alone."""
_LOOSE = frozenset({SourceKind.MONITOR})
"""Kinds of a noun that other bodies bear as well: a medical charity is "the charity"."""
_OWNING = frozenset({"its", "their"})
_AGAIN = frozenset({"same", "latest", "new"})


class Antecedents:
    """The speakers of a document, looked up backwards from a sentence."""

    def __init__(self, document: Document, spoken: Spoken) -> None:
        self._text = document.text
        self._sentences = document.sentences
        self._near = document.text[:_NEAR]
        self._flags = spoken.cues.flags
        self._names = spoken.names
        self._flat: str | None = None
        self._bodies: dict[frozenset[str], frozenset[str]] = {}
        self._ordered: dict[int, list[Span]] = {}
        self._lowered: dict[int, str] = {}
        self._nameless: dict[frozenset[str], int] = {}
        self._utterances = spoken.utterances
        self._line = spoken.line
        self._voices: dict[tuple[int, int], Voice] = {}
        self._subjects: dict[int, Span | None] = {}
        self._fitted: dict[tuple[int, str], Voice | None] = {}
        self._depth = 0
        self._owners = Owners(document, spoken, self._pronoun, self.resolve)

    def resolve(self, sentence: int, speaker: Span) -> Voice:
        """Who the words at `speaker` stand for."""
        if self._depth > _CHAIN:
            return Voice(speaker, self._identify(speaker))
        place = (speaker.start, speaker.end)
        voice = self._voices.get(place)
        if voice is None:
            self._depth += 1
            voice = self._voices[place] = self._resolve(sentence, speaker)
            self._depth -= 1
        return voice

    def forget(self, sentence: int) -> None:
        """Drop what was kept of the sentences before one, which no antecedent is looked for in any more."""
        start = self._sentences[sentence].start
        drop_before(self._ordered, sentence)
        drop_before(self._lowered, sentence)
        drop_before(self._subjects, sentence)
        self._voices = {place: voice for place, voice in self._voices.items() if place[0] >= start}
        self._nameless = {name: at for name, at in self._nameless.items() if at >= sentence}
        self._fitted = {place: voice for place, voice in self._fitted.items() if place[0] >= sentence}

    def _resolve(self, sentence: int, speaker: Span) -> Voice:
        words = self._words(speaker)
        own = Voice(speaker, self._identify(speaker))
        size = len(words.words)
        if not size:
            return own
        told = glossed(self._text, speaker, self._names, own.identity, _NEAR)
        if told is not None:
            own = Voice(speaker, told)
        elif words.words[0][0].isupper() and not self._names.knows(name_alone(speaker.of(self._text))):
            own = Voice(speaker, titled(self._text, speaker, self._names, _NEAR) or own.identity)
        first = words.low[0]
        own = Voice(speaker, self._owners.sided(sentence, speaker, own.identity))
        if size == 1:
            first = next((pronoun for case, pronoun in _CASES if self._flags[first] & case), first)
        if size == 1 and self._flags[first] & _PRONOUNS:
            return self._pronoun(sentence, speaker, first) or own
        if size > 4:
            return own
        if first in _BACKWARD:
            return self._anaphor(sentence, speaker, words.low[-1]) or own
        named = own.identity.person or not own.identity.known
        if named and own.identity.id is None and words.words[-1][0].isupper():
            return self._fuller(sentence, speaker) or own
        return own

    def _identify(self, span: Span) -> Identity:
        words = self._text[span.start : span.end]
        may_be = self._names.anaphors(words)
        return self._names.identify(words, self._near, self._named(may_be) if may_be else may_be)

    def _named(self, bodies: frozenset[str]) -> frozenset[str]:
        """Those of the bodies that the report names in full."""
        named = self._bodies.get(bodies)
        if named is None:
            if self._flat is None:
                self._flat = flat(self._near)
            named = self._bodies[bodies] = self._names.named(self._flat, bodies)
        return named

    def _earlier(
        self, sentence: int, speaker: Span, reach: int, *, holding: Collection[str] = ()
    ) -> Iterator[tuple[int, Span]]:
        """Speakers before `speaker`, nearest first, with the subject of each sentence as a last choice.

        Sentences that do not hold all the words of `holding` (in small letters) are passed over unread.
        """
        for at in range(sentence, max(-1, sentence - reach - 1), -1):
            if holding and not self._holds(at, holding):
                continue
            for span in self._speakers(at, speaker, own=at == sentence and reach > 0):
                yield at, span

    def _is_near(self, sentence: int, speaker: Span, reach: int, words: Collection[str]) -> bool:
        """Whether all the words, in small letters, stand before `speaker` within reach: seldom, and quickly seen."""
        before = self._text[self._sentences[max(0, sentence - reach)].start : speaker.start].casefold()
        return all(w.casefold() in before for w in words)

    def _holding(self, word: str, first: int, last: int, end: int) -> Iterator[int]:
        """The sentences from `last` back to `first` that hold a word before the offset `end`, the last one first."""
        sentences, start = self._sentences, self._sentences[first].start
        while last >= first:
            place = self._text.rfind(word, start, min(end, sentences[last].end))
            if place < 0:
                return
            last = bisect.bisect_right(sentences, place, hi=last + 1, key=_start) - 1
            yield last
            last -= 1

    def _holds(self, sentence: int, words: Collection[str]) -> bool:
        low = self._lowered.get(sentence)
        if low is None:
            place = self._sentences[sentence]
            low = self._lowered[sentence] = self._text[place.start : place.end].casefold()
        return all(w.casefold() in low for w in words)

    def _words(self, span: Span) -> SpeakerWords:
        return speaker_words(self._text[span.start : span.end])

    def _speakers(self, sentence: int, speaker: Span, *, own: bool) -> Iterator[Span]:
        """The speakers of one sentence, and its subject; in the `own` sentence only one that names a body."""
        if speaker.start <= self._sentences[sentence].start:
            return
        spans = self._ordered.get(sentence)
        if spans is None:
            found = {u.speaker for u in self._utterances(sentence)}
            spans = self._ordered[sentence] = sorted(found, key=lambda s: (-s.start, -s.end))
        left = _NEAREST
        for span in spans:
            if span.end <= speaker.start:
                yield span
                left -= 1
                if not left:
                    break
        subject = self._subject(sentence)
        if own and subject is not None and self._words(speaker).lows[0] not in _OWNING:
            subject = subject if self._identify(subject).id is not None else None
        if subject is not None and subject.end <= speaker.start and subject not in spans:
            yield subject

    def _subject(self, sentence: int) -> Span | None:
        """The noun phrase before a sentence's first verb, if it is a known sort of speaker."""
        if sentence not in self._subjects:
            self._subjects[sentence] = self._read_subject(sentence)
        return self._subjects[sentence]

    def _read_subject(self, sentence: int) -> Span | None:
        line = self._line(sentence)
        verb = line.first_verbal(1, min(line.size, 16))
        found = before(line, verb) if verb is not None else None
        if found is None or line.flags[found[1] - 1] & PREPOSITION or not line.known(*found):
            found = self._heading_body(line) or presented(line)
        if found is None or line.holds(BARRED, *found):
            return None  # "Six army soldiers died, it said": those who suffer are not those who speak
        return Span(line.words.starts[found[0]], line.words.ends[found[1] - 1])

    def _heading_body(self, line: Line) -> tuple[int, int] | None:
        """A body known by name that opens a sentence whose verb is not known: "MSF runs the clinic."."""
        ends = range(1, min(line.size, _HEADING) + 1)
        end = next((e for e in ends if self._names.identify(line.text(0, e)).id is not None), None)
        return (0, end) if end is not None else None

    def _pronoun(self, sentence: int, speaker: Span, low: str) -> Voice | None:
        """The last speaker that the pronoun fits, through a chain of the same pronoun."""
        found, _ = self._fitting(sentence, speaker, low, own=True)
        if found is None:
            found = self._earlier_fitting(sentence, speaker, low)
        return found and Voice(found.span, found.identity, f"{low!r} stands for {found.span.start}-{found.span.end}")

    def _earlier_fitting(self, sentence: int, speaker: Span, low: str) -> Voice | None:
        """The last speaker of an earlier sentence that a pronoun fits: the same for every one of its kind."""
        if (sentence, low) in self._fitted:
            return self._fitted[sentence, low]
        at, reach = sentence - 1, _PERSON_REACH if self._flags[low] & HE else _BODY_REACH
        limit, found = sentence - reach, None
        while found is None and at >= max(0, limit, sentence - _CHAIN):
            found, chained = self._fitting(at, speaker, low, own=False)
            limit = at - reach if chained else limit
            at -= 1
        self._fitted[sentence, low] = found
        return found

    def _fitting(self, sentence: int, speaker: Span, low: str, *, own: bool) -> tuple[Voice | None, bool]:
        """The last speaker of a sentence that the pronoun fits, and whether it stands for one there itself."""
        kind, chained = self._flags[low], False
        for span in self._speakers(sentence, speaker, own=own):
            words = self._words(span).lows
            if len(words) == 1 and self._flags[words[0]] & _PRONOUNS:
                chained = chained or words[0] == low or self._flags[words[0]] & kind & HE != 0
                continue
            voice = self.resolve(sentence, span)
            if fits(voice, kind, self._text, self._flags, self._identify):
                return voice, chained
        return None, chained

    def _anaphor(self, sentence: int, speaker: Span, head: str) -> Voice | None:
        """ "The ministry", "the statement": the last speaker with those words, or whoever issued the statement."""
        own = self._identify(speaker)
        content = set(self._words(speaker).lows[1:]) - _AGAIN
        named = own.id is None and any(w[0].isupper() for w in self._words(speaker).words[1:])  # "the Centre"
        reach = _NAME_REACH if named else _BODY_REACH
        if self._is_near(sentence, speaker, reach, content):
            for at, span in self._earlier(sentence, speaker, reach, holding=content):
                owner = named_owner(self._text, span, content)
                if owner is not None and span.start != speaker.start:
                    return Voice(owner, self._identify(owner), f"{head!r} stands for {owner.start}-{owner.end}")
                if content < set(self._words(span).lows) and span.start != speaker.start:
                    voice = self.resolve(at, span)
                    return Voice(voice.span, voice.identity, f"{head!r} stands for {voice.span.start}-{voice.span.end}")
        if own.kind is _OTHER and self._flags[head] & DOCUMENT:
            return self._issuer(sentence, speaker, head)
        if own.id is None and self._flags[head] & BODY and not (named and len(content) > 1):
            return self._body(sentence, speaker, head, own)
        return None

    def _body(self, sentence: int, speaker: Span, head: str, own: Identity) -> Voice | None:
        """The last body known by name, or named and known by its nouns, for "the group" and the like."""
        for at, span in self._earlier(sentence, speaker, _BODY_REACH):
            voice = self.resolve(at, span)
            if self._may_be(own, voice):
                return Voice(voice.span, voice.identity, f"{head!r} stands for {voice.span.start}-{voice.span.end}")
        return None

    def _may_be(self, own: Identity, voice: Voice) -> bool:
        """Whether "the group" may be the voice: a body by its id or its capitals, of no other kind than the noun's."""
        kind, words = voice.identity.kind, self._words(voice.span).words
        if own.kind is not _OTHER and own.kind is not kind and not (own.kind in _LOOSE and kind in _GROUPS):
            return False
        capitals = kind in _GROUPS and not voice.identity.person and any(w[0].isupper() for w in words[1:])
        return voice.identity.id is not None or capitals

    def _issuer(self, sentence: int, speaker: Span, head: str) -> Voice | None:
        """Who issued "the statement": the subject of the sentence that speaks of one."""
        for at in range(sentence, max(-1, sentence - _BODY_REACH - 1), -1):
            if not self._holds(at, (head,)):
                continue
            line = self._line(at)
            said = bisect.bisect_right(line.words.ends, speaker.start)
            if not any(line.lows[i] == head and (line.flags[i - 1] | line.flags[i - 2]) & ISSUE for i in range(said)):
                continue
            for _, span in self._earlier(at, speaker, 0):
                voice = self.resolve(at, span)
                if voice.span != speaker:
                    return Voice(voice.span, voice.identity, f"{head!r} issued by {voice.span.start}-{voice.span.end}")
        return None

    def _fuller(self, sentence: int, speaker: Span) -> Voice | None:
        """The earlier speaker whose words hold this name and more; a title may have changed ("Ms.", "Col.")."""
        names = self._words(speaker).words
        surname = frozenset(names[1:] if len(names) > 1 and self._flags[names[0].casefold()] & TITLE else names)
        searched = self._nameless.get(surname, -1)  # no fuller name stands before this sentence
        reach = min(_NAME_REACH, max(1, sentence - searched)) if sentence >= searched >= 0 else _NAME_REACH
        for at in self._holding(max(surname, key=len), max(0, sentence - reach), sentence, speaker.start):
            for span in self._speakers(at, speaker, own=at == sentence):
                words = self._words(span)
                if surname.issubset(words.texts) and surname < set(words.words):
                    voice = self.resolve(at, span)
                    return Voice(voice.span, voice.identity, f"named in full at {voice.span.start}-{voice.span.end}")
        self._nameless[surname] = sentence
        return None
