"""Coverage-guided fuzzing of the public functions: `python tests/fuzzing/fuzz.py TARGET [-max_total_time=600]`.

Outside the gate (extra `fuzz`, atheris).  Each target takes bytes and makes of them a text, a table or a file; whatever
they hold, the function gives an answer that keeps its promises or one error of `casualties.errors`.  Everything else
stops the run and writes the bytes to crash-*; put them into tests/fuzzing/finds/TARGET and they stay a test
(tests/test_fuzzing.py runs every find).  Further arguments are libFuzzer's.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import casualties
from casualties.errors import CasualtiesError, CasualtiesWarning
from casualties.extract.lexicon import Lexicon

_SPELLED = (
    "killed wounded dead died people civilians soldiers children at least more than up to about between and or of "
    "them including no one nobody none dozens hundreds thousand million two twenty-five a an another some said police "
    "told according the ministry Homs Syria on Monday since March 2012 yesterday total toll rose from bringing missing "
    "detained abducted displaced fled 12 3,500 1.2 10-15 ( ) \" ' , . ; : - \n \n\n € ٣ ３ İ ß ﬁ \u200f \u2028 \x00 "
    "\ud800"
)
_WORDS = tuple(_SPELLED.split(" "))
"""Half of all texts are built from these, so that the grammar is reached and not only the gate before it."""


def text_of(data: bytes) -> str:
    """A text from bytes: raw when the first byte is even, words of the field when it is odd."""
    if data[:1] and data[0] % 2:
        return " ".join(_WORDS[b % len(_WORDS)] for b in data[1:])
    return data[1:].decode("utf-8", "surrogateescape")


def amounts(data: bytes) -> None:
    """`find_amounts`: every amount stands where it says, in order, without overlap."""
    text = text_of(data)
    end = 0
    for amount in casualties.find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        assert amount.low is None or amount.high is None or 0 <= amount.low <= amount.high
        end = amount.end


def claims(data: bytes) -> None:
    """`find_claims`, the table and back, and `reconcile` with everything that shows itself."""
    text = text_of(data)
    found = casualties.find_claims(text, published="2012-05-09", report_id="fuzz")
    for claim in found:
        assert claim.span is not None
        assert text[claim.span.start : claim.span.end] == claim.figure
    assert len(casualties.Claims.from_frame(found.to_frame())) == len(found)
    made = casualties.reconcile(found)
    known = {c.claim_id for c in found}
    assert all(set(f.claim_ids) <= known for f in made)
    assert all(made.explain(f) for f in made)
    assert casualties.Reconciliation.from_json(made.to_json()).findings == made.findings
    assert repr(made)
    assert repr(found)
    assert found._repr_html_()
    assert made._repr_html_()


def table(data: bytes) -> None:
    """`Claims.from_frame` and `reconcile` over any cells."""
    import pandas as pd  # noqa: PLC0415

    cells = text_of(data).encode("utf-8", "replace").decode().split(" ")  # a data frame holds no half surrogates
    columns = [*casualties.CLAIMS_SCHEMA][: 1 + len(cells) % len(casualties.CLAIMS_SCHEMA)]
    width = len(columns)
    rows = [cells[n : n + width] for n in range(0, len(cells) - width + 1, width)][:20]
    frame = pd.DataFrame(rows, columns=columns)
    for name, word in (("outcome", "killed"), ("low", 3)):
        if name not in frame.columns or len(data) % 3:
            frame[name] = word
    casualties.reconcile(casualties.Claims.from_frame(frame)).to_frame()


def reports(data: bytes) -> None:
    """`read_reports` over any bytes under any ending."""
    endings = (".txt", ".html", ".csv", ".jsonl", ".parquet")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"report{endings[data[0] % len(endings)] if data else '.txt'}")
        file.write_bytes(data[1:])
        casualties.read_reports(file)


def lexicon(data: bytes) -> None:
    """The lexicon reader over any TOML."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "harms.toml").write_bytes(data)
        casualties.find_claims("Two people were killed.", lexicon=Lexicon(folder=folder))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "amounts": amounts,
    "claims": claims,
    "table": table,
    "reports": reports,
    "lexicon": lexicon,
}


def run(target: Callable[[bytes], None], data: bytes) -> None:
    """One input; an error of the library's own is an answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", CasualtiesWarning)
        try:
            target(data)
        except CasualtiesError:
            return


def main() -> None:
    """Fuzz the target named first; the rest of the arguments go to libFuzzer."""
    import atheris  # noqa: PLC0415

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: fuzz.py TARGET [libFuzzer's arguments]; TARGET is one of {', '.join(TARGETS)}")
    target = TARGETS[sys.argv[1]]
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: run(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
