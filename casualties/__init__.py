"""Every claimed casualty figure in a report: who claims it, about what, and where figures agree or contradict."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casualties.amount import Amount, Bound
    from casualties.claim import Claim, Claims, Mention, Source, SourceKind, Status
    from casualties.compare.findings import Finding, Reconciliation
    from casualties.compare.reconcile import reconcile
    from casualties.errors import CasualtiesError, CasualtiesWarning
    from casualties.extract.claims import find_claims
    from casualties.extract.lexicon import Lexicon
    from casualties.extract.numerals import find_amounts
    from casualties.extract.prefilter import prefilter
    from casualties.files import read_reports
    from casualties.measure.annotations import read_annotations
    from casualties.measure.evaluation import Evaluation, evaluate
    from casualties.report import Report, Span
    from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims
    from casualties.show.batches import claims_batches
    from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA
    from casualties.show.tables import claims_table, findings_blocks, findings_table

__all__ = [
    "CLAIMS_SCHEMA",
    "FINDINGS_SCHEMA",
    "Amount",
    "Bound",
    "CasualtiesError",
    "CasualtiesWarning",
    "Claim",
    "Claims",
    "Evaluation",
    "Finding",
    "Lexicon",
    "Mention",
    "Outcome",
    "Period",
    "Place",
    "Reconciliation",
    "Report",
    "Scope",
    "Source",
    "SourceKind",
    "Span",
    "Status",
    "Unit",
    "VictimGroup",
    "Victims",
    "claims_batches",
    "claims_table",
    "evaluate",
    "find_amounts",
    "find_claims",
    "findings_blocks",
    "findings_table",
    "prefilter",
    "read_annotations",
    "read_reports",
    "reconcile",
]

_HOMES = {
    "CLAIMS_SCHEMA": "show.schemas",
    "FINDINGS_SCHEMA": "show.schemas",
    "Amount": "amount",
    "Bound": "amount",
    "CasualtiesError": "errors",
    "CasualtiesWarning": "errors",
    "Claim": "claim",
    "Claims": "claim",
    "Evaluation": "measure.evaluation",
    "Finding": "compare.findings",
    "Mention": "claim",
    "Lexicon": "extract.lexicon",
    "Outcome": "scope",
    "Period": "scope",
    "Place": "scope",
    "Reconciliation": "compare.findings",
    "Report": "report",
    "Scope": "scope",
    "Source": "claim",
    "SourceKind": "claim",
    "Span": "report",
    "Status": "claim",
    "Unit": "scope",
    "VictimGroup": "scope",
    "Victims": "scope",
    "claims_batches": "show.batches",
    "claims_table": "show.tables",
    "evaluate": "measure.evaluation",
    "find_amounts": "extract.numerals",
    "find_claims": "extract.claims",
    "findings_blocks": "show.tables",
    "findings_table": "show.tables",
    "prefilter": "extract.prefilter",
    "read_annotations": "measure.annotations",
    "read_reports": "files",
    "reconcile": "compare.reconcile",
}
"""The module of each name; it is read when the name is first asked for, so that `import casualties` costs next to
nothing and who only wants amounts does not wait for the rest."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
