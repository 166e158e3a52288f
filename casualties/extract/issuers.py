"""Issuers: the body whose own document a report plainly is: a digest, a statement, a communique.

What nobody else is named for in such a document its issuer says: "The Centre documented the death of 9 people." under
"Final toll for Thursday", the lines below "Our monitors report:", "we can confirm" in an aid group's statement.  News
is nobody's own document: what it does not attribute, its reporter says; nor does a situation report vouch for all of
its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from casualties.claim import SourceKind
from casualties.extract.sentences import Document, Kind, Sentence
from casualties.extract.speech import Spoken
from casualties.extract.speech_words import DIGEST, DIGITS, STATEMENT, TIME
from casualties.extract.utterance import Rule, Utterance
from casualties.extract.voices import Voice
from casualties.report import Span

Resolve = Callable[[int, Span], Voice]

_LONGEST = 20_000
"""Characters of one report; a longer text is many, and nobody's own."""
_TOP = 8
"""Sentences and headings in which a document says whose it is."""
_PERSONS = 2
"""How often a document says "we" or "our" of its issuer, at the least; a newspaper says "our correspondent" once."""
_FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"[\"“«][^\"”»\n]{0,2000}[\"”»]?")
_GLOSSED = re.compile(r"((?:[A-Z][\w’'-]*+ )(?:(?:[A-Z][\w’'-]*+|of|for|and|in|the|de) ){0,7})\(([A-Z][A-Za-z]{1,7})\)")
"""A body with its initials: "Relief Without Borders (RWB)"."""
_NO_ISSUERS = frozenset({SourceKind.MEDIA, SourceKind.NONE, SourceKind.WITNESS})


def find_issuer(document: Document, spoken: Spoken, resolve: Resolve) -> tuple[Voice, str] | None:
    """The issuer of the document with the words that explain it, or None: most reports are news."""
    if not document.sentences or document.span.end - document.span.start > _LONGEST:
        return None
    reading = _Top(document, spoken, resolve)
    return reading.announced() or reading.digest() or reading.first_person()


class _Top:
    """The first lines of a document, read for who issues it."""

    def __init__(self, document: Document, spoken: Spoken, resolve: Resolve) -> None:
        self._document, self._spoken, self._resolve = document, spoken, resolve
        self._sentences = document.sentences[:_TOP]

    def announced(self) -> tuple[Voice, str] | None:
        """ "Our monitors in 11 districts report:": a line with nothing but who speaks, above all the others."""
        for at, sentence in enumerate(self._sentences[:-1]):
            if self._document.words(sentence).endswith(":") and self._ends_paragraph(at):
                for utterance in self._spoken.utterances(at):
                    if utterance.rule is Rule.PRE and not self._holds_figure(at):
                        return self._issuer(at, utterance, "announces the document")
            if self._is_prose(sentence):
                return None
        return None

    def digest(self) -> tuple[Voice, str] | None:
        """ "Final toll for Thursday 7 March": the monitor whose count opens it."""
        headings = [at for at in self._headings() if self._is_digest_heading(at)]
        publisher = (self._document.report.publisher or "").strip()
        if not headings or (
            publisher and any(publisher in self._document.words(self._sentences[at]) for at in headings)
        ):
            return None  # "Field Bulletin, number 88" is the publisher's own
        first = next((at for at, s in enumerate(self._sentences) if self._is_prose(s)), None)
        for utterance in self._spoken.utterances(first) if first is not None else ():
            found = self._issuer(first or 0, utterance, "opens the digest")
            if found is not None and utterance.rule is Rule.PRE and found[0].identity.kind is SourceKind.MONITOR:
                return found
        return None

    def first_person(self) -> tuple[Voice, str] | None:
        """A statement in which "we" is a body that its first lines, or the publisher, name."""
        text = self._document.text[self._document.span.start : self._document.span.end]
        if len(_FIRST_PERSON.findall(text)) < _PERSONS:
            return None
        if len(_FIRST_PERSON.findall(_QUOTATION.sub("", text))) < _PERSONS:
            return None
        place = self._published()
        if any(self._is_statement_heading(at) for at in self._headings()):
            place = place or self._glossed() or self._named_heading()
        if place is None:
            return None
        at = max(n for n, s in enumerate(self._document.sentences) if s.start <= place.start)
        voice = self._resolve(at, place)
        if voice.identity.kind in _NO_ISSUERS:
            return None
        if not voice.identity.known:  # armies, ministries, companies are known by their nouns
            voice = voice._replace(identity=voice.identity._replace(kind=SourceKind.MONITOR, known=True))
        return voice, f"the document is its own: {place.of(self._document.text)!r} at {place.start}-{place.end}"

    def _issuer(self, at: int, utterance: Utterance, why: str) -> tuple[Voice, str] | None:
        voice = self._resolve(at, utterance.speaker)
        if voice.identity.kind in _NO_ISSUERS:
            return None
        start, end = utterance.cue.start, utterance.cue.end
        return voice, f"{why}: {utterance.rule} {self._document.text[start:end]!r} at {start}-{end}"

    def _published(self) -> Span | None:
        """Where the text names its publisher."""
        publisher = (self._document.report.publisher or "").strip()
        start = self._document.text.find(publisher) if publisher else -1
        named = start >= 0 and self._spoken.names.identify(publisher).kind is not SourceKind.MEDIA
        return Span(start, start + len(publisher)) if named else None

    def _glossed(self) -> Span | None:
        """The first body that the top names with its initials, if the initials are its own."""
        top = Span(self._sentences[0].start, self._sentences[-1].end)
        for match in _GLOSSED.finditer(self._document.text, top.start, top.end):
            capitals = "".join(word[0] for word in match[1].split() if word[0].isupper())
            if capitals.startswith(match[2][0]) and len(capitals) >= 2:
                return Span(match.start(), match.end())
        return None

    def _named_heading(self) -> Span | None:
        """A line that is the name of a body and nothing else."""
        for at in self._headings():
            words = self._document.words(self._sentences[at])
            found = self._spoken.names.identify(words)
            if found.known and not found.person and found.kind is not SourceKind.OTHER and words[0].isupper():
                line = self._spoken.line(at)
                if line.first_verbal(0, line.size) is None and not line.holds(STATEMENT | DIGEST | TIME, 0, line.size):
                    return self._sentences[at].span
        return None

    def _headings(self) -> Iterator[int]:
        for at, sentence in enumerate(self._sentences):
            if self._is_prose(sentence):
                return
            yield at

    def _is_digest_heading(self, at: int) -> bool:
        line = self._spoken.line(at)
        dated = line.holds(DIGITS | TIME, 0, line.size) or any(low[0].isdigit() for low in line.lows[: line.size])
        return dated and line.holds(DIGEST, 0, line.size) and not self._holds_figure(at)

    def _is_statement_heading(self, at: int) -> bool:
        line = self._spoken.line(at)
        return line.holds(STATEMENT, 0, line.size)

    def _holds_figure(self, at: int) -> bool:
        return self._spoken.holds_figure(at)

    def _is_prose(self, sentence: Sentence) -> bool:
        return sentence.kind is not Kind.HEADING and sentence.kind is not Kind.LITTER

    def _ends_paragraph(self, at: int) -> bool:
        return self._document.sentences[at + 1].paragraph != self._sentences[at].paragraph
