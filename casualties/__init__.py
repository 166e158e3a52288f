"""Every claimed casualty figure in a report: who claims it, about what, and where figures agree or contradict."""

from casualties.amount import Amount, Bound
from casualties.claim import Claim, Claims, Source, SourceKind, Status
from casualties.compare.findings import Finding, Reconciliation
from casualties.compare.reconcile import reconcile
from casualties.errors import CasualtiesError, CasualtiesWarning
from casualties.extract.claims import find_claims
from casualties.extract.lexicon import Lexicon
from casualties.extract.numerals import find_amounts
from casualties.files import read_reports
from casualties.measure.annotations import read_annotations
from casualties.measure.evaluation import Evaluation, evaluate
from casualties.report import Report, Span
from casualties.scope import Outcome, Period, Place, Scope, Unit, VictimGroup, Victims
from casualties.show.schemas import CLAIMS_SCHEMA, FINDINGS_SCHEMA
from casualties.show.tables import claims_table, findings_table

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
    "claims_table",
    "evaluate",
    "find_amounts",
    "find_claims",
    "findings_table",
    "read_annotations",
    "read_reports",
    "reconcile",
]
