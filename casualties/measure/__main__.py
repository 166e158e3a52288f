"""``python -m casualties.measure ANNOTATED.jsonl``: how right the found claims are, field by field.

Exit status: 0; 2 if a file could not be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from casualties.errors import CasualtiesError
from casualties.measure.evaluation import evaluate, to_json


def main(argv: Sequence[str] | None = None) -> int:
    """Run with the given arguments (default: those of the process) and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m casualties.measure", description=__doc__)
    parser.add_argument("annotated", metavar="FILE", help="annotated reports, JSON Lines (docs/evaluate.md)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each kind")
    parser.add_argument("--against", metavar="FIGURES", help="print what rose and fell against these stored figures")
    parser.add_argument("--save", metavar="FIGURES", help="store the figures in this file")
    options = parser.parse_args(argv)
    try:
        made = evaluate(options.annotated)
        lines = [repr(made)]
        for kind, errors in made.errors_by_kind().items():
            lines += [f"{kind}: {len(errors)}", *(f"  {error}" for error in errors[: options.errors])]
        print(*lines, sep="\n")
        if options.against:
            moved = made.against(json.loads(Path(options.against).read_text(encoding="utf-8")))
            print(*(moved or ["no figure rose or fell"]), sep="\n")
        if options.save:
            Path(options.save).write_text(to_json(made.figures()), encoding="utf-8")
    except OSError as error:  # a full disk names no file
        print(f"casualties.measure: {error.filename or options.save or 'output'}: {error.strerror}.", file=sys.stderr)
        return 2
    except (CasualtiesError, TypeError, ValueError) as error:
        print(f"casualties.measure: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
