"""Marts of an engine -> what was found, for the reports that were checked and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from gouji.check.engine import Engine
from gouji.check.explanations import read_suggestions
from gouji.check.model import (
    CheckedReport,
    CheckResult,
    Equation,
    Finding,
    NearestRow,
    RejectedDocument,
    Rule,
    RuleResult,
    Term,
)
from gouji.check.nearest import nearest_rows, rejected_document
from gouji.check.reading import Reading
from gouji.check.visible import visible, visible_or_none
from gouji.errors import Wording
from gouji.reports import PrintedCell, ReportFinding

Row = tuple[Any, ...]
Groups = Mapping[str, list[Row]]

OF_CHECKED = "where report_id in (select report_id from checked)"
GRAVEST_FIRST = "list_position(['critical', 'error', 'warning', 'notice'], findings.severity)"

REPORTS = """
    select
        reports.report_id, reports.document_id, reports.title, agencies.agency_name, agencies.region_code,
        reports.report_year, reports.form_version, reports.scope, reports.source_format, reports.published_date,
        reports.reconciliation_status, reports.duplicate_of
    from gouji.marts.dim_reports as reports
    left join gouji.marts.dim_agencies as agencies using (agency_id)
"""
CELLS = """
    select report_id, table_code, row_code, column_code, printed_text, cell_state, row_label, column_label
    from gouji.marts.fct_printed_cells
"""
RESULTS = """
    select
        report_id, rule_id, scope_code, left_value, right_value, residual, verdict, reason, severity, is_acknowledged,
        implied_value
    from gouji.marts.fct_rule_results
"""
# A failing verdict and its finding meet in the model that makes the one from the other: rule, place, and so the scope.
FINDINGS = """
    select
        findings.report_id, findings.finding_id, findings.rule_id, findings.severity, findings.table_code,
        findings.row_code, findings.column_code, findings.printed_text, findings.suggested_value, findings.message_zh,
        findings.message_en, findings.is_acknowledged, verdicts.scope_code
    from gouji.marts.fct_findings as findings
    left join {int_verdict_findings} as verdicts
        on findings.report_id = verdicts.report_id and findings.rule_id = verdicts.rule_id
        and findings.table_code is not distinct from verdicts.table_code
        and findings.row_code is not distinct from verdicts.row_code
        and findings.column_code is not distinct from verdicts.column_code
        and findings.message_zh = verdicts.message_zh
    where findings.report_id in (select report_id from checked)
    order by {gravest}, findings.rule_id, findings.table_code, findings.row_code, findings.column_code,
        findings.finding_id
"""
TERMS = """
    select
        verdicts.report_id, verdicts.rule_id, verdicts.scope_code, terms.side, terms.period, terms.sign,
        terms.table_code,
        terms.row_code, terms.column_code, cells.value, cells.cell_state, cells.row_label, cells.column_label
    from {int_verdict_findings} as verdicts
    inner join gouji.marts.dim_reports as reports on verdicts.report_id = reports.report_id
    inner join {int_rule_terms} as terms
        on reports.form_version = terms.form_version and verdicts.rule_id = terms.rule_id
        and verdicts.scope_code = terms.scope_code
    left join gouji.marts.dim_reports as earlier
        on reports.agency_id = earlier.agency_id and reports.scope = earlier.scope and earlier.is_current
        and reports.report_year = earlier.report_year + 1
    inner join gouji.marts.fct_printed_cells as cells
        on cells.report_id = case terms.period when 't' then reports.report_id else earlier.report_id end
        and terms.table_code = cells.table_code and terms.row_code = cells.row_code
        and terms.column_code = cells.column_code
    where verdicts.report_id in (select report_id from checked)
    order by verdicts.report_id, verdicts.rule_id, verdicts.scope_code, terms.term_ordinal
"""
UNKNOWN_ROWS = f"""
    select report_id, table_code, label, printed_text, locator, problem_code
    from gouji.raw.unmapped_rows {OF_CHECKED} order by report_id, table_code, row_ordinal
"""
RULES = (
    "select rule_id, name_zh, name_en, class, severity, scope, equation, legal_basis from {dim_rules} order by rule_id"
)


def read_results(engine: Engine, reading: Reading, earlier_count: int | None) -> CheckResult:
    """Everything that was found, in the order the files were given."""
    rules = {row[0]: _rule(row) for row in _rows(engine, RULES)}
    suggestions = read_suggestions(engine)
    groups = {
        "cells": _grouped(_rows(engine, f"{CELLS} {OF_CHECKED} order by all")),
        "results": _grouped(_rows(engine, f"{RESULTS} {OF_CHECKED} order by all")),
        "findings": _grouped(_rows(engine, FINDINGS)),
        "terms": _grouped(_rows(engine, TERMS)),
        "unknown": _grouped(_rows(engine, UNKNOWN_ROWS)),
    }
    order = {outcome.document_id: number for number, outcome in enumerate(reading.outcomes)}
    rows = sorted(_rows(engine, f"{REPORTS} {OF_CHECKED}"), key=lambda row: (order[row[1]], len(row[0]), row[0]))
    reports = [_report(row, reading, groups, rules) for row in rows]
    reports = [replace(report, suggestions=suggestions.get(report.report_id, ())) for report in reports]
    return CheckResult(tuple(reports), tuple(_rejected(reading)), rules, earlier_count)


def _rows(engine: Engine, query: str) -> list[Row]:
    """Run a query; names in braces stand for models, wherever they lie."""
    for name in ("int_verdict_findings", "int_rule_terms", "dim_rules"):
        query = query.replace(f"{{{name}}}", engine.relations[name])
    return engine.connection.execute(query.replace("{gravest}", GRAVEST_FIRST)).fetchall()


def _grouped(rows: Iterable[Row]) -> Groups:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row[1:])
    return groups


def _rule(row: Row) -> Rule:
    rule_id, name_zh, name_en, rule_class, severity, scope, equation, basis = row
    return Rule(rule_id, Wording(name_zh, name_en), rule_class, severity, scope, equation, basis or "")


def _report(row: Row, reading: Reading, groups: Mapping[str, Groups], rules: Mapping[str, Rule]) -> CheckedReport:
    report_id, document_id, title, agency, region, year, version, scope, source_format, published, status, duplicate = (
        row
    )

    def of(name: str) -> list[Row]:
        return groups[name].get(report_id, [])

    path, *other_paths = map(visible, reading.addresses(document_id))
    results = tuple(RuleResult(r[0], rules[r[0]].rule_class, *r[1:]) for r in of("results"))
    unknown = nearest_rows(of("unknown"))
    return CheckedReport(
        report_id=report_id,
        document_id=document_id,
        path=path,
        other_paths=tuple(other_paths),
        title=visible_or_none(title),
        agency_name=visible_or_none(agency),
        region_code=region,
        report_year=year,
        form_version=version,
        scope=scope,
        source_format=source_format,
        published_date=published,
        verdict=status,
        duplicate_of=duplicate,
        cells=tuple(_cell(cell) for cell in of("cells")),
        findings=tuple(_findings(of("findings"), of("terms"), results, unknown, rules)),
        results=results,
        suggestions=(),
        unknown_rows=unknown,
    )


def _cell(row: Row) -> PrintedCell:
    table, row_code, column, text, state, row_label, column_label = row
    return PrintedCell(
        table, row_code, column, visible_or_none(text), state, visible_or_none(row_label), visible_or_none(column_label)
    )


def _findings(
    rows: Iterable[Row],
    terms: Iterable[Row],
    results: Iterable[RuleResult],
    unknown: Iterable[NearestRow],
    rules: Mapping[str, Rule],
) -> Iterable[Finding]:
    by_scope = {(result.rule_id, result.scope_code): result for result in results}
    terms_of: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for rule_id, scope_code, *term in terms:
        terms_of[rule_id, scope_code].append(_term(tuple(term)))
    nearest = {(row.table_code, row.printed_text): row for row in unknown}
    for number, row in enumerate(rows, start=1):
        finding_id, rule_id, severity, table, row_code, column, text, suggested, zh, en, acknowledged, scope_code = row
        rule, result = rules.get(rule_id), by_scope.get((rule_id, scope_code))
        shown = ReportFinding(
            number, rule_id, severity, table, row_code, column, suggested, visible(zh), visible(en), acknowledged,
            rule.equation if rule else None,
        )  # fmt: skip
        equation = _equation(rule, result, terms_of[rule_id, scope_code]) if rule and result else None
        row_of_form = nearest.get((table, visible(text or ""))) if rule_id is None and row_code is None else None
        yield Finding(shown, finding_id, visible_or_none(text), equation, row_of_form)


def _term(row: Row) -> Term:
    side, period, sign, table, row_code, column, value, state, row_label, column_label = row
    row_words = Wording(visible(row_label or row_code), row_code)
    return Term(
        side, period, sign, table, row_code, column, value, state, row_words,
        Wording(visible(column_label or column), column),
    )  # fmt: skip


def _equation(rule: Rule, result: RuleResult, terms: list[Term]) -> Equation:
    """The terms are shown only where they add up to what the rule compared: otherwise it compared something else."""
    comparison = "<=" if "<=" in rule.equation else "="
    adds_up = all(
        sum(term.sign * term.value for term in terms if term.side == side and term.value is not None) == value
        and all(term.value is not None for term in terms if term.side == side)
        for side, value in (("left", result.left_value), ("right", result.right_value))
        if value is not None and any(term.side == side for term in terms)
    )
    return Equation(
        rule.rule_id, rule.name, rule.equation, comparison, result.scope_code, result.left_value, result.right_value,
        result.residual, rule.scope == "column", tuple(terms) if adds_up else (),
    )  # fmt: skip


def _rejected(reading: Reading) -> Iterable[RejectedDocument]:
    found = {one.document_id: one for one in reversed(reading.found)}
    for outcome in reading.outcomes:
        if outcome.document is None:
            for address in reading.addresses(outcome.document_id):
                yield rejected_document(outcome, found[outcome.document_id], address)


Reader = Callable[[Engine, Reading, int | None], CheckResult]
