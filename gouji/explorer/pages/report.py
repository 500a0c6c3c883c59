"""One report: its cells, its findings with their equations, its verdicts; and where each figure was printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouji.check.labels import column_label, row_label
from gouji.errors import Wording
from gouji.explorer.claims import Claim, by_sentence, read_claims
from gouji.explorer.corrections import Correction, read_corrections
from gouji.explorer.equations import Terms, derived_value, read_terms, told
from gouji.explorer.statutory import printed_tables
from gouji.explorer.visit import NothingThere, Page, Visit
from gouji.explorer.wording import say


@dataclass(frozen=True, slots=True)
class Header:
    """The report itself."""

    report_id: str
    agency_id: str | None
    agency_name: str | None
    province_name: str | None
    report_year: int | None
    form_version: str | None
    scope: str
    title: str | None
    source_uri: str | None
    source_format: str
    published_date: date | None
    is_current: bool
    duplicate_of: str | None
    reconciliation_status: str
    failed_rule_count: int
    is_quarantined: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form, as printed."""

    table_code: str
    row_code: str
    column_code: str
    printed_text: str | None
    value: Decimal | None
    cell_state: str
    unit: str | None
    row_label: str | None
    column_label: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it is stored, with its rule."""

    finding_id: str
    rule_id: str | None
    rule_name_zh: str | None
    rule_name_en: str | None
    severity: str
    table_code: str | None
    row_code: str | None
    column_code: str | None
    printed_text: str | None
    suggested_value: Decimal | None
    message_zh: str
    message_en: str
    is_acknowledged: bool
    equation: str | None
    rule_class: str | None
    rule_scope: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, its mark in the tables (``number``), its equation in codes and in words, and both sides of it."""

    number: int
    finding_id: str
    rule_id: str | None
    rule_name_zh: str | None
    rule_name_en: str | None
    severity: str
    table_code: str | None
    row_code: str | None
    column_code: str | None
    printed_text: str | None
    suggested_value: Decimal | None
    derived_value: Decimal | None
    message_zh: str
    message_en: str
    is_acknowledged: bool
    equation: str | None
    equation_zh: str | None
    equation_en: str | None
    left_value: Decimal | None
    right_value: Decimal | None
    residual: Decimal | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one place in the report."""

    rule_id: str
    scope_code: str
    left_value: Decimal | None
    right_value: Decimal | None
    residual: Decimal | None
    verdict: str
    reason: str | None
    severity: str
    is_acknowledged: bool
    implied_value: Decimal | None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another report of the same agency: of a year beside this one, or another version of this one."""

    report_id: str
    report_year: int | None
    scope: str
    is_current: bool
    reconciliation_status: str


@dataclass(frozen=True, slots=True)
class Report:
    """The answer."""

    header: Header
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    corrections: tuple[Correction, ...]
    claims: tuple[Claim, ...]
    siblings: tuple[Sibling, ...]

    def verdict_count(self, verdict: str) -> int:
        """How many equations came to this verdict."""
        return sum(row.verdict == verdict for row in self.verdicts)


@dataclass(frozen=True, slots=True)
class ReportCells:
    """The answer of the list of cells: every figure with the place it was printed at."""

    header: Header
    items: tuple[Cell, ...]


HEADER = """
select report_id, agency_id, agency_name, province_name, report_year, form_version, scope, title, source_uri,
    source_format,
    published_date, is_current, duplicate_of, reconciliation_status, failed_rule_count, is_quarantined
from side.reports where report_id = $report_id
"""

CELLS = """
select table_code, row_code, column_code, printed_text, value, cell_state, unit, row_label, column_label, locator
from warehouse.marts.fct_printed_cells where report_id = $report_id
order by all
"""

FINDINGS = """
select
    finding_id, findings.rule_id, rules.name_zh as rule_name_zh, rules.name_en as rule_name_en, findings.severity,
    table_code, row_code, column_code, printed_text, suggested_value, findings.message_zh, findings.message_en,
    is_acknowledged, rules.equation, rules.class as rule_class, rules.scope as rule_scope
from warehouse.marts.fct_findings as findings
left join warehouse.marts.dim_rules as rules on findings.rule_id = rules.rule_id
where findings.report_id = $report_id
order by list_position(['critical', 'error', 'warning', 'notice'], findings.severity), findings.rule_id, table_code,
    row_code, column_code, finding_id
"""

VERDICTS = """
select rule_id, scope_code, left_value, right_value, residual, verdict, reason, severity, is_acknowledged, implied_value
from warehouse.marts.fct_rule_results where report_id = $report_id
order by list_position(['critical', 'error', 'warning', 'notice'], severity), rule_id, scope_code
"""

SIBLINGS = """
select report_id, report_year, scope, is_current, reconciliation_status
from side.reports
where agency_id = $agency_id and report_id <> $report_id
    and (is_current or report_year is not distinct from $report_year)
order by report_year, scope, is_current desc, report_id
"""


def read_header(visit: Visit, report_id: str) -> Header:
    """The report under the address.

    Raises:
        NothingThere: there is no such report.
    """
    found = visit.rows(Header, HEADER, {"report_id": report_id})
    if not found:
        raise NothingThere(report_id)
    return found[0]


def read(visit: Visit) -> Report:
    """A report whole: some hundreds of cells and verdicts."""
    report_id = visit.path["report_id"]
    header = read_header(visit, report_id)
    only = {"report_id": report_id}
    verdicts = visit.rows(Verdict, VERDICTS, only)
    found = visit.rows(FindingRow, FINDINGS, only)
    siblings = visit.rows(Sibling, SIBLINGS, only | {"agency_id": header.agency_id, "report_year": header.report_year})
    return Report(
        header=header,
        cells=visit.rows(Cell, CELLS, only),
        findings=number_findings(found, verdicts, read_terms(visit, report_id, header.form_version)),
        verdicts=verdicts,
        corrections=read_corrections(visit, report_id),
        claims=read_claims(visit, report_id),
        siblings=siblings,
    )


def number_findings(found: Iterable[FindingRow], verdicts: Iterable[Verdict], terms: Terms) -> tuple[Finding, ...]:
    """Findings with their marks and, where their rule was evaluated at their place, the sides of the equation."""
    evaluated = {(verdict.rule_id, verdict.scope_code): verdict for verdict in verdicts}
    return tuple(_with_sides(number, row, evaluated, terms) for number, row in enumerate(found, start=1))


def _with_sides(number: int, row: FindingRow, evaluated: Mapping[tuple[str, str], Verdict], terms: Terms) -> Finding:
    scopes = (row.column_code, row.row_code, f"{row.row_code}.{row.column_code}", row.table_code, "report")
    keys = ((row.rule_id, scope) for scope in scopes if row.rule_id and scope)
    verdict = next((evaluated[key] for key in keys if key in evaluated), None)
    words = told(row, verdict, terms)
    derived = derived_value(row.equation, (row.row_code, row.column_code), verdict.left_value) if verdict else None
    return Finding(
        number=number,
        finding_id=row.finding_id,
        rule_id=row.rule_id,
        rule_name_zh=row.rule_name_zh,
        rule_name_en=row.rule_name_en,
        severity=row.severity,
        table_code=row.table_code,
        row_code=row.row_code,
        column_code=row.column_code,
        printed_text=row.printed_text,
        suggested_value=row.suggested_value,
        derived_value=derived,
        message_zh=row.message_zh,
        message_en=row.message_en,
        is_acknowledged=row.is_acknowledged,
        equation=row.equation,
        equation_zh=words.zh if words else None,
        equation_en=words.en if words else None,
        left_value=verdict.left_value if verdict else None,
        right_value=verdict.right_value if verdict else None,
        residual=verdict.residual if verdict else None,
    )


def view(report: Report, lang: str) -> dict[str, object]:
    """The statutory tables, drawn, and what the report calls the places of likely corrections."""
    cells = {(c.table_code, c.row_code, c.column_code): c for c in report.cells}
    labels = {place: _labels(place, cells.get(place), lang) for place in map(_place, report.corrections)}
    tables = printed_tables(report.header.form_version, report.cells, report.findings, lang)
    return {
        "tables": tables,
        "labels": labels,
        "claims": by_sentence(report.claims),
        "anchors": {f"table-{table.code}" for table in tables} | {a for table in tables for a in table.anchors},
    }


def _place(correction: Correction) -> tuple[str, str, str]:
    return correction.table_code, correction.row_code, correction.column_code


def _labels(place: tuple[str, str, str], cell: Cell | None, lang: str) -> tuple[str, str]:
    """What row and column are called: as this report prints them, or in English as the form does."""
    table, row, column = place
    printed = (cell.row_label, cell.column_label) if cell else (None, None)
    return say(row_label(table, row, printed[0]), lang), say(column_label(table, column, printed[1]), lang)


def read_cells(visit: Visit) -> ReportCells:
    """Every cell of a report, printed or absent."""
    header = read_header(visit, visit.path["report_id"])
    return ReportCells(header, visit.rows(Cell, CELLS, {"report_id": header.report_id}))


PAGE = Page("report", "/reports/{report_id}", Wording("一份报告", "One report"), read, Report, view=view)
CELLS_PAGE = Page(
    "cells",
    "/reports/{report_id}/cells",
    Wording("一份报告的每个数字印在何处", "Where each figure of a report was printed"),
    read_cells,
    ReportCells,
)
