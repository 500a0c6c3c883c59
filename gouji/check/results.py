"""Marts of an engine -> what was found, for the reports that were checked and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gouji.check import queries
from gouji.check.equations import equation_of, term_of
from gouji.check.explanations import read_explanations
from gouji.check.model import (
    CheckedReport,
    CheckResult,
    Explanation,
    Finding,
    NearestRow,
    Rule,
    RuleResult,
    Term,
)
from gouji.check.nearest import nearest_rows
from gouji.check.queries import Row
from gouji.check.raw_files import Reading
from gouji.check.visible import message, visible, visible_or_none
from gouji.errors import Wording
from gouji.reports import PrintedCell, ReportFinding
from gouji.severities import SEVERITIES
from ingest.forms import column_order, row_order

Groups = Mapping[str, list[Row]]


def read_results(answers: Mapping[str, list[Row]], reading: Reading, earlier_count: int | None) -> CheckResult:
    """Everything that was found, in the order the files were given; ``answers`` by query."""
    rules = {row[0]: _rule(row) for row in answers[queries.RULES]}
    explanations = read_explanations(answers)
    groups = {
        "cells": _grouped(answers[queries.CELLS]),
        "results": _grouped(answers[queries.RESULTS]),
        "findings": _grouped(answers[queries.FINDINGS]),
        "terms": _grouped(answers[queries.TERMS]),
        "unknown": _grouped(answers[queries.UNKNOWN_ROWS]),
    }
    order = {document_id: number for number, document_id in enumerate(reading.addresses)}
    rows = sorted(answers[queries.REPORTS], key=lambda row: (order[row[1]], len(row[0]), row[0]))
    reports = (_report(row, reading, groups, rules, explanations.get(row[0], ())) for row in rows)
    return CheckResult(tuple(reports), reading.rejected, rules, earlier_count)


def _grouped(rows: Iterable[Row]) -> Groups:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row[1:])
    return groups


def _rule(row: Row) -> Rule:
    rule_id, name_zh, name_en, rule_class, severity, scope, equation, basis = row
    return Rule(rule_id, Wording(name_zh, name_en), rule_class, severity, scope, equation, basis or "")


def _report(
    row: Row,
    reading: Reading,
    groups: Mapping[str, Groups],
    rules: Mapping[str, Rule],
    explanations: tuple[Explanation, ...],
) -> CheckedReport:
    report_id, document_id, title, agency, region, year, version, scope, source_format, published, status, duplicate = (
        row
    )

    def of(name: str) -> list[Row]:
        return groups[name].get(report_id, [])

    path, *other_paths = map(visible, reading.addresses[document_id])
    results = tuple(_result(result, rules) for result in of("results"))
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
        explanations=explanations,
        unknown_rows=unknown,
    )


def _result(row: Row, rules: Mapping[str, Rule]) -> RuleResult:
    rule_id, scope_code, left, right, residual, verdict, reason, severity, acknowledged, implied = row
    return RuleResult(
        rule_id, rules[rule_id].rule_class, scope_code, left, right, residual, verdict, visible_or_none(reason),
        severity, acknowledged, implied,
    )  # fmt: skip


def _cell(row: Row) -> PrintedCell:
    table, row_code, column, text, state, row_label, column_label, value, unit = row
    return PrintedCell(
        table, row_code, column, visible_or_none(text), state, visible_or_none(row_label),
        visible_or_none(column_label), value, unit,
    )  # fmt: skip


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
        terms_of[rule_id, scope_code].append(term_of(tuple(term)))
    nearest = {(row.table_code, row.printed_text): row for row in unknown}
    for number, row in enumerate(sorted(rows, key=_place_in_form), start=1):
        finding_id, rule_id, severity, table, row_code, column, text, suggested, zh, en, acknowledged, *more = row
        cause_code, confidence, rule_ids, scope_code, problem_zh, problem_en, component = more
        rule, result = rules.get(rule_id), by_scope.get((rule_id, scope_code))
        told = message(zh, en)
        shown = ReportFinding(
            number, rule_id, severity, table, row_code, column, suggested, told.zh, told.en, acknowledged,
            rule.equation if rule else None,
        )  # fmt: skip
        yield Finding(
            shown=shown,
            finding_id=finding_id,
            printed_text=visible_or_none(text),
            problem=message(problem_zh or zh, problem_en or en),
            cause_code=cause_code,
            confidence=confidence,
            supporting_rule_ids=tuple((rule_ids or "").split()),
            component_code=component,
            equation=equation_of(rule, result, terms_of[rule_id, scope_code]) if rule and result else None,
            nearest=nearest.get((table, visible(text or ""))) if rule_id is None and row_code is None else None,
        )


def _place_in_form(row: Row) -> tuple[object, ...]:
    """Gravest first, then rule by rule in the order of the form."""
    finding_id, rule_id, severity, table, row_code, column, *_ = row
    rows = row_order(table) if table else {}
    columns = column_order(table) if table else ()
    return (
        SEVERITIES.index(severity), rule_id or "", table or "", rows.get(row_code, -1),
        columns.index(column) if column in columns else -1, finding_id,
    )  # fmt: skip
