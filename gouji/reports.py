"""One report read back from the warehouse: which one is meant, its cells, and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.errors import AgencyAmbiguous, AgencyNotFound, ReportNotFound
from ingest.records import record

# The process that reads for a check has none of it.
if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@record
class Agency:
    """An agency that a name or a region code may mean."""

    agency_id: str
    agency_name: str
    region_code: str | None

    @property
    def described(self) -> str:
        """How it is listed when several match."""
        return f"{self.agency_name} ({self.region_code})" if self.region_code else self.agency_name


@record
class ReportHeader:
    """A report's row in ``dim_reports``, its agency named."""

    report_id: str
    agency_name: str
    report_year: int
    form_version: str | None
    scope: str
    title: str | None
    source_uri: str | None
    published_date: date | None
    reconciliation_status: str
    is_quarantined: bool
    superseded_count: int


@record
class PrintedCell:
    """A row of ``fct_printed_cells``; ``value`` is the number read from the text, in ``unit``; None for none."""

    table_code: str
    row_code: str
    column_code: str
    printed_text: str | None
    cell_state: str
    row_label: str | None
    column_label: str | None
    value: Decimal | None = None
    unit: str | None = None


@record
class ReportFinding:
    """A row of ``fct_findings`` beside the equation of its rule; ``number`` is its mark in the tables."""

    number: int
    rule_id: str | None
    severity: str
    table_code: str | None
    row_code: str | None
    column_code: str | None
    suggested_value: Decimal | None
    message_zh: str
    message_en: str
    is_acknowledged: bool
    equation: str | None
    cause_code: str | None = None
    confidence: str | None = None


@record
class ReportPage:
    """Everything ``gouji show`` prints of one report."""

    header: ReportHeader
    cells: tuple[PrintedCell, ...]
    findings: tuple[ReportFinding, ...]


def find_reports(
    connection: DuckDBPyConnection, agency: str, year: int | None, warehouse: Path
) -> tuple[ReportHeader, ...]:
    """The current reports of one agency for a year: one, or its own and its summary; of all years if ``year`` is None.

    Raises:
        AgencyNotFound: nothing matches.
        AgencyAmbiguous: several agencies match.
        ReportNotFound: the agency has none for the year, or none at all.
    """
    found = find_agency(connection, agency, year, warehouse)
    rows = connection.execute(
        """
        select
            report_id, ?, report_year, form_version, scope, title, source_uri, published_date, reconciliation_status,
            is_quarantined, count(*) over (partition by report_year, scope) - 1
        from marts.dim_reports
        where agency_id = ? and report_year = coalesce(?, report_year)
        qualify is_current
        order by report_year, scope
        """,
        [found.agency_name, found.agency_id, year],
    ).fetchall()
    if not rows:
        raise ReportNotFound(found.agency_name, year, _years_of(connection, found))
    return tuple(ReportHeader(*row) for row in rows)


def find_agency(connection: DuckDBPyConnection, agency: str, year: int | None, warehouse: Path) -> Agency:
    """The one agency with this name or region code, else with a name that holds it.

    Where several match, those with a report for the year decide.
    """
    for condition in ("agency_name = $agency or region_code = $agency", "contains(agency_name, $agency)"):
        matches = _matching(connection, condition, agency)
        if len(matches) > 1:
            matches = _with_report(connection, matches, year) or matches
        if len(matches) > 1:
            raise AgencyAmbiguous(agency, [match.described for match in matches])
        if matches:
            return matches[0]
    raise AgencyNotFound(agency, warehouse)


def _matching(connection: DuckDBPyConnection, condition: str, agency: str) -> list[Agency]:
    query = f"select agency_id, agency_name, region_code from marts.dim_agencies where {condition} order by 2, 1"
    return [Agency(*row) for row in connection.execute(query, {"agency": agency}).fetchall()]


def _with_report(connection: DuckDBPyConnection, agencies: Sequence[Agency], year: int | None) -> list[Agency]:
    query = "select agency_id from marts.dim_reports where report_year = coalesce(?, report_year)"
    publishers = {agency_id for (agency_id,) in connection.execute(query, [year]).fetchall()}
    return [agency for agency in agencies if agency.agency_id in publishers]


def _years_of(connection: DuckDBPyConnection, agency: Agency) -> list[int]:
    query = "select distinct report_year from marts.dim_reports where agency_id = ? and is_current order by 1"
    return [int(year) for (year,) in connection.execute(query, [agency.agency_id]).fetchall() if year]


def read_report(connection: DuckDBPyConnection, header: ReportHeader) -> ReportPage:
    """The cells and findings of a report."""
    cells = connection.execute(
        """
        select table_code, row_code, column_code, printed_text, cell_state, row_label, column_label
        from marts.fct_printed_cells where report_id = ?
        order by all
        """,
        [header.report_id],
    ).fetchall()
    findings = connection.execute(
        """
        select
            findings.rule_id, findings.severity, findings.table_code, findings.row_code, findings.column_code,
            findings.suggested_value, findings.message_zh, findings.message_en, findings.is_acknowledged,
            rules.equation, findings.cause_code, findings.confidence
        from marts.fct_findings as findings
        left join marts.dim_rules as rules using (rule_id)
        where findings.report_id = ?
        order by list_position(['critical', 'error', 'warning', 'notice'], findings.severity), findings.rule_id,
            findings.table_code, findings.row_code, findings.column_code, findings.finding_id
        """,
        [header.report_id],
    ).fetchall()
    numbered = tuple(ReportFinding(number, *row) for number, row in enumerate(findings, start=1))
    return ReportPage(header, tuple(PrintedCell(*row) for row in cells), numbered)
