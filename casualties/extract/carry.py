"""Carry: whom "he", "the group", "the statement" or a surname stands for.

The antecedent is the last earlier speaker that fits: a person for "he", a body for "it" and "the agency", the issuer
for "the statement", the fuller name for "Ms. Haddad".  Nothing that fits: the words are kept as they are.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import regex

from casualties.claim import SourceKind
from casualties.extract.entities import Identity, anaphor_ids, identify, named_ids
from casualties.extract.plainwords import Words, words_of
from casualties.extract.sentences import Document
from casualties.extract.source_words import flat
from casualties.extract.speakers import before
from casualties.extract.speech_words import Line, Set
from casualties.extract.utterance import Utterance
from casualties.report import Span


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: where the fullest words for it stand, who that is, and how it was found if not on the spot."""

    span: Span
    identity: Identity
    how: str = ""


_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "col", "gen", "lt", "capt", "maj", "sgt", "mr.", "general", "colonel"}
)
_TITLE_WORDS = regex.compile(r"(?:\p{L}[\p{L}'’-]*+ ){0,2}\p{Ll}[\p{L}'’-]*+$")
_NAME_BEHIND = regex.compile(r"\p{Ll}, (?:\p{Lu}[\p{L}.'’-]*+ ){1,3}\p{Lu}[\p{L}'’-]++$")
"""A title with a person's name behind it: "the police public relations officer, SP Grace Udo"."""
_PRONOUN, _MENTIONS = 4, 5
"""Letters of the longest pronoun, which nothing describes; mentions of a name at which its title is looked for."""
_CHAIN = 20
"""Sentences, or steps, from a pronoun or "the group" to a name; a longer chain has none."""
_NEAR = 20_000
"""Characters of a report in which a name is looked for: a longer text is many reports."""
_BODY_REACH, _PERSON_REACH, _NAME_REACH = 8, 6, 60
"""Sentences back to an antecedent: "it" and "the group", "he", a name."""


_NEAREST = 8
"""Speakers of one sentence that may be an antecedent; real sentences hold one or two."""


class Antecedents:
    """The speakers of a document, looked up backwards from a sentence."""

    def __init__(
        self,
        document: Document,
        utterances: Callable[[int], tuple[Utterance, ...]],
        line: Callable[[int], Line],
    ) -> None:
        self._document = document
        self._near = document.text[:_NEAR]
        self._flat: str | None = None
        self._ordered: dict[int, list[Span]] = {}
        self._lowered: dict[int, str] = {}
        self._cut: dict[Span, Words] = {}
        self._nameless: dict[frozenset[str], int] = {}
        self._utterances = utterances
        self._line = line
        self._voices: dict[Span, Voice] = {}
        self._subjects: dict[int, Span | None] = {}
        self._depth = 0

    def resolve(self, sentence: int, speaker: Span) -> Voice:
        """Who the words at `speaker` stand for."""
        if self._depth > _CHAIN:
            return Voice(speaker, self._identify(speaker))
        if speaker not in self._voices:
            self._depth += 1
            self._voices[speaker] = self._resolve(sentence, speaker)
            self._depth -= 1
        return self._voices[speaker]

    def _resolve(self, sentence: int, speaker: Span) -> Voice:
        words = [w for w in self._words(speaker) if w.is_word]
        own = Voice(speaker, self._identify(speaker))
        if not words:
            return own
        if not own.identity.known and words[0].capital:
            own = Voice(speaker, self._described(speaker) or own.identity)
        groups = self._line(sentence).cues.groups
        first, last = words[0].low, words[-1].low
        if len(words) == 1 and first in groups[Set.HE] | groups[Set.IT] | groups[Set.THEY]:
            return self._pronoun(sentence, speaker, first) or own
        if first in {"the", "this", "that", "its", "their"} and len(words) <= 4:
            return self._anaphor(sentence, speaker, last) or own
        named = own.identity.person or not own.identity.known
        if words[-1].capital and len(words) <= 4 and named and own.identity.id is None:
            return self._fuller(sentence, speaker) or own
        return own

    def _identify(self, span: Span) -> Identity:
        words, lexicon = span.of(self._document.text), self._document.lexicon
        may_be = anaphor_ids(words, lexicon)
        return identify(words, lexicon, self._near, named=self._named(may_be) if may_be else may_be)

    def _named(self, bodies: frozenset[str]) -> frozenset[str]:
        """Those of the bodies that the report names in full."""
        if self._flat is None:
            self._flat = flat(self._near)
        return named_ids(self._flat, bodies, self._document.lexicon)

    def _described(self, speaker: Span) -> Identity | None:
        """What the report calls a name elsewhere: "the activist group Green Tide" for "Green Tide said"."""
        text = self._document.text
        name = speaker.of(text)
        first, last = max(0, speaker.start - _NEAR), speaker.start + _NEAR
        at = text.find(name, first, last) if len(name) > _PRONOUN else -1
        for _ in range(_MENTIONS):
            if at < 0:
                break
            if at != speaker.start:
                before = text[max(0, at - 40) : at].rstrip()
                title = _TITLE_WORDS.search(before)
                found = identify(title.group(), self._document.lexicon) if title else None
                if found is not None and found.known:
                    return Identity(None, found.kind, found.person, known=True)
            at = text.find(name, at + len(name), last)
        return None

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

    def _holds(self, sentence: int, words: Collection[str]) -> bool:
        if sentence not in self._lowered:
            self._lowered[sentence] = self._document.words(self._document.sentences[sentence]).casefold()
        low = self._lowered[sentence]
        return all(w.casefold() in low for w in words)

    def _words(self, span: Span) -> Words:
        if span not in self._cut:
            self._cut[span] = words_of(self._document.text, span)
        return self._cut[span]

    def _speakers(self, sentence: int, speaker: Span, *, own: bool) -> Iterator[Span]:
        """The speakers of one sentence, and its subject; in the `own` sentence only one that names a body."""
        if sentence not in self._ordered:
            found = {u.speaker for u in self._utterances(sentence)}
            self._ordered[sentence] = sorted(found, key=lambda s: -s.start)
        spans = self._ordered[sentence]
        yield from itertools.islice((s for s in spans if s.end <= speaker.start), _NEAREST)
        subject = self._subject(sentence)
        if own and subject is not None and self._identify(subject).id is None:
            subject = None
        if subject is not None and subject.end <= speaker.start and subject not in spans:
            yield subject

    def _subject(self, sentence: int) -> Span | None:
        """The noun phrase before a sentence's first verb, if it is a known sort of speaker."""
        if sentence not in self._subjects:
            self._subjects[sentence] = self._read_subject(sentence)
        return self._subjects[sentence]

    def _read_subject(self, sentence: int) -> Span | None:
        line = self._line(sentence)
        verb = next((i for i in range(1, min(line.size, 16)) if line.verbal(i)), None)
        found = before(line, verb) if verb is not None else None
        if found is None or not line.known(*found) or line.has(found[1] - 1, Set.PREPOSITION):
            return None
        return Span(line.words.starts[found[0]], line.words.ends[found[1] - 1])

    def _pronoun(self, sentence: int, speaker: Span, low: str) -> Voice | None:
        """The last speaker that the pronoun fits, through a chain of the same pronoun."""
        groups = self._line(sentence).cues.groups
        he, it = low in groups[Set.HE], low in groups[Set.IT]
        pronouns = groups[Set.HE] | groups[Set.IT] | groups[Set.THEY]
        at, reach = sentence, _PERSON_REACH if he else _BODY_REACH
        limit = sentence - reach
        while at >= max(0, limit, sentence - _CHAIN):
            for span in self._speakers(at, speaker, own=at == sentence):
                words = self._words(span).lows
                if len(words) == 1 and words[0] in pronouns:
                    if words[0] == low or (he and words[0] in groups[Set.HE]):
                        limit = at - reach
                    continue
                voice = self.resolve(at, span)
                if self._fits(voice, he=he, it=it):
                    return Voice(voice.span, voice.identity, f"{low!r} stands for {voice.span.start}-{voice.span.end}")
            at -= 1
        return None

    def _fits(self, voice: Voice, *, he: bool, it: bool) -> bool:
        person = voice.identity.person or self._named_person(voice)
        document = voice.identity.known and voice.identity.kind is SourceKind.OTHER and not person
        if he:
            return person and not self._plural(voice)
        return not person if it else not document

    def _plural(self, voice: Voice) -> bool:
        """ "Two residents of Homs": no "he" stands for them."""
        line = self._words(voice.span)
        prepositions = self._line(0).cues.groups[Set.PREPOSITION]
        core = next((i for i, w in enumerate(line) if i and (not w.is_word or w.low in prepositions)), len(line))
        last = line[core - 1]
        common = last.text.islower() or (core == 1 and voice.identity.known and voice.identity.id is None)
        return common and last.low.endswith("s") and not last.low.endswith("ss")

    def _named_person(self, voice: Voice) -> bool:
        """Two capitalised words that no body is known by: a name."""
        if voice.identity.known and not voice.identity.person:
            text = voice.span.of(self._document.text)
            return "'s " in text or "’s " in text or _NAME_BEHIND.search(text) is not None
        words = [w for w in self._words(voice.span) if w.is_word]
        return bool(words) and words[0].capital and words[0].low not in {"the", "a", "an"}

    def _anaphor(self, sentence: int, speaker: Span, head: str) -> Voice | None:
        """ "The ministry", "the statement": the last speaker with those words, or whoever issued the statement."""
        groups = self._line(sentence).cues.groups
        own = self._identify(speaker)
        content = {w.low for w in self._words(speaker)[1:]} - {"same", "latest", "new"}
        for at, span in self._earlier(sentence, speaker, _BODY_REACH, holding=content):
            words = set(self._words(span).lows)
            if content < words and span.start != speaker.start:
                voice = self.resolve(at, span)
                return Voice(voice.span, voice.identity, f"{head!r} stands for {voice.span.start}-{voice.span.end}")
        if head in groups[Set.DOCUMENT] and own.kind is SourceKind.OTHER:
            return self._issuer(sentence, speaker, head)
        if own.id is None and head in groups[Set.BODY]:
            return self._body(sentence, speaker, head)
        return None

    def _body(self, sentence: int, speaker: Span, head: str) -> Voice | None:
        """The last body known by name, for "the group" and the like."""
        for at, span in self._earlier(sentence, speaker, _BODY_REACH):
            voice = self.resolve(at, span)
            if voice.identity.id is not None:
                return Voice(voice.span, voice.identity, f"{head!r} stands for {voice.span.start}-{voice.span.end}")
        return None

    def _issuer(self, sentence: int, speaker: Span, head: str) -> Voice | None:
        """Who issued "the statement": the subject of the sentence that speaks of one."""
        for at in range(sentence, max(-1, sentence - _BODY_REACH - 1), -1):
            if not self._holds(at, (head,)):
                continue
            line = self._line(at)
            said = bisect.bisect_right(line.words.ends, speaker.start)
            if not any(
                line.lows[i] == head and (line.has(i - 1, Set.ISSUE) or line.has(i - 2, Set.ISSUE)) for i in range(said)
            ):
                continue
            for _, span in self._earlier(at, speaker, 0):
                voice = self.resolve(at, span)
                if voice.span != speaker:
                    return Voice(voice.span, voice.identity, f"{head!r} issued by {voice.span.start}-{voice.span.end}")
        return None

    def _fuller(self, sentence: int, speaker: Span) -> Voice | None:
        """The earlier speaker whose words hold this name and more; a title may have changed ("Ms.", "Col.")."""
        names = [w for w in self._words(speaker) if w.is_word]
        first = names[0]
        surname = frozenset(
            w.text for w in (names[1:] if len(names) > 1 and first.text.casefold() in _TITLES else names)
        )
        searched = self._nameless.get(surname, -1)  # no fuller name stands before this sentence
        reach = min(_NAME_REACH, max(1, sentence - searched)) if sentence >= searched >= 0 else _NAME_REACH
        for at, span in self._earlier(sentence, speaker, reach, holding=surname):
            words = self._words(span).texts
            if surname.issubset(words) and surname < {w for w in words if w[0].isalnum() or w[0] == "@"}:
                voice = self.resolve(at, span)
                return Voice(voice.span, voice.identity, f"named in full at {voice.span.start}-{voice.span.end}")
        self._nameless[surname] = sentence
        return None
