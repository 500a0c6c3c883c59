"""Rules between years: over gaps, vintages, replaced reports, renamings, mergers and splits, each verdict explained."""

from __future__ import annotations

from collections import Counter

import pytest

from .conftest import Project
from .corpus import Filed
from .histories import FIRST_YEAR, GAPS, LAST_YEAR, REPLACED_YEAR, long_history, mergers, scopes, splits

CHAIN_RULES = (
    "requests.carry_over",
    "legal_challenges.pending",
    "disclosures.items",
    "disclosures.in_force",
    "legacy.cumulative",
)
Verdicts = set[tuple[str, str | None]]


def verdicts(project: Project, report: Filed, rule_id: str) -> Verdicts:
    rows = project.rows(
        "select distinct verdict, reason from marts.fct_rule_results"
        f" where report_id = '{report.report_id}' and rule_id = '{rule_id}'"
    )
    return set(rows)


def undecided(reason: str) -> Verdicts:
    return {("not_evaluable", reason)}


PASSES: Verdicts = {("pass", None)}


def expected(year: int, rule_id: str) -> Verdicts:
    """What seventeen years of one agency must come to."""
    if year == FIRST_YEAR or year - 1 in GAPS:
        return undecided(f"no_prior_report: {year - 1}")
    if year == 2019 or (year == 2021 and rule_id == "disclosures.in_force"):
        return undecided(f"form_differs: {year - 1}")
    return PASSES


def test_seventeen_years_of_one_agency(project: Project) -> None:
    history = {report.figures.report_year: report for report in long_history()[:-1]}
    assert sorted(history) == [year for year in range(FIRST_YEAR, LAST_YEAR + 1) if year not in GAPS]
    rules = dict(project.rows("select rule_id, form_versions from marts.dim_rules where class = 'chain'"))
    assert rules.keys() == set(CHAIN_RULES)
    found = {
        (year, rule_id): verdicts(project, report, rule_id)
        for year, report in history.items()
        for rule_id in CHAIN_RULES
        if report.figures.form_version in rules[rule_id].split()
    }
    assert found == {key: expected(*key) for key in found}
    assert Counter(next(iter(outcome))[0] for outcome in found.values()) == {"pass": 16, "not_evaluable": 9}


def test_nothing_in_seventeen_years_is_a_finding(project: Project) -> None:
    assert {report.report_id for report in long_history()[:-1]} & project.failures.keys() == set()


def test_the_current_report_of_the_year_before_decides(project: Project) -> None:
    """A replaced report printed another cumulative figure: it fails itself, and decides nothing afterwards."""
    *_, draft = long_history()
    assert project.rows(f"select is_current from marts.dim_reports where report_id = '{draft.report_id}'") == [(False,)]
    assert project.failures[draft.report_id] == {("legacy.cumulative", "complaints.cumulative")}
    [following] = [report for report in long_history() if report.figures.report_year == REPLACED_YEAR + 1]
    assert verdicts(project, following, "legacy.cumulative") == PASSES


def test_what_was_merged_is_added_up_only_if_all_of_it_is_at_hand(project: Project) -> None:
    first, second, complete, only_one, incomplete = mergers()
    for rule_id in ("requests.carry_over", "legal_challenges.pending", "disclosures.in_force"):
        assert verdicts(project, complete, rule_id) == PASSES
        assert verdicts(project, incomplete, rule_id) == undecided("incomplete_coverage: 1 of 2")
    assert verdicts(project, complete, "plausibility.unit") == PASSES
    received = [int(report.figures.text("requests", "carried_out", "total")) for report in (first, second)]
    assert project.rows(
        "select right_value from marts.fct_rule_results where rule_id = 'requests.carry_over'"
        f" and scope_code = 'total' and report_id = '{complete.report_id}'"
    ) == [(sum(received),)]
    assert verdicts(project, only_one, "requests.carry_over") == undecided("no_prior_report: 2021")


def test_what_was_split_has_no_year_before(project: Project) -> None:
    before, *after = splits()
    for report in after:
        assert verdicts(project, report, "requests.carry_over") == undecided(
            f"agency_split: {before.figures.agency_name}"
        )


def test_a_report_about_another_scope_is_no_year_before(project: Project) -> None:
    *_, later = scopes()
    assert verdicts(project, later, "requests.carry_over") == undecided("scope_differs: 2022")
    assert verdicts(project, later, "plausibility.year_over_year") == undecided("scope_differs: 2022")


@pytest.mark.parametrize("rule_id", CHAIN_RULES)
def test_every_chain_is_seen_to_pass(project: Project, rule_id: str) -> None:
    assert project.rows(
        f"select 1 from marts.fct_rule_results where rule_id = '{rule_id}' and verdict = 'pass' limit 1"
    )
