"""What a check found, in the words of the marts; every text in it is safe to show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gouji.errors import Wording
from gouji.reports import PrintedCell, ReportFinding
from gouji.severities import SEVERITIES
from ingest.records import record

RECONCILED, DISCREPANT, NOT_EVALUABLE = "reconciled", "discrepant", "not_evaluable"


@record
class Term:
    """One figure of an equation as the evaluator summed it.

    ``period`` is ``t``, ``t-1``, ``members`` or ``reference``; ``value`` is None where there is none. The place is
    None where the term is no cell of the form, such as a figure stated in prose.
    """

    side: str
    period: str
    sign: int
    table_code: str | None
    row_code: str | None
    column_code: str | None
    value: Decimal | None
    cell_state: str
    row_label: Wording | None
    column_label: Wording | None


@record
class Equation:
    """The rule behind a finding with this report's numbers; without terms where its sides are no sums of terms."""

    rule_id: str
    name: Wording
    formula: str
    comparison: str
    scope: str
    scope_code: str
    left_value: Decimal | None
    right_value: Decimal | None
    residual: Decimal | None
    terms: tuple[Term, ...]


@record
class Cause:
    """A row of the seed ``explanation_causes``."""

    cause_code: str
    name: Wording
    message: Wording


@record
class Change:
    """One figure that an explanation changes; ``suggested_value`` is None where it only exceeds a bound."""

    table_code: str
    row_code: str
    column_code: str
    row_label: Wording
    column_label: Wording
    printed_value: Decimal | None
    suggested_value: Decimal | None
    cause: Cause


@record
class Explanation:
    """Figures whose change would put a component right; without rank and changes where nothing was found."""

    explanation_id: str
    component_code: str
    rank: int | None
    rank_count: int
    explanation_count: int
    confidence: str | None
    supporting_rule_ids: tuple[str, ...]
    changes: tuple[Change, ...]


@record
class NearestRow:
    """A printed row that the form does not have, beside the row of the form that it resembles most; None if none.

    ``problem`` says why it was not taken for a row; None in documents that hold no statutory table at all.
    """

    table_code: str
    label: str
    printed_text: str
    locator: str
    problem: Wording | None
    nearest: str | None
    row_code: str | None


@record
class Finding:
    """A finding as ``show`` has it, with what is known beyond.

    ``problem`` is the message without the likely cause, which ``shown`` has at its end; ``component_code`` names the
    failing rules that are explained together, and is None where nothing is to be explained.
    """

    shown: ReportFinding
    finding_id: str
    printed_text: str | None
    problem: Wording
    cause_code: str | None
    confidence: str | None
    supporting_rule_ids: tuple[str, ...]
    component_code: str | None
    equation: Equation | None
    nearest: NearestRow | None


@record
class RuleResult:
    """A row of ``fct_rule_results`` with the class of its rule."""

    rule_id: str
    rule_class: str
    scope_code: str
    left_value: Decimal | None
    right_value: Decimal | None
    residual: Decimal | None
    verdict: str
    reason: str | None
    severity: str
    is_acknowledged: bool
    implied_value: Decimal | None


@record
class CheckedReport:
    """One report with its verdict."""

    report_id: str
    document_id: str
    path: str
    other_paths: tuple[str, ...]
    title: str | None
    agency_name: str | None
    region_code: str | None
    report_year: int | None
    form_version: str | None
    scope: str
    source_format: str
    published_date: date | None
    verdict: str
    duplicate_of: str | None
    cells: tuple[PrintedCell, ...]
    findings: tuple[Finding, ...]
    results: tuple[RuleResult, ...]
    explanations: tuple[Explanation, ...]
    unknown_rows: tuple[NearestRow, ...]

    @property
    def name(self) -> str:
        """Agency and year, as far as they are known; else the title or the path."""
        known = [str(part) for part in (self.agency_name, self.report_year) if part]
        return " ".join(known) if self.agency_name else (self.title or self.path)

    def count(self, verdict: str) -> int:
        """How many equations had this verdict."""
        return sum(result.verdict == verdict for result in self.results)

    @property
    def lacks_earlier_year(self) -> int:
        """How many equations wait for an earlier report."""
        return sum((result.reason or "").startswith("no_prior_report") for result in self.results)

    def explained(self, component_code: str | None) -> tuple[Explanation, ...]:
        """The explanations of a component, best first."""
        return tuple(one for one in self.explanations if one.component_code == component_code)


@record
class RejectedDocument:
    """One address that could not be read: why, what to do, and, where the document could be opened at all, which tables
    are expected, what was found, and the lines nearest to rows of the form."""

    document_id: str
    path: str
    reason_code: str
    detail: str
    problem: Wording
    remedy: Wording
    expected: Wording | None
    found: Wording | None
    nearest: tuple[NearestRow, ...]


@record
class Rule:
    """A row of ``dim_rules``."""

    rule_id: str
    name: Wording
    rule_class: str
    severity: str
    scope: str
    equation: str
    legal_basis: str


@record
class CheckResult:
    """Everything one call found. ``earlier_count``: reports of other years brought in, None without."""

    reports: tuple[CheckedReport, ...]
    rejected: tuple[RejectedDocument, ...]
    rules: Mapping[str, Rule]
    earlier_count: int | None

    def open_findings(self) -> Mapping[str, int]:
        """How many findings nobody has acknowledged, by severity, gravest first."""
        found = [f.shown for report in self.reports for f in report.findings if not f.shown.is_acknowledged]
        return {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
