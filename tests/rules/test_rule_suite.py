"""The audit repeats the verdicts exactly, and severities can be chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from expectations.gate import audit

from .conftest import Project


def test_great_expectations_reports_the_same_verdicts(project: Project, tmp_path: Path) -> None:
    """Rule by rule: as many decided, exactly the same failures at the same reports and scopes."""
    database = Path(shutil.copy(project.database, tmp_path / "gouji.duckdb"))
    result = audit(database)
    reported = {e.rule_id: (e.evaluated_count, e.unexpected_count, e.success) for e in result.expectations if e.rule_id}
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = connection.execute("""
            select
                rules.rule_id,
                count(*) filter (where results.verdict <> 'not_evaluable') as decided_count,
                count(*) filter (where results.verdict = 'fail') as fail_count
            from marts.dim_rules as rules
            left join marts.fct_rule_results as results on rules.rule_id = results.rule_id
            group by rules.rule_id
        """).fetchall()
        differing = connection.execute("""
            with reported as (
                select replace(expectation_id, 'rule.', '') as rule_id, report_id, scope_code
                from audit.unexpected_rows where expectation_id like 'rule.%'
            ),
            reached as (select rule_id, report_id, scope_code from marts.fct_rule_results where verdict = 'fail')
            (select * from reported except all select * from reached)
            union all
            (select * from reached except all select * from reported)
        """).fetchall()
    assert differing == []
    assert reported == {
        rule_id: (decided, failed, None if decided == 0 else failed == 0) for rule_id, decided, failed in counts
    }
    assert all(failed for rule_id, _, failed in counts if not rule_id.startswith("narrative."))
    assert result.integrity_passed, [e for e in result.expectations if e.suite == "integrity" and not e.success]


def test_a_chosen_severity_is_the_severity(project: Project) -> None:
    """The build asks for warnings where the class of the rule says notice."""
    for relation in ("dim_rules", "fct_rule_results", "fct_findings"):
        severities = project.rows(
            f"select distinct severity from marts.{relation} where rule_id = 'plausibility.year_over_year'"
        )
        assert severities == [("warning",)], relation
    assert project.rows("select severity from marts.dim_rules where rule_id = 'plausibility.unit'") == [("notice",)]
