"""One fault of the pipeline at a time, planted in a build otherwise sound: exactly its own expectations fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from expectations.integrity import integrity_checks

FailingChecks = Callable[..., dict[str, list[tuple[Any, ...]]]]

RECEIVED = "report_id = 'r2021' and row_code = 'received' and column_code = 'natural_person'"
TOTAL = "report_id = 'r2021' and row_code = 'received' and column_code = 'total'"

# Fault -> (the SQL that plants it, the expectations it breaks).
FAULTS: dict[str, tuple[str, set[str]]] = {
    "document_lost": (
        "insert into raw.sources (source_uri, document_id) values ('file:///lost', 'dlost')",
        {"documents.balance"},
    ),
    "document_invented": (
        "insert into raw.rejects (document_id, reason_code) values ('dghost', 'no_text')",
        {"documents.balance"},
    ),
    "document_accepted_and_rejected": (
        "insert into raw.rejects (document_id, reason_code) values ('d2021', 'no_text')",
        {"documents.balance"},
    ),
    "document_id_missing": (
        "insert into raw.sources (source_uri) values ('file:///nameless')",
        {"documents.balance"},
    ),
    "document_without_report": (
        "insert into raw.documents (document_id) values ('dempty');"
        "insert into raw.sources (source_uri, document_id) values ('file:///dempty', 'dempty')",
        {"documents.hold_reports"},
    ),
    "report_lost": (
        "insert into raw.reports (report_id, document_id) values ('rlost', 'd2021')",
        {"reports.carried"},
    ),
    "report_invented": (
        "insert into marts.dim_reports"
        " (report_id, document_id, scope, reconciliation_status, is_current, is_quarantined)"
        " values ('rghost', 'd2021', 'own', 'reconciled', false, false)",
        {"reports.carried"},
    ),
    "two_current_reports": (
        "update marts.dim_reports set is_current = true, duplicate_of = 'r2021' where report_id = 'r2021draft'",
        {"reports.one_current"},
    ),
    "no_current_report": (
        "update marts.dim_reports set report_year = 2022 where report_id = 'r2021draft'",
        {"reports.one_current"},
    ),
    "raw_cell_duplicated": (f"insert into raw.cells select * from raw.cells where {RECEIVED}", {"key.raw.cells"}),
    "raw_cell_of_no_report": (
        "insert into raw.cells (report_id, table_code, row_code, column_code, printed_text)"
        " values ('rghost', 'requests', 'received', 'total', '');"
        "insert into marts.fct_printed_cells"
        " values ('rghost', 'requests', 'received', 'total', '', null, 'blank', null)",
        {"reference.raw.cells.report_id", "reference.fct_printed_cells.report_id"},
    ),
    "printed_cell_duplicated": (
        f"insert into marts.fct_printed_cells select * from marts.fct_printed_cells where {TOTAL}",
        {"key.fct_printed_cells"},
    ),
    "printed_cell_lost": (f"delete from marts.fct_printed_cells where {TOTAL}", {"cells.lost"}),
    "printed_cell_called_absent": (
        f"update marts.fct_printed_cells set cell_state = 'absent', value = null where {TOTAL}",
        {"cells.lost", "cells.plain_digits"},
    ),
    "printed_cell_invented": (
        "insert into marts.fct_printed_cells values ('r2021', 'requests', 'granted', 'total', '5', 5, 'number', null)",
        {"cells.invented"},
    ),
    "printed_text_changed": (
        f"update marts.fct_printed_cells set printed_text = '七' where {TOTAL}",
        {"cells.text"},
    ),
    "digits_misread": (f"update marts.fct_printed_cells set value = 70 where {TOTAL}", {"cells.plain_digits"}),
    "blank_read_as_zero": (
        "update marts.fct_printed_cells set value = 0 where row_code = 'carried_in';"
        "update marts.fct_requests set carried_in_count = 0 where report_id = 'r2021'",
        {"cells.state"},
    ),
    "nil_statement_with_a_figure": (
        "update marts.fct_printed_cells set value = 9 where cell_state = 'stated_in_prose';"
        "update marts.fct_requests set received_count = 9 where report_id = 'rprose'",
        {"cells.state"},
    ),
    "report_without_cells": (
        "delete from marts.fct_printed_cells where report_id = 'rprose';"
        "delete from marts.fct_requests where report_id = 'rprose'",
        {"cells.every_report"},
    ),
    "fact_row_dropped": ("delete from marts.fct_request_outcomes where report_id = 'r2021'", {"figures.lost"}),
    "fact_figure_dropped": (
        "update marts.fct_requests set received_count = null where report_id = 'r2021'",
        {"figures.lost"},
    ),
    "fact_invented": (
        "insert into marts.fct_request_outcomes values ('r2021', 'natural_person', 'denied_state_secret', 0)",
        {"figures.invented"},
    ),
    "fact_altered": (
        "update marts.fct_legal_challenges set case_count = 11 where report_id = 'r2021'",
        {"figures.altered"},
    ),
    "fee_taken_for_yuan": (
        "update marts.fct_fees set fee_amount_wan_yuan = fee_amount_wan_yuan / 10000",
        {"figures.altered"},
    ),
    "procurement_left_in_wan_yuan": (
        "update marts.fct_procurement set amount_yuan = amount_yuan / 10000",
        {"figures.altered"},
    ),
    "fact_row_duplicated": (
        "insert into marts.fct_fees select * from marts.fct_fees",
        {"key.fct_fees"},
    ),
    "fact_key_null": (
        "insert into marts.fct_requests (report_id) values ('r2021')",
        {"key.fct_requests"},
    ),
    "fact_of_superseded_report": (
        "insert into marts.fct_requests (report_id, applicant_type_code, received_count)"
        " values ('r2021draft', 'natural_person', 8)",
        {"facts.countable"},
    ),
    "fact_of_quarantined_report": (
        "update marts.dim_reports set is_quarantined = true where report_id = 'r2015'",
        {"facts.countable"},
    ),
    "fact_of_no_report": (
        "insert into marts.fct_procurement (report_id) values ('rghost')",
        {"reference.fct_procurement.report_id"},
    ),
    "agency_unknown": (
        "update marts.dim_reports set agency_id = 'ghost' where report_id = 'r2015'",
        {"reference.dim_reports.agency_id"},
    ),
    "form_unknown": (
        "update marts.dim_reports set form_version = 'form_2099' where report_id = 'rprose';"
        "delete from marts.fct_rule_results where report_id = 'rprose'",
        {"codes.dim_reports.form_version"},
    ),
    "scope_unknown": (
        "update marts.dim_reports set scope = 'county' where report_id = 'r2015'",
        {"codes.dim_reports.scope"},
    ),
    "code_null": (
        "update marts.dim_reports set reconciliation_status = null where report_id = 'r2015'",
        {"codes.dim_reports.reconciliation_status"},
    ),
    "rule_reached_nothing": (
        "delete from marts.fct_rule_results where rule_id = 'legacy.channels'",
        {"verdicts.every_rule"},
    ),
    "rule_missed_one_report": (
        "delete from marts.fct_rule_results where rule_id = 'requests.balance' and report_id = 'r2019'",
        {"verdicts.every_rule"},
    ),
    "rule_outside_its_form": (
        "insert into marts.fct_rule_results values"
        " ('r2015', 'requests.balance', 'total', null, null, null, 'not_evaluable', 'absent', 'critical', false)",
        {"verdicts.own_form"},
    ),
    "rule_unknown": (
        "update marts.fct_rule_results set rule_id = 'ghost' where scope_code = 'natural_person'",
        {"reference.fct_rule_results.rule_id"},
    ),
    "verdict_outside_the_three": (
        "update marts.fct_rule_results set verdict = 'maybe' where scope_code = 'natural_person'",
        {"codes.fct_rule_results.verdict"},
    ),
    "not_evaluable_without_reason": (
        "update marts.fct_rule_results set reason = ' ' where report_id = 'r2015'",
        {"verdicts.reason"},
    ),
    "verdict_from_null": (
        "update marts.fct_rule_results set left_value = null where scope_code = 'natural_person'",
        {"verdicts.compared"},
    ),
    "failure_without_finding": (
        "delete from marts.fct_findings",
        {
            "verdicts.findings",
            "key.fct_findings",
            "reference.fct_findings.report_id",
            "reference.fct_findings.rule_id",
            "codes.fct_findings.severity",
        },
    ),
}


def test_a_sound_build_has_no_offender(failing_checks: FailingChecks) -> None:
    assert failing_checks() == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_fails_its_own_expectations_only(failing_checks: FailingChecks, fault: str) -> None:
    sql, broken = FAULTS[fault]
    assert set(failing_checks(sql)) == broken


def test_every_kind_of_check_has_its_planted_fault() -> None:
    """Checks generated alike (keys, references, codes) share the faults of their kind; each other one has its own."""
    planted = {expectation_id for _, broken in FAULTS.values() for expectation_id in broken}
    generated = ("key.", "reference.", "codes.")
    own_kind = {check.expectation_id for check in integrity_checks() if not check.expectation_id.startswith(generated)}
    assert own_kind <= planted
    assert all(any(expectation_id.startswith(kind) for expectation_id in planted) for kind in generated)


def test_offenders_name_report_and_cell(failing_checks: FailingChecks) -> None:
    failing = failing_checks("update marts.fct_legal_challenges set case_count = 11 where report_id = 'r2021'")
    [(report_id, scope_code, detail)] = failing["figures.altered"]
    assert (report_id, scope_code) == ("r2021", "legal_challenges.reconsideration.upheld")
    assert detail == "fct_legal_challenges: value=11.000000, printed=10.000000"


def test_a_way_of_printing_that_the_form_does_not_expect_counts_once(failing_checks: FailingChecks) -> None:
    """Both ways of （六）其他处理 printed: the vintage's default is a fact, the other stays among the printed cells."""
    cell = "('r2019', 'requests', 'other_reason', 'natural_person', '2'"
    failing = failing_checks(
        f"insert into raw.cells (report_id, table_code, row_code, column_code, printed_text) values {cell})",
        f"insert into marts.fct_printed_cells values {cell}, 2, 'number', null)",
    )
    assert failing == {}


def test_a_fee_printed_in_yuan_may_be_rounded_but_not_changed(failing_checks: FailingChecks) -> None:
    printed = "update raw.cells set printed_text = '123.456789元' where row_code = 'fees'"
    carried = (
        "update marts.fct_printed_cells set printed_text = '123.456789元', value = 123.456789, unit = '元'"
        " where row_code = 'fees'"
    )
    rounded = failing_checks(printed, carried, "update marts.fct_fees set fee_amount_wan_yuan = 0.012346")
    assert rounded == {}
    changed = failing_checks(printed, carried, "update marts.fct_fees set fee_amount_wan_yuan = 0.012347")
    assert set(changed) == {"figures.altered"}
