"""Marts -> correction lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from gouji.corrections.model import Change, Correction, Explanation, Place, Reason, ReportCorrections
from gouji.errors import Wording
from gouji.form import table_layouts
from gouji.severities import SEVERITIES

Row = tuple[Any, ...]

REPORTS = """
    select
        reports.report_id, reports.form_version, agencies.agency_name, reports.report_year, reports.title,
        reports.source_uri, reports.published_date, reports.scope
    from {marts}.dim_reports as reports
    left join {marts}.dim_agencies as agencies using (agency_id)
    where reports.report_id in (select unnest($reports))
    order by reports.report_year, reports.scope, reports.report_id
"""
FINDINGS = """
    select
        findings.report_id, findings.table_code, findings.row_code, findings.column_code, findings.printed_text,
        findings.suggested_value, findings.cause_code, findings.confidence, findings.severity, findings.rule_id,
        rules.name_zh, rules.name_en, rules.legal_basis, findings.message_zh, findings.message_en, rules.remedy_zh,
        rules.remedy_en
    from {marts}.fct_findings as findings
    left join {marts}.dim_rules as rules using (rule_id)
    where findings.report_id in (select unnest($reports)) and not findings.is_acknowledged
    order by findings.rule_id, findings.finding_id
"""
ACKNOWLEDGED = """
    select report_id, count(*) from {marts}.fct_findings
    where is_acknowledged and report_id in (select unnest($reports)) group by report_id
"""
# Where one explanation is ahead of all others, the items themselves say it.
EXPLANATIONS = """
    select
        report_id, component_code, explanation_id, confidence, table_code, row_code, column_code, printed_value,
        suggested_value, cause_code
    from {marts}.fct_explanations
    where explanation_rank = 1 and rank_count > 1 and report_id in (select unnest($reports))
    order by report_id, component_code, explanation_id, cell_ordinal
"""
SENTENCES = """
    select distinct report_id, 'narrative.' || claimed_code, sentence, min(paragraph_ordinal)
    from {marts}.fct_narrative_claims
    where not agrees and claim_kind in ('exact', 'none') and report_id in (select unnest($reports))
    group by all order by 1, 2, 4, 3
"""


def read_corrections(
    connection: DuckDBPyConnection, report_ids: Sequence[str], marts: str = "marts"
) -> tuple[ReportCorrections, ...]:
    """The correction lists of reports, by year; a report without findings has an empty one.

    Args:
        connection: to a published warehouse.
        report_ids: the reports; unknown ones are passed over.
        marts: the schema of the marts, as the connection has it.
    """

    def rows(query: str) -> list[Row]:
        return connection.execute(query.format(marts=marts), {"reports": list(report_ids)}).fetchall()

    findings, explanations = _by_report(rows(FINDINGS)), _by_report(rows(EXPLANATIONS))
    acknowledged: dict[str, int] = dict(rows(ACKNOWLEDGED))
    sentences: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for report_id, rule_id, sentence, _ in rows(SENTENCES):
        sentences[(report_id, rule_id)] += (sentence,)
    return tuple(
        ReportCorrections(
            report_id,
            agency_name,
            report_year,
            title,
            source_uri,
            published_date,
            scope,
            corrections=tuple(_corrections(form_version, findings[report_id], sentences)),
            explanations=tuple(_explanations(form_version, explanations[report_id])),
            acknowledged_count=acknowledged.get(report_id, 0),
        )
        for report_id, form_version, agency_name, report_year, title, source_uri, published_date, scope in rows(REPORTS)
    )


def _by_report(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _corrections(
    form_version: str | None, findings: Iterable[Row], sentences: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Correction]:
    """Findings that ask for the same figure in the same place are one item; it stands where its gravest one does."""
    items: dict[Row, list[Row]] = defaultdict(list)
    for finding in sorted(findings, key=lambda row: _in_form_order(form_version, row)):
        items[_item_of(finding)].append(finding)
    for number, found in enumerate(items.values(), start=1):
        _, table, row, column, printed_text, suggested, cause, confidence, *_ = found[0]
        reasons = tuple(_reason(finding, sentences) for finding in found)
        place = place_of(form_version, table, row, column)
        yield Correction(number, place, printed_text, suggested, cause, confidence, reasons)


def _in_form_order(form_version: str | None, finding: Row) -> tuple[int, ...]:
    """The gravest first, then as the form prints them; what has no place in it comes last."""
    order = {place: number for number, place in enumerate(_names(form_version))}
    _, table, row, column, _, _, _, _, severity, *_ = finding
    places = ((table, "", ""), (table, "row", row), (table, "column", column))
    return SEVERITIES.index(severity), *(order.get(place, len(order)) for place in places)


def _item_of(finding: Row) -> Row:
    """What the finding shares with others of its item: the cell and its figure, or else nothing but itself."""
    _, table, row, column, _, suggested, _, _, _, rule_id, *_ = finding
    return (table, row, column, suggested) if row and column and suggested is not None else (rule_id, *finding)


def _reason(finding: Row, sentences: Mapping[tuple[str, str], tuple[str, ...]]) -> Reason:
    report_id = finding[0]
    severity, rule_id, name_zh, name_en, legal_basis, message_zh, message_en, remedy_zh, remedy_en = finding[8:]
    return Reason(
        severity=severity,
        rule_id=rule_id,
        rule_name=Wording(name_zh, name_en) if name_zh else None,
        legal_basis=legal_basis,
        message=Wording(message_zh, message_en),
        remedy=Wording(remedy_zh, remedy_en) if remedy_zh else None,
        sentences=sentences.get((report_id, rule_id), ()) if rule_id else (),
    )


def _explanations(form_version: str | None, rows: Iterable[Row]) -> Iterator[Explanation]:
    for component, of_component in groupby(rows, key=lambda row: row[1]):
        for number, (_, cells) in enumerate(groupby(of_component, key=lambda row: row[2]), start=1):
            found = list(cells)
            yield Explanation(component, number, found[0][3], tuple(_change(form_version, row) for row in found))


def _change(form_version: str | None, row: Row) -> Change:
    table, row_code, column, printed, suggested, cause = row[4:]
    return Change(place_of(form_version, table, row_code, column), printed, suggested, cause)


def place_of(form_version: str | None, table: str | None, row: str | None, column: str | None) -> Place:
    """A place in the words of the form; codes that the form does not know stay codes."""
    names = _names(form_version)
    return Place(
        names.get((table, "", ""), Wording(table, table)) if table else None,
        names.get((table or "", "row", row), Wording(row, row)) if row else None,
        names.get((table or "", "column", column), Wording(column, column)) if column else None,
    )


@lru_cache
def _names(form_version: str | None) -> Mapping[tuple[str, str, str], Wording]:
    names: dict[tuple[str, str, str], Wording] = {}
    for layout in table_layouts(form_version):
        names[(layout.code, "", "")] = layout.name
        for block in layout.blocks:
            names |= {(layout.code, "row", row.code): row.label for row in block.rows}
            names |= {(layout.code, "column", column.code): column.label for column in block.columns}
    return names
