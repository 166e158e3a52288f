"""One peer reads sentences and says how long it took; run by run.py in an environment of the peers' own.

Usage: ``python peers.py NAME SENTENCES.json`` prints seconds, the number of sentences, and the peer's version.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Read = Callable[[str], object]


def quantulum3() -> Read:
    """Numbers with their units, by pattern."""
    from quantulum3 import parser

    return parser.parse


def recognizers() -> Read:
    """Microsoft's numbers in words and digits."""
    from recognizers_number import NumberRecognizer

    return NumberRecognizer("en-us").get_number_model().parse


def spacy() -> Read:
    """A blank English pipeline and two rules, a number before and after a word of harm; its vocabulary is cold."""
    import spacy as library
    from spacy.matcher import Matcher

    language = library.blank("en")
    matcher = Matcher(language.vocab)
    harm = {"LOWER": {"IN": ["killed", "died", "dead", "wounded", "injured", "missing", "displaced", "arrested"]}}
    number = {"LIKE_NUM": True}
    few = {"OP": "*", "IS_PUNCT": False}
    matcher.add("number first", [[number, few, harm]])
    matcher.add("harm first", [[harm, few, number]])
    return lambda text: matcher(language(text))


PEERS = {"quantulum3": quantulum3, "recognizers-text-number": recognizers, "spacy": spacy}


def main(name: str, path: str) -> None:
    sentences = json.loads(Path(path).read_text(encoding="utf-8"))
    read = PEERS[name]()
    read("Two people went home.")  # what is loaded at the first call is no part of the rate
    start = time.process_time()
    for sentence in sentences:
        read(sentence)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "sentences": len(sentences), "version": importlib.metadata.version(name)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
