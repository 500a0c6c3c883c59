"""For each rule one planted fault fails at exactly its scope, and the unplanted twin passes."""

from __future__ import annotations

import csv

import pytest

from .cases import ALL_CASES, CASES, NEW_RULE, Case
from .conftest import PROJECT_ROOT, RULES_FILE, Project, filed
from .corpus import Filed


def failures_of(project: Project, reports: tuple[Filed, ...]) -> set[tuple[int, str, str]]:
    return {
        (index, *failure)
        for index, report in enumerate(reports)
        for failure in project.failures.get(report.report_id, ())
    }


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_a_fault_fails_at_its_scope_and_nowhere_else(project: Project, case: Case) -> None:
    assert failures_of(project, filed(case.name, False)) == set()
    assert failures_of(project, filed(case.name, True)) == case.failures


def test_the_unplanted_twins_pass_at_those_scopes(project: Project) -> None:
    """All but the figure that has no year before it to be compared with: only its planted twin names two units."""
    verdicts = project.verdicts
    undecided = {
        (case.name, *failure)
        for case in ALL_CASES
        for index, *failure in case.failures
        if verdicts[filed(case.name, False)[index].report_id, *failure] != "pass"
    }
    assert undecided == {("unit_of_cell_and_header", "plausibility.unit", "fees.amount")}


def test_every_rule_has_its_planted_fault() -> None:
    with (PROJECT_ROOT / RULES_FILE).open(encoding="utf-8", newline="") as file:
        rules = {line["rule_id"] for line in csv.DictReader(file)}
    elsewhere = {rule_id for rule_id in rules if rule_id.startswith("narrative.")}
    assert rules - elsewhere <= {case.rule_id for case in CASES} <= rules


def test_every_rule_reaches_every_report_of_its_forms(project: Project) -> None:
    """Also the rule that was added as a row: nothing else was changed for it."""
    unreached = project.rows("""
        select rules.rule_id, reports.report_id
        from marts.dim_rules as rules
        inner join marts.dim_reports as reports
            on list_contains(string_split(rules.form_versions, ' '), reports.form_version)
        where not exists (
            select 1 from marts.fct_rule_results as results
            where results.rule_id = rules.rule_id and results.report_id = reports.report_id
        )
    """)
    assert unreached == []
    [(count,)] = project.rows(f"select count(*) from marts.fct_rule_results where rule_id = '{NEW_RULE['rule_id']}'")
    [(reports,)] = project.rows("select count(*) from marts.dim_reports where form_version <> 'form_pre2019'")
    assert count == 7 * reports


def test_messages_name_the_figures(project: Project) -> None:
    [(message_zh, message_en)] = project.rows("""
        select distinct message_zh, message_en from marts.fct_findings where rule_id = 'rollup.disclosures'
    """)
    assert "“行政处罚”" in message_zh
    assert "the reports it covers add up to" in message_en
    assert "{" not in message_zh + message_en


def test_a_sum_whose_parts_a_short_table_leaves_out_is_not_zero(project: Project) -> None:
    """The short table prints denials and no reasons: nothing is to be added up, and nothing is wrong."""
    [report] = filed("legacy.replies", False)
    sums = ("legacy.denial_reasons", "legacy.completions", "legacy.staff", "legacy.press_conferences")
    assert project.rows(
        "select distinct rule_id, scope_code, verdict, split_part(reason, ':', 1), left_value"
        " from marts.fct_rule_results"
        f" where report_id = '{report.report_id}' and scope_code like '%.year' and rule_id in {sums} order by all"
    ) == [
        ("legacy.completions", "requests_completed.year", "not_evaluable", "absent", None),
        ("legacy.denial_reasons", "replies_denied.year", "not_evaluable", "absent", None),
        ("legacy.press_conferences", "press_conferences.year", "not_evaluable", "absent", None),
        ("legacy.staff", "staff_total.year", "not_evaluable", "absent", None),
    ]
