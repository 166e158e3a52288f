"""Reads made sentences with the steps up to the figures, for the tests of the grammar."""

from casualties.extract.chunks import chunk
from casualties.extract.counted import Chunk
from casualties.extract.figures import Figure, find_figures
from casualties.extract.lexicon import Lexicon
from casualties.extract.lists import Shape, shape
from casualties.extract.numerals import find_phrases
from casualties.extract.sentences import Document, read_document
from casualties.extract.tokens import Token, tokenize
from casualties.report import Report

ENGLISH = Lexicon()


def document(text: str) -> Document:
    return read_document(Report(text), ENGLISH)


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(document(text))


def tokens(text: str) -> tuple[Token, ...]:
    return tokenize(text, 0, len(text), find_phrases(text), ENGLISH)


def chunks(text: str) -> tuple[Chunk, ...]:
    return chunk(tokens(text))


def letters(text: str) -> str:
    return "".join(c.kind for c in chunks(text))


def shaped(text: str) -> Shape:
    found = tokens(text)
    return shape(found, chunk(found), ENGLISH)


def told(text: str) -> list[tuple[str, str]]:
    """Each figure's words with its outcome."""
    return [(f.span.of(text), str(f.outcome)) for f in figures(text)]
