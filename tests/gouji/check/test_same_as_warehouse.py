"""What a check finds in the samples is what the built warehouse has of them: figures, verdicts, findings, causes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb

from gouji.check.equation_words import equation_text
from gouji.check.model import CheckResult
from gouji.explorer.pages.report import read
from gouji.explorer.store import open_snapshot
from gouji.explorer.visit import Visit
from gouji.page import Page
from tests.conftest import Built

Rows = set[tuple[Any, ...]]


def mart(built: Built, query: str) -> Rows:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        return set(connection.execute(query).fetchall())


def unique(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """As a set, nothing lost on the way."""
    listed = list(rows)
    assert len(set(listed)) == len(listed) > 0
    return set(listed)


def test_the_same_reports_with_the_same_verdict(built: Built, checked: CheckResult) -> None:
    found = unique(
        (r.report_id, r.agency_name, r.report_year, r.scope, r.form_version, r.verdict) for r in checked.reports
    )
    assert found == mart(
        built,
        "select report_id, agency_name, report_year, scope, form_version, reconciliation_status "
        "from marts.dim_reports left join marts.dim_agencies using (agency_id)",
    )


def test_the_same_printed_cells(built: Built, checked: CheckResult) -> None:
    found = unique(
        (r.report_id, c.table_code, c.row_code, c.column_code, c.printed_text, c.cell_state, c.value, c.unit)
        for r in checked.reports
        for c in r.cells
    )
    assert found == mart(
        built,
        "select report_id, table_code, row_code, column_code, printed_text, cell_state, value, unit "
        "from marts.fct_printed_cells",
    )


def test_the_same_results_of_rules(built: Built, checked: CheckResult) -> None:
    found = unique(
        (
            report.report_id, one.rule_id, one.scope_code, one.left_value, one.right_value, one.residual, one.verdict,
            one.reason, one.severity, one.is_acknowledged, one.implied_value,
        )
        for report in checked.reports
        for one in report.results
    )  # fmt: skip
    assert {"pass", "fail", "not_evaluable"} <= {row[6] for row in found}
    assert found == mart(built, "select * from marts.fct_rule_results")


def test_the_same_findings_with_their_cause(built: Built, checked: CheckResult) -> None:
    found = unique(
        (
            one.finding_id, report.report_id, one.shown.rule_id, one.shown.severity, one.shown.table_code,
            one.shown.row_code, one.shown.column_code, one.printed_text, one.shown.suggested_value,
            one.shown.message_zh, one.shown.message_en, one.shown.is_acknowledged, one.confidence, one.cause_code,
            " ".join(one.supporting_rule_ids) or None,
        )
        for report in checked.reports
        for one in report.findings
    )  # fmt: skip
    assert found == mart(
        built,
        "select finding_id, report_id, rule_id, severity, table_code, row_code, column_code, printed_text, "
        "suggested_value, message_zh, message_en, is_acknowledged, confidence, cause_code, supporting_rule_ids "
        "from marts.fct_findings",
    )


def test_the_same_explanations(built: Built, checked: CheckResult) -> None:
    found = unique(
        (report.report_id, one.explanation_id, one.rank, one.confidence, change.table_code, change.row_code,
         change.column_code, change.printed_value, change.suggested_value, change.cause.cause_code)
        for report in checked.reports
        for one in report.explanations
        for change in one.changes
    )  # fmt: skip
    assert found == mart(
        built,
        "select report_id, explanation_id, explanation_rank, confidence, table_code, row_code, column_code, "
        "printed_value, suggested_value, cause_code from marts.fct_explanations where cell_ordinal > 0",
    )


def test_the_same_rejections(built: Built, checked: CheckResult) -> None:
    found = {(one.document_id, one.reason_code) for one in checked.rejected}
    assert found == mart(built, "select document_id, reason_code from raw.rejects")


def test_every_failing_equation_has_its_finding(checked: CheckResult) -> None:
    for report in checked.reports:
        failing = {(one.rule_id, one.scope_code) for one in report.results if one.verdict == "fail"}
        assert failing == {(e.rule_id, e.scope_code) for f in report.findings if (e := f.equation)}


def test_the_terms_of_an_equation_are_what_was_summed(checked: CheckResult) -> None:
    equations = [finding.equation for report in checked.reports for finding in report.findings if finding.equation]
    with_terms = [equation for equation in equations if equation.terms]
    assert with_terms
    for equation in with_terms:
        for side, value in (("left", equation.left_value), ("right", equation.right_value)):
            assert sum(t.sign * (t.value or 0) for t in equation.terms if t.side == side) == value


def test_the_explorer_tells_the_same_equations(built: Built, checked: CheckResult) -> None:
    pages = Page("zh", {}, {}), Page("en", {}, {})
    told = {
        f.finding_id: tuple(equation_text(f.equation, page) for page in pages)
        for report in checked.reports
        for f in report.findings
        if f.equation and f.equation.terms
    }
    assert len(told) >= 3
    with open_snapshot(built.live_file).cursor() as cursor:
        reports = [read(Visit(cursor, "zh", {"report_id": report.report_id}, {})) for report in checked.reports]
    shown = {f.finding_id: (f.equation_zh, f.equation_en) for report in reports for f in report.findings}
    assert {finding_id: shown[finding_id] for finding_id in told} == told
